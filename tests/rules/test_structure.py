from __future__ import annotations

import pytest

from tests.plans import TEMPLATE, TITLES, make_book
from tests.rules.checks import ROW, UNGA, findings, places

PLACEHOLDER = TEMPLATE.own_area.placeholder


@pytest.mark.parametrize("missing", TITLES)
def test_l101_a_standard_area_without_a_tab_is_found(missing: str) -> None:
    found = findings(make_book(titles=[title for title in TITLES if title != missing]), "L101")
    assert [(finding.area, finding.sheet, finding.cell) for finding in found] == [
        (missing, None, None)
    ]


@pytest.mark.parametrize(
    "titles",
    [
        TITLES,
        (*TITLES[:2], "Systemhotade brottslighet", *TITLES[3:]),
        (*TITLES, "Bedrägerier mot äldre"),
        tuple(reversed(TITLES)),
    ],
)
def test_l101_is_silent_when_every_area_has_its_tab(titles: tuple[str, ...]) -> None:
    assert findings(make_book({}, titles=titles), "L101") == []


@pytest.mark.parametrize("key", ["cause", "goal", "when", "who", "follow_up"])
def test_l102_a_column_that_is_not_there_is_found(key: str) -> None:
    order = [column.key for column in TEMPLATE.columns if column.key != key]
    found = findings(make_book({}, titles=[UNGA], order=order), "L102")
    assert [finding.column for finding in found] == [key]


@pytest.mark.parametrize(
    ("key", "heading"), [("goal", "Mål"), ("when", "Tidplan"), ("who", "Ansvar")]
)
def test_l102_is_silent_when_the_heading_is_reworded(key: str, heading: str) -> None:
    assert findings(make_book({}, headings={key: heading}), "L102") == []


@pytest.mark.parametrize("title", [PLACEHOLDER, "Eget prioriterat område", "[Eget område]"])
def test_l106_rows_under_the_placeholder_title_are_found(title: str) -> None:
    assert places(make_book({title: [ROW]}, titles=[title]), "L106") == ["A1"]


@pytest.mark.parametrize("title", [PLACEHOLDER, "Eget område: hamnen", "Bedrägerier mot äldre"])
def test_l106_is_silent_without_rows_or_with_an_own_title(title: str) -> None:
    rows = {} if title == PLACEHOLDER else {title: [ROW]}
    assert places(make_book(rows, titles=[title]), "L106") == []


def test_l108_a_plan_without_an_analysis_tab_is_found() -> None:
    assert len(findings(make_book(analysis=False), "L108")) == 1


def test_l108_is_silent_when_the_tab_has_another_name() -> None:
    book = make_book()
    book.worksheets[-1].title = "Sammanställning"
    assert findings(book, "L108") == []
