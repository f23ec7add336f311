"""P: is anything private left in a document that will be public. What is found is never repeated."""

from collections.abc import Callable, Iterator

from atgardsplan.language.private import (
    has_personal_e_mail,
    has_personal_number,
    has_phone_number,
)
from atgardsplan.model import Plan, Severity
from atgardsplan.rules.acceptance import only_accepts
from atgardsplan.rules.rule import Check, Context, Hit, PlacedText, Scope, rule


def _finds(is_private: Callable[[str], bool]) -> Check:
    def check(placed: PlacedText, context: Context) -> Iterator[Hit]:
        if is_private(placed.text):
            yield Hit(cell=placed.cell, column=placed.column, area=placed.area)

    return check


for _code, _name, _severity, _is_private in (
    ("P101", "personal-identity-number", Severity.ERROR, has_personal_number),
    ("P102", "phone-number", Severity.WARNING, has_phone_number),
    ("P103", "e-mail-address", Severity.WARNING, has_personal_e_mail),
):
    rule(_code, _name, _severity, Scope.TEXT)(_finds(_is_private))


@rule("P104", "left-over-comment", Severity.INFO, Scope.PLAN)
def left_over_comment(plan: Plan, context: Context) -> Iterator[Hit]:
    """A review comment is still in the workbook."""
    areas = {area.sheet: area.title for area in plan.areas}
    for comment in plan.comments:
        if not comment.on_template and not only_accepts(comment.text):
            column = plan.column_of(comment.cell)
            yield Hit(cell=comment.cell, column=column, area=areas.get(comment.cell.sheet))
