"""From workbook and template to Plan: which tab is what, where the table stands, what its rows say."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from atgardsplan.headings import (
    Headings,
    analysis_spellings,
    area_spellings,
    find_headings,
    is_heading,
    is_heading_row,
    is_title,
    title_likeness,
)
from atgardsplan.matching import begins_with, is_edited, plain
from atgardsplan.model import (
    ActionRow,
    AnalysisRow,
    AnalysisTab,
    Area,
    AreaCounts,
    AreaKind,
    Cell,
    CellComment,
    Hidden,
    LooseCell,
    Plan,
)
from atgardsplan.template import (
    COUNTED_COLUMNS,
    DEFAULT_TEMPLATE,
    TemplateDefinition,
    load_template,
    shipped_names,
)
from atgardsplan.workbook.styles import italic_columns
from atgardsplan.workbook.values import Tab, Workbook

# How many empty rows may divide the rows of the analysis table.
_WIDEST_GAP = 3
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_INTRO_ROWS = 15
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})


def read_plan(
    workbook: Workbook,
    path: str,
    template: TemplateDefinition | None = None,
    year: int | None = None,
) -> Plan:
    """Read the plan that `workbook` holds.

    Args:
        workbook: the opened file.
        path: what the plan is called in results.
        template: the template to read it by; recognised from the workbook when None.
        year: the plan's year; read from the workbook when None.
    """
    if template is not None:
        return _Reader(workbook, template).plan(path, year)
    candidates = [load_template(name) for name in shipped_names()]
    if len(candidates) == 1:
        return _Reader(workbook, candidates[0]).plan(path, year)
    plans = [_Reader(workbook, candidate).plan(path, year) for candidate in candidates]
    return max(plans, key=_likeness_to_template)


def _likeness_to_template(plan: Plan) -> tuple[int, int, bool]:
    """Order readings of one workbook by how well each template fits it."""
    standard = [area for area in plan.areas if area.kind is AreaKind.STANDARD]
    exact = sum(
        area.written_title is not None and area.written_title.text == area.title
        for area in standard
    )
    return len(standard), exact, plan.template == DEFAULT_TEMPLATE


class _Reader(NamedTuple):
    workbook: Workbook
    template: TemplateDefinition

    def plan(self, path: str, year: int | None) -> Plan:
        areas: list[Area] = []
        others: list[Tab] = []
        analysis_tabs: list[tuple[Tab, Headings]] = []
        for tab in self.workbook.tabs:
            if headings := self._area_headings(tab):
                areas.append(self._area(tab, headings))
            elif headings := self._analysis_headings(tab):
                analysis_tabs.append((tab, headings))
            else:
                others.append(tab)
        intro = [tab for tab in others if self._is_intro(tab)]
        analysis = None
        if analysis_tabs:
            # The template's analysis tab is the last one; an older copy may stand before it.
            analysis = self._analysis(*analysis_tabs[-1], areas)
            others += [tab for tab, _ in analysis_tabs[:-1]]
        stated = self._year(intro)
        read = [tab.name for tab in self.workbook.tabs if tab not in others or tab in intro]
        return Plan(
            path=path,
            year=year or stated or self.template.year,
            stated_year=stated,
            template=self.template.name,
            areas=tuple(areas),
            analysis=analysis,
            tabs=self.workbook.tab_names,
            hidden_tabs=tuple(tab.name for tab in self.workbook.tabs if tab.hidden),
            intro_tabs=tuple(tab.name for tab in intro),
            other_tabs=tuple(name for name in self.workbook.tab_names if name not in read),
            loose=tuple(self._loose(areas, analysis)),
            comments=tuple(self._comments(areas, intro)),
            hidden=tuple(self._hidden(areas, analysis)),
        )

    # What belongs to no table

    def _loose(self, areas: list[Area], analysis: AnalysisTab | None) -> Iterator[LooseCell]:
        by_sheet = {area.sheet: area for area in areas}
        for tab in self.workbook.tabs:
            area = by_sheet.get(tab.name)
            taken = _table_places(area, analysis, tab.name)
            for place in sorted(tab.values.keys() | tab.facts.errors):
                if place in taken or tab.anchor(*place) != place:
                    continue
                cell = cell_at(tab, *place)
                beside = area is not None and place[0] >= area.header_row
                instruction = area is not None and place[0] == area.instruction_row
                if cell.filled:
                    yield LooseCell(cell, beside and not (instruction and _in_table(area, cell)))

    def _comments(self, areas: list[Area], intro: list[Tab]) -> Iterator[CellComment]:
        first_rows = {area.sheet: area.first_data_row for area in areas}
        intro_names = {tab.name for tab in intro}
        for tab in self.workbook.tabs:
            # Most tabs have none, and the module that reads them is then not loaded.
            if not any(
                self.workbook.package.related(tab.part, kind)
                for kind in ("comments", "threadedComment")
            ):
                continue
            from atgardsplan.workbook.comments import read_comments

            for comment in read_comments(self.workbook.package, tab.part):
                cell = cell_at(tab, comment.row, comment.column)
                on_template = tab.name in intro_names or comment.row < first_rows.get(tab.name, 0)
                yield CellComment(cell, comment.text, on_template)

    def _hidden(self, areas: list[Area], analysis: AnalysisTab | None) -> Iterator[Hidden]:
        tabs = {tab.name: tab for tab in self.workbook.tabs}
        for area in areas:
            tab = tabs[area.sheet]
            if tab.hidden:
                if area.rows:
                    yield Hidden(area.sheet)
                continue
            for row in area.rows:
                if row.row in tab.facts.hidden_rows:
                    yield Hidden(area.sheet, row=row.row)
            for key, column in area.columns.items():
                if column in tab.facts.hidden_columns and any(row.text(key) for row in area.rows):
                    yield Hidden(area.sheet, column=column)
        if analysis and tabs[analysis.sheet].hidden:
            yield Hidden(analysis.sheet)

    # Which tab is what

    def _area_headings(self, tab: Tab) -> Headings | None:
        headings = find_headings(tab, area_spellings(self.template), at_least=2)
        if headings is None:
            return None
        # «Orsaker» and «Åtgärder» stand on the analysis tab too; the other headings tell.
        beyond_counts = set(headings.columns) - set(COUNTED_COLUMNS.values())
        texts = _texts_of_row(tab, headings.row)
        titled = any(
            self._standard_area(text) or self._is_placeholder(text) for text in texts.values()
        )
        if len(headings.columns) + titled >= 3 and beyond_counts:
            return headings
        return None

    def _analysis_headings(self, tab: Tab) -> Headings | None:
        headings = find_headings(tab, analysis_spellings(self.template), at_least=2)
        if headings is None or len(set(headings.columns) - {"area"}) < 2:
            return None
        if "area" not in headings.columns:
            # The area column's heading was left out: it stands to the left of the numbers.
            column = min(headings.columns.values()) - 1
            if column < 1:
                return None
            headings.columns["area"] = column
        return headings

    def _is_intro(self, tab: Tab) -> bool:
        intro = self.template.intro
        names = [_fill_year(name, "") for name in (intro.tab, intro.title, *intro.also_written)]
        if any(begins_with(_YEAR.sub("", tab.name), _YEAR.sub("", name)) for name in names):
            return True
        return any(begins_with(text, _fill_year(intro.title, "")) for text in _first_texts(tab))

    def _year(self, intro: Iterable[Tab]) -> int | None:
        """Return the year in the intro tab's title, or in its name."""
        for tab in intro:
            for text in (*_first_texts(tab), tab.name):
                year = _YEAR.search(text)
                if year and begins_with(text, _fill_year(self.template.intro.title, "")):
                    return int(year[0])
        return None

    # Area tabs

    def _area(self, tab: Tab, headings: Headings) -> Area:
        header = _texts_of_row(tab, headings.row)
        columns = dict(headings.columns)
        problem_column, written = self._title(tab, headings.row, header, columns)
        if problem_column is not None:
            columns["problem"] = problem_column
        written_text = written.text if written else ""
        title, kind = self._identify(written_text, tab)
        instruction_row = self._instruction_row(tab, headings.row, columns)
        first = (instruction_row or headings.row) + 1
        rows, last = self._rows(tab, first, columns, header)
        ordered = [column.key for column in self.template.columns]
        return Area(
            title=title,
            kind=kind,
            sheet=tab.name,
            written_title=written,
            header_row=headings.row,
            instruction_row=instruction_row,
            columns={key: columns[key] for key in ordered if key in columns},
            headings={
                key: cell
                for key, column in columns.items()
                if (cell := cell_at(tab, headings.row, column)) != written
            },
            missing_columns=tuple(key for key in ordered if key not in columns),
            rows=rows,
            first_data_row=first,
            last_data_row=last,
            counts=_count(rows),
        )

    def _title(
        self, tab: Tab, row: int, header: Mapping[int, str], columns: Mapping[str, int]
    ) -> tuple[int | None, Cell | None]:
        """Return the problem column, and the cell that holds the area's title."""
        free = [column for column in sorted(header) if column not in columns.values()]
        for column in free:
            if self._standard_area(header[column]) or self._is_placeholder(header[column]):
                return column, cell_at(tab, row, column)
        generic = self.template.column("problem")
        for column in free:
            if generic and is_heading(header[column], generic.spellings):
                return column, self._title_above(tab, row)
        first_known = min(columns.values())
        for column in reversed(free):
            if column < first_known:
                return column, cell_at(tab, row, column)
        if first_known > 1:
            return first_known - 1, self._title_above(tab, row)
        return None, self._title_above(tab, row)

    def _title_above(self, tab: Tab, row: int) -> Cell | None:
        """Return the cell above the header row that holds an area's title, if any does."""
        for (at, column), value in sorted(tab.values.items()):
            if at >= row:
                break
            if isinstance(value, str) and (
                self._standard_area(value) or self._is_placeholder(value)
            ):
                return cell_at(tab, at, column)
        return None

    def _identify(self, written: str, tab: Tab) -> tuple[str, AreaKind]:
        """Return the title and the kind of the area that a title, or else a tab's name, names."""
        if not written:
            named = self._area_of_tab_name(tab.name)
            return (named, AreaKind.STANDARD) if named else (tab.name, AreaKind.OWN)
        if standard := self._standard_area(written):
            return standard, AreaKind.STANDARD
        if self._is_placeholder(written):
            return self.template.own_area.placeholder, AreaKind.PLACEHOLDER
        return written, AreaKind.OWN

    def _area_of_tab_name(self, name: str) -> str | None:
        """Return the standard area whose title, perhaps cut at 31 characters, is a tab's name."""
        bare = plain(name.lstrip("0123456789. "))
        for area in self.template.areas:
            if name == area.tab or (len(bare) >= 10 and plain(area.title).startswith(bare)):
                return area.title
        return self._standard_area(name)

    def _standard_area(self, text: str) -> str | None:
        """Return the title of the standard area that `text` names, None when it names none."""
        # Nearly all titles are right, and comparing letter by letter takes time.
        right = (area.title for area in self.template.areas if is_title(text, area.spellings))
        found = next(right, None)
        if found is not None:
            return found
        likeness, title = max(
            (title_likeness(text, area.spellings), area.title) for area in self.template.areas
        )
        return title if likeness > 0 else None

    def _is_placeholder(self, text: str) -> bool:
        return title_likeness(text, self.template.own_area.spellings) > 0

    def _instruction_row(self, tab: Tab, header_row: int, columns: Mapping[str, int]) -> int | None:
        row = next(
            (
                row
                for row in tab.rows_from(header_row + 1)
                # A heading merged downwards is no content of the rows that it covers.
                if any(
                    cell.filled and cell.row > header_row
                    for cell in (cell_at(tab, row, column) for column in columns.values())
                )
            ),
            None,
        )
        if row is None:
            return None
        cells = [
            (self.template.column(key), cell_at(tab, row, column))
            for key, column in columns.items()
        ]
        filled = [
            (column, cell)
            for column, cell in cells
            if column and cell.filled and cell.row > header_row
        ]
        alike = [cell for column, cell in filled if is_edited(cell.text, column.instruction)]
        if 2 * len(alike) > len(filled):
            return row
        italic = italic_columns(self.workbook.package, tab.part, row)
        if any(cell.column not in italic and cell not in alike for _, cell in filled):
            return None
        # Where everything is in italics, italics tell nothing.
        below = self._first_filled_row(tab, row + 1, columns)
        if below and italic_columns(self.workbook.package, tab.part, below) & set(columns.values()):
            return None
        return row

    @staticmethod
    def _first_filled_row(tab: Tab, start: int, columns: Mapping[str, int]) -> int | None:
        wanted = set(columns.values())
        rows = [row for row, column in tab.values if row >= start and column in wanted]
        return min(rows, default=None)

    def _rows(
        self, tab: Tab, first: int, columns: Mapping[str, int], header: Mapping[int, str]
    ) -> tuple[tuple[ActionRow, ...], int]:
        """Return the action rows from row `first` on, and the last row that belongs to the table."""
        rows: list[ActionRow] = []
        own_cells: list[int] = []
        for row in tab.rows_from(first):
            cells = {key: _table_cell(tab, row, column, columns) for key, column in columns.items()}
            own = [cell for cell in cells.values() if cell.filled and cell.row == row]
            if not own or _is_divider(tab, own, columns):
                continue
            if self._is_total(own):
                continue
            if is_heading_row(_texts_of_row(tab, row), columns, header):
                continue
            rows.append(ActionRow(row=row, cells=cells))
            own_cells.append(len(own))
        # A lone text below the table, after an empty row, is a note and no half-written action,
        # unless it stands among the actions.
        while len(rows) > 1 and own_cells[-1] == 1 and rows[-1].row > rows[-2].row + 1:
            if rows[-1].text("action") or _covered(
                tab, rows[-2].row + 1, rows[-1].row - 1, columns
            ):
                break
            rows.pop()
            own_cells.pop()
        return tuple(rows), rows[-1].row if rows else first - 1

    def _is_total(self, own: list[Cell]) -> bool:
        """Tell whether a row only sums the others: a label such as «Totalt», and numbers."""
        labels = {plain(label) for label in self.template.analysis.total_labels}
        sums = [cell for cell in own if cell.uncomputed or isinstance(cell.value, int | float)]
        texts = [cell for cell in own if cell not in sums]
        return len(texts) == 1 and plain(texts[0].text) in labels

    # The analysis tab

    def _analysis(self, tab: Tab, headings: Headings, areas: list[Area]) -> AnalysisTab:
        columns = headings.columns
        rows: list[AnalysisRow] = []
        for row in range(headings.row + 1, tab.facts.bottom + 1):
            label = cell_at(tab, row, columns["area"])
            numbers = {
                key: cell_at(tab, row, column) for key, column in columns.items() if key != "area"
            }
            if not label.filled and not any(cell.filled for cell in numbers.values()):
                if self._table_goes_on(tab, row, columns["area"], areas):
                    continue
                break
            total = plain(label.text) in map(plain, self.template.analysis.total_labels)
            area = None if total else self._area_of_label(label.text, areas)
            rows.append(AnalysisRow(label=label, area=area, is_total=total, numbers=numbers))
        return AnalysisTab(
            sheet=tab.name,
            position=tab.position,
            header_row=headings.row,
            columns=columns,
            rows=tuple(rows),
        )

    def _table_goes_on(self, tab: Tab, row: int, column: int, areas: list[Area]) -> bool:
        """Tell whether empty rows only divide the table: the next text names an area."""
        below = range(row + 1, min(row + _WIDEST_GAP, tab.facts.bottom) + 1)
        labels = (cell_at(tab, place, column).text for place in below)
        label = next(filter(None, labels), "")
        return bool(label) and self._area_of_label(label, areas) is not None

    def _area_of_label(self, label: str, areas: list[Area]) -> str | None:
        spellings: dict[str, set[str]] = {
            self.template.own_area.placeholder: set(self.template.own_area.spellings)
        }
        for area in areas:
            known = spellings.setdefault(area.title, {area.title})
            if area.written_title:
                known.add(area.written_title.text)
        for standard in self.template.areas:
            if standard.title in spellings:
                spellings[standard.title].update(standard.spellings)
        for title, known in spellings.items():
            if plain(label) in map(plain, known):
                return title
        likeness, title = max(
            (title_likeness(label, known), title) for title, known in spellings.items()
        )
        return title if likeness else None


