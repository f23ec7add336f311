"""What one calendar expression stands for: a day or a period, and what ties several together."""

from __future__ import annotations

from datetime import date

from . import when_calendar as cal

RANGE, AND, OR, SLASH, COMMA = "range", "and", "or", "slash", "comma"
LINKS = {
    "or": OR, "dash": RANGE, "to": RANGE, "by": RANGE, "and": AND, "slash": SLASH,
    "comma": COMMA, "semi": COMMA, "break": COMMA, "query": COMMA,
}  # fmt: skip


class Span:
    """One day or period; ``start`` and ``end`` are there after ``settle``.

    ``year`` is None where the text leaves it out. The grain "open" has a time but no date (school
    holidays, "terminen"), with "date" or "period" as its key. ``turn`` marks the turn or end of a
    period, which is a last day by itself (annotation guideline 1.3).
    """

    __slots__ = ("end", "grain", "key", "number", "part", "start", "turn", "weekday", "year")

    def __init__(
        self, grain: str, key: str | int = "", year: int | None = None, number: int = 0
    ) -> None:
        self.grain = grain
        self.key = key
        self.year = year
        self.number = number
        self.part = ""
        self.weekday = 0
        self.turn = False
        self.start: date | None = None
        self.end: date | None = None

    @property
    def point(self) -> bool:
        """Whether it is a single day."""
        if self.grain == "open":
            return self.key == "date"
        return self.start == self.end

    @property
    def resolved(self) -> bool:
        """Whether the calendar gives it dates."""
        return self.start is not None

    def settle(self, plan_year: int) -> None:
        """Work out first and last day; ``plan_year`` stands in where the text names no year."""
        if self.grain == "open":
            return
        bounds = self._bounds(self.year if self.year is not None else plan_year)
        if bounds is None:
            self.grain, self.key = "open", "date"
        else:
            self.start, self.end = bounds

    def _bounds(self, year: int) -> cal.Bounds | None:
        if self.grain == "day":
            found: date | None = cal.day(year, int(self.key), self.number)
            return (found, found) if found else None
        if self.grain == "weekday of month":
            found = cal.weekday_of_month(year, int(self.key), self.weekday, self.number)
            return (found, found) if found else None
        if self.grain == "week of month":
            return cal.week_of_month(year, int(self.key), self.number)
        first, last = cal.bounds(self.grain, self.key, year, self.part)
        if self.weekday:
            first = last = first + (self.weekday - 1) * cal.ONE_DAY
        return first, last


# Spans of one element, each with what ties it to the one before, and the place after them.
Element = tuple[list[tuple[str, Span]], int]


def one(span: Span, after: int) -> Element:
    return [("", span)], after
