"""Numbers that describe the problem, the background or who is meant, rather than the goal.

"de 3 områden som pekats ut", "sedan 2 år tillbaka", "elever med mer än 15 % frånvaro" (the
annotation guideline 2.1, what is no measure).
"""

from __future__ import annotations

from atgardsplan.language.goal_words import MAIN, RELATIVE, Sentence, Word, is_finite, is_modal
from atgardsplan.language.text import YEAR, year_pattern

_DEFINITE = frozenset(
    {
        "de", "dessa", "våra", "deras", "samma", "dagens", "befintliga", "nuvarande", "båda",
        "sina", "denna", "dem",
    }
)  # fmt: skip
_BEFORE_A_LEVEL = frozenset({",", "(", "mot", "än", "från", "var"})
"""As in "40 besök mot 12 förra året": what stands before the level that the goal is compared with."""
_LAST_YEAR = frozenset({"fjol", "ifjol", "året", "fjolåret"})
_NO_GENITIVES = ("gräns", "chans", "balans", "kvens", "petens", "ferens", "instans", "kurs",
                "sammans")  # fmt: skip
"""As in "tidsgräns 72 timmar", "tillsammans tre möten"."""
_GENITIVE_ENDINGS = ("ens", "ets", "nas", "ns", "rs")


def describes(sentence: Sentence, start: int, first: int, end: int) -> bool:
    """Whether the number from ``start`` to ``end`` (bound from ``first``) is no target."""
    return (
        _definite_before(sentence, first)
        or _of_the_group(sentence, start, first, end)
        or _past_or_present(sentence, first, end)
        or _mere_duration(sentence, start, first, end)
        or _starting_level(sentence, first)
        or _how_many_there_are(sentence, first, end)
        or sentence.low(end).endswith(("arna", "erna", "orna"))  # "alla tre kommundelarna"
        or (sentence.low(0) == "om" and _in_condition(sentence, first))
    )


def _in_condition(sentence: Sentence, first: int) -> bool:
    """As in "om klienten uteblir två gånger gör boendestödjaren ett hembesök"."""
    verbs = [index for index, word in enumerate(sentence.words) if is_finite(word)]
    return sum(verb < first for verb in verbs) <= 1 and any(verb > first for verb in verbs)


def _definite_before(sentence: Sentence, first: int) -> bool:
    """As in "de 3 områden", "områdets fyra skolor", "våra två enheter": already known things."""
    previous = first - 1
    if previous < 0:
        return False
    word = sentence[previous]
    if word.low in _DEFINITE:
        return True
    if not word.is_word or is_finite(word) or word.low in {"hos", "oss", "dess", "inges"}:
        return False
    proper = previous > 0 and word.text[0].isupper() and word.low.endswith("s")
    genitive = word.low.endswith(_GENITIVE_ENDINGS) and not word.low.endswith(_NO_GENITIVES)
    return proper or (genitive and "v_done" not in word.tags)


def _of_the_group(sentence: Sentence, start: int, first: int, end: int) -> bool:
    """As in "elever med mer än 15 % frånvaro", "familjer som har tre barn": who is meant."""
    if sentence[start].scope is RELATIVE:
        if sentence.has(first, "within"):
            return any(low in {"andel", "andelen"} for low in sentence.lows[:start])
        share = sentence.low(end) == "%" or sentence.has(end, "percent")
        changed = (
            sentence.any("change_up", "change_down") and sentence.low(first - 1) == "till"
        ) or (sentence.has(first - 2, "change_verb") and sentence.low(first - 1) == "med")
        if share and changed:
            return False  # "öka andelen som erbjuds programmet till 60 procent"
        return not _heads_measure(sentence, start)
    if sentence.has(first, "within"):
        return False
    before = first - 1
    while sentence.low(before) in {"en", "ett", "på", "om", "lägre", "högre", "mer", "än"}:
        before -= 1
    if sentence.has(end, "number_money") and sentence.low(first) in {"över", "under"}:
        # "alla fakturor över 50 000 kr granskas": which ones
        return any(first - 3 <= i < first for i in sentence.find("universal"))
    if sentence.low(first - 1) == "med" and any(i < first for i in sentence.find("universal")):
        return not sentence.has(first - 2, "change_verb")  # "alla adresser med fler än 10 skrivna"
    if _level_of_absence(sentence, before - (sentence.low(before) == "("), first):
        return True
    if sentence.has(before, "absence"):
        before -= 1
        while sentence.low(before) in {"en", "ett", "ogiltig", "hög", "giltig", "total"}:
            before -= 1
    if sentence.low(before) not in {"med", "vid", "efter"}:
        return False  # "familjer som har tre barn" is a relative clause
    if sentence.low(before) in {"vid", "efter"}:
        return sentence.low(before) == "efter" and not sentence.has(end, "unit")
    if sentence.has(before - 1, "place") and sentence.low(before - 1).endswith(("en", "et")):
        return False  # "bemanna fritidsgården med två ledare"
    # "antalet elever minskar med 15 procent" changes by it; "elever med 15 % frånvaro" have it.
    return sentence.has(before - 1, "people", "client", "place", "org", "grade") and (
        _followed_by_noun(sentence, end) or sentence.has(first - 1, "absence") or before < first - 1
    )


