from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from atgardsplan.cli.validate import FORMATS
from tests.conftest import Command
from tests.plans import TITLES, good_rows, make_book, to_bytes

Git = Callable[..., str]


def plan(text: str) -> bytes:
    rows = good_rows()
    first = rows[TITLES[0]][0]
    return to_bytes(make_book(rows | {TITLES[0]: [(f"Problem {text}", *first[1:])]}))


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Run git in `förvar`, which has three plans on main; one of them in a folder."""
    root = tmp_path / "förvar"
    (root / "2025").mkdir(parents=True)
    config = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

    def run(*arguments: str) -> str:
        return subprocess.run(
            ["git", *config, *arguments],
            cwd=root, env=environment, capture_output=True, encoding="utf-8", check=True,
        ).stdout  # fmt: skip

    run("init", "--quiet", "--initial-branch=main")
    for name in ("a.xlsx", "b.xlsx", "2025/å.xlsx"):
        (root / name).write_bytes(plan(name))
    run("add", "-A")
    run("commit", "--quiet", "-m", "Planer")
    run("switch", "--quiet", "-c", "ändring")
    return run


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "förvar"


def checked(command: Command, root: Path, *arguments: object, cwd: Path | None = None) -> list[str]:
    outcome = command(
        "validate", "--changed-since", "main", "--format", "json", *arguments, cwd=cwd or root
    )
    assert outcome.status in (0, 1), outcome.err
    return sorted(found["path"] for found in json.loads(outcome.out)["plans"])


def commit(git: Git) -> None:
    git("add", "-A")
    git("commit", "--quiet", "-m", "Ändring")


def test_no_changed_plan_is_a_sentence_and_no_fault(command: Command, git: Git, root: Path) -> None:
    (root / "läs mig.txt").write_text("x")
    commit(git)
    outcome = command("validate", "--changed-since", "main", cwd=root)
    assert (outcome.status, outcome.out) == (0, "")
    assert outcome.err == "Inga planer har ändrats sedan main.\n"
    assert command("validate", "--changed-since=main", "--lang=en", cwd=root).err == (
        "No plans have changed since main.\n"
    )
    assert checked(command, root) == []


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_can_tell_of_no_plan(
    format: str, command: Command, git: Git, root: Path
) -> None:
    outcome = command("validate", "--changed-since", "main", "--format", format, cwd=root)
    assert (outcome.status, outcome.err) == (0, "Inga planer har ändrats sedan main.\n")


def test_no_changed_plan_has_no_receipt_to_hold(command: Command, git: Git, root: Path) -> None:
    written = command("validate", "--receipt", "kvitto.json", cwd=root)
    assert (root / "kvitto.json").exists(), written.err
    outcome = command("validate", "--changed-since=main", "--verify-receipt=kvitto.json", cwd=root)
    assert (outcome.status, outcome.err) == (0, "Inga planer har ändrats sedan main.\n")


def test_changed_staged_and_unknown_plans_are_checked(
    command: Command, git: Git, root: Path
) -> None:
    (root / "2025/å.xlsx").write_bytes(plan("ny"))
    commit(git)
    (root / "ny å.xlsx").write_bytes(plan("okänd"))
    assert checked(command, root) == ["2025/å.xlsx", "ny å.xlsx"]
    (root / "a.xlsx").write_bytes(plan("köad"))
    git("add", "a.xlsx")
    (root / "b.xlsx").write_bytes(plan("inte köad"))
    assert checked(command, root) == ["2025/å.xlsx", "a.xlsx", "b.xlsx", "ny å.xlsx"]
    assert checked(command, root, "2025", "b.xlsx") == ["2025/å.xlsx", "b.xlsx"]


def test_a_renamed_plan_is_checked_and_a_removed_one_is_not(
    command: Command, git: Git, root: Path
) -> None:
    git("mv", "a.xlsx", "2025/c.xlsx")
    git("rm", "--quiet", "b.xlsx")
    commit(git)
    assert checked(command, root) == ["2025/c.xlsx"]


def test_what_others_did_on_the_base_meanwhile_is_not_checked(
    command: Command, git: Git, root: Path
) -> None:
    (root / "a.xlsx").write_bytes(plan("min"))
    commit(git)
    git("switch", "--quiet", "main")
    (root / "b.xlsx").write_bytes(plan("deras"))
    commit(git)
    git("switch", "--quiet", "ändring")
    assert checked(command, root) == ["a.xlsx"]


def test_it_works_from_any_folder(command: Command, git: Git, root: Path) -> None:
    (root / "2025/å.xlsx").write_bytes(plan("ny"))
    (root / "b.xlsx").write_bytes(plan("ny"))
    git("config", "diff.relative", "true")
    assert checked(command, root, cwd=root / "2025") == ["å.xlsx"]
    assert checked(command, root, "..", cwd=root / "2025") == ["../2025/å.xlsx", "../b.xlsx"]
    assert checked(command, root, root, cwd=root.parent) == [
        f"{root}/2025/å.xlsx",
        f"{root}/b.xlsx",
    ]


def test_changed_settings_concern_all_plans_that_they_count_for(
    command: Command, git: Git, root: Path
) -> None:
    (root / "2025/atgardsplan.toml").write_text('ignore = ["P"]\n')
    assert checked(command, root) == ["2025/å.xlsx"]
    commit(git)
    git("branch", "--force", "main")
    (root / "atgardsplan.toml").write_text('ignore = ["U"]\n')
    assert checked(command, root) == ["a.xlsx", "b.xlsx"]
    commit(git)
    git("branch", "--force", "main")
    assert checked(command, root) == []
    (root / "2025/atgardsplan.toml").unlink()
    assert checked(command, root) == ["2025/å.xlsx"]


def test_a_changed_baseline_or_template_concerns_the_plans_that_use_it(
    command: Command, git: Git, root: Path
) -> None:
    (root / "2025/atgardsplan.toml").write_text('baseline = "../known.json"\n')
    command("validate", "--write-baseline", "known.json", "2025", cwd=root)
    commit(git)
    git("branch", "--force", "main")
    assert checked(command, root) == []
    with (root / "known.json").open("a") as file:
        file.write("\n")
    assert checked(command, root) == ["2025/å.xlsx"]


def test_the_analysis_tab_of_changed_plans_alone_is_checked(
    command: Command, git: Git, root: Path
) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        book = make_book()
        book.worksheets[-1]["B4"] = 99
        (root / name).write_bytes(to_bytes(book))
    commit(git)
    git("branch", "--force", "main")
    check = ("summarise", "--check", "--changed-since", "main")
    outcome = command(*check, cwd=root)
    assert (outcome.status, outcome.out) == (0, "")
    assert outcome.err == "Inga planer har ändrats sedan main.\n"
    book.worksheets[-1]["B4"] = 98
    (root / "b.xlsx").write_bytes(to_bytes(book))
    outcome = command(*check, cwd=root)
    assert outcome.status == 1
    assert outcome.out.startswith("b.xlsx: analysfliken stämmer inte.")
    assert "a.xlsx" not in outcome.out


def one_line(command: Command, cwd: Path, *arguments: str, **environment: str) -> str:
    outcome = command("validate", *arguments, cwd=cwd, **environment)
    assert (outcome.status, outcome.out) == (2, "")
    [line] = outcome.err.splitlines()
    return line


@pytest.mark.parametrize("ref", ["finns-inte", "--output=x", "", "main:a.xlsx"])
def test_an_unknown_version_is_said(ref: str, command: Command, git: Git, root: Path) -> None:
    line = one_line(command, root, f"--changed-since={ref}")
    assert line.startswith(f"Fel: git känner inte till «{ref}».")
    assert not (root / "x").exists()


def test_histories_without_a_common_version_are_said(
    command: Command, git: Git, root: Path
) -> None:
    git("switch", "--quiet", "--orphan", "annan")
    (root / "a.xlsx").write_bytes(plan("a"))
    commit(git)
    assert "Hämta hela historiken" in one_line(command, root, "--changed-since", "main")


def test_a_folder_outside_git_is_said(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(plan("a"))
    line = one_line(
        command, tmp_path, "--changed-since", "main", GIT_CEILING_DIRECTORIES=str(tmp_path.parent)
    )
    assert line.endswith(
        "ligger inte i något git-förvar, så --changed-since kan inte användas där."
    )


def test_a_machine_without_git_is_said(command: Command, git: Git, root: Path) -> None:
    line = one_line(command, root, "--changed-since", "main", PATH=str(root))
    assert line.startswith("Fel: --changed-since behöver programmet git")


def test_a_baseline_is_never_written_of_a_part(command: Command, git: Git, root: Path) -> None:
    line = one_line(command, root, "--changed-since", "main", "--write-baseline", "known.json")
    assert line == "Fel: --write-baseline och --changed-since går inte att använda tillsammans."


def test_a_file_that_is_not_there_is_reported_all_the_same(
    command: Command, git: Git, root: Path
) -> None:
    outcome = command("validate", "saknas.xlsx", "--changed-since", "main", cwd=root)
    assert outcome.status == 2
    assert outcome.err.startswith("Fel: saknas.xlsx: Filen finns inte.")
