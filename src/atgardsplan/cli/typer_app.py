"""The commands as typer knows them: options, help, and what happens on wrong usage.

Each function here hands its words and options on, by name, to the function of the same name in the
command's own module.
"""

from pathlib import Path
from typing import Annotated, Any

import typer

from atgardsplan import __version__
from atgardsplan.cli import output
from atgardsplan.cli.commands import COMMANDS, function_of
from atgardsplan.cli.language import spoken

_HELP = spoken().table("help")


def _text(key: str, metavar: str) -> Any:
    return typer.Option(help=_HELP[key], metavar=metavar)


def _flag(key: str, help_key: str = "") -> Any:
    return typer.Option("--" + key.replace("_", "-"), help=_HELP[help_key or key])


Paths = Annotated[list[Path] | None, typer.Argument(help=_HELP["paths"], show_default=False)]
OutputFile = Annotated[Path | None, _text("output_file", "FILE")]
Stage = Annotated[str | None, _text("stage", "plan|followup")]
Year = Annotated[str | None, _text("year", "YYYY")]
Template = Annotated[str | None, _text("template", "NAME|FILE")]
Config = Annotated[Path | None, _text("config", "FILE")]
Isolated = Annotated[bool, _flag("isolated")]
Lang = Annotated[str | None, _text("lang", "sv|en")]
ChangedSince = Annotated[str | None, _text("changed_since", "REF")]
JsonSchema = Annotated[bool, _flag("json_schema")]
Codes = "CODES"
Formats = "text|concise|json|sarif|junit|github|gitlab|azure|markdown|html"


def _hand_on(command: str, words: Any, options: dict[str, Any]) -> int:
    # What may be given several times adds up.
    given = {
        name: ",".join(value) or None if isinstance(value, list) else value
        for name, value in options.items()
    }
    return function_of(command)(words or (), **given)


def validate(
    paths: Paths = None,
    format: Annotated[str, _text("format", Formats)] = "text",
    output_file: OutputFile = None,
    select: Annotated[list[str] | None, _text("select", Codes)] = None,
    ignore: Annotated[list[str] | None, _text("ignore", Codes)] = None,
    extend_select: Annotated[list[str] | None, _text("extend_select", Codes)] = None,
    fail_on: Annotated[str | None, _text("fail_on", "error|warning|info|never")] = None,
    stage: Stage = None,
    year: Year = None,
    template: Template = None,
    config: Config = None,
    isolated: Isolated = False,
    lang: Lang = None,
    changed_since: ChangedSince = None,
    watch: Annotated[bool, _flag("watch")] = False,
    baseline: Annotated[str | None, _text("baseline", "FILE")] = None,
    write_baseline: Annotated[Path | None, _text("write_baseline", "FILE")] = None,
    show_accepted: Annotated[bool, _flag("show_accepted")] = False,
    statistics: Annotated[bool, _flag("statistics")] = False,
    show_settings: Annotated[bool, _flag("show_settings")] = False,
    json_schema: JsonSchema = False,
    receipt: Annotated[Path | None, _text("receipt", "FILE")] = None,
    verify_receipt: Annotated[Path | None, _text("verify_receipt", "FILE")] = None,
) -> int:
    """Check plans."""
    options = dict(locals())
    return _hand_on("validate", options.pop("paths"), options)


def summarise(
    paths: Paths = None,
    check: Annotated[bool, _flag("check")] = False,
    diff: Annotated[bool, _flag("diff", "show_diff")] = False,
    output: Annotated[Path | None, _text("output", "FILE")] = None,
    values: Annotated[bool, _flag("values")] = False,
    force: Annotated[bool, _flag("force")] = False,
    changed_since: ChangedSince = None,
    template: Template = None,
    config: Config = None,
    isolated: Isolated = False,
    lang: Lang = None,
) -> int:
    """Refresh analysis tabs."""
    options = dict(locals())
    return _hand_on("summarise", options.pop("paths"), options)


