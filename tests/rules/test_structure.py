from __future__ import annotations

import io
import zipfile

import pytest

from atgardsplan.reader import read_plan
from atgardsplan.rules.catalogue import load_catalogue
from atgardsplan.rules.engine import all_rules, check_plan
from atgardsplan.settings import Settings
from atgardsplan.workbook.values import open_workbook
from tests.plans import TEMPLATE, TITLES, make_book, read, to_bytes
from tests.rules.checks import ROW, UNGA, findings, places

PLACEHOLDER = TEMPLATE.own_area.placeholder


@pytest.mark.parametrize("missing", TITLES)
def test_l101_a_standard_area_without_a_tab_is_found(missing: str) -> None:
    found = findings(make_book(titles=[title for title in TITLES if title != missing]), "L101")
    assert [(finding.area, finding.sheet, finding.cell) for finding in found] == [
        (missing, None, None)
    ]


@pytest.mark.parametrize(
    "titles",
    [
        TITLES,
        (*TITLES[:2], "Systemhotade brottslighet", *TITLES[3:]),
        (*TITLES, "Bedrägerier mot äldre"),
        tuple(reversed(TITLES)),
    ],
)
def test_l101_is_silent_when_every_area_has_its_tab(titles: tuple[str, ...]) -> None:
    assert findings(make_book({}, titles=titles), "L101") == []


@pytest.mark.parametrize("key", ["cause", "goal", "when", "who", "follow_up"])
def test_l102_a_column_that_is_not_there_is_found(key: str) -> None:
    order = [column.key for column in TEMPLATE.columns if column.key != key]
    found = findings(make_book({}, titles=[UNGA], order=order), "L102")
    assert [finding.column for finding in found] == [key]


@pytest.mark.parametrize(
    ("key", "heading"), [("goal", "Mål"), ("when", "Tidplan"), ("who", "Ansvar")]
)
def test_l102_is_silent_when_the_heading_is_reworded(key: str, heading: str) -> None:
    assert findings(make_book({}, headings={key: heading}), "L102") == []


@pytest.mark.parametrize("title", [PLACEHOLDER, "Eget prioriterat område", "[Eget område]"])
def test_l106_rows_under_the_placeholder_title_are_found(title: str) -> None:
    assert places(make_book({title: [ROW]}, titles=[title]), "L106") == ["A1"]


@pytest.mark.parametrize("title", [PLACEHOLDER, "Eget område: hamnen", "Bedrägerier mot äldre"])
def test_l106_is_silent_without_rows_or_with_an_own_title(title: str) -> None:
    rows = {} if title == PLACEHOLDER else {title: [ROW]}
    assert places(make_book(rows, titles=[title]), "L106") == []


def test_l108_a_plan_without_an_analysis_tab_is_found() -> None:
    assert len(findings(make_book(analysis=False), "L108")) == 1


def test_l108_is_silent_when_the_tab_has_another_name() -> None:
    book = make_book()
    book.worksheets[-1].title = "Sammanställning"
    assert findings(book, "L108") == []


@pytest.mark.parametrize(
    ("key", "heading"), [("goal", "Mål"), ("who", "Ansvarig"), ("when", "Tidplan")]
)
def test_l103_a_reworded_heading_is_found(key: str, heading: str) -> None:
    [finding] = findings(make_book({}, titles=[UNGA], headings={key: heading}), "L103")
    assert finding.column == key
    assert heading in finding.message


@pytest.mark.parametrize(
    ("key", "heading"), [("goal", "Operativa mål:"), ("who", "VEM"), ("when", " När ")]
)
def test_l103_is_silent_for_case_and_punctuation(key: str, heading: str) -> None:
    assert findings(make_book({}, headings={key: heading}), "L103") == []


@pytest.mark.parametrize(
    "title", ["Systemhotade brottslighet", "Systemhotande brotslighet", "Otrygga platser"]
)
def test_l104_a_title_that_nearly_matches_is_found(title: str) -> None:
    assert places(make_book({}, titles=[title]), "L104") == ["A1"]


