"""How often: frequencies and counts of occasions out of the tokens of a cell.

Rates are times per year as expressed (annotation guideline 1.4).
"""

from __future__ import annotations

from .when_series import SeriesReader

_PER_YEAR: dict[str, float] = {
    "day": 365, "week": 52, "month": 12, "quarter": 4, "tertial": 3, "half": 2, "term": 2,
    "year": 1,
}  # fmt: skip
_WEEKS = 52
# What may stand between a number and "per år": "4 gemensamma möten (á 2 tim) per år".
_BETWEEN = frozenset(
    {
        "word", "times", "meeting", "cycle", "weekday", "in", "plain", "linework", "followup",
        "part", "start", "done",
    }
)  # fmt: skip
_LONGEST_BETWEEN = 5
_LARGEST_COUNT = 999
_MOST_WEEKDAYS = 7


class Rate:
    """A frequency or count.

    ``per_year`` is None for an unspecified one. ``bound`` tells a determinate frequency or a cycle
    of the calendar ("varje lov"); ``count`` a number of occasions without a unit of time ("3 ggr");
    ``weekdays`` a rate that comes of named weekdays only; ``named`` that the time which comes round
    follows ("varje höst"); ``event`` that what comes round is no time ("varje anmälan").
    """

    __slots__ = ("after", "bound", "count", "event", "named", "per_year", "weekdays")

    def __init__(
        self,
        per_year: float | None,
        after: int,
        *,
        bound: bool = True,
        count: bool = False,
        weekdays: bool = False,
        named: bool = False,
        event: bool = False,
    ) -> None:
        self.per_year = per_year
        self.after = after
        self.bound = bound
        self.count = count
        self.weekdays = weekdays
        self.named = named
        self.event = event


