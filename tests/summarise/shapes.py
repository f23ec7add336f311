"""Analysis tabs in every shape that districts give them, made by openpyxl and XlsxWriter."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, NamedTuple

import openpyxl
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table, TableStyleInfo

from tests.plans import GOOD_ROW, TEMPLATE, TITLES, make_book, tab_name, to_bytes

Numbers = tuple[int, int, int]
OWN, OTHER_OWN = "Bedrägerier mot äldre", "Trygga krogmiljöer"
PLACEHOLDER = TEMPLATE.own_area.placeholder
TAB = TEMPLATE.analysis.tab
HEADINGS = [TEMPLATE.analysis.area_heading, *(c.heading for c in TEMPLATE.analysis.columns)]


class Shape(NamedTuple):
    """A workbook, and where its right numbers are to stand."""

    content: bytes
    expected: dict[str, Numbers]
    label: int = 1
    """The column of the areas' names."""
    columns: tuple[int, int, int] = (2, 3, 4)
    """The columns of the three numbers."""
    tab: str = TAB


SHAPES: dict[str, Callable[[], Shape]] = {}


def shape(build: Callable[[], Shape]) -> Callable[[], Shape]:
    """Register a shape under its function's name."""
    SHAPES[build.__name__] = build
    return build


def rows_of(*counts: int) -> dict[str, list[tuple[str, ...]]]:
    """Return so many rows for each standard area; every second row lacks its cause."""
    return {
        title: [
            (f"Problem {n}", "" if n % 2 else f"Orsak {n}", f"Åtgärd {n} i {title}", *GOOD_ROW[3:])
            for n in range(count)
        ]
        for title, count in zip(TITLES, counts, strict=False)
    }


def numbers_of(rows: dict[str, list[tuple[str, ...]]], *more: str) -> dict[str, Numbers]:
    """Count as the contract says, by hand."""
    return {
        title: (
            sum(bool(row[0].strip()) for row in rows.get(title, [])),
            sum(bool(row[1].strip()) for row in rows.get(title, [])),
            sum(bool(row[2].strip()) for row in rows.get(title, [])),
        )
        for title in (*TITLES, *more)
    }


def total_of(expected: dict[str, Numbers]) -> Numbers:
    """Sum the numbers of all areas."""
    first, second, third = (sum(column) for column in zip(*expected.values(), strict=True))
    return first, second, third


ROWS = rows_of(5, 3, 0, 6, 2)
EXPECTED = numbers_of(ROWS)


def stale_book(**options: Any) -> openpyxl.Workbook:
    """Return a plan whose analysis tab has wrong numbers."""
    book = make_book(options.pop("rows", ROWS), **options)
    sheet = book[TAB]
    for row in sheet.iter_rows(min_row=4, min_col=2, max_col=4):
        for cell in row:
            cell.value = 9
    return book


def with_chart(book: openpyxl.Workbook, anchor: str, last_row: int, title: str = "") -> None:
    """Put a bar chart on the analysis tab."""
    sheet = book[TAB]
    chart = BarChart()
    chart.title = title or TEMPLATE.analysis.chart_title
    chart.add_data(
        Reference(sheet, min_col=2, max_col=4, min_row=3, max_row=last_row), titles_from_data=True
    )
    chart.set_categories(Reference(sheet, min_col=1, min_row=4, max_row=last_row))
    sheet.add_chart(chart, anchor)


@shape
def plain_numbers() -> Shape:
    return Shape(to_bytes(stale_book()), EXPECTED)


@shape
def table_moved() -> Shape:
    book = stale_book()
    sheet = book[TAB]
    sheet.move_range("A3:D8", rows=7, cols=3)
    return Shape(to_bytes(book), EXPECTED, 4, (5, 6, 7))


@shape
def columns_reordered() -> Shape:
    book = make_book(ROWS, analysis=False)
    sheet = book.create_sheet(TAB)
    sheet.append([HEADINGS[3], HEADINGS[0], HEADINGS[1], "Kommentar", HEADINGS[2]])
    for title in TITLES:
        sheet.append([7, title, 7, "klart", 7])
    return Shape(to_bytes(book), EXPECTED, 2, (3, 5, 1))


@shape
def headings_reworded() -> Shape:
    book = stale_book()
    sheet = book[TAB]
    for column, text in enumerate(("Område", "Problem", "Orsaker", "Åtgärder"), 1):
        sheet.cell(3, column, text)
    return Shape(to_bytes(book), EXPECTED)


@shape
def numbers_as_text() -> Shape:
    book = stale_book()
    for row in book[TAB].iter_rows(min_row=4, min_col=2, max_col=4):
        for cell in row:
            cell.value = "12"
            cell.number_format = "@"
    return Shape(to_bytes(book), EXPECTED)


@shape
def counta_formulas() -> Shape:
    book = stale_book()
    sheet = book[TAB]
    for row, title in enumerate(TITLES, 4):
        for column, letter in ((2, "A"), (3, "B"), (4, "C")):
            tab = tab_name(row - 3, title)
            sheet.cell(row, column, f"=COUNTA('{tab}'!{letter}3:{letter}100)")
    return Shape(to_bytes(book), EXPECTED)


