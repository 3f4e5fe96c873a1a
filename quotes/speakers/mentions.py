"""Collect the mentions of people and bodies in a parsed paragraph: everything that could be a speaker.

Names are read off the characters, because a parser drops the name in "US Secretary of State Ann Orr" and splits
"Seo Min-ja"; the parse only says where a name hangs in its sentence.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from quotes import english
from quotes.names import NameRun, find_names, is_known_surname, is_organization, opens_sentence
from quotes.parsing import Passage
from quotes.records import Form
from quotes.speakers.cues import SUBJECTS
from quotes.speakers.mention import Mention
from quotes.speakers.misread import is_misread, is_whole_sentence
from quotes.speakers.noun_phrases import NOMINAL_TAGS, holder, noun_phrases

_LONGEST_COMPLEMENT = 14
"""Tokens from "spokesman" to the name behind "for the …,": chosen by hand, not tuned; a body's long name has room."""
_OF = (" of ", " for ", " of the ", " for the ")
_STEPS_TO_TITLE = 3
"""Links from a name up to its title, and with the reach of each they hold "US Secretary of State"; not tuned."""
_LONGEST_OFFICE = 4
"""Tokens of an office between a body and a name: "vice - chief executive"."""
_NAME_LINKS = {"appos", "compound", "nmod", "flat", "name", "nn"}
_PERSONS = english.PERSON_NOUNS | english.TITLES
_HANDLE = re.compile(r"@\w{2,}$")
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+)*(?:, [A-Z][\w.]+)?(?:,? [A-Z][a-z]+\.? \d{1,2})? ?(?:\([\w /]+\) ?)?|"
    r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}(?:, [A-Z][\w.]+)? ?\([\w /]+\) ?)[—–-]{1,2} (?![“\"‘«])"
)
"""Where and by whom a report was written, at its beginning: "NEW KELL (AP) — "."""
_SEAT = re.compile(r" [A-Z]{2,4} for (?:[A-Z][\w’'-]* )+")
"""What stands between a party and the name of who sits for it: "Labour [MP for Kell] Ann Orr"."""
_BRACKETS = re.compile(r" \([^()]{1,60}\)")
_OPENING, _CLOSING = frozenset("“\"‘'"), frozenset("”\"’'")
_RANKS = english.HONORIFICS | english.MILITARY_TITLES


def find_mentions(text: str, passage: Passage) -> list[Mention]:
    """Return the mentions outside quotations in one paragraph, in text order, none inside another."""
    mentions = [*_names(text, passage)]
    taken = {i for mention in mentions for i in range(mention.first, mention.head + 1)}
    mentions += _pronouns(passage)
    mentions += _handles(passage)
    mentions += noun_phrases(text, passage, taken)
    return _turn_round(passage, _out_of_brackets(text, passage, sorted(mentions, key=lambda mention: mention.start)))


def _out_of_brackets(text: str, passage: Passage, mentions: list[Mention]) -> list[Mention]:
    """Leave out what brackets behind a name hold, a party, a seat; the name has its place: "Ann Orr (Lib Dem) said"."""
    result: list[Mention] = []
    closed = 0
    for mention in mentions:
        bracketed = mention.start < closed
        if not bracketed and result and {result[-1].form, mention.form} <= {"name", "organization"}:
            behind = _BRACKETS.match(text, result[-1].end, passage.end)
            bracketed = behind is not None and mention.start < (closed := behind.end())
        if not bracketed:
            result.append(mention)
        elif passage.deps[mention.anchor] in SUBJECTS:
            result[-1] = replace(result[-1], anchor=mention.anchor)
    return result


def _turn_round(passage: Passage, mentions: list[Mention]) -> list[Mention]:
    """Give a name between commas the place of the description before it: "a spokesman for the line, Ann Orr, said"."""
    result: list[Mention] = []
    for mention in mentions:
        described = _turned_round(passage, mention, result)
        if described is not None:
            result = [other for other in result if other is not described]
            result.append(replace(mention, anchor=described.anchor))
        else:
            result.append(mention)
    return result


def _turned_round(passage: Passage, mention: Mention, before: list[Mention]) -> Mention | None:
    """Return the description of a person that a name between commas follows, only its complement in between."""
    words, behind, comma = passage.words, mention.head + 1, mention.first - 1
    while comma > 0 and passage.lower[comma].rstrip(".") in _RANKS:
        comma -= 1
    if mention.form != "name" or comma < 0 or words[comma] != ",":
        return None
    if behind >= len(words) or words[behind] not in {",", "."}:
        return None
    for other in reversed(before):
        if mention.first - other.head > _LONGEST_COMPLEMENT:
            break
        if passage.deps[other.head] == "appos" and passage.tags[passage.heads[other.head]] == "NNP":
            continue  # "Orr, head of the agency, Advisa, said"
        is_person = other.form == "description" and not other.plural and _is_person(other.words.split()[-1].lower())
        is_person = is_person or other.words.lower() == "one"  # "said one of them, Ann Orr,"
        if is_person and _only_complements(passage, other.head + 1, comma):
            return other
    return None


def _is_person(noun: str) -> bool:
    return noun in _PERSONS or english.is_person_noun(noun)


def _only_complements(passage: Passage, start: int, end: int) -> bool:
    """Tell whether the tokens between are a complement such as "for South Korea's defense ministry"."""
    return all(
        passage.inside[i] < 0 and not passage.tags[i].startswith("V") and passage.words[i] not in {",", ";", ":"}
        for i in range(start, end)
    ) and (start >= end or passage.tags[start] == "IN")


def _names(text: str, passage: Passage) -> Iterator[Mention]:
    dateline = _DATELINE.match(text, passage.start, passage.end)
    runs = find_names(text, passage.start, passage.end)
    named: set[int] = set()
    office: int | None = None  # of which a name has the place: "Director of Nursing Ann Orr said"
    for run, following in itertools.zip_longest(runs, runs[1:]):
        if dateline is not None and run.end <= dateline.end():
            continue
        first = bisect_left(passage.ends, run.start + 1)
        last = bisect_left(passage.starts, run.end) - 1
        if not 0 <= first <= last < len(passage.words) or passage.inside[first] >= 0 or passage.inside[last] >= 0:
            continue
        if following is not None and (
            _is_of_role(passage, last, bisect_left(passage.ends, following.start + 1))
            or _SEAT.fullmatch(text, run.end, following.start)
        ):
            continue
        if following is not None and run.is_title(text) and _complements(text, run, following):
            office = last
            continue
        head = _head(passage, first, last)
        words = run.of(text)
        if not _looks_like_name(passage, first, last) and not (
            first == last and _may_act(passage, first) and is_known_surname(text, words)
        ):
            continue
        if _modifies_noun(passage, head, last) or _is_title_of_work(text, run, passage, last):
            continue
        form: Form = "organization" if is_organization(words) else "name"
        several = first == last and opens_sentence(text, run.start) and _are_people(words.lower())
        if run.is_title(text) or several:
            form = "description"
        anchor = _anchor(passage, head, first, named) if office is None else office
        office = None
        yield Mention(run.start, run.end, form, words, first, last, anchor, several)
        if form != "description":
            named.update(range(first, last + 1))


def _looks_like_name(passage: Passage, first: int, last: int) -> bool:
    """Tell a name from a capitalized common word at the start of a sentence, or in a label ("REYES: …")."""
    tags = passage.tags[first : last + 1]
    if any(tag in {"NNP", "NNPS"} for tag in tags):
        return True
    if len(tags) > 1 and any(tag in NOMINAL_TAGS or tag == "FW" for tag in tags):
        return True
    following = passage.words[last + 1] if last + 1 < len(passage.words) else ""
    opens = first == 0 or (passage.inside[first - 1] < 0 and passage.words[first - 1] in ".?!:;—–")
    return (passage.words[first].isupper() and following == ":") or (
        not opens and tags[0] in NOMINAL_TAGS | {"FW", "JJ"}
    )


def _are_people(word: str) -> bool:
    """Tell whether a word, lower case, is a noun for several people other than a party's: "dockers"."""
    singular = word.removesuffix("s")
    return word != singular and singular not in english.PARTIES and english.is_person_noun(word)


def _may_act(passage: Passage, token: int) -> bool:
    """Tell whether a word tagged as a common one may be a surname: "Cross in recent days said", not "Cross words"."""
    behind = passage.tags[token + 1] if token + 1 < len(passage.tags) else "."
    if passage.tags[token][:2] in {"NN", "JJ"}:
        return behind not in {"NN", "NNS"} or is_whole_sentence(passage, token + 1)
    return behind[:2] in {"VB", "MD", "RB", "IN", ",", "PO"}


def _modifies_noun(passage: Passage, head: int, last: int) -> bool:
    """Tell whether a name only modifies the common noun behind it: "Senior US officials", "the Oduya campaign"."""
    if last + 1 >= len(passage.words) or passage.heads[head] <= last:
        return False
    modifier = passage.deps[head] in {"compound", "amod", "nmod", "npadvmod"}
    return modifier and passage.tags[last + 1] in {"NN", "NNS", "JJ"} and not _is_verb(passage, last + 1)


def _is_verb(passage: Passage, noun: int) -> bool:
    return is_misread(passage, noun) or is_whole_sentence(passage, noun)


def _is_title_of_work(text: str, run: NameRun, passage: Passage, last: int) -> bool:
    """Tell whether a name stands in marks before a noun for somebody: "the ‘Low Tide’ singer"."""
    if last + 2 >= len(passage.words) or not _is_person(passage.lower[last + 2]):
        return False
    return text[run.title_start - 1 : run.title_start] in _OPENING and text[run.end : run.end + 1] in _CLOSING


def _complements(text: str, title: NameRun, name: NameRun) -> bool:
    """Tell whether what stands before a name is the complement of a title: "Director of Nursing Ann Orr"."""
    full = " " in name.of(text)  # not "Vice President of Human Resources, Ann Orr"
    return full and name.title_start < name.start and text[title.end : name.title_start] in _OF


def _is_of_role(passage: Passage, last: int, next_name: int) -> bool:
    """Tell whether a name is that of the body whose office stands before the next one: "Dolphins chief executive"."""
    between = range(last + 1, next_name)
    return (
        0 < len(between) <= _LONGEST_OFFICE
        and english.is_role_noun(passage.lower[next_name - 1])
        and all(passage.tags[i] in {"NN", "JJ", "HYPH"} and passage.inside[i] < 0 for i in between)
    )


def _pronouns(passage: Passage) -> Iterator[Mention]:
    for i, lower in enumerate(passage.lower):
        if (
            lower in english.SPEAKER_PRONOUNS
            and passage.inside[i] < 0
            and passage.tags[i] in {"PRP", "PRP$", "WP", "NNP", "CD", "NN"}
            and passage.deps[i] not in {"nummod", "compound", "det"}
        ):
            plural = lower in english.PLURAL_PRONOUNS
            yield Mention(passage.starts[i], passage.ends[i], "pronoun", passage.words[i], i, i, i, plural)


def _handles(passage: Passage) -> Iterator[Mention]:
    """Yield the names of accounts, which name nobody: "@harbor_watch"."""
    for i, word in enumerate(passage.words):
        if word[0] == "@" and passage.inside[i] < 0 and _HANDLE.match(word):
            yield Mention(passage.starts[i], passage.ends[i], "description", word, i, i, i, False)


def _head(passage: Passage, first: int, last: int) -> int:
    """Return the last token of a span whose head stands outside of it."""
    heads = passage.heads
    outer = (i for i in range(last, first - 1, -1) if heads[i] == i or not first <= heads[i] <= last)
    return next(outer, last)


def _anchor(passage: Passage, token: int, first: int, named: set[int]) -> int:
    """Return the token that holds a name's place in its sentence: the title before it, if the parse hangs it there.

    What a determiner or a preposition parts from the words before has no title there: "secretary of the Bakers' Union",
    "Professor of Soil Ecology"; nor has anybody the place of a name that has one: "Orr, head of Advisa, Kell", nor a
    firm that of its staff: "a spokesperson for toy maker Kell".
    """
    if first and (passage.lower[first - 1] in english.DEFINITE or passage.tags[first - 1] == "IN"):
        return token
    for step in range(_STEPS_TO_TITLE):
        head = passage.heads[token]
        near = 0 < token - head <= 8 or 0 < head - token <= 3
        if not near or passage.deps[token] not in _NAME_LINKS:
            break
        if passage.tags[head] not in NOMINAL_TAGS or passage.inside[head] >= 0 or (step and head in named):
            break
        if first and passage.lower[first - 1] in english.BODY_KINDS and "IN" in passage.tags[head:first]:
            break
        token = head
    return holder(passage, token)
