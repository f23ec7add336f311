"""A workbook's tabs with the values of their cells, and the facts that values don't tell."""

import io
from bisect import bisect_left
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple

from atgardsplan.workbook import xml
from atgardsplan.workbook.address import Range, address
from atgardsplan.workbook.errors import WorkbookError
from atgardsplan.workbook.package import Package
from atgardsplan.workbook.plain_copy import for_calamine
from atgardsplan.workbook.sheet import MAX_CELLS, Place, SheetFacts, read_facts
from atgardsplan.workbook.text_volume import refuse_endless_texts

Value = str | bool | int | float | datetime | date | time | timedelta
"""What a filled cell can hold. A date that Excel shows without a time of day is a `date`."""

# calamine hands out a full rectangle. 4 million cells take some 150 MB and a third of a second;
# one stray cell in the sheet's last corner would take 17 thousand million.
MAX_RECTANGLE = 4_000_000
# All tabs together. A cell with a formula and a value has six tags; tags alone would take minutes.
MAX_TAGS = 8 * MAX_CELLS
_SHORTEST_TAG = len("<a>")


class Tab:
    """One worksheet as it stands in the file."""

    def __init__(
        self,
        name: str,
        part: str,
        position: int,
        hidden: bool,
        values: Mapping[Place, Value],
        facts: SheetFacts,
    ) -> None:
        """Hold what was read.

        Args:
            name: the tab's name.
            part: the name of its part in the package.
            position: its place among all tabs, 0 is the leftmost.
            hidden: whether it is hidden, also where only a program can show it.
            values: the cells that hold something, by row and column; error values are not among
                them.
            facts: what the values don't tell.
        """
        self.name = name
        self.part = part
        self.position = position
        self.hidden = hidden
        self.values = values
        self.facts = facts

    @cached_property
    def _anchors(self) -> dict[Place, Range]:
        """The range of each cell that a merged range covers, for ranges that hold any content."""
        covered: dict[Place, Range] = {}
        bottom, right = self.facts.bottom, self.facts.right
        for merged in self.facts.merged:
            for row in range(merged.top, min(merged.bottom, bottom) + 1):
                for column in range(merged.left, min(merged.right, right) + 1):
                    covered[row, column] = merged
        return covered

    @cached_property
    def _rows(self) -> list[int]:
        """The rows where something stands, merged cells counted for every row that they cover."""
        facts = self.facts
        places = (*self.values, *facts.errors, *facts.uncomputed, *self._anchors)
        return sorted({row for row, _ in places})

    def rows_from(self, first: int) -> list[int]:
        """Return the rows where something stands, from row `first` on."""
        return self._rows[bisect_left(self._rows, first) :]

    def merged_range(self, row: int, column: int) -> Range | None:
        """Return the merged range that covers a cell, None when it stands by itself."""
        return self._anchors.get((row, column))

    def anchor(self, row: int, column: int) -> Place:
        """Return where the content of a cell stands: the upper left corner of its merged range."""
        merged = self.merged_range(row, column)
        return (merged.top, merged.left) if merged else (row, column)

    def value(self, row: int, column: int) -> Value | None:
        """Return the value that a reader sees in a cell, also inside a merged range."""
        return self.values.get(self.anchor(row, column))


class Workbook(NamedTuple):
    """An opened workbook: its package, its worksheets, and the names of all declared tabs."""

    package: Package
    tabs: tuple[Tab, ...]
    tab_names: tuple[str, ...]
    """All tabs from left to right, chart sheets among them."""


def open_workbook(data: bytes) -> Workbook:
    """Read the workbook held in `data`.

    Raises:
        WorkbookError: with the kind of what is wrong. A declared tab that can't be read is an
            error by name, never a workbook without that tab.
    """
    # Imported here, since the door's checks come first and many commands never read a value.
    from python_calamine import CalamineError, CalamineWorkbook

    package = Package(data)
    declared = _declared_tabs(package)
    facts = _all_facts(package, declared)
    refuse_endless_texts(package, ((part, len(found.styles)) for part, found in facts.items()))
    content = for_calamine(package, list(facts))
    try:
        calamine = CalamineWorkbook.from_filelike(io.BytesIO(content))
        seen = set(calamine.sheet_names)
        tabs: list[Tab] = []
        for index, tab in enumerate(declared):
            if tab.kind != "worksheet":
                continue
            if tab.name not in seen:
                raise WorkbookError("unreadable-tab", tab=tab.name)
            sheet = calamine.get_sheet_by_name(tab.name)
            rows = sheet.to_python(skip_empty_area=True)
            values = _values(rows, sheet.start or (0, 0))
            if not values.keys() <= facts[tab.part].styles.keys():
                # calamine has read something else than what stands in this tab.
                raise WorkbookError("unreadable-tab", tab=tab.name)
            # A program wrote such a formula, and Excel has not opened the file since.
            facts[tab.part].uncomputed -= values.keys() | facts[tab.part].errors
            tabs.append(Tab(tab.name, tab.part, index, tab.hidden, values, facts[tab.part]))
    except CalamineError as error:
        raise WorkbookError("damaged", part="") from error
    except BaseException as error:
        # What Rust calls a panic is raised as a kind of its own, outside of Exception.
        if type(error).__name__ == "PanicException":
            raise WorkbookError("damaged", part="") from None
        raise
    return Workbook(package, tuple(tabs), tuple(tab.name for tab in declared))


