"""Does an action say what is done or how, or does it only name something."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from atgardsplan.data_files import tables

_PARENTHESES = re.compile(r"\([^)]*\)")
_WORD = re.compile(r"[^\W\d_]+(?:[-/][^\W\d_]*)*")
_MOST_NAMING_WORDS = 3


def is_thin(text: str) -> bool:
    """Tell whether an action only names something: «Skolbesök», «EST», «Trygghetsråd».

    Thin is a short text without a verb, without a number, and without more words than a name has.
    «Två trygghetsvandringar», «Skolbesök: polis träffar klasserna» and «Byta lampor» are not.
    """
    text = _PARENTHESES.sub(" ", text[:2000]).strip()
    if any(character.isdigit() for character in text) or ":" in text.rstrip(":"):
        return False
    words = [word.casefold() for word in _WORD.findall(text)]
    if any(_is_verb(word) for word in words) or _numbers().intersection(words):
        return False
    naming = [word for word in words if word not in _small_words()]
    return len(naming) <= _MOST_NAMING_WORDS - _places(words)


def _places(words: list[str]) -> int:
    """Return 1 where the text goes on to say where, with whom or for whom, 0 where it doesn't."""
    return int(bool(_relations().intersection(words[1:])))


def _is_verb(word: str) -> bool:
    if word in _verbs():
        return True
    # Verbs take prefixes («återbesöka») and the passive («genomförs»).
    return word.removesuffix("s") in _verbs()


@cache
def _groups() -> dict[str, list[str]]:
    source = Path(__file__).with_name("words") / "action.toml"
    return tables(source)


@cache
def _verbs() -> frozenset[str]:
    """Return all forms of the verbs: infinitive, present, past, supine, imperative."""
    forms: set[str] = set(_groups()["verb_forms"])
    for verb in _groups()["verbs"]:
        stem = verb.removesuffix("a")
        forms |= {verb, stem, *(stem + ending for ending in ("ar", "er", "ade", "at", "de", "t"))}
    return frozenset(forms)


@cache
def _small_words() -> frozenset[str]:
    return frozenset(_groups()["small_words"]) | _relations()


@cache
def _relations() -> frozenset[str]:
    return frozenset(_groups()["relations"])


@cache
def _numbers() -> frozenset[str]:
    return frozenset(_groups()["numbers"])
