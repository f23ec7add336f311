"""Which words of a cell changed: what a reader's eye would look for in two long texts."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple


class Words(NamedTuple):
    """Words in a row; whether the other text has them too."""

    text: str
    changed: bool


def changed_words(before: str, after: str) -> tuple[list[Words], list[Words]]:
    """Return both texts in pieces, in each the words that the other one lacks marked."""
    olds, news = before.split(), after.split()
    first: list[Words] = []
    second: list[Words] = []
    for operation, i, j, k, n in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        changed = operation != "equal"
        if i < j:
            first.append(Words(" ".join(olds[i:j]), changed))
        if k < n:
            second.append(Words(" ".join(news[k:n]), changed))
    return first, second
