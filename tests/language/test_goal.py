"""The goal judge against the annotation guideline, section 2, clause by clause.

``goal_cases.txt`` beside this file holds whole goals with all their labels, ``goal_labels.txt``
everyday ones with one label each; the tables here show each clause of the guideline with cases on
both sides.
"""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atgardsplan.language import goal_lexicon
from atgardsplan.language.goal import Goal, Measure, judge_goal

MEASURES = {
    "pct": Measure.percentage,
    "freq": Measure.frequency,
    "cnt": Measure.count,
    "cmp": Measure.comparison_to_baseline,
    "uni": Measure.universal,
    "del": Measure.verifiable_deliverable,
    "-": Measure.none,
}


def labelled_goals() -> list[tuple[str, tuple[bool, Measure, bool, bool, bool]]]:
    lines = Path(__file__).with_name("goal_cases.txt").read_text(encoding="utf-8").splitlines()
    result = []
    for line in lines:
        if not line or line.startswith("#"):
            continue
        labels, _, text = line.partition("|")
        specific, measure, realistic, activity, multiple = labels.split()
        expected = (
            specific == "S",
            MEASURES[measure],
            realistic == "R",
            activity == "A",
            multiple == "M",
        )
        result.append((text.strip(), expected))
    return result


@pytest.mark.parametrize(("text", "expected"), labelled_goals())
def test_goal_gets_the_labels_of_the_guideline(
    text: str, expected: tuple[bool, Measure, bool, bool, bool]
) -> None:
    goal = judge_goal(text)
    found = (goal.specific, goal.measure, goal.realistic, goal.activity, goal.multiple)
    assert found == expected, goal.why


def goals_with_one_label() -> list[tuple[str, str, str]]:
    label = value = ""
    result = []
    for line in Path(__file__).with_name("goal_labels.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            label, _, value = line.strip("[]").partition(": ")
        elif line and not line.startswith("#"):
            result.append((line.replace("\\n", "\n"), label, value))
    return result


@pytest.mark.parametrize(("text", "label", "value"), goals_with_one_label())
def test_everyday_goal_gets_its_label(text: str, label: str, value: str) -> None:
    goal = judge_goal(text)
    if label == "measure":
        assert goal.measure.value == value, goal.why
    else:
        found = {"activity": goal.activity, "several": goal.multiple, "specific": goal.specific}
        assert found[label] is (value == "yes"), goal.why


@pytest.mark.parametrize(
    "text",
    [
        "Följa lag (2023:196) om kommuners ansvar för brottsförebyggande arbete.",
        "Utifrån 3 kap. 2 § erbjuda stöd till brottsutsatta.",
        "Under 2025-2027 arbeta med trygghet.",
        "Information till elever i åk 7–9 om näthat.",
        "Aktiviteter för ungdomar 13-17 år.",
        "Stöd till seniorer 65+.",
        "Enhet 3 och 4 samverkar med polisen.",
        "Väktare ronderar Hus 7 kl. 22-04.",
        "Boende ringer 114 14 vid störningar.",
        "Implementera Plan B.",
        "Stöd ges 24/7.",
        "Budget 250 000 kr avsätts.",
        "Utveckla de 3 områden som pekats ut.",
        "Fortsätta det som påbörjades för 2 år sedan.",
        "I dag finns 14 kameror i kommunen.",
        "1. Utveckla samverkan",
        "Öka antalet aktiviteter.",
        "Flera trygghetsvandringar genomförs.",
        "Så många som möjligt ska delta.",
        "De flesta unga deltar i insatser.",
        "Träff den 12 mars med föräldrar.",
    ],
)
def test_numbers_that_name_or_describe_are_no_measure(text: str) -> None:
    assert judge_goal(text).measure is Measure.none


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Klotter saneras inom 24 timmar.", Measure.count),
        ("Klotter saneras inom ett dygn.", Measure.count),
        ("Klotter saneras samma dag.", Measure.count),
        ("Klotter saneras inom två år.", Measure.none),
        ("Elever med mer än 15 % ogiltig frånvaro erbjuds samtal.", Measure.none),
        ("Ogiltig frånvaro minskar med 15 %.", Measure.percentage),
        ("Minst en trygghetsvandring genomförs.", Measure.count),
        ("En trygghetsvandring genomförs.", Measure.none),
        ("En trygghetsvandring per termin.", Measure.frequency),
        ("Trygghetsvandring 2ggr/år.", Measure.frequency),
        ("Trygghetsvandring varannan månad.", Measure.frequency),
        ("Varannan elev deltar.", Measure.percentage),
        ("Var femte elev deltar.", Measure.percentage),
        ("Avstämning var femte vecka.", Measure.frequency),
        ("Fältarna finns i parken fredagar och lördagar.", Measure.frequency),
        ("Antalet anmälda inbrott minskar.", Measure.comparison_to_baseline),
        ("Inbrotten minskar.", Measure.none),
        ("Inbrotten minskar jämfört med 2024.", Measure.comparison_to_baseline),
        ("Tryggheten ökar enligt NTU.", Measure.comparison_to_baseline),
        ("Antalet unga som rekryteras minskar.", Measure.none),
        ("Alla elever erbjuds samtal.", Measure.universal),
        ("Alla elever känner sig trygga.", Measure.none),
        ("Inga skjutningar.", Measure.universal),
        ("Ingen otrygghet.", Measure.none),
        ("Rutin för orosanmälan är beslutad.", Measure.verifiable_deliverable),
        ("Rutiner är beslutade.", Measure.none),
        ("Belysningen på Parkvägen är utbytt.", Measure.verifiable_deliverable),
        ("En kampanj är genomförd.", Measure.none),
    ],
)
def test_kind_of_measure(text: str, measure: Measure) -> None:
    assert judge_goal(text).measure is measure


