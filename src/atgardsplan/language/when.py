"""What the "När" cell of a plan says: its kind, its window, how often, whether it is time-bound.

The meaning of every field is that of the annotation guideline, section 1.
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from .when_calendar import ONE_DAY
from .when_findings import (
    CONDITIONAL,
    DATE,
    EMPTY,
    ONGOING,
    PERIOD,
    RECURRING,
    UNCLEAR,
    Finding,
    Reading,
)
from .when_reading import read_when
from .when_tokens import Token, lex

_AGAIN = frozenset({"samma", "igen", "åter", "likadan", "likadant", "ånyo"})
READ_AT_MOST = 2000
"""Characters of a cell that are read; what follows them is ignored."""


class WhenKind(StrEnum):
    """What sort of time a cell states: annotation guideline 1.1 (``empty`` is empty_like)."""

    date = "date"
    period = "period"
    recurring = "recurring"
    ongoing = "ongoing"
    conditional = "conditional"
    unclear = "unclear"
    empty = "empty"


_KINDS = {kind.value: kind for kind in WhenKind}


class When(NamedTuple):
    """The time that a cell states.

    ``start`` and ``end`` are the first and last day, each None when open or not to be resolved;
    a range written backwards keeps start > end. ``times_per_year`` is at least 0.
    """

    text: str
    """As given; a real date in ISO form."""
    kind: WhenKind
    components: tuple[WhenKind, ...]
    """All kinds in the cell, sorted by value."""
    start: date | None
    end: date | None
    times_per_year: float | None
    conditional: bool
    linework: bool
    time_bound: bool
    why: tuple[str, ...]
    """The words that decided ``kind`` and ``time_bound``, as written."""


def parse_when(value: str | date | datetime | None, plan_year: int) -> When:
    """Read a "När" cell; a missing year is ``plan_year`` (1990-2099).

    Never raises on any text; reads its first ``READ_AT_MOST`` characters.
    """
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        kind = WhenKind.date
        text = day.isoformat()
        return When(text, kind, (kind,), day, day, None, False, False, True, (text,))
    text = value or ""
    tokens = lex(text[:READ_AT_MOST])
    reading = read_when(tokens, plan_year)
    return _judge(text, tokens, reading, plan_year)


def _judge(text: str, tokens: Sequence[Token], reading: Reading, plan_year: int) -> When:
    _repeat_same(reading.findings)
    _begun_long_ago(reading.findings, plan_year)
    findings = _weighed(reading.findings, tokens)
    if not findings:
        said = any(map(str.isalnum, text[:READ_AT_MOST]))
        kind = WhenKind.unclear if said else WhenKind.empty
        return When(text, kind, (kind,), None, None, None, False, False, False, ())
    deciding = _deciding(findings, tokens, reading)
    start, end = _window(findings, reading)
    components = sorted({found.kind for found in findings})
    bound = [found for found in findings if found.bound]
    why = [found for found in findings if found is deciding or found.bound]
    return When(
        text,
        _KINDS[deciding.kind],
        tuple([_KINDS[kind] for kind in components]),
        start,
        end,
        _rate(findings),
        any(found.conditional for found in findings),
        any(found.linework for found in findings),
        bool(bound),
        tuple(_quote(text, tokens, found) for found in why),
    )


def _quote(text: str, tokens: Sequence[Token], found: Finding) -> str:
    last = min(found.last, len(tokens))
    return text[tokens[found.first].first : tokens[last - 1].end].strip(" .,;:")


def _weighed(findings: Sequence[Finding], tokens: Sequence[Token]) -> list[Finding]:
    """The findings that count: weak ones only where there are no others."""
    strong = [found for found in findings if not found.weak]
    if strong:
        return strong
    if any(found.kind == UNCLEAR for found in findings):
        return [found for found in findings if found.kind == UNCLEAR]
    if any(token.tag in {"word", "number"} for token in tokens):
        return []
    return list(findings)


def _repeat_same(findings: list[Finding]) -> None:
    """ "Vandring i maj och vandring i oktober": the same action, so a repetition."""
    times = [found for found in findings if found.plain]
    again = times[0].label if times else frozenset()
    labels = {again if found.label & _AGAIN else found.label for found in times}
    if len(times) < 2 or len(labels) != 1 or not times[0].label:
        return
    for place, found in enumerate(times):
        found.kind, found.enumerated = RECURRING, True
        found.rate = float(len(times)) if place == 0 else None


def _begun_long_ago(findings: list[Finding], plan_year: int) -> None:
    """ "Infört 2023, fortgår": when work that goes on began is no time of this plan."""
    if all(found.kind != ONGOING for found in findings):
        return
    for found in [f for f in findings if f.kind in (DATE, PERIOD)]:
        if found.end is not None and found.end.year < plan_year:
            findings.remove(found)


# -- the primary kind ------------------------------------------------------------------------------


def _deciding(findings: list[Finding], tokens: Sequence[Token], reading: Reading) -> Finding:
    """The finding whose kind is the cell's: annotation guideline 1.2."""
    first = findings[0]
    if first.linework and _begins(first, tokens):
        return first
    stated = reading.findings[: reading.then] if reading.then > 0 else []
    stated = [found for found in findings if found in stated] or findings
    return min(stated, key=_precedence)


