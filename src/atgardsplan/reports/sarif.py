"""`sarif`: SARIF 2.1.0, for GitHub's code scanning and other viewers of results.

GitHub takes at most 25,000 results a run and shows the first 5,000, so the gravest come first.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from atgardsplan import __version__
from atgardsplan.model import Severity
from atgardsplan.reports.entries import UNREADABLE, Entry, entries
from atgardsplan.rules.catalogue import load_catalogue
from atgardsplan.rules.engine import all_rules
from atgardsplan.texts import Texts
from atgardsplan.validation import Run

MOST_RESULTS, MOST_SHOWN = 25_000, 5_000
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(run: Run, texts: Texts) -> str:
    """Return the run as a SARIF log."""
    found = list(entries(run, texts))
    if len(found) > MOST_SHOWN:
        found.sort(key=lambda entry: entry.severity.rank)
    rules = _rules(texts)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "atgardsplan",
                        "version": __version__,
                        "semanticVersion": __version__,
                        "language": texts.language,
                        "rules": rules,
                    }
                },
                "invocations": [_invocation(found, run, texts)],
                "columnKind": "utf16CodeUnits",
                "results": [_result(entry, index) for entry in found[:MOST_RESULTS]],
            }
        ],
    }
    return json.dumps(log, indent=1, ensure_ascii=False) + "\n"


def _invocation(found: list[Entry], run: Run, texts: Texts) -> dict[str, Any]:
    notes = [
        {
            "level": "error",
            "message": {"text": entry.message},
            "locations": [_location(entry)],
            "descriptor": {"id": entry.name},
        }
        for entry in found
        if entry.code == UNREADABLE
    ]
    left_out = len(found) - MOST_RESULTS
    if left_out > 0:
        text = texts("machine.left_out", n=left_out)
        notes.append({"level": "warning", "message": {"text": text}})
    return {"executionSuccessful": not run.unreadable, "toolExecutionNotifications": notes}


def _rules(texts: Texts) -> list[dict[str, Any]]:
    catalogue = load_catalogue(texts.language)
    rules: list[dict[str, Any]] = []
    for rule in all_rules():
        text = catalogue.text(rule.code)
        advice, why = _without_blanks(text.help), _without_blanks(text.why)
        family = rule.check.__module__.rpartition(".")[2]
        rules.append(
            {
                "id": rule.code,
                "name": rule.name,
                "shortDescription": {"text": text.title},
                "fullDescription": {"text": why},
                "help": {"text": f"{why} {advice}"},
                "defaultConfiguration": {"level": _LEVELS[rule.severity]},
                "properties": {"tags": [family], **_severity(rule.severity)},
            }
        )
    rules.append(
        {
            "id": UNREADABLE,
            "name": UNREADABLE,
            "shortDescription": {"text": texts("machine.unreadable_title")},
            "fullDescription": {"text": texts("machine.unreadable")},
            "help": {"text": texts("machine.unreadable")},
            "defaultConfiguration": {"level": "error"},
            "properties": {"tags": ["file"], **_severity(Severity.ERROR)},
        }
    )
    return rules


def _severity(severity: Severity) -> dict[str, str]:
    """Return how GitHub wants it, beside SARIF's own level."""
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
    return {"problem.severity": words[severity]}


def _without_blanks(text: str) -> str:
    """Return a rule's text for no finding in particular."""
    return re.sub(r"\{\w+\}", "…", text)


def _result(entry: Entry, index: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": entry.code,
        "ruleIndex": index[entry.code],
        "level": _LEVELS[entry.severity],
        "message": {"text": entry.message},
        "locations": [_location(entry)],
        "partialFingerprints": {"primaryLocationLineHash": entry.fingerprint},
    }
    if entry.accepted is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": entry.accepted}]
    return result


def _location(entry: Entry) -> dict[str, Any]:
    # GitHub refuses a result without a line; what is about the whole plan stands on the first.
    region = {"startLine": entry.row or 1}
    if entry.column is not None:
        region["startColumn"] = entry.column
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(entry.path), "uriBaseId": _ROOT},
            "region": region,
        }
    }
    if entry.place:
        logical = {"fullyQualifiedName": entry.place, "name": entry.cell or entry.place}
        location["logicalLocations"] = [logical]
    return location


def _uri(path: str) -> str:
    """Return a relative path as a URI reference; a colon in its first part would be a scheme."""
    return quote(path, safe="/~-._")
