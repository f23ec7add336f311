"""`text`: for people at a terminal. Findings by tab, then what to do about them, then the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from atgardsplan.model import Finding, Plan
from atgardsplan.reports.lines import Line, Piece, as_text, visible, wrapped
from atgardsplan.reports.verdict import counted, sums_of, verdict
from atgardsplan.rules.acceptance import Accepted
from atgardsplan.texts import Texts
from atgardsplan.validation import PlanResult, Run

DEFAULT_WIDTH = 100
_LONGEST_TITLE = 120


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
    stage = texts(f"stage.{result.settings.stage}")
    path = visible(result.path)
    yield (Piece(texts("report.plan_heading", path=path, year=plan.year, stage=stage), "heading"),)
    explained: set[str] = set()
    for _, findings in groupby(result.findings, key=lambda finding: finding.sheet):
        yield ()
        yield from _tab(list(findings), texts, width, explained)
    if result.accepted and run.show_accepted:
        yield ()
        yield from _accepted(result.accepted, texts, width)
    elif result.accepted:
        yield ()
        yield (Piece(counted(texts, "report.accepted", len(result.accepted)), "help"),)
    if result.stale_baseline:
        yield (Piece(counted(texts, "report.stale_baseline", result.stale_baseline), "help"),)


def _accepted(accepted: Iterable[Accepted], texts: Texts, width: int) -> Iterator[Line]:
    yield (Piece(texts("report.accepted_heading"), "tab"),)
    for finding, reason in accepted:
        place = "!".join(filter(None, (finding.sheet, finding.cell)))
        text = f"{visible(place)}  {visible(finding.message)} [{finding.code}]"
        yield from wrapped("  ", text, width)
        yield from wrapped(" " * 6, texts("report.reason", reason=visible(reason)), width, "help")


def _tab(findings: list[Finding], texts: Texts, width: int, explained: set[str]) -> Iterator[Line]:
    """Yield a tab's findings; each rule is explained where it comes first."""
    yield (Piece(_tab_heading(findings, texts), "tab"),)
    for group in _grouped(findings):
        finding = group[0]
        head = f"  {texts(f'severity.{finding.severity}'):<12}"
        for sentence in _sentences(group):
            first, *rest = wrapped(head, f"{sentence} [{finding.code}]", width)
            yield (Piece(first[0].text, finding.severity), *first[1:])
            yield from rest
        if finding.code not in explained:
            explained.add(finding.code)
            yield from wrapped(" " * len(head), visible(finding.advice), width, "help")


def _sentences(group: list[Finding]) -> Iterator[str]:
    """Yield what a rule's findings on a tab say: a single one in full, like ones together."""
    if len(group) > 1 and any(finding.quote for finding in group):
        quoted = ", ".join(
            f"{finding.cell} ({visible(finding.quote)})" if finding.quote else f"{finding.cell}"
            for finding in group
        )
        yield f"{group[0].title}: {quoted}."
        return
    by_message: dict[str, list[str]] = {}
    for finding in group:
        by_message.setdefault(finding.message, []).append(finding.cell or "")
    for message, cells in by_message.items():
        where = ", ".join(filter(None, cells))
        yield f"{where}  {visible(message)}" if where else visible(message)


def _tab_heading(findings: list[Finding], texts: Texts) -> str:
    sheet = findings[0].sheet
    if sheet is None:
        return texts("report.whole_plan")
    area = next((finding.area for finding in findings if finding.area), None)
    if area and len({finding.area for finding in findings}) == 1:
        return texts(
            "report.tab_heading_area", sheet=visible(sheet), area=visible(area, _LONGEST_TITLE)
        )
    return texts("report.tab_heading", sheet=visible(sheet))


def _grouped(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Return findings of one tab by rule, in the order of each rule's first."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.code, []).append(finding)
    return list(groups.values())


def _verdict(run: Run, texts: Texts) -> Iterator[Line]:
    for piece in verdict(sums_of(run.results), texts):
        yield (piece,)
