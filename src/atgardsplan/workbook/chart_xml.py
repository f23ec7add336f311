"""The numbers and texts that a chart remembers of the cells it shows (its caches).

Excel draws a chart from its cache until the workbook is recalculated, and so do previews; a cache
that lags behind shows yesterday's bars. Elements: ECMA-376 part 1, 21.2.2.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from atgardsplan.workbook.address import Range, parse_range
from atgardsplan.workbook.package import Package
from atgardsplan.workbook.splice import Edit, Element, apply, escape, locate, prefix_of

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!([$A-Za-z0-9:]+)")

Lookup = Callable[[str, Range], list[str | None] | None]
"""Gives the values of a range of a tab, in order; None for a tab that the chart may keep as it is."""


def chart_parts(package: Package) -> list[str]:
    """Return the names of all charts in the workbook."""
    return [name for name in package.archive.entries if package.content_type(name) == _CONTENT_TYPE]


def refresh_caches(content: bytes, part: str, lookup: Lookup) -> bytes:
    """Return a chart part whose caches hold what `lookup` says of the ranges they stand for."""
    document = locate(content, part)
    edits: list[Edit] = []
    for kind in ("num", "str"):
        for reference in document.all(f"{kind}Ref"):
            formula, cache = reference.child("f"), reference.child(f"{kind}Cache")
            if formula is None or cache is None:
                continue
            place = parse_reference(formula.text)
            values = lookup(*place) if place else None
            if values is not None and values != _cached(cache):
                edits.append(_rewrite(content, cache, values))
    return apply(content, edits)


def parse_reference(formula: str) -> tuple[str, Range] | None:
    """Return tab and range of a reference such as `'1. Unga'!$A$3:$A$8`; None for anything else."""
    match = _REFERENCE.fullmatch(formula.strip())
    if match is None:
        return None
    tab = match[1].replace("''", "'") if match[1] else match[2]
    try:
        return tab, parse_range(match[3].replace("$", ""))
    except ValueError:
        return None


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


def _rewrite(content: bytes, cache: Element, values: list[str | None]) -> Edit:
    """Return the edit that puts new points into a cache; its number format and extensions stay."""
    prefix = prefix_of(content, cache)
    points = b"".join(
        b'<%bpt idx="%d"><%bv>%b</%bv></%bpt>'
        % (prefix, index, prefix, escape(value), prefix, prefix)
        for index, value in enumerate(values)
        if value is not None
    )
    new = b'<%bptCount val="%d"/>' % (prefix, len(values)) + points
    old = [child for child in cache.children if child.local in ("ptCount", "pt")]
    if old:
        return Edit(old[0].start, old[-1].end, new)
    return Edit(cache.content_end, cache.content_end, new)
