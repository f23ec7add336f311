"""`show` as text: one field per line, in a fixed order, so that two versions can be compared."""

from __future__ import annotations

from atgardsplan.model import Plan
from atgardsplan.reports.lines import visible
from atgardsplan.rules.catalogue import load_catalogue
from atgardsplan.template import COLUMN_KEYS
from atgardsplan.texts import Texts
from atgardsplan.validation import Run


def render(run: Run, texts: Texts) -> str:
    """Return the plans as text."""
    return "\n".join(_plan(result.plan, texts) for result in run.results if result.plan)


def _plan(plan: Plan, texts: Texts) -> str:
    names = load_catalogue(texts.language)
    found = [texts("show.plan", year=plan.year, path=visible(plan.path))]
    for area in plan.areas:
        counts = area.counts._asdict()
        found += [
            "",
            texts("show.area", title=visible(area.title)),
            texts("show.sheet", sheet=visible(area.sheet)),
            texts("show.counts", **counts),
        ]
        for row in area.rows:
            found += ["", texts("show.row", row=row.row)]
            found += [
                f"  {names.column_name(key)}: {visible(text)}"
                for key in COLUMN_KEYS
                if (text := row.text(key))
            ]
    return "\n".join(found) + "\n"