def goals_with_their_measure() -> list[tuple[str, Measure]]:
    lines = Path(__file__).with_name("goal_measures.txt").read_text("utf-8").splitlines()
    rows = (line.split(" | ", 1) for line in lines if line and not line.startswith("#"))
    return [(text, MEASURES[kind]) for kind, text in rows]


@pytest.mark.parametrize(("text", "measure"), goals_with_their_measure())
def test_measure_of_a_goal_in_uncommon_words(text: str, measure: Measure) -> None:
    goal = judge_goal(text)
    assert goal.measure is measure, goal.why


def test_first_kind_in_the_order_of_the_guideline_wins() -> None:
    text = "Minst två möten per år hålls och 80 % av eleverna deltar i alla."
    assert judge_goal(text).measure is Measure.percentage


@pytest.mark.parametrize(
    ("text", "specific"),
    [
        ("Minska klotter.", True),
        ("Motverka klotter.", False),
        ("Minska brottsligheten.", False),
        ("Öka tryggheten på Storgatan.", True),
        ("Öka tryggheten i kommunen.", False),
        ("Öka kunskapen om lustgas.", True),
        ("Öka kunskapen.", False),
        ("Utveckla samverkan mellan skola och polis.", False),
        ("Våldsutsatta får stödsamtal.", True),
        ("Våldsutsatta får rätt stöd.", False),
        ("Två trygghetsvandringar per år.", True),
        ("Trygghetsvandringar genomförs.", False),
        ("Två möten per år.", False),
        ("Färre hamnar i droger och kriminalitet.", False),
        ("Hembesök i samarbete med BVC.", False),
    ],
)
def test_specific_needs_a_concrete_result_and_a_delimited_target(text: str, specific: bool) -> None:
    assert judge_goal(text).specific is specific


