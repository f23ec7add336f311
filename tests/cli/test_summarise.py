from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from tests.conftest import Command
from tests.plans import TITLES, make_book, to_bytes

RIGHT = [(5, 5, 5), (3, 3, 3), (0, 0, 0), (6, 6, 6), (1, 1, 1), (0, 0, 0)]


@pytest.fixture
def plan(tmp_path: Path, fixtures: Path) -> Path:
    return Path(shutil.copy(fixtures / "plan-2025.xlsx", tmp_path / "plan.xlsx"))


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def numbers(path: Path) -> list[tuple[int, ...]]:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Analys").to_python()
    return [tuple(int(str(value).removesuffix(".0")) for value in row[1:4]) for row in rows[3:9]]


def test_the_numbers_become_right(plan: Path, command: Command) -> None:
    outcome = command("summarise", plan)
    assert (outcome.status, outcome.out) == (0, "")
    assert numbers(plan) == RIGHT
    assert command("validate", plan, "--select", "N").status == 0


def test_only_the_analysis_sheet_and_its_chart_change(plan: Path, command: Command) -> None:
    before = parts(plan)
    command("summarise", plan)
    after = parts(plan)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/worksheets/sheet8.xml", "xl/charts/chart1.xml"}


def test_other_entries_keep_their_raw_bytes(plan: Path, command: Command) -> None:
    raw = plan.read_bytes()
    command("summarise", plan)
    from atgardsplan.workbook.archive import Archive

    before, after = Archive(raw), Archive(plan.read_bytes())
    for name, entry in before.entries.items():
        if name not in ("xl/worksheets/sheet8.xml", "xl/charts/chart1.xml"):
            new = after.entries[name]
            assert raw[entry.start : entry.end] == after.data[new.start : new.end]


def test_outside_the_number_cells_the_analysis_sheet_keeps_its_bytes(
    plan: Path, command: Command
) -> None:
    import re

    before = parts(plan)["xl/worksheets/sheet8.xml"]
    command("summarise", plan)
    after = parts(plan)["xl/worksheets/sheet8.xml"]
    cells = re.compile(rb'<c r="[BCD][4-9]".*?</c>')
    assert cells.sub(b"", before) == cells.sub(b"", after)


def test_a_second_run_changes_nothing(plan: Path, command: Command) -> None:
    command("summarise", plan)
    first, written = plan.read_bytes(), plan.stat().st_mtime_ns
    outcome = command("summarise", plan)
    assert plan.read_bytes() == first
    assert plan.stat().st_mtime_ns == written
    assert "stämmer redan" in outcome.err


def test_the_chart_remembers_the_new_numbers(plan: Path, command: Command) -> None:
    command("summarise", plan)
    chart = parts(plan)["xl/charts/chart1.xml"].decode()
    cache = chart[chart.index("<c:val>") : chart.index("</c:val>")]
    assert [cache.split("<c:v>")[n].split("<")[0] for n in range(1, 7)] == list("530610")


def test_the_result_is_as_valid_as_before(plan: Path, command: Command) -> None:
    def complaints() -> list[str]:
        return sorted(str(error) for error in OpenXmlValidator().validate(str(plan)).errors)

    before = complaints()
    command("summarise", plan)
    assert complaints() == before


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("source", ["plan-2025.xlsx", "plan-2025-libreoffice.xlsx"])
def test_libreoffice_computes_the_stored_numbers(
    source: str, tmp_path: Path, fixtures: Path, command: Command,
    convert: Callable[[Path, str], Path],
) -> None:  # fmt: skip
    plan = Path(shutil.copy(fixtures / source, tmp_path / "plan.xlsx"))
    assert command("summarise", plan).status == 0
    assert numbers(plan) == RIGHT
    assert numbers(convert(plan, "xlsx")) == RIGHT


def test_check_tells_what_is_stale_and_changes_nothing(plan: Path, command: Command) -> None:
    before = plan.read_bytes()
    outcome = command("summarise", "--check", plan)
    assert outcome.status == 1
    assert "  B4  Unga i riskzon för destruktivt beteende, Antal problem: 6 → 5" in outcome.out
    assert plan.read_bytes() == before
    command("summarise", plan)
    assert command("summarise", "--check", plan).status == 0


def test_diff_shows_what_would_change_and_changes_nothing(plan: Path, command: Command) -> None:
    before = plan.read_bytes()
    outcome = command("summarise", "--diff", plan)
    assert outcome.status == 0
    row = next(line for line in outcome.out.splitlines() if "Kriminella miljöer" in line)
    assert row.split("livsstilar")[1].split() == ["2", "→", "1"] * 3
    assert plan.read_bytes() == before


def test_output_leaves_the_plan_alone(plan: Path, command: Command, tmp_path: Path) -> None:
    before = plan.read_bytes()
    command("summarise", plan, "--output", "new.xlsx")
    assert plan.read_bytes() == before
    assert numbers(tmp_path / "new.xlsx") == RIGHT


def test_values_writes_numbers_without_formulas(plan: Path, command: Command) -> None:
    command("summarise", "--values", plan)
    sheet = openpyxl.load_workbook(plan)["Analys"]
    assert [sheet.cell(4, column).value for column in (2, 3, 4)] == [5, 5, 5]


def test_both_spellings_work(plan: Path, command: Command) -> None:
    assert command("summarize", "--check", plan).status == 1


def test_an_area_without_a_row_gets_one(tmp_path: Path, command: Command) -> None:
    own = "Bedrägerier mot äldre"
    book = make_book({own: [("p", "o", "å", "m", "n", "v", "")]}, titles=[*TITLES, own])
    book.worksheets[-1].delete_rows(4 + len(TITLES))
    path = tmp_path / "plan.xlsx"
    path.write_bytes(to_bytes(book))
    check = command("summarise", "--check", path)
    assert check.status == 1
    assert own in check.out
    outcome = command("summarise", path)
    assert outcome.status == 0
    assert "1 ny rad" in outcome.err
    assert command("validate", path, "--select", "N").status == 0


def test_several_plans_are_done_at_once_and_a_bad_one_does_not_stop_the_others(
    plan: Path, tmp_path: Path, command: Command
) -> None:
    other = Path(shutil.copy(plan, tmp_path / "other.xlsx"))
    bad = tmp_path / "bad.xlsx"
    bad.write_text("not a workbook", "utf-8")
    outcome = command("summarise", plan, bad, other)
    assert outcome.status == 2
    assert "bad.xlsx" in outcome.err
    assert numbers(plan) == numbers(other) == RIGHT


def test_the_formula_leaves_out_what_is_no_action(
    tmp_path: Path, command: Command, convert: Callable[[Path, str], Path]
) -> None:
    row = ("Buller", "Öppna fönster", "Stänga fönster", "Tystare", "I maj", "Rektor", "")
    book = make_book(
        {TITLES[0]: [row, ("Skola", *[""] * 6), row, ("  ", "\u00a0", "\n", "", "", "", "")]}
    )
    sheet = book.worksheets[1]
    sheet.merge_cells("A4:G4")
    sheet["A10"] = "Senast ändrad i januari"
    path = tmp_path / "plan.xlsx"
    path.write_bytes(to_bytes(book))
    command("summarise", path)
    formula = openpyxl.load_workbook(path)["Analys"]["B4"].value
    assert formula.count("SUMPRODUCT") == 2
    assert "A5:A9" in formula
    assert "A10" not in formula
    rows = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes())).get_sheet_by_name("Analys")
    assert rows.to_python()[3][1:4] == [2.0, 2.0, 2.0]
