"""How the items of a "Vem" cell hang together: which actors there are and what each one does.

One pass from left to right. An actor is a role, unit, organisation or person together with what
belongs to it ("kurator på skolan", "Polisen, kommunpolis", "rektor Anna Berg"). The words between
actors say whether the next one is the same actor, another in the list, someone who only takes part,
or merely the object of a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from .who_actors import (
    ANSWERS,
    ASIDE,
    COMPANION,
    LEAD,
    NEAR,
    OPTIONAL,
    SUPPORT,
    TASK,
    Actor,
    Gathering,
    Reading,
)
from .who_items import Item
from .who_lexicon import PERSON, WEAK, Entry, Party, Word

_ALL_OF_THEM = frozenset({"båda", "alla", "samtliga"})


def read_who(items: Sequence[Item]) -> Reading:
    """Read the items of a cell."""
    reader = _Reader(items)
    reader.run()
    return reader.reading


class _Reader(Gathering):
    def run(self) -> None:
        handlers = {
            "actor": self._on_actor, "name": self._on_name, "title": self._on_title,
            "nobody": self._on_nobody, "determiner": self._on_determiner,
            "relation": self._on_relation, "marker": self._on_marker, "verb": self._on_verb,
            "mark": self._on_mark, "other": self._on_other,
        }  # fmt: skip
        for at, item in enumerate(self.items):
            self._at = at
            handlers[item.tag](item)

    # -- names ------------------------------------------------------------------------------------

    def _on_name(self, item: Item) -> None:
        before, following = self._peek(-1), self._peek()
        touching = before is not None and before.tag in {"actor", "title"}
        place = self._link == "of"
        if following is not None and following.tag == "actor" and item.kind != "person":
            return
        if touching or (place and self._head is not None):
            if self._head is not None and not self._object:
                self._head.name += " " + item.low
                self._head.end = item.end if touching else self._head.end
                self._keep_words(item)
            return
        if place or self._object or self._except or self._link == "recipient":
            return
        if item.kind == "person":
            self._settle(
                Actor(Party.other, PERSON, "person", self._text(item), item.start, item.end)
            )

    def _keep_words(self, item: Item) -> None:
        """After "Polisen Farsta" the actor still stands right before what follows."""
        if self._link != "of":
            self._link = "adjacent"

    def _text(self, item: Item) -> str:
        return f"{item.low}@{item.start}"

    def _on_title(self, item: Item) -> None:
        """A word that only looks like a title counts where an actor can begin."""
        before = self._peek(-1)
        begins = before is None or before.tag in {"mark", "determiner"}
        begins = begins or (before is not None and before.kind in {"and", "with"})
        if begins and not self._object and self._link != "recipient":
            entry = Entry("actor", "weak", Party.municipality, WEAK)
            self._take(item, Word(entry, item.low))
        else:
            self._on_other(item)

    # -- words that name no one -------------------------------------------------------------------

    def _on_nobody(self, item: Item) -> None:
        if item.kind == "nameable" and self._each is None and self._named_by_topic():
            entry = Entry("actor", "body", Party.municipality, WEAK)
            assert item.word is not None
            self._take(item, Word(entry, item.word.lemma, item.word.plural))
            return
        self._nobody_here(item)
        if item.kind == "partners":
            self._partners_here()

    def _named_by_topic(self) -> bool:
        """ "Enheten för trygghet", "Enhet Trygghet": a name of its own makes it someone."""
        following, after = self._peek(), self._peek(2)
        if following is None:
            return False
        if following.tag == "name":
            return True
        by_topic = following.tag == "relation" and following.kind in {"part_of", "recipient"}
        return by_topic and after is not None and after.tag in {"other", "verb"}

    # -- determiners, other words -----------------------------------------------------------------

    def _on_determiner(self, item: Item) -> None:
        if not self._noun_follows() and item.kind != "plain":
            self._nobody_here(item)
            if item.kind.endswith("_alone"):
                self._partners_here()
        elif item.kind.startswith("each"):
            self._each = item
        elif item.kind.startswith("several"):
            self._several = True
        elif item.kind == "outside":
            self._outside = True

    def _noun_follows(self) -> bool:
        return self._peek_is(1, "actor", "nobody", "other", "name", "title", "determiner")

    def _on_other(self, item: Item) -> None:
        self._near -= 1
        if self._near <= 0 and self._link in {"of", "recipient", "with"}:
            self._link = "start"
        # "polisens brottsförebyggande samordnare", but "polisens uppgift": the owner was meant.
        if self._link == "genitive" and self._head is not None and self._head.kind == "people":
            self._drop(self._head)  # "vårdnadshavares samtycke"
        if self._link == "adjacent" or (self._link == "genitive" and not self._peek_is(1, "actor")):
            self._link = "start"

    def _drop(self, actor: Actor) -> None:
        self.reading.actors = [known for known in self.reading.actors if known is not actor]
        self._run = [known for known in self._run if known is not actor]
        self._head = None

    # -- relations --------------------------------------------------------------------------------

    def _on_relation(self, item: Item) -> None:
        kind = item.kind
        if kind == "and":
            self._coordinate("and")
        elif kind == "part_of":
            self._link, self._near = "of", NEAR
        elif kind == "recipient":
            self._link, self._near = "recipient", NEAR
        elif kind == "agent":
            self._begin_subject()
        elif kind == "with":
            if self._peek_mark(1, "comma", "stop", "line"):
                self._finite_verb()  # "Föreningen bjuder in, skolan ...": nobody follows
            else:
                self._accompany()
        elif kind == "with_loose":
            if self._near_actor() or self._peek_kind(-1) == "shared":
                self._accompany()
        elif kind == "except":
            self._except = True
        elif kind == "verb":
            self._finite_verb()

    def _near_actor(self) -> bool:
        return any(self._peek_is(step, "actor", "nobody", "title") for step in range(1, NEAR + 1))

    def _coordinate(self, link: str) -> None:
        last = self._peek(-1)
        objects = last is not None and last.tag in {"actor", "other", "name", "nobody"}
        if self._object and not (objects if link == "and" else self._object_just_before()):
            self._object = False
        self._link = link
        if link != "and":
            self._except = False
        self._of_nobody = False

    def _object_just_before(self) -> bool:
        last = self._peek(-1)
        taken = self.reading.objects[-1] if self.reading.objects else None
        return last is not None and taken is not None and taken.end == last.end

    def _begin_subject(self) -> None:
        self._object = self._said = False
        self._run, self._head, self._mode = [], None, ""
        self._link = "start"

    def _accompany(self) -> None:
        if self._of_nobody and not self._run:
            self._partners_here()
        self._mode, self._object, self._head = COMPANION, False, None
        self._pending = None
        self._link = "start"

    # -- verbs and markers ------------------------------------------------------------------------

    def _on_verb(self, item: Item) -> None:
        """An unknown word in -r: a verb only right after an actor or what belongs to it."""
        before = self._peek(-1)
        subject = before is not None and (
            (before.tag in {"actor", "name", "nobody", "title"} and self._link != "genitive")
            or (before.tag == "relation" and before.kind in {"copula", "verb"})
            or (before.tag == "relation" and before.kind == "and" and self._said)
            or (before.tag == "mark" and before.kind == "close")
        )
        if subject and (self._run or self._of_nobody or self._mode):
            self._finite_verb()
        else:
            self._on_other(item)

    def _finite_verb(self) -> None:
        if self._led and self._run:
            # "Under ledning av samordnaren gör fältgruppen ...": who does it comes after its verb.
            self._led, self._pending = False, None
            self._begin_subject()
            return
        if self._mode and not self._run:
            # "Tillsammans med polisen genomför skolan ...": the subject comes after its verb.
            self._begin_subject()
            return
        for actor in self._subjects():
            actor.does.add(TASK)
        self._after_verb()

    def _after_verb(self, *, gathers: bool = False) -> None:
        self._said = self._object = True
        self._gathers = gathers
        self._mode, self._head = "", None
        self._link = "start"

    def _subjects(self) -> list[Actor]:
        """The actors before a verb: all of "A, B och C", but of "A, B" only the last."""
        if not self._run:
            return []
        at = len(self._run) - 1
        if self._run[at].link != "and":
            return self._run[at:]
        while at > 0 and self._run[at].link in {"and", "comma", "slash", "line"}:
            at -= 1
        return self._run[at:]

    def _on_marker(self, item: Item) -> None:
        kind = item.kind
        if kind == "shared":
            if self._peek_kind(1) == "with_loose":
                return  # "i samverkan med": what "med" opens decides.
            if item.low.startswith("gemensam") and self._mode and self._peek_is(1, "other"):
                return  # "vid gemensamma besök"
            self.reading.shared = True
        elif kind == "optional":
            self._on_optional(item)
        elif kind == "lead_by":
            self._mark_span(item)
            self._led = not self.reading.actors and item.low.startswith("under")
            self._begin_subject()
            self._pending = (LEAD, "next")
        elif kind in {"leads", "supports"}:
            self._on_predicate(item, LEAD if kind == "leads" else SUPPORT)
        elif kind == "answers":
            self._on_noun(item, ANSWERS)
        else:
            self._on_noun(item, LEAD if kind == "lead" else SUPPORT)

    def _mark_span(self, item: Item) -> None:
        self.reading.markers.append((item.start, item.end))

    def _on_predicate(self, item: Item, does: str) -> None:
        if does == LEAD:
            self._mark_span(item)
        if does == SUPPORT and self._of_nobody and self._peek_is(1, "actor") and not self._said:
            self._begin_subject()  # "i gruppen ingår skolorna och polisen"
            self._pending = (does, "list")
            return
        subjects = self._subjects()
        if self._said or not subjects:
            if self._of_nobody or (self._said and self._run):
                self._give(self._run if self._said else [], does)
                self._after_verb(gathers=item.kind == "leads")
                return
            self._begin_subject()
            self._pending = (does, "next")
            return
        self._give(subjects, does)
        self._after_verb(gathers=item.kind == "leads")

    def _give(self, actors: Sequence[Actor], does: str) -> None:
        for actor in actors:
            if does not in ASIDE or not actor.does & {LEAD, ANSWERS, TASK}:
                actor.does.add(does)

    def _on_noun(self, item: Item, does: str) -> None:
        """A noun or adjective ("sammankallande", "ansvarig"): beside its actor, or a heading."""
        before = self._peek(-1)
        if before is not None and before.tag == "determiner" and before.low in _ALL_OF_THEM:
            self.reading.shared = True  # "polis och skola (båda ansvariga)"
            return
        verbal = item.low.startswith(("ansvarar", "svarar"))
        by_copula = before is not None and before.kind == "copula"
        heading = self._peek_mark(1, "colon") or (
            self._peek_mark(1, "dash") and not self._beside_actor()
        )
        if does in (LEAD, ANSWERS):
            self._mark_span(item)
        if heading and (does == SUPPORT or not self._beside_actor()):
            self._begin_subject()
            self._pending = (does, "list" if does != LEAD else "next")
        elif by_copula or verbal:
            self._on_predicate(item, does)
        elif self._beside_actor() or not self._peek_is(1, "actor", "name", "title", "determiner"):
            self._after_noun(does)
        else:
            self._mode = ""
            self._pending = (does, "next" if does != SUPPORT else "list")

    def _beside_actor(self) -> bool:
        """Whether an actor, or the bracket or dash after one, stands right before."""
        before = self._peek(-1)
        if before is None:
            return False
        if before.tag == "mark" and before.kind in {"open", "dash"}:
            return self._head is not None
        return before.tag in {"actor", "title", "name"} and self._head is not None

    def _after_noun(self, does: str) -> None:
        target = self._head
        if target is None and self._run and not self._said:
            target = self._run[-1]
        if target is not None:
            self._give([target], does)
            if does in ASIDE and self._mode == "" and target in self._run and len(self._run) > 1:
                self._run.remove(target)
            if not self._outer:
                self._said = True
                self._head = None
        elif not self._of_nobody:
            self._pending = (does, "next")

    def _on_optional(self, item: Item) -> None:
        following = self._peek()
        before = self._peek(-1)
        begins = following is not None and following.tag in {
            "actor", "name", "title", "determiner", "nobody",
        }  # fmt: skip
        beside = before is not None and before.tag in {"actor", "name", "title"}
        leads_on = following is not None and following.kind in {"with", "with_loose", "colon"}
        if leads_on or (begins and (not beside or item.low.startswith(("ev", "gärna", "kanske")))):
            self._pending = (OPTIONAL, "list" if self._peek_mark(1, "colon") else "next")
        elif self._head is not None:
            self._head.does.add(OPTIONAL)

    # -- separators -------------------------------------------------------------------------------

    def _on_mark(self, item: Item) -> None:
        kind = item.kind
        if kind == "stop":
            self._stop()
        elif kind == "open":
            self._outer.append((self._head, self._run, self._mode))
            self._run = [self._head] if self._head is not None else []
            self._link = "open"
        elif kind == "close":
            if self._outer:
                self._head, self._run, self._mode = self._outer.pop()
            self._link = "comma"
        elif kind == "colon":
            self._link = "dash" if self._head is not None else "start"
        elif kind == "and":
            self._coordinate("and")
        elif not (kind == "dash" and self._link in {"start", "comma"}):
            self._coordinate("comma" if kind == "line" else kind)
            if kind == "comma" and self._pending is not None and self._pending[1] == "listed":
                self._pending = None

    def _stop(self) -> None:
        self._pending = None
        self._begin_subject()
        self._outer.clear()
        self._except = False
        self._each, self._several, self._of_nobody = None, False, False
