"""How a goal can be followed up: the annotation guideline 2.1, one kind of measure per function."""

from collections.abc import Callable, Container, Iterator, Sequence
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from atgardsplan.language.goal_deliverable import deliverables
from atgardsplan.language.goal_numbers import Quantity, Role, quantities
from atgardsplan.language.goal_universal import universals
from atgardsplan.language.goal_words import MAIN, MEANS, PURPOSE, RELATIVE, Sentence, is_finite
from atgardsplan.language.text import YEAR, year_pattern

_STATED = (MAIN, PURPOSE, MEANS)
_ONES = frozenset({"en", "ett", "gång", "gånger"})
_TIMES = frozenset({"ggr", "gånger", "gång", "tillfällen", "tillfälle"})
_ALL_DAYS = frozenset(["dagar", "vardagar", "kvällar", "helger", "nätter", "fredagar", "lördagar"])
_SPARED = frozenset({"slipper", "slippa", "sluppit", "slipp"})
_SOMETHING = frozenset({"något", "nåt", "någonstans", "nånstans"})
_CALM = frozenset({"lugn", "lugnt", "trygg", "tryggt", "trygga"})
_PAST = frozenset({"blivit", "varit", "haft", "fått", "blev", "gjort", "begått", "hamnat"})
_PAST_ENDINGS = ("ats", "its", "tts")
_EVERY = frozenset({"varje", "varannan", "vartannat", "varenda", "vartenda"})
_MAY_REPEAT = _EVERY | {"var", "vart", "alla", "samtliga", "/"}
_SHORT_WEEKDAYS = frozenset(
    {
        "mån", "tis", "ons", "tors", "fre", "lör", "sön",
        "månd", "tisd", "onsd", "torsd", "fred", "lörd", "sönd", "to", "fr",
    }
)  # fmt: skip
_DEFINITE_UNITS = frozenset(
    {
        "året", "månaden", "veckan", "kvartalet", "terminen", "dagen", "dygnet", "timmen",
        "halvåret", "läsåret", "kvällen", "natten", "säsongen", "skolåret",
    }
)  # fmt: skip


class Measure(StrEnum):
    """The kind of measure of a goal; the names of the annotation guideline 2.1."""

    percentage = "percentage"
    frequency = "frequency"
    count = "count"  # type: ignore[assignment]  # the guideline's name; hides str.count
    comparison_to_baseline = "comparison_to_baseline"
    universal = "universal"
    verifiable_deliverable = "verifiable_deliverable"
    none = "none"


_KINDS = frozenset(Measure)


class Found(NamedTuple):
    """A measure and the words that show it."""

    measure: Measure
    words: tuple[str, ...]


def find_measure(goal: Sequence[Sentence], possible: Container[Measure] = _KINDS) -> Found:
    """The first kind of measure present, in the order of the annotation guideline 2.1.

    Only the possible kinds are looked for.
    """
    for measure, finder in _FINDERS:
        if measure in possible:
            words = [_quotes_of(finder, sentence) for sentence in goal]
            if any(words):
                return Found(measure, tuple(dict.fromkeys(chain.from_iterable(words))))
    compared = Measure.comparison_to_baseline
    told = _level_told(goal) if compared in possible else ()
    return Found(compared if told else Measure.none, told)


def _level_told(goal: Sequence[Sentence]) -> tuple[str, ...]:
    """As in "I dag vejpar 15 % i åttan. Vi vill se en tydlig nedgång.": the level in one sentence."""
    if len(goal) < 2:
        return ()
    levels = [s.quote(i) for s in goal if s.any("background") for i, w in enumerate(s.words)
              if w.is_number and year_pattern(w) != YEAR]  # fmt: skip
    changes = [s.quote(at) for s in goal if (at := _direction(s)) is not None]
    return (*changes[:1], *levels[:1]) if levels and changes else ()


def _quotes_of(finder: "_Finder", sentence: Sentence) -> Sequence[str]:
    """What a finder finds in a sentence (remembered)."""
    known: Sequence[str] | None = sentence.memo.get(finder)
    if known is None:
        known = sentence.memo[finder] = tuple(finder(sentence, quantities(sentence)))
    return known


def has_level(sentence: Sentence) -> bool:
    """Whether a sentence states a number, a share, a frequency or a comparison (rule M102)."""
    return any(_quotes_of(finder, sentence) for finder in _LEVELS)


# --- numbers --------------------------------------------------------------------------------