def show(
    paths: Paths = None,
    format: Annotated[str, _text("format", "text|json")] = "text",
    output_file: OutputFile = None,
    textconv: Annotated[bool, _flag("textconv")] = False,
    stage: Stage = None,
    year: Year = None,
    template: Template = None,
    config: Config = None,
    isolated: Isolated = False,
    lang: Lang = None,
    json_schema: JsonSchema = False,
) -> int:
    """Show what is read in plans."""
    options = dict(locals())
    return _hand_on("show", options.pop("paths"), options)


def diff(
    plans: Annotated[
        list[Path] | None,
        typer.Argument(help=_HELP["two_plans"], metavar="OLD NEW", show_default=False),
    ] = None,
    format: Annotated[str, _text("format", "text|json|markdown|html")] = "text",
    output_file: OutputFile = None,
    exit_code: Annotated[bool, _flag("exit_code")] = False,
    select: Annotated[list[str] | None, _text("select", Codes)] = None,
    ignore: Annotated[list[str] | None, _text("ignore", Codes)] = None,
    extend_select: Annotated[list[str] | None, _text("extend_select", Codes)] = None,
    stage: Stage = None,
    year: Year = None,
    template: Template = None,
    config: Config = None,
    isolated: Isolated = False,
    lang: Lang = None,
    json_schema: JsonSchema = False,
) -> int:
    """Show what differs between two plans."""
    options = dict(locals())
    return _hand_on("diff", options.pop("plans"), options)


def report(
    paths: Paths = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=_HELP["page"], metavar="FILE")
    ] = None,
    select: Annotated[list[str] | None, _text("select", Codes)] = None,
    ignore: Annotated[list[str] | None, _text("ignore", Codes)] = None,
    extend_select: Annotated[list[str] | None, _text("extend_select", Codes)] = None,
    fail_on: Annotated[str | None, _text("fail_on", "error|warning|info|never")] = None,
    stage: Stage = None,
    year: Year = None,
    template: Template = None,
    config: Config = None,
    isolated: Isolated = False,
    lang: Lang = None,
    baseline: Annotated[str | None, _text("baseline", "FILE")] = None,
    show_accepted: Annotated[bool, _flag("show_accepted")] = False,
) -> int:
    """Make a web page of plans."""
    options = dict(locals())
    return _hand_on("report", options.pop("paths"), options)


def rules(
    code: Annotated[
        list[str] | None, typer.Argument(help=_HELP["rule_code"], show_default=False)
    ] = None,
    format: Annotated[str, _text("format", "text|markdown|json")] = "text",
    output_file: OutputFile = None,
    lang: Lang = None,
) -> int:
    """Show the rules."""
    options = dict(locals())
    return _hand_on("rules", options.pop("code"), options)


def _print_version(wanted: bool) -> None:
    if wanted:
        output.results(f"atgardsplan {__version__}\n")
        raise typer.Exit


def make_app() -> typer.Typer:
    """Declare the program."""
    app = typer.Typer(
        name="atgardsplan",
        help=_HELP["app"],
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def program(
        version: bool = typer.Option(
            False, "--version", callback=_print_version, is_eager=True, help=_HELP["version"]
        ),
    ) -> None:
        pass

    for name, function in COMMANDS.items():
        declared = globals()[function]
        app.command(name, help=_HELP[function], hidden=name != function)(declared)
    return app


def run(arguments: list[str]) -> int:
    """Run the command line through typer; wrong usage is explained and gives 2."""
    # typer exports this class, but not the one that all errors of usage are of.
    usage_error: type[Exception] = typer.BadParameter.__mro__[1]
    try:
        status = make_app()(args=arguments, prog_name="atgardsplan", standalone_mode=False)
    except usage_error as error:
        _explain(error)
        return 2
    except typer.Abort:
        raise KeyboardInterrupt from None
    return status if isinstance(status, int) else 0


def _explain(error: Exception) -> None:
    texts = spoken()
    command = getattr(getattr(error, "ctx", None), "command_path", "atgardsplan")
    message = str(getattr(error, "message", error))
    name = getattr(error, "option_name", None)
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        output.note(message)
        return
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
