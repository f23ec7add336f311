"""What came of it all: the sums, what could not be read, and whether the plans can be handed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from atgardsplan.model import Severity
from atgardsplan.reports.lines import Piece
from atgardsplan.texts import Texts
from atgardsplan.validation import PlanResult


class Sums(NamedTuple):
    """The numbers that decide a verdict."""

    findings: Mapping[Severity, int]
    """How many there are of each severity."""
    plans: int
    """How many files there were, those that could not be read included."""
    unreadable: int = 0
    empty: int = 0
    """How many of the plans have no action yet."""


def sums_of(results: Iterable[PlanResult]) -> Sums:
    """Count what came of some plans."""
    return added(map(_sums_of_one, results))


def _sums_of_one(result: PlanResult) -> Sums:
    findings = Counter(finding.severity for finding in result.findings)
    empty = result.plan is not None and not any(area.rows for area in result.plan.areas)
    return Sums(findings, 1, int(result.plan is None), int(empty))


def added(sums: Iterable[Sums]) -> Sums:
    """Add up the sums of several runs or plans."""
    findings: Counter[Severity] = Counter(dict.fromkeys(Severity, 0))
    plans = unreadable = empty = 0
    for each in sums:
        findings.update(each.findings)
        plans += each.plans
        unreadable += each.unreadable
        empty += each.empty
    return Sums(findings, plans, unreadable, empty)


def verdict(sums: Sums, texts: Texts) -> Iterator[Piece]:
    """Yield the verdict line by line; the last line says what to do."""
    findings, read = sums.findings, sums.plans - sums.unreadable
    yield Piece(
        texts(
            "report.totals",
            plans=counted(texts, "report.plan", read),
            errors=counted(texts, "report.error", findings[Severity.ERROR]),
            warnings=counted(texts, "report.warning", findings[Severity.WARNING]),
            infos=counted(texts, "report.info", findings[Severity.INFO]),
        ),
        "heading",
    )
    if sums.unreadable:
        yield Piece(counted(texts, "report.unreadable", sums.unreadable), "error")
    if sums.empty:
        kind = "only" if read == 1 else "one" if sums.empty == 1 else "many"
        yield Piece(texts(f"report.verdict_empty_{kind}", n=sums.empty), "warning")
    if findings[Severity.ERROR]:
        yield Piece(counted(texts, "report.verdict_not_ready", read), "error")
    elif sums.unreadable or sums.empty:
        return
    elif any(findings.values()):
        yield Piece(counted(texts, "report.verdict_ready", read), "good")
    else:
        yield Piece(texts("report.verdict_clean"), "good")


def counted(texts: Texts, key: str, number: int) -> str:
    """Return a number with its word, in the singular or the plural."""
    return texts(f"{key}_{'one' if number == 1 else 'many'}", n=number)
