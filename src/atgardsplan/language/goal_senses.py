"""What the words of a goal are by their form and place: those in no list, and those with several senses.

"X-as inte" is a verb, "den öppna droghandeln" has none, "Våga fråga" is a name.
"""

from __future__ import annotations

from atgardsplan.language.goal_words import Sentence, Word, is_modal
from atgardsplan.language.text import number_word

# What a word says of itself, which counts for nothing within a name.
SAID = frozenset(
    {"universal", "zero", "change_up", "change_down", "v_process", "v_output", "v_outcome",
     "v_done", "v_build", "v_studied", "v_effect", "state"}
)  # fmt: skip
_VERB_TAGS = frozenset(
    {"v_process", "v_output", "v_outcome", "v_done", "v_build", "v_studied", "v_effect"}
)
_BEFORE_ADJECTIVE = frozenset({"den", "det", "de", "dessa", "denna", "detta", "denne"})
_GOES_ON = frozenset({"och", "samt", ","})
_ADJECTIVE_ENDINGS = (
    "iga",
    "nska",
    "gala",
    "nala",
    "rala",
    "iala",
    "yska",
    "ösa",
    "äna",
    "arta",
    "iska",
    "ella",
    "iva",
    "bara",
    "samma",
    "arna",
    "erna",
    "orna",
)
_LAST_OF_VERBS = frozenset("as")
_GUESSED = frozenset({"v_output"})
_PARTICLES = {
    "ned": frozenset({"change_down", "change_verb"}),
    "ner": frozenset({"change_down", "change_verb"}),
    "upp": frozenset({"change_up", "change_verb"}),
}
_STRIVES = frozenset(["arbeta", "arbetar", "jobba", "jobbar", "verka", "verkar", "kämpa", "sträva"])
_VERB_OR_CHANGE = frozenset(
    {"v_output", "v_process", "v_done", "v_build", "change_up", "change_down", "change_verb"}
)
_WEEKDAY = frozenset({"weekday"})
_WORK = frozenset({"arbete", "arbetet", "arbeten"})
_MOVES = frozenset(
    ["kör", "köra", "går", "gå", "åker", "åka", "cyklar", "vandrar", "rör", "passerar"]
)
_CHANGED = frozenset({"ökade", "minskade"})
_ENDS = frozenset({"slutar", "avslutas"})
_CRIME = frozenset({"crime"})
_BY_NEIGHBOURS = frozenset({"-", "må", "genom", "inför", *_ENDS, *_PARTICLES, *_STRIVES, *_CHANGED})
_BETWEEN_PARTS = frozenset({"och", "eller", "samt"})
_PLAIN = frozenset({"v_plain"})
_PRESENT = ("ar", "er")
_WE = frozenset({"vi", "man"})
_SHORTEST_VERB = 5
_SUBJECTS = frozenset({"people", "client", "staff", "org", "actor"})
_NOUNS = frozenset({"outcome_noun", "place", "vague_place", "crime", "object", "org_kind"})
_SUBJECT_PRONOUNS = frozenset(["vi", "de", "den", "man", "hon", "han", "som"])
_FINITE_TAGS = frozenset({"v_process", "v_output", "v_outcome", "v_plain", "change_verb", "v_say"})
_AFTER_CHANGE = frozenset(["med", "m", "till", "från", "mot", ",", "och", ""])
_BEFORE_INFINITIVE = frozenset(
    ["ska", "skall", "kan", "bör", "måste", "att", "kunna", "vill", "får", "inte"]
)
_VALUES = frozenset({"diffuse", "evaluative"})
_SMALL_WORDS = frozenset(
    ["eller", "heller", "under", "efter", "över", "hela", "alla", "våra", "dessa", "andra", "båda",
     "samma", "bara", "hemma", "borta", "detta", "denna", "många", "några", "bägge", "tillsammans",
     "allmänna", "privata", "lokala", "sociala", "digitala", "kommunala", "centrala", "normala",
     "alltmer", "numera", "oftast", "annars", "sällan", "dessutom"]
)  # fmt: skip
_AFTER_PASSIVE = frozenset(
    ["inte", "aldrig", "alltid", "ut", "in", "upp", "ned", "bort", "alltmer", "regelbundet"]
)


def settle_senses(sentence: Sentence) -> None:
    """Settle the groups of each word by the words around it."""
    _guess_verbs(sentence)
    _guess_finite(sentence)
    _clear_adjectives(sentence)
    _clear_names(sentence)


def _is_small_word(low: str) -> bool:
    """Whether a word in no list is a number or one of the small words: åtta, hela, eller."""
    return low in _SMALL_WORDS or number_word(low) is not None


