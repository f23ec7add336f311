"""Writing formulas and numbers into the cells of a sheet part. Elements: ECMA-376 part 1, 18.3.1.4."""

from collections.abc import Mapping
from typing import NamedTuple

from atgardsplan.workbook.address import Range, address, parse_address, parse_range
from atgardsplan.workbook.errors import WorkbookError
from atgardsplan.workbook.sheet import Place
from atgardsplan.workbook.splice import (
    Edit,
    Element,
    apply,
    attribute_edit,
    escape,
    inside,
    locate,
    prefix_of,
    with_attribute,
)

# What belongs to a cell's old content: its type, whether its formula is a dynamic array (`cm`), what
# a linked data type shows (`vm`), and whether its text has a reading aid (`ph`).
_OF_CONTENT = (b"t", b"cm", b"vm", b"ph")


class Number(NamedTuple):
    """What a cell shall hold: a number, and the formula that gives it where there is one."""

    value: int
    formula: str | None


class SheetXml:
    """A sheet part that is being edited."""

    def __init__(self, content: bytes, part: str) -> None:
        """Locate the rows and cells of a sheet part."""
        self.content = content
        self.part = part
        self.document = locate(content, part)
        self.data = self.document.child("sheetData")
        self.rows: dict[int, Element] = {}
        self.cells: dict[Place, Element] = {}
        self._written: dict[Place, Number] = {}
        number = 0
        for row in self.data.children if self.data else ():
            number = int(row.attributes.get("r", number + 1))
            self.rows[number] = row
            column = 0
            for cell in row.children:
                if cell.local != "c":
                    continue
                reference = cell.attributes.get("r")
                column = parse_address(reference)[1] if reference else column + 1
                self.cells[number, column] = cell

    def formula(self, place: Place) -> str | None:
        """Return the formula that is written in a cell, None when there is none."""
        cell = self.cells.get(place)
        formula = cell.child("f") if cell else None
        return formula.text if formula else None

    def holds(self, place: Place, number: int, formula: str | None) -> bool:
        """Tell whether a cell already holds just this number, by just this formula."""
        cell = self.cells.get(place)
        if cell is None or cell.attributes.get("t", "n") != "n":
            return False
        stored, written = cell.child("v"), cell.child("f")
        plain = written is None or not written.attributes
        same_number = stored is not None and stored.text == str(number)
        return plain and same_number and self.formula(place) == formula

    def write(self, place: Place, number: int, formula: str | None) -> None:
        """Put a number into a cell, by a formula where one is given; its style stays."""
        if not self.holds(place, number, formula):
            self._written[place] = Number(number, formula)

    def formula_cells(self) -> tuple[set[Place], list[Range]]:
        """Return the cells that hold a formula of their own, and the ranges of array formulas."""
        cells = {place for place, cell in self.cells.items() if cell.child("f") is not None}
        return cells, [area for _, area in self._arrays()]

    def result(self) -> bytes:
        """Return the part with all cells written.

        Raises:
            WorkbookError: `array-formula` where a cell belongs to a formula of several cells that
                are not all overwritten.
        """
        if not self._written:
            return self.content
        self._refuse_arrays()
        edits: list[Edit] = []
        missing: dict[int, dict[int, Number]] = {}
        for place, number in self._written.items():
            cell = self.cells.get(place)
            if cell is None:
                missing.setdefault(place[0], {})[place[1]] = number
            else:
                edits.append(self._rewritten(cell, number))
        for row, numbers in missing.items():
            edits += self._added(row, numbers)
        edits += self._unshared() + self._dimension()
        return apply(self.content, edits)

    def _arrays(self) -> list[tuple[Place, Range]]:
        """Return master and range of each array formula and data table."""
        found: list[tuple[Place, Range]] = []
        for place, cell in self.cells.items():
            formula = cell.child("f")
            if formula is not None and formula.attributes.get("t") in ("array", "dataTable"):
                try:
                    found.append((place, parse_range(formula.attributes.get("ref", ""))))
                except ValueError:
                    found.append((place, Range(*place, *place)))
        return found

    def _refuse_arrays(self) -> None:
        for _, area in self._arrays():
            touched = [place for place in self._written if area.covers(*place)]
            size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
            if touched and len(touched) < size:
                raise WorkbookError("array-formula", cell=address(*touched[0]))

    def _unshared(self) -> list[Edit]:
        # Imported here: few workbooks share formulas.
        from atgardsplan.workbook.shared_formulas import shared_groups, written_out

        edits: list[Edit] = []
        for group in shared_groups(self.cells).values():
            masters = [place for place, formula in group.items() if formula.text]
            if any(place in self._written for place in masters):
                edits += written_out(self.content, group, set(self._written))
        return edits

    def _rewritten(self, cell: Element, number: Number) -> Edit:
        prefix = prefix_of(self.content, cell)
        tag = self.content[cell.start : cell.tag_end]
        for name in _OF_CONTENT:
            tag = with_attribute(tag, name, None)
        if tag.endswith(b"/>"):
            tag = tag[:-2].rstrip() + b">"
        # Extension lists may follow the value; they stay.
        kept = b"".join(
            self.content[child.start : child.end]
            for child in cell.children
            if child.local not in ("f", "v", "is")
        )
        new = tag + _content(prefix, number) + kept + b"</" + prefix + b"c>"
        return Edit(cell.start, cell.end, new)

    def _added(self, row: int, numbers: Mapping[int, Number]) -> list[Edit]:
        """Return the edits that give a row cells that it lacks, and the sheet the row."""
        assert self.data is not None, "a tab with a table has cells"
        prefix = prefix_of(self.content, self.data)
        element = self.rows.get(row)
        if element is None:
            cells = b"".join(self._cell(prefix, row, at, numbers[at]) for at in sorted(numbers))
            new = b'<%brow r="%d">%b</%brow>' % (prefix, row, cells, prefix)
            after = next((self.rows[other] for other in sorted(self.rows) if other > row), None)
            return [inside(self.content, self.data, new, after)]
        if element.end == element.tag_end:
            cells = b"".join(self._cell(prefix, row, at, numbers[at]) for at in sorted(numbers))
            return [inside(self.content, element, cells)]
        edits: list[Edit] = []
        by_neighbour: dict[int, bytes] = {}
        there = sorted(column for at, column in self.cells if at == row)
        for column in sorted(numbers):
            next_column = next((other for other in there if other > column), 0)
            cell = self._cell(prefix, row, column, numbers[column])
            by_neighbour[next_column] = by_neighbour.get(next_column, b"") + cell
        for next_column, cells in by_neighbour.items():
            before = self.cells[row, next_column] if next_column else None
            edits.append(inside(self.content, element, cells, before))
        # `spans` is a hint for readers; one that leaves out a cell is worse than none.
        if "spans" in element.attributes:
            edits.append(attribute_edit(self.content, element, b"spans", None))
        return edits

    def _cell(self, prefix: bytes, row: int, column: int, number: Number) -> bytes:
        style = self._empty_style(row, column)
        tag = b'<%bc r="%b"' % (prefix, address(row, column).encode())
        tag += b' s="%b">' % style.encode() if style else b">"
        return tag + _content(prefix, number) + b"</" + prefix + b"c>"

    def _empty_style(self, row: int, column: int) -> str | None:
        """Return the style that a cell without an element is shown in: the row's, or the column's."""
        element = self.rows.get(row)
        if element is not None and "s" in element.attributes:
            return element.attributes["s"]
        columns = self.document.child("cols")
        for group in columns.children if columns else ():
            first, last = group.attributes.get("min", "0"), group.attributes.get("max", "0")
            if int(first) <= column <= int(last):
                return group.attributes.get("style")
        return None

    def _dimension(self) -> list[Edit]:
        """Return the edit that makes the sheet's stated extent hold what was written."""
        element = self.document.child("dimension")
        try:
            area = parse_range(element.attributes.get("ref", "")) if element else None
        except ValueError:
            area = None
        if element is None or area is None:
            return []
        rows, columns = zip(*self._written, strict=True)
        wider = Range(
            min(area.top, *rows), min(area.left, *columns),
            max(area.bottom, *rows), max(area.right, *columns),
        )  # fmt: skip
        return [attribute_edit(self.content, element, b"ref", wider.text)] if wider != area else []


def _content(prefix: bytes, number: Number) -> bytes:
    value = b"<" + prefix + b"v>" + str(number.value).encode() + b"</" + prefix + b"v>"
    if number.formula is None:
        return value
    return b"<" + prefix + b"f>" + escape(number.formula) + b"</" + prefix + b"f>" + value