def _percentages(sentence: Sentence, found: Sequence[Quantity]) -> Iterator[str]:
    for quantity in found:
        if quantity.role is Role.SHARE:
            yield sentence.quote(quantity.start, quantity.end)
    for index in sentence.find("fraction"):
        if sentence[index].has("percent") or sentence[index].scope is RELATIVE:
            continue
        if sentence.low(index) in _EVERY and _unit_within(sentence, index + 1, 2):
            continue
        yield sentence.quote_tag(index, "fraction")
    for index in sentence.find("ordinal"):
        # "var femte elev" is a share, "var femte vecka" a frequency.
        if sentence.low(index - 1) in {"var", "vart"} and not sentence.has(
            index + 1, "unit", "weekday_single"
        ):
            yield sentence.quote(index - 1, index + 1)


def _counts(sentence: Sentence, found: Sequence[Quantity]) -> Iterator[str]:
    for quantity in found:
        if quantity.role is Role.TARGET:
            yield sentence.quote(quantity.start, quantity.end)


def _same_day(sentence: Sentence, found: Sequence[Quantity]) -> Iterator[str]:
    """As in "samma dag", "nästa vardag": a limit of one day, in words that are no number."""
    for index in sentence.find("same_day", scopes=_STATED):
        yield sentence.quote_tag(index, "same_day")


def _frequencies(sentence: Sentence, found: Sequence[Quantity]) -> Iterator[str]:
    for index in sentence.find("frequency_word", "weekday", scopes=_STATED):
        if sentence.has(index - 1, "change_up", "change_down"):
            continue
        if index and sentence[index - 1].may_count and not _at_time(sentence, index - 1):
            continue  # "inom två vardagar"
        if sentence.low(index - 1) == "den" and _of_a_survey(sentence, index):
            continue
        if "weekday" not in sentence[index].tags or not _when_crimes_happen(sentence, index):
            yield sentence.quote_tag(index, "frequency_word")
    yield from _listed_weekdays(sentence)
    repeat = {*sentence.find("per_unit")}
    if not _MAY_REPEAT.isdisjoint(sentence.said):
        repeat.update([index for index, low in enumerate(sentence.lows) if low in _MAY_REPEAT])
    for index in sorted(repeat):
        word = sentence[index]
        if word.scope is RELATIVE and not _of_what_was(sentence, index):
            continue
        if word.low in _EVERY or word.low in {"var", "vart"}:
            if not _SPARED.isdisjoint(sentence.lows[max(0, index - _NEAR) : index]):
                continue  # "slipper höra det varje kväll"
            end = _every_unit(sentence, index)
            if end:
                yield sentence.quote(index, end)
        elif word.low in {"alla", "samtliga"} and sentence.low(index + 1) in _ALL_DAYS:
            yield sentence.quote(index, index + 2)
        elif "per_unit" in word.tags or word.low == "/":
            start = _rate_start(sentence, index, found)
            if start is not None:
                yield sentence.quote(start, _rate_end(sentence, index))


def _at_time(sentence: Sentence, index: int) -> bool:
    """As in "kl 18-02 torsdag till lördag": when, and not how many."""
    return any(word.low in {"kl", "klockan"} for word in sentence.words[max(0, index - 4) : index])


def _of_a_survey(sentence: Sentence, index: int) -> bool:
    """As in "minskar i den årliga (årligen återkommande) trygghetsmätningen"."""
    told = index + 1 + (sentence.low(index + 1) in {"återkommande", "genomförda"})
    return sentence.has(told, "indicator")


def _of_what_was(sentence: Sentence, index: int) -> bool:
    """As in "vi ringer de som blivit lurade varje vecka": how often cannot belong to the past."""
    start = index
    while start > 0 and sentence[start - 1].scope is RELATIVE:
        start -= 1
    return any(low in _PAST or low.endswith(_PAST_ENDINGS) for low in sentence.lows[start:index])


def _listed_weekdays(sentence: Sentence) -> Iterator[str]:
    """As in "är ute mån, ons och fre": a schedule, whatever the days are called."""
    if _SHORT_WEEKDAYS.isdisjoint(sentence.said):
        return
    days = [i for i, low in enumerate(sentence.lows) if low in _SHORT_WEEKDAYS]
    if len(days) > 1 and days[-1] - days[0] <= 2 * len(days):
        yield sentence.quote(days[0], days[-1] + 1)


def _when_crimes_happen(sentence: Sentence, index: int) -> bool:
    """As in "minska misshandel i krogmiljö lördagsnätter": when the crimes are committed."""
    aimed = sentence[index].scope is PURPOSE
    before = [w for w in sentence.words[:index] if aimed or w.scope is not PURPOSE]
    if any(word.low.startswith(("upplev", "känn", "tyck")) for word in before):
        return True  # "upplever att det är lugnt på fredagskvällarna"
    if any(word.low in _SOMETHING or word.low in _CALM for word in before):
        return True  # "har någonstans att vara på helger"
    told = any(word.has("crime", "outcome_noun") for word in before)
    acts = any(word.has("activity_type", "v_output", "staff") for word in before)
    changes = sentence.any("change_down", "change_up")
    if changes and any(word.low in {"antalet", "nivå", "nivåer", "andelen"} for word in before):
        return True  # "antalet besök på gården lördagar ökar"
    return changes and not acts and (told or sentence.any("baseline"))


