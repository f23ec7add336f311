from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from atgardsplan.model import Severity
from atgardsplan.reports import github
from tests.conftest import Command
from tests.reports.runs import SV, finding, hostile_run, run_with


class Annotation(NamedTuple):
    kind: str
    properties: dict[str, str]
    message: str


def read_as_github(text: str) -> list[Annotation]:
    """Read workflow commands as the runner does: line by line, then undo the escapes."""
    found = []
    for line in text.splitlines():
        match = re.fullmatch(r"::(\w+)(?: ([^:]*))?::(.*)", line)
        assert match, line
        properties = {}
        for pair in filter(None, (match[2] or "").split(",")):
            name, _, value = pair.partition("=")
            for escape, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):  # fmt: skip
                value = value.replace(escape, meant)
            properties[name] = value
        message = match[3].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
        found.append(Annotation(match[1], properties, message))
    return found


def test_a_finding_is_an_annotation_on_its_row_and_column() -> None:
    run = run_with([finding("100 % av: a, b")])
    [one] = read_as_github(github.render(run, SV))
    assert one == Annotation(
        "warning",
        {
            "file": "planer/plan.xlsx",
            "line": "3",
            "col": "4",
            "title": f"M101 goal-not-measurable {run.results[0].findings[0].sheet}!D3",
        },
        "100 % av: a, b",
    )


def test_severities_are_githubs_own_and_what_cannot_be_read_is_an_error() -> None:
    run = run_with((finding(severity=s) for s in Severity), unreadable=["saknas.xlsx"])
    found = read_as_github(github.render(run, SV))
    assert [one.kind for one in found] == ["error", "error", "warning", "notice"]
    assert found[0].properties["file"] == "saknas.xlsx"
    assert found[0].message == "Filen finns inte."


@pytest.mark.parametrize("number", [1, 10, 11, 200])
def test_at_most_ten_of_each_kind_and_none_is_lost(number: int) -> None:
    same_rule = [finding(f"nr {n}") for n in range(number)]
    found = read_as_github(github.render(run_with(same_rule), SV))
    assert len(found) == (number if number <= 10 else 1)
    assert sum(one.message.count("nr ") for one in found) == number


def test_findings_of_many_rules_are_grouped_by_plan() -> None:
    many = [finding(code=f"M{n}") for n in range(101, 131)]
    [one] = read_as_github(github.render(run_with(many), SV))
    assert one.properties["title"].startswith("M101, M102, ")
    assert len(one.message.splitlines()) == 30


def test_more_plans_than_annotations_are_told_by_number() -> None:
    run = run_with([finding(severity=Severity.ERROR)], unreadable=[f"{n}.xlsx" for n in range(30)])
    found = read_as_github(github.render(run, SV))
    assert len(found) == 10
    assert found[-1].message == "Och 22 till. Hela listan står i stegets sammanfattning."


def test_hostile_texts_make_no_other_command() -> None:
    text = github.render(hostile_run(), SV)
    found = read_as_github(text)
    assert Counter(one.kind for one in found) == {"error": 2, "warning": 1, "notice": 1}
    for one in found:
        assert set(one.properties) <= {"file", "line", "col", "title"}
        assert "\x1b" not in one.message
    assert any("100 % %0A %25 a,b;c]d:e" in one.message for one in found)


def test_the_whole_table_goes_to_the_steps_summary(
    command: Command, fixtures: Path, tmp_path: Path
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("# Tidigare steg\n", encoding="utf-8")
    arguments = ("validate", fixtures / "plan-2025.xlsx", "--format")
    outcome = command(*arguments, "github", GITHUB_STEP_SUMMARY=str(summary))
    assert max(Counter(one.kind for one in read_as_github(outcome.out)).values()) <= 10
    markdown = command(*arguments, "markdown").out
    assert summary.read_text("utf-8") == "# Tidigare steg\n" + markdown
    command(*arguments, "markdown", GITHUB_STEP_SUMMARY=str(summary))
    assert summary.read_text("utf-8") == "# Tidigare steg\n" + markdown


def test_a_summary_that_cannot_be_written_is_said(command: Command, fixtures: Path) -> None:
    outcome = command(
        "validate", fixtures / "plan-2025.xlsx", "--format", "github",
        GITHUB_STEP_SUMMARY="saknas/summary.md",
    )  # fmt: skip
    assert outcome.status == 2
    assert outcome.err == (
        "Fel: Filen saknas/summary.md kan inte skrivas. Kontrollera att mappen finns och att du "
        "får skriva där.\n"
    )


def test_a_summary_that_is_too_large_is_cut_between_lines_and_says_so() -> None:
    run = run_with(finding(f"å{n}") for n in range(1000))
    text = github.summary(run, SV, most_bytes=20_000)
    assert 19_500 < len(text.encode()) <= 20_000
    *_, last, empty, told = text.splitlines()
    assert last.endswith(" |")
    assert empty == ""
    assert told == "Listan är avkortad: resten ryms inte i sammanfattningen."
