"""The stretches of a goal that may each hold a goal of its own: what coordinating words part.

Lists of objects, of subjects and of verbs with one object, and what stands within a clause, are no
stretches of their own (the annotation guideline 2.5).
"""

from __future__ import annotations

from collections.abc import Iterator

from atgardsplan.language.goal_words import (
    Scope,
    Sentence,
    is_copula,
    is_finite,
    is_infinitive,
    is_modal,
)

LINKS = frozenset(
    {"och", "samt", ",", "men", "&", "+", "dels", ":", "medan", "samtidigt", "plus", "därtill",
     "dessutom", "liksom"}
)  # fmt: skip
INTRANSITIVE = frozenset({"trivas", "trivs", "må", "mår"})
_PARTICLES = frozenset({"till", "upp", "ut", "in", "fram", "av", "igenom"})
_TO_DO = frozenset(
    {"hjälp", "hjälpen", "möjlighet", "möjligheten", "stöd", "rätt", "chans", "chansen"}
)
LIST_DASHES = frozenset({"-", "–", "—", "•"})
_DIVIDERS = LINKS | LIST_DASHES | {"(", "[", ")", "]"}


def stretches(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Stretches between coordinating words and commas of the main statement."""
    start = 0
    depth = 0
    for index, word in enumerate(sentence.words):
        if word.low not in _DIVIDERS:
            continue
        depth += (word.low in ("(", "[")) - (word.low in (")", "]"))
        if depth > 0 or not (word.low in LINKS or list_dash(sentence, index)):
            continue
        if word.low == "+" and index and sentence[index - 1].token.end == word.token.start:
            continue  # "65+"
        if _inside_subordinate(sentence, index):
            continue
        if index > start:
            yield start, index
        start = index + 1
    if start < len(sentence):
        yield start, len(sentence)


def list_dash(sentence: Sentence, index: int) -> bool:
    """A dash between list items on one line: "- En cirkel - Ett möte"."""
    if sentence.low(index) not in LIST_DASHES or index + 1 >= len(sentence):
        return False
    if index and sentence[index - 1].token.end == sentence[index].token.start:
        return False  # "SDF–LPO"
    return sentence[index + 1].token.text[0].isupper()


def _inside_subordinate(sentence: Sentence, index: int) -> bool:
    following = sentence[index + 1] if index + 1 < len(sentence) else None
    if sentence.low(index - 1) == "var" and sentence.low(index + 1) == "en":
        return True  # "var och en"
    if following is None or _inside_noun_clause(sentence, index) or _twin_verbs(sentence, index):
        return True
    if _share_object(sentence, index):
        return True
    return sentence[index].scope is not Scope.MAIN and following.scope is sentence[index].scope


def _share_object(sentence: Sentence, index: int) -> bool:
    """As in "upptäcka, anmäla och följa upp våld": verbs that stand side by side have one object."""
    if index < 1 or index + 2 >= len(sentence):
        return False
    particle = sentence.low(index - 1) in _PARTICLES and index > 1
    first, second = sentence[index - 2 if particle else index - 1], sentence[index + 1]
    if sentence.low(index - 2) == second.low and is_infinitive(second):
        return True  # "hålla i och hålla ut"
    if first.low in INTRANSITIVE or not second.has("v_output", "v_done", "v_process", "v_outcome"):
        return False
    if is_finite(first) and is_finite(second):
        both = first.low[-1] == second.low[-1] and not is_modal(first) and not is_copula(first)
        return both and first.has("v_output", "v_done") and second.has("v_output", "v_done")
    if not (is_infinitive(first) and is_infinitive(second)):
        return False
    return first.has("v_output", "v_done", "v_process", "v_by_people", "v_noticed", "v_plain")


def _twin_verbs(sentence: Sentence, index: int) -> bool:
    """As in "en plats att bo och leva på": what the noun is for, told with two verbs."""
    return (
        index > 3
        and sentence.low(index - 2) == "att"
        and not is_finite(sentence[index - 3])
        and is_infinitive(sentence[index - 1])
        and is_infinitive(sentence[index + 1])
    )


def _inside_noun_clause(sentence: Sentence, index: int) -> bool:
    """As in "att barn och unga dras in": coordinated subjects of a clause that has no verb yet."""
    if sentence.low(index) not in ("och", "samt", ","):
        return False
    back = index - 1
    while (
        back >= 0
        and (sentence[back].is_word or sentence.low(back) == ",")
        and sentence[back].scope is not Scope.RELATIVE
        and not is_finite(sentence[back])
    ):
        if sentence.low(back) == "att" and sentence.low(back - 1) in _TO_DO:
            return True  # "får hjälp att anmäla, spärra kort och kontakta banken"
        if sentence.low(back) == "att":
            return not any(is_infinitive(w) for w in sentence.words[back + 1 : index])
        back -= 1
    return False
