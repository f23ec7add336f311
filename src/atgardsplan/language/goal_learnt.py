"""What labelled goals teach about a goal: what cells that are worded alike were.

Three labels of the annotation guideline are judged so: whether a goal is specific, whether it tells only
what is done, and whether it holds several goals; a fourth, whether it is measurable, where the rules find
no measure. Each trait of the wording (``goal_traits``) or of a joint
(``goal_joins``) has a weight for the label; together they say how likely it is (logistic regression).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import starmap
from pathlib import Path
from typing import Any, NamedTuple

from atgardsplan.data_files import prepared
from atgardsplan.language.goal_traits import Wording, of_groups, of_word
from atgardsplan.language.goal_words import Sentence

WEIGHTS = Path(__file__).with_name("words") / "goal_weights.toml"
HUNDREDTHS = 100
"""Weights are whole hundredths of log-odds."""
SURE = math.log(0.8 / 0.2)
"""Log-odds from which a wording is taken to be measurable though no measure is found in it."""
CERTAIN = 4.0
"""Log-odds from which one of several sentences decides by itself: wrong in one of fifty or fewer."""
NEVER = -20.0
"""Log-odds of what can't be: several goals in a cell where nothing is joined."""
_SHORTEST_QUOTED = 4


class Learnt(NamedTuple):
    """What is learnt of one kind of traits: their places, and each label's bias and weights."""

    places: Mapping[str, int]
    biases: Sequence[int]
    weights: Sequence[Sequence[int]]

    def leanings(self, traits: Iterable[str]) -> list[float]:
        """How likely each label is by some traits, as log-odds: above 0 for yes, below for no."""
        found = self.known(traits)
        totals = [sum(map(weights.__getitem__, found)) for weights in self.weights]
        return self.balanced(totals, len(found))

    def known(self, traits: Iterable[str]) -> list[int]:
        """The places of those of the traits that something is learnt of."""
        places = self.places
        return [places[trait] for trait in traits if trait in places]

    def balanced(self, totals: Iterable[int], count: int) -> list[float]:
        """The log-odds of labels whose ``count`` traits weigh so much in all."""
        share = 1 / math.sqrt(count or 1)
        pairs = zip(self.biases, totals, strict=True)
        return [(bias + total * share) / HUNDREDTHS for bias, total in pairs]


class Leanings(NamedTuple):
    """How likely the labels are that a wording tells of, as log-odds; in alphabetical order."""

    activity: float
    measurable: float
    specific: float


def leanings(wording: Wording) -> Leanings:
    """How likely the labels are by the wording of a cell or a clause."""
    learnt = learnt_of("wording")
    said = [*map(_of_word, wording.words), *starmap(_of_groups, wording.groups)]
    said.append(_said_by(wording.others))
    *totals, count = map(sum, zip(*said, strict=True))
    return Leanings(*learnt.balanced(totals, count))


@lru_cache(maxsize=8192)
def _of_word(word: str) -> tuple[int, ...]:
    return _said_by(of_word(word))


@lru_cache(maxsize=8192)
def _of_groups(groups: frozenset[str], main: bool) -> tuple[int, ...]:
    return _said_by(of_groups(groups, main))


def _said_by(traits: Iterable[str]) -> tuple[int, ...]:
    """What traits say of each label, and how many of them are known."""
    learnt = learnt_of("wording")
    found = learnt.known(traits)
    return (*[sum(map(weights.__getitem__, found)) for weights in learnt.weights], len(found))


def parting(traits: Iterable[str]) -> float:
    """How likely a joint parts two goals, as log-odds."""
    return learnt_of("joints").leanings(traits)[0]


def any_of(leanings: Iterable[float]) -> float:
    """The log-odds that at least one holds of several that are independent of each other."""
    none = sum(math.log1p(math.exp(min(lean, -NEVER))) for lean in leanings)  # -log P(no one)
    if none <= 0:
        return NEVER
    return math.log(math.expm1(none)) if none < -NEVER else none  # e^x - 1 is e^x by then


def telling_activity(sentence: Sentence) -> int | None:
    """The word of a sentence that speaks the most for an activity; None where no one does."""
    said = [
        (_of_word(word.low)[0] + _of_groups(word.tags, True)[0], -index)
        for index, word in enumerate(sentence.words)
        if word.is_word and len(word.low) >= _SHORTEST_QUOTED
    ]
    most, index = max(said, default=(0, 0))
    return -index if most > 0 else None


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
    places = {line[size]: place for place, line in enumerate(lines)}
    return places, table["bias"], [[int(line[n]) for line in lines] for n in range(size)]
