"""Receipts on the command line: written beside a check, or held against a plan."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from atgardsplan.cli import output
from atgardsplan.cli.text_file import opened_for_replacement
from atgardsplan.model import Severity
from atgardsplan.receipt import (
    Checked,
    Receipt,
    checked,
    file_digest,
    file_name,
    read_receipt,
    receipt_text,
    rules_digest,
    settings_of,
    unusual,
)
from atgardsplan.reports.lines import visible
from atgardsplan.reports.verdict import counted
from atgardsplan.settings import Lang, Settings
from atgardsplan.texts import Texts
from atgardsplan.validation import Run, validate_file
from atgardsplan.workbook.errors import WorkbookError


def digests(plans: Sequence[Path]) -> list[str]:
    """Return the SHA-256 of each file."""
    return [file_digest(path) for path in plans]


def write_receipt(file: Path, run: Run, plans: Sequence[Path], before: Sequence[str]) -> None:
    """Write the receipt of a run.

    Args:
        file: where to.
        run: what came of the plans.
        plans: their files.
        before: their SHA-256 before they were read.

    Raises:
        WorkbookError: `changed-meanwhile` when a file is not the one that was read any more, or
            `not-writable`.
    """
    if digests(plans) != list(before):
        raise WorkbookError("changed-meanwhile")
    text = receipt_text(run, before, dt.datetime.now(dt.UTC))
    with opened_for_replacement(file) as stream:
        stream.write(text)


def verify_receipt(file: Path, plans: Sequence[Path], texts: Texts) -> int:
    """Tell of each plan whether a receipt holds for it.

    Returns:
        0 when it does for all, 1 when one has changed or comes out otherwise, 2 when one can't be
        read.

    Raises:
        SettingsError: `unreadable-receipt`, or `receipt-file-changed`.
    """
    receipt = read_receipt(file)
    return max((_verify(receipt, file, path, texts) for path in plans), default=0)


def _verify(receipt: Receipt, file: Path, path: Path, texts: Texts) -> int:
    name = visible(path.as_posix())
    digest = file_digest(path)
    said = receipt.find(digest, file_name(path.as_posix()))
    date = receipt.date.strftime("%Y-%m-%d %H:%M %Z").strip()
    same = said is not None and said.sha256 == digest
    settings = settings_of(said, file, texts.language) if said and same else None
    result = validate_file(path, settings or Settings(lang=Lang(texts.language)))
    if result.error is not None:
        output.problem(texts, f"{name}: {result.error.message}")
        return 2
    if said is None:
        output.results(texts("receipt.other", path=name) + "\n")
        return 1
    if not same:
        output.results(texts("receipt.changed", path=name, date=date) + "\n")
        return 1
    now = checked(result, digest)
    if (now.verdict, now.counts, now.accepted) != (said.verdict, said.counts, said.accepted):
        told = texts("receipt.differs", path=name, then=_outcome(said, texts), now=_outcome(now, texts))  # fmt: skip
        output.results(told + "\n" + _versions(receipt, texts))
        return 1
    output.results(
        texts("receipt.holds", path=name, date=date, outcome=_outcome(said, texts))
        + "\n"
        + _versions(receipt, texts)
        + _settings(said, texts)
    )
    return 0


def _outcome(plan: Checked, texts: Texts) -> str:
    """Return a verdict with its numbers."""
    numbers = ", ".join(
        counted(texts, f"report.{severity}", plan.counts[severity]) for severity in Severity
    )
    known = plan.verdict in ("passed", "failed")
    word = texts(f"receipt.{plan.verdict}") if known else visible(plan.verdict)
    return f"{word}, {numbers}"


def _versions(receipt: Receipt, texts: Texts) -> str:
    if receipt.rules_digest == rules_digest():
        return ""
    return texts("receipt.other_rules", version=visible(receipt.tool_version)) + "\n"


def _settings(plan: Checked, texts: Texts) -> str:
    """Return how the check was other than usual: what was left out shall be seen."""
    chosen = unusual(plan)
    if not chosen:
        return ""
    import json

    listed = ", ".join(
        f"{name.replace('_', '-')} = {json.dumps(value, ensure_ascii=False)}"
        for name, value in chosen.items()
    )
    return texts("receipt.settings", settings=visible(listed)) + "\n"
