"""Swedish cell text as tokens with positions, number words and sentences.

Everything here is general: it knows how Swedish text is written, not what plans say. Positions are
offsets into the text as given, so that a caller can quote a cell exactly as it was written.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

WORD = "word"
NUMBER = "number"
PUNCT = "punct"
NEWLINE = "newline"
YEAR = "åååå"
"""What stands for any year in the word lists."""

_PLAIN_FORMS = {"–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "’": "'", "´": "'"}

_TOKEN = re.compile(
    r"([a-zåäöéA-ZÅÄÖ]++(?=[ ,]))"  # most words, told at once
    r"|([\r\n\v\f\x85\u2028\u2029]+)"
    # Abbreviations written with inner full stops: t.ex., d.v.s., fr.o.m., bl.a.
    r"|((?:[^\W\d_]{1,3}\.){2,}(?:[^\W\d_]{1,3}\b)?)"
    # 7:ans, 14:e, 2:a (a numeral with an ending) is a word; 2025:170 and 14:30 are one number.
    r"|(\d{1,9}:[^\W\d_]+)"
    r"|(\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d])(?:,\d+)?|\d+(?:[:.,]\d+)*)"
    r"|([^\W\d_][\u0300-\u036f]*(?:[^\W_][\u0300-\u036f]*|[-‐‑'’´:](?=[^\W_]))*)"
    r"|(\S)"
)
_KINDS = ("", WORD, NEWLINE, WORD, WORD, NUMBER, WORD, PUNCT)  # by the group of the pattern

_ABBREVIATIONS = frozenset(
    {
        "ca", "c:a", "kl", "nr", "st", "max", "min", "resp", "ev", "inkl", "exkl", "tel", "t",
        "bl", "m", "fl", "d", "v", "s", "k", "osv", "dvs", "tex", "tom", "from", "prel", "ggr",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec",
        "alt", "ang", "avd", "enl", "forts", "jfr", "obs", "sid", "tfn", "vg", "kap", "samtl",
        "kv", "gr", "tr", "ekon", "kr", "tkr", "mkr", "mnkr", "proc", "äv", "ung", "ink", "ref", "regelb", "inform", "utb", "samv", "förebygg",
        "gemens", "ordf", "styrgr", "bla", "exv", "mån", "kont", "uppf", "anm", "polisanm", "misst", "ek", "pat", "motsv", "e-utb",
    }
)  # fmt: skip

_CUT_OFF = (
    "kn", "dn", "tn", "bn", "pn", "vn", "tr", "dr", "br", "pr", "gr", "kr", "fr", "vr", "dl", "bl",
    "tl", "kl", "gl", "pl", "sv", "tj", "dj", "nj", "bj", "fören",
)  # fmt: skip
"""How no Swedish word ends, so that the full stop tells of a short form: undersökn., räddningstj."""

_CLOSING = frozenset(".,;:!?)")
_MONTHS = frozenset(
    ["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec"]
)
_UNITS = {
    "noll": 0, "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7,
    "åtta": 8, "nio": 9, "tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14,
    "femton": 15, "sexton": 16, "sjutton": 17, "arton": 18, "nitton": 19,
}  # fmt: skip
_TENS = {
    "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70,
    "åttio": 80, "nittio": 90,
}  # fmt: skip
_LONGEST_NUMBER_WORD = 40
_NUMBER_BEGINNINGS = frozenset(
    (name + "-hundra")[:3] for name in (*_UNITS, *_TENS, "hundra", "tusen", "enhundra", "entusen")
)
"""How all number words of several parts begin."""
_BETWEEN = frozenset({PUNCT, NEWLINE})
_LIST_MARKS = frozenset("•●▪◦·*-–—>→►✓")


_GOING_ON = frozenset(["än", "och", "samt", "eller", "av", "hos", "mot", "från", "till", "med"])
"""Words that begin no sentence when they are written small: the full stop before ends a short form."""


class Token:
    """One word, number, punctuation mark or line break of a text."""

    __slots__ = ("end", "kind", "low", "start", "text")
    text: str
    low: str
    start: int
    end: int
    kind: str


AnyToken = TypeVar("AnyToken", bound=Token)


def lower(text: str) -> str:
    """Lower case, composed letters, plain hyphens and apostrophes: the form to compare."""
    return _plain(unicodedata.normalize("NFC", text).lower())


def _plain(text: str) -> str:
    for written, plain in _PLAIN_FORMS.items():
        if written in text:
            text = text.replace(written, plain)
    return text


def tokenize(text: str) -> list[Token]:
    """Split ``text`` into tokens; white space other than line breaks is dropped."""
    return tokens_of(Token, text)


def tokens_of(kind: type[AnyToken], text: str) -> list[AnyToken]:
    """The tokens of ``text`` as objects of a class of their own, whose other attributes aren't set."""
    # Made and filled in by hand, since calling the class takes twice the time.
    new = object.__new__
    # Lower case of the whole at once, where that moves nothing.
    low = _plain(text.lower()) if unicodedata.is_normalized("NFC", text) else ""
    if len(low) != len(text):
        tokens = _matched(kind, text, text, 0, len(text))
        for token in tokens:
            token.low = lower(token.text)
        return tokens
    tokens = []
    at, first = 0, -1
    for part, small in zip(text.split(" "), low.split(" "), strict=True):
        end = at + len(part)
        # Most are a word, perhaps with a sign after it: told faster than by the pattern.
        if part.isalpha():
            sign = ""
        elif part and part[-1] in _CLOSING and part[:-1].isalpha():
            sign = part[-1]
            part, small = part[:-1], small[:-1]
        else:
            if first < 0:
                first = at
            at = end + 1
            continue
        if first >= 0:
            tokens += _matched(kind, text, low, first, at)
            first = -1
        token = new(kind)
        token.text = part
        token.low = small
        token.start = at
        token.end = end
        token.kind = WORD
        tokens.append(token)
        if sign:
            token.end = end - 1
            token = new(kind)
            token.text = token.low = sign
            token.start = end - 1
            token.end = end
            token.kind = PUNCT
            tokens.append(token)
        at = end + 1
    if first >= 0:
        tokens += _matched(kind, text, low, first, at)
    return tokens


