"""Right numbers and live formulas in the cells of an analysis table that has its rows."""

from collections.abc import Iterator
from functools import cached_property

from atgardsplan.analysis_tab.formulas import area_formula, total_formula
from atgardsplan.analysis_tab.known_rows import RowKind, kind_of
from atgardsplan.analysis_tab.outcome import Change
from atgardsplan.model import AnalysisRow, AnalysisTab, AreaCounts, Cell, Plan
from atgardsplan.summary import right_counts
from atgardsplan.template import COUNTED_COLUMNS, CountKey, TemplateDefinition
from atgardsplan.workbook import xml
from atgardsplan.workbook.address import Range
from atgardsplan.workbook.cell_xml import SheetXml
from atgardsplan.workbook.chart_xml import chart_parts, refresh_caches
from atgardsplan.workbook.errors import WorkbookError
from atgardsplan.workbook.names import defined_names
from atgardsplan.workbook.package_edit import PackageEdit
from atgardsplan.workbook.sheet import Place
from atgardsplan.workbook.values import Workbook

_MOST_SHOWN = 1000


class NumberRefresher:
    """Writes the numbers of one analysis tab, and what its charts remember of them."""

    def __init__(
        self,
        workbook: Workbook,
        plan: Plan,
        analysis: AnalysisTab,
        template: TemplateDefinition,
        values: bool,
    ) -> None:
        self.workbook = workbook
        self.plan = plan
        self.analysis = analysis
        self.template = template
        self.values = values
        self.tabs = {tab.name: tab for tab in workbook.tabs}
        self.numbers: dict[Place, int] = {}
        self.outdated: tuple[str, ...] = ()
        """Cells with formulas of the user's own that count on numbers that `run` has changed."""

    def run(self) -> tuple[bytes, tuple[Change, ...]]:
        """Return the workbook with right numbers, and what changed.

        Raises:
            WorkbookError: `merged-numbers` where one cell would have to hold two of them;
                `array-formula` where a formula of several cells is in the way.
        """
        part = self.tabs[self.analysis.sheet].part
        edit = PackageEdit(self.workbook.package)
        sheet = SheetXml(edit.read(part), part)
        changes: list[Change] = []
        for row, key, cell, number in self._wanted():
            place = (cell.row, cell.column)
            if place in self.numbers:
                raise WorkbookError("merged-numbers", cell=cell.address)
            formula = None if self.values else self._formula(row, key)
            self.numbers[place] = number
            if not sheet.holds(place, number, formula):
                changes.append(Change(cell, row.label.text, self.heading(key), cell.text, number))
                sheet.write(place, number, formula)
        edit.write(part, sheet.result())
        if changes:
            self._follow_in_calculation_chain(edit, part)
        self.outdated = self._outdated(edit, changes)
        for chart in chart_parts(self.workbook.package):
            content = refresh_caches(edit.read(chart), chart, self._shown, self._name)
            edit.write(chart, content)
        return edit.result(), tuple(changes)

    def heading(self, key: str) -> str:
        """Return the template's heading of a number column."""
        return next(c.heading for c in self.template.analysis.columns if c.key == key)

    def right_numbers(self, row: AnalysisRow) -> AreaCounts | None:
        """Return the numbers of a row; a standard area whose tab is missing has none of anything."""
        counts = right_counts(row, self.plan)
        if counts is None and kind_of(row, self.plan, self.template) is RowKind.STANDARD:
            return AreaCounts()
        return counts

    def _wanted(self) -> Iterator[tuple[AnalysisRow, CountKey, Cell, int]]:
        """Yield each number cell with the number that it should hold."""
        for row in self.analysis.rows:
            counts = self.right_numbers(row)
            for key in COUNTED_COLUMNS:
                cell = row.numbers.get(key)
                if counts is not None and cell is not None and cell[:3] != row.label[:3]:
                    yield row, key, cell, getattr(counts, key)

    def _formula(self, row: AnalysisRow, key: CountKey) -> str | None:
        if row.is_total:
            return self._total_formula(row, key)
        areas = [area for area in self.plan.areas if area.title == row.area]
        return area_formula(areas, key, self.tabs)

    def _total_formula(self, row: AnalysisRow, key: CountKey) -> str | None:
        """Return a sum of the areas' rows; None where those would not add up to the total."""
        summed: dict[str, AnalysisRow] = {}
        for other in self.analysis.rows:
            if not other.is_total and other.area is not None and key in other.numbers:
                summed.setdefault(other.area, other)
        counted = {area.title for area in self.plan.areas if area.rows}
        if not summed or not counted <= summed.keys():
            return None
        # A row without numbers of its own right between the others does no harm to a sum.
        return total_formula(row, key, summed.values())

    def _outdated(self, edit: PackageEdit, changes: list[Change]) -> tuple[str, ...]:
        changed = {(c.cell.row, c.cell.column) for c in changes if c.number_changes}
        if not changed or self._is_computed_when_opened():
            return ()
        # Imported here: only where numbers change.
        from atgardsplan.workbook.dependents import dependents

        name = self.analysis.sheet
        return tuple(dependents(edit, self.workbook.tabs, name, changed, self.numbers))

    def _is_computed_when_opened(self) -> bool:
        """Tell whether the workbook asks to be computed anew whenever it is opened (18.2.2)."""
        package = self.workbook.package
        asks: list[bool] = []

        def properties(attributes: xml.Attributes) -> None:
            asks.append(attributes.get("fullCalcOnLoad") in ("1", "true"))

        handlers = dict.fromkeys(xml.names(xml.MAIN, "calcPr"), properties)
        xml.for_each_start(package.read(package.workbook_part), package.workbook_part, handlers)
        return any(asks)

    def _follow_in_calculation_chain(self, edit: PackageEdit, part: str) -> None:
        package = self.workbook.package
        if package.related(package.workbook_part, "calcChain"):
            # Imported here: most files that were not last saved by Excel have none.
            from atgardsplan.workbook.calc_chain import follow_formulas

            sheet = SheetXml(edit.read(part), part)
            follow_formulas(edit, self._sheet_id(), *sheet.formula_cells())

    def _sheet_id(self) -> int:
        package, found = self.workbook.package, {"": 0}

        def sheet(attributes: xml.Attributes) -> None:
            found[attributes.get("name", "")] = int(attributes.get("sheetId", "0"))

        handlers = dict.fromkeys(xml.names(xml.MAIN, "sheet"), sheet)
        xml.for_each_start(package.read(package.workbook_part), package.workbook_part, handlers)
        return found[self.analysis.sheet]

    @cached_property
    def _names(self) -> dict[str, str]:
        return defined_names(self.workbook.package)

    def _name(self, reference: str) -> str | None:
        return self._names.get(reference.rpartition("!")[2].casefold())

    def _shown(self, name: str, area: Range) -> list[str | None] | None:
        """Return what the cells of a range of the analysis tab show, as a chart's cache has it."""
        if name.casefold() != self.analysis.sheet.casefold():
            return None
        tab = self.tabs[self.analysis.sheet]
        shown: list[str | None] = []
        for row in range(area.top, min(area.bottom, area.top + _MOST_SHOWN) + 1):
            for column in range(area.left, area.right + 1):
                value = self.numbers.get((row, column), tab.values.get((row, column)))
                shown.append(None if value is None else str(value))
        return shown
