"""A row put into a tab, or taken away, with everything in the workbook that follows from it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from atgardsplan.workbook import row_follow
from atgardsplan.workbook.address import Range, address, parse_range
from atgardsplan.workbook.cell_xml import SheetXml
from atgardsplan.workbook.chart_xml import CHART_TYPE
from atgardsplan.workbook.drawing_xml import anchor_edits, follow_anchors, follow_vml
from atgardsplan.workbook.formula_refs import references
from atgardsplan.workbook.package_edit import PackageEdit
from atgardsplan.workbook.row_change import RowChange
from atgardsplan.workbook.shared_formulas import formula_texts, shared_groups, written_out
from atgardsplan.workbook.sheet import Place
from atgardsplan.workbook.splice import (
    Edit,
    Element,
    apply,
    attribute_edit,
    escape,
    inside,
    locate,
    prefix_of,
    with_attribute,
)

_SHEET = "spreadsheetml.worksheet+xml"
_WITH_FORMULAS = (
    _SHEET, "spreadsheetml.table+xml", "spreadsheetml.pivotcachedefinition+xml",
    "drawingml.chart+xml", "chartex+xml", "officedocument.drawing+xml", "controlproperties+xml",
)  # fmt: skip
_OWN_KINDS = frozenset(
    ("table", "comments", "threadedComment", "pivotTable", "tableSingleCells", "ctrlProp")
)


class SheetName(NamedTuple):
    """A tab, by the name that formulas call it and by its part."""

    name: str
    part: str


class NewRow(NamedTuple):
    """A row to be put in."""

    model: int | None
    """The row whose looks it gets, as numbered before the change; None for no looks."""
    texts: Mapping[int, str]
    """Texts by column."""
    styles: Mapping[int, int] = {}
    """Style numbers by column, for cells that the model has not."""


def put_in_row(edit: PackageEdit, sheet: SheetName, change: RowChange, new: NewRow) -> None:
    """Put a row into a tab; everything that refers to the tab follows.

    Raises:
        WorkbookError: `array-formula` where the row would fall into a formula of several cells,
            `row-blocked` where it would fall into a pivot table or a table from elsewhere.
    """
    _change_rows(edit, sheet, change, new)


def take_row_away(edit: PackageEdit, sheet: SheetName, change: RowChange) -> None:
    """Take a row out of a tab; everything that refers to the tab follows.

    Raises:
        WorkbookError: `array-formula` where the row belongs to a formula of several cells,
            `row-blocked` where it belongs to a pivot table or a table from elsewhere.
    """
    _change_rows(edit, sheet, change, None)


def _change_rows(
    edit: PackageEdit, sheet: SheetName, change: RowChange, new: NewRow | None
) -> None:
    _write_out_shared(edit, sheet.part)
    xml = SheetXml(edit.read(sheet.part), sheet.part)
    edits = row_follow.edits(xml.content, xml.document, change, sheet.name, own=True)
    edits += anchor_edits(xml.document, change)
    if new is None:
        edits = _without_row(xml, change.at, edits)
    else:
        edits += _row_edits(xml, change.at, new)
        edits = _with_merges(xml, change, new, edits)
    edit.write(sheet.part, apply(xml.content, edits))
    related = _follow_related(edit, sheet, change)
    _follow_elsewhere(edit, sheet, change, related)


def _write_out_shared(edit: PackageEdit, part: str) -> None:
    if b"shared" in edit.read(part):
        xml = SheetXml(edit.read(part), part)
        groups = shared_groups(xml.cells).values()
        outs = [out for group in groups for out in written_out(xml.content, group, set())]
        edit.write(part, apply(xml.content, outs))


def _without_row(xml: SheetXml, row: int, edits: list[Edit]) -> list[Edit]:
    element = xml.rows.get(row)
    if element is None:
        return edits
    outside = [e for e in edits if e.end <= element.start or e.start >= element.end]
    return [*outside, Edit(element.start, element.end, b"")]


def _row_edits(xml: SheetXml, at: int, new: NewRow) -> list[Edit]:
    """Return the edit that puts the row's element in its place."""
    assert xml.data is not None, "a tab with a table has cells"
    content, prefix = xml.content, prefix_of(xml.content, xml.data)
    model = xml.rows.get(new.model) if new.model else None
    tag = b'<%brow r="%d">' % (prefix, at)
    cells: dict[int, bytes] = {}
    if model is not None:
        tag = with_attribute(content[model.start : model.tag_end], b"r", b"%d" % at)
        for name in (b"hidden", b"collapsed"):
            tag = with_attribute(tag, name, None)
        if tag.endswith(b"/>"):
            tag = tag[:-2].rstrip() + b">"
        for (row, column), cell in xml.cells.items():
            if row == new.model:
                cells[column] = _empty_copy(content, cell, at, column)
    for column in {*new.texts, *new.styles} - cells.keys():
        cell_tag = b'<%bc r="%b"/>' % (prefix, address(at, column).encode())
        if column in new.styles:
            cell_tag = with_attribute(cell_tag, b"s", b"%d" % new.styles[column])
        cells[column] = cell_tag
    for column, text in new.texts.items():
        cells[column] = _with_text(cells[column], prefix, text)
    inner = b"".join(cells[column] for column in sorted(cells))
    written = tag + inner + b"</" + prefix + b"row>"
    after = next((xml.rows[other] for other in sorted(xml.rows) if other >= at), None)
    return [inside(content, xml.data, written, after)]