def _level_of_absence(sentence: Sentence, noun: int, first: int) -> bool:
    """As in "rapporterar frånvaro över 20 %", "frånvaro (över 20 %)": a threshold, not the goal."""
    if sentence.low(first - 1) == ">" and sentence.low(first - 2) == "(":
        return sentence.has(first - 3, "absence")  # "frånvaro (>20 %)"
    bracket = sentence.low(first - 1) == "("
    if noun != first - 1 - bracket or not sentence.has(noun, "absence"):
        return False
    acts = sentence.any("v_output", "v_outcome", scopes=(MAIN,))
    return sentence.has(first, "bound") and (bracket or acts)


def _followed_by_noun(sentence: Sentence, end: int) -> bool:
    after = end + 1 if sentence.low(end) == "%" or sentence.has(end, "percent") else end
    if after >= len(sentence):
        return False
    word = sentence[after]
    counted = word.low in {"st", "stycken", "och", "samt", "men", "eller", "av", "till"}
    return (
        word.is_word
        and not counted
        and not word.has("bound", "baseline", "change_up", "change_down")
    )


def _heads_measure(sentence: Sentence, start: int) -> bool:
    """Whether the clause belongs to what is counted: "minst 20 som ...", "andelen som ..."."""
    index = start
    while index >= 0 and sentence[index].scope is RELATIVE:
        if is_modal(sentence[index]) and sentence.low(index) in {"ska", "skall"}:
            return True
        index -= 1
    return False


def _past_or_present(sentence: Sentence, first: int, end: int) -> bool:
    """As in "sedan 2 år", "för tre år sedan", "i dag 14", "de senaste fem": how it is or was."""
    if sentence.has(first - 1, "background") and sentence.low(first - 1) not in {"var", "redan"}:
        return True
    year = first - 2
    told = year >= 0 and sentence.low(first - 1) in {":", "="}
    if told and year_pattern(sentence[year]) == YEAR:
        return True  # "(2024: 63 st)"
    in_brackets = year >= 0 and sentence.low(first - 1) == "("
    if in_brackets and (year_pattern(sentence[year]) == YEAR or sentence.low(year) in _LAST_YEAR):
        return True  # "jämfört med 2024 (63 st)", "än i fjol (31 %)"
    after = end + 1 if sentence.has(end, "unit") or sentence.low(end) in {"%", "st"} else end
    if sentence.low(after) in {"sedan", "tillbaka", "idag"}:
        return True
    if sentence.low(after) == "i" and sentence.low(after + 1) in {"dag", "fjol", "nuläget"}:
        return True
    if any(sentence.low(place) in {"förra", "ifjol"} for place in (after, after + 1)):
        return sentence.low(first - 1) in _BEFORE_A_LEVEL
    if _tells_how_it_is(sentence, first):
        return True
    opening = sentence.words[: max(first, 1)]
    said = any("background" in w.tags and w.scope is not RELATIVE for w in opening)
    goal = any(_demands(w) or w.has("change_up", "change_down", "bound") for w in opening)
    return said and not goal and not sentence.has(first, "bound")


def _tells_how_it_is(sentence: Sentence, first: int) -> bool:
    """As in "..., idag kommer fyra per år", "..., förra sommaren var det tre"."""
    start = first
    while start > 0 and sentence.low(start - 1) not in {",", "(", ":"}:
        start -= 1
    part = sentence.words[start:first]
    if start == 0 or not any("background" in word.tags for word in part):
        return False
    return not any(
        (_demands(word) and word.low != "kommer") or word.has("change_up", "change_down")
        for word in part
    )  # "..., idag kommer fyra per år"


def _demands(word: Word) -> bool:
    """Whether an auxiliary tells what is to be: "sedan 2021 har 14 butiker stängt" tells what was."""
    return is_modal(word) and word.low not in {"har", "hade"}


def _mere_duration(sentence: Sentence, start: int, first: int, end: int) -> bool:
    """As in "under två veckor", "i sex månader": how long the work goes on."""
    if not sentence.has(end, "unit") or sentence.low(end + 1) in {"per", "/"}:
        return False
    if sentence.has(first, "within"):
        return False
    if sentence.has(first, "bound") and sentence.low(first) not in {"under", "över"}:
        return False
    before = sentence.low(first) if sentence.has(first, "bound") else sentence.low(first - 1)
    if before in {"under", "över"} and sentence.any("time_taken"):
        return False
    if before == "under" and sentence.low(first) == "under" and sentence.low(first - 1) == "på":
        return False  # "hanteras på under sju minuter"
    if before in {"under", "i", "över", "sedan", "kommande"}:
        return True
    if before in {"efter", "på"}:  # "besvara felanmälan på fem dagar"
        return not sentence.any("own_service", scopes=(MAIN,))
    return False


def _starting_level(sentence: Sentence, first: int) -> bool:
    """As in "från 40 till 30", "från dagens snitt på 19": where one starts, not where one is going."""
    before = first - 1
    of_now = sentence.low(before) == "på" and "från" in sentence.lows[max(0, before - 3) : before]
    return sentence.low(before) == "från" or (
        of_now and any(w.has("background") for w in sentence.words[max(0, before - 2) : before])
    )


def _how_many_there_are(sentence: Sentence, first: int, end: int) -> bool:
    """As in "hushållen i centrum, cirka 2 400, ska uppleva ...": an aside on who is meant."""
    aside = sentence.low(first - 1) == "," and sentence.low(end) == ","
    return aside and end + 1 < len(sentence) and is_finite(sentence[end + 1])
