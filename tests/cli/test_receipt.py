from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from atgardsplan import __version__
from atgardsplan.receipt import rules_digest
from tests.conftest import Command

Data = dict[str, Any]


@pytest.fixture
def plan(tmp_path: Path, fixtures: Path) -> Path:
    """A plan with errors, to change at will."""
    path = tmp_path / "plan.xlsx"
    shutil.copy(fixtures / "plan-2025.xlsx", path)
    return path


@pytest.fixture
def receipt(command: Command, plan: Path, tmp_path: Path) -> Path:
    """A receipt of the plan."""
    assert command("validate", plan, "--receipt", "kvitto.json").status == 1
    return tmp_path / "kvitto.json"


def changed(receipt: Path, change: Callable[[Data], object]) -> None:
    data = json.loads(receipt.read_text("utf-8"))
    change(data)
    receipt.write_text(json.dumps(data), encoding="utf-8")


def test_a_receipt_says_what_was_checked_by_what_and_when(receipt: Path, plan: Path) -> None:
    data = json.loads(receipt.read_text("utf-8"))
    [told] = data["plans"]
    assert told["file"] == "plan.xlsx"
    assert told["sha256"] == hashlib.sha256(plan.read_bytes()).hexdigest()
    assert told["verdict"] == "failed"
    assert told["counts"] == {"error": 16, "warning": 26, "info": 30}
    assert told["settings"]["fail_on"] == "error"
    assert data["tool"] == {"name": "atgardsplan", "version": __version__}
    assert data["rules"]["sha256"] == rules_digest()
    age = dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(data["date"])
    assert dt.timedelta(0) <= age < dt.timedelta(minutes=5)
    assert plan.parent.as_posix() not in receipt.read_text("utf-8")


def test_the_findings_are_shown_as_without_a_receipt(command: Command, plan: Path) -> None:
    with_receipt = command("validate", plan, "--receipt", "kvitto.json")
    assert with_receipt.out == command("validate", plan).out
    assert with_receipt.err == "Kvittot är skrivet till kvitto.json.\n"


@pytest.mark.parametrize("name", ["plan.xlsx", "annat namn.xlsx"])
def test_a_receipt_holds_for_the_same_plan_whatever_it_is_called(
    name: str, command: Command, receipt: Path, plan: Path
) -> None:
    plan.rename(plan.with_name(name))
    outcome = command("validate", "--verify-receipt", receipt, name)
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.startswith(f"{name}: stämmer med kvittot från 20")
    assert outcome.out.endswith(": inte godkänd, 16 fel, 26 varningar, 30 upplysningar.\n")


def test_a_changed_plan_is_told_in_one_sentence(
    command: Command, receipt: Path, plan: Path, fixtures: Path
) -> None:
    shutil.copy(fixtures / "plan-2025-utan-fel.xlsx", plan)
    outcome = command("validate", "--verify-receipt", receipt, plan, "--lang", "en")
    assert outcome.status == 1
    assert "the plan has been changed after the check of 20" in outcome.out
    assert len(outcome.out.splitlines()) == 1


def test_a_receipt_of_another_plan_is_told(command: Command, receipt: Path, fixtures: Path) -> None:
    outcome = command("validate", "--verify-receipt", receipt, fixtures / "mall-2025.xlsx")
    assert outcome.status == 1
    assert "kvittot gäller inte den här planen" in outcome.out


def test_a_verdict_that_someone_changed_is_found_out(
    command: Command, receipt: Path, plan: Path
) -> None:
    def polish(data: Data) -> None:
        data["plans"][0]["verdict"] = "passed"
        data["plans"][0]["counts"]["error"] = 0

    changed(receipt, polish)
    outcome = command("validate", "--verify-receipt", receipt, plan)
    assert outcome.status == 1
    assert "Kvittot säger: godkänd, 0 fel," in outcome.out
    assert "Nu: inte godkänd, 16 fel," in outcome.out


def test_the_check_is_repeated_with_the_receipts_settings_and_they_are_told(
    command: Command, plan: Path, tmp_path: Path
) -> None:
    (tmp_path / "atgardsplan.toml").write_text(
        'ignore = ["C", "N", "M"]\nlong-action = 20\n[severity]\nS = "info"\n', encoding="utf-8"
    )
    assert command("validate", plan, "--receipt", "kvitto.json").status == 0
    (tmp_path / "atgardsplan.toml").unlink()
    outcome = command("validate", plan, "--verify-receipt", "kvitto.json")
    assert outcome.status == 0
    assert outcome.out.splitlines()[1] == (
        'Kontrollen gjordes med egna inställningar: ignore = ["C", "N", "M"], '
        'severity = {"S": "info"}, long-action = 20'
    )


