"""Workbooks damaged at random: refused by kind or read in full, never a crash, never a wrong green."""

from __future__ import annotations

import random

import pytest
from fuzz.mutate import damaged, judge
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import FIXTURES

_PLANS = [path.read_bytes() for path in sorted(FIXTURES.glob("*.xlsx"))]


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 200, 50))
def test_a_run_of_damaged_workbooks_keeps_every_promise(first: int) -> None:
    for seed in range(first, first + 50):
        chance = random.Random(seed)
        judge(damaged(chance.choice(_PLANS), chance))


@settings(
    max_examples=60, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(st.sampled_from(_PLANS), st.randoms(use_true_random=False))
def test_any_damage_keeps_every_promise(plan: bytes, chance: random.Random) -> None:
    judge(damaged(plan, chance))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_by_kind(data: bytes) -> None:
    assert judge(data) != "read"
    assert judge(b"PK\3\4" + data) != "read"
