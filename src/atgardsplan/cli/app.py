"""The program: its commands, and what happens when one can't do what it was asked."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import typer

from atgardsplan import __version__
from atgardsplan.cli import output
from atgardsplan.cli.language import spoken
from atgardsplan.settings import SettingsError
from atgardsplan.template import TemplateError
from atgardsplan.workbook.errors import WorkbookError

_COMMANDS = {
    "validate": "validate",
    "summarise": "summarise",
    "summarize": "summarise",
    "show": "show",
}
"""Commands and their modules, each with a function of the same name."""

_USAGE, _INTERRUPTED = 2, 130
# typer exports this class, but not the one that all errors of usage are of.
_UsageError: type[Exception] = typer.BadParameter.__mro__[1]


def _print_version(wanted: bool) -> None:
    if wanted:
        output.results(f"atgardsplan {__version__}\n")
        raise typer.Exit


def _app(arguments: Sequence[str]) -> typer.Typer:
    """Declare the program; a named command is loaded alone, for a quick start."""
    help_texts = spoken().table("help")
    app = typer.Typer(
        name="atgardsplan",
        help=help_texts["app"],
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def program(
        version: bool = typer.Option(
            False, "--version", callback=_print_version, is_eager=True, help=help_texts["version"]
        ),
    ) -> None:
        pass

    wanted = arguments[0] if arguments and arguments[0] in _COMMANDS else None
    for name, module in _COMMANDS.items():
        if wanted in (None, name):
            function = getattr(import_module(f"atgardsplan.cli.{module}"), module)
            app.command(name, help=help_texts[module], hidden=name != module)(function)
    return app


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return the exit status; no exception passes."""
    output.prepare()
    texts = spoken()
    try:
        status = _app(arguments)(
            args=list(arguments), prog_name="atgardsplan", standalone_mode=False
        )
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except (SettingsError, TemplateError) as error:
        table = "usage" if isinstance(error, SettingsError) else "errors"
        output.problem(texts, texts(f"{table}.{error.kind}", **error.details))
        return _USAGE
    except WorkbookError as error:
        output.problem(texts, texts(f"errors.{error.kind}", **error.details))
        return _USAGE
    except _UsageError as error:
        return _explain_usage(error)
    except (KeyboardInterrupt, typer.Abort):
        output.note(texts("usage.interrupted"))
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader of our output, such as `head`, has had enough. Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("ATGARDSPLAN_DEBUG"):
            raise
        # Only the kind of error: its text might quote a cell.
        output.problem(texts, texts("errors.internal", reason=type(error).__name__))
        return _USAGE


def _explain_usage(error: Exception) -> int:
    texts = spoken()
    command = getattr(getattr(error, "ctx", None), "command_path", "atgardsplan")
    message = str(getattr(error, "message", error))
    name = getattr(error, "option_name", None)
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        output.note(message)
        return _USAGE
    if kind == "NoSuchOption":
        alike = ", ".join(getattr(error, "possibilities", None) or ())
        key = "no-such-option-possible" if alike else "no-such-option"
        text = texts(f"usage.{key}", name=name, possible=alike)
    elif kind == "BadOptionUsage":
        text = texts("usage.missing-value", name=name)
    elif message.startswith("No such command"):
        # The message quotes the name, and after it perhaps others that are like it.
        name, *possible = message.split("'")[1::2]
        key = "no-such-command-possible" if possible else "no-such-command"
        text = texts(f"usage.{key}", name=name, possible=", ".join(possible))
    else:
        text = texts("usage.other", reason=message)
    output.problem(texts, text)
    output.note(texts("usage.hint", command=command))
    return _USAGE