@pytest.mark.parametrize(
    "title",
    ["Systemhotande brottslighet", "3. Systemhotande brottslighet", "Bedrägerier mot äldre"],
)
def test_l104_is_silent_for_right_titles_and_own_areas(title: str) -> None:
    assert places(make_book({}, titles=[title]), "L104") == []


@pytest.mark.parametrize("title", [UNGA, "Bedrägerier mot äldre", "BEDRÄGERIER MOT ÄLDRE"])
def test_l105_a_title_on_two_tabs_is_found_on_the_second(title: str) -> None:
    first = UNGA if title == UNGA else "Bedrägerier mot äldre"
    [finding] = findings(make_book({}, titles=[first, title]), "L105")
    assert (finding.cell, finding.sheet) == ("A1", f"2. {title}"[:31])


@pytest.mark.parametrize("titles", [TITLES, [PLACEHOLDER, PLACEHOLDER], ["Bedrägerier", "Buller"]])
def test_l105_is_silent_for_different_titles_and_unused_patterns(titles: list[str]) -> None:
    assert places(make_book({}, titles=titles), "L105") == []


@pytest.mark.parametrize("name", ["Budget", "Arbetsmaterial", "Blad1"])
def test_l107_a_tab_that_is_none_of_the_templates_is_found(name: str) -> None:
    book = make_book()
    book.create_sheet(name)["A1"] = "text"
    assert [finding.sheet for finding in findings(book, "L107")] == [name]


def test_l107_is_silent_for_intro_area_and_analysis_tabs() -> None:
    book = make_book()
    book.create_sheet("Instruktioner", 0)["A1"] = "Så fyller du i planen"
    assert findings(book, "L107") == []


def test_l109_an_analysis_tab_before_another_is_found() -> None:
    book = make_book()
    book.move_sheet("Analys", -2)
    [finding] = findings(book, "L109")
    assert finding.sheet == "Analys"


def test_l109_is_silent_where_only_hidden_tabs_stand_behind() -> None:
    book = make_book()
    book.create_sheet("Listor").sheet_state = "hidden"
    assert findings(book, "L109") == []
    assert findings(make_book(), "L109") == []
    assert findings(make_book(analysis=False), "L109") == []


def test_l110_a_missing_instruction_row_is_found_per_tab() -> None:
    assert len(findings(make_book(instructions=False), "L110")) == 5
    assert findings(make_book(), "L110") == []
    assert findings(make_book(instructions=False, analysis=False, titles=[]), "L110") == []


@pytest.mark.parametrize("cell", ["H3", "K3", "A9", "B12"])
def test_l111_text_beside_or_below_the_table_is_found(cell: str) -> None:
    book = make_book({UNGA: [ROW]})
    book.worksheets[1][cell] = "Glöm inte att ringa"
    assert places(book, "L111") == [cell]


def test_l111_is_silent_for_an_action_after_an_empty_row() -> None:
    book = make_book({UNGA: [ROW]})
    book.worksheets[1]["C12"] = "Fältarna går på skolavslutningen"
    assert places(book, "L111") == []
    assert places(book, "C101,C104") == ["A12", "D12"]


def test_a_row_of_sums_is_no_action() -> None:
    book = make_book({UNGA: [ROW, ("Totalt", 1, 1, "", "", "", "")]})
    assert places(book, "C101,C102,C103,C104,C105,C106,C107") == []
    assert places(book, "L111") == ["A4", "B4", "C4"]


def test_l111_an_extra_column_is_found() -> None:
    order = ["problem", "cause", "action", "goal", "when", "who", "follow_up"]
    book = make_book({UNGA: [ROW]}, order=order)
    book.worksheets[1]["H1"], book.worksheets[1]["H3"] = "Kommentar", "Klart i maj"
    assert places(book, "L111") == ["H1", "H3"]


def test_l111_is_silent_above_the_table_and_on_other_tabs() -> None:
    book = make_book({UNGA: [ROW]}, above=3)
    book.worksheets[0]["C9"] = "Kontakta trygghetsenheten"
    book.worksheets[-1]["F2"] = "Uppdaterad i mars"
    assert findings(book, "L111") == []