def _matched(kind: type[AnyToken], text: str, low: str, first: int, last: int) -> list[AnyToken]:
    """The tokens between two places, by the pattern."""
    tokens = []
    for match in _TOKEN.finditer(text, first, last):
        token = object.__new__(kind)
        token.start, token.end = start, end = match.span()
        token.text = text[start:end]
        token.low = low[start:end]
        token.kind = _KINDS[match.lastindex or 0]
        tokens.append(token)
    return tokens


def number_word(word: str) -> int | None:
    """Value of a lower-case number word (``två``, ``tjugofem``, ``hundrafemtio``), or None.

    Of a pair such as ``fyra-fem`` it is the lower one.
    """
    if word in _UNITS:
        return _UNITS[word]
    if word[:3] not in _NUMBER_BEGINNINGS or len(word) > _LONGEST_NUMBER_WORD:
        return None
    return _compound_number(word)


@lru_cache(maxsize=4096)
def _compound_number(word: str) -> int | None:
    least, hyphen, most = word.partition("-")
    if hyphen:
        return number_word(least) if number_word(most) is not None else None
    for name, value in _TENS.items():
        if word.startswith(name):
            rest = word[len(name) :]
            if not rest:
                return value
            unit = _UNITS.get(rest)
            return value + unit if unit is not None and 1 <= unit <= 9 else None
    for name, size in (("tusen", 1000), ("hundra", 100)):
        head, found, rest = word.partition(name)
        if found:
            factor = number_word(head) if head else 1
            remainder = number_word(rest) if rest else 0
            if factor is None or remainder is None:
                return None
            return factor * size + remainder
    return None


