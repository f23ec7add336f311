from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atgardsplan.model import Finding, Plan, Severity
from atgardsplan.plan_diff import ActionDiff, Checked, FieldChange, Moved, PlanDiff, diff_plans
from atgardsplan.row_matching import Row, best_assignment, longest_rising, pair_rows
from atgardsplan.template import COLUMN_KEYS
from tests.diff_plans import plan_of

Texts = dict[str, str]
LIGHTS = {
    "problem": "Otryggt gångstråk",
    "cause": "Belysningen är svag och buskarna skymmer sikten",
    "action": "Trafikkontoret byter till starkare lampor längs gångstråket",
    "goal": "Minst 30 lampor är utbytta",
    "when": "Senast 31 oktober 2025",
    "who": "Trafikkontoret",
}
WALKS = {
    "problem": "Nedgångna torg",
    "cause": "Få vuxna rör sig ute på kvällarna",
    "action": "Nattvandringar med föräldrar varje fredag under våren",
    "goal": "20 vandringar är genomförda",
    "when": "Under våren 2025",
    "who": "Skolan leder, polisen deltar",
}
MEETINGS = {
    "problem": "Brist på gemensam lägesbild",
    "cause": "Skola och socialtjänst saknar fasta tillfällen att mötas",
    "action": "Nätverksmöten där deltagarna går igenom läget och beslutar om insatser",
    "goal": "Åtta möten är hållna",
    "when": "8 ggr/år",
    "who": "Preventionssamordnaren sammankallar",
}


def diff(old: Plan, new: Plan) -> PlanDiff:
    return diff_plans(Checked(old), Checked(new))


def told(found: PlanDiff) -> list[tuple[str, str, list[FieldChange]]]:
    return [(action.kind, action.shown.name[:5], list(action.changes)) for action in found.actions]


def test_an_inserted_row_changes_nothing_below_it() -> None:
    old = plan_of({"A": [LIGHTS, MEETINGS]})
    new = plan_of({"A": [LIGHTS, WALKS, MEETINGS]})
    assert told(diff(old, new)) == [("added", "Nattv", [])]
    assert told(diff(new, old)) == [("removed", "Nattv", [])]


def test_an_empty_row_and_white_space_are_no_difference() -> None:
    spaced = {key: text.replace(" ", "\n ", 1) + " " for key, text in WALKS.items()}
    old = plan_of({"A": [LIGHTS, WALKS]})
    assert not diff(old, plan_of({"A": [{}, LIGHTS, {}, {}, spaced]})).differs


def test_a_changed_cell_is_told_before_and_after() -> None:
    changed = WALKS | {"when": "Under hösten 2025", "follow_up": "20 av 20"}
    found = diff(plan_of({"A": [LIGHTS, WALKS]}), plan_of({"A": [LIGHTS, changed]}))
    assert told(found) == [
        (
            "changed",
            "Nattv",
            [
                FieldChange("when", "Under våren 2025", "Under hösten 2025"),
                FieldChange("follow_up", "", "20 av 20"),
            ],
        )
    ]


@pytest.mark.parametrize(
    "change",
    [
        # The action is the same, all around it is new.
        {"problem": "X", "cause": "Y", "goal": "Z", "when": "2025", "who": "Polisen"},
        # The action is reworded, the cells around it are the same.
        {"action": "Föräldrar går ut på kvällen tillsammans med fältassistenter"},
        # A half-written row is completed.
        {"problem": "", "cause": "", "action": "", "goal": ""},
        {"action": "", "cause": ""},
    ],
)
def test_a_rewritten_action_is_the_same_action(change: Texts) -> None:
    rewritten = {key: text for key, text in (WALKS | change).items() if text}
    for first, second in ((WALKS, rewritten), (rewritten, WALKS)):
        found = diff(
            plan_of({"A": [LIGHTS, first, MEETINGS]}), plan_of({"A": [MEETINGS, LIGHTS, second]})
        )
        [action] = found.changed
        assert {one.column for one in action.changes} == change.keys()
        assert not found.added
        assert not found.removed


def test_a_new_action_for_the_same_problem_and_cause_is_new() -> None:
    other = WALKS | {"action": "Ny scen på torget", "goal": "Tio konserter", "who": "Kulturen"}
    found = diff(plan_of({"A": [WALKS]}), plan_of({"A": [other]}))
    assert [action.kind for action in found.actions] == ["removed", "added"]


