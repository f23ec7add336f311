from __future__ import annotations

import inspect

import pytest

from atgardsplan.cli import commands, typer_app
from atgardsplan.cli.commands import COMMANDS, function_of, plain_call
from tests.conftest import FIXTURES, Command

SEED = str(FIXTURES / "plan-2025.xlsx")


@pytest.mark.parametrize("command", sorted(set(COMMANDS.values())))
def test_typer_declares_the_options_that_the_command_takes(command: str) -> None:
    own = inspect.signature(function_of(command)).parameters
    declared = inspect.signature(getattr(typer_app, command)).parameters
    assert list(own) == list(declared)
    for name, parameter in own.items():
        if parameter.kind is parameter.KEYWORD_ONLY:
            assert declared[name].default == parameter.default, name


@pytest.mark.parametrize(
    ("arguments", "words", "options"),
    [
        (["validate", "a.xlsx"], ["a.xlsx"], {}),
        (["validate", "--format", "json", "a", "b"], ["a", "b"], {"format": "json"}),
        (["validate", "a", "--fail-on=never", "--statistics"], ["a"], {"fail_on": "never", "statistics": True}),
        (["summarise", "--check", "a"], ["a"], {"check": True}),
        (["show", "--select=", "a"], None, None),
        (["validate", "-h"], None, None),
        (["validate", "--help"], None, None),
        (["validate", "--formats", "json"], None, None),
        (["validate", "--form", "json"], None, None),
        (["validate", "--fail_on", "never"], None, None),
        (["validate", "a", "--format"], None, None),
        (["validate", "--stage", "--year"], None, None),
        (["validate", "--statistics=yes"], None, None),
        (["validate", "--", "-a.xlsx"], None, None),
        (["validera", "a"], None, None),
        (["--version"], None, None),
        ([], None, None),
    ],
)  # fmt: skip
def test_a_plain_call_is_the_functions_own_and_all_else_is_left_to_the_parser(
    arguments: list[str],
    words: list[str] | None,
    options: dict[str, object] | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[tuple[list[str], dict[str, object]]] = []

    def spy(command: str) -> object:
        function = function_of(command)

        def called(given: list[str], **named: object) -> int:
            seen.append((given, named))
            return 0

        called.__kwdefaults__ = function.__kwdefaults__
        return called

    monkeypatch.setattr(commands, "function_of", spy)
    call = plain_call(arguments)
    assert (call is None) == (words is None)
    if call is not None:
        call()
        assert seen == [(words, options)]


@pytest.mark.parametrize(
    "options", [[], ["--format", "json"], ["--select", "N", "--fail-on", "never"], ["--statistics"]]
)
def test_both_ways_give_the_same_result(options: list[str], command: Command) -> None:
    plain = command("validate", SEED, *options)
    # A lone double dash ends the options; only the parser knows it.
    parsed = command("validate", *options, "--", SEED)
    assert plain == parsed
