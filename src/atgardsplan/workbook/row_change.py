"""One row put into a sheet or taken away, and where that leaves rows and ranges.

As Excel does it: what lies below moves, a range that the row falls into grows or shrinks. One thing
Excel leaves to the user: a row put right below the last row of a table, or right above its first, also
belongs to the ranges that hold the table (a chart's series, a total, a print area).
"""

from typing import NamedTuple

from atgardsplan.workbook.address import MAX_ROW, Range, parse_range


class RowChange(NamedTuple):
    """A row put in before row `at`, or row `at` taken away."""

    at: int
    added: bool
    first: int = 0
    """First row of the table that the row is put into; 0 where no range shall grow at its ends."""
    last: int = 0
    """Last row of that table, before the change."""

    def row(self, row: int) -> int | None:
        """Return a row's new number, None for the row that is taken away."""
        if self.added:
            return min(row + (row >= self.at), MAX_ROW)
        return None if row == self.at else row - (row > self.at)

    def span(self, top: int, bottom: int, grows: bool = True) -> tuple[int, int] | None:
        """Return the new rows of a range, None where nothing is left of it.

        Args:
            top: its first row.
            bottom: its last row.
            grows: whether it follows the table, where it holds the table, as the row comes at
                the table's end.
        """
        if not self.added:
            if top == bottom == self.at:
                return None
            return top - (top > self.at), bottom - (bottom >= self.at and bottom < MAX_ROW)
        new_top, new_bottom = top + (top >= self.at), min(bottom + (bottom >= self.at), MAX_ROW)
        if grows and self._holds_table(top, bottom):
            if bottom == self.at - 1 == self.last and top <= self.first:
                new_bottom += 1
            elif top == self.at == self.first:
                new_top -= 1
        return new_top, new_bottom

    def _holds_table(self, top: int, bottom: int) -> bool:
        common = min(bottom, self.last) - max(top, self.first) + 1
        return common >= 2 or common == 1 == self.last - self.first + 1

    def range(self, area: Range, grows: bool = True) -> Range | None:
        """Return where a range lies after the change, None where nothing is left of it."""
        rows = self.span(area.top, area.bottom, grows)
        return rows and area._replace(top=rows[0], bottom=rows[1])

    def reference(self, text: str, grows: bool = True) -> str | None:
        """Return an attribute such as `A3:D9` after the change; what is no range stays as it is."""
        try:
            area = parse_range(text)
        except ValueError:
            return text
        moved = self.range(area, grows)
        return text if moved == area else moved and moved.text

    def references(self, text: str, grows: bool = True) -> str | None:
        """Return a list of ranges such as `B4:D9 F4` after the change (`sqref`)."""
        moved = [self.reference(item, grows) for item in text.split()]
        left = [item for item in moved if item is not None]
        return text if left == text.split() else " ".join(left) or None
