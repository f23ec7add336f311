"""What a "När" cell says, part by part: one pass from left to right over its tokens.

Every time, frequency, condition or marker becomes a ``Finding``. Words such as "senast", "klart"
or "start" change what the next time in their clause means. How the findings weigh against each
other is the business of ``when``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from .when_calendar import ONE_DAY
from .when_lexicon import lexicon
from .when_rates import Rate, RateReader
from .when_series import Series
from .when_tokens import Token

DATE, PERIOD, RECURRING, ONGOING = "date", "period", "recurring", "ongoing"
CONDITIONAL, UNCLEAR, EMPTY = "conditional", "unclear", "empty"

_CLAUSE_ENDS = frozenset(["comma", "semi", "break", "query", "open", "close"])
_SENTENCE_ENDS = frozenset(["semi", "break", "query"])
_ALL_SEASONS_NAMED = frozenset(["season", "term"])
_LENGTHS = frozenset(["day", "week", "month", "quarter", "half", "term", "year", "hour", "tertial"])
_LOOK_AHEAD = 12
_LONGEST_NAME = 3
_ASKS = frozenset(["ange", "skriv", "fyll", "välj", "klicka"])
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


def read_when(tokens: Sequence[Token], plan_year: int) -> Reading:
    """Read the tokens of a cell."""
    reader = _Reader(tokens, plan_year)
    reader.run()
    return reader.reading


class _Reader(RateReader):
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

    def run(self) -> None:
        """Read the whole cell."""
        at = 0
        while at < self.size:
            at = max(self._step_over(at), at + 1)
        self._end_clause()

    def _step_over(self, at: int) -> int:
        tag = self.tokens[at].tag
        if tag in _CLAUSE_ENDS:
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

    def _word(self, at: int) -> int:
        if self.tokens[at].low == "sen" and self.reading.findings:
            return self._then(at)
        if self.tag(at) in ("word", "meeting"):
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
        if series.count > 1 and mode not in ("start", "after"):
            found = self._keep(RECURRING, at, series.after)
            found.rate, found.enumerated, found.bound = float(series.count), True, True
            found.start, found.end = (
                (None if mode in ("by", "before") else series.start),
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
        return self.tag(at) == "dash" and self.tag(at + 1) in ("", "break", "close")

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
        begins = before in ("", "trigger", "after", "and", "comma", "break", "in", "before")
        return self._condition_at(at) if begins else at + 1

    def _length(self, at: int) -> int:
        """ "2 år", "3 veckor före ..."; a bare length says nothing of when."""
        amount, unit = self._quantity(at)
        if amount is None or self.tag(unit) != "unit" or self.value(unit) not in _LENGTHS:
            return 0
        after = unit + 1
        if self.tag(after) in ("before", "after"):
            return self._limit(at, after)
        self._keep(UNCLEAR, at, after).weak = True
        return after

    def _limit(self, at: int, after: int) -> int:
        """An explicit time limit: "inom 14 dagar efter anmälan", "två veckor före skolstart"."""
        if self.tag(after) in ("after", "before", "trigger", "start", "condition", "since", "in"):
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
        if self.rate(place) is not None and self.tag(place) not in ("number", "weekday", "ordinal"):
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
            if self.tag(at) not in ("", "break")
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
        return self.tag(at) == "part" and self.value(at) in ("late", "half2")

    def _is_limit(self, at: int) -> bool:
        amount, unit = self._quantity(at)
        if amount is None:
            return False
        if self.tag(unit) == "cycle" and self.tokens[unit].low in _WORKING_DAYS:
            return True
        if self.tag(unit) != "unit" or self.value(unit) not in _LENGTHS:
            return False
        return self.number(unit + 1) < 0 and self.rate(at) is None

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

    # -- conditions -------------------------------------------------------------------------------

    def _whole_condition(self, at: int) -> int:
        if self.tokens[at].low.endswith((" efter", " vid")) and not self._has_words(at + 1):
            return at + 1  # "resultatet direkt efter": no event is named
        if self.tokens[at].low.endswith(" efter"):
            series = self.series(self.past(at + 1, "in"))
            if series is not None:
                return self._keep_series(at, series, "after")
        self._keep(CONDITIONAL, at, at + 1)
        self._condition = True
        return at + 1

    def _condition_at(self, at: int) -> int:
        """A condition from ``at`` on, as far as its clause or the next time goes."""
        found = self._keep(CONDITIONAL, at, self._clause_end(at))
        found.last = max(found.last, at + 1)
        self._condition = True
        return at + 1

    def _clause_end(self, at: int) -> int:
        while at < self.size and self.tokens[at].tag not in _CLAUSE_ENDS:
            at += 1
        return at

    def _has_words(self, at: int) -> bool:
        """Whether anything but marks follows in the clause."""
        return at < self.size and self.tokens[at].tag not in _CLAUSE_ENDS

    def _trigger(self, at: int) -> int:
        """ "vid", "när", "om", "enligt": a condition unless a time or a document follows."""
        if self._condition or not self._has_words(at + 1):
            return at + 1
        return _TRIGGERS[self.value(at)](self, at)

    def _at_event(self, at: int) -> int:
        place = self.past(at + 1, "in")
        rate = self.rate(place)
        if rate is not None:
            return self._condition_at(at) if rate.event else at + 1
        if self.tag(place) in ("quantity", "ordinal", "by", "closing", "part", "place"):
            return at + 1
        # "i samband med Kulturnatten 20 september": an event with a day of its own.
        named = place
        while self.tag(named) in ("word", "in") and named - place < _LONGEST_NAME:
            named += 1
        series = self.series(place) or self.series(named)
        if series is not None:
            return self._keep_series(at, series, self._take_mode())
        return self._condition_at(at)

    def _if(self, at: int) -> int:
        begins = at == 0 or self.tag(at - 1) in (*_CLAUSE_ENDS, "and", "or", "plain", "start", "in")
        begins = begins or self.tag(at - 1) in ("status", "done")
        iffy = lexicon().iffy
        ahead = range(at + 1, min(self._clause_end(at), at + _LOOK_AHEAD))
        verb = any(word in iffy for i in ahead for word in self.tokens[i].low.split())
        if self._is_limit(self.past(at + 1, "in")):
            return at + 1
        return self._condition_at(at) if begins or verb else at + 1

    def _while(self, at: int) -> int:
        """ "då behov finns" is a condition, "v 26-29 då gården är stängd" tells of the time."""
        last = self.reading.findings[-1] if self.reading.findings else None
        dated = last is not None and last.kind in (DATE, PERIOD) and last.last == at
        aside = self.tag(at - 1) == "open" and bool(self.reading.findings or self.reading.removed)
        return self._clause_end(at) if dated or aside else self._condition_at(at)

    def _basis(self, at: int) -> int:
        end = min(self._clause_end(at), at + 5)
        for place in range(at + 1, end):
            tag = self.tag(place)
            if tag == "document":
                return self._reference(at, place + 1)
            if tag == "linework":
                return at + 1
        place = self.past(at + 1, "in")
        if self.tag(place) in ("unclear", "empty", "repeat", "often") or self.series(place):
            return at + 1
        return self._condition_at(at)

    def _reference(self, at: int, after: int) -> int:
        """ "enligt tidplan 2025": the year is the document's."""
        _, _, after = self.year_after(after)
        self._keep(UNCLEAR, at, after)
        return after

    def _see(self, at: int) -> int:
        end = self._clause_end(at)
        self._keep(UNCLEAR, at, end)
        return end

    # -- markers ----------------------------------------------------------------------------------

    def _linework(self, at: int) -> int:
        if self._is_other_than_work(at):
            return at + 1
        found = self._keep(ONGOING, at, at + 1)
        found.linework = found.bound = True
        return at + 1

    def _is_other_than_work(self, at: int) -> bool:
        """As in "ordinarie styrgruppsmöte", "buss linje 179"."""
        low, following = self.tokens[at].low, at + 1
        if low == "ordinarie":
            return self.tag(self.past(following, "dash")) == "meeting"
        return low == "linje" and self.number(following) >= 0

    def _ongoing(self, at: int) -> int:
        if self._condition:
            return at + 1
        self._keep(ONGOING, at, at + 1)
        # "påbörjat hösten 2024": a start that lies behind dates nothing.
        begun = self.series(self.past(at + 1, "in")) if self.value(at) == "begun" else None
        return begun.after if begun is not None else at + 1

    def _unclear(self, at: int) -> int:
        if not self._condition:
            self._keep(UNCLEAR, at, at + 1)
        return at + 1

    def _status(self, at: int) -> int:
        if not self._condition:
            self._keep(UNCLEAR, at, at + 1).weak = True
        return at + 1

    def _empty(self, at: int) -> int:
        asks = self.tokens[at].low.partition(" ")[0] in _ASKS
        if self.value(at) == "prompt" or (asks and not at):
            return self._prompt(at)
        later = self.value(at) == "later" and not self._label
        if later and not any(self.series(place) for place in range(at + 1, self._clause_end(at))):
            self._keep(EMPTY, at, self._clause_end(at))
            return self._clause_end(at)
        if later and self.tag(at + 1) in ("after", "trigger", "condition", "unclear", "ongoing"):
            # "Fylls i efter mötet": the rest only says when the cell will be filled in.
            self._keep(EMPTY, at, at + 1)
            return self._clause_end(at)
        if not self._condition:
            self._keep(EMPTY, at, at + 1).weak = True
        return at + 1

    def _prompt(self, at: int) -> int:
        """As in "[välj period]", "Fyll i när åtgärden ska vara klar": the template's own words."""
        end = self._clause_end(at)
        first = all(token.tag == "open" for token in self.tokens[:at])
        if not first or any(self.series(place) for place in range(at + 1, end)):
            return at + 1
        self._keep(EMPTY, at, end)
        return end

    def _mark_followup(self, at: int) -> int:
        self._followup = True
        for found in self.reading.findings:
            found.followup = found.followup or (found.plain and found.clause == self._clause)
        self._label.append(self.tokens[at].low)
        return at + 1

    def _part_of_it(self, at: int) -> int:
        """ "varav två på hösten" only details what is said already."""
        return self._clause_end(at)

    def _mark_total(self, at: int) -> int:
        self._total = True
        return at + 1


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

_TRIGGERS: dict[str, Callable[[_Reader, int], int]] = {
    "at": _Reader._at_event, "when": _Reader._condition_at, "while": _Reader._while, "if": _Reader._if,
    "basis": _Reader._basis, "see": _Reader._see,
}  # fmt: skip

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
