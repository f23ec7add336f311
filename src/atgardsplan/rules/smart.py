"""S, M, R: is the goal specific, measurable and realistic, an effect, and one goal only."""

from collections.abc import Callable, Sequence

from atgardsplan.language.goal import Goal
from atgardsplan.meaning import goal_of_text
from atgardsplan.model import Severity
from atgardsplan.rules.rule import CellInRow, Check, Context, Hit, Scope, rule

_MOST_WORDS_QUOTED = 2
_LONGEST_QUOTE = 60


def _judges(label: str, is_at_fault: Callable[[Goal], bool]) -> Check:
    def check(cell: CellInRow, context: Context) -> Sequence[Hit]:
        goal = goal_of_text(cell.text)
        return (quoting(goal.why.get(label, ()), cell),) if is_at_fault(goal) else ()

    return check


for _code, _name, _severity, _label, _is_at_fault in (
    ("S101", "goal-not-specific", Severity.WARNING, "specific", lambda goal: not goal.specific),
    ("S102", "goal-is-activity", Severity.INFO, "activity", lambda goal: goal.activity),
    ("S103", "several-goals", Severity.INFO, "multiple", lambda goal: goal.multiple),
    (
        "M101",
        "goal-not-measurable",
        Severity.WARNING,
        "measurable",
        lambda goal: not goal.measurable,
    ),
    (
        "M102",
        "change-without-baseline",
        Severity.INFO,
        "change_without_baseline",
        lambda goal: goal.change_without_baseline,
    ),
    ("R101", "unrealistic-goal", Severity.WARNING, "realistic", lambda goal: not goal.realistic),
):
    rule(_code, _name, _severity, Scope.STATEMENT, "goal")(_judges(_label, _is_at_fault))


def quoting(why: Sequence[str], cell: CellInRow) -> Hit:
    """Return a hit in a cell whose message quotes the words that decided, where there are any."""
    words = _telling([_shortened(text) for text in why if text.strip()])
    if not words:
        return Hit(cell.cell, cell.column, details={"kind": "plain"})
    quoted = ", ".join(f"«{text}»" for text in words[:_MOST_WORDS_QUOTED])
    details = {"kind": "words", "words": quoted}
    return Hit(cell.cell, cell.column, details=details, quote=quoted)


def _telling(words: list[str]) -> list[str]:
    """Return the words without those that stand within another."""
    if len(words) < 2:
        return words
    kept: list[str] = []
    for text in sorted(dict.fromkeys(words), key=len, reverse=True):
        if not any(text.casefold() in longer.casefold() for longer in kept):
            kept.append(text)
    return [text for text in dict.fromkeys(words) if text in kept]


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= _LONGEST_QUOTE:
        return text
    return text[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
