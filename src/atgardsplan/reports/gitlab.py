"""`gitlab`: GitLab's Code Quality report."""

from __future__ import annotations

import json

from atgardsplan.model import Severity
from atgardsplan.reports.entries import UNREADABLE, Entry, entries
from atgardsplan.texts import Texts
from atgardsplan.validation import Run

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(run: Run, texts: Texts) -> str:
    """Return the run as the JSON array that GitLab compares between branches."""
    listed = [
        {
            "description": f"{entry.place}: {entry.message}" if entry.place else entry.message,
            "check_name": f"{entry.code} {entry.name}",
            "fingerprint": entry.fingerprint,
            "severity": _severity(entry),
            "location": {"path": entry.path, "lines": {"begin": entry.row or 1}},
        }
        for entry in entries(run, texts)
        if entry.accepted is None
    ]
    return json.dumps(listed, indent=1, ensure_ascii=False) + "\n"


def _severity(entry: Entry) -> str:
    return "blocker" if entry.code == UNREADABLE else _SEVERITIES[entry.severity]
