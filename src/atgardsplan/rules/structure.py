"""L: is the workbook built as the template is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from atgardsplan.headings import without_lead
from atgardsplan.matching import plain
from atgardsplan.model import Area, AreaKind, Plan, Severity
from atgardsplan.rules.rule import Context, Hit, Scope, rule
from atgardsplan.workbook.address import column_letters


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


@rule("L103", "reworded-heading", Severity.INFO, Scope.AREA)
def reworded_heading(area: Area, context: Context) -> Iterator[Hit]:
    """A heading is recognised but differs from the template's."""
    for key, cell in area.headings.items():
        heading = column_heading(context, key, area)
        if cell.filled and not cell.error and plain(cell.text) != plain(heading):
            details = {"heading": heading, "written": cell.text}
            yield Hit(cell=cell, column=key, details=details)


@rule("L104", "misspelt-area-title", Severity.WARNING, Scope.AREA)
def misspelt_area_title(area: Area, context: Context) -> Iterator[Hit]:
    """An area title nearly matches a standard one."""
    if area.kind is not AreaKind.STANDARD or area.written_title is None:
        return
    written = area.written_title.text
    if plain(without_lead(written)) != plain(area.title):
        yield Hit(cell=area.written_title, details={"written": written})


@rule("L105", "duplicate-area", Severity.ERROR, Scope.PLAN)
def duplicate_area(plan: Plan, context: Context) -> Iterator[Hit]:
    """Two tabs carry the same area title."""
    first: dict[str, Area] = {}
    for area in plan.areas:
        other = first.setdefault(plain(area.title), area)
        unused = area.kind is AreaKind.PLACEHOLDER and not (area.rows and other.rows)
        if other is not area and not unused:
            details = {"other": other.sheet}
            yield Hit(cell=area.written_title, area=area.title, sheet=area.sheet, details=details)


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


@rule("L107", "unknown-tab", Severity.INFO, Scope.PLAN)
def unknown_tab(plan: Plan, context: Context) -> Iterator[Hit]:
    """A tab is neither part of the template nor an area, and is not read."""
    for sheet in plan.other_tabs:
        yield Hit(sheet=sheet)


@rule("L109", "analysis-tab-not-last", Severity.INFO, Scope.PLAN)
def analysis_tab_not_last(plan: Plan, context: Context) -> Iterator[Hit]:
    """The analysis tab is not the last tab that one can see."""
    if plan.analysis is None:
        return
    behind = [tab for tab in plan.tabs[plan.analysis.position + 1 :] if tab not in plan.hidden_tabs]
    if behind:
        yield Hit(sheet=plan.analysis.sheet, details={"last": behind[-1]})


@rule("L110", "missing-instruction-row", Severity.INFO, Scope.AREA)
def missing_instruction_row(area: Area, context: Context) -> Iterator[Hit]:
    """An area tab has no instruction row."""
    if area.instruction_row is None:
        yield Hit(sheet=area.sheet, details={"row": area.header_row})


# Of a whole register pasted beside the table, so many cells tell enough.
_MOST_TOLD = 200


@rule("L111", "content-outside-table", Severity.WARNING, Scope.PLAN)
def content_outside_table(plan: Plan, context: Context) -> Iterator[Hit]:
    """Text stands outside the template's columns, beside or below the table."""
    titles = {area.sheet: area.title for area in plan.areas}
    told: Counter[str] = Counter()
    for loose in plan.loose:
        sheet = loose.cell.sheet
        if loose.outside and not loose.cell.error and told[sheet] < _MOST_TOLD:
            told[sheet] += 1
            yield Hit(cell=loose.cell, area=titles[sheet])


@rule("L112", "hidden-content", Severity.WARNING, Scope.PLAN)
def hidden_content(plan: Plan, context: Context) -> Iterator[Hit]:
    """A hidden tab, row or column holds plan content."""
    areas = {area.sheet: area for area in plan.areas}
    for hidden in plan.hidden:
        area = areas.get(hidden.sheet)
        title = area.title if area else None
        if hidden.row is not None:
            what = {"kind": "row", "place": str(hidden.row)}
        elif hidden.column is not None:
            what = {"kind": "column", "place": column_letters(hidden.column)}
        else:
            what = {"kind": "tab", "place": hidden.sheet}
        yield Hit(sheet=hidden.sheet, area=title, row=hidden.row, details=what)


@rule("L113", "formula-error", Severity.ERROR, Scope.PLAN)
def formula_error(plan: Plan, context: Context) -> Iterator[Hit]:
    """A cell holds #REF! or another error value."""
    titles = {area.sheet: area.title for area in plan.areas}
    for area in plan.areas:
        for cells in (area.headings, *(row.cells for row in area.rows)):
            for key, cell in cells.items():
                if cell.error:
                    yield Hit(cell=cell, column=key, area=area.title)
    for analysis_row in plan.analysis.rows if plan.analysis else ():
        for cell in (analysis_row.label, *analysis_row.numbers.values()):
            if cell.error:
                yield Hit(cell=cell, area=analysis_row.area)
    for loose in plan.loose:
        if loose.cell.error and loose.cell.sheet not in plan.other_tabs:
            yield Hit(cell=loose.cell, area=titles.get(loose.cell.sheet))


@rule("L114", "outdated-template", Severity.WARNING, Scope.PLAN)
def outdated_template(plan: Plan, context: Context) -> Iterator[Hit]:
    """The workbook matches an older template, or its year is not the plan year asked for."""
    newer = context.template.superseded_by
    asked = context.settings.year
    if newer:
        yield Hit(details={"kind": "template", "found": plan.template, "wanted": newer})
    elif asked is not None and plan.stated_year not in (None, asked):
        yield Hit(details={"kind": "year", "found": plan.stated_year, "wanted": asked})


def column_heading(context: Context, key: str, area: Area) -> str:
    """Return what a column is called on screen: the template's heading, or the area's title."""
    column = context.template.column(key)
    return (column.heading if column else None) or area.title
