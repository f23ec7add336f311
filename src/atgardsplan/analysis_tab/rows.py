"""Which rows the analysis table lacks or has too many, and the workbook with just the right ones."""

from typing import NamedTuple

from atgardsplan.analysis_tab.known_rows import (
    RowKind,
    counts_no_area,
    kind_of,
    missing_titles,
    number_cells,
    standard_title,
)
from atgardsplan.analysis_tab.look import label_and_number_styles
from atgardsplan.analysis_tab.outcome import KeptRow, Reason, Repair
from atgardsplan.model import AnalysisRow, AnalysisTab, Cell, Plan
from atgardsplan.template import COUNTED_COLUMNS, TemplateDefinition
from atgardsplan.workbook.chart_xml import chart_parts, with_row_series, without_row_series
from atgardsplan.workbook.formula_refs import references
from atgardsplan.workbook.package_edit import PackageEdit
from atgardsplan.workbook.row_change import RowChange
from atgardsplan.workbook.sheet_rows import (
    NewRow,
    SheetName,
    cells_referring_to_row_alone,
    formulas_by_row,
    noted_rows,
    put_in_row,
    take_row_away,
)
from atgardsplan.workbook.values import Workbook


class RowRepairs(NamedTuple):
    """What was done to the rows, and how they were numbered before."""

    repairs: tuple[Repair, ...]
    kept: tuple[KeptRow, ...]
    changes: tuple[RowChange, ...]
    removed: tuple[AnalysisRow, ...]

    def old_row(self, row: int) -> int | None:
        """Return the number that a row had in the old file, None for a new row."""
        for change in reversed(self.changes):
            if change.added and row == change.at:
                return None
            if change.added:
                row -= row > change.at
            else:
                row += row >= change.at
        return row


class _Entry:
    """A row of the table as it is numbered by now."""

    def __init__(self, row: int, bottom: int, kind: RowKind, title: str | None) -> None:
        self.row = row
        self.bottom = bottom
        """Its last row, where its label is merged over several."""
        self.kind = kind
        self.title = title

    @property
    def is_area(self) -> bool:
        return self.kind in (RowKind.STANDARD, RowKind.OWN)