def test_an_action_in_another_order_is_moved_alone() -> None:
    old = plan_of({"A": [LIGHTS, WALKS, MEETINGS]})
    [action] = diff(old, plan_of({"A": [MEETINGS, LIGHTS, WALKS]})).actions
    assert (action.kind, action.moved, action.shown.name[:5]) == ("moved", Moved.ORDER, "Nätve")
    assert action.old
    assert action.new
    assert (action.old.row, action.new.row) == (5, 3)


def test_an_action_in_another_area_is_moved_there_and_may_be_changed_as_well() -> None:
    old = plan_of({"A": [LIGHTS, WALKS], "B": [MEETINGS]})
    found = diff(old, plan_of({"A": [LIGHTS], "B": [MEETINGS, WALKS | {"who": "Polisen"}]}))
    [action] = found.actions
    assert (action.kind, action.moved) == ("changed", Moved.AREA)
    assert action.old
    assert action.new
    assert (action.old.area, action.new.area) == ("A", "B")


def test_a_duplicate_that_goes_is_the_only_difference() -> None:
    three = plan_of({"A": [WALKS, LIGHTS, WALKS]})
    for two in (plan_of({"A": [LIGHTS, WALKS]}), plan_of({"A": [WALKS, LIGHTS]})):
        assert [action.kind for action in diff(three, two).actions] == ["removed"]
        assert [action.kind for action in diff(two, three).actions] == ["added"]


def test_of_two_like_actions_each_finds_its_own() -> None:
    # The likest pair of all would leave the other two without one.
    first = WALKS | {"action": "Nattvandringar med föräldrar varje fredag under hela våren"}
    old = plan_of({"A": [WALKS, first]})
    new = plan_of({"A": [first | {"when": "2025"}, WALKS | {"when": "2025"}]})
    found = diff(old, new)
    assert {action.changes[0].before for action in found.changed} == {"Under våren 2025"}
    assert all(len(action.changes) == 1 for action in found.changed)
    assert len(found.moved) == 1


def test_an_area_with_another_title_is_renamed_and_its_actions_stay() -> None:
    old = plan_of({"A": [LIGHTS], "Eget område": [WALKS, MEETINGS]})
    new = plan_of({"A": [LIGHTS], "Torg och möten": [WALKS, MEETINGS]}, sheets=["1", "ny flik"])
    found = diff(old, new)
    assert [tuple(area) for area in found.areas] == [("Eget område", "Torg och möten")]
    assert found.actions == ()


def test_areas_are_added_and_removed() -> None:
    old = plan_of({"A": [LIGHTS], "Handel": [WALKS]})
    new = plan_of({"A": [LIGHTS], "Kollektivtrafik": [MEETINGS]}, sheets=["1", "9"])
    assert [(area.kind, *area) for area in diff(old, new).areas] == [
        ("removed", "Handel", None),
        ("added", None, "Kollektivtrafik"),
    ]


def test_two_tabs_of_the_same_title_are_two_areas() -> None:
    plan = plan_of({"A": [LIGHTS], "B": [WALKS]})
    twice = plan._replace(areas=tuple(area._replace(title="A") for area in plan.areas))
    assert not diff(twice, twice).differs
    assert [tuple(area) for area in diff(plan, twice).areas] == [("B", "A")]


def test_another_year_is_a_difference() -> None:
    assert diff(plan_of({"A": []}), plan_of({"A": []}, year=2026)).differs


# Laws

WORDS = ["polis", "skola", "möten", "lampor", "unga", "torget", "varje", "vecka"]
CELL = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
KEYS: tuple[str, ...] = COLUMN_KEYS
ROW = st.dictionaries(st.sampled_from(KEYS), CELL, max_size=5)
PLAN = st.dictionaries(
    st.sampled_from(["Unga", "Platser", "Handel", "Eget"]), st.lists(ROW, max_size=5), max_size=3
).map(plan_of)


@given(PLAN)
def test_a_plan_does_not_differ_from_itself(plan: Plan) -> None:
    assert not diff(plan, plan).differs


def mirrored(action: ActionDiff) -> ActionDiff:
    changes = tuple(change._replace(before=change.after, after=change.before) for change in action.changes)  # fmt: skip
    return ActionDiff(action.new, action.old, action.moved, changes)


@given(PLAN, PLAN)
def test_exchanging_the_plans_exchanges_what_is_told(first: Plan, second: Plan) -> None:
    one, other = diff(first, second), diff(second, first)
    assert Counter(map(repr, map(mirrored, one.actions))) == Counter(map(repr, other.actions))
    assert {(area.new, area.old) for area in one.areas} == {tuple(area) for area in other.areas}


