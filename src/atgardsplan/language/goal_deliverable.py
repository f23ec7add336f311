"""Verifiable deliverables: identified things that exist or not (the annotation guideline 2.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atgardsplan.language.goal_numbers import Quantity
from atgardsplan.language.goal_words import (
    MAIN,
    PURPOSE,
    RELATIVE,
    Sentence,
    Word,
    is_copula,
    is_infinitive,
    is_modal,
    is_participle,
    is_preposition,
)

_PARTICIPLES = ("ad", "at", "ade", "da", "ta", "na", "en", "et", "tt")
_SURE_PARTICIPLES = ("ad", "ade", "ats")
_ASKED = frozenset({"hur", "vem", "vad", "vart", "när"})
_BEFORE_CLEAR = frozenset({"", "ska", "skall", "att", "kan"})
_SHORTEST_THING = 6
_WHERE = frozenset({"i", "på", "vid", "längs", "mot", "utanför", "mellan", "till"})
_NEW = frozenset({"ny", "nytt", "nya", "beslut", "ett", "en"})
_POSTS = ("samordnare", "koordinator", "strateg", "projektledare", "utredare")
"""Posts that are filled when somebody is "på plats"; guards and hosts are only there at times."""
_QUALIFIERS = frozenset(
    {
        "av", "över", "för", "om", "mot", "vid", "kring", "mellan", "rörande", "gällande",
        "angående", "avseende", "till",
    }
)  # fmt: skip


def deliverables(sentence: Sentence, found: Sequence[Quantity]) -> Iterator[str]:
    """Identified products, decisions and installations that are there or not."""
    for index in sentence.find("v_done", "v_build", "v_studied", scopes=(MAIN, PURPOSE)):
        product = _product_near(sentence, index)
        if product is None:
            product = _started_somewhere(sentence, index)
        if product is not None:
            first, last = sorted((index, _whole_product(sentence, product, index)))
            yield sentence.quote(first, max(last + 1, sentence.end_of(index, "v_done")))
    finished = _finished_somehow(sentence)
    if finished is not None:
        yield sentence.quote(*finished)
    for index in sentence.find("v_output", scopes=(MAIN,)):
        placed = _placed(sentence, index)
        if placed is not None:
            yield sentence.quote(placed, index + 1)
    for index in sentence.find("v_get", scopes=(MAIN,)):
        fitted = _fitted(sentence, index) or _given(sentence, index)
        if fitted is not None:
            yield sentence.quote(index, fitted + 1)
    for index in sentence.find("v_takes_part", scopes=(MAIN,)):
        own = _has_own(sentence, index)
        if own is not None:
            yield sentence.quote(index, own + 1)
    for new in (_new_thing(sentence), _thing_in_place(sentence)):
        if new is not None:
            yield sentence.quote(0, new + 1)


def _whole_product(sentence: Sentence, product: int, verb: int) -> int:
    """From where to quote: in "belysningen vid Ängbybadet är utbytt" the name is no product."""
    if product > verb or sentence.has(product, "object", "installation", "study"):
        return product
    things = sentence.find("object", "installation", scopes=(MAIN,))
    return next((thing for thing in things if thing < product), product)


def _finished_somehow(sentence: Sentence) -> tuple[int, int] | None:
    """As in "rutinen är laminerad", "avtalet har indexerats": a participle in no list."""
    things = sentence.find("object", "installation", scopes=(MAIN,))
    for index in range(things[0] + 2 if things else len(sentence), len(sentence)):
        word = sentence[index]
        if word.tags or word.scope is not MAIN or not word.low.endswith(_SURE_PARTICIPLES):
            continue
        if sentence.low(index - 1) not in {"är", "har", "blivit"}:
            continue
        before = (i for i in things if i < index - 1 and _identified(sentence, i))
        thing = next(before, None)
        if thing is not None:
            return thing, index + 1
    return None


def _placed(sentence: Sentence, verb: int) -> int | None:
    """As in "betongsuggor utplacerade vid infarten", "cykelrummen på Björkgården tömda"."""
    word = sentence[verb]
    if word.finite or not word.low.endswith(_PARTICIPLES) or _attributive(sentence, verb):
        return None
    if word.low in {"öppet", "öppen", "öppna"}:
        return None  # opening hours are no installation
    thing = next((i for i in range(verb) if sentence.has(i, "installation", "place")), None)
    if thing is None or any(is_preposition(w) for w in sentence.words[:thing]):
        return None
    named = any(w.has("place") or w.text[0].isupper() for w in sentence.words[thing + 1 :])
    staff = any(w.has("people", "client", "staff", "org") for w in sentence.words[:verb])
    return thing if named and not staff else None


def _fitted(sentence: Sentence, verb: int) -> int | None:
    """As in "källarna på Ekvägen har fått brytskydd": installed in a place."""
    if sentence.low(verb) != "fått" or not any(map(_is_thing, sentence.words[:verb])):
        return None
    after = range(verb + 1, min(verb + 5, len(sentence)))
    return next((i for i in after if sentence.has(i, "installation")), None)


def _given(sentence: Sentence, verb: int) -> int | None:
    """As in "krisgruppen har fått ett eget larmnummer": a thing of their own, for an actor."""
    one = sentence.low(verb) == "fått" and sentence.low(verb + 1) in {"en", "ett"}
    if not one or not any(w.has("org", "body") for w in sentence.words[:verb]):
        return None
    after = range(verb + 2, min(verb + 5, len(sentence)))
    things = (i for i in after if sentence.has(i, "object"))
    return next((i for i in things if not sentence.has(i, "generic_product")), None)


def _is_thing(word: Word) -> bool:
    """A place, or a noun in no list that is no one's name: "elljusspåret har fått belysning"."""
    unlisted = not word.tags and word.is_word and len(word.low) > _SHORTEST_THING
    return word.has("place") or (unlisted and word.low.endswith(("an", "en", "et", "na")))


