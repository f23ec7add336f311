"""Runs for tests of the formats: with texts that try to be more than text."""

from __future__ import annotations

from collections.abc import Iterable

from atgardsplan.model import Finding, Severity
from atgardsplan.rules.acceptance import Accepted
from atgardsplan.settings import Settings
from atgardsplan.texts import load_texts
from atgardsplan.validation import PlanResult, ReadError, Run
from tests.plans import make_book, read

SV = load_texts("sv")
PLAN = read(make_book())
HOSTILE = (
    "rad ett\nrad två\r\n::error::hittat på\n##vso[task.complete result=Failed;]x\n"
    "100 % %0A %25 a,b;c]d:e \x1b[31mröd\x1b[0m \x07 [bold]fet[/bold] \ufffe \u202eomvänt\n"
    "<script>alert(1)</script><img src=x onerror=alert(1)> ]]> &amp; \"'>\n"
    "![bild](https://example.com/x.png) [länk](javascript:alert(1)) `kod` |cell| **fet** "
    "www.example.com https://example.com @alla #1 $x$ ~~a~~ <!-- --> </td></table>"
)


def finding(
    message: str = "Målet går inte att mäta.",
    *,
    severity: Severity = Severity.WARNING,
    code: str = "M101",
    sheet: str | None = PLAN.areas[0].sheet,
    cell: str | None = "D3",
    row: int | None = 3,
) -> Finding:
    """Return a finding on the first area's first row, or elsewhere."""
    return Finding(
        code=code,
        name="goal-not-measurable",
        severity=severity,
        area=PLAN.areas[0].title if sheet else None,
        sheet=sheet,
        row=row,
        cell=cell,
        column="goal" if cell else None,
        message=message,
        help=message,
        title=message,
        advice=message,
    )


def run_with(
    findings: Iterable[Finding],
    *,
    path: str = "planer/plan.xlsx",
    unreadable: Iterable[str] = (),
    accepted: Iterable[Accepted] = (),
    settings: Settings | None = None,
) -> Run:
    """Return a run over one plan with these findings, and files that could not be read."""
    own = settings or Settings()
    results = [PlanResult(path, own, PLAN, tuple(findings), accepted=tuple(accepted))]
    results += [
        PlanResult(name, own, None, error=ReadError("not-found", "Filen finns inte."))
        for name in unreadable
    ]
    return Run(tuple(results), own, show_accepted=bool(accepted))


def hostile_run() -> Run:
    """Return a run where all that comes from a workbook or a file's name is hostile."""
    bad = finding(HOSTILE, sheet=HOSTILE)
    return run_with(
        [bad, bad._replace(severity=Severity.INFO), bad._replace(severity=Severity.ERROR)],
        path=HOSTILE.replace("/", "-"),
        unreadable=["saknas\n::error::.xlsx"],
        accepted=[Accepted(bad, HOSTILE)],
    )
