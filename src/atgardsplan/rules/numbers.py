"""N: do the numbers on the analysis tab agree with the area tabs."""

from __future__ import annotations

from collections.abc import Iterator

from atgardsplan.model import AnalysisRow, Cell, Plan, Severity
from atgardsplan.rules.rule import Context, Hit, Scope, rule
from atgardsplan.summary import right_counts
from atgardsplan.template import COUNTED_COLUMNS


@rule("N101", "stale-count", Severity.ERROR, Scope.PLAN)
def stale_count(plan: Plan, context: Context) -> Iterator[Hit]:
    """A number on the analysis tab differs from the area tab."""
    for row in plan.analysis.rows if plan.analysis else ():
        counts = right_counts(row, plan)
        if counts is None or _counts_an_own_area(row, plan, context):
            continue
        for key, column in COUNTED_COLUMNS.items():
            cell = row.numbers.get(key)
            right: int = getattr(counts, key)
            # An error value is L113's; a formula that no one has computed says nothing yet.
            if cell is None or cell.uncomputed or cell.error or (row.is_total and not cell.filled):
                continue
            if _number(cell) != right:
                heading = next(c.heading for c in context.template.analysis.columns if c.key == key)
                details = {"written": cell.text or "–", "right": right, "heading": heading}
                yield Hit(
                    cell=cell,
                    column=column,
                    area=row.area,
                    details=details | {"label": row.label.text},
                    quote=f"{cell.text or '–'} → {right}",
                )


@rule("N102", "area-not-in-analysis", Severity.ERROR, Scope.PLAN)
def area_not_in_analysis(plan: Plan, context: Context) -> Iterator[Hit]:
    """An area with rows has no row on the analysis tab."""
    if plan.analysis is None:
        return
    counted = {row.area for row in plan.analysis.rows}
    for area in plan.areas:
        if area.rows and area.title not in counted:
            counted.add(area.title)
            yield Hit(area=area.title, sheet=plan.analysis.sheet)


@rule("N103", "unknown-area-in-analysis", Severity.WARNING, Scope.PLAN)
def unknown_area_in_analysis(plan: Plan, context: Context) -> Iterator[Hit]:
    """An analysis row names no area of the plan."""
    for row in plan.analysis.rows if plan.analysis else ():
        if row.area is None and not row.is_total and row.label.text:
            yield Hit(cell=row.label, details={"label": row.label.text})


def _counts_an_own_area(row: AnalysisRow, plan: Plan, context: Context) -> bool:
    """Tell whether the pattern's row counts an own area that was made of the pattern's tab.

    The row then only lacks the area's name, which N102 tells.
    """
    pattern = context.template.own_area.placeholder
    if row.area != pattern or any(area.title == pattern for area in plan.areas):
        return False
    counted = {other.area for other in plan.analysis.rows} if plan.analysis else set()
    numbers = {key: _number(cell) for key, cell in row.numbers.items()}
    return any(
        area.title not in counted
        and all(getattr(area.counts, key) == number for key, number in numbers.items())
        for area in plan.areas
        if area.rows
    )


def _number(cell: Cell) -> float | None:
    """Return the number that stands in a cell, also when it is stored as text; blank is 0."""
    if isinstance(cell.value, bool):
        return None
    if isinstance(cell.value, int | float):
        return cell.value
    if not cell.filled:
        return 0
    text = cell.text.replace("\u00a0", "").replace(" ", "")
    return int(text) if text.isdecimal() else None
