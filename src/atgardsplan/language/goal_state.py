"""States of people, places and crimes: how they are, what they have, what there is none of.

As in "är trygga", "index ska vara minst 3,8", "inga skjutningar" (the annotation guideline 2.4).
"""

from __future__ import annotations

from atgardsplan.language.goal_change import around_zero, clause_start, first_noun
from atgardsplan.language.goal_effect import COUNTED, of_people
from atgardsplan.language.goal_measure import has_level
from atgardsplan.language.goal_numbers import quantities
from atgardsplan.language.goal_words import (
    Scope,
    Sentence,
    is_copula,
    is_finite,
    is_infinitive,
    is_modal,
    is_preposition,
    is_verbal,
)
from atgardsplan.language.text import number_value

STATE_REACH = 4
_KNOWLEDGE = ("kunskap", "vetskap", "kunskaper", "kännedom", "förståelse", "kompetens")
_NEAR = 6
_LIMITS = frozenset({"högst", "max", "maximalt", "under", "färre", "mindre"})
OWN_NOUNS = ("output_noun", "process_noun", "activity_type", "activity_generic", "installation",
              "object")  # fmt: skip


def is_all_that_is_said(sentence: Sentence, noun: int) -> bool:
    """As in "god kunskap om hedersvåld": a state with no verb, and nothing of what is done."""
    before = sentence.words[:noun]
    if len(before) > 2 or any(is_preposition(w) or not w.is_word for w in before):
        return False
    if any(w.has(*OWN_NOUNS, "explains") for w in sentence.words[: noun + 1]):
        return False
    return not any(is_verbal(w) or is_finite(w) or is_modal(w) for w in sentence.words)


def is_bare_relation(sentence: Sentence, noun: int) -> bool:
    """As in "god relation till ungdomarna", with no verb at all."""
    after = sentence.words[noun + 1 : noun + 4]
    return not any(is_verbal(w) for w in sentence.words) and any("people" in w.tags for w in after)


def at_level(sentence: Sentence, index: int) -> bool:
    """As in "trygghetsindex ska vara minst 3,8": an effect at a stated level."""
    word = sentence[index]
    if word.low in COUNTED:
        counted = sentence.words[index + 1 : index + 5]
        most = any(word.low in _LIMITS for word in sentence.words[index + 2 :])
        registered = most and any(w.has("case_registered") for w in counted)
        effect = registered or not any(w.has(*OWN_NOUNS, "v_output") for w in counted)
    else:
        theirs = of_people(sentence, index)
        own = word.has("output_noun", "activity_type") and not theirs
        effect = (theirs or word.has("outcome_noun", "crime")) and not own
        effect = effect and (theirs or _heads_clause(sentence, index))
    if not effect:
        return False
    listed = sentence.low(index + 1) == ","  # "skräp, bänkar och klotter åtgärdas inom ..."
    near = sentence.words if listed else sentence.words[: index + _NEAR]
    near = [w for w in near if w.scope is Scope.MAIN and "reported" not in w.tags]
    if not any(w.finite or w.has("v_output", "v_done") for w in near):
        # "Högst fem anmälda rån", "trygghetsindex 65": without a verb this is the level itself.
        topic = any(is_preposition(w) for w in sentence.words[:index])
        return not topic and not _hyphenated(sentence, index) and has_level(sentence)
    verb = next((v for v in sentence.find("level_verb", scopes=(Scope.MAIN,)) if v > index), None)
    if verb is None:
        return False
    reach = 5 if sentence.low(verb + 1) == "från" else 2  # "ska gå från 7,5 till 5 procent"
    if any(verb < q.end and q.start <= verb + reach for q in quantities(sentence)):
        return True
    return word.low not in COUNTED and sentence.has(verb + 1, "evaluative")


def index_reached(sentence: Sentence, index: int) -> bool:
    """As in "når lägst 60 i indexet för trygghet"."""
    measured = any(w.has("indicator") and w.has("outcome_noun") for w in sentence.words)
    reach = 5 if sentence.low(index + 1) == "från" else 3  # "går från 2,9 till minst 3,3"
    return measured and any(index < q.start <= index + reach for q in quantities(sentence))


def _heads_clause(sentence: Sentence, index: int) -> bool:
    clause = range(clause_start(sentence, index), index + 1)
    return first_noun(sentence, clause, stop_at_verb=False) == index


def _hyphenated(sentence: Sentence, index: int) -> bool:
    """As in "alkohol- och drogpolicy": the first half of a compound."""
    if sentence.low(index + 1) != "-":
        return False
    return sentence[index + 1].token.start == sentence[index].token.end


def suffered(sentence: Sentence, index: int) -> bool:
    """As in "bli mobbad", "har blivit rånade"."""
    word = sentence[index]
    if "crime" not in word.tags or not word.low.endswith(("ad", "ade", "at", "da", "dd")):
        return False
    return sentence.low(index - 1) in ("bli", "blir", "blev", "blivit", "bör", "är", "vara")


