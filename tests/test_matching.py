"""When texts are taken for the same: many at once, as for two by themselves."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atgardsplan.matching import earlier_alike, sequence_likeness

WORDS = st.lists(st.sampled_from("abcdefg"), max_size=9)
SHARES = st.sampled_from([0.0, 0.3, 0.5, 2 / 3, 0.8, 0.9, 1.0])


def one_by_one(texts: list[list[str]], at_least: float) -> list[int | None]:
    found: list[int | None] = []
    for number, words in enumerate(texts):
        own = (n for n in range(number) if found[n] is None)
        found.append(next((n for n in own if sequence_likeness(words, texts[n]) >= at_least), None))
    return found


@given(st.lists(WORDS, max_size=12), SHARES)
def test_many_texts_are_compared_as_one_by_one(texts: list[list[str]], at_least: float) -> None:
    assert earlier_alike(texts, at_least) == one_by_one(texts, at_least)


@pytest.mark.parametrize("length", range(1, 40))
def test_texts_that_are_just_alike_enough_are_found(length: int) -> None:
    """Shares that no float holds exactly must not be rounded to one word too many."""
    text = [f"ord{number}" for number in range(length)]
    for fewer in range(1, length + 1):
        share = sequence_likeness(text, text[:fewer])
        assert earlier_alike([text, text[:fewer]], share) == [None, 0]


def test_a_thousand_texts_take_no_time() -> None:
    texts = [f"belysning vid plats {n} i område {n % 7} byts ut".split() for n in range(1000)]
    started = time.process_time()
    earlier_alike(texts, 0.9)
    assert time.process_time() - started < 1
