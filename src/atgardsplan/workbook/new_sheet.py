"""A new tab: its part, and what the workbook and the document properties say of it.

Elements: ECMA-376 part 1, 18.2.20 (the list of tabs), 22.2.2 (document properties).
"""

import posixpath
import re

from atgardsplan.workbook.package_edit import PackageEdit
from atgardsplan.workbook.splice import (
    Edit,
    Element,
    apply,
    escape,
    inside,
    locate,
    prefix_of,
    text_edit,
)

_WORKSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
MAX_NAME = 31


def add_sheet(edit: PackageEdit, name: str, content: bytes) -> str:
    """Add a worksheet as the last tab and return its part's name.

    Args:
        edit: the workbook.
        name: the tab's name, free and allowed.
        content: the sheet part.
    """
    workbook = edit.package.workbook_part
    folder = posixpath.dirname(workbook)
    part = edit.unused_name(posixpath.join(folder, "worksheets/sheet{}.xml"))
    edit.add_part(part, content, _WORKSHEET_TYPE)
    link = edit.relate(workbook, "worksheet", part)
    old = edit.read(workbook)
    sheets = locate(old, workbook).child("sheets")
    assert sheets is not None, "a workbook without tabs is never opened"
    last = sheets.children[-1]
    number = 1 + max(int(tab.attributes.get("sheetId", "0")) for tab in sheets.children)
    # The prefix is declared here: some programs declare it on each tab, and not for all of them.
    new = b'<%bsheet xmlns:r="%b" name="%b" sheetId="%d" r:id="%b"/>' % (
        prefix_of(old, last), edit.relationship_namespace.encode(), escape(name), number,
        link.encode(),
    )  # fmt: skip
    edit.write(workbook, apply(old, [inside(old, sheets, new)]))
    _list_in_properties(edit, last.attributes.get("name", ""), name)
    return part


def unused_tab_name(wanted: str, taken: tuple[str, ...]) -> str:
    """Return `wanted`, with a number behind it where a tab of that name is there already."""
    names = {name.casefold() for name in taken}
    name, number = wanted, 1
    while name.casefold() in names:
        number += 1
        ending = f" ({number})"
        name = wanted[: MAX_NAME - len(ending)] + ending
    return name


def _list_in_properties(edit: PackageEdit, previous: str, name: str) -> None:
    """Add the tab to the list of tabs that the document properties hold, where they hold one."""
    for part in edit.package.related("", "extended-properties"):
        content = edit.read(part)
        document = locate(content, part)
        titles, pairs = document.child("TitlesOfParts"), document.child("HeadingPairs")
        vector = titles.child("vector") if titles else None
        counts = pairs.all("i4") if pairs else []
        names = vector.children if vector else []
        position = 0
        for count in counts:
            size = int(count.text) if count.text.strip().isdecimal() else 0
            group = names[position : position + size]
            if vector is not None and group and group[-1].text == previous:
                edit.write(
                    part, apply(content, _listed(content, vector, group[-1], count, size, name))
                )
                break
            position += size


def _listed(
    content: bytes, vector: Element, last: Element, count: Element, size: int, name: str
) -> list[Edit]:
    prefix = prefix_of(content, last)
    new = b"<%blpstr>%b</%blpstr>" % (prefix, escape(name), prefix)
    tag = content[vector.start : vector.tag_end]
    total = len(vector.children) + 1
    return [
        Edit(last.end, last.end, new),
        text_edit(count, str(size + 1)),
        Edit(
            vector.start, vector.tag_end, re.sub(rb"size=(['\"])\d+", b"size=\\g<1>%d" % total, tag)
        ),
    ]
