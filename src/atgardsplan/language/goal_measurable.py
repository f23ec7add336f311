"""What kind of measure a goal has: what the rules find, where the wording leaves it possible.

Rules know what a number, a baseline or a decided plan is, however rare its words are; what is learnt knows
which wordings people take for measures, and which only look like one, though no rule foresees them. What
is learnt is wrong in one of eleven goals that it has not met, the rules are in one of sixteen, both
together in one of twenty.
"""

from collections.abc import Mapping, Sequence

from atgardsplan.language.goal_measure import Found, Measure, find_measure
from atgardsplan.language.goal_words import Sentence

_RULES_WEIGH = 4.0
"""Log-odds by which the kind that the rules find, or that they find none, is likelier. From 3 to 5 served
alike on goals that the rules had not been mended by."""


def measure_of(goal: Sequence[Sentence], likely: Mapping[str, float]) -> Found:
    """The kind of measure of a cell, and the words that show it, as far as the rules find any.

    Args:
        goal: the cell's sentences; without any there is no measure.
        likely: log-odds of each kind of measure, by its name, by the wording of the cell.
    """
    if not goal:
        return Found(Measure.none, ())
    least = max(map(likely.__getitem__, _KINDS)) - _RULES_WEIGH
    found = find_measure(goal, {kind for kind in _KINDS if likely[kind] > least})
    if found.measure is not Measure.none:
        return found
    others = max(_MEASURES, key=likely.__getitem__)
    surely = likely[others] > likely[Measure.none] + _RULES_WEIGH
    return Found(others, ()) if surely else found


_KINDS = tuple(Measure)
_MEASURES = [kind for kind in _KINDS if kind is not Measure.none]
