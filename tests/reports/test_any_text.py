"""Whatever stands in a cell, a tab's name or a path, every format stays what it is."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from atgardsplan.reports import azure, concise, github, gitlab, html, junit, markdown, sarif, text
from atgardsplan.rules.acceptance import Accepted
from atgardsplan.validation import Run
from tests.reports.runs import SV, finding, run_with
from tests.reports.test_github import read_as_github
from tests.reports.test_html import read
from tests.reports.test_junit import parsed
from tests.reports.test_markdown import READER

_PIECES = (
    *"\x00\x01\x1b\r\n\t%:,;]|`*_<>&\"'#@![]()\\/$~ aå\ud800\ufffe\u2028\x85\u202e\U0001f600\xad\u200b-.=+1",
    "::error::", "##vso[task.complete]", "</td>", "</style>", "<!--", "-->", "]]>", "&lt;", "%0A",
    "<script>", "javascript:", "www.", "https://", "[bold]",
)  # fmt: skip
hostile = st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)


def run_of(words: str) -> Run:
    one = finding(words, sheet=words or None)._replace(title=words, quote=words, area=words)
    return run_with(
        [one, one._replace(code="S101")],
        path=f"plan {words}",
        accepted=[Accepted(one, words)],
        unreadable=[f"saknas {words}"],
    )


@settings(max_examples=60, deadline=None)
@given(hostile)
def test_machine_formats_keep_their_shape(words: str) -> None:
    run = run_of(words)
    assert len(read_as_github(github.render(run, SV))) == 3
    assert len(azure.render(run, SV).split("\n")) == 3 + 1
    assert len(json.loads(gitlab.render(run, SV))) == 3
    assert len(json.loads(sarif.render(run, SV))["runs"][0]["results"]) == 4
    assert parsed(junit.render(run, SV)).tests == 4


@settings(max_examples=60, deadline=None)
@given(hostile)
def test_pages_hold_no_element_of_a_cells_making(words: str) -> None:
    run, harmless = run_of(words), run_of("ord")
    page = read(html.render(run, SV))
    assert page.tags.keys() <= read(html.render(harmless, SV)).tags.keys()
    rendered, expected = (READER.render(markdown.render(one, SV)) for one in (run, harmless))
    assert rendered.count("<tr>") == expected.count("<tr>")
    for tag in ("<a", "<img", "<script", "<em", "<code", "<ul", "<h1", "<hr", "<blockquote"):
        assert rendered.count(tag) == expected.count(tag), tag


@settings(max_examples=60, deadline=None)
@given(hostile)
def test_everything_can_be_written_and_nothing_steers_a_terminal(words: str) -> None:
    run = run_of(words)
    for report in (azure, concise, github, gitlab, html, junit, markdown, sarif, text):
        shown = report.render(run, SV)
        shown.encode()
        assert not set("\x00\x01\x1b\r\x85\u202e") & set(shown)
