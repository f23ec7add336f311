"""The kind of measure of a goal: the rules' find weighed against what goals of like wording have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atgardsplan.language.goal import judge_goal
from atgardsplan.language.goal_measurable import measure_of
from atgardsplan.language.goal_measure import Measure, find_measure
from atgardsplan.language.goal_reading import read

GOALS = ("Minst tolv möten per år", "Rutinen för orosanmälan är beslutad", "Alla elever får samtal",
         "Inbrotten minskar jämfört med 2024", "Stärka samverkan", "")  # fmt: skip


def likely(**kinds: float) -> dict[str, float]:
    return dict.fromkeys(Measure, 0.0) | kinds


@pytest.mark.parametrize("goal", GOALS)
def test_where_the_wording_tells_nothing_the_rules_decide(goal: str) -> None:
    assert measure_of(read(goal), likely()) == find_measure(read(goal))


def test_what_the_rules_find_stands_against_a_wording_that_is_not_sure() -> None:
    found = measure_of(read("Rutinen för orosanmälan är beslutad"), likely(none=3.0))
    assert found.measure is Measure.verifiable_deliverable
    assert found.words


def test_a_sure_wording_rules_out_what_the_rules_would_find() -> None:
    found = measure_of(read("Rutinen för orosanmälan är beslutad"), likely(none=9.0))
    assert found == (Measure.none, ())


def test_a_sure_wording_is_a_measure_though_the_rules_find_none() -> None:
    assert measure_of(read("Stärka samverkan"), likely(count=3.0)).measure is Measure.none
    assert measure_of(read("Stärka samverkan"), likely(count=9.0)) == (Measure.count, ())


def test_an_empty_cell_has_no_measure_however_likely() -> None:
    assert measure_of([], likely(count=9.0)) == (Measure.none, ())


@given(st.sampled_from(GOALS[:-1]), st.fixed_dictionaries(dict.fromkeys(Measure, st.floats(-9, 9))))
def test_the_rules_only_lift_the_kind_that_they_find(goal: str, kinds: dict[str, float]) -> None:
    told = measure_of(read(goal), kinds).measure
    found = find_measure(read(goal), {told}).measure
    assert told is found or kinds[told] == max(kinds.values())


@pytest.mark.parametrize(
    ("goal", "several"),
    [
        ("Klottret på torget minskar å fler vågar gå ut", True),
        ("Klottret på torget minskar ohc fler vågar gå ut", True),
        ("Rutinen gäller å ena sidan skolan", False),
    ],
)
def test_och_is_read_however_hastily_it_is_written(goal: str, several: bool) -> None:
    words = [low for sentence in read(goal) for low in sentence.lows]
    assert ("och" in words) is several
    assert judge_goal(goal).multiple is several
