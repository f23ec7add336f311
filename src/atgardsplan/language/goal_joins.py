"""Where a goal cell joins something to something, and the traits of each joint.

A joint is a joining word or sign (och, samt, a comma ...) or the beginning of one more sentence. What
stands around it tells whether it parts two goals or only lists objects, groups, stages or reasons: the
kinds of the words, where the verbs are, what clause it stands in, and what is told on either side of it.
``goal_learnt`` has learnt what each of these traits says.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from atgardsplan.language.goal_forms import (
    END,
    NOUNS,
    OF_OTHERS,
    SUBORDINATORS,
    VERBS,
    Forms,
    any_between,
    forms_of,
)
from atgardsplan.language.goal_words import MAIN, PREPOSITIONS, Sentence, Word

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
_QUIET = OF_OTHERS.replace("+", "")
"""The classes of all but verbs and words of change, which tell what is said of something."""
_BEGINNING = 5
"""Letters that tell a word: what is learnt of "sköts" and "sköta" should hold for "skötseln"."""
_SETTING = ("background", "explains", "purpose")
"""Groups of words that a sentence tells with how things are, so that the next one tells the goal."""
_STATES = frozenset({"state", "evaluative", "comparative_state"})
_DEFINITE = ("arna", "erna", "orna", "na", "en", "et", "n", "t")
_STEM = 4
_LONG = 5
_SUBJECT = 4
"""Words of a sentence that its subject is looked for in."""
SIDES = ("<", ">", ".")
"""The signs of what stands before a joining word, after it, and in a sentence that goes on."""
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
    told on either side, with the sign of the side.
    """

    sentence: int
    word: int
    near: Sequence[str]
    sides: Sequence[tuple[str, Sequence[Word]]]

    def traits(self) -> list[str]:
        """All traits of the joint."""
        traits = list(self.near)
        for side, words in self.sides:
            traits += beginnings_of(side, words)
            traits += [group_of(side, group) for word in words for group in word.tags]
        return traits


def joints(goal: Sequence[Sentence]) -> list[Joint]:
    """The joints of a cell, as far as it is read; none in a plain cell."""
    if len(goal) == 1 and _JOINING.isdisjoint(goal[0].said):
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
            near = [place, f". {sentences}", *between]
            found.append(Joint(number, 0, near, [(".", sentence.words)]))
        joining = _joining(sentence)
        if not joining:
            continue
        links = f"links {min(sum(map(sentence.lows.count, _COUNTED)), _MANY)}"
        for index in joining:
            start, end = _stretch(forms[number].classes, index)
            near = [place, sentences, links, *_around(sentence, index, (start, end), forms[number])]
            before = sentence.words[max(start + 1, index - _SIDE) : index]
            after = sentence.words[index + 1 : min(end, index + 1 + _SIDE)]
            found.append(Joint(number, index, near, [("<", before), (">", after)]))
    return found


def _joining(sentence: Sentence) -> list[int]:
    """Where a joining word stands that has something on both sides."""
    lows = sentence.lows
    joining = []
    for index in [i for i, low in enumerate(lows[:-1]) if low in _JOINING and i]:
        low, before = lows[index], lows[index - 1]
        if low in _ONLY_AFTER_A_LINK and before not in _COUNTED:
            continue
        if low in _SIGNS and low != ":" and lows[index + 1] in _JOINING:
            continue  # the "och" of ", och" is the joint
        if before == "-" and low in _WITHIN_WORDS:
            continue  # "individ- och familjeomsorgen"
        joining.append(index)
    return joining


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
    between = before.text[before[-1].end : after[0].start]
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
    return "ska" in sentence.said or "skall" in sentence.said


def _around(
    sentence: Sentence, index: int, stretch: tuple[int, int], forms: Forms
) -> Sequence[str]:
    """The traits of a joining word by itself and by what stands near it."""
    start, end = stretch
    lows = sentence.lows
    low = lows[index]
    link = _ALIKE.get(low, low)
    if lows[index - 1] == ",":
        link = f",{link}"
    here = bisect_left(forms.verbs, index)
    earlier, later = forms.verbs[:here], forms.verbs[here:]  # what joins is no verb
    near_earlier, near_later = (
        earlier[bisect_right(earlier, start) :],
        later[: bisect_left(later, end)],
    )
    tensed = forms.tensed
    before, after = bool(tensed and tensed[0] < index), bool(tensed and tensed[-1] > index)
    traits = [
        f"({low})",
        f"{link} ={lows[index + 1]}",
        f"{link} tensed {before} {after}",
        f"{link} long {min(index - start - 1, _SOME)} {min(end - index - 1, _SOME)}",
        f"verbs {min(len(near_earlier), 2)} {min(len(near_later), 2)}",
    ]
    traits += _likeness(sentence, index, stretch, forms)
    if near_earlier and near_later:
        ending, other = lows[near_earlier[-1]][-2:], lows[near_later[0]][-2:]
        traits += (f"ends -{ending} -{other}", f"ends alike {ending == other}")
    traits += _shapes(lows, index, stretch, forms.classes, link, earlier)
    if earlier and later:
        traits.append(f"{_sort(sentence, forms, earlier[-1])} & {_sort(sentence, forms, later[0])}")
    aside = "" if sentence.words[index].scope is MAIN else " aside"
    previous, second = _kinds(sentence, forms, index - 1), _kinds(sentence, forms, index + 2)
    for kind in _kinds(sentence, forms, index + 1):
        traits.append(f"{link} {kind}{aside}")
        for other in second:
            traits.append(f"> {kind} {other}")
        for other in previous:
            traits.append(f"{other} & {kind}")
    if not SUBORDINATORS.isdisjoint(lows[:index]):
        distance = min(later[0] - index, _FAR) if later else _FAR
        traits += _subordinate(lows, index, distance, forms)
    return traits


