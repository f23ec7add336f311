from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from atgardsplan.language.private import (
    has_personal_e_mail,
    has_personal_number,
    has_phone_number,
)
from tests.conftest import Command
from tests.plans import make_book, to_bytes
from tests.rules.checks import ROW, UNGA, check, places, with_cell

# Numbers that the tax agency publishes for tests.
PERSONAL = [
    "811218-9876",
    "19811218-9876",
    "198112189876",
    "8112189876",
    "811218 9876",
    "811218+9876",
    "811278-9873",
    "811218\u20119876",
]


@pytest.mark.parametrize("number", PERSONAL)
def test_p101_a_personal_number_is_found_however_it_is_written(number: str) -> None:
    assert places(with_cell("who", f"Anmält av {number}, se akt"), "P101") == ["F3"]


@pytest.mark.parametrize(
    "text",
    [
        "Lag 2025:170", "SFS 2023:196", "2025-06-30", "Dnr 2025/0042-1.1", "Org.nr 556036-0793",
        "556036-0793", "811218-9875", "0701740658", "811232-9876", "Period 20250101-20251231",
        "2025-01-01–2025-12-31", "konto 1234-5678901", "Akt 1198112189876",
    ],
)  # fmt: skip
def test_p101_is_silent_for_laws_dates_and_other_numbers(text: str) -> None:
    assert not has_personal_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "070-174 06 58", "070 174 06 58", "0701740658", "+46 70 174 06 58", "+46(0)70-174 06 58",
        "08-123 456 78", "08-465 004 00", "(08) 465 004 00", "0046 8 465 004 00", "tel: 031-390 06 00", "070.174.06.58",
    ],
)  # fmt: skip
def test_p102_a_telephone_number_is_found(text: str) -> None:
    assert has_phone_number(f"Ring {text}.")


@pytest.mark.parametrize(
    "text",
    [
        "112", "114 14", "1177", "116 111", "020-50 50 50", "0771-793 336", "2025-06-30", "01-02-2025", "2025:170",
        "Dnr 2025/0042-1.1", "kl. 08-16", "kl 08.00-16.30", "556036-0793", "811218-9876", "åk 7-9",
        "2025-2026", "01.02.2025", "0,5 tjänst", "100 000 kr", "08.00", "v. 08-12",
    ],
)  # fmt: skip
def test_p102_is_silent_for_public_numbers_dates_and_times(text: str) -> None:
    assert not has_phone_number(f"Ring {text} nu")


@pytest.mark.parametrize(
    "text",
    ["anna.exempel@stad.se", "a.b@exempel.se", "Exempel.Person@POLISEN.SE", "kalle(at)exempel.se"],
)
def test_p103_a_persons_address_is_found(text: str) -> None:
    assert has_personal_e_mail(f"Mejla {text}!")


@pytest.mark.parametrize(
    "text",
    [
        "registrator@stad.se",
        "info@polisen.se",
        "trygghet.sodermalm@stad.se",
        "@stad",
        "a@b",
        "stad.se",
    ],
)
def test_p103_is_silent_for_functions_and_for_what_is_no_address(text: str) -> None:
    assert not has_personal_e_mail(f"Mejla {text} idag")


@pytest.mark.parametrize("cell", ["D3", "A9", "H1"])
def test_private_text_is_found_in_and_outside_the_table(cell: str) -> None:
    book = make_book({UNGA: [ROW]})
    book.worksheets[1][cell] = f"Kontakt {PERSONAL[0]}"
    assert places(book, "P101") == [cell]


def test_private_text_is_found_on_tabs_that_are_not_read_and_in_comments() -> None:
    book = make_book({UNGA: [ROW]})
    book.create_sheet("Budget")["B2"] = f"Kontakt {PERSONAL[0]}"
    book.worksheets[1]["D3"].comment = Comment("ring 070-174 06 58", "x")
    assert [(f.code, f.sheet) for f in check(book, "P101,P102").findings] == [
        ("P102", f"1. {UNGA}"[:31]), ("P101", "Budget"),
    ]  # fmt: skip


@pytest.mark.parametrize("format", ["text", "concise", "json"])
def test_what_is_private_is_never_repeated(format: str, command: Command, tmp_path: object) -> None:
    secret = ["811218-9876", "070-174 06 58", "anna.exempel@stad.se"]
    book = with_cell("who", "Kontakt: " + ", ".join(secret))
    (tmp_path / "plan.xlsx").write_bytes(to_bytes(book))  # type: ignore[operator]
    outcome = command("validate", "plan.xlsx", "--format", format)
    for text in secret:
        assert text not in outcome.out + outcome.err
        assert text not in json.dumps(outcome.out)


@pytest.mark.parametrize("text", ["Kan vi skriva så här?", "Kolla med polisen", "fixa"])
def test_p104_a_comment_on_a_row_is_found(text: str) -> None:
    book = make_book({UNGA: [ROW]})
    book.worksheets[1]["C3"].comment = Comment(text, "x")
    assert places(book, "P104") == ["C3"]


@pytest.mark.parametrize("cell", ["C1", "E2"])
def test_p104_is_silent_for_the_templates_own_comments_and_for_acceptances(cell: str) -> None:
    book = make_book({UNGA: [ROW]})
    book.worksheets[1][cell].comment = Comment("Skriv datum eller linjearbete", "x")
    book.worksheets[1]["D3"].comment = Comment("atgardsplan: accept C107 – beslutas i maj", "x")
    book.worksheets[0]["A1"].comment = Comment("Mallen är från januari", "x")
    assert places(book, "P104") == []


@given(st.text(max_size=400))
def test_any_text_can_be_searched(text: str) -> None:
    for search in (has_personal_number, has_phone_number, has_personal_e_mail):
        assert search(text) in (True, False)


@pytest.mark.parametrize(
    "text", ["0" * 32767, "a@" * 16000, "08-" * 10000, "070 " * 8000, "1 " * 16000]
)
def test_long_texts_are_searched_at_once(text: str) -> None:
    import time

    start = time.perf_counter()
    for search in (has_personal_number, has_phone_number, has_personal_e_mail):
        search(text)
    assert time.perf_counter() - start < 0.5


PRIVATE = ("811218-9876", "070-174 06 58", "zelda.exempel@stad.se")


@pytest.mark.parametrize("private", PRIVATE)
@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("goal", "Öka tryggheten {}"),
        ("goal", "Minska oron hos dem som hör av sig till {} i alla lägen"),
        ("when", "När {} har svarat på frågan om vem som har möjlighet att {}"),
        ("when", "Snarast, ring {}"),
        ("who", "{}"),
        ("who", "Vi och {}"),
        ("action", "EST {}"),
        ("cause", "{}"),
    ],
)
def test_no_message_repeats_what_is_private(column: str, text: str, private: str) -> None:
    for finding in check(with_cell(column, text.format(private, private)), "").findings:
        told = " ".join((finding.message, finding.help, finding.advice, finding.quote))
        assert private[:6] not in told
        assert "zelda" not in told


def test_a_private_number_in_a_heading_is_found_and_not_told() -> None:
    book = make_book({UNGA: [ROW]}, headings={"who": "Vem 811218-9876"})
    found = check(book, "P101,L103").findings
    assert ("P101", "F1") in [(one.code, one.cell) for one in found]
    assert all("811218" not in one.message for one in found)


def test_what_is_written_over_an_instruction_is_public_too() -> None:
    book = make_book({UNGA: [ROW]})
    book.worksheets[1]["F2"] = "Ange vem som ansvarar, fråga 811218-9876"
    assert places(book, "P101") == ["F2"]
    assert places(book, "L111") == []
