"""`atgardsplan` and `python -m atgardsplan`."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress


def main() -> None:
    """Run the command line and exit with its status."""
    # Looking for pydantic plug-ins means reading the metadata of every installed package, which
    # costs a fifth of the start-up time; this program uses none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Nearly nothing of what is made here is garbage in cycles: looking for it seldom saves a tenth
    # of the time for one plan, and still bounds the memory for many.
    gc.set_threshold(100_000, 20, 50)
    from atgardsplan.cli.app import run

    _leave(run(sys.argv[1:]))


def _leave(status: int) -> None:
    """End the process at once: all is written, and taking the objects apart takes a tenth of a run."""
    for stream in (sys.stdout, sys.stderr):
        # What could not be written has been told already, where there was someone to tell.
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    main()
