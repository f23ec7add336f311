from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from atgardsplan.workbook.errors import WorkbookError
from atgardsplan.workbook.values import Tab, open_workbook
from tests.plans import to_bytes


def first_tab(book: openpyxl.Workbook) -> Tab:
    return open_workbook(to_bytes(book)).tabs[0]


def replaced(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new)
            target.writestr(name, content)
    return stream.getvalue()


def test_values_come_with_their_types() -> None:
    book = openpyxl.Workbook()
    moment = dt.datetime(2025, 3, 4, 5, 6)  # noqa: DTZ001
    for column, value in enumerate(["text", 3, 2.5, True, dt.date(2025, 1, 2), moment], 1):
        book.active.cell(2, column, value)
    values = first_tab(book).values
    assert [values[2, column] for column in range(1, 7)] == [
        "text", 3, 2.5, True, dt.date(2025, 1, 2), moment,
    ]  # fmt: skip
    assert type(values[2, 2]) is int


def test_an_error_cell_is_told_from_an_empty_one() -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = "#REF!"
    tab = first_tab(book)
    assert (2, 2) in tab.facts.errors
    assert tab.value(2, 2) is None


def test_a_formula_without_a_stored_value_is_told_from_an_empty_cell() -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = "=1+1"
    assert first_tab(book).facts.uncomputed == {(2, 2)}


def test_a_formula_with_a_stored_value_is_computed(fixtures: object) -> None:
    from tests.conftest import FIXTURES

    analysis = open_workbook((FIXTURES / "plan-2025.xlsx").read_bytes()).tabs[-1]
    assert analysis.facts.formulas
    assert not analysis.facts.uncomputed


def test_hidden_tabs_rows_and_columns_are_known() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["C"].hidden = True
    book.create_sheet("Dold").sheet_state = "veryHidden"
    workbook = open_workbook(to_bytes(book))
    assert workbook.tabs[0].facts.hidden_rows == {3}
    assert workbook.tabs[0].facts.hidden_columns == {3}
    assert [tab.hidden for tab in workbook.tabs] == [False, True]


def test_a_merged_cell_is_seen_from_every_place_that_it_covers() -> None:
    book = openpyxl.Workbook()
    book.active["A3"] = "problem"
    book.active["C5"] = "end"
    book.active.merge_cells("A3:B5")
    tab = first_tab(book)
    assert tab.value(5, 2) == "problem"
    assert tab.anchor(5, 2) == (3, 1)
    assert tab.value(6, 1) is None


def test_a_stray_cell_in_the_last_corner_is_refused_by_its_address() -> None:
    # calamine would set aside memory for 17 thousand million cells and abort the process.
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active["XFD1048576"] = "x"
    with pytest.raises(WorkbookError, match="stray-cell") as caught:
        open_workbook(to_bytes(book))
    assert caught.value.details["cell"] == "XFD1048576"


def test_a_strict_workbook_has_all_its_tabs() -> None:
    # openpyxl opens such a file as a workbook without tabs.
    book = openpyxl.Workbook()
    book.active["A1"] = "text"
    transitional = "http://schemas.openxmlformats.org/"
    strict = "http://purl.oclc.org/ooxml/"
    data = to_bytes(book)
    for part in (
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "_rels/.rels",
        "xl/_rels/workbook.xml.rels",
    ):
        for old, new in (
            ("spreadsheetml/2006/main", "spreadsheetml/main"),
            ("officeDocument/2006/relationships", "officeDocument/relationships"),
        ):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                found = (transitional + old).encode() in archive.read(part)
            if found:
                data = replaced(data, part, (transitional + old).encode(), (strict + new).encode())
    tab = open_workbook(data).tabs[0]
    assert tab.value(1, 1) == "text"


def test_a_declared_tab_whose_part_is_missing_is_an_error_by_name() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Unga"
    data = replaced(
        to_bytes(book),
        "xl/_rels/workbook.xml.rels",
        b"worksheets/sheet1.xml",
        b"worksheets/gone.xml",
    )
    with pytest.raises(WorkbookError, match="unreadable-tab") as caught:
        open_workbook(data)
    assert caught.value.details["tab"] == "Unga"


def test_a_tab_with_broken_xml_is_an_error_by_name() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Unga"
    data = replaced(to_bytes(book), "xl/worksheets/sheet1.xml", b"</sheetData>", b"</sheetDat>")
    with pytest.raises(WorkbookError, match="unreadable-tab") as caught:
        open_workbook(data)
    assert caught.value.details["tab"] == "Unga"


def test_a_document_type_is_refused() -> None:
    data = replaced(
        to_bytes(openpyxl.Workbook()), "xl/workbook.xml", b"<workbook ", b"<!DOCTYPE x><workbook "
    )
    with pytest.raises(WorkbookError, match="document-type"):
        open_workbook(data)


def test_a_chart_sheet_is_a_tab_that_is_not_read() -> None:
    book = openpyxl.Workbook()
    book.create_chartsheet("Diagram")
    workbook = open_workbook(to_bytes(book))
    assert workbook.tab_names == ("Sheet", "Diagram")
    assert [tab.name for tab in workbook.tabs] == ["Sheet"]
