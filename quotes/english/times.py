"""Days, months, other times, and numbers in words."""

from __future__ import annotations

WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
ABBREVIATED_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
MONTHS = ABBREVIATED_MONTHS | frozenset(
    "january february march april may june july august september october november december".split()
)
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
