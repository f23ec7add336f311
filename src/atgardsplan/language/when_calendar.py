"""Calendar arithmetic: first and last day of the periods that plans speak of.

The bounds of seasons, terms and parts of periods are those of the annotation guideline 1.3.
"""

from __future__ import annotations

from datetime import date, timedelta

Bounds = tuple[date, date]

FIRST_YEAR, LAST_YEAR = 1990, 2099

# Months from first to last; a last month over 12 lies in the following year.
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_TERMS = {"spring": (1, 6), "autumn": (8, 12), "school": (8, 18)}
_MONTHS_IN = {"quarter": 3, "tertial": 4, "half": 6}
LAST_NUMBER = {"week": 53, "quarter": 4, "tertial": 3, "half": 2}

ONE_DAY = timedelta(days=1)


def last_of_month(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - ONE_DAY


def day(year: int, month: int, number: int) -> date:
    """A day of a month; 31 in a shorter month is its last day (a common slip)."""
    return min(date(year, month, 1) + (number - 1) * ONE_DAY, last_of_month(year, month))


def months(year: int, first: int, last: int) -> Bounds:
    """First day of month ``first`` to last day of month ``last`` (13 is the next January)."""
    return (
        date(year + (first - 1) // 12, (first - 1) % 12 + 1, 1),
        last_of_month(year + (last - 1) // 12, (last - 1) % 12 + 1),
    )


def week(year: int, number: int) -> Bounds:
    """Monday to Sunday of an ISO week; week 53 of a shorter year is its last week."""
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        monday = date.fromisocalendar(year, number - 1, 1)
    return monday, monday + timedelta(days=6)


def bounds(grain: str, key: str | int, year: int, part: str = "") -> Bounds:
    """First and last day of a period.

    ``grain`` is week, month, quarter, tertial, half, season, term or year; ``key`` its number or
    name; ``part`` early, mid, late, half1 or half2 (annotation guideline 1.3: of a month days 1-10,
    11-20 and the rest, of a year the tertials, of other periods their first, middle, last month).
    """
    if grain == "week":
        return week(year, int(key))
    if grain == "month":
        return _part_of_month(year, int(key), part)
    first, last = _months_of(grain, key)
    if part == "half1":
        last = (first + last) // 2
    elif part == "half2":
        first = (first + last) // 2 + 1
    elif part:
        size = 4 if grain == "year" else 1
        if part == "mid":
            first = (first + last - size + 1) // 2
        elif part == "late":
            first = last - size + 1
        last = first + size - 1
    return months(year, first, last)


def _months_of(grain: str, key: str | int) -> tuple[int, int]:
    if grain == "season":
        return _SEASONS[str(key)]
    if grain == "term":
        return _TERMS[str(key)]
    if grain == "year":
        return 1, 12
    size = _MONTHS_IN[grain]
    return (int(key) - 1) * size + 1, int(key) * size


def _part_of_month(year: int, month: int, part: str) -> Bounds:
    end = last_of_month(year, month)
    first, last = {
        "early": (1, 10), "mid": (11, 20), "late": (21, end.day),
        "half1": (1, 15), "half2": (16, end.day),
    }.get(part, (1, end.day))  # fmt: skip
    return date(year, month, first), date(year, month, last)


def weekday_of_month(year: int, month: int, weekday: int, number: int) -> date | None:
    """The ``number``-th (-1: last) weekday (1 = Monday) of a month, or None."""
    if number == -1:
        last = last_of_month(year, month)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    found = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    return found if found.month == month else None


def week_of_month(year: int, month: int, number: int) -> Bounds | None:
    """The ``number``-th (-1: last) seven days of a month, or None."""
    last = last_of_month(year, month)
    if number == -1:
        return last - timedelta(days=6), last
    if not 1 <= number <= 4:
        return None
    return date(year, month, 7 * number - 6), date(year, month, 7 * number)


def full_year(number: int, plan_year: int, loose: bool = True) -> int | None:
    """The year that 2025 or 25 stands for, or None when the number is no likely year.

    ``loose`` allows a two-digit year some years from the plan year; else it has to be close.
    """
    if FIRST_YEAR <= number <= LAST_YEAR:
        return number
    if not 0 <= number <= 99:
        return None
    year = plan_year - plan_year % 100 + number
    back, ahead = (6, 9) if loose else (2, 3)
    return year if plan_year - back <= year <= plan_year + ahead else None
