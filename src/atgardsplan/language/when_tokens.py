"""Lexer of the "När" column: text into typed tokens with their places in the cell.

Letters, digits and marks are told apart first ("2ggr/år" is 2, ggr, /, år); then words and phrases
get the meaning that the word list gives them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from .text import lower, number_word
from .when_lexicon import Entry, joined, known_words, lexicon, meaning

_ATOM = re.compile(
    r"[^\W\d_][^\W\d_\u0300-\u036f]*|\d+|[\r\n\v\f\x85\u2028\u2029]+|[^\s_*\"”“\u200b-\u200f\ufeff]"
)

_MARKS = {
    ",": "comma", ";": "semi", "/": "slash", "\\": "slash", "|": "semi", "-": "dash", "–": "dash",
    "—": "dash", "‐": "dash", "‑": "dash", "−": "dash", "→": "dash", ">": "dash", "&": "and",
    "+": "and", "(": "open", "[": "open", "<": "open", "{": "open", ")": "close", "]": "close",
    "}": "close", ":": "colon", ".": "dot", "'": "apostrophe", "’": "apostrophe",
    "´": "apostrophe", "`": "apostrophe", "?": "query", "!": "break", "•": "break", "·": "break",
    "●": "break", "▪": "break", "%": "percent",
}  # fmt: skip
_ENTRIES = {name: Entry(name, "") for name in _MARKS.values()}
_ORDINAL_ENDINGS = frozenset(["e", "a", "de", "te", "je", "dje", "ste", "ra", "re", "era"])
_LONGEST_NUMBER = 8
_SHORT_WORD = 5
_LONGEST_SUSPENSION = 16
_NEXT_IN_LIST = 2
# Letters that are a unit only with a number right after them: T1, H2. "v" and "q" as well may
# have a full stop or a space.
_BARE_LETTERS = frozenset(["t", "h"])
OTHER = Entry("word", "")
_NUMBER = Entry("number", "digits")
_HOUR = Entry("unit", "hour")
_NUMBER_WORD = Entry("number", "word")
_BREAK = Entry("break", "line")


class Token:
    """One word, phrase, number or mark.

    ``tag`` and ``value`` come from the word list (or name the mark), ``number`` is the value of a
    number, ``first`` and ``end`` are offsets into the text, ``glued`` tells that no white space
    stands before it.
    """

    __slots__ = ("end", "extra", "first", "glued", "low", "number", "tag", "value")

    def __init__(
        self, entry: Entry, low: str, first: int, end: int, glued: bool, number: int = -1
    ) -> None:
        self.tag = entry.tag
        self.value = entry.value
        self.extra = entry.extra
        self.low = low
        self.first = first
        self.end = end
        self.glued = glued
        self.number = number

    def __repr__(self) -> str:
        return f"{self.tag}:{self.value or self.low}"

    @property
    def width(self) -> int:
        """Number of characters as written."""
        return self.end - self.first


class _Atom:
    __slots__ = ("end", "first", "glued", "kind", "low")

    def __init__(self, low: str, first: int, end: int, glued: bool, kind: str) -> None:
        self.low = low
        self.first = first
        self.end = end
        self.glued = glued
        self.kind = kind


def lex(text: str) -> list[Token]:
    """Typed tokens of ``text``, in order."""
    tokens = _Lexer(_atoms(text)).run()
    _settle_short_weekdays(tokens)
    for at, token in enumerate(tokens):
        if token.tag == "monday":
            _settle_monday(tokens, at)
        elif token.tag == "dash" and token.glued and at and _suspends(tokens, at):
            _complete(tokens, at)
    return [token for token in tokens if token.tag not in {"hyphen", "clock"}]


def _settle_short_weekdays(tokens: list[Token]) -> None:
    """ "må", "on", "fr" are weekdays beside each other or another weekday, else words."""
    days = [at for at, token in enumerate(tokens) if token.tag in {"weekday", "short_weekday"}]
    # "fr" is "from" but after a weekday.
    for at, token in enumerate(tokens):
        if token.low == "fr" and any(0 < at - day <= _NEXT_IN_LIST for day in days):
            token.tag, token.value = "weekday", "5"
            days.append(at)
    for at in days:
        token = tokens[at]
        if token.tag == "short_weekday":
            if _near(at, days):
                token.tag = "weekday"
            else:
                token.tag, token.value = OTHER.tag, OTHER.value


def _near(at: int, others: Sequence[int]) -> bool:
    return any(0 < abs(at - other) <= _NEXT_IN_LIST for other in others)


def _settle_monday(tokens: list[Token], at: int) -> None:
    """ "mån" is Monday among weekdays and a month elsewhere."""
    token = tokens[at]
    known = any(other.tag == "weekday" for other in tokens[max(at - 2, 0) : at + 3])
    token.tag, token.value = ("weekday", "1") if known else ("unit", "month")
    token.extra = ""


def _suspends(tokens: list[Token], at: int) -> bool:
    """Whether the dash stands for the rest of a word, as in "vår- och höstterminen"."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    # A dash sticks to one word only; "mars-, april" is as good as any.
    return following is not None and following.tag in {"and", "comma", "slash"}


