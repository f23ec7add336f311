from __future__ import annotations

import json
from pathlib import Path

import pytest

from atgardsplan.reports.envelope import ValidateOutput
from tests.conftest import Command
from tests.plans import make_book, to_bytes

SEED, GOOD, RESAVED, BLANK = (
    "plan-2025.xlsx", "plan-2025-utan-fel.xlsx", "plan-2025-libreoffice.xlsx", "mall-2025.xlsx",
)  # fmt: skip
COUNTS = [(5, 5, 5), (3, 3, 3), (0, 0, 0), (6, 6, 6), (1, 1, 1), (0, 0, 0)]
BASIC = "L,C,U101,U102,N"


def as_json(command: Command, *arguments: object) -> dict[str, object]:
    outcome = command("validate", "--format", "json", *arguments)
    ValidateOutput.model_validate_json(outcome.out)
    found: dict[str, object] = json.loads(outcome.out)
    return found


def plan(found: dict[str, object]) -> dict[str, list[dict[str, object]]]:
    plans = found["plans"]
    assert isinstance(plans, list)
    [only] = plans
    assert isinstance(only, dict)
    return only


@pytest.mark.parametrize("name", [SEED, RESAVED])
def test_the_seed_shaped_plan_has_its_counts_and_findings(
    name: str, command: Command, fixtures: Path
) -> None:
    found = plan(as_json(command, fixtures / name, "--select", BASIC))
    counts = [tuple(area["counts"].values()) for area in found["areas"]]  # type: ignore[attr-defined]
    assert counts == COUNTS
    assert [area["kind"] for area in found["areas"]] == ["standard"] * 5 + ["placeholder"]
    errors = [(f["code"], f["cell"]) for f in found["findings"] if f["severity"] == "error"]
    half_filled = [("C101", "A4"), ("C102", "B4"), ("C103", "C4"), ("C104", "D4")]
    stale = [("N101", f"{column}{row}") for row in (4, 5, 7, 8) for column in "BCD"]
    assert errors == half_filled + stale


def test_a_stale_number_is_named_with_the_right_one(command: Command, fixtures: Path) -> None:
    found = plan(as_json(command, fixtures / SEED, "--select", "N101"))
    numbers = {f["cell"]: f["message"] for f in found["findings"]}
    for row, written, right in ((4, 6, 5), (5, 4, 3), (7, 7, 6), (8, 2, 1)):
        for column in "BCD":
            assert f"står {written}" in str(numbers[f"{column}{row}"])
            assert f"har {right}" in str(numbers[f"{column}{row}"])


def test_the_plan_saved_by_libreoffice_gives_the_same_findings(
    command: Command, fixtures: Path
) -> None:
    first, second = (plan(as_json(command, fixtures / name)) for name in (SEED, RESAVED))
    assert first["findings"] == second["findings"]
    assert first["areas"] == second["areas"]


def test_findings_are_told_in_swedish_by_tab_with_their_cells(
    command: Command, fixtures: Path
) -> None:
    outcome = command("validate", fixtures / SEED)
    assert outcome.status == 1
    assert outcome.err == ""
    lines = outcome.out.splitlines()
    tab = lines.index("Flik «5. Kriminella miljöer» – Kriminella miljöer och livsstilar")
    assert any(line.startswith("  fel         A4  Problemområde saknas") for line in lines[tab:])
    assert lines[-1] == "Rätta felen innan planen lämnas in."


def test_findings_are_told_in_english_on_request(command: Command, fixtures: Path) -> None:
    outcome = command("validate", fixtures / SEED, "--lang", "en")
    assert "A4  The problem is missing." in outcome.out
    assert "saknas" not in outcome.out.replace("«", "")


def test_the_error_free_plan_passes(command: Command, fixtures: Path) -> None:
    outcome = command("validate", fixtures / GOOD)
    assert (outcome.status, outcome.err) == (0, "")


def test_concise_is_one_line_per_finding(command: Command, fixtures: Path) -> None:
    outcome = command("validate", fixtures / SEED, "--format", "concise", "--select", "C104")
    assert outcome.out == (
        f"{fixtures.as_posix()}/{SEED}:5. Kriminella miljöer!D4: C104 fel: Operativt mål saknas.\n"
    )