def test_other_rules_with_the_same_outcome_are_only_mentioned(
    command: Command, receipt: Path, plan: Path
) -> None:
    changed(receipt, lambda data: data["rules"].update(sha256="0" * 64))
    outcome = command("validate", "--verify-receipt", receipt, plan)
    assert outcome.status == 0
    assert "Reglerna är inte desamma" in outcome.out


def test_several_plans_share_a_receipt(command: Command, plan: Path, fixtures: Path) -> None:
    shutil.copy(fixtures / "plan-2025-utan-fel.xlsx", plan.parent / "god.xlsx")
    command("validate", ".", "--receipt", "kvitto.json")
    outcome = command("validate", ".", "--verify-receipt", "kvitto.json")
    assert outcome.status == 0
    assert len(outcome.out.splitlines()) == 2


def test_a_baseline_is_remembered_by_its_content(command: Command, plan: Path) -> None:
    command("validate", plan, "--write-baseline", "kända.json")
    arguments = ("validate", plan, "--baseline", "kända.json", "--receipt", "kvitto.json")
    assert command(*arguments).status == 0
    assert command("validate", plan, "--verify-receipt", "kvitto.json").status == 0
    (plan.parent / "kända.json").write_text("{}", encoding="utf-8")
    outcome = command("validate", plan, "--verify-receipt", "kvitto.json")
    assert outcome.status == 2
    assert outcome.err == (
        "Fel: Kontrollen byggde på filen kända.json (baseline), som saknas eller är ändrad. "
        "Lägg rätt fil bredvid kvittot och kör igen.\n"
    )


@pytest.mark.parametrize(
    "content",
    [None, "", "{}", "[]", "null", "[" * 100_000, '{"receipt_version": 2}', "PK\x03\x04",
     '{"receipt_version": 1, "date": "i går", "tool": {"version": "1"}}'],
)  # fmt: skip
def test_a_receipt_that_cannot_be_read_is_said(
    content: str | None, command: Command, plan: Path
) -> None:
    if content is not None:
        (plan.parent / "kvitto.json").write_text(content, encoding="utf-8")
    outcome = command("validate", "--verify-receipt", "kvitto.json", plan)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("Fel: Kvittot kvitto.json finns inte eller kan inte läsas.")
    assert len(outcome.err.splitlines()) == 1


@pytest.mark.parametrize(
    "settings", [[], {"select": ["Q9"]}, {"stage": 3}, {"färg": "röd"}, {"severity": "hög"}]
)
def test_settings_that_cannot_be_used_make_a_receipt_unreadable(
    settings: object, command: Command, receipt: Path, plan: Path
) -> None:
    changed(receipt, lambda data: data["plans"][0].update(settings=settings))
    outcome = command("validate", "--verify-receipt", receipt, plan)
    assert outcome.status == (0 if settings == [] else 2)


def test_a_plan_that_cannot_be_read_is_said_and_has_its_line_in_the_receipt(
    command: Command, plan: Path, receipt: Path
) -> None:
    outcome = command("validate", "--verify-receipt", receipt, plan, "saknas.xlsx")
    assert outcome.status == 2
    assert outcome.err.startswith("Fel: saknas.xlsx: Filen finns inte.")
    assert outcome.out.startswith(plan.as_posix())
    command("validate", plan, "saknas.xlsx", "--receipt", "alla.json")
    told = json.loads((plan.parent / "alla.json").read_text("utf-8"))["plans"][1]
    assert (told["file"], told["verdict"], told["sha256"]) == ("saknas.xlsx", "unreadable", "")


def test_a_receipt_that_cannot_be_written_is_said(command: Command, plan: Path) -> None:
    outcome = command("validate", plan, "--receipt", "saknas/kvitto.json")
    assert outcome.status == 2
    assert outcome.err.startswith("Fel: Filen saknas/kvitto.json kan inte skrivas.")


def test_hostile_words_in_a_receipt_cannot_steer_a_terminal(
    command: Command, receipt: Path, plan: Path
) -> None:
    def spoil(data: Data) -> None:
        data["plans"][0]["verdict"] = "\x1b[2Jgodkänd"
        data["tool"]["version"] = "\x1b]0;x\x07"
        data["rules"]["sha256"] = "x"

    changed(receipt, spoil)
    outcome = command("validate", "--verify-receipt", receipt, plan)
    assert outcome.status == 1
    assert "\x1b" not in outcome.out
    assert "\x07" not in outcome.out
