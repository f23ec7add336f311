"""What to quote of a goal, so that the words that decided can be read by themselves."""

from __future__ import annotations

from atgardsplan.language.goal_words import PREPOSITIONS, Sentence, is_modal

_MOST_WORDS_AFTER = 4
_STOPS = PREPOSITIONS | frozenset(
    ["och", "samt", "eller", "som", "att", "så", "där", "när", "då", "än", "genom", "utan", "men"]
)
_OTHER_PHRASES = ("purpose", "means")
_AUXILIARIES = frozenset(["ha", "haft", "bli", "vara", "inte", "också", "även", "sedan"])
_DASHES = frozenset({"-", "–", "—"})
_NOT_LAST = frozenset(
    ["en", "ett", "den", "det", "de", "sin", "sitt", "sina", "mer", "alla", "inte", "per"]
)


def with_object(sentence: Sentence, index: int, end: int) -> str:
    """The words from ``index`` up to ``end`` and what they govern: "öka den upplevda tryggheten".

    The quote ends where another phrase begins: at a preposition, a coordination, a clause or a verb.
    A subject takes its verb along: "fler tar emot behandling", "färre barn utsätts för våld".
    """
    last = end
    words = sentence.words
    for at in range(end, min(end + _MOST_WORDS_AFTER, len(words))):
        word = words[at]
        low = word.low
        if low == "." and _glued(sentence, at):
            continue  # "störn.anmälningar"
        if word.finite and not (is_modal(words[at - 1]) or words[at - 1].low in _AUXILIARIES):
            if index == end - 1 and not words[index].finite:
                return with_object(sentence, index, at + 1)
            break
        if low in _STOPS or not (word.is_word or word.is_number or low == "%"):
            break
        if not word.tags.isdisjoint(_OTHER_PHRASES):
            break
        last = at + 1
    while last > end and sentence.low(last - 1) in _NOT_LAST:
        last -= 1
    if sentence.low(last) in _DASHES and last + 1 < len(sentence):
        last = _joined_end(sentence, last)
    return sentence.quote(index, last)


def _joined_end(sentence: Sentence, dash: int) -> int:
    """Where "10-16 år" and "fredag- och lördagskvällar" end, whose first part is quoted."""
    if sentence[dash - 1].is_number and sentence[dash + 1].is_number:
        return dash + (3 if sentence.has(dash + 2, "age_word", "unit_year") else 2)
    if sentence.low(dash + 1) in {"och", "eller", "samt"} and _glued(sentence, dash, after=False):
        return min(dash + 3, len(sentence))
    return dash


def _glued(sentence: Sentence, index: int, *, after: bool = True) -> bool:
    """Whether a mark stands between two words without any space (before it, and ``after``)."""
    if not 0 < index < len(sentence) - 1:
        return False
    token = sentence[index]
    return sentence[index - 1].end == token.start and (
        not after or token.end == sentence[index + 1].start
    )
