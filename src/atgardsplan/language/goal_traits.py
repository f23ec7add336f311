"""The traits of a goal cell's wording that what is learnt of it rests on: words and their order.

A trait is a short text: ``=minska`` the word itself, ``grann-`` and ``-ngar`` how a word begins and
ends, ``[crime]`` a group that it stands in (``goal_lexicon``), ``[crime] aside`` the same beside the main
statement, ``ska minska`` two words in a row, ``^fler``, ``^-er`` and ``^[people]`` how a
sentence begins, ``verb ska minsk-`` and ``verb [change_down]`` its main verb, ``crime + place`` two groups
in one sentence, ``#3`` how long the cell is. Digits are read alike: 12 and 35 are ``00``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, combinations, pairwise, starmap
from typing import NamedTuple

from atgardsplan.language.goal_words import MAIN, RELATIVE, TENSED, Word

_END = "."
_DIGITS = str.maketrans("123456789", "000000000")
_BEGINNING = 5
_ENDING = 4
_SHORTEST_PARTED = 5
_FIRST_ENDINGS = (2, 4)
_SHORTEST_FIRST = 4
_FINITE = "finite verb"
_HELPING = frozenset({"MODAL", "COPULA"})
_TENSE, _UNTENSED = "tensed", "untensed"
_NUMBER = "number"
_WORDS_A_STEP = 4
_LONGEST = 8

_PAIRED = frozenset(
    {"activity_type", "activity_generic", "change_down", "change_up", "client", "crime", "diffuse",
     "given", "object", "org", "outcome_noun", "output_noun", "people", "place", "staff", "state",
     "universal", "v_outcome", "v_output", "v_process"}
)  # fmt: skip
"""Groups that tell what is done, to what and for whom: what they say depends on the others."""


class Wording(NamedTuple):
    """How a cell is worded: its words, their groups, and the traits that no word has alone.

    Digits are read alike. Beside the groups stands whether the word is part of the main statement.
    """

    words: Sequence[str]
    groups: Sequence[tuple[frozenset[str], bool]]
    others: Sequence[str]

    def traits(self) -> list[str]:
        """All traits of the cell, as many times as they occur."""
        of_words = chain.from_iterable(map(of_word, self.words))
        return [*of_words, *chain.from_iterable(starmap(of_groups, self.groups)), *self.others]


def wording(sentences: Iterable[Sequence[Word]]) -> Wording:
    """How sentences or clauses are worded, each of one word or more."""
    words: list[str] = []
    groups: list[tuple[frozenset[str], bool]] = []
    others: list[str] = []
    for sentence in sentences:
        lows = [w.low if w.low.isalpha() else w.low.translate(_DIGITS) for w in sentence]
        words += lows
        groups += [(word.tags, word.scope is MAIN) for word in sentence if word.tags]
        others += _of_first(lows[0], sentence[0].tags)
        others += _of_main_verb(sentence)
        others += map(" ".join, pairwise([*lows, _END]))
        others += map(" + ".join, combinations(_groups(sentence), 2))
    others.append(f"#{min(len(words) // _WORDS_A_STEP, _LONGEST)}")
    return Wording(words, groups, others)


def _of_main_verb(sentence: Sequence[Word]) -> Sequence[str]:
    """The traits of the main verb: the first tensed one, or what a "ska" or an "är" helps."""
    told = [word for word in sentence if word.form and word.scope is MAIN]
    first = next((n for n, word in enumerate(told) if word.form in TENSED), None)
    if first is None:
        return _of_verb(_UNTENSED, told[0].low, told[0].form, told[0].tags) if told else ()
    helper = told[first]
    if helper.form not in _HELPING:
        return _of_verb(_TENSE, helper.low, helper.form, helper.tags)
    verb = next((word for word in told[first + 1 :] if word.form not in _HELPING), helper)
    return _of_verb(helper.low, verb.low, verb.form, verb.tags)


@lru_cache(maxsize=1024)
def _of_verb(helper: str, low: str, form: str, tags: frozenset[str]) -> tuple[str, ...]:
    stem = low[:_BEGINNING]
    own = (f"verb {helper} {form} -{low[-1]}", f"verb {stem}-", f"verb {helper} {stem}-")
    return (*own, *[f"verb [{tag}]" for tag in tags])


def _groups(sentence: Sequence[Word]) -> list[str]:
    """The groups that are paired, in order; what only tells who or what is meant left out."""
    told = [word for word in sentence if word.scope is not RELATIVE]
    groups = sorted(_PAIRED.intersection(set().union(*[word.tags for word in told])))
    if any(word.finite for word in told):
        groups.append(_FINITE)
    if any(word.may_count for word in told):
        groups.append(_NUMBER)
    return groups


def of_word(low: str) -> tuple[str, ...]:
    """The traits that a word has by itself."""
    if len(low) < _SHORTEST_PARTED:
        return (f"={low}",)
    return (f"={low}", f"{low[:_BEGINNING]}-", f"-{low[-_ENDING:]}")


def of_groups(groups: frozenset[str], main: bool) -> list[str]:
    """The traits that a word has by its groups."""
    place = "" if main else " aside"
    return [f"[{group}]{place}" for group in groups]


@lru_cache(maxsize=1024)
def _of_first(low: str, tags: frozenset[str]) -> tuple[str, ...]:
    traits = [f"^{low}", *[f"^[{tag}]" for tag in tags]]
    if len(low) >= _SHORTEST_FIRST:
        traits += [f"^-{low[-size:]}" for size in _FIRST_ENDINGS]
    return tuple(traits)
