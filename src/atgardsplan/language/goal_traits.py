"""The traits of a goal cell's wording that what is learnt of it rests on: words and their order.

A trait is a short text: ``=minska`` the word itself, ``grann-`` and ``-ngar`` how a word begins and
ends, ``[crime]`` a group that it stands in (``goal_lexicon``), ``[crime] aside`` the same beside the main
statement, ``ska minska`` two words in a row, ``^fler``, ``^-er`` and ``^[people]`` how a
sentence begins, ``verb ska minsk-`` and ``verb [change_down]`` its main verb, ``crime + place`` two groups
in one sentence, ``#3`` how long the cell is. Digits are read alike: 12 and 35 are ``00``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, combinations, pairwise
from typing import NamedTuple

from atgardsplan.language.goal_words import MAIN, RELATIVE, TENSED, Word

_END = "."
_DIGIT = re.compile("[1-9]")
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

    Digits are read alike. The groups of words of the main statement stand by themselves.
    """

    words: Sequence[str]
    groups: Sequence[frozenset[str]]
    groups_aside: Sequence[frozenset[str]]
    others: Sequence[str]

    def traits(self) -> list[str]:
        """All traits of the cell, as many times as they occur."""
        each = chain.from_iterable
        main, aside = map(of_group, each(self.groups)), map(of_group_aside, each(self.groups_aside))
        return [*each(map(of_word, self.words)), *main, *aside, *self.others]


def wording(sentences: Iterable[Sequence[Word]]) -> Wording:
    """How sentences or clauses are worded, each of one word or more."""
    words: list[str] = []
    groups: list[frozenset[str]] = []
    groups_aside: list[frozenset[str]] = []
    others: list[str] = []
    for sentence in sentences:
        lows = [word.low for word in sentence]
        joined = "\n".join(lows)
        if _DIGIT.search(joined):
            lows = _DIGIT.sub("0", joined).split("\n")
        words += lows
        united: set[str] = set()
        telling: list[Word] = []
        for word in sentence:
            tags, scope = word.tags, word.scope
            if tags:
                (groups if scope is MAIN else groups_aside).append(tags)
                if scope is not RELATIVE:
                    united.update(tags)
            if word.form or word.may_count:
                telling.append(word)
        others += _of_first(lows[0], sentence[0].tags)
        others += _of_main_verb(telling)
        others += map(" ".join, pairwise([*lows, _END]))
        others += map(" + ".join, combinations(_paired(united, telling), 2))
    others.append(f"#{min(len(words) // _WORDS_A_STEP, _LONGEST)}")
    return Wording(words, groups, groups_aside, others)


def _of_main_verb(telling: Iterable[Word]) -> Sequence[str]:
    """The traits of the main verb: the first tensed one, or what a "ska" or an "är" helps."""
    helper: Word | None = None
    untensed: Word | None = None
    for word in telling:
        form = word.form
        if not form or word.scope is not MAIN:
            continue
        if helper is not None:
            if form not in _HELPING:
                return _of_verb(helper.low, word.low, form, word.tags)
        elif form in _HELPING:
            helper = word
        elif form in TENSED:
            return _of_verb(_TENSE, word.low, form, word.tags)
        elif untensed is None:
            untensed = word
    if helper is not None:
        return _of_verb(helper.low, helper.low, helper.form, helper.tags)
    if untensed is not None:
        return _of_verb(_UNTENSED, untensed.low, untensed.form, untensed.tags)
    return ()


@lru_cache(maxsize=1024)
def _of_verb(helper: str, low: str, form: str, tags: frozenset[str]) -> tuple[str, ...]:
    stem = low[:_BEGINNING]
    own = (f"verb {helper} {form} -{low[-1]}", f"verb {stem}-", f"verb {helper} {stem}-")
    return (*own, *[f"verb [{tag}]" for tag in tags])


def _paired(united: set[str], telling: Iterable[Word]) -> list[str]:
    """The groups that are paired, in order; what only tells who or what is meant left out."""
    groups = sorted(_PAIRED.intersection(united))
    finite = counts = False
    for word in telling:
        if word.scope is not RELATIVE:
            finite = finite or word.finite
            counts = counts or word.may_count
    if finite:
        groups.append(_FINITE)
    if counts:
        groups.append(_NUMBER)
    return groups


def of_word(low: str) -> tuple[str, ...]:
    """The traits that a word has by itself."""
    if len(low) < _SHORTEST_PARTED:
        return (f"={low}",)
    return (f"={low}", f"{low[:_BEGINNING]}-", f"-{low[-_ENDING:]}")


def of_group(group: str) -> str:
    """The trait that a word of the main statement has by one of its groups."""
    return f"[{group}]"


def of_group_aside(group: str) -> str:
    """The trait that any other word has by one of its groups."""
    return f"[{group}] aside"


@lru_cache(maxsize=1024)
def _of_first(low: str, tags: frozenset[str]) -> tuple[str, ...]:
    traits = [f"^{low}", *[f"^[{tag}]" for tag in tags]]
    if len(low) >= _SHORTEST_FIRST:
        traits += [f"^-{low[-size:]}" for size in _FIRST_ENDINGS]
    return tuple(traits)
