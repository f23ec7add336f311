"""`diff --format html`: one page that needs nothing else, for a screen or on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from atgardsplan.plan_diff import PlanDiff
from atgardsplan.reports.diff_story import SIGNS, FindingLine, Item, Section, story
from atgardsplan.reports.diff_words import Words, changed_words
from atgardsplan.reports.lines import visible
from atgardsplan.texts import Texts

# What changed is told by a sign, a line through or under it, and a colour: never by colour alone.
_STYLE = """
:root { color-scheme: light dark; --text: #1b1b1b; --page: #fff; --faint: #595959; --line: #c4c4c4;
  --added: #0b5d1e; --added-page: #e3f4e6; --removed: #8c1010; --removed-page: #fbe6e6; }
@media screen and (prefers-color-scheme: dark) { :root { --text: #ededed; --page: #161616; --faint: #b3b3b3;
  --line: #4d4d4d; --added: #9be3a8; --added-page: #10301a; --removed: #ffb3b3;
  --removed-page: #421717; } }
body { font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--page);
  max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; margin-top: 2rem; } h3 { font-size: 1rem; }
article { border-left: .3rem solid var(--line); padding-left: .8rem; margin: 1rem 0;
  break-inside: avoid; }
article.added { border-color: var(--added); } article.removed { border-color: var(--removed); }
dl { display: grid; grid-template-columns: minmax(6rem, 9rem) 1fr; gap: .2rem .8rem; margin: 0; }
dt { color: var(--faint); } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left;
  vertical-align: top; }
thead th { width: 42%; } thead th:first-child { width: 16%; }
th { overflow-wrap: normal; }
ins { color: var(--added); background: var(--added-page); text-decoration: underline; }
del { color: var(--removed); background: var(--removed-page); text-decoration: line-through; }
.faint { color: var(--faint); }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dt { margin-top: .4rem; } }
@media print { :root { color-scheme: light; } body { max-width: none; padding: 0; } }
"""


def render(diff: PlanDiff, texts: Texts) -> str:
    """Return what differs as an HTML page."""
    told = story(diff, texts)
    parts = [
        f'<!DOCTYPE html>\n<html lang="{texts.language}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_shown(told.title)}</title>",
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
        f"<h1>{_shown(told.title)}</h1>",
        f"<p><strong>{_shown(told.summary)}</strong></p>",
    ]
    if told.areas:
        items = (f"<li>{SIGNS[item.kind]} {_shown(item.what)}</li>" for item in told.areas)
        parts += [f"<h2>{_shown(texts('diff.areas_heading'))}</h2>", "<ul>", *items, "</ul>"]
    for section in told.sections:
        parts += _section(section, texts)
    for heading, findings in told.findings:
        parts += [f"<h2>{_shown(heading)}</h2>", "<ul>", *map(_finding, findings), "</ul>"]
    return "\n".join([*parts, "</main>\n</body>\n</html>"]) + "\n"


def _section(section: Section, texts: Texts) -> Iterator[str]:
    yield f"<section>\n<h2>{_shown(section.heading)}</h2>"
    for item in section.items:
        yield f'<article class="{item.kind}">'
        name = f": {_shown(item.name)}" if item.name else ""
        yield f"<h3>{SIGNS[item.kind]} {_shown(item.what)}{name}</h3>"
        if item.fields:
            yield "<dl>"
            for column, text in item.fields:
                yield f"<dt>{_shown(column)}</dt><dd>{_shown(text)}</dd>"
            yield "</dl>"
        if item.changes:
            yield from _changes(item, texts)
        yield "</article>"
    yield "</section>"


def _changes(item: Item, texts: Texts) -> Iterator[str]:
    headings = (_shown(texts(f"diff.{key}")) for key in ("column", "before", "after"))
    yield "<table><thead><tr>"
    yield "".join(f'<th scope="col">{heading}</th>' for heading in headings)
    yield "</tr></thead><tbody>"
    empty = f'<span class="faint">{_shown(texts("diff.empty"))}</span>'
    for change in item.changes:
        before, after = changed_words(visible(change.before), visible(change.after))
        yield (
            f'<tr><th scope="row">{_shown(change.column)}</th>'
            f"<td>{_marked(before, 'del') or empty}</td><td>{_marked(after, 'ins') or empty}</td></tr>"
        )
    yield "</tbody></table>"


def _marked(words: Iterable[Words], tag: str) -> str:
    return " ".join(
        f"<{tag}>{escape(part.text)}</{tag}>" if part.changed else escape(part.text)
        for part in words
    )


def _finding(finding: FindingLine) -> str:
    place = f"{_shown(finding.place)} " if finding.place else ""
    return (
        f"<li><strong>{_shown(finding.word)}</strong> {place}{_shown(finding.message)} "
        f'<span class="faint">[{finding.code}]</span></li>'
    )


def _shown(text: str) -> str:
    return escape(visible(text))
