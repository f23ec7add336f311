"""Cell text as tokens: what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atgardsplan.language.text import NUMBER, PUNCT, WORD, tokenize

# Texts as cells have them, with what is joined or parted in unusual ways.
WORDS = ["öka", "Minst", "t.ex.", "d.v.s", "ca", "10", "000", "2,5", "7:e", "2025:170", "3-4", "polis's",
         "ß", "İ", "e\u0301", "Ⅷ", "²"]  # fmt: skip
SIGNS = [" ", "  ", "\n", ",", ".", ":", ";", "!", "?", ")", "(", "-", "–", "’", "%", "_", "#", "\u0301",
         "\u200b"]  # fmt: skip
PIECES = st.sampled_from(WORDS) | st.sampled_from(SIGNS)
TEXTS = st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=40)


@given(TEXTS)
def test_tokens_are_the_text_in_order_with_only_white_space_between(text: str) -> None:
    at = 0
    for token in tokenize(text):
        assert token.text == text[token.start : token.end] != ""
        assert not text[at : token.start].strip()
        at = token.end
    assert not text[at:].strip()


@given(TEXTS)
def test_a_space_parts_words_as_a_no_break_space_does(text: str) -> None:
    """The words between spaces are told in a shorter way than the rest: it finds the same."""
    parted = tokenize(text.replace(" ", "\u00a0"))
    assert [(token.start, token.end, token.kind) for token in tokenize(text)] == [
        (token.start, token.end, token.kind) for token in parted
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("trygghet, nu!", [WORD, PUNCT, WORD, PUNCT]),
        ("bl.a. 10 000 kr.", [WORD, NUMBER, WORD, PUNCT]),
        ("d.v.s. hos oss:", [WORD, WORD, WORD, PUNCT]),
        ("7:an", [WORD]),
    ],
)
def test_tells_words_numbers_and_signs_apart(text: str, kinds: list[str]) -> None:
    assert [token.kind for token in tokenize(text)] == kinds


@pytest.mark.parametrize("sign", list(".,;:!?)(-–%&"))
def test_a_sign_beside_a_word_is_a_token_of_its_own(sign: str) -> None:
    for text in (f"minska{sign}", f"färre{sign} inbrott", f"i år {sign}"):
        assert sign in [token.text for token in tokenize(text)]
