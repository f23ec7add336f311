"""Effects that no single word tells, but who or what the clause is about (the guideline 2.4).

"Langningen vid stationen trängs undan", "grannar ser till varandra": when it is a crime, or people
other than the staff, that something is said of, it is an effect unless the verb is one of our own acts.
"""

from __future__ import annotations

from collections.abc import Iterator

from atgardsplan.language.goal_change import is_topic
from atgardsplan.language.goal_words import (
    Scope,
    Sentence,
    Word,
    is_copula,
    is_finite,
    is_modal,
    is_preposition,
)

_ENDED = frozenset({"avslutas", "avslutats", "avslutade", "avvecklas", "avvecklats"})
_OWN_ACTS = ("v_output", "v_done", "v_process", "v_studied", "given", "own_service")
_OWN = (
    "staff",
    "org",
    "activity_type",
    "activity_generic",
    "process_noun",
    "object",
    "output_noun",
)
_OURS = ("activity_type", "activity_generic", "named_method", "object", "installation")
_DONE_TO = ("kopplade", "kallade", "kontaktade", "inbjudna", "inskrivna")
_QUALITIES = ("da", "ade", "na", "ta", "iga", "iva", "ella", "ska")
_SHORTEST_QUALITY = 5
_GROWN_UPS = frozenset({"vuxna", "vuxen"})  # they walk at night: our own work
_THEIR_OWN = frozenset({"sin", "sitt", "sina"})
_KEPT = ("låst", "stängd", "öppen", "öppet")
_PEOPLE = ("people", "client")
_TROUBLE = ("crime", "crime_general", "outcome_noun", "case_result")
_LONGEST_OPENING = 6
_STATED = frozenset({Scope.MAIN, Scope.PURPOSE})
_BETWEEN = frozenset({",", ";", "och", "samt"})


def told_by_subject(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where a predicate stands that says something of people or of a crime."""
    start = 0
    for verb, word in enumerate(sentence.words):
        if word.low in _BETWEEN and word.scope is Scope.MAIN:
            start = verb + 1 if any(is_finite(w) for w in sentence.words[:verb]) else start
        if word.scope not in _STATED or not (is_finite(word) or word.has("change_verb")):
            continue
        if (verb, "v_takes_part") in sentence.spans:
            continue  # "får se pjäsen"
        subject = _subject(sentence, start, verb)
        predicate = _predicate(sentence, verb)
        if subject is None or predicate is None:
            continue
        who = sentence[subject]
        if who.low == "de" and _is_act_of_theirs(sentence, predicate):
            yield predicate, predicate + 1
        if is_topic(sentence, predicate):
            continue
        if who.has("relation_noun") and _is_kept(sentence[predicate]):
            yield predicate, predicate + 1  # "förtroendet ska återupprättas"
        if is_copula(sentence[predicate]) and _is_theirs(sentence, subject, predicate):
            yield predicate, predicate + 2
        elif who.has(*_PEOPLE) and not (
            who.low in _GROWN_UPS or who.has("staff", "org", *_OURS, "process_noun")
        ):
            if _is_act_of_theirs(sentence, predicate):
                yield predicate, predicate + 1
        elif (
            who.has(*_TROUBLE)
            and not who.has(*_OWN)
            and (
                "inte" in sentence.lows[verb : predicate + 2] or _happens(who, sentence[predicate])
            )
        ):
            yield predicate, predicate + 1


def _subject(sentence: Sentence, start: int, verb: int) -> int | None:
    """The first noun before the verb, unless a preposition opens the clause."""
    for index in range(start, verb):
        word = sentence[index]
        if is_preposition(word) and index == start:
            return None
        if word.has(*_PEOPLE, *_TROUBLE, *_OWN, "place"):
            return index
        if word.low == "de" and word.scope is Scope.PURPOSE:
            return index  # "så att de hittar in i grannskapet"
        if index - start > _LONGEST_OPENING:
            return None
    return None


def _predicate(sentence: Sentence, verb: int) -> int | None:
    """The verb that says what happens: what follows "ska", "ska inte", "har"."""
    index = verb
    while index < len(sentence) and (
        is_modal(sentence[index]) or sentence.low(index) in ("inte", "också", "även", "ha", "kunna")
    ):
        index += 1
    return index if index < len(sentence) else None


def _is_kept(word: Word) -> bool:
    """Whether what is said of trust or a relation is more than that we watch it."""
    watched = word.has("v_process", "v_studied") or word.low in ("mäts", "mätas", "följs", "följas")
    return not watched and (is_finite(word) or word.has("v_output", "v_done", "v_plain"))


def _is_theirs(sentence: Sentence, subject: int, copula: int) -> bool:
    """As in "hyresgästerna är rätt folkbokförda": how people are, and not what we have done."""
    who = sentence[subject]
    if not who.has(*_PEOPLE) or who.has("staff", "org", *_OURS, "process_noun"):
        return False
    said = sentence.words[copula + 1 : copula + 4]
    state = next((w for w in said if w.is_word and w.low.endswith(_QUALITIES)), None)
    if state is None or state.low.endswith(_DONE_TO):
        return False  # "föräldrarna är inkopplade"
    return not state.tags and len(state.low) > _SHORTEST_QUALITY


def _happens(trouble: Word, word: Word) -> bool:
    if word.has("v_effect", "v_prevent") or word.low in _ENDED:
        return True  # "trakasserierna motverkas", "den olovliga uthyrningen avslutas"
    if word.has(*_OWN_ACTS) or is_copula(word):
        return False
    if "registered" in trouble.tags and "change_verb" not in word.tags:
        return False  # "anmälningar går in till huvudmannen"
    return is_finite(word) or word.has("change_verb", "v_plain") or word.low.endswith(("as", "s"))


def _is_act_of_theirs(sentence: Sentence, index: int) -> bool:
    """Whether people do something of their own, and not just take part in what is ours."""
    word = sentence[index]
    ours = word.has("v_takes_part", "v_done", "own_service", *_OURS)
    if is_copula(word) or not word.is_word or ours:
        return False
    passive = word.low.endswith("s") and not word.low.endswith("ss")
    known = word.has("v_plain", "v_process", "v_output")
    if passive or not (known or (not word.tags and word.low.endswith(("r", "a")))):
        return False
    after = sentence.words[index + 1 : index + 5]
    if any(w.low in _THEIR_OWN for w in after):
        return True  # "håller fast vid sin plan"
    kept = any(w.low.startswith(_KEPT) for w in after)  # "håller entréerna låsta"
    return not kept and not any(w.has(*_OURS) and "crime" not in w.tags for w in after)
