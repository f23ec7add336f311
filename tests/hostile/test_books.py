"""Every hostile or odd workbook is refused by its kind or read rightly, in little time and memory."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest

from atgardsplan.analysis_tab import refresh
from atgardsplan.model import Plan
from atgardsplan.reader import read_plan
from atgardsplan.summary import counts_by_area
from atgardsplan.validation import validate
from atgardsplan.workbook.archive import Archive
from atgardsplan.workbook.errors import WorkbookError
from atgardsplan.workbook.values import open_workbook
from tests.hostile.books import BOOKS, PLAN, READ, SAME, Book

_SECONDS = 5.0
_MEGABYTES = 600


@cache
def built(name: str) -> Book:
    return BOOKS[name]()


def outcome(content: bytes) -> str | Plan:
    """Return the kind of refusal, or the plan."""
    try:
        return read_plan(open_workbook(content), "plan.xlsx")
    except WorkbookError as error:
        return error.kind


def seen(plan: Plan) -> object:
    """Return all that is read in a plan."""
    return [
        (area.title, area.sheet, [{k: c.value for k, c in row.cells.items()} for row in area.rows])
        for area in plan.areas
    ], counts_by_area(plan)


def test_there_are_at_least_ninety() -> None:
    assert len(BOOKS) >= 90


@pytest.mark.parametrize("name", BOOKS)
def test_a_book_is_refused_by_its_kind_or_read(name: str) -> None:
    found = built(name)
    start = time.process_time()
    result = outcome(found.content)
    assert time.process_time() - start < _SECONDS
    if found.expected == SAME:
        assert isinstance(result, Plan), result
        original = outcome(PLAN)
        assert isinstance(original, Plan)
        assert seen(result) == seen(original)
    elif found.expected == READ:
        assert isinstance(result, Plan), result
    else:
        assert result == found.expected


@pytest.mark.parametrize("name", BOOKS)
def test_validating_never_raises_and_tells_a_refusal_in_one_sentence(
    name: str, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(built(name).content)
    start = time.process_time()
    run = validate([path])
    assert time.process_time() - start < _SECONDS
    error = run.results[0].error
    if built(name).expected in (SAME, READ):
        assert error is None
    else:
        assert error is not None
        assert error.kind == built(name).expected
        assert error.message
        assert "\n" not in error.message


@pytest.mark.parametrize("name", BOOKS)
def test_summarising_refuses_or_keeps_every_other_part(name: str) -> None:
    content = built(name).content
    try:
        new = refresh(content).content
    except WorkbookError:
        return
    before, after = Archive(content), Archive(new)
    for entry in before.entries.values():
        if entry.name.startswith(("xl/worksheets/sheet8", "xl/charts/", "xl/calcChain")):
            continue
        other = after.entries[entry.name]
        assert content[entry.start : entry.end] == new[other.start : other.end]


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    ["bomb_in_a_sheet", "bomb_in_the_texts", "bomb_that_claims_to_be_small", "cell_far_down",
     "a_hundred_thousand_cells", "cell_in_the_last_corner", "very_long_attribute",
     "more_entries_than_any_workbook", "one_long_text_in_very_many_cells",
     "one_text_of_full_length_in_a_thousand_cells", "millions_of_cells_on_several_tabs",
     "nothing_but_tags", "merged_over_and_over", "text_longer_than_excel_allows"],
)  # fmt: skip
def test_a_whole_process_stays_small_and_quick(name: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(built(name).content)

    def limited() -> None:
        most = _MEGABYTES * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (most, most))

    start = _seconds_of_children()
    done = subprocess.run(
        [sys.executable, "-m", "atgardsplan", "validate", str(path)],
        env={"PYTHONPATH": ":".join(sys.path)}, capture_output=True, encoding="utf-8",
        timeout=120, check=False, preexec_fn=limited,
    )  # fmt: skip
    assert _seconds_of_children() - start < _SECONDS
    assert done.returncode in (0, 1, 2)
    assert "Traceback" not in done.stderr
    assert "MemoryError" not in done.stderr


def _seconds_of_children() -> float:
    """Return the processor time that ended child processes took; the clock depends on the machine."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_one_bad_file_among_fifty_changes_nothing_for_the_others(tmp_path: Path) -> None:
    names = [name for name in BOOKS if built(name).expected not in (SAME, READ)]
    for number in range(49):
        (tmp_path / f"plan{number:02}.xlsx").write_bytes(PLAN)
    alone = validate(sorted(tmp_path.iterdir()))
    for name in ("bomb_that_claims_to_be_small", "doctype_in_sheet", "half", names[0]):
        (tmp_path / "plan20b.xlsx").write_bytes(built(name).content)
        run = validate(sorted(tmp_path.iterdir()))
        assert sum(result.error is not None for result in run.results) == 1
        others = [result.findings for result in run.results if result.error is None]
        assert others == [result.findings for result in alone.results]
