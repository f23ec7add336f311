"""The machine-readable output of `validate` and `show`, as models: their JSON and its schema."""

from __future__ import annotations

import datetime as dt
from operator import attrgetter
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from atgardsplan import __version__
from atgardsplan.language.goal import Goal, Measure
from atgardsplan.language.when import When, WhenKind
from atgardsplan.language.who import Party, Who
from atgardsplan.meaning import goal_of, when_of, who_of
from atgardsplan.model import ActionRow, Area, AreaKind, Finding, Severity, Stage
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


_FINDING_FIELDS = tuple(FindingOutput.model_fields)
_values_of = attrgetter(*_FINDING_FIELDS)


class AcceptedOutput(FindingOutput):
    """A finding that a comment in the workbook accepts, with the reason given there."""

    reason: str


class AreaOutput(_Output):
    """An area and its right numbers, counted from its tab."""

    title: str
    sheet: str
    kind: AreaKind
    counts: CountsOutput


class WhenOutput(_Output):
    """What «När» means as time; the values are defined in docs/language.md."""

    text: str
    kind: WhenKind
    start: dt.date | None
    end: dt.date | None
    times_per_year: float | int | None
    conditional: bool
    linework: bool
    time_bound: bool


class GoalOutput(_Output):
    """How the goal is judged; the values are defined in docs/language.md."""

    specific: bool
    measurable: bool
    measure: Measure
    realistic: bool
    activity: bool
    multiple: bool


class WhoOutput(_Output):
    """Whom «Vem» names; the values are defined in docs/language.md."""

    text: str
    accepted: bool
    parties: list[Party]
    collaboration: bool
    lead: bool


class RowOutput(_Output):
    """An action row: its texts, and what they are taken to mean. Empty cells are null."""

    row: int
    problem: str | None
    cause: str | None
    action: str | None
    goal: str | None
    when: WhenOutput | None
    goal_check: GoalOutput | None
    who: WhoOutput | None
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
    accepted: list[AcceptedOutput] | None = None
    """Only where it was asked for."""
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
            **_plan_fields(result),
        )
        for result in run.results
    ]
    return ValidateOutput(tool=Tool(), plans=plans, totals=_totals(run))


def show_output(run: Run) -> ShowOutput:
    """Return the output of `show`."""
    plans = [
        PlanOutput[AreaWithRows](
            areas=[]
            if result.plan is None
            else [
                AreaWithRows(
                    rows=[_row(row, result.plan.year) for row in area.rows], **_area_fields(area)
                )
                for area in result.plan.areas
            ],
            **_plan_fields(result),
        )
        for result in run.results
    ]
    return ShowOutput(tool=Tool(), plans=plans, totals=_totals(run))


def as_json(output: ValidateOutput | ShowOutput, with_accepted: bool = False) -> str:
    """Return the output as JSON; the accepted findings only where they were asked for."""
    left_out = {} if with_accepted else {"plans": {"__all__": {"accepted"}}}
    return output.model_dump_json(indent=2, exclude=left_out) + "\n"


def _areas(result: PlanResult) -> tuple[Area, ...]:
    return result.plan.areas if result.plan else ()


def _area_fields(area: Area) -> dict[str, Any]:
    counts = CountsOutput(**area.counts._asdict())
    return {"title": area.title, "sheet": area.sheet, "kind": area.kind, "counts": counts}


def _plan_fields(result: PlanResult) -> dict[str, Any]:
    error = result.error
    return {
        # A name that is no text, as some file systems allow, is written out.
        "path": result.path.encode(errors="backslashreplace").decode(),
        "year": result.plan.year if result.plan else None,
        "template": result.plan.template if result.plan else None,
        "stage": result.settings.stage,
        "findings": [finding_fields(finding) for finding in result.findings],
        "accepted": [
            {**finding_fields(accepted.finding), "reason": accepted.reason}
            for accepted in result.accepted
        ],
        "error": ErrorOutput(kind=error.kind, message=error.message) if error else None,
    }


def finding_fields(finding: Finding) -> dict[str, Any]:
    """Return what a `FindingOutput` is made of: a plan has hundreds, made fastest by what holds them."""
    return dict(zip(_FINDING_FIELDS, _values_of(finding), strict=True))


def _row(row: ActionRow, plan_year: int) -> RowOutput:
    def text(column: str) -> str | None:
        return row.text(column) or None

    when, goal, who = when_of(row, plan_year), goal_of(row), who_of(row)
    return RowOutput(
        row=row.row,
        problem=text("problem"),
        cause=text("cause"),
        action=text("action"),
        goal=text("goal"),
        when=WhenOutput(**_fields(when, WhenOutput)) if text("when") else None,
        goal_check=GoalOutput(**_fields(goal, GoalOutput)) if text("goal") else None,
        who=WhoOutput(**_fields(who, WhoOutput)) if text("who") else None,
        follow_up=text("follow_up"),
    )


def _fields(meaning: When | Goal | Who, output: type[BaseModel]) -> dict[str, Any]:
    return {name: getattr(meaning, name) for name in output.model_fields}


def _totals(run: Run) -> Totals:
    return Totals(
        plans=len(run.results),
        unreadable=run.unreadable,
        error=run.count(Severity.ERROR),
        warning=run.count(Severity.WARNING),
        info=run.count(Severity.INFO),
    )
