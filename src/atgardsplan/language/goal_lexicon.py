"""The word lists behind the goal judge: loading them and looking words up.

The lists are TOML files beside this package's code, one table per group, written for someone who
knows Swedish but not Python. How an entry is written (the same in every list):

``rån``      the word with ordinary endings (rån, rånet, rånen, råna, rånas)
``*rån``     the same, also as the last part of a compound (personrånen)
``-brott``   only as the last part of a compound (våldsbrott, not brott)
``rån*``     everything that begins so (rånrisk)
``*rån*``    everything that contains it
``=rån``     exactly this form
``i syfte att``   several words in a row; ``..`` allows up to three words in between
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple

from atgardsplan.data_files import prepared
from atgardsplan.language import goal_words, text
from atgardsplan.language.goal_words import WordForms, forms_by
from atgardsplan.language.remembered import Remembered

FILES = ("goal_targets.toml", "goal_verbs.toml", "goal_measures.toml")
COMMON = "goal_common.toml"
"""Words that goals are often written with. They are looked up when the lists are prepared, since looking
a word up for the first time is a good part of judging a short plan."""

# Endings of nouns, verbs and adjectives. Comparatives and agent nouns (-are) are left out on
# purpose: "besökare" is somebody, "besök" an event.
_ENDINGS = frozenset(
    {
        "", "a", "e", "n", "t", "s", "r", "d", "m", "en", "et", "er", "ar", "or", "na", "ns", "ts",
        "as", "es", "rs", "de", "te", "ad", "at", "tt", "it", "da", "ta", "ens", "ets", "ers",
        "ars", "ors", "des", "tes", "ade", "ats", "its", "tts", "nas", "arna", "erna", "orna",
        "ades", "dde", "ddes", "ande", "ende", "arnas", "ernas", "ornas", "anden", "andet", "andena",
        "aste", "ast",
    }
)  # fmt: skip
_LONGEST_ENDING = max(map(len, _ENDINGS))
_LAST_OF_ENDINGS = frozenset(ending[-1:] for ending in _ENDINGS)
_LONGEST_WORD = 45
# "från" is no compound of "rån", nor "rapport" of "port" (listed by itself where it matters).
_SHORTEST_MODIFIER = 3
_SHORTEST_TYPO = 6
_SHORTEST_STEM = 3
_SHORTEST_INFLECTED = 2
_SHORT_VERB_ENDINGS = ("er", "te", "de")
_VERB_ENDINGS = (*_SHORT_VERB_ENDINGS, "s", "t", "ts", "d", "da", "des", "tes", "it", "its")
_VERB_ENDINGS_BY_LETTER = {
    letter: tuple(ending for ending in _VERB_ENDINGS if ending[-1] == letter) for letter in "redsta"
}
_SHORTEST_VERB = 5
"""Letters of a word that all of the endings are looked for in: "dels" and "fots" are no verbs."""
_NOT_COMPOUNDS = ("ifrån",)  # "härifrån" is no robbery
_PARTICLES = ("upp", "ned", "ner", "ut", "in", "av", "på", "fram", "bort", "om", "till", "igång",
              "ihop", "iordning", "åter", "färdig")  # fmt: skip
_OF_PARTICLES = frozenset(
    {"v_plain", "v_output", "v_done", "v_build", "stage", "checkable", "v_studied"}
)
_BEGINNING = _END = 3
_HINT = 2
"""Letters of a phrase's second word that have to be the same: an entry of one letter has no endings."""
_BEGINS = "#"
"""How a private label begins: one that stands for the phrases that a word begins."""
_FREE = "<>"
"""The hint of a phrase whose second word can be anything."""
_GAP = ".."
_MAX_GAP = 3


Phrases = tuple[str, str]
"""Phrases that a word can begin: their hints, and themselves, both as ``Index`` has them."""
WordInfo = tuple[frozenset[str], Phrases | None, WordForms]
"""The groups of a word, the phrases that can begin with it, and its forms."""
Filed = tuple[tuple[str, ...], tuple[int, ...], WordForms]
"""The groups of a word, the numbers of the phrases in the index that it can begin, and its forms."""


_VERB_GROUPS = frozenset({"v_plain", "v_output", "v_outcome", "v_process"})
_ONLY_VERBS = frozenset({"v_plain", "v_output", "v_process", "v_done", "v_build"})
_NOUN_GROUPS = frozenset({"place", "output_noun", "object", "installation"})
_ONLY_STATE = {"abstract_state"}