def _guess_verbs(sentence: Sentence) -> None:
    """Take words in no list for verbs where only a verb can stand: "ska X-a", "X-a larmet"."""
    unlisted = [
        (index, word)
        for index, word in enumerate(sentence.words)
        if word.low[-1] in _LAST_OF_VERBS and not word.tags and word.is_word
    ]
    for index, word in unlisted:
        if not word.low.endswith(("a", "as")) or len(word.low) < 4:
            continue
        if word.low.endswith(_ADJECTIVE_ENDINGS) or is_modal(word):
            continue
        if (index and word.text[0].isupper()) or _is_small_word(word.low):
            continue  # "i Rinkeby, Tensta och Husby"
        if (
            index == 0
            or sentence.low(index - 1) in _BEFORE_INFINITIVE
            or (
                (sentence.low(index - 1) in {"och", "samt", ","} and _lists_infinitives(sentence))
                and not sentence.has(index - 2, "evaluative")
            )  # "trygga, gröna och öppna platser"
        ):
            word.tags = _GUESSED
    if not _BY_NEIGHBOURS.isdisjoint(sentence.said):
        for index in [i for i, low in enumerate(sentence.lows) if low in _BY_NEIGHBOURS]:
            _read_by_neighbours(sentence, index)
    if not _WORK.isdisjoint(sentence.said):
        for index in [i for i, low in enumerate(sentence.lows) if low in _WORK and i]:
            if sentence.low(index - 1).endswith("förebyggande"):
                # "våldsförebyggande arbete" tells what kind of work
                sentence[index - 1].tags -= _CRIME
    for index, word in unlisted:
        if index and word.low[-1] == "s" and _is_passive(sentence, index):
            word.tags = _GUESSED


def _is_passive(sentence: Sentence, index: int) -> bool:
    """As in "X-as inte", "X-s ut": a word in -s, in no list, that can only be a verb there."""
    word = sentence[index]
    return not word.tags and word.is_word and sentence.low(index + 1) in _AFTER_PASSIVE


def _read_by_neighbours(sentence: Sentence, index: int) -> None:
    """Tell the senses apart of a word that has several, by the words beside it."""
    word = sentence[index]
    before, after = sentence.low(index - 1), sentence.low(index + 1)
    if word.low == "-":
        if index and after in _BETWEEN_PARTS:
            sentence[index - 1].tags -= _VERB_TAGS | _PLAIN  # "styr- och ledningsgruppen"
    elif word.low in _STRIVES and after == "för":
        sentence[index + 1].tags -= {"purpose"}  # "arbeta för att ..." tells for what
    elif word.low == "må" and after in {"-", "–"}:
        word.tags = _WEEKDAY
    elif word.low in _CHANGED and before in {"de", "den", "det"}:
        word.tags -= {"change_up", "change_down", "change_verb"}  # "de ökade inbrotten"
    elif word.low == "genom" and before in _MOVES:
        word.tags -= {"means", "partner_link"}  # "patrullen kör genom Hovsjö"
    elif word.low == "inför" and index and not _introduces(sentence, index):
        word.tags -= _VERB_TAGS  # a preposition: "inför storhelger"
    elif word.low in _ENDS and after == "med" and sentence.low(index + 2) != "att":
        word.tags -= {"v_outcome"}  # "mötet slutar med en lista"
    elif word.low in _PARTICLES and _changes_alone(sentence, index):
        word.tags |= _PARTICLES[word.low]


def _introduces(sentence: Sentence, index: int) -> bool:
    """As in "skolan inför passersystem", "ska inför": the verb, and not the preposition."""
    if is_modal(sentence[index - 1]):
        return True
    actor = sentence.has(index - 1, "org", "org_kind", "staff", "place", "client", "people")
    acts = any(w.tags & _FINITE_TAGS for w in sentence.words[:index])
    return index < 3 and actor and not acts and not sentence.has(index + 1, "cycle", "unit")


