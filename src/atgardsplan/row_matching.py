"""Which rows of two plans are the same action, told by what they say and not by where they stand."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from atgardsplan.matching import plain, sequence_likeness

Pair = tuple[int, int]

SAME_FROM = 0.5
"""How like two rows must be, from 0 to 1, to be one action that was changed."""
SAME_ELSEWHERE_FROM = 0.6
"""The same for rows of different areas."""

# What makes an action the same one: first of all the action itself. The follow-up is written at the
# end of the year and tells nothing of it.
_WEIGHTS = {"problem": 1.0, "cause": 2.0, "action": 4.0, "goal": 2.0, "when": 0.5, "who": 1.0}
# A cell that is filled in one plan alone says little: half-written rows are completed later.
_ONE_SIDED = 0.15
# An action that is worded alike is the same one, whatever was done to the cells around it.
_ACTION_ALONE = 0.8
# Of equally like rows, the one in the same area, and then the one nearest in order.
_AREA_BONUS, _ORDER_BONUS = 0.05, 0.01
_FEW_WORDS = 4
# No real plan has so many rewritten rows. Where there are more, only rows that stand at about the
# same place are compared, so that the time stays within bounds.
_MOST_COMPARED = 40_000
_MOST_ALIGNED = 1_000_000
_SCALE = 1_000_000


class Row(NamedTuple):
    """A row as it is compared."""

    area: tuple[str, str]
    """Its area's title, and the name of the tab."""
    texts: Mapping[str, str]
    """The filled cells by column key."""

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """What rows that say the same have in common."""
        return tuple(sorted(self.texts.items()))


def pair_rows(old: Sequence[Row], new: Sequence[Row]) -> list[Pair]:
    """Return the places in `old` and `new` of rows that are the same action, each at most once.

    Rows that say the same come first, those that stand in the same order in the same area before
    others. The rest are paired so that they are as like each other as can be all in all.
    """
    pairs = _identical(old, new)
    taken_old, taken_new = {i for i, _ in pairs}, {j for _, j in pairs}
    rest_old = [i for i in range(len(old)) if i not in taken_old]
    rest_new = [j for j in range(len(new)) if j not in taken_new]
    return sorted(pairs + _similar(old, new, rest_old, rest_new))


def longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return the members of a longest subsequence of `numbers` (all different) that only rises."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(tails, number)
        before[number] = tails[place - 1] if place else None
        tails[place : place + 1] = [number]
    found: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found


# Rows that say the same


def _identical(old: Sequence[Row], new: Sequence[Row]) -> list[Pair]:
    pairs: list[Pair] = []
    by_area: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((old, new)):
        for index, row in enumerate(rows):
            by_area[row.area[0]][side].append(index)
    for olds, news in by_area.values():
        pairs += _in_same_order(old, new, olds, news)
    # Then, in the same area in another order, and last in another area.
    for with_area in (True, False):
        taken_old, taken_new = {i for i, _ in pairs}, {j for _, j in pairs}
        free: dict[object, list[int]] = defaultdict(list)
        for j, row in enumerate(new):
            if j not in taken_new:
                free[row.key, row.area[0] if with_area else ""].append(j)
        for i, row in enumerate(old):
            waiting = free.get((row.key, row.area[0] if with_area else ""))
            if i not in taken_old and waiting:
                pairs.append((i, waiting.pop(0)))
    return pairs


