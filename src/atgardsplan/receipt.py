"""A receipt: what was checked, by which rules and settings, when, and what came of it.

It goes along with a plan that is handed in. Whoever gets both can see that the plan is the one that
was checked, and check it again: a receipt is believed only as far as that gives the same.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from atgardsplan import __version__
from atgardsplan.model import Severity
from atgardsplan.rules.catalogue import load_catalogue
from atgardsplan.rules.engine import all_rules
from atgardsplan.settings import Settings, SettingsError, make_settings
from atgardsplan.validation import PlanResult, Run

_VERSION = 1
_RULES_LANGUAGE = "sv"
# Settings that name a file: the receipt remembers what stood in it.
_FILES = ("baseline", "template")

Counts = dict[Severity, int]


class Checked(NamedTuple):
    """What a receipt says of one plan."""

    file: str
    sha256: str
    """Of the file's bytes, as hexadecimal digits; "" for one that could not be read."""
    verdict: str
    """`passed`, `failed` (findings at or above `fail_on`) or `unreadable`."""
    counts: Counts
    accepted: int
    """How many findings comments in the workbook accept."""
    settings: Mapping[str, Any]


class Receipt(NamedTuple):
    """What a receipt says."""

    date: dt.datetime
    tool_version: str
    rules_digest: str
    plans: tuple[Checked, ...]

    def find(self, sha256: str, file: str) -> Checked | None:
        """Return what is said of a file: the same content, or else a file of the same name."""
        same = (plan for plan in self.plans if plan.sha256 == sha256)
        namesake = (plan for plan in self.plans if plan.file == file)
        return next(same, None) or next(namesake, None)


def file_name(path: str) -> str:
    """Return the last part of a path; what is no text in it is written out."""
    return path.rpartition("/")[2].encode(errors="backslashreplace").decode()


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file; "" when it can't be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


@cache
def rules_digest() -> str:
    """Return a digest of the rule catalogue: codes, names, default severities and words."""
    catalogue = load_catalogue(_RULES_LANGUAGE)
    listed = [
        (
            rule.code,
            rule.name,
            rule.severity,
            rule.scope.value,
            *map(str, catalogue.text(rule.code)),
        )
        for rule in all_rules()
    ]
    return hashlib.sha256(json.dumps(listed).encode()).hexdigest()


def receipt_text(run: Run, digests: Iterable[str], now: dt.datetime) -> str:
    """Return the receipt of a run.

    Args:
        run: what came of the plans.
        digests: the SHA-256 of each of their files, in the same order.
        now: the time of the check, with its time zone.
    """
    data = {
        "receipt_version": _VERSION,
        "date": now.isoformat(timespec="seconds"),
        "tool": {"name": "atgardsplan", "version": __version__},
        "rules": {"count": len(all_rules()), "sha256": rules_digest()},
        "plans": [
            checked(result, digest)._asdict()
            for result, digest in zip(run.results, digests, strict=True)
        ],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def checked(result: PlanResult, sha256: str) -> Checked:
    """Return what a receipt says of a result."""
    counts = dict.fromkeys(Severity, 0)
    for finding in result.findings:
        counts[finding.severity] += 1
    failed = any(result.settings.fail_on.reached_by(one.severity) for one in result.findings)
    return Checked(
        file=file_name(result.path),
        sha256=sha256,
        verdict="unreadable" if result.error else "failed" if failed else "passed",
        counts=counts,
        accepted=len(result.accepted),
        settings=_as_data(result.settings),
    )


def read_receipt(path: Path) -> Receipt:
    """Return the receipt in a file.

    Raises:
        SettingsError: `unreadable-receipt`.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["receipt_version"] != _VERSION:
            raise ValueError(data["receipt_version"])
        return Receipt(
            date=dt.datetime.fromisoformat(data["date"]),
            tool_version=str(data["tool"]["version"]),
            rules_digest=str(data["rules"]["sha256"]),
            plans=tuple(_read_plan(plan) for plan in data["plans"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SettingsError("unreadable-receipt", file=path.as_posix()) from None


def settings_of(plan: Checked, receipt_file: Path, lang: str) -> Settings:
    """Return the settings that a plan was checked with, to check it again in the language `lang`.

    Files that they name are looked for beside the receipt.

    Raises:
        SettingsError: `unreadable-receipt` for settings that this version doesn't have, or
            `receipt-file-changed` when a file that they name is missing or not the same.
    """
    values: dict[str, Any] = {**plan.settings, "lang": lang}
    for name in _FILES:
        named = values.get(name)
        if isinstance(named, Mapping):
            beside = receipt_file.parent / Path(str(named.get("file"))).name
            if file_digest(beside) != named.get("sha256"):
                raise SettingsError("receipt-file-changed", file=beside.name, setting=name)
            values[name] = str(beside)
    try:
        return make_settings(values, frozenset(rule.code for rule in all_rules()))
    except (SettingsError, KeyError, TypeError):
        raise SettingsError("unreadable-receipt", file=receipt_file.as_posix()) from None


def unusual(plan: Checked) -> dict[str, Any]:
    """Return the settings that are not the usual ones and can change the outcome."""
    usual = _as_data(Settings())
    return {name: value for name, value in plan.settings.items() if value != usual.get(name)}


def _read_plan(data: Mapping[str, Any]) -> Checked:
    counts = {severity: int(data["counts"][severity]) for severity in Severity}
    return Checked(
        file=str(data["file"]),
        sha256=str(data["sha256"]),
        verdict=str(data["verdict"]),
        counts=counts,
        accepted=int(data["accepted"]),
        settings=dict(data["settings"]),
    )


def _as_data(settings: Settings) -> dict[str, Any]:
    """Return the settings that count for the outcome, for JSON; what is not set is left out."""
    values: dict[str, Any] = {}
    for name, value in settings._asdict().items():
        # What is ignored for this file stands in `ignore` already; the language changes no outcome.
        if value is None or name in ("lang", "per_file_ignores"):
            continue
        if name in _FILES and Path(value).is_file():
            values[name] = {"file": Path(value).name, "sha256": file_digest(Path(value))}
        elif name == "severity":
            values[name] = dict(value)
        elif isinstance(value, tuple):
            # An empty prefix means all rules.
            values[name] = [code or "ALL" for code in value]
        else:
            values[name] = value
    return values
