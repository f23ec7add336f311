"""Where no change would be right, summarise says so in one sentence and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table

from tests.conftest import Command
from tests.plans import TITLES, tab_name, to_bytes
from tests.summarise.excel import SHEET, packed, parts_of
from tests.summarise.shapes import OWN, TAB, own_rows, stale_book

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PIVOT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotTable+xml"


def book_without_a_row() -> openpyxl.Workbook:
    """Return a plan with an own area that has no row; one is to come in as row 9."""
    book = stale_book(rows=own_rows(), titles=[*TITLES, OWN])
    book[TAB].delete_rows(9)
    return book


def pivot_table_at(area: str) -> bytes:
    parts = parts_of(to_bytes(book_without_a_row()))
    parts["xl/pivotTables/pivotTable1.xml"] = (
        f'<pivotTableDefinition xmlns="{_MAIN}" name="P" cacheId="1"><location ref="{area}" '
        'firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/></pivotTableDefinition>'
    ).encode()
    folder, name = SHEET.rsplit("/", 1)
    parts[f"{folder}/_rels/{name}.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_OFFICE}/pivotTable" '
        'Target="../pivotTables/pivotTable1.xml"/></Relationships>'
    ).encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>",
        f'<Override PartName="/xl/pivotTables/pivotTable1.xml" ContentType="{_PIVOT_TYPE}"/>'
        "</Types>".encode(),
    )
    return packed(parts)


def table_from_elsewhere() -> bytes:
    book = book_without_a_row()
    book[TAB].add_table(Table(displayName="Analys1", ref="A3:D8"))
    parts = parts_of(to_bytes(book))
    name = next(name for name in parts if "tables/" in name)
    parts[name] = parts[name].replace(b"<table ", b'<table tableType="queryTable" ', 1)
    return packed(parts)


def uncomputed_name() -> bytes:
    book = book_without_a_row()
    book[TAB]["A4"] = f"='{tab_name(1, TITLES[0])}'!A1"
    return to_bytes(book)


def numbers_merged(area: str) -> bytes:
    book = stale_book()
    book[TAB].merge_cells(area)
    return to_bytes(book)


def array_beside() -> bytes:
    book = book_without_a_row()
    book[TAB]["H2"] = ArrayFormula("H2:H20", "=ROW(A1:A19)")
    return to_bytes(book)


@pytest.mark.parametrize(
    ("build", "told"),
    [
        (lambda: pivot_table_at("F4:G12"), ("pivottabell", "F4:G12")),
        (table_from_elsewhere, ("annan källa", "A3:D8")),
        (uncomputed_name, ("A4", "Öppna filen i Excel")),
        (lambda: numbers_merged("B4:B5"), ("B4", "sammanfogad")),
        (lambda: numbers_merged("B4:C4"), ("B4", "sammanfogad")),
        (array_beside, ("H2", "formel som gäller flera celler")),
    ],
    ids=[
        "pivot table", "table from elsewhere", "uncomputed name", "numbers merged downwards",
        "numbers merged sideways", "array beside",
    ],
)  # fmt: skip
def test_it_is_refused_in_one_sentence_and_the_plan_stays(
    build: Callable[[], bytes], told: tuple[str, ...], tmp_path: Path, command: Command
) -> None:
    plan = tmp_path / "plan.xlsx"
    plan.write_bytes(content := build())
    outcome = command("summarise", plan)
    assert outcome.status == 2
    assert len(outcome.err.splitlines()) == 1
    assert all(text in outcome.err for text in told)
    assert plan.read_bytes() == content


@pytest.mark.parametrize(("before", "after"), [("F1:G6", "F1:G6"), ("F9:G12", "F10:G13")])
def test_a_pivot_table_out_of_the_way_moves_whole(
    before: str, after: str, tmp_path: Path, command: Command
) -> None:
    plan = tmp_path / "plan.xlsx"
    plan.write_bytes(pivot_table_at(before))
    assert command("summarise", plan).status == 0
    pivot = parts_of(plan.read_bytes())["xl/pivotTables/pivotTable1.xml"]
    assert f'<location ref="{after}"'.encode() in pivot