def _likeness(
    sentence: Sentence, index: int, stretch: tuple[int, int], forms: Forms
) -> tuple[str, str]:
    """Whether names and numbers stand on both sides: "i Bruket och Åsen" is a list."""
    start, end = stretch
    words = sentence.words
    tells = any_between(forms.verbs, index, end)
    named = (index > 1 and words[index - 1].is_name) or (index > 2 and words[index - 2].is_name)
    counted = any_between(forms.counting, start, index)
    counts = any_between(forms.counting, index, end)
    long = min(end - index - 1, _SOME)
    return (
        f"names {named} {words[index + 1].is_name} {long} {tells}",
        f"numbers {counted} {counts} {tells}",
    )


def beginnings_of(side: str, words: Iterable[Word]) -> list[str]:
    """The traits of the words on one side of a joint: how they begin.

    Neighbours alone don't say whether "och sköts" brings a new thing or one more stage of the first.
    """
    return [f"{side}={word.low[:_BEGINNING]}-" for word in words]


def group_of(side: str, group: str) -> str:
    """The trait of a group that a word on one side of a joint stands in."""
    return f"{side}[{group}]"


def _shapes(
    lows: Sequence[str],
    index: int,
    stretch: tuple[int, int],
    classes: str,
    link: str,
    earlier: Sequence[int],
) -> list[str]:
    """What the classes of the words around a joining word look like together."""
    start, end = stretch
    previous = _ALIKE.get(lows[start], lows[start]) if start >= 0 else "$"
    verb = classes[earlier[-1]] if earlier else "0"
    before, after = classes[start + 1 : index], classes[index + 1 : end]
    first = classes[index + 1]
    opening = before[:1] or "-"
    shapes = [
        f"{verb} before {first} {_telling(after)}",
        f"{verb} before -{lows[index - 1][-2:]}",
        f"{previous} {_telling(before)} before {first}",
        f"second {classes[index + 2 : index + 3] or '$'} of {min(len(after), _FAR)}",
        f"{opening} .. {first}",
        f"{verb} {link} {first}",
        f"{opening} .. .. {after[-1:] or '-'}",
    ]
    if reach := _reach(before, after):
        shapes.append(f"{reach} {end == len(lows)}")
    return shapes


def _telling(classes: str) -> str:
    """The first two verbs and words of change of a stretch."""
    told = classes.lstrip(_QUIET)
    return told[:1] + told[1:].lstrip(_QUIET)[:1]


def _reach(before: str, after: str) -> str:
    """How far off the verbs beside a joining word stand, and how much the second one governs.

    Nothing where either stretch has no verb: "vattnar och städar torget" shares what it governs.
    """
    verb = len(before.rstrip(OF_OTHERS))
    behind = len(after.lstrip(OF_OTHERS))
    if not verb or not behind:
        return ""
    apart, until = len(before) - verb, len(after) - behind
    return f"reach {min(apart, _SOME)} {min(until, _SOME)} {min(behind - 1, _SOME)}"


def _stretch(classes: str, index: int) -> tuple[int, int]:
    """The joining words before and after, or the places beyond the sentence's first and last."""
    end = classes.find(END, index + 1)
    return classes.rfind(END, 0, index), len(classes) if end < 0 else end


def _subordinate(lows: Sequence[str], index: int, distance: int, forms: Forms) -> tuple[str, str]:
    """Whether the clause that has begun within the clause has its verb yet."""
    begun = index - 1
    while lows[begun] not in SUBORDINATORS:
        begun -= 1
    has = min(len([form for form in forms.words[begun + 1 : index] if form in VERBS]), 2)
    earlier = bool(forms.tensed and forms.tensed[0] < begun)
    return f"within {lows[begun]} {has} {distance}", f"within {has} {earlier}"


def _kinds(sentence: Sentence, forms: Forms, index: int) -> Sequence[str]:
    """What the word at ``index`` can be; how it ends where it is nothing that is known."""
    if not 0 <= index < len(sentence):
        return ("$",)
    word = sentence[index]
    if word.low in _TOLD_BY_ITSELF:
        return (word.low,)
    form = forms.words[index] or ("PREPOSITION" if word.low in PREPOSITIONS else "")
    return _kinds_of(word.low[-2:], word.tags, word.may_count, form)


def _kinds_of(ending: str, tags: frozenset[str], counts: bool, form: str) -> Sequence[str]:
    kinds = [form] if form else []
    if counts:
        kinds.append("NUMBER")
    if tags:
        if "change_up" in tags or "change_down" in tags:
            kinds.append("CHANGE")
        if "zero" in tags:
            kinds.append("ZERO")
        if not tags.isdisjoint(_STATES):
            kinds.append("STATE")
        kinds += NOUNS & tags
    return kinds or (f"-{ending}",)


def _sort(sentence: Sentence, forms: Forms, index: int) -> str:
    """What sort of verb a word is: its form and the first of the verb groups that it has."""
    form, tags = forms.words[index], sentence[index].tags
    if form in {"MODAL", "COPULA"}:
        return form
    return form + next((group for group in _VERB_GROUPS if group in tags), "")
