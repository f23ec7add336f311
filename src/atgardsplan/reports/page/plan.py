"""One plan on the page: verdict, what to do, diagrams, and each area with its cells at fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from atgardsplan.model import ActionRow, Area, AreaKind, Cell, Finding, Plan, Severity
from atgardsplan.reports.lines import visible
from atgardsplan.reports.page.diagrams import diagrams
from atgardsplan.reports.page.figures import Figures
from atgardsplan.reports.page.markup import shown
from atgardsplan.reports.verdict import Sums, counted, sums_of, verdict
from atgardsplan.rules.catalogue import Catalogue, load_catalogue
from atgardsplan.template import COLUMN_KEYS, ColumnKey
from atgardsplan.texts import Texts
from atgardsplan.validation import PlanResult

TOP = "top"
"""The overview, where there is one, to come back to."""


class PlanPart:
    """The part of a page that is about one plan."""

    def __init__(
        self, result: PlanResult, number: int, level: int, texts: Texts, show_accepted: bool
    ) -> None:
        """Prepare.

        Args:
            result: what came of the plan.
            number: the plan's place on the page, for the links.
            level: of the plan's heading, 1 or 2.
            texts: the words.
            show_accepted: whether accepted findings are listed.
        """
        self._result = result
        self._texts = texts
        self._level = level
        self._show_accepted = show_accepted
        self._names: Catalogue = load_catalogue(texts.language)
        self.anchor = f"p{number}"
        self.figures = Figures()
        if result.plan is not None:
            self.figures.add(result.plan)

    def html(self) -> str:
        """Return the part as a `section`."""
        return "".join(self._pieces())

    def _pieces(self) -> Iterator[str]:
        result, texts = self._result, self._texts
        yield f'<section class="plan" id="{self.anchor}" aria-labelledby="{self.anchor}-h">'
        yield self._heading(0, shown(file_name(result.path)), f"{self.anchor}-h")
        if self._level > 1:
            yield f'<p class="back"><a href="#{TOP}">{escape(texts("html.to_overview"))}</a></p>'
        if result.plan is None:
            message = result.error.message if result.error else ""
            yield f'<p class="path">{shown(result.path)}</p>'
            yield f'<div class="verdict bad"><p><strong>{escape(texts("machine.unreadable_title"))}'
            yield f"</strong></p><p>{shown(message)}</p></div></section>"
            return
        plan = result.plan
        stage = texts(f"stage.{result.settings.stage}")
        yield f'<p class="path">{escape(texts("html.about", year=plan.year, stage=stage))} '
        yield f"{shown(result.path)}</p>"
        yield verdict_box(sums_of([result]), texts)
        places = self._places(plan)
        yield from self._contents(plan)
        yield from self._to_do(places)
        if self.figures.rows:
            yield self._heading(1, escape(texts("html.diagrams")), f"{self.anchor}-diagrams")
            yield '<div class="diagrams">'
            yield from diagrams(self.figures, plan.year, texts)
            yield "</div>"
        tabs = {area.sheet for area in plan.areas}
        for area in plan.areas:
            yield from self._area(area, places)
        rest = [finding for finding in result.findings if finding.sheet not in tabs]
        yield from self._rest(rest, places)
        yield from self._accepted()
        yield "</section>"

    def _heading(self, below: int, content: str, anchor: str = "") -> str:
        level = self._level + below
        named = f' id="{anchor}"' if anchor else ""
        return f"<h{level}{named}>{content}</h{level}>"

    def _contents(self, plan: Plan) -> Iterator[str]:
        """Yield links to what follows."""
        texts = self._texts
        links: list[tuple[str, str]] = []
        if self._result.findings:
            links.append((f"{self.anchor}-to-do", escape(texts("html.to_do"))))
        if self.figures.rows:
            links.append((f"{self.anchor}-diagrams", escape(texts("html.diagrams"))))
        links += [
            (self._tab_anchor(area), shown(area.title))
            for area in plan.areas
            if self._is_told(area)
        ]
        listed = "".join(f'<li><a href="#{anchor}">{words}</a></li>' for anchor, words in links)
        label = f"{texts('html.contents')} {file_name(self._result.path)}"
        yield f'<nav aria-label="{shown(label)}"><ul>{listed}</ul></nav>'

    def _is_told(self, area: Area) -> bool:
        """Tell whether an area has a heading: the template's own pattern has none while it is empty."""
        return bool(
            area.kind is not AreaKind.PLACEHOLDER or area.rows or self._numbered(area.sheet)
        )

    # -- where findings stand ------------------------------------------------------------------

    def _places(self, plan: Plan) -> dict[int, str]:
        """Return what to link to for each finding, by its number among the findings."""
        tabs = {sheet: number for number, sheet in enumerate(plan.tabs)}
        in_tables = {
            (cell.sheet, cell.address)
            for area in plan.areas
            for row in area.rows
            for cell in row.cells.values()
        }
        rows = {(area.sheet, row.row) for area in plan.areas for row in area.rows}
        found = {}
        for number, finding in enumerate(self._result.findings):
            sheet = finding.sheet or ""
            tab = f"{self.anchor}-t{tabs.get(sheet, 'x')}"
            if finding.cell and (sheet, finding.cell) in in_tables:
                found[number] = f"{tab}-{finding.cell}"
            elif not finding.cell and finding.row and (sheet, finding.row) in rows:
                found[number] = f"{tab}-r{finding.row}"
            else:
                found[number] = f"{self.anchor}-f{number}"
        return found

    def _numbered(self, sheet: str | None) -> list[tuple[int, Finding]]:
        return [
            (number, finding)
            for number, finding in enumerate(self._result.findings)
            if finding.sheet == sheet
        ]

    # -- what to do ----------------------------------------------------------------------------

    def _to_do(self, places: Mapping[int, str]) -> Iterator[str]:
        texts = self._texts
        if not self._result.findings:
            return
        yield self._heading(1, escape(texts("html.to_do")), f"{self.anchor}-to-do")
        explained: set[str] = set()
        for severity in Severity:
            groups: dict[tuple[str | None, str], list[tuple[int, Finding]]] = {}
            for number, finding in enumerate(self._result.findings):
                if finding.severity is severity:
                    key = (finding.sheet, finding.code)
                    groups.setdefault(key, []).append((number, finding))
            if groups:
                yield self._heading(2, escape(texts(f"html.to_do_{severity}")))
                yield '<ul class="to-do">'
                for group in groups.values():
                    yield from self._tasks(group, places, explained)
                yield "</ul>"

    def _tasks(
        self, group: list[tuple[int, Finding]], places: Mapping[int, str], explained: set[str]
    ) -> Iterator[str]:
        """Yield a rule's findings on a tab: one task for each message, or one with all cells."""
        texts = self._texts
        first = group[0][1]
        sentences: dict[str, list[tuple[int, Finding]]] = {}
        together = len(group) > 1 and any(finding.quote for _, finding in group)
        for number, finding in group:
            message = f"{first.title}:" if together else finding.message
            sentences.setdefault(message, []).append((number, finding))
        for message, members in sentences.items():
            cells = ", ".join(
                self._link(finding, places[number], together) for number, finding in members
            )
            tab = shown(first.sheet) if first.sheet else escape(texts("report.whole_plan"))
            advice = "" if first.code in explained else shown(first.advice)
            explained.add(first.code)
            said = f"{shown(message)} {cells}" if together else f"{cells} – {shown(message)}"
            yield (
                '<li><span class="box" aria-hidden="true"></span><div>'
                f"<p><b>{tab}</b> {said} {_code(first)}</p>"
                + (f'<p class="advice">{advice}</p>' if advice else "")
                + "</div></li>"
            )

    def _link(self, finding: Finding, anchor: str, with_quote: bool) -> str:
        words = finding.cell or escape(self._texts("html.there"))
        quote = f" ({shown(finding.quote)})" if with_quote and finding.quote else ""
        return f'<a href="#{anchor}">{words}</a>{quote}'

    # -- the areas -----------------------------------------------------------------------------

    def _area(self, area: Area, places: Mapping[int, str]) -> Iterator[str]:
        texts = self._texts
        if not self._is_told(area):
            return
        found = self._numbered(area.sheet)
        yield self._heading(1, shown(area.title), self._tab_anchor(area))
        counts = texts("show.counts", **area.counts._asdict())
        yield f'<p class="path">{escape(texts("show.sheet", sheet=visible(area.sheet)))}. '
        yield f"{escape(counts)}.</p>"
        by_anchor: dict[str, list[Finding]] = {}
        for number, finding in found:
            by_anchor.setdefault(places[number], []).append(finding)
        if area.rows:
            yield from self._table(area, by_anchor)
        else:
            yield f"<p>{escape(texts('html.no_actions'))}</p>"
        # What has no row in the table above.
        rest = [pair for pair in found if places[pair[0]].startswith(f"{self.anchor}-f")]
        yield from self._list(rest, places)

    def _table(self, area: Area, by_anchor: Mapping[str, list[Finding]]) -> Iterator[str]:
        texts = self._texts
        columns = [key for key in COLUMN_KEYS if self._has(area, key)]
        heads = [texts("html.row"), *(self._names.column_name(key) for key in columns)]
        top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
        yield '<table class="rows">'
        yield f'<caption class="unseen">{shown(area.title)}</caption><thead><tr>{top}'
        yield f'<th scope="col">{escape(texts("html.findings"))}</th></tr></thead><tbody>'
        tab = self._tab_anchor(area)
        told: dict[tuple[int, int], int] = {}
        for row in area.rows:
            yield from self._row(row, columns, heads, tab, by_anchor, told)
        yield "</tbody></table>"

    def _tab_anchor(self, area: Area) -> str:
        plan = self._result.plan
        number = plan.tabs.index(area.sheet) if plan and area.sheet in plan.tabs else "x"
        return f"{self.anchor}-t{number}"

    def _has(self, area: Area, key: ColumnKey) -> bool:
        """Tell whether a column is worth showing: the follow-up is empty when a plan is made."""
        if key not in area.columns:
            return False
        if key != "follow_up" or any(row.text(key) for row in area.rows):
            return True
        return any(
            finding.sheet == area.sheet and finding.column == key
            for finding in self._result.findings
        )

    def _row(
        self,
        row: ActionRow,
        columns: Iterable[ColumnKey],
        heads: list[str],
        tab: str,
        by_anchor: Mapping[str, list[Finding]],
        told: dict[tuple[int, int], int],
    ) -> Iterator[str]:
        of_row = by_anchor.get(f"{tab}-r{row.row}", [])
        anchor = f' id="{tab}-r{row.row}"' if of_row else ""
        yield f'<tr{anchor}><th scope="row" data-head="{escape(heads[0])}">{row.row}</th>'
        notes = [(finding, "") for finding in of_row]
        for key, head in zip(columns, heads[1:], strict=True):
            cell = row.cells.get(key)
            if cell is None:
                yield f'<td data-head="{escape(head)}"></td>'
                continue
            before = told.setdefault((cell.row, cell.column), row.row)
            link = f"{tab}-{cell.address}"
            found = by_anchor.get(link, []) if before == row.row else []
            yield self._cell(cell, head, link, found, before if before != row.row else None)
            notes += [(finding, link) for finding in found]
        yield f'<td data-head="{escape(self._texts("html.findings"))}">{self._notes(notes)}</td></tr>'

    def _cell(
        self, cell: Cell, head: str, link: str, found: list[Finding], same_as: int | None
    ) -> str:
        texts = self._texts
        opening = f'<td data-head="{escape(head)}"'
        if same_as is not None:
            return f'{opening} class="same">{escape(texts("html.same", row=same_as))}</td>'
        text = shown(cell.text)
        if not found:
            return f"{opening}>{text}</td>"
        gravest = min((finding.severity for finding in found), key=lambda one: one.rank)
        text = text or f'<em class="empty">{escape(texts("rules.empty_cell"))}</em>'
        mark = escape(texts(f"severity.{gravest}"))
        return (
            f'{opening} class="fault {gravest}" id="{link}" tabindex="-1">'
            f'<span class="mark">{mark} {cell.address}</span> {text}</td>'
        )

    def _notes(self, notes: list[tuple[Finding, str]]) -> str:
        if not notes:
            return ""
        listed = "".join(
            f"<li>{self._severity(finding)} "
            + (f'<a href="#{link}">{finding.cell}</a> ' if link else "")
            + f"{shown(finding.message)} {_code(finding)}</li>"
            for finding, link in notes
        )
        return f'<ul class="notes">{listed}</ul>'

    def _severity(self, finding: Finding) -> str:
        word = escape(self._texts(f"severity.{finding.severity}"))
        return f'<b class="{finding.severity}">{word}</b>'

    # -- what has no table ---------------------------------------------------------------------

    def _rest(self, findings: Iterable[Finding], places: Mapping[int, str]) -> Iterator[str]:
        for sheet in dict.fromkeys(finding.sheet for finding in findings):
            key = "report.tab_heading" if sheet else "report.whole_plan"
            yield self._heading(1, shown(self._texts(key, sheet=visible(sheet or ""))))
            yield from self._list(self._numbered(sheet), places)

    def _list(
        self, numbered: Iterable[tuple[int, Finding]], places: Mapping[int, str]
    ) -> Iterator[str]:
        listed = "".join(
            f'<li id="{places[number]}" tabindex="-1">{self._severity(finding)} '
            f"{finding.cell or ''} {shown(finding.message)} {_code(finding)}</li>"
            for number, finding in numbered
        )
        if listed:
            yield f'<ul class="notes">{listed}</ul>'

    def _accepted(self) -> Iterator[str]:
        accepted, texts = self._result.accepted, self._texts
        if not accepted:
            return
        if not self._show_accepted:
            yield f"<p>{escape(counted(texts, 'report.accepted', len(accepted)))}</p>"
            return
        yield self._heading(1, escape(texts("report.accepted_heading")))
        listed = "".join(
            f"<li>{shown('!'.join(filter(None, (finding.sheet, finding.cell))))} "
            f"{shown(finding.message)} {_code(finding)} "
            f"{shown(texts('report.reason', reason=reason))}</li>"
            for finding, reason in accepted
        )
        yield f'<ul class="notes">{listed}</ul>'


def file_name(path: str) -> str:
    """Return the last part of a path."""
    return path.rpartition("/")[2]


def verdict_box(sums: Sums, texts: Texts) -> str:
    """Return the verdict as HTML: what it comes to first, then the sums."""
    pieces = list(verdict(sums, texts))
    ready = not (sums.findings[Severity.ERROR] or sums.unreadable or sums.empty)
    kind = "good" if ready else "bad"
    said = [pieces[-1], *pieces[:-1]]
    lines = "".join(f"<p>{escape(piece.text)}</p>" for piece in said)
    return f'<div class="verdict {kind}">{lines}</div>'


def _code(finding: Finding) -> str:
    return f'<span class="code">{finding.code}</span>'
