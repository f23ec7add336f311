"""Whether a goal promises what nobody controls: the annotation guideline 2.3."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atgardsplan.language.goal_learnt import leaning
from atgardsplan.language.goal_numbers import Role, quantities
from atgardsplan.language.goal_quotes import with_object
from atgardsplan.language.goal_traits import wording
from atgardsplan.language.goal_universal import new_clause
from atgardsplan.language.goal_words import (
    MAIN,
    MEANS,
    PURPOSE,
    RELATIVE,
    Sentence,
    Word,
    is_copula,
    is_finite,
    is_preposition,
)
from atgardsplan.language.text import number_value

_EXTREME_SHARE = 75
_SMALL_SHARES = ("tiondel", "femtedel", "fjärdedel")
_SIGNS = ("eradication", "free_state", "zero", "universal", "extreme", "change_down", "change_up")
_KNOWING = frozenset(
    {"vet", "veta", "känner", "förstår", "svarar", "svara", "svarat", "uppger", "uppge", "uppgett",
     "säger", "säga"}
)  # fmt: skip
_GONE = frozenset(
    {"bort", "borta", "avskaffad", "avskaffat", "avskaffade", "avskaffas", "försvunnit", "försvunnen",
     "försvunnet", "försvunna", "finnas"}
)  # fmt: skip
_PASSES = frozenset(
    {"genomförs", "genomföras", "passerar", "passera", "avlöper", "avlöpa", "förlöper", "förlöpa",
     "firas", "arrangeras"}
)  # fmt: skip
_ANYONE = frozenset({"någon", "nån", "några"})
_DOWN = frozenset({"ner", "ned", "nere"})
_REACHES = frozenset({"når", "nå", "nått"})
_WHOLLY = frozenset({"helt", "fullständigt", "totalt", "fullkomligt"})
_BEYOND = frozenset({"längre", "mer", "äldre", "senare", "färre", "mindre"})
_QUOTES = frozenset({'"', "”", "“", "»", "«", "'"})
_LEVELS = frozenset({"från", "nere"})
_LIVING = frozenset(
    {"boende", "handel", "miljö", "vardag", "uppväxt", "trafik", "område", "samhälle", "stadsdel", "kommun"}
)  # fmt: skip
_FROM = frozenset({"från", "ur"})
_ENDS = _GONE | {"utan", "slut"}
_BEFORE_END = frozenset({"", "vara", "är", "bli", "få", "får", "definitivt", "helt"})
_SHALL = frozenset({"ska", "skall", "måste"})
_CLEANED = ("klott", "skräp", "nedskräp", "fimp")
"""What is taken away by whoever owns the place: "klottret ska bort" is a task."""
_RECEIVES = frozenset({"ha", "har", "få", "får", "fått"})
_SAFE = frozenset({"trygg", "trygga", "tryggt"})
_DARES = frozenset({"våga", "vågar", "vågat"})
_PROMISED = (MAIN, PURPOSE, MEANS)


def unrealistic(sentence: Sentence) -> Iterator[str]:
    """Absolute promises about what nobody controls, and changes of extreme size."""
    if not _ENDS.isdisjoint(sentence.said):
        yield from _gone(sentence)
        yield from _passes_without(sentence)
    numbers = quantities(sentence)
    shared = bool(numbers) and any(q.role is Role.SHARE for q in numbers)
    if not shared and not sentence.any(*_SIGNS) and _LEVELS.isdisjoint(sentence.said):
        return
    part = _about_a_part(sentence)
    for index in sentence.find("eradication", scopes=_PROMISED):
        if _is_known(sentence, index) or _is_limit(sentence, index):
            continue
        if sentence.has(index, "zero") and _limits_a_time(sentence, index):
            continue
        if part or any(q.role is Role.TARGET and q.start == 0 for q in quantities(sentence)):
            continue  # "35 olovliga uthyrningar har upphört"
        if not sentence.has(index, "free_state") or _absolute_or_predicated(sentence, index):
            yield sentence.quote_tag(index, "eradication")
    for index in sentence.find("free_state"):
        harm = any(_is_harm(sentence, place) for place in (index + 2, index + 3))
        free = sentence.low(index + 1) == "från" and harm
        if sentence.has(index, "crime") and not sentence.has(index, "eradication"):
            free = True  # "stöldfri handel"
        if free and not part and _absolute_or_predicated(sentence, index):
            yield sentence.quote(index, index + 3)
    yield from _absolute(sentence)
    extreme = list(_extreme(sentence))
    if extreme and _states_effect(sentence.words):
        yield from extreme


def _gone(sentence: Sentence) -> Iterator[str]:
    """As in "bilbränderna ska bort", "häleriet är helt borta", "slut på rånen": a crime that is to be no more."""
    for index in [i for i, low in enumerate(sentence.lows) if low in _GONE and i]:
        near = sentence.lows[max(0, index - 2) : index] + sentence.lows[index + 1 : index + 4]
        low, previous = sentence.low(index), sentence.low(index - 1)
        if low == "bort":  # "bort från torget" can also mean elsewhere
            whole = previous in _SHALL and sentence.low(index + 1) not in _FROM
        elif low == "finnas":
            whole = previous in {"inte", "ej", "aldrig"}
        else:
            whole = low != "borta" or "helt" in near or "gott" in near
        told = [place for place in range(index) if _is_harm(sentence, place)]
        task = any(
            (low == "bort" and sentence.has(place, "actor"))
            or sentence.low(place).startswith(_CLEANED)
            for place in told
        )
        if whole and told and not task and "inom" not in sentence.said:
            yield sentence.quote(told[0], index + 1)
    for index in [i for i, low in enumerate(sentence.lows) if low == "slut"]:
        ended = sentence.low(index + 1) == "på" and sentence.low(index - 1) in _BEFORE_END
        if ended and any(_is_harm(sentence, i) for i in range(index + 2, index + 5)):
            yield sentence.quote(index, index + 3)


def _is_harm(sentence: Sentence, index: int) -> bool:
    """Whether a word names a crime, or another harm that is to be no more."""
    return sentence.has(index, "crime", "harm")


def _passes_without(sentence: Sentence) -> Iterator[str]:
    """As in "festivalen genomförs utan hatbrott", "kvällen passerar utan att någon rånas"."""
    for index in [i for i, low in enumerate(sentence.lows) if low == "utan" and i]:
        harm = any(_is_harm(sentence, place) for place in (index + 1, index + 2))
        if sentence.low(index - 1) in _WHOLLY and harm:
            yield sentence.quote(index - 1, index + 2)  # "Ett Råslätt helt utan gängvåld"
    verb = next((place for place, low in enumerate(sentence.lows) if low in _PASSES), None)
    if verb is None or "utan" not in sentence.lows[verb:]:
        return
    without = sentence.lows.index("utan", verb)
    anyone = sentence.low(without + 1) == "att" and sentence.low(without + 2) in _ANYONE
    if anyone or any(sentence.has(place, "crime") for place in range(without + 1, without + 4)):
        yield sentence.quote(verb, without + (3 if anyone else 2))


def _is_limit(sentence: Sentence, index: int) -> bool:
    """As in "ska aldrig överstiga två dygn": a limit, and no promise of never."""
    if sentence.low(index) != "aldrig":
        return False
    if sentence.has(index + 1, "bound", "within") or sentence.low(index + 1) in {"före", "efter"}:
        return True
    # "Personalen arbetar aldrig ensam": a rule for one's own work
    own = any(word.has("staff") for word in sentence.words[:index])
    return own and not any(word.has("crime") for word in sentence.words[index:])


def _is_known(sentence: Sentence, index: int) -> bool:
    """As in "vet att banken aldrig ringer", "fler svarar att de aldrig provat": known, not promised."""
    before = sentence.lows[:index]
    quoted = sentence.low(index - 1) in _QUOTES
    return quoted or ("att" in before and not _KNOWING.isdisjoint(before))


def _absolute_or_predicated(sentence: Sentence, index: int) -> bool:
    if not any(is_finite(w) for w in sentence.words) and sentence.low(index + 1) == "från":
        # "kommunen fri från knark"; "En vecka fri från våld" is a campaign
        return index > 0 and sentence.low(index - 1) != "vecka"
    before = sentence.words[max(0, index - 4) : index]
    if any(is_copula(w) or w.has("universal", "v_outcome") or w.low in _WHOLLY for w in before):
        return True
    # "Drogfri skola!", "Ett brottsfritt område"; not "Drogfri fest"
    slogan = index <= 1 and not any(w.verbal for w in sentence.words)
    place = sentence.has(index + 1, "place", "vague_place", "org_kind")
    return slogan and (place or sentence.low(index + 1) in _LIVING)


def _absolute(sentence: Sentence) -> Iterator[str]:
    shares = [q for q in quantities(sentence) if q.role is Role.SHARE]
    if not shares and not sentence.any("zero", "universal"):
        return
    if _about_a_part(sentence) or _none_without(sentence):
        return
    promised = list(sentence.find("zero", "universal", scopes=(MAIN,)))
    if not any(word.finite and word.scope is MAIN for word in sentence.words):
        # "En stad där ingen blir rånad": what is told of it is all there is.
        promised += sentence.find("zero", scopes=(RELATIVE,))
    for index in promised:
        if sentence.has(index, "zero") and (
            _is_limit(sentence, index)
            or _limits_a_time(sentence, index)
            or _is_known(sentence, index)
        ):
            continue
        if sentence.has(index, "idiom") or sentence.has(index + 1, "unit", "cycle"):
            continue
        if sentence.low(index + 1) in {"kronor", "kr"}:
            continue
        if sentence.has(index, "universal") and is_preposition(sentence[max(index - 1, 0)]):
            continue  # "ett tryggt centrum för alla" promises nothing about each of them
        given = sentence.has(index - 1, "own_service") and sentence.low(index - 1) not in _RECEIVES
        if given or sentence.low(index - 1) in _REACHES:
            continue  # "bolaget svarar varje hyresgäst", "utskicket når alla"
        if _by_own_means(sentence, index) or not _outcome_in_clause(sentence, index):
            continue
        if sentence.low(index) == "ska" and "förekom" not in sentence.low(index + 2):
            continue
        yield with_object(sentence, index, sentence.end_of(index, "zero"))
    for share in shares:
        if (
            share.value == 100
            and not sentence.any("own_service", "within")
            and _states_effect(sentence.words)
        ):
            yield sentence.quote(share.start, share.end)


def _about_a_part(sentence: Sentence) -> bool:
    """As in "70 % av ungdomarna begår inga nya brott", "minst 60 % är drogfria": nothing absolute."""
    part = any(q.role is Role.SHARE and q.value < 100 for q in quantities(sentence))
    return part or "hälften" in sentence.said


def _none_without(sentence: Sentence) -> bool:
    """As in "ingen skrivs ut utan plan": a rule for one's own work, told as a double negation."""
    first = next(iter(sentence.find("zero", scopes=(MAIN,))), None)
    if first is None or first > 1:
        return False
    rest = range(first + 1, len(sentence))
    without = next((i for i in rest if sentence.low(i) == "utan"), None)
    if without is None or without + 1 >= len(sentence):
        return False
    after = sentence.low(without + 1) == "att" and sentence.low(without + 2) in {"någon", "nån"}
    # "går ut nian utan behörighet", "fraktas bort utan att någon reagerar"
    return not (after or sentence.has(without + 1, "outcome_noun"))


