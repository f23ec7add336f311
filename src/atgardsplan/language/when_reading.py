"""What a "När" cell says, part by part: one pass from left to right over its tokens.

Every time, frequency, condition or marker becomes a ``Finding``. Words such as "senast", "klart"
or "start" change what the next time in their clause means. How the findings weigh against each
other is the business of ``when``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .when_conditions import ConditionReader
from .when_findings import (
    CLAUSE_ENDS,
    CONDITIONAL,
    DATE,
    LENGTHS,
    ONGOING,
    PERIOD,
    RECURRING,
    UNCLEAR,
    Finding,
    Reading,
)  # fmt: skip
from .when_rates import Rate
from .when_series import Series
from .when_tokens import Token

_SENTENCE_ENDS = frozenset(["semi", "break", "query"])
_ALL_SEASONS_NAMED = frozenset(["season", "term"])


def read_when(tokens: Sequence[Token], plan_year: int) -> Reading:
    """Read the tokens of a cell."""
    reader = _Reader(tokens, plan_year)
    reader.run()
    return reader.reading


class _Reader(ConditionReader):
    def run(self) -> None:
        """Read the whole cell."""
        at = 0
        while at < self.size:
            at = max(self._step_over(at), at + 1)
        self._end_clause()

    def _step_over(self, at: int) -> int:
        tag = self.tokens[at].tag
        if tag in CLAUSE_ENDS:
            self._end_clause()
            self._sentence += tag in _SENTENCE_ENDS
            self._depth += (tag == "open") - (tag == "close")
            return at + 1
        handler = _HANDLERS.get(tag)
        if handler is not None:
            after = handler(self, at)
            if after > at:
                return after
        return self._time(at) or self._word(at)

    def _word(self, at: int) -> int:
        if self.tokens[at].low == "sen" and self.reading.findings:
            return self._then(at)
        if self.tag(at) in {"word", "meeting"}:
            self._label.append(self.tokens[at].low)
        return at + 1

    # -- times and frequencies --------------------------------------------------------------------

    def _time(self, at: int) -> int:
        """A frequency, time or length at ``at``; 0 when there is none."""
        # "torsdag 3 mars" is a day, "torsdagar" a frequency.
        rate = self.rate(at) if self.tag(at) != "weekday" or not self.element(at) else None
        if rate is not None:
            return self._keep_rate(at, rate)
        series = self.series(at)
        if series is not None:
            return self._keep_series(at, series, self._take_mode())
        return self._length(at)

    def _keep_rate(self, at: int, rate: Rate) -> int:
        if rate.event:
            return self._event(at)
        found = self._keep(RECURRING, at, rate.after)
        found.rate, found.bound = rate.per_year, rate.bound
        found.count, found.weekdays = rate.count, rate.weekdays
        found.total, self._total = self._total, False
        series = self.series(rate.after) if rate.named else None
        if series is None:
            return rate.after
        found.last = series.after
        found.start, found.end = series.start, series.end
        found.rate = rate.per_year * series.count if rate.per_year is not None else None
        return series.after

    def _event(self, at: int) -> int:
        """ "varje anmälan", "alla nyanställda": a condition at the beginning of a clause."""
        before = self.tag(at - 1)
        begins = before in {"", "trigger", "after", "and", "comma", "break", "in", "before"}
        return self._condition_at(at) if begins else at + 1

    def _length(self, at: int) -> int:
        """ "2 år", "3 veckor före ..."; a bare length says nothing of when."""
        amount, unit = self._quantity(at)
        if amount is None or self.tag(unit) != "unit" or self.value(unit) not in LENGTHS:
            return 0
        after = unit + 1
        if self.tag(after) in {"before", "after"}:
            return self._limit(at, after)
        self._keep(UNCLEAR, at, after).weak = True
        return after

    def _limit(self, at: int, after: int) -> int:
        """An explicit time limit: "inom 14 dagar efter anmälan", "två veckor före skolstart"."""
        if self.tag(after) in {"after", "before", "trigger", "start", "condition", "since", "in"}:
            place = self.past(after + 1, "in")
            series = self.series(place) if self.tag(after) != "in" else None
            if series is not None:
                self._keep(DATE, at, series.after)
                return series.after
            if self._has_words(after) and self.tag(after) != "in":
                found = self._keep(CONDITIONAL, at, self._clause_end(after))
                found.bound = True
                self._condition = True
                return found.last
        self._keep(DATE, at, after)
        return after

    # -- what governs a time ----------------------------------------------------------------------

    def _governor(self, at: int) -> int:
        """ "senast", "före", "fr.o.m.", "efter" right before a time."""
        mode = self.tag(at)
        place = self._past_small(at + 1)
        if mode == "by" and self._is_limit(place):
            _, unit = self._quantity(place)
            return self._limit(at, unit + 1)
        if self.rate(place) is not None and self.tag(place) not in {"number", "weekday", "ordinal"}:
            return at + 1 if mode != "after" or not self._event_at(place) else 0
        series = self.series(place)
        if series is not None:
            return self._keep_series(at, series, self._exact_mode(at, place, series))
        if mode == "by":
            self._mode, self._mode_at, self._mode_word = "by", at, "by"
            return at + 1
        if mode == "before" and self._has_words(at + 1):
            return self._condition_at(at)
        return at + 1

    def _past_small(self, at: int) -> int:
        return (
            self.past(at, "in", "colon", "by", "to", "done", "comma", "before")
            if self.tag(at) not in {"", "break"}
            else at
        )

    def _event_at(self, at: int) -> bool:
        rate = self.rate(at)
        return rate is not None and rate.event

    def _exact_mode(self, at: int, place: int, series: Series) -> str:
        mode = self.tag(at)
        self._mode = ""
        if mode == "start":
            return "" if series.ranged else "start"
        if mode == "by" and self.tokens[at].low.startswith(("t", "fram")):
            mode = self._end_of_range(mode)
        if any(self.tag(i) == "before" for i in range(at, place)):
            mode = "before"
        if mode == "before" and (series.turn or self._late(place)):
            return "by"
        seasonal = self.tag(place) == "season" and self.tokens[at].low.startswith("fram till")
        if mode == "by" and seasonal and not self.tokens[at].low.endswith("med"):
            return "before"
        return mode

    def _late(self, at: int) -> bool:
        """ "innan slutet av maj" means by its end."""
        return self.tag(at) == "part" and self.value(at) in {"late", "half2"}

    def _done(self, at: int) -> int:
        """ "klart", "avslutas": the next time of the clause is a last day."""
        if self._condition:
            return at + 1
        started = self._mode == "start"
        self._mode, self._mode_at, self._mode_word = ("" if started else "by"), at, "done"
        return at + 1

    def _start(self, at: int) -> int:
        """ "påbörjas" for the next time of the clause; "fr.o.m." right before it."""
        if self._condition:
            return at + 1
        if self.value(at) == "adjacent":
            return self._governor(at)
        place = self.past(at + 1, "in", "colon", "start")
        series = self.series(place)
        if series is not None:
            return self._keep_series(at, series, "" if series.ranged else "start")
        if self._mode != "by":
            self._mode, self._mode_at, self._mode_word = "start", at, "start"
        return at + 1

    def _after(self, at: int) -> int:
        place = self.past(at + 1, "in")
        if self.tag(place) == "every":
            return at + 1
        series = self.series(place)
        if series is not None and self.rate(place) is None:
            return self._keep_series(at, series, "after")
        if self._is_limit(place):
            return at + 1
        return self._condition_at(at) if self._has_words(at + 1) else at + 1

    def _since(self, at: int) -> int:
        """ "sedan 2023" is under way already; "sedan årligen" is the next step."""
        findings = self.reading.findings
        timed = any(found.kind in (DATE, PERIOD, RECURRING) for found in findings)
        series = None if timed else self.series(self.past(at + 1, "in"))
        if series is not None:
            self._keep(ONGOING, at, series.after)
            return series.after
        if not timed and self._is_limit(at + 1):
            self._keep(ONGOING, at, at + 3)
            return at + 3
        if self.tokens[at].low.startswith("pågå"):
            self._keep(ONGOING, at, at + 1)
            return self._clause_end(at) if self.tag(at + 1) == "dash" else at + 1
        return self._then(at)

    def _then(self, at: int) -> int:
        if self.reading.then < 0 and self.reading.findings:
            self.reading.then = len(self.reading.findings)
        self._close_mode()
        self._mode = ""
        return at + 1

    def _until(self, at: int) -> int:
        place = self.past(at + 1, "in")
        series = self.series(place)
        if series is not None:
            return self._keep_series(at, series, "by")
        return self._condition_at(at) if self._has_words(at + 1) else at + 1

    def _within(self, at: int) -> int:
        place = self.past(at + 1, "in")
        if self._is_limit(place):
            _, unit = self._quantity(place)
            return self._limit(at, unit + 1)
        return at + 1

    def _to(self, at: int) -> int:
        """ "till 30 juni" is a last day, "till hösten" the season unless something gets ready."""
        place = self.past(at + 1, "in")
        series = self.series(place)
        if series is None:
            return at + 1
        mode = self._take_mode() or ("" if self._is_held(at - 1) else "by")
        if mode == "by" and self._mode_word != "done" and self._named_season(place):
            mode = ""
        return self._keep_series(at, series, self._end_of_range(mode) if mode == "by" else mode)

    def _is_held(self, at: int) -> bool:
        """ "planeras till april" says when it is done, not when it is to be ready."""
        return self.tag(at) == "plain" and self.value(at) == "held"

    def _named_season(self, at: int) -> bool:
        tag = self.tag(at)
        return (
            tag in _ALL_SEASONS_NAMED
            or tag == "next"
            or (tag == "year" and self.value(at) == "next")
        )

    def _between_two(self, at: int) -> int:
        place = self.past(at + 1, "in")
        series = self.series(place, between=True)
        if series is None:
            return at + 1
        return self._keep_series(at, series, self._take_mode())

    def _except(self, at: int) -> int:
        place = self.past(at + 1, "in")
        series = self.series(place)
        if series is not None:
            self._remove(series)
            return series.after
        last = self.reading.findings[-1] if self.reading.findings else None
        if self.tag(at) == "excepted" and last is not None and last.plain and last.last == at:
            # "varje vecka, sommaren undantagen": the period stands before the word.
            self._remove(self.reading.findings.pop())
            return at + 1
        if self.tag(place) == "linework":
            return place + 1
        rate = self.rate(place)
        return rate.after if rate is not None and self.reading.findings else at + 1

    def _remove(self, period: Finding | Series) -> None:
        if period.start is not None and period.end is not None:
            self.reading.removed.append((period.start, period.end))


_HANDLERS: dict[str, Callable[[_Reader, int], int]] = {
    "by": _Reader._governor, "before": _Reader._governor, "done": _Reader._done,
    "closing": _Reader._done, "start": _Reader._start, "after": _Reader._after,
    "since": _Reader._since, "then": _Reader._then, "until": _Reader._until,
    "within": _Reader._within, "to": _Reader._to, "between": _Reader._between_two,
    "except": _Reader._except, "excepted": _Reader._except, "condition": _Reader._whole_condition,
    "trigger": _Reader._trigger, "linework": _Reader._linework, "ongoing": _Reader._ongoing,
    "unclear": _Reader._unclear, "status": _Reader._status, "empty": _Reader._empty,
    "followup": _Reader._mark_followup, "total": _Reader._mark_total,
    "whereof": _Reader._part_of_it,
}  # fmt: skip
