from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from atgardsplan.reports import json as report
from atgardsplan.reports.envelope import ValidateOutput
from tests.conftest import Command
from tests.reports.runs import SV, hostile_run


@pytest.mark.parametrize("subcommand", ["validate", "show"])
def test_the_output_keeps_to_the_schema_that_the_command_prints(
    subcommand: str, command: Command, fixtures: Path
) -> None:
    schema = json.loads(command(subcommand, "--json-schema").out)
    plans = [fixtures / "plan-2025.xlsx", fixtures / "mall-2025.xlsx", "saknas.xlsx"]
    output = json.loads(command(subcommand, *plans, "--format", "json").out)
    jsonschema.validate(output, schema)
    assert len(output["plans"]) == 3
    del output["plans"][0]["areas"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(output, schema)


def test_hostile_texts_stay_texts() -> None:
    text = report.render(hostile_run(), SV)
    jsonschema.validate(json.loads(text), ValidateOutput.model_json_schema())
    assert "\x1b" not in text
