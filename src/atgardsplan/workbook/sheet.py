"""A streaming look at a sheet part: the facts about its cells that a value does not tell.

Only starts of elements are looked at, so that a sheet of thousands of styled cells costs a few
milliseconds. Element and attribute names: ECMA-376 part 1, 18.3.
"""

from __future__ import annotations

from atgardsplan.workbook import xml
from atgardsplan.workbook.address import MAX_COLUMN, MAX_ROW, Range, parse_address, parse_range
from atgardsplan.workbook.errors import WorkbookError

MAX_CELLS = 2_000_000
MAX_MERGED = 100_000

Place = tuple[int, int]
"""Row and column, counted from 1."""


class SheetFacts:
    """What the sheet's XML says beside the values of its cells."""

    def __init__(self) -> None:
        """Begin with an empty sheet."""
        self.styles: dict[Place, int] = {}
        """Style index of each cell that has content."""
        self.errors: set[Place] = set()
        """Cells that hold #REF! or another error value."""
        self.formulas: set[Place] = set()
        self.uncomputed: set[Place] = set()
        """Formulas that may lack a stored value: those not stored as text, which may be empty."""
        self.merged: list[Range] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.bottom = 0
        """The last row with content; 0 when the sheet is empty."""
        self.right = 0
        """The last column with content; 0 when the sheet is empty."""
        self.protected = False


def read_facts(content: bytes, part: str, most_cells: int = MAX_CELLS) -> SheetFacts:
    """Return the facts of the sheet part `content`.

    Args:
        content: the part.
        part: its name.
        most_cells: how many cells with content it may hold.

    Raises:
        WorkbookError: `damaged` or `too-large`.
    """
    reader = _FactsReader(part, most_cells)
    handlers: dict[str, xml.StartHandler] = {}
    for local, handler in (
        ("row", reader.row),
        ("c", reader.cell),
        ("f", reader.formula),
        ("v", reader.value),
        ("is", reader.value),
        ("mergeCell", reader.merge),
        ("col", reader.columns),
        ("sheetProtection", reader.protection),
    ):
        for name in xml.names(xml.MAIN, local):
            handlers[name] = handler
    xml.for_each_start(content, part, handlers)
    return reader.facts


class _FactsReader:
    """Collects facts as elements begin."""

    def __init__(self, part: str, most_cells: int) -> None:
        self.part = part
        self.most_cells = most_cells
        self.facts = SheetFacts()
        self._row = 0
        self._column = 0
        self._style = 0
        self._type = ""
        self._columns_told = 0

    def row(self, attributes: xml.Attributes) -> None:
        self._row = self._number(attributes.get("r"), self._row + 1, MAX_ROW)
        self._column = 0
        # A row of no height is as hidden as one that is marked so.
        if attributes.get("hidden") in ("1", "true") or attributes.get("ht") in ("0", "0.0"):
            self.facts.hidden_rows.add(self._row)

    def cell(self, attributes: xml.Attributes) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            try:
                self._row, self._column = parse_address(reference)
            except ValueError:
                raise WorkbookError("damaged", part=self.part) from None
        self._style = self._number(attributes.get("s"), 0, 1_000_000)
        self._type = attributes.get("t", "n")

    def formula(self, _: xml.Attributes) -> None:
        place = (self._row, self._column)
        self.facts.formulas.add(place)
        if self._type != "str":
            self.facts.uncomputed.add(place)
        self._content(place)

    def value(self, _: xml.Attributes) -> None:
        place = (self._row, self._column)
        if self._type == "e":
            self.facts.errors.add(place)
        self._content(place)

    def _content(self, place: Place) -> None:
        facts = self.facts
        facts.styles[place] = self._style
        facts.bottom = max(facts.bottom, place[0])
        facts.right = max(facts.right, place[1])
        if len(facts.styles) > self.most_cells:
            raise WorkbookError("too-large", part=self.part)

    def merge(self, attributes: xml.Attributes) -> None:
        try:
            merged = parse_range(attributes.get("ref", ""))
        except ValueError:
            return
        self.facts.merged.append(merged)
        if len(self.facts.merged) > MAX_MERGED:
            raise WorkbookError("too-large", part=self.part)

    def columns(self, attributes: xml.Attributes) -> None:
        if attributes.get("hidden") in ("1", "true") or attributes.get("width") in ("0", "0.0"):
            first = self._number(attributes.get("min"), 1, MAX_COLUMN)
            last = self._number(attributes.get("max"), first, MAX_COLUMN)
            self._columns_told += max(0, last - first + 1)
            # Ranges of columns never overlap in a real sheet; here each may be told many times.
            if self._columns_told > 64 * MAX_COLUMN:
                raise WorkbookError("too-large", part=self.part)
            self.facts.hidden_columns.update(range(first, last + 1))

    def protection(self, attributes: xml.Attributes) -> None:
        self.facts.protected = attributes.get("sheet") in ("1", "true")

    def _number(self, text: str | None, default: int, most: int) -> int:
        if text is None:
            return default
        if not text.isdecimal() or len(text) > 9 or int(text) > most:
            raise WorkbookError("damaged", part=self.part)
        return int(text)
