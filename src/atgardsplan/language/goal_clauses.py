"""Whether a goal cell holds several goals: the annotation guideline 2.5."""

from __future__ import annotations

from collections.abc import Sequence

from atgardsplan.language.goal_numbers import quantities
from atgardsplan.language.goal_predicate import AIMS, NOMINAL_CHANGES, predicate_of
from atgardsplan.language.goal_quotes import with_object
from atgardsplan.language.goal_stretches import (
    INTRANSITIVE,
    LINKS,
    LIST_DASHES,
    list_dash,
    stretches,
)
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

_MOST_WORDS_BEFORE = 6
_QUESTIONS = frozenset({"hur", "vart", "var", "vem", "vad", "varför", "vilka", "vilken", "vilket"})
_SAME_OBJECT = frozenset({"den", "det", "dem", "dessa", "denna"})
_SHORTEST_GOAL = 3
_COMERS = frozenset({"deltagare", "besökare", "personer", "platser"})
_HELPS = frozenset({"hjälpa", "hjälper", "stötta", "stöttar"})
_MOVES = frozenset({"åker", "åka", "går", "gå", "kommer", "komma", "reser", "resa", "sitter"})
_DIRECTIONS = frozenset({"ut", "in", "hem", "dit", "runt", "upp", "ner", "ned", "förbi"})
_DOINGS = ("ning", "ling", "else", "byte")
_EVERY = frozenset({"varje", "varannan", "alltid"})
_ASIDE = frozenset(
    {"från", "dvs", "alltså", "inklusive", "varav", "varefter", "oavsett", "utan", "med", "enligt"}
)
_ASIDES = frozenset(
    {("i", "stället"), ("även", "om"), ("det", "vill"), ("därför", "att"), ("ska", "gälla")}
)
_OPENINGS = frozenset({"därefter", "sedan", "dessutom", "även"})
_COUNTED_IN = frozenset({"inräknade", "inräknat", "medräknade", "inkluderade", "undantagna"})


def goals(goal: Sequence[Sentence]) -> list[str]:
    """The independent goals of a cell, each quoted by its predicate; none where there is one."""
    if len(goal) == 1 and LINKS.isdisjoint(goal[0].lows) and LIST_DASHES.isdisjoint(goal[0].lows):
        return []  # nothing is coordinated
    told = next((n for n, sentence in enumerate(goal) if n and _comes_to_the_point(sentence)), 0)
    found = [
        (sentence, clause)
        for number, sentence in enumerate(goal)
        if number >= told and not (number and explains(sentence))
        for clause in _clauses(sentence, first=number == 0)
    ]
    return [_quote(sentence, *clause) for sentence, clause in found] if len(found) > 1 else []


def _comes_to_the_point(sentence: Sentence) -> bool:
    """As in "Det vi vill uppnå är ...", after sentences that only tell the background."""
    opening = " ".join(sentence.lows[:3])
    return opening in ("det vi vill", "målet är att", "vad vi vill", "därför ska vi", "det vi ska")


def explains(sentence: Sentence) -> bool:
    """A sentence that only explains the goal or says how it is followed up."""
    if len(sentence) <= _SHORTEST_GOAL and any(w.low in _COMERS for w in sentence.words):
        return True  # "...; 200 deltagare"
    if sentence.lows[:2] == ["vi", "har"] and _has_been_done(sentence):
        return True  # "Vi har pratat om detta länge."
    return sentence.has(0, "explains", "purpose") or (
        sentence.low(0) in ("(",) or not _has_content(sentence)
    )


def _has_been_done(sentence: Sentence) -> bool:
    """Whether a supine follows "har", and neither "alla" nor a verb of what shall be."""
    following = sentence.words[2:6]
    supine = any(is_verbal(w) and w.low.endswith("t") and w.low != "öppet" for w in following)
    later = any(is_modal(w) for w in sentence.words[2:])
    return supine and not later and not sentence.any("universal")


