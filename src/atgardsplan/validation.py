"""Validate files: read each plan, run the chosen rules, and gather what came of it."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from atgardsplan.baseline import Baseline, read_baseline
from atgardsplan.model import Finding, Plan, Severity
from atgardsplan.reader import read_plan
from atgardsplan.rules.acceptance import Accepted
from atgardsplan.rules.catalogue import load_catalogue
from atgardsplan.rules.engine import all_rules, check_plan
from atgardsplan.settings import Settings
from atgardsplan.template import TemplateDefinition, load_template
from atgardsplan.texts import load_texts
from atgardsplan.workbook.errors import WorkbookError
from atgardsplan.workbook.package import read_file
from atgardsplan.workbook.values import open_workbook

SettingsFor = Callable[[Path], Settings]


class ReadError(NamedTuple):
    """Why a plan could not be read."""

    kind: str
    """Stable and machine-readable."""
    message: str
    """What is wrong and what to do, in the language of the run."""


class PlanResult(NamedTuple):
    """What came of one file: a plan with its findings, or an error."""

    path: str
    settings: Settings
    plan: Plan | None
    findings: tuple[Finding, ...] = ()
    error: ReadError | None = None
    accepted: tuple[Accepted, ...] = ()
    """Findings that a comment in the workbook accepts; they are not among the findings."""
    stale_baseline: int = 0
    """How many findings the baseline knows that are gone."""


class Run(NamedTuple):
    """What came of all files."""

    results: tuple[PlanResult, ...]
    settings: Settings
    """The settings of the run as a whole; a plan's own may differ by its settings file."""
    show_accepted: bool = False
    """Whether reports list the accepted findings."""

    @property
    def findings(self) -> Iterator[Finding]:
        """All findings of all plans."""
        for result in self.results:
            yield from result.findings

    @property
    def unreadable(self) -> int:
        """How many files could not be read."""
        return sum(result.error is not None for result in self.results)

    def count(self, severity: Severity) -> int:
        """How many findings there are of one severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def exit_status(self) -> int:
        """0, 1 or 2, as the README's table says."""
        if self.unreadable:
            return 2
        return int(
            any(
                result.settings.fail_on.reached_by(finding.severity)
                for result in self.results
                for finding in result.findings
            )
        )


def validate(paths: Iterable[Path], settings: Settings | SettingsFor | None = None) -> Run:
    """Validate the plans in the files `paths`.

    Args:
        paths: the files.
        settings: the same for all plans, or a function that gives each file its own.

    Raises:
        TemplateError: when the settings name a template that can't be used.
        SettingsError: when the settings name a baseline that can't be used. A file that can't be
            read is no exception but a result with an error.
    """
    results = tuple(validate_each(paths, settings))
    return Run(results, results[0].settings if results else Settings())


def validate_each(
    paths: Iterable[Path], settings: Settings | SettingsFor | None = None
) -> Iterator[PlanResult]:
    """Validate plans one at a time; see `validate`."""
    for path in paths:
        own = settings(path) if callable(settings) else settings or Settings()
        yield validate_file(path, own)


def validate_file(path: Path, settings: Settings) -> PlanResult:
    """Read the plan in one file and run the chosen rules."""
    result = read_file_as_plan(path, settings)
    plan = result.plan
    if plan is None:
        return result
    rules = [rule for rule in all_rules() if settings.runs(rule.code)]
    template = chosen_template(settings) or load_template(plan.template)
    catalogue = load_catalogue(settings.lang)
    checked = check_plan(plan, template, settings, rules, catalogue)
    result = result._replace(findings=checked.findings, accepted=checked.accepted)
    if settings.baseline is None:
        return result
    known = _baseline(settings.baseline).filtered(path, plan, checked.findings)
    return result._replace(findings=known.findings, stale_baseline=known.stale)


def forget_files() -> None:
    """Forget what was read from baselines and template files: they may have changed."""
    _baseline.cache_clear()
    load_template.cache_clear()


@cache
def _baseline(path: str) -> Baseline:
    return read_baseline(Path(path))


def read_file_as_plan(path: Path, settings: Settings) -> PlanResult:
    """Read the plan in one file, without running any rule."""
    name = path.as_posix()
    try:
        workbook = open_workbook(read_file(path))
        plan = read_plan(workbook, name, chosen_template(settings), settings.year)
    except WorkbookError as error:
        return PlanResult(name, settings, None, error=read_error(error, settings.lang))
    return PlanResult(name, settings, plan)


def chosen_template(settings: Settings) -> TemplateDefinition | None:
    """Return the template that the settings name, None when it is to be recognised."""
    return load_template(settings.template) if settings.template else None


def read_error(error: WorkbookError, language: str) -> ReadError:
    """Put an error into words."""
    return ReadError(error.kind, load_texts(language)(f"errors.{error.kind}", **error.details))
