"""The commands and their modules, and the everyday call, which needs no option parser."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

COMMANDS = {
    "validate": "validate",
    "summarise": "summarise",
    "summarize": "summarise",
    "show": "show",
    "diff": "diff",
    "rules": "rules",
    "report": "report",
}
"""Commands and their modules, each with a function of the module's name."""


LISTS = ("select", "ignore", "extend_select")
"""Options that may be given several times, and add up."""


def function_of(command: str) -> Callable[..., int]:
    """Return the function of a command: positional words first, options by keyword."""
    module = COMMANDS[command]
    function: Callable[..., int] = getattr(import_module(f"atgardsplan.cli.{module}"), module)
    return function


def plain_call(arguments: Sequence[str]) -> Callable[[], int] | None:
    """Return the call that `arguments` plainly name; None where a parser has to have its say.

    Loading typer takes as long as checking a plan. A command with paths and whole options
    (`--format json`, `--format=json`, `--check`) can be called by the function's own keywords; help,
    slips of the key and everything else is left to typer, which declares the same options.
    """
    if not arguments or arguments[0] not in COMMANDS:
        return None
    function = function_of(arguments[0])
    defaults: dict[str, Any] = getattr(function, "__kwdefaults__", None) or {}
    words: list[str] = []
    given: dict[str, Any] = {}
    rest = iter(arguments[1:])
    for argument in rest:
        if not argument.startswith("-"):
            words.append(argument)
            continue
        option, equals, value = argument.partition("=")
        name = option[2:].replace("-", "_")
        if not option.startswith("--") or name not in defaults or "_" in option:
            return None
        if defaults[name] is False:
            if equals:
                return None
            given[name] = True
            continue
        if not equals:
            value = next(rest, "-")
            if value.startswith("-"):
                return None
        given[name] = f"{given[name]},{value}" if name in LISTS and name in given else value
    return lambda: function(words, **given)
