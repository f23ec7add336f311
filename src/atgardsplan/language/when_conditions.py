"""What a "När" cell says that is no time: conditions, references, lasting work, statuses, prompts."""

from __future__ import annotations

from collections.abc import Callable

from .when_findings import (
    CLAUSE_ENDS,
    CONDITIONAL,
    DATE,
    EMPTY,
    ONGOING,
    PERIOD,
    UNCLEAR,
    FindingReader,
)  # fmt: skip
from .when_lexicon import lexicon

_LOOK_AHEAD = 12
_LONGEST_NAME = 3
_ASKS = frozenset(["ange", "skriv", "fyll", "välj", "klicka"])


class ConditionReader(FindingReader):
    """Reads conditions and markers beside the times."""

    def _whole_condition(self, at: int) -> int:
        if self.tokens[at].low.endswith((" efter", " vid")) and not self._has_words(at + 1):
            return at + 1  # "resultatet direkt efter": no event is named
        if self.tokens[at].low.endswith(" efter"):
            series = self.series(self.past(at + 1, "in"))
            if series is not None:
                return self._keep_series(at, series, "after")
        self._keep(CONDITIONAL, at, at + 1)
        self._condition = True
        return at + 1

    def _condition_at(self, at: int) -> int:
        """A condition from ``at`` on, as far as its clause or the next time goes."""
        found = self._keep(CONDITIONAL, at, self._clause_end(at))
        found.last = max(found.last, at + 1)
        self._condition = True
        return at + 1

    def _trigger(self, at: int) -> int:
        """ "vid", "när", "om", "enligt": a condition unless a time or a document follows."""
        if self._condition or not self._has_words(at + 1):
            return at + 1
        return _TRIGGERS[self.value(at)](self, at)

    def _at_event(self, at: int) -> int:
        place = self.past(at + 1, "in")
        rate = self.rate(place)
        if rate is not None:
            return self._condition_at(at) if rate.event else at + 1
        if self.tag(place) in {"quantity", "ordinal", "by", "closing", "part", "place"}:
            return at + 1
        # "i samband med Kulturnatten 20 september": an event with a day of its own.
        named = place
        while self.tag(named) in {"word", "in"} and named - place < _LONGEST_NAME:
            named += 1
        series = self.series(place) or self.series(named)
        if series is not None:
            return self._keep_series(at, series, self._take_mode())
        return self._condition_at(at)

    def _if(self, at: int) -> int:
        begins = at == 0 or self.tag(at - 1) in {*CLAUSE_ENDS, "and", "or", "plain", "start", "in"}
        begins = begins or self.tag(at - 1) in {"status", "done"}
        iffy = lexicon().iffy
        ahead = range(at + 1, min(self._clause_end(at), at + _LOOK_AHEAD))
        verb = any(word in iffy for i in ahead for word in self.tokens[i].low.split())
        if self._is_limit(self.past(at + 1, "in")):
            return at + 1
        return self._condition_at(at) if begins or verb else at + 1

    def _while(self, at: int) -> int:
        """ "då behov finns" is a condition, "v 26-29 då gården är stängd" tells of the time."""
        last = self.reading.findings[-1] if self.reading.findings else None
        dated = last is not None and last.kind in (DATE, PERIOD) and last.last == at
        aside = self.tag(at - 1) == "open" and bool(self.reading.findings or self.reading.removed)
        return self._clause_end(at) if dated or aside else self._condition_at(at)

    def _basis(self, at: int) -> int:
        end = min(self._clause_end(at), at + 5)
        for place in range(at + 1, end):
            tag = self.tag(place)
            if tag == "document":
                return self._reference(at, place + 1)
            if tag == "linework":
                return at + 1
        place = self.past(at + 1, "in")
        if self.tag(place) in {"unclear", "empty", "repeat", "often"} or self.series(place):
            return at + 1
        return self._condition_at(at)

    def _reference(self, at: int, after: int) -> int:
        """ "enligt tidplan 2025": the year is the document's."""
        _, _, after = self.year_after(after)
        self._keep(UNCLEAR, at, after)
        return after

    def _see(self, at: int) -> int:
        end = self._clause_end(at)
        self._keep(UNCLEAR, at, end)
        return end

    # -- markers ----------------------------------------------------------------------------------

    def _linework(self, at: int) -> int:
        if self._is_other_than_work(at):
            return at + 1
        found = self._keep(ONGOING, at, at + 1)
        found.linework = found.bound = True
        return at + 1

    def _is_other_than_work(self, at: int) -> bool:
        """As in "ordinarie styrgruppsmöte", "buss linje 179"."""
        low, following = self.tokens[at].low, at + 1
        if low == "ordinarie":
            return self.tag(self.past(following, "dash")) == "meeting"
        return low == "linje" and self.number(following) >= 0

    def _ongoing(self, at: int) -> int:
        if self._condition:
            return at + 1
        self._keep(ONGOING, at, at + 1)
        # "påbörjat hösten 2024": a start that lies behind dates nothing.
        begun = self.series(self.past(at + 1, "in")) if self.value(at) == "begun" else None
        return begun.after if begun is not None else at + 1

    def _unclear(self, at: int) -> int:
        if not self._condition:
            self._keep(UNCLEAR, at, at + 1)
        return at + 1

    def _status(self, at: int) -> int:
        if not self._condition:
            self._keep(UNCLEAR, at, at + 1).weak = True
        return at + 1

    def _empty(self, at: int) -> int:
        asks = self.tokens[at].low.partition(" ")[0] in _ASKS
        if self.value(at) == "prompt" or (asks and not at):
            return self._prompt(at)
        later = self.value(at) == "later" and not self._label
        if later and not any(self.series(place) for place in range(at + 1, self._clause_end(at))):
            self._keep(EMPTY, at, self._clause_end(at))
            return self._clause_end(at)
        if later and self.tag(at + 1) in {"after", "trigger", "condition", "unclear", "ongoing"}:
            # "Fylls i efter mötet": the rest only says when the cell will be filled in.
            self._keep(EMPTY, at, at + 1)
            return self._clause_end(at)
        if not self._condition:
            self._keep(EMPTY, at, at + 1).weak = True
        return at + 1

    def _prompt(self, at: int) -> int:
        """As in "[välj period]", "Fyll i när åtgärden ska vara klar": the template's own words."""
        end = self._clause_end(at)
        first = all(token.tag == "open" for token in self.tokens[:at])
        if not first or any(self.series(place) for place in range(at + 1, end)):
            return at + 1
        self._keep(EMPTY, at, end)
        return end

    def _mark_followup(self, at: int) -> int:
        self._followup = True
        for found in self.reading.findings:
            found.followup = found.followup or (found.plain and found.clause == self._clause)
        self._label.append(self.tokens[at].low)
        return at + 1

    def _part_of_it(self, at: int) -> int:
        """ "varav två på hösten" only details what is said already."""
        return self._clause_end(at)

    def _mark_total(self, at: int) -> int:
        self._total = True
        return at + 1


_TRIGGERS: dict[str, Callable[[ConditionReader, int], int]] = {
    "at": ConditionReader._at_event, "when": ConditionReader._condition_at, "while": ConditionReader._while, "if": ConditionReader._if,
    "basis": ConditionReader._basis, "see": ConditionReader._see,
}  # fmt: skip
