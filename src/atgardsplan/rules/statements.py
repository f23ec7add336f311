"""Which cells have a text of their own to judge: one fault, one finding."""

from __future__ import annotations

from functools import lru_cache

from atgardsplan.language.empty_words import is_placeholder, is_reference
from atgardsplan.language.when import WhenKind
from atgardsplan.matching import is_edited_from
from atgardsplan.meaning import when_of_cell
from atgardsplan.model import Cell
from atgardsplan.rules.rule import Context

# Higher than for the instruction row itself: a plan's own text may resemble an instruction.
_LEFT_OVER_AT_LEAST = 0.7


def holds_the_place(cell: Cell, column: str, context: Context) -> bool:
    """Tell whether a filled cell's text is a placeholder or a left-over instruction.

    What is a placeholder in «När» is said by the annotation guideline, section 1.1: `empty_like`.
    """
    text = cell.text
    if not text or cell.error:
        return False
    if _is_instruction(text, context.template.instructions):
        return True
    if column == "when":
        # "x" is also "gånger", so the reader of times can't call it empty by itself.
        empty = when_of_cell(cell, context.plan.year).kind is WhenKind.empty or text in ("x", "X")
        return empty and not is_reference(text)
    return is_placeholder(text)


@lru_cache(maxsize=4096)
def _is_instruction(text: str, instructions: tuple[str, ...]) -> bool:
    return is_edited_from(text, instructions, _LEFT_OVER_AT_LEAST)


def says_something(cell: Cell, column: str, context: Context) -> bool:
    """Tell whether a cell says something of its own.

    Empty cells, errors, placeholders and references do not, and have rules of their own.
    """
    text = cell.text
    return (
        bool(text)
        and not cell.error
        and not (holds_the_place(cell, column, context) or is_reference(text))
    )
