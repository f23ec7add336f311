"""The vocabulary of the "När" column: ``words/when.toml`` and how a Swedish word is looked up in it.

A word is found as it stands, without a genitive -s, by its first or last part, a slip or two of
the pen away, or as two listed words that were written together.
"""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from atgardsplan.data_files import prepared

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


class Entry:
    """What the word list says of a word or phrase: its table, key, and the key's second part."""

    __slots__ = ("extra", "tag", "value")

    def __init__(self, tag: str, value: str, extra: str = "") -> None:
        self.tag = tag
        self.value = value
        self.extra = extra


class Lexicon(NamedTuple):
    """The word list, indexed for look-up."""

    entries: list[Entry]
    """What the others point at by its place."""
    singles: dict[str, int]
    phrases: dict[str, list[tuple[list[str], int]]]
    """First word to the words that have to follow it, longest first, and what that means."""
    starting: dict[str, int]
    ending: dict[str, int]
    heads: frozenset[str]
    """Words often written together with the next one."""
    iffy: frozenset[str]
    """Verbs that make "om" a condition."""
    suspended: list[str]
    """Last parts that a hyphen may stand for ("vår- och höstterminen"), longest first."""
    words: set[str]
    by_start: dict[str, list[str]]
    """Words long enough to be recognised when misspelt, by their first letters."""
    by_end: dict[str, list[str]]

    def single(self, word: str) -> Entry | None:
        """Return what a listed word means."""
        place = self.singles.get(word)
        return None if place is None else self.entries[place]


@cache
def lexicon() -> Lexicon:
    """The loaded word list; read once, when first needed."""
    source = Path(__file__).with_name("words") / "when.toml"
    entries, *indexes = prepared(__file__, (source,), _index)
    return Lexicon([Entry(*entry) for entry in entries], *indexes)


def _index(tables: dict[str, Any]) -> tuple[object, ...]:
    heads = frozenset(_listed(tables.pop("joined")["heads"]))
    suspended = sorted(_listed(tables.pop("suspended")["ending"]), key=len, reverse=True)
    iffy = frozenset(_listed(tables.pop("iffy")["verb"]))
    result = Lexicon([], {}, {}, {}, {}, heads, iffy, suspended, set(), {}, {})
    for tag, table in tables.items():
        for key, words in table.items():
            value, dash, extra = key.partition("-")
            # A leading minus ("-1", the last one) is part of the value.
            result.entries.append(Entry(tag, value, extra) if value else Entry(tag, dash + extra))
            _file(result, words, len(result.entries) - 1)
    for same_start in result.phrases.values():
        same_start.sort(key=_longest_first)
    result.words.update(result.singles)
    for word in sorted(result.words):
        if len(word) >= _SHORTEST_TO_GUESS:
            result.by_start.setdefault(word[:_UNTOUCHED], []).append(word)
            result.by_end.setdefault(word[-_UNTOUCHED:], []).append(word)
    return [(entry.tag, entry.value, entry.extra) for entry in result.entries], *result[1:]


def _file(into: Lexicon, listed: str, place: int) -> None:
    """File the words and phrases of one key."""
    for part in listed.split(","):
        words = part.split()
        if not words:
            continue
        word = words[0]
        if len(words) == 1:
            if word.isalpha():
                into.singles[word] = place
                continue
            if word[-1] == "*":
                into.starting[word[:-1]] = place
                continue
            if word[0] == "*":
                into.ending[word[1:]] = place
                continue
        words = part.translate(_MARKS_APART).split()
        into.phrases.setdefault(words[0], []).append((words[1:], place))
        into.words.update(words)


def _longest_first(phrase: tuple[list[str], int]) -> int:
    return -len(phrase[0])


def _listed(words: str) -> list[str]:
    return [word for part in words.split(",") if (word := part.strip())]


@lru_cache(maxsize=4096)
def meaning(word: str) -> Entry | None:
    """What one lower-case word means by itself, or None when the list says nothing of it."""
    words = lexicon()
    found = words.single(word)
    if found is not None or len(word) > _LONGEST_WORD:
        return found
    if word[-1] == "s":
        found = words.single(word[:-1])
        if found is not None and found.tag in _GENITIVE_TAGS:
            return found
    for size in range(len(word) - 1, 1, -1):
        place = words.starting.get(word[:size], words.ending.get(word[-size:]))
        if place is not None:
            return words.entries[place]
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


def joined(one: str, other: str) -> Entry | None:
    """What a listed word that was written as two ("halv årsvis") means, or None."""
    if len(one) + len(other) < _SHORTEST_JOINED:
        return None
    return lexicon().single(one + other)


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
    found = words.single(rest)
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
    words = lexicon()
    starts = words.by_start.get(word[:_UNTOUCHED], ())
    near: set[str] = {*starts, *words.by_end.get(word[-_UNTOUCHED:], ())}
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
