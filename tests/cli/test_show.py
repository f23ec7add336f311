from __future__ import annotations

import json
from pathlib import Path

from atgardsplan.reports.envelope import ShowOutput
from tests.conftest import Command


def test_json_has_the_rows_of_each_area(command: Command, fixtures: Path) -> None:
    out = command("show", fixtures / "plan-2025.xlsx", "--format", "json").out
    ShowOutput.model_validate_json(out)
    areas = json.loads(out)["plans"][0]["areas"]
    assert [len(area["rows"]) for area in areas] == [5, 3, 0, 6, 2, 0]
    half = areas[4]["rows"][1]
    assert half["row"] == 4
    assert [half[key] for key in ("problem", "cause", "action", "goal", "follow_up")] == [None] * 5


def test_text_has_one_field_per_line(command: Command, fixtures: Path) -> None:
    lines = command("show", fixtures / "plan-2025.xlsx").out.splitlines()
    assert lines[0] == "Åtgärdsplan 2025"
    assert "Område: Otrygga och brottsutsatta platser" in lines
    assert "  Åtgärd: EST (Effektiv samordning för trygghet)" in lines


def test_the_json_schema_is_printed(command: Command) -> None:
    assert "RowOutput" in json.loads(command("show", "--json-schema").out)["$defs"]


def test_json_has_the_findings_of_validate_and_fails_for_none_of_them(
    command: Command, fixtures: Path
) -> None:
    plan = fixtures / "plan-2025.xlsx"
    shown = command("show", plan, "--format", "json")
    checked = command("validate", plan, "--format", "json")
    assert (shown.status, checked.status) == (0, 1)
    [one], [other] = (json.loads(outcome.out)["plans"] for outcome in (shown, checked))
    assert one["findings"] == other["findings"]
    assert json.loads(shown.out)["totals"] == json.loads(checked.out)["totals"]
