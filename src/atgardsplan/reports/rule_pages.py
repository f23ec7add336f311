"""The rule catalogue as a table, as a page per rule, and as Markdown and JSON."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from atgardsplan.reports.lines import Line, Piece, wrapped
from atgardsplan.rules.catalogue import (
    EXAMPLES_LANGUAGE,
    Catalogue,
    Link,
    RuleText,
    load_catalogue,
)
from atgardsplan.rules.rule import Rule
from atgardsplan.texts import Texts


class Page(NamedTuple):
    """A rule with its words."""

    rule: Rule
    text: RuleText
    links: tuple[Link, ...]


def page(rule: Rule, catalogue: Catalogue) -> Page:
    """Return a rule with its words in the catalogue's language, and its Swedish examples."""
    examples_in = load_catalogue(EXAMPLES_LANGUAGE)
    examples = examples_in.text(rule.code)
    text = catalogue.text(rule.code)._replace(bad=examples.bad, good=examples.good)
    return Page(rule, text, tuple(examples_in.link(key) for key in examples.links))


def table_lines(pages: Iterable[Page], texts: Texts) -> list[Line]:
    """Return a line per rule: code, default severity, name, what it looks for."""
    found: list[Line] = []
    for rule, text, _ in pages:
        severity = texts(f"severity.{rule.severity}")
        found.append(
            (
                Piece(f"{rule.code}  "),
                Piece(f"{severity:<11}", rule.severity),
                Piece(f"{rule.name:<26} {text.title}"),
            )
        )
    return found


def page_lines(one: Page, texts: Texts, width: int) -> list[Line]:
    """Return a rule's page for the terminal."""
    rule, text, links = one
    severity = texts(f"severity.{rule.severity}")
    found: list[Line] = [
        (Piece(f"{rule.code} {rule.name} ", "heading"), Piece(f"({severity})", rule.severity)),
        (),
        *wrapped("", text.title + ".", width),
    ]
    for key, content in (
        ("says", "\n".join(text.messages)),
        ("why", text.why),
        ("fix", text.help),
        ("bad", text.bad or texts("rules.empty_cell")),
        ("good", text.good or texts("rules.empty_cell")),
        ("more", "\n".join(f"{link.title}: {link.address}" for link in links)),
    ):
        if content:
            found += [(), (Piece(texts(f"rules.{key}"), "tab"),)]
            for line in content.splitlines():
                found += wrapped("  ", line, width)
    return found


def as_markdown(pages: Iterable[Page], texts: Texts) -> str:
    """Return the catalogue as one Markdown page; its texts are ours, not a workbook's."""
    pages = list(pages)
    found = [
        f"# {texts('rules.families')}",
        "",
        f"<!-- {texts('rules.intro')} -->",
        "",
        texts("rules.choose"),
        "",
        f"| {texts('rules.code')} | {texts('rules.name')} | {texts('rules.severity')} "
        f"| {texts('rules.title')} |",
        "|---|---|---|---|",
    ]
    for rule, text, _ in pages:
        severity = texts(f"severity.{rule.severity}")
        found.append(
            f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | {rule.name} | {severity} "
            f"| {text.title} |"
        )
    for one in pages:
        found += ["", *_markdown_page(one, texts)]
    return "\n".join(found) + "\n"


def _markdown_page(one: Page, texts: Texts) -> list[str]:
    rule, text, links = one
    severity = texts(f"severity.{rule.severity}")
    found = [f"## {rule.code} {rule.name}", "", f"{text.title} ({severity}).", ""]
    found += [f"> {message}" for message in text.messages]
    found += ["", f"**{texts('rules.why')}.** {text.why}"]
    found += ["", f"**{texts('rules.fix')}.** {text.help}", ""]
    for key, content in (("bad", text.bad), ("good", text.good)):
        shown = (content or texts("rules.empty_cell")).replace("\n", " / ")
        found.append(f"- {texts(f'rules.{key}')}: `{shown}`")
    if links:
        listed = ", ".join(f"[{link.title}]({link.address})" for link in links)
        found += ["", f"{texts('rules.more')}: {listed}"]
    return found


def as_json(pages: Iterable[Page]) -> str:
    """Return the catalogue as JSON."""
    listed = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity,
            "title": text.title,
            "messages": list(text.messages),
            "why": text.why,
            "help": text.help,
            "bad": text.bad,
            "good": text.good,
            "links": [link._asdict() for link in links],
        }
        for rule, text, links in pages
    ]
    return json.dumps(listed, indent=2, ensure_ascii=False) + "\n"
