"""C: is every started row filled in, with something that says something."""

from __future__ import annotations

from collections.abc import Iterator

from atgardsplan.language.placeholder import is_placeholder
from atgardsplan.matching import is_edited
from atgardsplan.model import Area, AreaKind, Severity
from atgardsplan.rules.rule import CellInRow, Check, Context, Hit, RowInArea, Scope, rule

# Higher than for the instruction row itself: a plan's own text may resemble an instruction.
_LEFT_OVER_AT_LEAST = 0.7


def _missing(column: str) -> Check:
    def check(row: RowInArea, context: Context) -> Iterator[Hit]:
        cell = row.cell(column)
        if cell is not None and not cell.filled:
            yield Hit(cell=cell, column=column)

    return check


for _code, _column in (
    ("C101", "problem"),
    ("C102", "cause"),
    ("C103", "action"),
    ("C104", "goal"),
    ("C105", "when"),
    ("C106", "who"),
):
    rule(_code, f"missing-{_column}", Severity.ERROR, Scope.ROW)(_missing(_column))


@rule("C107", "placeholder-text", Severity.ERROR, Scope.CELL)
def placeholder_text(cell: CellInRow, context: Context) -> Iterator[Hit]:
    """A cell holds «?», «-», «TBD», «fylls i senare», or left-over instruction text."""
    text = cell.cell.text
    if text and (is_placeholder(text) or is_left_over_instruction(text, context)):
        yield Hit(cell=cell.cell, column=cell.column)


@rule("C108", "empty-area", Severity.WARNING, Scope.AREA)
def empty_area(area: Area, context: Context) -> Iterator[Hit]:
    """A standard area has no action."""
    if area.kind is AreaKind.STANDARD and not area.counts.actions:
        yield Hit(cell=area.written_title, sheet=area.sheet)


def is_left_over_instruction(text: str, context: Context) -> bool:
    """Tell whether a text is one of the template's instruction lines, perhaps lightly edited."""
    return any(
        is_edited(text, column.instruction, _LEFT_OVER_AT_LEAST)
        for column in context.template.columns
    )