def test_l112_hidden_rows_columns_and_tabs_with_content_are_found() -> None:
    book = make_book({title: [ROW, ROW] for title in TITLES})
    book.worksheets[1].row_dimensions[4].hidden = True
    book.worksheets[2].column_dimensions["D"].hidden = True
    book.worksheets[3].sheet_state = "hidden"
    found = findings(book, "L112")
    assert [finding.sheet for finding in found] == [tab.title for tab in book.worksheets[1:4]]
    assert "Rad 4" in found[0].message
    assert "Kolumn D" in found[1].message


def test_l112_is_silent_for_hidden_blanks_and_hidden_lists() -> None:
    book = make_book({UNGA: [ROW]})
    book.worksheets[1].row_dimensions[9].hidden = True
    book.worksheets[1].column_dimensions["G"].hidden = True
    book.create_sheet("Listor").sheet_state = "hidden"
    book["Listor"]["A1"] = "Linjearbete"
    assert findings(book, "L112") == []


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#VALUE!"])
def test_l113_an_error_value_is_found_and_nothing_else_is_said_of_it(error: str) -> None:
    book = make_book({UNGA: [ROW]}, titles=[UNGA])
    book.worksheets[1]["D3"] = error
    book.worksheets[-1]["B4"] = error
    assert places(book, "L113") == ["D3", "B4"]
    assert places(book, "C104") == places(book, "N101") == []


@pytest.mark.parametrize("error", ["#SPILL!", "#GETTING_DATA", "#CALC!", "#BUSY!", "#FEL"])
def test_l113_error_values_of_newer_programs_are_found_and_the_rest_is_read(error: str) -> None:
    book = make_book({UNGA: [ROW, ROW]})
    book.worksheets[1]["D3"] = "#REF!"
    parts = {}
    with zipfile.ZipFile(io.BytesIO(to_bytes(book))) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name).replace(b"#REF!", error.encode())
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    plan = read_plan(open_workbook(stream.getvalue()), "plan.xlsx")
    assert [row.row for row in plan.areas[0].rows] == [3, 4]
    cell = plan.areas[0].rows[0].cells["goal"]
    assert (cell.error, plan.areas[0].rows[1].text("goal")) == (True, "Ett mål")


def test_an_error_has_only_one_finding_wherever_it_stands() -> None:
    book = make_book({UNGA: [(*ROW[:6], "#N/A")]})
    book.worksheets[1]["C2"] = "#REF!"
    assert places(book, "L113") == ["C2", "G3"]
    assert places(book, "U101,C107,L111") == []


def test_l113_an_error_in_a_heading_or_stored_as_text_is_found() -> None:
    book = make_book({UNGA: [(*ROW[:3], "#VALUE!", *ROW[4:])]})
    book.worksheets[1]["A1"] = "#REF!"
    assert places(book, "L113") == ["A1", "D3"]
    assert places(book, "L103,M101") == []


def test_l113_is_silent_for_text_about_errors_and_for_formulas() -> None:
    book = make_book({UNGA: [(*ROW[:3], "Rätta #fel i listan", *ROW[4:])]})
    book.worksheets[1]["E3"] = "=1+1"
    assert places(book, "L113") == []


def test_l114_a_year_that_is_not_the_one_asked_for_is_found() -> None:
    [finding] = findings(make_book(), "L114", year=2026)
    assert "2025" in finding.message
    assert "2026" in finding.message


def test_l114_is_silent_for_the_same_year_and_when_none_is_asked_or_stated() -> None:
    assert findings(make_book(), "L114", year=2025) == []
    assert findings(make_book(), "L114") == []
    book = make_book()
    book.worksheets[0]["A1"] = "Åtgärdsplan"
    book.worksheets[0].title = "Inledning"
    assert findings(book, "L114", year=2026) == []


def test_l114_a_template_that_another_has_replaced_is_found() -> None:
    rules = [rule for rule in all_rules() if rule.code == "L114"]
    old = TEMPLATE._replace(superseded_by="stockholm-2026")
    checked = check_plan(read(make_book()), old, Settings(), rules, load_catalogue("sv"))
    assert "stockholm-2026" in checked.findings[0].message
