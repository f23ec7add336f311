from __future__ import annotations

import datetime as dt

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from atgardsplan.model import Area, AreaKind
from tests.plans import (
    GOOD_ROW,
    TEMPLATE,
    TITLES,
    changed,
    counts,
    good_rows,
    make_book,
    read,
)

UNGA = TITLES[0]
ROW = ("Problem", "Orsak A", "Göra något bestämt", "Ett mål", "Under 2025", "Polisen", "")


def one_area(book: openpyxl.Workbook) -> Area:
    return read(book).areas[0]


def test_every_area_is_found_in_tab_order() -> None:
    plan = read(make_book())
    assert [area.title for area in plan.areas] == list(TITLES)
    assert {area.kind for area in plan.areas} == {AreaKind.STANDARD}
    assert counts(plan) == dict.fromkeys(TITLES, (1, 1, 1))
    assert (plan.year, plan.template) == (2025, "stockholm-2025")


def test_a_cell_has_its_true_tab_and_address() -> None:
    area = one_area(make_book(above=4))
    goal = area.rows[0].cells["goal"]
    assert (goal.sheet, goal.address, goal.text) == (f"1. {UNGA}"[:31], "D7", GOOD_ROW[3])


@pytest.mark.parametrize("above", [0, 1, 7])
def test_the_header_row_is_found_wherever_it_stands(above: int) -> None:
    area = one_area(make_book(above=above))
    assert (area.header_row, area.instruction_row) == (above + 1, above + 2)
    assert area.counts.actions == 1


def test_columns_may_stand_in_any_order_with_others_between() -> None:
    order = ["who", "", "goal", "problem", "when", "cause", "", "action", "follow_up"]
    area = one_area(make_book({UNGA: [ROW]}, order=order))
    row = area.rows[0]
    assert [row.text(key) for key in ("problem", "cause", "action", "who")] == [
        "Problem", "Orsak A", "Göra något bestämt", "Polisen",
    ]  # fmt: skip
    assert area.title == UNGA


@pytest.mark.parametrize(
    ("key", "heading"),
    [
        ("cause", "Orsaker"),
        ("cause", "ORSAK "),
        ("action", "Åtgärd/insats"),
        ("action", "Åtgrder"),
        ("goal", "Operativt mål"),
        ("goal", "Operativa mål (SMART)"),
        ("goal", "Mål"),
        ("when", "När?"),
        ("when", "Tidplan"),
        ("who", "Vem ansvarar?"),
        ("who", "Ansvarig"),
        ("follow_up", "Uppfölning"),
        ("follow_up", "Uppföljning:"),
    ],
)
def test_a_reworded_heading_is_recognised(key: str, heading: str) -> None:
    area = one_area(make_book({UNGA: [ROW]}, headings={key: heading}))
    assert area.missing_columns == ()
    assert area.headings[key].text == heading.strip()


def test_a_heading_that_means_nothing_known_is_a_missing_column() -> None:
    area = one_area(make_book({UNGA: [ROW]}, headings={"when": "Budget"}))
    assert area.missing_columns == ("when",)


@pytest.mark.parametrize(
    "written",
    [
        "Systemhotade brottslighet",
        "systemhotande  brottslighet",
        "Systemhotande brottslighet:",
        "3. Systemhotande brottslighet",
        "Prioriterat område: Systemhotande brottslighet",
        "Systemhotande brotslighet",
    ],
)
def test_a_misspelt_title_is_still_the_standard_area(written: str) -> None:
    area = read(make_book({}, titles=[written])).areas[0]
    assert (area.title, area.kind) == ("Systemhotande brottslighet", AreaKind.STANDARD)
    assert area.written_title is not None
    assert area.written_title.text == written


def test_an_own_title_is_an_own_area() -> None:
    area = read(
        make_book({"Bedrägerier mot äldre": [ROW]}, titles=["Bedrägerier mot äldre"])
    ).areas[0]
    assert (area.title, area.kind) == ("Bedrägerier mot äldre", AreaKind.OWN)


