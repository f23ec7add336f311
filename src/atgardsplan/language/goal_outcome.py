"""Whether a goal states an effect or only what is done: the annotation guideline 2.4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atgardsplan.language.goal_change import (
    clause_start,
    done_by_people,
    first_noun,
    is_topic,
)
from atgardsplan.language.goal_effect import (
    COUNTED,
    EFFECT_NOUNS,
    affected_noun,
    changed_noun,
    state_before_noun,
)
from atgardsplan.language.goal_numbers import Role, quantities
from atgardsplan.language.goal_others import told_of_others
from atgardsplan.language.goal_slogan import slogans
from atgardsplan.language.goal_state import (
    OWN_NOUNS,
    STATE_REACH,
    absent_noun,
    at_level,
    index_reached,
    is_all_that_is_said,
    is_bare_relation,
    is_stated,
    makes_people,
    possessed,
    received,
    suffered,
)
from atgardsplan.language.goal_subject import told_by_subject
from atgardsplan.language.goal_words import (
    Scope,
    Sentence,
    is_copula,
    is_finite,
    is_modal,
    is_preposition,
    is_verbal,
)

_CLAUSE_ENDS = frozenset({",", ";", ":", "och", "samt"})
_TOLD = COUNTED | {"ha", "har"}
_PARTICIPLES = ("ade", "rda", "lda", "sta", "tta", "nda", "ande", "ende")
_SIGNS = frozenset(
    {"v_outcome", "case_result", "comparative_state", "change_up", "change_down", "v_effect",
     "state", "zero", "eradication", "v_get", "people", "client", "outcome_noun", "crime",
     "v_say", "absence", "within", "level_kept", "level_verb"}
)  # fmt: skip


def outcomes(sentence: Sentence) -> Sequence[str]:
    """The words of a sentence that state a change or a state: people, places, crimes, cases."""
    spans = outcome_spans(sentence)
    if not spans and not none_without(sentence):
        spans = (
            tuple(told_by_subject(sentence))
            or tuple(told_of_others(sentence))
            or tuple(slogans(sentence))
        )
    return [sentence.quote(start, end) for start, end in spans]


def outcome_spans(sentence: Sentence) -> Sequence[tuple[int, int]]:
    """Where the words of ``outcomes`` stand."""
    found: tuple[tuple[int, int], ...] | None = sentence.memo.get("outcomes")
    if found is None:
        found = sentence.memo["outcomes"] = tuple(_outcomes(sentence))
    return found


def _outcomes(sentence: Sentence) -> Iterator[tuple[int, int]]:
    if none_without(sentence):
        return
    for index, word in enumerate(sentence.words):
        if word.tags.isdisjoint(_SIGNS) and word.low not in _TOLD:
            continue
        if word.low.endswith("förebyggande"):
            continue  # "vräkningsförebyggande hembesök"
        if word.scope is Scope.MEANS or (
            word.scope is Scope.RELATIVE
            and not _measured_group(sentence, index)
            and not _says_all(sentence, index)
        ):
            continue
        end = _outcome_at(sentence, index)
        if end:
            yield index, end


def none_without(sentence: Sentence) -> bool:
    """As in "ingen skrivs ut utan plan": a rule for one's own work, told as a double negation."""
    first = next(iter(sentence.find("zero", scopes=(Scope.MAIN,))), None)
    if first is None or first > 1:
        return False
    rest = range(first + 1, len(sentence))
    without = next((i for i in rest if sentence.low(i) == "utan"), None)
    if without is None or without + 1 >= len(sentence):
        return False
    after = sentence.low(without + 1) == "att" and sentence.low(without + 2) in ("någon", "nån")
    # "går ut nian utan behörighet", "fraktas bort utan att någon reagerar"
    return not (after or sentence.has(without + 1, "outcome_noun"))