def _has_content(sentence: Sentence) -> bool:
    return (
        any(is_verbal(w) or is_modal(w) or is_copula(w) for w in sentence.words)
        or any(w.has("change_up", "change_down", "zero") for w in sentence.words)
        or any(True for _ in quantities(sentence))
        or _aimed(sentence, 0, len(sentence))
    )


def _clauses(sentence: Sentence, *, first: bool) -> list[tuple[int, int, int]]:
    """Where the clauses with a goal of their own begin, their predicates, and where they end."""
    found: list[tuple[int, int, int]] = []
    previous: int | None = None
    aside = False
    bare: int | None = None
    """The first stretch when it is a goal without a verb: "regelbundna möten och ..."."""
    for start, end in stretches(sentence):
        if sentence.has(start, "explains") and sentence[start].token.text[0].isupper():
            continue
        if (
            previous is not None
            and sentence.low(start - 1) == ":"
            and not _lists_changes(sentence, start)
        ):
            break
        if sentence.low(end - 1) in _COUNTED_IN:
            continue  # "..., timvikarier inräknade, ..."
        if sentence.low(start) == "inte" and sentence.low(start - 1) == ",":
            continue  # "..., inte bara flytta runt hörnet"
        if start and _is_aside(sentence, start):
            continue
        if start and sentence.low(start) in _ASIDE:
            aside = sentence.low(start) == "varav"
            continue
        if aside and sentence[start].may_count:
            continue  # "..., varav 4 för grundskolan och 4 för gymnasiet"
        if previous is not None and _says_the_aim(sentence, start):
            continue
        asks = start + is_preposition(sentence[start])
        if previous is not None and sentence.low(asks) in _QUESTIONS:
            continue  # "vet vart de vänder sig och hur en anmälan görs", "... och om hur ..."
        predicate = predicate_of(sentence, start, end, previous)
        if predicate is None and start and list_dash(sentence, start - 1):
            predicate = start
        if predicate is not None and _shares_verb(sentence, previous, start, predicate):
            found.pop()  # "färre barn och unga utsätts": one subject of two nouns
            previous = None
        if predicate is None:
            bare = start if not start and _is_statement(sentence, start, end) else bare
            continue
        if previous is not None and (
            (predicate == start and _completes_clause(sentence, start))
            or _same_goal(sentence, previous, predicate, start, end)
            or _tells_how_measured(sentence, start)
            or _interrupted(sentence, previous, start, predicate)
        ):
            continue
        change = predicate == start and sentence[predicate].has(*NOMINAL_CHANGES)
        aside_clause = bare is not None and _beside_activity(sentence, start, predicate)
        nominal = change and not is_finite(sentence[predicate])
        placed = bare is not None and any(w.has("v_done") for w in sentence.words[bare:start])
        if bare is not None and not found and (nominal or aside_clause or placed):
            found.append((bare, bare, bare + 1))
        found.append((start, predicate, end))
        previous = predicate
    if len(found) < 2 and _without_verb(sentence):
        aims = [(start, end) for start, end in stretches(sentence) if _aimed(sentence, start, end)]
        if len(aims) > 1 and len(aims) == len(list(stretches(sentence))):
            return [(start, start, end) for start, end in aims]
    if not found and (not first or len(sentence) > 0):
        found.append((0, 0, 1))
    return found


def _without_verb(sentence: Sentence) -> bool:
    """Whether nothing but nouns tells what shall be done."""
    return not any(
        is_finite(w) or is_infinitive(w) or w.unknown_verb
        for w in sentence.words
        if w.scope is Scope.MAIN
    )


def _aimed(sentence: Sentence, start: int, end: int) -> bool:
    """As in "barnombud på varje enhet, konsekvensanalys före beslut": each with an aim of its own."""
    activity = ("activity_type", "study", "object", "installation", "output_noun")
    head = start + (sentence.low(start) in _OPENINGS)
    while head < end and (sentence[head].may_count or sentence[head].has("evaluative", "bound")):
        head += 1
    aimed = any(is_preposition(w) for w in sentence.words[head + 1 : end])
    named = head < end and (sentence.has(head, *activity) or sentence.low(head).endswith(_DOINGS))
    named = named and not sentence.has(head, "v_done", "v_process", "staff", "org")
    named = named and (sentence.has(head, "activity_type") or not sentence.has(head, "people"))
    return named and aimed


