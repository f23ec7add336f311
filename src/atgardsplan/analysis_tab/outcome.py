"""What refreshing an analysis tab changes, in the words of the plan."""

from typing import Literal, NamedTuple

from atgardsplan.model import Cell


class Change(NamedTuple):
    """A number cell of the analysis tab, before and after."""

    cell: Cell
    """Its place is that in the old file, unless its row is new."""
    label: str
    heading: str
    old: str
    new: int

    @property
    def number_changes(self) -> bool:
        """Whether the number differs, and not only the formula behind it."""
        return self.old != str(self.new)


class Repair(NamedTuple):
    """A change beside the numbers: a row, the tab or its chart."""

    kind: Literal["row_added", "row_removed", "tab_added", "chart_added", "chart_longer"]
    label: str = ""
    """The area that a row is for."""
    row: int = 0
    """The row in the old file, or for a new row in the new file."""


Reason = Literal["content", "reference", "tab"]
"""It holds more than a name and numbers; a formula refers to it; the tab that it counts is there."""


class KeptRow(NamedTuple):
    """A row that names no area of the plan, but that is better left to a person."""

    row: int
    """As numbered in the old file."""
    reason: Reason


class TableRow(NamedTuple):
    """A row of the analysis table before and after, None where there is no such row."""

    label: str
    before: tuple[str, ...] | None
    after: tuple[str, ...] | None


class Refreshed(NamedTuple):
    """A workbook with its analysis tab brought up to date."""

    content: bytes
    changes: tuple[Change, ...] = ()
    repairs: tuple[Repair, ...] = ()
    kept: tuple[KeptRow, ...] = ()
    headings: tuple[str, ...] = ()
    """Of the table's columns, the area column first."""
    table: tuple[TableRow, ...] = ()
    signed: bool = False
    """Whether the workbook carries a digital signature, which any change makes invalid."""
    outdated: tuple[str, ...] = ()
    """Cells in the new file whose formulas count on changed numbers, but whose stored results are
    old until Excel computes them anew."""

    @property
    def stale(self) -> bool:
        """Whether the analysis tab said something wrong, or lacked something."""
        return bool(self.repairs) or any(change.number_changes for change in self.changes)
