"""A "Vem" cell as items: known words and phrases, names, verbs and separators, in order."""

import re
from collections.abc import Sequence
from functools import lru_cache

from .text import NEWLINE, NUMBER, WORD, Token, tokenize
from .who_lexicon import (
    BEGINNING,
    Entry,
    Word,
    begun,
    forms,
    guess,
    last_part,
    lexicon,
    look_up,
    spelt_out,
    written_as_listed,
)

# A longer cell is read to here: enough for pages, and it bounds the time.
READ_CHARACTERS = 3000
_MOST_GUESSES = 30
_MOST_SHARED_PARTS = 5

_MARKS = {
    ",": "comma", "/": "slash", "\\": "slash", "|": "slash", "(": "open", "[": "open",
    ")": "close", "]": "close", ":": "colon", "=": "colon", "-": "dash", "–": "dash", "—": "dash",
    ";": "stop", ".": "stop", "!": "stop", "?": "stop", "&": "and", "+": "and",
    "•": "comma", "●": "comma", "▪": "comma", "·": "comma", "*": "comma", ">": "comma",
}  # fmt: skip
_ABBREVIATED = frozenset(["ev", "resp", "ansv", "inkl", "alt", "event", "samt"])
_CAPITALISED = re.compile("[A-ZÅÄÖ][a-zåäö]+")
_TRADES = {
    "hem": "bostadsbolag", "bostäder": "bostadsbolag", "byggen": "bostadsbolag",
    "fastigheter": "fastighetsbolag", "trafiken": "trafikbolag",
}  # fmt: skip
_SHORTEST_NAME = 3
_VERB_ENDINGS = ("ar", "er", "ör", "år")
_STRINGABLE = ("org", "general", "unit")
_TITLE_ENDINGS = ("are", "aren", "arna", "ör", "ören", "ist", "isten", "ent", "enten")
_SHORTEST_TITLE = 7
_MOST_TOKENS_OF_A_NAME = 5


class Item:
    """A word or phrase that means something here, a name, or a separator.

    ``tag`` is that of the word list, or "name", "mark" or "other"; ``kind`` says which.
    """

    __slots__ = ("also", "end", "kind", "low", "start", "tag", "word")

    def __init__(
        self,
        tag: str,
        kind: str,
        first: Token,
        last: Token,
        word: Word | None = None,
        also: tuple[Word, ...] = (),
    ) -> None:
        self.tag = tag
        self.kind = kind
        self.start = first.start
        self.end = last.end
        self.low = first.low
        self.word = word
        self.also = also


def read_items(text: str) -> list[Item]:
    """The items of ``text`` (of its first ``READ_CHARACTERS`` characters)."""
    return _Tagger(tokenize(text[:READ_CHARACTERS])).items()


