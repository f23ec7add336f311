"""`junit`: JUnit XML. A plan is a test suite, a finding a test case.

A finding that makes the run fail is a failure; one below `--fail-on` passes and says its words as
output, so that the number of failures and the exit status agree.
"""

from __future__ import annotations

import re
from itertools import groupby
from xml.etree import ElementTree as ET

from atgardsplan.reports.entries import UNREADABLE, Entry, entries, repository_path
from atgardsplan.reports.lines import visible
from atgardsplan.texts import Texts
from atgardsplan.validation import PlanResult, Run

# What XML 1.0 has no place for, beside the control characters that `visible` writes out.
_NOT_XML = re.compile("[\ufffe\uffff]")


def render(run: Run, texts: Texts) -> str:
    """Return the run as JUnit XML."""
    root = ET.Element("testsuites", name="atgardsplan")
    found = {
        path: list(group)
        for path, group in groupby(entries(run, texts), key=lambda entry: entry.path)
    }
    for result in run.results:
        path = visible(repository_path(result.path))
        _suite(root, path, found.get(path, []), result, texts)
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def _suite(
    root: ET.Element, path: str, found: list[Entry], result: PlanResult, texts: Texts
) -> None:
    suite = ET.SubElement(root, "testsuite", name=_xml(path))
    for entry in found:
        _case(suite, entry, result)
    if not found:
        ET.SubElement(suite, "testcase", name=texts("machine.no_findings"), classname=_xml(path))
    for count, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(count, str(len(suite.findall(f"testcase/{kind}"))))
    suite.set("tests", str(len(suite.findall("testcase"))))


def _case(suite: ET.Element, entry: Entry, result: PlanResult) -> None:
    name = " ".join(filter(None, (entry.code, entry.name, entry.place)))
    case = ET.SubElement(suite, "testcase", name=_xml(name), classname=_xml(entry.path))
    case.set("file", _xml(entry.path))
    if entry.row is not None:
        case.set("line", str(entry.row))
    if entry.code == UNREADABLE:
        kind = "error"
    elif entry.accepted is not None:
        kind = "skipped"
    elif result.settings.fail_on.reached_by(entry.severity):
        kind = "failure"
    else:
        output = f"{entry.severity}: {entry.message}"
        ET.SubElement(case, "system-out").text = _xml(output)
        return
    said = entry.message if entry.accepted is None else entry.accepted
    told = ET.SubElement(case, kind, message=_xml(said))
    if kind != "skipped":
        told.set("type", entry.name if kind == "error" else entry.severity)
        where = f"{entry.path}: {entry.place}" if entry.place else entry.path
        told.text = _xml(f"{where}\n{entry.message}\n{entry.help}")


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