class RowRepairer:
    """Puts in and takes away rows of one analysis table."""

    def __init__(
        self,
        workbook: Workbook,
        plan: Plan,
        analysis: AnalysisTab,
        template: TemplateDefinition,
    ) -> None:
        self.plan = plan
        self.analysis = analysis
        self.template = template
        self.tab = next(tab for tab in workbook.tabs if tab.name == analysis.sheet)
        self.sheet = SheetName(self.tab.name, self.tab.part)
        self.edit = PackageEdit(workbook.package)
        self._entries: list[_Entry] = []
        self._repairs: list[Repair] = []
        self._kept: list[KeptRow] = []
        self._changes: list[RowChange] = []

    def run(self) -> RowRepairs:
        """Make the changes in `edit` and tell what they are.

        Raises:
            WorkbookError: `array-formula` or `row-blocked` where something is in the way.
        """
        unneeded = self._unneeded_rows()
        self._entries = [self._entry(row) for row in self.analysis.rows if row not in unneeded]
        for row in reversed(unneeded):
            self._take_away(row)
        for title, kind in missing_titles(self.plan, self.analysis, self.template):
            self._put_in(title, kind)
        return RowRepairs(
            tuple(self._repairs), tuple(self._kept), tuple(self._changes), tuple(unneeded)
        )

    def _entry(self, row: AnalysisRow) -> _Entry:
        merged = self.tab.merged_range(row.label.row, row.label.column)
        title = row.area or standard_title(row.label.text, self.template)
        kind = kind_of(row, self.plan, self.template)
        at = row.label.row
        return _Entry(at, merged.bottom if merged else at, kind, title)

    # Rows too many

    def _unneeded_rows(self) -> list[AnalysisRow]:
        """Return the rows that count an area that is gone; note those that are better kept."""
        found: list[AnalysisRow] = []
        if not self.plan.areas:
            return found
        formulas = formulas_by_row(self.edit, self.sheet)
        for row in self.analysis.rows:
            texts = formulas.get(row.label.row, {})
            if counts_no_area(row, self.plan, self.template) and not self._is_derived(row, texts):
                reason = self._reason_to_keep(row, texts)
                if reason is None:
                    found.append(row)
                else:
                    self._kept.append(KeptRow(row.label.row, reason))
        return found

    def _is_derived(self, row: AnalysisRow, formulas: dict[int, str]) -> bool:
        """Tell whether a row is computed from the others, whatever it is called: a total, a mean."""
        own = self.sheet.name.casefold()
        for formula in formulas.values():
            if any((found.sheet or own).casefold() == own for found in references(formula)):
                return True
        numbers = {c.column: c.value for c in number_cells(row)}
        sums = {column: self._sum_above(row, column) for column in numbers}
        return bool(numbers) and any(sums.values()) and numbers == sums

    def _sum_above(self, row: AnalysisRow, column: int) -> int | float:
        values = [
            cell.value
            for other in self.analysis.rows
            if other.label.row < row.label.row
            for cell in number_cells(other)
            if cell.column == column and isinstance(cell.value, int | float)
        ]
        return sum(values)

    def _reason_to_keep(self, row: AnalysisRow, formulas: dict[int, str]) -> Reason | None:
        at = row.label.row
        table = {row.label.column, *(cell.column for cell in number_cells(row))}
        facts = self.tab.facts
        filled = self.tab.values.keys() | facts.errors | facts.formulas
        merged = self.tab.merged_range(at, row.label.column)
        if (
            any(place[0] == at and place[1] not in table for place in filled)
            or any(
                isinstance(cell.value, str) and not _is_number(cell) for cell in number_cells(row)
            )
            or at in noted_rows(self.edit, self.sheet)
            or (merged is not None and merged.top != merged.bottom)
        ):
            return "content"
        others = {name.casefold() for name in self.plan.other_tabs}
        for formula in formulas.values():
            if any((found.sheet or "").casefold() in others for found in references(formula)):
                return "tab"
        rewritten = {
            (cell.row, cell.column)
            for other in self.analysis.rows
            if other.is_total or other.area is not None
            for cell in number_cells(other)
        }
        if cells_referring_to_row_alone(self.edit, self.sheet, at, but=rewritten):
            return "reference"
        return None

    def _take_away(self, row: AnalysisRow) -> None:
        at = row.label.row
        for chart in chart_parts(self.edit.package):
            content = without_row_series(self.edit.read(chart), chart, self.sheet.name, at)
            self.edit.write(chart, content)
        change = RowChange(at, added=False)
        take_row_away(self.edit, self.sheet, change)
        self._note(change, Repair("row_removed", row.label.text, at))

    # Rows too few

    def _put_in(self, title: str, kind: RowKind) -> None:
        at = self._place(title, kind)
        areas = [entry for entry in self._entries if entry.is_area]
        model = self._model(at)
        first = min((entry.row for entry in areas), default=0)
        last = max((entry.bottom for entry in areas), default=0)
        change = RowChange(at, True, first, last)
        columns = self.analysis.columns
        texts = {columns["area"]: title}
        styles: dict[int, int] = {}
        if model is None and (found := label_and_number_styles(self.edit)):
            styles = {columns[key]: found[1] for key in COUNTED_COLUMNS if key in columns}
            styles[columns["area"]] = found[0]
        put_in_row(self.edit, self.sheet, change, NewRow(model, texts, styles))
        if model is not None:
            shown = change.row(model) or model
            for chart in chart_parts(self.edit.package):
                content = self.edit.read(chart)
                content = with_row_series(content, chart, self.sheet.name, shown, at)
                self.edit.write(chart, content)
        self._note(change, Repair("row_added", title, at))
        self._entries.append(_Entry(at, at, kind, title))

    def _place(self, title: str, kind: RowKind) -> int:
        """Return before which row an area's row is put in."""
        order = [area.title for area in self.template.areas]
        standard = [e for e in self._entries if e.kind is RowKind.STANDARD]
        if kind is RowKind.STANDARD and standard:
            rank = {e: order.index(e.title) for e in standard if e.title in order}
            before = [e for e in rank if rank[e] < order.index(title)]
            if before:
                return max(before, key=rank.__getitem__).bottom + 1
            return min(rank, key=rank.__getitem__).row
        areas = [entry for entry in self._entries if entry.is_area]
        if areas and kind is not RowKind.STANDARD:
            return max(entry.bottom for entry in areas) + 1
        return min((entry.row for entry in self._entries), default=self._header_bottom + 1)

    @property
    def _header_bottom(self) -> int:
        row = self.analysis.header_row
        for change in self._changes:
            row = change.row(row) or row
        merged = self.tab.merged_range(self.analysis.header_row, self.analysis.columns["area"])
        return row + (merged.bottom - merged.top if merged else 0)

    def _model(self, at: int) -> int | None:
        """Return the row whose looks a new row gets: the area above it, else the one below it."""
        rows = {entry.row: entry for entry in self._entries}
        for row in (at - 1, at, *sorted(rows)):
            if row in rows and (rows[row].is_area or rows[row].kind is RowKind.PLACEHOLDER):
                return row
        return min(rows, default=None)

    def _note(self, change: RowChange, repair: Repair) -> None:
        self._changes.append(change)
        self._repairs.append(repair)
        for entry in self._entries:
            entry.row = change.row(entry.row) or entry.row
            entry.bottom = change.row(entry.bottom) or entry.bottom


def _is_number(cell: Cell) -> bool:
    return cell.text.replace("\u00a0", "").replace(" ", "").isdecimal()
