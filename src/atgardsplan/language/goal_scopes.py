"""What part of a goal each word belongs to: its statement, a relative clause, its purpose or means.

One pass from left to right over the tagged words of a sentence.
"""

from __future__ import annotations

from collections.abc import Collection

from atgardsplan.language.goal_words import (
    MAIN,
    MEANS,
    PURPOSE,
    RELATIVE,
    Scope,
    Sentence,
    is_copula,
    is_finite,
    is_infinitive,
    is_modal,
    is_participle,
    is_verbal,
)
from atgardsplan.language.text import PUNCT

_SUBJUNCTIONS = frozenset(
    [
        "som",
        "där",
        "vars",
        "vilka",
        "vilket",
        "vilken",
        "när",
        "då",
        "innan",
        "eftersom",
        "oavsett",
        "dit",
    ]
)
_QUESTIONS = frozenset(["hur", "varför", "vart", "vem", "vad"])
_ASKED = _QUESTIONS | {"var"}
_AND = frozenset({"och", "samt"})
_ABOUT = frozenset(["för", "om", "kring", "över"])
_ASKING = frozenset(
    ["utreda", "utreds", "undersöka", "undersöks", "pröva", "prövas", "kolla", "bedöma", "överväga"]
)
_PRONOUNS = frozenset(["någon", "nån", "något", "de", "man", "den", "det", "hon", "han"])
_CONTAINING = frozenset({"innefattande", "omfattande"})
_MAY_OPEN = _SUBJUNCTIONS | _QUESTIONS | _CONTAINING | {"att", "om", "var"}
_SEEN_AS = ("upplev", "uppfatt", "anse", "betrakta", "beskriv", "bedöm", "fungera", "tjäna")
_LONGEST_SUBJECT = 4
_QUOTATION_MARKS = frozenset({'"', "”", "“", "»", "«", "„"})
_SHORTEST_PURPOSE = 3
_AS = frozenset(
    ["mest", "högst", "vanligt", "planerat", "tidigare", "förut", "idag", "helhet", "förr",
     "stående", "fast", "ordinarie", "återkommande", "del"]
)  # fmt: skip
_AIMS = frozenset({"mål", "målet", "målen", "uppnått", "uppfyllt"})
_FEARS = frozenset({"oro", "oron", "risk", "risken", "ångest", "ångesten"})
_INSTEAD = frozenset({"stället", "istället", "snarare"})
_MEASURED = frozenset({"mäts", "mätas", "mätt", "uppmätt", "följs", "upp", "uppföljs"})
_GOVERNS_INFINITIVE = frozenset({"att", "och", "samt", "eller", "inte", "genom", "via", "bättre"})
_BEFORE_ACT = frozenset({"inte", "aldrig", "själv", "själva", "också", "även", "alltid", "bara"})
_NOT_VERBS = frozenset(["inte", "ofta", "särskilt", "oftast", "mest", "minst", "redan", "för"])


def mark_scopes(sentence: Sentence) -> None:
    """Give every word its scope in one pass from left to right."""
    lows = sentence.lows
    quoted = () if _QUOTATION_MARKS.isdisjoint(sentence.said) else _quoted(sentence)
    openings = {*sentence.find("purpose", "means")}
    if not _MAY_OPEN.isdisjoint(sentence.said):
        openings.update([index for index, low in enumerate(lows) if low in _MAY_OPEN])
    if not quoted and not openings:
        return  # all is the main statement, as in most cells
    sentence.undivided = False
    scope = MAIN
    finite_budget = 0
    within_relative = within_purpose = False
    first = min(openings, default=len(lows))
    for index, word in enumerate(sentence.words):
        if index < first:
            if index in quoted:
                word.scope = RELATIVE
            continue
        opened = _opening(sentence, index, scope) if index in openings else None
        if opened is PURPOSE:
            within_purpose = scope is RELATIVE and not _main_said(sentence, index)
        if opened is not None:
            within_relative = opened is MEANS and scope is RELATIVE
            scope = opened
            finite_budget = 0 if "purpose" in word.tags or word.low in _CONTAINING else 1
        elif scope is RELATIVE:
            ends = word.kind == PUNCT and word.low in {",", ":", ")"}
            if word.low == "," and finite_budget > 0 and _verb_awaited(sentence, index):
                ends = False  # "där handlare, krögare och polis kan mötas"
            after_and = sentence.low(index - 1) in _AND
            if (
                (ends and not _goes_on(sentence, index))
                or (word.low in _AND and _next_change(sentence, index))
                or (after_and and _back_to_infinitives(sentence, index))
            ):
                scope = MAIN
            elif word.low == "att" and not _infinitive_follows(sentence, index):
                finite_budget += 1
            elif word.low in _SUBJUNCTIONS and _opens_another(sentence, index):
                finite_budget += 1  # "vet vart de vänder sig när någon hotar", "... och som ..."
            elif (after_and and _question_told(sentence, index)) or (
                finite_budget <= 0 and "v_done" in word.tags and _done_at_last(sentence, index)
            ):
                scope = MAIN
            elif word.low in _QUESTIONS:
                finite_budget += 1  # "där de berättar varför", "och vart man vänder sig"
            elif word.low == "om" and sentence.low(index + 1) in _PRONOUNS:
                finite_budget += 1  # "hur de gör om någon ringer"
            elif _clause_verb(sentence, index) and not _inside_verb_group(sentence, index):
                if finite_budget <= 0 and sentence.low(index - 1) not in {"och", "eller", ","}:
                    scope = MAIN
                    _give_back_subject(sentence, index)
                finite_budget -= 1
        elif scope is not MAIN and (
            _returns_to_main(sentence, index, scope)
            or (within_relative and is_finite(word))
            or (
                within_purpose and is_finite(word) and sentence.low(index - 1) not in {"att", "som"}
            )
        ):
            scope = MAIN
        word.scope = RELATIVE if index in quoted else scope