@pytest.mark.parametrize(
    ("text", "realistic"),
    [
        ("Inga skjutningar i stadsdelen.", False),
        ("Inga ärenden läggs ned utan uppföljning.", True),
        ("Alla elever känner sig trygga.", False),
        ("Alla elever erbjuds samtal.", True),
        ("Nolltolerans mot våld.", True),
        ("Nollvision för våld.", False),
        ("Utrota klottret.", False),
        ("Inbrotten minskar med 80 procent.", False),
        ("Inbrotten minskar med 20 procent.", True),
        ("80 procent av personalen har gått utbildningen.", True),
        ("Inbrotten minskar från 40 till 5.", False),
        ("Inbrotten minskar från 40 till 30.", True),
        ("Drogfria aktiviteter erbjuds.", True),
        ("Skolan ska vara helt drogfri.", False),
        ("Helt vapenfritt i kvarteret.", False),
        ("Minst 70 % av deltagarna är drogfria efter ett år.", True),
        ("Mopedstölderna vid stationen ska bort.", False),
        ("Klottret vid stationen ska bort.", True),
        ("Langarna ska bort.", True),
        ("Haschförsäljningen ska bort från torget.", True),
        ("Hoten mot lärarna ska vara helt borta till hösten.", False),
        ("Hoten mot lärarna försvinner helt och hållet.", False),
        ("Allt klotter är helt borta inom två dygn.", True),
        ("Slut på buskörningen vid stationen.", False),
        ("Noll anmälda rån på Storgatan.", False),
        ("Samtliga anmälda rån utreds inom två veckor.", True),
        ("Alla invånare ska våga kontakta polisen.", False),
        ("Alla barn ska ha en trygg vuxen nära.", False),
        ("Alla barn får en bok om trygghet.", True),
        ("Fler elever uppger att de aldrig blivit hotade.", True),
        ("Stadsdelen ska vara helt fri från otrygghet.", False),
        ("Ett brottsfritt område.", False),
        ("Drogfri fest på Vinden.", True),
        ("Rånen på torget ska vara ett minne blott.", False),
        ("Buskörningen tillhör historien.", False),
        ("Totalstopp för langning till unga.", False),
        ("Skolk finns inte på någon skola.", False),
        ("Handlarna drabbas varken av rån eller hot.", False),
        ("En stad där ingen blir rånad.", False),
        ("Ett Norrby helt utan gängvåld.", False),
        ("Hedersvåldet är avskaffat.", False),
        ("Hedersvåldet har försvunnit.", False),
        ("Knivar och hot ska inte finnas.", False),
        ("Hotellet vid stationen ska bort.", True),
        ("Slut på orosanmälningar på papper.", True),
        ("Det ska vara slut på inbrotten.", False),
        ("Rånen ska bli tio gånger färre.", False),
        ("Bussen körs aldrig med färre än två värdar.", True),
        ("Noll kronor i avgift för alla värdar.", True),
        ("Den gamla tipslådan är avskaffad.", True),
        ("Anmälda rån ska gå från 40 till 5.", False),
        ("Personalen arbetar aldrig ensam på kvällen.", True),
        ("Det ska aldrig gå mer än tre veckor mellan mötena.", True),
        ("Hälften av deltagarna är drogfria.", True),
        ('Fler svarar "aldrig" på frågan om hot.', True),
        ("Rånen på torget ner 80 procent.", False),
        ("Rånen på torget ner 20 procent.", True),
        ("Marknaden genomförs utan våldsbrott.", False),
        ("Utbildningen genomförs utan kostnad.", True),
        ("Kvällen passerar utan att någon skadas.", False),
        ("Bolaget svarar varje hyresgäst.", True),
        ("Budskapet når alla på listan.", True),
        ("100 % av anmälningarna om våld är handlagda inom en vecka.", True),
    ],
)
def test_unrealistic_is_absolute_or_extreme_outcomes_only(text: str, realistic: bool) -> None:
    assert judge_goal(text).realistic is realistic


