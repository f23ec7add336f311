"""How much text a workbook's cells hold when each cell has its own copy of a shared text.

A text that many cells share stands once in the file, but calamine hands out a copy for each cell: a
file of 40 kB could fill the memory, and Rust takes the whole process down when there is no more.
"""

import re
from collections.abc import Iterable

from atgardsplan.workbook import xml
from atgardsplan.workbook.errors import WorkbookError
from atgardsplan.workbook.package import Package

MAX_TEXT = 128_000_000
"""Characters in all cells together. Two million cells of sixty characters stay below."""

_TEXT_ENDS = re.compile(rb"</(?:[^\s<>:]+:)?si>")


def refuse_endless_texts(package: Package, sheets: Iterable[tuple[str, int]]) -> None:
    """Refuse a workbook whose cells would hold more than `MAX_TEXT` characters of shared text.

    Args:
        package: the workbook.
        sheets: the parts of its worksheets, and how many cells with content each has.

    Raises:
        WorkbookError: `too-large`; `damaged` when the texts are no XML.
    """
    sheets = list(sheets)
    cells = sum(count for _, count in sheets)
    for part in package.related(package.workbook_part, "sharedStrings"):
        if part not in package:
            continue  # Refused later, as damaged.
        content = package.read(part)
        # Nearly every workbook is small enough by the first measure; only a rare one is read here.
        if len(content) * cells > MAX_TEXT and _longest(content) * cells > MAX_TEXT:
            _refuse_by_counting(package, part, content, [sheet for sheet, _ in sheets])


def _longest(content: bytes) -> int:
    """Return how long a text can be at most, in bytes."""
    # The end of a text may also stand in a comment or CDATA, where it ends nothing.
    if b"<!" in content:
        return len(content)
    longest = start = 0
    for end in _TEXT_ENDS.finditer(content):
        longest = max(longest, end.start() - start)
        start = end.end()
    return max(longest, len(content) - start)


def _refuse_by_counting(package: Package, part: str, content: bytes, sheets: list[str]) -> None:
    lengths = [len(text) for text in _texts(content, part, "si")]
    total = 0
    for sheet in sheets:
        for number in _texts(package.read(sheet), sheet, "v"):
            # Whatever the cell's type: a number that is no text's place adds a little too much.
            digits = number.strip().lstrip("+0") or "0"
            if len(digits) < 12 and digits.isdecimal() and int(digits) < len(lengths):
                total += lengths[int(digits)]
        if total > MAX_TEXT:
            raise WorkbookError("too-large", part=sheet)


def _texts(content: bytes, part: str, local: str) -> list[str]:
    """Return the text inside each element `local`."""
    wanted = frozenset(xml.names(xml.MAIN, local))
    found: list[str] = []
    pieces: list[str] = []
    inside = False

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal inside
        if name in wanted:
            pieces.clear()
            inside = True

    def text(piece: str) -> None:
        if inside:
            pieces.append(piece)

    def end(name: str) -> None:
        nonlocal inside
        if name in wanted:
            found.append("".join(pieces))
            inside = False

    parser = xml.create_parser()
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.EndElementHandler = end
    xml.parse(parser, content, part)
    return found
