"""Cell addresses and ranges. Rows and columns are counted from 1, as Excel shows them."""

import re
from functools import lru_cache
from typing import NamedTuple

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class Range(NamedTuple):
    """A rectangle of cells, both corners included."""

    top: int
    left: int
    bottom: int
    right: int

    def covers(self, row: int, column: int) -> bool:
        """Tell whether a cell lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def text(self) -> str:
        """The range as in a formula, such as `A3:C5`."""
        first = address(self.top, self.left)
        last = address(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"


@lru_cache(maxsize=256)
def column_letters(column: int) -> str:
    """Return the letters of column number `column`: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Return the address of a cell, such as `D4`."""
    return f"{column_letters(column)}{row}"


def parse_address(text: str) -> tuple[int, int]:
    """Return row and column of an address such as `D4` or `$D$4`.

    Raises:
        ValueError: when `text` is no address within a sheet's bounds.
    """
    match = _ADDRESS.fullmatch(text)
    if match is None:
        raise ValueError(text)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    if not (1 <= row <= MAX_ROW and column <= MAX_COLUMN):
        raise ValueError(text)
    return row, column


def parse_range(text: str) -> Range:
    """Return the range that `text`, such as `A3:C5` or `A3`, names.

    Raises:
        ValueError: when `text` is no range of cells.
    """
    first, _, last = text.partition(":")
    top, left = parse_address(first)
    bottom, right = parse_address(last or first)
    return Range(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
