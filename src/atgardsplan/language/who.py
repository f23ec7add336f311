"""Who is responsible: the "Vem" column read by the annotation guideline, section 3."""

from collections.abc import Sequence
from typing import NamedTuple

from .who_actors import ANSWERS, ASIDE, LEAD, TASK, Actor, Reading, is_plural
from .who_items import read_items
from .who_lexicon import Party
from .who_reader import read_who

__all__ = ["Party", "Who", "parse_who"]

# One authority each, however many of its units are named.
_ONE_ORGANISATION = (Party.police, Party.social_services, Party.rescue_service)
_LONGEST_QUOTE = 60
_PARTIES = tuple(Party)


class Who(NamedTuple):
    """What a "Vem" cell says of responsibility (the annotation guideline, section 3).

    ``accepted`` is false when no one can be identified. ``lead`` is true when one actor alone is
    named or one of several is marked as leading. ``why`` quotes the words that decided.
    """

    text: str
    accepted: bool
    parties: tuple[Party, ...]
    collaboration: bool
    lead: bool
    why: tuple[str, ...]


def parse_who(text: str | None) -> Who:
    """Read one cell; never raises, and an empty cell names no one."""
    text = text or ""
    reading = read_who(read_items(text))
    actors = reading.actors or reading.objects
    if not actors:
        return Who(text, False, (), False, False, _quotes(text, reading.nobody or [(0, len(text))]))
    named = {actor.party for actor in actors}
    spans = [(actor.start, actor.end) for actor in actors] + reading.markers
    return Who(
        text,
        True,
        tuple([party for party in _PARTIES if party in named]),
        _collaboration(reading, actors, len(named)),
        _lead(reading, actors),
        _quotes(text, sorted(spans)),
    )


def _collaboration(reading: Reading, actors: Sequence[Actor], parties: int) -> bool:
    if parties >= 2 or reading.partners:
        return True
    organisations = sum(actor.organisation for actor in actors)
    return organisations >= 2 and actors[0].party not in _ONE_ORGANISATION


def _lead(reading: Reading, actors: Sequence[Actor]) -> bool:
    marked = [actor for actor in actors if LEAD in actor.does]
    if marked:
        return len(marked) == 1 and not is_plural(marked[0])
    several = len(actors) > 1 or reading.listed_partners
    if reading.shared and several:
        return False
    answering = [actor for actor in actors if ANSWERS in actor.does]
    if len(answering) == 1:
        others = [actor for actor in actors if actor is not answering[0] and TASK in actor.does]
        return not others and not is_plural(answering[0])
    main = [actor for actor in actors if not actor.does & ASIDE] or list(actors)
    return len(main) == 1 and not reading.listed_partners and not is_plural(main[0])


def _quotes(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    quotes = [text[start:end][:_LONGEST_QUOTE].strip() for start, end in spans]
    return tuple(dict.fromkeys(quote for quote in quotes if quote))
