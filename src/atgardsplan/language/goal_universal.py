"""Universal measures: all, each, none (the annotation guideline 2.1, ``universal``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atgardsplan.language.goal_numbers import Quantity
from atgardsplan.language.goal_words import (
    MAIN,
    MEANS,
    PURPOSE,
    RELATIVE,
    Sentence,
    Word,
    is_finite,
    is_participle,
    is_verbal,
)

_ON_RECORD = ("återfall", "begår", "begå", "mördas", "dödas", "döms", "grips", "lagförs")
_DIE = frozenset({"dö", "dör", "dog", "dött"})
_SUFFERS = ("utsätt", "utsatt", "drabb", "döda", "råna", "misshandl", "skadas", "vräk", "avhys")
_ANY = frozenset({"några", "någon", "något", "enda"})
_STATED = (MAIN, PURPOSE, MEANS)
_WITHIN_TOPIC = frozenset(
    {"att", "inte", "man", "sig", "kan", "de", "själv", "själva", "rätten", "möjligheten"}
)
_ABILITIES = frozenset({"förmågan", "förmåga", "möjligheten", "beredskapen", "kompetensen"})
_WORKS = frozenset({"fungera", "fungerar", "funkar", "funka", "fungerande"})
"""Diffuse of people and methods, but not of things: "alla lampor i källaren fungerar"."""
_DONE_OR_THERE = ("activity_type", "installation", "object")
_GONE_WITHOUT = ("case_registered", "object", "installation", "checkable", "activity_type")
_HELPS = frozenset({"hjälpa", "hjälper", "stödja", "stödjer", "stötta", "stöttar"})


def universals(sentence: Sentence, found: Sequence[Quantity]) -> Iterator[str]:
    """All and none of something, when that can be checked case by case."""
    for index in sentence.find("universal", scopes=_STATED):
        if sentence.low(index) == "alltid" and not _always_done(sentence, index):
            continue
        if not _eradicated(sentence, index) and _checkable_after(sentence, index):
            yield sentence.quote(index, _noun_end(sentence, index))
    for index in sentence.find("zero", scopes=_STATED):
        if _zero_case(sentence, index):
            yield sentence.quote(index, _noun_end(sentence, index))


def _always_done(sentence: Sentence, index: int) -> bool:
    """As in "hot anmäls alltid"; "alltid ha ett nummer att ringa" is no act, case by case."""
    beside = (sentence.words[i] for i in (index - 1, index + 1) if 0 <= i < len(sentence))
    return any(word.verbal and word.low.endswith("s") for word in beside)


def _eradicated(sentence: Sentence, index: int) -> bool:
    """As in "få bort alla": an end to something, of which no cases are counted."""
    starts = sentence.find("eradication")
    return any(start < index < sentence.end_of(start, "eradication") for start in starts)


def _noun_end(sentence: Sentence, index: int) -> int:
    """End of the quantifier and its noun, for quoting."""
    end = index + 1
    while end < len(sentence) and end < index + 3 and sentence[end].is_word:
        end += 1
        if sentence.has(end - 1, "people", "client", "staff", "org", "place", "object", "crime"):
            break
    return end


def _checkable_after(sentence: Sentence, index: int) -> bool:
    """Whether something is said of all that can be checked case by case."""
    clause = _clause_around(sentence, index)
    if not clause:
        return False
    key = f"checkable {clause[0]} {sentence.has(index, 'universal')}"
    if key not in sentence.memo:
        sentence.memo[key] = _is_checkable(sentence, clause, sentence.has(index, "universal"))
    return bool(sentence.memo[key])


def _is_checkable(sentence: Sentence, clause: Sequence[int], positive: bool) -> bool:
    words = [sentence[i] for i in clause]
    # What it is for is not what is said of all: "alla får ett kort för att känna sig trygga".
    aimed = all(w.scope is PURPOSE for w in words if w.has("universal", "zero"))
    if positive and any(w.low in _WORKS for w in words):
        return any("installation" in w.tags for w in words)
    if any("diffuse" in w.tags and (aimed or w.scope is not PURPOSE) for w in words):
        return False
    if positive and words[0].has(*_DONE_OR_THERE) and not any(map(is_verbal, words)):
        return True  # "tillsyn av samtliga serveringsställen", "kodlås i alla portar"
    if positive and any(
        "v_outcome" in sentence[i].tags
        and "v_occur" not in sentence[i].tags
        and "checkable" not in sentence[i].tags
        and sentence[i].scope is MAIN
        and not _is_topic(sentence, i)
        for i in clause
    ):
        return False
    if positive and any(_says_something(sentence[i]) for i in clause):
        return True
    return any("checkable" in w.tags for w in words) or any(
        _passive_or_participle(sentence, i) for i in clause
    )


def _says_something(word: Word) -> bool:
    """A verb that tells what is done or is there, whatever it is: what is vague tells nothing."""
    if word.scope is not MAIN or word.has("v_process", "outcome_noun", "state"):
        return False
    if not word.tags:
        return is_verbal(word) or is_participle(word)  # a verb in no list: "skattas", "graderats"
    return word.has("v_plain", "v_occur", "v_output", "v_done") and (
        is_finite(word) or is_participle(word)
    )


def _passive_or_participle(sentence: Sentence, index: int) -> bool:
    word = sentence[index]
    if word.has("v_process", "outcome_noun", "state") or not is_verbal(word):
        return False
    return word.has("v_output", "v_done") and (is_finite(word) or is_participle(word))


def _clause_around(sentence: Sentence, index: int) -> list[int]:
    """The stated words up to the separators around ``index``; lists of nouns are kept together."""
    lows = sentence.lows
    start = index
    while start > 0 and lows[start - 1] != "," and not new_clause(sentence, start - 1):
        start -= 1
    end = index
    while end < len(lows) and lows[end] != "," and not new_clause(sentence, end):
        end += 1
    inside = [i for i in range(start, end) if sentence[i].scope is not RELATIVE]
    if not any(is_verbal(sentence[i]) for i in inside):
        inside = [i for i in range(len(sentence)) if sentence[i].scope is not RELATIVE]
    return inside


def new_clause(sentence: Sentence, index: int) -> bool:
    """As in "alla erbjuds X och de som deltagit upplever Y": another subject with its own verb."""
    following = index + 1
    if sentence.lows[index] not in {"och", "samt", "men"} or following >= len(sentence):
        return False
    if is_finite(sentence[following]) or is_verbal(sentence[following]):
        return False
    stated = [w for w in sentence.words[:index] if w.scope is not RELATIVE]
    rest = [w for w in sentence.words[following:] if w.scope is not RELATIVE]
    return any(is_finite(w) for w in stated) and any(is_finite(w) for w in rest)


def _zero_case(sentence: Sentence, index: int) -> bool:
    """Zero goals: about what is registered case by case, or about what named actors do."""
    clause = _clause_around(sentence, index)
    if any(sentence[i].has("unobservable") for i in clause):
        return False
    if sentence.spans.get((index, "zero")) and sentence.low(index) != "inget":
        # "X ska inte förekomma": X has to be something that is registered.
        happens = any(
            sentence.low(i) in _ANY or sentence.low(i).startswith("förekom") for i in clause
        )
        return happens and any(sentence[i].has("case_registered") for i in clause)
    if any(sentence.has(i, "case_registered", "reported") for i in _around_zero(sentence, index)):
        return True
    if sentence.low(index) == "aldrig" and sentence.low(index + 1) == "utan":
        return any(sentence[i].has(*_GONE_WITHOUT) for i in clause if i > index)
    if sentence.low(index) in {"ingen", "inga", "inget"}:
        without = next((i for i in clause if sentence.low(i) == "utan"), None)
        if without is not None:
            # "ingen går ut nian utan behörighet", "inget lag spelar utan matchvärd"
            manned = sentence.has(without + 1, "staff")
            return manned or any(sentence[i].has(*_GONE_WITHOUT) for i in clause)
        return _checkable_after(sentence, index) or _nobody_suffers(sentence, clause)
    return False


def _nobody_suffers(sentence: Sentence, clause: Sequence[int]) -> bool:
    """As in "ingen elev ska utsättas för rån": a registered crime, and no one to meet with it."""
    lows = [sentence.low(i) for i in clause]
    if any(low.startswith(_ON_RECORD) or low in _DIE for low in lows):
        return True
    registered = any(sentence[i].has("case_registered") for i in clause)
    return registered and any(sentence.low(i).startswith(_SUFFERS) for i in clause)


def _clause_start(sentence: Sentence, index: int) -> int:
    """Index of the first word of the clause that ``index`` stands in."""
    stated = sentence[index].scope is not RELATIVE
    for start in range(index, 0, -1):
        before = sentence.lows[start - 1]
        if stated and sentence[start - 1].scope is RELATIVE:
            continue
        if before in {";", ":"} or (
            before in {",", "och", "samt"}
            and any(is_finite(w) for w in sentence.words[:start] if w.scope is MAIN)
        ):
            return start
    return 0


def _around_zero(sentence: Sentence, index: int) -> range:
    """Where the noun of "inga skjutningar", "antalet skjutningar ska vara noll" stands."""
    if sentence.has(index - 1, "level_verb"):
        return range(_clause_start(sentence, index), index)
    if sentence.low(index - 1) == "till" and sentence.any("change_down"):
        return range(_clause_start(sentence, index), index)  # "inbrotten ska ner till noll"
    if sentence.low(index - 1) == ":" and index + 1 >= len(sentence):
        return range(index)  # "Sprängningar i flerbostadshus: 0"
    end = sentence.end_of(index, "zero")
    return range(end, min(end + 3, len(sentence)))


def _is_topic(sentence: Sentence, index: int) -> bool:
    """As in "utbildning i att känna igen ...", "om hur man skyddar sig": only a topic."""
    if sentence.low(index - 1) == "att" and (
        _helped(sentence, index - 2) or sentence.low(index - 2) in _ABILITIES
    ):
        return True  # "hjälpa äldre att skydda sig", "förmågan att upptäcka ..."
    for back in range(index - 1, max(-1, index - 6), -1):
        if sentence.has(back, "asks") and sentence.has(back - 1, "asks_before", "v_output"):
            return True
        if sentence.low(back) in _WITHIN_TOPIC or sentence.has(
            back, "asks", "people", "staff", "org", "place"
        ):
            continue
        if sentence.low(back) in {"om", "i", "kring"}:
            return any(w.has("activity_type", "activity_generic", "v_output")
                       for w in sentence.words[max(0, back - 8) : back])  # fmt: skip
        return False
    return False


def _helped(sentence: Sentence, people: int) -> bool:
    before = sentence.lows[max(0, people - 2) : max(0, people)]
    return sentence.has(people, "people", "client") and not _HELPS.isdisjoint(before)