def _quoted(sentence: Sentence) -> Collection[int]:
    """Indexes of what stands between quotation marks: what a film or a leaflet is called."""
    marks = [i for i, low in enumerate(sentence.lows) if low in _QUOTATION_MARKS]
    if len(marks) < 2 or any(w.has("v_say") for w in sentence.words):
        return ()
    return {i for first, last in zip(marks[::2], marks[1::2], strict=False)
            for i in range(first + 1, last) if last - first > 2}  # fmt: skip


def _give_back_subject(sentence: Sentence, verb: int) -> None:
    """The subject of a main clause that goes on: "... när de slutar nian och ingen ska ..."."""
    first = verb - 1
    while first > 0 and sentence[first].is_word and sentence.low(first) not in {"och", "samt"}:
        first -= 1
    if _verb_missing(sentence, first):
        return  # "deltagare som saknar examen och körkort får ..."
    short = 0 < verb - first <= _LONGEST_SUBJECT
    if short and sentence.low(first) in {"och", "samt"} and _main_said(sentence, first):
        for word in sentence.words[first:verb]:
            word.scope = MAIN


def _verb_missing(sentence: Sentence, end: int) -> bool:
    """Whether the clause before ``end`` has its subject but not yet its verb."""
    for index in range(end - 1, -1, -1):
        word = sentence[index]
        if word.scope is MAIN:
            if word.low in {"att", ",", "och", "samt"}:
                return True
            if is_finite(word) or is_infinitive(word):
                return False
    return True


def _main_said(sentence: Sentence, index: int) -> bool:
    """Whether the main clause has its verb before ``index``."""
    main = (word for word in sentence.words[:index] if word.scope is MAIN)
    return is_infinitive(sentence[0]) or any(is_finite(word) for word in main)


def _verb_awaited(sentence: Sentence, comma: int) -> bool:
    """Whether a list of nouns goes on after a comma, and the verb of the clause after it."""
    if sentence.low(comma + 1) in {"och", "samt", "men"}:
        return False
    for index in range(comma + 1, len(sentence)):
        low = sentence.low(index)
        if low in {"och", "eller", "samt"}:
            rest = sentence.words[index + 1 : index + 5]
            return any(is_finite(word) for word in rest)
        if is_finite(sentence[index]) or low in {"som", "att"}:
            return False
    return False


def _opens_another(sentence: Sentence, index: int) -> bool:
    """Whether a clause begins within the clause; "där" alone only tells where."""
    return sentence.low(index) not in {"där", "dit", "då"} or sentence.low(index - 1) in {
        "och", "eller", ",",
    }  # fmt: skip


def _goes_on(sentence: Sentence, comma: int) -> bool:
    """As in "de som bor, arbetar eller vistas här": a list of verbs within the clause."""
    following = comma + 1
    if sentence.low(comma) != "," or following >= len(sentence):
        return False
    word = sentence[following]
    if not is_finite(word) and "eller" in (
        sentence.low(following + 1),
        sentence.low(following + 2),
    ):
        return True  # "någon som säger sig ringa från banken, polisen eller hemtjänsten"
    if not is_finite(word) or (is_modal(word) and word.low != "har"):
        return False
    particle = sentence.low(following + 1) in {"upp", "ut", "in", "fram", "på", "sig", "till"}
    if particle and is_finite(word) and sentence.low(following + 2) in {"eller", "och", ","}:
        return True  # "hur frånvaro registreras, följs upp och rapporteras"
    article = sentence.low(0) in {"en", "ett"} and not _main_said(sentence, comma)
    if article and is_finite(word) and _CONTAINING.isdisjoint(sentence.lows[:comma]):
        return True  # "ett område där människor trivs, hälsar på varandra och ..."
    link = sentence.low(following + 1) in {"eller", "och", ","} and following + 2 < len(sentence)
    if link and is_finite(sentence[following + 2]) and word.low != "har":
        return True
    # "reagerar när någon slutar komma, har mycket pengar eller ..."
    return _main_said(sentence, comma) and "eller" in sentence.lows[following:]


