"""Brings the analysis tab of a user's workbook up to date; nothing else in the file changes."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from atgardsplan.model import AnalysisRow, AnalysisTab, Area, Cell, Plan
from atgardsplan.reader import read_plan
from atgardsplan.summary import right_counts
from atgardsplan.template import COUNTED_COLUMNS, CountKey, TemplateDefinition, load_template
from atgardsplan.workbook.address import Range, column_letters
from atgardsplan.workbook.cell_xml import SheetXml
from atgardsplan.workbook.chart_xml import chart_parts, refresh_caches
from atgardsplan.workbook.errors import WorkbookError
from atgardsplan.workbook.package import read_file
from atgardsplan.workbook.save import replace_file
from atgardsplan.workbook.values import Tab, Value, Workbook, open_workbook

# How far below its first row a table may grow before the formulas no longer see it.
_ROOM_FOR_ROWS = 200


class Change(NamedTuple):
    """A number cell of the analysis tab, before and after."""

    cell: Cell
    label: str
    heading: str
    old: str
    new: int

    @property
    def number_changes(self) -> bool:
        """Whether the number differs, and not only the formula behind it."""
        return self.old != str(self.new)


class Refreshed(NamedTuple):
    """A workbook with its analysis tab brought up to date."""

    content: bytes
    changes: tuple[Change, ...]


def summarise(path: Path, template: str | None = None, values: bool = False) -> tuple[Change, ...]:
    """Refresh the analysis tab of the plan in the file `path` and return what changed.

    Args:
        path: the workbook; it is replaced in one step, and only when something changed.
        template: the template's name or file; recognised from the workbook when None.
        values: write numbers instead of live formulas.

    Raises:
        WorkbookError: when the file can't be read or written, or has no analysis tab to refresh.
        TemplateError: when the template can't be used.
    """
    old = read_file(path)
    definition = load_template(template) if template else None
    refreshed = refresh(old, definition, values)
    if refreshed.content != old:
        replace_file(path, old, refreshed.content)
    return refreshed.changes


def refresh(
    content: bytes, template: TemplateDefinition | None = None, values: bool = False
) -> Refreshed:
    """Return the workbook held in `content` with its analysis tab brought up to date."""
    workbook = open_workbook(content)
    plan = read_plan(workbook, "", template)
    template = template or load_template(plan.template)
    if plan.analysis is None:
        raise WorkbookError("no-analysis-tab")
    _refuse_missing_rows(plan, plan.analysis)
    return _Refresher(workbook, plan, plan.analysis, template, values).run()


def _refuse_missing_rows(plan: Plan, analysis: AnalysisTab) -> None:
    counted = {row.area for row in analysis.rows}
    for area in plan.areas:
        if area.rows and area.title not in counted:
            raise WorkbookError("no-analysis-row", area=area.title)


class _Refresher(NamedTuple):
    workbook: Workbook
    plan: Plan
    analysis: AnalysisTab
    template: TemplateDefinition
    values: bool

    def run(self) -> Refreshed:
        tab = self._tab(self.analysis.sheet)
        package = self.workbook.package
        sheet = SheetXml(package.read(tab.part), tab.part)
        changes: list[Change] = []
        numbers: dict[tuple[int, int], int] = {}
        for row, key, cell, number in self._numbers():
            place = (cell.row, cell.column)
            formula = None if self.values else self._formula(row, key)
            numbers[place] = number
            if not sheet.holds(place, number, formula):
                heading = next(c.heading for c in self.template.analysis.columns if c.key == key)
                changes.append(Change(cell, row.label.text, heading, cell.text, number))
                sheet.write(place, number, formula)
        changed = {tab.part: sheet.result()}
        for part in chart_parts(package):
            changed[part] = refresh_caches(
                package.read(part), part, lambda name, area: self._shown(name, area, numbers)
            )
        different = {
            package.entry_name(part): content
            for part, content in changed.items()
            if content != package.read(part)
        }
        if not different:
            return Refreshed(package.archive.data, ())
        return Refreshed(package.archive.rewritten(different), tuple(changes))

    def _tab(self, name: str) -> Tab:
        return next(tab for tab in self.workbook.tabs if tab.name == name)

    def _numbers(self) -> Iterator[tuple[AnalysisRow, CountKey, Cell, int]]:
        """Yield each number cell with the number that it should hold."""
        for row in self.analysis.rows:
            counts = right_counts(row, self.plan)
            for key in COUNTED_COLUMNS:
                if counts is not None and key in row.numbers:
                    yield row, key, row.numbers[key], getattr(counts, key)

    def _formula(self, row: AnalysisRow, key: CountKey) -> str | None:
        if row.is_total:
            return self._total_formula(row, key)
        areas = [area for area in self.plan.areas if area.title == row.area]
        parts = [part for area in areas for part in self._count_formulas(area, key)]
        return "+".join(parts) or None

    def _total_formula(self, row: AnalysisRow, key: CountKey) -> str | None:
        rows = [other.label.row for other in self.analysis.rows if not other.is_total]
        if not rows or row.label.row <= max(rows):
            return None
        letters = column_letters(row.numbers[key].column)
        return f"SUM({letters}{min(rows)}:{letters}{max(rows)})"

    def _count_formulas(self, area: Area, key: CountKey) -> Iterator[str]:
        """Yield formulas that together count an area's filled cells of a column.

        Excel sees cells where the plan's reader sees none: notes below the table, headings between
        rows, text under a merged cell. The ranges leave such rows out.
        """
        column = area.columns.get(COUNTED_COLUMNS[key])
        if column is None:
            return
        tab = self._tab(area.sheet)
        counted = {
            cell.row
            for row in area.rows
            if (cell := row.cells[COUNTED_COLUMNS[key]]).filled and cell.column == column
        }
        filled = {
            row
            for (row, at), value in tab.values.items()
            if at == column and row >= area.first_data_row and is_counted(value)
        }
        strangers = sorted(filled - counted)
        notes = [row for row in strangers if row > area.last_data_row]
        end = max(area.last_data_row, area.first_data_row + _ROOM_FOR_ROWS - 1)
        last = min([row - 1 for row in notes] + [end])
        first = area.first_data_row
        for stranger in [row for row in strangers if row <= last]:
            if first < stranger:
                yield count_formula(area.sheet, Range(first, column, stranger - 1, column))
            first = stranger + 1
        if first <= last:
            yield count_formula(area.sheet, Range(first, column, last, column))

    def _shown(
        self, name: str, area: Range, numbers: dict[tuple[int, int], int]
    ) -> list[str | None] | None:
        """Return what the cells of a range of the analysis tab show, as a chart's cache has it."""
        if name.casefold() != self.analysis.sheet.casefold():
            return None
        tab = self._tab(self.analysis.sheet)
        shown: list[str | None] = []
        for row in range(area.top, min(area.bottom, area.top + 1000) + 1):
            for column in range(area.left, area.right + 1):
                value = numbers.get((row, column), tab.values.get((row, column)))
                shown.append(None if value is None else str(value))
        return shown


def count_formula(tab: str, area: Range) -> str:
    """Return a formula that counts the filled cells of a range, as the template defines filled.

    A cell with only white space counts as empty, which COUNTA does not know; a cell that holds an
    error is filled.
    """
    name = tab.replace("'", "''")
    place = f"'{name}'!{area.text}"
    text = f'TRIM(CLEAN(SUBSTITUTE({place},_xlfn.UNICHAR(160)," ")))'
    return f"SUMPRODUCT(ISERROR({place})+ISNUMBER(1/LEN({text})))"


def is_counted(value: Value) -> bool:
    """Tell whether the formula of `count_formula` counts a cell that holds `value`."""
    if not isinstance(value, str):
        return True
    # CLEAN takes away the control characters, TRIM the spaces.
    return any(ord(character) > 32 and character != "\u00a0" for character in value)
