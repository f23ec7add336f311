"""What a word of change does to whom or what: an effect, or only our own work (guideline 2.4)."""

from __future__ import annotations

from atgardsplan.language.goal_change import done_by_people, noun_of_change
from atgardsplan.language.goal_words import Sentence, is_copula, is_finite, is_preposition
from atgardsplan.language.text import YEAR, number_value, year_pattern

_REACH = 7
COUNTED = frozenset({"antalet", "andelen"})
_TIMES = ("tid", "tider", "tiden", "tiderna", "kö", "kön", "köer", "köerna", "väntan")
_TRUST = ("förtroende", "tilltro", "tillit")
_HAPPENS = ("case_result", "crime", "registered_kind")
_BETWEEN = frozenset({",", "och", "samt"})
EFFECT_NOUNS = ("outcome_noun", "crime", "crime_general", "state", "case_result")


def changed_noun(sentence: Sentence, index: int) -> int | None:
    """Whether what increases or decreases is an effect; the end of its wording when it is."""
    if sentence.has(index, "zero", "idiom") or (
        sentence.has(index, "bound") and _than_a_number(sentence, index + 1)
    ):
        return None
    if sentence.has(index, "speed"):
        return _sooner(sentence, index)
    if _share_who_say(sentence, index):
        return index + 1
    noun = noun_of_change(sentence, index)
    if noun is None:
        if _work_between(sentence, index) or _way_of_working(sentence, index):
            return None
        return index + 1 if sentence.has(index, "change_down", "change_verb") else None
    end = max(noun, index) + 1 if noun > index else index + 1
    if sentence.has(noun, "output_noun") and not sentence.has(noun, *_HAPPENS):
        # "höjt sin närvaro" is what they do themselves; "ökad synlighet och trygghet" two things.
        theirs = sentence.low(noun - 1) in ("sin", "sitt", "sina") or of_people(sentence, noun)
        also = sentence.low(noun + 1) in ("och", "samt") and sentence.has(noun + 2, "outcome_noun")
        other = also and not sentence.has(noun + 2, "output_noun", "process_noun")
        return end if theirs or other else None
    if sentence.has(noun, "registered", *EFFECT_NOUNS) and not sentence.has(noun, "activity_type"):
        return end
    return None


def _share_who_say(sentence: Sentence, index: int) -> bool:
    """As in "andelen elever som svarar att ... ska ha gått ner"."""
    if index and not sentence[index].has("change_verb"):
        return False
    said = any("v_say" in word.tags for word in sentence.words[:index])
    return said and not COUNTED.isdisjoint(sentence.lows[:index])


def _sooner(sentence: Sentence, index: int) -> int | None:
    """As in "kortare väntetid", "snabbare utredning": a case gets on; not how we work."""
    for noun in range(index + 1, min(index + 4, len(sentence))):
        word = sentence[noun]
        if is_preposition(word) or not word.is_word or word.low in ("och", "samt"):
            break
        if word.has("process_noun", "output_noun") and not word.has("case_result", "activity_type"):
            return None
        if word.tags or word.low.endswith(_TIMES):
            return noun + 1
    before = sentence[index - 1] if index else None
    predicated = before is not None and (is_copula(before) or before.finite)
    return index + 1 if predicated and not _own_work(sentence, index) else None


def _own_work(sentence: Sentence, index: int) -> bool:
    return not done_by_people(sentence, index) and sentence.any("staff", "org")


def _work_between(sentence: Sentence, index: int) -> bool:
    """As in "ökat informationsflöde mellan skola och polis": how actors work together."""
    for between in range(index + 1, min(index + 5, len(sentence))):
        if sentence.low(between) == "mellan":
            return sentence.has(between + 1, "org", "staff", "place", "org_kind")
    return False


def _way_of_working(sentence: Sentence, index: int) -> bool:
    """As in "arbeta mindre brandsläckande": an adjective of what we do."""
    process = any(word.has("v_process") for word in sentence.words[:index])
    return process and sentence.low(index + 1).endswith("ande")


def of_people(sentence: Sentence, noun: int) -> bool:
    """As in "närvaro i skolan bland elever": what people do themselves, not staff."""
    if not sentence.low(noun).endswith(("närvaro", "närvaron")):
        return False
    after = sentence.words[noun + 1 : noun + 7]
    groups = ("people", "client", "staff", "org", "grade")
    who = next((word for word in after if word.has(*groups)), None)
    return who is not None and who.has("people", "client", "grade")


def _than_a_number(sentence: Sentence, index: int) -> bool:
    """As in "fler än 100 deltar", "färre än en av tio": a bound, no change."""
    following = index + 1
    if sentence.low(index) != "än" or following >= len(sentence):
        return False
    if year_pattern(sentence[following].token) == YEAR:
        return False
    counted = number_value(sentence[following].token) is not None
    return counted or sentence.has(following, "fraction", "percent")


def affected_noun(sentence: Sentence, index: int) -> int | None:
    """As in "skapa goda relationer", "motverka klotter": the effect aimed at."""
    if sentence.has(index, "v_prevent") and sentence.low(index + 1) == "att":
        return index + 2
    for noun in range(index + 1, min(index + 1 + _REACH, len(sentence))):
        word = sentence[noun]
        if word.low in (",", ".", "över") or is_finite(word):
            return None
        if noun == index + 1 and word.has("people", "client") and sentence.has(index, "v_improve"):
            return noun + 1
        if word.has("outcome_noun", "crime", "crime_general", "state", "case_result"):
            if "relation_noun" in word.tags and _between_actors(sentence, noun):
                return None
            return noun + 1
        if word.has("process_noun", "output_noun", "object", "activity_type", "installation"):
            return None
    return None


def state_before_noun(sentence: Sentence, index: int) -> int | None:
    """As in "trygga elever", "65 % trygga": the adjective, not the verb that is written alike."""
    if "state" not in sentence[index].tags:
        return None
    if sentence.low(index - 1) == "%" or sentence.has(index - 1, "percent", "share"):
        return index + 1
    for noun in range(index + 1, min(index + 1 + _REACH, len(sentence))):
        if sentence.has(noun, "people", "place", "client"):
            return noun + 1
        adjective = sentence.has(noun, "state", "evaluative") or (
            not sentence[noun].tags and sentence.low(noun).endswith("a")
        )
        if not adjective and sentence.low(noun) not in _BETWEEN:
            return None  # "trygga, rena och välbesökta torg"
    return None


def _between_actors(sentence: Sentence, noun: int) -> bool:
    after = sentence.words[noun + 1 : noun + 4]
    if any(w.has("people", "client") and not w.has("staff") for w in after):
        return False  # "förtroendet mellan unga och polis"
    if sentence.low(noun + 1) in ("för", "till") and sentence.low(noun).startswith(_TRUST):
        return False  # "förtroende för socialtjänsten"
    return any(w.low == "mellan" or w.has("org", "staff") for w in after)
