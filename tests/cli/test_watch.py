from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Command
from tests.plans import TITLES, make_book, tab_name

FIRST = tab_name(1, TITLES[0])
WAITING = "Väntar på att en plan sparas. Avsluta med Ctrl+C."
SECONDS = 20


class Watching:
    """A running `validate --watch`, and the lines that it writes."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._lines: queue.Queue[str] = queue.Queue()
        # Where the tests run in the background, Ctrl-C is ignored, and a child would inherit that.
        before = signal.signal(signal.SIGINT, signal.SIG_DFL)
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "atgardsplan", "validate", "--watch", "--format", "concise",
                 "--select", "C106,C107", *arguments],
                cwd=folder, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
            )  # fmt: skip
        finally:
            signal.signal(signal.SIGINT, before)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def until_waiting(self) -> list[str]:
        """Return the lines of one check; fail when it doesn't come."""
        found: list[str] = []
        end = time.monotonic() + SECONDS
        while True:
            line = self._lines.get(timeout=max(0.1, end - time.monotonic()))
            if line == WAITING:
                return found
            found.append(line)

    def is_silent(self, seconds: float) -> bool:
        time.sleep(seconds)
        return self._lines.empty()

    def interrupt(self) -> tuple[int, list[str]]:
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(SECONDS)
        time.sleep(0.1)
        return status, list(self._lines.queue)


@pytest.fixture
def running() -> Iterator[list[Watching]]:
    """Processes to end after the test."""
    started: list[Watching] = []
    yield started
    for one in started:
        if one.process.poll() is None:
            one.process.kill()
            one.process.wait()


def save(path: Path, who: str | None) -> None:
    """Save a plan as Excel does: a new file, which takes the old one's name."""
    book = make_book()
    book[FIRST]["F3"] = who
    new = path.with_name("A1B2C3D4")
    book.save(new)
    new.replace(path)


@pytest.mark.slow
def test_each_save_is_checked_and_ctrl_c_ends_it(tmp_path: Path, running: list[Watching]) -> None:
    plan = tmp_path / "plan.xlsx"
    save(plan, "Polisen")
    watching = Watching(tmp_path, "plan.xlsx")
    running.append(watching)
    assert watching.until_waiting() == []
    save(plan, None)
    told, found = watching.until_waiting()
    assert told.startswith("Kl. ")
    assert told.endswith(": plan.xlsx")
    assert found.startswith(f"plan.xlsx:{FIRST}!F3: C106 fel: ")
    save(plan, "Polisen")
    [told] = watching.until_waiting()
    # Saved in place, as some programs do.
    book = openpyxl.load_workbook(plan)
    book[FIRST]["F3"] = "?"
    book.save(plan)
    assert ["C107" in line for line in watching.until_waiting()] == [False, True]
    assert watching.is_silent(1)
    assert watching.interrupt() == (130, ["Avbrutet."])


@pytest.mark.slow
def test_a_file_that_is_gone_or_half_written_for_a_moment_is_waited_for(
    tmp_path: Path, running: list[Watching]
) -> None:
    plan = tmp_path / "plan.xlsx"
    save(plan, None)
    whole = plan.read_bytes()
    save(plan, "Polisen")
    watching = Watching(tmp_path, "plan.xlsx")
    running.append(watching)
    watching.until_waiting()
    plan.unlink()
    time.sleep(0.8)
    plan.write_bytes(whole[: len(whole) // 2])
    time.sleep(0.8)
    plan.write_bytes(whole)
    assert ["C106" in line for line in watching.until_waiting()] == [False, True]
    plan.unlink()
    assert "Filen finns inte" in watching.until_waiting()[1]
    save(plan, "Polisen")
    assert len(watching.until_waiting()) == 1


@pytest.mark.slow
def test_in_a_folder_only_the_saved_plan_is_checked_and_new_ones_are_found(
    tmp_path: Path, running: list[Watching]
) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        save(tmp_path / name, None)
    watching = Watching(tmp_path)
    running.append(watching)
    assert [line.partition(":")[0] for line in watching.until_waiting()] == ["a.xlsx", "b.xlsx"]
    (tmp_path / "~$b.xlsx").write_bytes(b"Excel")
    save(tmp_path / "c.xlsx", None)
    assert watching.until_waiting()[1].startswith("c.xlsx:")
    (tmp_path / "a.xlsx").unlink()
    save(tmp_path / "b.xlsx", "?")
    assert ["C107" in line for line in watching.until_waiting()] == [False, True]
    assert watching.is_silent(0.6)


@pytest.mark.slow
def test_a_changed_settings_file_checks_all_plans_again(
    tmp_path: Path, running: list[Watching]
) -> None:
    save(tmp_path / "a.xlsx", None)
    settings = tmp_path / "atgardsplan.toml"
    settings.write_text('ignore = ["P"]\n')
    watching = Watching(tmp_path)
    running.append(watching)
    assert len(watching.until_waiting()) == 1
    settings.write_text('ignore = ["C106"]\n')
    [told] = watching.until_waiting()
    assert told.endswith(": atgardsplan.toml")
    settings.write_text("ignore = [")
    assert watching.until_waiting()[1].startswith("Fel: Inställningsfilen")
    settings.write_text("ignore = []\n")
    assert "C106" in watching.until_waiting()[1]


def test_it_is_not_for_baselines(command: Command, tmp_path: Path) -> None:
    save(tmp_path / "plan.xlsx", None)
    outcome = command("validate", "--watch", "--write-baseline", "b.json")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("Fel: --write-baseline och --watch går inte")


def test_no_plan_to_watch_is_said(command: Command) -> None:
    outcome = command("validate", "--watch")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("Fel: Inga åtgärdsplaner")