def _complete(tokens: list[Token], at: int) -> None:
    """Give the word before a suspended hyphen the last part of the word that ends the list."""
    tokens[at].tag = "hyphen"
    word = tokens[at - 1]
    for place in range(at + 1, min(at + _LONGEST_SUSPENSION, len(tokens))):
        whole = tokens[place]
        if whole.tag in {"and", "comma", "slash", "dash", "hyphen"}:
            continue
        if place + 1 < len(tokens) and tokens[place + 1].tag == "dash":
            continue
        for ending in lexicon().suspended:
            found = meaning(word.low + ending) if whole.low.endswith(ending) else None
            if found is not None:
                word.tag, word.value, word.extra = found.tag, found.value, found.extra
                return
        return


def _atoms(text: str) -> list[_Atom]:
    atoms: list[_Atom] = []
    composed = unicodedata.is_normalized("NFC", text)
    before = -1
    for match in _ATOM.finditer(text):
        raw = match.group()
        first, end = match.span()
        glued = first == before
        before = end
        head = raw[0]
        if head.isalpha():
            low = raw.lower() if composed else lower(raw)
            _add_word(atoms, low, first, end, glued)
        elif head.isdecimal():
            atoms.append(_Atom(raw, first, end, glued, "digits"))
        elif head in "\r\n\v\f\x85\u2028\u2029":
            atoms.append(_Atom("\n", first, end, glued, "line"))
        else:
            atoms.append(_Atom(raw, first, end, glued, "mark"))
    return atoms


def _add_word(atoms: list[_Atom], low: str, first: int, end: int, glued: bool) -> None:
    parts = known_words(low)
    if len(parts) == 1:
        atoms.append(_Atom(parts[0], first, end, glued, "word"))
        return
    for part in parts:
        atoms.append(_Atom(part, first, min(first + len(part), end), glued, "word"))
        first, glued = min(first + len(part), end), True


