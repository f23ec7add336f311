"""The delimited target of a goal: the annotation guideline 2.2, part (b)."""

from __future__ import annotations

from atgardsplan.language.goal_measure import has_level
from atgardsplan.language.goal_numbers import quantities
from atgardsplan.language.goal_words import (
    Scope,
    Sentence,
    Word,
    is_finite,
)
from atgardsplan.language.text import NUMBER

_DEFINITE_ENDINGS = ("en", "et", "an", "na", "ens", "ets", "ans", "nas", "ns", "rn", "lm")
_INDEFINITE = (
    "het", "itet", "plan", "budget", "paket", "sökan", "mälan", "ställen", "områden", "möten",
    "ärenden", "boenden", "garage", "anden",
)  # fmt: skip
_QUALIFIERS = frozenset(
    ["för", "om", "mot", "vid", "kring", "mellan", "rörande", "gällande", "avseende", "till"]
)
_WHERE = frozenset(
    ["på", "vid", "i", "kring", "utanför", "längs", "runt", "bakom", "framför", "inne", "intill"]
)
_TIME_OF = frozenset({"för", "till", "på", "hos", "vid", "i"})
_BEFORE_NAME = frozenset({",", "(", "/", '"', "”", "“", "'", "&", "»"})
_PEOPLE_HERE = frozenset({"boende", "boenden", "boendes"})
"""Those who live here, unless more is said."""
_OUR = frozenset({"vår", "vårt", "våra", "kommunens", "stadens", "bolagets", "skolans"})
_DASHES = frozenset({"-", "–", "—"})
_PRESENT = frozenset({"plats", "ute", "närvarande"})
_REACH = 7
_CANDIDATES = frozenset(
    {"client", "crime", "crime_act", "number_label", "waits", "indicator", "named_method", "age_word", "unit_year", "grade", "people",
     "place", "org_kind", "numbered", "object", "installation", "activity_type", "study", "v_meet",
     "staff", "registered", "registered_kind", "time_taken"}
)  # fmt: skip
_SHORTEST_UNLISTED = 7
_SHORTEST_UNIT = 9
_DOINGS = ("ning", "ningar", "ningen", "else", "elser")


def target(sentence: Sentence) -> str | None:
    """The delimited target of a sentence as written, or None."""
    for index, word in enumerate(sentence.words):
        if not word.is_word:
            continue
        if word.tags.isdisjoint(_CANDIDATES) and word.token.text.islower() and index:
            counted = not word.tags and _is_counted_activity(sentence, index)
            if counted or _is_unlisted_place(sentence, index):
                return _whole(sentence, index)
            continue  # no other lower-case word can be a target
        if "client" in word.tags and not _works_together(sentence, index):
            return sentence.quote_tag(index, "client")
        if "crime" in word.tags and not _no_target(sentence, index):
            return sentence.quote_tag(index, "crime")
        if "indicator" in word.tags and "survey_answer" not in word.tags:
            return sentence.quote_tag(index, "indicator")
        alone = "activity_type" in word.tags and len(sentence) < 3  # "nattvandring genomförs"
        if "named_method" in word.tags and not alone and not _just_more(sentence, index):
            return sentence.quote_tag(index, "named_method")
        if "crime_act" in word.tags:
            return sentence.quote_tag(index, "crime_act")
        if (
            _is_grade(sentence, index)
            or _is_described_group(sentence, index)
            or _is_place(sentence, index)
            or _is_counted_kind(sentence, index)
            or (
                "numbered" in word.tags
                and index + 1 < len(sentence)
                and sentence[index + 1].is_number
            )
            or _is_unlisted_place(sentence, index)
            or _is_proper_name(sentence, index)
            or _is_identified_thing(sentence, index)
            or _is_counted_activity(sentence, index)
            or _is_trained_staff(sentence, index)
            or _is_counted_presence(sentence, index)
            or _is_registered(sentence, index)
            or _is_unit_with_level(sentence, index)
        ):
            return _whole(sentence, index)
    return None


