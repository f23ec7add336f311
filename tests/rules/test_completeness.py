from __future__ import annotations

import pytest

from tests.plans import TEMPLATE, TITLES, make_book
from tests.rules.checks import ROW, UNGA, findings, places, with_cell

MISSING = [
    ("C101", "problem", "A3"), ("C102", "cause", "B3"), ("C103", "action", "C3"),
    ("C104", "goal", "D3"), ("C105", "when", "E3"), ("C106", "who", "F3"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "column", "cell"), MISSING)
@pytest.mark.parametrize("blank", ["", " ", "\n\u00a0", "\u200b"])
def test_a_started_row_that_lacks_a_cell_is_found(
    code: str, column: str, cell: str, blank: str
) -> None:
    assert places(with_cell(column, blank), code) == [cell]


@pytest.mark.parametrize(("code", "column", "cell"), MISSING)
def test_a_full_row_lacks_nothing(code: str, column: str, cell: str) -> None:
    assert places(make_book({UNGA: [ROW]}), code) == []


@pytest.mark.parametrize(("code", "column", "cell"), MISSING)
def test_a_merged_cell_counts_for_every_row_that_it_covers(
    code: str, column: str, cell: str
) -> None:
    book = make_book({UNGA: [ROW, ROW, ROW]})
    letter = cell[0]
    book.worksheets[1].merge_cells(f"{letter}3:{letter}5")
    assert places(book, code) == []


@pytest.mark.parametrize(("code", "column", "cell"), MISSING)
def test_an_empty_merged_cell_is_one_finding(code: str, column: str, cell: str) -> None:
    book = with_cell(column, "")
    sheet = book.worksheets[1]
    for number, text in enumerate(ROW, 1):
        if sheet.cell(3, number).value:
            sheet.cell(4, number, text)
    sheet.merge_cells(f"{cell[0]}3:{cell[0]}4")
    assert places(book, code) == [cell]


@pytest.mark.parametrize(("code", "column", "cell"), MISSING)
def test_a_missing_column_is_not_said_again_for_each_row(code: str, column: str, cell: str) -> None:
    if column == "problem":
        return
    order = [definition.key for definition in TEMPLATE.columns if definition.key != column]
    assert places(make_book({UNGA: [ROW]}, order=order), code) == []


def test_a_formula_that_no_one_has_computed_is_not_a_missing_cell() -> None:
    assert places(with_cell("goal", '=CONCATENATE("Minst ","20")'), "C104") == []


@pytest.mark.parametrize(
    "text",
    [
        "?", "-", "–", "...", "…", "TBD", "xx", "XXX", "Fylls i senare", "fylls i senare.", "N/A",
        "(kompletteras)", "[text]", "Koppla operativa mål till varje åtgärd.",
        "Ange vem som ansvarar för åtgärden", "Koppla operativa mål till åtgärden",
    ],
)  # fmt: skip
def test_c107_a_placeholder_is_found(text: str) -> None:
    assert places(with_cell("goal", text), "C107") == ["D3"]


@pytest.mark.parametrize(
    "text",
    [
        "Alla elever i årskurs 7", "Minst 2", "x-avtal är tecknat", "Test av larm är genomfört",
        "Rutinen kompletteras med ansvar", "5", "Ange fler brott: anmälningarna ökar till 40",
    ],
)  # fmt: skip
def test_c107_is_silent_for_a_text_that_says_something(text: str) -> None:
    assert places(with_cell("goal", text), "C107") == []


def test_c107_is_silent_for_the_instruction_row() -> None:
    assert places(make_book(), "C107") == []


@pytest.mark.parametrize("empty", TITLES)
def test_c108_a_standard_area_without_action_is_found(empty: str) -> None:
    rows = {title: [ROW] for title in TITLES if title != empty}
    found = findings(make_book(rows), "C108")
    assert [finding.area for finding in found] == [empty]


def test_c108_a_row_without_its_action_does_not_count() -> None:
    book = with_cell("action", "", titles=[UNGA])
    assert len(findings(book, "C108")) == 1


@pytest.mark.parametrize("title", [TEMPLATE.own_area.placeholder, "Bedrägerier mot äldre"])
def test_c108_is_silent_for_areas_that_are_not_the_templates(title: str) -> None:
    assert findings(make_book({}, titles=[title]), "C108") == []
