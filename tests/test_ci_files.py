"""The files that run the tool elsewhere say what the tool understands, and pre-commit runs the hooks."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from atgardsplan.cli.commands import COMMANDS, function_of
from tests.conftest import FIXTURES, Command
from tests.plans import make_book, to_bytes

ROOT = FIXTURES.parent
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
GUIDE = (ROOT / "docs/ci.md").read_text("utf-8")
GITLAB = yaml.safe_load((ROOT / "ci/gitlab.yml").read_text("utf-8"))
AZURE = yaml.safe_load((ROOT / "ci/azure.yml").read_text("utf-8"))
FILES = ("action.yml", "ci/gitlab.yml", "ci/azure.yml", ".pre-commit-hooks.yaml")
PAGES = ("README.md", "docs/ci.md", "docs/git.md", "docs/diff.md", "docs/reports.md")
OPTION = re.compile(r"(?<![\w-])--([a-z][a-z-]*)(?:[ =]+([a-z]+)\b)?")


def calls_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the calls of the tool that a text shows: the command and the rest of the line."""
    text = text.replace("\\\n", " ")
    yield from re.findall(rf"\batgardsplan ({'|'.join(COMMANDS)})\b([^\n`']*)", text)


def refuse_unknown_options(command: str, rest: str) -> None:
    function = function_of(command)
    known = function.__kwdefaults__ or {}
    formats = sys.modules[function.__module__].__dict__.get("FORMATS", ())
    for option, value in OPTION.findall(rest.partition(" -- ")[0]):
        assert option == "help" or option.replace("-", "_") in known, (command, option)
        if option == "format" and value:
            assert value in formats, (command, value)


@pytest.mark.parametrize("name", [*FILES, *PAGES])
def test_every_option_that_is_shown_exists(name: str) -> None:
    calls = list(calls_in((ROOT / name).read_text("utf-8")))
    assert calls
    for command, rest in calls:
        refuse_unknown_options(command, rest)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_that_is_linked_exists(name: str) -> None:
    page = ROOT / name
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def blocks(kind: str) -> list[str]:
    """Return the code blocks of one language in docs/ci.md."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


def test_the_guides_settings_are_read_as_they_stand(command: Command, tmp_path: Path) -> None:
    [settings] = blocks("toml")
    (tmp_path / "atgardsplan.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "plan.xlsx").write_bytes(to_bytes(make_book()))
    outcome = command("validate", "--show-settings", "plan.xlsx")
    assert outcome.status == 0
    assert {'fail-on = "error"', 'stage = "plan"', '"2024/*" = ["N101"]'} <= set(
        outcome.out.splitlines()
    )


def test_the_guides_files_name_what_there_is() -> None:
    hooks, workflow, include = map(yaml.safe_load, blocks("yaml"))
    [repository] = hooks["repos"]
    assert [hook["id"] for hook in repository["hooks"]] == [hook["id"] for hook in HOOKS]
    [job] = workflow["jobs"].values()
    assert job["steps"][0]["with"]["fetch-depth"] == 0
    assert (ROOT / include["include"][0]["file"].lstrip("/")).exists()
    assert include["variables"].keys() <= GITLAB["variables"].keys()
    inputs = dict(re.findall(r"^\| `([\w-]+)` \| (.*?) \|", GUIDE, re.MULTILINE))
    assert inputs.keys() == ACTION["inputs"].keys()
    for name, default in inputs.items():
        if default.startswith("`"):
            assert default.strip("`") == ACTION["inputs"][name]["default"]


def test_the_guides_commands_work_in_order(tmp_path: Path) -> None:
    tool = tmp_path / "bin" / "atgardsplan"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m atgardsplan "$@"\n')
    tool.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{tool.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(sys.path),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }

    def shell(script: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-e", "-c", script],
            cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip

    first, baseline, _, changed, *_ = blocks("sh")
    assert shell(first, tmp_path).returncode == 0
    plans = tmp_path / "planer"
    (plans / "2025" / "plan.xlsx").write_bytes((FIXTURES / "plan-2025.xlsx").read_bytes())
    assert shell(baseline, plans).returncode == 0
    settings = 'baseline = "baslinje.json"\n' + blocks("toml")[0]
    (plans / "atgardsplan.toml").write_text(settings, encoding="utf-8")
    assert shell("atgardsplan validate", plans).returncode == 0
    identity = "-c user.name=T -c user.email=t@example.org"
    done = shell(f"git add -A && git {identity} commit -qm Planer && git branch -M main", plans)
    assert done.returncode == 0, done.stderr
    done = shell(changed, plans)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == 2 * "Inga planer har ändrats sedan main.\n"


# What their scripts call, run by a shell


def scripts(name: str) -> list[tuple[str, dict[str, str]]]:
    """Return the scripts of a file that call the tool, with the names of the variables they read."""
    if name == "action":
        steps = [step for step in ACTION["runs"]["steps"] if "atgardsplan " in step.get("run", "")]
        names = {"inputs.paths": "paths", "inputs.base": "base", "inputs.args": "args"}
        return [
            (step["run"], {key: names[value[3:-2].strip()] for key, value in step["env"].items()})
            for step in steps
        ]
    if name == "gitlab":
        variables = {
            "ATGARDSPLAN_PATHS": "paths",
            "ATGARDSPLAN_ARGS": "args",
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": "base",
        }
        return [("\n".join(GITLAB["atgardsplan"]["script"]), variables)]
    return [
        (step["bash"], {"ATGARDSPLANPATHS": "paths", "SYSTEM_PULLREQUEST_TARGETBRANCH": "base"})
        for step in AZURE["steps"]
        if "atgardsplan validate" in step.get("bash", "")
    ]


def calls_of(
    name: str, folder: Path, given: dict[str, str], status: int = 0
) -> tuple[list[list[str]], list[int]]:
    """Run a file's scripts with a stand-in for the tool; return its calls, and the exit statuses."""
    record = folder / "calls"
    record.unlink(missing_ok=True)
    tool = folder / "atgardsplan"
    tool.write_text(
        f"#!{sys.executable}\nimport json, sys\n"
        f"print(json.dumps(sys.argv[1:]), file=open({str(record)!r}, 'a'))\n"
        f"sys.exit(0 if '--fail-on' in sys.argv else {status})\n"
    )
    tool.chmod(0o755)
    statuses: list[int] = []
    for script, variables in scripts(name):
        environment = {variable: given.get(key, "") for variable, key in variables.items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            env={
                **environment,
                "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
                "RUNNER_TEMP": str(folder),
            },
            cwd=folder, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        statuses.append(done.returncode)
    return [json.loads(line) for line in record.read_text().splitlines()], statuses


@pytest.mark.parametrize("name", ["action", "gitlab", "azure"])
def test_scripts_hand_on_what_they_are_given(name: str, tmp_path: Path) -> None:
    path = "mina planer/$(touch x)"
    given = {"paths": path, "base": "refs/heads/main", "args": "--ignore C1 --year 2025"}
    with_base, _ = calls_of(name, tmp_path, given)
    without, statuses = calls_of(name, tmp_path, {"paths": path})
    assert not (tmp_path / "x").exists()
    assert set(statuses) == {0}
    assert [call[0] for call in with_base] == [call[0] for call in without]
    assert {call[0] for call in without} == {"validate", "summarise"}
    base = "origin/main" if name == "azure" else "refs/heads/main"
    for call in (*with_base, *without):
        assert call[-2:] == ["--", path]
        refuse_unknown_options(call[0], shlex.join(call[1:-2]))
    for call in with_base:
        whole = "sarif" in call
        assert ("--changed-since" in call) != whole
        assert whole or call[call.index("--changed-since") + 1] == base
        if call[0] == "validate" and name != "azure":
            assert [call[call.index(one) + 1] for one in ("--ignore", "--year")] == ["C1", "2025"]
    assert not any("--changed-since" in call for call in without)


@pytest.mark.parametrize("name", ["action", "gitlab", "azure"])
def test_findings_fail_the_job_and_the_analysis_tab_is_checked_all_the_same(
    name: str, tmp_path: Path
) -> None:
    calls, statuses = calls_of(name, tmp_path, {"paths": "."}, status=1)
    assert 1 in statuses
    assert calls[-1][:2] == ["summarise", "--check"]


def test_the_action_takes_several_paths(tmp_path: Path) -> None:
    calls, _ = calls_of("action", tmp_path, {"paths": "2024\n\nmina planer\n"})
    assert all(call[-3:] == ["--", "2024", "mina planer"] for call in calls)


def test_no_input_of_the_action_is_put_into_a_script() -> None:
    assert not any("${{" in step.get("run", "") for step in ACTION["runs"]["steps"])
    read = set(re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text("utf-8")))
    assert read == set(ACTION["inputs"])


