"""The analysis tab is brought up to date in whatever shape it is, and nothing else changes."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from atgardsplan.analysis_tab import Refreshed, refresh
from atgardsplan.workbook.errors import WorkbookError
from tests.plans import to_bytes
from tests.summarise.shapes import SHAPES, TAB, Shape, stale_book

# Parts that a change of rows, a new tab or a new chart has to touch besides the analysis sheet.
_MAY_FOLLOW = re.compile(
    r"xl/(charts/chart\d+|drawings/drawing\d+|workbook|calcChain|tables/table\d+"
    r"|comments/comment\d+|worksheets/sheet1)\.xml"
)
_NEW_TAB = re.compile(
    r"\[Content_Types\]\.xml|docProps/app\.xml|xl/(workbook|styles)\.xml|xl/(worksheets/)?_rels/\w+\.xml\.rels"
)
# Where an element is, or how many or how far there are: what follows a row.
_PLACES = ("r", "ref", "sqref", "activeCell", "spans", "count")
_CELLS = re.compile(rb"<c\b[^>]*?(?:/>|>.*?</c>)", re.DOTALL)


@cache
def made(name: str) -> tuple[Shape, Refreshed]:
    """Return a shape and what refreshing makes of it."""
    shape = SHAPES[name]()
    return shape, refresh(shape.content)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def found(shape: Shape, rows: Sequence[Sequence[object]]) -> dict[str, tuple[int, ...]]:
    """Return the numbers beside the expected labels, in rows as calamine gives them."""
    numbers: dict[str, tuple[int, ...]] = {}
    for row in rows:
        label = str(row[shape.label - 1]) if len(row) >= shape.label else ""
        if label in shape.expected:
            cells = [row[column - 1] if column <= len(row) else "" for column in shape.columns]
            numbers[label] = tuple(int(float(str(cell))) if cell != "" else -1 for cell in cells)
    return numbers


def by_calamine(shape: Shape, content: bytes) -> dict[str, tuple[int, ...]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return found(shape, book.get_sheet_by_name(shape.tab).to_python(skip_empty_area=False))


def by_openpyxl(shape: Shape, content: bytes) -> dict[str, tuple[int, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True)[shape.tab]
    rows = [
        ["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)
    ]
    return found(shape, rows)


@pytest.mark.parametrize("name", SHAPES)
def test_the_numbers_become_right(name: str) -> None:
    shape, refreshed = made(name)
    assert by_calamine(shape, refreshed.content) == shape.expected
    assert by_openpyxl(shape, refreshed.content) == shape.expected


def test_a_formula_of_several_cells_that_reaches_out_of_the_table_is_refused() -> None:
    book = stale_book()
    book[TAB]["B4"] = ArrayFormula("B4:B12", "=ROW(A1:A9)")
    with pytest.raises(WorkbookError) as told:
        refresh(to_bytes(book))
    assert (told.value.kind, told.value.details["cell"]) == ("array-formula", "B4")


def test_what_stands_below_new_rows_moves_along() -> None:
    shape, refreshed = made("two_own_areas_and_all_below")
    book = openpyxl.load_workbook(io.BytesIO(refreshed.content))
    sheet = book[shape.tab]
    assert sheet["B11"].value == "=SUM(B4:B10)"
    assert sheet["F4"].value == "=B11*2"
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A14:D15"]
    assert [str(rule.sqref) for rule in sheet.conditional_formatting] == ["B4:D11"]
    assert str(sheet.data_validations.dataValidation[0].sqref) == "C17:C18"
    assert sheet.print_area == f"'{shape.tab}'!$A$1:$G$32"
    assert book.defined_names["Summa"].attr_text == f"{shape.tab}!$B$11"
    assert book.worksheets[0]["B5"].value == f"={shape.tab}!B11"
    assert sheet._charts[0].anchor._from.row == 23
    assert sheet._charts[0].series[0].val.numRef.f == f"'{shape.tab}'!$B$4:$B$10"


@pytest.mark.parametrize("name", SHAPES)
def test_a_second_run_changes_nothing(name: str) -> None:
    _, refreshed = made(name)
    again = refresh(refreshed.content)
    assert not again.stale
    assert again.content == refreshed.content


@pytest.mark.parametrize("name", SHAPES)
def test_the_same_workbook_gives_the_same_bytes(name: str) -> None:
    shape, refreshed = made(name)
    assert refresh(shape.content).content == refreshed.content


@pytest.mark.parametrize("name", SHAPES)
def test_all_other_parts_keep_their_bytes(name: str) -> None:
    shape, refreshed = made(name)
    before, after = parts(shape.content), parts(refreshed.content)
    new_tab = any(repair.kind == "tab_added" for repair in refreshed.repairs)
    new_chart = any(repair.kind == "chart_added" for repair in refreshed.repairs)
    changed = {part for part in before if after.get(part) != before[part]}
    sheet = analysis_part(shape, refreshed.content)
    changed.discard(sheet)
    allowed = {part for part in changed if _MAY_FOLLOW.fullmatch(part)}
    if new_tab or new_chart:
        allowed |= {part for part in changed if _NEW_TAB.fullmatch(part)}
    assert changed == allowed
    if not refreshed.repairs:
        assert {part for part in changed if "charts" not in part} <= {"xl/calcChain.xml"}
    assert list(after)[: len(before)] == list(before), "the order of the entries stays"


@pytest.mark.parametrize("name", SHAPES)
def test_where_only_numbers_change_the_sheet_keeps_every_other_byte(name: str) -> None:
    shape, refreshed = made(name)
    if refreshed.repairs:
        # Rows and drawings come and go: what must stay is the text of every other cell.
        before = texts(shape, shape.content) if shape.tab in tabs(shape.content) else set()
        words = {text for text in before - formulas(shape) if not text.isdecimal()}
        assert words - {"Ett område från i fjol"} <= texts(shape, refreshed.content)
        return
    part = analysis_part(shape, refreshed.content)
    before_xml, after_xml = parts(shape.content)[part], parts(refreshed.content)[part]
    assert _CELLS.sub(b"", before_xml) == _CELLS.sub(b"", after_xml)
    cells = {cell_name(cell): cell for cell in _CELLS.findall(before_xml)}
    for cell in _CELLS.findall(after_xml):
        if cells.get(cell_name(cell)) != cell:
            column = re.sub(r"\d", "", cell_name(cell))
            assert openpyxl.utils.column_index_from_string(column) in shape.columns


@pytest.mark.parametrize("name", SHAPES)
def test_of_the_sheet_only_rows_and_numbers_that_had_to_change_do(name: str) -> None:
    """Whatever rows came or went: every other element is there, in order, with its looks."""
    shape, refreshed = made(name)
    kinds = {repair.kind for repair in refreshed.repairs}
    if "tab_added" in kinds:
        return
    part = analysis_part(shape, refreshed.content)
    gone = [repair.row for repair in refreshed.repairs if repair.kind == "row_removed"]
    come = [repair.row for repair in refreshed.repairs if repair.kind == "row_added"]
    before = elements(shape, shape.content, part, gone)
    after = elements(shape, refreshed.content, part, come)
    if "chart_added" in kinds:
        after = [element for element in after if element[0] != "drawing"]
        before = [element for element in before if element[0] != "drawing"]
    assert after == before


def elements(
    shape: Shape, content: bytes, part: str, but: Sequence[int]
) -> list[tuple[str, str, str]]:
    """Return a sheet's elements without those rows and the numbers, and without places."""
    found: list[tuple[str, str, str]] = []
    sheet = openpyxl.load_workbook(io.BytesIO(content))[shape.tab]
    numbers = {
        sheet.cell(row, column).coordinate
        for row in range(1, sheet.max_row + 1)
        for column in shape.columns
        if sheet.cell(row, shape.label).value in shape.expected
    }

    def gather(element: ElementTree.Element) -> None:
        local = element.tag.rpartition("}")[2]
        place = element.get("r", "")
        if (local == "row" and int(place) in but) or place in numbers:
            return
        looks = {k: v for k, v in element.attrib.items() if k not in _PLACES}
        text = "" if local in ("f", "v") and element.text else (element.text or "")
        found.append((local, str(sorted(looks.items())), text))
        for child in element:
            gather(child)

    gather(ElementTree.fromstring(parts(content)[part]))
    return found