def _begins(found: Finding, tokens: Sequence[Token]) -> bool:
    passed = ("in", "within", "trigger", "break", "dash", "open", "plain", "colon")
    return all(token.tag in passed for token in tokens[: found.first])


def _precedence(found: Finding) -> int:
    if found.kind == RECURRING:
        return 0 if found.bound else 4
    if found.kind == ONGOING:
        return 3 if found.linework else 5
    return {DATE: 1, PERIOD: 2, CONDITIONAL: 6, UNCLEAR: 7, EMPTY: 8}[found.kind]


# -- the window ------------------------------------------------------------------------------------


def _window(findings: list[Finding], reading: Reading) -> tuple[date | None, date | None]:
    """Hull of all dated parts, narrowed by parentheses and exceptions: guideline 1.3."""
    dated = [found for found in findings if found.start is not None or found.end is not None]
    if findings[0].linework:
        dated = [found for found in dated if not found.followup]
    dated = _narrowed(dated)
    if not dated:
        return None, None
    if len(dated) == 1:
        start, end = dated[0].start, dated[0].end
    else:
        start, end = _hull(dated)
    return _cut(start, end, reading.removed)


def _narrowed(dated: list[Finding]) -> list[Finding]:
    """A parenthesis that narrows a wider period replaces it."""
    result: list[Finding] = []
    for found in dated:
        if found.inner and found.plain and not found.label:
            result = [wider for wider in result if not _inside(found, wider)]
        result.append(found)
    return result


def _inside(inner: Finding, outer: Finding) -> bool:
    if inner.start is None or inner.end is None or outer.start is None or outer.end is None:
        return False
    return outer.start <= inner.start and inner.end <= outer.end


def _hull(dated: list[Finding]) -> tuple[date | None, date | None]:
    closed = [found for found in dated if found.start is not None and found.end is not None]
    starts = [found.start for found in dated if found.start is not None]
    ends = [found.end for found in dated if found.end is not None]
    limits = [found.end for found in dated if found.start is None and found.end is not None]
    opens = [found.start for found in dated if found.opens and found.start is not None]
    start = min(starts) if starts else None
    end = max(ends) if ends else None
    # A last day before everything else leaves the beginning open, a first day after it the end.
    if start is not None and limits and min(limits) < start:
        start = None
    if end is not None and opens and max(opens) > end:
        end = None
    for found in closed:
        if len(closed) > 1 or found.start is None or found.end is None:
            break
        if end == found.end:
            end = max((day for day in limits if found.start <= day <= found.end), default=end)
        if start == found.start:
            start = min((day for day in opens if found.start <= day <= found.end), default=start)
    return start, end


def _cut(
    start: date | None, end: date | None, removed: Sequence[tuple[date, date]]
) -> tuple[date | None, date | None]:
    for first, last in removed:
        if start is not None and end is not None and first <= start <= last < end:
            start = last + ONE_DAY
        elif start is not None and end is not None and start < first <= end <= last:
            end = first - ONE_DAY
    return start, end


# -- how often -------------------------------------------------------------------------------------


def _rate(findings: list[Finding]) -> float | None:
    """Times per year: a stated total, else the first stated frequency (guideline 1.4)."""
    rates = [found for found in findings if found.rate is not None]
    totals = [found for found in rates if found.total]
    if totals:
        return totals[0].rate
    points = [found for found in rates if found.enumerated]
    stated = [found for found in rates if not found.enumerated and not found.weekdays]
    if not stated:
        days = [found for found in rates if found.weekdays] or points
        return days[0].rate if days else None
    summed = _sum_of_windows(findings)
    if summed is not None:
        return summed
    if stated[0].rate == 1:
        # "Årligen, vår och höst", "varje år, två tillfällen": how often within the year.
        counts = [found for found in (*stated[1:], *points) if found.count or found.enumerated]
        if counts and not stated[0].count:
            return counts[0].rate
    return stated[0].rate


def _sum_of_windows(findings: list[Finding]) -> float | None:
    """ "En gång på våren och två på hösten" counts up; None when that is not what it says."""
    total, counted = 0.0, 0
    for found, following in zip(findings, [*findings[1:], None], strict=True):
        if found.kind != RECURRING:
            continue
        if not found.count or found.rate is None or following is None or not following.plain:
            return None
        total += found.rate
        counted += 1
    return total if counted > 1 else None