def _question_told(sentence: Sentence, index: int) -> bool:
    """As in "vet vad grooming är och berättar": the question has its verb, the main clause goes on."""
    modal = any(is_modal(w) for w in sentence.words[:index] if w.scope is MAIN)
    if not is_finite(sentence[index]) and not (modal and is_infinitive(sentence[index])):
        return False
    opening = index - 1
    while opening >= 0 and sentence[opening].scope is RELATIVE:
        opening -= 1
    clause = sentence.words[opening + 1 : index]
    asked = bool(clause) and clause[0].low in _ASKED
    if not asked or not any(is_finite(w) for w in clause):
        return False
    following = [*clause[1:], sentence[index]]
    return all(  # "om kvällarna" is a time, another "om" begins a condition
        w.low != "om" or after.has("cycle") for w, after in zip(clause, following, strict=True)
    )


def _done_at_last(sentence: Sentence, index: int) -> bool:
    """As in "rutin för hur skolan larmar framtagen": the participle is told of the routine."""
    before = sentence[index - 1]
    if not is_participle(sentence[index]) or is_copula(before) or is_modal(before):
        return False
    opening = index - 1
    while opening > 0 and sentence[opening - 1].scope is RELATIVE:
        opening -= 1
    return sentence.low(opening) == "hur"


def _back_to_infinitives(sentence: Sentence, index: int) -> bool:
    """As in "få in rutiner som håller och prata mer": the main list of infinitives goes on."""
    return (
        is_infinitive(sentence[index])
        and is_infinitive(sentence[0])
        and not any(is_infinitive(w) for w in sentence.words[1:index] if w.scope is RELATIVE)
    )


def _infinitive_follows(sentence: Sentence, index: int) -> bool:
    """As in "avstår från att gå ut", "väljer att anonymt tipsa": no clause with a verb to come."""
    adverb = sentence.low(index + 1)
    following = index + 1 + (adverb in _BEFORE_ACT or adverb.endswith("t"))
    return following < len(sentence) and is_infinitive(sentence[following])


def _opening(sentence: Sentence, index: int, scope: Scope) -> Scope | None:
    word = sentence[index]
    if "purpose" in word.tags:
        # "i stället för att ..." tells what is not meant, "rädslan för att ..." which fear.
        aside = sentence.low(index - 1) in _INSTEAD or _names_a_fear(sentence, index - 1)
        return RELATIVE if aside else PURPOSE
    if scope is PURPOSE:
        return None
    if "means" in word.tags:
        # "mäts genom trygghetsmätningen" says how the goal is measured, not reached.
        return None if sentence.low(index - 1) in _MEASURED else MEANS
    if scope is not RELATIVE and index > 0:
        if word.low == "som" and sentence.low(index - 1).startswith(_SEEN_AS):
            return None  # "upplevas som trygg"
        if word.low == "som" and sentence.low(index + 1) in _AS:
            return None  # "går i skolan som vanligt och ..."
        if word.low == "när" and not _AIMS.isdisjoint(sentence.lows[max(0, index - 3) : index]):
            return None  # "vi når målet när hälften har ..."
        if word.low == "som" and sentence.low(index - 1) == "samtidigt":
            return None  # "..., samtidigt som personalen blir säkrare" coordinates
        after_event = word.low == "att" and sentence.low(index - 1) in {
            "efter", "innan", "sedan", "därför",
        }  # fmt: skip
        asked = word.low in _QUESTIONS and (
            any(w.verbal or w.finite for w in sentence.words[:index])
            or (index > 1 and sentence.low(index - 1) in _ABOUT)  # "rutin för hur skolan larmar"
        )
        if word.low == "där" and not any(is_finite(w) for w in sentence.words[index + 2 :]):
            return None  # "bilinbrotten där halverade", "ungdomarna där har framtidstro"
        if word.low == "om" and sentence.low(index - 1) in _ASKING:
            return RELATIVE  # "utreda om kameror kan sättas upp"
        if word.low == "var" and sentence.low(index - 1) in {"vet", "veta"}:
            return RELATIVE  # "vet var de får hjälp"
        if word.low in _CONTAINING and sentence.low(index - 1) == ",":
            return RELATIVE  # "en plan, innefattande riskanalys för samtliga nämnder, antas"
        if word.low in _SUBJUNCTIONS or after_event or asked:
            return RELATIVE
    return None