def _has_own(sentence: Sentence, verb: int) -> int | None:
    """As in "skolan har ett skriftligt avtal med polisen", "lekplatsen har staket och grind"."""
    if sentence.low(verb) != "har" or sentence.any("background"):
        return None
    before = sentence.words[:verb]
    placed = any(w.has("place") for w in before)
    held = any(w.has("org", "staff", "org_kind") for w in before)
    one = sentence.low(verb + 1) in {"en", "ett"}
    for index in range(verb + 1, min(verb + 5, len(sentence))):
        word = sentence[index]
        if not word.is_word or is_participle(word) or is_preposition(word):
            return None
        if placed and word.has("installation"):
            return index
        if held and one and word.has("object") and _qualified(sentence, index):
            return index
    return None


def _new_thing(sentence: Sentence) -> int | None:
    """As in "ny belysning längs Kyrkstigen", "beslut i KS om kameror", with no verb at all."""
    if sentence.low(0) not in _NEW or any(w.verbal or w.finite for w in sentence.words[1:]):
        return None
    if sentence.low(0) == "beslut":
        topics = (i for i in range(min(4, len(sentence))) if sentence.low(i + 1) in {"om", "av"})
        return next((0 for i in topics if _qualified(sentence, i)), None)
    things = (
        i for i in range(1, min(4, len(sentence))) if sentence.has(i, "object", "installation")
    )
    thing = next(things, None)
    if thing is None or "generic_product" in sentence[thing].tags:
        return None
    return thing if _qualified(sentence, thing) or _names_a_place(sentence, thing) else None


def _thing_in_place(sentence: Sentence) -> int | None:
    """As in "rörelsevakt i cykelkällaren", "skärm och larmknapp i receptionen på kontoret"."""
    if not sentence.has(0, "installation") or sentence.has(0, "generic_product", "activity_type"):
        return None
    last = 2 if sentence.low(1) == "och" and sentence.has(2, "installation") else 0
    if sentence.low(last + 1) not in _WHERE:
        return None
    end = sentence.lows.index(",") if "," in sentence.said else len(sentence)
    rest = sentence.words[last + 2 : end]
    if any(w.finite or w.verbal for w in rest):
        return None
    where = any(w.has("place") or w.text[0].isupper() for w in rest[:4])
    return last if where else None


def _started_somewhere(sentence: Sentence, verb: int) -> int | None:
    """As in "grannsamverkan startad i Örby": a named method, in a place that is named."""
    end = sentence.end_of(verb, "v_done")
    if sentence.low(end - 1) in {"till", "i"} and end > verb + 1:
        # "gymmet är anslutet till Ren Hårdträning"
        named = sentence.has(end, "named_method") or (
            end < len(sentence) and sentence[end].text[0].isupper()
        )
        return end if named and not _people_do(sentence, verb) else None
    if not sentence.has(verb, "v_build") or sentence.low(verb + 1) not in {"i", "på", "vid"}:
        return None
    if verb + 2 >= len(sentence) or not sentence[verb + 2].text[0].isupper():
        return None
    methods = [i for i in sentence.find("named_method", "activity_type") if i < verb]
    return methods[-1] if methods else None


