"""T: does «När» say a time, within the plan's year, and do the actions stand in order."""

import datetime as dt
from collections.abc import Iterator

from atgardsplan.language.when import When, WhenKind
from atgardsplan.meaning import when_of_cell, when_of_value
from atgardsplan.model import Area, Severity
from atgardsplan.rules.rule import CellInRow, Context, Hit, Scope, rule
from atgardsplan.rules.statements import says_something

_LONGEST_QUOTE = 60


def _when(cell: CellInRow, context: Context) -> When:
    return when_of_value(cell.cell.value, cell.text, context.plan.year)


@rule("T101", "time-not-understood", Severity.WARNING, Scope.STATEMENT, "when")
def time_not_understood(cell: CellInRow, context: Context) -> Iterator[Hit]:
    """The time's kind is `unclear` (the annotation guideline, section 1.1)."""
    when = _when(cell, context)
    if when.kind is WhenKind.unclear and not when.time_bound:
        yield _quoting_cell(cell)


@rule("T102", "not-time-bound", Severity.WARNING, Scope.STATEMENT, "when")
def not_time_bound(cell: CellInRow, context: Context) -> Iterator[Hit]:
    """The annotation guideline, section 1.5: `smart_time_bound` is false, and not T101."""
    when = _when(cell, context)
    if not when.time_bound and when.kind not in (WhenKind.unclear, WhenKind.empty):
        yield _quoting_cell(cell)


@rule("T103", "outside-plan-year", Severity.WARNING, Scope.STATEMENT, "when")
def outside_plan_year(cell: CellInRow, context: Context) -> Iterator[Hit]:
    """The time lies wholly outside the plan year."""
    when = _when(cell, context)
    if _is_reversed(when):
        return
    year = context.plan.year
    too_late = when.start is not None and when.start > dt.date(year, 12, 31)
    too_early = when.end is not None and when.end < dt.date(year, 1, 1)
    if too_late or too_early:
        details = {"period": _period(when), "year": year}
        yield Hit(cell=cell.cell, column=cell.column, details=details)


@rule("T104", "order-by-immediacy", Severity.INFO, Scope.AREA)
def order_by_immediacy(area: Area, context: Context) -> Iterator[Hit]:
    """A dated action stands after one that is due later."""
    latest: dt.date | None = None
    for row in area.rows:
        cell = row.cells.get("when")
        if cell is None or not says_something(cell, "when", context):
            continue
        due = _due(when_of_cell(cell, context.plan.year))
        if due is None:
            continue
        if latest is not None and due < latest:
            details = {"end": due.isoformat(), "later": latest.isoformat()}
            yield Hit(cell=cell, column="when", details=details)
        else:
            latest = due


@rule("T105", "ends-before-start", Severity.ERROR, Scope.STATEMENT, "when")
def ends_before_start(cell: CellInRow, context: Context) -> Iterator[Hit]:
    """The end lies before the start."""
    when = _when(cell, context)
    if when.start and when.end and _is_reversed(when):
        details = {"start": when.start.isoformat(), "end": when.end.isoformat()}
        yield Hit(cell=cell.cell, column=cell.column, details=details)


def _quoting_cell(cell: CellInRow) -> Hit:
    text = " ".join(cell.written.split())
    written = text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + " …"
    details = {"written": written}
    return Hit(cell=cell.cell, column=cell.column, details=details, quote=f"«{written}»")


def _is_reversed(when: When) -> bool:
    return when.start is not None and when.end is not None and when.end < when.start


def _due(when: When) -> dt.date | None:
    """Return the day when an action is due; None for what goes on the whole year, or again."""
    if when.kind not in (WhenKind.date, WhenKind.period) or when.end is None or _is_reversed(when):
        return None
    whole_years = when.start is not None and (when.start.month, when.start.day) == (1, 1)
    return None if whole_years and (when.end.month, when.end.day) == (12, 31) else when.end


def _period(when: When) -> str:
    days = [day.isoformat() if day else "" for day in (when.start, when.end)]
    return days[0] if days[0] == days[1] else "–".join(days)
