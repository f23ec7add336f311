"""What labelled goals teach about a goal: what cells that are worded alike were.

Three labels of the annotation guideline are judged so: whether a goal is specific, whether it tells only
what is done, and whether it holds several goals. A fourth, what kind of measure it has, is judged so
together with the rules (``goal_measurable``). Each trait of the wording (``goal_traits``) or of a joint
(``goal_joins``) has a weight for the label; together they say how likely it is (logistic regression).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from itertools import chain
from pathlib import Path
from struct import Struct
from typing import Any

from atgardsplan.data_files import prepared
from atgardsplan.language.goal_joins import SIDES, Joint, beginnings_of, group_of
from atgardsplan.language.goal_traits import Wording, of_group, of_group_aside, of_word
from atgardsplan.language.goal_words import Sentence, Word
from atgardsplan.language.remembered import Remembered

WEIGHTS = Path(__file__).with_name("words") / "goal_weights.toml"
HUNDREDTHS = 100
"""Weights are whole hundredths of log-odds."""
CERTAIN = 4.0
"""Log-odds from which one of several sentences decides by itself: wrong in one of fifty or fewer."""
NEVER = -20.0
"""Log-odds of what can't be: several goals in a cell where nothing is joined."""
_SHORTEST_QUOTED = 4
_BITS = 32
"""Room for the sum of a cell's weights for one label, whatever stands in the cell: as much as "I" of ``struct``."""
_HALF = 1 << _BITS - 1
_MOST_LABELS = 12
_ALL_HALVES = sum(_HALF << _BITS * place for place in range(_MOST_LABELS + 1))
_BYTES = (_MOST_LABELS + 2) * _BITS // 8
_EACH = Struct(f"<{_MOST_LABELS + 2}I")


class Learnt:
    """What is learnt of one kind of traits: each label's bias, and the weights of each trait.

    A trait's weights are packed in one number, and a one to count it by: what any traits say together is
    the sum of theirs (``packed``).
    """

    def __init__(
        self, labels: Sequence[str], biases: Sequence[int], weights: Mapping[str, int]
    ) -> None:
        self.labels = labels
        self.biases = biases
        self.weights = weights
        self._weight_of = weights.get

    def said_by(self, traits: Iterable[str]) -> int:
        """What traits say of each label, and how many of them something is learnt of: packed."""
        return sum(filter(None, map(self._weight_of, traits)))

    def leanings(self, said: int) -> Mapping[str, float]:
        """How likely each label is by what is said, as log-odds: above 0 for yes, below for no."""
        count, *totals = unpacked(said, len(self.labels))
        share = 1 / math.sqrt(count or 1)
        each = zip(self.labels, self.biases, totals, strict=True)
        return {label: (bias + total * share) / HUNDREDTHS for label, bias, total in each}

    def leaning(self, said: int, label: str) -> float:
        """How likely one label is."""
        place = self.labels.index(label)
        each = _each(said)
        count, total = each[0] - _HALF, each[place + 1] - _HALF
        return (self.biases[place] + total / math.sqrt(count or 1)) / HUNDREDTHS


def packed(weights: Sequence[int]) -> int:
    """One trait's weights in one number: a one first, and above it each weight in bits of its own."""
    return sum(weight << _BITS * place for place, weight in enumerate((1, *weights)))


def unpacked(said: int, labels: int) -> list[int]:
    """How many traits said it, and their weights together for each of the labels."""
    return [total - _HALF for total in _each(said)[: labels + 1]]


def _each(said: int) -> Sequence[int]:
    # Halves are added so that no sum is below 0 and borrows from the one above it.
    each: Sequence[int] = _EACH.unpack((said + _ALL_HALVES).to_bytes(_BYTES, "little"))
    return each


def leanings(wording: Wording) -> Mapping[str, float]:
    """How likely the labels are by the wording of a cell or a clause, as log-odds.

    The labels are ``activity``, ``specific`` and each kind of measure.
    """
    return learnt_of("wording").leanings(_said_in(wording))


def leaning(wording: Wording, label: str) -> float:
    """How likely one of the labels is."""
    return learnt_of("wording").leaning(_said_in(wording), label)


def _said_in(wording: Wording) -> int:
    words, groups, groups_aside = _of_words()
    each = chain.from_iterable
    said = sum(map(words.__getitem__, wording.words))
    said += sum(map(groups.__getitem__, each(wording.groups)))
    said += sum(map(groups_aside.__getitem__, each(wording.groups_aside)))
    return said + learnt_of("wording").said_by(wording.others)


@cache
def _of_words() -> tuple[Remembered[int], Remembered[int], Remembered[int]]:
    """What is said by a word, by a group of the main statement, and by any other group."""
    said_by = learnt_of("wording").weights.get
    return (
        Remembered(lambda word: sum([said_by(trait, 0) for trait in of_word(word)])),
        Remembered(lambda group: said_by(of_group(group), 0)),
        Remembered(lambda group: said_by(of_group_aside(group), 0)),
    )


def parting(joint: Joint) -> float:
    """How likely a joint parts two goals, as log-odds."""
    learnt = learnt_of("joints")
    said = learnt.said_by(joint.near)
    for side, words in joint.sides:
        said += learnt.said_by(beginnings_of(side, words))
        groups = chain.from_iterable([word.tags for word in words])
        said += sum(map(_of_sides()[side].__getitem__, groups))
    return learnt.leaning(said, "multiple")


@cache
def _of_sides() -> Mapping[str, Remembered[int]]:
    """What is said by a group on either side of a joint."""
    return {side: Remembered(partial(_of_side, side)) for side in SIDES}


def _of_side(side: str, group: str) -> int:
    return learnt_of("joints").weights.get(group_of(side, group), 0)


def any_of(leanings: Iterable[float]) -> float:
    """The log-odds that at least one holds of several that are independent of each other."""
    none = sum(math.log1p(math.exp(min(lean, -NEVER))) for lean in leanings)  # -log P(no one)
    if none <= 0:
        return NEVER
    return math.log(math.expm1(none)) if none < -NEVER else none  # e^x - 1 is e^x by then


def telling_activity(sentence: Sentence) -> int | None:
    """The word of a sentence that speaks the most for an activity; None where no one does."""
    said = [
        (_for_activity(word), -index)
        for index, word in enumerate(sentence.words)
        if word.is_word and len(word.low) >= _SHORTEST_QUOTED
    ]
    most, index = max(said, default=(0, 0))
    return -index if most > 0 else None


def _for_activity(word: Word) -> int:
    labels = learnt_of("wording").labels
    words, groups, _ = _of_words()
    said = words[word.low] + sum(map(groups.__getitem__, word.tags))
    _, *totals = unpacked(said, len(labels))
    return totals[labels.index("activity")]


@cache
def learnt_of(kind: str) -> Learnt:
    """What is learnt of the traits of the ``wording`` or of the ``joints``."""
    return Learnt(*_kinds()[kind])


@cache
def _kinds() -> Mapping[str, tuple[Any, ...]]:
    kinds: Mapping[str, tuple[Any, ...]] = prepared(__file__, (WEIGHTS,), _by_kind)
    return kinds


def _by_kind(content: Mapping[str, Any]) -> dict[str, tuple[Any, ...]]:
    return {kind: _columns(table) for kind, table in content["traits"].items()}


def _columns(table: Mapping[str, Any]) -> tuple[Any, ...]:
    size = len(table["labels"])
    lines = [line.split(" ", size) for line in table["weights"].splitlines()]
    weights = {line[size]: packed(list(map(int, line[:size]))) for line in lines}
    return table["labels"], table["bias"], weights