def _guess_finite(sentence: Sentence) -> None:
    """Take a word in no list for the verb of a clause that has none: "bovärden kollar källaren"."""
    unlisted = [
        index
        for index, word in enumerate(sentence.words)
        if word.low[-1] == "r" and not word.tags and word.low.endswith(_PRESENT)
    ]
    if not _WE.isdisjoint(sentence.said):
        for index in [i for i, low in enumerate(sentence.lows[:-1]) if low in _WE]:
            word = sentence[index + 1]
            if word.low.endswith(_PRESENT) and word.tags.isdisjoint(_FINITE_TAGS):
                word.tags = _PLAIN  # "vi möter nattbussarna"
    for index in unlisted:
        word = sentence[index]
        if not 0 < index < len(sentence) - 1 or word.tags or not word.text.islower():
            continue
        if word.low in _SMALL_WORDS:
            continue
        if len(word.low) < _SHORTEST_VERB:
            continue
        before = sentence[index - 1]
        subject = not before.tags.isdisjoint(_SUBJECTS) or before.low in _SUBJECT_PRONOUNS
        ends_subject = before.is_number or not before.tags.isdisjoint(_NOUNS)
        if index > 2 and (ends_subject or before.text[0].isupper()):
            # "pojkar i åk 7–9 ifrågasätter normer", "ungdomar utan betyg återupptar studier"
            subject = subject or not sentence[0].tags.isdisjoint(_SUBJECTS)
        happens = before.has("crime") and sentence.low(index + 1) in {"inte", "sig", "på", "av"}
        if (subject or happens) and sentence[index + 1].is_word and not _verb_near(sentence, index):
            word.tags = _PLAIN


def _verb_near(sentence: Sentence, index: int) -> bool:
    """Whether the clause has a verb already, or gets one after ``index``."""
    for steps in (range(index - 1, -1, -1), range(index + 1, len(sentence))):
        for other in steps:
            word = sentence[other]
            if word.low in {",", ";", ":", "och", "samt", "som"}:
                break
            if is_modal(word) or (word.tags & _FINITE_TAGS and word.low.endswith(("r", "s"))):
                return True
    return False


def _changes_alone(sentence: Sentence, index: int) -> bool:
    """As in "rånen ner 80 procent", "ska upp", not "tas upp", "följs upp med"."""
    following = index + 1
    number = following < len(sentence) and sentence[following].is_number
    if not number and sentence.low(following) not in _AFTER_CHANGE:
        return False
    return index > 0 and (is_modal(sentence[index - 1]) or not _may_be_verb(sentence[index - 1]))


def _may_be_verb(word: Word) -> bool:
    known = not word.tags.isdisjoint(_VERB_TAGS | {"v_plain"})
    return known or word.low.endswith(("s", "r", "it", "as", "ts"))


def _lists_infinitives(sentence: Sentence) -> bool:
    """As in "bygga upp en struktur, bemanna den samt hitta finansiering"."""
    first = sentence[0]
    return first.low.endswith("a") and not first.tags.isdisjoint(_VERB_OR_CHANGE | {"v_outcome"})


def _clear_adjectives(sentence: Sentence) -> None:
    """What looks like a verb is an adjective in "den öppna droghandeln", a noun in "8 träffar"."""
    lows = sentence.lows
    last = len(lows) - 1
    counted = (
        last > 0
        and lows[last].endswith(_PRESENT)
        and (sentence.words[last - 1].is_number or number_word(lows[last - 1]) is not None)
    )
    if counted and not sentence.words[last].tags.isdisjoint({"activity_type", "object", "given"}):
        sentence.words[last].tags -= _VERB_TAGS | _PLAIN
    if _BEFORE_ADJECTIVE.isdisjoint(sentence.said) and _GOES_ON.isdisjoint(sentence.said):
        return
    words = sentence.words
    for index, low in enumerate(lows[:-1]):
        if (
            low[-1] == "a"
            and index
            and not words[index].tags.isdisjoint(_VERB_TAGS)
            and words[index + 1].is_word
            and (lows[index - 1] in _BEFORE_ADJECTIVE or _goes_on_describing(sentence, index))
        ):
            words[index].tags -= _VERB_TAGS


def _goes_on_describing(sentence: Sentence, index: int) -> bool:
    """As in "trygga och öppna", "trygga, gröna och öppna platser"."""
    while sentence.low(index - 1) in _GOES_ON and sentence.low(index - 2)[-1:] == "a":
        index -= 2
        if sentence.has(index, "evaluative"):
            return sentence.low(index - 1) not in {"att", "ska", "och", ""}
        if sentence[index].tags:
            return False
    return False


def _clear_names(sentence: Sentence) -> None:
    """A capitalised word within a sentence is (part of) a name: "Våga fråga", "Välj att sluta"."""
    words = sentence.words
    body = sentence.text[words[0].end : words[-1].end]
    if not body or body.islower():
        return
    capitals = [i for i, w in enumerate(words) if w.is_word and w.text[0].isupper()]
    if not capitals or capitals == [0]:
        return
    if len(capitals) * 2 > sum(word.is_word for word in words):
        return
    for index in capitals:
        if index and words[index - 1].is_word:
            words[index].tags -= SAID | _VALUES
