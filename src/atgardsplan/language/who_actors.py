"""The actors of a "Vem" cell: what counts as one, and which words speak of the same one."""

from __future__ import annotations

from collections.abc import Sequence

from .who_items import Item
from .who_lexicon import GENERAL, STRONG, WEAK, Entry, Party, Word, lexicon

# What an actor is said to do.
LEAD, ANSWERS, TASK = "lead", "answers", "task"
COMPANION, SUPPORT, OPTIONAL = "companion", "support", "optional"
ASIDE = frozenset((COMPANION, SUPPORT, OPTIONAL))

_ORGANISATIONS = ("org", "general", "vague_unit")
_HANDS = ("staff", "weak")
_ONE_OF_EACH = (*_ORGANISATIONS, "head", "unit")  # "respektive rektor" is as many as the schools
VAGUE = ("vague_head", "plain_head", "vague_unit", "weak")
# Plural names several leaders: institutions and heads of units, not the staff of one unit.
_EACH_LEADS = ("org", "general", "unit", "head", "vague_head", "vague_unit", "people", "body")
# Between words of these parties a comma parts different organisations, never one and its unit.
_MANY_ORGANISATIONS = (Party.civil_society, Party.other, Party.property_owner, Party.region)
_ALIKE = ("samfund",)
"""Words whose plural is written like the singular; alone they are several."""
_MUNICIPAL = (Party.municipality, Party.social_services, Party.school)
_ANYONES_UNITS = frozenset(["mottagning", "utredning"])
"""Units that many organisations have, and whose word alone tells of none of them."""
_NEXT = ("and", "comma", "line", "slash")
NEAR = 3


class Actor:
    """One responsible party of a cell, as gathered from one or more words."""

    __slots__ = (
        "does", "end", "kind", "link", "name", "organisation", "party", "plural", "rank", "start",
    )  # fmt: skip

    def __init__(
        self,
        party: Party,
        rank: int,
        kind: str,
        name: str,
        start: int,
        end: int,
        plural: bool = False,
        organisation: bool = False,
        link: str = "start",
    ) -> None:
        self.party = party
        self.rank = rank
        self.kind = kind
        self.name = name
        self.start = start
        self.end = end
        self.plural = plural
        self.organisation = organisation
        self.link = link
        self.does: set[str] = set()


class Reading:
    """Everything the pass found; spans are offsets into the text."""

    def __init__(self) -> None:
        self.actors: list[Actor] = []
        self.objects: list[Actor] = []
        self.nobody: list[tuple[int, int]] = []
        self.markers: list[tuple[int, int]] = []
        self.partners = False
        self.listed_partners = False
        self.shared = False


def is_plural(actor: Actor) -> bool:
    """Whether the actor is really several that each lead: institutions, heads, private people."""
    return actor.plural and actor.kind in _EACH_LEADS


def _are_several(item: Item, entry: Entry) -> bool:
    """Private people and owners are many, unless one of them is meant: "fastighetsägaren"."""
    return entry.kind == "people" and not item.low.endswith(("aren", "arens"))


