"""The calculation chain: the list of all cells with formulas (ECMA-376 part 1, 18.6).

A cell in the list that holds no formula makes Excel offer to repair the file.
"""

from collections.abc import Sequence

from atgardsplan.workbook.address import Range, address, parse_address
from atgardsplan.workbook.package_edit import PackageEdit
from atgardsplan.workbook.sheet import Place
from atgardsplan.workbook.splice import (
    Edit,
    Element,
    apply,
    inside,
    locate,
    prefix_of,
    with_attribute,
)


def follow_formulas(
    edit: PackageEdit, sheet_id: int, formulas: set[Place], arrays: Sequence[Range]
) -> None:
    """Make the chain list just the cells of a tab that hold formulas.

    Args:
        edit: the workbook.
        sheet_id: the tab's `sheetId`.
        formulas: the tab's cells with formulas.
        arrays: the ranges of its array formulas, whose cells may be listed as well.
    """
    for part in edit.package.related(edit.package.workbook_part, "calcChain"):
        content = edit.read(part)
        new = _followed(content, part, sheet_id, formulas, arrays)
        if new is None:
            edit.remove_part(part, edit.package.workbook_part)
        else:
            edit.write(part, new)


def _followed(
    content: bytes, part: str, sheet_id: int, formulas: set[Place], arrays: Sequence[Range]
) -> bytes | None:
    """Return the chain as it should be; None where it would be empty, which is not allowed."""
    document = locate(content, part)
    edits: list[Edit] = []
    missing = set(formulas)
    left = 0
    current = written = 0
    for entry in document.children:
        # An entry without a number is on the same tab as the one before it.
        current = int(entry.attributes.get("i", current))
        if current == sheet_id and not _is_listed(entry, missing, formulas, arrays):
            edits.append(Edit(entry.start, entry.end, b""))
            continue
        left += 1
        if "i" not in entry.attributes and written != current:
            tag = with_attribute(content[entry.start : entry.tag_end], b"i", str(current).encode())
            edits.append(Edit(entry.start, entry.tag_end, tag))
        written = current
    prefix = prefix_of(content, document)
    new = b"".join(
        b'<%bc r="%b" i="%d"/>' % (prefix, address(*place).encode(), sheet_id)
        for place in sorted(missing)
    )
    if new:
        edits.append(inside(content, document, new))
    return apply(content, edits) if left or new else None


def _is_listed(
    entry: Element, missing: set[Place], formulas: set[Place], arrays: Sequence[Range]
) -> bool:
    """Tell whether an entry's cell belongs in the chain, and take it off the missing ones."""
    try:
        place = parse_address(entry.attributes.get("r", ""))
    except ValueError:
        return False
    missing.discard(place)
    return place in formulas or any(area.covers(*place) for area in arrays)
