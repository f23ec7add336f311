"""The vocabulary of the "När" column: ``words/when.toml`` and how a Swedish word is looked up in it.

A word is found as it stands, without a genitive -s, by its first or last part, a slip or two of
the pen away, or as two listed words that were written together.
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from .text import number_word, within_edits

_MARKS_APART = str.maketrans({mark: f" {mark} " for mark in "-/()"})
_LONGEST_WORD = 40
_SHORTEST_TO_GUESS = 7
_TWO_SLIPS_FROM = 12
# Any single slip leaves the first or the last letters of a word as they were.
_UNTOUCHED = 3
_SHORTEST_JOINED = 7
_JOINED_TAGS = frozenset(
    ["month", "season", "term", "unit", "weekday", "turn", "movable", "feast", "year", "often"]
)
_GENITIVE_TAGS = frozenset(
    ["month", "season", "term", "unit", "weekday", "turn", "movable", "year"]
)


class Entry(NamedTuple):
    """What the word list says of a word or phrase: its table, key, and the key's second part."""

    tag: str
    value: str
    extra: str = ""


class Lexicon:
    """The word list, indexed for look-up."""

    __slots__ = ("ending", "heads", "iffy", "phrases", "singles", "starting", "suspended", "words")

    def __init__(self) -> None:
        self.singles: dict[str, Entry] = {}
        # First word -> the words that have to follow it, longest first, and what that means.
        self.phrases: dict[str, list[tuple[list[str], Entry]]] = {}
        self.starting: dict[str, Entry] = {}
        self.ending: dict[str, Entry] = {}
        # Words often written together with the next one, and verbs that make "om" a condition.
        self.heads: frozenset[str] = frozenset()
        self.iffy: frozenset[str] = frozenset()
        # Last parts that a hyphen may stand for ("vår- och höstterminen"), longest first.
        self.suspended: list[str] = []
        self.words: set[str] = set()

    def add(self, listed: str, entry: Entry) -> None:
        """File the words and phrases of one key."""
        singles, phrases = self.singles, self.phrases
        for part in listed.split(","):
            words = part.split()
            if len(words) == 1:
                word = words[0]
                if word.isalpha():
                    singles[word] = entry
                    continue
                if word[-1] == "*":
                    self.starting[word[:-1]] = entry
                    continue
                if word[0] == "*":
                    self.ending[word[1:]] = entry
                    continue
            elif not words:
                continue
            if not part.replace(" ", "").isalpha():
                words = part.translate(_MARKS_APART).split()
            phrases.setdefault(words[0], []).append((words[1:], entry))
            self.words.update(words)


@cache
def lexicon() -> Lexicon:
    """The loaded word list; read once, when first needed."""
    source = Path(__file__).with_name("words").joinpath("when.toml").read_text("utf-8")
    tables: dict[str, dict[str, str]] = tomllib.loads(source)
    result = Lexicon()
    result.heads = frozenset(_listed(tables.pop("joined")["heads"]))
    result.suspended = sorted(_listed(tables.pop("suspended")["ending"]), key=len, reverse=True)
    result.iffy = frozenset(_listed(tables.pop("iffy")["verb"]))
    for tag, table in tables.items():
        for key, words in table.items():
            value, dash, extra = key.partition("-")
            # A leading minus ("-1", the last one) is part of the value.
            entry = Entry(tag, value, extra) if value else Entry(tag, dash + extra)
            result.add(words, entry)
    for same_start in result.phrases.values():
        if len(same_start) > 1:
            same_start.sort(key=_longest_first)
    result.words.update(result.singles)
    return result


def _longest_first(phrase: tuple[list[str], Entry]) -> int:
    return -len(phrase[0])


def _listed(words: str) -> list[str]:
    return [word for part in words.split(",") if (word := part.strip())]


@lru_cache(maxsize=4096)
def meaning(word: str) -> Entry | None:
    """What one lower-case word means by itself, or None when the list says nothing of it."""
    words = lexicon()
    found = words.singles.get(word)
    if found is not None or len(word) > _LONGEST_WORD:
        return found
    if word[-1] == "s":
        found = words.singles.get(word[:-1])
        if found is not None and found.tag in _GENITIVE_TAGS:
            return found
    for size in range(len(word) - 1, 1, -1):
        found = words.starting.get(word[:size]) or words.ending.get(word[-size:])
        if found is not None:
            return found
    return None


@lru_cache(maxsize=4096)
def known_words(word: str) -> tuple[str, ...]:
    """The listed word or words that a lower-case word stands for; itself when that is none."""
    words = lexicon().words
    if word in words or len(word) > _LONGEST_WORD or meaning(word) is not None:
        return (word,)
    if number_word(word) is not None:
        return (word,)
    return _written_together(word) or (_misspelt(word),)


def joined(one: str, other: str) -> str | None:
    """The listed word that was written as two ("halv årsvis"), or None."""
    if len(one) + len(other) < _SHORTEST_JOINED:
        return None
    whole = one + other
    return whole if whole in lexicon().singles else None


def _written_together(word: str) -> tuple[str, ...]:
    words = lexicon()
    for size in range(len(word) - 2, 0, -1):
        head, rest = word[:size], word[size:]
        if head not in words.heads:
            continue
        if _follows(head, rest):
            return (head, rest)
        following = _written_together(rest) if len(head) > 1 else ()
        if following:
            return (head, *following)
    return ()


def _follows(head: str, rest: str) -> bool:
    """Whether two words written together were meant as two: a time, or a listed phrase."""
    words = lexicon()
    found = words.singles.get(rest)
    if found is not None and found.tag in _JOINED_TAGS:
        return True
    if found is not None and found.tag == "times":
        return number_word(head) is not None
    return any(phrase[0] == [rest] for phrase in words.phrases.get(head, ()))


def _misspelt(word: str) -> str:
    """The one listed word close enough to be what was meant, or ``word``."""
    if len(word) < _SHORTEST_TO_GUESS:
        return word
    limit = 2 if len(word) >= _TWO_SLIPS_FROM else 1
    starts, ends = _by_letters()
    near: set[str] = {*starts.get(word[:_UNTOUCHED], ()), *ends.get(word[-_UNTOUCHED:], ())}
    for slips in range(1, limit + 1):
        found = [known for known in near if _meant(word, known, slips)]
        if found:
            return min(found)
    return word


def _meant(word: str, known: str, slips: int) -> bool:
    # Another last letter is another form (planeras, planerat), and a short word with another
    # first letter another word (rösten, hösten).
    if word[-1] != known[-1] or (word[0] != known[0] and len(word) < _TWO_SLIPS_FROM):
        return False
    return within_edits(word, known, slips)


@cache
def _by_letters() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    starts: dict[str, list[str]] = {}
    ends: dict[str, list[str]] = {}
    for word in lexicon().words:
        if len(word) >= _SHORTEST_TO_GUESS:
            starts.setdefault(word[:_UNTOUCHED], []).append(word)
            ends.setdefault(word[-_UNTOUCHED:], []).append(word)
    return starts, ends
