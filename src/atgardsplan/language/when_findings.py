"""What is found in a "När" cell, and how a time is kept as a finding.

Words such as "senast", "klart" or "start" govern the next time of their clause: they make it a
last day, a first day or a day to begin after.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from .when_calendar import ONE_DAY
from .when_rates import RateReader
from .when_series import Series
from .when_tokens import Token

DATE, PERIOD, RECURRING, ONGOING = "date", "period", "recurring", "ongoing"
CONDITIONAL, UNCLEAR, EMPTY = "conditional", "unclear", "empty"

CLAUSE_ENDS = frozenset(["comma", "semi", "break", "query", "open", "close"])
LENGTHS = frozenset(["day", "week", "month", "quarter", "half", "term", "year", "hour", "tertial"])
_WORKING_DAYS = frozenset(["arbetsdag", "arbetsdagar", "vardag", "vardagar"])


class Finding:
    """One part of a cell. ``first``/``last`` are the places of its tokens (last excluded)."""

    __slots__ = (
        "bound",
        "clause",
        "conditional",
        "count",
        "end",
        "enumerated",
        "first",
        "followup",
        "inner",
        "kind",
        "label",
        "last",
        "linework",
        "opens",
        "plain",
        "rate",
        "sentence",
        "start",
        "total",
        "weak",
        "weekdays",
    )  # fmt: skip

    def __init__(self, kind: str, first: int, last: int) -> None:
        self.kind = kind
        self.first = first
        self.last = last
        self.start: date | None = None
        self.end: date | None = None
        self.rate: float | None = None
        """Times per year."""
        self.bound = kind in (DATE, PERIOD)
        """Whether it makes the cell time-bound (annotation guideline 1.5)."""
        self.conditional = kind == CONDITIONAL
        self.linework = False
        self.weak = False
        """Counts only when the cell says nothing else: a bare status, a bare length."""
        self.count = False
        """A number of occasions without a unit of time."""
        self.weekdays = False
        self.enumerated = False
        self.total = False
        self.plain = False
        """A time that no word such as "senast" or "start" governs."""
        self.opens = False
        """From here on, without an end."""
        self.inner = False
        """Stands in a parenthesis."""
        self.followup = False
        self.label: frozenset[str] = frozenset()
        """The other words of its clause before it."""
        self.clause = 0
        self.sentence = 0


class Reading:
    """The findings of a cell in order; ``then`` is how many stand before "därefter", or -1."""

    __slots__ = ("findings", "removed", "then")

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.removed: list[tuple[date, date]] = []
        """Periods that the cell excepts ("dock ej maj")."""
        self.then = -1


class FindingReader(RateReader):
    """Reads times and frequencies, and keeps them as findings of the clause they stand in."""

    def __init__(self, tokens: Sequence[Token], plan_year: int) -> None:
        super().__init__(tokens, plan_year)
        self.reading = Reading()
        self._clause = 0
        self._sentence = 0
        self._depth = 0
        self._mode = ""
        """"by" after "klart", "start" after "påbörjas": for the next time of the clause."""
        self._mode_at = -1
        self._mode_word = ""
        self._condition = False
        """Inside a condition: its words mark nothing by themselves."""
        self._followup = False
        self._total = False
        self._label: list[str] = []

    def _end_clause(self) -> None:
        self._close_mode()
        self._clause += 1
        self._mode = ""
        self._condition = False
        self._followup = False
        self._label.clear()

    def _close_mode(self) -> None:
        """A marker that no time followed: it belongs to the time before it, or is a status."""
        if not self._mode:
            return
        last = self.reading.findings[-1] if self.reading.findings else None
        near = last is not None and last.plain and last.clause == self._clause and not self._depth
        aside = last is not None and last.plain and self._mode_word == "by" and self._depth
        if last is not None and (near or aside):
            if self._mode == "by":
                last.kind, last.start, last.plain = DATE, None, False
            elif self._mode_at == last.last:
                last.kind, last.end, last.opens, last.plain = PERIOD, None, True, False
        elif self._mode == "by" and self._mode_word == "done":
            self._keep(UNCLEAR, self._mode_at, self._mode_at + 1).weak = True

    def _keep(self, kind: str, first: int, last: int) -> Finding:
        found = Finding(kind, first, last)
        found.clause, found.sentence = self._clause, self._sentence
        found.inner = self._depth > 0
        found.followup = self._followup
        self.reading.findings.append(found)
        return found

    def _take_mode(self) -> str:
        mode, self._mode = self._mode, ""
        return mode

    def _end_of_range(self, mode: str) -> str:
        """ "start i mars ... till december" is a range: the later end closes the earlier start."""
        last = self._last_time()
        closes = last is not None and last.opens and last.sentence == self._sentence
        return "close" if closes and self._mode_word != "done" else mode

    def _last_time(self) -> Finding | None:
        return next((f for f in reversed(self.reading.findings) if f.kind != ONGOING), None)

    def _keep_series(self, at: int, series: Series, mode: str) -> int:
        last = self._last_time()
        if mode == "close" and last is not None:
            last.end, last.opens, last.last = series.end, False, series.after
            return series.after
        if series.count > 1 and mode not in {"start", "after"}:
            found = self._keep(RECURRING, at, series.after)
            found.rate, found.enumerated, found.bound = float(series.count), True, True
            found.start, found.end = (
                (None if mode in {"by", "before"} else series.start),
                series.end,
            )
            return series.after
        found = self._keep(PERIOD, at, series.after)
        found.label = frozenset(self._label)
        found.start, found.end = series.start, series.end
        if series.turn and not mode and not series.ranged:
            mode = "by"
        if self._goes_on(series.after):
            mode = "start"
        _GOVERN.get(mode, _plain)(found, series)
        return self.past(series.after, "forward")

    def _goes_on(self, at: int) -> bool:
        """Whether "och framåt" or an open dash follows: "2026 -"."""
        if self.tag(at) == "forward":
            return True
        return self.tag(at) == "dash" and self.tag(at + 1) in {"", "break", "close"}

    def _clause_end(self, at: int) -> int:
        while at < self.size and self.tokens[at].tag not in CLAUSE_ENDS:
            at += 1
        return at

    def _has_words(self, at: int) -> bool:
        """Whether anything but marks follows in the clause."""
        return at < self.size and self.tokens[at].tag not in CLAUSE_ENDS

    def _is_limit(self, at: int) -> bool:
        amount, unit = self._quantity(at)
        if amount is None:
            return False
        if self.tag(unit) == "cycle" and self.tokens[unit].low in _WORKING_DAYS:
            return True
        if self.tag(unit) != "unit" or self.value(unit) not in LENGTHS:
            return False
        return self.number(unit + 1) < 0 and self.rate(at) is None


def _plain(found: Finding, series: Series) -> None:
    found.plain = True
    if series.point:
        found.kind = DATE


def _by(found: Finding, series: Series) -> None:
    found.kind, found.start = DATE, None


def _before(found: Finding, series: Series) -> None:
    found.kind, found.start = DATE, None
    found.end = series.start - ONE_DAY if series.start is not None else None


def _from(found: Finding, series: Series) -> None:
    found.end, found.opens = None, True


def _from_after(found: Finding, series: Series) -> None:
    found.start = series.end + ONE_DAY if series.end is not None else None
    found.end, found.opens = None, True


_GOVERN: dict[str, Callable[[Finding, Series], None]] = {
    "by": _by, "before": _before, "start": _from, "after": _from_after,
}  # fmt: skip