def _limits_a_time(sentence: Sentence, index: int) -> bool:
    """As in "inga väntetider över fjorton dagar", "inget klotter kvar längre än ett dygn"."""
    longer = next((i for i in range(index, len(sentence)) if sentence.low(i) in _BEYOND), None)
    if longer is not None and sentence.low(longer + 1) == "än":
        return any(q.role is Role.TARGET and q.start >= longer for q in quantities(sentence))
    timed = any(w.has("time_taken", "case_result") for w in sentence.words[index + 1 : index + 4])
    return timed and any(q.role is Role.TARGET for q in quantities(sentence))


def _outcome_in_clause(sentence: Sentence, index: int) -> bool:
    """Whether what is promised of all or none is an outcome, not what another clause says."""
    commas = [i for i, word in enumerate(sentence.words) if word.low in {",", ";"}]
    # Between commas that only list things there is no verb.
    ends = [i for i in commas if _parts_clauses(sentence, i)]
    ends += [i for i in range(len(sentence)) if new_clause(sentence, i)]
    start = max((i for i in ends if i < index), default=-1)
    end = min((i for i in ends if i > index), default=len(sentence))
    return _states_effect(sentence.words[start + 1 : end])


def _states_effect(words: Sequence[Word]) -> bool:
    return bool(words) and leaning(wording([words]), "activity") < 0


