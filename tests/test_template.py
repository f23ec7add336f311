from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from atgardsplan.template import (
    TemplateDefinition,
    TemplateError,
    load_template,
    shipped_names,
)

FOLDER = Path(__file__).parent.parent / "src" / "atgardsplan" / "templates"


@pytest.mark.parametrize("name", shipped_names())
def test_a_shipped_template_is_valid_and_read_as_it_is(name: str) -> None:
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    assert TypeAdapter(TemplateDefinition).validate_python(data) == load_template(name)


@pytest.mark.parametrize("name", shipped_names())
def test_tab_names_fit_in_excel(name: str) -> None:
    template = load_template(name)
    tabs = [template.intro.tab, template.own_area.tab, template.analysis.tab]
    assert all(len(tab) <= 31 for tab in [*tabs, *(area.tab for area in template.areas)])


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ("year = 2025\n", "year"),
        ('title = "Systemhotande brottslighet"\n', "areas.2.title"),
        ('heading = "Orsak"\n', None),
    ],
)
def test_what_a_template_lacks_is_said_with_its_place(
    change: str, place: str | None, tmp_path: Path
) -> None:
    text = (FOLDER / "stockholm-2025.toml").read_text("utf-8")
    assert change in text
    path = tmp_path / "own.toml"
    path.write_text(text.replace(change, "", 1), encoding="utf-8")
    if place is None:
        assert load_template(str(path)).column("cause") is not None
        return
    with pytest.raises(TemplateError, match="template-invalid") as caught:
        load_template(str(path))
    assert str(caught.value.details["reason"]).startswith(place)


def test_a_word_that_no_template_has_is_said(tmp_path: Path) -> None:
    text = (FOLDER / "stockholm-2025.toml").read_text("utf-8")
    path = tmp_path / "own.toml"
    path.write_text('colour = "blue"\n' + text, encoding="utf-8")
    with pytest.raises(TemplateError, match="template-invalid") as caught:
        load_template(str(path))
    assert "colour" in str(caught.value.details["reason"])
