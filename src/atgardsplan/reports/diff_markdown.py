"""`diff --format markdown`: for a pull request or a mail."""

from __future__ import annotations

from collections.abc import Iterator

from atgardsplan.plan_diff import PlanDiff
from atgardsplan.reports.diff_story import FindingLine, Item, story
from atgardsplan.reports.markdown import plain
from atgardsplan.texts import Texts


def render(diff: PlanDiff, texts: Texts) -> str:
    """Return what differs as GitHub's kind of Markdown."""
    told = story(diff, texts)
    parts = [f"# {plain(told.title)}", plain(told.summary)]
    if told.areas:
        parts += [f"## {plain(texts('diff.areas_heading'))}"]
        parts += ["\n".join(f"- {plain(item.what)}" for item in told.areas)]
    for section in told.sections:
        parts.append(f"## {plain(section.heading)}")
        for item in section.items:
            parts += _item(item, texts)
    for heading, findings in told.findings:
        parts += [f"## {plain(heading)}", "\n".join(map(_finding, findings))]
    return "\n\n".join(parts) + "\n"


def _item(item: Item, texts: Texts) -> Iterator[str]:
    name = f": {plain(item.name)}" if item.name else ""
    yield f"**{plain(item.what)}**{name}"
    if item.fields:
        yield "\n".join(f"- {plain(column)}: {plain(text)}" for column, text in item.fields)
    if item.changes:
        empty = f"*{plain(texts('diff.empty'))}*"
        rows = [
            (plain(change.column), plain(change.before) or empty, plain(change.after) or empty)
            for change in item.changes
        ]
        headings = tuple(plain(texts(f"diff.{key}")) for key in ("column", "before", "after"))
        yield "\n".join(
            f"| {' | '.join(row)} |" for row in (headings, ("---",) * len(headings), *rows)
        )


def _finding(finding: FindingLine) -> str:
    place = f"{plain(finding.place)} " if finding.place else ""
    return f"- **{plain(finding.word)}** {place}{plain(finding.message)} ({finding.code})"