def _parts_clauses(sentence: Sentence, comma: int) -> bool:
    """Whether there is a verb both before and after a comma, so that it parts two clauses."""
    before, after = sentence.words[:comma], sentence.words[comma + 1 :]
    return all(any(w.finite or w.has("change_verb") for w in half) for half in (before, after))


def _by_own_means(sentence: Sentence, index: int) -> bool:
    """Whether what is said after ``index`` is a service of one's own: erbjuds, får stöd."""
    start, end = index, len(sentence)
    for stop in range(index + 1, len(sentence)):
        if sentence.low(stop) in {",", ";"} or new_clause(sentence, stop):
            end = stop
            break
    clause = [i for i in range(start, end) if sentence[i].scope is not RELATIVE]
    return any(
        sentence[i].has("own_service")
        and not _is_theirs(sentence, i)
        and not sentence.has(i + 1, "v_outcome")
        and not (sentence.low(i) in {"lämnar", "lämna"} and "utan" in sentence.lows[i:])
        and not (
            sentence.low(i) in {"ha", "har"}
            and (sentence[i].has("v_outcome") or sentence.has(i + 1, "outcome_noun"))
        )
        for i in clause
    )


def _is_theirs(sentence: Sentence, index: int) -> bool:
    """Whether what looks like a service is up to others: "ska våga anmäla", "noll anmälda hot"."""
    low = sentence.low(index)
    if low == "borta":
        return sentence.low(index - 1) in {"sig", "därefter"}  # "håller sig borta från"
    if low in _RECEIVES:
        return not _SAFE.isdisjoint(sentence.lows[index + 1 : index + 4])  # "har en trygg vuxen"
    counted = sentence.has(index, "reported") and sentence.has(index + 1, "crime")
    return (counted and sentence.any("zero")) or sentence.low(index - 1) in _DARES


