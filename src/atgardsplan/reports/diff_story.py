"""What differs between two plans, put into words: what the text, Markdown and HTML formats lay out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from atgardsplan.model import Finding
from atgardsplan.plan_diff import ActionDiff, AreaDiff, Moved, PlanDiff
from atgardsplan.reports.verdict import counted
from atgardsplan.rules.catalogue import load_catalogue
from atgardsplan.texts import Texts

Kind = Literal["added", "removed", "changed", "moved"]
SIGNS: dict[Kind, str] = {"added": "+", "removed": "−", "changed": "~", "moved": ">"}
_NAME_LENGTH = 80


class Change(NamedTuple):
    """A cell before and after; "" where it is empty."""

    column: str
    before: str
    after: str


class Item(NamedTuple):
    """One action that differs, or one area."""

    kind: Kind
    what: str
    """What happened to it, and on which row."""
    name: str = ""
    """What it is known by, shortened; "" where `fields` tell all of it."""
    fields: tuple[tuple[str, str], ...] = ()
    """What stands in an added or removed action: column and text."""
    changes: tuple[Change, ...] = ()


class Section(NamedTuple):
    """The actions of one area that differ."""

    heading: str
    items: tuple[Item, ...]


class FindingLine(NamedTuple):
    """A finding that only one of the plans has."""

    severity: str
    """As in `model.Severity`."""
    word: str
    place: str
    message: str
    code: str


class Story(NamedTuple):
    """All that differs, in words. Texts from the plans are as they stand, not yet escaped."""

    title: str
    summary: str
    areas: tuple[Item, ...]
    sections: tuple[Section, ...]
    findings: tuple[tuple[str, tuple[FindingLine, ...]], ...]
    """A heading, and the findings under it."""


def story(diff: PlanDiff, texts: Texts) -> Story:
    """Put what differs into words."""
    return Story(
        title=texts("diff.title", old=diff.old.path, new=diff.new.path, year=_year(diff)),
        summary=_summary(diff, texts),
        areas=tuple(_area(area, texts) for area in diff.areas),
        sections=tuple(_sections(diff, texts)),
        findings=tuple(
            (texts(f"diff.{heading}"), tuple(_finding(finding, texts) for finding in found))
            for heading, found in (
                ("appeared_heading", diff.appeared),
                ("vanished_heading", diff.vanished),
            )
            if found
        ),
    )


def _year(diff: PlanDiff) -> str:
    old, new = diff.old.year, diff.new.year
    return str(new) if old == new else f"{old} → {new}"


def _summary(diff: PlanDiff, texts: Texts) -> str:
    if not diff.differs:
        return texts("diff.same")
    sentences: list[str] = []
    for key, numbers in (
        (
            "actions",
            (
                ("added", diff.added),
                ("removed", diff.removed),
                ("changed", diff.changed),
                ("moved", diff.moved),
            ),
        ),
        ("findings", (("appeared", diff.appeared), ("vanished", diff.vanished))),
    ):
        told = [counted(texts, f"diff.{name}", len(found)) for name, found in numbers if found]
        if told:
            sentences.append(texts(f"diff.{key}", told=", ".join(told)))
    if sentences:
        return " ".join(sentences)
    return texts("diff.only_areas" if diff.areas else "diff.only_year")


def _area(area: AreaDiff, texts: Texts) -> Item:
    what = texts(f"diff.area_{area.kind}", old=area.old, new=area.new)
    return Item("changed" if area.kind == "renamed" else area.kind, what)


def _sections(diff: PlanDiff, texts: Texts) -> Iterator[Section]:
    for (title, sheet), actions in groupby(
        diff.actions, key=lambda action: (action.shown.area, action.shown.sheet)
    ):
        heading = texts("report.tab_heading_area", sheet=sheet, area=title)
        yield Section(heading, tuple(_item(action, texts) for action in actions))


def _item(action: ActionDiff, texts: Texts) -> Item:
    names = load_catalogue(texts.language)
    fields: tuple[tuple[str, str], ...] = ()
    if action.kind in ("added", "removed"):
        fields = tuple((names.column_name(key), text) for key, text in action.shown.texts.items())
    return Item(
        kind=action.kind,
        what=_what(action, texts),
        name="" if fields else _shortened(action.shown.name),
        fields=fields,
        changes=tuple(
            Change(names.column_name(change.column), change.before, change.after)
            for change in action.changes
        ),
    )


def _what(action: ActionDiff, texts: Texts) -> str:
    if action.old is None or action.new is None:
        return texts(f"diff.action_{action.kind}", row=action.shown.row)
    key = f"moved_{action.moved}" if action.moved else "changed"
    if action.moved and action.changes:
        key += "_changed"
    return texts(
        f"diff.action_{key}",
        row=action.new.row,
        old_row=action.old.row,
        old_area=action.old.area if action.moved is Moved.AREA else "",
    )


def _shortened(name: str) -> str:
    if len(name) <= _NAME_LENGTH:
        return name
    return name[:_NAME_LENGTH].rpartition(" ")[0].rstrip(" ,;:.") + " …"


def _finding(finding: Finding, texts: Texts) -> FindingLine:
    return FindingLine(
        severity=finding.severity,
        word=texts(f"severity.{finding.severity}"),
        place="!".join(filter(None, (finding.sheet, finding.cell))),
        message=finding.message,
        code=finding.code,
    )
