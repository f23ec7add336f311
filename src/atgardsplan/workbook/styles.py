"""Which cells of a row are written in italics, by their style or by the runs of their text.

Element names: ECMA-376 part 1, 18.8 (styles), 18.4 (shared strings).
"""

from __future__ import annotations

from collections.abc import Callable

from atgardsplan.workbook import xml
from atgardsplan.workbook.address import parse_address
from atgardsplan.workbook.package import Package

_OFF = ("0", "false")


def italic_columns(package: Package, sheet_part: str, row: int) -> set[int]:
    """Return the columns of `row` whose whole text is in italics."""
    cells = _cells_of_row(package.read(sheet_part), sheet_part, row)
    italic_styles = _italic_styles(package)
    wanted = {int(value) for _, kind, value in cells.values() if kind == "s" and value.isdecimal()}
    italic_strings = _italic_strings(package, wanted)
    return {
        column
        for column, (style, kind, value) in cells.items()
        if style in italic_styles
        or (kind == "s" and value.isdecimal() and int(value) in italic_strings)
    }


def _cells_of_row(content: bytes, part: str, row: int) -> dict[int, tuple[int, str, str]]:
    """Return style, type and stored value of each cell of `row`, by column."""
    found: dict[int, tuple[int, str, str]] = {}
    current: list[int] = []

    def cell(attributes: xml.Attributes) -> None:
        current.clear()
        try:
            at, column = parse_address(attributes.get("r", ""))
        except ValueError:
            return
        if at == row:
            current.append(column)
            style = attributes.get("s", "0")
            found[column] = (int(style) if style.isdecimal() else 0, attributes.get("t", ""), "")

    def value(text: str) -> None:
        if current:
            style, kind, _ = found[current[0]]
            found[current[0]] = (style, kind, text)

    _with_text(content, part, {"c": cell}, {"v": value})
    return found


def _italic_styles(package: Package) -> set[int]:
    italic_fonts: set[int] = set()
    font_of_style: list[int] = []
    inside: list[str] = []
    count = [0]

    def fonts(_: xml.Attributes) -> None:
        inside[:] = ["fonts"]

    def cell_styles(_: xml.Attributes) -> None:
        inside[:] = ["cellXfs"]

    def elsewhere(_: xml.Attributes) -> None:
        inside.clear()

    def font(_: xml.Attributes) -> None:
        if inside == ["fonts"]:
            count[0] += 1

    def italic(attributes: xml.Attributes) -> None:
        if inside == ["fonts"] and attributes.get("val", "1") not in _OFF:
            italic_fonts.add(count[0] - 1)

    def style(attributes: xml.Attributes) -> None:
        if inside == ["cellXfs"]:
            number = attributes.get("fontId", "0")
            font_of_style.append(int(number) if number.isdecimal() else 0)

    handlers = {
        "fonts": fonts, "font": font, "i": italic, "cellXfs": cell_styles, "xf": style,
        "cellStyleXfs": elsewhere, "cellStyles": elsewhere, "dxfs": elsewhere,
    }  # fmt: skip
    for part in package.related(package.workbook_part, "styles"):
        _with_text(package.read(part), part, handlers, {})
    return {index for index, number in enumerate(font_of_style) if number in italic_fonts}


def _italic_strings(package: Package, wanted: set[int]) -> set[int]:
    """Return which of the `wanted` shared strings have no run that is not in italics."""
    found: set[int] = set()
    state = {"index": -1, "runs": 0, "italic": 0}

    def judge() -> None:
        if state["index"] in wanted and state["runs"] and state["runs"] == state["italic"]:
            found.add(state["index"])

    def item(_: xml.Attributes) -> None:
        judge()
        state.update(index=state["index"] + 1, runs=0, italic=0)

    def run(_: xml.Attributes) -> None:
        state["runs"] += 1

    def italic(attributes: xml.Attributes) -> None:
        if attributes.get("val", "1") not in _OFF:
            state["italic"] += 1

    for part in package.related(package.workbook_part, "sharedStrings"):
        _with_text(package.read(part), part, {"si": item, "r": run, "i": italic}, {})
        judge()
    return found


def _with_text(
    content: bytes,
    part: str,
    starts: dict[str, xml.StartHandler],
    texts: dict[str, Callable[[str], None]],
) -> None:
    """Call `starts` as elements begin, and `texts` with the whole text as elements end."""
    parser = xml.create_parser()
    start_by_name = {name: starts[key] for key in starts for name in xml.names(xml.MAIN, key)}
    text_by_name = {name: texts[key] for key in texts for name in xml.names(xml.MAIN, key)}
    collected: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        collected.clear()
        if name in start_by_name:
            start_by_name[name](attributes)

    def end(name: str) -> None:
        if name in text_by_name:
            text_by_name[name]("".join(collected))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    if texts:
        parser.CharacterDataHandler = collected.append
    xml.parse(parser, content, part)
