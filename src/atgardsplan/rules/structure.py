"""L: is the workbook built as the template is."""

from __future__ import annotations

from collections.abc import Iterator

from atgardsplan.model import Area, AreaKind, Plan, Severity
from atgardsplan.rules.rule import Context, Hit, Scope, rule


@rule("L101", "missing-area-tab", Severity.ERROR, Scope.PLAN)
def missing_area_tab(plan: Plan, context: Context) -> Iterator[Hit]:
    """A standard area has no tab."""
    present = {area.title for area in plan.areas}
    for area in context.template.areas:
        if area.title not in present:
            yield Hit(area=area.title, details={"tab": area.tab})


@rule("L102", "missing-column", Severity.ERROR, Scope.AREA)
def missing_column(area: Area, context: Context) -> Iterator[Hit]:
    """A template column is not found in an area tab."""
    for key in area.missing_columns:
        heading = column_heading(context, key, area)
        yield Hit(
            sheet=area.sheet, column=key, details={"heading": heading, "row": area.header_row}
        )


@rule("L106", "placeholder-title", Severity.ERROR, Scope.AREA)
def placeholder_title(area: Area, context: Context) -> Iterator[Hit]:
    """There are action rows under the own-area placeholder title."""
    if area.kind is AreaKind.PLACEHOLDER and area.rows:
        yield Hit(cell=area.written_title, sheet=area.sheet, details={"rows": len(area.rows)})


@rule("L108", "missing-analysis-tab", Severity.WARNING, Scope.PLAN)
def missing_analysis_tab(plan: Plan, context: Context) -> Iterator[Hit]:
    """There is no analysis tab."""
    if plan.analysis is None:
        yield Hit(details={"tab": context.template.analysis.tab})


def column_heading(context: Context, key: str, area: Area) -> str:
    """Return what a column is called on screen: the template's heading, or the area's title."""
    column = context.template.column(key)
    return (column.heading if column else None) or area.title
