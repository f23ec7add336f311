"""All words of the command line and the reports, but for the rules' own: `sv.toml`, `en.toml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import cast

from atgardsplan.data_files import tables

LANGUAGES = ("sv", "en")


class Texts:
    """The texts of one language, by dotted key such as `errors.empty-file`."""

    def __init__(self, language: str) -> None:
        self._tables = tables(Path(__file__).with_name(f"{language}.toml"))
        self.language = language

    def __call__(self, key: str, **details: object) -> str:
        """Return the text of `key`, its blanks filled with `details`."""
        return self.pattern(key).format_map(details)

    def pattern(self, key: str) -> str:
        """Return the text of `key` with its blanks."""
        table, _, name = key.partition(".")
        return cast(str, self._tables[table][name])

    def keys(self) -> frozenset[str]:
        """Return the keys of all texts."""
        return frozenset(
            f"{table}.{name}" for table in self._tables for name in self._tables[table]
        )

    def table(self, name: str) -> dict[str, str]:
        """Return all texts of one table."""
        return cast(dict[str, str], self._tables[name])


@cache
def load_texts(language: str) -> Texts:
    """Return the texts in `language`, one of `LANGUAGES`."""
    return Texts(language)
