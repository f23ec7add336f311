"""Known findings of a repository that starts late: they are not told again, new ones are.

A finding is known by its content (the area, the texts of its row, its code and column), so that a
row that moves is the same and a row that is rewritten is not. Only a hash of that is stored: what
stands in a plan is not copied into another file.
"""

# json and hashlib are imported where they are used: most runs have no baseline.
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from atgardsplan.model import Finding, Plan
from atgardsplan.settings import SettingsError

_VERSION = 1


class Filtered(NamedTuple):
    """Findings that the baseline doesn't know, and how many that it knows are gone."""

    findings: tuple[Finding, ...]
    stale: int


class Baseline:
    """The known findings, by plan."""

    def __init__(self, plans: Mapping[str, Counter[str]], folder: Path) -> None:
        self._plans = plans
        self._folder = folder

    def filtered(self, path: Path, plan: Plan, findings: Iterable[Finding]) -> Filtered:
        """Return the findings of a plan that are new."""
        known = Counter(self._plans.get(relative_name(path, self._folder), Counter()))
        new: list[Finding] = []
        for finding in findings:
            key = content_key(finding, plan)
            if known[key] > 0:
                known[key] -= 1
            else:
                new.append(finding)
        return Filtered(tuple(new), known.total())


def read_baseline(path: Path) -> Baseline:
    """Return the baseline in a file.

    Raises:
        SettingsError: `unreadable-baseline`.
    """
    import json

    try:
        data = json.loads(path.read_text("utf-8"))
        if data["version"] != _VERSION:
            raise ValueError(data["version"])
        plans = {
            str(name): Counter({str(entry["key"]): int(entry["count"]) for entry in entries})
            for name, entries in data["plans"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise SettingsError("unreadable-baseline", file=path.as_posix()) from None
    return Baseline(plans, path.resolve().parent)


def baseline_text(path: Path, found: Iterable[tuple[Path, Plan, Iterable[Finding]]]) -> str:
    """Return what a baseline file at `path` holds for these findings, the same for the same plans."""
    import json

    plans: dict[str, list[dict[str, object]]] = {}
    for file, plan, findings in found:
        keys = Counter((finding.code, content_key(finding, plan)) for finding in findings)
        plans[relative_name(file, path.resolve().parent)] = [
            {"code": code, "key": key, "count": count}
            for (code, key), count in sorted(keys.items())
        ]
    data = {"version": _VERSION, "plans": dict(sorted(plans.items()))}
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def relative_name(path: Path, folder: Path) -> str:
    """Return a plan's name as a baseline has it: its path from the baseline's folder."""
    try:
        return path.resolve().relative_to(folder).as_posix()
    except ValueError:
        return path.resolve().as_posix()


def content_key(finding: Finding, plan: Plan) -> str:
    """Return a hash of what a finding is about, wherever its row stands."""
    import hashlib

    parts = [finding.code, finding.area or finding.sheet or "", finding.column or ""]
    row = next(
        (
            row
            for area in plan.areas
            if area.sheet == finding.sheet
            for row in area.rows
            if finding.row is not None
            and any(cell.row == finding.row for cell in row.cells.values())
        ),
        None,
    )
    if row is not None:
        parts += [f"{key}={cell.text}" for key, cell in sorted(row.cells.items())]
    elif finding.cell is None or finding.column is None:
        parts.append(finding.message)
    return hashlib.sha256("\x1f".join(parts).encode(errors="surrogatepass")).hexdigest()[:20]
