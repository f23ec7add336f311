"""U: is the follow-up column empty when the plan is made, and filled at the end of the year."""

from __future__ import annotations

from collections.abc import Iterator

from atgardsplan.language.empty_words import is_reference, says_only_done
from atgardsplan.model import Severity, Stage
from atgardsplan.rules.rule import Context, Hit, RowInArea, Scope, rule
from atgardsplan.rules.statements import holds_the_place

_COLUMN = "follow_up"


@rule("U101", "follow-up-filled-early", Severity.WARNING, Scope.ROW)
def follow_up_filled_early(row: RowInArea, context: Context) -> Iterator[Hit]:
    """Stage plan: the follow-up cell is filled."""
    cell = row.cell(_COLUMN)
    if context.stage is not Stage.PLAN or cell is None or not cell.filled or cell.error:
        return
    # What only holds the place is C107's.
    if not holds_the_place(cell, _COLUMN, context):
        yield Hit(cell=cell, column=_COLUMN)


@rule("U102", "follow-up-missing", Severity.ERROR, Scope.ROW)
def follow_up_missing(row: RowInArea, context: Context) -> Iterator[Hit]:
    """Stage followup: the follow-up cell is empty."""
    cell = row.cell(_COLUMN)
    if context.stage is Stage.FOLLOWUP and cell is not None and not cell.filled:
        yield Hit(cell=cell, column=_COLUMN)


@rule("U103", "follow-up-too-thin", Severity.INFO, Scope.ROW)
def follow_up_too_thin(row: RowInArea, context: Context) -> Iterator[Hit]:
    """Stage followup: it says only «OK», «klart» or the like."""
    cell = row.cell(_COLUMN)
    if context.stage is not Stage.FOLLOWUP or cell is None or not cell.text:
        return
    if holds_the_place(cell, _COLUMN, context) or is_reference(cell.text):
        return
    if says_only_done(cell.text):
        yield Hit(cell=cell, column=_COLUMN, details={"written": cell.text})
