"""Which word of a stretch of a goal is its predicate, if it has one of its own (guideline 2.5)."""

from __future__ import annotations

from atgardsplan.language.goal_numbers import quantities
from atgardsplan.language.goal_words import (
    Scope,
    Sentence,
    Word,
    is_copula,
    is_finite,
    is_infinitive,
    is_modal,
    is_participle,
    is_preposition,
    is_verbal,
)

_DETERMINERS = frozenset(
    ["den", "det", "de", "en", "ett", "dessa", "denna", "detta", "alla", "samtliga", "vår", "våra"]
)
NOMINAL_CHANGES = (
    "change_up", "change_down", "comparative_state", "speed", "zero", "eradication", "level_kept"
)  # fmt: skip
AIMS = frozenset({"målet", "målsättningen", "ambitionen", "syftet", "avsikten", "tanken"})
_COMERS = frozenset({"deltagare", "besökare", "personer", "platser"})
_TIMES = frozenset({"gånger", "ggr", "gång", "tillfällen", "tillfälle"})
_DEFINITE = ("en", "et", "na", "an")


def _leads_noun(word: Word) -> bool:
    """Whether a noun phrase goes on after the word, so that no infinitive can follow."""
    return is_preposition(word) or word.low in _DETERMINERS


def _attribute(sentence: Sentence, index: int, end: int) -> bool:
    """As in "den upplevda tryggheten": a participle before its noun is no predicate."""
    following = index + 1
    return (
        following < end and sentence[following].is_word and not is_preposition(sentence[following])
    )


def predicate_of(sentence: Sentence, start: int, end: int, previous: int | None) -> int | None:
    """Index of the predicate of a stretch, or None when it has none of its own."""
    head = _skip_opening(sentence, start, end)
    if head >= end:
        return None
    if previous is not None and _another_noun_clause(sentence, start, end):
        return head + 1
    for index in range(head, end):
        word = sentence[index]
        if word.scope is not Scope.MAIN:
            continue
        if sentence.low(index + 1) == "för" and sentence.low(index + 2) == "sig":
            continue  # "var för sig"
        if sentence.low(index - 1) == "att" and sentence.low(index - 2) == "utan":
            continue  # "egen ekonomi och studier utan att bli utnyttjade"
        if is_finite(word) or is_copula(word) or _changes_alone(sentence, index):
            if sentence.low(index - 1) in ("de", "vi", "man") and index - head > 2:
                continue  # "det skydd och den behandling de har rätt till"
            return index
        opens = (
            is_infinitive(word)
            and (index == head or previous is None or _verb_left_out(sentence, previous, index))
            and not _paired_adjective(sentence, index)
        ) or (index == head and _supine(sentence, previous, index))
        before = sentence[index - 1] if index else None
        if opens and (before is None or not _leads_noun(before)):
            return index
    change = _nominal_change(sentence, head, end, previous)
    if change is not None:
        return change
    if sentence.low(end - 1) in ("likaså", "detsamma") and previous is not None:
        return end - 1
    if (
        end - 1 > head
        and sentence.has(end - 1, *NOMINAL_CHANGES)
        and _is_compared(sentence, end - 1)
    ):
        return end - 1
    if previous is not None and _left_out_copula(sentence, previous, head, end):
        return end - 1
    for index in range(head, end):
        word = sentence[index]
        last = index > head and index + 1 >= end - 2 and word.scope is Scope.MAIN
        done = is_participle(word) and word.has("v_done", "v_output", "v_plain")
        done = done and not (previous is not None and sentence.low(previous) in ("har", "ha"))
        placed = index > head and index + 1 < end and is_preposition(sentence[index + 1])
        if (
            word.scope is Scope.MAIN
            and (last or placed)
            and done
            and not word.low.endswith("en")
            and not _attribute(sentence, index, end)
        ):
            return index
    if previous is not None and is_finite(sentence[previous]):
        return _same_change(sentence, previous, head, end)
    if not any(is_finite(w) or is_infinitive(w) for w in sentence.words if w.scope is Scope.MAIN):
        counted = next((q.start for q in quantities(sentence) if head <= q.start < end), None)
        if counted is not None and previous is not None and _only_counts(sentence, head, end):
            return None
        if counted == head and previous is not None and is_preposition(sentence[previous - 1]):
            return None  # "kontakt med 30 föräldrar och 15 föreningar"
        if (
            counted is None
            and previous is not None
            and (_one_more(sentence, head, end) or _repeated_activity(sentence, head, end))
        ):
            return head
        return counted
    return None


def _same_change(sentence: Sentence, previous: int, head: int, end: int) -> int | None:
    """As in "rånen minskar med en tredjedel och stölderna med 20 procent"."""
    if not sentence.has(previous, "change_verb") or sentence[head].may_count:
        return None
    if not sentence[head].is_word or is_preposition(sentence[head]):
        return None
    amounts = [q.start for q in quantities(sentence)]
    before = any(
        index in amounts or sentence.has(index, "fraction") for index in range(previous, head)
    )
    return next((start for start in amounts if before and head < start < end), None)


def _left_out_copula(sentence: Sentence, previous: int, head: int, end: int) -> bool:
    """As in "grinden är lagad och hålet i stängslet tätat": the "är" is not said again."""
    last = sentence[end - 1]
    done = is_participle(sentence[min(previous + 1, len(sentence) - 1)])
    told = last.low.endswith(("at", "ad", "ade", "erade", "tt", "gda", "dda")) and not last.tags
    return is_copula(sentence[previous]) and done and told and end - head > 1


