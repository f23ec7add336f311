"""The program: from arguments to an exit status, whatever happens on the way."""

import os
import sys
from collections.abc import Sequence

from atgardsplan.cli import output
from atgardsplan.cli.commands import plain_call
from atgardsplan.cli.language import spoken
from atgardsplan.settings import SettingsError
from atgardsplan.template import TemplateError
from atgardsplan.workbook.errors import WorkbookError

_USAGE, _INTERRUPTED = 2, 130


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return the exit status; no exception passes."""
    output.prepare()
    texts = spoken()
    try:
        status = _run(list(arguments))
        sys.stdout.flush()
        return status
    except (SettingsError, TemplateError, WorkbookError) as error:
        output.failure(texts, error)
        return _USAGE
    except KeyboardInterrupt:
        output.note(texts("usage.interrupted"))
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader of our output, such as `head`, has had enough. Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("ATGARDSPLAN_DEBUG"):
            raise
        if output.is_cause_of(error):
            output.problem(texts, texts("usage.no-output"))
            return _USAGE
        # Only the kind of error: its text might quote a cell.
        output.problem(texts, texts("errors.internal", reason=type(error).__name__))
        return _USAGE


def _run(arguments: list[str]) -> int:
    call = plain_call(arguments)
    if call is not None:
        return call()
    from atgardsplan.cli import typer_app

    return typer_app.run(arguments)
