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
    words = ["få", "information", "och", "stöd"]
    phrases = lexicon().look_up("få")[1]
    assert phrases is not None
    found = [(group, end) for _, group, end in match_phrases(phrases, words, 0)]
    assert found[0] == ("v_output", 4)
    assert found[-1] == ("v_output", 2)
    assert ("v_receive", 4) in found


def test_no_phrase_is_found_where_its_words_do_not_follow() -> None:
    phrases = lexicon().look_up("få")[1]
    assert phrases is not None
    assert not match_phrases(phrases, ["få", "plats"], 0)
    assert not match_phrases(phrases, ["få"], 0)
