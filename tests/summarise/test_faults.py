"""Whatever happens while a plan is written, it is either the old or the new file, whole."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from atgardsplan.analysis_tab import refresh
from atgardsplan.workbook.archive import Archive
from atgardsplan.workbook.errors import WorkbookError
from atgardsplan.workbook.save import replace_file
from tests.conftest import FIXTURES, Command

# Kills the process at the n-th thing that it does with a file in the plan's folder.
_KILLED = """
import os, signal, sys
folder, moment = sys.argv.pop(1), int(sys.argv.pop(1))
done = 0
def hook(event, arguments):
    global done
    if any(isinstance(a, (str, os.PathLike)) and str(a).startswith(folder) for a in arguments):
        done += 1
        if done == moment:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
from atgardsplan.cli.app import run
sys.exit(run(sys.argv[1:]))
"""
OLD = (FIXTURES / "plan-2025.xlsx").read_bytes()
NEW = refresh(OLD).content


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "planer"
    folder.mkdir()
    return Path(shutil.copy(FIXTURES / "plan-2025.xlsx", folder / "plan.xlsx"))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def in_child(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _KILLED, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.slow
def test_killed_at_any_moment_the_plan_is_whole_and_the_next_run_cleans_up(
    plan: Path, command: Command
) -> None:
    killed = 0
    for moment in range(1, 40):
        plan.write_bytes(OLD)
        done = in_child(plan.parent, moment, "summarise", plan)
        assert plan.read_bytes() in (OLD, NEW)
        if done.returncode != -signal.SIGKILL:
            assert plan.read_bytes() == NEW
            break
        killed += 1
        assert command("summarise", plan).status == 0
        assert names(plan.parent) == ["plan.xlsx"]
        assert plan.read_bytes() == NEW
    assert killed >= 8, "the file is opened, written, renamed: more than a moment or two"


@pytest.mark.parametrize("most", [0, 1, 1000, len(NEW) - 1])
def test_a_full_disk_leaves_the_plan_and_nothing_else(plan: Path, most: int) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    done = subprocess.run(
        [sys.executable, "-B", "-m", "atgardsplan", "summarise", str(plan)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True, encoding="utf-8", timeout=60, check=False, preexec_fn=limit,
    )  # fmt: skip
    assert done.returncode == 2
    assert plan.read_bytes() == OLD
    assert names(plan.parent) == ["plan.xlsx"]


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.EROFS, "folder-read-only"), (errno.EACCES, "folder-read-only"),
        (errno.ENOSPC, "disk-full"), (errno.EIO, "not-writable"), (errno.EBUSY, "open-elsewhere"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("call", ["open", "fsync"])
def test_what_the_system_refuses_is_told_by_its_reason(
    plan: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: str, call: str
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, "refused")

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(WorkbookError) as told:
        replace_file(plan, OLD, NEW)
    monkeypatch.undo()
    assert told.value.kind == kind
    assert plan.read_bytes() == OLD
    assert names(plan.parent) == ["plan.xlsx"]


def test_a_read_only_file_stays_as_it_is(plan: Path, command: Command) -> None:
    plan.chmod(0o444)
    outcome = command("summarise", plan)
    assert outcome.status == 2
    assert "skrivskyddad" in outcome.err
    assert plan.read_bytes() == OLD


def test_a_plan_that_has_changed_meanwhile_is_not_overwritten(plan: Path) -> None:
    plan.write_bytes(OLD + b"\0")
    with pytest.raises(WorkbookError) as told:
        replace_file(plan, OLD, NEW)
    assert told.value.kind == "changed-meanwhile"
    assert plan.read_bytes() == OLD + b"\0"
    assert names(plan.parent) == ["plan.xlsx"]


def test_a_plan_that_is_open_in_excel_is_told_with_the_holder(plan: Path, command: Command) -> None:
    name = "Anna Coordinator"
    wide = name.encode("utf-16-le")
    owner = bytes([len(name)]) + name.encode("cp1252").ljust(54) + len(name).to_bytes(2, "little")
    (plan.parent / "~$plan.xlsx").write_bytes(owner + wide.ljust(108, b" "))
    outcome = command("summarise", plan)
    assert outcome.status == 2
    assert name in outcome.err
    assert plan.read_bytes() == OLD


def test_a_plan_that_is_open_in_libreoffice_is_told(plan: Path, command: Command) -> None:
    (plan.parent / ".~lock.plan.xlsx#").write_text(
        ",stina,dator,23.11.2026 10:00,file:///x;", "utf-8"
    )
    outcome = command("summarise", plan)
    assert outcome.status == 2
    assert "stina" in outcome.err
    assert plan.read_bytes() == OLD


def test_a_symbolic_link_stays_a_link_and_permissions_stay(plan: Path, command: Command) -> None:
    plan.chmod(0o640)
    link = plan.parent.parent / "länk.xlsx"
    link.symlink_to(plan)
    assert command("summarise", link).status == 0
    assert link.is_symlink()
    assert plan.read_bytes() == NEW
    assert stat.S_IMODE(plan.stat().st_mode) == 0o640


def test_a_signed_workbook_is_left_alone_unless_forced(plan: Path, command: Command) -> None:
    signed = _signed(OLD)
    plan.write_bytes(signed)
    outcome = command("summarise", plan)
    assert outcome.status == 2
    assert "--force" in outcome.err
    assert plan.read_bytes() == signed
    assert command("summarise", "--force", plan).status == 0
    assert plan.read_bytes() != signed


def _signed(content: bytes) -> bytes:
    """Return a workbook with the origin part of a digital signature (ECMA-376 part 2, 10.4)."""
    archive = Archive(content)
    origin = "_xmlsignatures/origin.sigs"
    relations = archive.read("_rels/.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="rIdSig" Type="http://schemas.openxmlformats.org/package/2006/'
        b'relationships/digital-signature/origin" Target="'
        + origin.encode()
        + b'"/></Relationships>',
    )
    types = archive.read("[Content_Types].xml").replace(
        b"</Types>",
        b'<Override PartName="/' + origin.encode() + b'" ContentType="application/'
        b'vnd.openxmlformats-package.digital-signature-origin"/></Types>',
    )
    changed = {"_rels/.rels": relations, "[Content_Types].xml": types, origin: b""}
    return archive.rewritten(changed)
