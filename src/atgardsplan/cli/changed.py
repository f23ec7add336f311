"""Which plans have changed since a version in git: only those need to be checked again."""

import unicodedata
from collections.abc import Sequence
from os.path import normcase
from pathlib import Path

from atgardsplan.settings import SettingsError
from atgardsplan.settings_file import SettingsFinder

_SETTINGS_FILES = ("atgardsplan.toml", "pyproject.toml")


def changed_plans(plans: Sequence[Path], ref: str, finder: SettingsFinder) -> list[Path]:
    """Return the plans that differ from what they were where the work on them left `ref`.

    Files that are new, staged or not yet known to git count as changed; so do all plans whose
    settings file, template or baseline changed. A file that isn't there is returned too: it was
    named, and whoever reads it says what is wrong.

    Args:
        plans: files, in one or several repositories.
        ref: a branch, tag or commit.
        finder: gives each plan its settings.

    Raises:
        SettingsError: `no-git`, `not-a-repository`, `unknown-ref`, `no-merge-base`, `git-failed`.
    """
    roots: dict[Path, Path] = {}
    changes: dict[Path, frozenset[str]] = {}
    found: list[Path] = []
    for plan in plans:
        folder = plan.resolve().parent
        if not plan.exists():
            found.append(plan)
            continue
        if folder not in roots:
            roots[folder] = _root(folder)
        root = roots[folder]
        if root not in changes:
            changes[root] = _changes(root, ref)
        if _concerns(plan, changes[root], finder):
            found.append(plan)
    return found


def _concerns(plan: Path, changed: frozenset[str], finder: SettingsFinder) -> bool:
    if _key(plan.resolve()) in changed:
        return True
    source = finder.source_for(plan)
    settings = finder.for_plan(plan)
    used = [source.path if source else None, settings.template, settings.baseline]
    if any(_key(Path(name).resolve()) in changed for name in used if name):
        return True
    # A settings file that was removed: those above it count now.
    for folder in plan.resolve().parents:
        if source is not None and folder == source.folder:
            return False
        for name in _SETTINGS_FILES:
            if _key(folder / name) in changed and not (folder / name).exists():
                return True
    return False


def _root(folder: Path) -> Path:
    try:
        return Path(_git(folder, "rev-parse", "--show-toplevel").rstrip("\r\n")).resolve()
    except _GitError as error:
        if "not a git repository" in error.reason:
            raise SettingsError("not-a-repository", path=folder.as_posix()) from None
        raise SettingsError("git-failed", reason=error.reason) from None


def _changes(root: Path, ref: str) -> frozenset[str]:
    """Return the files below `root` that are not as they were, also those that are gone."""
    base = _base(root, ref)
    try:
        # Against the working tree, so that what is staged counts and what is not. A file that has
        # another name counts as new under that name.
        tracked = _git(
            root, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-relative",
            base, "--",
        )  # fmt: skip
        untracked = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    except _GitError as error:
        raise SettingsError("git-failed", reason=error.reason) from None
    return frozenset(_key(root / name) for name in (tracked + untracked).split("\0") if name)


def _base(root: Path, ref: str) -> str:
    """Return the commit where HEAD and `ref` went different ways."""
    try:
        if not ref or ref.startswith("-"):
            raise _GitError(ref)
        commit = _git(root, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}").strip()
        head = _git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").strip()
    except _GitError:
        raise SettingsError("unknown-ref", ref=ref) from None
    try:
        return _git(root, "merge-base", commit, head).strip()
    except _GitError:
        raise SettingsError("no-merge-base", ref=ref) from None


class _GitError(Exception):
    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _git(folder: Path, *arguments: str) -> str:
    import os
    import subprocess

    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            capture_output=True,
            env={**os.environ, "LC_ALL": "C"},
            check=False,
        )
    except OSError:
        raise SettingsError("no-git") from None
    if done.returncode:
        lines = os.fsdecode(done.stderr).strip().splitlines()
        raise _GitError(lines[0] if lines else f"git {arguments[0]}")
    return os.fsdecode(done.stdout)


def _key(path: Path) -> str:
    """Return a path as it can be compared: git and the file system may spell letters differently."""
    return normcase(unicodedata.normalize("NFC", str(path)))
