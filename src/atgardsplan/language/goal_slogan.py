"""Effects told without a verb: how a place or people's lives shall be (the guideline 2.4).

"Ett torg att vara stolt över", "meningsfull fritid åt fler", "rätt insats till rätt familj": what we
do is not in them, only what there shall be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atgardsplan.language.goal_state import OWN_NOUNS
from atgardsplan.language.goal_words import Scope, Sentence, Word, is_preposition

_ARTICLES = frozenset({"en", "ett", "den", "det", "de"})
_DESCRIBES = frozenset({"att", "som", "där", "dit"})
_QUALITIES = ("ande", "ende", "ig", "iga", "igt", "sam", "samt", "ar", "full", "fri", "fritt", "ad")
_MORE = frozenset({"mer", "mera"})
_PLACES = ("place", "vague_place")
_VERBS = ("v_process", "v_output", "v_outcome", "v_plain", "v_done", "v_say", "change_verb")
_WHICH = frozenset({"senaste", "närmaste"})
_LONGEST_START = 5


def slogans(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where a sentence without a verb says how something shall be."""
    main = [word for word in sentence.words if word.scope is Scope.MAIN]
    if sum(word.low == "rätt" for word in main) > 1 and not _gives(main):
        yield sentence.lows.index("rätt"), len(sentence)  # "rätt insats till rätt familj"
        return
    spared = _spared(sentence)
    if spared is not None and not any(w.has("v_output", "v_process") for w in main):
        yield spared, spared + 2
        return
    best = _best(sentence)
    if best is not None and not any(w.has("v_output", "v_process", "v_done") for w in main):
        yield best, best + 2
        return
    if any(_says(word) for word in main):
        return
    noun = _described(sentence)
    if noun is not None:
        yield 0, noun + 1


def _best(sentence: Sentence) -> int | None:
    """As in "Sveriges renaste stad": a place in the superlative; not "senaste", "närmaste"."""
    for index, low in enumerate(sentence.lows[:-1]):
        place = sentence.has(index + 1, *_PLACES, "org", "org_kind")
        if low.endswith("aste") and low not in _WHICH and place:
            return index
    return None


def _compared(sentence: Sentence) -> bool:
    """As in "sundare", "trevligare": a comparative that is in no list."""
    first = sentence[0]
    return not first.tags and first.low.endswith("are") and not sentence.has(1, "place")


def _spared(sentence: Sentence) -> int | None:
    """As in "en festival utan ofredanden": where it says which crime there shall not be."""
    for index in range(1, len(sentence) - 1):
        if sentence.low(index) == "utan" and any(
            w.has("crime") and "crime_general" not in w.tags
            for w in sentence.words[index + 1 : index + 3]
        ):
            return index
    return None


def _gives(words: Sequence[Word]) -> bool:
    """As in "ge rätt stöd i rätt tid": what we do."""
    return any(
        word.has("v_output", "v_process") or word.low in ("ge", "ger", "ges") for word in words
    )


def _says(word: Word) -> bool:
    return word.finite or word.unknown_verb or (word.has(*_VERBS) and not word.has("place"))


def _described(sentence: Sentence) -> int | None:
    """Index of the place or the state that the sentence is about, if it tells how it shall be."""
    quality = _compared(sentence)
    if quality and len(sentence) > 1 and not sentence[1].tags and sentence[1].is_word:
        return 1  # "sundare näringsliv"
    for index in range(min(len(sentence), _LONGEST_START)):
        word = sentence[index]
        if not word.is_word or is_preposition(word):
            return None
        if index == 1 and sentence.low(2) == "där" and sentence.low(0) in _ARTICLES:
            return index  # "en hemtjänst där de äldre inte blir bestulna"
        state = quality and word.has("outcome_noun")
        if word.has(*OWN_NOUNS) and (not state or word.has("activity_type", "output_noun")):
            return None
        if word.has("people", "client") and sentence.low(index + 1) == "som":
            return index + 2 if _do_something(sentence, index + 2) else None
        named = index == 1 and word.token.text[0].isupper() and not word.tags
        if (named or word.has(*_PLACES, "outcome_noun")) and not quality_word(word):
            clause = sentence.low(index + 1) in _DESCRIBES
            article = sentence.low(0) in _ARTICLES
            return index if (article and clause) or quality else None
        more = sentence.low(index - 1) in _MORE and word.low.endswith(_QUALITIES)
        quality = quality or more or word.has("evaluative", "state", "diffuse")
    return None


def _do_something(sentence: Sentence, verb: int) -> bool:
    """As in "seniorer som säger nej", not "föräldrar som nattvandrar"."""
    own = ("v_output", "v_done", "v_takes_part", "v_process")
    return verb < len(sentence) and sentence[verb].finite and not sentence.has(verb, *own)


def quality_word(word: Word) -> bool:
    """Whether a word tells how something is, and is not the thing itself."""
    return word.has("evaluative", "state", "diffuse") and not word.has("outcome_noun")
