"""The words of the rules, in one language: `texts/sv.toml` and `texts/en.toml`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).with_name("texts")


class RuleText(NamedTuple):
    """What a rule says. `{blanks}` are filled with the finding's details."""

    message: str
    """What is wrong in this cell."""
    help: str
    """Why the template asks for it, and what a good cell looks like."""


class Catalogue:
    """The texts of all rules in one language."""

    def __init__(self, language: str) -> None:
        content = tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))
        self._columns: dict[str, str] = content.pop("columns")
        self._texts = content
        self.language = language

    def text(self, code: str) -> RuleText:
        """Return the texts of the rule `code`."""
        return RuleText(**self._texts[code])

    def column_name(self, key: str | None) -> str:
        """Return what people call the column `key`."""
        return self._columns[key] if key else ""

    @property
    def codes(self) -> frozenset[str]:
        """The rules that have texts."""
        return frozenset(self._texts)


@cache
def load_catalogue(language: str) -> Catalogue:
    """Return the catalogue in `language`, `sv` or `en`."""
    return Catalogue(language)
