"""Every kind of refusal has its sentence in both languages, and stands in docs/errors.md."""

from __future__ import annotations

import re
from pathlib import Path

import atgardsplan
from atgardsplan.texts import load_texts

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
