"""Lines of text for people, with a style for each piece that a terminal can colour."""

import textwrap
import unicodedata
from typing import NamedTuple


class Piece(NamedTuple):
    """A piece of a line; `style` is a name such as `error`, "" for none."""

    text: str
    style: str = ""


Line = tuple[Piece, ...]

# Formatting characters that change the direction or the look of what follows them.
_DIRECTING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str, at_most: int | None = None) -> str:
    """Return `text` on one line, with control and direction characters made visible.

    Args:
        text: anything that stood in a file or a name.
        at_most: how many characters of it are kept; None for all.
    """
    if at_most is not None and len(text) > at_most:
        text = text[:at_most] + "…"
    if text.isprintable():
        return text
    text = " ".join(text.split())
    return "".join(
        f"\\u{ord(character):04x}"
        if character in _DIRECTING or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
        else character
        for character in text
    )


def wrapped(first: str, text: str, width: int, style: str = "") -> list[Line]:
    """Return `text` in lines of at most `width` characters; later lines hang under the text."""
    indent = " " * len(first)
    lines = textwrap.wrap(text, max(width - len(first), 20), break_on_hyphens=False) or [""]
    return [
        (Piece(first if number == 0 else indent), Piece(line, style))
        for number, line in enumerate(lines)
    ]


def as_text(lines: list[Line]) -> str:
    """Return the lines without styles."""
    return "".join("".join(piece.text for piece in line).rstrip() + "\n" for line in lines)
