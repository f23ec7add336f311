"""Where a goal cell joins something to something, and the traits of each joint.

A joint is a joining word or sign (och, samt, a comma ...) or the beginning of one more sentence. What
stands around it tells whether it parts two goals or only lists objects, groups, stages or reasons: the
kinds of the words, where the verbs are, what clause it stands in, and what is told on either side of it.
``goal_learnt`` has learnt what each of these traits says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from atgardsplan.language.goal_forms import (
    ENDS,
    NOUNS,
    OF_VERBS,
    SUBORDINATORS,
    VERBS,
    Forms,
    forms_of,
)
from atgardsplan.language.goal_words import PREPOSITIONS, Scope, Sentence, Word

_LINKS = frozenset(
    {"och", "samt", "men", "&", "+", "/", "dels", "medan", "samtidigt", "plus", "dessutom",
     "därtill", "liksom", "likaså", "eller", "även", "därefter", "inklusive", "inkl", "dvs", "d.v.s.",
     "tex", "t.ex."}
)  # fmt: skip
_ONLY_AFTER_A_LINK = frozenset({"att", "för", "så", "genom", "utan", "t", "bland", "sedan"})
"""Words that join clauses only where a comma, "och" or "samt" stands before them."""
_SIGNS = frozenset({",", ";", ":", "(", ")", "-", "–", "•", "."})
_JOINING = _LINKS | _ONLY_AFTER_A_LINK | _SIGNS
_WITHIN_WORDS = frozenset({"och", "eller", "samt"})
_COUNTED = frozenset({"och", "samt", ","})
_TOLD_BY_ITSELF = _JOINING | {"den", "det", "de", "dem", "som", "en", "ett", "inte", "vi"}
_VERB_GROUPS = ("change_verb", "v_outcome", "v_output", "v_process", "v_done")
_ALIKE = {"samt": "och", "&": "och", "+": "och", "plus": "och", "/": "och", ";": ",", "–": "-", "•": "-",
          "dessutom": "därtill", "därefter": "sedan", "t": "tex", "t.ex.": "tex", "d.v.s.": "dvs",
          "inkl": "inklusive", "medan": "samtidigt"}  # fmt: skip
"""What joins in the same way, so that what is learnt of one holds for the other."""
_TELLING = frozenset(f"{OF_VERBS}+")
"""The classes of verbs and of words of change: those tell what is said of something."""
_BEGINNING = 5
"""Letters that tell a word: what is learnt of "sköts" and "sköta" should hold for "skötseln"."""
_SETTING = ("background", "explains", "purpose")
"""Groups of words that a sentence tells with how things are, so that the next one tells the goal."""
_DEFINITE = ("arna", "erna", "orna", "na", "en", "et", "n", "t")
_STEM = 4
_LONG = 5
_SUBJECT = 4
"""Words of a sentence that its subject is looked for in."""
_SIDE = 20
"""Words of a side that are read at most: pasted lists have no end."""
_MOST_JOINTS = 100
"""Joints from which the rest of a cell is not read: it has long since been judged."""
_SOME = 3
_FAR = 5
_MANY = 4


class Joint(NamedTuple):
    """One place where something is joined: the sentence's number, the word's, and what tells of it.

    ``near`` are the traits of the joining word and what stands near it; ``sides`` are the words that are
    told on either side, each with the sign of its side.
    """

    sentence: int
    word: int
    near: Sequence[str]
    sides: Sequence[tuple[str, Word]]

    def traits(self) -> list[str]:
        """All traits of the joint."""
        beginnings = [beginning_of(side, word.low) for side, word in self.sides]
        groups = [groups_of(side, word.tags) for side, word in self.sides]
        return [*self.near, *beginnings, *chain.from_iterable(groups)]


def joints(goal: Sequence[Sentence]) -> list[Joint]:
    """The joints of a cell, as far as it is read; none in a plain cell."""
    if len(goal) == 1 and _JOINING.isdisjoint(goal[0].lows):
        return []
    forms = [forms_of(sentence) for sentence in goal]
    found: list[Joint] = []
    sentences = f"sentences {min(len(goal), _SOME)}"
    for number, sentence in enumerate(goal):
        if len(found) >= _MOST_JOINTS:
            break
        place = f"sentence {min(number, 2)}"
        if number:
            between = _between(goal[number - 1 : number + 1], forms[number - 1 :])
            sides = [(".", word) for word in sentence.words]
            found.append(Joint(number, 0, [place, f". {sentences}", *between], sides))
        links = f"links {min(sum(low in _COUNTED for low in sentence.lows), _MANY)}"
        for index in _joining(sentence):
            start, end = _stretch(sentence, index)
            around = _around(sentence, index, (start, end), forms[number])
            first, last = max(start + 1, index - _SIDE), min(end, index + 1 + _SIDE)
            sides = [("<", word) for word in sentence.words[first:index]]
            sides += [(">", word) for word in sentence.words[index + 1 : last]]
            found.append(Joint(number, index, [place, sentences, links, *around], sides))
    return found


def _joining(sentence: Sentence) -> Iterator[int]:
    """Where a joining word stands that has something on both sides."""
    lows = sentence.lows
    for index in [i for i, low in enumerate(lows[:-1]) if low in _JOINING and i]:
        low = lows[index]
        if low in _ONLY_AFTER_A_LINK and lows[index - 1] not in _COUNTED:
            continue
        if low in _SIGNS and low != ":" and lows[index + 1] in _JOINING:
            continue  # the "och" of ", och" is the joint
        if sentence.low(index - 1) == "-" and low in _WITHIN_WORDS:
            continue  # "individ- och familjeomsorgen"
        yield index


def _between(two: Sequence[Sentence], forms: Sequence[Forms]) -> Iterator[str]:
    """The traits of the second of two sentences' beginning."""
    (before, after), (had, has) = two, forms[:2]
    yield "."
    yield f". ={after.lows[0]}"
    yield f". verbs {min(len(had.tensed), 2)} {min(len(has.tensed), 2)}"
    yield f". long {min(len(before) // 3, _MANY)}"
    yield f". . long {min(len(after) // 3, _MANY)}"
    for kind in _kinds(after, has, 0):
        yield f". {kind}"
    between = before.text[before[-1].token.end : after[0].token.start]
    yield f". sign {between.strip() or len(between)}"
    yield from _going_on(before, after)
    for group in _SETTING:
        if before.any(group):
            yield f". after {group}"
    yield f". shall {_shall(before)} {_shall(after)}"
    verb = has.tensed[0] if has.tensed else None
    yield ". no verb" if verb is None else f". verb -{after.lows[verb][-2:]} {verb < _SOME}"
    if had.verbs and has.verbs:
        yield f"{_sort(before, had, had.verbs[0])} . {_sort(after, has, has.verbs[0])}"


