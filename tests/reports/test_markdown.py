from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from atgardsplan.reports import markdown
from atgardsplan.rules.acceptance import Accepted
from tests.conftest import Command
from tests.reports.runs import HOSTILE, SV, finding, hostile_run, run_with

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def test_the_verdict_comes_first_and_each_finding_has_its_row(
    command: Command, fixtures: Path
) -> None:
    outcome = command("validate", fixtures / "plan-2025.xlsx", "gone.xlsx", "--format", "markdown")
    lines = outcome.out.splitlines()
    assert lines[2] == "**1 plan: 16 fel, 26 varningar, 30 upplysningar.**"
    assert "**Rätta felen innan planen lämnas in.**" in lines
    html = READER.render(outcome.out)
    assert html.count("<tr>") == 1 + 16 + 26 + 30
    assert "<h2>gone.xlsx</h2>" in html
    assert "Filen finns inte. Kontrollera sökvägen och stavningen." in html


def test_a_plan_without_findings_says_so(command: Command, fixtures: Path) -> None:
    arguments = ("--select", "N", "--format", "markdown", "--lang", "en")
    outcome = command("validate", fixtures / "plan-2025-utan-fel.xlsx", *arguments)
    assert "Nothing to remark" in outcome.out


def test_accepted_findings_are_listed_with_their_reason() -> None:
    text = markdown.render(run_with([], accepted=[Accepted(finding(), "Mäts av *regionen*")]), SV)
    assert "Skäl: Mäts av \\*regionen\\*" in text


@pytest.mark.parametrize(
    "tag", ["<a", "<img", "<script", "<em", "<strong", "<code", "<del", "<s>", "<h1", "<ul", "<!--"]
)
def test_hostile_texts_make_no_mark_up(tag: str) -> None:
    def rendered(message: str) -> str:
        return str(READER.render(markdown.render(run_with([finding(message)]), SV)))

    assert rendered(HOSTILE).count(tag) == rendered("ofarligt").count(tag)


def test_hostile_texts_keep_the_table_whole() -> None:
    html = READER.render(markdown.render(hostile_run(), SV))
    assert html.count("<tr>") == 4
    assert html.count("<td>") == 3 * 5
    assert "\x1b" not in html


@pytest.mark.parametrize(
    "text", ["- a", "+ a", "= a", "1. a", "1) a", "# a", "> a", "a | b", "$a$", "a\\"]
)
def test_a_text_reads_as_it_is_written(text: str) -> None:
    html = READER.render(f"| {markdown.plain(text)} |\n|---|\n\n{markdown.plain(text)}")
    shown = text.replace(">", "&gt;")
    assert f"<th>{shown}</th>" in html
    assert f"<p>{shown}</p>" in html


@pytest.mark.parametrize("text", ["https://example.com", "www.example.com", "WWW.example.com", "@alla"])  # fmt: skip
def test_nothing_is_linked_or_called_without_marks(text: str) -> None:
    shown = markdown.plain(text)
    assert text not in shown
    assert text == shown.replace("\u2060", "")