def _is_compared(sentence: Sentence, index: int) -> bool:
    """As in "inbrotten i stugorna färre, premien lägre": the verb is left out."""
    return sentence.low(index).endswith("re") and not any(is_finite(w) for w in sentence.words)


def _only_counts(sentence: Sentence, start: int, end: int) -> bool:
    """As in "killgrupper startade, tio gånger var", "utbildning genomförd, minst 30 deltagare"."""
    counted = start + (sentence[start].has("bound"))
    noun = sentence.low(counted + 1)
    return noun in _TIMES or (noun in _COMERS and end <= counted + 2)


def _changes_alone(sentence: Sentence, index: int) -> bool:
    """As in "rånen ner 10 procent": a particle that stands for its verb."""
    return sentence.low(index) in ("ned", "ner", "upp") and sentence.has(index, "change_verb")


def _verb_left_out(sentence: Sentence, previous: int, index: int) -> bool:
    """As in "rånen ska minska och personalen slippa hot": the "ska" is not said again."""
    modal = is_modal(sentence[previous]) and not sentence.low(previous).startswith("ha")
    subject = sentence[index - 1 - (sentence.low(index - 1) == "inte")]
    named = subject.has("people", "client", "staff", "org", "place", "crime", "installation")
    return modal and (named or (subject.is_word and subject.low.endswith(_DEFINITE)))


def _supine(sentence: Sentence, previous: int | None, index: int) -> bool:
    """As in "har skrivit under policyn och utsett en ansvarig": the "har" is not said again."""
    if previous is None or sentence.low(previous) not in ("har", "ha", "hade", "ska", "skall"):
        return False
    word = sentence[index]
    has = sentence.low(previous).startswith("ha") or sentence.low(previous + 1) == "ha"
    return has and is_verbal(word) and word.low.endswith("t")


def _paired_adjective(sentence: Sentence, index: int) -> bool:
    """As in "trygga och säkra miljöer": what looks like a verb is the second of two adjectives."""
    adjectives = ("state", "evaluative", "diffuse")
    return (
        sentence.low(index - 1) in ("och", "samt", ",")
        and sentence.has(index - 2, *adjectives)
        and sentence.has(index, *adjectives)
        and not sentence.has(index, "v_outcome", "v_plain")
    )


def _another_noun_clause(sentence: Sentence, start: int, end: int) -> bool:
    """As in "... samt att personalen ingriper": a clause, not one more infinitive."""
    clause = sentence.low(start) == "att" and end - start > 2
    return clause and not any(is_infinitive(w) for w in sentence.words[start + 1 : start + 3])


def _repeated_activity(sentence: Sentence, index: int, end: int) -> bool:
    """As in "två kurser, handledning varje månad": an activity with a frequency of its own."""
    often = any(
        w.has("frequency_word", "weekday") or w.low == "varje" for w in sentence.words[index:end]
    )
    return often and sentence.has(index, "activity_type", "activity_generic", "object", "given")


def _one_more(sentence: Sentence, index: int, end: int) -> bool:
    """As in "tre tillsynsbesök samt ett informationspass": one of something beside others."""
    noun = index + 1
    return (
        sentence.low(index) in ("en", "ett")
        and noun < end
        and sentence.has(noun, "activity_type", "object", "activity_generic")
    )


def _skip_opening(sentence: Sentence, start: int, end: int) -> int:
    index = start
    if sentence.low(start) in AIMS and sentence.low(start + 1) == "är":
        index += 2
    while index < end and (
        (not sentence[index].is_word and not sentence[index].is_number)
        or sentence.low(index)
        in ("att", "även", "också", "därefter", "sedan", "dels", "inte", "alltid")
    ):
        index += 1
    changes = sentence.has(index + 1, "change_up", "change_down", "comparative_state")
    return index + 1 if changes and sentence.low(index) in ("en", "ett") else index


def _nominal_change(sentence: Sentence, start: int, end: int, previous: int | None) -> int | None:
    """As in "minskad brottslighet", "färre inbrott": a change told by a noun phrase."""
    word = sentence[start]
    no_verb = not any(is_finite(w) or is_infinitive(w) for w in sentence.words[:start])
    described = "state" in word.tags or (
        "evaluative" in word.tags
        and previous is not None
        and sentence.has(previous, "state", "evaluative")
        and sentence.has(start + 1, "outcome_noun", "place")
    )
    stated = described and no_verb and not any(is_finite(w) for w in sentence.words)
    if not (word.has(*NOMINAL_CHANGES) or stated) or "idiom" in word.tags:
        return None
    if word.scope is not Scope.MAIN or start + 1 >= end:
        return None
    if previous is None:
        return start
    before = sentence[previous]
    if sentence.low(start) in ("mer", "mindre") and not no_verb and _contrasts(sentence, start):
        return None  # "arbeta mer förebyggande och mindre ..."
    if sentence.low(start - 1) in ("och", "eller") and _describes_too(sentence, start - 2):
        return None  # "tidigare och mer anpassat stöd"
    parallel = before.has(*NOMINAL_CHANGES, "state") or before.may_count or before.has("bound")
    stated = is_verbal(before) or is_modal(before) or is_copula(before)
    return start if parallel or stated else None


def _describes_too(sentence: Sentence, index: int) -> bool:
    """Whether the word before "och" is a comparative that tells of the same noun."""
    unlisted = not sentence[index].tags and sentence.low(index).endswith("are")
    compared = unlisted or sentence.has(index, *NOMINAL_CHANGES)
    return compared and not is_finite(sentence[index]) and not sentence.has(index, "change_verb")


def _contrasts(sentence: Sentence, start: int) -> bool:
    return any(low in ("mer", "mindre") for low in sentence.lows[:start])