def _outcome_at(sentence: Sentence, index: int) -> int | None:
    """End of the outcome wording that begins at ``index``, or None."""
    word = sentence[index]
    if "v_outcome" in word.tags and "state" not in word.tags:
        return _outcome_verb(sentence, index)
    if "within" in word.tags and _handled_in_time(sentence, index):
        return index + 1
    if "relation_noun" in word.tags and is_bare_relation(sentence, index):
        return index + 1
    if "case_result" in word.tags or at_level(sentence, index) or suffered(sentence, index):
        return index + 1
    if "comparative_state" in word.tags:
        return index + 1
    if word.has("change_up", "change_down"):
        changed = changed_noun(sentence, index)
        if changed is not None or "v_effect" not in word.tags:
            return changed
    predicated = (
        "state" in word.tags
        and index
        and (is_copula(sentence[index - 1]) or sentence.low(index - 1) in ("ha", "har"))
    )
    if "v_effect" in word.tags and not predicated:
        affected = affected_noun(sentence, index)
        return affected if affected is not None else state_before_noun(sentence, index)
    if "level_kept" in word.tags:
        return changed_noun(sentence, index)
    if "state" in word.tags:
        return index + 1 if is_stated(sentence, index) else None
    if "zero" in word.tags and word.scope is Scope.MAIN:
        return absent_noun(sentence, index)
    if "eradication" in word.tags and "state" not in word.tags:
        return sentence.end_of(index, "eradication")
    if "v_get" in word.tags and makes_people(sentence, index):
        return index + 3
    if "v_get" in word.tags and not word.has("v_outcome", "v_output", "v_process"):
        return received(sentence, index)
    if "level_verb" in word.tags and index_reached(sentence, index):
        return index + 1
    if "v_say" in word.tags and word.scope is Scope.MAIN and done_by_people(sentence, index):
        return index + 1
    if "outcome_noun" in word.tags:
        return index + 1 if is_all_that_is_said(sentence, index) else None
    if word.low in ("har", "ha"):
        return possessed(sentence, index)
    if (
        word.has("people", "client")
        and "org" not in word.tags
        and _unknown_active_verb(sentence, index + 1)
    ):
        return index + 2
    return None


def _measured_group(sentence: Sentence, index: int) -> bool:
    """As in "andelen elever som uppger ...": the relative clause is what is measured."""
    while index >= 0 and sentence[index].scope is Scope.RELATIVE:
        index -= 1
    head = sentence.words[max(0, index - 5) : index + 1]
    return any(
        w.has("share", "change_up", "change_down") or w.low in ("antal", "antalet", "%")
        for w in head
    )


def _says_all(sentence: Sentence, index: int) -> bool:
    """As in "en hållplats som upplevs trygg": the relative clause is all that is stated."""
    start = index
    while start >= 0 and sentence[start].scope is Scope.RELATIVE:
        start -= 1
    head = sentence.words[: start + 1]
    if any(q.role is Role.SHARE and q.start > index for q in quantities(sentence)):
        # "Ärenden där den unge inte återfallit: 70 %"
        return not any(is_finite(w) for w in sentence.words if w.scope is Scope.MAIN)
    about = any(w.has("place", "people", "client", "vague_place") for w in head)
    ours = any(w.has(*OWN_NOUNS) or w.low.endswith(("ning", "insats")) for w in head)
    if len(head) > STATE_REACH + 1 or not about or ours:
        return False
    said = [w for w in sentence.words if w.scope is Scope.MAIN and (is_verbal(w) or is_finite(w))]
    return all(is_copula(w) or w.low in ("ska", "skall") for w in said)


