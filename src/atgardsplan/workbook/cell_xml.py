"""Writing a formula or a number into a cell of a sheet part. Elements: ECMA-376 part 1, 18.3.1.4."""

from __future__ import annotations

from atgardsplan.workbook.address import address, parse_address
from atgardsplan.workbook.errors import WorkbookError
from atgardsplan.workbook.sheet import Place
from atgardsplan.workbook.splice import (
    Edit,
    Element,
    apply,
    escape,
    locate,
    prefix_of,
    with_attribute,
)


class SheetXml:
    """A sheet part that is being edited."""

    def __init__(self, content: bytes, part: str) -> None:
        """Locate the rows and cells of a sheet part."""
        self.content = content
        self.part = part
        self.document = locate(content, part)
        self.rows: dict[int, Element] = {}
        self.cells: dict[Place, Element] = {}
        self._edits: list[Edit] = []
        data = self.document.child("sheetData")
        number = 0
        for row in data.children if data else ():
            number = int(row.attributes.get("r", number + 1))
            self.rows[number] = row
            column = 0
            for cell in row.children:
                reference = cell.attributes.get("r")
                column = parse_address(reference)[1] if reference else column + 1
                self.cells[number, column] = cell

    def formula(self, place: Place) -> str | None:
        """Return the formula that stands in a cell, None when there is none."""
        cell = self.cells.get(place)
        formula = cell.child("f") if cell else None
        return formula.text if formula else None

    def holds(self, place: Place, number: int, formula: str | None) -> bool:
        """Tell whether a cell already holds just this number, by just this formula."""
        cell = self.cells.get(place)
        if cell is None or cell.attributes.get("t", "n") != "n":
            return False
        stored = cell.child("v")
        plain = cell.child("f") is None or not cell.child("f").attributes  # type: ignore[union-attr]
        same_number = stored is not None and stored.text == str(number)
        return plain and same_number and self.formula(place) == formula

    def write(self, place: Place, number: int, formula: str | None) -> None:
        """Put a number into a cell, by a formula where one is given; its style stays.

        Raises:
            WorkbookError: `no-cell` where the sheet has no row to hold the cell, or
                `array-formula` where the cell belongs to a formula of several cells.
        """
        if self.holds(place, number, formula):
            return
        cell = self.cells.get(place)
        if cell is None:
            self._insert(place, number, formula)
            return
        self._refuse_shared(cell, place)
        prefix = prefix_of(self.content, cell)
        tag = with_attribute(self.content[cell.start : cell.tag_end], b"t", None)
        if tag.endswith(b"/>"):
            tag = tag[:-2].rstrip() + b">"
        # Extension lists may follow the value; they stay.
        kept = b"".join(
            self.content[child.start : child.end]
            for child in cell.children
            if child.local not in ("f", "v", "is")
        )
        inner = _content(prefix, number, formula)
        self._edits.append(Edit(cell.start, cell.end, tag + inner + kept + b"</" + prefix + b"c>"))

    def _refuse_shared(self, cell: Element, place: Place) -> None:
        formula = cell.child("f")
        if formula is not None and formula.attributes.get("t", "normal") != "normal":
            raise WorkbookError("array-formula", cell=address(*place))

    def _insert(self, place: Place, number: int, formula: str | None) -> None:
        row = self.rows.get(place[0])
        if row is None or row.end == row.tag_end:
            raise WorkbookError("no-cell", cell=address(*place))
        prefix = prefix_of(self.content, row)
        after = [cell for at, cell in self.cells.items() if at[0] == place[0] and at[1] > place[1]]
        position = after[0].start if after else row.content_end
        reference = address(*place).encode()
        tag = b"<" + prefix + b'c r="' + reference + b'">'
        cell = tag + _content(prefix, number, formula) + b"</" + prefix + b"c>"
        self._edits.append(Edit(position, position, cell))

    def result(self) -> bytes:
        """Return the part with all edits made."""
        return apply(self.content, self._edits)


def _content(prefix: bytes, number: int, formula: str | None) -> bytes:
    value = b"<" + prefix + b"v>" + str(number).encode() + b"</" + prefix + b"v>"
    if formula is None:
        return value
    return b"<" + prefix + b"f>" + escape(formula) + b"</" + prefix + b"f>" + value