def cell_at(tab: Tab, row: int, column: int) -> Cell:
    """Return the cell that a reader sees at a place; a merged cell's own place is its corner."""
    place = tab.anchor(row, column)
    value = tab.values.get(place)
    return Cell(
        sheet=tab.name,
        row=place[0],
        column=place[1],
        value=value,
        # Some programs store the result of a formula that fails as text.
        error=place in tab.facts.errors or value in _ERRORS,
        uncomputed=place in tab.facts.uncomputed,
    )


def _table_cell(tab: Tab, row: int, column: int, columns: Mapping[str, int]) -> Cell:
    """Return a table's cell; one that another column's merged cell runs over is empty."""
    cell = cell_at(tab, row, column)
    if cell.column != column and cell.column in columns.values():
        return Cell(sheet=tab.name, row=row, column=column)
    return cell


def _is_divider(tab: Tab, own: list[Cell], columns: Mapping[str, int]) -> bool:
    """Tell whether a row is a heading between rows: one text merged over half of the table."""
    if len(own) != 1:
        return False
    merged = tab.merged_range(own[0].row, own[0].column)
    if merged is None:
        return False
    return 2 * sum(merged.left <= column <= merged.right for column in columns.values()) > len(
        columns
    )


def _covered(tab: Tab, first: int, last: int, columns: Mapping[str, int]) -> bool:
    """Tell whether a merged cell of the table reaches into any of the rows."""
    return any(
        cell_at(tab, row, column).filled
        for row in tab.rows_from(first)
        if row <= last
        for column in columns.values()
    )


