"""Accepting a finding, with its reason, in a comment on the cell: the workbook remembers it.

`atgardsplan: accept M101 – målet följs upp i stadens trygghetsmätning` (several codes with commas).
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from atgardsplan.language.private import without_private
from atgardsplan.model import Cell, Finding, Plan, Severity
from atgardsplan.rules.rule import Context, Hit, Scope, rule

# Compiled when a comment first needs them: most plans have no acceptances.
_DIRECTIVE = (
    r"(?is)(?:atgardsplan|åtgärdsplan)\s*:\s*(?:accept\w*|godta\w*)\s+"
    r"((?:[a-z]\d{3})(?:\s*(?:[,;/+&]|\boch\b|\band\b)?\s*[a-z]\d{3})*)"
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


def only_accepts(comment: str) -> bool:
    """Tell whether a comment is there to accept findings, and says nothing before that."""
    start = next(_beginnings(comment), None)
    if start is None:
        return False
    # Excel puts the author's name first, and a line in brackets where comments are threaded.
    said = [line.strip() for line in comment[:start].splitlines()]
    return all(not line or line.endswith((":", "]")) or line.startswith("[") for line in said)


def _beginnings(comment: str) -> Iterator[int]:
    if _WORD in comment.casefold():
        for match in re.finditer(_BEGINNING, comment):
            yield match.start()


def acceptances(plan: Plan) -> tuple[Acceptance, ...]:
    """Return what the comments of a plan accept; a comment can hold several acceptances."""
    found: list[Acceptance] = []
    for comment in plan.comments:
        starts = [*_beginnings(comment.text)]
        for start, end in pairwise([*starts, len(comment.text)]):
            match = re.match(_DIRECTIVE, comment.text[start:end])
            codes = tuple(code.upper() for code in re.findall(_CODE, match[1])) if match else ()
            reason = without_private(match[2].strip()) if match else ""
            found.append(Acceptance(comment.cell, codes, reason))
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
    kind = "reason" if leftover.reason_missing else "unused" if leftover.code else "no_code"
    column = context.plan.column_of(leftover.cell)
    yield Hit(cell=leftover.cell, column=column, details={"code": leftover.code, "kind": kind})
