"""The comments on a sheet's cells: notes, and threaded comments with their replies.

Elements: ECMA-376 part 1, 18.7; [MS-XLSX] 2.6.204 for threaded comments.
"""

from typing import NamedTuple

from atgardsplan.workbook import xml
from atgardsplan.workbook.address import parse_address
from atgardsplan.workbook.package import Package
from atgardsplan.workbook.splice import Element, locate

_THREADED = ("http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments",)


class Comment(NamedTuple):
    """What someone wrote about a cell. Who wrote it is nobody's business here."""

    row: int
    column: int
    text: str


def read_comments(package: Package, sheet_part: str) -> tuple[Comment, ...]:
    """Return the comments on a sheet, by row and column.

    Excel keeps a note beside each threaded comment, for older versions that know only notes; where
    both stand on a cell, the thread is returned alone.
    """
    threaded = _read(package, sheet_part, "threadedComment", "threadedComment", _THREADED)
    notes = _read(package, sheet_part, "comments", "comment", xml.MAIN)
    with_thread = {(comment.row, comment.column) for comment in threaded}
    kept = [note for note in notes if (note.row, note.column) not in with_thread]
    return tuple(sorted([*threaded, *kept]))


def _read(
    package: Package, sheet_part: str, relation: str, element: str, namespaces: tuple[str, ...]
) -> list[Comment]:
    found: list[Comment] = []
    for part in package.related(sheet_part, relation):
        document = locate(package.read(part), part)
        for comment in document.all(element):
            if comment.name not in xml.names(namespaces, element):
                continue
            try:
                row, column = parse_address(comment.attributes.get("ref", ""))
            except ValueError:
                continue
            found.append(Comment(row, column, _text(comment).strip()))
    return found


def _text(comment: Element) -> str:
    """Return the text of a comment: its runs, without the phonetic hints that may stand beside."""
    texts = comment.all("t") or comment.all("text")
    return "".join(text.text for text in texts if text.parent and text.parent.local != "rPh")
