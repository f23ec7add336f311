"""When two texts are the same heading, title or instruction, as people see it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from math import ceil

_NOT_WORDS = re.compile(r"[^\w\[\]]+")
# Soft hyphens and zero-width characters come along when text is pasted from the web or from Word.
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]+")

_ROUNDED = 1e-9
"""More than a share can be off by."""


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return `text` in lower case, its words divided by single spaces, without punctuation.

    Square brackets stay: they mark the template's placeholders.
    """
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return _NOT_WORDS.sub(" ", text).strip()


def similarity(first: str, second: str, at_least: float = 0.0) -> float:
    """Return how alike two texts are letter by letter, from 0 to 1, by their `plain` forms.

    0 where it would be under `at_least`; saying so makes unlike texts cheap to tell apart.
    """
    first, second = plain(first), plain(second)
    if first == second:
        return 1.0
    if 2 * min(len(first), len(second)) < at_least * (len(first) + len(second)):
        return 0.0
    found = sequence_likeness(first, second)
    return found if found >= at_least else 0.0


def is_edited(text: str, original: str, at_least: float = 0.5) -> bool:
    """Tell whether `text` is `original` word by word, perhaps lightly edited or shortened."""
    words, others = _words(text), _words(original)
    # Their lengths, and then what they can at most have in common, tell most texts apart.
    if 2 * min(len(words), len(others)) < at_least * (len(words) + len(others)):
        return False
    common = min(sum(map(_set_of(others).__contains__, words)), len(others))
    if 2 * common < at_least * (len(words) + len(others)):
        return False
    return sequence_likeness(words, others) >= at_least


def is_edited_from(text: str, originals: tuple[str, ...], at_least: float = 0.5) -> bool:
    """Tell whether `text` is one of `originals` word by word, perhaps lightly edited."""
    words = _words(text)
    known, shortest = _words_of_all(originals)
    common = sum(map(known.__contains__, words))
    # Most texts have too few words of any original to be worth a closer look.
    if 2 * common < at_least * (len(words) + shortest):
        return False
    return any(is_edited(text, original, at_least) for original in originals)


@lru_cache(maxsize=16)
def _words_of_all(texts: tuple[str, ...]) -> tuple[frozenset[str], int]:
    """Return every word of the texts, and how many the shortest text has."""
    words = [_words(text) for text in texts]
    return frozenset().union(*words), min(map(len, words), default=0)


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(plain(text).split())


@lru_cache(maxsize=64)
def _set_of(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words)


def sequence_likeness(first: Sequence[str], second: Sequence[str]) -> float:
    """Return the share of items that two sequences have in common, in the same order.

    2 × (longest common subsequence) / (all items), as rapidfuzz's `ratio`. Computed bit by bit in
    one integer (Hyyrö 2004): some 10 µs for two headings, a tenth of difflib's time, without
    the start-up time of a compiled library.
    """
    if not first or not second:
        return 0.0
    places: dict[str, int] = {}
    for index, item in enumerate(first):
        places[item] = places.get(item, 0) | 1 << index
    everywhere = (1 << len(first)) - 1
    row = everywhere
    for item in second:
        matches = row & places.get(item, 0)
        row = ((row + matches) | (row - matches)) & everywhere
    common = len(first) - row.bit_count()
    return 2 * common / (len(first) + len(second))


def earlier_alike(texts: Sequence[Sequence[str]], at_least: float) -> list[int | None]:
    """Return for each text, as words, the first earlier one that it is like, None where there is none.

    Alike are texts with a `sequence_likeness` of `at_least` (0 to 1). What is like an earlier text stands
    for nothing that comes after it. Texts so alike share one of the rarest words of both; few do, so that
    many texts are compared in little more than the time it takes to read them (prefix filtering,
    Chaudhuri and others 2006).
    """
    seen = Counter(word for words in texts for word in words)
    holding: defaultdict[str, list[int]] = defaultdict(list)
    found: list[int | None] = []
    for number, words in enumerate(texts):
        # As many as this has any text in common that is alike, however short that one is.
        fewest = ceil(at_least * len(words) / (2 - at_least) - _ROUNDED)
        rarest = sorted(words, key=lambda word: (seen[word], word))[: len(words) - fewest + 1]
        if fewest > 0:
            near = sorted({other for word in rarest for other in holding[word]})
        else:
            near = [other for other in range(number) if found[other] is None]
        alike = next((n for n in near if sequence_likeness(words, texts[n]) >= at_least), None)
        if alike is None:
            for word in set(rarest):
                holding[word].append(number)
        found.append(alike)
    return found


def begins_with(text: str, beginning: str) -> bool:
    """Tell whether the words of `text` begin with all words of `beginning`."""
    text, beginning = plain(text), plain(beginning)
    return bool(beginning) and (text == beginning or text.startswith(beginning + " "))