def _every_unit(sentence: Sentence, index: int) -> int | None:
    """End of "varje vecka", "varannan fredag", "var 14:e dag", "var tredje månad"."""
    if sentence.low(index) in {"var", "vart"} and not (
        sentence.has(index + 1, "ordinal") or ":" in sentence.low(index + 1)
    ):
        return None
    unit = _unit_within(sentence, index + 1, 2)
    return unit + 1 if unit is not None else None


def _unit_within(sentence: Sentence, start: int, reach: int) -> int | None:
    for index in range(start, min(start + reach, len(sentence))):
        if sentence.has(index, "unit", "weekday_single", "cycle"):
            return index
        if not sentence[index].is_word:
            return None
    return None


def _rate_start(sentence: Sentence, index: int, found: Sequence[Quantity]) -> int | None:
    """Where "fyra möten per år" begins, when ``index`` is the "per" (i, om, /) before a unit."""
    unit = index + 1
    strict = sentence.low(index) in {"per", "/"}
    if sentence.low(index - 1) in {"km", "kilometer"}:
        return None  # a speed
    if strict:
        if not _rate_unit(sentence, unit):
            return None
        if _done_each(sentence, index):
            return index
    elif sentence.low(unit) not in _DEFINITE_UNITS and not _times_before(sentence, index):
        return None
    reach = 12 if strict else 6
    for quantity in found:
        if quantity.role is Role.TARGET and index - reach <= quantity.start < index:
            return quantity.start
    for back in range(index - 1, max(-1, index - reach), -1):
        if sentence.low(back) in _ONES:
            return back
    if strict and any(q.start > index for q in found if q.role is Role.TARGET):
        return index
    return None


def _done_each(sentence: Sentence, index: int) -> bool:
    """As in "prognosen lämnas per tertial", "avstämning per kvartal": once in each of them."""
    if sentence.low(index) != "per" or not sentence.has(index + 1, "unit"):
        return False
    act = sentence[index - 1]
    return act.has("v_output", "v_done", "activity_type", "process_noun") and not act.has(
        "change_up", "change_down"
    )


def _times_before(sentence: Sentence, index: int) -> bool:
    """As in "2 ggr i månad": the indefinite unit does after a word for times."""
    return sentence.low(index - 1) in _TIMES and sentence.has(index + 1, "unit")


_SHORT_UNITS = frozenset({"v", "m", "å", "t", "d"})


def _rate_unit(sentence: Sentence, unit: int) -> bool:
    """As in "per år", and "per skola och läsår" where the time unit comes second."""
    if sentence.low(unit - 1) == "/" and sentence.low(unit) in _SHORT_UNITS:
        return True
    return sentence.has(unit, "unit", "weekday_single") or (
        sentence.low(unit + 1) in {"och", "per"} and sentence.has(unit + 2, "unit")
    )


def _rate_end(sentence: Sentence, index: int) -> int:
    return index + 2 if sentence.has(index + 1, "unit") else index + 4


# --- comparisons ----------------------------------------------------------------------------


def _comparisons(sentence: Sentence, found: Sequence[Quantity]) -> Iterator[str]:
    direction = _direction(sentence)
    if direction is None:
        return
    level = _level_beside(sentence)
    if level is not None:
        yield sentence.quote(direction)
        yield sentence.quote(*level)
        return
    for group in ("baseline", "indicator"):
        for index in sentence.find(group):
            if sentence[index].scope is MEANS or _asks_no_one(sentence, index):
                continue
            yield sentence.quote(direction)
            yield sentence.quote_tag(index, group)
            return
    counted = _registered_count(sentence)
    if counted is not None:
        yield sentence.quote(direction)
        yield sentence.quote(*counted)


def _asks_no_one(sentence: Sentence, index: int) -> bool:
    """As in "en värd som svarar", "statistiken blir bättre": no survey that shows the change."""
    answers = sentence.low(index + (sentence.low(index) == "som")).startswith(_ANSWERS)
    if answers:
        return not any(word.has("share", "change_up", "change_down") or word.is_number
                       or word.low in _COUNTED for word in sentence.words[max(0, index - _NEAR) : index])  # fmt: skip
    return index == 0 and sentence.low(0).startswith("statistik")


def _level_beside(sentence: Sentence) -> tuple[int, int] | None:
    """As in "(2024: 63 st)", "(nuläge 18)", "ner från 63": what the change is measured from."""
    for index, word in enumerate(sentence.words):
        if word.low == "från" and _starting_level(sentence, index + 1):
            return index, index + 2
        since = year_pattern(word) == YEAR and sentence.low(index + 1) in {":", "="}
        if not since and word.low not in _LEVEL_NOW:
            continue
        number = index + 1 + (sentence.low(index + 1) in {":", "=", "är"})
        if number < len(sentence) and sentence[number].is_number:
            return index, number + 1
    return None


