"""`diff --format text`: what differs, for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from atgardsplan.plan_diff import PlanDiff
from atgardsplan.reports.diff_story import SIGNS, Change, FindingLine, Item, story
from atgardsplan.reports.diff_words import Words, changed_words
from atgardsplan.reports.lines import Line, Piece, as_text, visible, wrapped
from atgardsplan.texts import Texts

DEFAULT_WIDTH = 100


def render(diff: PlanDiff, texts: Texts) -> str:
    """Return what differs as plain text."""
    return as_text(lines(diff, texts, DEFAULT_WIDTH))


def lines(diff: PlanDiff, texts: Texts, width: int) -> list[Line]:
    """Return what differs as lines of at most `width` characters."""
    told = story(diff, texts)
    found: list[Line] = [
        (Piece(visible(told.title), "heading"),),
        (Piece(visible(told.summary)),),
    ]
    if told.areas:
        found += [(), (Piece(texts("diff.areas_heading"), "tab"),)]
        for item in told.areas:
            found += wrapped(f"  {SIGNS[item.kind]} ", visible(item.what), width, item.kind)
    for section in told.sections:
        found += [(), (Piece(visible(section.heading), "tab"),)]
        for item in section.items:
            found += _item(item, texts, width)
    for heading, findings in told.findings:
        found += [(), (Piece(heading, "tab"),)]
        for finding in findings:
            found += _finding(finding, width)
    return found


def _item(item: Item, texts: Texts, width: int) -> Iterator[Line]:
    name = f": {visible(item.name)}" if item.name else ""
    yield from wrapped(f"  {SIGNS[item.kind]} ", visible(item.what) + name, width, item.kind)
    for column, text in item.fields:
        yield from wrapped(" " * 6, f"{column}: {visible(text)}", width)
    for change in item.changes:
        yield from _change(change, texts, width)


def _change(change: Change, texts: Texts, width: int) -> Iterator[Line]:
    """Yield a cell before and after, on one line where both have room."""
    before, after = visible(change.before), visible(change.after)
    head = f"      {change.column}: "
    empty = texts("diff.empty")
    if len(head) + len(before) + len(after) + 3 <= width:
        yield (
            Piece(head),
            Piece(before or empty, "removed" if before else "help"),
            Piece(" → "),
            Piece(after or empty, "added" if after else "help"),
        )
        return
    yield (Piece(head.rstrip()),)
    first, second = changed_words(before, after)
    for sign, words, style in (("−", first, "removed"), ("+", second, "added")):
        indent = " " * 8
        if words:
            yield from _in_lines(f"{indent}{sign} ", words, style, width)
        else:
            yield (Piece(f"{indent}{sign} "), Piece(empty, "help"))


def _in_lines(first: str, words: Iterable[Words], style: str, width: int) -> Iterator[Line]:
    """Yield words in lines of at most `width` characters, the changed ones in a style."""
    room = max(width - len(first), 20)
    line: list[Piece] = []
    used = 0
    start = first
    for part in words:
        for word in part.text.split():
            if line and used + 1 + len(word) > room:
                yield (Piece(start), *line)
                start, line, used = " " * len(first), [], 0
            line.append(Piece(f" {word}" if line else word, style if part.changed else ""))
            used += len(word) + (len(line) > 1)
    if line:
        yield (Piece(start), *line)


def _finding(finding: FindingLine, width: int) -> list[Line]:
    head = f"  {finding.word:<12}"
    place = f"{visible(finding.place)}  " if finding.place else ""
    first, *rest = wrapped(head, f"{place}{visible(finding.message)} [{finding.code}]", width)
    return [(Piece(first[0].text, finding.severity), *first[1:]), *rest]
