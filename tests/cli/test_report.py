from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from atgardsplan.reports import html
from atgardsplan.settings import Settings
from atgardsplan.texts import load_texts
from atgardsplan.validation import Run, validate_each
from tests.conftest import Command
from tests.plans import make_book, to_bytes
from tests.reports.test_html import read


@pytest.fixture
def city(tmp_path: Path, fixtures: Path) -> Path:
    """A folder with a plan that has errors, one that has none, and a file that is no plan."""
    folder = tmp_path / "planer"
    folder.mkdir()
    for name in ("plan-2025.xlsx", "plan-2025-utan-fel.xlsx"):
        (folder / name).write_bytes((fixtures / name).read_bytes())
    (folder / "trasig.xlsx").write_bytes(b"PK\x03\x04")
    return folder


def test_a_city_gets_an_overview_and_each_plan_its_part(
    command: Command, city: Path, tmp_path: Path
) -> None:
    outcome = command("report", city, "-o", "sida.html")
    page = read((tmp_path / "sida.html").read_text("utf-8"))
    assert (outcome.status, outcome.out) == (2, "")
    assert "trasig.xlsx: " in outcome.err
    assert page.text.index("Stadens åtgärdsplaner") < page.text.index("2 planer: 16 fel")
    assert "1 fil kunde inte läsas." in page.text
    for number in (1, 2, 3):
        assert f"#p{number}" in page.links
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert len(set(page.ids)) == len(page.ids)


def test_the_overview_counts_actions_by_area(command: Command, city: Path) -> None:
    out = command("report", city, "--lang", "en").out
    [table] = re.findall(r'<table class="plans">.*?</table>', out)
    rows = re.findall(r"<tr>(.*?)</tr>", table)
    numbers = [re.findall(r">([^<>]+)</td>", row) for row in rows[1:]]
    assert numbers[0] == ["2", "1", "1", "2", "1", "0", "0", "5"]
    assert numbers[1] == ["5", "3", "0", "6", "1", "16", "26", "30"]
    assert "The file cannot be read" in rows[3]


def test_one_plan_has_the_page_that_validate_makes(command: Command, fixtures: Path) -> None:
    plan = fixtures / "plan-2025.xlsx"
    made = command("report", plan)
    assert made.status == 0
    assert made.out == command("validate", plan, "--format", "html").out


def test_the_page_is_the_same_as_of_all_plans_at_once(command: Command, city: Path) -> None:
    settings = Settings()
    results = tuple(validate_each(sorted(city.iterdir()), settings))
    page = html.render(Run(results, settings), load_texts("sv"))
    assert command("report", city, "--isolated").out == page


@pytest.mark.parametrize(("options", "status"), [((), 0), (("--fail-on", "error"), 1), (("--fail-on", "error", "--ignore", "C,N"), 0)])  # fmt: skip
def test_findings_change_the_exit_status_only_on_request(
    options: tuple[str, ...], status: int, command: Command, fixtures: Path
) -> None:
    assert command("report", fixtures / "plan-2025.xlsx", *options).status == status


def test_settings_choose_rules_as_for_validate(command: Command, fixtures: Path) -> None:
    out = command("report", fixtures / "plan-2025.xlsx", "--select", "C101").out
    assert set(re.findall(r'class="code">(\w+)<', out)) == {"C101"}


@pytest.mark.parametrize("output", ["saknas/sida.html", "."])
def test_a_page_that_cannot_be_written_is_said(
    output: str, command: Command, fixtures: Path, tmp_path: Path
) -> None:
    outcome = command("report", fixtures / "plan-2025.xlsx", "-o", output)
    assert outcome.status == 2
    assert outcome.err.startswith(f"Fel: Filen {output} kan inte skrivas.")
    assert list(tmp_path.iterdir()) == []


def test_an_old_page_stays_whole_when_the_new_one_fails(
    command: Command, tmp_path: Path, fixtures: Path
) -> None:
    page = tmp_path / "sida.html"
    page.write_text("gammal", encoding="utf-8")
    outcome = command(
        "report", fixtures / "plan-2025.xlsx", "-o", page, "--baseline", "saknas.json"
    )
    assert outcome.status == 2
    assert page.read_text("utf-8") == "gammal"
    assert [path.name for path in tmp_path.iterdir()] == ["sida.html"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_new_page_can_be_read_by_those_who_may_read_new_files(
    command: Command, tmp_path: Path, fixtures: Path
) -> None:
    command("report", fixtures / "plan-2025.xlsx", "-o", "sida.html")
    other = tmp_path / "annan.html"
    other.touch()
    assert (tmp_path / "sida.html").stat().st_mode == other.stat().st_mode


def test_progress_is_told_on_a_terminal_and_cleared(tmp_path: Path) -> None:
    data = to_bytes(make_book())
    for number in range(3):
        (tmp_path / f"plan-{number}.xlsx").write_bytes(data)
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "atgardsplan", "report", ".", "--output", "sida.html"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE, stderr=theirs, timeout=60, check=False,
    )  # fmt: skip
    os.close(theirs)
    told = os.read(ours, 10_000).decode()
    os.close(ours)
    assert (done.returncode, done.stdout) == (0, b"")
    assert "Läser 1 av 3: plan-0.xlsx" in told
    assert "Läser 3 av 3: plan-2.xlsx" in told
    assert told.endswith("\r\x1b[K")