def _table_places(
    area: Area | None, analysis: AnalysisTab | None, sheet: str
) -> set[tuple[int, int]]:
    """Return the places of a tab that a table takes: headings and rows.

    Instructions are not read, but what someone has written over them is seen as loose.
    """
    places: set[tuple[int, int]] = set()
    if area:
        places = {(area.header_row, column) for column in area.columns.values()}
        places |= {(cell.row, cell.column) for row in area.rows for cell in row.cells.values()}
        if area.written_title:
            places.add((area.written_title.row, area.written_title.column))
    elif analysis and analysis.sheet == sheet:
        places = {(analysis.header_row, column) for column in analysis.columns.values()}
        for analysis_row in analysis.rows:
            for cell in (analysis_row.label, *analysis_row.numbers.values()):
                places.add((cell.row, cell.column))
    return places


def _in_table(area: Area | None, cell: Cell) -> bool:
    """Tell whether a cell stands in one of the columns of an area's table."""
    return area is not None and cell.column in area.columns.values()


def _texts_of_row(tab: Tab, row: int) -> dict[int, str]:
    texts: dict[int, str] = {}
    for column in range(1, tab.facts.right + 1):
        value = tab.values.get((row, column))
        if isinstance(value, str) and value.strip():
            texts[column] = value.strip()
    return texts


def _first_texts(tab: Tab) -> Iterator[str]:
    for (row, _), value in sorted(tab.values.items(), key=lambda item: item[0]):
        if row > _INTRO_ROWS:
            break
        if isinstance(value, str):
            yield value


def _fill_year(pattern: str, year: str) -> str:
    return pattern.replace("{year}", year).strip()


def _count(rows: Iterable[ActionRow]) -> AreaCounts:
    """Count filled cells per column; a cell merged over several rows is one cell."""
    rows = list(rows)
    return AreaCounts(
        **{
            count: len(
                {
                    (cell.row, cell.column)
                    for row in rows
                    if (cell := row.cells.get(column)) and cell.filled
                }
            )
            for count, column in COUNTED_COLUMNS.items()
        }
    )