def is_stated(sentence: Sentence, index: int) -> bool:
    """As in "är trygga", "ska vara ren": a state that is predicated, or all there is."""
    if sentence.has(index + 1, *OWN_NOUNS) and not sentence.has(index + 1, "outcome_noun"):
        return False
    if _tells_which(sentence, index) or (index > 1 and is_preposition(sentence[index - 1])):
        return False  # "nätverket för trygg stadsmiljö"
    about_place = sentence.has(index + 1, "place", "vague_place", "noticed_thing")
    if about_place and sentence.low(index - 1) in ("ha", "har"):
        return True  # "vi ska ha trygga miljöer"
    have = sentence.low(index - 2) in ("ha", "har", "få", "får") and not about_place
    if have and sentence.any("people", "client"):
        return True
    for back in range(index - 1, max(-1, index - 1 - STATE_REACH), -1):
        if is_copula(sentence[back]) or sentence.has(back, "v_outcome"):
            return True
    if sentence.low(index - 1) == "håll" or sentence.low(index - 1).startswith("håll"):
        return True
    return not any(w.has("v_output", "v_done", "v_process") for w in sentence.words)


def _tells_which(sentence: Sentence, index: int) -> bool:
    """As in "inventering av otrygga platser": which places, not how they are or will be."""
    before = sentence.words[:index]
    return (
        bool(before)
        and is_preposition(before[-1])
        and sentence.has(index + 1, "place", "vague_place", "noticed_thing")
        and any(w.has("activity_type", "study", "v_output") for w in before)
    )


def absent_noun(sentence: Sentence, index: int) -> int | None:
    """As in "inga skjutningar", "noll mobbning": the absence of an incident."""
    for noun in around_zero(sentence, index):
        if sentence.has(noun, "crime", "crime_general", "outcome_noun", "case_registered"):
            if noun < index:
                return index + 1
            own = sentence.any("own_service", scopes=(Scope.MAIN,))
            return None if own and sentence.has(noun, "registered") else noun + 1
    return _nobody(sentence, index)


def _nobody(sentence: Sentence, index: int) -> int | None:
    """As in "ingen elev ska föras utomlands": what others do or meet with, and no one shall."""
    people = range(index + 1, min(index + 4, len(sentence)))
    noun = next((i for i in people if sentence.has(i, "people", "client", "actor")), None)
    if noun is None or sentence.any("own_service", scopes=(Scope.MAIN,)):
        return None
    rest = sentence.words[noun + 1 :]
    if not any(is_finite(word) or is_verbal(word) or is_modal(word) for word in sentence.words):
        return noun + 1  # "inga obehöriga i trapphusen"
    acts = any(is_finite(word) or is_modal(word) for word in rest)
    ours = any(word.has("v_done") or word.has("v_receive") for word in rest)
    return noun + 1 if acts and not ours else None


def makes_people(sentence: Sentence, index: int) -> bool:
    """As in "få föräldrar att stanna kvar": people are brought to do something."""
    return sentence.has(index + 1, "people", "client") and sentence.low(index + 2) == "att"


def received(sentence: Sentence, index: int) -> int | None:
    """As in "tre personer har fått en avhopparplan": people get something more than information."""
    clause = sentence.words[clause_start(sentence, index) : index]
    if any(w.may_count for w in clause) and not any(w.has("place", "org") for w in clause):
        clause = sentence.words[:index]  # "alla syskon är kartlagda, och minst 12 har fått mentor"
    if not clause:
        clause = sentence.words[:index]  # "barn hörs inom 14 dagar och får krisstöd"
    theirs = [w for w in clause if w.has("people", "client") or w.low in ("dem", "de")]
    if not theirs or all(w.has("staff") for w in theirs):
        return None
    for thing in range(index + 1, min(index + 5, len(sentence))):
        word = sentence[thing]
        if "given" in word.tags or is_infinitive(word):
            return None
        if "bound" in word.tags or number_value(word.token) is not None:
            continue
        if word.low not in (
            "en",
            "ett",
            "ny",
            "egen",
            "ny",
            "nya",
            "sin",
            "sitt",
            "sina",
        ) and not word.low.endswith(("ad", "at", "ig", "igt", "iga", "iv")):
            return thing + 1
    return None


def possessed(sentence: Sentence, index: int) -> int | None:
    """As in "elever har hög frånvaro": a state of people told with "ha"."""
    known = any(low.endswith(_KNOWLEDGE) for low in sentence.lows[index + 1 : index + 4])
    kinds = ("people", "client", "staff") if known else ("people", "client")
    if not any(w.has(*kinds) for w in sentence.words[:index]):
        return None
    for noun in range(index + 1, min(index + 4, len(sentence))):
        own = sentence.low(noun) in ("egen", "eget", "egna") and noun + 1 < len(sentence)
        if own and not any(w.has("staff") for w in sentence.words[:index]):
            return noun + 2  # "har ett eget hyreskontrakt"
        if sentence.has(noun, *OWN_NOUNS) or is_verbal(sentence[noun]):
            return None
        if sentence.has(noun, "outcome_noun"):
            return noun + 1
    return None
