"""Days, months, other times, and numbers in words."""

from __future__ import annotations

import re
from datetime import date

WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
ABBREVIATED_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
_MONTHS_IN_ORDER = tuple(
    "january february march april may june july august september october november december".split()
)
MONTHS = ABBREVIATED_MONTHS | frozenset(_MONTHS_IN_ORDER)
NEAR_DAYS = frozenset("today yesterday tomorrow tonight".split())
SPANS_OF_TIME = frozenset(
    "day days week weeks month months year years decade decades hour hours minute minutes century season".split()
)
TIMES = (
    WEEKDAYS
    | MONTHS
    | NEAR_DAYS
    | SPANS_OF_TIME
    | frozenset("morning afternoon evening night time times moment quarter summer winter spring autumn".split())
    | frozenset("weekend noon midnight".split())
)
"""Words that say when, so that no role reaches over them."""

SMALL_NUMBERS = tuple(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
    """.split()
)
"""From 0 on."""
TENS = tuple("twenty thirty forty fifty sixty seventy eighty ninety".split())
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
ONE_TO_TEN = frozenset(SMALL_NUMBERS[1:11])
FIRST_TO_THIRD = frozenset("first second third".split())
ORDINALS = FIRST_TO_THIRD | frozenset("fourth fifth final".split())

_FEASTS = frozenset(
    """
    christmas easter halloween hogmanay thanksgiving hanukkah passover purim ramadan diwali eid pentecost whitsun nowruz
    epiphany juneteenth kwanzaa
    """.split()
)
_DAYS_BEHIND_FEASTS = frozenset(
    f"{feast} {day}" for feast in _FEASTS for day in ("day", "eve", "sunday", "monday", "saturday", "night", "week")
)
_NAMED_DAYS = frozenset(
    (
        *("boxing day", "bonfire night", "burns night", "guy fawkes night", "twelfth night", "good friday"),
        *("ash wednesday", "maundy thursday", "palm sunday", "shrove tuesday", "pancake day", "whit monday"),
        *(
            "bank holiday",
            "bank holiday monday",
            "may day",
            "new year",
            "new year's",
            "new year's day",
            "new year's eve",
        ),
        *("mother's day", "father's day", "valentine's day", "st patrick's day", "st. patrick's day", "anzac day"),
        *("memorial day", "labor day", "labour day", "independence day", "veterans day", "presidents day"),
        *("columbus day", "martin luther king day", "inauguration day", "election day", "groundhog day"),
        *("armistice day", "remembrance day", "remembrance sunday", "australia day", "bastille day"),
    )
)
HOLIDAYS = _FEASTS | _DAYS_BEHIND_FEASTS | _NAMED_DAYS
"""Feasts, and days that have a name of several words."""

_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(_MONTHS_IN_ORDER, 1)}
_WEEKDAY = r"\s{0,9}(?:[A-Za-z]{3,9}\.?(?:,\s{0,3}|\s{1,3}))?"
_YEAR_FIRST = re.compile(r"\s{0,9}(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d\d)(\d\d))(?!\d)")
_YEAR_LAST = re.compile(r"\s{0,9}(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_DAY_AND_MONTH = re.compile(
    _WEEKDAY + r"(\d{1,2})(?:st|nd|rd|th)?[\s-]{1,3}([A-Za-z]{3,9})\.?,?[\s-]{1,3}(\d{4})(?!\d)"
)
_MONTH_AND_DAY = re.compile(_WEEKDAY + r"([A-Za-z]{3,9})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(\d{4})(?!\d)")
_REGION = re.compile(r"[-_]([A-Za-z]{2})(?![A-Za-z0-9])")


def written_day(value: str, *, month_first: bool | None = None) -> str | None:
    """Return the ISO day of a date as pages, mails and people write it: “May 3, 2026”, “Sun, 03 May 2026 08:00 GMT”.

    None where it is none, or two days: “05/03/2026”, unless it is known whether the month comes first.
    """
    if found := _YEAR_FIRST.match(value):
        return _iso(found[1], found[3] or found[5], found[4] or found[6])
    if found := _DAY_AND_MONTH.match(value):
        return _iso(found[3], _month(found[2]), found[1])
    if found := _MONTH_AND_DAY.match(value):
        return _iso(found[3], _month(found[1]), found[2])
    if found := _YEAR_LAST.match(value):
        first, second = _iso(found[4], found[1], found[3]), _iso(found[4], found[3], found[1])
        if found[2] == "." or not (first and second) or first == second:
            return (second if found[2] == "." else None) or first or second
        return None if month_first is None else first if month_first else second
    return None


def month_comes_first(language: str | None) -> bool | None:
    """Tell whether dates in numbers begin with the month where a tag such as “en-US” is from; None if unknown."""
    region = _REGION.search(language or "")
    if region is None or region[1].upper() == "CA":  # where both are written
        return None
    return region[1].upper() == "US"


def _month(name: str) -> int:
    return _MONTH_NUMBERS.get(name[:3].lower(), 0) if name.lower() in MONTHS else 0


def _iso(year: str, month: str | int, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
