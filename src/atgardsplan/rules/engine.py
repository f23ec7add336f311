"""Runs the rules over a plan. Knows no rule by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

from atgardsplan.model import Area, Finding, Plan, Stage
from atgardsplan.rules.catalogue import Catalogue
from atgardsplan.rules.rule import RULES, CellInRow, Context, Hit, RowInArea, Rule, Scope
from atgardsplan.template import TemplateDefinition

_FAMILIES = ("structure", "completeness", "follow_up", "numbers")


def all_rules() -> tuple[Rule, ...]:
    """Return every rule, by code."""
    for family in _FAMILIES:
        import_module(f"atgardsplan.rules.{family}")
    return tuple(RULES[code] for code in sorted(RULES))


def check_plan(
    plan: Plan,
    template: TemplateDefinition,
    stage: Stage,
    rules: Iterable[Rule],
    catalogue: Catalogue,
) -> tuple[Finding, ...]:
    """Return what `rules` find in `plan`, in reading order: tab, row, column, code.

    A cell merged over several rows is one cell: a rule finds the same there only once.
    """
    context = Context(plan, template, stage)
    found: dict[tuple[object, ...], Finding] = {}
    for rule in rules:
        for target, area in _targets(rule.scope, plan):
            for hit in rule.check(target, context):
                finding = _finding(rule, hit, area, context, catalogue)
                same = (finding.code, finding.sheet, finding.cell) if finding.cell else len(found)
                found.setdefault((same,), finding)
    order = {tab: index for index, tab in enumerate(_tabs_in_order(plan))}
    return tuple(sorted(found.values(), key=lambda finding: _place(finding, order)))


def _targets(scope: Scope, plan: Plan) -> Iterator[tuple[object, Area | None]]:
    """Yield what a rule of `scope` looks at, with the area that it belongs to."""
    if scope is Scope.PLAN:
        yield plan, None
        return
    for area in plan.areas:
        if scope is Scope.AREA:
            yield area, area
            continue
        for row in area.rows:
            if scope is Scope.ROW:
                yield RowInArea(area, row), area
                continue
            for column, cell in row.cells.items():
                if cell.filled:
                    yield CellInRow(cell, column, row, area), area


def _finding(
    rule: Rule, hit: Hit, area: Area | None, context: Context, catalogue: Catalogue
) -> Finding:
    title = area.title if area else hit.area
    sheet = hit.cell.sheet if hit.cell else hit.sheet
    column = context.template.column(hit.column) if hit.column else None
    details = {
        "area": title or "",
        "sheet": sheet or "",
        "cell": hit.cell.address if hit.cell else "",
        "column": (column.heading if column else None) or catalogue.column_name(hit.column),
        **hit.details,
    }
    text = catalogue.text(rule.code)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        area=title,
        sheet=sheet,
        row=hit.cell.row if hit.cell else None,
        cell=hit.cell.address if hit.cell else None,
        column=hit.column,
        message=text.message.format_map(details),
        help=text.help.format_map(details),
    )


def _tabs_in_order(plan: Plan) -> list[str]:
    tabs = [area.sheet for area in plan.areas]
    return [*tabs, plan.analysis.sheet] if plan.analysis else tabs


def _place(finding: Finding, order: dict[str, int]) -> tuple[object, ...]:
    # What has no tab stands first: it is about the plan as a whole.
    tab = order.get(finding.sheet, len(order)) if finding.sheet else -1
    letters = (finding.cell or "").rstrip("0123456789")
    return tab, finding.row or 0, len(letters), letters, finding.code
