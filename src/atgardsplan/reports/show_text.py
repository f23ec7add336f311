"""`show` as text: one field per line, in a fixed order, so that two versions can be compared.

On a terminal it also tells where things stand. Elsewhere it doesn't: in a comparison, a row that is
inserted must change no line but its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from atgardsplan.model import Area, Plan
from atgardsplan.reports.lines import Line, Piece, as_text, visible
from atgardsplan.rules.catalogue import load_catalogue
from atgardsplan.template import COLUMN_KEYS
from atgardsplan.texts import Texts
from atgardsplan.validation import ReadError, Run


def render(run: Run, texts: Texts) -> str:
    """Return the plans as text that names no places; a path only where there are several plans."""
    named = len(run.results) > 1
    return "\n".join(
        as_text(list(_plan(result.plan, texts, named, False)))
        for result in run.results
        if result.plan
    )


def lines(run: Run, texts: Texts) -> list[Line]:
    """Return the plans as lines that tell files, rows and counts too."""
    found: list[Line] = []
    for result in run.results:
        if result.plan:
            found += [(), *_plan(result.plan, texts, True, True)]
    return found[1:]


def unreadable(error: ReadError, texts: Texts) -> str:
    """Return the one line that stands for a plan that could not be read."""
    return texts("show.unreadable", message=visible(error.message)) + "\n"


def _plan(plan: Plan, texts: Texts, named: bool, with_places: bool) -> Iterator[Line]:
    key = "show.plan_of_file" if named else "show.plan"
    yield (Piece(texts(key, year=plan.year, path=visible(plan.path)), "heading"),)
    for area in plan.areas:
        yield ()
        yield (Piece(texts("show.area", title=visible(area.title)), "tab"),)
        yield (Piece(texts("show.sheet", sheet=visible(area.sheet))),)
        if with_places:
            yield (Piece(texts("show.counts", **area.counts._asdict())),)
        yield from _rows(area, texts, with_places)


def _rows(area: Area, texts: Texts, with_places: bool) -> Iterator[Line]:
    names = load_catalogue(texts.language)
    for row in area.rows:
        yield ()
        if with_places:
            yield (Piece(texts("show.row", row=row.row), "help"),)
        for key in COLUMN_KEYS:
            if text := row.text(key):
                yield (Piece(f"  {names.column_name(key)}: {visible(text)}"),)
