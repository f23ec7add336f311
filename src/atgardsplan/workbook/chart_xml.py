"""Charts: the cells that they show, and the numbers and texts that they remember of them (caches).

Excel draws a chart from its cache until the workbook is recalculated, and so do previews; a cache
that lags behind shows yesterday's bars. Elements: ECMA-376 part 1, 21.2.2.
"""

import re
from collections.abc import Callable, Iterator

from atgardsplan.workbook.address import Range, parse_range
from atgardsplan.workbook.package import Package
from atgardsplan.workbook.splice import (
    Edit,
    Element,
    apply,
    attribute_edit,
    escape,
    inside,
    locate,
    prefix_of,
    text_edit,
)

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!,()]+))!([$A-Za-z0-9:]+)")

Lookup = Callable[[str, Range], list[str | None] | None]
"""Gives the values of a range of a tab, in order; None for a tab that the chart may keep as it is."""
Resolve = Callable[[str], str | None]
"""Gives the reference that a defined name stands for."""


def chart_parts(package: Package) -> list[str]:
    """Return the names of all charts in the workbook."""
    return [name for name in package.archive.entries if package.content_type(name) == CHART_TYPE]


def refresh_caches(
    content: bytes, part: str, lookup: Lookup, resolve: Resolve = lambda name: None
) -> bytes:
    """Return a chart part whose caches hold what `lookup` says of the ranges they stand for."""
    document = locate(content, part)
    edits: list[Edit] = []
    for kind in ("num", "str"):
        for reference in document.all(f"{kind}Ref"):
            formula, cache = reference.child("f"), reference.child(f"{kind}Cache")
            if formula is None or cache is None:
                continue
            places = parse_references(formula.text) or parse_references(resolve(formula.text) or "")
            values = _values(places, lookup)
            if values is not None and kind == "num":
                values = [value if _is_number(value) else None for value in values]
            if values is not None and values != _cached(cache):
                edits.append(_rewrite(content, cache, values))
    return apply(content, edits)


def _is_number(value: str | None) -> bool:
    try:
        float(value or "")
    except ValueError:
        return False
    return True


def _values(places: list[tuple[str, Range]], lookup: Lookup) -> list[str | None] | None:
    found = [lookup(*place) for place in places]
    if not found or any(values is None for values in found):
        return None
    return [value for values in found for value in values or ()]


def parse_references(formula: str) -> list[tuple[str, Range]]:
    """Return tab and range of each part of a reference such as `'1. Unga'!$A$3:$A$8`.

    Several parts stand in brackets, with commas. Nothing is returned for anything else.
    """
    found: list[tuple[str, Range]] = []
    text = formula.strip()
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    position = 0
    while position < len(text):
        match = _REFERENCE.match(text, position)
        if match is None:
            return []
        try:
            area = parse_range(match[3].replace("$", ""))
        except ValueError:
            return []
        found.append((match[1].replace("''", "'") if match[1] else match[2], area))
        position = match.end()
        if position < len(text):
            if text[position] != ",":
                return []
            position += 1
    return found


def references_of(content: bytes, part: str) -> Iterator[tuple[str, Range]]:
    """Yield tab and range of every reference of a chart."""
    for formula in locate(content, part).all("f"):
        yield from parse_references(formula.text)


def without_row_series(content: bytes, part: str, sheet: str, row: int) -> bytes:
    """Return a chart without the series that show just one row of a tab."""
    edits = [
        Edit(series.start, series.end, b"")
        for series in locate(content, part).all("ser")
        if _rows(series, sheet) == {row}
    ]
    return apply(content, edits)


def with_row_series(content: bytes, part: str, sheet: str, model: int, row: int) -> bytes:
    """Return a chart that shows a row of a tab by a series as it shows the row `model`."""
    document = locate(content, part)
    every = document.all("ser")
    series = next((found for found in every if _rows(found, sheet) == {model}), None)
    if series is None or series.parent is None:
        return content
    number = 1 + max(
        int(mark.attributes.get("val", "0"))
        for found in every
        for mark in found.children
        if mark.local in ("idx", "order")
    )
    edits: list[Edit] = []
    for child in series.children:
        if child.local in ("idx", "order"):
            edits.append(attribute_edit(content, child, b"val", str(number)))
        elif child.local in ("spPr", "dPt", "extLst"):
            # Its own colour, and a mark that must be unique: the new series gets neither.
            edits.append(Edit(child.start, child.end, b""))
    for formula in series.all("f"):
        for _, area in parse_references(formula.text):
            if area.top == area.bottom == model:
                text = re.sub(rf"(?<=[A-Za-z$]){model}(?=$|:)", str(row), formula.text)
                edits.append(text_edit(formula, text))
    inner = [edit for edit in edits if series.start <= edit.start and edit.end <= series.end]
    copy = apply(content[: series.end], inner)[series.start :]
    last = [found for found in every if found.parent is series.parent][-1]
    return apply(content, [Edit(last.end, last.end, copy)])


def _rows(series: Element, sheet: str) -> set[int]:
    """Return the rows of a tab that the values of a series stand in."""
    values = series.child("val")
    return {
        row
        for formula in (values.all("f") if values else ())
        for tab, area in parse_references(formula.text)
        if tab.casefold() == sheet.casefold()
        for row in (area.top, area.bottom)
    }


def with_longer_ranges(content: bytes, part: str, sheet: str, old: Range, bottom: int) -> bytes:
    """Return a chart whose ranges over the rows of `old` reach down to row `bottom`.

    Only references to one column of the tab, within the columns of `old`, are such ranges.
    """
    edits: list[Edit] = []
    for formula in locate(content, part).all("f"):
        found = parse_references(formula.text)
        if len(found) == 1 and found[0][0].casefold() == sheet.casefold():
            area = found[0][1]
            inner = area.left == area.right and old.left <= area.left <= old.right
            if inner and (area.top, area.bottom) == (old.top, old.bottom):
                text = re.sub(rf"{old.bottom}$", str(bottom), formula.text)
                edits.append(text_edit(formula, text))
    return apply(content, edits)


def _cached(cache: Element) -> list[str | None]:
    count = cache.child("ptCount")
    size = int(count.attributes.get("val", "0")) if count else 0
    values: list[str | None] = [None] * min(size, 10_000)
    for point in cache.all("pt"):
        index = int(point.attributes.get("idx", "0"))
        value = point.child("v")
        if value is not None and index < len(values):
            values[index] = value.text
    return values


def _points(prefix: bytes, values: list[str | None]) -> bytes:
    points = b"".join(
        b'<%bpt idx="%d"><%bv>%b</%bv></%bpt>'
        % (prefix, index, prefix, escape(value), prefix, prefix)
        for index, value in enumerate(values)
        if value is not None
    )
    return b'<%bptCount val="%d"/>' % (prefix, len(values)) + points


def _rewrite(content: bytes, cache: Element, values: list[str | None]) -> Edit:
    """Return the edit that puts new points into a cache; its number format and extensions stay."""
    new = _points(prefix_of(content, cache), values)
    old = [child for child in cache.children if child.local in ("ptCount", "pt")]
    if old:
        return Edit(old[0].start, old[-1].end, new)
    return inside(content, cache, new, cache.child("extLst"))
