from __future__ import annotations

import re
from pathlib import Path

from atgardsplan.model import Severity
from atgardsplan.reports import azure
from tests.conftest import Command
from tests.reports.runs import SV, finding, hostile_run, run_with


def read_as_azure(line: str) -> tuple[dict[str, str], str] | None:
    """Read a logging command as the agent does: anywhere in the line, up to the first bracket."""
    found = re.search(r"##vso\[([^\]]*)\](.*)", line)
    if found is None:
        return None
    command, _, listed = found[1].partition(" ")
    assert command == "task.logissue"
    properties = dict(pair.split("=", 1) for pair in listed.split(";") if pair)
    return {name: _meant(value) for name, value in properties.items()}, _meant(found[2])


def _meant(text: str) -> str:
    for escape, meant in (("%3B", ";"), ("%5D", "]"), ("%0D", "\r"), ("%0A", "\n"), ("%AZP25", "%")):  # fmt: skip
        text = text.replace(escape, meant)
    return text


def test_a_finding_is_an_issue_on_its_row_and_column() -> None:
    run = run_with([finding("100 % av; a]")])
    assert read_as_azure(azure.render(run, SV)) == (
        {
            "type": "warning",
            "sourcepath": "planer/plan.xlsx",
            "linenumber": "3",
            "columnnumber": "4",
            "code": "M101",
        },
        f"{run.results[0].findings[0].sheet}!D3: 100 % av; a]",
    )


def test_errors_and_warnings_are_issues_and_infos_are_lines() -> None:
    run = run_with((finding(severity=s) for s in Severity), unreadable=["saknas.xlsx"])
    *issues, gone = [read_as_azure(line) for line in azure.render(run, SV).splitlines()]
    assert [issue and issue[0]["type"] for issue in issues] == ["error", "warning", None]
    assert gone is not None
    assert (gone[0]["sourcepath"], gone[1]) == ("saknas.xlsx", "Filen finns inte.")


def test_the_command_line_writes_them(command: Command, fixtures: Path) -> None:
    outcome = command("validate", fixtures / "plan-2025.xlsx", "--format", "azure")
    issues = [issue for line in outcome.out.splitlines() if (issue := read_as_azure(line))]
    assert sum(issue[0]["type"] == "error" for issue in issues) == 16


def test_hostile_texts_make_no_other_command() -> None:
    lines = azure.render(hostile_run(), SV).splitlines()
    assert len(lines) == 4
    issues = [issue for line in lines if (issue := read_as_azure(line))]
    assert [issue[0]["type"] for issue in issues] == ["warning", "error", "error"]
    for properties, message in issues:
        assert set(properties) <= {"type", "sourcepath", "linenumber", "columnnumber", "code"}
        assert "\x1b" not in message
    assert all(line.count("##") <= 1 for line in lines)
    assert "100 % %0A %25 a,b;c]d:e" in issues[0][1]