@pytest.mark.parametrize("name", SHAPES)
def test_the_result_is_as_valid_as_before(name: str, tmp_path: Path) -> None:
    shape, refreshed = made(name)
    before = complaints(shape.content, tmp_path / "a.xlsx")
    new = complaints(refreshed.content, tmp_path / "b.xlsx") - before
    if any(repair.kind == "tab_added" for repair in refreshed.repairs):
        # What is said of each tab is said of one more.
        assert set(new) <= {complaint for complaint in before if complaint.startswith("Worksheet")}
    else:
        assert not new


@pytest.mark.parametrize("name", SHAPES)
def test_every_tab_has_a_chart_on_its_table(name: str) -> None:
    shape, refreshed = made(name)
    charts = [
        c for part, c in parts(refreshed.content).items() if part.startswith("xl/charts/chart")
    ]
    assert charts
    cached = {
        number
        for chart in charts
        for cache in re.findall(
            rb"<c:numCache>.*?</c:numCache>|<numCache>.*?</numCache>", chart, re.S
        )
        for number in re.findall(rb"<(?:c:)?v>(\d+)</", cache)
    }
    if cached:
        wanted = {str(n).encode() for numbers in shape.expected.values() for n in numbers}
        assert cached <= wanted | {b"0"}


def complaints(content: bytes, path: Path) -> Counter[str]:
    path.write_bytes(content)
    return Counter(
        re.sub(r"\d+", "N", f"{error.description}")
        for error in OpenXmlValidator().validate(str(path)).errors
    )


def tabs(content: bytes) -> list[str]:
    names: list[str] = openpyxl.load_workbook(io.BytesIO(content), read_only=True).sheetnames
    return names


def texts(shape: Shape, content: bytes) -> set[str]:
    sheet = openpyxl.load_workbook(io.BytesIO(content))[shape.tab]
    return {
        str(getattr(cell, "text", cell))
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if cell is not None
    }


def formulas(shape: Shape) -> set[str]:
    if shape.tab not in tabs(shape.content):
        return set()
    return {text for text in texts(shape, shape.content) if text.startswith("=")}


def cell_name(cell: bytes) -> str:
    match = re.search(rb'\br="([A-Z]+\d+)"', cell)
    return match[1].decode() if match else ""


def analysis_part(shape: Shape, content: bytes) -> str:
    place = tabs(content).index(shape.tab)
    return f"xl/worksheets/sheet{place + 1}.xml"
