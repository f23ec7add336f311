"""Live formulas that count as the contract says: filled cells, a merged cell once, no instructions."""

from collections.abc import Iterable, Iterator, Mapping

from atgardsplan.model import AnalysisRow, Area
from atgardsplan.template import COUNTED_COLUMNS, CountKey
from atgardsplan.workbook.address import MAX_ROW, Range, column_letters
from atgardsplan.workbook.values import Tab, Value

# The formulas see so many rows, or twice, three times as many, with room for new rows at the end: a
# round number, so that they stay the same while a plan grows.
_STEP = 200
_ROOM_FOR_ROWS = 50
# Excel takes no longer formula (ECMA-376 part 1, 18.17.2.1 leaves it open; Excel's own limit).
_LONGEST_FORMULA = 8192


def area_formula(areas: Iterable[Area], key: CountKey, tabs: Mapping[str, Tab]) -> str | None:
    """Return the formula that counts a column of areas; None where no formula can."""
    formula = "+".join(part for area in areas for part in _parts(area, key, tabs[area.sheet]))
    return formula if 0 < len(formula) <= _LONGEST_FORMULA else None


def _parts(area: Area, key: CountKey, tab: Tab) -> Iterator[str]:
    """Yield formulas that together count an area's filled cells of a column.

    Excel sees cells where the plan's reader sees none: notes below the table, headings between
    rows, text under a merged cell, white space that its functions don't know. The ranges leave
    such rows out. It sees no cell where a merged one begins in another column; that is counted
    by itself.
    """
    column = area.columns.get(COUNTED_COLUMNS[key])
    if column is None:
        return
    cells = {
        (cell.row, cell.column)
        for row in area.rows
        if (cell := row.cells[COUNTED_COLUMNS[key]]).filled
    }
    counted = {row for row, at in cells if at == column}
    filled = {
        row
        for (row, at), value in tab.values.items()
        if at == column and row >= area.first_data_row and is_counted(value)
    }
    filled |= {row for row, at in tab.facts.errors | tab.facts.uncomputed if at == column}
    strangers = sorted(row for row in filled - counted if row >= area.first_data_row)
    notes = [row for row in strangers if row > area.last_data_row]
    first = area.first_data_row
    steps = (area.last_data_row - first + _ROOM_FOR_ROWS) // _STEP + 1
    last = min([row - 1 for row in notes] + [first + steps * _STEP - 1, MAX_ROW])
    for stranger in [*(row for row in strangers if row <= last), last + 1]:
        if first < stranger:
            yield count_formula(area.sheet, Range(first, column, stranger - 1, column))
        first = stranger + 1
    for row, at in sorted(cells):
        if at != column:
            yield count_formula(area.sheet, Range(row, at, row, at))


def total_formula(row: AnalysisRow, key: CountKey, rows: Iterable[AnalysisRow]) -> str:
    """Return the formula that sums the numbers of `rows` in a total row."""
    letters = column_letters(row.numbers[key].column)
    groups: list[list[int]] = []
    for number in sorted({other.numbers[key].row for other in rows}):
        if groups and number == groups[-1][1] + 1:
            groups[-1][1] = number
        else:
            groups.append([number, number])
    ranges = ",".join(f"{letters}{first}:{letters}{last}" for first, last in groups)
    return f"SUM({ranges})"


def count_formula(tab: str, area: Range) -> str:
    """Return a formula that counts the filled cells of a range, as the template defines filled.

    A cell with only white space counts as empty, which COUNTA does not know; a cell that holds an
    error is filled.
    """
    name = tab.replace("'", "''")
    place = f"'{name}'!{area.text}"
    text = f'TRIM(CLEAN(SUBSTITUTE({place},_xlfn.UNICHAR(160)," ")))'
    return f"SUMPRODUCT(ISERROR({place})+ISNUMBER(1/LEN({text})))"


def is_counted(value: Value) -> bool:
    """Tell whether the formula of `count_formula` counts a cell that holds `value`."""
    if not isinstance(value, str):
        return True
    # CLEAN takes away the control characters, TRIM the spaces.
    return any(ord(character) > 32 and character != "\u00a0" for character in value)
