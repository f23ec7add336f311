"""What the rows of the analysis table are, and which it lacks."""

from collections.abc import Iterator
from enum import Enum

from atgardsplan.headings import title_likeness
from atgardsplan.matching import begins_with, plain
from atgardsplan.model import AnalysisRow, AnalysisTab, AreaKind, Cell, Plan
from atgardsplan.template import TemplateDefinition


class RowKind(Enum):
    """Kinds of rows of the analysis table."""

    STANDARD = "standard"
    OWN = "own"
    PLACEHOLDER = "placeholder"
    TOTAL = "total"
    UNKNOWN = "unknown"
    """It names no area."""


def kind_of(row: AnalysisRow, plan: Plan, template: TemplateDefinition) -> RowKind:
    """Return what a row is; a standard area's row is one also when the area's tab is missing."""
    if row.is_total:
        return RowKind.TOTAL
    if row.area == template.own_area.placeholder:
        return RowKind.PLACEHOLDER
    if row.area is not None:
        return RowKind.OWN if standard_title(row.area, template) is None else RowKind.STANDARD
    if standard_title(row.label.text, template) is not None:
        return RowKind.STANDARD
    if any(begins_with(row.label.text, label) for label in template.analysis.total_labels):
        return RowKind.TOTAL
    return RowKind.UNKNOWN


def standard_title(label: str, template: TemplateDefinition) -> str | None:
    """Return the title of the standard area that a label names, None when it names none."""
    found = [(title_likeness(label, area.spellings), area.title) for area in template.areas]
    likeness, title = max(found, default=(0.0, ""))
    return title if likeness else None


def counts_no_area(row: AnalysisRow, plan: Plan, template: TemplateDefinition) -> bool:
    """Tell whether a row has a name and numbers, but no area of the plan has that name."""
    return (
        row.area is None
        and row.label.filled
        and kind_of(row, plan, template) is RowKind.UNKNOWN
        and any(cell.filled for cell in number_cells(row))
    )


def number_cells(row: AnalysisRow) -> Iterator[Cell]:
    """Yield a row's number cells, but for one that its label is merged with."""
    for cell in row.numbers.values():
        if cell[:3] != row.label[:3]:
            yield cell


def missing_titles(
    plan: Plan, analysis: AnalysisTab, template: TemplateDefinition
) -> list[tuple[str, RowKind]]:
    """Return the areas that have no row, in the order of the template, own areas last.

    The placeholder needs none, unless actions stand under it.
    """
    there = {row.area for row in analysis.rows} | {
        standard_title(row.label.text, template) for row in analysis.rows if row.area is None
    }
    labels = {plain(row.label.text) for row in analysis.rows}
    order = [area.title for area in template.areas]
    kinds = {
        AreaKind.STANDARD: RowKind.STANDARD,
        AreaKind.OWN: RowKind.OWN,
        AreaKind.PLACEHOLDER: RowKind.PLACEHOLDER,
    }
    found: dict[str, RowKind] = {}
    for area in plan.areas:
        needed = area.kind is not AreaKind.PLACEHOLDER or area.rows
        if needed and area.title not in there and plain(area.title) not in labels:
            found[area.title] = kinds[area.kind]
            labels.add(plain(area.title))
    ranks = list(kinds.values())

    def place(item: tuple[str, RowKind]) -> tuple[int, int]:
        title, kind = item
        return ranks.index(kind), order.index(title) if kind is RowKind.STANDARD else 0

    return sorted(found.items(), key=place)
