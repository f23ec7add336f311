"""The analysis tab with all its rows and its chart, whatever it lacked; the numbers come after.

What changes a tab's shape is loaded only where something is wrong with it: most tabs are whole.
"""

from typing import TYPE_CHECKING, NamedTuple

from atgardsplan.analysis_tab.known_rows import RowKind, counts_no_area, kind_of, missing_titles
from atgardsplan.analysis_tab.outcome import KeptRow, Repair
from atgardsplan.model import AnalysisTab, Plan
from atgardsplan.reader import read_plan
from atgardsplan.template import TemplateDefinition, load_template
from atgardsplan.workbook.address import Range
from atgardsplan.workbook.chart_xml import chart_parts, references_of, with_longer_ranges
from atgardsplan.workbook.errors import WorkbookError
from atgardsplan.workbook.package_edit import PackageEdit
from atgardsplan.workbook.values import Workbook, open_workbook

if TYPE_CHECKING:
    from atgardsplan.analysis_tab.rows import RowRepairs


class Shaped(NamedTuple):
    """A plan whose analysis tab has its rows and its chart."""

    workbook: Workbook
    plan: Plan
    analysis: AnalysisTab
    template: TemplateDefinition
    repairs: tuple[Repair, ...] = ()
    kept: tuple[KeptRow, ...] = ()
    rows: "RowRepairs | None" = None

    def old_row(self, row: int) -> int:
        """Return the number that a row of the tab had in the old file; a new row's own number."""
        return (self.rows and self.rows.old_row(row)) or row


def shape_up(workbook: Workbook, template: TemplateDefinition | None) -> Shaped:
    """Return the plan with a whole analysis tab.

    Raises:
        WorkbookError: `no-analysis-tab` where there is none and no area to make one of;
            `array-formula` or `row-blocked` where something is in the way of a row;
            `name-uncomputed` where a row may be for any area.
    """
    plan = read_plan(workbook, "", template)
    template = template or load_template(plan.template)
    if plan.analysis is not None:
        return _with_chart(_with_rows(Shaped(workbook, plan, plan.analysis, template)))
    if not plan.areas:
        raise WorkbookError("no-analysis-tab")
    from atgardsplan.analysis_tab.look import add_analysis_tab

    whole = _read_again(add_analysis_tab(workbook, plan, template), template)
    return _with_chart(whole)._replace(repairs=(Repair("tab_added"),))


def _read_again(content: bytes, template: TemplateDefinition) -> Shaped:
    workbook = open_workbook(content)
    plan = read_plan(workbook, "", template)
    assert plan.analysis is not None, "the tab was just there"
    return Shaped(workbook, plan, plan.analysis, template)


def _with_rows(shaped: Shaped) -> Shaped:
    _, plan, analysis, template, *_ = shaped
    unknown = any(counts_no_area(row, plan, template) for row in analysis.rows)
    if not unknown and not missing_titles(plan, analysis, template):
        return shaped
    for row in analysis.rows:
        if row.label.uncomputed and not row.is_total:
            raise WorkbookError("name-uncomputed", cell=row.label.address)
    from atgardsplan.analysis_tab.rows import RowRepairer

    repairer = RowRepairer(shaped.workbook, plan, analysis, template)
    rows = repairer.run()
    if not rows.repairs:
        return shaped._replace(kept=rows.kept)
    whole = _read_again(repairer.edit.result(), template)
    return whole._replace(repairs=rows.repairs, kept=rows.kept, rows=rows)


def _with_chart(shaped: Shaped) -> Shaped:
    if not _has_chart(shaped):
        from atgardsplan.analysis_tab.look import add_analysis_chart

        content = add_analysis_chart(*shaped[:4])
        repair = Repair("chart_added")
    else:
        content = _with_longer_chart(shaped)
        repair = Repair("chart_longer")
    if content == shaped.workbook.package.archive.data:
        return shaped
    return _read_again(content, shaped.template)._replace(
        repairs=(*shaped.repairs, repair), kept=shaped.kept, rows=shaped.rows
    )


def _has_chart(shaped: Shaped) -> bool:
    """Tell whether a chart stands on the analysis tab, or elsewhere shows its table."""
    package = shaped.workbook.package
    part = next(t.part for t in shaped.workbook.tabs if t.name == shaped.analysis.sheet)
    for drawing in package.related(part, "drawing"):
        if package.related(drawing, "chart") or package.related(drawing, "chartEx"):
            return True
    return bool(_shown_ranges(shaped))


def _shown_ranges(shaped: Shaped) -> set[Range]:
    """Return the ranges of the analysis tab that any chart shows."""
    package, name = shaped.workbook.package, shaped.analysis.sheet.casefold()
    return {
        area
        for chart in chart_parts(package)
        for sheet, area in references_of(package.read(chart), chart)
        if sheet.casefold() == name
    }


def _with_longer_chart(shaped: Shaped) -> bytes:
    """Return the workbook with charts that also show the areas typed in below what they show.

    Only a chart that begins with the table's first area is taken for one of the whole table, and
    only where no chart shows the rows that it leaves out.
    """
    shown = _shown_ranges(shaped)
    kinds = {
        row.label.row: kind_of(row, shaped.plan, shaped.template) for row in shaped.analysis.rows
    }
    areas = [row for row, kind in kinds.items() if kind in (RowKind.STANDARD, RowKind.OWN)]
    columns = shaped.analysis.columns.values()
    numbers = {c for key, c in shaped.analysis.columns.items() if key != "area"}
    edit = PackageEdit(shaped.workbook.package)
    ends = {
        a.bottom
        for a in shown
        if a.left == a.right and a.left in numbers and areas and a.top == min(areas)
    }
    for end in ends:
        beyond = [row for row in areas if row > end]
        seen = any(
            area.covers(row, column) for area in shown for row in beyond for column in numbers
        )
        if not beyond or seen or end == min(areas) or end not in kinds:
            continue
        old = Range(min(areas), min(columns), end, max(columns))
        for chart in chart_parts(edit.package):
            content = edit.read(chart)
            name = shaped.analysis.sheet
            edit.write(chart, with_longer_ranges(content, chart, name, old, max(beyond)))
    return edit.result()
