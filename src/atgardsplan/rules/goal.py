"""S: is the action described, short and clear; does the goal add something to it."""

from collections.abc import Iterator

from atgardsplan.language.action import is_thin
from atgardsplan.matching import plain, sequence_likeness
from atgardsplan.model import Severity
from atgardsplan.rules.rule import CellInRow, Context, Hit, RowInArea, Scope, rule
from atgardsplan.rules.statements import says_something


@rule("S104", "action-too-thin", Severity.WARNING, Scope.STATEMENT, "action")
def action_too_thin(cell: CellInRow, context: Context) -> Iterator[Hit]:
    """The action only names something: neither what is done nor how."""
    if is_thin(cell.text):
        written = cell.written
        yield Hit(
            cell=cell.cell,
            column=cell.column,
            details={"written": written},
            quote=f"«{written}»",
        )


@rule("S105", "action-too-long", Severity.INFO, Scope.STATEMENT, "action")
def action_too_long(cell: CellInRow, context: Context) -> Iterator[Hit]:
    """The action is no short description any more."""
    words, most = len(cell.text.split()), context.settings.long_action
    if words > most:
        yield Hit(cell=cell.cell, column=cell.column, details={"words": words, "most": most})


@rule("S106", "goal-repeats-action", Severity.WARNING, Scope.ROW)
def goal_repeats_action(row: RowInArea, context: Context) -> Iterator[Hit]:
    """Goal and action say the same."""
    goal, action = row.cell("goal"), row.cell("action")
    if goal is None or action is None:
        return
    if not says_something(goal, "goal", context) or not says_something(action, "action", context):
        return
    likeness = sequence_likeness(plain(goal.text).split(), plain(action.text).split())
    if likeness >= context.settings.repeat_likeness:
        yield Hit(cell=goal, column="goal", details={"action_cell": action.address})