def _names_a_fear(sentence: Sentence, index: int) -> bool:
    """Whether "för att" tells of what: "rädslan för att gå ut"; not "riskbedömning för att ..."."""
    low = sentence.low(index)
    return low in _FEARS or low.endswith(("rädsla", "rädslan"))


def _next_change(sentence: Sentence, index: int) -> bool:
    """After "och", as in "tidigare upptäckt av barn som far illa och snabbare utredning"."""
    changes = ("change_up", "change_down", "speed", "comparative_state")
    following = index + 1
    more = sentence.low(following) in {"fler", "färre"} and sentence.low(following + 1) == "av"
    return (
        (sentence.has(0, *changes) or more)
        and sentence.has(following, *changes)
        and not is_finite(sentence[following])
    )


def _clause_verb(sentence: Sentence, index: int) -> bool:
    """A finite verb, or whatever stands where one must: "som använt", "som blivit"."""
    word = sentence[index]
    if is_finite(word):
        return True
    if sentence.low(index - 1) in {"som", "de", "man"} and word.is_word:
        return word.low.endswith(("r", "t", "s", "de", "te")) and word.low not in _NOT_VERBS
    return False


def _inside_verb_group(sentence: Sentence, index: int) -> bool:
    """Whether the finite-looking word continues a verb group (ska erbjudas, har lämnats)."""
    previous = sentence[index - 1] if index else None
    before = sentence[index - 2] if index > 1 else None
    if previous is None:
        return False
    if is_modal(previous) or (previous.low in {"inte", "även", "också", "sig", "själva"}):
        return is_modal(previous) or (before is not None and is_modal(before))
    return False


def _returns_to_main(sentence: Sentence, index: int, scope: Scope) -> bool:
    """Whether a purpose or a means has ended: "Genom att X, ska Y" and "..., och göra Z"."""
    previous = sentence[index - 1] if index else None
    if previous is None:
        return False
    if scope is PURPOSE and sentence[0].scope is PURPOSE:
        # "För att minska inbrotten monteras lås"
        word = sentence[index]
        own = previous.low in {"att", "som", "och"} or is_modal(previous)
        return (
            word.finite
            and not own
            and index > _SHORTEST_PURPOSE
            and not _aim_awaits(sentence, index)
        )
    if scope is MEANS and previous.low in {"och", "samt"} and _main_said(sentence, index):
        # "... har samtalat utifrån ett material och samtliga föräldrar har fått det hem"
        rest = sentence.words[index:]
        return not is_finite(rest[0]) and any(is_finite(w) for w in rest)
    if scope is MEANS:
        if is_modal(sentence[index]) and not _main_said(sentence, index):
            return True  # "bedrägerier via telefon ska minska"
        if _awaited(sentence, index):
            return True  # "fem ungdomar har genom SIG slutat begå brott"
        if sentence[0].scope is MEANS:
            if _opens_main(sentence, index):
                return True
            lists = any(is_modal(w) or w.finite for w in sentence.words[index:])
            return is_modal(sentence[index]) or (previous.low == "," and not lists)
        return False
    if previous.low not in {"och", "samt"} or sentence.low(index - 2) != ",":
        return False
    if is_infinitive(sentence[index]):
        return is_infinitive(sentence[0])
    # "... så att försök anmäls, och cheferna agerar"
    rest = sentence.words[index + 1 :]
    return not is_finite(sentence[index]) and any(is_finite(w) for w in rest)


def _aim_awaits(sentence: Sentence, index: int) -> bool:
    """As in "i syfte att fler ska känna sig trygga ...": the aim has not yet had its verb."""
    after = index - 1
    while after >= 0 and sentence.lows[after] != "att":
        after -= 1
    return after >= 0 and not any(w.infinitive or w.finite for w in sentence.words[after:index])


def _awaited(sentence: Sentence, index: int) -> bool:
    """Whether a verb is the one that a "har" or "ska" right before the means waits for."""
    word = sentence[index]
    if sentence.low(index - 1) in {"att", "och", "samt", ","} or not is_verbal(word):
        return False
    main = [w for w in sentence.words[:index] if w.scope is MAIN]
    waits = bool(main) and is_modal(main[-1]) and main[-1] is not sentence[0]
    supine = main[-1].low in {"har", "ha", "hade"} if main else False
    return waits and (word.low.endswith("t") if supine else is_infinitive(word))


def _opens_main(sentence: Sentence, index: int) -> bool:
    """As in "Genom tillsyn minska försäljningen": an infinitive that nothing before it governs."""
    before = sentence[index - 1]
    free = before.is_word and not is_modal(before) and before.low not in _GOVERNS_INFINITIVE
    return free and index > 1 and is_infinitive(sentence[index])
