"""Tagged words and sentences, and the verb forms they can have.

What the groups of a word mean is said in the word lists (see ``goal_lexicon``).
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Sequence
from enum import Enum
from typing import Any

from atgardsplan.language.text import NUMBER, WORD, Token, number_word

_VERBS = frozenset(
    {"v_process", "v_output", "v_outcome", "v_plain", "v_done", "v_say", "change_up", "change_down"}
)
_NOUNS = frozenset(
    {
        "outcome_noun", "output_noun", "process_noun", "crime", "crime_general", "activity_type",
        "activity_generic", "org", "people", "client", "staff", "place", "vague_place", "object",
        "installation", "unit", "registered",
    }
)  # fmt: skip
_KNOWN = _NOUNS | _VERBS
_WITH_PARTICIPLES = frozenset({"v_output", "v_done", "v_process", "v_outcome", "v_plain"})
_LISTED_VERBS = frozenset({"v_process", "v_output", "v_outcome", "v_plain", "v_say"})
_MODALS = frozenset(
    {
        "ska", "skall", "skulle", "kan", "bör", "måste", "behöver", "får", "har", "hade",
        "kommer", "vill", "vågar", "kunna", "vilja",
    }
)  # fmt: skip
_COPULAS = frozenset(["är", "var", "blir", "blev", "vara", "bli", "varit", "blivit"])
_FINITE = frozenset(
    {
        "ska", "skall", "skulle", "kan", "bör", "måste", "behöver", "får", "har", "hade",
        "kommer", "vill", "vågar", "är", "var", "blir", "blev", "finns", "vet", "går", "ger", "tas", "ges", "görs",
        "sätts", "läggs", "tar", "ser", "når", "står", "ligger", "gör", "sker", "bor",
        "leder", "innebär", "medför", "utgör", "gäller", "rör", "består",
    }
)  # fmt: skip
_SHORT_INFINITIVES = frozenset(
    {
        "få", "ge", "ta", "nå", "se", "gå", "ha", "bli", "vara", "må", "stå", "göra", "ske", "bo",
        "be", "följ",
    }
)  # fmt: skip
_INFINITIVE_ENDINGS = ("se", "ge", "nå", "gå", "stå", "ske", "bli", "få", "dra", "bo")
_NOT_PASSIVE = ("plats", "sats", "nas", "rnas", "deras", "allas", "ras", "gas", "ungas")
_COUNTS = frozenset({"en", "ett", "par"})
_TELLING_GROUPS = _VERBS | {"number_noun"}
_TOLD_BY_THEMSELVES = _MODALS | _COPULAS | _FINITE | _SHORT_INFINITIVES | _COUNTS
_TELLING_ENDINGS = ("as", "ats", "erar", "eras", "erad", "erat", "erade", "erats", "erades")
"""How a word in no list ends that can be a verb all the same (``_unknown_verb``, ``_is_participle``)."""
PREPOSITIONS = frozenset(
    {
        "av", "på", "i", "hos", "enligt", "för", "till", "med", "från", "mot", "om", "vid",
        "kring", "bland", "inom", "under", "mellan", "runt", "över", "genom", "via", "utan",
        "före", "efter", "utanför", "bakom", "framför", "längs", "intill", "bredvid", "ovanför",
    }
)  # fmt: skip


TENSED = frozenset({"MODAL", "COPULA", "FINITE"})
"""The forms of verbs (``Word.form``) that a clause is built on."""


class Scope(Enum):
    """What part of the statement a word belongs to."""

    MAIN = "main"
    RELATIVE = "relative"
    PURPOSE = "purpose"
    MEANS = "means"


WordForms = tuple[str, bool, bool, bool, bool, bool]
"""What a word is by itself: its form, whether it is verbal, finite, an infinitive, a participle, and
whether it can be a number."""
_NO_WORD: WordForms = ("", False, False, False, False, False)
MAIN, RELATIVE, PURPOSE, MEANS = Scope  # reading them of the enumeration takes far longer


class Word(Token):
    """One token with its groups and its scope."""

    # Every attribute is the word's own: Python looks up what only its class has far more slowly.
    __slots__ = (
        "finite", "form", "infinitive", "is_number", "is_word", "may_count", "participle", "scope",
        "tags", "verbal",
    )  # fmt: skip
    tags: frozenset[str]
    scope: Scope
    is_word: bool
    """Neither a numeral nor punctuation."""
    is_number: bool
    """Written in digits."""
    may_count: bool
    """Can be a number, as those in digits, number words, "en", "par" and "tiotal" can."""
    form: str
    """What form of a verb it is: MODAL, COPULA, FINITE, INFINITIVE, PARTICIPLE or none."""
    verbal: bool
    finite: bool
    infinitive: bool
    participle: bool

    def begin(self, tags: frozenset[str], forms: WordForms) -> None:
        """Give a bare token its groups and what it is by itself; the words beside it may change both."""
        self.tags = tags
        self.scope = MAIN
        if self.kind == WORD:
            self.is_word = True
            self.is_number = False
            (
                self.form,
                self.verbal,
                self.finite,
                self.infinitive,
                self.participle,
                self.may_count,
            ) = forms
        else:
            self.is_word = False
            self.is_number = self.kind == NUMBER
            self.take(_NO_WORD)

    def take(self, forms: WordForms) -> None:
        """Take over what the word is as a verb, and whether it can be a number."""
        self.form, self.verbal, self.finite, self.infinitive, self.participle, counts = forms
        self.may_count = counts or self.is_number

    @property
    def is_name(self) -> bool:
        """Whether it is written with a capital."""
        return self.text[:1].isupper()

    def has(self, *groups: str) -> bool:
        """Whether the word belongs to any of the groups."""
        return not self.tags.isdisjoint(groups)


class Sentence:
    """The words of one sentence; ``spans`` holds where a phrase that begins at a word ends."""

    def __init__(self, text: str, words: list[Word], lows: list[str]) -> None:
        self.text = text
        self.words = words
        self.lows = lows
        self.said = frozenset(lows)
        """Its lower-case words, without order: what is not said is seldom looked for further."""
        self._size = len(words)
        self.undivided = True
        """Whether all of it is the main statement."""
        self.spans: dict[tuple[int, str], int] = {}
        self.memo: dict[Hashable, Any] = {}
        self._tags: Sequence[frozenset[str]] = ()
        self._groups: set[str] = set()

    def __len__(self) -> int:
        """How many words and signs there are."""
        return self._size

    def __getitem__(self, index: int) -> Word:
        """The word at ``index``."""
        return self.words[index]

    def low(self, index: int) -> str:
        """Lower-case word at ``index``; empty outside the sentence."""
        return self.lows[index] if 0 <= index < self._size else ""

    def has(self, index: int, *groups: str) -> bool:
        """Whether the word at ``index`` exists and belongs to any of the groups."""
        return 0 <= index < self._size and not self.words[index].tags.isdisjoint(groups)

    def settle(self, known: Iterable[tuple[frozenset[str], Any, WordForms]]) -> None:
        """Take the groups of the words as final, and give them the forms that go with these.

        Args:
            known: what each word means by itself, its groups first.
        """
        self._tags = [word.tags for word in self.words]
        self._groups = set().union(*self._tags)
        for word, (groups, _, _) in zip(self.words, known, strict=True):
            tags = word.tags
            if tags is not groups or (tags and not word.is_word):
                word.take(forms_by(word.low, tags, is_word=word.is_word))

    def find(self, *groups: str, scopes: Container[Scope] | None = None) -> Sequence[int]:
        """Indexes of the words of any of the groups, in the given scopes (default: all)."""
        if self._groups.isdisjoint(groups):
            return ()
        if len(groups) == 1:
            group = groups[0]
            indexes = [index for index, tags in enumerate(self._tags) if group in tags]
        else:
            indexes = [i for i, tags in enumerate(self._tags) if not tags.isdisjoint(groups)]
        if scopes is None or (self.undivided and MAIN in scopes):
            return indexes
        words = self.words
        return [index for index in indexes if words[index].scope in scopes]

    def any(self, *groups: str, scopes: Container[Scope] | None = None) -> bool:
        """Whether some word belongs to any of the groups."""
        if scopes is None:
            return not self._groups.isdisjoint(groups)
        return bool(self.find(*groups, scopes=scopes))

    def end_of(self, index: int, group: str) -> int:
        """Index after the last word of the expression of ``group`` that begins at ``index``."""
        return self.spans.get((index, group), index + 1)

    def quote(self, start: int, end: int | None = None) -> str:
        """The cell's own writing of the words from ``start`` up to (not including) ``end``."""
        last = start + 1 if end is None else min(max(end, start + 1), len(self.words))
        return self.text[self.words[start].start : self.words[last - 1].end]

    def quote_tag(self, index: int, group: str) -> str:
        """The cell's own writing of the expression of ``group`` that begins at ``index``."""
        return self.quote(index, self.end_of(index, group))


