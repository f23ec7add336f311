"""What is only on a terminal: colours, progress, places. The program gets a real one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import FIXTURES, Command

pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals")
SEED = FIXTURES / "plan-2025.xlsx"


def on_terminal(cwd: Path, *arguments: object, **environment: str) -> str:
    """Run the command line on a terminal and return all that it wrote there."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "atgardsplan", *map(str, arguments)],
        cwd=cwd, stdin=theirs, stdout=theirs, stderr=theirs,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm-256color",
             "COLUMNS": "100", **environment},
    )  # fmt: skip
    os.close(theirs)
    found = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        found += piece
    process.wait(60)
    os.close(ours)
    return found.decode().replace("\r\n", "\n")


def test_progress_is_told_when_many_plans_are_read(command: Command, tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"plan {number:02}.xlsx").write_bytes(SEED.read_bytes())
    written = on_terminal(tmp_path, "validate", "--format", "concise", "--select", "C101")
    assert "Läser 1 av 12: plan 00.xlsx" in written
    assert "Läser 12 av 12: plan 11.xlsx" in written
    # The line is cleared before the results.
    results = written.rpartition("\x1b[K")[2]
    assert len(results.splitlines()) == 12
    assert "Läser" not in results
    piped = command("validate", "--format", "concise", "--select", "C101")
    assert piped.err == ""
    assert piped.out == results


def test_a_single_plan_needs_no_progress(tmp_path: Path) -> None:
    assert "Läser" not in on_terminal(tmp_path, "validate", SEED)


def test_show_tells_places_on_a_terminal_alone(command: Command, tmp_path: Path) -> None:
    plain = re.sub(r"\x1b\[[0-9;]*m", "", on_terminal(tmp_path, "show", SEED))
    assert f"Åtgärdsplan 2025: {SEED.as_posix()}" in plain
    assert "Antal: 6 problem, 6 orsaker, 6 åtgärder" in plain
    assert "Rad 3" in plain
    piped = command("show", SEED).out
    assert not re.search(r"^(Antal|Rad|.*\.xlsx)", piped, re.MULTILINE)
    assert set(piped.splitlines()) - {"Åtgärdsplan 2025"} <= set(plain.splitlines())


def test_diff_marks_the_changed_words_with_colour(tmp_path: Path) -> None:
    arguments = ("diff", SEED, FIXTURES / "plan-2025-utan-fel.xlsx")
    coloured = on_terminal(tmp_path, *arguments)
    assert "\x1b[32m" in coloured
    assert "\x1b[31m" in coloured
    assert "\x1b[" not in on_terminal(tmp_path, *arguments, NO_COLOR="1")