def _whole(sentence: Sentence, index: int) -> str:
    """The word with the numbers and names that belong to it: "åk 7-9", "15-17 år"."""
    first, last = index, index
    if sentence.has(index, "age_word", "unit_year"):
        while first and (sentence[first - 1].is_number or sentence.low(first - 1) in _DASHES):
            first -= 1
    while last + 1 < len(sentence):
        following = sentence[last + 1]
        named = sentence[last].token.text[0].isupper() and following.token.text[0].isupper()
        numbered = sentence.has(index, "grade", "numbered") and (
            following.is_number or (following.low in _DASHES and last > index)
        )
        if not (numbered or (named and following.is_word)):
            break
        last += 1
    return sentence.quote(first, last + 1)


def _no_target(sentence: Sentence, index: int) -> bool:
    """A word that can be a crime but points out none here."""
    word = sentence[index]
    hires = index == 0 and word.has("v_hire") and word.low.endswith("a")  # "rekrytera fler vuxna"
    return hires or "free_state" in word.tags or _blanket(sentence, index)


def _just_more(sentence: Sentence, index: int) -> bool:
    """As in "fler grannsamverkansområden": more of something, with neither number nor place."""
    return sentence.low(index - 1) == "fler" and index + 1 >= len(sentence) - 1


def _blanket(sentence: Sentence, index: int) -> bool:
    """As in "droger och kriminalitet": with crime in general, a type is a figure of speech."""
    for link, other in ((index + 1, index + 2), (index - 1, index - 2)):
        if sentence.low(link) in ("och", "eller") and sentence.has(other, "crime_general"):
            return other >= 0
    return False


def is_definite(low: str) -> bool:
    """Whether a noun looks like its definite form (torget, källaren, skolorna)."""
    if low.endswith(_INDEFINITE):
        return False
    return low.endswith(_DEFINITE_ENDINGS) or low in ("centrum", "city")


def _is_grade(sentence: Sentence, index: int) -> bool:
    word = sentence[index]
    if "age_word" in word.tags and _number_before(sentence, index):
        return True
    if "unit_year" in word.tags and index and sentence[index - 1].token.kind == NUMBER:
        return any("people" in w.tags for w in sentence.words)
    if word.low == "f" and sentence.low(index + 1) in _DASHES and index + 2 < len(sentence):
        return sentence[index + 2].is_number  # "F-6"
    if "grade" not in word.tags:
        return False
    return len(word.low) > 6 or any(
        w.token.kind == NUMBER or "number_label" in w.tags
        for w in sentence.words[index + 1 : index + 3]
    )


def _number_before(sentence: Sentence, index: int) -> bool:
    """As in "13 år", "15-17-åringar"."""
    before = index - 1 - (sentence.low(index - 1) in _DASHES)
    return before >= 0 and sentence[before].is_number


def _is_described_group(sentence: Sentence, index: int) -> bool:
    """As in "elever med begynnande normbrytande beteende", "unga som hänger vid stationen"."""
    if not sentence.has(index, "people") or _is_counted_itself(sentence, index):
        return False
    link = sentence.low(index + 1)
    following = sentence.words[index + 2 : index + 6]
    if not following or any("vague_need" in w.tags for w in following):
        return False
    if link == "med":
        return not following[0].has("number_label") and following[0].is_word
    return link == "som" and any(
        w.has("crime", "client", "v_outcome", "place", "org")
        and not w.has("survey_answer", "v_say")
        for w in following
    )


def _is_counted_itself(sentence: Sentence, index: int) -> bool:
    """As in "fler familjer som klarar sig själva": what the clause says is the goal itself."""
    counted = sentence.has(index - 1, "change_up", "change_down", "share")
    return sentence.low(index + 1) == "som" and counted


def _is_place(sentence: Sentence, index: int) -> bool:
    word = sentence[index]
    if word.low in _PEOPLE_HERE:
        return False
    if (
        "place" not in word.tags
        or "vague_place" in word.tags
        or sentence.has(index - 1, "schooling")
    ):
        return False
    if is_definite(word.low) or "centrum" in word.low or sentence.low(index - 1) in _OUR:
        return True
    before = sentence.words[max(0, index - 4) : index]
    return any(w.has("universal", "zero") or w.is_number or _counts(w) for w in before)


