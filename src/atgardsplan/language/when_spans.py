"""Single calendar expressions: one day, week, month, season ... out of the tokens of a cell.

An element may be a few spans that share a word: "v 3, 4 och 5", "12-14 mars", "kvartal 1 och 3".
How elements are tied together is the business of ``when_series``.
"""

from __future__ import annotations

from collections.abc import Sequence

from . import when_calendar as cal
from .when_span import COMMA, LINKS, RANGE, Element, Span, one
from .when_tokens import Token
from .when_years import COUNTED_AFTER, YearReader

_NUMBERED = frozenset(["week", "quarter", "tertial", "half"])
_OPEN_UNITS = frozenset(["week", "month", "quarter", "tertial", "half", "term"])
_LONGEST_LIST = 31


class SpanReader(YearReader):
    """Reads single calendar expressions."""

    def __init__(self, tokens: Sequence[Token], plan_year: int) -> None:
        super().__init__(tokens, plan_year)
        # Places known to begin nothing, so that no part of a long cell is tried again and again.
        self._nothing_at: set[int] = set()
        # Before this place no number begins the days of a month, or a numbered unit.
        self._no_days_before = 0
        self._no_numbered_before = 0

    def element(self, at: int) -> Element | None:
        """The calendar expression at ``at``, without dates yet, or None."""
        reader = _READERS.get(self.tag(at))
        if reader is None or at in self._nothing_at:
            return None
        found = reader(self, at)
        if found is None:
            self._nothing_at.add(at)
        elif self.tag(found[1]) == "closing" and self._genitive(found[1] - 1):
            found[0][-1][1].turn = True
            return found[0], found[1] + 1
        elif self.tag(found[1]) == "part" and self._genitive(found[1] - 1):
            # "höstterminens början" as "början av höstterminen"
            found[0][-1][1].part = self.value(found[1])
            return found[0], found[1] + 1
        return found

    def _genitive(self, at: int) -> bool:
        return self.tokens[at].low.endswith("s")

    # -- numeric dates and days of a month --------------------------------------------------------

    def _number(self, at: int) -> Element | None:
        if self.value(at) != "digits":
            return self._numbered_after(at)
        width = self.tokens[at].width
        if width in {6, 8}:
            return self._compact(at, width)
        if width == 4:
            return self._from_year(at)
        if width > 2:
            return None
        return (
            self._day_month_year(at)
            or self._days(at)
            or self._numbered_after(at)
            or self._year_pair(at)
        )

    def _compact(self, at: int, width: int) -> Element | None:
        """250630 and 20250630; 202506 is a month."""
        number = self.number(at)
        if (
            width == 6
            and cal.FIRST_YEAR <= number // 100 <= cal.LAST_YEAR
            and 1 <= number % 100 <= 12
        ):
            return one(Span("month", number % 100, number // 100), at + 1)
        year = cal.full_year(number // 10000, self.plan_year)
        if width == 8 and number // 10000 < cal.FIRST_YEAR:
            return None
        return self._day_span(year, number // 100 % 100, number % 100, at + 1)

    def _day_span(self, year: int | None, month: int, number: int, after: int) -> Element | None:
        if year is None or not 1 <= month <= 12 or not 1 <= number <= 31:
            return None
        return one(Span("day", month, year, number), after)

    def _from_year(self, at: int) -> Element | None:
        """2025-06-30, 2025 06 30, 2025-06, 2025/26, 2025 Q2, 2025."""
        year = self.number(at)
        if year < cal.FIRST_YEAR or year > cal.LAST_YEAR:
            return self._year_month(at)
        if all(self.digits(at + step) > 0 and self.tokens[at + step].width == 2 for step in (1, 2)):
            found = self._day_span(year, self.digits(at + 1), self.digits(at + 2), at + 3)
            if found:
                return found
        sign = self.tag(at + 1)
        if sign in {"dash", "slash", "dot"} and self.glued(at + 1) and self.glued(at + 2):
            month = self.digits(at + 2)
            if self.tag(at + 3) == sign and self.glued(at + 3) and self.digits(at + 4) > 0:
                found = self._day_span(year, month, self.digits(at + 4), at + 5)
                if found:
                    return found
            if 1 <= month <= 12 and self.tokens[at + 2].width == 2:
                return one(Span("month", month, year), at + 3)
            second = cal.full_year(month, self.plan_year) if month > 12 else None
            if second is not None:
                return [("", Span("year", 0, year)), (RANGE, Span("year", 0, second))], at + 3
        if self.tag(at + 1) in {"times", "percent"}:
            return None
        return self._year_first(at, year) or one(Span("year", 0, year), at + 1)

    def _year_month(self, at: int) -> Element | None:
        """2506 for June 2025."""
        number = self.number(at)
        year = cal.full_year(number // 100, self.plan_year, loose=False)
        if year is None or not 1 <= number % 100 <= 12:
            return None
        return one(Span("month", number % 100, year), at + 1)

    def _year_first(self, at: int, year: int) -> Element | None:
        """The year before what it belongs to: "2025 Q2", "2025-v12", "2025: hösten"."""
        place = at + 1
        sign = self.tag(place)
        if sign in {"colon", "comma"} or (sign == "dash" and self.glued(place + 1)):
            place += 1
        elif sign == "dash":
            return None
        place = self.past(place, "in")
        if self.tag(place) in {"number", "year", "part"} or place == at:
            return None
        found = self.element(place)
        if found is None or any(span.year is not None for _, span in found[0]):
            return None
        for _, span in found[0]:
            span.year = year
        return found

    def _day_month_year(self, at: int) -> Element | None:
        """30-06-2025; with slashes and full stops it is read by ``_days``."""
        if self.tag(at + 1) != "dash" or self.tag(at + 3) != "dash" or not self.glued(at + 4):
            return None
        year = self.digits(at + 4, 4)
        if year < cal.FIRST_YEAR:
            return None
        return self._day_span(year, self.digits(at + 2), self.digits(at), at + 5)

    def _days(self, at: int) -> Element | None:
        """30/6, 30.6.2025, 30 juni, "1, 15 och 29 mars", 12-14/3."""
        if at < self._no_days_before:
            return None
        days: list[tuple[str, int]] = [("", self._day_number(at))]
        place = at + 1
        while days[-1][1] > 0 and len(days) < _LONGEST_LIST:
            month, after = self._month_of_days(place)
            if month:
                return self._day_list(days, month, after)
            link, following = self.link(place)
            if not link:
                break
            following = self.past(following, "in")
            days.append((link, self._day_number(following)))
            place = following + 1
        self._no_days_before = place - 1
        return None

    def _day_number(self, at: int) -> int:
        if self.tag(at) == "ordinal":
            number = self.tokens[at].number
            number = number if number > 0 else int(self.value(at))
        else:
            number = self.digits(at)
        return number if 1 <= number <= 31 else -1

    def _month_of_days(self, at: int) -> tuple[int, int]:
        """The month that days before ``at`` belong to (0: none) and the place after it."""
        tag = self.tag(at)
        if tag in {"slash", "dot"}:
            month = self.digits(at + 1)
            if not 1 <= month <= 12 or (self.tag(at + 2) == "month" and tag == "slash"):
                return 0, at
            return month, at + 2
        place = self.past(at, "in") if tag == "in" else at
        if self.tag(place) in {"month", "month_or_feast"}:
            return int(self.value(place)), self._past_month_word(place + 1)
        return 0, at

    def _past_month_word(self, at: int) -> int:
        return at + 1 if self.tag(at) == "unit" and self.value(at) == "month" else at

    def _day_list(self, days: list[tuple[str, int]], month: int, after: int) -> Element:
        year, _, after = self.year_after(after)
        return [(link, Span("day", month, year, number)) for link, number in days], after

    def _year_pair(self, at: int) -> Element | None:
        """25/26 and 25-26 by themselves."""
        first = cal.full_year(self.digits(at), self.plan_year, loose=False)
        if first is None or self.tokens[at].width != 2:
            return None
        second = self._second_year(at + 1, first)
        if second is None or not self.glued(at + 2):
            return None
        return [("", Span("year", 0, first)), (RANGE, Span("year", 0, second))], at + 3

    # -- months, seasons, terms, feasts -----------------------------------------------------------

    def _month(self, at: int) -> Element | None:
        after = self._past_month_word(at + 1)
        year, _, after = self.year_after(after)
        return one(Span("month", int(self.value(at)), year), after)

    def _month_or_feast(self, at: int) -> Element | None:
        """ "jul" is July among months and Christmas elsewhere."""
        before, after = at - 1, self.link(at + 1)[1]
        while before >= 0 and self.tag(before) in LINKS:
            before -= 1
        if "month" in (self.tag(before), self.tag(after)):
            return self._month(at)
        month, _, number = self.extra(at).partition("-")
        return self._feast_span(int(month), int(number), at)

    def _feast(self, at: int) -> Element | None:
        return self._feast_span(int(self.value(at)), int(self.extra(at)), at)

    def _feast_span(self, month: int, number: int, at: int) -> Element:
        year, _, after = self.year_after(at + 1)
        return one(Span("day", month, year, number), after)

    def _turn(self, at: int) -> Element | None:
        found = self._feast(at)
        if found is not None:
            found[0][0][1].turn = True
        return found

    def _season(self, at: int) -> Element | None:
        year, _, after = self.year_after(at + 1)
        span = Span("season", self.value(at), year)
        span.part = self.extra(at)
        return one(span, after)

    def _term(self, at: int) -> Element | None:
        year, second, after = self.year_after(at + 1)
        name = self.value(at)
        return one(Span("term", name, second if second and name == "spring" else year), after)

    def _movable(self, at: int) -> Element | None:
        _, _, after = self.year_after(at + 1)
        return one(Span("open", self.value(at)), after)

    def _plan_year(self, at: int) -> Element | None:
        place = self.past(at + 1, "in")
        if self._four_digits(place):
            return self._from_year(place)
        year = self.plan_year + (self.value(at) == "next")
        return one(Span("year", 0, year), at + 1)

    def _next(self, at: int) -> Element | None:
        """ "nästa höst": the one after the plan year's."""
        found = self.element(at + 1) if self.tag(at + 1) in {"season", "month", "term"} else None
        if found is not None:
            for _, span in found[0]:
                span.year = self.plan_year + 1 if span.year is None else span.year
        return found

    # -- numbered units ---------------------------------------------------------------------------

    def _unit(self, at: int) -> Element | None:
        """ "v 12-14", "kvartal 2"; "år 2025"; "terminen"."""
        unit = self.value(at)
        place = self.past(at + 1, "colon", "in") if unit in _NUMBERED else at + 1
        if unit == "year":
            return self._from_year(place) if self._four_digits(place) else None
        if unit in _NUMBERED and self.number(place) > 0:
            found = self._unit_list(unit, place)
            if found is not None:
                return found
        if self.extra(at) and unit in _OPEN_UNITS:
            return one(Span("open", "period"), at + 1)
        return None

    def _unit_list(self, unit: str, at: int) -> Element | None:
        numbers: list[tuple[str, int]] = []
        link, after = "", at
        while len(numbers) < _LONGEST_LIST and self._belongs(at, unit, bool(numbers)):
            numbers.append((link, self.number(at)))
            after = at + 1
            link, at = self.link(after)
            at = self.past(at, "in")
            if not link or (link == COMMA and self.tag(after) in {"break", "query"}):
                break
        if not numbers:
            return None
        year, _, after = self.year_after(after)
        return [(link, Span(unit, number, year)) for link, number in numbers], after

    def _belongs(self, at: int, unit: str, later: bool) -> bool:
        """Whether the number is one of the list, not of what comes after the list."""
        if not 1 <= self.number(at) <= cal.LAST_NUMBER[unit]:
            return False
        following = self.tag(at + 1)
        if not later:
            return following != "percent"
        date_mark = following in {"slash", "dot"} and self.digits(at + 2) > 0 and unit != "week"
        return self.value(at) == "digits" and following not in COUNTED_AFTER and not date_mark

    def _numbered_after(self, at: int) -> Element | None:
        """ "första och tredje kvartalet", "2:a halvåret", "1 kvartalet"."""
        if at < self._no_numbered_before:
            return None
        numbers: list[tuple[str, int]] = []
        link = ""
        while len(numbers) < _LONGEST_LIST:
            ordinal = self.tag(at) == "ordinal"
            number = self._ordinal_value(at) if ordinal else self.number(at)
            if not ordinal and number <= 0:
                break
            numbers.append((link, number))
            unit = self.value(at + 1) if self.tag(at + 1) == "unit" else ""
            if unit in cal.LAST_NUMBER and unit != "week":
                if ordinal or self.extra(at + 1):
                    return self._numbered_units(unit, numbers, at + 2)
                break
            link, at = self.link(at + 1)
            if not link:
                break
        self._no_numbered_before = at
        return None

    def _ordinal_value(self, at: int) -> int:
        number = self.tokens[at].number
        return number if number > 0 else int(self.value(at))

    def _numbered_units(self, unit: str, numbers: list[tuple[str, int]], at: int) -> Element | None:
        most = cal.LAST_NUMBER[unit]
        exact = [(link, number if number > 0 else most) for link, number in numbers]
        if any(number > most for _, number in exact):
            return None
        year, _, after = self.year_after(at)
        return [(link, Span(unit, number, year)) for link, number in exact], after

    def _ordinal(self, at: int) -> Element | None:
        """ "den 1:a maj", "första kvartalet", "första veckan i juni", "sista fredagen i maj"."""
        tag = self.tag(at + 1)
        week = tag == "unit" and self.value(at + 1) == "week"
        if tag == "weekday" or week:
            place = self.past(at + 2, "in")
            if self.tag(place) != "month":
                return None
            after = self._past_month_word(place + 1)
            year, _, after = self.year_after(after)
            number = self._ordinal_value(at)
            grain = "week of month" if week else "weekday of month"
            span = Span(grain, int(self.value(place)), year, number)
            span.weekday = 0 if week else int(self.value(at + 1))
            return one(span, after)
        return self._numbered_after(at) or self._days(at)

    # -- what stands before -----------------------------------------------------------------------

    def _weekday(self, at: int) -> Element | None:
        """ "måndag 3 mars", "torsdag v. 12"; plurals are a frequency."""
        if self.tokens[at].low.endswith(("ar", "arna")):
            return None
        place = self.past(at + 1, "in", "comma")
        week = self.tag(place) == "unit" and self.value(place) == "week"
        if not week and self.tag(place) not in {"number", "ordinal"}:
            return None
        found = self.element(place)
        if found is None:
            return None
        for _, span in found[0]:
            if span.grain not in {"day", "week"}:
                return None
            if span.grain == "week":
                span.weekday = int(self.value(at))
        return found

    def _part(self, at: int) -> Element | None:
        """ "början av maj", "sen höst", "mitten/slutet av april"."""
        parts = [("", self.value(at))]
        place = at + 1
        link, following = self.link(place)
        if link and self.tag(following) == "part":
            parts.append((link, self.value(following)))
            place = following + 1
        place = self.past(place, "in")
        found = self.element(place) if self.tag(place) != "part" else None
        if found is None:
            return None
        spans, after = found
        if spans[0][1].grain in {"day", "open", "week"}:
            return found
        last = spans[0][1]
        result = []
        for link, part in parts:
            span = Span(last.grain, last.key, last.year)
            span.part = part
            result.append((link, span))
        return result + spans[1:], after


_READERS = {
    "number": SpanReader._number, "ordinal": SpanReader._ordinal, "month": SpanReader._month,
    "month_or_feast": SpanReader._month_or_feast, "feast": SpanReader._feast,
    "turn": SpanReader._turn, "season": SpanReader._season, "term": SpanReader._term,
    "movable": SpanReader._movable, "year": SpanReader._plan_year, "next": SpanReader._next,
    "unit": SpanReader._unit, "weekday": SpanReader._weekday, "part": SpanReader._part,
}  # fmt: skip
