"""Settings from `atgardsplan.toml` or `[tool.atgardsplan]` in `pyproject.toml`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from atgardsplan.settings import NAMES, Lang, Settings, SettingsError, make_settings, nearest

_OWN, _SHARED = "atgardsplan.toml", "pyproject.toml"


class Source(NamedTuple):
    """A settings file, and the folder that its paths and patterns are relative to."""

    path: Path
    folder: Path


class SettingsFinder:
    """Gives each plan its settings: those of the nearest file upwards, then the command line's."""

    def __init__(
        self,
        given: Mapping[str, Any],
        known_codes: frozenset[str],
        file: Path | None = None,
        isolated: bool = False,
        default_lang: str = "sv",
    ) -> None:
        """Remember what was given.

        Args:
            given: the command line's settings; None where nothing was said.
            known_codes: the codes of all rules.
            file: a settings file that was named; it counts for all plans.
            isolated: look for no settings file.
            default_lang: the language where neither file nor command line names one.
        """
        self._given = given
        self._codes = known_codes
        self._file = file
        self._isolated = isolated
        self._default = Settings(lang=Lang(default_lang))
        self._sources: dict[Path, Source | None] = {}
        self._settings: dict[Source | None, Settings] = {}

    def for_plan(self, path: Path) -> Settings:
        """Return the settings for the plan in the file `path`.

        Raises:
            SettingsError: when the settings file or the command line has something unusable.
        """
        source = self.source_for(path)
        settings = self._settings_of(source)
        if source is None or not settings.per_file_ignores:
            return settings
        try:
            relative = path.resolve().relative_to(source.folder).as_posix()
        except ValueError:
            relative = path.name
        return settings.for_file(relative)

    def source_for(self, path: Path) -> Source | None:
        """Return the settings file that counts for a plan, None when there is none."""
        if self._file is not None:
            return Source(self._file, self._file.resolve().parent)
        if self._isolated:
            return None
        return self._nearest(path.resolve().parent)

    def _nearest(self, folder: Path) -> Source | None:
        if folder not in self._sources:
            found = next((folder / name for name in (_OWN, _SHARED) if _holds(folder / name)), None)
            if found is not None:
                self._sources[folder] = Source(found, folder)
            elif folder.parent == folder:
                self._sources[folder] = None
            else:
                self._sources[folder] = self._nearest(folder.parent)
        return self._sources[folder]

    def _settings_of(self, source: Source | None) -> Settings:
        if source not in self._settings:
            base = read_settings(source, self._codes, self._default) if source else self._default
            self._settings[source] = make_settings(self._given, self._codes, base)
        return self._settings[source]


def read_settings(
    source: Source, known_codes: frozenset[str], base: Settings | None = None
) -> Settings:
    """Return the settings in a file, over those of `base`.

    Raises:
        SettingsError: `no-settings-file`, `unreadable-settings`, `unknown-setting`, or what is wrong with a value.
    """
    table = _table(source.path)
    values: dict[str, Any] = {}
    for written, value in table.items():
        name = written.replace("-", "_")
        if name not in NAMES:
            possible = nearest(name, NAMES).replace("_", "-")
            kind = "unknown-setting-possible" if possible else "unknown-setting"
            file = source.path.name
            raise SettingsError(kind, name=written, file=file, possible=possible)
        values[name] = value
    # Files that the settings name are found from the settings' own folder.
    for name in ("template", "baseline"):
        beside = source.folder / str(values.get(name, ""))
        if name in values and (name == "baseline" or beside.is_file()):
            values[name] = str(beside)
    return make_settings(
        values,
        known_codes,
        base,
        name_of=lambda key: f"{key.replace('_', '-')} ({source.path.name})",
    )


def settings_as_toml(settings: Settings) -> str:
    """Return settings as a settings file has them; what is not set is left out."""
    lines: list[str] = []
    tables: list[str] = []
    for name, value in settings._asdict().items():
        key = name.replace("_", "-")
        if name in ("severity", "per_file_ignores"):
            rows = [f"{_toml(inner)} = {_toml(content)}" for inner, content in value]
            tables += [f"\n[{key}]", *rows] if rows else []
        elif value is not None:
            lines.append(f"{key} = {_toml(value)}")
    return "\n".join([*lines, *tables]) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    import json

    # A JSON string is a TOML string.
    return json.dumps(value, ensure_ascii=False)


def _holds(path: Path) -> bool:
    """Tell whether a file is there and has settings for this program."""
    if not path.is_file():
        return False
    # Most pyproject.toml files are other programs' and need not be parsed, or even be right.
    return path.name == _OWN or b"[tool.atgardsplan" in path.read_bytes()


def _table(path: Path) -> Mapping[str, Any]:
    import tomllib

    if not path.exists():
        raise SettingsError("no-settings-file", file=path.as_posix())
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = str(error) if isinstance(error, tomllib.TOMLDecodeError) else type(error).__name__
        raise SettingsError("unreadable-settings", file=path.as_posix(), reason=reason) from None
    if path.name == _SHARED:
        data = data.get("tool", {}).get("atgardsplan", {})
    return data
