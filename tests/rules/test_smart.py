"""The rules that understand Swedish; how well they do is measured by benchmarks/language.py."""

from __future__ import annotations

import datetime as dt

import pytest

from atgardsplan.model import Stage
from tests.plans import make_book
from tests.rules.checks import ROW, UNGA, check, findings, places, with_cell

FIRES = {
    "S101": ["Förbättra samverkan.", "Öka tryggheten.", "Skapa effektiv samverkan mellan aktörer"],
    "S102": ["Genomföra två trygghetsvandringar på torget.", "Rutinen för orosanmälan är beslutad.", "Erbjuda alla våldsutsatta stöd."],
    "S103": ["Minskad skadegörelse på torget och ökad närvaro i skolan.", "Minst 20 elever deltar. Alla föräldrar får ett brev.", "Öka tryggheten samt minska klottret."],
    "M101": ["Öka tryggheten i området.", "Färre ungdomar rekryteras.", "God samverkan mellan skola och polis."],
    "M102": ["Öka tryggheten i området.", "Färre unga ska använda narkotika.", "Minska skadegörelsen på torget."],
    "R101": ["Ingen ungdom ska någonsin begå brott.", "All narkotikahandel på torget upphör.", "Utrota våldet i nära relationer."],
}  # fmt: skip
SILENT = {
    "S101": ["Minst 40 elever i årskurs 7–9 på Storskolan deltar.", "Två trygghetsvandringar genomförs per år.", "Antalet anmälda stölder på torget minskar med 20 procent."],
    "S102": ["Färre boende vid torget uppger att de är otrygga än 2024.", "Minska antalet inbrott i källare med 10 procent.", "Eleverna känner sig trygga på rasten."],
    "S103": ["Minska klotter och skadegörelse på torget med 20 procent.", "Minst 20 elever deltar i läxhjälpen.", "Rutinen är framtagen och beslutad."],
    "M101": ["Minst 20 elever deltar.", "Fyra möten per år.", "Alla våldsutsatta erbjuds stöd."],
    "M102": ["Färre anmälda stölder i centrum än 2024.", "Minska antalet anmälda inbrott med 10 procent.", "Rutinen är beslutad."],
    "R101": ["Alla våldsutsatta erbjuds ett samtal inom 24 timmar.", "Minst 20 procent färre anmälda rån än 2024.", "Nolltolerans mot mobbning."],
}  # fmt: skip


@pytest.mark.parametrize(("code", "text"), [(c, t) for c, texts in FIRES.items() for t in texts])
def test_a_goal_at_fault_is_found(code: str, text: str) -> None:
    assert places(with_cell("goal", text), code) == ["D3"]


@pytest.mark.parametrize(("code", "text"), [(c, t) for c, texts in SILENT.items() for t in texts])
def test_a_good_goal_is_left_alone(code: str, text: str) -> None:
    assert places(with_cell("goal", text), code) == []


def test_a_message_quotes_the_words_that_decided() -> None:
    [finding] = findings(with_cell("goal", "Öka tryggheten i området."), "M101")
    assert "«" in finding.message
    assert "ryggheten" in finding.message


@pytest.mark.parametrize(
    "text", ["?", "Se ovan", "", "TBD", "Koppla operativa mål till varje åtgärd."]
)
def test_one_fault_is_one_finding(text: str) -> None:
    found = check(with_cell("goal", text), "S,M,R,C104,C107,C111").findings
    assert len(found) == 1
    assert found[0].code.startswith("C")


@pytest.mark.parametrize("text", ["Alla berörda", "Vi", "Arbetsgruppen", "Respektive verksamhet"])
def test_a101_a_who_that_names_no_one_is_found(text: str) -> None:
    assert places(with_cell("who", text), "A101") == ["F3"]


@pytest.mark.parametrize("text", ["Trygghetssamordnaren", "Polisen", "Socialtjänsten", "?", "Dito"])
def test_a101_is_silent_for_roles_and_for_what_others_report(text: str) -> None:
    assert places(with_cell("who", text), "A101") == []


