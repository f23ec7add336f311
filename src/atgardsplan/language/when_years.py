"""Looking at the tokens of a cell, and reading the year that follows a date or a period."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from . import when_calendar as cal
from .when_span import AND, COMMA, LINKS, OR, RANGE, SLASH
from .when_tokens import Token

COUNTED_AFTER = frozenset(["times", "unit", "meeting", "percent", "month", "cycle"])
_RANKS = (OR, RANGE, AND, SLASH, COMMA)


class _Tags(dict[int, str]):
    """The tags of a cell's tokens by their place; empty outside the cell."""

    def __missing__(self, at: int) -> str:
        return ""


class TokenReader:
    """Looking at the tokens of one cell; places past the end have empty tags and values."""

    tag: Callable[[int], str]
    """Tag of a token."""

    def __init__(self, tokens: Sequence[Token], plan_year: int) -> None:
        self.tokens = tokens
        self.size = len(tokens)
        self.plan_year = plan_year
        self.tag = _Tags(enumerate([token.tag for token in tokens])).__getitem__  # asked for most

    def value(self, at: int) -> str:
        """Value of a token."""
        return self.tokens[at].value if 0 <= at < self.size else ""

    def extra(self, at: int) -> str:
        """Second part of a token's value."""
        return self.tokens[at].extra if 0 <= at < self.size else ""

    def glued(self, at: int) -> bool:
        """Whether a token stands right after the one before."""
        return 0 <= at < self.size and self.tokens[at].glued

    def number(self, at: int) -> int:
        """Value of a number in digits or words, else -1."""
        if 0 <= at < self.size and self.tokens[at].tag == "number":
            return self.tokens[at].number
        return -1

    def digits(self, at: int, widest: int = 2) -> int:
        """Value of a number of at most ``widest`` digits, else -1."""
        if self.value(at) == "digits" and self.tokens[at].width <= widest:
            return self.number(at)
        return -1

    def past(self, at: int, *tags: str) -> int:
        """The place of the first token from ``at`` on that has none of the tags."""
        while at < self.size and self.tokens[at].tag in tags:
            at += 1
        return at

    def link(self, at: int) -> tuple[str, int]:
        """What ties the tokens before ``at`` to what follows, and the place after it."""
        found = ""
        while (tag := self.tag(at)) in LINKS:
            if tag == "by" and not self.tokens[at].low.startswith(("t", "fram")):
                break
            found = min(found or LINKS[tag], LINKS[tag], key=_RANKS.index)
            at += 1
        return found, at


class YearReader(TokenReader):
    """Reads years: "2025", "-25", "25/26", "nästa år"."""

    def year_after(self, at: int) -> tuple[int | None, int | None, int]:
        """Year or pair of years (25/26) at ``at``, and the place after; Nones when there is none.

        "2025", "-25", "'25", ", 2025", "år 2025", "nästa år" count; "25" by itself only when close
        to the plan year and not the beginning of something else.
        """
        place = at
        if self.tag(place) == "comma" and self._four_digits(place + 1):
            place += 1
        place = self.past(place, "in")
        if self.tag(place) == "year":
            if self.value(place) == "next":
                return self.plan_year + 1, None, place + 1
            if not self._four_digits(place + 1):
                return self.plan_year, None, place + 1
            place += 1
        if self.tag(place) == "unit" and self.value(place) == "year":
            place += 1
        sign = self.tag(place)
        marked = sign in {"dash", "apostrophe", "slash", "dot"} and self.glued(place + 1)
        # "6/5 -24 vandring": a dash that sticks to the number alone makes it a year, no count.
        alone = sign == "dash" and marked and not self.glued(place)
        if marked or (sign in {"slash", "dash"} and self._four_digits(place + 1)):
            place += 1
        elif sign in {"dash", "slash", "apostrophe", "dot"}:
            return None, None, at
        year = self._year(place, loose=marked or self.glued(place), surely=alone)
        if year is None or self._begins_date(place):
            return None, None, at
        second = self._second_year(place + 1, year)
        return year, second, place + (3 if second else 1)

    def _four_digits(self, at: int) -> bool:
        return self.digits(at, 4) >= cal.FIRST_YEAR

    def _year(self, at: int, loose: bool, *, surely: bool = False) -> int | None:
        number = self.digits(at, 4)
        if number < 0 or self.tokens[at].width not in {2, 4}:
            return None
        if number < 100 and not surely and self.tag(at + 1) in COUNTED_AFTER:
            return None
        return cal.full_year(number, self.plan_year, loose)

    def _begins_date(self, at: int) -> bool:
        """Whether the number is the first of 25/8, 25.8, 25 augusti or 2025-08-25."""
        sign, wide = self.tag(at + 1), self.tokens[at].width == 4
        if wide:
            return sign == "dash" and self.tag(at + 3) == "dash" and self.digits(at + 4) > 0
        if sign == "month":
            return True
        following = self.digits(at + 2)
        return (
            sign in {"slash", "dot"} and 1 <= following <= 12 and following != self.number(at) + 1
        )

    def _second_year(self, at: int, first: int) -> int | None:
        if self.tag(at) not in {"slash", "dash"} or self._begins_date_after(at + 1):
            return None
        year = self._year(at + 1, loose=True)
        return year if year == first + 1 else None

    def _begins_date_after(self, at: int) -> bool:
        return self.digits(at, 4) > 0 and self._begins_date(at)
