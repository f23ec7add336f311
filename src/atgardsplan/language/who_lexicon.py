"""The vocabulary of the "Vem" column: ``words/who.toml`` and how a Swedish word is looked up in it.

A word is found as it stands, without its ending, as a compound by its last part (and its first
part for whose it is), or, for longer words, one or two slips of the pen away.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from atgardsplan.data_files import prepared

from .text import within_edits


class Party(StrEnum):
    """Whom an action can rest with: the annotation guideline, section 3, in its order."""

    police = "police"
    social_services = "social_services"
    school = "school"
    municipality = "municipality"
    region = "region"
    civil_society = "civil_society"
    property_owner = "property_owner"
    rescue_service = "rescue_service"
    other = "other"


# How much a word says of the party. A lower one gives way to a higher one for the same actor.
PERSON, WEAK, GENERAL, STRONG = range(4)

_RANKS = {"general": GENERAL, "weak": WEAK, "vague_head": WEAK, "plain_head": WEAK}
_RANKS["vague_unit"] = WEAK

# (ending, what replaces it, plural). Tried in this order, after a genitive -s is taken off and after the
# word as it is.
_ENDINGS = (
    ("n", "", False), ("en", "", False), ("t", "", False), ("et", "", False),
    ("r", "", True), ("er", "", True), ("ar", "", True), ("or", "a", True),
    ("na", "e", True), ("erna", "", True), ("arna", "", True), ("orna", "a", True),
    ("na", "", True), ("rna", "", True),
)  # fmt: skip
# What the word must end in before an ending of one letter: skola-n, område-t; not bris-t.
_VOWELS = tuple("aeiouyåäöé")
_ONLY_AFTER = {"n": (*_VOWELS, "r", "l"), "t": _VOWELS, "r": _VOWELS}
_ENDINGS_BY_LETTER = {
    letter: tuple(
        (ending, len(ending), instead, plural, _ONLY_AFTER.get(ending, ""))
        for ending, instead, plural in _ENDINGS
        if ending.endswith(letter)
    )
    for letter in "ntra"
}
# After these last parts (neuter, or in -e) "-en" is the definite plural: bolagen, kontoren.
_NEUTER = (
    "bolag", "kontor", "företag", "ombud", "team", "förbund", "samfund", "bibliotek", "råd",
    "lag", "hus", "verk", "distrikt",
)  # fmt: skip
_LONGEST_WORD = 60
_SHORTEST_STEM = 2
_SHORTEST_LAST_PART = 3
_SHORTEST_HEAD = 3
_SHORTEST_BEGINNING = 4
BEGINNING = 5
"""Letters by which most words are told to be in no list, without looking for their endings."""
_SHORTEST_TO_GUESS = 6
_SHORTEST_LAST_TO_GUESS = 7
_SHORTEST_FIRST_TO_GUESS = 4
_VERBS_ONLY = ("erar", "eras")
_TWO_SLIPS_FROM = 12


class Entry:
    """What a group of the word list says of its words.

    ``tag`` is the table ("actor" for the parties' and the last parts'), ``kind`` the key in it.
    """

    __slots__ = ("kind", "party", "rank", "tag")

    def __init__(self, tag: str, kind: str, party: Party | None = None, rank: int = STRONG) -> None:
        self.tag = tag
        self.kind = kind
        self.party = party
        self.rank = rank


class Word(NamedTuple):
    """One word of a cell as the lexicon knows it."""

    entry: Entry
    lemma: str
    plural: bool = False
    genitive: bool = False


class Lexicon(NamedTuple):
    """The word list, indexed for reading."""

    words: dict[str, Entry]
    last_parts: dict[str, Entry]
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]]
    first_parts: dict[str, Party]
    first_names: frozenset[str]
    capitals: dict[str, str]
    by_beginning: dict[str, list[str]]
    """Words long enough to be recognised when misspelt, by their first letters."""
    last_by_beginning: dict[str, list[str]]
    """The same of the last parts of compounds."""
    beginnings: frozenset[str]
    """The first ``BEGINNING`` letters of all words that are so long."""
    short: dict[str, str]
    """Parts of words as they are cut short, to what they stand for: "förv" for förvaltning."""


@cache
def lexicon() -> Lexicon:
    """The word list, loaded once, at the first use."""
    source = Path(__file__).with_name("words") / "who.toml"
    groups, words, last_parts, phrases, first_parts, *others = prepared(__file__, (source,), _index)
    entries = [Entry(tag, kind, party and Party(party), rank) for tag, kind, party, rank in groups]
    return Lexicon(
        {word: entries[place] for word, place in words.items()},
        {word: entries[place] for word, place in last_parts.items()},
        {
            first: [(words, entries[place]) for words, place in same_start]
            for first, same_start in phrases.items()
        },
        {word: Party(party) for word, party in first_parts.items()},
        *others,
    )


class _Index(NamedTuple):
    """A lexicon in plain values; an entry is its place among the groups."""

    groups: list[tuple[str, str, str | None, int]]
    words: dict[str, int]
    last_parts: dict[str, int]
    phrases: dict[str, list[tuple[tuple[str, ...], int]]]
    first_parts: dict[str, str]
    first_names: frozenset[str]
    capitals: dict[str, str]
    by_beginning: dict[str, list[str]]
    last_by_beginning: dict[str, list[str]]
    beginnings: set[str]
    short: dict[str, str]


def _index(tables: dict[str, Any]) -> tuple[object, ...]:
    first_names = frozenset(_entries(tables.pop("names")["first"]))
    short = {cut: whole for whole, cuts in tables.pop("short").items() for cut in _entries(cuts)}
    result = _Index([], {}, {}, {}, {}, first_names, {}, {}, {}, set(), short)
    last = tables.pop("last")
    for name, table in tables.items():
        _file_table(result, name, table)
    for kind, words in last.items():
        result.groups.append(("actor", kind, Party.municipality.value, WEAK))
        for word in _entries(words):
            result.last_parts.setdefault(word, len(result.groups) - 1)
    for same_start in result.phrases.values():
        same_start.sort(key=lambda phrase: -len(phrase[0]))
    result.beginnings.update(word[:BEGINNING] for word in result.words if len(word) >= BEGINNING)
    for word in result.words:
        if len(word) >= _SHORTEST_TO_GUESS and word not in result.capitals:
            result.by_beginning.setdefault(word[:2], []).append(word)
    for word in result.last_parts:
        if word == "polis" or (len(word) >= _SHORTEST_LAST_TO_GUESS and " " not in word):
            result.last_by_beginning.setdefault(word[:2], []).append(word)
    return tuple(result)


def _file_table(into: _Index, name: str, table: dict[str, Any]) -> None:
    party = name if name in Party.__members__ else None
    for kind, words in table.items():
        if kind == "first" and party is not None:
            into.first_parts.update(dict.fromkeys(_entries(words.lower()), party))
            continue
        into.groups.append(("actor" if party else name, kind, party, _RANKS.get(kind, STRONG)))
        for word in _entries(words):
            _file_word(into, word, len(into.groups) - 1)


def _file_word(into: _Index, word: str, place: int) -> None:
    if word[0] == "-":
        into.last_parts.setdefault(word[1:], place)
        return
    plain = word.lstrip("*")
    if plain[0].isupper() and " " not in plain:
        into.capitals[plain.lower()] = plain
        plain = word = plain.lower()
    if " " in plain:
        parts = tuple(plain.replace("- ", " - ").split())
        into.phrases.setdefault(parts[0], []).append((parts, place))
        return
    into.words.setdefault(plain, place)
    if word != plain:
        into.last_parts.setdefault(plain, place)


def _entries(words: str) -> list[str]:
    parts = " ".join(words.split()).replace(", ", ",").split(",")
    return [part for part in parts if part.strip("*")]


def forms(word: str) -> list[tuple[str, bool, bool]]:
    """Base forms ``word`` may stand for, itself first, each with whether it is plural and genitive."""
    found = _stems(word, genitive=False)
    if word[-1:] == "s" and len(word) > 2:
        found += _stems(word[:-1], genitive=True)
    return found


def _stems(base: str, *, genitive: bool) -> list[tuple[str, bool, bool]]:
    """A word without its genitive -s as it is and without each ending, with whether it is then plural."""
    found = [(base, False, genitive)]
    for ending, size, instead, plural, after in _ENDINGS_BY_LETTER.get(base[-1:], ()):
        if base.endswith(ending) and len(base) - size >= _SHORTEST_STEM:
            stem = base[:-size] + instead
            if not after or stem.endswith(after):
                many = plural or (ending == "en" and stem.endswith(_NEUTER))
                found.append((stem, many, genitive))
    return found


@lru_cache(maxsize=8192)
def look_up(word: str) -> Word | None:
    """The lower-case ``word`` as it stands in the list, inflected or compounded; else None."""
    if len(word) > _LONGEST_WORD:
        return None
    known = lexicon().words
    if word in known:  # as most are written
        return Word(known[word], word)
    bases = forms(word)
    for lemma, plural, genitive in bases:
        if lemma in known:
            return Word(known[lemma], lemma, plural, genitive)
    abbreviation, colon, ending = word.partition(":")
    if colon and abbreviation in known:
        # An abbreviation takes its ending after a colon: brf:er, ssp:s.
        return Word(known[abbreviation], abbreviation, "r" in ending, ending.endswith("s"))
    return _compound(bases)


def last_part(word: str) -> tuple[str, Word] | None:
    """The first part of a compound and its last part as the list knows it, or None."""
    return _last_part(forms(word))


def _last_part(bases: Sequence[tuple[str, bool, bool]]) -> tuple[str, Word] | None:
    parts = lexicon().last_parts
    best: tuple[str, Word] | None = None
    for lemma, plural, genitive in bases:
        for start in range(1, len(lemma) - _SHORTEST_LAST_PART + 1):
            entry = parts.get(lemma[start:])
            if entry is None:
                continue
            if best is None or len(lemma) - start > len(best[1].lemma):
                best = lemma[:start], Word(entry, lemma[start:], plural, genitive)
            break
    return best


def _compound(bases: Sequence[tuple[str, bool, bool]]) -> Word | None:
    """What a word with such base forms (``forms``) is as a compound."""
    found = _last_part(bases)
    if found is None:
        return None
    first, last = found
    entry = last.entry
    if entry.tag == "nobody" and entry.kind == "inside":
        # "Personal" names no one, "polispersonal" does.
        owner = party_of_first_part(first)
        entry = Entry("actor", "staff", owner) if owner is not None else entry
    elif entry.tag == "actor" and entry.rank < STRONG:
        party = party_of_first_part(first)
        if party is not None and party is not Party.municipality:
            entry = Entry(entry.tag, entry.kind, party, STRONG)
        elif entry.rank == WEAK and len(first.strip("-")) < 2:
            return None
    return Word(entry, first + last.lemma, last.plural, last.genitive)


def party_of_first_part(first: str) -> Party | None:
    """Whose a compound with this first part is: polis(chef), brandförsvars(chef)."""
    firsts = lexicon().first_parts
    for end in range(len(first), 1, -1):
        # A short first part is an abbreviation or the whole of it: "sig-", not "signal-".
        if (end > 3 or end == len(first.rstrip("-"))) and first[:end] in firsts:
            return firsts[first[:end]]
    known = lexicon().words
    plain = first.rstrip("-")
    entry = known.get(plain) or known.get(plain.removesuffix("s"))
    if entry is not None and entry.tag == "actor" and entry.rank == STRONG:
        return entry.party
    return None


@lru_cache(maxsize=2048)
def guess(word: str) -> Word | None:
    """The listed word that ``word`` misspells, if it is long enough to tell; else None."""
    if not _SHORTEST_TO_GUESS <= len(word) <= _LONGEST_WORD or word.endswith(_VERBS_ONLY):
        return None
    known = lexicon()
    limit = 2 if len(word) >= _TWO_SLIPS_FROM else 1
    candidates = known.by_beginning.get(word[:2], ())
    for lemma, plural, genitive in forms(word):
        shortest, longest = len(lemma) - limit, len(lemma) + limit
        half = (shortest - 1) // 2
        for candidate in candidates:
            if not shortest <= len(candidate) <= longest:
                continue
            slips = limit if len(candidate) >= _TWO_SLIPS_FROM else 1
            if (
                slips == 1
                and candidate[:half] != lemma[:half]
                and not candidate.endswith(lemma[-half:])
            ):
                continue  # one slip leaves one half as it is: told here, since most are told by that
            if within_edits(lemma, candidate, slips):
                return Word(known.words[candidate], candidate, plural, genitive)
    return _misspelt_compound(word)


def _misspelt_compound(word: str) -> Word | None:
    """As in "kommunpolsi", "trygghetsamordnre": a first part as listed and a last part, misspelt."""
    candidates = lexicon().last_by_beginning
    for start in range(_SHORTEST_FIRST_TO_GUESS, len(word) - len("polis") + 2):
        for candidate in candidates.get(word[start : start + 2], ()):
            for lemma, plural, genitive in forms(word[start:]):
                if len(candidate) - len(lemma) in {0, 1} and within_edits(lemma, candidate, 1):
                    found = _compound(forms(word[:start] + candidate))
                    if found is not None and found.entry.tag == "actor":
                        return found._replace(plural=plural, genitive=genitive)
    return None


@lru_cache(maxsize=2048)
def spelt_out(parts: tuple[str, ...], dotted: bool) -> Word | None:
    """The word that is cut short in ``parts``: ("utb", "förv"), ("miljöförv",); else None.

    Without a full stop, a last part that other words may end in makes only listed words.
    """
    *heads, last = parts
    if len(last) + sum(map(len, heads)) > _LONGEST_WORD:
        return None
    if heads:
        head = "".join(heads)
        return _cut_short(head, _in_full(last), may_be_new=True)
    for size in range(len(last), 1, -1):
        cut = last[-size:]
        whole = _in_full(cut)
        if whole != cut:
            may_be_new = dotted or cut in lexicon().short
            return _cut_short(last[:-size].rstrip("-"), whole, may_be_new=may_be_new)
    return None


def _in_full(cut: str) -> str:
    short = lexicon().short
    return short.get(cut) or short.get(cut + ".", cut)


def _cut_short(head: str, last: str, *, may_be_new: bool) -> Word | None:
    known = lexicon()
    if not head:
        return look_up(last)
    first = _in_full(head)
    for whole in (head + last, first + last, first + "s" + last):
        if whole in known.words:
            return look_up(whole)
    if len(head) >= _SHORTEST_HEAD:
        for base, plural, genitive in forms(last):
            word = begun(head, base)
            if word is not None:
                return word._replace(plural=plural, genitive=genitive)
    return look_up(head + last) if may_be_new else None


@lru_cache(maxsize=2048)
def begun(beginning: str, end: str = "") -> Word | None:
    """The listed word that ``beginning`` is cut off from, if all that can be meant are alike."""
    known = lexicon()
    if not end and len(beginning) < _SHORTEST_BEGINNING:
        return None
    listed = [word for word in known.by_beginning.get(beginning[:2], ())
              if word.startswith(beginning) and word.endswith(end)]  # fmt: skip
    alike = len({known.words[word].party for word in listed}) == 1
    return Word(known.words[listed[0]], listed[0]) if alike else None


def written_as_listed(word: Word, text: str) -> bool:
    """Whether ``text`` has the capitals that the list asks for ("SIG" is not "sig")."""
    listed = lexicon().capitals.get(word.lemma)
    return listed is None or text[: len(listed)] == listed or text.isupper()
