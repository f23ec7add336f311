"""Many plans on one page: an overview with a table of plans by area, before the plans themselves."""

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from atgardsplan.model import AreaKind, Severity
from atgardsplan.reports.page.diagrams import diagrams
from atgardsplan.reports.page.figures import Figures
from atgardsplan.reports.page.markup import shown
from atgardsplan.reports.page.plan import TOP, PlanPart, file_name, verdict_box
from atgardsplan.reports.verdict import Sums, added, sums_of
from atgardsplan.texts import Texts
from atgardsplan.validation import PlanResult


class _Line(NamedTuple):
    """What the overview keeps of a plan."""

    anchor: str
    path: str
    actions: dict[str, int]
    """By the titles of standard areas; own areas together under ""."""
    sums: Sums


class Overview:
    """The sums of a city's plans; keeps a line for each, not the plans."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._lines: list[_Line] = []
        self._titles: dict[str, None] = {}
        self._figures = Figures()

    def add(self, result: PlanResult, part: PlanPart) -> None:
        """Take in a plan."""
        actions: dict[str, int] = {}
        for (kind, title), counts in part.figures.areas.items():
            key = title if kind is AreaKind.STANDARD else ""
            actions[key] = actions.get(key, 0) + counts.actions
            self._titles.setdefault(key)
        self._lines.append(_Line(part.anchor, result.path, actions, sums_of([result])))
        self._figures.merge(part.figures)

    def html(self) -> str:
        """Return the overview: verdict, table, diagrams."""
        return "".join(self._pieces())

    def _pieces(self) -> Iterator[str]:
        texts = self._texts
        yield f'<h1 id="{TOP}">{escape(texts("html.city"))}</h1>'
        yield verdict_box(added(line.sums for line in self._lines), texts)
        yield from self._table()
        if self._figures.rows:
            yield f"<h2>{escape(texts('html.diagrams'))}</h2>"
            yield '<div class="diagrams">'
            yield from diagrams(self._figures, None, texts)
            yield "</div>"

    def _table(self) -> Iterator[str]:
        texts = self._texts
        # The own areas, which differ between districts, stand together, last.
        titles = sorted(self._titles, key=lambda title: not title)
        names = [title or texts("html.own_areas") for title in titles]
        severities = [texts(f"html.{severity}_many") for severity in Severity]
        yield f"<h2>{escape(texts('html.plans'))}</h2><p>{escape(texts('html.plans_say'))}</p>"
        yield '<table class="plans"><caption class="unseen">'
        yield f'{escape(texts("html.plans"))}</caption><thead><tr><th scope="col">'
        yield escape(texts("html.plan"))
        for name in (*names, *severities):
            yield f'</th><th scope="col">{shown(name)}'
        yield "</th></tr></thead><tbody>"
        for line in self._lines:
            yield self._row(line, titles, [*names, *severities])
        yield "</tbody></table>"

    def _row(self, line: _Line, titles: list[str], heads: list[str]) -> str:
        texts = self._texts
        link = f'<a href="#{line.anchor}">{shown(file_name(line.path))}</a>'
        head = f'<tr><th scope="row">{link}</th>'
        if line.sums.unreadable:
            told = escape(texts("machine.unreadable_title"))
            return f'{head}<td class="error" colspan="{len(heads)}"><b>{told}</b></td></tr>'
        cells = [
            (str(line.actions[title]) if title in line.actions else "–", "") for title in titles
        ]
        cells += [
            (str(number), f' class="{severity}"' if number else "")
            for severity, number in line.sums.findings.items()
        ]
        listed = "".join(
            f'<td data-head="{shown(name)}"{kind}>{value}</td>'
            for (value, kind), name in zip(cells, heads, strict=True)
        )
        return f"{head}{listed}</tr>"
