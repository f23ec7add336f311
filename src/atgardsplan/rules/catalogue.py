"""The words of the rules, in one language: `texts/sv.toml` and `texts/en.toml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from atgardsplan.data_files import tables

_FOLDER = Path(__file__).with_name("texts")
EXAMPLES_LANGUAGE = "sv"
"""The language whose catalogue holds the example cells: plans are written in Swedish."""


class RuleText(NamedTuple):
    """What a rule says. `{blanks}` are filled with the finding's details."""

    title: str
    """What the rule looks for, in a few words."""
    message: str | Mapping[str, str]
    """What is wrong in this cell; by `kind` where a rule has several kinds of hits."""
    why: str
    """Why the template asks for it."""
    help: str
    """What to do, and what a good cell looks like."""
    links: tuple[str, ...] = ()
    """Keys of the catalogue's table of links: where to read more."""
    bad: str = ""
    """A cell where the rule fires."""
    good: str = ""
    """A cell where it doesn't."""

    @property
    def explanation(self) -> str:
        """Why, and what to do."""
        return f"{self.why} {self.help}"

    @property
    def messages(self) -> tuple[str, ...]:
        """All messages that the rule has."""
        return (self.message,) if isinstance(self.message, str) else tuple(self.message.values())

    def message_for(self, details: Mapping[str, object]) -> str:
        """Return the message for a hit with these details."""
        if isinstance(self.message, str):
            return self.message
        return self.message[str(details["kind"])]


class Link(NamedTuple):
    """Where to read more."""

    title: str
    address: str


class Catalogue:
    """The texts of all rules in one language."""

    def __init__(self, language: str) -> None:
        self._tables = tables(_FOLDER / f"{language}.toml")
        self._texts: dict[str, RuleText] = {}
        self.language = language

    def text(self, code: str) -> RuleText:
        """Return the texts of the rule `code`."""
        text = self._texts.get(code)
        if text is None:  # made once for all findings of a rule
            table = self._tables[code]
            text = RuleText(**table | {"links": tuple(table.get("links", ()))})
            self._texts[code] = text
        return text

    def column_name(self, key: str | None) -> str:
        """Return what people call the column `key`."""
        name: str = self._tables["columns"][key] if key else ""
        return name

    def link(self, key: str) -> Link:
        """Return the link `key`."""
        title, address = self._tables["links"][key]
        return Link(title, address)

    @property
    def codes(self) -> frozenset[str]:
        """The rules that have texts."""
        return frozenset(self._tables) - {"columns", "links"}


@cache
def load_catalogue(language: str) -> Catalogue:
    """Return the catalogue in `language`, `sv` or `en`."""
    return Catalogue(language)