class _Lexer:
    def __init__(self, atoms: list[_Atom]) -> None:
        self._atoms = atoms
        self._tokens: list[Token] = []
        self._lexicon = lexicon()

    def run(self) -> list[Token]:
        at, size = 0, len(self._atoms)
        while at < size:
            atom = self._atoms[at]
            if atom.kind == "word":
                at = self._word(at)
            elif atom.kind == "digits":
                at = self._digits(at)
            elif atom.kind == "line":
                self._keep(_BREAK, at, at + 1)
                at += 1
            else:
                at = self._mark(at)
        return self._tokens

    def _keep(self, entry: Entry, at: int, after: int, number: int = -1) -> None:
        first = self._atoms[at]
        low = first.low if after == at + 1 else " ".join(a.low for a in self._atoms[at:after])
        end = self._atoms[after - 1].end
        self._tokens.append(Token(entry, low, first.first, end, first.glued, number))

    def _peek(self, at: int) -> _Atom | None:
        return self._atoms[at] if at < len(self._atoms) else None

    # -- words ------------------------------------------------------------------------------------

    def _word(self, at: int) -> int:
        low = self._atoms[at].low
        phrase = self._phrase(at)
        if phrase is not None:
            entry, after = phrase
        else:
            entry, after = self._single(at)
        number = -1
        if entry is OTHER:
            value = number_word(low)
            if value is not None:
                entry, number = _NUMBER_WORD, value
        if entry.tag == "unit" and low in _BARE_LETTERS and not self._digit_follows(after):
            entry = _HOUR if low == "h" and self._number_before() else OTHER
        after = self._abbreviation_dot(at, after)
        self._keep(entry, at, after, number)
        if entry.tag in {"clock", "label"}:
            return self._pass_numbers(after, clock=entry.tag == "clock")
        return after

    def _number_before(self) -> bool:
        return bool(self._tokens) and self._tokens[-1].number >= 0

    def _digit_follows(self, at: int) -> bool:
        atom = self._peek(at)
        return atom is not None and atom.glued and atom.kind == "digits" and len(atom.low) == 1

    def _single(self, at: int) -> tuple[Entry, int]:
        atom = self._atoms[at]
        for step in (1, 2):
            other = self._peek(at + step)
            if other is None or (step == 2 and self._atoms[at + 1].low != "-"):
                break
            if other.kind == "word":
                found = joined(atom.low, other.low)
                if found is not None:
                    return found, at + step + 1
        found = meaning(atom.low) or OTHER
        return (OTHER, at + 3) if found.tag == "month" and self._is_name(at) else (found, at + 1)

    def _is_name(self, at: int) -> bool:
        """As in "Maj-Britt": no month, when a word that means nothing here hangs on."""
        dash, rest = self._peek(at + 1), self._peek(at + 2)
        if dash is None or rest is None or dash.low != "-" or not (dash.glued and rest.glued):
            return False
        return rest.kind == "word" and meaning(rest.low) is None

    def _phrase(self, at: int) -> tuple[Entry, int] | None:
        phrases = self._lexicon.phrases.get(self._atoms[at].low)
        if phrases is None:
            return None
        second = self._second(at)
        for rest, place in phrases:
            if not rest or rest[0] == second:
                after = self._match(at, rest)
                if after:
                    return self._lexicon.entries[place], after
        return None

    def _second(self, at: int) -> str:
        """The word that follows, past the full stop of an abbreviation."""
        atoms = self._atoms[at : at + 3]
        dotted = len(atoms) > 1 and atoms[1].low == "." and atoms[1].glued
        place = 2 if dotted and len(atoms[0].low) < _SHORT_WORD else 1
        return atoms[place].low if place < len(atoms) else ""

    def _match(self, at: int, rest: list[str]) -> int:
        """Where the phrase ends, or 0. Full stops of abbreviations are read past."""
        atoms, size = self._atoms, len(self._atoms)
        short = len(atoms[at].low) < _SHORT_WORD
        at += 1
        for word in rest:
            if at < size and short and atoms[at].low == "." and atoms[at].glued:
                at += 1
            if at >= size or atoms[at].low != word:
                return 0
            short = len(word) < _SHORT_WORD
            at += 1
        return at

    def _abbreviation_dot(self, at: int, after: int) -> int:
        """Take the full stop of "okt." or "t.o.m." along, unless a sentence begins after it."""
        dot = self._peek(after)
        last = self._atoms[after - 1].low
        if dot is None or dot.low != "." or not dot.glued or len(last) >= _SHORT_WORD:
            return after
        following = self._peek(after + 1)
        if following is not None and following.low == ".":
            return after
        return after + 1

    # -- numbers ----------------------------------------------------------------------------------

    def _digits(self, at: int) -> int:
        atom = self._atoms[at]
        following, ending = self._peek(at + 1), self._peek(at + 2)
        if len(atom.low) > _LONGEST_NUMBER:
            self._keep(OTHER, at, at + 1)
            return at + 1
        if following is not None and following.glued:
            if following.low == ":" and ending is not None and ending.glued:
                if ending.low in _ORDINAL_ENDINGS:
                    return self._ordinal(at, at + 3)
                if ending.kind == "digits":
                    return self._pass_numbers(at, clock=True)
            if following.low in _ORDINAL_ENDINGS:
                return self._ordinal(at, at + 2)
        phrase = self._phrase(at)
        if phrase is not None:
            self._keep(phrase[0], at, phrase[1])
            return phrase[1]
        self._keep(_NUMBER, at, at + 1, int(atom.low))
        if self._list_number(at):
            self._tokens[-1] = Token(_BREAK, atom.low, atom.first, atom.end, False)
            return at + 2
        return at + 1

    def _ordinal(self, at: int, after: int) -> int:
        self._keep(Entry("ordinal", self._atoms[at].low), at, after, int(self._atoms[at].low))
        return after

    def _list_number(self, at: int) -> bool:
        """Whether this is "1." or "2)" at the beginning of a line."""
        mark, following = self._peek(at + 1), self._peek(at + 2)
        if mark is None or mark.low not in ".)" or not mark.glued or len(self._atoms[at].low) > 2:
            return False
        first = len(self._tokens) == 1 or self._tokens[-2].value == "line"
        return first and following is not None and not following.glued

    def _pass_numbers(self, at: int, clock: bool) -> int:
        """Read past the numbers that belong to "kl" or "steg": "kl. 18.00-21", "åk 7-9"."""
        between = ".:-–" if clock else "-–"
        start = at
        while at < len(self._atoms):
            atom = self._atoms[at]
            following = self._peek(at + 1)
            inner = atom.low in between and following is not None and following.kind == "digits"
            if atom.kind != "digits" and not (inner and at > start):
                break
            if atom.kind == "digits" and at > start and self._atoms[at - 1].kind == "digits":
                break
            at += 1
        return at

    # -- marks ------------------------------------------------------------------------------------

    def _mark(self, at: int) -> int:
        atom = self._atoms[at]
        name = _MARKS.get(atom.low, "sign")
        if name == "sign":
            return at + 1
        after = at + 1
        if name == "dash":
            while after < len(self._atoms) and self._dash_at(after):
                after += 1
        if name == "dot":
            following = self._peek(after)
            inner = following is not None and following.glued and following.kind == "digits"
            if not (inner and atom.glued and self._tokens and self._tokens[-1].tag == "number"):
                name = "break"
        self._keep(_ENTRIES[name], at, after)
        return after

    def _dash_at(self, at: int) -> bool:
        return self._atoms[at].glued and _MARKS.get(self._atoms[at].low) == "dash"
