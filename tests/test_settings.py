from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl.comments import Comment

from tests.conftest import Command
from tests.plans import TITLES, make_book, to_bytes
from tests.rules.checks import ROW, UNGA

SEED = "plan-2025.xlsx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one plan: an empty area, a placeholder goal, a missing who."""
    row = (*ROW[:3], "?", ROW[4], "", "")
    book = make_book({title: [ROW] for title in TITLES[:4]} | {UNGA: [row]})
    (tmp_path / "plan.xlsx").write_bytes(to_bytes(book))
    return tmp_path


def codes(command: Command, *arguments: object) -> set[str]:
    out = command("validate", *arguments, "--format", "json", "--select", "C106,C107,C108").out
    return {finding["code"] for finding in json.loads(out)["plans"][0]["findings"]}


def severities(command: Command, *arguments: object) -> dict[str, str]:
    out = command("validate", *arguments, "--format", "json").out
    return {f["code"]: f["severity"] for f in json.loads(out)["plans"][0]["findings"]}


def test_the_nearest_settings_file_upwards_counts(folder: Path, command: Command) -> None:
    (folder / "atgardsplan.toml").write_text('ignore = ["C108"]', encoding="utf-8")
    under = folder / "söder" / "2025"
    under.mkdir(parents=True)
    (folder / "plan.xlsx").rename(under / "plan.xlsx")
    assert codes(command, "söder/2025/plan.xlsx") == {"C106", "C107"}
    (folder / "söder" / "pyproject.toml").write_text(
        '[tool.atgardsplan]\nignore = ["C106"]\n', encoding="utf-8"
    )
    assert codes(command, "söder/2025/plan.xlsx") == {"C107", "C108"}


def test_a_pyproject_of_another_program_is_passed_over(folder: Path, command: Command) -> None:
    (folder / "pyproject.toml").write_text("[tool.other]\nx = [", encoding="utf-8")
    assert codes(command, "plan.xlsx") == {"C106", "C107", "C108"}


def test_the_command_line_wins(folder: Path, command: Command) -> None:
    (folder / "atgardsplan.toml").write_text('ignore = ["C108"]', encoding="utf-8")
    assert codes(command, "plan.xlsx", "--ignore", "C106") == {"C107", "C108"}


def test_isolated_reads_no_settings_file(folder: Path, command: Command) -> None:
    (folder / "atgardsplan.toml").write_text('ignore = ["C"]', encoding="utf-8")
    assert codes(command, "plan.xlsx", "--isolated") == {"C106", "C107", "C108"}


def test_config_names_a_settings_file(folder: Path, command: Command) -> None:
    (folder / "own.toml").write_text('ignore = ["C107"]', encoding="utf-8")
    assert codes(command, "plan.xlsx", "--config", "own.toml") == {"C106", "C108"}


def test_severities_are_changed_by_code_or_prefix(folder: Path, command: Command) -> None:
    text = '[severity]\nC = "info"\nC107 = "warning"\n'
    (folder / "atgardsplan.toml").write_text(text, encoding="utf-8")
    found = severities(command, "plan.xlsx", "--select", "C106,C107")
    assert found == {"C106": "info", "C107": "warning"}
    assert command("validate", "plan.xlsx", "--select", "C").status == 0


def test_rules_are_left_out_per_file(folder: Path, command: Command) -> None:
    text = '[per-file-ignores]\n"plan*" = ["C107"]\n"annan/*" = ["C106"]\n'
    (folder / "atgardsplan.toml").write_text(text, encoding="utf-8")
    assert codes(command, "plan.xlsx") == {"C106", "C108"}


def test_names_may_have_either_kind_of_dash(folder: Path, command: Command) -> None:
    text = 'fail_on = "never"\nextend-select = ["C107"]\nignore = ["C10"]\n'
    (folder / "atgardsplan.toml").write_text(text, encoding="utf-8")
    outcome = command("validate", "plan.xlsx", "--format", "concise")
    assert outcome.status == 0
    assert "C107" in outcome.out
    assert "C106" not in outcome.out


