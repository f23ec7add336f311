"""Options that several commands share. Values are checked by Settings, in the user's language."""

from pathlib import Path
from typing import Annotated

import typer

from atgardsplan.cli.language import spoken

_HELP = spoken().table("help")

Paths = Annotated[list[Path] | None, typer.Argument(help=_HELP["paths"], show_default=False)]
OutputFile = Annotated[Path | None, typer.Option(help=_HELP["output_file"], metavar="FILE")]
Stage = Annotated[str | None, typer.Option(help=_HELP["stage"], metavar="plan|followup")]
Year = Annotated[str | None, typer.Option(help=_HELP["year"], metavar="YYYY")]
Template = Annotated[str | None, typer.Option(help=_HELP["template"], metavar="NAME|FILE")]
Lang = Annotated[str | None, typer.Option(help=_HELP["lang"], metavar="sv|en")]
JsonSchema = Annotated[bool, typer.Option("--json-schema", help=_HELP["json_schema"])]