class Gathering:
    """Actors as they are gathered from left to right; the reader tells how each one is linked."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.reading = Reading()
        self._at = 0
        self._link = "start"
        self._near = 0  # words left before a preposition or a bare "med" lets go
        self._head: Actor | None = None  # what a preposition or apposition belongs to
        self._of_nobody = False  # the head is a word that names no one ("personal på")
        self._several_heads = False
        self._run: list[Actor] = []  # the actors that a following verb has as its subject
        self._said = False  # the clause has had its verb
        self._object = False  # what follows is the object of a verb
        self._gathers = False  # and that verb calls its objects together
        self._mode = ""  # COMPANION after "i samverkan med"
        self._pending: tuple[str, str] | None = None  # (what the next does, how far it reaches)
        self._each: Item | None = None
        self._several = False
        self._outside = False
        self._except = False
        self._led = False  # "under ledning av" opens the cell
        self._outer: list[tuple[Actor | None, list[Actor], str]] = []

    def _peek(self, step: int = 1) -> Item | None:
        at = self._at + step
        return self.items[at] if 0 <= at < len(self.items) else None

    def _peek_is(self, step: int, *tags: str) -> bool:
        item = self._peek(step)
        return item is not None and item.tag in tags

    def _peek_mark(self, step: int, *kinds: str) -> bool:
        item = self._peek(step)
        return item is not None and item.tag == "mark" and item.kind in kinds

    def _peek_kind(self, step: int) -> str:
        item = self._peek(step)
        return item.kind if item is not None else ""

    # -- actors -----------------------------------------------------------------------------------

    def _on_actor(self, item: Item) -> None:
        assert item.word is not None
        whose = item.word.genitive and item.word.entry.kind == "general"
        if whose and self._link == "open" and self._peek_is(1, "actor"):
            return  # "Vätterhem (kommunens bostadsbolag)"
        self._take(item, item.word)
        for word in item.also:
            self._link = "comma"
            self._take(item, word)

    def _take(self, item: Item, word: Word) -> None:
        if self._names_no_one(word):
            self._nobody_here(item, several_heads=word.entry.kind == "plain_head")
            if word.entry.kind == "vague_unit":
                self._partners_here()
            return
        if self._except:
            self._link = "start"
            return
        new = self._actor(item, word)
        if self._is_object():
            if self._gathers and self._link not in {"of", "recipient"}:
                self._add_gathered(new)
                return
            self.reading.objects.append(new)
            self._head, self._each = None, None
            return
        self._settle(new, genitive=word.genitive)

    def _add_gathered(self, new: Actor) -> None:
        """ "Förvaltningen kallar polis och skola": those called take part."""
        new.does.add(COMPANION)
        if all(actor.name != new.name for actor in self.reading.actors):
            self.reading.actors.append(new)
        self._link, self._head = "start", new

    def _actor(self, item: Item, word: Word) -> Actor:
        entry = word.entry
        assert entry.party is not None
        party = Party.other if self._outside and entry.rank == WEAK else entry.party
        base_form = item.low in (word.lemma, word.lemma + "s")
        many = word.plural or (self._several and base_form)
        many = many or (item.low == word.lemma and word.lemma.endswith(_ALIKE) and not self._one())
        many = many or (self._each is not None and entry.kind in _ONE_OF_EACH)
        many = many or (self._several_heads and self._link == "of") or _are_several(item, entry)
        owners = entry.kind == "people" and party is Party.property_owner
        organisation = entry.kind in {"org", "general"} or owners
        return Actor(
            party, entry.rank, entry.kind, self._prefix() + word.lemma, item.start, item.end,
            many, organisation,
        )  # fmt: skip

    def _one(self) -> bool:
        before = self._peek(-1)
        return before is not None and before.low in {"ett", "vårt", "det", "ert"}

    def _prefix(self) -> str:
        """The name just before an organisation ("Farsta" stadsdelsförvaltning)."""
        before = self._peek(-1)
        return before.low + " " if before is not None and before.tag == "name" else ""

    def _names_no_one(self, word: Word) -> bool:
        kind = word.entry.kind
        if kind in {"plain_head", "vague_unit"}:
            # "Ansvarig chef" only says over again that someone is responsible.
            unsaid = self._peek_kind(-1) == "answers"
            return word.plural or self._each is not None or self._several or unsaid
        return kind in {"vague_head", "weak"} and self._each is not None

    def _is_object(self) -> bool:
        if self._link == "recipient":
            return True
        if self._link == "of" and self._head is None and not self._of_nobody:
            return self._said and not self._mode
        if not self._object:
            return False
        if self._link in _NEXT and (self._verb_follows() or self._verb_left_out()):
            self._object = False
            return False
        return True

    def _verb_left_out(self) -> bool:
        """ "skolan ansvarar för A och polisen för B" """
        following = self._peek()
        return following is not None and following.low == "för"

    def _verb_follows(self) -> bool:
        """Whether the next thing said is a verb, so that this word is its subject."""
        for step in range(1, NEAR + 2):
            item = self._peek(step)
            if item is None or item.tag in {"mark", "determiner", "nobody"}:
                return False
            if item.tag in {"verb", "marker"}:
                return True
            if item.kind == "part_of":
                continue  # "trafikenheten på kommunen sätter ut ..."
            if item.tag == "relation":
                return item.kind in {"verb", "copula"}
        return False

    def _settle(self, new: Actor, *, genitive: bool = False) -> None:
        """Join ``new`` to the actor it belongs to, or let it stand as one more."""
        old = self._head
        if old is not None and self._same(old, new):
            actor = self._merge(old, new)
        else:
            actor = self._add(new)
        self._head = actor
        self._link = "genitive" if genitive else "adjacent"
        self._each, self._several, self._outside = None, False, False
        self._of_nobody = self._several_heads = False

    def _add(self, new: Actor) -> Actor:
        new.link = self._link
        # In "enheten för trygghet" the "för" belongs to the name.
        named = self.items[self._at].tag == "nobody"
        shares = self._said and self._verb_left_out() and not named
        if self._said and self._link != "and" and not self._mode:
            self._run, self._said = [], False
        known = next((a for a in self.reading.actors if a.name == new.name), None)
        if known is None:
            self.reading.actors.append(new)
        else:
            known.link = new.link
            new = known
        if self._mode:
            if known is None:
                new.does.add(self._mode)
        else:
            # Named again, it is the last one named: "polis och skola, skolan kallar".
            self._run = [actor for actor in self._run if actor is not new]
            self._run.append(new)
        if shares:
            new.does.add(TASK)
        self._apply_pending(new, is_new=known is None)
        return new

    def _apply_pending(self, actor: Actor, *, is_new: bool) -> None:
        if self._pending is None:
            return
        does, reach = self._pending
        if reach == "listed" and does == LEAD and actor.link in {"comma", "slash", "line", "dash"}:
            # The list's first actors have it; "sammankallande: polis, skola" is one convener.
            self._pending = None
            return
        if does not in ASIDE or is_new:
            actor.does.add(does)
            if does in ASIDE and actor in self._run:
                self._run.remove(actor)
        self._pending = (does, "listed" if reach == "next" else reach)

    def _same(self, old: Actor, new: Actor) -> bool:
        link = self._link
        if link in {"of", "genitive"}:
            return True
        persons = (old.kind == "person") + (new.kind == "person")
        if persons == 2:
            return False
        if persons:
            return link in {"adjacent", "comma", "dash", "open", "line"} and (
                old.kind != "org" or link != "comma" or len(self.reading.actors) == 1
            )
        if link in {"and", "start"}:
            return False
        if link == "adjacent":
            return old.party == new.party or min(old.rank, new.rank) <= GENERAL
        if link == "open" and self._pending is not None and self._pending[0] in ASIDE:
            return False  # "avhopparsamordnare (ev. polis)"
        if link in {"open", "dash", "slash"} and self._apposed(old, new):
            return True
        if link == "comma" and self._whole_at_the_end(old, new):
            return True
        return old.party == new.party and self._part_and_whole(old, new)

    def _apposed(self, old: Actor, new: Actor) -> bool:
        """In brackets or after a dash: whose the role is, or the unit of the whole."""
        if old.rank == WEAK and new.organisation and self._link != "slash":
            return True
        if self._link == "open" and new.kind in {"vague_head", "plain_head"}:
            return True  # "ungdomsavdelningen (chef)"
        if old.rank == STRONG and new.name in _ANYONES_UNITS and new.kind != "head":
            return True  # "barn och unga/mottagningen"
        if self._link == "open" and old.kind in {"org", "unit"} and new.rank == WEAK:
            # "socialtjänsten (våldsutövarteamet)", "socialtjänsten (avhopparsamordnare)"
            return new.kind in {"unit", "weak"}
        return old.rank == GENERAL and new.party is Party.social_services

    def _whole_at_the_end(self, old: Actor, new: Actor) -> bool:
        """As in "individ- och familjeomsorgen, Sorsele kommun": a named whole after its part."""
        vague = old.kind in {"vague_head", "weak"} and (old.kind != "weak" or " " in old.name)
        police = new.kind == "staff" and new.party is Party.police and not new.plural
        if vague and (new.kind in {"org", "unit"} or police) and len(self.reading.actors) == 1:
            return self._ends_here()  # "gruppchef ungdomsutredning, polisområde Skaraborg"
        if old.kind == "org" and new.kind == "unit" and new.rank == WEAK:
            # "Polismyndigheten, bedrägerisektionen"
            return len(self.reading.actors) == 1 and self._ends_here()
        named = " " in new.name and new.kind == "general" and new.party is Party.municipality
        last = self._ends_here()
        alone = len(self.reading.actors) == 1 and old.kind in {
            "org",
            "unit",
            "head",
            "staff",
            "weak",
        }
        whole = named or (new.kind == "general" and " " in old.name)
        return whole and last and alone and old.party in _MUNICIPAL

    def _ends_here(self) -> bool:
        """Whether nothing but a name follows in the cell or its sentence."""
        step = 2 if self._peek_is(1, "name") else 1
        return self._peek(step) is None or self._peek_mark(step, "stop", "line")

    def _part_and_whole(self, old: Actor, new: Actor) -> bool:
        if self._link == "open":
            return True
        if self._link == "slash" and old.kind == "general":
            return True
        if old.party in _MANY_ORGANISATIONS and self._link != "slash":
            return False
        if old.organisation and new.organisation and "people" in (old.kind, new.kind):
            return False
        wholes = (old.kind in _ORGANISATIONS, new.kind in _ORGANISATIONS)
        if wholes[0] != wholes[1]:
            return True
        units = (old.kind == "unit", new.kind == "unit")
        return units[0] != units[1] and (old.kind in _HANDS or new.kind in _HANDS)

    def _merge(self, old: Actor, new: Actor) -> Actor:
        if self._link == "genitive":
            old.plural = new.plural
            old.kind = new.kind
        # "skolans föräldraförening" is an organisation of its own, "polisens grupp" is not.
        own = self._link == "genitive" and new.rank == STRONG and new.kind in {"org", "people"}
        if new.rank > old.rank or own:
            old.party, old.rank = new.party, new.rank
        if old.kind == "person":
            old.kind, old.plural = new.kind, new.plural
        if self._link == "of" and self._each is not None and new.plural:
            old.kind, old.plural = new.kind, True  # "rektor på respektive skola"
        if self._link == "of" and new.kind == "org" and self._belongs(old, new):
            old.party = new.party
        if self._link == "of" and new.kind == "org" and new.rank == STRONG and self._coined(old):
            old.party = new.party  # "grannsamverkansansvarig hos polisen"
        old.organisation = old.organisation or new.organisation
        old.name += " " + new.name
        if old.end <= new.start:
            old.end = new.end
        if self._link == "of" and new.rank == STRONG:
            self._share_place(old)
        if self._pending is not None:
            self._apply_pending(old, is_new=False)
        return old

    def _belongs(self, old: Actor, new: Actor) -> bool:
        """As in "trygghetsteamet på Östra skolan", "säkerhetschefen på gallerian"."""
        if new.party in (Party.police, Party.school):
            return old.kind in {"body", "unit"}
        return new.party is Party.property_owner and old.kind == "head"

    def _coined(self, role: Actor) -> bool:
        """Whether a role is a compound that only its parts tell of."""
        first = role.name.split(" ")[0]
        return role.kind in {"staff", "weak"} and first not in lexicon().words

    def _share_place(self, last: Actor) -> None:
        """ "Kurator och sköterska på skolan": the bare titles listed before are there too."""
        if last not in self._run:
            return
        listed = self._run[: self._run.index(last) + 1]
        while len(listed) > 1 and listed[-1].link == "and":
            before = listed[-2]
            if before.rank == WEAK and before.name in lexicon().words:
                before.party, before.rank = last.party, STRONG
            listed.pop()

    # -- words that name no one -------------------------------------------------------------------

    def _nobody_here(self, item: Item, *, several_heads: bool = False) -> None:
        start = self._each.start if self._each is not None else item.start
        self.reading.nobody.append((start, item.end))
        if self._link == "of" and self._each is not None and self._head is not None:
            self._retract(self._head)
        self._head, self._of_nobody = None, True
        units = item.kind in {"nameable", "partners"} and item.word is not None and item.word.plural
        self._several_heads = several_heads or units
        self._each, self._several, self._outside = None, False, False
        if self._link != "of":
            self._link = "start"

    def _retract(self, actor: Actor) -> None:
        """ "Enhetschef för respektive enhet" names no one after all."""
        if actor.kind in VAGUE and actor.rank == WEAK:
            self.reading.actors = [a for a in self.reading.actors if a is not actor]
            self._run = [a for a in self._run if a is not actor]
            self.reading.nobody.append((actor.start, actor.end))

    def _partners_here(self) -> None:
        self.reading.partners = True
        aside = self._mode or (self._pending is not None and self._pending[0] in ASIDE)
        if not aside and not self._object and not self._verb_sets_aside():
            self.reading.listed_partners = True

    def _verb_sets_aside(self) -> bool:
        following = self._peek()
        return following is not None and following.tag == "marker" and following.kind == "supports"