def is_modal(word: Word) -> bool:
    """Auxiliary verbs: ska, har, kan, får ..."""
    return word.low in _MODALS


def is_copula(word: Word) -> bool:
    """är, blir, vara ..."""
    return word.low in _COPULAS


def is_preposition(word: Word) -> bool:
    """av, på, i, för ..."""
    return word.low in PREPOSITIONS


def is_verbal(word: Word) -> bool:
    """A verb known to the lists, or a word that can only be one by its ending."""
    return word.verbal


def forms_by(low: str, groups: Iterable[str], *, is_word: bool = True) -> WordForms:
    """What a lower-case word of some groups is as a verb, and whether it can be a number."""
    tags = frozenset(groups)
    if (
        tags.isdisjoint(_TELLING_GROUPS)
        and low not in _TOLD_BY_THEMSELVES
        and not low.endswith(_TELLING_ENDINGS)
        and number_word(low) is None
    ):
        return _NO_WORD  # as most words are
    counts = is_word and (low in _COUNTS or "number_noun" in tags or number_word(low) is not None)
    verbal, finite = _verb_form(low, is_word, tags)
    infinitive, participle = _is_infinitive(low, tags), _is_participle(low, tags)
    if low in _MODALS:
        form = "MODAL"
    elif low in _COPULAS:
        form = "COPULA"
    elif finite:
        form = "FINITE"
    elif infinitive:
        form = "INFINITIVE"
    else:
        form = "PARTICIPLE" if participle else ""
    return form, verbal, finite, infinitive, participle, counts


