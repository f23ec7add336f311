"""What the numbers of a goal are: a share, a target, or no measure at all.

The annotation guideline 2.1 lists numbers that measure nothing: laws, years, dates, grades, ages,
names, budgets, and numbers that describe the problem or who is meant rather than the goal.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from atgardsplan.language.goal_background import describes
from atgardsplan.language.goal_words import Sentence, Word, is_finite, is_preposition
from atgardsplan.language.text import NUMBER, WORD, number_value, number_word

_RANGE = frozenset({"-", "–", "—", "/", "till", "och", "eller", ",", "*", "resp"})
_LISTS = frozenset({",", "och", "eller"})
_ARTICLES = frozenset({"en", "ett"})
_LENGTHS = frozenset(
    ["dags", "halvdags", "timmes", "timmas", "veckas", "månads", "dygns", "kvälls"]
)
"""What follows "en" in "en dags utbildning", "en veckas väntetid"."""
_PHONES = frozenset({"116 111", "116 000", "90 101", "114 14"})
_BEFORE_YEAR = frozenset(["än", "ht", "vt", "hösten", "våren", "sommaren", "under", "mot", "från"])
_CLASSES = frozenset("abcdef")
_TRADES = ("köp", "sälj", "såld", "sålt")
_OPEN = frozenset({"öppen", "öppet", "öppna"})
_BOTH = frozenset({"och", "eller", "samt", "inte"})
_MAY_COUNT = _ARTICLES | {"par", "noll"}
_AGE_WORDS = frozenset(
    ["mellan", "under", "över", "åldern", "från", "födda", "fyllda", "fyllt", "upp"]
)
_AGES = frozenset({"ålder", "åldern", "åldrar", "åldrarna", "åldersspannet", "åldersgruppen"})
_PERSONS = frozenset({"ingen", "alla", "de", "dem", "någon", "samtliga"})
_OLDEST = 100
_LARGEST_WHOLE = 10
_STREETS = ("gatan", "vägen", "gränd", "stigen", "torget", "backen", "väg", "gata", "allén")
_COMERS = ("deltagare", "deltagarna", "besökare", "besökarna")


class Role(Enum):
    """What a number does in a goal."""

    SHARE = "share"
    TARGET = "target"
    NONE = "none"


class Quantity(NamedTuple):
    """A number that measures: the words from ``start`` up to ``end``, bounds included."""

    start: int
    end: int
    role: Role
    value: float


def quantities(sentence: Sentence) -> Sequence[Quantity]:
    """The numbers of a sentence that are shares or targets, from left to right."""
    found: tuple[Quantity, ...] | None = sentence.memo.get("quantities")
    if found is None:
        found = sentence.memo["quantities"] = tuple(_quantities(sentence))
    return found


def _quantities(sentence: Sentence) -> Iterator[Quantity]:
    end = 0
    for index in [index for index, word in enumerate(sentence.words) if word.may_count]:
        if index < end:
            continue
        value = _value(sentence, index)
        if value is None:
            continue
        end = _range_end(sentence, index)
        role = _role(sentence, index, end)
        if role is not Role.NONE:
            yield Quantity(_with_bound(sentence, index), _with_unit(sentence, end), role, value)


def _value(sentence: Sentence, index: int) -> float | None:
    """Value of a numeral or number word; articles count only after minst, högst or inom."""
    word = sentence.words[index]
    if word.is_word and word.low not in _MAY_COUNT and "number_noun" not in word.tags:
        bought = word.low == "sex" and _is_trade(sentence, index)
        return None if bought or "idiom" in word.tags else number_word(word.low)
    if word.low in _ARTICLES:
        return 1 if _counts_one(sentence, index) or _one_out_of(sentence, index) else None
    if word.low == "par" and sentence.low(index - 1) == "ett":
        return 2
    if "number_noun" in word.tags and sentence.low(index - 1) == "ett":
        return 10
    if "idiom" in word.tags or word.low == "noll":
        return None
    return number_value(word)


def _is_trade(sentence: Sentence, index: int) -> bool:
    """As in "köpa sex", "sälja sex i lägenhet"; "köpa sex kameror" counts."""
    traded = any(low.startswith(_TRADES) for low in sentence.lows[max(0, index - 2) : index])
    if not traded or index + 1 >= len(sentence):
        return traded
    after = sentence[index + 1]
    return not after.is_word or is_preposition(after) or after.finite or after.low in _BOTH


def _counts_one(sentence: Sentence, index: int) -> bool:
    if sentence.has(index - 1, "bound_one") or sentence.low(index + 1) in _LENGTHS:
        return True
    if sentence.low(index + 1) == "per":
        return True  # "barnrättsombud, ett per område"
    if sentence.low(index - 1) in {"vänta", "än"} and sentence.has(index + 1, "unit"):
        return True  # "som mest behöva vänta en vecka", "inte mer än en vecka"
    limited = (
        sentence.has(index - 1, "within")
        or sentence.end_of(index - 2, "within") == index
        or sentence.low(index - 1) == "senast"  # "senast en timme efter"
    )
    return limited and sentence.has(index + 1, "unit")


def _one_out_of(sentence: Sentence, index: int) -> bool:
    """As in "en av tre unga män"."""
    of = index + 2
    known = sentence.low(index + 1) == "av" and of < len(sentence)
    return known and sentence.low(of) not in _MAY_COUNT and number_value(sentence[of]) is not None


def _range_end(sentence: Sentence, index: int) -> int:
    """Index after a number, or after the last number of a range such as 2-3 or 18-24."""
    end = index + 1
    while (
        end + 1 < len(sentence)
        and sentence.low(end) in {"-", "–", "—", "/"}
        and sentence[end + 1].kind == NUMBER
    ):
        end += 2
    return end


def _with_bound(sentence: Sentence, start: int) -> int:
    """Start of "minst", "inom", "mer än" before a number, for quoting."""
    for back in (1, 2, 3):
        adjacent = back == 1 or sentence.end_of(start - back, "bound") >= start
        if adjacent and sentence.has(start - back, "bound", "within"):
            return start - back
    return start


def _with_unit(sentence: Sentence, end: int) -> int:
    """End of the quantity including the percent sign or the noun that is counted."""
    if end < len(sentence) and (sentence.low(end) == "%" or sentence[end].is_word):
        closed = is_preposition(sentence[end]) or sentence.low(end) in {"och", "samt"}
        return end if closed else end + 1
    return end


def _role(sentence: Sentence, start: int, end: int) -> Role:
    if sentence[start].low == "0" and end == start + 1:
        return Role.NONE  # a zero goal, unlike "max 0-2 rån"
    share = _is_share(sentence, start, end)
    named = _named_share(sentence, start, end) if share else _is_label(sentence, start, end)
    if named or describes(sentence, start, _with_bound(sentence, start), end):
        return Role.NONE
    return Role.SHARE if share else Role.TARGET


def _named_share(sentence: Sentence, start: int, end: int) -> bool:
    """As in "100 % Ren hård träning", a name, and in "anställd på 50 %", "på 75 % anställd"."""
    name = end + 1
    hired = [*sentence.words[:start], *sentence.words[name : name + 1]]
    if sentence.low(start - 1) == "på" and any(w.has("v_hire") for w in hired):
        return True
    if name >= len(sentence) or not sentence[name].is_word:
        return False
    return sentence[name].text[0].isupper() or sentence.low(name) in {"ren", "rent"}


def _is_share(sentence: Sentence, start: int, end: int) -> bool:
    """Percent, or so many out of so many."""
    sign = end + (sentence.low(end) == "-")  # "en 30-procentig minskning"
    if sentence.low(sign) == "%" or sentence.has(sign, "percent"):
        return True
    if sentence.low(end) in {"till", "-", "och"} and _shared_percent(sentence, end):
        return True
    if end - start == 3 and sentence.low(start + 1) == "/" and _is_fraction(sentence, start):
        return True
    if sentence.low(end) in {"fall", "gånger"} and sentence.low(end + 1) == "av":
        end += 1  # "i nio fall av tio"
    out_of = end + 1 + (sentence.low(end + 1) in {"våra", "de", "totalt", "kommunens"})
    return (
        sentence.low(end) == "av"
        and out_of < len(sentence)
        and sentence.low(out_of) not in _ARTICLES
        and number_value(sentence[out_of]) is not None
    )


def _is_fraction(sentence: Sentence, start: int) -> bool:
    """As in "minst 3/4", "3/4 av eleverna", "9/10 krögare"; "12/3" is a date."""
    part, whole = (number_value(sentence[place]) for place in (start, start + 2))
    stated = (
        sentence.low(start - 1) == "minst"
        or (sentence.low(start - 1) == "med" and sentence.any("change_verb"))
        or sentence.low(start + 3) == "av"
        or _are_many(sentence, start + 3)
    )
    return stated and part is not None and whole is not None and part < whole <= _LARGEST_WHOLE


def _are_many(sentence: Sentence, index: int) -> bool:
    return sentence.has(index, "people", "client") and sentence.low(index).endswith(("r", "e"))


def _shared_percent(sentence: Sentence, index: int) -> bool:
    """Whether the percent sign follows the second number: "från 18 till 14 procent"."""
    following = index + 1
    if following >= len(sentence) or number_value(sentence[following]) is None:
        return False
    return sentence.low(following + 1) == "%" or sentence.has(following + 1, "percent")


def _is_label(sentence: Sentence, start: int, end: int) -> bool:
    """Years, dates, laws, times, grades, ages, money, phone numbers, names with numerals."""
    word = sentence[start]
    return (
        _is_year_or_code(sentence, start, end)
        or _is_class(sentence, start, end)
        or sentence.has(end, "month", "law_unit")
        or (sentence.has(end, "distance") and not _is_speed_goal(sentence, end))
        or (sentence.has(end, "number_money") and not _is_limit(sentence, start))
        or _is_date(sentence, start, end)
        or _is_clock_span(sentence, start, end)
        or _is_speed(sentence, start, end)
        or _is_list_number(sentence, start, end)
        or _in_turns(sentence, start, end)
        or _is_age_or_years(sentence, start, end)
        or _labelled(sentence, start)
        or _numbered_things(sentence, start, end)
        or _part_of_name(sentence, start, end, word)
        or (end < len(sentence) and start > 0 and _names_subject(sentence, start, end))
    )


def _is_speed_goal(sentence: Sentence, unit: int) -> bool:
    """As in "medelhastigheten sjunker till under 35 km/h"."""
    return sentence.low(unit + 1) == "/" and sentence.any("change_down", "level_verb")


def _is_speed(sentence: Sentence, start: int, end: int) -> bool:
    """As in "mopederna håller 30": a speed that is kept, not a number of something."""
    last = end >= len(sentence) or not sentence[end].is_word or sentence.low(end) == "och"
    return last and sentence.low(start - 1) in {"håller", "hålla", "kör", "köra"}


def _is_clock_span(sentence: Sentence, start: int, end: int) -> bool:
    """As in "varje skoldag mellan 11 och 13": nothing is counted."""
    last = end >= len(sentence) or not sentence[end].is_word
    second = sentence.low(start - 1) == "och" and sentence.low(start - 3) == "mellan"
    first = sentence.low(start - 1) == "mellan" and sentence.low(end) == "och"
    if second and last:
        return sentence.low(end) != "%"
    if sentence.low(start - 1) == "till" and not _OPEN.isdisjoint(sentence.lows[:start]):
        return last or is_preposition(sentence[end])  # "hålls öppen till 22 på fredagar"
    after = end + 2
    return (
        first
        and (after >= len(sentence) or not sentence[after].is_word)
        and (sentence.low(after) != "%")
    )


def _is_limit(sentence: Sentence, start: int) -> bool:
    """As in "stannar på högst 150 000 kronor", "minskar med 500 000 kr": no budget."""
    changed = sentence.low(start - 1) == "med" and sentence.has(start - 2, "change_verb")
    return changed or _with_bound(sentence, start) < start


def _is_year_or_code(sentence: Sentence, start: int, end: int) -> bool:
    word = sentence[start]
    if ":" in word.low or "number_name" in word.tags or word.low in _PHONES:
        return True
    if word.kind != NUMBER:
        return False
    value = number_value(word)
    if value is None:
        return True
    if sentence.low(start - 1) in {"-", "–"} and sentence.low(start - 2) in _BEFORE_YEAR:
        return True  # "färre än -24"
    if len(word.low) == 4 and 1900 <= value <= 2100:
        # "2000 personer" is a target, "2025" and "2025-2027" are years.
        return not (end == start + 1 and value == 2000 and end < len(sentence))
    neighbours = (sentence.words[i] for i in (start - 1, end) if 0 <= i < len(sentence))
    return any(w.kind == NUMBER and " " not in w.low for w in neighbours)


def _is_class(sentence: Sentence, start: int, end: int) -> bool:
    """As in "eleverna i 7B": a letter right after the numeral."""
    if sentence.low(end) not in _CLASSES or sentence[start].end != sentence[end].start:
        return False
    return len(sentence.low(start)) == 1


def _is_date(sentence: Sentence, start: int, end: int) -> bool:
    """12/3, 24/7, 25/26, 2025-03-01: numbers joined by a slash, or years in the range."""
    if end == start + 1:
        return False
    parts = sentence.words[start:end]
    return any(w.low == "/" for w in parts) or any(len(w.low) == 4 for w in parts)


def _is_list_number(sentence: Sentence, start: int, end: int) -> bool:
    """As in "1. Ökad trygghet 2. Minskad ...": the number of this item, or of the next one."""
    first = number_value(sentence[0]) if sentence[0].is_number else None
    if first is not None and end == len(sentence) > end - start + 1:
        return number_value(sentence[start]) == first + 1
    if sentence.low(end) == ")" and start and "(" not in sentence.lows[:start]:
        return True  # "1) Färre bråk 2) Lugnare kvällar"
    return start == 0 and sentence.low(end) in {".", ")", ":"} and len(sentence) > end + 1


def _in_turns(sentence: Sentence, start: int, end: int) -> bool:
    """As in "går ut två och två"."""
    low = sentence.low(start)
    return (sentence.low(end) == "och" and sentence.low(end + 1) == low) or (
        sentence.low(start - 1) == "och" and sentence.low(start - 2) == low
    )


def _is_age_or_years(sentence: Sentence, start: int, end: int) -> bool:
    """13-17 år, 15-åringar, 65+, i två år: ages, project years and last days, not targets."""
    if sentence.has(end, "unit_year", "age_word"):
        return not sentence.has(end + 1, "age_free") and not _age_measured(sentence, start)
    if sentence.low(end) == "+":
        return True
    if end > start + 1 and _ages_of_people(sentence, start, end):
        return True
    bounded = sentence.low(start - 1) in {"under", "över", "mellan"}
    if bounded and not sentence.has(end, "unit"):
        if _somebody(sentence, start - 2):
            return True  # "barn under 15", "ingen över 80"
        if end < len(sentence) and (sentence[end].finite or sentence.low(end) == "som"):
            return True  # "varje gripen under 18 erbjuds samtal"
    if sentence.low(start - 1) == "och" and sentence.low(start - 3) == "mellan":
        return _somebody(sentence, start - 4)  # "ungdomar mellan 13 och 17"
    if sentence.low(end) == "-" and end + 1 < len(sentence):
        # 3-årig, 15-åring, 7-manna: a compound whose first part happens to be a numeral. Only
        # "ett 20-tal" and "24-timmars" count something.
        return not sentence.has(end + 1, "number_noun", "unit")
    if sentence.low(end) in {"till", "och", "eller"} and _ends_in_age(sentence, end + 1):
        return True
    if sentence.low(start - 1) in _AGES:
        return True
    before = next((i for i in (start - 1, start - 2) if sentence.low(i) in _AGE_WORDS), None)
    return before is not None and sentence.has(end, "age_word")


def _age_measured(sentence: Sentence, start: int) -> bool:
    """As in "genomsnittlig debutålder är minst 14,8 år": the age itself is to change."""
    levelled = _with_bound(sentence, start) < start or sentence.low(start - 1) == "till"
    return levelled and any(low.endswith(("åldern", "ålder")) for low in sentence.lows[:start])


def _somebody(sentence: Sentence, index: int) -> bool:
    return sentence.has(index, "people", "client") or sentence.low(index) in _PERSONS


def _ages_of_people(sentence: Sentence, start: int, end: int) -> bool:
    """As in "ungdomar 13-16", but not "antal deltagare 10-15"."""
    if not sentence.has(start - 1, "people") or sentence.low(start - 1).endswith(_COMERS):
        return False
    if sentence.low(start - 2) in {"antal", "antalet"}:
        return False
    values = [number_value(sentence[index]) for index in (start, end - 1)]
    return all(value is not None and 0 < value < _OLDEST for value in values)


def _ends_in_age(sentence: Sentence, index: int) -> bool:
    if index >= len(sentence) or number_value(sentence[index]) is None:
        return False
    after = _range_end(sentence, index)
    return sentence.has(after, "unit_year", "age_word")


def _labelled(sentence: Sentence, start: int) -> bool:
    """åk 7, enhet 3, buss 7 och 9, kl. 18, kapitel 4: a label before the number (or series)."""
    if sentence.low(start + 1) in {"st", "stycken"}:
        return False  # "mål 20 st anmälningar"
    back = start - 1
    joined = listed = False
    while back >= 0:
        word = sentence[back]
        if word.low in _RANGE or word.low == ".":
            joined = True
            listed = listed or word.low in _LISTS
        elif word.kind == NUMBER and joined:
            if sentence[start].is_word:
                return False  # "senast v 20 och två medarbetare"
            joined = listed = False  # "buss 7 och 9" is a series, "linje 5 tre kvällar" is not
        elif listed and len(word.low) > 1:
            return False  # "stöd i grupp, 8 träffar"
        else:
            label = "number_label" in word.tags and not is_finite(word)
            return label or (word.is_word and _is_street(sentence, back))
        back -= 1
    return False


def _numbered_things(sentence: Sentence, start: int, end: int) -> bool:
    """As in "belysningsstolparna 14-29 längs promenaden": which ones, and not how many."""
    things = sentence.low(start - 1).endswith(("arna", "erna", "orna"))
    if not things or sentence[start].is_word or sentence.has(end, "per_unit"):
        return False
    return end < len(sentence) and (is_preposition(sentence[end]) or sentence[end].finite)


def _is_street(sentence: Sentence, index: int) -> bool:
    """As in "Drottninggatan 4, 6 och 8", "Norra gatan 12"."""
    names = sentence.words[max(index - 1, 0) : index + 1]
    capital = any(word.is_word and word.text[0].isupper() for word in names)
    return capital and sentence.low(index).endswith(_STREETS)


def _part_of_name(sentence: Sentence, start: int, end: int, word: Word) -> bool:
    """Plan 5, Fokus 24, Trygg 3:an: a numeral right after a capitalised word within a sentence."""
    previous = start - 1
    if word.kind != NUMBER or previous < 1:
        return False
    name = sentence[previous].text
    if not (name[0].isupper() and sentence[previous].is_word) or (len(name) > 1 and name.isupper()):
        return False
    following = sentence[end] if end < len(sentence) else None
    return following is None or not (following.kind == WORD and not is_finite(following))


def _names_subject(sentence: Sentence, start: int, end: int) -> bool:
    """As in "Enheten för unga 2 erbjuder": a numeral between a noun and its verb names a unit."""
    before = sentence[start - 1]
    noun = before.is_word and not before.verbal and not before.has("bound", "share")
    return noun and is_finite(sentence[end])