@pytest.mark.parametrize(
    ("text", "activity"),
    [
        ("Föräldramöten genomförs.", True),
        ("Föräldramöten genomförs för att minska langningen.", False),
        ("Elever erbjuds samtal.", True),
        ("Elever tackar ja till samtal.", False),
        ("Elever får kontakt med fältassistent.", True),
        ("Elever får stöd.", False),
        ("Personalen är utbildad.", True),
        ("Personalen vet hur de ska agera.", False),
        ("Lamporna på Parkvägen är utbytta.", True),
        ("Parkvägen är tryggare.", False),
        ("Samverkan stärks.", True),
        ("Förtroendet för polisen stärks.", False),
        ("Barn som lever med våld upptäcks.", False),
        ("Brister identifieras.", True),
        ("Kortare väntetider.", False),
    ],
)
def test_activity_or_outcome_is_told_by_the_wording(text: str, activity: bool) -> None:
    assert judge_goal(text).activity is activity


@pytest.mark.parametrize(
    ("text", "multiple"),
    [
        ("Minska klotter och skadegörelse.", False),
        ("Minskad brottslighet och ökad trygghet.", True),
        ("Öka tryggheten. Minska brotten.", True),
        ("Öka tryggheten. Detta mäts i trygghetsmätningen.", False),
        ("Handlingsplanen är framtagen och beslutad.", False),
        ("Handlingsplanen är framtagen och personalen är utbildad.", True),
        ("Hålla föräldramöten för att minska langningen och öka tryggheten.", False),
        ("Minska langningen genom tillsyn och information.", False),
        ("Polis och fältassistenter besöker skolorna.", False),
        ("- Minska klottret\n- Byta belysningen", True),
        ("Minska klottret; öka tryggheten", True),
        ("Eleverna trivs i skolan och vågar berätta.", True),
    ],
)
def test_several_goals_are_independent_predicates(text: str, multiple: bool) -> None:
    assert judge_goal(text).multiple is multiple


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Minska klottret.", True),
        ("Fler medlingar.", True),
        ("Ökad trygghet.", True),
        ("Minska klottret med 10 %.", False),
        ("Minska klottret jämfört med 2024.", False),
        ("Tryggheten ökar enligt NTU.", False),
        ("Antalet anmälda inbrott minskar.", False),
        ("Tre trygghetsvandringar genomförs.", False),
        ("Alla elever erbjuds samtal.", False),
    ],
)
def test_change_without_level_or_baseline(text: str, bare: bool) -> None:
    goal = judge_goal(text)
    assert goal.change_without_baseline is bare
    assert bool(goal.why["change_without_baseline"]) is bare


def test_why_quotes_the_words_that_decided() -> None:
    goal = judge_goal("Trygghetsvandring hålls Minst TVÅ gånger per år i Hageby.")
    assert any("Minst TVÅ gånger per år" in quote for quote in goal.why["measurable"])
    vague = judge_goal("Utveckla och stärka samverkan.")
    assert vague.why["measurable"] == vague.why["specific"]
    assert "Utveckla" in vague.why["specific"]


@pytest.mark.parametrize(
    ("label", "text", "quoted"),
    [
        ("realistic", "Mopedstölderna vid stationen ska bort.", "Mopedstölderna vid stationen ska bort"),
        ("specific", "Säkerställa en operativ samverkan på alla nivåer.", "Säkerställa en operativ samverkan"),
        ("measurable", "Arbeta närmare invånarna och fånga upp unga tidigt.", "Arbeta närmare invånarna"),
        ("measurable", "Uppmärksamma barn som lever med våld.", "Uppmärksamma barn"),
        ("measurable", "Förbättra den upplevda tryggheten på torget.", "Förbättra den upplevda tryggheten"),
        ("change_without_baseline", "Alla erbjuds samtal. Fler tar emot behandling.", "Fler tar emot behandling"),
        ("activity", "Förvaltningen har beslutat en lokal process.", "har beslutat en lokal process"),
        ("activity", "Polisen gör minst tio kontroller per månad.", "gör minst tio kontroller"),
        ("multiple", "Ta fram underlag och samordna trygghetsskapande aktiviteter.", "Ta fram underlag"),
        ("activity", "Lovaktiviteter erbjuds alla barn 10-16 år.", "erbjuds alla barn 10-16 år"),
        ("activity", "Vakterna patrullerar torget fredag- och lördagskvällar.",
         "patrullerar torget fredag- och lördagskvällar"),
        ("activity", "Öka vuxennärvaron.", "Öka vuxennärvaron"),
        ("measurable", "Belysningen mellan stationen och Ängbybadet är utbytt.",
         "Belysningen mellan stationen och Ängbybadet är utbytt"),
    ],
)  # fmt: skip
def test_a_quote_can_be_read_by_itself(label: str, text: str, quoted: str) -> None:
    assert quoted in judge_goal(text).why[label]


