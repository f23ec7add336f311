"""A goal cell as tagged words in sentences: what every part of the goal judge reads.

Each word gets its groups (see ``goal_lexicon``) and its scope: the main statement, a relative
clause that only says who or what is meant, or the purpose or the means of the statement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from atgardsplan.language.goal_lexicon import Phrases, lexicon, match_phrases
from atgardsplan.language.goal_scopes import mark_scopes
from atgardsplan.language.goal_senses import SAID, settle_senses
from atgardsplan.language.goal_words import (
    Sentence,
    Word,
)
from atgardsplan.language.text import (
    NUMBER,
    WORD,
    sentences,
    tokens_of,
    year_pattern,
)

READ_AT_MOST = 2000
"""Characters of a cell that are read; a goal this long has long since been judged."""

MAX_SENTENCE = 80
"""Words of a sentence that are read together; more is no sentence but a pasted list."""

_YEAR = re.compile("19|20")
_AND = frozenset({"o", "å", "ohc", "oc"})
"""How "och" is written in haste."""
_SIDES = frozenset({"ena", "andra"})
_SAYING = {WORD, NUMBER}
_NAMES = frozenset({"idiom", "named_method", "client", "crime", "place", "vague_place"})
_FAMILIES = (
    frozenset({"v_process", "v_output", "v_outcome"}),
    frozenset({"process_noun", "outcome_noun", "output_noun"}),
)


def read(text: str) -> list[Sentence]:
    """Split a cell into sentences of tagged words."""
    result = []
    has_years = bool(_YEAR.search(text))
    for words in sentences(tokens_of(Word, text[:READ_AT_MOST])):
        for start in range(0, len(words), MAX_SENTENCE):
            sentence = _tagged(text, words[start : start + MAX_SENTENCE], has_years=has_years)
            mark_scopes(sentence)
            result.append(sentence)
    return result


def _spell_out(words: Sequence[Word]) -> None:
    """Read the "o" or "å" between two words or numerals as "och"; not "å ena sidan"."""
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        if word.low in _AND and {before.kind, after.kind} <= _SAYING and after.low not in _SIDES:
            word.low = "och"


def _tagged(text: str, words: list[Word], *, has_years: bool) -> Sentence:
    lows = [word.low for word in words]
    if not _AND.isdisjoint(lows):
        _spell_out(words)
        lows = [word.low for word in words]
    looked_up = list(map(year_pattern, words)) if has_years else lows
    infos = list(map(lexicon().look_up, looked_up))
    begun: list[tuple[int, Phrases]] = []
    for index, (word, (tags, phrases, forms)) in enumerate(zip(words, infos, strict=True)):
        word.begin(tags, forms)
        if phrases:
            begun.append((index, phrases))
    sentence = Sentence(text, words, lows)
    covered: dict[str, int] = {}
    for index, phrases in begun:
        for _, group, end in match_phrases(phrases, looked_up, index):
            if covered.get(group, 0) < end:
                covered[group] = end
                _apply_phrase(sentence, index, end, group)
    settle_senses(sentence)
    sentence.settle(infos)
    return sentence


def _apply_phrase(sentence: Sentence, start: int, end: int, group: str) -> None:
    first = sentence[start]
    for family in _FAMILIES:
        if group not in family:
            continue
        if any(sentence.spans.get((start, other), 0) >= end for other in family - {group}):
            return  # "tar ansvar för sin" has said already what "tar ansvar" means
        if (start, group) not in sentence.spans:
            # "får stöd" decides over what "får" or "stöd" would mean alone.
            first.tags -= family | {"weak"}
    if group in _NAMES:
        # What the words mean one by one counts for nothing in a name or a set expression.
        for index in range(start, end):
            sentence[index].tags -= SAID
    if group == "idiom":
        for index in range(start, end):
            sentence[index].tags |= {"idiom"}
    first.tags |= {group}
    sentence.spans[start, group] = end
