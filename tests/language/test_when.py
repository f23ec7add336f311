"""The time half of the language part: what "När" cells say."""

from __future__ import annotations

from pathlib import Path

import pytest

from atgardsplan.language.when import parse_when

CASES = Path(__file__).with_name("when_cases.txt")


def cases() -> list[tuple[str, int, str]]:
    found = []
    for line in CASES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            text, labels = line.split(" | ", 1)
            text, _, year = text.partition(" @")
            found.append((text, int(year or 2025), labels))
    return found


def described(text: str, year: int) -> str:
    when = parse_when(text, year)
    rate = when.times_per_year
    flags = ("C" * when.conditional) + ("L" * when.linework) + ("T" * when.time_bound)
    fields = (when.kind.value, when.start, when.end, None if rate is None else f"{rate:g}", flags)
    return " | ".join(str(field) if field else "-" for field in fields)


@pytest.mark.parametrize(("text", "year", "labels"), cases())
def test_reads_a_cell_as_the_guideline_says(text: str, year: int, labels: str) -> None:
    assert described(text, year) == labels
