from __future__ import annotations

import pytest

from tests.plans import make_book
from tests.rules.checks import ROW, UNGA, findings, places, with_cell


@pytest.mark.parametrize(
    "text",
    [
        "Skolbesök", "Trygghets- och säkerhetsråd", "EST (Effektiv samordning för trygghet)",
        "Uppsökande arbete", "Informationskampanj", "Samverkan", "SSPF", "Nattvandring.",
    ],
)  # fmt: skip
def test_s104_an_action_that_is_only_a_name_is_found(text: str) -> None:
    assert places(with_cell("action", text), "S104") == ["C3"]


@pytest.mark.parametrize(
    "text",
    [
        "Byta lampor", "Två trygghetsvandringar", "Trygghetsråd: möts fyra gånger om året",
        "Trygghetsvandringar i området kring tunnelbanan", "Informera rektorer om lagen",
        "Polisen besöker skolorna", "Skolbesök genomförs av fältgruppen", "Stärkt belysning längs stråket",
    ],
)  # fmt: skip
def test_s104_is_silent_where_something_is_said_of_it(text: str) -> None:
    assert places(with_cell("action", text), "S104") == []


@pytest.mark.parametrize("words", [121, 200, 1000])
def test_s105_a_long_action_is_found(words: int) -> None:
    [finding] = findings(with_cell("action", "ord " * words), "S105")
    assert str(words) in finding.message


@pytest.mark.parametrize(("words", "most"), [(120, 120), (12, 120), (150, 200)])
def test_s105_is_silent_up_to_the_limit(words: int, most: int) -> None:
    assert places(with_cell("action", "ord " * words), "S105", long_action=most) == []


@pytest.mark.parametrize(
    ("action", "goal"),
    [
        ("Öka närvaron i skolan", "Öka närvaron i skolan."),
        ("Informera rektorer om den nya lagen", "Informera rektorerna om den nya lagen"),
        ("Byta lampor längs stråket", "byta lampor längs stråket"),
    ],
)
def test_s106_a_goal_that_says_the_same_is_found(action: str, goal: str) -> None:
    row = (*ROW[:2], action, goal, *ROW[4:])
    assert places(make_book({UNGA: [row]}), "S106", repeat_likeness=0.75) == ["D3"]


@pytest.mark.parametrize(
    ("action", "goal"),
    [
        ("Byta lampor längs stråket", "Minst 30 lampor är utbytta"),
        ("?", "?"),
        ("Se ovan", "Se ovan"),
        ("", ""),
    ],
)
def test_s106_is_silent_for_goals_of_their_own_and_what_others_report(
    action: str, goal: str
) -> None:
    row = (*ROW[:2], action, goal, *ROW[4:])
    assert places(make_book({UNGA: [row]}), "S106") == []
