"""Swedish municipal crime-prevention action plans in Excel: read, validated, summarised.

>>> from pathlib import Path
>>> from atgardsplan import validate
>>> run = validate([Path("plan.xlsx")])  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

__all__ = ["Settings", "__version__", "read_plan", "summarise", "validate"]

if TYPE_CHECKING:
    from atgardsplan.analysis_tab import summarise
    from atgardsplan.reader import read_plan
    from atgardsplan.settings import Settings
    from atgardsplan.validation import validate

_HOMES = {
    "Settings": "settings",
    "read_plan": "reader",
    "summarise": "analysis_tab",
    "validate": "validation",
}


def __getattr__(name: str) -> object:
    """Import a part of the library when it is first asked for: start-up time is a feature."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"atgardsplan.{_HOMES[name]}"), name)
    raise AttributeError(name)
