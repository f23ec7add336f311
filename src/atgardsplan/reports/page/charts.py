"""Bars and spans of time as inline SVG, by leather; the page's style sheet gives them colour.

leather makes scales, axes and ticks. What stands between them is one shape of our own, `_Spans`,
since it has neither stacked bars nor bars that begin elsewhere than at zero.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from html import escape
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

WIDTH = 600
_ROW, _SLOT, _AXIS, _LETTER = 22, 14, 60, 8.0
# leather leaves a margin of this share of the width on each side.
_MARGIN = 0.05
# The ticks' names reach this far into the margin below.
_BELOW = 6


class Span(NamedTuple):
    """A bar in a row of the chart."""

    row: int
    start: float
    end: float
    style: str
    """A class of the style sheet, such as `c1`."""
    label: str = ""
    """What stands behind its end."""
    slot: int = 0
    slots: int = 1
    """Bars that stand above each other in a row, and which of them this is."""


class Scale(NamedTuple):
    """What the horizontal axis shows."""

    end: float
    ticks: Sequence[float]
    names: Callable[[float], str] = lambda value: f"{value:g}"


def counting(most: float) -> Scale:
    """Return a scale for numbers of things from 0 to `most`, with few and whole ticks."""
    end = max(int(most), 1)
    step = next(s * 10**p for p in range(9) for s in (1, 2, 5) if s * 10**p * 5 >= end)
    return Scale(end * 1.08, range(0, end + 1, step))


def chart(labels: Sequence[str], spans: Iterable[Span], scale: Scale, title: str) -> str:
    """Return a chart with a row for each label, the first on top, as an `svg` element.

    Args:
        labels: the rows' names as plain text.
        spans: the bars; a chart needs at least one row.
        scale: the horizontal axis.
        title: what the chart shows, in words, for those who don't see it.
    """
    # Imported here: most runs make no page.
    import leather

    made = leather.Chart()
    made.set_x_scale(_scale()(scale.end))
    # leather places names, and two rows may bear the same; so rows are numbered here, from below.
    rows = [str(row) for row in reversed(range(len(labels)))]
    made.set_y_scale(leather.Ordinal(rows))
    made.add_x_axis(list(scale.ticks), lambda value, *_: scale.names(value))
    axis = _axis()(labels)
    made.set_y_axis(axis)
    data = list(spans) or [Span(0, 0, 0, "c1")]
    series = leather.Series(data, x=lambda span, _: span.end, y=lambda span, _: str(span.row))
    made.add_series(series, _spans()(data))
    row_height = max(_ROW, _SLOT * max(span.slots for span in data))
    height = len(labels) * row_height + _AXIS + 2 * WIDTH * _MARGIN
    drawing = made.to_svg_group(WIDTH, height)
    drawing.remove(drawing[0])
    inside = "".join(_written(drawing))
    top = WIDTH * _MARGIN
    return (
        f'<svg class="chart" viewBox="0 {top:.0f} {WIDTH} {height - 2 * top + _BELOW:.0f}" role="img" '
        f'aria-label="{escape(title)}">{inside}</svg>'
    )


@cache
def _axis() -> type[Any]:
    import leather

    class Axis(leather.Axis):  # type: ignore[misc]
        """The rows' names; leather takes letters to be wider than they are."""

        def __init__(self, labels: Sequence[str]) -> None:
            ticks = [str(row) for row in reversed(range(len(labels)))]
            super().__init__(ticks, lambda value, *_: labels[int(value)])
            self._widest = max(map(len, labels)) * _LETTER

        def _estimate_left_tick_width(self, scale: object) -> float:
            return float(self._widest)

    return Axis


@cache
def _scale() -> type[Any]:
    import leather

    class FromZero(leather.Scale):  # type: ignore[misc]
        """A linear scale from zero; leather's own looks long for ticks that we already have."""

        def __init__(self, end: float) -> None:
            self._end = end

        def contains(self, value: float) -> bool:
            """Tell whether a value is on the scale."""
            return 0 <= value <= self._end

        def project(self, value: float, first: float, last: float) -> float:
            """Return a value's place between two others."""
            return first + (last - first) * value / self._end

    return FromZero


@cache
def _spans() -> type[Any]:
    import leather

    class Spans(leather.Shape):  # type: ignore[misc]
        """Bars from any place to any other."""

        def __init__(self, spans: Sequence[Span]) -> None:
            self._spans = spans

        def validate_series(self, series: object) -> None:
            """Take any series."""

        def to_svg(
            self, width: float, height: float, x_scale: Any, y_scale: Any, *_: object
        ) -> ET.Element:
            """Return the bars."""
            group = ET.Element("g")
            for span in self._spans:
                group.extend(_drawn(span, width, height, x_scale, y_scale))
            return group

    return Spans


def _drawn(
    span: Span, width: float, height: float, x_scale: Any, y_scale: Any
) -> Iterator[ET.Element]:
    bottom, top = (float(y) for y in y_scale.project_interval(str(span.row), height, 0))
    thick = (bottom - top) / span.slots
    start, end = (x_scale.project(x, 0, width) for x in (span.start, span.end))
    attributes = {
        "class": span.style,
        "x": f"{start:.1f}",
        "y": f"{top + span.slot * thick:.1f}",
        "width": f"{max(end - start, 2 if span.end > span.start else 0):.1f}",
        "height": f"{thick:.1f}",
    }
    if span.end > span.start:
        yield ET.Element("rect", attributes)
    if span.label:
        place = {"x": f"{end + 4:.1f}", "y": f"{top + (span.slot + 0.5) * thick:.1f}"}
        label = ET.Element("text", {**place, "dy": ".35em", "class": "value"})
        label.text = span.label
        yield label


# What the style sheet says better, and numbers of which no one sees more than a decimal.
_STYLED = frozenset(("fill", "font-family", "font-size", "stroke", "stroke-width"))
_PLACES = frozenset(("x", "y", "x1", "x2", "y1", "y2"))


def _written(element: ET.Element) -> Iterator[str]:
    """Yield an element as markup, in half the time of the library's own way."""
    yield f"<{element.tag}"
    for name, value in element.items():
        if name in _PLACES and len(value) > 6:
            yield f' {name}="{float(value):.1f}"'
        elif name not in _STYLED:
            yield f' {name}="{escape(value)}"'
    yield ">"
    if element.text:
        yield escape(element.text)
    for child in element:
        yield from _written(child)
    yield f"</{element.tag}>"
