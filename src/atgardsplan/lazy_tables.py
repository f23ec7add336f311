"""A TOML file of tables, each parsed when it is first asked for.

A run needs a few texts out of many, and tomllib takes its time: some 4 ms for all texts.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

_HEADER = re.compile(r"^\[([\w-]+)\]$", re.MULTILINE)


class LazyTables:
    """The tables of a TOML file, which has no tables within tables but for dotted keys."""

    def __init__(self, source: Path) -> None:
        """Read the file and find where its tables begin."""
        _, *pieces = _HEADER.split(source.read_text("utf-8"))
        self._written = dict(zip(pieces[::2], pieces[1::2], strict=True))
        self._parsed: dict[str, dict[str, Any]] = {}

    @property
    def names(self) -> frozenset[str]:
        """The names of all tables."""
        return frozenset(self._written)

    def __getitem__(self, name: str) -> dict[str, Any]:
        """Return a table.

        Raises:
            KeyError: when there is none of that name.
        """
        if name not in self._parsed:
            self._parsed[name] = tomllib.loads(self._written[name])
        return self._parsed[name]