def _counts(word: Word) -> bool:
    return word.may_count and word.low not in ("en", "ett")


def _is_counted_kind(sentence: Sentence, index: int) -> bool:
    """As in "alla föreningar", "hälften av företagen": a kind of organisation, counted."""
    before = sentence.words[max(0, index - 4) : index]
    if sentence.low(index) in _PEOPLE_HERE:
        return False
    return sentence.has(index, "org_kind") and any(
        w.has("universal", "zero", "fraction", "percent", "share")
        or w.is_number
        or _counts(w)
        or w.low == "%"
        for w in before
    )


def _is_unlisted_place(sentence: Sentence, index: int) -> bool:
    """A definite noun in no list after a preposition of place: "vid vattentornet"."""
    word = sentence[index]
    if (
        word.tags - {"cycle"}
        or not word.is_word
        or len(word.low) < _SHORTEST_UNLISTED
        or not is_definite(word.low)
    ):
        return False
    return sentence.low(index - 1) in _WHERE


def _is_partner(sentence: Sentence, index: int) -> bool:
    """A party that takes part ("i samarbete med BVC") is not what the goal is aimed at."""
    if index and sentence[index - 1].is_number:
        return False  # "8 av 10 SSPF-ärenden"
    return any(
        start < index <= end + 1
        for start in sentence.find("partner_link")
        for end in (sentence.end_of(start, "partner_link"),)
    )


def _works_together(sentence: Sentence, index: int) -> bool:
    """As in "samarbete mellan fastighetsägarna och polisen": they are parties of a process."""
    between = [
        i for i in sentence.find("partner_link") if i < index and sentence.low(i) == "mellan"
    ]
    return any(sentence.has(i - 1, "process_noun") and index - i <= _REACH for i in between)


def _is_proper_name(sentence: Sentence, index: int) -> bool:
    """A capitalised word within a sentence, or an acronym: Hallonbergen, SSPF."""
    word = sentence[index]
    text = word.token.text
    if _is_partner(sentence, index):
        return False
    if any(sum(c.isupper() for c in part) >= 2 for part in text.split("-")[:-1]):
        # "SSPF-möten" alone are as general as other meetings.
        return not word.has("activity_type", "activity_generic") or has_level(sentence)
    if not word.is_word or word.has("idiom", "vague_place", "number_label", "month"):
        return False
    if len(text) >= 2 and text.isupper() and text.isalpha():
        return not _shouting(sentence)
    if index == 0 or not text[0].isupper():
        return False
    if not sentence[index - 1].is_word and sentence.low(index - 1) not in _BEFORE_NAME:
        return False
    return not _shouting(sentence) and (len(text) > 2 or not word.tags)


def _shouting(sentence: Sentence) -> bool:
    words = [w.token.text for w in sentence.words if w.is_word]
    return sum(t.isupper() for t in words) * 2 > len(words)


def _is_identified_thing(sentence: Sentence, index: int) -> bool:
    """A document, procedure, installation or event that is pointed out."""
    word = sentence[index]
    if not word.has("object", "installation", "activity_type", "study"):
        return False
    if word.has("org", "body"):
        return False
    picture = word.low.startswith("lägesbild")  # a process word: the guideline 2.2
    revised = word.has("object") and not picture
    if revised and sentence.any("v_revise"):
        return True
    if word.has("generic_product", "activity_generic", "process_noun"):
        return qualified(sentence, index) and word.has("object", "study")
    if is_definite(word.low):
        return True
    counted = any(q.start <= index <= q.end for q in quantities(sentence))
    told = index > 0 and sentence[index - 1].low.endswith(("da", "ade", "na", "ta"))
    if "installation" in word.tags and told and sentence[index - 1].is_word:
        return True  # "felanmälda lyktstolpar"
    if "installation" in word.tags and (sentence.any("place") or counted):
        return True
    return qualified(sentence, index) and word.has("object", "study", "activity_type")


