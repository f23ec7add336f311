from __future__ import annotations

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.plans import TITLES, make_book
from tests.rules.checks import ROW, UNGA, check, with_cell


def accepted(text: str, cell: str = "D3", goal: str = "?") -> openpyxl.Workbook:
    book = with_cell("goal", goal, titles=[UNGA])
    book.worksheets[1][cell].comment = Comment(text, "x")
    return book


@pytest.mark.parametrize(
    "text",
    [
        "atgardsplan: accept C107 – beslutas i maj",
        "Atgardsplan: accept c107 - beslutas i maj",
        "atgardsplan: accept C107, S101 — beslutas i maj",
        "atgardsplan: accept C107; S101 – beslutas i maj",
        "Bra fråga. atgardsplan: accept C107: beslutas i maj",
        "atgardsplan:accept C107 beslutas i maj",
        "åtgärdsplan: godta C107 – beslutas i maj",
    ],
)
def test_a_comment_accepts_the_finding_in_its_cell_with_the_reason(text: str) -> None:
    checked = check(accepted(text), "C107,X101")
    assert checked.findings == ()
    [one] = checked.accepted
    assert (one.finding.code, one.finding.cell, one.reason) == ("C107", "D3", "beslutas i maj")


@pytest.mark.parametrize(
    ("text", "cell", "goal"),
    [
        ("atgardsplan: accept C107 – beslutas i maj", "E3", "?"),
        ("atgardsplan: accept C104 – beslutas i maj", "D3", "?"),
        ("atgardsplan: accept C107 – beslutas i maj", "D3", "Minst 20 elever deltar"),
        ("atgardsplan: accept C107", "D3", "?"),
        ("atgardsplan: accept", "D3", "?"),
    ],
)
def test_x101_an_acceptance_that_hits_nothing_or_has_no_reason_is_found(
    text: str, cell: str, goal: str
) -> None:
    checked = check(accepted(text, cell, goal), "C104,C107,X101")
    assert [f.cell for f in checked.findings if f.code == "X101"] == [cell]
    assert checked.accepted == ()


def test_one_comment_can_accept_two_findings_with_a_reason_each() -> None:
    text = "atgardsplan: accept C107 – beslutas i maj\natgardsplan: accept C104 – finns i bilagan"
    checked = check(accepted(text), "C104,C107,X101")
    assert [one.reason for one in checked.accepted] == ["beslutas i maj"]
    [unused] = checked.findings
    assert (unused.code, unused.column) == ("X101", "goal")
    assert "C104" in unused.message


def test_x101_says_when_no_whole_code_is_given() -> None:
    [finding] = check(accepted("atgardsplan: accept M – beslutas i maj"), "X101").findings
    assert "hela koden" in finding.message


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("atgardsplan: accept C107 – beslutas i maj", False),
        ("Anna:\natgardsplan: accept C107 – beslutas i maj", False),
        ("Stämmer det här?\natgardsplan: accept C107 – beslutas i maj", True),
    ],
)
def test_p104_a_question_before_an_acceptance_is_still_a_review_comment(
    text: str, left: bool
) -> None:
    found = check(accepted(text), "P104").findings
    assert [one.column for one in found] == ["goal"] * left


def test_a_reason_never_tells_a_personal_number() -> None:
    checked = check(accepted("atgardsplan: accept C107 – frågan ägs av 811218-9876"), "C107")
    assert [one.reason for one in checked.accepted] == ["frågan ägs av ▮▮▮"]


def test_x101_is_silent_for_a_rule_that_is_not_run() -> None:
    assert check(accepted("atgardsplan: accept C107 – i maj"), "C104,X101").findings == ()


def test_x101_one_code_of_several_can_be_unused() -> None:
    checked = check(accepted("atgardsplan: accept C107, C104 – i maj"), "C,X101", ignore=("C11",))
    [unused] = [f for f in checked.findings if f.code == "X101"]
    assert "C104" in unused.message


def test_x101_is_silent_for_ordinary_comments() -> None:
    assert check(accepted("Accepterar vi C107?"), "X101").findings == ()


def test_a_finding_about_a_tab_is_accepted_anywhere_on_it_and_one_about_the_plan_on_the_intro() -> (
    None
):
    book = make_book({UNGA: [ROW]}, titles=TITLES[:4], instructions=False)
    book.worksheets[1]["A1"].comment = Comment("atgardsplan: accept L110 – egen mall", "x")
    book.worksheets[0]["A1"].comment = Comment("atgardsplan: accept L101 – slås ihop i år", "x")
    checked = check(book, "L101,L110,X101")
    assert [(f.code, f.sheet) for f in checked.findings] == [
        ("L110", tab.title) for tab in book.worksheets[2:5]
    ]
    assert [one.finding.code for one in checked.accepted] == ["L101", "L110"]