class _Tagger:
    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._lexicon = lexicon()
        self._guesses = 0
        letters = "".join([t.text for t in tokens if t.kind == WORD and len(t.text) > 3])
        self._shouting = bool(letters) and letters.isupper()
        # "anna berg" is a name, "per år" in a sentence is not.
        self._whispering = letters.islower() and len(tokens) <= _MOST_TOKENS_OF_A_NAME

    def items(self) -> list[Item]:
        found: list[Item] = []
        position = 0
        while position < len(self._tokens):
            item, position = self._next(position)
            if item is not None:
                found.append(item)
        return found

    def _next(self, at: int) -> tuple[Item | None, int]:
        token = self._tokens[at]
        if token.kind == NEWLINE:
            return self._line_break(at), at + 1
        if token.kind == NUMBER:
            return None, at + 1
        if token.kind != WORD:
            return self._mark(at), at + 1
        found = self._phrase(at)
        if found is None and not self._is_plain(at):
            found = self._suspended(at) or self._shortened(at) or self._name(at)
        found = found or self._split_word(at) or self._word(at)
        return found or (Item("other", "", token, token), at + 1)

    def _is_plain(self, at: int) -> bool:
        """Whether a word is listed and stands by itself, as most do: neither a name nor cut short."""
        token = self._tokens[at]
        if self._shouting or self._whispering or token.low in self._lexicon.first_names:
            return False
        if at + 1 < len(self._tokens) and self._tokens[at + 1].start == token.end:
            return False
        return _known(token.text, token.low) is not None and "." not in token.low

    def _line_break(self, at: int) -> Item | None:
        # Cells are wrapped by hand: only what looks like a new point separates.
        following = self._token(at + 1)
        if following is None or (following.kind == WORD and following.text[0].islower()):
            return None
        return Item("mark", "line", self._tokens[at], self._tokens[at])

    def _mark(self, at: int) -> Item | None:
        token = self._tokens[at]
        kind = _MARKS.get(token.text)
        if kind is None:
            return None
        if kind == "stop" and token.text == ".":
            following, before = self._token(at + 1), self._token(at - 1)
            if following is not None and following.kind == WORD and following.text[0].islower():
                return None
            if before is not None and before.low in _ABBREVIATED and before.end == token.start:
                return None
        return Item("mark", kind, token, token)

    def _token(self, at: int) -> Token | None:
        return self._tokens[at] if 0 <= at < len(self._tokens) else None

    def _words_from(self, at: int) -> Sequence[Token]:
        """The tokens from ``at`` on that a phrase may run over: line breaks are skipped."""
        window = self._tokens[at : at + 10]
        return [t for t in window if t.kind != NEWLINE]

    def _phrase(self, at: int) -> tuple[Item, int] | None:
        token = self._tokens[at]
        low = token.low
        options = self._lexicon.phrases.get(low)
        if not options and low[-1] in "sta":
            options = self._lexicon.phrases.get(low[:-1])
        if not options or not self._goes_on(at, options):
            return None
        window = self._words_from(at)
        spoken = tuple(["och" if t.text == "&" else t.low for t in window])
        for parts, entry in options:
            size = len(parts)
            if size > len(window) or spoken[1 : size - 1] != parts[1:-1]:
                continue
            last = window[size - 1]
            match = _as_form_of(last.low, parts[-1], inflected=entry.tag == "actor")
            if match is not None:
                word = Word(entry, " ".join(parts), *match)
                tag = "other" if entry.tag == "other_words" else entry.tag
                item = Item(tag, entry.kind, token, last, word)
                return item, self._tokens.index(last, at) + 1
        return None

    def _goes_on(self, at: int, options: Sequence[tuple[tuple[str, ...], Entry]]) -> bool:
        """Whether the next word begins like the second word of some phrase: most are told by that."""
        following = self._token(at + 1)
        if following is None or following.kind != WORD:
            return following is not None
        letter = following.low[0]
        return any(parts[1][0] == letter for parts, _ in options)

    def _suspended(self, at: int) -> tuple[Item, int] | None:
        """Compounds that share their last part: "trafik- och gatukontoret"."""
        if not self._touching(at, "-–"):
            return None
        firsts: list[str] = []
        position = at
        while True:
            token, hyphen = self._token(position), self._token(position + 1)
            if token is None or token.kind != WORD:
                return None
            if hyphen is None or hyphen.text not in "-–" or hyphen.start != token.end:
                break
            firsts.append(token.low)
            if len(firsts) > _MOST_SHARED_PARTS:
                return None
            position += 2
            joint = self._token(position)
            if joint is not None and joint.low in {"och", "eller", "samt", "o", "/", ",", "&"}:
                position += 1
        if not firsts:
            return None
        whole = self._tokens[position]
        word = look_up(whole.low) or spelt_out((whole.low,), dotted=self._touching(position, "."))
        head = last_part(word.lemma) if word is not None else None
        if word is None or word.entry.tag != "actor" or head is None:
            return None
        others = [look_up(first + head[1].lemma) for first in firsts]
        words = [word, *(w for w in others if w is not None and w.entry.tag == "actor")]
        # What says most of the party speaks for the whole; a second such party stands beside it.
        words.sort(key=lambda w: w.entry.rank, reverse=True)
        strong = [w for w in words if w.entry.rank == words[0].entry.rank]
        beside = tuple(w for w in strong[1:] if w.entry.party != words[0].entry.party)
        first = words[0]._replace(plural=word.plural, genitive=word.genitive)
        item = Item("actor", first.entry.kind, self._tokens[at], whole, first, beside)
        return item, position + 1

    def _shortened(self, at: int) -> tuple[Item, int] | None:
        """Words cut short, mostly with full stops: "utb.förv.", "miljöförv", "avd.chef"."""
        token = self._tokens[at]
        dot = self._touching(at, ".")
        if not dot and _known(token.text, token.low) is not None and "." not in token.low:
            return None
        parts = [token]
        position = at + 1
        while dot:
            following = self._token(position + 1)
            joined = following is not None and following.start == self._tokens[position].end
            if following is None or not joined or following.kind != WORD or len(parts) > 2:
                break
            parts.append(following)
            position += 2
            dot = self._touching(position - 1, ".")
        lows = tuple(cut for part in parts for cut in part.low.split(".") if cut)
        if len(lows) == 1 and _known(parts[0].text, parts[0].low) is not None:
            return None
        word = spelt_out(lows, dotted=dot) or (begun(lows[0]) if dot and len(lows) == 1 else None)
        if word is None or word.entry.tag != "actor":
            return None
        return Item("actor", word.entry.kind, parts[0], parts[-1], word), position + dot

    def _touching(self, at: int, marks: str) -> bool:
        """Whether one of some marks stands right after a token."""
        if at + 1 >= len(self._tokens):
            return False
        following = self._tokens[at + 1]
        return following.text in marks and following.start == self._tokens[at].end

    def _name(self, at: int) -> tuple[Item, int] | None:
        """Names: capitals the word list does not know, or a first name and what follows it."""
        small = self._tokens[at].text[0].islower()
        if small and not (self._shouting or self._whispering):
            return None
        tokens: list[Token] = []
        position = at
        first_name = False
        while (token := self._token(position)) is not None and token.kind == WORD:
            known_first = token.low in self._lexicon.first_names
            if not self._names(token, known_first, after_first=first_name):
                break
            first_name = first_name or (known_first and not tokens)
            tokens.append(token)
            position += 1
        if not tokens:
            return None
        full = sum(
            len(t.text) > 1 and (self._shouting or len(t.text) > 3 or not t.text.isupper())
            for t in tokens
        )
        if len(tokens) == 1 and not first_name and _looks_like_title(tokens[0].low):
            return Item("title", "", tokens[0], tokens[0]), position
        capitals = all(t.text.isupper() and len(t.text) <= 4 for t in tokens)
        known = first_name or not (self._shouting or capitals)
        kind = "person" if full >= 2 and known else "part"
        return Item("name", kind, tokens[0], tokens[-1]), position

    def _names(self, token: Token, known_first: bool, *, after_first: bool) -> bool:
        if self._shouting or token.text[0].islower():
            if not (self._shouting or self._whispering):
                return False
            return (known_first or after_first) and look_up(token.low) is None
        if known_first:
            return True
        word = _known(token.text, token.low)
        if word is not None:
            # After a first name only a word of the list itself is no surname.
            return after_first and word.lemma not in self._lexicon.words
        if _strung_together(token.text, token.low):
            return False
        return after_first or not self._can_guess(token.low, "actor", "nobody")

    def _can_guess(self, low: str, *tags: str) -> bool:
        """Whether ``low`` misspells a listed word (of the given tags, where there are any)."""
        if self._guesses >= _MOST_GUESSES:
            return False
        self._guesses += 1
        word = guess(low)
        return word is not None and (not tags or word.entry.tag in tags)

    def _split_word(self, at: int) -> tuple[Item, int] | None:
        """A compound written apart: "trygghets samordnare", "fält assistenter"."""
        token, following = self._tokens[at], self._token(at + 1)
        if following is None or following.kind != WORD or not following.text[0].islower():
            return None
        if len(token.low) < 3 or len(following.low) < 3:
            return None
        joined = token.low + following.low
        if joined[:BEGINNING] not in self._lexicon.beginnings:
            return None
        for lemma, plural, genitive in forms(joined):
            entry = self._lexicon.words.get(lemma)
            if entry is not None and entry.tag == "actor":
                word = Word(entry, lemma, plural, genitive)
                return Item("actor", entry.kind, token, following, word), at + 2
        return None

    def _word(self, at: int) -> tuple[Item, int] | None:
        token = self._tokens[at]
        strung = _strung_together(token.text, token.low)
        if strung:
            kind = strung[0].entry.kind
            return Item("actor", kind, token, token, strung[0], strung[1:]), at + 1
        word = _known(token.text, token.low)
        if word is None and self._can_guess(token.low):
            word = guess(token.low)
        if word is None and token.low.endswith(_VERB_ENDINGS) and token.text[0].islower():
            return Item("verb", "maybe", token, token), at + 1
        if word is None and _looks_like_title(token.low):
            return Item("title", "", token, token), at + 1
        if word is None or word.entry.tag == "other_words":
            return None
        return Item(word.entry.tag, word.entry.kind, token, token, word), at + 1