@pytest.mark.parametrize("text", [None, "", "   ", "-", "?", "TBD"])
def test_empty_goals_are_neither_specific_nor_measurable(text: str | None) -> None:
    goal = judge_goal(text)
    assert (goal.specific, goal.measurable, goal.multiple) == (False, False, False)
    assert goal.realistic


WORDS = [
    "alla",
    "inga",
    "noll",
    "minst",
    "två",
    "20",
    "%",
    "procent",
    "per",
    "år",
    "öka",
    "minska",
    "antalet",
    "andelen",
    "som",
    "uppger",
    "trygga",
    "våld",
    "klotter",
    "och",
    "samt",
    ".",
    ",",
    ";",
    ":",
    "-",
    "(",
    ")",
    "\n",
    "för",
    "att",
    "genom",
    "rutin",
    "är",
    "beslutad",
    "framtagen",
    "i",
    "på",
    "torget",
    "Norrby",
    "elever",
    "inom",
    "24",
    "timmar",
    "från",
    "till",
    "2025",
    "åk",
    "7",
    "ska",
    "erbjuds",
    "får",
    "stöd",
    "inte",
    "förekomma",
    "varje",
    "vecka",
    "var",
    "femte",
    "ett",
    "tjugofem",
    "än",
    "jämfört",
    "med",
    "enligt",
    "NTU",
    "/",
    "ggr",
    "1.",
    "•",
    "fri",
    "utrota",
    "aldrig",
]


def holds(goal: Goal) -> None:
    assert goal.measurable is (goal.measure is not Measure.none)
    for quotes in goal.why.values():
        for quote in quotes:
            assert quote
            assert quote in goal.text


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_swedish_like_text_never_fails(text: str) -> None:
    holds(judge_goal(text))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text_never_fails(text: str) -> None:
    holds(judge_goal(text))


def test_a_sentence_that_tells_an_effect_is_enough() -> None:
    assert judge_goal("Hålla fyra möten med krögarna.").activity
    assert not judge_goal("Klottret på torget minskar. Hålla fyra möten med krögarna.").activity


def test_every_word_group_says_in_a_comment_what_belongs_there() -> None:
    words = Path(goal_lexicon.__file__).with_name("words")
    for name in goal_lexicon.FILES:
        lines = (words / name).read_text(encoding="utf-8").splitlines()
        bare = [line for above, line in pairwise(lines) if line[:1] == "[" and above[:1] != "#"]
        assert not bare


@pytest.mark.parametrize(
    "text",
    [
        "a" * 32767,
        "1" * 32767,
        "alla " * 6000,
        "(" * 32767,
        "minst två " * 3000,
        "\n" * 32767,
        "minska rån och öka trygghet, " * 1000,
        "Rån minskar. " * 2500,
        "och, " * 6000,
    ],
)
def test_the_longest_cell_is_judged_quickly(text: str) -> None:
    judge_goal("Öka tryggheten.")
    start = time.perf_counter()
    holds(judge_goal(text))
    assert time.perf_counter() - start < 1
