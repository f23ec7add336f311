"""Whether a goal states an effect or only what is done: the annotation guideline 2.4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atgardsplan.language.goal_change import (
    around_zero,
    clause_start,
    done_by_people,
    first_noun,
    is_topic,
    noun_of_change,
)
from atgardsplan.language.goal_measure import has_level
from atgardsplan.language.goal_numbers import Role, quantities
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
from atgardsplan.language.text import YEAR, number_value, year_pattern

_REACH = 7
_STATE_REACH = 4
_NEAR = 6
_COUNTED = frozenset({"antalet", "andelen"})
_TIMES = ("tid", "tider", "tiden", "tiderna", "kö", "köer", "väntan")
_LIMITS = frozenset({"högst", "max", "maximalt", "under", "färre", "mindre"})
_CLAUSE_ENDS = frozenset({",", ";", ":", "och", "samt"})
_BETWEEN = frozenset({",", "och", "samt"})
_TOLD = _COUNTED | {"ha", "har"}
_SIGNS = frozenset(
    {"v_outcome", "case_result", "comparative_state", "change_up", "change_down", "v_effect",
     "state", "zero", "eradication", "v_get", "people", "client", "outcome_noun", "crime",
     "v_say", "absence", "within", "level_kept", "level_verb"}
)  # fmt: skip
_EFFECT_NOUNS = ("outcome_noun", "crime", "crime_general", "state", "case_result")
_OWN_NOUNS = ("output_noun", "process_noun", "activity_type", "activity_generic", "installation",
              "object")  # fmt: skip


def outcomes(sentence: Sentence) -> Sequence[str]:
    """The words of a sentence that state a change or a state: people, places, crimes, cases."""
    spans = outcome_spans(sentence) or (() if none_without(sentence) else told_by_subject(sentence))
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
    return not sentence.has(without + 1, "outcome_noun")  # "går ut nian utan behörighet"


def _outcome_at(sentence: Sentence, index: int) -> int | None:
    """End of the outcome wording that begins at ``index``, or None."""
    word = sentence[index]
    if "v_outcome" in word.tags and "state" not in word.tags:
        return _outcome_verb(sentence, index)
    if "within" in word.tags and _handled_in_time(sentence, index):
        return index + 1
    if "relation_noun" in word.tags and _is_bare_relation(sentence, index):
        return index + 1
    if "case_result" in word.tags or _at_level(sentence, index) or _suffered(sentence, index):
        return index + 1
    if "comparative_state" in word.tags:
        return index + 1
    if word.has("change_up", "change_down"):
        changed = _changed_noun(sentence, index)
        if changed is not None or "v_effect" not in word.tags:
            return changed
    predicated = "state" in word.tags and index and is_copula(sentence[index - 1])
    if "v_effect" in word.tags and not predicated:
        affected = _affected_noun(sentence, index)
        return affected if affected is not None else _state_before_noun(sentence, index)
    if "level_kept" in word.tags:
        return _changed_noun(sentence, index)
    if "state" in word.tags:
        return index + 1 if _is_stated(sentence, index) else None
    if "zero" in word.tags and word.scope is Scope.MAIN:
        return _absent_noun(sentence, index)
    if "eradication" in word.tags and "state" not in word.tags:
        return sentence.end_of(index, "eradication")
    if "v_get" in word.tags and _makes_people(sentence, index):
        return index + 3
    if "v_get" in word.tags and not word.has("v_outcome", "v_output"):
        return received(sentence, index)
    if "level_verb" in word.tags and _index_reached(sentence, index):
        return index + 1
    if "v_say" in word.tags and word.scope is Scope.MAIN and done_by_people(sentence, index):
        return index + 1
    if "outcome_noun" in word.tags:
        return index + 1 if _is_all_that_is_said(sentence, index) else None
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
    if len(head) > _STATE_REACH + 1 or not about or any(w.has(*_OWN_NOUNS) for w in head):
        return False
    said = [w for w in sentence.words if w.scope is Scope.MAIN and (is_verbal(w) or is_finite(w))]
    return all(is_copula(w) or w.low in ("ska", "skall") for w in said)


def _outcome_verb(sentence: Sentence, index: int) -> int | None:
    word = sentence[index]
    end = sentence.end_of(index, "v_outcome")
    if is_topic(sentence, index) or sentence.has(index, "idiom"):
        return None
    if "v_by_people" in word.tags and not done_by_people(sentence, index):
        return None
    if word.low.startswith("prova") and any(
        w.has("activity_type", "activity_generic") for w in sentence.words[index + 1 : index + 5]
    ):
        return None  # "har provat någon av föreningens aktiviteter"
    if "v_known" in word.tags and _attribute(sentence, index):
        return None  # "mot kända gärningspersoner" tells which ones
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
    return subject is not None and sentence.has(subject, *_EFFECT_NOUNS)


def _changed_noun(sentence: Sentence, index: int) -> int | None:
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
    if sentence.has(noun, "output_noun") and not sentence.has(noun, "case_result", "crime"):
        # "höjt sin närvaro" is what they do themselves; "ökad synlighet och trygghet" two things.
        theirs = sentence.low(noun - 1) in ("sin", "sitt", "sina") or _of_people(sentence, noun)
        also = sentence.low(noun + 1) in ("och", "samt") and sentence.has(noun + 2, "outcome_noun")
        other = also and not sentence.has(noun + 2, "output_noun", "process_noun")
        return end if theirs or other else None
    if sentence.has(noun, "registered", *_EFFECT_NOUNS) and not sentence.has(noun, "activity_type"):
        return end
    return None


def _share_who_say(sentence: Sentence, index: int) -> bool:
    """As in "andelen elever som svarar att ... ska ha gått ner"."""
    if index and not sentence[index].has("change_verb"):
        return False
    said = any("v_say" in word.tags for word in sentence.words[:index])
    return said and not _COUNTED.isdisjoint(sentence.lows[:index])


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


def _of_people(sentence: Sentence, noun: int) -> bool:
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


def _affected_noun(sentence: Sentence, index: int) -> int | None:
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


def _state_before_noun(sentence: Sentence, index: int) -> int | None:
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


def _is_all_that_is_said(sentence: Sentence, noun: int) -> bool:
    """As in "god kunskap om hedersvåld": a state with no verb, and nothing of what is done."""
    before = sentence.words[:noun]
    if len(before) > 2 or any(is_preposition(w) or not w.is_word for w in before):
        return False
    if any(w.has(*_OWN_NOUNS, "explains") for w in sentence.words[: noun + 1]):
        return False
    return not any(is_verbal(w) or is_finite(w) or is_modal(w) for w in sentence.words)


def _is_bare_relation(sentence: Sentence, noun: int) -> bool:
    """As in "god relation till ungdomarna", with no verb at all."""
    after = sentence.words[noun + 1 : noun + 4]
    return not any(is_verbal(w) for w in sentence.words) and any("people" in w.tags for w in after)


def _between_actors(sentence: Sentence, noun: int) -> bool:
    after = sentence.words[noun + 1 : noun + 4]
    if any(w.has("people", "client") and not w.has("staff") for w in after):
        return False  # "förtroendet mellan unga och polis"
    return any(w.low == "mellan" or w.has("org", "staff") for w in after)


def _at_level(sentence: Sentence, index: int) -> bool:
    """As in "trygghetsindex ska vara minst 3,8": an effect at a stated level."""
    word = sentence[index]
    if word.low in _COUNTED:
        counted = sentence.words[index + 1 : index + 5]
        most = any(word.low in _LIMITS for word in sentence.words[index + 2 :])
        registered = most and any(w.has("case_registered") for w in counted)
        effect = registered or not any(w.has(*_OWN_NOUNS, "v_output") for w in counted)
    else:
        theirs = _of_people(sentence, index)
        own = word.has("output_noun", "activity_type") and not theirs
        effect = (theirs or word.has("outcome_noun", "crime")) and not own
        effect = effect and (theirs or _heads_clause(sentence, index))
    if not effect:
        return False
    near = sentence.words[: index + _NEAR]
    if not any(w.finite or w.has("v_output", "v_done") for w in near if w.scope is Scope.MAIN):
        # "Högst fem anmälda rån", "trygghetsindex 65": without a verb this is the level itself.
        topic = any(is_preposition(w) for w in sentence.words[:index])
        return not topic and not _hyphenated(sentence, index) and has_level(sentence)
    verb = next((v for v in sentence.find("level_verb", scopes=(Scope.MAIN,)) if v > index), None)
    if verb is None:
        return False
    if any(verb < q.end and q.start <= verb + 2 for q in quantities(sentence)):
        return True
    return word.low not in _COUNTED and sentence.has(verb + 1, "evaluative")


def _index_reached(sentence: Sentence, index: int) -> bool:
    """As in "når lägst 60 i indexet för trygghet"."""
    measured = any(w.has("indicator") and w.has("outcome_noun") for w in sentence.words[index:])
    return measured and any(q.start <= index + 3 and q.start > index for q in quantities(sentence))


def _heads_clause(sentence: Sentence, index: int) -> bool:
    clause = range(clause_start(sentence, index), index + 1)
    return first_noun(sentence, clause, stop_at_verb=False) == index


def _hyphenated(sentence: Sentence, index: int) -> bool:
    """As in "alkohol- och drogpolicy": the first half of a compound."""
    if sentence.low(index + 1) != "-":
        return False
    return sentence[index + 1].token.start == sentence[index].token.end


def _suffered(sentence: Sentence, index: int) -> bool:
    """As in "bli mobbad", "har blivit rånade"."""
    word = sentence[index]
    if "crime" not in word.tags or not word.low.endswith(("ad", "ade", "at", "da", "dd")):
        return False
    return sentence.low(index - 1) in ("bli", "blir", "blev", "blivit", "bör", "är", "vara")


def _is_stated(sentence: Sentence, index: int) -> bool:
    """As in "är trygga", "ska vara ren": a state that is predicated, or all there is."""
    if sentence.has(index + 1, *_OWN_NOUNS) and not sentence.has(index + 1, "outcome_noun"):
        return False
    if _tells_which(sentence, index):
        return False
    if sentence.low(index - 2) in ("ha", "har", "få", "får") and sentence.any("people", "client"):
        return True
    for back in range(index - 1, max(-1, index - 1 - _STATE_REACH), -1):
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


def _absent_noun(sentence: Sentence, index: int) -> int | None:
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


def _makes_people(sentence: Sentence, index: int) -> bool:
    """As in "få föräldrar att stanna kvar": people are brought to do something."""
    return sentence.has(index + 1, "people", "client") and sentence.low(index + 2) == "att"


def received(sentence: Sentence, index: int) -> int | None:
    """As in "tre personer har fått en avhopparplan": people get something more than information."""
    clause = sentence.words[clause_start(sentence, index) : index]
    if any(w.may_count for w in clause) and not any(w.has("place", "org") for w in clause):
        clause = sentence.words[:index]  # "alla syskon är kartlagda, och minst 12 har fått mentor"
    if not any(w.has("people", "client") for w in clause):
        return None
    for thing in range(index + 1, min(index + 5, len(sentence))):
        word = sentence[thing]
        if "given" in word.tags or (is_verbal(word) and word.low.endswith("a")):
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
    if not any(w.has("people", "client") for w in sentence.words[:index]):
        return None
    for noun in range(index + 1, min(index + 4, len(sentence))):
        if sentence.has(noun, *_OWN_NOUNS) or is_verbal(sentence[noun]):
            return None
        if sentence.has(noun, "outcome_noun"):
            return noun + 1
    return None


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
        and not is_modal(word)
        and index + 1 < len(sentence)
        and sentence.low(index + 1) not in ("och", "samt", ",")
    )