def _extreme(sentence: Sentence) -> Iterator[str]:
    """A change of three quarters or more of a crime or safety outcome."""
    yield from _extreme_span(sentence)
    if not sentence.any("change_up", "change_down") and _DOWN.isdisjoint(sentence.said):
        return
    found = [q for q in quantities(sentence) if q.role is Role.SHARE]
    for quantity in found:
        by = sentence.low(quantity.start - 1) in {"med", "ner", "ned", "upp"} or sentence.has(
            quantity.end, "change_down", "change_up"
        )
        if quantity.value >= _EXTREME_SHARE and by:
            yield sentence.quote(quantity.start, quantity.end)
    for index in sentence.find("extreme"):
        yield sentence.quote_tag(index, "extreme")
    for index in sentence.find("fraction"):
        if sentence.low(index - 2) in {"till", "på", "vara", "bara"} and sentence.low(
            index
        ).startswith(_SMALL_SHARES):
            yield sentence.quote(index - 2, index + 1)  # "ner till en tiondel"


def _extreme_span(sentence: Sentence) -> Iterator[str]:
    """As in "från 40 till 5": a fall by three quarters or more."""
    if "från" not in sentence.said or not (
        sentence.any("change_down") or (sentence.any("crime") and "gå" in sentence.said)
    ):
        return
    for index, written in enumerate(sentence.lows):
        if written != "från":
            continue
        numbers = [
            (i, value)
            for i in range(index + 1, min(index + 7, len(sentence)))
            if (value := number_value(sentence[i])) is not None
        ]
        if len(numbers) >= 2:
            (start, high), (end, low) = numbers[:2]
            if high > 0 and low <= high * (1 - _EXTREME_SHARE / 100) and high < 1900:
                yield sentence.quote(start, end + 1)
