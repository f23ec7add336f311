"""The machine-readable output of `validate` and `show`, as models: their JSON and its schema."""

from __future__ import annotations

from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from atgardsplan import __version__
from atgardsplan.model import ActionRow, Area, AreaKind, Severity, Stage
from atgardsplan.validation import PlanResult, Run


class _Output(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Tool(_Output):
    """Which program made the output."""

    name: Literal["atgardsplan"] = "atgardsplan"
    version: str = __version__


class ErrorOutput(_Output):
    """Why a plan could not be read."""

    kind: str
    message: str


class Totals(_Output):
    """Sums over all plans."""

    plans: int
    unreadable: int
    error: int
    warning: int
    info: int


class CountsOutput(_Output):
    """Filled cells per column, a merged cell counted once."""

    problems: int
    causes: int
    actions: int


class FindingOutput(_Output):
    """Something that a rule found; what has no place has null."""

    code: str
    name: str
    severity: Severity
    area: str | None
    sheet: str | None
    row: int | None
    cell: str | None
    column: str | None
    message: str
    help: str


class AreaOutput(_Output):
    """An area and its right numbers, counted from its tab."""

    title: str
    sheet: str
    kind: AreaKind
    counts: CountsOutput


class RowOutput(_Output):
    """An action row: its texts, and what they are taken to mean. Empty cells are null."""

    row: int
    problem: str | None
    cause: str | None
    action: str | None
    goal: str | None
    when: None = None
    goal_check: None = None
    who: None = None
    follow_up: str | None


class AreaWithRows(AreaOutput):
    """An area with its action rows."""

    rows: list[RowOutput]


AreaT = TypeVar("AreaT", bound=AreaOutput)


class PlanOutput(_Output, Generic[AreaT]):
    """One plan; an unreadable one has an error, and neither areas nor findings."""

    path: str
    year: int | None
    template: str | None
    stage: Stage
    areas: list[AreaT]
    findings: list[FindingOutput]
    error: ErrorOutput | None


class Envelope(_Output, Generic[AreaT]):
    """The whole output."""

    schema_version: Literal[1] = 1
    tool: Tool
    plans: list[PlanOutput[AreaT]]
    totals: Totals


class ValidateOutput(Envelope[AreaOutput]):
    """What `validate --format json` prints."""


class ShowOutput(Envelope[AreaWithRows]):
    """What `show --format json` prints."""


def validate_output(run: Run) -> ValidateOutput:
    """Return the output of `validate`."""
    plans = [
        PlanOutput[AreaOutput](
            areas=[AreaOutput(**_area_fields(area)) for area in _areas(result)],
            **_plan_fields(result, run),
        )
        for result in run.results
    ]
    return ValidateOutput(tool=Tool(), plans=plans, totals=_totals(run))


def show_output(run: Run) -> ShowOutput:
    """Return the output of `show`."""
    plans = [
        PlanOutput[AreaWithRows](
            areas=[
                AreaWithRows(rows=[_row(row) for row in area.rows], **_area_fields(area))
                for area in _areas(result)
            ],
            **_plan_fields(result, run),
        )
        for result in run.results
    ]
    return ShowOutput(tool=Tool(), plans=plans, totals=_totals(run))


def _areas(result: PlanResult) -> tuple[Area, ...]:
    return result.plan.areas if result.plan else ()


def _area_fields(area: Area) -> dict[str, Any]:
    counts = CountsOutput(**area.counts._asdict())
    return {"title": area.title, "sheet": area.sheet, "kind": area.kind, "counts": counts}


def _plan_fields(result: PlanResult, run: Run) -> dict[str, Any]:
    error = result.error
    return {
        "path": result.path,
        "year": result.plan.year if result.plan else None,
        "template": result.plan.template if result.plan else None,
        "stage": run.settings.stage,
        "findings": [FindingOutput(**finding._asdict()) for finding in result.findings],
        "error": ErrorOutput(kind=error.kind, message=error.message) if error else None,
    }


def _row(row: ActionRow) -> RowOutput:
    def text(column: str) -> str | None:
        return row.text(column) or None

    return RowOutput(
        row=row.row,
        problem=text("problem"),
        cause=text("cause"),
        action=text("action"),
        goal=text("goal"),
        follow_up=text("follow_up"),
    )


def _totals(run: Run) -> Totals:
    return Totals(
        plans=len(run.results),
        unreadable=run.unreadable,
        error=run.count(Severity.ERROR),
        warning=run.count(Severity.WARNING),
        info=run.count(Severity.INFO),
    )
