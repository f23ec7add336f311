from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook

from atgardsplan.cli.diff import FORMATS
from atgardsplan.reports.diff_json import DiffOutput
from tests.conftest import Command
from tests.plans import TITLES, good_rows, make_book, tab_name, to_bytes

Change = Callable[[Workbook], object]
SECOND = tab_name(2, TITLES[1])


def rows_of(number: int) -> list[tuple[str, ...]]:
    """Return three different rows for an area."""
    words = ("lampor", "buskar", "bänkar")
    return [
        (
            f"Problem med {word}",
            f"Orsaken till att {word} saknas på torg {number}",
            f"Trafikkontoret sätter {word} på torg {number} före hösten",
            f"Minst {number + place} {word} finns på plats.",
            f"Senast {place + 1} oktober 2025",
            "Trafikkontoret",
            "",
        )
        for place, word in enumerate(words)
    ]


@pytest.fixture
def pair(tmp_path: Path) -> Callable[[Change], tuple[Path, Path]]:
    """Write a plan, and the same plan after a change."""

    def write(change: Change) -> tuple[Path, Path]:
        rows = good_rows() | {TITLES[1]: rows_of(2)}
        old, new = make_book(rows), make_book(rows)
        change(new)
        for name, book in (("old.xlsx", old), ("new.xlsx", new)):
            (tmp_path / name).write_bytes(to_bytes(book))
        return Path("old.xlsx"), Path("new.xlsx")

    return write


def as_json(command: Command, *arguments: object) -> dict[str, Any]:
    out = command("diff", *arguments, "--format", "json").out
    DiffOutput.model_validate_json(out)
    found: dict[str, Any] = json.loads(out)
    return found


