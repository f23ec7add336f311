"""`markdown`: for a pull request, a wiki, a mail. The verdict first, then a table per plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atgardsplan.reports.lines import visible
from atgardsplan.reports.verdict import sums_of, verdict
from atgardsplan.texts import Texts
from atgardsplan.validation import PlanResult, Run

_MARKS = re.compile(r"([\\`*_\[\]#|~$])")
# What makes a list, a heading or a line of what stands at the beginning of a line.
_AT_START = re.compile(r"^(\d*)([-+=.)])")
# Addresses and names that services link or call without any mark; a joiner of no width stops them.
_LINKED = re.compile(r"(?i)(://|@|\bwww(?=\.))")


def render(run: Run, texts: Texts) -> str:
    """Return the run as GitHub's kind of Markdown."""
    pieces = verdict(sums_of(run.results), texts)
    said = "\n\n".join(f"**{plain(piece.text)}**" for piece in pieces)
    parts = [f"# {plain(texts('markdown.title'))}", said]
    for result in run.results:
        parts += _result(result, run, texts)
    return "\n\n".join(parts) + "\n"


def _result(result: PlanResult, run: Run, texts: Texts) -> Iterator[str]:
    path = visible(result.path)
    if result.error is not None:
        yield f"## {plain(path)}"
        yield f"**{plain(texts('machine.unreadable_title'))}.** {plain(result.error.message)}"
    if result.plan is None:
        return
    stage = texts(f"stage.{result.settings.stage}")
    heading = texts("report.plan_heading", path=path, year=result.plan.year, stage=stage)
    yield f"## {plain(heading)}"
    if result.findings:
        yield "\n".join(_table(result, texts))
    else:
        yield plain(texts("report.verdict_clean"))
    if result.accepted and run.show_accepted:
        yield f"### {plain(texts('report.accepted_heading'))}"
        yield "\n".join(
            f"- {_place(accepted.finding.sheet, accepted.finding.cell)} "
            f"{plain(accepted.finding.message)} ({accepted.finding.code}). "
            f"{plain(texts('report.reason', reason=accepted.reason))}"
            for accepted in result.accepted
        )


def _table(result: PlanResult, texts: Texts) -> Iterator[str]:
    yield "| " + " | ".join(texts(f"markdown.{key}") for key in _COLUMNS) + " |"
    yield "|---" * len(_COLUMNS) + "|"
    for finding in result.findings:
        severity = texts(f"severity.{finding.severity}")
        cells = (
            severity,
            finding.code,
            _place(finding.sheet, finding.cell) or plain(texts("report.whole_plan")),
            plain(finding.message),
            plain(finding.advice),
        )
        yield "| " + " | ".join(cells) + " |"


_COLUMNS = ("severity", "code", "place", "message", "advice")


def _place(sheet: str | None, cell: str | None) -> str:
    return plain("!".join(filter(None, (sheet, cell))))


def plain(text: str) -> str:
    """Return text that no Markdown reader takes for anything else: no link, image, code or HTML."""
    text = visible(text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _MARKS.sub(r"\\\1", text)
    text = _AT_START.sub(r"\1\\\2", text)
    return _LINKED.sub("\\1\u2060", text)
