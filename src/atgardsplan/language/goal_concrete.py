"""The concrete result or activity of a goal: the annotation guideline 2.2, part (a)."""

from __future__ import annotations

from collections.abc import Iterator

from atgardsplan.language.goal_change import noun_of_change
from atgardsplan.language.goal_measure import checked_for_all, has_level
from atgardsplan.language.goal_numbers import quantities
from atgardsplan.language.goal_outcome import outcomes
from atgardsplan.language.goal_state import possessed, received
from atgardsplan.language.goal_target import qualified
from atgardsplan.language.goal_words import (
    Scope,
    Sentence,
    Word,
    is_copula,
    is_finite,
)

_REACH = 7
_OTHER_VERBS = ("v_process", "v_outcome", "v_output", "v_done", "v_say")
_SUPPORT = frozenset({"stöd", "stödet", "hjälp", "hjälpen", "skydd", "skyddet"})
_TURNS = frozenset({"bryta", "bryts", "bryter", "vända", "vänds", "vänder"})
_WHICH = frozenset(
    {"med", "genom", "via", "inom", "att", "av", "från", "för", "hos", "samma", "på", "till"}
)
_CONCRETE = frozenset(
    {"comparative_state", "v_outcome", "v_output", "v_plain", "v_done", "v_build", "v_studied", "weak", "change_up",
     "change_down", "v_effect", "v_improve", "v_get", "state", "eradication", "zero"}
)  # fmt: skip


def concrete(sentence: Sentence) -> Iterator[str]:
    """Wording of a concrete result, change or activity: anything but process and value words."""
    verbs = 0
    for index, word in enumerate(sentence.words):
        if word.scope is Scope.RELATIVE:
            continue
        verbs += word.verbal or word.finite
        can_be = word.unknown_verb or not word.tags.isdisjoint(_CONCRETE)
        if can_be and _is_concrete(sentence, index):
            yield sentence.quote(index)
    for quantity in quantities(sentence):
        yield sentence.quote(quantity.start, quantity.end)
    yield from checked_for_all(sentence)
    if (not verbs and not sentence.any("v_receive")) or has_level(sentence):
        # "Information till elever i åk 7 om näthat": the activity itself is the statement.
        noun = _head_noun(sentence)
        if (
            noun is not None
            and (not sentence.has(noun, "process_noun") or _aimed_activity(sentence, noun))
            and not _valued(sentence, noun)
            and sentence.low(noun) not in _SUPPORT
            and sentence.low(noun) not in ("arbete", "arbetet")  # "aktivt arbete mot ..."
            and not sentence.has(noun, "relation_noun")
        ):
            yield sentence.quote(noun)


def _aimed_activity(sentence: Sentence, noun: int) -> bool:
    """As in "insats mot olaglig försäljning": a general word, but for something in particular."""
    return sentence.has(noun, "activity_generic") and qualified(sentence, noun)


def _valued(sentence: Sentence, noun: int) -> bool:
    """As in "positiva aktiviteter": a value word is all that is said of something general."""
    return sentence.has(noun, "activity_generic") and sentence.has(noun - 1, "evaluative")


def _head_noun(sentence: Sentence) -> int | None:
    """The first word that can be what a sentence without a verb is about."""
    unlisted = None
    for index, word in enumerate(sentence.words):
        if word.has("idiom", "state"):
            return None
        if word.has("activity_type", "activity_generic", "object", "process_noun", "outcome_noun"):
            return index
        content = word.is_word and len(word.low) > 4 and not word.has("evaluative", "bound")
        if unlisted is None and content:
            unlisted = index
    return unlisted


def _is_concrete(sentence: Sentence, index: int) -> bool:
    word = sentence[index]
    if word.has("comparative_state", "eradication"):
        return True
    if sentence.low(index - 1) == "att" and sentence.low(index - 2) == "än":
        return False
    if "v_plain" in word.tags and not word.has(*_OTHER_VERBS):
        return True
    if _is_bare_support(sentence, index) or _turns_a_trend(sentence, index):
        return False
    if word.unknown_verb or word.has(
        "v_outcome", "v_output", "v_plain", "v_done", "v_build", "v_studied"
    ):
        if "weak" in word.tags:
            return _has_thing(sentence, index) or _has_state(sentence, index)
        return not _only_valued(sentence, index) and not _generic_act(sentence, index)
    if word.has("change_up", "change_down", "v_effect", "v_improve"):
        return _concrete_change(sentence, index)
    if "v_get" in word.tags:
        given = any("given" in w.tags for w in sentence.words[index + 1 : index + 4])
        gets = given or received(sentence, index) is not None
        return gets and not _only_valued(sentence, index)
    if "state" in word.tags:
        told = any(is_copula(w) for w in sentence.words[max(0, index - 2) : index])
        return told or (word.has("free_state") and word.has("crime"))  # "tobaksfri skoltid"
    if "zero" in word.tags:
        return sentence.any("crime") or bool(outcomes(sentence))
    return False


