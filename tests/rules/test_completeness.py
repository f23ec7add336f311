from __future__ import annotations

import openpyxl
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


@pytest.mark.parametrize(
    "text", ["Att fylla i", "Ange tid", "datum", "Ej tillämpligt", "-", "x", "Saknas"]
)
def test_c107_what_the_reader_of_times_calls_empty_is_found(text: str) -> None:
    book = with_cell("when", text)
    assert places(book, "C107") == ["E3"]
    assert places(book, "T") == []


def test_c111_ditto_marks_among_the_times_are_one_finding() -> None:
    assert places(with_cell("when", '"'), "C107,C111,T") == ["E3"]


@pytest.mark.parametrize("text", ["Under utredning", "Ej beslutat", "Klart", "Snarast", "Kl. 18"])
def test_c107_is_silent_where_the_time_is_only_unclear(text: str) -> None:
    book = with_cell("when", text)
    assert places(book, "C107") == []
    assert places(book, "T101") == ["E3"]


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


ACTION = "Fältgruppen går två kvällspass i veckan vid skolan och torget."


def actions(*texts: str) -> openpyxl.Workbook:
    rows = [(*ROW[:2], text, *ROW[3:]) for text in texts]
    return make_book({UNGA: rows[:1], TITLES[1]: rows[1:]})


@pytest.mark.parametrize(
    "text",
    [
        ACTION,
        "fältgruppen går två kvällspass i veckan vid skolan och torget",
        "Fältgruppen går två kvällspass i veckan vid skolan och vid torget.",
    ],
)
def test_c109_the_same_action_on_another_tab_is_found(text: str) -> None:
    [finding] = findings(actions(ACTION, text), "C109")
    assert (finding.sheet, finding.cell) == ("2. Otrygga och brottsutsatta pl", "C3")
    assert "C3" in finding.message


@pytest.mark.parametrize(
    "text",
    ["Fältgruppen går två kvällspass i veckan vid badet och biblioteket.", "Se ovan", "?", ""],
)
def test_c109_is_silent_for_other_actions_and_for_what_others_report(text: str) -> None:
    assert places(actions(ACTION, text, text), "C109") in ([], ["C4"] if len(text) > 10 else [])


def test_c109_is_silent_for_a_merged_action() -> None:
    book = make_book({UNGA: [ROW, ROW]})
    book.worksheets[1].merge_cells("C3:C4")
    assert places(book, "C109") == []


@pytest.mark.parametrize(
    "text",
    [
        "- Svag belysning\n- Få vuxna på kvällarna",
        "1. Svag belysning\n2. Få vuxna",
        "1) svag belysning 2) få vuxna på platsen",
        "Svag belysning; få vuxna på platsen",
        "Dels är belysningen svag, dels rör sig få vuxna där.",
        "Arbetslöshet, trångboddhet och skolmisslyckanden",
        "Svag belysning\nFå vuxna\nHög växtlighet",
        "Orsak 1: svag belysning. Orsak 2: få vuxna.",
        "• Svag belysning\n• Få vuxna",
        "• Svag belysning • Få vuxna på kvällarna",
        "Flera orsaker: a) belysningen är svag b) få vuxna rör sig där",
    ],
)
def test_c110_a_list_of_causes_is_found(text: str) -> None:
    assert places(with_cell("cause", text), "C110") == ["B3"]


@pytest.mark.parametrize(
    "text",
    [
        "Belysningen är svag och gångstråket ligger avskilt.",
        "Brist på insyn och kontroll",
        "Lagen 2025:170 ger skolor, bibliotek och fritidsgårdar en ny skyldighet.",
        "Skola, socialtjänst och polis saknar fasta tillfällen att dela det de ser.",
        "Enligt lägesbilden 1.2 är platsen mörk.",
        "Det är mörkt.\nDet gör att få går där.",
        "Belysningen är svag\n\nlängs hela gångstråket",
        "Det gäller (se bilaga a) gångstråket",
        "Polisen ser mönstret: unga hämtas vid skolan av äldre kamrater, ofta på fredagar.",
        "Många äldre är ensamma, och bedragare utnyttjar det.",
        "Statistiken visar att ungdomsbrotten minskar; de grova brotten bland unga ökar däremot "
        "stadigt, vilket beror på att nätverken söker sig allt längre ner i åldrarna.",
    ],
)
def test_c110_is_silent_for_one_cause_told_at_length(text: str) -> None:
    assert places(with_cell("cause", text), "C110") == []


@pytest.mark.parametrize(
    "text",
    [
        "Se ovan",
        "se ovan.",
        "Dito",
        "d:o",
        '"',
        "”",
        "-”-",
        "''",
        "Samma som ovan",
        "Se rad 4",
        "(se föregående)",
        "Se problem ovan",
        "Enligt samma beslut ovan",
    ],
)
@pytest.mark.parametrize("column", ["cause", "goal", "who"])
def test_c111_a_reference_is_found_and_is_no_placeholder(text: str, column: str) -> None:
    book = with_cell(column, text)
    assert len(places(book, "C111")) == 1
    assert places(book, "C107") == []


@pytest.mark.parametrize(
    "text",
    [
        "Samma dag",
        "Se över belysningen ovan torget",
        "Se till att alla erbjuds stöd",
        "Dito-gruppen möts",
    ],
)
def test_c111_is_silent_for_texts_that_begin_alike(text: str) -> None:
    assert places(with_cell("goal", text), "C111") == []


@pytest.mark.parametrize("code", ["C112", "C113"])
def test_themes_that_nothing_takes_up_are_found_once(code: str) -> None:
    [finding] = findings(make_book({UNGA: [ROW]}), code)
    assert (finding.sheet, finding.cell) == (None, None)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("C112", "Enligt strategin för att minska risken att barn dras in i kriminalitet"),
        ("C112", "Förhindra att unga dras in i kriminella nätverk"),
        ("C112", "Motverka nyrekrytering"),
        ("C113", "Utbildning om våldsbejakande extremism"),
        ("C113", "VBE-samordnaren bjuds in"),
        ("C113", "Tidiga tecken på radikalisering"),
    ],
)
def test_themes_are_known_by_their_words(code: str, text: str) -> None:
    assert findings(with_cell("action", text), code) == []


@pytest.mark.parametrize("code", ["C112", "C113"])
def test_themes_are_not_asked_of_an_empty_plan(code: str) -> None:
    assert findings(make_book({}), code) == []
