from __future__ import annotations

from pathlib import Path

import junitparser

from atgardsplan.model import Severity
from atgardsplan.reports import junit
from atgardsplan.rules.acceptance import Accepted
from atgardsplan.settings import FailOn, Settings
from tests.conftest import Command
from tests.reports.runs import SV, finding, hostile_run, run_with


def parsed(text: str) -> junitparser.JUnitXml:
    found = junitparser.JUnitXml.fromstring(text.encode())
    assert isinstance(found, junitparser.JUnitXml)
    return found


def test_failures_are_what_makes_the_run_fail(command: Command, fixtures: Path) -> None:
    outcome = command("validate", fixtures / "plan-2025.xlsx", "gone.xlsx", "--format", "junit")
    found = parsed(outcome.out)
    plan, gone = found
    assert outcome.status == 2
    assert (found.failures, found.errors) == (16, 1)
    assert found.tests == plan.tests + 1
    [case] = gone
    [error] = case.result
    assert isinstance(error, junitparser.Error)
    assert (error.type, error.message) == (
        "not-found",
        "Filen finns inte. Kontrollera sökvägen och stavningen.",
    )


def test_what_is_below_fail_on_passes_and_says_its_words() -> None:
    found = [finding(severity=severity) for severity in Severity]
    for fail_on, failures in ((FailOn.ERROR, 1), (FailOn.WARNING, 2), (FailOn.NEVER, 0)):
        run = run_with(found, settings=Settings(fail_on=fail_on))
        [suite] = parsed(junit.render(run, SV))
        assert (suite.tests, suite.failures) == (3, failures)
        assert sum(bool(case.system_out) for case in suite) == 3 - failures


def test_a_plan_without_findings_is_a_test_that_passes() -> None:
    [suite] = parsed(junit.render(run_with([]), SV))
    assert [case.name for case in suite] == ["inget att anmärka"]
    assert all(case.is_passed for case in suite)


def test_a_case_names_the_rule_and_the_cell() -> None:
    run = run_with([finding(severity=Severity.ERROR)])
    [suite] = parsed(junit.render(run, SV))
    [case] = suite
    assert suite.name == case.classname == "planer/plan.xlsx"
    assert case.name == f"M101 goal-not-measurable {run.results[0].findings[0].sheet}!D3"


def test_accepted_findings_are_skipped_with_their_reason() -> None:
    run = run_with([], accepted=[Accepted(finding(), "Mäts av regionen")])
    [[case]] = [list(suite) for suite in parsed(junit.render(run, SV))]
    [skipped] = case.result
    assert isinstance(skipped, junitparser.Skipped)
    assert skipped.message == "Mäts av regionen"


def test_hostile_texts_stay_texts() -> None:
    text = junit.render(hostile_run(), SV)
    found = parsed(text)
    assert found.tests == 5
    assert "<script" not in text
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\ufffe" not in text
