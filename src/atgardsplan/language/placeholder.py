"""Texts that fill a cell and say nothing: «?», «TBD», «fylls i senare»; and texts that point elsewhere."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

# Longer texts say something, whatever it is.
_LONGEST = 40
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_SPACES = re.compile(r"\s+")


def is_placeholder(text: str) -> bool:
    """Tell whether a filled cell's text only holds the place.

    True for text without any letter or digit («?», «-», «…») and for the words in
    `words/placeholder.toml`, with or without punctuation or brackets around them.
    """
    if len(text) > _LONGEST:
        return not any(character.isalnum() for character in text)
    bare = _SPACES.sub(" ", _EDGES.sub("", text)).casefold()
    return not bare or bare in _words()


@cache
def _words() -> frozenset[str]:
    source = Path(__file__).with_name("words") / "placeholder.toml"
    groups: dict[str, list[str]] = tomllib.loads(source.read_text("utf-8"))
    return frozenset(word.casefold() for words in groups.values() for word in words)