def test_thresholds_are_settings(folder: Path, command: Command) -> None:
    (folder / "atgardsplan.toml").write_text("long-action = 10\n", encoding="utf-8")
    row = (*ROW[:2], "ett två tre fyra fem sex sju åtta nio tio elva", *ROW[3:])
    (folder / "plan.xlsx").write_bytes(to_bytes(make_book({UNGA: [row]})))
    assert "S105" in severities(command, "plan.xlsx")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('selekt = ["C"]', "Det finns ingen inställning som heter selekt (atgardsplan.toml). Menade du select?"),
        ('farg = "blå"', "Det finns ingen inställning som heter farg (atgardsplan.toml)."),
        ('select = ["C999"]', "Ingen regel börjar med «C999»."),
        ('fail-on = "warnings"', "Värdet «warnings» går inte att använda för fail-on (atgardsplan.toml). Menade du warning?"),
        ("year = 1999", "Värdet «1999» går inte att använda för year (atgardsplan.toml): ange ett tal mellan 2000 och 2100."),
        ("duplicate-likeness = 2", "Värdet «2» går inte att använda för duplicate-likeness"),
        ("template = 3", "Värdet för template (atgardsplan.toml) ska vara en text."),
        ("select = 3", "Värdet för select (atgardsplan.toml) ska vara en lista med regelkoder."),
        ('severity = "info"', "severity (atgardsplan.toml) ska vara en egen avdelning"),
        ('[severity]\nC107 = "grave"', "Värdet «grave» går inte att använda för severity (atgardsplan.toml).C107."),
        ("select = [", "Inställningsfilen"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_settings_file_is_said_in_one_sentence(
    text: str, message: str, folder: Path, command: Command
) -> None:
    (folder / "atgardsplan.toml").write_text(text, encoding="utf-8")
    outcome = command("validate", "plan.xlsx")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith(f"Fel: {message}")
    assert len(outcome.err.splitlines()) == 1


def test_show_settings_prints_a_settings_file_that_means_the_same(
    folder: Path, command: Command
) -> None:
    text = 'select = ["C"]\nyear = 2025\n[severity]\nC107 = "info"\n[per-file-ignores]\n"a*" = ["C1"]\n'
    (folder / "atgardsplan.toml").write_text(text, encoding="utf-8")
    first = command("validate", "plan.xlsx", "--show-settings").out
    assert "atgardsplan.toml" in first
    (folder / "atgardsplan.toml").write_text(first, encoding="utf-8")
    assert command("validate", "plan.xlsx", "--show-settings").out == first


def test_a_template_is_found_from_the_settings_folder(
    folder: Path, command: Command, fixtures: Path
) -> None:
    source = fixtures.parent / "src" / "atgardsplan" / "templates" / "stockholm-2025.toml"
    own = source.read_text("utf-8").replace('name = "stockholm-2025"', 'name = "egen"')
    (folder / "egen.toml").write_text(own, encoding="utf-8")
    (folder / "atgardsplan.toml").write_text('template = "egen.toml"', encoding="utf-8")
    (folder / "under").mkdir()
    out = command("validate", "../plan.xlsx", "--format", "json", cwd=folder / "under").out
    assert json.loads(out)["plans"][0]["template"] == "egen"


# The baseline


def test_a_baseline_hides_what_is_known_and_shows_what_is_new(
    folder: Path, command: Command
) -> None:
    written = command("validate", "plan.xlsx", "--write-baseline", "känt.json")
    assert written.status == 0
    assert "Baslinjen är skriven" in written.err
    outcome = command("validate", "plan.xlsx", "--baseline", "känt.json")
    assert outcome.status == 0
    assert "0 fel, 0 varningar" in outcome.out
    row = (*ROW[:3], "?", ROW[4], "", "")
    moved = make_book(
        {title: [ROW] for title in TITLES[:4]} | {UNGA: [("Nytt", *ROW[1:5], "", ""), row]}
    )
    (folder / "plan.xlsx").write_bytes(to_bytes(moved))
    again = command("validate", "plan.xlsx", "--baseline", "känt.json", "--format", "concise",
                    "--select", "C106,C107")  # fmt: skip
    assert [line.split(":")[1] for line in again.out.splitlines()] == [f"{f'1. {UNGA}'[:31]}!F3"]


def test_entries_of_a_baseline_that_are_gone_are_reported(folder: Path, command: Command) -> None:
    command("validate", "plan.xlsx", "--write-baseline", "b.json")
    (folder / "plan.xlsx").write_bytes(to_bytes(make_book()))
    outcome = command("validate", "plan.xlsx", "--baseline", "b.json")
    assert "kända anmärkningar i baslinjen finns inte längre" in outcome.out


def test_a_baseline_holds_no_text_of_the_plan_and_is_the_same_each_time(
    folder: Path, command: Command, fixtures: Path
) -> None:
    command("validate", fixtures / SEED, "--write-baseline", "a.json")
    command("validate", fixtures / SEED, "--write-baseline", "b.json")
    text = (folder / "a.json").read_text("utf-8")
    assert text == (folder / "b.json").read_text("utf-8")
    assert "brottslighet" not in text


@pytest.mark.parametrize("content", ["", "[]", '{"version": 9, "plans": {}}', '{"version": 1}'])
def test_a_baseline_that_cannot_be_used_is_said(
    content: str, folder: Path, command: Command
) -> None:
    (folder / "b.json").write_text(content, encoding="utf-8")
    outcome = command("validate", "plan.xlsx", "--baseline", "b.json")
    assert outcome.status == 2
    assert outcome.err.startswith("Fel: Baslinjen b.json finns inte eller kan inte läsas.")


# Acceptance, through the command line


def test_accepted_findings_are_left_out_counted_and_shown_on_request(
    folder: Path, command: Command
) -> None:
    book = make_book({UNGA: [(*ROW[:3], "?", *ROW[4:])]})
    book.worksheets[1]["D3"].comment = Comment("atgardsplan: accept C107 – beslutas i maj", "x")
    (folder / "plan.xlsx").write_bytes(to_bytes(book))
    only = ("plan.xlsx", "--select", "C107")
    outcome = command("validate", *only)
    assert outcome.status == 0
    assert "1 anmärkning är godtagen i en kommentar" in outcome.out
    shown = command("validate", *only, "--show-accepted").out
    assert "Godtaget" in shown
    assert "Skäl: beslutas i maj" in shown
    plain = json.loads(command("validate", *only, "--format", "json").out)["plans"][0]
    assert "accepted" not in plain
    listed = json.loads(command("validate", *only, "--format", "json", "--show-accepted").out)[
        "plans"
    ][0]["accepted"]
    assert [(one["code"], one["reason"]) for one in listed] == [("C107", "beslutas i maj")]


def test_a_baseline_that_the_settings_name_can_be_written_and_written_anew(
    folder: Path, command: Command
) -> None:
    (folder / "atgardsplan.toml").write_text('baseline = "b.json"\n')
    for _ in range(2):
        written = command("validate", "plan.xlsx", "--write-baseline", "b.json")
        assert (written.status, written.out) == (0, "")
        assert command("validate", "plan.xlsx").status == 0
