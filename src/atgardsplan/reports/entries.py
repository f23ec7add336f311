"""Findings as build servers want them: one by one, with a path from the repository and a fingerprint.

A file that could not be read is an entry too, so that no format can forget it.
"""

import hashlib
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from atgardsplan.baseline import content_key
from atgardsplan.model import Finding, Plan, Severity
from atgardsplan.reports.lines import visible
from atgardsplan.texts import Texts
from atgardsplan.validation import PlanResult, Run
from atgardsplan.workbook.address import parse_address

UNREADABLE = "unreadable-plan"
"""What stands in a rule code's place where a file could not be read."""

# Where build servers say that the repository's root is; paths in annotations count from there.
_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY")


class Entry(NamedTuple):
    """A finding, or a file that could not be read. All texts are on one line and show all of it."""

    path: str
    """From the repository's root, or from the working folder, with forward slashes."""
    code: str
    """The rule's code, or `UNREADABLE`."""
    name: str
    """The rule's name, or the kind of error."""
    severity: Severity
    place: str
    """`tab!cell`, the tab alone, or "" for the plan as a whole."""
    cell: str
    """Such as `D4`, "" where there is none."""
    row: int | None
    column: int | None
    message: str
    help: str
    fingerprint: str
    """The same for the same fault in the same file, also when its row moves; never twice in a run."""
    accepted: str | None = None
    """The reason, where a comment in the workbook accepts the finding."""


def entries(run: Run, texts: Texts) -> Iterator[Entry]:
    """Yield what was found, plan by plan; the accepted findings too where they are asked for."""
    seen: Counter[str] = Counter()
    for result in run.results:
        yield from _of_plan(result, run, texts, seen)


def _of_plan(result: PlanResult, run: Run, texts: Texts, seen: Counter[str]) -> Iterator[Entry]:
    path = visible(repository_path(result.path))
    if result.error is not None:
        yield Entry(
            path=path,
            code=UNREADABLE,
            name=result.error.kind,
            severity=Severity.ERROR,
            place="",
            cell="",
            row=None,
            column=None,
            message=visible(result.error.message),
            help=texts("machine.unreadable"),
            fingerprint=_fingerprint(path, UNREADABLE, seen),
        )
    if result.plan is None:
        return
    for finding in result.findings:
        yield _entry(path, finding, result.plan, seen)
    for accepted in result.accepted if run.show_accepted else ():
        entry = _entry(path, accepted.finding, result.plan, seen)
        yield entry._replace(accepted=visible(accepted.reason))


def _entry(path: str, finding: Finding, plan: Plan, seen: Counter[str]) -> Entry:
    return Entry(
        path=path,
        code=finding.code,
        name=finding.name,
        severity=finding.severity,
        place=visible("!".join(filter(None, (finding.sheet, finding.cell)))),
        cell=finding.cell or "",
        row=finding.row,
        column=parse_address(finding.cell)[1] if finding.cell else None,
        message=visible(finding.message),
        help=visible(finding.help),
        fingerprint=_fingerprint(path, content_key(finding, plan), seen),
    )


def _fingerprint(path: str, key: str, seen: Counter[str]) -> str:
    whole = f"{path}\x1f{key}"
    seen[whole] += 1
    return hashlib.sha256(f"{whole}\x1f{seen[whole]}".encode()).hexdigest()[:32]


def repository_path(path: str) -> str:
    """Return a path as the build server knows it: from the repository's root where it says which."""
    here = Path.cwd()
    roots = (Path(os.environ[name]) for name in _ROOTS if os.environ.get(name))
    root = next((root for root in roots if here.is_relative_to(root)), here)
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:
        # Another drive, on Windows.
        return Path(path).as_posix()
