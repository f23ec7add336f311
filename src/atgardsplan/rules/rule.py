"""What a rule is, and the list that a rule joins by being written down."""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, NamedTuple

from atgardsplan.language.private import without_private
from atgardsplan.model import ActionRow, Area, Cell, Plan, Severity, Stage
from atgardsplan.settings import Settings
from atgardsplan.template import TemplateDefinition


class Scope(Enum):
    """What a rule looks at, one at a time."""

    PLAN = "plan"
    AREA = "area"
    ROW = "row"
    CELL = "cell"
    """A filled cell of the table."""
    STATEMENT = "statement"
    """A cell of one column with a text of its own to judge: see statements.py."""
    TEXT = "text"
    """A text anywhere in the workbook, comments and headings too."""
    ACCEPTANCE = "acceptance"
    """An acceptance in a comment that does nothing, told after the other rules have run."""


class Context(NamedTuple):
    """What a rule may know beside what it looks at."""

    plan: Plan
    template: TemplateDefinition
    settings: Settings

    @property
    def stage(self) -> Stage:
        """Whether the plan is being made or followed up."""
        return self.settings.stage


class PlacedText(NamedTuple):
    """A text of the workbook, with the cell, column and area that it stands in."""

    text: str
    cell: Cell
    column: str | None
    area: str | None


class RowInArea(NamedTuple):
    """An action row with the area that it stands in."""

    area: Area
    row: ActionRow

    def cell(self, column: str) -> Cell | None:
        """Return the row's cell of a column, None when the tab lacks the column."""
        return self.row.cells.get(column)


class CellInRow(NamedTuple):
    """A filled cell of the table and its text, with its column's key, its row and its area."""

    cell: Cell
    column: str
    row: ActionRow
    area: Area
    text: str
    """The cell's own, read once for all rules."""

    @property
    def written(self) -> str:
        """The text as it may be quoted: with what is private blotted out."""
        return without_private(self.text)


class Hit(NamedTuple):
    """A place where a rule fires; `details` fill the blanks of the rule's text."""

    cell: Cell | None = None
    column: str | None = None
    area: str | None = None
    """Given by rules that look at the whole plan; else the engine knows the area."""
    sheet: str | None = None
    """Given where there is a tab but no cell to point at."""
    row: int | None = None
    """Given where there is a row but no cell to point at."""
    details: Mapping[str, object] = MappingProxyType({})
    quote: str = ""
    """What of the cell decided, for reports that list several findings of a rule on one line."""


Check = Callable[[Any, Context], Iterable[Hit]]


class Rule(NamedTuple):
    """A line of the rule catalogue; its words stand in `texts/`."""

    code: str
    name: str
    severity: Severity
    scope: Scope
    column: str | None
    """The column of a rule that looks at statements."""
    check: Check


RULES: dict[str, Rule] = {}
"""All rules by code. A module adds its rules as it is imported; see `families` in engine.py."""


def rule(
    code: str, name: str, severity: Severity, scope: Scope, column: str | None = None
) -> Callable[[Check], Check]:
    """Make a rule of the function below; it is given what it looks at, and the context.

    A rule that looks at statements says in which column they stand.
    """

    def add(check: Check) -> Check:
        if code in RULES:
            raise ValueError(f"two rules have the code {code}")
        if (scope is Scope.STATEMENT) is (column is None):
            raise ValueError(f"the rule {code} is to name a column if it looks at statements")
        RULES[code] = Rule(code, name, severity, scope, column, check)
        return check

    return add
