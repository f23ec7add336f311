"""Finds what is private in a text. What is found is never handed out, only that it is there, or the
text without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from atgardsplan.data_files import tables

HIDDEN = "▮▮▮"
"""What stands in the place of private text where a text is quoted."""

_LONGEST = 40_000
# Ten or twelve digits, written together or with a mark or space before the last four.
_NUMBER = r"(?<![\w.,/+-])(\d{6}|\d{8})[ \u00a0]?([-+‐‑‒–—−]?)[ \u00a0]?(\d{4})(?![\w/]|[-.,]\d)"
_PHONE = (
    r"(?<![\w/.:,+-])"
    r"(?:(?:\+|00)46[ \u00a0-]?(?:\(0\)[ \u00a0]?)?[1-9]\d{0,2}|0[1-9]\d{0,2}|\(0[1-9]\d{0,2}\))"
    r"(?:[ \u00a0]?[-‐‑‒–—/]?[ \u00a0]?|(?<=\d{3})\.)"
    r"\d{2,8}(?:[ \u00a0.]\d{2,4}){0,3}"
    r"(?![\w/]|[-–:.,]\d)"
)
_E_MAIL = r"(?<![\w.+-])([\w.+-]{1,64})(?:@|\(at\)|\[at\])((?:[\w-]{1,63}\.){1,4}[a-z]{2,12})(?!\w)"
_DATE = r"(?:19|20)\d\d-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])"
# The patterns are compiled when a text first needs them: most plans have no such texts.
# Subscriber numbers have seven to ten digits with the leading zero (national numbering plan).
_FEWEST_DIGITS, _MOST_DIGITS = 8, 10


def has_personal_number(text: str) -> bool:
    """Tell whether a text holds a valid Swedish personal identity or coordination number.

    Validity (date and check digit) is the `personnummer` package's word. Organisation numbers have
    a third digit of at least 2 and so no valid month.
    """
    return any(True for _ in _personal_numbers(text))


def has_phone_number(text: str) -> bool:
    """Tell whether a text holds a telephone number that may be a person's.

    Short public numbers (112, 114 14, 1177) are too short to match; helplines on 020 and 116
    and service numbers on 077 are left out.
    """
    return any(True for _ in _phone_numbers(text))


def has_personal_e_mail(text: str) -> bool:
    """Tell whether a text holds an e-mail address of a person and not of a function."""
    return any(True for _ in _personal_e_mails(text))


@lru_cache(maxsize=4096)
def without_private(text: str, instead: str = HIDDEN) -> str:
    """Return a text with `instead` in the place of everything private in it."""
    if not _has_digits(text, _FEWEST_DIGITS) and not _may_have_e_mail(text):
        return text
    for find in (_personal_numbers, _phone_numbers, _personal_e_mails):
        for start, end in reversed([match.span() for match in find(text)]):
            text = text[:start] + instead + text[end:]
    return text


def _personal_numbers(text: str) -> Iterator[re.Match[str]]:
    if not _has_digits(text, 10):
        return
    for match in re.finditer(_NUMBER, text[:_LONGEST]):
        date, mark, last = match.groups()
        # Ten digits that begin like a mobile number are one; see has_phone_number.
        if not mark and len(date) == 6 and date.startswith("07") and match[0].isdigit():
            continue
        # Imported here: few plans have any candidate.
        from personnummer import personnummer

        if personnummer.valid(f"{date}{'+' if mark == '+' else '-'}{last}"):
            yield match


def _phone_numbers(text: str) -> Iterator[re.Match[str]]:
    if not _has_digits(text, _FEWEST_DIGITS):
        return
    for match in re.finditer(_PHONE, text[:_LONGEST]):
        digits = re.sub(r"\D", "", match[0].replace("(0)", ""))
        if match[0].startswith(("+46", "0046")):
            digits = "0" + digits.removeprefix("00").removeprefix("46")
        if digits.startswith(("020", "0116", "0900", "077", "0939", "0944")):
            continue
        if _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS and not re.fullmatch(_DATE, match[0]):
            yield match


def _personal_e_mails(text: str) -> Iterator[re.Match[str]]:
    if not _may_have_e_mail(text):
        return
    for match in re.finditer(_E_MAIL, text[:_LONGEST], re.IGNORECASE):
        if not _is_function(match[1].casefold()):
            yield match


def _may_have_e_mail(text: str) -> bool:
    return "@" in text or (
        ("(" in text or "[" in text) and any(at in text.casefold() for at in ("(at)", "[at]"))
    )


def _has_digits(text: str, fewest: int) -> bool:
    """Tell whether a text has so many digits: most have not, and need no closer look."""
    return _digits(fewest).match(text) is not None


@cache
def _digits(fewest: int) -> re.Pattern[str]:
    return re.compile(r"\D*+\d" * fewest)


def _is_function(name: str) -> bool:
    """Tell whether the part before the @ names a function: «registrator», «trygghet.sodermalm»."""
    first = re.split(r"[._+-]", name)[0]
    # «it» is a function, «itamar» a person.
    return first in _functions() or first.startswith(
        tuple(word for word in _functions() if len(word) >= 4)
    )


@cache
def _functions() -> tuple[str, ...]:
    source = Path(__file__).with_name("words") / "private.toml"
    return tuple(tables(source)["functions"])
