"""`text`: for people at a terminal. Findings by tab, then what to do about them, then the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from atgardsplan.model import Finding, Plan, Severity
from atgardsplan.reports.lines import Line, Piece, as_text, visible, wrapped
from atgardsplan.texts import Texts
from atgardsplan.validation import PlanResult, Run

DEFAULT_WIDTH = 100


def render(run: Run, texts: Texts) -> str:
    """Return the run as plain text."""
    return as_text(lines(run, texts, DEFAULT_WIDTH))


def lines(run: Run, texts: Texts, width: int) -> list[Line]:
    """Return the run as lines of at most `width` characters."""
    found: list[Line] = []
    for result in run.results:
        if result.plan is not None:
            found += _plan(result, result.plan, run, texts, width)
            found.append(())
    # A file that could not be read has its line among the problems, not among the results.
    return found + list(_verdict(run, texts)) if found else found


def _plan(result: PlanResult, plan: Plan, run: Run, texts: Texts, width: int) -> Iterator[Line]:
    stage = texts(f"stage.{run.settings.stage}")
    path = visible(result.path)
    yield (Piece(texts("report.plan_heading", path=path, year=plan.year, stage=stage), "heading"),)
    explained: set[str] = set()
    for _, findings in groupby(result.findings, key=lambda finding: finding.sheet):
        yield ()
        yield from _tab(list(findings), texts, width, explained)


def _tab(findings: list[Finding], texts: Texts, width: int, explained: set[str]) -> Iterator[Line]:
    """Yield a tab's findings; each rule is explained where it comes first."""
    yield (Piece(_tab_heading(findings, texts), "tab"),)
    for finding, cells in _grouped(findings):
        severity = texts(f"severity.{finding.severity}")
        message = (
            f"{', '.join(cells)}  {visible(finding.message)}" if cells else visible(finding.message)
        )
        head = f"  {severity:<12}"
        first, *rest = wrapped(head, f"{message} [{finding.code}]", width)
        yield (Piece(first[0].text, finding.severity), *first[1:])
        yield from rest
        if finding.code not in explained:
            explained.add(finding.code)
            yield from wrapped(" " * len(head), visible(finding.help), width, "help")


def _tab_heading(findings: list[Finding], texts: Texts) -> str:
    sheet = findings[0].sheet
    if sheet is None:
        return texts("report.whole_plan")
    area = next((finding.area for finding in findings if finding.area), None)
    if area and len({finding.area for finding in findings}) == 1:
        return texts("report.tab_heading_area", sheet=visible(sheet), area=visible(area))
    return texts("report.tab_heading", sheet=visible(sheet))


def _grouped(findings: Iterable[Finding]) -> Iterator[tuple[Finding, list[str]]]:
    """Yield findings that say the same of several cells as one, with the cells' addresses."""
    groups: dict[tuple[str, str], tuple[Finding, list[str]]] = {}
    for finding in findings:
        _, cells = groups.setdefault((finding.code, finding.message), (finding, []))
        if finding.cell:
            cells.append(finding.cell)
    yield from groups.values()


def _verdict(run: Run, texts: Texts) -> Iterator[Line]:
    counts = {severity: run.count(severity) for severity in Severity}
    yield (
        Piece(
            texts(
                "report.totals",
                plans=counted(texts, "report.plan", len(run.results) - run.unreadable),
                errors=counted(texts, "report.error", counts[Severity.ERROR]),
                warnings=counted(texts, "report.warning", counts[Severity.WARNING]),
                infos=counted(texts, "report.info", counts[Severity.INFO]),
            ),
            "heading",
        ),
    )
    if run.unreadable:
        unreadable = counted(texts, "report.unreadable", run.unreadable)
        yield (Piece(unreadable, "error"),)
    if counts[Severity.ERROR]:
        yield (Piece(texts("report.verdict_not_ready"), "error"),)
    elif run.unreadable:
        return
    elif counts[Severity.WARNING] or counts[Severity.INFO]:
        yield (Piece(texts("report.verdict_ready"), "good"),)
    else:
        yield (Piece(texts("report.verdict_clean"), "good"),)


def counted(texts: Texts, key: str, number: int) -> str:
    """Return a number with its word, in the singular or the plural."""
    return texts(f"{key}_{'one' if number == 1 else 'many'}", n=number)
