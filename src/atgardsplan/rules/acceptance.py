"""Accepting a finding, with its reason, in a comment on the cell: the workbook remembers it.

`atgardsplan: accept M101 – målet följs upp i stadens trygghetsmätning` (several codes with commas).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from atgardsplan.model import Cell, Finding, Plan, Severity
from atgardsplan.rules.rule import Context, Hit, Scope, rule

# Compiled when a comment first needs them: most plans have no acceptances.
_DIRECTIVE = (
    r"(?is)\b(?:atgardsplan|åtgärdsplan)\s*:\s*(?:accept\w*|godta\w*)\s+"
    r"((?:[a-z]\d{3})(?:\s*(?:,|\boch\b|\band\b)?\s*[a-z]\d{3})*)"
    r"\s*(?:[-–—:.,]\s*)?(.*)"
)
_BEGINNING = r"(?i)\b(?:atgardsplan|åtgärdsplan)\s*:\s*(?:accept|godta)"
_CODE = r"(?i)[a-z]\d{3}"
_WORD = "rdsplan"


class Acceptance(NamedTuple):
    """What a comment accepts, and why."""

    cell: Cell
    codes: tuple[str, ...]
    reason: str


class Accepted(NamedTuple):
    """A finding that someone has accepted."""

    finding: Finding
    reason: str


class Leftover(NamedTuple):
    """An acceptance, or one code of it, that does nothing."""

    cell: Cell
    code: str
    reason_missing: bool


def is_acceptance(comment: str) -> bool:
    """Tell whether a comment is meant to accept a finding."""
    return _WORD in comment.casefold() and re.search(_BEGINNING, comment) is not None


def acceptances(plan: Plan) -> tuple[Acceptance, ...]:
    """Return what the comments of a plan accept."""
    found: list[Acceptance] = []
    for comment in plan.comments:
        if is_acceptance(comment.text):
            match = re.search(_DIRECTIVE, comment.text)
            codes = tuple(code.upper() for code in re.findall(_CODE, match[1])) if match else ()
            found.append(Acceptance(comment.cell, codes, match[2].strip() if match else ""))
    return tuple(found)


def apply(
    findings: tuple[Finding, ...], plan: Plan
) -> tuple[tuple[Finding, ...], tuple[Accepted, ...], tuple[Leftover, ...]]:
    """Divide findings into open and accepted ones, and return the acceptances that hit nothing.

    A comment accepts findings in its own cell. A finding without a cell is accepted by a comment
    anywhere on its tab; one about the whole plan by a comment on the intro tab. An acceptance
    needs a reason, or it accepts nothing.
    """
    open_findings: list[Finding] = []
    accepted: list[Accepted] = []
    given = acceptances(plan)
    used: set[tuple[int, str]] = set()
    for finding in findings:
        for number, acceptance in enumerate(given):
            if finding.code in acceptance.codes and _covers(acceptance.cell, finding, plan):
                used.add((number, finding.code))
                if acceptance.reason:
                    accepted.append(Accepted(finding, acceptance.reason))
                    break
        else:
            open_findings.append(finding)
    leftovers = tuple(
        Leftover(acceptance.cell, code, (number, code) in used)
        for number, acceptance in enumerate(given)
        for code in acceptance.codes or ("",)
        if (number, code) not in used or not acceptance.reason
    )
    return tuple(open_findings), tuple(accepted), leftovers


def _covers(cell: Cell, finding: Finding, plan: Plan) -> bool:
    if finding.cell is not None:
        return (cell.sheet, cell.address) == (finding.sheet, finding.cell)
    if finding.sheet is not None:
        return cell.sheet == finding.sheet
    return cell.sheet in plan.intro_tabs


@rule("X101", "unused-acceptance", Severity.WARNING, Scope.ACCEPTANCE)
def unused_acceptance(leftover: Leftover, context: Context) -> Iterator[Hit]:
    """An acceptance hits nothing, or gives no reason."""
    kind = "reason" if leftover.reason_missing else "unused"
    yield Hit(cell=leftover.cell, details={"code": leftover.code or "?", "kind": kind})
