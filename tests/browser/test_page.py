from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from atgardsplan.model import Severity
from atgardsplan.plan_diff import Checked, diff_plans
from atgardsplan.reports import diff_html, html
from atgardsplan.settings import Settings
from atgardsplan.texts import load_texts
from atgardsplan.validation import Run, validate_each
from tests.conftest import FIXTURES
from tests.plans import TITLES, make_book, to_bytes
from tests.reports.runs import SV, finding, hostile_run, run_with

pytestmark = pytest.mark.browser

SEED, GOOD = FIXTURES / "plan-2025.xlsx", FIXTURES / "plan-2025-utan-fel.xlsx"
WIDE, NARROW = 1400, 360
Open = Callable[..., Any]


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Open a page in a fresh window; nothing but the page itself may be asked for."""
    windows = []
    asked: list[str] = []
    said: list[str] = []

    def open_page(page: str, width: int = WIDE, **options: Any) -> Any:
        file = tmp_path / "sida.html"
        file.write_text(page, encoding="utf-8")
        windows.append(browser.new_context(viewport={"width": width, "height": 900}, **options))
        window = windows[-1].new_page()
        window.on("request", lambda request: asked.append(request.url))
        window.on("dialog", lambda dialog: said.append(dialog.message))
        window.on("pageerror", lambda error: said.append(str(error)))
        window.on("console", lambda message: said.append(message.text))
        window.goto(file.as_uri())
        return window

    yield open_page
    for window in windows:
        window.close()
    assert set(asked) <= {(tmp_path / "sida.html").as_uri()}
    assert said == []


def page_of(*plans: Path, lang: str = "sv") -> str:
    settings = Settings(lang=lang)  # type: ignore[arg-type]
    return html.render(Run(tuple(validate_each(plans, settings)), settings), load_texts(lang))


def differences(old: Path, new: Path) -> str:
    run = [Checked(one.plan, one.findings) for one in validate_each([old, new]) if one.plan]
    return diff_html.render(diff_plans(*run), SV)


PAGES: dict[str, Callable[[], str]] = {
    "a plan with errors": lambda: page_of(SEED),
    "a plan in English": lambda: page_of(SEED, lang="en"),
    "a plan without errors": lambda: page_of(GOOD),
    "an empty plan": lambda: page_of(FIXTURES / "mall-2025.xlsx"),
    "a city": lambda: page_of(SEED, GOOD, Path("saknas.xlsx")),
    "differences": lambda: differences(SEED, GOOD),
    "no differences": lambda: differences(GOOD, GOOD),
    "hostile texts": lambda: html.render(hostile_run(), SV),
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("scheme", "width"), [("light", WIDE), ("dark", NARROW)])
def test_axe_finds_no_violation(name: str, scheme: str, width: int, opened: Open) -> None:
    page = opened(PAGES[name](), width, color_scheme=scheme)
    # Closed details are not looked into.
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [WIDE, 700, NARROW])
def test_nothing_sticks_out_sideways(name: str, width: int, opened: Open) -> None:
    page = opened(PAGES[name](), width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_link_in_the_list_leads_to_the_marked_cell(opened: Open) -> None:
    page = opened(page_of(SEED))
    links = page.locator(".to-do a")
    places = links.evaluate_all("all => all.map(one => one.getAttribute('href').slice(1))")
    assert len(places) > 50
    page.locator(".to-do a[href='#p1-t5-D4']").click()
    cell = page.locator("#p1-t5-D4")
    assert cell.evaluate("one => one.matches(':target')")
    box = cell.bounding_box()
    assert 0 <= box["y"] < 900
    assert "fel D4" in cell.inner_text()
    assert cell.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"


def test_every_link_leads_somewhere_that_can_be_seen(opened: Open) -> None:
    page = opened(page_of(SEED, GOOD))
    lost = page.locator("a").evaluate_all(
        """all => all.map(one => one.getAttribute('href')).filter(link => {
            const place = document.getElementById(link.slice(1));
            return !place || !place.getBoundingClientRect().height;
        })"""
    )
    assert lost == []


def test_marked_cells_look_other_than_the_rest_by_more_than_colour(opened: Open) -> None:
    page = opened(page_of(SEED))
    for severity, word in (("error", "fel"), ("warning", "varning"), ("info", "upplysning")):
        cell = page.locator(f"td.fault.{severity}").first
        assert cell.locator(".mark").inner_text().startswith(word)
        assert cell.evaluate("one => getComputedStyle(one).borderLeftWidth") == "5px"
        plain = page.locator(".rows td:not(.fault)").first
        back = "one => getComputedStyle(one).backgroundColor"
        assert cell.evaluate(back) != plain.evaluate(back)


def test_dark_and_light_follow_the_reader(opened: Open) -> None:
    def lightness(scheme: str) -> int:
        page = opened(page_of(GOOD), color_scheme=scheme)
        colour = page.locator("body").evaluate("one => getComputedStyle(one).backgroundColor")
        return sum(map(int, re.findall(r"\d+", colour)[:3]))

    assert lightness("light") > 700
    assert lightness("dark") < 150


def test_the_page_is_the_same_without_scripts(opened: Open) -> None:
    page = opened(page_of(SEED), java_script_enabled=False)
    assert page.locator("svg rect").count() > 50
    page.locator("summary").first.click()
    assert page.locator("table.numbers").first.is_visible()


def test_nothing_in_hostile_texts_runs(opened: Open) -> None:
    page = opened(html.render(hostile_run(), SV))
    assert page.locator("script, img, iframe, object, embed").count() == 0


def test_it_prints_on_lying_paper_with_boxes_to_tick(opened: Open) -> None:
    page = opened(page_of(SEED), color_scheme="dark")
    page.emulate_media(media="print")
    assert page.locator("body").evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"
    box = page.locator(".to-do .box").first
    assert box.evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"
    assert not page.locator("details").first.is_visible()
    pdf = page.pdf(prefer_css_page_size=True)
    sizes = {tuple(map(float, size)) for size in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)}  # fmt: skip
    assert sizes
    assert all(wide > high for wide, high in sizes)


def test_words_in_diagrams_stay_inside_them(opened: Open, tmp_path: Path) -> None:
    long = "Ordnat" + "samverkansarbete" * 8
    rows = {
        title: [
            (f"{long} {number}", long, f"{long} {title} {number}", "Minst 1 234 567 besök är gjorda.",
             "365 gånger per år", "Polisen, skolan och regionen", "")
            for number in range(30)
        ]
        for title in TITLES
    }  # fmt: skip
    plan = tmp_path / "plan.xlsx"
    plan.write_bytes(to_bytes(make_book(rows)))
    for page in (opened(page_of(plan)), opened(page_of(plan, SEED)), opened(page_of(SEED))):
        outside = page.locator("svg.chart").evaluate_all(
            """all => all.flatMap(chart => {
                const frame = chart.getBoundingClientRect();
                return [...chart.querySelectorAll('text, rect')].filter(one => {
                    const box = one.getBoundingClientRect();
                    return box.left < frame.left - 1 || box.right > frame.right + 1
                        || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
                }).map(one => `${chart.getAttribute('aria-label')}: ${one.textContent}`);
            })"""
        )
        assert outside == []


def test_many_findings_of_a_rule_make_one_task(opened: Open) -> None:
    found = [finding(severity=Severity.ERROR, row=row, cell=f"D{row}") for row in range(3, 40)]
    page = opened(html.render(run_with(found), SV))
    assert page.locator(".to-do li").count() == 1
