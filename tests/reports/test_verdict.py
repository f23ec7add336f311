"""The last lines of a report: what it comes to, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Command

EMPTY, CLEAN, FAULTY = "mall-2025.xlsx", "plan-2025-utan-fel.xlsx", "plan-2025.xlsx"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([FAULTY], "Rätta felen innan planen lämnas in."),
        ([FAULTY, CLEAN], "Rätta felen innan planerna lämnas in."),
        ([CLEAN], "Inga fel. Planen kan lämnas in, men se gärna över anmärkningarna."),
        ([EMPTY], "Planen har inga åtgärder än. Fyll i den innan den lämnas in."),
        ([CLEAN, EMPTY], "1 plan har inga åtgärder än. Fyll i den innan den lämnas in."),
        ([EMPTY, FAULTY], "Rätta felen innan planerna lämnas in."),
    ],
)
def test_the_last_line_says_what_to_do(
    command: Command, fixtures: Path, names: list[str], said: str
) -> None:
    out = command("validate", *(fixtures / name for name in names)).out
    assert out.splitlines()[-1] == said


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_an_empty_plan_is_never_called_ready(command: Command, fixtures: Path, form: str) -> None:
    out = command("validate", fixtures / EMPTY, "--format", form).out
    assert "Planen har inga åtgärder än." in out
    assert "kan lämnas in" not in out


def test_the_overview_of_a_city_counts_the_empty_plans(command: Command, fixtures: Path) -> None:
    out = command("report", fixtures / EMPTY, fixtures / CLEAN).out
    assert "1 plan har inga åtgärder än." in out.partition("<table")[0]