def number_value(token: Token) -> float | None:
    """Value of a number token or number word; None for 2025:170, 14.30.15 and other words."""
    if token.kind == WORD:
        return number_word(token.low)
    if token.kind != NUMBER:
        return None
    plain = "".join(token.low.split()).replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def year_pattern(token: Token) -> str:
    """The word to look up: a year is looked up as ``YEAR``, so that lists can speak of years."""
    if token.kind == NUMBER and len(token.low) == 4 and token.low[:2] in {"19", "20"}:
        return YEAR
    return token.low


def sentences(tokens: Sequence[AnyToken]) -> list[list[AnyToken]]:
    """Split tokens at sentence ends, semicolons and list items; separators are dropped.

    A full stop after an abbreviation or a list number does not end a sentence, and a line break
    does only before a list mark, a numeral or a capital letter (cells are wrapped by hand).
    """
    result: list[list[AnyToken]] = []
    current: list[AnyToken] = []
    done = 0
    for index in [i for i, token in enumerate(tokens) if token.kind in _BETWEEN]:
        if index > done:
            current += tokens[done:index]  # the words before the mark
        done = index + 1
        token = tokens[index]
        if _ends_sentence(tokens, index):
            if current:
                result.append(current)
                current = []
        elif token.kind != NEWLINE and (current or token.text not in _LIST_MARKS):
            current.append(token)
    current += tokens[done:]
    if current:
        result.append(current)
    return result


def _ends_sentence(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    text = token.text
    if text == ",":
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.kind == NEWLINE:
        return following is None or _starts_item(following)
    if text in {"!", "?"} and following is not None and following.text[0].islower():
        return False  # "foldern Lägg på! delas ut"
    if text in {";", "!", "?", "•", "●", "▪"}:
        return True
    if text != ".":
        return False
    previous = tokens[index - 1] if index else None
    if following is None or following.kind == NEWLINE:
        return True
    if previous is not None and previous.end == token.start:
        joined = following.start == token.end and following.text[0].islower()
        if joined and previous.kind == WORD:
            return False  # "störn.anmälningar": an abbreviation, written together
        if previous.low in _ABBREVIATIONS:
            # "varje lördag maj–aug. Föreningen ..." ends one; "5 okt. 2025" does not.
            return previous.low in _MONTHS and following.text[0].isupper()
        if following.text[0].islower() and previous.low.endswith(_CUT_OFF):
            return False  # "medborgarundersökn. minst 3,9"
        if following.text in _GOING_ON:
            return False  # "färre felanmälningar till bostadsbol. än under 2025"
        if following.kind == NUMBER and index == 1:
            return False  # "Trygghetsvandr. 2 ggr/år"
        if previous.kind == NUMBER and len(previous.text) <= 2:
            # "1. Minska ..." is a list number: it neither ends nor starts anything by itself.
            return not (index == 1 or tokens[index - 2].kind == NEWLINE)
    return True


def _starts_item(token: Token) -> bool:
    return token.kind != WORD or token.text[0].isupper()


def within_edits(one: str, other: str, limit: int) -> bool:
    """Whether at most ``limit`` slips (a letter more, less, changed or swapped) part the words."""
    if one == other:
        return True
    if limit <= 0 or abs(len(one) - len(other)) > limit:
        return False
    start = 0
    shortest = min(len(one), len(other))
    half = (shortest - 1) // 2
    if limit == 1 and half > 0 and one[:half] != other[:half] and one[-half:] != other[-half:]:
        return False  # a slip leaves one half as it is
    while start < shortest and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    swapped = a[:1] and b[:1] and a[1:2] == b[:1] and b[1:2] == a[:1]
    if swapped and within_edits(a[2:], b[2:], limit - 1):
        return True
    return (
        within_edits(a[1:], b[1:], limit - 1)
        or within_edits(a[1:], b, limit - 1)
        or within_edits(a, b[1:], limit - 1)
    )