def _is_aside(sentence: Sentence, start: int) -> bool:
    """As in "..., i stället för november", "..., även om det tar tid", "så snart som det går"."""
    first, second = sentence.low(start), sentence.low(start + 1)
    if first == "så" and sentence.low(start + 2) == "som":
        return True
    return (first, second) in _ASIDES


def _beside_activity(sentence: Sentence, start: int, predicate: int) -> bool:
    """As in "testköp i kioskerna runt skolan, brev skickas till handlarna": two things to do."""
    if sentence.low(start - 1) in ("dessutom", "därtill") and is_finite(sentence[predicate]):
        return True  # "rondering varje natt, dessutom felanmäls trasiga lampor"
    ends_bare = sentence.low(start - 1) == "," and start > _SHORTEST_GOAL
    subject = start < predicate and not is_preposition(sentence[start])
    return ends_bare and subject and is_finite(sentence[predicate])


def _tells_how_measured(sentence: Sentence, start: int) -> bool:
    """As in "tryggheten ska öka, mäts genom trygghetsmätningen"."""
    return sentence.has(start, "explains") and is_finite(sentence[start])


def _completes_clause(sentence: Sentence, verb: int) -> bool:
    """As in "förhindra att unga, särskilt de som bor på HVB, rekryteras": the verb of "att"."""
    if sentence.low(verb - 1) != "," or not is_finite(sentence[verb]):
        return False
    for index in range(verb - 2, -1, -1):
        word = sentence[index]
        if word.scope is Scope.RELATIVE:
            continue
        if word.low == "att":
            return not is_infinitive(sentence[index + 1])
        if is_finite(word) or is_infinitive(word):
            return False
    return False


def _interrupted(sentence: Sentence, previous: int, start: int, predicate: int) -> bool:
    """As in "har, innan de börjar, visat utdrag", "ska varje helg, även sent, gå runt"."""
    if not is_modal(sentence[previous]):
        return False
    if sentence.low(previous + 1) == ",":
        return True
    open_yet = not any(
        is_verbal(w) or is_infinitive(w) for w in sentence.words[previous + 1 : start]
    )
    return predicate == start and open_yet and is_infinitive(sentence[predicate])


def _lists_changes(sentence: Sentence, start: int) -> bool:
    """As in "ska märka skillnad: mindre spring, färre sprutor och ..."."""
    return sum(w.has("change_up", "change_down") for w in sentence.words[start:]) > 1


def _shares_verb(sentence: Sentence, previous: int | None, start: int, predicate: int) -> bool:
    """Whether a change without a verb is only the first noun of the subject that now gets one."""
    if previous is None or previous > 0:
        return False
    if predicate == start and sentence.low(start - 1) == "," and is_finite(sentence[start]):
        return sentence[0].has(*NOMINAL_CHANGES)  # "fler unga, särskilt flickor, ska ..."
    if sentence.low(start - 1) not in ("och", "samt"):
        return False
    nominal = sentence[previous].has(*NOMINAL_CHANGES) and not is_finite(sentence[previous])
    kinds = ("people", "client", "org_kind")
    people = sentence.has(start, *kinds) and sentence.has(previous + 1, *kinds)
    return nominal and people and is_finite(sentence[predicate]) and predicate > start


def _says_the_aim(sentence: Sentence, start: int) -> bool:
    """As in "..., målet är fem familjer", "..., att jämföra med 72 procent": the same goal."""
    if sentence.low(start) == "att" and sentence.low(start + 1) == "jämföra":
        return True
    return sentence.low(start) in AIMS and sentence.low(start + 1) == "är"


