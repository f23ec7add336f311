"""Where drawings sit on a sheet: anchors that follow rows, and a new anchor for a chart.

Elements: ECMA-376 part 1, 20.5.2 (drawings), part 4, 19.4 (VML, which comments and form controls
still use).
"""

import re

from atgardsplan.workbook.package import Package
from atgardsplan.workbook.row_change import RowChange
from atgardsplan.workbook.splice import Edit, Element, apply, locate, text_edit

_CLIENT_DATA = re.compile(rb"<x:ClientData\b.*?</x:ClientData>", re.DOTALL)
_VML_ROW = re.compile(rb"(<x:Row>\s*)(\d+)(\s*</x:Row>)")
_VML_ANCHOR = re.compile(rb"(<x:Anchor>)([^<]*)(</x:Anchor>)")
_EMU_PER_ROW = 190_500  # 15 points, Excel's usual row height
_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "anchor")


def follow_anchors(content: bytes, part: str, change: RowChange) -> bytes:
    """Return a drawing, or a sheet with form controls, whose anchors follow a row.

    As Excel does it: what moves with its cells moves, what sizes with them grows; what is told to
    stay in its place stays.
    """
    return apply(content, anchor_edits(locate(content, part), change))


def anchor_edits(document: Element, change: RowChange) -> list[Edit]:
    """Return the edits that `follow_anchors` makes in the located part."""
    edits: list[Edit] = []
    for anchor in (found for name in _ANCHORS for found in document.all(name)):
        above, below = _corner(anchor, "from"), _corner(anchor, "to")
        behaviour = anchor.attributes.get("editAs", "twoCell")
        if anchor.local == "anchor":
            behaviour = _control_behaviour(anchor)
        if above is None or behaviour == "absolute":
            continue
        begins = int(above[0].text)
        moves = begins + 1 >= change.at if change.added else begins + 1 > change.at
        step = 1 if change.added else -1
        if moves:
            edits.append(text_edit(above[0], str(begins + step)))
        if below is None:
            continue
        ends, offset = int(below[0].text), below[1]
        # A shape that ends on a row's upper edge does not reach into that row.
        reaches = ends + 1 > change.at or (ends + 1 == change.at and offset > 0)
        if moves or (behaviour == "twoCell" and reaches):
            edits.append(text_edit(below[0], str(max(ends + step, begins + step * moves))))
    return edits


def last_row_of(package: Package, sheet_part: str) -> int:
    """Return the last row, counted from 1, that any anchored drawing of a tab is known to reach."""
    rows = [0]
    for drawing in package.related(sheet_part, "drawing"):
        document = locate(package.read(drawing), drawing)
        for anchor in (found for name in _ANCHORS for found in document.all(name)):
            for corner in (_corner(anchor, "from"), _corner(anchor, "to")):
                if corner is not None:
                    rows.append(int(corner[0].text) + 1)
            if anchor.local == "oneCellAnchor" and (size := anchor.child("ext")) is not None:
                rows.append(rows[-1] + int(size.attributes.get("cy", "0")) // _EMU_PER_ROW)
    return max(rows)


def _corner(anchor: Element, local: str) -> tuple[Element, int] | None:
    """Return the `row` element of one corner, counted from 0, and the offset into that row (EMU)."""
    corner = anchor.child(local)
    row = corner.child("row") if corner else None
    offset = corner.child("rowOff") if corner else None
    if row is None or not row.text.strip().isdecimal():
        return None
    text = offset.text.strip() if offset else "0"
    return row, int(text) if text.isdecimal() else 0


def _control_behaviour(anchor: Element) -> str:
    """Return how a form control's anchor behaves, in the words of a drawing's `editAs`."""
    if anchor.attributes.get("sizeWithCells") in ("1", "true"):
        return "twoCell"
    return "oneCell" if anchor.attributes.get("moveWithCells") in ("1", "true") else "absolute"


def follow_vml(content: bytes, change: RowChange) -> bytes:
    """Return a VML drawing whose comment boxes and controls follow a row.

    Edited as text: Excel itself writes VML that is no well-formed XML.
    """

    def moved(row: int) -> int:
        return row if (new := change.row(row + 1)) is None else new - 1

    def block(match: re.Match[bytes]) -> bytes:
        data = match[0]
        row, anchor = _VML_ROW.search(data), _VML_ANCHOR.search(data)
        numbers = anchor[2].split(b",") if anchor else []
        if anchor is None or len(numbers) != 8 or not all(n.strip().isdigit() for n in numbers):
            numbers = []
        place = int(row[2]) if row else int(numbers[2]) if numbers else 0
        step = moved(place) - place
        if step == 0:
            return data
        for index in (2, 6):
            if numbers:
                lead = numbers[index][: len(numbers[index]) - len(numbers[index].lstrip())]
                numbers[index] = lead + b"%d" % max(0, int(numbers[index]) + step)
        if numbers:
            data = _VML_ANCHOR.sub(lambda m: m[1] + b",".join(numbers) + m[3], data)
        return _VML_ROW.sub(lambda m: m[1] + b"%d" % (place + step) + m[3], data)

    return _CLIENT_DATA.sub(block, content)
