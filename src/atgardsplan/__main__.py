"""`atgardsplan` and `python -m atgardsplan`."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line and exit with its status."""
    # Looking for pydantic plug-ins means reading the metadata of every installed package, which
    # costs a fifth of the start-up time; this program uses none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Collecting garbage while modules load finds none and takes a tenth of the start-up time.
    gc.disable()
    from atgardsplan.cli.app import run

    gc.enable()
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
