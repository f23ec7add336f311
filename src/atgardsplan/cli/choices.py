"""Choices that several commands share: one value of several, each plan's settings, changed plans."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from atgardsplan.cli.language import spoken
from atgardsplan.reports.lines import visible
from atgardsplan.settings import SettingsError, nearest
from atgardsplan.settings_file import SettingsFinder


def choose(value: str, choices: Sequence[str], name: str) -> str:
    """Return a value that must be one of several.

    Raises:
        SettingsError: `bad-value`, with the nearest of the choices.
    """
    if value in choices:
        return value
    possible = nearest(value, choices)
    kind = "bad-value-possible" if possible else "bad-value"
    listed = ", ".join(choices)
    raise SettingsError(kind, name=name, value=value, choices=listed, possible=possible)


def settings_finder(
    given: Mapping[str, Any], config: str | Path | None, isolated: bool
) -> SettingsFinder:
    """Return what gives each plan its settings; without `--lang` the language is the program's."""
    from atgardsplan.rules.engine import all_rules

    file = Path(config) if config is not None else None
    codes = frozenset(rule.code for rule in all_rules())
    return SettingsFinder(given, codes, file, isolated, default_lang=spoken().language)


def only_changed(plans: Sequence[Path], ref: str, finder: SettingsFinder) -> list[Path]:
    """Return the plans that changed since a version in git; where none did, say so.

    Raises:
        SettingsError: what is wrong with the version or the repository.
    """
    # Imported here: few runs ask git.
    from atgardsplan.cli import output
    from atgardsplan.cli.changed import changed_plans

    found = changed_plans(plans, ref, finder)
    if not found:
        output.note(spoken()("report.none_changed", ref=visible(ref)))
    return found
