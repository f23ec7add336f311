"""git shows what changed in a plan, with what docs/git.md says and with real git."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import FIXTURES, Command
from tests.plans import TITLES, good_rows, make_book, tab_name, to_bytes

GUIDE = (FIXTURES.parent / "docs" / "git.md").read_text("utf-8")
Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Run git in a repository that is set up as docs/git.md says."""
    tool = tmp_path / "bin" / "atgardsplan"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m atgardsplan "$@"\n')
    tool.chmod(0o755)
    repository = tmp_path / "planer"
    repository.mkdir()
    environment = {
        **os.environ,
        "PATH": f"{tool.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(sys.path),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }

    def run(*arguments: str) -> str:
        done = subprocess.run(
            ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", *arguments],
            cwd=repository, env=environment, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout

    run("init", "--quiet")
    attributes = re.search(r"^\*\.xlsx .*$", GUIDE, re.MULTILINE)
    configuration = re.search(r"^git config (diff\.\S+) '(.*)'$", GUIDE, re.MULTILINE)
    assert attributes
    assert configuration
    (repository / ".gitattributes").write_text(attributes[0] + "\n")
    run("config", configuration[1], configuration[2])
    return run


def save(book: openpyxl.Workbook, tmp_path: Path) -> None:
    (tmp_path / "planer" / "plan.xlsx").write_bytes(to_bytes(book))


def changed_lines(diff: str) -> list[str]:
    return [
        line
        for line in diff.splitlines()
        if line[:1] in ("+", "-") and line[:3] not in ("+++", "---")
    ]


def rows() -> dict[str, list[tuple[str, ...]]]:
    return {title: [tuple(row) for row in own] for title, own in good_rows().items()}


def test_git_diff_shows_exactly_the_changed_fields(git: Git, tmp_path: Path) -> None:
    save(make_book(rows()), tmp_path)
    git("add", "-A")
    git("commit", "--quiet", "-m", "Plan")
    changed = make_book(rows())
    sheet = changed[tab_name(2, TITLES[1])]
    sheet["E3"] = "Senast 15 november 2025"
    sheet["G3"] = "30 lampor\när bytta"
    sheet["B3"].font = openpyxl.styles.Font(bold=True)
    changed[tab_name(4, TITLES[3])].insert_rows(1, 3)
    save(changed, tmp_path)
    expected = [
        "-  När: Senast 31 oktober 2025",
        "+  När: Senast 15 november 2025",
        "+  Uppföljning: 30 lampor är bytta",
    ]
    assert changed_lines(git("diff")) == expected
    git("commit", "--quiet", "-a", "-m", "Ny tid")
    assert changed_lines(git("log", "-p", "-1")) == expected
    assert changed_lines(git("show", "HEAD")) == expected


def test_an_inserted_action_changes_no_line_but_its_own(git: Git, tmp_path: Path) -> None:
    first, second, third = (
        tuple(f"{text} {number}" if text else "" for text in good_rows()[TITLES[1]][0])
        for number in "abc"
    )
    save(make_book(rows() | {TITLES[1]: [first, third]}), tmp_path)
    git("add", "-A")
    git("commit", "--quiet", "-m", "Plan")
    save(make_book(rows() | {TITLES[1]: [first, second, third]}), tmp_path)
    lines = changed_lines(git("diff"))
    assert len(lines) == len([text for text in second if text]) + 1
    assert all(line.startswith("+") for line in lines)


@pytest.mark.parametrize(
    "content", [b"", b"hello", (FIXTURES / "mall-2025.xlsx").read_bytes()[:99]]
)
def test_a_version_that_cannot_be_read_is_one_line(
    content: bytes, git: Git, tmp_path: Path
) -> None:
    (tmp_path / "planer" / "plan.xlsx").write_bytes(content)
    git("add", "-A")
    git("commit", "--quiet", "-m", "Trasig")
    save(make_book(), tmp_path)
    removed = [line for line in changed_lines(git("diff")) if line.startswith("-")]
    assert len(removed) == 1
    assert removed[0].startswith("-(Planen kan inte visas: ")


def test_git_difftool_tells_it_in_the_plans_words(git: Git, tmp_path: Path) -> None:
    [call] = re.findall(r"^git difftool .*$", GUIDE, re.MULTILINE)
    tool = re.search(r"--extcmd='(.*?)'", call)
    assert tool
    save(make_book(rows()), tmp_path)
    git("add", "-A")
    git("commit", "--quiet", "-m", "Plan")
    changed = make_book(rows())
    changed[tab_name(2, TITLES[1])]["E3"] = "Senast 15 november 2025"
    save(changed, tmp_path)
    told = git("difftool", "--no-prompt", f"--extcmd={tool[1]}")
    assert "      När: Senast 31 oktober 2025 → Senast 15 november 2025" in told.splitlines()


def test_textconv_reads_what_it_can_and_never_fails(command: Command, fixtures: Path) -> None:
    outcome = command("show", "--textconv", fixtures / "plan-2025.xlsx", "saknas.xlsx")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.splitlines()[-1] == (
        "(Planen kan inte visas: Filen finns inte. Kontrollera sökvägen och stavningen.)"
    )
