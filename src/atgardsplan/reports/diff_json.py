"""`diff --format json`: what differs, for programs. The schema is `diff --json-schema`."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from atgardsplan.plan_diff import Action, ActionDiff, AreaDiff, FieldChange, Moved, PlanDiff, Side
from atgardsplan.reports.envelope import FindingOutput, Tool, finding_fields
from atgardsplan.texts import Texts


class _Output(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SideOutput(_Output):
    """One of the two plans."""

    path: str
    year: int
    template: str


class AreaDiffOutput(_Output):
    """An area that was added (`old` is null), removed (`new` is null) or renamed; by its title."""

    change: Literal["added", "removed", "renamed"]
    old: str | None
    new: str | None


class PlaceOutput(_Output):
    """Where an action stands in one of the plans."""

    area: str
    sheet: str
    row: int


class FieldChangeOutput(_Output):
    """A cell that says something else; null where it is empty."""

    column: str
    before: str | None
    after: str | None


class ActionDiffOutput(_Output):
    """An action that is not the same in both plans."""

    change: Literal["added", "removed", "changed", "moved"]
    """`changed` where a cell says something else, whether or not the action also moved."""
    old: PlaceOutput | None
    """Null where it was added."""
    new: PlaceOutput | None
    """Null where it was removed."""
    moved: Moved | None
    """`order`: among its area's other actions; `area`: to another one; null: it was not moved."""
    fields: dict[str, str]
    """Its filled cells by column, those of the new plan unless it was removed."""
    changes: list[FieldChangeOutput]


class FindingsOutput(_Output):
    """Findings that only one of the plans has, with their places in that plan."""

    appeared: list[FindingOutput]
    vanished: list[FindingOutput]


class DiffTotals(_Output):
    """How many actions and findings differ. A moved and changed action counts as both."""

    added: int
    removed: int
    changed: int
    moved: int
    appeared: int
    vanished: int


class DiffOutput(_Output):
    """What `diff --format json` prints."""

    schema_version: Literal[1] = 1
    tool: Tool = Field(default_factory=Tool)
    differs: bool
    old: SideOutput
    new: SideOutput
    areas: list[AreaDiffOutput]
    actions: list[ActionDiffOutput]
    findings: FindingsOutput
    totals: DiffTotals


def render(diff: PlanDiff, texts: Texts) -> str:
    """Return what differs as JSON."""
    return diff_output(diff).model_dump_json(indent=2) + "\n"


def diff_output(diff: PlanDiff) -> DiffOutput:
    """Return the output of `diff`."""
    return DiffOutput(
        differs=diff.differs,
        old=_side(diff.old),
        new=_side(diff.new),
        areas=[_area(area) for area in diff.areas],
        actions=[_action(action) for action in diff.actions],
        findings=FindingsOutput(
            appeared=[FindingOutput(**finding_fields(finding)) for finding in diff.appeared],
            vanished=[FindingOutput(**finding_fields(finding)) for finding in diff.vanished],
        ),
        totals=DiffTotals(
            added=len(diff.added),
            removed=len(diff.removed),
            changed=len(diff.changed),
            moved=len(diff.moved),
            appeared=len(diff.appeared),
            vanished=len(diff.vanished),
        ),
    )


def _side(side: Side) -> SideOutput:
    return SideOutput(**side._asdict())


def _area(area: AreaDiff) -> AreaDiffOutput:
    return AreaDiffOutput(change=area.kind, old=area.old, new=area.new)


def _action(action: ActionDiff) -> ActionDiffOutput:
    return ActionDiffOutput(
        change=action.kind,
        old=_place(action.old),
        new=_place(action.new),
        moved=action.moved,
        fields=action.shown.texts,
        changes=[_change(change) for change in action.changes],
    )


def _place(action: Action | None) -> PlaceOutput | None:
    if action is None:
        return None
    return PlaceOutput(area=action.area, sheet=action.sheet, row=action.row)


def _change(change: FieldChange) -> FieldChangeOutput:
    return FieldChangeOutput(
        column=change.column, before=change.before or None, after=change.after or None
    )
