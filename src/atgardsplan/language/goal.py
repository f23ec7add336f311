"""Judging a goal cell by the annotation guideline, section 2: is the goal SMART?

The judgement reads the goal text alone (the guideline's G1) and quotes the words that decided.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from atgardsplan.language.goal_clauses import explains, goals
from atgardsplan.language.goal_concrete import concrete
from atgardsplan.language.goal_measure import Measure, find_measure, has_level
from atgardsplan.language.goal_outcome import outcomes
from atgardsplan.language.goal_quotes import with_object
from atgardsplan.language.goal_reading import read
from atgardsplan.language.goal_realistic import unrealistic
from atgardsplan.language.goal_target import target
from atgardsplan.language.goal_words import Scope, Sentence, Word

__all__ = ["Goal", "Measure", "judge_goal"]

_AUXILIARIES = frozenset(
    ["har", "ha", "ska", "i", "är", "blir", "bli", "får", "få", "inga", "ingen"]
)
"""Words that show a result together with others, but say little by themselves in a quote."""
_QUOTES_AT_MOST = 6
_TOLD_OF_OTHERS = frozenset({"de", "den", "det", "hon", "han", "man", "som"})
"""How "(det stöd) de behöver" begins: it tells nothing when it is quoted by itself."""


class Goal(NamedTuple):
    """What a goal cell says, label by label.

    ``why`` quotes, for each label, the words of the cell that decided: the measure of a
    measurable goal, the process or vague words of a vague one.
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
    found = find_measure(goal)
    specific, why_specific = _specific(goal)
    effects = _quotes(next(filter(None, map(outcomes, goal)), ()))
    beyond = _quotes(quote for sentence in goal for quote in unrealistic(sentence))
    several = goals(goal)
    changes = _bare_changes(goal)
    measurable = found.measure is not Measure.none
    activity = not effects
    vague = () if specific else why_specific
    return Goal(
        text=cell,
        specific=specific,
        measurable=measurable,
        measure=found.measure,
        realistic=not beyond,
        activity=activity,
        multiple=bool(several),
        change_without_baseline=bool(changes),
        why={
            "specific": why_specific,
            "measurable": found.words if measurable else vague or _vague_words(goal),
            "realistic": beyond,
            "activity": effects or _activity_words(goal),
            "multiple": tuple(several[:_QUOTES_AT_MOST]),
            "change_without_baseline": changes,
        },
    )


def _quotes(found: Iterable[str]) -> tuple[str, ...]:
    unique = dict.fromkeys(found)
    return tuple(unique)[:_QUOTES_AT_MOST]


def _specific(goal: Sequence[Sentence]) -> tuple[bool, tuple[str, ...]]:
    """One sufficient sentence makes the cell specific."""
    told = False
    for sentence in goal:
        aim = target(sentence)
        results = concrete(sentence)
        result = next(results, None)
        if result is not None and result.lower() in _AUXILIARIES:
            result = next((r for r in results if r.lower() not in _AUXILIARIES), result)
        if aim is not None and result is not None:
            return True, tuple(dict.fromkeys((result, aim)))
        told = told or result is not None
    # Where a result is told but not whose, no word of the cell is vague: one is missing.
    return False, () if told else _vague_words(goal)


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
    return word.scope is not Scope.RELATIVE


def _end_of(sentence: Sentence, index: int, groups: Sequence[str]) -> int:
    """Index after the longest expression of any of the groups that begins at ``index``."""
    return max(sentence.end_of(index, group) for group in groups if sentence.has(index, group))


def _activity_words(goal: Sequence[Sentence]) -> tuple[str, ...]:
    """What is done, else the named activities, else the changes that are no effect."""
    verbs = ("v_output", "v_done", "v_process")
    done = _quotes(
        with_object(sentence, index, _end_of(sentence, index, verbs))
        for sentence in goal
        for index in sentence.find(*verbs, scopes=(Scope.MAIN,))
        if not explains(sentence)
    )
    return (
        done
        or _quotes(
            sentence.quote_tag(index, "activity_type")
            for sentence in goal
            for index in sentence.find("activity_type", scopes=(Scope.MAIN,))
            if not sentence.has(index, "grade")  # "årskurs" is no course
        )
        or _quotes(
            with_object(sentence, index, index + 1)
            for sentence in goal
            for index in sentence.find("change_up", "change_down", scopes=(Scope.MAIN,))
        )
    )


def _bare_changes(goal: Sequence[Sentence]) -> tuple[str, ...]:
    """Words of change in sentences with neither a level nor a baseline (rule M102)."""
    return _quotes(
        with_object(sentence, index, index + 1)
        for sentence in goal
        if sentence.any("change_up", "change_down")
        and not explains(sentence)
        and not has_level(sentence)
        for index in sentence.find("change_up", "change_down", scopes=(Scope.MAIN, Scope.PURPOSE))
        if not sentence.has(index - 1, "zero", "universal") and not sentence.has(index, "idiom")
    )
