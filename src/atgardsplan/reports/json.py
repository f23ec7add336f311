"""`json`: everything, for programs. The schema is `validate --json-schema`."""

from __future__ import annotations

from atgardsplan.reports.envelope import as_json, validate_output
from atgardsplan.texts import Texts
from atgardsplan.validation import Run


def render(run: Run, texts: Texts) -> str:
    """Return the run as JSON."""
    return as_json(validate_output(run), with_accepted=run.show_accepted)