def _product_near(sentence: Sentence, verb: int) -> int | None:
    """The identified product that is completed: before the verb, else after it."""
    if _attributive(sentence, verb):
        return None
    if _people_do(sentence, verb) or _the_employed(sentence, verb):
        return None
    if "v_done" not in sentence[verb].tags and is_infinitive(sentence[verb]):
        # "röja sly" tells what is done, not what is there; "bygga staket" what will be there
        near = range(verb + 1, min(verb + 4, len(sentence)))
        built = (i for i in near if sentence.has(i, "installation"))
        return next(built, None) if sentence.low(verb) == "bygga" else None
    if sentence.low(verb) in {"finns", "fanns"} and sentence.any("background"):
        return None
    if sentence.low(verb) == "klara" and sentence.low(verb - 1) in _BEFORE_CLEAR:
        return None  # "klara nian", "klara och tydliga regler"
    if sentence.low(verb - 1) == "inte" or sentence.low(verb - 2) == "inte":
        return None
    if sentence.low(verb) == "öppnar" and sentence.low(verb + 1) == "för":
        return None  # "öppnar för studiebesök"
    if sentence.low(verb + 1) == "sig" or sentence.low(verb + 2) == "allvar":
        return None  # "försvåra för kriminella att etablera sig", "känner sig tagen på allvar"
    studied = not sentence.has(verb, "v_done", "v_build")
    ends = [i for i, w in enumerate(sentence.words) if w.low in {";", ","}]
    if sum(word.has("v_done", "v_build") for word in sentence.words) == 1:
        ends = []  # commas of a list: "avtal om vakter på torget, stationen och bron är klart"
    start = max((i for i in ends if i < verb), default=-1) + 1
    stop = min((i for i in ends if i > verb), default=len(sentence))
    candidates = list(range(verb - 1, start - 1, -1)) + list(range(verb + 1, stop))
    for index in candidates:
        word = sentence[index]
        if word.scope is RELATIVE or index == verb:
            continue
        if studied and not word.has("study", "installation"):
            continue
        if index < verb and _acts(sentence, verb, index):
            continue
        if _identified(sentence, index) or _completes(sentence, verb, index):
            return index
    return None


def _people_do(sentence: Sentence, verb: int) -> bool:
    """As in "färre barn skickar bilder": what people do is no product of ours."""
    low = sentence.low(verb)
    if low in {"finns", "fanns"}:  # "vuxna finns på konstgräset"
        told = verb > 1 and is_preposition(
            sentence[verb - 2]
        )  # "information om avhopparstödet finns"
        return sentence.has(verb - 1, "people", "client") and not told
    active = sentence[verb].finite and low.endswith("r")
    before = sentence.words[:verb]
    people = any(w.has("people", "client") and not w.has("staff", "org") for w in before)
    return active and people and low not in {"är", "blir", "har", "klar"}


def _acts(sentence: Sentence, verb: int, thing: int) -> bool:
    """As in "fixartjänst monterar kedjor", "fältgruppen finns på plats": what acts is no product."""
    if "finns" in (sentence.low(verb), sentence.low(verb - 1)):
        there = "plats" in (sentence.low(verb + 1), sentence.low(verb + 2))
        return there and sentence.has(thing, "org", "staff")
    active = sentence[verb].finite and sentence.low(verb).endswith(("ar", "er"))
    return active and sentence.has(thing, "object") and thing == verb - 1


def _the_employed(sentence: Sentence, verb: int) -> bool:
    """As in "kunskap till de anställda", "ha en ensam anställd": the participle names people."""
    if sentence.low(verb) == "anställd":
        return sentence.low(verb - 2) == "en" and not sentence.has(verb - 1, "staff")
    before = sentence[verb - 1] if verb else None
    return sentence.low(verb) == "anställda" and not (before is not None and is_copula(before))


def _attributive(sentence: Sentence, index: int) -> bool:
    """As in "upphandlade bolag", "använder godkänt lås": it only tells which ones."""
    if _describes_object(sentence, index):
        return True
    if not sentence.low(index).endswith(("ade", "da", "ta", "na")) or index + 1 >= len(sentence):
        return False
    following = sentence[index + 1]
    if sentence.low(index - 1) in {"är", "var", "blir", "har", "vara", "och"}:
        return False
    if sentence.has(index, "installation") or not is_participle(sentence[index]):
        return False
    return (
        following.is_word
        and following.has(
            "people", "client", "org", "object", "installation", "place", "staff", "activity_type"
        )
        and not sentence.low(index).endswith("ta")
        and index > 0
    )


