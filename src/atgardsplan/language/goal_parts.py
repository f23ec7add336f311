"""Whether a goal cell holds several goals, and which: the annotation guideline 2.5.

What joins the parts of a cell (``goal_joins``) is judged by what is learnt of such joints: does this one
part two things that could be reached independently of each other?
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from atgardsplan.language.goal_forms import forms_of
from atgardsplan.language.goal_joins import joints
from atgardsplan.language.goal_learnt import any_of, parting
from atgardsplan.language.goal_quotes import with_object
from atgardsplan.language.goal_words import Sentence, is_copula, is_modal

SEVERAL = 0.3
"""Log-odds above which a cell is taken to hold several goals. More than 0: one plan goal in seven holds
several, of the examples that it is learnt from one in four."""
_LIKELY = -0.5
"""Log-odds from which a joint of a cell with several goals is taken to part them."""
_MOST_WORDS_BEFORE = 6
_OPENINGS = frozenset(
    {"att", "även", "också", "därefter", "sedan", "dels", "inte", "dessutom", "likaså"}
)


def several(goal: Sequence[Sentence]) -> tuple[str, ...]:
    """The independent goals of a cell, each quoted by its predicate; none where there is one."""
    found = joints(goal)
    if not found:
        return ()
    leanings = [parting(joint) for joint in found]
    if any_of(leanings) <= SEVERAL:
        return ()
    least = min(_LIKELY, max(leanings))
    edge = [joint for joint, lean in zip(found, leanings, strict=True) if lean >= least]
    edges = [(0, -1), *[(j.sentence, j.word - (not j.word)) for j in edge], (len(goal), 0)]
    quotes = [_quote(goal[number], index + 1, end[1] if end[0] == number else None)
              for (number, index), end in pairwise(edges)]  # fmt: skip
    return tuple(filter(None, quotes))


def _quote(sentence: Sentence, start: int, stop: int | None) -> str:
    """The predicate of a part with its subject and what it governs, else how the part begins."""
    end = len(sentence) if stop is None else stop
    while start < end and (sentence.low(start) in _OPENINGS or not sentence.low(start).isalnum()):
        start += 1
    if start >= end:
        return ""
    verb = next((v for v in forms_of(sentence).verbs if start <= v < end), None)
    if verb is None:
        return with_object(sentence, start, start + 1)
    helps = is_modal(sentence[verb]) or is_copula(sentence[verb])
    first = verb if verb - start > _MOST_WORDS_BEFORE else start
    return with_object(sentence, first, min(verb + 1 + helps, end))