def _is_statement(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a stretch without a verb names something to be done or reached."""
    words = sentence.words[start:end]
    named = (
        "activity_type", "activity_generic", "outcome_noun", "object", "state", "installation"
    )  # fmt: skip
    alone = len(words) == 1 and words[0].has("state")  # "snyggare och renare utemiljö"
    return not is_preposition(words[0]) and not alone and any(word.has(*named) for word in words)


def _quote(sentence: Sentence, start: int, predicate: int, end: int) -> str:
    """The predicate of a stretch, or its number, with its subject and what it governs."""
    number = next((q for q in quantities(sentence) if q.start == predicate), None)
    aside = any(word.low == "(" for word in sentence.words[start:predicate])
    first = predicate if aside or predicate - start > _MOST_WORDS_BEFORE else start
    last = _predicate_end(sentence, predicate, end) if number is None else min(number.end, end)
    return with_object(sentence, first, last)


def _predicate_end(sentence: Sentence, predicate: int, end: int) -> int:
    """End of "ska minska", "är beslutad", for quoting."""
    word = sentence[predicate]
    return min(predicate + 2, end) if is_modal(word) or is_copula(word) else predicate + 1


def _takes_pronoun(sentence: Sentence, verb: int) -> bool:
    pronoun = sentence.end_of(verb, "v_output")
    if sentence.low(pronoun) not in _SAME_OBJECT or sentence.low(verb) in _HELPS:
        return False
    rest = pronoun + 1
    return rest >= len(sentence) or is_preposition(sentence[rest]) or not sentence[rest].is_word


def _passive_stages(sentence: Sentence, previous: int, predicate: int, end: int) -> bool:
    """As in "upphandlas, levereras och tas i drift": what is done with one thing, step by step."""
    first, second = sentence[previous], sentence[predicate]
    ours = all(
        w.has("v_output", "v_done", "stage") and w.low.endswith("s") for w in (first, second)
    )
    rest = sentence.words[predicate + 1 : end]
    return ours and not any(w.may_count or w.low in _EVERY or w.has("unit", "cycle") for w in rest)


def _bare_verb(word: Word) -> bool:
    """One of several verbs that share an object: "ta fram, förankra och trycka en folder"."""
    return is_infinitive(word) and word.has("v_output", "v_done")


def _same_goal(sentence: Sentence, previous: int, predicate: int, start: int, end: int) -> bool:
    """Successive stages of one object, and twin verbs with one object, are one goal."""
    if predicate != start or sentence.low(start - 1) in ("dessutom", "därtill"):
        return False
    first, second = sentence[previous], sentence[predicate]
    if is_copula(first) or is_modal(first):
        previous += 1
        first = sentence[previous]
    if "stage" in first.tags and "stage" in second.tags:
        return True
    if _takes_pronoun(sentence, predicate) and not any(
        q.start > predicate for q in quantities(sentence)
    ):
        return is_verbal(first)  # "ta fram material och sprida det"
    if _passive_stages(sentence, previous, predicate, end):
        return True
    between = sentence.words[sentence.end_of(previous, "stage") : start - 1]
    if first.low in _MOVES and all(word.low in _DIRECTIONS for word in between):
        return True  # "åker ut och träffar klienten"
    if not all("frequency_word" in w.tags or _bare_verb(w) or w.low in LINKS for w in between):
        return False
    if first.low in INTRANSITIVE:
        return False  # "trivas, känna sig hemma och vilja bo kvar"
    if is_infinitive(first) and is_finite(second) and not is_finite(first):
        return False  # "vågar anmäla och medverkar ..."
    if any(w.low in _EVERY or "frequency_word" in w.tags for w in sentence.words[predicate:end]):
        return False  # "är monterad och stängs varje kväll"
    if is_participle(first) and is_finite(second) and not second.low.endswith("s"):
        return False  # "är ommålad och har ny belysning": the second verb has its own object
    return ("v_outcome" in first.tags) == ("v_outcome" in second.tags) and is_verbal(first)