def test_a_folder_is_searched_and_lock_files_are_left_out(command: Command, tmp_path: Path) -> None:
    data = to_bytes(make_book())
    for name in ("b.xlsx", "a.XLSM", "under/c.xlsx", "~$b.xlsx", ".git/d.xlsx", "e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    found = json.loads(command("validate", "--format", "json", tmp_path).out)
    names = [Path(plan["path"]).relative_to(tmp_path).as_posix() for plan in found["plans"]]
    assert names == ["a.XLSM", "b.xlsx", "under/c.xlsx"]


def test_one_unreadable_plan_does_not_stop_the_others(
    command: Command, tmp_path: Path, fixtures: Path
) -> None:
    outcome = command("validate", tmp_path / "gone.xlsx", fixtures / SEED, "--format", "json")
    found = json.loads(outcome.out)
    assert outcome.status == 2
    assert found["totals"]["plans"] == 2
    assert found["totals"]["unreadable"] == 1
    gone, read = found["plans"]
    assert (gone["error"]["kind"], gone["findings"], gone["areas"]) == ("not-found", [], [])
    assert read["error"] is None
    assert read["findings"]


@pytest.mark.parametrize(
    ("fail_on", "status"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)]
)
def test_fail_on_decides_the_exit_status(
    fail_on: str, status: int, command: Command, fixtures: Path
) -> None:
    assert command("validate", fixtures / SEED, "--fail-on", fail_on).status == status


def test_warnings_fail_only_on_request(command: Command, fixtures: Path) -> None:
    only = (fixtures / SEED, "--select", "C108")
    assert command("validate", *only).status == 0
    assert command("validate", *only, "--fail-on", "warning").status == 1


def test_rules_are_chosen_by_the_longest_prefix(command: Command, fixtures: Path) -> None:
    outcome = command(
        "validate", fixtures / SEED, "--select", "C", "--ignore", "C1", "--extend-select", "C102",
        "--statistics",
    )  # fmt: skip
    assert outcome.out == "    1  C102  missing-cause\n"


def test_statistics_come_as_json_where_that_is_asked_for(command: Command, fixtures: Path) -> None:
    options = ("--select", "N101,C108", "--statistics", "--format", "json")
    told = json.loads(command("validate", fixtures / SEED, *options).out)
    assert told == [
        {"code": "N101", "name": "stale-count", "count": 12},
        {"code": "C108", "name": "empty-area", "count": 1},
    ]


@pytest.mark.parametrize("before", [(), ("--",)])  # "--" is left to typer
def test_an_option_of_codes_given_twice_adds_up(
    command: Command, fixtures: Path, before: tuple[str, ...]
) -> None:
    options = ("--select", "C102", "--select", "C108", "--statistics")
    outcome = command("validate", *options, *before, fixtures / SEED)
    assert outcome.out == "    1  C102  missing-cause\n    1  C108  empty-area\n"


def test_the_stage_decides_about_the_follow_up(command: Command, fixtures: Path) -> None:
    found = plan(as_json(command, fixtures / SEED, "--stage", "followup", "--select", "U"))
    assert {f["code"] for f in found["findings"]} == {"U102"}
    assert len(found["findings"]) == 16


def test_results_go_to_a_file_on_request(command: Command, fixtures: Path, tmp_path: Path) -> None:
    outcome = command("validate", fixtures / SEED, "--output-file", "result.txt")
    assert outcome.out == ""
    assert "Flik «Analys»" in (tmp_path / "result.txt").read_text("utf-8")


def test_the_json_schema_is_printed_and_true(command: Command) -> None:
    schema = json.loads(command("validate", "--json-schema").out)
    assert set(schema["properties"]) == {"schema_version", "tool", "plans", "totals"}


def test_another_template_can_be_a_file(command: Command, fixtures: Path, tmp_path: Path) -> None:
    source = (fixtures.parent / "src/atgardsplan/templates/stockholm-2025.toml").read_text("utf-8")
    other = (
        source.replace('name = "stockholm-2025"', 'name = "annan-stad"')
        .replace('"Systemhotande brottslighet"', '"Ekonomisk brottslighet"')
        .replace('"Systemhotade brottslighet", "Systemhotande brott"', "")
    )
    (tmp_path / "annan.toml").write_text(other, encoding="utf-8")
    found = plan(as_json(command, fixtures / GOOD, "--template", "annan.toml", "--select", "L101"))
    assert str(found["template"]) == "annan-stad"
    assert [f["area"] for f in found["findings"]] == ["Ekonomisk brottslighet"]


def test_the_blank_template_lacks_only_actions(command: Command, fixtures: Path) -> None:
    found = plan(as_json(command, fixtures / BLANK, "--select", BASIC))
    assert [f["code"] for f in found["findings"]] == ["C108"] * 5
