"""What Excel writes and Python's libraries don't stays, follows new rows, and agrees with itself."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from atgardsplan.analysis_tab import Refreshed, refresh
from atgardsplan.workbook.errors import WorkbookError
from tests.conftest import Command
from tests.summarise.excel import (
    PROTECTION,
    SHEET,
    excel_plan,
    packed,
    parts_of,
    prefixed,
    strict,
    with_macros,
)
from tests.summarise.shapes import OWN, TAB, Shape, numbers_of, own_rows
from tests.summarise.test_shapes import by_calamine, by_openpyxl

PLAN = excel_plan()
KINDS: dict[str, Callable[[bytes], bytes]] = {
    "plain": bytes, "prefixed": prefixed, "strict": strict, "macros": with_macros,
}  # fmt: skip
_NUMBERS = numbers_of(own_rows(), OWN)
SHAPE = Shape(PLAN, _NUMBERS)
_TOTAL = sum(numbers[0] for numbers in _NUMBERS.values())


@pytest.fixture(params=KINDS)
def plan(request: pytest.FixtureRequest) -> bytes:
    return KINDS[request.param](PLAN)


def done(content: bytes) -> tuple[Refreshed, dict[str, bytes]]:
    refreshed = refresh(content)
    return refreshed, parts_of(refreshed.content)


def attributes(content: bytes, local: str, name: str) -> list[str | None]:
    """Return an attribute of every element of that local name."""
    return [e.get(name) for e in ElementTree.fromstring(content).findall(".//{*}" + local)]


def texts(content: bytes, local: str) -> list[str | None]:
    return [e.text for e in ElementTree.fromstring(content).findall(".//{*}" + local)]


def cells(content: bytes) -> dict[str, ElementTree.Element]:
    return {c.attrib["r"]: c for c in ElementTree.fromstring(content).findall(".//{*}c")}


def test_the_numbers_become_right_and_a_second_run_changes_nothing(plan: bytes) -> None:
    refreshed, _ = done(plan)
    assert by_calamine(SHAPE, refreshed.content) == _NUMBERS
    assert refresh(refreshed.content).content == refreshed.content
    assert refresh(plan).content == refreshed.content


def test_openpyxl_reads_the_same_numbers() -> None:
    assert by_openpyxl(SHAPE, refresh(PLAN).content) == _NUMBERS


def test_ranges_of_all_kinds_follow_the_new_row(plan: bytes) -> None:
    _, parts = done(plan)
    sheet = parts[SHEET]
    assert texts(sheet, "sqref") == ["B4:D9", "C16 C6"]
    own = [t for t in texts(sheet, "f") if t in ("$B$10", f"{TAB}!$A$10:$A$13")]
    assert len(own) == 2
    assert attributes(sheet, "protectedRange", "sqref") == ["B4:D9"]
    assert attributes(sheet, "ignoredError", "sqref") == ["B4:D9"]
    assert attributes(sheet, "brk", "id") == ["21"]
    assert attributes(sheet, "selection", "sqref") == ["A13"]
    assert attributes(sheet, "dimension", "ref") == ["A1:F13"]
    assert attributes(parts["xl/comments1.xml"], "comment", "ref") == ["A13"]
    assert b"<x:Row>12</x:Row>" in parts["xl/drawings/vmlDrawing1.vml"]
    assert (
        b"<x:Anchor>1, 15, 12, 2, 3, 15, 15, 4</x:Anchor>" in parts["xl/drawings/vmlDrawing1.vml"]
    )
    assert f"'{TAB}'!$A$1:$G$31" in str(texts(parts["xl/workbook.xml"], "definedName"))
    assert texts(parts["xl/worksheets/sheet1.xml"], "f") == [f"SUM({TAB}!B4:B9)"]


def test_shared_formulas_mean_the_same_as_before(plan: bytes) -> None:
    _, parts = done(plan)
    written = cells(parts[SHEET])
    assert "shared" not in attributes(parts[SHEET], "f", "t")
    for row in (4, 5, 6, 7, 8, 10):
        assert written[f"F{row}"].findtext("{*}f") == f"B{row}*2"
    assert written["B10"].findtext("{*}f") == "SUM(B4:B9)"
    assert written["B10"].findtext("{*}v") == str(_TOTAL)


def test_the_calculation_chain_lists_each_cell_with_a_formula_once(plan: bytes) -> None:
    _, parts = done(plan)
    tab = "0"
    listed: list[tuple[str, str]] = []
    for entry in ElementTree.fromstring(parts["xl/calcChain.xml"]):
        tab = entry.get("i", tab)
        listed.append((tab, entry.attrib["r"]))
    formulas = [("8", r) for r, c in cells(parts[SHEET]).items() if c.find("{*}f") is not None]
    assert Counter(listed) == Counter([("1", "H1"), *formulas])


def test_what_has_nothing_to_do_with_rows_keeps_its_bytes(plan: bytes) -> None:
    before = parts_of(plan)
    _, after = done(plan)
    root = re.compile(rb"^.*?<(?:x:)?worksheet\b[^>]*>", re.DOTALL)
    found = root.match(before[SHEET]), root.match(after[SHEET])
    assert found[0]
    assert found[1]
    assert found[0][0] == found[1][0]
    protection = re.search(rb"<(?:x:)?sheetProtection[^>]*/>", after[SHEET])
    assert protection
    assert protection[0].replace(b"x:", b"") == PROTECTION.encode()
    follow = {
        SHEET, "xl/calcChain.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml",
        "xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml",
        "xl/worksheets/_rels/sheet8.xml.rels",
    }  # fmt: skip
    assert {name for name in before if before[name] != after[name]} <= follow
    calculation = re.compile(rb"<(?:x:)?calcPr[^>]*/>")
    assert calculation.findall(before["xl/workbook.xml"]) == calculation.findall(
        after["xl/workbook.xml"]
    )


def test_without_new_rows_only_cells_of_the_table_change(plan: bytes) -> None:
    """The table is whole, its numbers are old: no other element changes by a byte."""
    parts = parts_of(refresh(plan).content)
    stale, count = re.subn(rb"(<(?:x:)?v>)2(</)", rb"\g<1>77\2", parts[SHEET])
    assert count
    parts[SHEET] = stale
    after = parts_of(refresh(packed(parts)).content)
    cell = re.compile(rb"<(?:x:)?c r=.*?</(?:x:)?c>", re.DOTALL)
    assert cell.sub(b"", after[SHEET]) == cell.sub(b"", stale)
    charts = {name for name in parts if name.startswith("xl/charts/")}
    assert {name for name in parts if parts[name] != after[name]} - charts == {SHEET}


def test_the_result_is_as_valid_as_before(plan: bytes, tmp_path: Path) -> None:
    def complaints(content: bytes) -> Counter[str]:
        path = tmp_path / "plan.xlsx"
        path.write_bytes(content)
        errors = OpenXmlValidator().validate(str(path)).errors
        return Counter(re.sub(r"\d+", "N", str(error.description)) for error in errors)

    assert complaints(refresh(plan).content) <= complaints(plan)


def test_a_part_that_a_new_row_would_break_is_refused_in_one_sentence() -> None:
    parts = parts_of(PLAN)
    array = b'<c r="H7"><f t="array" ref="H7:H12">ROW(A1:A6)</f><v>1</v></c></row>'
    row = re.search(rb'<row r="7".*?</row>', parts[SHEET], re.DOTALL)
    assert row
    parts[SHEET] = parts[SHEET].replace(row[0], row[0].replace(b"</row>", array))
    with pytest.raises(WorkbookError) as told:
        refresh(packed(parts))
    assert (told.value.kind, told.value.details["cell"]) == ("array-formula", "H7")


def test_formulas_whose_stored_results_are_old_now_are_named(
    tmp_path: Path, command: Command
) -> None:
    plan = tmp_path / "plan.xlsx"
    plan.write_bytes(PLAN)
    outcome = command("summarise", plan)
    assert outcome.status == 0
    first_tab = openpyxl.load_workbook(plan, read_only=True).sheetnames[0]
    assert refresh(PLAN).outdated == (f"{first_tab}!H1", "F4", "F5", "F6", "F7", "F8", "F10")
    note = outcome.err.splitlines()[-1]
    assert f"({first_tab}!H1, F4, F5, F6, F7, …)" in note
    assert "Ctrl+Alt+F9" in note
    assert "Ctrl+Alt+F9" not in command("summarise", plan).err


def test_nothing_is_out_of_date_where_the_workbook_is_computed_when_it_is_opened() -> None:
    parts = parts_of(PLAN)
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b'<calcPr calcId="191029"/>', b'<calcPr calcId="191029" fullCalcOnLoad="1"/>'
    )
    assert refresh(packed(parts)).outdated == ()


def test_a_plan_with_passwords_on_tabs_and_workbook_is_read(
    tmp_path: Path, command: Command
) -> None:
    parts = parts_of(PLAN)
    protection = b'<workbookProtection workbookSpinCount="100000" lockStructure="1"/><sheets>'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<sheets>", protection)
    plan = tmp_path / "plan.xlsx"
    plan.write_bytes(packed(parts))
    assert command("summarise", plan).status == 0
    assert b'workbookSpinCount="100000"' in parts_of(plan.read_bytes())["xl/workbook.xml"]


@pytest.mark.libreoffice
@pytest.mark.slow
def test_libreoffice_computes_the_stored_numbers(
    convert_all: Callable[[Sequence[Path], str], list[Path]], tmp_path: Path
) -> None:
    files = []
    for kind in ("plain", "prefixed", "macros"):
        files.append(tmp_path / f"{kind}.xlsx")
        files[-1].write_bytes(refresh(KINDS[kind](PLAN)).content)
    for made in convert_all(files, "xlsx"):
        assert by_calamine(SHAPE, made.read_bytes()) == _NUMBERS
        sheet = openpyxl.load_workbook(io.BytesIO(made.read_bytes()), data_only=True)[TAB]
        assert (sheet["B10"].value, sheet["F10"].value) == (_TOTAL, 2 * _TOTAL)
