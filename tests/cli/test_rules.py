from __future__ import annotations

import json

import pytest

from atgardsplan.rules.engine import all_rules
from tests.conftest import FIXTURES, Command


def test_the_table_has_a_line_for_each_rule(command: Command) -> None:
    lines = command("rules").out.splitlines()
    assert [line[:4] for line in lines] == [rule.code for rule in all_rules()]
    assert "L101  fel        missing-area-tab           En områdesflik saknas" in lines


@pytest.mark.parametrize("name", ["C110", "c110", "several-causes"])
def test_a_rule_has_a_page(name: str, command: Command) -> None:
    out = command("rules", name).out
    assert out.startswith("C110 several-causes (varning)")
    for heading in ("Varför", "Så blir det rätt", "Slår till", "Läs mer"):
        assert heading in out


def test_a_page_in_english_keeps_the_swedish_examples(command: Command) -> None:
    out = command("rules", "C111", "--lang", "en").out
    assert "How to put it right" in out
    assert "Se ovan" in out


def test_json_has_all_that_is_said_of_a_rule(command: Command) -> None:
    listed = json.loads(command("rules", "--format", "json").out)
    assert len(listed) == len(all_rules())
    assert {
        "code",
        "name",
        "severity",
        "title",
        "messages",
        "why",
        "help",
        "bad",
        "good",
        "links",
    } == set(listed[0])


def test_an_unknown_rule_is_said_with_the_nearest(command: Command) -> None:
    outcome = command("rules", "C11O")
    assert outcome.status == 2
    assert outcome.err.startswith("Fel: Det finns ingen regel som heter C11O. Menade du c1")


def test_the_page_of_rules_in_docs_is_in_step(command: Command) -> None:
    made = command("rules", "--format", "markdown").out
    assert (FIXTURES.parent / "docs" / "rules.md").read_text("utf-8") == made, (
        "run: atgardsplan rules --format markdown --output-file docs/rules.md"
    )