def _starting_level(sentence: Sentence, index: int) -> bool:
    """As in "minskar från 2,1 mnkr"; not "ungdomar från 13 år", "från 8 till 16"."""
    if index >= len(sentence) or not sentence[index].is_number or ":" in sentence.low(index):
        return False
    after = index + 1
    label = sentence.has(after, "unit", "age_word", "month") or sentence.low(after) in _NO_LEVEL
    return not label and sentence.has(index - 2, "change_up", "change_down")


def _direction(sentence: Sentence) -> int | None:
    """A change upwards or downwards, or a comparative before "än"."""
    for index in sentence.find("change_up", "change_down", "level_kept"):
        if not sentence.has(index - 1, "zero"):
            return index
    for index, word in enumerate(sentence.words):
        if word.low == "än" and sentence.low(index - 1).endswith("re"):
            return index - 1
    return None


def _registered_count(sentence: Sentence) -> tuple[int, int] | None:
    """As in "antalet anmälda inbrott", "andelen nedlagda ärenden": counted by the actors."""
    for index, word in enumerate(sentence.words):
        told = "reported" in word.tags and word.scope is not MEANS
        if told and not is_finite(word) and not _does_something(sentence, index):
            return index, index + 2
        if "recorded" in word.tags and _is_subject(sentence, index):
            return index, index + 1
        if word.low in _MEASURED_IN:
            source = sentence.words[index + 1 : index + 5]
            end = next((i for i, w in enumerate(source, index + 2) if "registered" in w.tags), None)
            if end is not None:
                return index, end
        if word.low not in {"antal", "antalet", "andel", "andelen"}:
            continue
        if word.low == "antal" and sentence.low(index - 1) == "i":
            counted = [i for i in sentence.find("registered") if i < index]
            if counted:
                return counted[0], counted[0] + 1  # "lob-ingripandena minskar i antal"
        reach = sentence.words[index + 1 : index + 8]
        if any("unobservable" in w.tags for w in reach):
            return None
        for offset, candidate in enumerate(reach[:4], start=index + 1):
            if candidate.has("registered"):
                return index, offset + 1
            if candidate.low == "som":
                acts = range(offset + 1, min(offset + 3, len(sentence)))
                act = next((i for i in acts if sentence.has(i, "registered_act")), None)
                if act is not None:
                    return index, sentence.end_of(act, "registered_act")
            if is_finite(candidate) or candidate.low in {"som", "av", "hos"}:
                break
    return None


def _is_subject(sentence: Sentence, index: int) -> bool:
    """As in "besöken ökar", "..., besöken på gården blir fler", not "rutin för besöken"."""
    owned = index == 1 and sentence.low(0).endswith("s")  # "fritidsgårdens besökssiffror stiger"
    begins = index == 0 or owned or sentence.low(index - 1) in {",", "och", "samt", ":"}
    return begins and any(
        place > index and (sentence.has(place, "change_verb") or sentence.low(place) in _IN_NUMBER)
        for place in sentence.find("change_up", "change_down", scopes=(MAIN,))
    )


def _does_something(sentence: Sentence, index: int) -> bool:
    """As in "fler anmälda hatbrott leder till åtal": not the reports are counted."""
    changes = any(w.has("change_up", "change_down") for w in sentence.words[index + 1 :])
    verbs = sentence.find("v_outcome", "v_output", scopes=(MAIN,))
    return not changes and any(verb > index and is_finite(sentence[verb]) for verb in verbs)


_ANSWERS = ("svar", "uppg", "ange")
_COUNTED = frozenset({"andel", "andelen", "antal", "antalet"})
_NEAR = 6
_IN_NUMBER = frozenset({"fler", "färre"})
_LEVEL_NOW = frozenset({"nuläge", "nuläget", "utgångsläge", "utgångsvärde", "idag", "dag"})
_NO_LEVEL = frozenset({"-", "–", "/", "till", "år"})
_MEASURED_IN = frozenset({"mätt", "mäts", "mätas", "uppmätt"})
_Finder = Callable[[Sentence, Sequence[Quantity]], Iterator[str]]
_LEVELS: tuple[_Finder, ...] = (_percentages, _frequencies, _counts, _comparisons)
_FINDERS: tuple[tuple[Measure, _Finder], ...] = (
    (Measure.percentage, _percentages),
    (Measure.frequency, _frequencies),
    (Measure.count, _counts),
    (Measure.comparison_to_baseline, _comparisons),
    (Measure.universal, universals),
    (Measure.verifiable_deliverable, deliverables),
    (Measure.count, _same_day),
)
