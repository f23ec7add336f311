"""References in formulas: found, moved with a row, translated to another cell.

Grammar: ECMA-376 part 1, 18.17.2. A formula is cut into tokens; only references are touched, so that
texts, names, functions, structured references and other workbooks' cells keep their letters.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from atgardsplan.workbook.address import MAX_COLUMN, MAX_ROW, Range, column_letters, parse_range
from atgardsplan.workbook.row_change import RowChange

_CELL = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_TOKEN = re.compile(
    r"""
    (?P<text>"(?:[^"]|"")*")
    | (?P<sheet>'(?:[^']|'')*'!)
    | (?P<error>\#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|GETTING_DATA|SPILL!|CALC!))
    | (?P<bare>(?:\[[^\]]*\])?[\w.\\?]+(?::[\w.\\?]+)?!)
    | (?P<function>[\w.\\?]+(?=\())
    | (?P<reference>CELL:CELL|CELL
        |\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?[0-9]{1,7}:\$?[0-9]{1,7})(?![\w.\\?(\[!])
    | (?P<word>[\w.\\?]+)
    | (?P<other>.)
    """.replace("CELL", _CELL),
    re.VERBOSE | re.DOTALL,
)
_END = re.compile(r"(\$?)([A-Za-z]{0,3})(\$?)([0-9]{0,7})")


class Token(NamedTuple):
    """A piece of a formula; pieces put together again are the formula."""

    text: str
    sheet: str | None = None
    """The tab that a reference names; None where it names none: a cell of the formula's own tab."""
    is_reference: bool = False


def tokens(formula: str) -> Iterator[Token]:
    """Yield the pieces of a formula (without a leading `=`).

    References into other workbooks, over several tabs, and to deleted tabs are no references here:
    no row of this workbook's tabs moves them.
    """
    sheet: str | None = None
    foreign = False
    position = 0
    while position < len(formula):
        if formula[position] == "[" and sheet is None:
            end = _bracket_end(formula, position)
            bare = _TOKEN.match(formula, position)
            if bare is None or bare.lastgroup != "bare":
                yield Token(formula[position:end])
                position = end
                continue
        match = _TOKEN.match(formula, position)
        assert match is not None, "the last alternative matches any character"
        kind, text = match.lastgroup, match[0]
        position = match.end()
        if kind in ("sheet", "bare"):
            name = text[1:-2].replace("''", "'") if kind == "sheet" else text[:-1]
            sheet, foreign = name, "[" in name or ":" in name
            yield Token(text)
            continue
        if kind == "reference" and not foreign:
            yield Token(text, sheet, True)
        else:
            yield Token(text)
        # What follows «#REF!» stood on a tab that is gone.
        sheet, foreign = None, text == "#REF!"


def _bracket_end(formula: str, start: int) -> int:
    """Return where a structured reference's bracket closes; `'` escapes a bracket in a name."""
    depth, position = 0, start
    while position < len(formula):
        character = formula[position]
        if character == "'":
            position += 1
        elif character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
            if depth == 0:
                return position + 1
        position += 1
    return len(formula)


class Reference(NamedTuple):
    """The cells that a formula refers to by one reference."""

    sheet: str | None
    area: Range


def references(formula: str) -> Iterator[Reference]:
    """Yield the references of a formula."""
    for token in tokens(formula):
        if token.is_reference and (area := _area(token.text)) is not None:
            yield Reference(token.sheet, area)


def moved(
    formula: str,
    change: RowChange,
    sheet: str,
    own: bool,
    relative: Callable[[int], int] | None = None,
) -> str:
    """Return a formula whose references follow a row put into or taken from a tab.

    Args:
        formula: without a leading `=`.
        change: the row.
        sheet: the name of the tab that the row is put into.
        own: whether the formula stands on that tab, so that references without a tab mean it.
        relative: how a row that is not held by `$` moves, where the formula is one for a range of
            cells and such rows are counted from the range's first cell.
    """

    def move(token: Token) -> str:
        named = own if token.sheet is None else token.sheet.casefold() == sheet.casefold()
        return _moved_reference(token.text, change, relative) if named else token.text

    return "".join(move(token) if token.is_reference else token.text for token in tokens(formula))


class _End(NamedTuple):
    """One end of a reference: `$B$4`, `B`, `$4`."""

    column: str
    """With the `$` that may hold it."""
    held: str
    """The `$` that holds the row, or nothing."""
    row: str

    def at(self, row: int) -> str:
        return self.column + self.held + str(row)


def _end(text: str) -> _End:
    match = _END.fullmatch(text)
    assert match is not None, "the tokenizer lets nothing else through"
    first, letters, second, row = match.groups()
    return _End(first + letters, second, row) if letters else _End("", first, row)


def _moved_reference(text: str, change: RowChange, relative: Callable[[int], int] | None) -> str:
    area = _area(text)
    ends = [_end(end) for end in text.split(":")]
    if area is None or not ends[0].row:
        return text
    if relative is not None and not any(end.held for end in ends):
        return ":".join(end.at(relative(int(end.row))) for end in ends)
    if len(ends) == 1:
        # A single cell moves; only a range grows.
        row = change.row(area.top)
        return "#REF!" if row is None else ends[0].at(row)
    rows = change.span(area.top, area.bottom)
    if rows is None:
        return "#REF!"
    ordered = sorted(rows, reverse=int(ends[0].row) > int(ends[1].row))
    return ":".join(end.at(row) for end, row in zip(ends, ordered, strict=True))


def translated(formula: str, rows: int, columns: int) -> str:
    """Return a formula as it reads when copied `rows` down and `columns` to the right.

    This is how a shared formula's members read (18.3.1.40): what `$` does not hold moves along.
    """

    def move(token: Token) -> str:
        return ":".join(_translated_end(_end(end), rows, columns) for end in token.text.split(":"))

    return "".join(move(token) if token.is_reference else token.text for token in tokens(formula))


def _translated_end(end: _End, rows: int, columns: int) -> str:
    column, row = end.column, end.row
    # Excel counts on from the other side of the sheet.
    if column and not column.startswith("$"):
        number = parse_range(f"{column}1").left + columns
        column = column_letters((number - 1) % MAX_COLUMN + 1)
    if row and not end.held:
        row = str((int(row) + rows - 1) % MAX_ROW + 1)
    return column + end.held + row


def _area(text: str) -> Range | None:
    """Return the cells of a reference, whole rows and columns too; None outside of a sheet."""
    first, _, last = text.replace("$", "").partition(":")
    last = last or first
    try:
        if first.isdigit():
            return parse_range(f"A{first}:XFD{last}")
        if first.isalpha():
            return parse_range(f"{first}1:{last}{MAX_ROW}")
        return parse_range(f"{first}:{last}")
    except ValueError:
        return None
