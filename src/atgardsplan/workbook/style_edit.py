"""New cell styles, put last in a workbook's style part. Elements: ECMA-376 part 1, 18.8."""

from typing import NamedTuple

from atgardsplan.workbook.package_edit import PackageEdit
from atgardsplan.workbook.splice import (
    Edit,
    Element,
    apply,
    attribute_edit,
    inside,
    locate,
    prefix_of,
)


class CellStyle(NamedTuple):
    """How a cell looks: the inner XML of its font, fill and border, and its alignment."""

    font: str
    fill: str = ""
    border: str = ""
    alignment: str = ""
    number_format: int = 0
    """A built-in format's number (18.8.30): 0 is General, 1 is `0`."""


def add_styles(edit: PackageEdit, styles: tuple[CellStyle, ...]) -> list[int]:
    """Add cell styles and return their numbers; nothing where the workbook has no styles."""
    parts = edit.package.related(edit.package.workbook_part, "styles")
    if not parts:
        return []
    content = edit.read(parts[0])
    document = locate(content, parts[0])
    lists = {child.local: child for child in document.children}
    if any(name not in lists for name in ("fonts", "fills", "borders", "cellXfs")):
        return []
    prefix = prefix_of(content, document).decode()
    added: dict[str, list[str]] = {"fonts": [], "fills": [], "borders": [], "cellXfs": []}
    for style in styles:
        font = _added(lists["fonts"], added["fonts"], _wrapped("font", style.font, prefix))
        fill = border = 0
        if style.fill:
            fill = _added(lists["fills"], added["fills"], _wrapped("fill", style.fill, prefix))
        if style.border:
            new = _wrapped("border", style.border, prefix)
            border = _added(lists["borders"], added["borders"], new)
        added["cellXfs"].append(_format(style, font, fill, border, prefix))
    first = len(lists["cellXfs"].children)
    edits = [e for name, new in added.items() if new for e in _append(content, lists[name], new)]
    edit.write(parts[0], apply(content, edits))
    return list(range(first, first + len(styles)))


def _format(style: CellStyle, font: int, fill: int, border: int, prefix: str) -> str:
    inner = _prefixed(style.alignment, prefix)
    flags = ' applyFont="1"' + ' applyFill="1"' * bool(fill) + ' applyBorder="1"' * bool(border)
    flags += ' applyNumberFormat="1"' * bool(style.number_format)
    flags += ' applyAlignment="1"' * bool(inner)
    return (
        f'<{prefix}xf numFmtId="{style.number_format}" fontId="{font}" fillId="{fill}" '
        f'borderId="{border}" xfId="0"{flags}>{inner}</{prefix}xf>'
    )


def _added(there: Element, new: list[str], item: str) -> int:
    """Add an item to a list, unless it was just added; return its number."""
    if item not in new:
        new.append(item)
    return len(there.children) + new.index(item)


def _wrapped(name: str, inner: str, prefix: str) -> str:
    return _prefixed(f"<{name}>{inner}</{name}>", prefix)


def _prefixed(xml: str, prefix: str) -> str:
    return xml.replace("</", "\0").replace("<", f"<{prefix}").replace("\0", f"</{prefix}")


def _append(content: bytes, element: Element, new: list[str]) -> list[Edit]:
    edits = [inside(content, element, "".join(new).encode("utf-8"))]
    if "count" in element.attributes and element.end != element.tag_end:
        count = str(len(element.children) + len(new))
        edits.append(attribute_edit(content, element, b"count", count))
    return edits
