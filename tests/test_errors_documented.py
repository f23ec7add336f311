"""Every kind of refusal has its sentence in both languages, and stands in docs/errors.md."""

from __future__ import annotations

import re
from pathlib import Path

import atgardsplan
from atgardsplan.texts import load_texts
from atgardsplan.workbook.archive import MAX_ENTRIES, MAX_PART_BYTES, MAX_TOTAL_BYTES
from atgardsplan.workbook.sheet import MAX_CELLS, MAX_MERGED
from atgardsplan.workbook.text_volume import MAX_TEXT
from atgardsplan.workbook.values import MAX_RECTANGLE, MAX_TAGS

SOURCE = Path(atgardsplan.__file__).parent
DOCS = Path(__file__).parent.parent / "docs" / "errors.md"


def test_the_page_lists_every_kind_with_its_sentences() -> None:
    rows = {
        kind: (swedish, english)
        for kind, swedish, english in re.findall(
            r"^\| `([a-z0-9-]+)` \| (.*?) \| (.*?) \|$", DOCS.read_text("utf-8"), re.MULTILINE
        )
    }
    swedish, english = load_texts("sv").table("errors"), load_texts("en").table("errors")
    assert rows == {kind: (swedish[kind], english[kind]) for kind in swedish}


def test_every_kind_that_is_raised_has_a_sentence() -> None:
    raised = {
        kind
        for path in SOURCE.rglob("*.py")
        for kind in re.findall(r"WorkbookError\(\s*\"([a-z0-9-]+)\"", path.read_text("utf-8"))
    }
    assert len(raised) > 15
    assert raised <= load_texts("sv").table("errors").keys()


def test_the_limits_on_the_page_are_those_of_the_program() -> None:
    page = DOCS.read_text("utf-8").partition("## What no plan reaches")[2]
    for limit in (MAX_ENTRIES, MAX_MERGED):
        assert f" | {limit:,}" in page
    for limit in (MAX_CELLS, MAX_TAGS, MAX_TEXT, MAX_RECTANGLE):
        assert f" | {limit // 1_000_000} million" in page
    for limit in (MAX_PART_BYTES, MAX_TOTAL_BYTES):
        assert f" | {limit >> 20} MiB |" in page