@pytest.mark.parametrize(
    "text",
    [
        "Socialtjänsten, skolan och polisen",
        "Polis och socialtjänst",
        "Stadsdelen, polisen, skolorna",
    ],
)
def test_a102_parties_without_a_lead_are_found(text: str) -> None:
    assert places(with_cell("who", text), "A102") == ["F3"]


@pytest.mark.parametrize(
    "text",
    [
        "Polisen",
        "Trygghetssamordnaren leder, tillsammans med polisen",
        "Socialtjänsten i samverkan med skolan",
    ],
)
def test_a102_is_silent_where_someone_leads(text: str) -> None:
    assert places(with_cell("who", text), "A102") == []


@pytest.mark.parametrize("text", ["Snarast", "På sikt", "Se tidplan"])
def test_t101_a_time_that_says_nothing_is_found_alone(text: str) -> None:
    assert [f.code for f in findings(with_cell("when", text), "T")] == ["T101"]


@pytest.mark.parametrize("text", ["Löpande", "Regelbundet", "Vid behov"])
def test_t102_what_is_not_time_bound_is_found_alone(text: str) -> None:
    assert [f.code for f in findings(with_cell("when", text), "T")] == ["T102"]


@pytest.mark.parametrize(
    "text",
    [
        "Linjearbete",
        "4 ggr/år",
        "Senast 30 juni",
        "Hösten 2025",
        "2025-05-06",
        dt.date(2025, 5, 6),
        "?",
    ],
)
def test_times_that_can_be_followed_up_are_left_alone(text: object) -> None:
    assert findings(with_cell("when", text), "T") == []


@pytest.mark.parametrize(
    "text", ["Hösten 2023", "2024-05-01", "Från mars 2026", dt.date(2024, 5, 6)]
)
def test_t103_a_time_outside_the_plans_year_is_found(text: object) -> None:
    assert places(with_cell("when", text), "T103") == ["E3"]


@pytest.mark.parametrize("text", ["2024-2025", "Läsåret 25/26", "Senast 1 mars 2026", "Våren"])
def test_t103_is_silent_where_the_time_reaches_into_the_year(text: str) -> None:
    assert places(with_cell("when", text), "T103") == []


def whens(*texts: str) -> list[str | None]:
    rows = [(*ROW[:4], text, *ROW[5:]) for text in texts]
    return places(make_book({UNGA: rows}), "T104")


@pytest.mark.parametrize(
    "texts",
    [
        ("Senast 31 december 2025", "Senast 31 mars 2025"),
        ("Hösten 2025", "Våren 2025"),
        ("2025-09-01", "Linjearbete", "2025-05-01"),
    ],
)
def test_t104_an_action_due_earlier_than_one_above_is_found(texts: tuple[str, ...]) -> None:
    assert whens(*texts) == [f"E{2 + len(texts)}"]


@pytest.mark.parametrize(
    "texts",
    [
        ("Våren 2025", "Hösten 2025"),
        ("Linjearbete", "Senast 31 mars 2025"),
        ("Under 2025", "Senast 31 mars 2025"),
        ("4 ggr/år", "2 ggr/år"),
    ],
)
def test_t104_is_silent_for_actions_in_order_and_for_what_goes_on(texts: tuple[str, ...]) -> None:
    assert whens(*texts) == []


@pytest.mark.parametrize(
    "text", ["2025-09-01 – 2025-03-31", "1 oktober 2025 - 1 maj 2025", "2025-12-31--2025-01-01"]
)
def test_t105_a_time_that_ends_before_it_starts_is_found_alone(text: str) -> None:
    assert [f.code for f in findings(with_cell("when", text), "T")] == ["T105"]


@pytest.mark.parametrize("text", ["2025-03-31 – 2025-09-01", "HT 2025 - VT 2026", "2025-05-01"])
def test_t105_is_silent_for_times_in_order(text: str) -> None:
    assert places(with_cell("when", text), "T105") == []


def test_a_followed_up_plan_is_judged_the_same() -> None:
    assert places(with_cell("goal", "Öka tryggheten."), "M101", stage=Stage.FOLLOWUP) == ["D3"]