@shape
def merged_titles() -> Shape:
    book = stale_book()
    sheet = book[TAB]
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A2:D2")
    sheet["A1"].alignment = Alignment(horizontal="center")
    for row in range(4, 9):
        sheet.merge_cells(start_row=row, start_column=4, end_row=row, end_column=5)
    return Shape(to_bytes(book), EXPECTED)


@shape
def other_order() -> Shape:
    book = make_book(ROWS, analysis=False)
    sheet = book.create_sheet(TAB)
    sheet.append(HEADINGS)
    for title in reversed(TITLES):
        sheet.append([title, 1, 1, 1])
        sheet.append([])
    return Shape(to_bytes(book), EXPECTED)


@shape
def misspelt_labels() -> Shape:
    book = stale_book()
    book[TAB]["A6"] = "Systemhotade brottslighet"
    book[TAB]["A4"] = "1. " + TITLES[0]
    expected = {
        {TITLES[2]: "Systemhotade brottslighet", TITLES[0]: "1. " + TITLES[0]}.get(title, title): n
        for title, n in EXPECTED.items()
    }
    return Shape(to_bytes(book), expected)


def own_rows() -> dict[str, list[tuple[str, ...]]]:
    """Return the rows of the standard areas and of two own areas."""
    row = ("Lurade äldre", "Ensamhet", "Uppsökande besök hos äldre", *GOOD_ROW[3:])
    return {**ROWS, OWN: [row, row], OTHER_OWN: [row]}


@shape
def own_area_without_row() -> Shape:
    rows = own_rows()
    book = stale_book(rows=rows, titles=[*TITLES, OWN])
    book[TAB].delete_rows(9)
    with_chart(book, "A12", 8)
    return Shape(to_bytes(book), numbers_of(rows, OWN))


@shape
def two_own_areas_and_all_below() -> Shape:
    """What lies below moves: texts, merges, rules, lists, print area, names, formulas, charts."""
    rows = own_rows()
    book = stale_book(rows=rows, titles=[*TITLES, OWN, OTHER_OWN])
    sheet = book[TAB]
    sheet.delete_rows(9, 2)
    sheet["A9"] = "Summa"
    sheet["B9"] = "=SUM(B4:B8)"
    sheet["A12"] = "Kommentar till siffrorna"
    sheet.merge_cells("A12:D13")
    sheet["F4"] = "=B9*2"
    sheet["A20"] = "Slut"
    sheet.conditional_formatting.add(
        "B4:D9", CellIsRule(operator="equal", formula=["0"], fill=PatternFill(bgColor="FFC7CE"))
    )
    choice = DataValidation(type="list", formula1='"Ja,Nej"')
    choice.add("C15:C16")
    sheet.add_data_validation(choice)
    sheet.print_area = "A1:G30"
    sheet.freeze_panes = "B4"
    book.defined_names["Summa"] = DefinedName("Summa", attr_text=f"{TAB}!$B$9")
    book.worksheets[0]["B5"] = f"={TAB}!B9"
    with_chart(book, "A22", 8)
    expected = numbers_of(rows, OWN, OTHER_OWN)
    return Shape(to_bytes(book), {**expected, "Summa": total_of(expected)})


@shape
def area_that_is_gone() -> Shape:
    book = stale_book()
    sheet = book[TAB]
    sheet.insert_rows(6)
    for column, value in enumerate(("Ett område från i fjol", 3, 3, 3), 1):
        sheet.cell(6, column, value)
    with_chart(book, "A14", 9)
    return Shape(to_bytes(book), EXPECTED)


@shape
def standard_area_without_row() -> Shape:
    book = stale_book()
    book[TAB].delete_rows(6)
    return Shape(to_bytes(book), EXPECTED)


@shape
def total_row() -> Shape:
    book = stale_book()
    sheet = book[TAB]
    sheet.append(["Totalt", 1, 1, 1])
    return Shape(to_bytes(book), {**EXPECTED, "Totalt": total_of(EXPECTED)})


@shape
def placeholder_row_kept() -> Shape:
    book = stale_book(titles=[*TITLES, PLACEHOLDER])
    return Shape(to_bytes(book), {**EXPECTED, PLACEHOLDER: (0, 0, 0)})


@shape
def no_analysis_tab() -> Shape:
    return Shape(to_bytes(make_book(ROWS, analysis=False)), EXPECTED)


@shape
def no_analysis_tab_own_area_and_taken_name() -> Shape:
    rows = own_rows()
    book = make_book(rows, titles=[*TITLES, OWN], analysis=False)
    book.create_sheet("Bilaga")["A1"] = "Kartor"
    return Shape(to_bytes(book), numbers_of(rows, OWN))


@shape
def protected_tab() -> Shape:
    book = stale_book()
    book[TAB].protection.sheet = True
    book[TAB].protection.password = "abc"
    return Shape(to_bytes(book), EXPECTED)