@given(PLAN, PLAN)
def test_what_is_told_makes_the_old_plan_the_new_one(first: Plan, second: Plan) -> None:
    found = diff(first, second)
    rows = texts_of(first)
    for action in found.actions:
        if action.old:
            rows[frozenset(action.old.texts.items())] -= 1
        if action.new:
            rows[frozenset(action.new.texts.items())] += 1
        if action.old and action.new:
            changed = dict(action.old.texts)
            changed.update({change.column: change.after for change in action.changes})
            assert {key: text for key, text in changed.items() if text} == action.new.texts
    assert +rows == texts_of(second)
    assert min(rows.values(), default=0) >= 0


def finding(plan: Plan, area: int, row: int, column: str) -> Finding:
    """Return a finding in a cell of a plan, or about the plan as a whole."""
    rows = plan.areas[area % len(plan.areas)].rows if plan.areas else ()
    if not rows:
        return Finding("L108", "x", Severity.ERROR, None, None, None, None, None, "", "", "", "")
    cell = rows[row % len(rows)].cells[column]
    title = plan.areas[area % len(plan.areas)].title
    place = (title, cell.sheet, cell.row, cell.address, column)
    return Finding("C101", "x", Severity.ERROR, *place, f"I {cell.address}", "", "", "")


PLACES = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 5), st.sampled_from(KEYS)), max_size=6
)


@given(PLAN, PLAN, PLACES, PLACES)
def test_findings_are_exchanged_too_and_each_is_counted_once(
    first: Plan,
    second: Plan,
    places: list[tuple[int, int, str]],
    others: list[tuple[int, int, str]],
) -> None:
    old = Checked(first, tuple(finding(first, *place) for place in places))
    new = Checked(second, tuple(finding(second, *place) for place in others))
    one, other = diff_plans(old, new), diff_plans(new, old)
    assert Counter(one.appeared) == Counter(other.vanished)
    assert Counter(one.vanished) == Counter(other.appeared)
    same = len(old.findings) - len(one.vanished)
    assert same == len(new.findings) - len(one.appeared) >= 0
    assert not diff_plans(old, old).differs


def texts_of(plan: Plan) -> Counter[frozenset[tuple[str, str]]]:
    return Counter(
        frozenset((key, text) for key in COLUMN_KEYS if (text := row.text(key)))
        for area in plan.areas
        for row in area.rows
    )


@given(st.permutations(range(8)))
def test_the_fewest_actions_are_told_as_moved(order: list[int]) -> None:
    def rises(mask: int) -> bool:
        kept = [number for place, number in enumerate(order) if mask >> place & 1]
        return kept == sorted(kept)

    rising = longest_rising(order)
    assert [number for number in order if number in rising] == sorted(rising)
    assert len(rising) == max(mask.bit_count() for mask in range(1 << 8) if rises(mask))


ROWS = st.lists(ROW.map(lambda texts: Row(("A", "1"), texts)), max_size=6)


@given(ROWS, ROWS)
def test_each_row_is_paired_at_most_once_and_the_same_text_always(
    old: list[Row], new: list[Row]
) -> None:
    pairs = pair_rows(old, new)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    same = Counter(row.key for row in old) & Counter(row.key for row in new)
    assert Counter(old[i].key for i, j in pairs if old[i].key == new[j].key) == same


PAIRS = st.tuples(st.integers(0, 3), st.integers(0, 4))


@given(st.dictionaries(PAIRS, st.integers(1, 20), min_size=1))
def test_the_assignment_is_the_best_of_all(weights: dict[tuple[int, int], int]) -> None:
    def all_sets(left: list[tuple[int, int]]) -> Iterator[int]:
        yield 0
        for place, (i, j) in enumerate(left):
            rest = [pair for pair in left[place + 1 :] if pair[0] != i and pair[1] != j]
            yield from (weights[i, j] + more for more in all_sets(rest))

    chosen = best_assignment(weights)
    assert len({i for i, _ in chosen}) == len({j for _, j in chosen}) == len(chosen)
    assert sum(weights[pair] for pair in chosen) == max(all_sets(list(weights)))


def test_plans_with_very_many_rewritten_rows_are_compared_in_bounded_time() -> None:
    old = [
        Row(("A", "1"), {"action": f"{WORDS[n % 8]} åtgärd {n} för {n * 7}"}) for n in range(700)
    ]
    new = [Row(row.area, {"action": row.texts["action"] + " igen"}) for row in old]
    assert pair_rows(old, new) == [(n, n) for n in range(700)]
