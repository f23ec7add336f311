"""Runs rules over plans in tests."""

from __future__ import annotations

from typing import Any

import openpyxl

from atgardsplan.model import Finding, Stage
from atgardsplan.rules.catalogue import load_catalogue
from atgardsplan.rules.engine import all_rules, check_plan
from tests.plans import TEMPLATE, TITLES, make_book, read

UNGA = TITLES[0]
ROW = ("Problem", "Orsak", "Göra något bestämt", "Ett mål", "Under 2025", "Polisen", "")


def findings(book: openpyxl.Workbook, code: str, stage: Stage = Stage.PLAN) -> list[Finding]:
    """Return what the rule `code` finds in a workbook."""
    rules = [rule for rule in all_rules() if rule.code == code]
    assert rules, f"there is no rule {code}"
    return list(check_plan(read(book), TEMPLATE, stage, rules, load_catalogue("sv")))


def places(book: openpyxl.Workbook, code: str, stage: Stage = Stage.PLAN) -> list[str | None]:
    """Return the cells where the rule `code` fires."""
    return [finding.cell for finding in findings(book, code, stage)]


def with_cell(column: str, text: Any, **options: Any) -> openpyxl.Workbook:
    """Return a plan with one row, whose cell of `column` holds `text`."""
    keys = [definition.key for definition in TEMPLATE.columns]
    row = list(ROW)
    row[keys.index(column)] = text  # type: ignore[arg-type]
    return make_book({UNGA: [row]}, **options)