@shape
def with_own_looks() -> Shape:
    book = stale_book()
    sheet = book[TAB]
    for row in sheet.iter_rows(min_row=4, max_row=8, min_col=1, max_col=4):
        for cell in row:
            cell.font = Font(bold=True, color="FF0000")
            cell.number_format = '0 "st"'
    sheet.row_dimensions[5].height = 40
    sheet.column_dimensions["A"].width = 50
    with_chart(book, "F2", 8, "Vår egen rubrik")
    return Shape(to_bytes(book), EXPECTED)


@shape
def merged_problems_and_blanks() -> Shape:
    """A merged cell counts once, white space not at all, a real number and a date as filled."""
    title = TITLES[0]
    rows: dict[str, Any] = {
        title: [
            ("Ett problem", "Orsak 1", "Åtgärd 1", *GOOD_ROW[3:]),
            ("", "Orsak 2", "Åtgärd 2", *GOOD_ROW[3:]),
            ("", "Orsak 3", "Åtgärd 3", *GOOD_ROW[3:]),
            ("  ", " \n", "Åtgärd 4", *GOOD_ROW[3:]),
        ]
    }
    book = stale_book(rows=rows)
    book.worksheets[1].merge_cells("A3:A5")
    return Shape(to_bytes(book), {**dict.fromkeys(TITLES, (0, 0, 0)), title: (1, 3, 4)})


@shape
def table_object_filter_comments_and_links() -> Shape:
    rows = own_rows()
    book = stale_book(rows=rows, titles=[*TITLES, OWN])
    sheet = book[TAB]
    sheet.delete_rows(9)
    table = Table(displayName="Analys1", ref="A3:D8")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium9", showRowStripes=True)
    sheet.add_table(table)
    sheet["F1"] = "=SUM(Analys1[Antal problem])"
    sheet["A12"] = "Mer att läsa"
    sheet["A12"].hyperlink = "https://example.org"
    sheet["A13"] = "Granskad"
    sheet["A13"].comment = Comment("Av vem?", "x")
    return Shape(to_bytes(book), numbers_of(rows, OWN))


@shape
def array_formula_in_a_column() -> Shape:
    book = stale_book()
    book[TAB]["B4"] = ArrayFormula("B4:B8", "=ROW(A1:A5)")
    return Shape(to_bytes(book), EXPECTED)


@shape
def xlsxwriter_chart_and_formats() -> Shape:
    return Shape(_by_xlsxwriter(TITLES), EXPECTED)


@shape
def xlsxwriter_own_area_without_row() -> Shape:
    rows = own_rows()
    return Shape(_by_xlsxwriter(TITLES, rows, (*TITLES, OWN)), numbers_of(rows, OWN))


@shape
def xlsxwriter_series_per_area() -> Shape:
    """A chart with the areas as series and the kinds of numbers as categories."""
    return Shape(_by_xlsxwriter(TITLES, by_area=True), EXPECTED)


@shape
def xlsxwriter_no_chart() -> Shape:
    return Shape(_by_xlsxwriter(TITLES, chart=False), EXPECTED)


def _by_xlsxwriter(
    labels: tuple[str, ...],
    rows: dict[str, list[tuple[str, ...]]] | None = None,
    titles: tuple[str, ...] = TITLES,
    chart: bool = True,
    by_area: bool = False,
) -> bytes:
    rows = ROWS if rows is None else rows
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    bold = book.add_format(
        {"bold": True, "bg_color": "#00457C", "font_color": "white", "border": 1}
    )
    wrapped = book.add_format({"text_wrap": True, "border": 1})
    for number, title in enumerate(titles, 1):
        sheet = book.add_worksheet(tab_name(number, title))
        sheet.write_row(0, 0, [c.heading or title for c in TEMPLATE.columns], bold)
        sheet.write_row(1, 0, [c.instruction for c in TEMPLATE.columns], wrapped)
        for row, values in enumerate(rows.get(title, []), 2):
            for column, value in enumerate(values):
                if value:
                    sheet.write_string(row, column, value, wrapped)
    sheet = book.add_worksheet(TAB)
    sheet.merge_range("A1:D1", TEMPLATE.analysis.title, bold)
    sheet.write_row(2, 0, HEADINGS, bold)
    for row, label in enumerate(labels, 3):
        sheet.write(row, 0, label, wrapped)
        for column in (1, 2, 3):
            sheet.write_formula(row, column, f"=1+{column}", wrapped, 9)
    last = 2 + len(labels)
    if chart:
        drawn = book.add_chart({"type": "column"})
        if by_area:
            for row in range(3, last + 1):
                drawn.add_series({
                    "name": [TAB, row, 0], "categories": [TAB, 2, 1, 2, 3],
                    "values": [TAB, row, 1, row, 3],
                })  # fmt: skip
        else:
            for column in (1, 2, 3):
                drawn.add_series({
                    "name": [TAB, 2, column], "categories": [TAB, 3, 0, last, 0],
                    "values": [TAB, 3, column, last, column], "fill": {"color": "#6BAED6"},
                })  # fmt: skip
        drawn.set_title({"name": TEMPLATE.analysis.chart_title})
        sheet.insert_chart(last + 3, 0, drawn)
    sheet.set_landscape()
    book.define_name("Antal", f"={TAB}!$B$4:$D${last + 1}")
    book.close()
    return stream.getvalue()
