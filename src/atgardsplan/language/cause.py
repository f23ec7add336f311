"""Does a cause cell list several causes."""

from __future__ import annotations

import re

# Compiled when a text first needs them: most causes are a plain sentence.
_BULLET = r"\s*(?:[-–—•·*▪◦‣●○]|\(?(?:\d{1,2}|[a-hA-H])[.)])\s+\S"
_INLINE_NUMBER = r"(?i)(?:^|[\s(])(?:\(?([1-9])[.)]|(?:orsak|nr)\s*([1-9])\s*[:.)-])\s"
_INLINE_LETTER = r"(?:^|[\s(])([a-hA-H])\)\s"
_PARTLY = r"(?is)\bdels\b.*\bdels\b"
_AND = r"(?i)\s+(?:och|samt)\s+"
# A clause has a verb of its own; a list of bare causes has none.
_CLAUSE_WORDS = frozenset(
    {
        "är", "var", "har", "hade", "kan", "kunde", "blir", "blev", "ska", "skall", "gör",
        "saknas", "saknar", "finns", "som", "att", "vilket", "när", "där", "eftersom", "då",
        "medan", "om", "så", "men", "utan", "inte", "ofta", "sällan",
    }
)  # fmt: skip
_LONGEST_ITEM_WORDS = 3
_LONGEST_PART_WORDS = 15


def lists_several(text: str) -> bool:
    """Tell whether a cause cell is a list of two or more causes.

    A list is bullets or numbers, parts divided by semicolons or set on lines of their own,
    «dels … dels», or at least three short items divided by commas. Two words joined by «och» are no
    list: «brist på insyn och kontroll» is one cause.
    """
    text = text[:4000].strip()
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) >= 2 and sum(bool(re.match(_BULLET, line)) for line in lines) >= 2:
        return True
    if _inline_numbers(text) or _inline_bullets(text) or _is_partly(text):
        return True
    if _are_short_parts(text.split(";")) or _are_short_lines(lines):
        return True
    return _is_item_list(text)


def _inline_numbers(text: str) -> bool:
    """Tell whether the text counts: «1) … 2) …», «Orsak 1: … Orsak 2: …»."""
    if not ("1" in text and "2" in text):
        return False
    numbers = [int(first or second) for first, second in re.findall(_INLINE_NUMBER, text)]
    return numbers[:2] == [1, 2]


def _inline_bullets(text: str) -> bool:
    """Tell whether items follow each other on one line: «• … • …», «a) … b) …»."""
    if max(map(text.count, "•·▪◦‣●○")) >= 2:
        return True
    letters = re.findall(_INLINE_LETTER, text) if ")" in text else []
    return letters[:2] in (["a", "b"], ["A", "B"])


def _is_partly(text: str) -> bool:
    """Tell whether the text says «dels … dels …»."""
    return text.casefold().count("dels") >= 2 and re.search(_PARTLY, text) is not None


def _are_short_parts(parts: list[str]) -> bool:
    words = [len(part.split()) for part in parts if part.strip()]
    return len(words) >= 2 and min(words) >= 1 and max(words) <= _LONGEST_PART_WORDS


def _are_short_lines(lines: list[str]) -> bool:
    """Tell whether lines are items of a list and not sentences of a paragraph."""
    if len(lines) < 2 or any(line.rstrip().endswith((".", ",", ":")) for line in lines[:-1]):
        return False
    # A sentence wrapped by hand goes on with a small letter; items begin alike.
    if len({line.lstrip()[0].isupper() for line in lines}) > 1:
        return False
    return _are_short_parts(lines)


def _is_item_list(text: str) -> bool:
    if "\n" in text or "," not in text or "." in text.rstrip("."):
        return False
    _, colon, after = text.partition(":")
    items = [
        item for part in (after if colon else text).split(",") for item in re.split(_AND, part)
    ]
    items = [item.strip(" .") for item in items if item.strip(" .")]
    if len(items) < 3:
        return False
    words = [item.casefold().split() for item in items]
    return all(
        len(item) <= _LONGEST_ITEM_WORDS and not _CLAUSE_WORDS.intersection(item) for item in words
    )