def _going_on(before: Sentence, after: Sentence) -> Iterator[str]:
    """Whether a sentence goes on about what the one before has told: "... startas. Nätverket leds av ..."."""
    told = " ".join(before.lows)
    known = [
        low for low in after.lows if len(low) >= _LONG and low[: max(_STEM, len(low) - 3)] in told
    ]
    yield f". known {min(len(known), 2)}"
    definite = ((place, _definite(low)) for place, low in enumerate(after.lows[:_SUBJECT]))
    place, stem = next(((place, stem) for place, stem in definite if stem), (0, ""))
    if stem:
        yield f". definite {stem in told}"
        yield f". definite {stem in told} {place}"


@lru_cache(maxsize=4096)
def _definite(low: str) -> str:
    """What a word is without the ending that may make it definite: nätverk of nätverket; else nothing."""
    ending = next((e for e in _DEFINITE if low.endswith(e) and len(low) - len(e) >= _STEM), "")
    return low.removesuffix(ending) if ending else ""


def _shall(sentence: Sentence) -> bool:
    return "ska" in sentence.lows or "skall" in sentence.lows


def _around(
    sentence: Sentence, index: int, stretch: tuple[int, int], forms: Forms
) -> Iterator[str]:
    """The traits of a joining word by itself and by what stands near it."""
    start, end = stretch
    low = sentence.lows[index]
    link = ("," if sentence.lows[index - 1] == "," else "") + _ALIKE.get(low, low)
    earlier = [verb for verb in forms.verbs if verb < index]
    later = [verb for verb in forms.verbs if verb > index]
    tensed = forms.tensed
    before, after = bool(tensed and tensed[0] < index), bool(tensed and tensed[-1] > index)
    aside = "" if sentence[index].scope is Scope.MAIN else " aside"

    yield f"({low})"
    yield f"{link} ={sentence.lows[index + 1]}"
    yield f"{link} tensed {before} {after}"
    yield f"{link} long {min(index - start - 1, _SOME)} {min(end - index - 1, _SOME)}"
    inside = [v for v in earlier if v > start], [v for v in later if v < end]
    yield f"verbs {min(len(inside[0]), 2)} {min(len(inside[1]), 2)}"
    yield from _likeness(sentence, index, stretch, inside)
    yield from _shapes(sentence, index, stretch, forms)
    if earlier and later:
        yield f"{_sort(sentence, forms, earlier[-1])} & {_sort(sentence, forms, later[0])}"
    previous, second = _kinds(sentence, forms, index - 1), _kinds(sentence, forms, index + 2)
    for kind in _kinds(sentence, forms, index + 1):
        yield f"{link} {kind}{aside}"
        for other in second:
            yield f"> {kind} {other}"
        for other in previous:
            yield f"{other} & {kind}"
    distance = min(later[0] - index, _FAR) if later else _FAR
    yield from _subordinate(sentence, index, distance, forms)


