"""What everyone talks about: plan, area, action row, cell, finding.

These are named tuples, which cost the least to define: importing pydantic takes longer than
checking a plan, and a data class four times as long as a named tuple. Where
data comes in from outside or leaves for other programs, pydantic models stand at the border: see
template.py and reports/envelope.py.
"""

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

from atgardsplan.workbook.address import address

CellValue = str | bool | int | float | dt.datetime | dt.date | dt.time | dt.timedelta

# What no one sees as text: control characters, Unicode's white space, and characters of no width.
_BLANK = (
    "".join(map(chr, range(0x21)))
    + "\x7f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    + "\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff\u00ad"
)


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


class Stage(StrEnum):
    """Whether a plan is being made (upprättande) or followed up (uppföljning)."""

    PLAN = "plan"
    FOLLOWUP = "followup"


class AreaKind(StrEnum):
    """Where an area comes from: the template, the district, or the template's unused pattern."""

    STANDARD = "standard"
    OWN = "own"
    PLACEHOLDER = "placeholder"


class Cell(NamedTuple):
    """A cell's value with its true place. A merged cell's place is its upper left corner."""

    sheet: str
    row: int
    column: int
    value: CellValue | None = None
    error: bool = False
    """It holds #REF! or another error value."""
    uncomputed: bool = False
    """It holds a formula whose result is not stored in the file."""

    @property
    def address(self) -> str:
        """Such as `D4`."""
        return address(self.row, self.column)

    @property
    def text(self) -> str:
        """The value as text, without white space around it; a date as ISO 8601."""
        value = self.value
        if isinstance(value, str):
            return value.strip(_BLANK)
        if value is None:
            return ""
        if isinstance(value, dt.datetime):
            return value.isoformat(" ", "minutes")
        if isinstance(value, bool):
            return str(value).upper()
        return str(value)

    @property
    def filled(self) -> bool:
        """Whether something stands in the cell: not blank and not only white space."""
        return self.error or self.uncomputed or bool(self.text)


class ActionRow(NamedTuple):
    """One row of an area tab: one action with its problem, cause, goal and so on."""

    row: int
    cells: dict[str, Cell]
    """By the template's column keys. A cell merged over several rows stands in each of them."""

    def text(self, column: str) -> str:
        """Return the text of a column's cell, "" when it is empty or the column is missing."""
        cell = self.cells.get(column)
        return cell.text if cell else ""


class AreaCounts(NamedTuple):
    """Filled cells per column; a merged cell counts once (the template's analysis tab)."""

    problems: int = 0
    causes: int = 0
    actions: int = 0


class Area(NamedTuple):
    """One prioritised area: a tab with a table of action rows."""

    title: str
    """A standard area's title is the template's own, also where the workbook misspells it."""
    kind: AreaKind
    sheet: str
    written_title: Cell | None
    """Where the title stands in the workbook; None when it was only known from the tab's name."""
    header_row: int
    instruction_row: int | None
    columns: dict[str, int]
    """Column numbers by the template's column keys."""
    headings: dict[str, Cell]
    """The heading cells by column key, as written; the problem column's only where it is a
    heading and not the area's title."""
    missing_columns: tuple[str, ...]
    rows: tuple[ActionRow, ...]
    first_data_row: int
    last_data_row: int
    """The last row that belongs to the table; `first_data_row - 1` when it has no rows."""
    counts: AreaCounts


class AnalysisRow(NamedTuple):
    """A row of the analysis tab's table: an area and its three numbers."""

    label: Cell
    area: str | None
    """The title of the area that the row counts; None when no area bears that name."""
    is_total: bool
    numbers: dict[str, Cell]
    """By count key: problems, causes, actions."""


class AnalysisTab(NamedTuple):
    """The tab that counts problems, causes and actions per area."""

    sheet: str
    position: int
    """Its place among the tabs, 0 is the leftmost."""
    header_row: int
    columns: dict[str, int]
    """Column numbers by `area`, `problems`, `causes` and `actions`."""
    rows: tuple[AnalysisRow, ...]


class LooseCell(NamedTuple):
    """A filled cell that belongs to no table."""

    cell: Cell
    outside: bool
    """It stands beside or below an area tab's table, where a reader may take it for plan content."""


class CellComment(NamedTuple):
    """A comment on a cell."""

    cell: Cell
    text: str
    on_template: bool
    """It stands on the template's own text: a heading, an instruction, or the intro tab."""


class Hidden(NamedTuple):
    """Plan content that no one sees who opens the workbook."""

    sheet: str
    row: int | None = None
    column: int | None = None
    """The hidden row or column; the whole tab is hidden when both are None."""


class Plan(NamedTuple):
    """One workbook: one district, one year."""

    path: str
    year: int
    """The plan year asked for, or else the one that the workbook states, or the template's."""
    stated_year: int | None
    """The year that the workbook states."""
    template: str
    areas: tuple[Area, ...]
    analysis: AnalysisTab | None
    tabs: tuple[str, ...]
    """All tabs from left to right."""
    hidden_tabs: tuple[str, ...]
    intro_tabs: tuple[str, ...]
    other_tabs: tuple[str, ...]
    """Tabs that are neither intro, area nor analysis tab: no plan content is read there."""
    loose: tuple[LooseCell, ...]
    """The filled cells of all tabs that belong to no table."""
    comments: tuple[CellComment, ...]
    hidden: tuple[Hidden, ...]

    def column_of(self, cell: Cell) -> str | None:
        """Return the key of the column of an area's table that a cell stands in, if any."""
        for area in self.areas:
            if area.sheet == cell.sheet and cell.row >= area.header_row:
                return next((key for key, at in area.columns.items() if at == cell.column), None)
        return None


class Finding(NamedTuple):
    """Something that a rule found, with its place and its words."""

    code: str
    name: str
    severity: Severity
    area: str | None
    sheet: str | None
    row: int | None
    cell: str | None
    column: str | None
    message: str
    """What is wrong in this cell."""
    help: str
    """Why the template asks for it, and what a good cell looks like."""
    title: str
    """What the rule looks for, in a few words: the same for all its findings."""
    advice: str
    """What to do, without the why."""
    quote: str = ""
    """What of the cell decided, as short as can be; "" where the place says it all."""
