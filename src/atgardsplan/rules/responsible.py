"""A: does someone own the action, and does someone lead when several share it."""

from collections.abc import Iterator

from atgardsplan.meaning import who_of_text
from atgardsplan.model import Severity
from atgardsplan.rules.rule import CellInRow, Context, Hit, Scope, rule
from atgardsplan.rules.smart import quoting


@rule("A101", "no-owner", Severity.WARNING, Scope.STATEMENT, "who")
def no_owner(cell: CellInRow, context: Context) -> Iterator[Hit]:
    """The annotation guideline, section 3: `accepted` is false."""
    who = who_of_text(cell.text)
    if not who.accepted:
        yield quoting(who.why, cell)


@rule("A102", "no-lead", Severity.INFO, Scope.STATEMENT, "who")
def no_lead(cell: CellInRow, context: Context) -> Iterator[Hit]:
    """Several parties and no one leads."""
    who = who_of_text(cell.text)
    if who.accepted and who.collaboration and not who.lead:
        yield Hit(cell=cell.cell, column=cell.column)
