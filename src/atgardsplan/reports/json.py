"""`json`: everything, for programs. The schema is `validate --json-schema`."""

from __future__ import annotations

from atgardsplan.reports.envelope import validate_output
from atgardsplan.texts import Texts
from atgardsplan.validation import Run


def render(run: Run, texts: Texts) -> str:
    """Return the run as JSON, one line per value."""
    return validate_output(run).model_dump_json(indent=2) + "\n"