def _in_same_order(
    old: Sequence[Row], new: Sequence[Row], olds: list[int], news: list[int]
) -> list[Pair]:
    """Return a longest sequence of pairs of rows that say the same and stand in the same order."""
    olds, news = list(olds), list(news)
    pairs: list[Pair] = []
    while olds and news and old[olds[0]].key == new[news[0]].key:
        pairs.append((olds.pop(0), news.pop(0)))
    while olds and news and old[olds[-1]].key == new[news[-1]].key:
        pairs.append((olds.pop(), news.pop()))
    if not olds or not news or len(olds) * len(news) > _MOST_ALIGNED:
        return pairs
    keys_old = [old[i].key for i in olds]
    keys_new = [new[j].key for j in news]
    length = [[0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for i in reversed(range(len(olds))):
        for j in reversed(range(len(news))):
            length[i][j] = (
                length[i + 1][j + 1] + 1
                if keys_old[i] == keys_new[j]
                else max(length[i + 1][j], length[i][j + 1])
            )
    i = j = 0
    while i < len(olds) and j < len(news):
        if keys_old[i] == keys_new[j]:
            pairs.append((olds[i], news[j]))
            i, j = i + 1, j + 1
        elif length[i + 1][j] >= length[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


# Rows that are alike


def row_likeness(first: Mapping[str, str], second: Mapping[str, str]) -> float:
    """Return how like two rows are as actions, from 0 to 1."""
    reached = possible = action = 0.0
    for column, weight in _WEIGHTS.items():
        one, other = first.get(column, ""), second.get(column, "")
        if one and other:
            likeness = _likeness(one, other) if one <= other else _likeness(other, one)
            reached += weight * likeness
            possible += weight
            if column == "action":
                action = likeness
        elif one or other:
            possible += weight * _ONE_SIDED
    return max(reached / possible if possible else 0.0, _ACTION_ALONE * action)


@lru_cache(maxsize=65_536)
def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    one, other = plain(one), plain(other)
    words, others = one.split(), other.split()
    if max(len(words), len(others)) <= _FEW_WORDS:
        return sequence_likeness(one, other)
    return sequence_likeness(words, others)


def _similar(
    old: Sequence[Row], new: Sequence[Row], rest_old: list[int], rest_new: list[int]
) -> list[Pair]:
    if not rest_old or not rest_new:
        return []
    reach = max(1, _MOST_COMPARED // len(rest_old))
    weights: dict[Pair, int] = {}
    for place, i in enumerate(rest_old):
        middle = place * len(rest_new) // len(rest_old)
        nearest = rest_new
        if len(rest_new) > reach:
            start = min(max(0, middle - reach // 2), len(rest_new) - reach)
            nearest = rest_new[start : start + reach]
        for j in nearest:
            same_area = any(a == b for a, b in zip(old[i].area, new[j].area, strict=True))
            likeness = row_likeness(old[i].texts, new[j].texts)
            if likeness >= (SAME_FROM if same_area else SAME_ELSEWHERE_FROM):
                nearness = 1 - abs(i / len(old) - j / len(new))
                whole = likeness + _AREA_BONUS * same_area + _ORDER_BONUS * nearness
                weights[i, j] = round(whole * _SCALE)
    return [pair for group in _connected(weights) for pair in best_assignment(group)]


def _connected(weights: Mapping[Pair, int]) -> list[dict[Pair, int]]:
    """Return the pairs in groups that have no row in common: each is a problem of its own."""
    root: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        while root.setdefault(node, node) != node:
            root[node] = node = root[root[node]]
        return node

    for i, j in weights:
        root[find(("old", i))] = find(("new", j))
    groups: dict[tuple[str, int], dict[Pair, int]] = defaultdict(dict)
    for pair, weight in weights.items():
        groups[find(("old", pair[0]))][pair] = weight
    return list(groups.values())


def best_assignment(weights: Mapping[Pair, int]) -> list[Pair]:
    """Return pairs that share no row and whose weights together are as large as can be.

    The Hungarian method with potentials, in whole numbers; a pair without a weight counts 0 and
    is left out.
    """
    if len(weights) == 1:
        return list(weights)
    rows, columns = (sorted({pair[side] for pair in weights}) for side in (0, 1))
    if len(rows) > len(columns):
        swapped = best_assignment({(j, i): weight for (i, j), weight in weights.items()})
        return [(i, j) for j, i in swapped]
    n, m = len(rows), len(columns)
    costs = [[-weights.get((i, j), 0) for j in columns] for i in rows]
    row_potential, column_potential = [0] * (n + 1), [0] * (m + 1)
    # Index 0 stands for "none" here, so rows and columns count from 1.
    row_of = [0] * (m + 1)
    for row in range(1, n + 1):
        row_of[0] = row
        column = 0
        least: list[float] = [float("inf")] * (m + 1)
        came_from = [0] * (m + 1)
        seen = [False] * (m + 1)
        while row_of[column]:
            seen[column] = True
            at = row_of[column]
            step, following = float("inf"), 0
            cost, potential = costs[at - 1], row_potential[at]
            for j in range(1, m + 1):
                if seen[j]:
                    continue
                reduced = cost[j - 1] - potential - column_potential[j]
                if reduced < least[j]:
                    least[j], came_from[j] = reduced, column
                if least[j] < step:
                    step, following = least[j], j
            for j in range(m + 1):
                if seen[j]:
                    row_potential[row_of[j]] += int(step)
                    column_potential[j] -= int(step)
                else:
                    least[j] -= step
            column = following
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    pairs = [(rows[row_of[j] - 1], columns[j - 1]) for j in range(1, m + 1) if row_of[j]]
    return [pair for pair in pairs if pair in weights]
