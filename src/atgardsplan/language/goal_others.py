"""What is said of others than ourselves: an effect unless the verb is one of our own acts (2.4).

"Tystnaden luckras upp", "mopedbuset ebbar ut", "kunderna släpper inte in okända": no list holds every
verb, but whom the clause is about tells whether it is a result or our own work.
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
    is_infinitive,
    is_modal,
    is_preposition,
)

_OURS = (
    "staff", "org", "activity_type", "activity_generic", "named_method", "object",
    "installation", "process_noun", "output_noun", "given",
)  # fmt: skip
_PEOPLE = ("people", "client", "actor")
_TROUBLE = ("crime", "crime_general", "outcome_noun", "relation_noun")
_OWN_ACTS = ("v_output", "v_done", "v_process", "v_studied", "v_build", "own_service", "given",
             "v_takes_part", "v_receive", "stage")  # fmt: skip
_BETWEEN = frozenset({",", ";", ":", "och", "samt", "men", "medan"})
_ADVERBS = frozenset(
    ["inte", "också", "även", "ha", "kunna", "alltid", "aldrig", "åter", "själva", "själv", "ej",
     "snabbt", "gärna", "bara", "fortfarande", "längre", "ens", "få", "börja", "slippa", "våga",
     "återigen", "helt", "därmed", "då", "sedan", "successivt", "gradvis", "tydligt", "snart"]
)  # fmt: skip
_PRONOUNS = frozenset({"vi", "jag", "den", "det", "man", "gång"})
_THOSE = frozenset({"de", "den", "dem"})
_ANYONE = frozenset({"ingen", "fler", "färre", "folk", "andra"})
_STATED = frozenset({Scope.MAIN, Scope.PURPOSE})


def told_of_others(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where something is said of people or of a crime, with a verb that is no act of ours."""
    start = 0
    for verb, word in enumerate(sentence.words):
        if word.low in _BETWEEN and word.scope is Scope.MAIN:
            start = verb + 1 if any(is_finite(w) for w in sentence.words[start:verb]) else start
        if word.low == "att" and verb + 1 < len(sentence) and not is_infinitive(sentence[verb + 1]):
            start = verb + 1  # "vi vill att de som hoppar av ska ..."
        if word.scope not in _STATED or not is_finite(word):
            continue
        if (verb, "v_takes_part") in sentence.spans:
            continue  # "får se pjäsen"
        subject = _subject(sentence, start, verb)
        predicate = _predicate(sentence, verb)
        if subject is None and verb > start and not sentence.has(start, "purpose"):
            subject = _inverted(sentence, verb)
            modal = subject is not None and is_modal(word)
            predicate = _predicate(sentence, subject + 1) if subject and modal else verb
        if subject is None or predicate is None or is_topic(sentence, predicate):
            continue
        group = _is_anyone(sentence, subject)
        if _used_by_people(sentence, subject, predicate) or _is_effect(
            sentence, sentence[subject], predicate, people=group
        ):
            yield predicate, predicate + 1


def _subject(sentence: Sentence, start: int, verb: int) -> int | None:
    """The noun that the clause is about: the last word before its first preposition."""
    noun = None
    for index in range(start, verb):
        word = sentence[index]
        if word.scope is not sentence[verb].scope:
            continue
        if is_preposition(word):
            return noun
        if word.is_word:
            noun = index
    return noun


def _inverted(sentence: Sentence, verb: int) -> int | None:
    """The subject after the verb: "efter insatsen ska deltagaren klara sig själv"."""
    for index in range(verb + 1, min(verb + 4, len(sentence))):
        word = sentence[index]
        if not word.is_word or is_preposition(word) or is_finite(word):
            return None
        if word.has(*_PEOPLE, *_TROUBLE, *_OURS):
            return index
    return None


def _predicate(sentence: Sentence, verb: int) -> int | None:
    """The verb that says what happens, after "ska", "ska inte", "har", "kan"."""
    index = verb
    while index < len(sentence) and (is_modal(sentence[index]) or sentence.low(index) in _ADVERBS):
        index += 1
    return index if index < len(sentence) else None


def _is_anyone(sentence: Sentence, subject: int) -> bool:
    """As in "de som hoppar av", "ingen under 18", "fler": people told with a pronoun."""
    low = sentence.low(subject)
    return low in _ANYONE or (low in _THOSE and sentence.low(subject + 1) == "som")


def _used_by_people(sentence: Sentence, subject: int, index: int) -> bool:
    """As in "torget fylls av folk", "lekparken ska användas av familjer": how a place is."""
    place = sentence.has(subject, "place", "vague_place") and not sentence.has(subject, "org")
    passive = sentence.low(index).endswith("s") and sentence.low(index + 1) == "av"
    theirs = sentence.has(index + 2, *_PEOPLE) and not sentence.has(index + 2, *_OURS)
    return place and passive and theirs


def _is_effect(sentence: Sentence, who: Word, index: int, *, people: bool) -> bool:
    word = sentence[index]
    if who.has(*_OURS) or not _is_verb(sentence, index):
        return False
    if who.low in _PRONOUNS and not people:
        return False
    if people and is_copula(word):
        return False
    if is_copula(word):
        return _is_so(sentence, who, index + 1)
    acts = _OWN_ACTS[:6] if word.has("v_plain") and is_finite(word) else _OWN_ACTS
    if word.has(*acts, "change_verb") or is_modal(word):
        return False
    if any(w.has(*_OURS) for w in sentence.words[index + 1 : index + 5]):
        return False  # "föräldrarna kommer på drogkvällen"
    if who.has("registered"):
        return False  # "anmälningar går in till huvudmannen"
    if people or who.has(*_PEOPLE, *_TROUBLE):
        return True
    denied = "inte" in sentence.lows[max(index - 2, 0) : index + 2]
    return denied and not who.has("place") and not word.low.endswith("s")


def _is_so(sentence: Sentence, who: Word, index: int) -> bool:
    """Whether what follows "är" or "ska bli" tells how it is with people, crimes or places."""
    if who.has("crime", "crime_general"):
        return _is_quality(sentence, index)
    following = sentence.words[index : index + 4]
    if who.has(*_PEOPLE) and sentence.low(index) in ("fler", "färre"):
        return not who.has(*_OURS)  # "män som söker stöd blir fler"
    if who.has(*_PEOPLE):  # "eleverna är i klassrummet när lektionen börjar"
        somewhere = sentence.low(index) in ("i", "på", "hemma", "kvar", "hos")
        return somewhere and not any(w.has(*_OURS) for w in following)
    # "torget är en plats för alla"
    article = sentence.low(index) in ("en", "ett")
    return who.has("place") and article and any(w.has("place", "vague_place") for w in following)


def _is_quality(sentence: Sentence, index: int) -> bool:
    """As in "ska bli sällsynta", "är ovanliga"; not "är kartlagda", "är klara"."""
    if index >= len(sentence):
        return False
    word = sentence[index]
    return not word.tags and len(word.low) > 4 and word.low.endswith(("a", "t", "ig", "lig"))


def _is_verb(sentence: Sentence, index: int) -> bool:
    word = sentence[index]
    if not word.is_word or is_preposition(word):
        return False
    governed = index > 0 and (is_modal(sentence[index - 1]) or sentence.low(index - 1) in _ADVERBS)
    supine = word.low.endswith("t") and sentence.low(index - 1).startswith("ha")
    infinitive = word.low.endswith(("a", "as")) or is_infinitive(word)
    return is_finite(word) or (governed and (infinitive or supine))