def _split_ending(word: str) -> list[str]:
    """Every stem that ``word`` may be a form of, the word itself first."""
    length = len(word)
    sizes = _ending_sizes(word[-_LONGEST_ENDING:])
    return [word[: length - size] for size in sizes if length - size >= _SHORTEST_INFLECTED]


def _ending_sizes(tail: str) -> tuple[int, ...]:
    """How many of the last letters can be an ending, none of them first."""
    if tail[-1:] not in _LAST_OF_ENDINGS:
        return (0,)
    return tuple([n for n in range(len(tail) + 1) if tail[len(tail) - n :] in _ENDINGS])


def pattern_matches(pattern: str, word: str) -> bool:
    """Whether one entry of a list covers the lower-case ``word``."""
    if pattern.startswith("="):
        return word == pattern[1:]
    core = pattern.strip("*-")
    if core not in word:
        return False
    head, tail = pattern[0], pattern[-1]
    if tail == "*":
        return head == "*" or word.startswith(core)
    if len(core) < _SHORTEST_INFLECTED:
        return word == core
    if word.startswith(core) and head != "-" and word[len(core) :] in _ENDINGS:
        return True
    return head in "*-" and any(_is_compound(stem, core) for stem in _split_ending(word))


def _is_compound(stem: str, head: str) -> bool:
    return stem.endswith(head) and len(stem) >= len(head) + _SHORTEST_MODIFIER


class Index(NamedTuple):
    """The entries of the lists, filed so that one word is looked up in a few dictionary reads.

    Values are labels with spaces between them: thousands of small lists would take far longer to
    load.
    """

    exact: dict[str, str]
    stems: dict[str, str]
    tails: dict[str, str]
    heads: dict[str, str]
    inner: dict[str, list[tuple[str, str]]]
    phrases: list[str]
    """Phrases that begin alike, each on a line of its own after a line break: how the second word has to
    begin (nothing when it can be anything), the group that the phrase means, letters that stand in the first
    of its other words, and those words."""
    hints: list[str]
    """How the second words of the same phrases have to begin, each as ``<hint>``."""
    single: dict[str, str]
    """Stems that have a doubled letter, without it."""
    tail_sizes: dict[str, bytes]
    """How long the tails are that end in three letters: most words are told apart by that alone."""
    head_sizes: dict[str, bytes]
    """The same of the heads that begin so."""
    common: dict[str, Filed]
    """What the lists say of common words."""


def _file_phrase(index: Index, firsts: dict[str, int], group: str, entry: str) -> None:
    """File a phrase with others that begin alike, and them under a private label."""
    first, *rest = entry.split()
    number = firsts.get(first)
    if number is None:
        number = firsts[first] = len(index.phrases)
        index.phrases.append("")
        index.hints.append("")
        _file(index, f"{_BEGINS}{number}", first)
    hint = _hint(rest[0])
    held = rest[rest[0] == _GAP].strip("=*-")
    index.phrases[number] += f"\n{hint} {group} {held} {' '.join(rest)}"
    if f"<{hint}>" not in index.hints[number]:
        index.hints[number] += f"<{hint}>"


def _file(index: Index, label: str, entry: str) -> None:
    mark = entry[0]
    if entry.endswith("are") and mark != "=":
        # väktarna: the agent noun's other stem; "väktar" itself would be a verb (handlar)
        _file(index, label, entry[:-1] + "n")
    if entry[-1] == "*":
        if mark == "*":
            core = entry[1:-1]
            index.inner.setdefault(core[:3], []).append((core, label))
        else:
            _label(index.heads, entry[:-1].lstrip("="), label)
    elif mark == "=":
        _label(index.exact, entry[1:], label)
    else:
        if mark in "*-":
            _label(index.tails, entry[1:], label)
        if mark != "-":
            _label(index.stems, entry.lstrip("*"), label)


def _label(labels: dict[str, str], key: str, label: str) -> None:
    known = labels.get(key)
    labels[key] = label if known is None else f"{known} {label}"


def _index(*lists: dict[str, Any]) -> Index:
    index = Index({}, {}, {}, {}, {}, [], [], {}, {}, {}, {})
    firsts: dict[str, int] = {}
    for groups in lists:
        for group, table in groups.items():
            for entry in map(str.strip, table["words"].replace("\n", ",").split(",")):
                if " " in entry:
                    _file_phrase(index, firsts, group, entry)
                elif entry:
                    _file(index, group, entry)
    for stem in filter(_DOUBLED.search, index.stems):
        _label(index.single, _undoubled(stem), index.stems[stem])
    for tail in sorted(index.tails, key=len, reverse=True):
        _size(index.tail_sizes, tail[-_END:], tail)
    for head in sorted(index.heads, key=len):
        _size(index.head_sizes, head[:_BEGINNING], head)
    return index


