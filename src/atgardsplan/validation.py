"""Validate files: read each plan, run the chosen rules, and gather what came of it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from atgardsplan.model import Finding, Plan, Severity
from atgardsplan.reader import read_plan
from atgardsplan.rules.catalogue import load_catalogue
from atgardsplan.rules.engine import all_rules, check_plan
from atgardsplan.settings import Settings
from atgardsplan.template import TemplateDefinition, load_template
from atgardsplan.texts import load_texts
from atgardsplan.workbook.errors import WorkbookError
from atgardsplan.workbook.package import read_file
from atgardsplan.workbook.values import open_workbook


class ReadError(NamedTuple):
    """Why a plan could not be read."""

    kind: str
    """Stable and machine-readable."""
    message: str
    """What is wrong and what to do, in the language of the run."""


class PlanResult(NamedTuple):
    """What came of one file: a plan with its findings, or an error."""

    path: str
    plan: Plan | None
    findings: tuple[Finding, ...]
    error: ReadError | None


class Run(NamedTuple):
    """What came of all files."""

    results: tuple[PlanResult, ...]
    settings: Settings

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
        """0, 1 or 2, as docs/exit-codes in the README say."""
        if self.unreadable:
            return 2
        return int(any(self.settings.fail_on.reached_by(f.severity) for f in self.findings))


def validate(paths: Iterable[Path], settings: Settings | None = None) -> Run:
    """Validate the plans in the files `paths`.

    Raises:
        TemplateError: when the settings name a template that can't be used. A file that can't be
            read is no exception but a result with an error.
    """
    settings = settings or Settings()
    return Run(tuple(validate_file(path, settings) for path in paths), settings)


def validate_file(path: Path, settings: Settings) -> PlanResult:
    """Read the plan in one file and run the chosen rules."""
    result = read_file_as_plan(path, settings)
    if result.plan is None:
        return result
    rules = [rule for rule in all_rules() if settings.runs(rule.code)]
    template = chosen_template(settings) or load_template(result.plan.template)
    catalogue = load_catalogue(settings.lang)
    findings = check_plan(result.plan, template, settings.stage, rules, catalogue)
    return PlanResult(result.path, result.plan, findings, None)


def read_file_as_plan(path: Path, settings: Settings) -> PlanResult:
    """Read the plan in one file, without running any rule."""
    name = path.as_posix()
    try:
        workbook = open_workbook(read_file(path))
        plan = read_plan(workbook, name, chosen_template(settings), settings.year)
    except WorkbookError as error:
        return PlanResult(name, None, (), read_error(error, settings.lang))
    return PlanResult(name, plan, (), None)


def chosen_template(settings: Settings) -> TemplateDefinition | None:
    """Return the template that the settings name, None when it is to be recognised."""
    return load_template(settings.template) if settings.template else None


def read_error(error: WorkbookError, language: str) -> ReadError:
    """Put an error into words."""
    return ReadError(error.kind, load_texts(language)(f"errors.{error.kind}", **error.details))