def _empty_copy(content: bytes, cell: Element, row: int, column: int) -> bytes:
    tag = with_attribute(content[cell.start : cell.tag_end], b"r", address(row, column).encode())
    for name in (b"t", b"cm", b"vm", b"ph"):
        tag = with_attribute(tag, name, None)
    return tag if tag.endswith(b"/>") else tag[:-1].rstrip() + b"/>"


def _with_text(cell: bytes, prefix: bytes, text: str) -> bytes:
    # In the cell itself (18.3.1.53), so that the table of shared strings stays as it is.
    tag = with_attribute(cell, b"t", b"inlineStr")[:-2].rstrip() + b">"
    pieces = {b"tag": tag, b"p": prefix, b"text": escape(text)}
    return (
        b'%(tag)b<%(p)bis><%(p)bt xml:space="preserve">%(text)b</%(p)bt></%(p)bis></%(p)bc>'
        % pieces
    )


def _with_merges(xml: SheetXml, change: RowChange, new: NewRow, edits: list[Edit]) -> list[Edit]:
    """Add merged cells as the model row has them; one over several rows is not the row's own."""
    merges = xml.document.child("mergeCells")
    wanted: list[Range] = []
    for merge in merges.children if merges else ():
        try:
            area = parse_range(merge.attributes.get("ref", ""))
        except ValueError:
            continue
        if area.top == area.bottom == new.model:
            wanted.append(area._replace(top=change.at, bottom=change.at))
    if merges is None or not wanted:
        return edits
    prefix = prefix_of(xml.content, merges)
    added = b"".join(b'<%bmergeCell ref="%b"/>' % (prefix, a.text.encode()) for a in wanted)
    edits.append(inside(xml.content, merges, added))
    if "count" in merges.attributes:
        count = str(len(merges.children) + len(wanted))
        edits.append(attribute_edit(xml.content, merges, b"count", count))
    return edits


def _follow_related(edit: PackageEdit, sheet: SheetName, change: RowChange) -> set[str]:
    """Bring along the parts that belong to the tab; return those that are done."""
    done = {sheet.part}
    for link in edit.package.relationships(sheet.part):
        part = link.target
        if link.external or part in done or part not in edit:
            continue
        content = edit.read(part)
        if link.type == "drawing":
            content = follow_anchors(content, part, change)
            content = row_follow.follow(content, part, change, sheet.name, own=False)
        elif link.type == "vmlDrawing":
            content = follow_vml(content, change)
        elif link.type in _OWN_KINDS:
            content = row_follow.follow(content, part, change, sheet.name, own=True)
        else:
            continue
        edit.write(part, content)
        done.add(part)
    return done


def _follow_elsewhere(
    edit: PackageEdit, sheet: SheetName, change: RowChange, done: set[str]
) -> None:
    """Bring along references to the tab in all other parts."""
    for part in _parts_with_formulas(edit):
        if part in done:
            continue
        content = edit.read(part)
        if not _may_name(content, sheet.name):
            continue
        if edit.package.content_type(part).endswith(_SHEET):
            _write_out_shared(edit, part)
            content = edit.read(part)
        edit.write(part, row_follow.follow(content, part, change, sheet.name, own=False))


def _parts_with_formulas(edit: PackageEdit) -> Iterator[str]:
    yield edit.package.workbook_part
    for part in edit.package.archive.entries:
        if edit.package.content_type(part).endswith(_WITH_FORMULAS):
            yield part


def _may_name(content: bytes, name: str) -> bool:
    """Tell whether a part may refer to a tab, so that most parts need not be looked at closely."""
    beginning = name[:1].encode("utf-8")
    return any(
        mark in content for mark in (beginning, name[:1].swapcase().encode("utf-8"), b"&#")
    ) and any(mark in content for mark in (b"!", b"worksheetSource"))


def formulas_by_row(edit: PackageEdit, sheet: SheetName) -> dict[int, dict[int, str]]:
    """Return the formulas of a tab by row and column."""
    found: dict[int, dict[int, str]] = {}
    for (row, column), text in _formulas(edit, sheet.part).items():
        found.setdefault(row, {})[column] = text
    return found


def _formulas(edit: PackageEdit, part: str) -> dict[Place, str]:
    return formula_texts(SheetXml(edit.read(part), part).cells)


def noted_rows(edit: PackageEdit, sheet: SheetName) -> set[int]:
    """Return the rows of a tab that carry comments."""
    return {
        parse_range(comment.attributes.get("ref", "A1")).top
        for part in edit.package.related(sheet.part, "comments")
        for comment in locate(edit.read(part), part).all("comment")
    }


def cells_referring_to_row_alone(
    edit: PackageEdit, sheet: SheetName, row: int, but: set[Place]
) -> bool:
    """Tell whether a formula, name or chart refers to cells of just that row of a tab.

    Args:
        edit: the workbook.
        sheet: the tab.
        row: the row.
        but: cells of the tab whose formulas don't count.
    """
    for place, text in _formulas(edit, sheet.part).items():
        if place not in but and place[0] != row and _means_row_alone(text, row, None, sheet.name):
            return True
    for part in _parts_with_formulas(edit):
        content = edit.read(part)
        kind = edit.package.content_type(part)
        if part == sheet.part or kind == CHART_TYPE or not _may_name(content, sheet.name):
            continue
        texts = list(row_follow.formula_texts(content, part))
        if kind.endswith(_SHEET):
            texts += _formulas(edit, part).values()
        if any(_means_row_alone(text, row, sheet.name) for text in texts):
            return True
    return False


def _means_row_alone(formula: str, row: int, *sheets: str | None) -> bool:
    names = [sheet and sheet.casefold() for sheet in sheets]
    return any(
        found.area.top == found.area.bottom == row
        and (found.sheet and found.sheet.casefold()) in names
        for found in references(formula)
    )