# pre-commit


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("plan.xlsx", True),
        ("2025/Östermalm.XLSM", True),
        ("~$plan.xlsx", False),
        ("2025/~$plan.xlsx", False),
        ("2025/plan~$1.xlsx", True),
        ("plan.xls", False),
        ("plan.xlsx.txt", False),
    ],
)
def test_hooks_take_workbooks_and_leave_lock_files(name: str, taken: bool) -> None:
    assert [bool(re.search(hook["files"], name)) for hook in HOOKS] == [taken, taken]


@pytest.mark.slow
def test_pre_commit_runs_both_hooks_on_a_repository_of_plans(tmp_path: Path) -> None:
    tool, plans = tmp_path / "verktyg", tmp_path / "planer"
    shutil.copytree(ROOT / "src", tool / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "hatch_build.py", "README.md", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, tool / name)
    plans.mkdir()
    (plans / "bra.xlsx").write_bytes((FIXTURES / "plan-2025-utan-fel.xlsx").read_bytes())
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
        "PRE_COMMIT_HOME": str(tmp_path / "hem"),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    # The hooks must find the tool in the environment that pre-commit made, not this one.
    environment.pop("PYTHONPATH", None)

    def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            arguments, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
        )  # fmt: skip

    for folder in (tool, plans):
        run(folder, "git", "init", "--quiet")
        run(folder, "git", "add", "-A")
        run(
            folder,
            "git",
            "-c",
            "user.name=T",
            "-c",
            "user.email=t@example.org",
            "commit",
            "-qm",
            "Allt",
        )

    def try_hooks() -> tuple[int, dict[str, str]]:
        done = run(
            plans, sys.executable, "-m", "pre_commit", "try-repo", str(tool), "--ref", "HEAD",
            "--all-files", "--color", "never",
        )  # fmt: skip
        results: Any = re.findall(r"^(.+?)\.{3,}(\w+)$", done.stdout, re.MULTILINE)
        return done.returncode, dict(results) or {"": done.stdout + done.stderr}

    validate, check = (hook["name"] for hook in HOOKS)
    assert try_hooks() == (0, {validate: "Passed", check: "Passed"})
    stale = make_book()
    stale.worksheets[-1]["B4"] = 99
    stale.worksheets[1]["F3"] = None
    (plans / "mindre bra.xlsx").write_bytes(to_bytes(stale))
    (plans / "~$bra.xlsx").write_bytes(b"Excel")
    run(plans, "git", "add", "-A")
    assert try_hooks() == (1, {validate: "Failed", check: "Failed"})
