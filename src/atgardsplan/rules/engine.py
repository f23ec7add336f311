"""Runs the rules over a plan. Knows no rule by name."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import NamedTuple

from atgardsplan.model import Area, Finding, Plan
from atgardsplan.rules import acceptance
from atgardsplan.rules.acceptance import Accepted
from atgardsplan.rules.catalogue import Catalogue
from atgardsplan.rules.rule import RULES, CellInRow, Context, Hit, RowInArea, Rule, Scope
from atgardsplan.settings import Settings
from atgardsplan.template import TemplateDefinition

_LONGEST_DETAIL = 200
_FAMILIES = (
    "structure", "completeness", "goal", "smart", "responsible", "time", "follow_up", "numbers",
    "privacy", "acceptance",
)  # fmt: skip


class Checked(NamedTuple):
    """What the rules found in a plan."""

    findings: tuple[Finding, ...]
    accepted: tuple[Accepted, ...]


def all_rules() -> tuple[Rule, ...]:
    """Return every rule, by code."""
    for family in _FAMILIES:
        import_module(f"atgardsplan.rules.{family}")
    return tuple(RULES[code] for code in sorted(RULES))


def check_plan(
    plan: Plan,
    template: TemplateDefinition,
    settings: Settings,
    rules: Iterable[Rule],
    catalogue: Catalogue,
) -> Checked:
    """Return what `rules` find in `plan`, in reading order: tab, row, column, code.

    A cell merged over several rows is one cell: a rule finds the same there only once.
    """
    context = Context(plan, template, settings)
    rules = tuple(rules)
    found = _run(rules, list(_targets_of_plan(plan)), context, catalogue)
    found, accepted, leftovers = acceptance.apply(found, plan)
    chosen = {rule.code for rule in rules}
    known = set(RULES)
    # An acceptance of a rule that was not run may well be of use when it is.
    told = [(item, None) for item in leftovers if item.code in chosen or item.code not in known]
    found += _run(
        rules, [(Scope.ACCEPTANCE, item, area) for item, area in told], context, catalogue
    )
    order = {tab: index for index, tab in enumerate(plan.tabs)}
    return Checked(tuple(sorted(found, key=lambda finding: _place(finding, order))), accepted)


Target = tuple[Scope, object, Area | None]


def _targets_of_plan(plan: Plan) -> Iterator[Target]:
    """Yield what rules look at, with the area that it belongs to."""
    yield Scope.PLAN, plan, None
    for area in plan.areas:
        yield Scope.AREA, area, area
        for row in area.rows:
            yield Scope.ROW, RowInArea(area, row), area
            for column, cell in row.cells.items():
                if cell.filled:
                    yield Scope.CELL, CellInRow(cell, column, row, area), area


def _run(
    rules: Iterable[Rule], targets: list[Target], context: Context, catalogue: Catalogue
) -> tuple[Finding, ...]:
    found: dict[tuple[object, ...], Finding] = {}
    for rule in rules:
        for scope, target, area in targets:
            if scope is not rule.scope:
                continue
            for hit in rule.check(target, context):
                finding = _finding(rule, hit, area, context, catalogue)
                same = (finding.code, finding.sheet, finding.cell)
                found.setdefault(same if finding.cell else (len(found),), finding)
    return tuple(found.values())


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
    # A title or a name can be as long as a cell; a message is to be read.
    details = {key: _cut(value) for key, value in details.items()}
    text = catalogue.text(rule.code)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=context.settings.severity_of(rule.code, rule.severity),
        area=title,
        sheet=sheet,
        row=hit.cell.row if hit.cell else hit.row,
        cell=hit.cell.address if hit.cell else None,
        column=hit.column,
        message=text.message_for(hit.details).format_map(details),
        help=text.explanation.format_map(details),
        title=text.title,
        advice=text.help.format_map(details),
        quote=hit.quote,
    )


def _cut(value: object) -> object:
    if isinstance(value, str) and len(value) > _LONGEST_DETAIL:
        return value[:_LONGEST_DETAIL].rstrip() + "…"
    return value


def _place(finding: Finding, order: dict[str, int]) -> tuple[object, ...]:
    # What has no tab stands first: it is about the plan as a whole.
    tab = order.get(finding.sheet, len(order)) if finding.sheet else -1
    letters = (finding.cell or "").rstrip("0123456789")
    return tab, finding.row or 0, len(letters), letters, finding.code