@lru_cache(maxsize=4096)
def _known(text: str, low: str) -> Word | None:
    word = look_up(low)
    if word is None:
        return _named_after_trade(text, low)
    return word if written_as_listed(word, text) else None


def _named_after_trade(text: str, low: str) -> Word | None:
    """Names of companies that tell what they do: "Gotlandshem", "Östgötatrafiken"."""
    if text[0].islower():
        return None
    for end, listed in _TRADES.items():
        if low.endswith(end) and len(low) > len(end) + _SHORTEST_NAME:
            known = look_up(listed)
            return known and known._replace(lemma=low)
    return None


def _looks_like_title(low: str) -> bool:
    """Whether a word the list does not know is formed like a role ("klimatpilotör")."""
    if len(low) < _SHORTEST_TITLE or low.endswith(("vist", "ment")):
        return False
    return low.endswith(_TITLE_ENDINGS)


@lru_cache(maxsize=4096)
def _strung_together(text: str, low: str) -> tuple[Word, ...]:
    """Organisations with hyphens or nothing between them: "polis-skola", "PolisenKommunen"."""
    if low in lexicon().words:
        return ()
    parts = low.split("-")
    if len(parts) == 1:
        if text.islower():
            return ()
        parts = [part.lower() for part in _CAPITALISED.findall(text)]
        if len(parts) < 2 or "".join(parts) != low:
            return ()
    words = []
    for part in parts:
        word = look_up(part)
        if word is None or word.entry.tag != "actor":
            return ()
        if word.entry.kind not in _STRINGABLE and word.lemma != "polis":
            return ()
        words.append(word)
    return tuple(words)


def _as_form_of(low: str, lemma: str, *, inflected: bool) -> tuple[bool, bool] | None:
    if low == lemma:
        return False, False
    if inflected and low[:2] == lemma[:2]:
        for base, plural, genitive in forms(low):
            if base == lemma:
                return plural, genitive
    return None