def qualified(sentence: Sentence, index: int) -> bool:
    """As in "handlingsplan mot X", "kontrollköp av Y": says for what or whom."""
    link = sentence.low(index + 1)
    taught = link == "i" and sentence.has(index, "trains")
    if link not in _QUALIFIERS and link != "av" and not taught:
        return False
    if link == "mellan" and sentence.has(index, "object"):
        return True  # an agreement is identified by its parties
    if sentence.has(index, "study") and link in ("av", "över"):
        return not sentence.has(index + 2, "process_noun")
    for word in sentence.words[index + 2 : index + 6]:
        if word.low in (",", ".") or is_finite(word):
            return False
        if word.token.kind == NUMBER or word.has("crime", "client", "crime_general"):
            return True
        if word.has("people", "vague_place", "process_noun", "activity_generic"):
            return False
        if word.has("place", "object", "installation", "staff", "grade", "activity_type", "org"):
            return True
        if word.is_word and not word.tags and len(word.low) > 5:
            return True
    return False


def _is_counted_activity(sentence: Sentence, index: int) -> bool:
    """A named activity type together with a number or a frequency."""
    word = sentence[index]
    if "v_meet" in word.tags and index and not sentence.has(index - 1, "staff"):
        return has_level(sentence)
    counted = not word.tags and len(word.low) > 4 and sentence.any("v_output", "v_done")
    if counted and any(q.start <= index < q.end for q in quantities(sentence)):
        return True  # "två call-ins hållna"
    if not word.tags and index == 0 and word.low.endswith(_DOINGS) and has_level(sentence):
        return True  # "inlåsning övas en gång per termin"
    if "activity_type" not in word.tags or "activity_generic" in word.tags or is_finite(word):
        return False
    return has_level(sentence) or sentence.any("universal", scopes=(Scope.MAIN,))


def _is_counted_presence(sentence: Sentence, index: int) -> bool:
    """As in "platsvärdarna är på plats alla dagar", "minst fyra rastvärdar ute samtidigt"."""
    if "staff" not in sentence[index].tags or "staff_general" in sentence[index].tags:
        return False
    hired = any(w.has("v_hire") or w.low.startswith("anställ") for w in sentence.words[:index])
    if hired and any(w.may_count for w in sentence.words[max(0, index - 2) : index]):
        return True  # "rekrytera 20 nya nattvandrare"
    present = sentence.words[index + 1 : index + 4]
    return any(w.low in _PRESENT for w in present) and has_level(sentence)


def _is_trained_staff(sentence: Sentence, index: int) -> bool:
    """A profession, or the staff of a named organisation, that is trained or informed."""
    word = sentence[index]
    if "staff" not in word.tags:
        return False
    if not sentence.any("trains"):
        counted = any("universal" in w.tags for w in sentence.words[max(0, index - 3) : index])
        return counted and sentence.low(index + 1) in ("inom", "på", "hos", "i")
    if "staff_general" not in word.tags:
        return True
    if index and sentence.has(index - 1, "org") and sentence.low(index - 1).endswith("s"):
        return True  # "kvinnojourens personal"
    after = sentence.words[index + 1 : index + 5]
    return any(w.has("org", "place") or w.token.text[0].isupper() for w in after)


def _is_unit_with_level(sentence: Sentence, index: int) -> bool:
    """As in "fältgruppen utökas till sex tjänster"."""
    word = sentence[index]
    unit = word.has("org", "body") and is_definite(word.low) and len(word.low) > _SHORTEST_UNIT
    return unit and index == 0 and sentence.any("change_up", "change_down") and has_level(sentence)


def _is_registered(sentence: Sentence, index: int) -> bool:
    """As in "antalet orosanmälningar", "väntetiden till barnpsykiatrin": an identified indicator."""
    word = sentence[index]
    if "registered_kind" in word.tags:
        return True
    if "waits" in word.tags:
        # "vänta på ett första möte med relationsvåldsteamet": whose waiting time it is.
        return any(w.has("org", "body") and is_definite(w.low) and len(w.low) > _SHORTEST_UNIT
                   for w in sentence.words[index:])  # fmt: skip
    following = index + 2
    of_something = sentence.low(index + 1) in _TIME_OF and following < len(sentence)
    return "time_taken" in word.tags and of_something and len(sentence.low(following)) > 5
