"""What labelled goals teach: the traits, how they are weighed, and that the weights are up to date."""

from __future__ import annotations

import importlib.util
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atgardsplan.data_files import tables
from atgardsplan.language.goal_joins import joints
from atgardsplan.language.goal_learnt import (
    NEVER,
    WEIGHTS,
    Learnt,
    any_of,
    leaning,
    leanings,
    learnt_of,
    packed,
    unpacked,
)
from atgardsplan.language.goal_lexicon import COMMON, lexicon
from atgardsplan.language.goal_measure import Measure
from atgardsplan.language.goal_parts import several
from atgardsplan.language.goal_reading import read
from atgardsplan.language.goal_traits import Wording, wording

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def worded(text: str) -> Wording:
    return wording([sentence.words for sentence in read(text)])


@pytest.fixture(scope="module")
def examples() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("examples", BENCHMARKS / "examples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["examples"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["examples"]


def test_the_weights_were_learnt_from_the_examples_as_they_are(examples: ModuleType) -> None:
    assert tables(WEIGHTS)["learnt_from"] == examples.digest(examples.examples()), (
        "examples have been added or changed: run python benchmarks/learn.py"
    )


def test_goals_are_marked_where_they_part_only_if_they_are_examples_of_several(
    examples: ModuleType,
) -> None:
    several_goals = {e.goal for e in examples.examples() if e.labels.get("multiple")}
    marked = [examples._parts_of(line) for line in examples.PARTED.read_text("utf-8").splitlines()]
    assert [goal for goal, _ in marked if goal not in several_goals] == []
    assert all(0 < place < len(goal) for goal, places in marked for place in places)


def test_nothing_is_learnt_from_the_sets_that_only_measure(examples: ModuleType) -> None:
    learnt_from = {example.goal for example in examples.examples()}
    for name in ("dev", "held"):
        measured = {e.goal for e in examples._of_set(examples.SETS / name / "goal.jsonl")}
        assert measured
        assert measured.isdisjoint(learnt_from)


def test_traits_tell_words_their_ends_their_order_and_their_groups() -> None:
    traits = worded("Minst 12 inbrott på Norrtorget").traits()
    assert {"=inbrott", "inbro-", "-rott", "00 inbrott", "^minst", "[crime]"} <= set(traits)
    assert "crime + place" in traits
    assert traits.count("=inbrott") == 1


@pytest.mark.parametrize(
    ("goal", "verb"),
    [
        ("Inbrotten ska minska", "verb ska minsk-"),
        ("Personalen utbildas", "verb tensed utbil-"),
        ("Belysningen är utbytt", "verb är utbyt-"),
        ("Minska klottret", "verb untensed minsk-"),
    ],
)
def test_traits_tell_the_main_verb_and_what_helps_it(goal: str, verb: str) -> None:
    assert verb in worded(goal).traits()


def test_traits_of_a_joint_tell_what_is_said_on_either_side() -> None:
    [joint] = joints(read("Klottret minskar och tryggheten ökar"))
    assert {"<=klott-", ">=trygg-", "<[change_down]", ">[change_up]"} <= set(joint.traits())


def test_a_pasted_list_is_not_read_to_its_end() -> None:
    assert len(joints(read("Minska klotter, rån och stöld. " * 200))) < 150


def test_a_sentence_that_only_tells_more_of_the_goal_is_no_second_goal() -> None:
    assert not several(read("Ett nätverk mot våld har startats. Nätverket leds av en samordnare."))
    assert several(read("Klottret på skolgården minskar. Fler elever känner sig trygga."))


def test_digits_are_read_alike() -> None:
    assert sorted(worded("12 möten").traits()) == sorted(worded("57 möten").traits())


def test_a_group_in_a_relative_clause_is_told_apart() -> None:
    assert "[crime] aside" in worded("Ungdomar som begått rån får stöd").traits()


def test_the_leaning_of_a_wording_is_that_of_all_its_traits() -> None:
    told = worded("Fler grannar på Tallgatan hälsar på varandra, och inbrotten minskar.")
    learnt = learnt_of("wording")
    assert leanings(told) == pytest.approx(learnt.leanings(learnt.said_by(told.traits())))


def test_one_leaning_is_the_same_as_among_all() -> None:
    told = worded("Fler grannar på Tallgatan hälsar på varandra, och inbrotten minskar.")
    each = {label: leaning(told, label) for label in learnt_of("wording").labels}
    assert each == pytest.approx(leanings(told))


def test_every_kind_of_measure_has_been_learnt() -> None:
    assert set(Measure) < set(learnt_of("wording").labels)


def test_what_is_not_known_leaves_the_bias() -> None:
    learnt = Learnt(["activity"], [-150], {"=rån": packed([40])})
    assert learnt.leanings(learnt.said_by(["=xyz"])) == {"activity": -1.5}
    assert learnt.leanings(learnt.said_by(["=rån"])) == {"activity": -1.1}


def test_more_traits_weigh_by_the_root_of_their_number() -> None:
    learnt = Learnt(["activity"], [0], dict.fromkeys("abcd", packed([100])))
    assert learnt.leanings(learnt.said_by("abcd")) == {"activity": 2.0}


@pytest.mark.parametrize("cell", ["% " * 1000, "%" * 2000, "mål % " * 333])
def test_weights_add_up_however_often_a_cell_repeats_a_word(cell: str) -> None:
    learnt, traits = learnt_of("wording"), worded(cell).traits()
    known = [unpacked(learnt.weights[t], len(learnt.labels)) for t in traits if t in learnt.weights]
    assert unpacked(learnt.said_by(traits), len(learnt.labels)) == [
        *map(sum, zip(*known, strict=True))
    ]


@given(st.lists(st.tuples(*[st.integers(-1500, 1500)] * 3), max_size=300))
def test_packed_weights_add_up_each_by_itself(traits: list[tuple[int, ...]]) -> None:
    said = sum(map(packed, traits))
    each = [sum(weights) for weights in zip(*traits, strict=True)] or [0, 0, 0]
    assert unpacked(said, 3) == [len(traits), *each]


@given(st.lists(st.floats(-15, 15), min_size=1, max_size=6))
def test_one_of_several_is_at_least_as_likely_as_each(several: list[float]) -> None:
    assert any_of(several) >= max(several) - 1e-6


def test_one_of_two_even_chances_is_three_to_one() -> None:
    assert any_of([0.0, 0.0]) == pytest.approx(math.log(3))
    assert any_of([]) == NEVER
    assert any_of([5.0] * 10_000) > 1000


def test_a_plain_cell_has_no_joints() -> None:
    assert joints(read("Minska klottret på torget")) == []


def test_a_joint_is_a_joining_word_or_a_new_sentence() -> None:
    found = joints(read("Klottret minskar, och grannar hälsar. Torget är rent."))
    assert [(joint.sentence, joint.word) for joint in found] == [(0, 3), (1, 0)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Klottret på torget minskar och fler går ut på kvällen.",
         ("Klottret på torget minskar", "fler går ut")),
        ("Ta fram en rutin för orosanmälan. Utbilda tio fältassistenter i våld.",
         ("Ta fram en rutin", "Utbilda tio fältassistenter")),
        ("Minska klotter och skadegörelse på torget.", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_several_goals_are_quoted_one_by_one(text: str, parts: tuple[str, ...]) -> None:
    assert several(read(text)) == parts


def test_common_words_mean_what_the_lists_say() -> None:
    words = tables(WEIGHTS.with_name(COMMON))["words"].split()
    known = lexicon()
    assert len(words) > 1000
    for word in words[::37]:
        groups, starts, forms = known.filed_of(word)
        tags, phrases, known_forms = known.look_up(word)
        assert tags == set(groups)
        assert bool(phrases) == bool(starts)
        assert known_forms == forms
