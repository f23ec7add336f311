"""The right numbers: what the analysis tab should say."""

from __future__ import annotations

from atgardsplan.model import AnalysisRow, AreaCounts, Plan


def counts_by_area(plan: Plan) -> dict[str, AreaCounts]:
    """Return the counts per area title; tabs that carry the same title are added together."""
    found: dict[str, AreaCounts] = {}
    for area in plan.areas:
        found[area.title] = _add(found.get(area.title, AreaCounts()), area.counts)
    return found


def total_counts(plan: Plan) -> AreaCounts:
    """Return the counts of all areas together."""
    total = AreaCounts()
    for area in plan.areas:
        total = _add(total, area.counts)
    return total


def right_counts(row: AnalysisRow, plan: Plan) -> AreaCounts | None:
    """Return the numbers that a row of the analysis tab should hold, None when it names no area."""
    if row.is_total:
        return total_counts(plan)
    if row.area is None:
        return None
    return counts_by_area(plan).get(row.area, AreaCounts())


def _add(first: AreaCounts, second: AreaCounts) -> AreaCounts:
    return AreaCounts(
        problems=first.problems + second.problems,
        causes=first.causes + second.causes,
        actions=first.actions + second.actions,
    )