def test_the_placeholder_is_neither() -> None:
    area = read(make_book({}, titles=[TEMPLATE.own_area.placeholder])).areas[0]
    assert area.kind is AreaKind.PLACEHOLDER


def test_a_title_above_the_header_names_the_area() -> None:
    book = make_book({UNGA: [ROW]}, titles=[UNGA], above=2, headings={"problem": "Problemområde"})
    sheet = book.worksheets[1]
    sheet["A1"] = UNGA
    sheet.title = "Flik 1"
    area = one_area(book)
    assert (area.title, area.counts.problems) == (UNGA, 1)


def test_a_tab_name_names_the_area_where_no_title_does() -> None:
    book = make_book({UNGA: [ROW]}, titles=[UNGA], headings={"problem": "Problemområde"})
    assert one_area(book).title == UNGA


def test_a_merged_problem_belongs_to_all_its_rows_and_counts_once() -> None:
    rows = [ROW, ("", "Orsak B", *ROW[2:]), ("", "Orsak C", *ROW[2:])]
    book = make_book({UNGA: rows})
    book.worksheets[1].merge_cells("A3:A5")
    area = one_area(book)
    assert [row.text("problem") for row in area.rows] == ["Problem"] * 3
    assert [row.cells["problem"].address for row in area.rows] == ["A3"] * 3
    assert (area.counts.problems, area.counts.causes, area.counts.actions) == (1, 3, 3)


def test_a_row_that_only_a_merged_cell_reaches_is_no_row() -> None:
    book = make_book({UNGA: [ROW]})
    book.worksheets[1].merge_cells("A3:A6")
    assert [row.row for row in one_area(book).rows] == [3]


def test_a_merged_title_cell_does_not_hide_the_columns() -> None:
    book = make_book({UNGA: [ROW]}, above=1)
    book.worksheets[1].merge_cells("A1:G1")
    assert one_area(book).counts.actions == 1


def test_blank_rows_and_white_space_are_skipped() -> None:
    rows = [ROW, ("",) * 7, ("  ", "\n", " ", "", "", "", ""), ROW]
    area = one_area(make_book({UNGA: rows}))
    assert [row.row for row in area.rows] == [3, 6]
    assert area.counts.problems == 2


def test_a_half_filled_row_is_a_row() -> None:
    area = one_area(make_book({UNGA: [ROW, ("", "", "", "", "Linjearbete", "Polisen", "")]}))
    assert len(area.rows) == 2
    assert area.counts.actions == 1


def test_a_lone_text_below_the_table_is_a_note() -> None:
    book = make_book({UNGA: [ROW]})
    book.worksheets[1]["A8"] = "Senast ändrad i januari"
    area = one_area(book)
    assert [row.row for row in area.rows] == [3]
    assert area.counts.problems == 1


def test_a_lone_text_right_below_the_table_is_a_started_row() -> None:
    book = make_book({UNGA: [ROW, ("Nästa problem", "", "", "", "", "", "")]})
    assert [row.row for row in one_area(book).rows] == [3, 4]


def test_a_heading_merged_over_the_table_is_no_row() -> None:
    book = make_book({UNGA: [ROW, ("Skola", "", "", "", "", "", ""), ROW]})
    book.worksheets[1].merge_cells("A4:G4")
    assert [row.row for row in one_area(book).rows] == [3, 5]


def test_a_repeated_header_row_is_no_row() -> None:
    book = make_book(
        {UNGA: [ROW, (UNGA, "Orsak", "Åtgärd", "Operativa mål", "När", "Vem", ""), ROW]}
    )
    assert [row.row for row in one_area(book).rows] == [3, 5]


def test_real_dates_stay_dates() -> None:
    row = (*ROW[:4], dt.date(2025, 6, 30), *ROW[5:])
    cell = one_area(make_book({UNGA: [row]})).rows[0].cells["when"]
    assert (cell.value, cell.text) == (dt.date(2025, 6, 30), "2025-06-30")


# The instruction row


def test_a_missing_instruction_row_costs_no_data() -> None:
    area = one_area(make_book({UNGA: [ROW]}, instructions=False))
    assert (area.instruction_row, area.counts.actions) == (None, 1)


