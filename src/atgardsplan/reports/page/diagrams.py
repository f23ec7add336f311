"""The page's diagrams: what each shows, in a chart, in words and as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from atgardsplan.language.who import Party
from atgardsplan.model import AreaCounts, AreaKind
from atgardsplan.reports.page.charts import Scale, Span, chart, counting
from atgardsplan.reports.page.figures import SMART, Figures
from atgardsplan.reports.page.markup import shortened, shown
from atgardsplan.rules.catalogue import load_catalogue
from atgardsplan.template import COLUMN_KEYS
from atgardsplan.texts import Texts

_LONGEST_LABEL = 27
_MOST_TIMES = 60
Row = Sequence[object]


def diagrams(figures: Figures, year: int | None, texts: Texts) -> Iterator[str]:
    """Yield each diagram as a `figure` element; none where there are no actions.

    Args:
        figures: what is shown.
        year: the plan year, for the actions over the year one by one; None shows them by month.
        texts: the words.
    """
    if not figures.rows:
        return
    yield _areas(figures, texts)
    yield _smart(figures, texts)
    yield _months(figures, texts) if year is None else _timeline(figures, year, texts)
    yield _filled(figures, texts)
    yield _who(figures, texts)


def _areas(figures: Figures, texts: Texts) -> str:
    rows = [(title, *counts) for title, counts in _by_area(figures, texts).items()]
    names = [texts(f"html.{key}") for key in AreaCounts._fields]
    spans = [
        Span(row, 0, number, f"c{slot + 1}", str(number), slot, 3)
        for row, (_, *numbers) in enumerate(rows)
        for slot, number in enumerate(numbers)
    ]
    scale = counting(max(span.end for span in spans))
    return _figure(
        texts("html.areas"),
        texts("html.areas_say"),
        chart([shortened(row[0], _LONGEST_LABEL) for row in rows], spans, scale, texts("html.areas")),
        (texts("html.area"), *names),
        rows,
        texts,
        legend=names,
    )  # fmt: skip


def _by_area(figures: Figures, texts: Texts) -> dict[str, AreaCounts]:
    """Return the counts by title; of many plans, the own areas together."""
    own = [key for key in figures.areas if key[0] is not AreaKind.STANDARD]
    if len(own) < 4:
        return {title: counts for (_, title), counts in figures.areas.items()}
    standard = {key[1]: counts for key, counts in figures.areas.items() if key not in own}
    sums = (sum(numbers) for numbers in zip(*(figures.areas[key] for key in own), strict=True))
    return {**standard, texts("html.own_areas"): AreaCounts(*sums)}


def _smart(figures: Figures, texts: Texts) -> str:
    letters = [(letter, texts(f"html.{letter}")) for letter in SMART]
    return _shares(
        "smart",
        [f"{letter} – {name}" for letter, name in letters],
        [figures.smart[letter] for letter in SMART],
        figures.rows,
        texts,
    )


def _filled(figures: Figures, texts: Texts) -> str:
    names = load_catalogue(texts.language)
    return _shares(
        "filled",
        [names.column_name(key) for key in COLUMN_KEYS],
        [figures.filled[key] for key in COLUMN_KEYS],
        figures.rows,
        texts,
    )


def _shares(
    key: str, labels: Sequence[str], numbers: Sequence[int], of_all: int, texts: Texts
) -> str:
    """Return bars that say how many of all actions something is true of."""
    spans = []
    for row, number in enumerate(numbers):
        spans.append(Span(row, number, of_all, "rest"))
        # The number stands behind the whole bar, where it covers nothing.
        spans.append(Span(row, 0, number, "c1"))
        spans.append(Span(row, of_all, of_all, "c1", f"{number}/{of_all}"))
    scale = Scale(of_all * 1.14, counting(of_all).ticks)
    title = texts(f"html.{key}")
    return _figure(
        title,
        texts(f"html.{key}_say", n=of_all),
        chart(labels, spans, scale, title),
        (texts(f"html.{key}_what"), texts("html.actions"), texts("html.of_all")),
        [(label, number, of_all) for label, number in zip(labels, numbers, strict=True)],
        texts,
    )


def _who(figures: Figures, texts: Texts) -> str:
    carried = sorted(
        (party for party in Party if figures.alone[party] + figures.together[party]),
        key=lambda party: -(figures.alone[party] + figures.together[party]),
    )
    rows: list[Row] = [
        (texts(f"html.{party}"), figures.alone[party], figures.together[party]) for party in carried
    ]
    spans = []
    for row, party in enumerate(carried):
        alone, both = figures.alone[party], figures.alone[party] + figures.together[party]
        spans += [Span(row, 0, alone, "c1"), Span(row, alone, both, "c2", str(both))]
    if figures.nobody or not rows:
        spans.append(Span(len(rows), 0, figures.nobody, "c4", str(figures.nobody)))
        rows.append((texts("html.nobody"), figures.nobody, 0))
    scale = counting(max(span.end for span in spans))
    names = [texts("html.alone"), texts("html.together")]
    title = texts("html.who")
    return _figure(
        title,
        texts("html.who_say"),
        chart([str(row[0]) for row in rows], spans, scale, title),
        (texts("html.party"), *names),
        rows,
        texts,
        legend=names,
    )


def _timeline(figures: Figures, year: int, texts: Texts) -> str:
    first = dt.date(year, 1, 1)
    times = sorted(figures.times, key=lambda timed: (timed.start, timed.end))
    shown_times = times[:_MOST_TIMES]
    labels = [_action(timed.action, texts) for timed in shown_times]
    spans = [
        Span(row, timed.start, timed.end, "c1" if timed.times_per_year is None else "c3",
             _often(timed.times_per_year))
        for row, timed in enumerate(shown_times)
    ]  # fmt: skip
    if figures.linework:
        # A row of its own says that what follows is ordinary work all the year round.
        labels.append(texts("html.linework_heading"))
        for action in figures.linework[:_MOST_TIMES]:
            spans.append(Span(len(labels), 0, 365, "line"))
            labels.append(_action(action, texts))
    rows: list[Row] = [
        (
            _action(timed.action, texts, 200),
            (first + dt.timedelta(timed.start)).isoformat(),
            (first + dt.timedelta(timed.end - 1)).isoformat(),
            f"{timed.times_per_year:g}" if timed.times_per_year is not None else "",
        )
        for timed in times
    ]
    linework = texts("html.linework")
    rows += [(_action(action, texts, 200), linework, "", "") for action in figures.linework]
    says = texts(
        "html.timeline_say",
        dated=len(times),
        linework=len(figures.linework),
        undrawn=figures.undrawn,
    )
    if max(len(times), len(figures.linework)) > _MOST_TIMES:
        says += " " + texts("html.timeline_cut", n=_MOST_TIMES)
    title = texts("html.timeline")
    return _figure(
        title,
        says,
        chart(labels, spans, _year(year, texts), title) if labels else "",
        [texts(f"html.{key}") for key in ("action", "from", "to", "times")],
        rows,
        texts,
        legend=(texts("html.once"), "", texts("html.recurring")),
        high=True,
    )


def _action(text: str, texts: Texts, most: int = _LONGEST_LABEL) -> str:
    return shortened(text, most) or texts("rules.empty_cell")


def _year(year: int, texts: Texts) -> Scale:
    names = texts("html.months").split()
    first = dt.date(year, 1, 1)
    starts = [(dt.date(year, month, 1) - first).days for month in range(1, 13)]
    return Scale(400, starts, lambda day: names[starts.index(int(day))][0])


def _often(times: float | None) -> str:
    return "" if times is None else f"{times:g}×"


def _months(figures: Figures, texts: Texts) -> str:
    names = texts("html.months").split()
    rows: list[Row] = [(name, figures.months[month]) for month, name in enumerate(names, 1)]
    spans = [
        Span(month - 1, 0, figures.months[month], "c1", str(figures.months[month]))
        for month in range(1, 13)
    ]
    rows.append((texts("html.linework"), figures.linework_rows))
    spans.append(Span(12, 0, figures.linework_rows, "line", str(figures.linework_rows)))
    scale = counting(max(span.end for span in spans))
    title = texts("html.by_month")
    return _figure(
        title,
        texts("html.by_month_say", undrawn=figures.undrawn),
        chart([str(row[0]) for row in rows], spans, scale, title),
        (texts("html.month"), texts("html.actions")),
        rows,
        texts,
        high=True,
    )


def _figure(
    title: str,
    says: str,
    drawing: str,
    heads: Iterable[str],
    rows: Iterable[Row],
    texts: Texts,
    legend: Sequence[str] = (),
    high: bool = False,
) -> str:
    colours = "".join(
        f'<li><span class="swatch c{number}"></span>{escape(name)}</li>'
        for number, name in enumerate(legend, 1)
        if name
    )
    kind = ' class="high"' if high else ""
    return (
        f"<figure{kind}><figcaption><strong>{escape(title)}</strong> {escape(says)}</figcaption>"
        + (f'<ul class="legend">{colours}</ul>' if colours else "")
        + drawing
        + f"<details><summary>{escape(texts('html.as_table'))}</summary>"
        + _table(title, heads, rows)
        + "</details></figure>"
    )


def _table(title: str, heads: Iterable[str], rows: Iterable[Row]) -> str:
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    lines = (
        f'<tr><th scope="row">{shown(str(row[0]))}</th>'
        + "".join(f"<td>{escape(str(value))}</td>" for value in row[1:])
        + "</tr>"
        for row in rows
    )
    return (
        f'<table class="numbers"><caption class="unseen">{escape(title)}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
    )
