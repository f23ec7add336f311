"""C: is every started row filled in, with something that says something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atgardsplan.language.cause import lists_several
from atgardsplan.language.empty_words import is_reference
from atgardsplan.matching import earlier_alike, plain
from atgardsplan.model import Area, AreaKind, Plan, Severity, Stage
from atgardsplan.rules.rule import CellInRow, Check, Context, Hit, RowInArea, Scope, rule
from atgardsplan.rules.statements import holds_the_place, says_something


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
    if holds_the_place(cell.cell, cell.column, context):
        yield Hit(cell=cell.cell, column=cell.column)


@rule("C108", "empty-area", Severity.WARNING, Scope.AREA)
def empty_area(area: Area, context: Context) -> Iterator[Hit]:
    """A standard area has no action."""
    if area.kind is AreaKind.STANDARD and not area.counts.actions:
        yield Hit(cell=area.written_title, sheet=area.sheet)


@rule("C109", "duplicate-action", Severity.WARNING, Scope.PLAN)
def duplicate_action(plan: Plan, context: Context) -> Iterator[Hit]:
    """The same action stands in two rows, of any tab."""
    # A cell merged over several rows is one action.
    actions = {
        (cell.sheet, cell.address): (cell, area)
        for area in plan.areas
        for row in area.rows
        if (cell := row.cells.get("action")) and says_something(cell, "action", context)
    }
    placed = list(actions.values())
    words = [plain(cell.text).split() for cell, _ in placed]
    earlier = earlier_alike(words, context.settings.duplicate_likeness)
    for (cell, area), number in zip(placed, earlier, strict=True):
        if number is not None:
            other = placed[number][0]
            details = {"other_sheet": other.sheet, "other_cell": other.address}
            yield Hit(cell=cell, column="action", area=area.title, details=details)


@rule("C110", "several-causes", Severity.WARNING, Scope.STATEMENT, "cause")
def several_causes(cell: CellInRow, context: Context) -> Iterator[Hit]:
    """One cause cell lists several causes (the template: then one action per cause)."""
    if lists_several(cell.text):
        yield Hit(cell=cell.cell, column=cell.column)


@rule("C111", "reference-instead-of-text", Severity.WARNING, Scope.CELL)
def reference_instead_of_text(cell: CellInRow, context: Context) -> Iterator[Hit]:
    """«se ovan», «dito», ditto marks."""
    if cell.column == "follow_up" and context.stage is Stage.PLAN:
        return
    if is_reference(cell.text):
        yield Hit(cell=cell.cell, column=cell.column, details={"written": cell.written})


@rule("C112", "youth-strategy-missing", Severity.INFO, Scope.PLAN)
def youth_strategy_missing(plan: Plan, context: Context) -> Iterator[Hit]:
    """Nothing takes up the strategy against children and young people being drawn into crime."""
    if _lacks(plan, context.template.themes.youth_strategy):
        yield Hit()


@rule("C113", "extremism-missing", Severity.INFO, Scope.PLAN)
def extremism_missing(plan: Plan, context: Context) -> Iterator[Hit]:
    """Nothing in the plan takes up the work against violent extremism."""
    if _lacks(plan, context.template.themes.extremism):
        yield Hit()


def _lacks(plan: Plan, words: Sequence[str]) -> bool:
    """Tell whether a plan with rows has none of the words in its tables or its areas' titles."""
    texts = [
        f" {plain(cell.text)}"
        for area in plan.areas
        for row in area.rows
        for cell in row.cells.values()
        if cell.filled
    ]
    if not texts or not words:
        return False
    texts += [f" {plain(area.title)}" for area in plan.areas if area.kind is AreaKind.OWN]
    return not any(f" {plain(word)}" in text for word in words for text in texts)