def _size(sizes: dict[str, bytes], key: str, part: str) -> None:
    known = sizes.get(key, b"")
    if len(part) not in known:
        sizes[key] = known + bytes([len(part)])


def _prepare(*lists: dict[str, Any]) -> tuple[Any, ...]:
    """The index of the lists, with what the common words mean by them."""
    *groups, common = lists
    index = _index(*groups)
    lexicon = Lexicon(index)
    filed = {word: lexicon.filed_of(word) for word in common["words"].split()}
    return tuple(index._replace(common=filed))


class Lexicon:
    """Groups of words, and what has been looked up in them."""

    look_up: Callable[[str], WordInfo]
    """Groups and phrase beginnings of one lower-case word (remembered)."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.look_up = Remembered(self._read).__getitem__
        self._tags: dict[tuple[str, ...], frozenset[str]] = {}
        self._phrases: dict[tuple[int, ...], Phrases] = {}
        self._inner = frozenset(map(tuple, index.inner))

    def _read(self, word: str) -> WordInfo:
        groups, starts, forms = self._index.common.get(word) or self.filed_of(word)
        tags = self._tags.get(groups)
        if tags is None:  # one set for all words that have these groups
            tags = self._tags[groups] = frozenset(groups)
        return tags, self._phrases_of(starts) if starts else None, forms

    def _phrases_of(self, starts: tuple[int, ...]) -> Phrases:
        known = self._phrases.get(starts)
        if known is None:
            hints = "".join([self._index.hints[number] for number in starts])
            phrases = "".join([self._index.phrases[number] for number in starts])
            known = self._phrases[starts] = (hints, phrases)
        return known

    def filed_of(self, word: str) -> Filed:
        """What the lists say of a lower-case word."""
        groups, starts = self._labels_of(word)
        return groups, starts, forms_by(word, groups)

    def _labels_of(self, word: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
        found = self._listed(word[:_LONGEST_WORD], whole=len(word) <= _LONGEST_WORD)
        if not found:
            return (), ()
        starts = [label for label in dict.fromkeys(found) if label[0] == _BEGINS]
        tags = set(found).difference(starts)
        if word.endswith(("stöd", "stödet")):
            tags -= {"people"}  # "föräldrastöd" is what we give
        if word[-1:] == "a" and not tags.isdisjoint(_VERB_GROUPS):
            tags -= _NOUN_GROUPS  # "väga" is no road, "stanna" no town
        if word.endswith("an") and len(word) > _SHORTEST_STEM + 2:
            tags -= _ONLY_VERBS  # "frågan", "granskan": no verb ends so
        if tags == _ONLY_STATE:
            # "trygghetsskapande" tells what kind
            tags = set() if word.endswith("ande") else tags | {"outcome_noun"}
        # Interned, so that they are the same objects as the names in the code, and found at once.
        return tuple(map(intern, sorted(tags))), tuple([int(label[1:]) for label in starts])

    def _listed(self, word: str, *, whole: bool) -> list[str]:
        """The labels of the entries that cover a word, or its beginning when it is too long."""
        index = self._index
        exact = index.exact.get(word)
        labels = exact.split() if exact else []
        if len(word) < _SHORTEST_STEM:
            labels += index.stems.get(word, "").split()
        if whole and not word.endswith(_NOT_COMPOUNDS):
            labels += self._read_stems(word)
        if word[:2] in index.heads:
            labels += index.heads[word[:2]].split()
        for size in index.head_sizes.get(word[:_BEGINNING], ()):
            if size > 2 and word[:size] in index.heads:
                labels += index.heads[word[:size]].split()
        # Letters that stand side by side three and three: cut out and compared in C.
        for three in self._inner.intersection(zip(word, word[1:], word[2:], strict=False)):
            labels += [label for core, label in index.inner["".join(three)] if core in word]
        if not labels or all(label[0] == _BEGINS for label in labels):
            labels += self._read_inflected(word) or self._read_particle(word)
        if not labels and len(word) >= _SHORTEST_TYPO:
            labels = self._read_typo(word)
        return labels

    def _read_stems(self, word: str) -> list[str]:
        labels: list[str] = []
        stems, tails, sizes = self._index.stems, self._index.tails, self._index.tail_sizes
        for stem in _split_ending(word):
            if stem in stems:
                labels += stems[stem].split()
            end = stem[-_END:]
            if end in sizes:
                longest = len(stem) - _SHORTEST_MODIFIER
                for size in sizes[end]:
                    if size <= longest and stem[-size:] in tails:
                        labels += tails[stem[-size:]].split()
        return labels

    def _read_inflected(self, word: str) -> list[str]:
        """Groups of a verb whose infinitive is listed: byter, köpte, begärs, sovit."""
        endings = _VERB_ENDINGS_BY_LETTER.get(word[-1:], ())
        for ending in endings if len(word) >= _SHORTEST_VERB else _SHORT_VERB_ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                infinitive = self._index.stems.get(word[: -len(ending)] + "a", "").split()
                verbs = [label for label in infinitive if label.startswith(("v_", "change_"))]
                if verbs:
                    return verbs
        return []

    def _read_particle(self, word: str) -> list[str]:
        """Groups of a verb with its particle before it: nedtagna, utdelade, påskriven."""
        if not word.startswith(_PARTICLES):
            return []
        for particle in _PARTICLES:
            rest = word[len(particle) :]
            if word.startswith(particle) and len(rest) > _SHORTEST_STEM:
                labels = self._index.exact.get(rest, "").split()
                for stem in _split_ending(rest):
                    labels += self._index.stems.get(stem, "").split()
                if verbs := [label for label in labels if label in _OF_PARTICLES]:
                    return verbs
        return []

    def _read_typo(self, word: str) -> list[str]:
        """Groups of a word written with a letter doubled or not doubled: trygheten, innbrott."""
        found: list[str] = []
        for stem in _split_ending(_undoubled(word)):
            found += self._index.single.get(stem, "").split()
            found += self._index.stems.get(stem, "").split()
        return found


def _hint(pattern: str) -> str:
    free = pattern == _GAP or pattern.startswith(("*", "-"))
    return "" if free else pattern.strip("=*")[:_HINT]


def match_phrases(known: Phrases, words: list[str], start: int) -> Sequence[tuple[int, str, int]]:
    """The phrases that begin at ``words[start]``, longest first: length, group, index after the last word.

    The length is below 0, and more so for a longer one.
    """
    if start + 1 >= len(words):
        return ()
    hints, phrases = known
    hint = words[start + 1][:_HINT]
    # Most that begin with the word go on with another one: told before any is read.
    begun = _begun(phrases, hint) if f"<{hint}>" in hints else ()
    if _FREE in hints:
        begun = (*begun, *_begun(phrases, ""))
    if not begun:
        return ()
    near = " ".join(words[start + 1 : start + 2 + _MAX_GAP])
    found: list[tuple[int, str, int]] = []
    for group, held, rest in begun:
        if held in near:
            patterns = rest.split(" ")
            if (end := _match(patterns, words, start)) is not None:
                found.append((-len(patterns), group, end))
    if len(found) > 1:
        found.sort(key=itemgetter(0))
    return found


@lru_cache(maxsize=4096)
def _begun(phrases: str, hint: str) -> tuple[tuple[str, str, str], ...]:
    """The phrases with such a hint: the group, letters of the first of the other words, and those words."""
    begun = []
    mark = f"\n{hint} "
    at = phrases.find(mark)
    while at >= 0:
        at += len(mark)
        end = phrases.find("\n", at)
        group, held, rest = phrases[at : end if end >= 0 else len(phrases)].split(" ", 2)
        begun.append((intern(group), held, rest))
        at = phrases.find(mark, at)
    return tuple(begun)


def _match(patterns: Iterable[str], words: list[str], start: int) -> int | None:
    position = start + 1
    gap = 0
    for pattern in patterns:
        if pattern == _GAP:
            gap = _MAX_GAP
            continue
        last = position + gap
        if last >= len(words):
            last = len(words) - 1
        while position <= last and not (
            words[position] == pattern or pattern_matches(pattern, words[position])
        ):
            position += 1
        if position > last:
            return None
        position += 1
        gap = 0
    return position


_DOUBLED = re.compile(r"(.)\1")
_ONCE = itemgetter(1)


def _undoubled(word: str) -> str:
    return _DOUBLED.sub(_ONCE, word)  # faster than by a template


@cache
def lexicon() -> Lexicon:
    """The goal judge's lexicon, loaded on the first call."""
    folder = Path(__file__).with_name("words")
    sources = tuple(folder / name for name in (*FILES, COMMON))
    code = (__file__, goal_words.__file__, text.__file__)
    return Lexicon(Index(*prepared(code, sources, _prepare)))