def _likeness(
    sentence: Sentence, index: int, stretch: tuple[int, int], verbs: tuple[list[int], list[int]]
) -> Iterator[str]:
    """Whether names, numbers and like verbs stand on both sides: "i Bruket och Åsen" is a list."""
    start, end = stretch
    words = sentence.words
    tells = bool(verbs[1])
    named = any(word.is_name for word in words[max(1, index - 2) : index])
    yield f"names {named} {words[index + 1].is_name} {min(end - index - 1, _SOME)} {tells}"
    counted = any(word.may_count for word in words[start + 1 : index])
    counts = any(word.may_count for word in words[index + 1 : end])
    yield f"numbers {counted} {counts} {tells}"
    if verbs[0] and tells:
        ending, other = sentence.lows[verbs[0][-1]][-2:], sentence.lows[verbs[1][0]][-2:]
        yield f"ends -{ending} -{other}"
        yield f"ends alike {ending == other}"


def beginning_of(side: str, low: str) -> str:
    """The trait of a word on one side of a joint: how it begins.

    Neighbours alone don't say whether "och sköts" brings a new thing or one more stage of the first.
    """
    return f"{side}={low[:_BEGINNING]}-"


def groups_of(side: str, groups: frozenset[str]) -> list[str]:
    """The traits of the groups that a word on one side of a joint stands in."""
    return [f"{side}[{group}]" for group in groups]