def _outcome_verb(sentence: Sentence, index: int) -> int | None:
    word = sentence[index]
    end = sentence.end_of(index, "v_outcome")
    if is_topic(sentence, index) or sentence.has(index, "idiom"):
        return None
    if sentence.spans.get((index, "v_takes_part"), 0) > end:
        return None  # "anmäler sig till nattvandring"
    if "v_by_people" in word.tags and not done_by_people(sentence, index):
        return None
    if word.low.startswith("prova") and any(
        w.has("activity_type", "activity_generic") for w in sentence.words[index + 1 : index + 5]
    ):
        return None  # "har provat någon av föreningens aktiviteter"
    if "v_noticed" in word.tags and word.low.endswith("de") and _attribute(sentence, index):
        return None  # "uppmärksammade exempel"
    if "v_known" in word.tags and _attribute(sentence, index):
        return None  # "mot kända gärningspersoner" tells which ones
    if _describes_whom(sentence, index):
        return None  # "en tipsfunktion för exploaterade migranter", "hjälper drabbade"
    if "v_hire" in word.tags and any(w.has("output_noun", "staff") for w in sentence.words[:index]):
        return None  # "nattvandrare rekryteras", not "unga rekryteras"
    if "v_occur" in word.tags and not _incident_occurs(sentence, index):
        return None
    if sentence.low(end - 1) == "borta" and any(
        "within" in word.tags for word in sentence.words[end : end + 2]
    ):
        return None  # "klotter ska vara borta inom 48 timmar": we take it away
    if sentence.low(index - 1) == "tidig" and is_preposition(sentence[max(index - 2, 0)]):
        return None  # "ett arbetssätt för tidig upptäckt"
    if "v_noticed" in word.tags and _notices_a_thing(sentence, index):
        # Shortcomings and risks are identified for our own use; people who are found get help.
        return None
    return end


def _describes_whom(sentence: Sentence, index: int) -> bool:
    """As in "för exploaterade migranter", "hjälper drabbade att": a participle that tells whom."""
    if not index or not sentence.low(index).endswith(_PARTICIPLES):
        return False
    before = sentence[index - 1]
    whom = is_preposition(before) or (before.finite and before.has("v_output"))
    return whom and index + 1 < len(sentence) and sentence[index + 1].is_word


def _attribute(sentence: Sentence, index: int) -> bool:
    """Whether a participle stands right before its noun, and is not said of anything."""
    before, after = index - 1, index + 1
    if after >= len(sentence) or (before >= 0 and is_copula(sentence[before])):
        return False
    noun = sentence[after]
    return noun.is_word and not is_preposition(noun) and noun.low not in ("och", "samt", "som")


def _notices_a_thing(sentence: Sentence, index: int) -> bool:
    """As in "brister identifieras", "upptäcka risker": what is noticed is no person."""
    start, end = clause_start(sentence, index), index + 1
    while end < len(sentence) and sentence.low(end) not in _CLAUSE_ENDS:
        end += 1
    said = [word for word in sentence.words[start:end] if word.scope is not Scope.RELATIVE]
    people = any(word.has("people", "client") for word in said)
    return not people and any("noticed_thing" in word.tags for word in said)


def _handled_in_time(sentence: Sentence, index: int) -> bool:
    """As in "utredningar är avslutade inom fyra månader": how long a case takes."""
    done = any("case_closed" in w.tags for w in sentence.words[:index])
    return done and any(q.start <= index + 1 <= q.end for q in quantities(sentence))


def _incident_occurs(sentence: Sentence, index: int) -> bool:
    subject = first_noun(sentence, range(clause_start(sentence, index), index), stop_at_verb=False)
    return subject is not None and sentence.has(subject, *EFFECT_NOUNS)


def _unknown_active_verb(sentence: Sentence, index: int) -> bool:
    """A present tense in no list right after people: "föräldrar sätter gränser"."""
    if index >= len(sentence):
        return False
    word = sentence[index]
    return (
        word.is_word
        and not word.tags
        and len(word.low) > 4
        and word.low.endswith(("ar", "er"))
        and not word.low.endswith(("eller", "under", "efter", "ningar", "ingar", "elser", "heter"))
        and not is_modal(word)
        and not is_preposition(word)
        and index + 1 < len(sentence)
        and sentence.low(index + 1) not in ("och", "samt", ",")
    )