def test_what_changed_is_told_in_the_plans_words(
    command: Command, pair: Callable[[Change], tuple[Path, Path]]
) -> None:
    def change(book: Workbook) -> None:
        sheet = book[SECOND]
        sheet["E4"] = "Senast 15 november 2025"
        sheet.delete_rows(3)
        sheet.insert_rows(1)

    outcome = command("diff", *pair(change))
    assert (outcome.status, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert lines[0] == "Åtgärdsplan 2025: old.xlsx → new.xlsx"
    assert lines[1].startswith("Åtgärder: 1 borttagen, 1 ändrad. Anmärkningar:")
    assert f"Flik «{SECOND}» – {TITLES[1]}" in lines
    assert "  − Borttagen, stod på rad 3" in lines
    assert "      Åtgärd: Trafikkontoret sätter lampor på torg 2 före hösten" in lines
    assert "  ~ Ändrad, rad 4: Trafikkontoret sätter buskar på torg 2 före hösten" in lines
    assert "      När: Senast 2 oktober 2025 → Senast 15 november 2025" in lines


def test_plans_that_say_the_same_have_no_differences(
    command: Command, pair: Callable[[Change], tuple[Path, Path]]
) -> None:
    def change(book: Workbook) -> None:
        sheet = book[SECOND]
        sheet["A3"].font = openpyxl.styles.Font(bold=True)
        sheet.insert_rows(4, 2)
        sheet.column_dimensions["A"].width = 50

    paths = pair(change)
    outcome = command("diff", *paths, "--exit-code")
    assert outcome.status == 0
    assert outcome.out.splitlines()[1:] == [
        "Inget skiljer i planernas områden, åtgärder och anmärkningar."
    ]
    assert as_json(command, *paths)["differs"] is False


def test_cells_that_are_merged_say_the_same_as_repeated_ones(
    command: Command, tmp_path: Path
) -> None:
    rows = [("Samma problem", *row[1:]) for row in rows_of(2)]
    repeated, merged = (make_book(good_rows() | {TITLES[1]: rows}) for _ in range(2))
    merged[SECOND]["A4"] = merged[SECOND]["A5"] = None
    merged[SECOND].merge_cells("A3:A5")
    (tmp_path / "old.xlsx").write_bytes(to_bytes(repeated))
    (tmp_path / "new.xlsx").write_bytes(to_bytes(merged))
    found = as_json(command, "old.xlsx", "new.xlsx", "--ignore", "N")
    assert found["actions"] == []
    assert found["findings"] == {"appeared": [], "vanished": []}


def test_findings_that_appear_and_vanish_are_told_and_moved_ones_are_not(
    command: Command, pair: Callable[[Change], tuple[Path, Path]], tmp_path: Path
) -> None:
    def change(book: Workbook) -> None:
        sheet = book[SECOND]
        sheet["F4"] = None
        sheet.insert_rows(3, 4)

    paths = pair(change)
    old = openpyxl.load_workbook(tmp_path / "old.xlsx")
    old[SECOND]["D5"] = "?"
    old.save(tmp_path / "old.xlsx")
    new = openpyxl.load_workbook(tmp_path / "new.xlsx")
    new[SECOND]["D9"] = "?"
    new[tab_name(1, TITLES[0])]["G3"] = None
    new.save(tmp_path / "new.xlsx")
    found = as_json(command, *paths, "--select", "C")
    assert [(f["code"], f["cell"]) for f in found["findings"]["appeared"]] == [("C106", "F8")]
    assert found["findings"]["vanished"] == []
    other_way = as_json(command, *reversed(paths), "--select", "C")
    assert [(f["code"], f["cell"]) for f in other_way["findings"]["vanished"]] == [("C106", "F8")]
    assert command("diff", *paths, "--select", "C", "--lang", "en").out.splitlines()[-1] == (
        f"  error       {SECOND}!F8  Who is responsible is missing. [C106]"
    )


def test_an_area_on_a_new_tab_is_added_with_its_actions(
    command: Command, pair: Callable[[Change], tuple[Path, Path]]
) -> None:
    def change(book: Workbook) -> None:
        sheet = book.create_sheet("7. Handel")
        for row in book[SECOND].iter_rows(values_only=True):
            sheet.append(row)
        sheet["A1"] = "Trygg handel"

    _, first = pair(change)
    found = as_json(command, "old.xlsx", first)
    assert found["areas"] == [{"change": "added", "old": None, "new": "Trygg handel"}]
    assert [action["change"] for action in found["actions"]] == ["added"] * 3
    assert found["totals"]["added"] == 3


@pytest.mark.parametrize(("exit_code", "status"), [((), 0), (("--exit-code",), 1)])
@pytest.mark.parametrize("format", FORMATS)
def test_each_format_tells_the_change_and_goes_to_a_file(
    format: str,
    exit_code: tuple[str, ...],
    status: int,
    command: Command,
    pair: Callable[[Change], tuple[Path, Path]],
    tmp_path: Path,
) -> None:
    paths = pair(lambda book: book[SECOND].__setitem__("F4", "Fältassistenterna"))
    outcome = command("diff", *paths, "--format", format, *exit_code)
    assert (outcome.status, outcome.err) == (status, "")
    assert "Fältassistenterna" in outcome.out
    command("diff", *paths, "--format", format, "--output-file", "ut.txt")
    assert (tmp_path / "ut.txt").read_text("utf-8") == outcome.out


HOSTILE = '</td><script>alert(1)</script><img src="http://x.se/a.png" onerror=x> [l](http://x.se) | ![b](c) \x1b[31m'


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not {name for name, _ in attrs} & {"src", "href", "onerror", "style"}
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_texts_of_a_plan_are_never_markup(
    command: Command, pair: Callable[[Change], tuple[Path, Path]]
) -> None:
    hostile = HOSTILE.replace("\x1b", "\u202e")

    def change(book: Workbook) -> None:
        book[SECOND]["F4"] = hostile
        book[SECOND]["C5"] = book[SECOND]["B5"] = book[SECOND]["D5"] = hostile
        book[SECOND]["A1"] = hostile

    paths = pair(change)
    page = command("diff", *paths, "--format", "html").out
    parser = Tags()
    parser.feed(page)
    assert not parser.open
    assert not parser.tags & {"script", "img", "a", "link"}
    markdown = command("diff", *paths, "--format", "markdown").out
    assert "<" not in markdown
    assert not re.search(r"(?<!\\)\]\(", markdown)
    assert "http://x" not in markdown
    assert all(line.count(" | ") == 2 for line in markdown.splitlines() if line.startswith("| "))
    for text in (page, markdown, command("diff", *paths).out):
        assert "\u202e" not in text
        assert "\\u202e" in text


@pytest.mark.parametrize("paths", [(), ("a.xlsx",), ("a.xlsx", "b.xlsx", "c.xlsx")])
def test_two_plans_are_asked_for(paths: tuple[str, ...], command: Command) -> None:
    outcome = command("diff", *paths)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == "Fel: Ange två planer: den gamla och den nya.\n"


def test_a_file_that_cannot_be_read_is_said(command: Command, fixtures: Path) -> None:
    outcome = command("diff", fixtures / "plan-2025.xlsx", "saknas.xlsx", "--format", "json")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == (
        "Fel: saknas.xlsx: Filen finns inte. Kontrollera sökvägen och stavningen.\n"
    )


def test_each_plan_has_the_settings_beside_it_and_no_baseline(
    command: Command, pair: Callable[[Change], tuple[Path, Path]], tmp_path: Path
) -> None:
    paths = pair(lambda book: book[SECOND].__setitem__("F4", None))
    (tmp_path / "atgardsplan.toml").write_text('select = ["C"]\nbaseline = "known.json"\n')
    command("validate", "new.xlsx", "--write-baseline", "known.json")
    found = as_json(command, *paths)
    assert [finding["code"] for finding in found["findings"]["appeared"]] == ["C106"]


def test_the_json_schema_is_printed(command: Command) -> None:
    schema = json.loads(command("diff", "--json-schema").out)
    assert "actions" in schema["properties"]
    assert set(schema["properties"]) == set(DiffOutput.model_fields)


def test_the_fixtures_saved_by_another_program_are_the_same_plan(
    command: Command, fixtures: Path
) -> None:
    outcome = command(
        "diff", fixtures / "plan-2025.xlsx", fixtures / "plan-2025-libreoffice.xlsx", "--exit-code"
    )
    assert outcome.status == 0