def _verb_form(low: str, is_word: bool, tags: frozenset[str]) -> tuple[bool, bool]:
    """Whether a word is verbal, and whether it is finite."""
    unknown = _unknown_verb(low, is_word, tags)
    verbal = unknown or not tags.isdisjoint(_VERBS)
    if low in _FINITE:
        return verbal, True
    if not verbal or low.endswith("ingar"):
        return verbal, False
    if unknown or not tags.isdisjoint(_LISTED_VERBS):
        finite = low.endswith(("r", "s"))
    else:
        finite = "change_verb" in tags and low.endswith(("ar", "er", "s"))
    return verbal, finite


def _unknown_verb(low: str, is_word: bool, tags: frozenset[str]) -> bool:
    """In no list, but a verb by its ending: aktiveras, polisanmälts, digitaliserar."""
    if not is_word or len(low) < 6 or not tags.isdisjoint(_KNOWN):
        return False
    if low.endswith(("erar", "eras", "erats", "erades")):
        return True
    return low.endswith(("as", "ats")) and not low.endswith(_NOT_PASSIVE)


def is_finite(word: Word) -> bool:
    """A finite verb: present tense, s-passive or auxiliary."""
    return word.finite


def is_infinitive(word: Word) -> bool:
    """An infinitive: öka, erbjuda, få."""
    return word.infinitive


def _is_infinitive(low: str, tags: frozenset[str]) -> bool:
    if low in _SHORT_INFINITIVES:
        return True
    if low.endswith(_INFINITIVE_ENDINGS) and not tags.isdisjoint(_LISTED_VERBS):
        return True  # "utse", "uppnå", "avstå"
    return low.endswith("a") and not tags.isdisjoint(_VERBS) and not _looks_plural(low)


def is_participle(word: Word) -> bool:
    """A participle that can be a predicate: framtagen, beslutad, utbytta, genomförts."""
    return word.participle


def _is_participle(low: str, tags: frozenset[str]) -> bool:
    if tags.isdisjoint(_WITH_PARTICIPLES):
        return low.endswith(("erad", "erat", "erade", "erats")) and not tags
    return low.endswith(("ad", "at", "ade", "ats", "en", "et", "na", "d", "t", "da", "ta", "ts"))


def _looks_plural(low: str) -> bool:
    if low in {"vända", "återvända", "tända", "sända"}:
        return False
    return low.endswith(("rna", "ade", "nda", "dda", "ställda"))
