"""Calendar expressions tied together: ranges, lists, and the narrower period that explains a wider.

What comes out is one time: a day, a period, an enumeration of separate points, or a time that the
calendar alone gives no dates (annotation guideline 1.1 and 1.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from .when_calendar import ONE_DAY
from .when_span import AND, COMMA, OR, RANGE, SLASH, Span
from .when_spans import SpanReader

_OPEN, _BESIDE = "open", "beside"
# Links after which a narrower period explains the wider one before, and a date an undated time.
_EXPLAINING = frozenset((_OPEN, _BESIDE, COMMA))
_LONGEST_SERIES = 40
_LONGEST_REPETITION = 366


class Series:
    """One time, as written between two places of the cell.

    ``count`` is the number of separate points of an enumeration, 1 for one day or period.
    """

    __slots__ = ("after", "count", "end", "point", "ranged", "start", "turn")

    def __init__(self, spans: Sequence[Span], count: int, ranged: bool, after: int) -> None:
        starts = [span.start for span in spans if span.start is not None]
        ends = [span.end for span in spans if span.end is not None]
        single = spans[0] if len(spans) == 1 else None
        self.start: date | None = min(starts) if starts else None
        self.end: date | None = max(ends) if ends else None
        if single is not None:
            self.start, self.end = single.start, single.end
        self.count = count
        self.ranged = ranged
        """Whether both ends are written out ("mars-maj")."""
        self.point = single is not None and single.point and not ranged
        self.turn = single is not None and single.turn
        self.after = after

    @property
    def resolved(self) -> bool:
        """Whether the calendar gives it dates."""
        return self.start is not None


class SeriesReader(SpanReader):
    """Reads whole calendar expressions."""

    def series(self, at: int, between: bool = False) -> Series | None:
        """The time that begins at ``at``, or None; ``between`` reads "A och B" as from A to B."""
        found = self.element(at)
        if found is None:
            return None
        items, after = found
        items = list(items)
        while len(items) < _LONGEST_SERIES:
            following = self._following(after)
            if following is None:
                break
            more, after = following
            items.extend(more)
        if between:
            items = _between(items)
        return self._combine(items, after)

    def _following(self, at: int) -> tuple[list[tuple[str, Span]], int] | None:
        """The next element of the series with its link, and the place after it."""
        link, place = self._tie(at)
        if not link:
            return None
        found = self.element(place)
        if found is None:
            return None
        items, after = found
        if link == _OPEN:
            after = self.past(after, "query", "in")
            # In "(mars: workshop)" the inner time belongs to the words inside.
            if self.tag(after) in {"close", ""}:
                after += 1
            elif self.tag(after) not in {"comma", "and", "dash", "slash", "number"}:
                return None
        elif self.tag(after) == "close" and self._inside(at):
            after += 1
        if (self.tag(after) == "colon" and link != RANGE) or self.tag(after) == "excepted":
            return None
        return [(link, items[0][1]), *items[1:]], after

    def _inside(self, at: int) -> bool:
        """Whether a parenthesis opened shortly before ``at``."""
        return any(self.tag(place) == "open" for place in range(max(0, at - 12), at))

    def _tie(self, at: int) -> tuple[str, int]:
        hedged = self._past_hedge(at)
        if self.tag(hedged) == "open":
            return _OPEN, self.past(hedged + 1, "in")
        link, place = self.link(hedged)
        if self.tag(place) == "open" and link in {"", COMMA}:
            return _OPEN, self.past(place + 1, "in")
        place = self.past(place, "in", "between")
        if not link:
            return (_BESIDE, place) if place < self.size else ("", at)
        return link, place

    def _past_hedge(self, at: int) -> int:
        """Read past a parenthesis that only hedges: "(prel.)", "(?)"."""
        if self.tag(at) == "open":
            inner = self.past(at + 1, "in", "query")
            if self.tag(inner) == "close" and inner > at + 1:
                return inner + 1
        return at

    def _combine(self, items: list[tuple[str, Span]], after: int) -> Series:
        _share_years(items, self.plan_year)
        for _, span in items:
            span.settle(self.plan_year)
        items = _narrowed(_join_ranges(items))
        whole = any(span.grain == RANGE for _, span in items)
        items = _join_slashes(items)
        spans = [span for _, span in items]
        if len(spans) == 1:
            return Series(spans, 1, whole, after)
        links = {link for link, _ in items[1:]}
        if OR in links or _adjoin(spans) or _too_long(spans):
            return Series([_hull(spans)], 1, False, after)
        return Series(spans, len(spans), False, after)


def _between(items: list[tuple[str, Span]]) -> list[tuple[str, Span]]:
    for place in range(1, len(items)):
        if items[place][0] == AND:
            items[place] = (RANGE, items[place][1])
            break
    return items


def _share_years(items: list[tuple[str, Span]], plan_year: int) -> None:
    """A year written once holds for its neighbours: "mars och oktober 2026", "nov 2025-feb"."""
    spans = [span for _, span in items]
    for place in range(len(spans) - 2, -1, -1):
        span, following = spans[place], spans[place + 1]
        if span.year is None and following.year is not None:
            span.year = following.year
            if items[place + 1][0] == RANGE and _wraps(span, following):
                # "nov-feb 2026" ends in 2026; "nov-feb 2025" in a plan for 2025 begins in it.
                if following.year > plan_year:
                    span.year -= 1
                else:
                    following.year += 1
    for place in range(1, len(spans)):
        before, span, link = spans[place - 1], spans[place], items[place][0]
        if span.year is not None or (before.year is None and link not in (RANGE, SLASH)):
            continue
        year = before.year if before.year is not None else plan_year
        before.year = span.year = year
        if link == RANGE and _wraps(before, span):
            span.year = year + 1
        elif link == SLASH:
            _cross_new_year(before, span, year)


def _cross_new_year(before: Span, span: Span, year: int) -> None:
    """ "dec/jan", "HT/VT": the second follows right upon the first, in the next year."""
    span.year = year + 1
    before.settle(year)
    span.settle(year)
    if not _adjoin([before, span]):
        span.year = year


def _wraps(first: Span, last: Span) -> bool:
    """Whether a range within one year would run backwards over New Year ("nov-feb").

    Days of one and the same month do not: "30/6 - 1/6" is taken as it is written.
    """
    for span in (first, last):
        span.settle(0)
    if first.start is None or last.start is None or first.start <= last.start:
        return False
    return (first.start.year, first.start.month) != (last.start.year, last.start.month)


def _join_ranges(items: list[tuple[str, Span]]) -> list[tuple[str, Span]]:
    result: list[tuple[str, Span]] = []
    for link, span in items:
        if link == RANGE and result:
            result[-1] = (result[-1][0], _range(result[-1][1], span))
        else:
            result.append((link, span))
    return result


def _range(first: Span, last: Span) -> Span:
    """From the first day of one to the last day of another, also when that runs backwards."""
    whole = Span(RANGE, "period")
    whole.start, whole.end = first.start, last.end
    return whole


def _narrowed(items: list[tuple[str, Span]]) -> list[tuple[str, Span]]:
    """Drop what a narrower or dated neighbour explains (annotation guideline 1.3)."""
    result: list[tuple[str, Span]] = []
    for link, span in items:
        before = result[-1][1] if result else None
        if before is not None and _explains(link, before, span):
            if span.resolved:
                result[-1] = (result[-1][0], span)
            continue
        wider = [item for item in result if not _within(span, item[1])]
        if len(wider) == len(result) and link == _OPEN:
            wider = result[:-1]
        result = wider
        if not any(_within(item[1], span) for item in result):
            result.append((link, span))
    return result


def _explains(link: str, before: Span, span: Span) -> bool:
    """Whether one of two neighbours dates the other: "sportlovet (v. 9)", not "valborg, påsk"."""
    if link not in _EXPLAINING or before.resolved == span.resolved:
        return False
    dated = before if before.resolved else span
    return link != COMMA or not dated.point


def _within(inner: Span, outer: Span) -> bool:
    if inner.start is None or inner.end is None or outer.start is None or outer.end is None:
        return False
    return outer.start <= inner.start and inner.end <= outer.end


def _join_slashes(items: list[tuple[str, Span]]) -> list[tuple[str, Span]]:
    """ "mars/april" is one period; "maj/oktober" is two points."""
    result: list[tuple[str, Span]] = []
    for link, span in items:
        if link == SLASH and result and _adjoin([result[-1][1], span]):
            result[-1] = (result[-1][0], _hull([result[-1][1], span]))
        else:
            result.append((link, span))
    return result


def _adjoin(spans: Sequence[Span]) -> bool:
    return all(
        one.end is not None and other.start is not None and one.end + ONE_DAY == other.start
        for one, other in pairwise(spans)
    )


def _too_long(spans: Sequence[Span]) -> bool:
    """Whether points lie too far apart to be one year's repetition."""
    hull = _hull(spans)
    if hull.start is None or hull.end is None:
        return False
    return (hull.end - hull.start).days > _LONGEST_REPETITION


def _hull(spans: Sequence[Span]) -> Span:
    starts = [span.start for span in spans if span.start is not None]
    ends = [span.end for span in spans if span.end is not None]
    whole = Span(RANGE, "period")
    whole.start = min(starts) if starts else None
    whole.end = max(ends) if ends else None
    return whole
