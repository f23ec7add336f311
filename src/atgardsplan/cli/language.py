"""Which language the command line speaks, known before its options are declared."""

from __future__ import annotations

import os
import sys

from atgardsplan.texts import LANGUAGES, Texts, load_texts

_VARIABLE = "ATGARDSPLAN_LANG"


def spoken() -> Texts:
    """Return the texts in the language of `--lang`, the environment, or Swedish."""
    return load_texts(_asked_for(sys.argv[1:]) or "sv")


def _asked_for(arguments: list[str]) -> str | None:
    for index, argument in enumerate(arguments):
        option, equals, value = argument.partition("=")
        if option == "--lang":
            value = value if equals else "".join(arguments[index + 1 : index + 2])
            if value in LANGUAGES:
                return value
    language = os.environ.get(_VARIABLE, "")
    return language if language in LANGUAGES else None
