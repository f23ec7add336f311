from __future__ import annotations

import pytest

from atgardsplan.model import Stage
from tests.rules.checks import places, with_cell

DONE = "Genomfört: två vandringar med 34 deltagare."


@pytest.mark.parametrize("text", [DONE, "OK", "2"])
def test_u101_a_filled_follow_up_is_found_while_the_plan_is_made(text: str) -> None:
    assert places(with_cell("follow_up", text), "U101") == ["G3"]


@pytest.mark.parametrize("text", ["", " ", "-"])
def test_u101_is_silent_for_blanks_and_placeholders(text: str) -> None:
    assert places(with_cell("follow_up", text), "U101") == []


def test_u101_is_silent_at_the_end_of_the_year() -> None:
    assert places(with_cell("follow_up", DONE), "U101", stage=Stage.FOLLOWUP) == []


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_u102_an_empty_follow_up_is_found_at_the_end_of_the_year(text: str) -> None:
    assert places(with_cell("follow_up", text), "U102", stage=Stage.FOLLOWUP) == ["G3"]


def test_u102_is_silent_when_filled_and_while_the_plan_is_made() -> None:
    assert places(with_cell("follow_up", DONE), "U102", stage=Stage.FOLLOWUP) == []
    assert places(with_cell("follow_up", ""), "U102") == []


@pytest.mark.parametrize(
    "text", ["OK", "klart", "Genomfört.", "Ja", "pågår", "Enligt plan", "Ok, klart"]
)
def test_u103_a_follow_up_that_says_only_done_is_found(text: str) -> None:
    assert places(with_cell("follow_up", text), "U103", stage=Stage.FOLLOWUP) == ["G3"]


@pytest.mark.parametrize("text", [DONE, "Klart i maj: 30 lampor utbytta", "OK enligt polisen", "-"])
def test_u103_is_silent_where_more_is_said(text: str) -> None:
    assert places(with_cell("follow_up", text), "U103", stage=Stage.FOLLOWUP) == []


def test_u103_is_silent_while_the_plan_is_made() -> None:
    assert places(with_cell("follow_up", "OK"), "U103") == []
