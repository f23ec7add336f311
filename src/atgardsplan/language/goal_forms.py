"""The words of a goal sentence as forms of verbs, and in the roughest classes: what is joined to what."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from atgardsplan.language.goal_words import MAIN, PREPOSITIONS, TENSED, Sentence, Word

ENDS = frozenset({"och", "samt", "men", "eller", ",", ";", ":", "(", ")"})
"""Words and signs that end a stretch of words."""
SUBORDINATORS = frozenset(
    {"att", "som", "om", "när", "där", "då", "vad", "vem", "hur", "vart", "innan", "medan",
     "eftersom", "än"}
)  # fmt: skip
NOUNS = frozenset(
    {"people", "client", "staff", "org", "place", "crime", "outcome_noun", "output_noun",
     "activity_type", "activity_generic", "object", "installation", "process_noun", "study"}
)  # fmt: skip
"""Groups of words that name something or somebody."""
_DETERMINERS = frozenset(
    {"den", "det", "de", "en", "ett", "dem", "vi", "man", "sin", "sina", "sitt", "våra", "alla",
     "varje", "minst"}
)  # fmt: skip
_ADJECTIVE_ENDINGS = ("a", "ig", "igt", "lig")
VERBS = TENSED | {"INFINITIVE"}
END = "|"
"""The class of what ends a stretch of words."""
_SMALL = {
    **dict.fromkeys(_DETERMINERS, "d"),
    **dict.fromkeys(SUBORDINATORS, "s"),
    **dict.fromkeys(PREPOSITIONS, "p"),
    **dict.fromkeys(ENDS, END),
}
_CHANGES = frozenset({"change_up", "change_down", "comparative_state", "speed"})
_CLASSES = ((_CHANGES, "+"), (frozenset({"state", "evaluative"}), "a"), (NOUNS, "n"))
OF_OTHERS = f"dsp{END}#+an.x"
"""The classes of all that is no verb; those of verbs are capitals."""


class Forms:
    """A sentence's words as forms of verbs, and where the verbs of its main statement stand.

    ``counting`` tells where words stand that can be numbers; ``classes`` has one sign for each word, what
    it is in the roughest terms: a capital for a verb form, ``|`` for what ends a stretch, ``p`` for a
    preposition ...
    """

    __slots__ = ("classes", "counting", "tensed", "verbs", "words")

    def __init__(self, sentence: Sentence) -> None:
        words = self.words = [word.form for word in sentence.words]
        self.verbs = [
            index
            for index, form in enumerate(words)
            if form in VERBS and sentence.words[index].scope is MAIN
        ]
        self.tensed = [index for index in self.verbs if words[index] in TENSED]
        self.counting = [index for index, word in enumerate(sentence.words) if word.may_count]
        self.classes = "".join(
            [
                word.form[0]
                if word.form and word.low not in ENDS
                else _SMALL.get(word.low) or _class_of(word)
                for word in sentence.words
            ]
        )


def forms_of(sentence: Sentence) -> Forms:
    """The forms of the verbs of a sentence (remembered)."""
    known: Forms | None = sentence.memo.get(forms_of)
    if known is None:
        known = sentence.memo[forms_of] = Forms(sentence)
    return known


def any_between(places: Sequence[int], start: int, end: int) -> bool:
    """Whether any of some places in rising order lies between two, which don't count."""
    first = bisect_right(places, start)
    return first < len(places) and places[first] < end


def _class_of(word: Word) -> str:
    """The class of what is neither a verb nor a small word."""
    tags = word.tags
    if word.may_count and tags.isdisjoint(_CHANGES):
        return "#"
    if tags:
        for groups, sign in _CLASSES:
            if not tags.isdisjoint(groups):
                return sign
    if not word.low[0].isalnum():
        return "."
    return "a" if word.low.endswith(_ADJECTIVE_ENDINGS) else "x"
