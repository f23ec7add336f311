"""`atgardsplan rules`."""

from collections.abc import Sequence
from pathlib import Path

from atgardsplan.cli import output
from atgardsplan.cli.choices import choose
from atgardsplan.cli.language import spoken
from atgardsplan.rules.rule import Rule
from atgardsplan.settings import SettingsError, nearest
from atgardsplan.texts import load_texts

FORMATS = ("text", "markdown", "json")


def rules(
    code: Sequence[str] = (),
    *,
    format: str = "text",
    output_file: str | Path | None = None,
    lang: str | None = None,
) -> int:
    """Show the rules."""
    choose(format, FORMATS, "--format")
    from atgardsplan.reports.lines import as_text
    from atgardsplan.reports.rule_pages import (
        as_json,
        as_markdown,
        page,
        page_lines,
        table_lines,
    )
    from atgardsplan.rules.catalogue import load_catalogue
    from atgardsplan.rules.engine import all_rules
    from atgardsplan.settings import Lang

    language = choose(lang or spoken().language, tuple(Lang), "--lang")
    texts, catalogue = load_texts(language), load_catalogue(language)
    wanted = [_named(one) for one in code] or list(all_rules())
    pages = [page(rule, catalogue) for rule in wanted]
    if format == "markdown":
        output.results(as_markdown(pages, texts), output_file)
    elif format == "json":
        output.results(as_json(pages), output_file)
    else:
        width = output.terminal_width()
        lines = table_lines(pages, texts)
        if code:
            lines = [line for one in pages for line in (*page_lines(one, texts, width), ())]
        if output_file is None:
            output.styled_results(lines)
        else:
            output.results(as_text(lines), output_file)
    return 0


def _named(name: str) -> Rule:
    from atgardsplan.rules.engine import all_rules

    for rule in all_rules():
        if name.casefold() in _names(rule):
            return rule
    possible = nearest(name.casefold(), [known for rule in all_rules() for known in _names(rule)])
    kind = "unknown-rule-possible" if possible else "unknown-rule"
    raise SettingsError(kind, name=name, possible=possible)


def _names(rule: Rule) -> tuple[str, str]:
    return rule.code.casefold(), rule.name
