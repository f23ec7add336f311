"""What can be wrong with a file. The sentences that users read stand in the text catalogues."""

from __future__ import annotations


class WorkbookError(Exception):
    """A file that can't be read or written.

    `kind` is a stable, machine-readable name (JSON `error.kind`); `details` fills the blanks of
    the sentence that the text catalogue holds for that kind. Details never hold cell text.
    """

    def __init__(self, kind: str, **details: object) -> None:
        super().__init__(kind)
        self.kind = kind
        self.details = details
