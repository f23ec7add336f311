"""Runs rules over plans in tests."""

from __future__ import annotations

from typing import Any

import openpyxl

from atgardsplan.model import Finding
from atgardsplan.rules.catalogue import load_catalogue
from atgardsplan.rules.engine import Checked, all_rules, check_plan
from atgardsplan.settings import Settings
from tests.plans import TEMPLATE, TITLES, make_book, read

UNGA = TITLES[0]
ROW = ("Problem", "Orsak", "Göra något bestämt", "Ett mål", "Under 2025", "Polisen", "")


def check(book: openpyxl.Workbook, codes: str, **settings: Any) -> Checked:
    """Return what the rules whose codes begin with any of `codes` find in a workbook."""
    wanted = tuple(codes.split(","))
    rules = [rule for rule in all_rules() if rule.code.startswith(wanted)]
    assert rules, f"there is no rule {codes}"
    return check_plan(read(book), TEMPLATE, Settings(**settings), rules, load_catalogue("sv"))


def findings(book: openpyxl.Workbook, code: str, **settings: Any) -> list[Finding]:
    """Return what the rule `code` finds in a workbook."""
    return list(check(book, code, **settings).findings)


def places(book: openpyxl.Workbook, code: str, **settings: Any) -> list[str | None]:
    """Return the cells where the rule `code` fires."""
    return [finding.cell for finding in findings(book, code, **settings)]


def with_cell(column: str, text: Any, **options: Any) -> openpyxl.Workbook:
    """Return a plan with one row, whose cell of `column` holds `text`."""
    keys = [definition.key for definition in TEMPLATE.columns]
    row = list(ROW)
    row[keys.index(column)] = text  # type: ignore[arg-type]
    return make_book({UNGA: [row]}, **options)
