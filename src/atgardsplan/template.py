"""A template as data: which areas, columns and headings a plan's workbook is made of.

A template is a TOML file: the shipped ones lie in `templates/`, a city's own can lie anywhere.
Adding a year or a city is adding a file; no area, column or heading is named in code.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from atgardsplan.data_files import tables

DEFAULT_TEMPLATE = "stockholm-2025"
_FOLDER = Path(__file__).with_name("templates")

ColumnKey = Literal["problem", "cause", "action", "goal", "when", "who", "follow_up"]
COLUMN_KEYS: tuple[ColumnKey, ...] = (
    "problem", "cause", "action", "goal", "when", "who", "follow_up",
)  # fmt: skip
CountKey = Literal["problems", "causes", "actions"]
COUNTED_COLUMNS: dict[CountKey, ColumnKey] = {
    "problems": "problem",
    "causes": "cause",
    "actions": "action",
}


class TemplateError(Exception):
    """A template that isn't there or can't be used; `kind` and `details` fill a catalogue text."""

    def __init__(self, kind: str, **details: object) -> None:
        super().__init__(kind)
        self.kind = kind
        self.details = details


class StandardArea(NamedTuple):
    """An area that every plan has."""

    title: str
    """As it stands in the header row."""
    tab: str
    """The tab's name in a workbook made from the template. An area is known by its title."""
    also_written: tuple[str, ...] = ()
    """Known misspellings and shortened forms of the title."""

    @property
    def spellings(self) -> tuple[str, ...]:
        """The title and all its known forms."""
        return (self.title, *self.also_written)


class OwnArea(NamedTuple):
    """The pattern for areas that a district adds."""

    placeholder: str
    """What stands in the title's place until the district has put its own there."""
    tab: str
    also_written: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """The placeholder and all its known forms."""
        return (self.placeholder, *self.also_written)


class Column(NamedTuple):
    """A column of an area tab."""

    key: ColumnKey
    instruction: str
    """The template's line under the heading; never data."""
    heading: str | None = None
    """None for the column that carries the area's title as its heading."""
    also_written: tuple[str, ...] = ()
    """Other headings that mean this column."""
    width: float = 30
    """Column width in a new workbook, in characters."""

    @property
    def spellings(self) -> tuple[str, ...]:
        """The heading, where the template has one, and all its known forms."""
        return self.also_written if self.heading is None else (self.heading, *self.also_written)


class CountColumn(NamedTuple):
    """A column of the analysis tab that holds a number per area."""

    key: CountKey
    heading: str
    also_written: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """The heading and all its known forms."""
        return (self.heading, *self.also_written)


class AnalysisTemplate(NamedTuple):
    """The tab that counts problems, causes and actions."""

    tab: str
    title: str
    area_heading: str
    columns: tuple[CountColumn, ...]
    chart_title: str
    area_also_written: tuple[str, ...] = ()
    total_labels: tuple[str, ...] = ()
    """What a row that sums the others is called, where a district has added one."""

    @property
    def area_spellings(self) -> tuple[str, ...]:
        """The area column's heading and all its known forms."""
        return (self.area_heading, *self.area_also_written)


class IntroTemplate(NamedTuple):
    """The first tab: title with the year, instructions, links."""

    tab: str
    title: str
    """With `{year}` where the plan's year stands."""
    also_written: tuple[str, ...] = ()
    """Other names of the tab, with `{year}` where the year stands."""


class Themes(NamedTuple):
    """What every plan is to take up somewhere, each known by any of its words."""

    youth_strategy: tuple[str, ...] = ()
    """The strategy against children and young people being drawn into crime."""
    extremism: tuple[str, ...] = ()
    """The work against violent extremism."""


class TemplateDefinition(NamedTuple):
    """Everything that tells one template from another."""

    name: str
    year: int
    intro: IntroTemplate
    areas: tuple[StandardArea, ...]
    own_area: OwnArea
    columns: tuple[Column, ...]
    analysis: AnalysisTemplate
    themes: Themes = Themes()
    superseded_by: str | None = None
    """The name of the template that has taken this one's place."""

    def column(self, key: str) -> Column | None:
        """Return the column called `key`, None when the template has none."""
        return next((column for column in self.columns if column.key == key), None)

    @property
    def instructions(self) -> tuple[str, ...]:
        """The columns' instruction texts."""
        return tuple([column.instruction for column in self.columns])

    @property
    def headed_columns(self) -> tuple[Column, ...]:
        """The columns with a heading of their own."""
        return tuple(column for column in self.columns if column.heading is not None)


def shipped_names() -> tuple[str, ...]:
    """Return the names of the templates in the package, newest year last."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@lru_cache
def load_template(name_or_path: str) -> TemplateDefinition:
    """Return the shipped template of that name, or the one in that file.

    Raises:
        TemplateError: `template-not-found` or `template-invalid`.
    """
    shipped = _FOLDER / f"{name_or_path}.toml"
    if name_or_path in shipped_names():
        return _trusted(tables(shipped))
    try:
        content = Path(name_or_path).read_bytes()
    except OSError:
        names = ", ".join(shipped_names())
        raise TemplateError("template-not-found", name=name_or_path, names=names) from None
    return _checked(content, name_or_path)


def _trusted(data: Mapping[str, Any]) -> TemplateDefinition:
    """Build a shipped template, which the tests have checked, without the time to check it again."""
    analysis = data["analysis"]
    return TemplateDefinition(
        name=data["name"],
        year=data["year"],
        intro=IntroTemplate(**_tuples(data["intro"])),
        areas=tuple(StandardArea(**_tuples(area)) for area in data["areas"]),
        own_area=OwnArea(**_tuples(data["own_area"])),
        columns=tuple(Column(**_tuples(column)) for column in data["columns"]),
        analysis=AnalysisTemplate(
            **_tuples(analysis)
            | {"columns": tuple(CountColumn(**_tuples(column)) for column in analysis["columns"])}
        ),
        themes=Themes(**_tuples(data.get("themes", {}))),
        superseded_by=data.get("superseded_by"),
    )


def _tuples(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(v) if isinstance(v, list) else v for key, v in table.items()}


def _checked(content: bytes, source: str) -> TemplateDefinition:
    """Build a template from outside; what is wrong in it is said with its place."""
    # Imported here: it takes longer than a whole run, and most runs use a shipped template.
    import tomllib

    from pydantic import TypeAdapter, ValidationError

    try:
        data = tomllib.loads(content.decode("utf-8"))
        return TypeAdapter(TemplateDefinition).validate_python(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        reason = f"{place}: {first['msg']}"
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        reason = str(error)
    raise TemplateError("template-invalid", name=source, reason=reason)
