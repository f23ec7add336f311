"""Judging a goal cell by the annotation guideline, section 2: is the goal SMART?

The judgement reads the goal text alone (the guideline's G1) and quotes the words that decided.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from atgardsplan.language.goal_learnt import CERTAIN, leaning, leanings, telling_activity
from atgardsplan.language.goal_measurable import measure_of
from atgardsplan.language.goal_measure import Measure, has_level
from atgardsplan.language.goal_parts import several
from atgardsplan.language.goal_quotes import with_object
from atgardsplan.language.goal_reading import read
from atgardsplan.language.goal_realistic import unrealistic
from atgardsplan.language.goal_traits import wording
from atgardsplan.language.goal_words import MAIN, PURPOSE, RELATIVE, Sentence, Word

__all__ = ["Goal", "Measure", "judge_goal"]

_QUOTES_AT_MOST = 4
_WORDS = attrgetter("words")
_TOLD_OF_OTHERS = frozenset({"de", "den", "det", "hon", "han", "man", "som"})
"""How "(det stöd) de behöver" begins: it tells nothing when it is quoted by itself."""


class Goal(NamedTuple):
    """What a goal cell says, label by label.

    ``why`` quotes, for each label, the words of the cell that show it: the measure of a
    measurable goal, the process or vague words of a vague one, what is done in an activity.
    """

    text: str
    specific: bool
    measurable: bool
    measure: Measure
    realistic: bool
    activity: bool
    multiple: bool
    change_without_baseline: bool
    why: Mapping[str, tuple[str, ...]]


def judge_goal(text: str | None) -> Goal:
    """Judge one goal cell; an empty cell is neither specific nor measurable.

    At most the first ``goal_reading.READ_AT_MOST`` characters are read.
    """
    cell = text or ""
    goal = read(cell)
    likely = leanings(wording(map(_WORDS, goal)))
    found = measure_of(goal, likely)
    specific = bool(goal) and likely["specific"] > 0
    activity = not goal or (likely["activity"] > 0 and not _tells_effect(goal))
    beyond = _quotes(chain.from_iterable(map(unrealistic, goal)))
    parts = several(goal)
    changes = _bare_changes(goal)
    measurable = found.measure is not Measure.none
    vague = () if specific and measurable else _vague_words(goal)
    return Goal(
        text=cell,
        specific=specific,
        measurable=measurable,
        measure=found.measure,
        realistic=not beyond,
        activity=activity,
        multiple=bool(parts),
        change_without_baseline=bool(changes),
        why={
            "specific": () if specific else vague,
            "measurable": found.words if measurable else vague,
            "realistic": beyond,
            "activity": _activity_words(goal) if activity else (),
            "multiple": parts[:_QUOTES_AT_MOST],
            "change_without_baseline": changes,
        },
    )


def _tells_effect(goal: Sequence[Sentence]) -> bool:
    """Whether one of several sentences certainly tells an effect, whatever the others say."""
    return len(goal) > 1 and any(
        leaning(wording([sentence.words]), "activity") <= -CERTAIN for sentence in goal
    )


def _quotes(found: Iterable[str]) -> tuple[str, ...]:
    unique: dict[str, None] = {}
    for quote in found:
        unique[quote] = None
        if len(unique) == _QUOTES_AT_MOST:
            break
    return tuple(unique)


def _vague_words(goal: Sequence[Sentence]) -> tuple[str, ...]:
    """The process words, value words, bare changes and vague quantities of a goal."""
    groups = ("v_process", "evaluative", "vague_quantity", "change_up", "change_down", "diffuse")
    found = [(sentence, index) for sentence in goal for index in sentence.find(*groups)]
    # What only tells who or what is meant decides nothing, unless there is nothing else.
    stated = [
        (sentence, index)
        for sentence, index in found
        if _is_stated(sentence[index]) and sentence.low(index) not in _TOLD_OF_OTHERS
    ]
    return _quotes(
        with_object(sentence, index, _end_of(sentence, index, groups))
        for sentence, index in stated or found
    )


def _is_stated(word: Word) -> bool:
    return word.scope is not RELATIVE


def _explains(sentence: Sentence) -> bool:
    """Whether a sentence only explains the goal or says how it is followed up."""
    return sentence.has(0, "explains", "purpose") or sentence.low(0) == "("


def _end_of(sentence: Sentence, index: int, groups: Sequence[str]) -> int:
    """Index after the longest expression of any of the groups that begins at ``index``."""
    tags = sentence[index].tags
    return max([sentence.end_of(index, group) for group in groups if group in tags])


def _activity_words(goal: Sequence[Sentence]) -> tuple[str, ...]:
    """What is done, else the named activities, changes that are no effect, or telling words."""
    verbs = ("v_output", "v_done", "v_process")
    done = _quotes(
        with_object(sentence, index, _end_of(sentence, index, verbs))
        for sentence in goal
        for index in sentence.find(*verbs, scopes=(MAIN,))
        if not _explains(sentence)
    )
    return (
        done
        or _quotes(
            sentence.quote_tag(index, "activity_type")
            for sentence in goal
            for index in sentence.find("activity_type", scopes=(MAIN,))
            if not sentence.has(index, "grade")  # "årskurs" is no course
        )
        or _quotes(
            with_object(sentence, index, index + 1)
            for sentence in goal
            for index in sentence.find("change_up", "change_down", scopes=(MAIN,))
        )
        or _quotes(
            with_object(sentence, index, index + 1)
            for sentence in goal
            if (index := telling_activity(sentence)) is not None
        )
    )


def _bare_changes(goal: Sequence[Sentence]) -> tuple[str, ...]:
    """Words of change in sentences with neither a level nor a baseline (rule M102)."""
    if not any(sentence.any("change_up", "change_down") for sentence in goal):
        return ()
    return _quotes(
        with_object(sentence, index, index + 1)
        for sentence in goal
        if sentence.any("change_up", "change_down")
        and not _explains(sentence)
        and not has_level(sentence)
        for index in sentence.find("change_up", "change_down", scopes=(MAIN, PURPOSE))
        if not sentence.has(index - 1, "zero", "universal") and not sentence.has(index, "idiom")
    )