class RateReader(SeriesReader):
    """Reads frequencies as well as times."""

    def rate(self, at: int) -> Rate | None:
        """The frequency that begins at ``at``, or None."""
        tag = self.tag(at)
        if tag in {"number", "quantity"}:
            return self._amount(at)
        if tag == "ordinal":
            return self._nth(at)
        if tag == "every":
            return self._every(at)
        if tag == "often":
            return self._often(at)
        if tag == "weekday":
            return self._weekdays(at)
        if tag == "cycle" and self.tag(at - 1) not in {"number", "ordinal"}:
            return Rate(None, at + 1)
        if tag == "repeat":
            return Rate(None, at + 1, bound=False)
        if tag == "per" and self.tag(at + 1) == "unit":
            return self._unit_rate(1, at + 1)
        return None

    # -- amounts ----------------------------------------------------------------------------------

    def _amount(self, at: int) -> Rate | None:
        """ "2-3 ggr/år", "ett par gånger per termin", "en dag i månaden", "3 tillfällen"."""
        amount, place = self._quantity(at)
        if place == at:
            return None
        counted, hours = False, False
        first = place
        while place - first <= _LONGEST_BETWEEN:
            found = self._per(place, amount, hours)
            if found is not None:
                return found
            tag = self.tag(place)
            if tag == "unit" and not self.extra(place) and place == first:
                hours = self.value(place) == "hour"
            elif tag not in _BETWEEN or (tag == "weekday" and place > first + 1):
                break
            counted = counted or tag == "times" or (tag in {"meeting", "cycle"} and amount != 1)
            counted = counted or (tag == "weekday" and place == first and self._several_days(place))
            place += 1
        if counted:
            return self._count(first, amount)
        return None

    def _several_days(self, at: int) -> bool:
        """As in "åtta tisdagskvällar": counted days, of no week in particular."""
        return self.tokens[at].low.endswith("ar")

    def _quantity(self, at: int) -> tuple[float | None, int]:
        """The lower bound of an amount and the place after it; None for a vague one."""
        if self.tag(at) == "quantity":
            value = self.value(at)
            return (None if value == "vague" else float(value)), at + 1
        low = self.number(at)
        if not 0 < low <= _LARGEST_COUNT:
            return None, at
        after = at + 1
        if self.tag(after) in {"dash", "slash", "to", "or"} and self.number(after + 1) > 0:
            high = self.number(after + 1)
            if self.tag(after) != "slash" or self.tag(after + 2) in {"times", "meeting"}:
                return float(min(low, high)), after + 2
        return float(low), after

    def _per(self, at: int, amount: float | None, hours: bool) -> Rate | None:
        """The unit of time that makes an amount a frequency, or None."""
        amount = 1 if hours and amount is not None else amount
        tag = self.tag(at)
        if tag in {"slash", "per", "comma", "open"} or (
            tag == "trigger" and self.value(at) == "if"
        ):
            place = self.past(at + 1, "per", "trigger") if tag != "trigger" else at + 1
            following = self.tag(place)
            if tag in {"slash", "per", "trigger"} and following == "unit":
                return self._unit_rate(amount, place)
            if tag in {"slash", "per", "trigger"} and self._is_year(place):
                return self._times(amount, 1, place + 1)
            if following in {"every", "often"} and tag != "trigger":
                return self._repeated(amount, place) if following == "often" else None
            return None
        if tag in {"every", "often"}:
            return self._repeated(amount, at)
        if tag == "in" and self.tokens[at].low in {"i", "på", "varje"}:
            place = at + 1
            if self.tag(place) == "every":
                return self._repeated(amount, place)
            if self.tag(place) == "unit" and self._per_unit(place):
                return self._unit_rate(amount, place)
        return None

    def _is_year(self, at: int) -> bool:
        return self.tag(at) == "year" and self.value(at) == "this"

    def _per_unit(self, at: int) -> bool:
        """Whether "i veckan" says how often: not "i vecka 8", "i två år"."""
        if self.extra(at):
            return self.number(at + 1) < 0 or self.tag(at + 2) == "times"
        return self.value(at) in {"quarter", "month", "week"} and self.tag(at + 1) in {"", "break"}

    def _unit_rate(self, amount: float | None, at: int) -> Rate | None:
        unit = self.value(at)
        if unit not in _PER_YEAR:
            return None
        return self._times(amount, _PER_YEAR[unit], at + 1)

    def _times(self, amount: float | None, rate: float | None, after: int) -> Rate:
        if amount is None or rate is None:
            return Rate(None, after, bound=rate is None and amount is not None)
        return Rate(_whole(amount * rate), after)

    def _repeated(self, amount: float | None, at: int) -> Rate | None:
        found = self._often(at) if self.tag(at) == "often" else self._every(at)
        if found is None or found.event:
            return None
        if found.per_year is None:
            return Rate(None, found.after, bound=found.bound)
        return self._times(amount, found.per_year, found.after)

    def _count(self, at: int, amount: float | None) -> Rate:
        counted = ("times", "meeting", "cycle", "weekday")
        after = self.past(at, "word", "plain", *counted) if amount != 1 else at
        while self.tag(after - 1) not in counted and after > at:
            after -= 1
        after = max(after, self.past(at, "times"))
        if amount is None:
            return Rate(None, after, bound=False)
        return Rate(_whole(amount), after, count=True)

    # -- every ------------------------------------------------------------------------------------

    def _often(self, at: int) -> Rate:
        return Rate(float(self.value(at)), at + 1)

    def _every(self, at: int) -> Rate | None:
        """ "varje vecka", "varannan tisdag", "var 14:e dag", "varje lov", "varje APT"."""
        step, place = self._step(at)
        tag = self.tag(place)
        if tag == "word" and self.tag(place + 1) in {"unit", "meeting", "cycle", "weekday"}:
            place += 1
            tag = self.tag(place)
        if tag == "unit":
            return self._every_unit(step, place)
        if tag == "year":
            return Rate(_whole(1 / step), place + 1)
        if tag == "weekday":
            return self._weekdays(place, step)
        if tag in {"season", "month", "feast", "term", "turn", "month_or_feast"}:
            return Rate(_whole(1 / step), place, named=True)
        if tag in {"cycle", "movable"}:
            return Rate(None, place + 1)
        if tag == "meeting":
            return Rate(None, place + 1, bound=False)
        if tag in {"number", "quantity"} or self.tokens[at].low in {"alla", "samtliga", "var"}:
            return None
        return Rate(None, at + 1, bound=False, event=True)

    def _step(self, at: int) -> tuple[int, int]:
        """How many units lie between two times ("var tredje": 3), and the place after."""
        step = int(self.value(at))
        place = at + 1
        if self.tag(place) == "ordinal":
            low = self._ordinal_value(place)
            return max(low, 1), place + 1
        number = self.number(place)
        if number > 0 and self.tag(place + 1) in {"dash", "to", "or", "slash"}:
            other = self._ordinal_value(place + 2) if self.tag(place + 2) == "ordinal" else -1
            other = max(other, self.number(place + 2))
            if other > 0:
                return max(number, other), place + 3
        if number > 0 and self.tag(place + 1) == "unit":
            return number, place + 1
        return step, place

    def _every_unit(self, step: int, at: int) -> Rate | None:
        unit = self.value(at)
        if unit in {"day", "week"}:
            return Rate(float(round(_PER_YEAR[unit] / step)), at + 1)
        if unit not in _PER_YEAR:
            return None
        return Rate(_whole(_PER_YEAR[unit] / step), at + 1)

    # -- weekdays ---------------------------------------------------------------------------------

    def _weekdays(self, at: int, step: int = 1) -> Rate | None:
        """ "tisdagar och torsdagar", "mån-fre", "torsdagar jämna veckor", "varannan fredag"."""
        days = {int(self.value(at))}
        after = at + 1
        while len(days) < _MOST_WEEKDAYS:
            link, place = self.link(after)
            place = self.past(place, "in")
            day = self._weekday_at(place)
            if not link or not day:
                break
            if link == "range":
                first = (
                    int(self.value(place - 2)) if self.tag(place - 2) == "weekday" else min(days)
                )
                days.update((first + i - 1) % 7 + 1 for i in range((day - first) % 7 + 1))
            days.add(day)
            after = place + 1
        every, end = self._weeks_between(after)
        return Rate(_whole(_rounded(len(days) * _WEEKS / (every * step))), end, weekdays=every == 1)

    def _weekday_at(self, at: int) -> int:
        if self.tag(at) == "weekday":
            return int(self.value(at))
        return 0

    def _weeks_between(self, at: int) -> tuple[int, int]:
        """2 for "jämna veckor" and "varannan vecka" after weekdays, else 1; and the place after."""
        place = self.past(at, "in", "comma", "open")
        if self.tag(place) == "often" and self.value(place) == "26":
            return 2, place + 1
        if self.tag(place) == "every":
            step, unit = self._step(place)
            if self.tag(unit) == "unit" and self.value(unit) == "week":
                return step, unit + 1
        return 1, at

    def _nth(self, at: int) -> Rate | None:
        """ "sista torsdagen i månaden", "första måndagen varje månad", "den 15:e varje månad"."""
        number = 1
        place = at + 1
        while number < _MOST_WEEKDAYS:
            link, following = self.link(place)
            following = self.past(following, "in")
            if not link or self.tag(following) != "ordinal":
                break
            number += 1
            place = following + 1
        if self.tag(place) == "unit" and self.value(place) in {"quarter", "tertial", "half"}:
            return None
        if self.tag(place) in {"weekday", "unit", "word", "cycle", "meeting"}:
            if self.tag(place) == "unit" and self.value(place) != "week":
                return self._per(at + 1, float(number), False)
            place += 1
        return self._per(place, float(number), False)


def _rounded(rate: float) -> float:
    return float(round(rate)) if rate > 1 else rate


def _whole(rate: float) -> float:
    """An int-valued float stays whole; others keep three decimals."""
    return round(rate, 3)
