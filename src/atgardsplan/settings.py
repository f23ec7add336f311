"""The choices that steer a run, from wherever they come."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from atgardsplan.model import Severity, Stage


class SettingsError(Exception):
    """A choice that can't be used; `kind` and `details` fill a text of the `usage` table."""

    def __init__(self, kind: str, **details: object) -> None:
        super().__init__(kind)
        self.kind = kind
        self.details = details


class Lang(StrEnum):
    """The languages of messages and reports."""

    SV = "sv"
    EN = "en"


class FailOn(StrEnum):
    """From which severity on findings make the exit status 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"

    def reached_by(self, severity: Severity) -> bool:
        """Tell whether a finding of `severity` makes the run fail."""
        return self is not FailOn.NEVER and severity.rank <= Severity(self.value).rank


class Settings(NamedTuple):
    """One run's choices; the defaults are those of the command line."""

    select: tuple[str, ...] = ()
    """Codes or prefixes of the rules to run; empty means all."""
    extend_select: tuple[str, ...] = ()
    """Codes or prefixes of rules to run beside `select`."""
    ignore: tuple[str, ...] = ()
    """Codes or prefixes of rules not to run. The longest prefix that fits a code decides."""
    fail_on: FailOn = FailOn.ERROR
    stage: Stage = Stage.PLAN
    year: int | None = None
    """The plan year asked for, 2000 to 2100; None means the one that the workbook states."""
    template: str | None = None
    """A shipped template's name or a template file; None means to recognise it."""
    lang: Lang = Lang.SV
    severity: tuple[tuple[str, Severity], ...] = ()
    """Other severities than the rules' own, by code or prefix; the longest prefix decides."""
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Codes or prefixes of rules not to run on files that fit a pattern such as `2024/*.xlsx`."""
    baseline: str | None = None
    """A file of known findings that are not told again."""
    long_action: int = 120
    """How many words an action may have before it is no short description (S105)."""
    duplicate_likeness: float = 0.9
    """How like two actions are, from 0 to 1, to be taken for the same one (C109)."""
    repeat_likeness: float = 0.8
    """How like goal and action are, from 0 to 1, to say the same (S106)."""

    def runs(self, code: str) -> bool:
        """Tell whether the rule `code` is chosen; of equally long prefixes, ignoring wins."""
        chosen = _longest(code, (*(self.select or ("",)), *self.extend_select))
        return chosen > _longest(code, self.ignore)

    def severity_of(self, code: str, default: Severity) -> Severity:
        """Return the severity of a rule, which may differ from its own."""
        fitting = [
            (len(prefix), value) for prefix, value in self.severity if code.startswith(prefix)
        ]
        return max(fitting, key=lambda pair: pair[0])[1] if fitting else default

    def for_file(self, relative_path: str) -> "Settings":
        """Return the settings for a file, its path relative to the settings' folder."""
        ignored = [
            code
            for pattern, codes in self.per_file_ignores
            if fnmatchcase(relative_path, pattern)
            or fnmatchcase(relative_path.rpartition("/")[2], pattern)
            for code in codes
        ]
        return self._replace(ignore=(*self.ignore, *ignored)) if ignored else self


def make_settings(
    values: Mapping[str, Any],
    known_codes: frozenset[str],
    base: Settings | None = None,
    name_of: Callable[[str], str] = lambda key: "--" + key.replace("_", "-"),
) -> Settings:
    """Return `base` with the values that are given; those that are None stay.

    Args:
        values: what was given, by the settings' field names.
        known_codes: the codes of all rules.
        base: the settings that are changed; the defaults when None.
        name_of: how the user knows a field, for messages.

    Raises:
        SettingsError: `bad-value`, `bad-number`, `bad-text` or `unknown-code`, naming the field.
    """
    given = {
        key: _READERS[key](name_of(key), value)
        for key, value in values.items()
        if value is not None
    }
    settings = (base or Settings())._replace(**given)
    for key in ("select", "extend_select", "ignore"):
        for code in given.get(key, ()):
            _check_code(code, known_codes)
    for code, _ in given.get("severity", ()):
        _check_code(code, known_codes)
    for _, codes in given.get("per_file_ignores", ()):
        for code in codes:
            _check_code(code, known_codes)
    return settings


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the word that was probably meant, "" when none is like it."""
    # Imported here: it is only needed when something is wrong.
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(words), 1, 0.5)), "")


def _check_code(code: str, known: frozenset[str]) -> None:
    if any(other.startswith(code) for other in known):
        return
    possible = nearest(code, known)
    kind = "unknown-code-possible" if possible else "unknown-code"
    raise SettingsError(kind, code=code, possible=possible)


def _longest(code: str, prefixes: tuple[str, ...]) -> int:
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=-1)


# One reader per kind of value: they take the name that the user knows it by, and what was given.


def _codes(name: str, value: object) -> tuple[str, ...]:
    """Take codes divided by commas, as on the command line, or a list of them; ALL means all."""
    given = value.split(",") if isinstance(value, str) else value
    if not isinstance(given, list | tuple) or not all(isinstance(code, str) for code in given):
        raise SettingsError("bad-codes", name=name)
    codes = (code.strip().upper() for code in given)
    return tuple("" if code == "ALL" else code for code in codes if code)


def _choice(kind: type[StrEnum]) -> Callable[[str, object], StrEnum]:
    def read(name: str, value: object) -> StrEnum:
        try:
            return kind(str(value))
        except ValueError:
            choices = ", ".join(kind)
            possible = nearest(str(value), kind)
            key = "bad-value-possible" if possible else "bad-value"
            raise SettingsError(
                key, name=name, value=value, choices=choices, possible=possible
            ) from None

    return read


def _whole_number(least: int, most: int) -> Callable[[str, object], int]:
    def read(name: str, value: object) -> int:
        text = str(value)
        if not (text.isdecimal() and len(text) < 10 and least <= int(text) <= most):
            raise SettingsError("bad-number", name=name, value=value, least=least, most=most)
        return int(text)

    return read


def _share(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
        raise SettingsError("bad-number", name=name, value=value, least=0, most=1)
    return float(value)


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise SettingsError("bad-text", name=name)
    return value


def _severities(name: str, value: object) -> tuple[tuple[str, Severity], ...]:
    if not isinstance(value, Mapping):
        raise SettingsError("bad-table", name=name)
    read = _choice(Severity)
    return tuple((code.upper(), Severity(read(f"{name}.{code}", v))) for code, v in value.items())


def _ignores_by_pattern(name: str, value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, Mapping):
        raise SettingsError("bad-table", name=name)
    return tuple((pattern, _codes(f"{name}.{pattern}", codes)) for pattern, codes in value.items())


_READERS: dict[str, Callable[[str, object], Any]] = {
    "select": _codes,
    "extend_select": _codes,
    "ignore": _codes,
    "fail_on": _choice(FailOn),
    "stage": _choice(Stage),
    "year": _whole_number(2000, 2100),
    "template": _text,
    "lang": _choice(Lang),
    "severity": _severities,
    "per_file_ignores": _ignores_by_pattern,
    "baseline": _text,
    "long_action": _whole_number(10, 10_000),
    "duplicate_likeness": _share,
    "repeat_likeness": _share,
}
NAMES = tuple(_READERS)
"""The settings' names, as in a settings file but for `-` in place of `_`."""
