from __future__ import annotations

from typing import Any

import pytest

from tests.plans import TEMPLATE, TITLES, make_book
from tests.rules.checks import ROW, UNGA, findings, places


@pytest.mark.parametrize("cell", ["B4", "C5", "D8"])
@pytest.mark.parametrize("value", [7, "7", "en", "", 1.5])
def test_n101_a_number_that_differs_is_found(cell: str, value: Any) -> None:
    book = make_book()
    book.worksheets[-1][cell] = value
    assert places(book, "N101") == [cell]


def test_n101_says_both_numbers() -> None:
    book = make_book({UNGA: [ROW, ROW]})
    book.worksheets[-1]["B4"] = 6
    [finding] = findings(book, "N101")
    assert "står 6" in finding.message
    assert "2" in finding.message
    assert (finding.area, finding.column, finding.row) == (UNGA, "problem", 4)


@pytest.mark.parametrize("value", [1, 1.0, "1", " 1 "])
def test_n101_is_silent_when_the_number_agrees_however_it_is_written(value: Any) -> None:
    book = make_book()
    book.worksheets[-1]["B4"] = value
    assert places(book, "N101") == []


def test_n101_is_silent_for_a_formula_that_no_one_has_computed() -> None:
    book = make_book()
    book.worksheets[-1]["B4"] = "=COUNTA(A1:A3)"
    assert places(book, "N101") == []


def test_n101_an_empty_cell_means_none() -> None:
    book = make_book({})
    book.worksheets[-1]["B4"] = None
    assert places(book, "N101") == []


@pytest.mark.parametrize(("total", "found"), [(5, []), (4, ["B9"])])
def test_n101_looks_at_the_total_too(total: int, found: list[str]) -> None:
    book = make_book()
    book.worksheets[-1].append(["Totalt", total, 5, 5])
    assert places(book, "N101") == found


def test_n101_the_placeholder_row_says_none() -> None:
    book = make_book()
    book.worksheets[-1].append([TEMPLATE.own_area.placeholder, 0, 0, 1])
    assert places(book, "N101") == ["D9"]


@pytest.mark.parametrize(("number", "found"), [(1, []), (2, ["B9", "C9", "D9"])])
def test_n101_is_silent_where_the_patterns_row_counts_the_area_made_of_its_tab(
    number: int, found: list[str]
) -> None:
    book = make_book({"Bedrägerier mot äldre": [ROW]}, titles=[*TITLES, "Bedrägerier mot äldre"])
    sheet = book.worksheets[-1]
    for column, value in enumerate((TEMPLATE.own_area.placeholder, number, number, number), 1):
        sheet.cell(9, column).value = value
    assert places(book, "N101") == found
    assert len(findings(book, "N102")) == 1


def test_n102_an_area_without_a_row_is_found() -> None:
    own = "Bedrägerier mot äldre"
    book = make_book({own: [ROW]}, titles=[*TITLES, own])
    book.worksheets[-1].delete_rows(4 + len(TITLES))
    assert [finding.area for finding in findings(book, "N102")] == [own]


def test_n102_is_silent_for_areas_without_rows_and_for_misspelt_labels() -> None:
    own = "Bedrägerier mot äldre"
    book = make_book({own: []}, titles=[*TITLES, own])
    book.worksheets[-1].delete_rows(4 + len(TITLES))
    book.worksheets[-1]["A6"] = "Systemhotade brottslighet"
    assert findings(book, "N102") == []


def test_n102_is_silent_without_an_analysis_tab() -> None:
    assert findings(make_book(analysis=False), "N102") == []


@pytest.mark.parametrize("label", ["Sommarlovsinsatser", "Bedrägerier", "Otrygga skolor"])
def test_n103_a_row_for_no_area_is_found(label: str) -> None:
    book = make_book()
    book.worksheets[-1].append([label, 1, 1, 1])
    assert places(book, "N103") == ["A9"]


def test_n101_is_silent_for_a_total_that_is_left_blank() -> None:
    book = make_book({UNGA: [ROW]})
    book.worksheets[-1].append(["Totalt", None, None, 1])
    assert places(book, "N101") == []


@pytest.mark.parametrize(
    "label", ["Totalt", "Summa", TEMPLATE.own_area.placeholder, "Systemhotade brottslighet"]
)
def test_n103_is_silent_for_totals_placeholder_and_slips_of_the_key(label: str) -> None:
    book = make_book()
    book.worksheets[-1].append([label, 0, 0, 0])
    assert places(book, "N103") == []
