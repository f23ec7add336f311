"""Runs the rules over a plan. Knows no rule by name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from typing import NamedTuple

from atgardsplan.language.private import without_private
from atgardsplan.model import Area, Finding, Plan
from atgardsplan.rules import acceptance
from atgardsplan.rules.acceptance import Accepted
from atgardsplan.rules.catalogue import Catalogue
from atgardsplan.rules.rule import (
    RULES,
    CellInRow,
    Context,
    Hit,
    PlacedText,
    RowInArea,
    Rule,
    Scope,
)
from atgardsplan.rules.statements import says_something
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
    found = _run(rules, _targets(plan, context), context, catalogue)
    found, accepted, leftovers = acceptance.apply(found, plan)
    chosen = {rule.code for rule in rules}
    known = set(RULES)
    # An acceptance of a rule that was not run may well be of use when it is.
    told = [(item, None) for item in leftovers if item.code in chosen or item.code not in known]
    found += _run(rules, {(Scope.ACCEPTANCE, None): told}, context, catalogue)
    order = {tab: index for index, tab in enumerate(plan.tabs)}
    return Checked(tuple(sorted(found, key=lambda finding: _place(finding, order))), accepted)


Targets = dict[tuple[Scope, str | None], Sequence[tuple[object, Area | None]]]
"""What rules look at, with the area that it belongs to, by scope and column."""


def _targets(plan: Plan, context: Context) -> Targets:
    targets: dict[tuple[Scope, str | None], list[tuple[object, Area | None]]] = defaultdict(list)
    targets[Scope.PLAN, None].append((plan, None))
    targets[Scope.TEXT, None] = [(text, None) for text in _texts(plan)]
    for area in plan.areas:
        targets[Scope.AREA, None].append((area, area))
        for row in area.rows:
            targets[Scope.ROW, None].append((RowInArea(area, row), area))
            for column, cell in row.cells.items():
                if not cell.filled:
                    continue
                target = CellInRow(cell, column, row, area, cell.text), area
                targets[Scope.CELL, None].append(target)
                if says_something(cell, column, context):
                    targets[Scope.STATEMENT, column].append(target)
    return {**targets}


def _texts(plan: Plan) -> Iterator[PlacedText]:
    """Yield every text of the workbook: a public file is public as a whole."""
    areas = {area.sheet: area.title for area in plan.areas}
    for area in plan.areas:
        if area.written_title:
            yield PlacedText(area.written_title.text, area.written_title, None, area.title)
        for column, cell in area.headings.items():
            yield PlacedText(cell.text, cell, column, area.title)
        for row in area.rows:
            for column, cell in row.cells.items():
                if text := cell.text:
                    yield PlacedText(text, cell, column, area.title)
    for analysis_row in plan.analysis.rows if plan.analysis else ():
        yield PlacedText(analysis_row.label.text, analysis_row.label, None, analysis_row.area)
    for loose in plan.loose:
        yield PlacedText(loose.cell.text, loose.cell, None, areas.get(loose.cell.sheet))
    for comment in plan.comments:
        at = plan.column_of(comment.cell)
        yield PlacedText(comment.text, comment.cell, at, areas.get(comment.cell.sheet))


def _run(
    rules: Iterable[Rule], targets: Targets, context: Context, catalogue: Catalogue
) -> tuple[Finding, ...]:
    found: dict[tuple[object, ...], Finding] = {}
    for rule in rules:
        words = _Words(rule, context, catalogue)
        for target, area in targets.get((rule.scope, rule.column), ()):
            for hit in rule.check(target, context):
                finding = words.finding(hit, area)
                same = (finding.code, finding.sheet, finding.cell)
                found.setdefault(same if finding.cell else (len(found),), finding)
    return tuple(found.values())


class _Words:
    """Puts what one rule finds into words. What all its findings have alike is looked up once."""

    def __init__(self, rule: Rule, context: Context, catalogue: Catalogue) -> None:
        self._rule = rule
        self._text = catalogue.text(rule.code)
        self._explanation = self._text.explanation
        self._severity = context.settings.severity_of(rule.code, rule.severity)
        self._template = context.template
        self._catalogue = catalogue
        self._places: dict[tuple[str | None, str | None, str | None], dict[str, object]] = {}

    def finding(self, hit: Hit, area: Area | None) -> Finding:
        """Return the finding that a hit is."""
        title = area.title if area else hit.area
        sheet = hit.cell.sheet if hit.cell else hit.sheet
        cell = hit.cell.address if hit.cell else None
        details = {**self._about(title, sheet, hit.column), "cell": cell or ""}
        for key, value in hit.details.items():
            # What a rule hands on can be as long as a cell, and private; a message is public.
            details[key] = _shown(value) if isinstance(value, str) else value
        rule = self._rule
        return Finding(
            code=rule.code,
            name=rule.name,
            severity=self._severity,
            area=title,
            sheet=sheet,
            row=hit.cell.row if hit.cell else hit.row,
            cell=cell,
            column=hit.column,
            message=_filled(self._text.message_for(hit.details), details),
            help=_filled(self._explanation, details),
            title=self._text.title,
            advice=_filled(self._text.help, details),
            quote=without_private(hit.quote),
        )

    def _about(
        self, area: str | None, sheet: str | None, column: str | None
    ) -> Mapping[str, object]:
        """Return what a text can say of where a finding is, but for the cell."""
        place = area, sheet, column
        known = self._places.get(place)
        if known is None:
            known = self._places[place] = {
                "area": _shown(area or ""),
                "sheet": _shown(sheet or ""),
                "column": self._heading(column),
            }
        return known

    def _heading(self, key: str | None) -> str:
        """Return what a column is called in the plan's template, else what people call it."""
        column = self._template.column(key) if key else None
        return (column.heading if column else None) or self._catalogue.column_name(key)


def _filled(text: str, details: Mapping[str, object]) -> str:
    # One and the same text for all findings where there is nothing to fill in.
    return text.format_map(details) if "{" in text or "}" in text else text


@lru_cache(maxsize=4096)
def _shown(text: str) -> str:
    text = without_private(text)
    return text if len(text) <= _LONGEST_DETAIL else text[:_LONGEST_DETAIL].rstrip() + "…"


def _place(finding: Finding, order: dict[str, int]) -> tuple[object, ...]:
    # What has no tab stands first: it is about the plan as a whole.
    tab = order.get(finding.sheet, len(order)) if finding.sheet else -1
    letters = (finding.cell or "").rstrip("0123456789")
    return tab, finding.row or 0, len(letters), letters, finding.code
