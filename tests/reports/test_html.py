from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from atgardsplan.model import Severity
from atgardsplan.reports import html
from atgardsplan.rules.acceptance import Accepted
from tests.conftest import Command
from tests.plans import GOOD_ROW, TITLES, changed, good_rows, make_book, tab_name, to_bytes
from tests.reports.runs import SV, finding, hostile_run, run_with

VOID = {"meta", "br", "img", "link", "input", "hr"}


class Reader(HTMLParser):
    """Reads a page as a browser does: the elements, their attributes, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: Counter[str] = Counter()
        self.open: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            self.attributes[name] += 1
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.links.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


def read(page: str) -> Reader:
    reader = Reader(page)
    assert reader.open == []
    return reader


def page_of(command: Command, plan: Path, *arguments: str) -> Reader:
    return read(command("validate", plan, "--format", "html", "--isolated", *arguments).out)


def test_the_page_needs_nothing_else(command: Command, fixtures: Path) -> None:
    page = page_of(command, fixtures / "plan-2025.xlsx")
    assert all(link.startswith("#") for link in page.links)
    assert not {"script", "link", "img", "iframe", "object", "base", "form"} & page.tags.keys()
    assert not [name for name in page.attributes if name.startswith("on") or name == "style"]


def test_links_lead_to_places_that_are_there_once(command: Command, fixtures: Path) -> None:
    page = page_of(command, fixtures / "plan-2025.xlsx")
    assert len(set(page.ids)) == len(page.ids)
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_the_verdict_comes_before_everything_else(command: Command, fixtures: Path) -> None:
    text = page_of(command, fixtures / "plan-2025.xlsx").text
    places = [
        text.index(words)
        for words in (
            "Rätta felen innan planen lämnas in.", "1 plan: 16 fel", "Att göra", "Diagram",
            "Unga i riskzon för destruktivt beteende",
        )
    ]  # fmt: skip
    assert places == sorted(places)


def test_every_finding_is_told_in_the_list_and_beside_its_row(
    command: Command, fixtures: Path
) -> None:
    plan = fixtures / "plan-2025.xlsx"
    out = command("validate", plan, "--format", "html").out
    found = json.loads(command("validate", plan, "--format", "json").out)["plans"][0]["findings"]
    to_do, _, tables = out.partition('<div class="diagrams">')
    assert to_do.count('class="box"') > 20
    for code, count in Counter(one["code"] for one in found).items():
        assert f'<span class="code">{code}</span>' in to_do
        assert tables.count(f'<span class="code">{code}</span>') == count


def test_a_cell_at_fault_is_marked_and_an_empty_one_says_that_it_is(
    command: Command, fixtures: Path
) -> None:
    out = command("validate", fixtures / "plan-2025.xlsx", "--format", "html").out
    [cell] = re.findall(r'<td [^>]*class="fault error" id="p1-t5-D4"[^>]*>.*?</td>', out)
    assert '<span class="mark">fel D4</span>' in cell
    assert "(tom cell)" in cell


def test_diagrams_say_in_words_and_numbers_what_they_show(command: Command, fixtures: Path) -> None:
    page = page_of(command, fixtures / "plan-2025.xlsx")
    assert page.tags["svg"] == page.tags["figure"] == page.tags["details"] == 5
    assert page.attributes["role"] == 5
    # The contents have a name too.
    assert page.attributes["aria-label"] == 5 + 1
    assert "6 åtgärder har en tid, 10 är linjearbete och 0 har ingen tid" in page.text


@pytest.mark.parametrize(("lang", "words"), [("sv", "Att göra"), ("en", "To do")])
def test_the_page_speaks_the_language_asked_for(
    lang: str, words: str, command: Command, fixtures: Path
) -> None:
    out = command("validate", fixtures / "plan-2025.xlsx", "--format", "html", "--lang", lang).out
    assert f'<html lang="{lang}">' in out
    assert f">{words}</h2>" in out


def test_a_plan_without_findings_has_no_list(command: Command, fixtures: Path) -> None:
    page = page_of(command, fixtures / "plan-2025-utan-fel.xlsx", "--select", "N")
    assert "Inget att anmärka." in page.text
    assert "Att göra" not in page.text


def test_a_plan_that_cannot_be_read_is_on_the_page(command: Command) -> None:
    page = page_of(command, Path("saknas.xlsx"))
    assert "Filen finns inte. Kontrollera sökvägen och stavningen." in page.text


def test_a_plan_without_any_action_makes_a_page_without_diagrams(
    command: Command, fixtures: Path
) -> None:
    page = page_of(command, fixtures / "mall-2025.xlsx")
    assert "Här står inga åtgärder." in page.text
    assert page.tags["svg"] == 0
    assert "Diagram" not in page.text


def write(tmp_path: Path, change: Callable[[openpyxl.Workbook], object]) -> Path:
    plan = tmp_path / "plan.xlsx"
    plan.write_bytes(to_bytes(changed(change)))
    return plan


def test_a_merged_cell_is_marked_once_and_named_below(command: Command, tmp_path: Path) -> None:
    rows = {**good_rows(), TITLES[0]: [GOOD_ROW, (None, *GOOD_ROW[1:])]}
    book = make_book(rows)
    book[tab_name(1, TITLES[0])].merge_cells("A3:A4")
    plan = tmp_path / "plan.xlsx"
    plan.write_bytes(to_bytes(book))
    assert page_of(command, plan).text.count("Samma cell som rad 3") == 1


def test_private_text_is_never_repeated(command: Command, tmp_path: Path) -> None:
    private = "Ring Anna 070-123 45 67, 811228-9874, anna.svensson@example.com"

    def add(book: openpyxl.Workbook) -> None:
        book[tab_name(1, TITLES[0])]["F3"] = private
        book[tab_name(1, TITLES[0])]["C3"] = f"Åtgärd: {private}"

    plan = write(tmp_path, add)
    for arguments in ((), ("--ignore", "P")):
        text = page_of(command, plan, *arguments).text
        assert "Ring Anna ▮▮▮, ▮▮▮, ▮▮▮" in text
        for part in ("070", "811228", "anna.svensson"):
            assert part not in text


def test_hostile_cells_titles_and_tabs_stay_texts(command: Command, tmp_path: Path) -> None:
    mark_up = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg onload=alert(1)>&lt;"

    own = f"Eget område {mark_up}"
    spoiled = tuple(f"{mark_up} {number}" for number in range(7))
    book = make_book({**good_rows(), TITLES[0]: [spoiled], own: [GOOD_ROW]}, titles=(*TITLES, own))
    book[tab_name(1, TITLES[0])].title = "<b onclick=x>'\"&"
    plan = tmp_path / "plan.xlsx"
    plan.write_bytes(to_bytes(book))
    outcome = command("validate", plan, "--format", "html")
    page = read(outcome.out)
    assert not {"script", "img", "b onclick"} & page.tags.keys()
    assert page.tags["svg"] == 5
    assert not [name for name in page.attributes if name.startswith("on")]
    assert f"{mark_up} 2" in page.text
    assert own in page.text
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_hostile_findings_paths_and_reasons_stay_texts() -> None:
    page = read(html.render(hostile_run(), SV))
    assert not {"script", "img"} & page.tags.keys()
    assert "<script>alert(1)</script>" in page.text
    for character in "\x1b\x07\u202e":
        assert character not in page.text
    assert all(link.startswith("#") for link in page.links)


def test_accepted_findings_are_listed_with_their_reason() -> None:
    page = read(html.render(run_with([], accepted=[Accepted(finding(), "Mäts av regionen")]), SV))
    assert "Skäl: Mäts av regionen" in page.text


def test_findings_of_one_rule_on_a_tab_are_one_task_with_all_cells() -> None:
    cells = [finding(severity=Severity.ERROR, cell=f"D{row}", row=row) for row in (3, 40, 41)]
    out = html.render(run_with(one._replace(quote="«öka»") for one in cells), SV)
    [task] = re.findall(r'<li><span class="box".*?</li>', out)
    assert re.findall(r'<a href="#[^"]+">(\w+)</a> \(«öka»\)', task) == ["D3", "D40", "D41"]
