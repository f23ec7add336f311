from __future__ import annotations

import subprocess
import sys

import pytest

from atgardsplan import __version__
from tests.conftest import FIXTURES, Command

SEED = FIXTURES / "plan-2025.xlsx"


def test_the_version_is_told(command: Command) -> None:
    assert command("--version").out == f"atgardsplan {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "word"), [((), "Kontrollera planer"), (("--lang", "en"), "Check plans")]
)
def test_help_is_in_the_language_asked_for(
    arguments: tuple[str, ...], word: str, command: Command
) -> None:
    outcome = command("validate", *arguments, "--help")
    assert outcome.status == 0
    assert word in outcome.out


def test_no_command_shows_the_help(command: Command) -> None:
    outcome = command()
    assert outcome.status == 2
    assert "validate" in outcome.err + outcome.out


def test_output_is_utf8_whatever_the_locale(command: Command) -> None:
    outcome = command("validate", SEED, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert "Problemområde" in outcome.out


def test_a_reader_that_stops_early_is_no_error() -> None:
    done = subprocess.run(
        f'"{sys.executable}" -m atgardsplan show "{SEED}" | head -1',
        shell=True, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.stderr == ""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no full device")
@pytest.mark.parametrize("where", [">/dev/full", ">&-"])
def test_results_that_can_not_be_written_are_told_in_one_sentence(where: str) -> None:
    done = subprocess.run(
        f'"{sys.executable}" -m atgardsplan validate "{SEED}" {where}',
        shell=True, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("Fel: Resultatet kunde inte skrivas ut")
    assert done.stderr.count("\n") == 1


def test_colours_are_for_terminals_only(command: Command) -> None:
    assert "\x1b" not in command("validate", SEED).out
