"""What an increase or a decrease is about: the noun that a word of change belongs to."""

from __future__ import annotations

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
from atgardsplan.language.text import WORD

_REACH = 7
_NOUN_ENDINGS = ("ar", "er", "or", "en", "et", "ing", "het", "ion")
_WITHIN_TOPIC = frozenset(
    {"att", "inte", "man", "sig", "kan", "de", "själv", "själva", "rätten", "möjligheten"}
)
_ABILITIES = frozenset({"förmågan", "förmåga", "möjligheten", "beredskapen", "kompetensen"})
_HELPS = frozenset({"hjälpa", "hjälper", "stödja", "stödjer", "stötta", "stöttar"})
_LINKS = frozenset({"och", "samt", "att", "som"})
_NOUNS = ("outcome_noun", "crime", "crime_general", "state", "output_noun", "process_noun",
          "activity_type", "installation", "activity_generic", "object", "case_result")  # fmt: skip


def noun_of_change(sentence: Sentence, index: int) -> int | None:
    """The noun that a change word is about: its object or head noun, else its subject."""
    right = range(index + 1, min(index + 1 + _REACH, len(sentence)))
    if not _is_predicate(sentence, index):
        return first_noun(sentence, right, stop_at_verb=True)
    if is_infinitive(sentence[index]) and _unlisted_object(sentence, index + 1):
        return None
    following = first_noun(sentence, right, stop_at_verb=True)
    if following is not None and not _behind_preposition(sentence, index, following):
        return following
    subject = first_noun(sentence, range(clause_start(sentence, index), index), stop_at_verb=False)
    return subject if subject is not None else following


def _is_predicate(sentence: Sentence, index: int) -> bool:
    """As in "ökar", "ska minska", "har ökat", "ska vara lägre": the change is said of a subject."""
    word = sentence[index]
    if is_finite(word):
        return True
    before = sentence.words[max(0, index - 3) : index]
    return any(is_modal(w) or is_copula(w) for w in before)


def _behind_preposition(sentence: Sentence, index: int, noun: int) -> bool:
    between = sentence.words[index + 1 : noun]
    return any(is_preposition(w) or w.token.kind != WORD or "baseline" in w.tags for w in between)


def clause_start(sentence: Sentence, index: int) -> int:
    """Index of the first word of the clause that ``index`` stands in."""
    stated = sentence[index].scope is not Scope.RELATIVE
    for start in range(index, 0, -1):
        before = sentence.lows[start - 1]
        if stated and sentence[start - 1].scope is Scope.RELATIVE:
            continue
        if before in (";", ":") or (
            before in (",", "och", "samt")
            and any(is_finite(w) for w in sentence.words[:start] if w.scope is Scope.MAIN)
        ):
            return start
    return 0


def around_zero(sentence: Sentence, index: int) -> range:
    """Where the noun of "inga skjutningar", "antalet skjutningar ska vara noll" stands."""
    if sentence.has(index - 1, "level_verb"):
        return range(clause_start(sentence, index), index)
    if sentence.low(index - 1) == "till" and sentence.any("change_down"):
        return range(clause_start(sentence, index), index)  # "inbrotten ska ner till noll"
    if sentence.low(index - 1) == ":" and index + 1 >= len(sentence):
        return range(index)  # "Sprängningar i flerbostadshus: 0"
    end = sentence.end_of(index, "zero")
    return range(end, min(end + 3, len(sentence)))


def first_noun(sentence: Sentence, indexes: range, *, stop_at_verb: bool) -> int | None:
    """The first noun of a known kind among ``indexes``, unless a clause boundary comes before."""
    unknown = False
    for index in indexes:
        word = sentence[index]
        if word.low in (",", ";", "."):
            return None
        if stop_at_verb and is_preposition(word) and unknown:
            return None  # an unlisted noun came first: "antalet falska handlingar i hemtjänsten"
        if stop_at_verb and (word.low in _LINKS or (index > indexes.start and is_finite(word))):
            return None
        owner = word.low.endswith("s") and sentence.has(index + 1, "outcome_noun")
        if owner and word.has("staff"):
            continue  # "öka personalens kunskap"
        if word.has(*_NOUNS) and not word.has("grade", "change_up", "change_down"):
            if "people" in word.tags and "output_noun" not in word.tags:
                continue
            return index
        unknown = unknown or _unlisted_noun(word)
    return None


def _unlisted_object(sentence: Sentence, index: int) -> bool:
    """As in "ska minska försäljningen": an object in no list right after the verb."""
    return index < len(sentence) and _unlisted_noun(sentence[index])


def _unlisted_noun(word: Word) -> bool:
    return not word.tags and word.is_word and len(word.low) > 5 and word.low.endswith(_NOUN_ENDINGS)


def is_topic(sentence: Sentence, index: int) -> bool:
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
        if sentence.low(back) in ("om", "i", "kring"):
            return any(w.has("activity_type", "activity_generic", "v_output")
                       for w in sentence.words[max(0, back - 8) : back])  # fmt: skip
        return False
    return False


def done_by_people(sentence: Sentence, index: int) -> bool:
    """Whether those whom the plan is about do what the verb says, and not its own staff."""
    clause = sentence.words[clause_start(sentence, index) : index]
    if any(
        low in ("den", "de") and sentence.low(i + 1) == "som"
        for i, low in enumerate(sentence.lows[:index])
    ):
        return True  # "den som blivit lurad ska berätta"
    kinds = ["people", "client", "staff", "org"]
    if sentence.has(index, "registered_act"):
        kinds.append("org_kind")  # "skolan anmäler våld"
    doers = [w for w in clause if w.has(*kinds)]
    doers = (
        doers
        or [w for w in sentence.words[:index] if w.has("people", "client", "staff", "org")][:1]
    )
    if not doers:
        return not is_infinitive(sentence[index]) or is_modal(sentence[max(index - 1, 0)])
    return any(w.has("people", "client") and not w.has("staff", "org") for w in doers)


def _helped(sentence: Sentence, people: int) -> bool:
    before = sentence.lows[max(0, people - 2) : max(0, people)]
    return sentence.has(people, "people", "client") and not _HELPS.isdisjoint(before)
