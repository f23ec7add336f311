"""P: is anything private left in a document that will be public. What is found is never repeated."""

from collections.abc import Callable, Iterator

from atgardsplan.language.private import (
    has_personal_e_mail,
    has_personal_number,
    has_phone_number,
)
from atgardsplan.model import Cell, Plan, Severity
from atgardsplan.rules.acceptance import is_acceptance
from atgardsplan.rules.rule import Check, Context, Hit, Scope, rule


def _finds(is_private: Callable[[str], bool]) -> Check:
    def check(plan: Plan, context: Context) -> Iterator[Hit]:
        for cell, text, column, area in _all_texts(plan):
            if is_private(text):
                yield Hit(cell=cell, column=column, area=area)

    return check


for _code, _name, _severity, _is_private in (
    ("P101", "personal-identity-number", Severity.ERROR, has_personal_number),
    ("P102", "phone-number", Severity.WARNING, has_phone_number),
    ("P103", "e-mail-address", Severity.WARNING, has_personal_e_mail),
):
    rule(_code, _name, _severity, Scope.PLAN)(_finds(_is_private))


@rule("P104", "left-over-comment", Severity.INFO, Scope.PLAN)
def left_over_comment(plan: Plan, context: Context) -> Iterator[Hit]:
    """A review comment is still in the workbook."""
    areas = {area.sheet: area.title for area in plan.areas}
    for comment in plan.comments:
        if not comment.on_template and not is_acceptance(comment.text):
            yield Hit(cell=comment.cell, area=areas.get(comment.cell.sheet))


def _all_texts(plan: Plan) -> Iterator[tuple[Cell, str, str | None, str | None]]:
    """Yield every text of the workbook with its cell, column and area: a public file is public."""
    areas = {area.sheet: area.title for area in plan.areas}
    for area in plan.areas:
        if area.written_title:
            yield area.written_title, area.written_title.text, None, area.title
        for row in area.rows:
            for column, cell in row.cells.items():
                if cell.text:
                    yield cell, cell.text, column, area.title
    for analysis_row in plan.analysis.rows if plan.analysis else ():
        yield analysis_row.label, analysis_row.label.text, None, analysis_row.area
    for loose in plan.loose:
        yield loose.cell, loose.cell.text, None, areas.get(loose.cell.sheet)
    for comment in plan.comments:
        yield comment.cell, comment.text, None, areas.get(comment.cell.sheet)
