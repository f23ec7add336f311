"""The numbers that the page's charts show, of one plan or of many together."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from atgardsplan.language.when import When, WhenKind
from atgardsplan.meaning import goal_of, when_of, who_of
from atgardsplan.model import ActionRow, AreaCounts, AreaKind, Plan
from atgardsplan.template import COLUMN_KEYS

SMART = ("S", "M", "A", "R", "T")


class Timed(NamedTuple):
    """An action's time in the plan year."""

    action: str
    start: int
    """First day, from 0 for 1 January."""
    end: int
    """The day after the last."""
    times_per_year: float | None


class Figures:
    """Sums over the actions of plans."""

    def __init__(self) -> None:
        self.rows = 0
        self.areas: dict[tuple[AreaKind, str], AreaCounts] = {}
        """By kind and title; the template's own pattern is left out while it is empty."""
        self.filled: Counter[str] = Counter()
        """Rows where a column's cell is filled."""
        self.smart: Counter[str] = Counter()
        """Rows that have each letter."""
        self.alone: Counter[str] = Counter()
        """Actions that a party carries alone."""
        self.together: Counter[str] = Counter()
        """Actions that a party shares with others."""
        self.nobody = 0
        """Actions that no one is named for."""
        self.times: list[Timed] = []
        """The dated actions; of one plan only."""
        self.linework: list[str] = []
        """The actions that are ordinary work; of one plan only."""
        self.linework_rows = 0
        self.months: Counter[int] = Counter()
        """Dated actions under way in each month, from 1."""
        self.undrawn = 0
        """Actions whose time is empty, not understood, or outside the year."""

    def merge(self, other: "Figures") -> None:
        """Add another's sums, but not its actions one by one."""
        self.rows += other.rows
        for key, counts in other.areas.items():
            self._add_counts(key, counts)
        for name in ("filled", "smart", "alone", "together", "months"):
            getattr(self, name).update(getattr(other, name))
        self.nobody += other.nobody
        self.linework_rows += other.linework_rows
        self.undrawn += other.undrawn

    def add(self, plan: Plan) -> None:
        """Add a plan's actions."""
        for area in plan.areas:
            if area.kind is not AreaKind.PLACEHOLDER or area.rows:
                self._add_counts((area.kind, area.title), area.counts)
            for row in area.rows:
                self._add_row(row, plan.year)

    def _add_counts(self, key: tuple[AreaKind, str], counts: AreaCounts) -> None:
        before = self.areas.get(key, AreaCounts())
        self.areas[key] = AreaCounts(*(a + b for a, b in zip(before, counts, strict=True)))

    def _add_row(self, row: ActionRow, year: int) -> None:
        self.rows += 1
        self.filled.update(key for key in COLUMN_KEYS if row.text(key))
        when = when_of(row, year)
        self.smart.update(_letters(row, when))
        who = who_of(row)
        (self.together if len(who.parties) > 1 else self.alone).update(who.parties)
        self.nobody += not who.parties
        if when.linework or when.kind is WhenKind.ongoing:
            self.linework.append(row.text("action"))
            self.linework_rows += 1
            return
        timed = _timed(row, when, year)
        if timed is None:
            self.undrawn += 1
            return
        self.times.append(timed)
        self.months.update(_months(timed, year))


def _letters(row: ActionRow, when: When) -> Iterator[str]:
    if row.text("goal"):
        goal = goal_of(row)
        yield from ("S",) * goal.specific + ("M",) * goal.measurable + ("R",) * goal.realistic
    if who_of(row).accepted:
        yield "A"
    if when.time_bound:
        yield "T"


def _timed(row: ActionRow, when: When, year: int) -> Timed | None:
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    if when.start is None and when.end is None and when.kind is not WhenKind.recurring:
        return None
    start, end = max(when.start or first, first), min(when.end or last, last)
    if start > end:
        return None
    return Timed(
        row.text("action"), (start - first).days, (end - first).days + 1, when.times_per_year
    )


def _months(timed: Timed, year: int) -> range:
    first = dt.date(year, 1, 1)
    start = first + dt.timedelta(timed.start)
    return range(start.month, (first + dt.timedelta(timed.end - 1)).month + 1)
