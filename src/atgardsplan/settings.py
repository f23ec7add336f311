"""The choices that steer a run, from wherever they come."""

from collections.abc import Callable, Mapping
from enum import StrEnum
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

    def runs(self, code: str) -> bool:
        """Tell whether the rule `code` is chosen; of equally long prefixes, ignoring wins."""
        chosen = _longest(code, (*(self.select or ("",)), *self.extend_select))
        return chosen > _longest(code, self.ignore)


def make_settings(values: Mapping[str, Any], known_codes: frozenset[str]) -> Settings:
    """Return the settings that `values` name; those that are None keep their defaults.

    Raises:
        SettingsError: `bad-value`, `bad-number`, `bad-text` or `unknown-code`, naming the option.
    """
    given = {
        name: _READERS[name]("--" + name.replace("_", "-"), value)
        for name, value in values.items()
        if value is not None
    }
    settings = Settings(**given)
    for code in (*settings.select, *settings.extend_select, *settings.ignore):
        if not any(known.startswith(code) for known in known_codes):
            raise SettingsError("unknown-code", code=code)
    return settings


def _longest(code: str, prefixes: tuple[str, ...]) -> int:
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=-1)


# One reader per kind of value: they take the name that the user knows it by, and what was given.


def _codes(name: str, value: object) -> tuple[str, ...]:
    """Take codes divided by commas, as on the command line, or a list of them; ALL means all."""
    given = value.split(",") if isinstance(value, str) else value
    if not isinstance(given, list | tuple) or not all(isinstance(code, str) for code in given):
        raise SettingsError("bad-text", name=name)
    codes = (code.strip().upper() for code in given)
    return tuple("" if code == "ALL" else code for code in codes if code)


def _choice(kind: type[StrEnum]) -> Callable[[str, object], StrEnum]:
    def read(name: str, value: object) -> StrEnum:
        try:
            return kind(str(value))
        except ValueError:
            choices = ", ".join(kind)
            raise SettingsError("bad-value", name=name, value=value, choices=choices) from None

    return read


def _year(name: str, value: object) -> int:
    text = str(value)
    if not (text.isdecimal() and 2000 <= int(text) <= 2100):
        raise SettingsError("bad-number", name=name, value=value)
    return int(text)


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise SettingsError("bad-text", name=name)
    return value


_READERS: dict[str, Callable[[str, object], Any]] = {
    "select": _codes,
    "extend_select": _codes,
    "ignore": _codes,
    "fail_on": _choice(FailOn),
    "stage": _choice(Stage),
    "year": _year,
    "template": _text,
    "lang": _choice(Lang),
}
