"""What stands in a cell can be long; what is said of it is to be read."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Command
from tests.plans import GOOD_ROW, TITLES, make_book, to_bytes


def test_a_title_as_long_as_a_cell_is_cut_in_what_is_said(tmp_path: Path, command: Command) -> None:
    title = "Ett eget område " * 2000
    book = make_book({}, titles=TITLES)
    sheet = book.create_sheet("Eget", 6)
    sheet.append([title, "Orsak", "Åtgärd", "Operativa mål", "När", "Vem", "Uppföljning"])
    sheet.append(["x"] * 7)
    sheet.append(list(GOOD_ROW))
    (tmp_path / "plan.xlsx").write_bytes(to_bytes(book))
    for style in ("text", "concise"):
        outcome = command("validate", "plan.xlsx", "--format", style)
        assert outcome.status in (0, 1)
        assert outcome.out.count("Ett eget område") < 200