def _shapes(
    sentence: Sentence, index: int, stretch: tuple[int, int], forms: Forms
) -> Iterator[str]:
    """What the classes of the words around a joining word look like together."""
    start, end = stretch
    lows, classes = sentence.lows, forms.classes
    link = ("," if lows[index - 1] == "," else "") + _ALIKE.get(lows[index], lows[index])
    previous = _ALIKE.get(lows[start], lows[start]) if start >= 0 else "$"
    verb = next((classes[v] for v in reversed(forms.verbs) if v < index), "0")
    before, after = classes[start + 1 : index], classes[index + 1 : end]
    told, tells = _telling(before), _telling(after)
    first, last = classes[index + 1], after[-1:] or "-"
    opening = before[:1] or "-"
    yield f"{verb} before {first} {tells}"
    yield f"{verb} before -{lows[index - 1][-2:]}"
    yield f"{previous} {told} before {first}"
    yield f"second {classes[index + 2 : index + 3] or '$'} of {min(len(after), _FAR)}"
    yield f"{opening} .. {first}"
    yield f"{verb} {link} {first}"
    yield f"{opening} .. .. {last}"
    if reach := _reach(before, after):
        yield f"{reach} {end == len(lows)}"


@lru_cache(maxsize=4096)
def _telling(classes: str) -> str:
    """The first two verbs and words of change of a stretch."""
    return "".join(filter(_TELLING.__contains__, classes))[:2]


@lru_cache(maxsize=4096)
def _reach(before: str, after: str) -> str:
    """How far off the verbs beside a joining word stand, and how much the second one governs.

    Nothing where either stretch has no verb: "vattnar och städar torget" shares what it governs.
    """
    earlier = [place for place, sign in enumerate(before) if sign in OF_VERBS]
    later = next((place for place, sign in enumerate(after) if sign in OF_VERBS), None)
    if not earlier or later is None:
        return ""
    told = (len(before) - earlier[-1] - 1, later, len(after) - later - 1)
    return f"reach {' '.join([str(min(words, _SOME)) for words in told])}"


def _stretch(sentence: Sentence, index: int) -> tuple[int, int]:
    """The joining words before and after, or the places beyond the sentence's first and last."""
    lows = sentence.lows
    start, end = index - 1, index + 1
    while start >= 0 and lows[start] not in ENDS:
        start -= 1
    while end < len(lows) and lows[end] not in ENDS:
        end += 1
    return start, end


def _subordinate(sentence: Sentence, index: int, distance: int, forms: Forms) -> Iterator[str]:
    """Whether a clause within the clause has begun, and has its verb yet."""
    lows = sentence.lows
    begun = index - 1
    while begun >= 0 and lows[begun] not in SUBORDINATORS:
        begun -= 1
    if begun < 0:
        return
    has = min(len([form for form in forms.words[begun + 1 : index] if form in VERBS]), 2)
    yield f"within {lows[begun]} {has} {distance}"
    yield f"within {has} {bool(forms.tensed and forms.tensed[0] < begun)}"


def _kinds(sentence: Sentence, forms: Forms, index: int) -> tuple[str, ...]:
    """What the word at ``index`` can be; how it ends where it is nothing that is known."""
    if not 0 <= index < len(sentence):
        return ("$",)
    word = sentence[index]
    if word.low in _TOLD_BY_ITSELF:
        return (word.low,)
    form = forms.words[index] or ("PREPOSITION" if word.low in PREPOSITIONS else "")
    return _kinds_of(word.low[-2:], word.tags, word.may_count, form)


@lru_cache(maxsize=4096)
def _kinds_of(ending: str, tags: frozenset[str], counts: bool, form: str) -> tuple[str, ...]:
    kinds = [form] if form else []
    if not tags.isdisjoint(("change_up", "change_down")):
        kinds.append("CHANGE")
    if counts:
        kinds.append("NUMBER")
    if "zero" in tags:
        kinds.append("ZERO")
    if not tags.isdisjoint(("state", "evaluative", "comparative_state")):
        kinds.append("STATE")
    kinds += [noun for noun in NOUNS if noun in tags]
    return tuple(kinds) or (f"-{ending}",)


def _sort(sentence: Sentence, forms: Forms, index: int) -> str:
    """What sort of verb a word is: its form and the first of the verb groups that it has."""
    form, tags = forms.words[index], sentence[index].tags
    if form in ("MODAL", "COPULA"):
        return form
    return form + next((group for group in _VERB_GROUPS if group in tags), "")
