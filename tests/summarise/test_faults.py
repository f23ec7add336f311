"""Whatever happens while a plan is written, it is either the old or the new file, whole."""

from __future__ import annotations

import errno
import os
import random
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
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
# Dies of its own write as soon as a file grows over so many bytes: no handler of Python's runs.
_KILLED_WRITING = """
import resource, signal, sys
most = int(sys.argv.pop(1))
from atgardsplan.cli.app import run
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
sys.exit(run(sys.argv[1:]))
"""
_NOBODY = 65534
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


@pytest.mark.parametrize("most", [0, 1, len(NEW) // 2, len(NEW) - 1])
def test_killed_in_the_middle_of_writing_the_plan_is_the_old_one(
    plan: Path, most: int, command: Command
) -> None:
    done = subprocess.run(
        [sys.executable, "-B", "-c", _KILLED_WRITING, str(most), "summarise", str(plan)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGXFSZ
    assert plan.read_bytes() == OLD
    left = next(path for path in plan.parent.iterdir() if path != plan)
    assert left.read_bytes() == NEW[:most]
    assert stat.S_IMODE(left.stat().st_mode) == 0o600
    assert command("summarise", plan).status == 0
    assert plan.read_bytes() == NEW
    assert names(plan.parent) == ["plan.xlsx"]


@pytest.mark.slow
def test_killed_whenever_the_plan_is_whole(plan: Path, command: Command) -> None:
    random.seed(3)
    for _ in range(12):
        plan.write_bytes(OLD)
        child = subprocess.Popen(
            [sys.executable, "-m", "atgardsplan", "summarise", str(plan)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            child.wait(random.uniform(0.05, 0.4))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        assert plan.read_bytes() in (OLD, NEW)
        assert command("summarise", plan).status == 0
        assert plan.read_bytes() == NEW
        assert names(plan.parent) == ["plan.xlsx"]


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """A folder that others may read but not write, outside of pytest's own, which none may enter."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(FIXTURES / "plan-2025.xlsx", folder / "plan.xlsx")
        (folder / "plan.xlsx").chmod(0o666)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


def test_in_a_read_only_folder_the_plan_stays_and_the_reason_is_told(
    read_only_folder: Path,
) -> None:
    plan = read_only_folder / "plan.xlsx"
    child = os.fork()
    if child == 0:  # The superuser may write anywhere: be someone else.
        status = 99
        try:
            if os.geteuid() == 0:
                os.setuid(_NOBODY)
            replace_file(plan, OLD, NEW)
        except WorkbookError as error:
            status = 7 if error.kind == "folder-read-only" else 8
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    assert plan.read_bytes() == OLD
    assert names(read_only_folder) == ["plan.xlsx"]


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