def _describes_object(sentence: Sentence, index: int) -> bool:
    """A participle between a verb and the thing that it has as its object."""
    before, after = index - 1, index + 1
    if before < 1 or after >= len(sentence) or not is_participle(sentence[index]):
        return False
    acts = sentence[before].finite and not (
        is_modal(sentence[before]) or is_copula(sentence[before])
    )
    return acts and sentence.has(after, "object", "installation")


def _completes(sentence: Sentence, verb: int, index: int) -> bool:
    """A place that is built or opened, a post that is filled, a new thing for a stated end."""
    word = sentence[index]
    if "place" in word.tags and "vague_place" not in word.tags:
        return sentence.has(verb, "v_build")
    if "staff" in word.tags:
        one = not word.low.endswith(("er", "ar")) or _qualified(sentence, index)
        hired = sentence.has(verb, "v_hire") or (
            sentence.low(verb) == "på" and word.low.endswith(_POSTS)
        )
        named = "staff_general" not in word.tags or sentence.low(index + 1) == "för"
        return one and hired and named  # "projektledare för BID Väster rekryterad"
    if "org" in word.tags and sentence.has(verb, "v_build"):
        # "jouren är permanentad", "Barnahus Skaraborg startat"; not "kommunen har startat"
        active = sentence.low(verb - 1) in {"har", "hade", "ha"}
        return index < verb and sentence.low(verb).endswith(
            ("ad", "ats") if active else ("ad", "ats", "at")
        )
    if word.tags or len(word.low) <= 5 or not word.is_word:
        return False
    # A thing in no list: "hastighetssänkningen på Byvägen är beslutad".
    located = (
        index < verb
        and is_participle(sentence[verb])
        and _located(sentence, index)
        and _names_a_place(sentence, index)
    )
    return located or _qualified(sentence, index)


def _names_a_place(sentence: Sentence, index: int) -> bool:
    after = sentence.words[index + 1 : index + 8]
    return any(w.has("place") or (w.is_word and w.text[0].isupper()) for w in after)


def _identified(sentence: Sentence, index: int) -> bool:
    """A concrete product: a named one, a compound one, or a plain one with what it is for."""
    word = sentence[index]
    if "generic_product" in word.tags:
        return word.has("object", "study") and (
            _qualified(sentence, index) or _owned(sentence, index)
        )
    if "activity_generic" in word.tags or (
        "process_noun" in word.tags and "object" not in word.tags
    ):
        return False
    if word.has("object", "installation", "study"):
        plural = word.low.endswith(("er", "or", "ar"))
        known = _qualified(sentence, index) or _owned(sentence, index)
        return not plural or known or _located(sentence, index)
    text = word.text
    return len(text) >= 3 and text.isupper() and text.isalpha()


def _owned(sentence: Sentence, index: int) -> bool:
    """As in "kommunens lägesbild": whose the plain product is."""
    owner = sentence.low(index - 1)
    return sentence.has(index - 1, "org", "vague_place", "body") and owner.endswith("s")


def _located(sentence: Sentence, index: int) -> bool:
    """As in "kameror vid stationen": a place identifies plain plural things."""
    others = (w for i, w in enumerate(sentence.words) if i > index)
    return any(w.is_word and ("place" in w.tags or w.text[0].isupper()) for w in others) or (
        sentence.low(index + 1) in {"i", "på", "vid", "längs", "kring"}
    )


def _qualified(sentence: Sentence, index: int) -> bool:
    """As in "rutin för orosanmälan": what the plain product is for."""
    topic = sentence.words[index + 2 : index + 6]
    if sentence.low(index + 1) == "med" or sentence.low(index + 2) == "med":
        return any(w.has("org", "client") or w.text[0].isupper() for w in topic)
    if sentence.low(index + 1) not in _QUALIFIERS:
        return False
    if sentence.low(index + 2) in _ASKED:
        return True
    return any(
        w.has(
            "crime", "client", "place", "object", "activity_type", "grade", "staff", "outcome_noun"
        )
        for w in topic
    ) or any(w.is_word and not w.tags and len(w.low) > 4 for w in topic[:2])