class _DeclaredTab(NamedTuple):
    name: str
    part: str
    kind: str
    hidden: bool


def _declared_tabs(package: Package) -> list[_DeclaredTab]:
    part = package.workbook_part
    targets = {link.id: link for link in package.relationships(part)}
    found: list[_DeclaredTab] = []
    # Excel tells tabs apart without regard to case, and each has a name.
    taken: set[str] = set()
    parts: set[str] = set()

    def sheet(attributes: xml.Attributes) -> None:
        name = attributes.get("name", "")
        if not name or name.casefold() in taken:
            raise WorkbookError("unreadable-tab", tab=name)
        taken.add(name.casefold())
        link = targets.get(xml.relationship_id(attributes) or "")
        if link is None or link.external or link.target not in package:
            raise WorkbookError("unreadable-tab", tab=name)
        # A thousand tabs of one part would be read a thousand times; no program writes two.
        part_name = package.entry_name(link.target)
        if part_name in parts:
            raise WorkbookError("unreadable-tab", tab=name)
        parts.add(part_name)
        hidden = attributes.get("state", "visible") != "visible"
        found.append(_DeclaredTab(name, link.target, link.type, hidden))

    handlers = dict.fromkeys(xml.names(xml.MAIN, "sheet"), sheet)
    xml.for_each_start(package.read(part), part, handlers)
    if not found:
        raise WorkbookError("no-tabs")
    return found


def _all_facts(package: Package, declared: list[_DeclaredTab]) -> dict[str, SheetFacts]:
    """Return the facts of all worksheets, by part; the limit on cells counts them together."""
    sheets = [tab for tab in declared if tab.kind == "worksheet"]
    _refuse_too_many_tags(package, [tab.part for tab in sheets])
    found: dict[str, SheetFacts] = {}
    left = MAX_CELLS
    for tab in sheets:
        found[tab.part] = _facts(package, tab, left)
        left -= len(found[tab.part].styles)
    return found


def _refuse_too_many_tags(package: Package, sheets: list[str]) -> None:
    """Refuse in a moment what would take long to read to its limit."""
    entries = [package.archive.entries[package.entry_name(part)] for part in sheets]
    # A stated size that is not true is refused when the part is read.
    if sum(entry.size for entry in entries) < MAX_TAGS * _SHORTEST_TAG:
        return
    tags = 0
    for entry in entries:
        try:
            tags += package.archive.read(entry.name).count(b"<")
        except WorkbookError as error:
            if error.kind != "damaged":
                raise
            return  # Told by the tab's name, when that tab is read.
        if tags > MAX_TAGS:
            raise WorkbookError("too-large", part=entry.name)


def _facts(package: Package, tab: _DeclaredTab, most_cells: int) -> SheetFacts:
    try:
        facts = read_facts(package.read(tab.part), tab.part, most_cells)
    except WorkbookError as error:
        if error.kind == "damaged":
            raise WorkbookError("unreadable-tab", tab=tab.name) from error
        raise
    if facts.bottom * facts.right > MAX_RECTANGLE:
        raise WorkbookError("stray-cell", tab=tab.name, cell=address(facts.bottom, facts.right))
    covered = (_visible_area(merged, facts) for merged in facts.merged)
    if sum(covered) > MAX_RECTANGLE:
        raise WorkbookError("too-large", part=tab.part)
    return facts


def _visible_area(merged: Range, facts: SheetFacts) -> int:
    """Return how many cells of a merged range lie where the sheet has content."""
    height = min(merged.bottom, facts.bottom) - merged.top + 1
    width = min(merged.right, facts.right) - merged.left + 1
    return max(height, 0) * max(width, 0)


def _values(rows: list[list[Value]], start: Place) -> dict[Place, Value]:
    top, left = start[0] + 1, start[1] + 1
    values: dict[Place, Value] = {}
    for row, cells in enumerate(rows, top):
        for column, value in enumerate(cells, left):
            if value == "":
                continue
            if isinstance(value, float) and value.is_integer():
                value = int(value)
            values[row, column] = value
    return values
