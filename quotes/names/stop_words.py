"""Cut off what stands at the ends of a name and is none of it: function words, labels of the page, times, letters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes import english
from quotes.names.titles import Spans, bare_word, opens_sentence
from quotes.names.usage import Usage, plain

_CONTRACTED = re.compile(rf"(\w+)['’]{english.one_of(english.CONTRACTED_ENDINGS)}$")
_WHEN = re.compile(rf"\b{english.one_of(english.BEFORE_TIMES, capital=True)} $")
_DATE_BEHIND = re.compile(r" \d|, \d{4}")
_QUESTION = re.compile(r"[^.?!\n]{0,300}\?")
_FIRST_OF_HOLIDAYS = frozenset(name.split()[0] for name in english.HOLIDAYS)
_LONGEST_HOLIDAY = max(name.count(" ") for name in english.HOLIDAYS) + 1
_VERBS = english.REPORTING_FORMS | english.ADVERBS | english.AUXILIARIES | english.PASTS_BEHIND_NAMES
_ACTS = re.compile(rf"['’]s\b|,|:| (?:who|in recent|\w+ed|\w+s|{english.one_of(_VERBS)})\b")
_SAID_BEFORE = re.compile(rf"\b{english.one_of(english.REPORTING_FORMS)} $")
_THE = ("the ", "The ")
_MAY_STAND_BEFORE = english.NO_NAMES | english.TIMES_AND_NAMES | {"said"}
_LETTERS = re.compile(r"[B-DF-HJ-NP-TV-Z]{2,4}$")
_REACH = 12
"""Characters before a word that tell whether it says when."""


def without_stop_words(text: str, words: Spans, shown: Usage) -> Spans:
    """Return the words without function words at either end and letters such as MP behind; a lone month is no name."""
    bare = [bare_word(text, word) for word in words]
    first, last = 0, len(words)
    while first < last and _is_none_of_name(text, words, bare, first, shown):
        first += 1
    if first < last and bare[first] in _FIRST_OF_HOLIDAYS:
        first += _words_of_holiday(bare[first:last])
    while first < last and _may_say_when(text, words[last - 1], bare[last - 1], alone=last - first == 1):
        if _is_surname(text, words[max(first, last - 3) : last], bare[last - 1], shown):
            break
        last -= 1
    in_letters = last - first > 1 and bare[last - 1] in english.OFFICES_IN_LETTERS
    honored = not english.HONORIFICS.isdisjoint(bare[first:last])  # "the Rt Hon Ann Orr MP"
    if in_letters and not honored and text.endswith(_THE, 0, words[first][0]):
        return words[first:last]  # "the Kell North MP" is somebody, not the name of one
    while last - first > 1 and (
        bare[last - 1] in english.POST_NOMINALS
        or _is_label(text, words[last - 1])
        or _are_letters(text, words, last - 1)
    ):
        last -= 1
    return words[first:last]


def _words_of_holiday(bare: Sequence[str]) -> int:
    """Return how many words at the beginning name a holiday: "Boxing Day Ann Orr"; none of "Easter Brown"."""
    for count in range(min(_LONGEST_HOLIDAY, len(bare)), 0, -1):
        if (count > 1 or len(bare) == 1) and " ".join(bare[:count]).replace("’", "'") in english.HOLIDAYS:
            return count
    return 0


def _may_say_when(text: str, word: tuple[int, int], bare: str, *, alone: bool) -> bool:
    """Tell whether the last word is a function word, or a month that is alone or before a day."""
    if bare not in english.MONTHS:
        return bare in english.NO_NAMES
    return alone or bare in english.NO_NAMES or _DATE_BEHIND.match(text, word[1]) is not None


def _is_none_of_name(text: str, words: Spans, bare: Sequence[str], i: int, shown: Usage) -> bool:
    """Tell whether a word before others is none of the name: a function word, a label, or when it was."""
    word, start = bare[i], words[i][0]
    inside = 0 < i < len(words) - 1 and word in english.POSSESSIVES and not shown.in_headline(start)  # "On Your Side"
    numbers = word in english.SMALL_NUMBERS and i + 1 < len(words)  # "Three Valleys Water"
    numbered = numbers and not (shown.in_headline(start) or opens_sentence(text, start))
    plainly_named = word.isalpha() and word not in _MAY_STAND_BEFORE and not text[slice(*words[i])].isupper()
    if numbered or plainly_named or inside:
        return False
    if i + 1 == len(words):
        return _is_function_word(word) and word not in english.TIMES_AND_NAMES
    if _is_label(text, words[i]) or (word in english.MONTHS and _WHEN.search(text, max(0, start - _REACH), start)):
        return True
    if word == "said":
        surname = plain(text[slice(*words[i + 1])])  # "Said Orr: …"
        opens = opens_sentence(text, start) and text.startswith(":", words[-1][1])
        return shown.stands_alone(surname) or (opens and shown.has_first_name(surname, but="Said"))
    if word in english.NAMES_TOO:
        return shown.in_headline(start) or (opens_sentence(text, start) and bool(_QUESTION.match(text, start)))
    return _is_function_word(word)


def _are_letters(text: str, words: Spans, i: int) -> bool:
    """Tell whether a word behind two more is some letters of a rank or a degree, which no list has: "Ann Orr BL"."""
    letters = text[words[i][0] : words[i][1]]
    if letters in english.LEGAL_FORMS:
        return False  # "Kell Gaming LLC"
    name = text[words[i - 1][0] : words[i - 1][1]]
    return i > 1 and not name.isupper() and bool(_LETTERS.match(letters))


def _is_label(text: str, word: tuple[int, int]) -> bool:
    label = text[word[0] : word[1]]
    return label.isupper() and label.lower() in english.PAGE_LABELS


def _is_surname(text: str, words: Spans, last: str, shown: Usage) -> bool:
    """Tell whether the last of a few words, a month, a day or "will" elsewhere, is a surname: "Harriet May", "May"."""
    start, end = words[-1]
    if last not in english.TIMES_AND_NAMES:
        return len(words) > 1 and _is_surname_all_the_same(text, words, last, shown)
    if _DATE_BEHIND.match(text, end):
        return False
    if _WHEN.search(text, max(0, start - _REACH), start):
        return False
    acts = _ACTS.match(text, end) or _SAID_BEFORE.search(text, max(0, start - _REACH), start)
    if last in english.WEEKDAYS:
        return bool(acts) and len(words) < 3 and text[start:end].rstrip(".,") in shown.days_as_surnames
    if len(words) == 1:
        return bool(acts) and shown.is_surname(plain(text[start:end]))
    before = text[words[-2][0] : words[-2][1]]
    named = english.is_given_name(before) or before.lower().rstrip(".") in english.TITLES
    return named and not shown.in_headline(start)


def _is_surname_all_the_same(text: str, words: Spans, last: str, shown: Usage) -> bool:
    """Tell whether a function word is a surname, as its capital behind a given name says: "Curator Ann More has"."""
    start, end = words[-1]
    titled = len(words) > 2 and english.is_person_noun(bare_word(text, words[-3]))
    if not (last.isalpha() and len(last) > 1 and text[start:end].istitle()) or shown.in_headline(start):
        return False
    given = titled or english.is_given_name(text[words[-2][0] : words[-2][1]])
    return given and _ACTS.match(text, end) is not None


def _is_function_word(word: str) -> bool:
    """Tell whether a word, lower case, is none of a name: "the", "it's", "don't"."""
    if word in english.NO_NAMES or word.isalpha():
        return word in english.NO_NAMES
    contracted = _CONTRACTED.match(word)
    return bool(contracted and contracted.group(1) in english.NO_NAMES) or word.endswith(("n't", "n’t"))
