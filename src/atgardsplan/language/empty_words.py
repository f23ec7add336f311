"""Whole texts that fill a cell and say nothing of their own: «?», «fylls i senare», «se ovan», «OK»."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from atgardsplan.data_files import tables

# Longer texts say something, whatever it is.
_LONGEST = 60
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_LIST_MARKS = re.compile(r"[,;/.&]| och ")
_SPACES = re.compile(r"\s+")
_REFERRING = ("se ", "som ", "samma ", "enligt ", "jfr ")
_DITTO = frozenset("\"”“″〃'’´„«»")
# Compiled when a text first needs it: most have no such words.
_ROW_REFERENCE = (
    r"(?:se|som|samma som|enligt|jfr) (?:(?:rad|punkt|nr|nummer|cell) \w{1,4}"
    r"|(?:\w+ ){1,2}(?:ovan|nedan|ovanför|nedanför|ovanstående))"
)


def is_placeholder(text: str) -> bool:
    """Tell whether a filled cell's text only holds the place.

    True for text without any letter or digit («?», «-», «…») and for the words of the group
    `placeholder` in `words/empty_words.toml`, with or without punctuation around them. Ditto marks
    are no placeholder but a reference.
    """
    bare = _bare(text)
    return (not bare and not _is_ditto(text)) or bare in _words("placeholder")


def is_reference(text: str) -> bool:
    """Tell whether a text only points at another cell: «se ovan», «dito», ditto marks."""
    bare = _bare(text)
    if not bare:
        return _is_ditto(text)
    return bare in _words("reference") or (
        bare.startswith(_REFERRING) and re.fullmatch(_ROW_REFERENCE, bare) is not None
    )


def says_only_done(text: str) -> bool:
    """Tell whether a follow-up only says that something was done or not: «OK», «klart och bra»."""
    bare = _bare(text)
    known = _words("only_done")
    parts = [part.strip() for part in re.split(_LIST_MARKS, bare)]
    return not bare or bare in known or all(part in known for part in parts if part)


def _bare(text: str) -> str:
    """Return a text as it is compared: small letters, single spaces, nothing around it."""
    if len(text) > _LONGEST:
        return text if any(map(str.isalnum, text)) else ""
    return _bare_short(text)


@lru_cache(maxsize=4096)
def _bare_short(text: str) -> str:
    return _SPACES.sub(" ", _EDGES.sub("", text)).casefold()


def _is_ditto(text: str) -> bool:
    marks = [character for character in text if not character.isspace() and character not in "-–—"]
    return bool(marks) and set(marks) <= _DITTO


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _groups()[group])


@cache
def _groups() -> dict[str, list[str]]:
    source = Path(__file__).with_name("words") / "empty_words.toml"
    return tables(source)
