"""A goal cell as tagged words in sentences: what every part of the goal judge reads.

Each word gets its groups (see ``goal_lexicon``) and its scope: the main statement, a relative
clause that only says who or what is meant, or the purpose or the means of the statement.
"""

from __future__ import annotations

from atgardsplan.language.goal_lexicon import lexicon, match_phrases
from atgardsplan.language.goal_scopes import mark_scopes
from atgardsplan.language.goal_senses import SAID, settle_senses
from atgardsplan.language.goal_words import (
    Sentence,
    Word,
)
from atgardsplan.language.text import (
    NUMBER,
    WORD,
    Token,
    sentences,
    tokenize,
    year_pattern,
)

READ_AT_MOST = 2000
"""Characters of a cell that are read; a goal this long has long since been judged."""

MAX_SENTENCE = 80
"""Words of a sentence that are read together; more is no sentence but a pasted list."""

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
    for tokens in sentences(tokenize(text[:READ_AT_MOST])):
        for start in range(0, len(tokens), MAX_SENTENCE):
            sentence = _tagged(text, tokens[start : start + MAX_SENTENCE])
            mark_scopes(sentence)
            result.append(sentence)
    return result


def _spell_out(tokens: list[Token], lows: list[str]) -> None:
    """Read the "o" or "å" between two words or numerals as "och"; not "å ena sidan"."""
    for index in range(1, len(lows) - 1):
        around = {tokens[index - 1].kind, tokens[index + 1].kind}
        if lows[index] in _AND and around <= _SAYING and lows[index + 1] not in _SIDES:
            tokens[index] = tokens[index]._replace(low="och")
            lows[index] = "och"


def _tagged(text: str, tokens: list[Token]) -> Sentence:
    # By index, since Python takes its time over the names of a named tuple.
    lows = [token[1] for token in tokens]
    if not _AND.isdisjoint(lows):
        _spell_out(tokens, lows)
    years = [index for index, token in enumerate(tokens) if token[4] == NUMBER]
    looked_up = lows.copy() if years else lows
    for index in years:
        looked_up[index] = year_pattern(tokens[index])
    infos = list(map(lexicon().look_up, looked_up))
    sentence = Sentence(text, list(map(Word, tokens, [info[0] for info in infos])), lows)
    covered: dict[str, int] = {}
    for index in [index for index, info in enumerate(infos) if info[1]]:
        for group, end in match_phrases(infos[index].phrases, looked_up, index):
            if covered.get(group, 0) < end:
                covered[group] = end
                _apply_phrase(sentence, index, end, group)
    settle_senses(sentence)
    sentence.index_groups()
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
