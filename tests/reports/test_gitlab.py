from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema

from atgardsplan.model import Severity
from atgardsplan.reports import gitlab
from atgardsplan.rules.acceptance import Accepted
from tests.conftest import Command
from tests.reports.runs import SV, finding, hostile_run, run_with

# What GitLab's documentation asks of a Code Quality report.
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": "^(\\./|/)"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def valid(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)
    jsonschema.validate(found, SCHEMA)
    prints = [entry["fingerprint"] for entry in found]
    assert len(set(prints)) == len(prints)
    return found


def test_every_finding_and_unreadable_file_is_listed(command: Command, fixtures: Path) -> None:
    arguments = ("validate", "./plan-2025.xlsx", "gone.xlsx", "--format")
    found = valid(command(*arguments, "gitlab", cwd=fixtures).out)
    plans = json.loads(command(*arguments, "json", cwd=fixtures).out)["plans"]
    assert len(found) == len(plans[0]["findings"]) + 1
    assert {entry["location"]["path"] for entry in found[:-1]} == {"plan-2025.xlsx"}
    assert (found[-1]["severity"], found[-1]["location"]["path"]) == ("blocker", "gone.xlsx")


def test_a_fault_keeps_its_fingerprint_when_its_row_moves(command: Command, tmp_path: Path) -> None:
    from tests.plans import TITLES, good_rows, make_book, to_bytes

    rows = dict(good_rows())
    bad = (*rows[TITLES[0]][0][:3], "", *rows[TITLES[0]][0][4:])

    def missing_goal(area: list[tuple[str, ...]]) -> list[dict[str, Any]]:
        (tmp_path / "plan.xlsx").write_bytes(to_bytes(make_book({**rows, TITLES[0]: area})))
        return valid(command("validate", "plan.xlsx", "--format", "gitlab", "--select", "C104").out)

    [before] = missing_goal([bad])
    [after] = missing_goal([tuple(rows[TITLES[0]][0]), bad])
    assert before["fingerprint"] == after["fingerprint"]
    assert before["location"]["lines"] != after["location"]["lines"]


def test_severities_are_gitlabs_own() -> None:
    found = valid(gitlab.render(run_with(finding(severity=s) for s in Severity), SV))
    assert [entry["severity"] for entry in found] == ["major", "minor", "info"]


def test_hostile_texts_stay_texts_and_accepted_findings_are_left_out() -> None:
    found = valid(gitlab.render(hostile_run(), SV))
    assert len(found) == 4
    assert all("\n" not in entry["description"] for entry in found)
    assert valid(gitlab.render(run_with([], accepted=[Accepted(finding(), "skäl")]), SV)) == []