def _turns_a_trend(sentence: Sentence, index: int) -> bool:
    """As in "bryta den negativa utvecklingen": which development is not said."""
    if sentence.low(index) not in _TURNS:
        return False
    trend = any(w.has("process_noun") for w in sentence.words[index + 1 : index + 4])
    return trend and not any(w.has("crime") for w in sentence.words[index + 1 :])


def _is_bare_support(sentence: Sentence, index: int) -> bool:
    """As in "våldsutsatta får stöd": which support is not said ("... med boende")."""
    if "v_receive" not in sentence[index].tags or sentence.low(index) not in ("får", "få", "fått"):
        return False
    near = range(index + 1, min(index + 6, len(sentence)))
    support = next((i for i in near if sentence.low(i) in _SUPPORT), None)
    if support is None:
        return False
    return all(
        w.low not in _WHICH and "purpose" not in w.tags for w in sentence.words[support + 1 :]
    )


def _has_thing(sentence: Sentence, index: int) -> bool:
    """As in "har en plan", "finns på torget varje fredag": a weak verb with a concrete thing."""
    if has_level(sentence) or _everywhere(sentence, index):
        return True
    first = index if sentence.low(index) in ("ha", "har") else max(0, index - _REACH)
    after = sentence.words[first : index + _REACH]
    return (
        any(
            w.has("object", "installation", "activity_type", "study")
            and not w.has("process_noun", "generic_product", "activity_generic")
            for w in after
        )
        or any("object" in w.tags and sentence.any("universal") for w in after)
        or any(
            qualified(sentence, thing)
            for thing in sentence.find("activity_generic")
            if index < thing < index + _REACH
        )
    )


def _has_state(sentence: Sentence, index: int) -> bool:
    """As in "har bostad": a state of people, unless only a value word tells it."""
    if sentence.low(index) not in ("har", "ha") or sentence.has(index, "v_outcome"):
        return False
    end = possessed(sentence, index)
    return end is not None and not any("evaluative" in w.tags for w in sentence.words[index:end])


def _everywhere(sentence: Sentence, index: int) -> bool:
    """As in "finns på alla skolor": in every place of a kind."""
    after = sentence.words[index + 1 : index + _REACH]
    return any("universal" in w.tags for w in after) and any(
        w.has("place", "org_kind") for w in after
    )


def _generic_act(sentence: Sentence, index: int) -> bool:
    """As in "genomföra insatser": the act is as unspecific as its object."""
    if not sentence.has(index, "v_output") or is_finite(sentence[index]) or has_level(sentence):
        return False
    thing = index + 1
    if not sentence.has(thing, "activity_generic") or qualified(sentence, thing):
        return False
    rest = sentence.words[thing + 1 :]
    return not any(w.has("crime", "client", "place", "installation", "grade") for w in rest)


def _only_valued(sentence: Sentence, index: int) -> bool:
    """As in "får rätt stöd", "mötas av snabba reaktioner": only a value word says what they get."""
    if not sentence[index].has("v_receive"):
        return False
    end = sentence.end_of(index, "v_outcome")
    near = sentence.words[index + 1 : end + 5]
    return any("evaluative" in w.tags for w in near)


def _concrete_change(sentence: Sentence, index: int) -> bool:
    """What is changed is more than a process ("öka samverkan") or a crime to be prevented."""
    word = sentence[index]
    if "v_effect" in word.tags and not word.has("change_up", "change_down", "v_improve"):
        return False
    if any(_is_people(w) for w in sentence.words[index + 1 : index + 3]):
        return True
    noun = noun_of_change(sentence, index)
    if noun is not None:
        changed = word.has("change_up", "change_down") and sentence.has(noun, "activity_generic")
        changed = changed and not sentence.has(noun, "process_noun")
        if changed and qualified(sentence, noun):
            return True  # "tätare kontroller kring macken"
        return not sentence.has(noun, "process_noun", "activity_generic") or sentence.has(
            noun, "outcome_noun", "crime"
        )
    if word.has("change_verb", "change_down", "speed"):
        return True
    return any(_is_people(w) or "place" in w.tags for w in sentence.words[index + 1 : index + 4])


def _is_people(word: Word) -> bool:
    """People, and not what is named after them: "medborgarlöfte", "föräldramöte"."""
    named_after = ("activity_type", "named_method", "object", "process_noun")
    return word.has("people", "client") and not word.has(*named_after)
