"""Words are found in the lists however they are written in a cell."""

import pytest

from atgardsplan.language.goal_lexicon import lexicon, match_phrases


@pytest.mark.parametrize(
    ("word", "group"),
    [
        ("rånen", "crime"),
        ("personrånens", "crime"),
        ("utifrån", "means"),  # a word of the lists that ends like what is no compound
        ("innbrott", "crime"),
        ("inbrot", "crime"),
        ("byter", "v_output"),
        ("nedtagna", "v_output"),
    ],
)
def test_a_word_has_the_groups_of_what_it_is_a_form_of(word: str, group: str) -> None:
    groups, _, _ = lexicon().filed_of(word)  # as if it were uncommon
    assert group in groups


@pytest.mark.parametrize("word", ["från", "härifrån", "ifrån"])
def test_what_only_ends_like_a_crime_is_none(word: str) -> None:
    assert "crime" not in lexicon().filed_of(word)[0]


def test_phrases_are_found_where_they_begin_longest_first() -> None:
    words = ["med", "utgångspunkt", "i", "lägesbilden"]
    phrases = lexicon().look_up("med")[1]
    assert phrases is not None
    found = match_phrases(phrases, words, 0)
    assert ("means", 2) in [(group, end) for _, group, end in found]
    assert list(found) == sorted(found, key=lambda phrase: phrase[0])