def test_a_lightly_edited_instruction_row_is_no_data() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        sheet = book.worksheets[1]
        for column, text in enumerate(
            [
                "Ange identifierat problemområde här", "Beskriv orsaken till problemet",
                "Koppla åtgärd till orsak. Beskriv tydligt vad som ska göras och hur.",
                "Koppla mål till varje åtgärd", "Ange när åtgärden ska vara genomförd",
                "Ange vem som ansvarar", "",
            ],
            1,
        ):  # fmt: skip
            sheet.cell(2, column, text or None).font = Font(italic=False)

    area = one_area(changed(edit, rows={UNGA: [ROW]}))
    assert (area.instruction_row, area.counts.problems) == (2, 1)


def test_an_instruction_row_in_other_words_is_known_by_its_italics() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        for column in range(1, 8):
            book.worksheets[1].cell(2, column, "Se handledningen på intranätet")

    area = one_area(changed(edit, rows={UNGA: [ROW]}))
    assert (area.instruction_row, area.counts.problems) == (2, 1)


def test_a_plan_written_in_italics_loses_no_row() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        for row in book.worksheets[1].iter_rows(min_row=2):
            for cell in row:
                cell.font = Font(italic=True)

    area = one_area(changed(edit, rows={UNGA: [ROW, ROW]}, instructions=False))
    assert (area.instruction_row, area.counts.problems) == (None, 2)


# The other tabs


def test_the_year_is_read_from_the_intro_tab() -> None:
    book = make_book()
    book.worksheets[0]["A1"] = "Åtgärdsplan för trygghet 2027"
    assert read(book).year == 2027


def test_the_year_is_read_from_the_intro_tabs_name_where_the_title_has_none() -> None:
    book = make_book()
    book.worksheets[0]["A1"] = "Åtgärdsplan"
    book.worksheets[0].title = "Åtgärdsplan 2026"
    assert read(book).year == 2026


def test_an_unknown_tab_is_listed_and_not_read() -> None:
    book = make_book()
    book.create_sheet("Budget")["A1"] = "Kostnader"
    assert read(book).other_tabs == ("Budget",)


def test_the_analysis_table_is_found_wherever_it_stands() -> None:
    book = make_book(analysis=False)
    sheet = book.create_sheet("Sammanställning")
    sheet["C5"], sheet["D5"], sheet["E5"], sheet["F5"] = (
        "Område", "Antal åtgärder", "Antal orsaker", "Antal problem",
    )  # fmt: skip
    sheet["C6"], sheet["D6"], sheet["E6"], sheet["F6"] = UNGA, 3, 2, 1
    sheet["C7"], sheet["D7"] = "Totalt", 3
    analysis = read(book).analysis
    assert analysis is not None
    assert analysis.columns == {"area": 3, "problems": 6, "causes": 5, "actions": 4}
    assert [(row.area, row.is_total) for row in analysis.rows] == [(UNGA, False), (None, True)]
    assert analysis.rows[0].numbers["problems"].address == "F6"


CELL = st.one_of(
    st.just(""), st.just(" "), st.just("\u00a0\n"), st.text("abcåäö ", min_size=1, max_size=8)
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(*[CELL] * 7), max_size=6))
def test_counts_are_the_filled_cells_of_each_column(rows: list[tuple[str, ...]]) -> None:
    # A last row keeps lone texts from being notes below the table.
    rows = [*rows, tuple(f"sista {n}" for n in range(7))]
    found = one_area(make_book({**good_rows(), UNGA: rows}, titles=[UNGA])).counts
    naive = [sum(bool(row[n].strip()) for row in rows) for n in range(3)]
    assert [found.problems, found.causes, found.actions] == naive


def test_a_title_merged_over_an_empty_row_does_not_hide_the_instruction_row() -> None:
    book = make_book({UNGA: [ROW]})
    sheet = book.worksheets[1]
    sheet.insert_rows(2)
    sheet.merge_cells("A1:A2")
    area = read(book).areas[0]
    assert area.instruction_row == 3
    assert [row.row for row in area.rows] == [4]
