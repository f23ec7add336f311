"""`html`: one page that needs nothing else, to read, to print and to mail."""

from __future__ import annotations

from collections.abc import Iterator

from atgardsplan.reports.page.city import Overview
from atgardsplan.reports.page.frame import closing, opening
from atgardsplan.reports.page.plan import PlanPart, file_name
from atgardsplan.texts import Texts
from atgardsplan.validation import PlanResult, Run


class Page:
    """A page that is made plan by plan.

    What `add` returns for each plan belongs between `head()` and `foot()`, which are known when all
    plans are: so a page of any number of plans can be made without holding them in memory.
    """

    def __init__(self, plans: int, texts: Texts, show_accepted: bool = False) -> None:
        """Begin a page.

        Args:
            plans: how many there will be; a single one has no overview before it.
            texts: the words.
            show_accepted: whether accepted findings are listed.
        """
        self._alone = plans == 1
        self._texts = texts
        self._show_accepted = show_accepted
        self._number = 0
        self._title = texts("html.city")
        self._overview = Overview(texts)

    def add(self, result: PlanResult) -> str:
        """Return a plan's part of the page."""
        self._number += 1
        part = PlanPart(result, self._number, 2 - self._alone, self._texts, self._show_accepted)
        if self._alone:
            self._title = file_name(result.path)
        else:
            self._overview.add(result, part)
        return part.html()

    def head(self) -> str:
        """Return what stands before the plans."""
        overview = "" if self._alone else self._overview.html()
        return opening(self._title, self._texts) + overview

    def foot(self) -> str:
        """Return what stands after them."""
        return closing(self._texts)


def render(run: Run, texts: Texts) -> str:
    """Return the run as a page."""
    return "".join(_pieces(run, texts))


def _pieces(run: Run, texts: Texts) -> Iterator[str]:
    page = Page(len(run.results), texts, run.show_accepted)
    parts = [page.add(result) for result in run.results]
    yield page.head()
    yield from parts
    yield page.foot()
