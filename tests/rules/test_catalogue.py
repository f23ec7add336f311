from __future__ import annotations

import re
import string

import pytest

from atgardsplan.rules.catalogue import load_catalogue
from atgardsplan.rules.engine import all_rules
from atgardsplan.texts import LANGUAGES, load_texts

CODES = [rule.code for rule in all_rules()]


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_texts_and_every_text_a_rule(language: str) -> None:
    assert load_catalogue(language).codes == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_languages_fill_the_same_blanks(code: str) -> None:
    swedish, english = (load_catalogue(language).text(code) for language in LANGUAGES)
    assert [blanks(text) for text in swedish.messages] == [blanks(t) for t in english.messages]
    assert blanks(swedish.explanation) >= blanks(english.explanation)
    for text in (swedish, english):
        assert text.title
        assert not text.title.endswith(".")
        assert text.why.endswith((".", "?"))


@pytest.mark.parametrize("code", CODES)
def test_links_are_known_and_examples_differ(code: str) -> None:
    text = load_catalogue("sv").text(code)
    assert text.bad != text.good
    for key in text.links:
        assert load_catalogue("sv").link(key).address.startswith("https://")


@pytest.mark.parametrize("code", CODES)
def test_codes_and_names_have_their_form(code: str) -> None:
    [rule] = [rule for rule in all_rules() if rule.code == code]
    assert re.fullmatch("[A-Z][1-9][0-9]{2}", rule.code)
    assert re.fullmatch("[a-z]+(-[a-z]+)*", rule.name)
    # One function may serve several rules; the catalogue then says what each looks for.
    assert rule.check.__doc__ or rule.check.__name__ == "check"


def test_the_program_has_the_same_texts_in_both_languages() -> None:
    swedish, english = (load_texts(language) for language in LANGUAGES)
    assert swedish.keys() == english.keys()
    for key in swedish.keys():  # noqa: SIM118
        assert blanks(swedish.pattern(key)) == blanks(english.pattern(key)), key
