"""Find the roles an article gives a person: "principal deputy spokesperson for the State Department".

A role is read off the words around a name: before it ("Harbor Commissioner Ilse Brandt"), after it ("Ilse Brandt, who
is …", "Ilse Brandt, a nurse from …"), or before it with the order turned round ("a spokesman for the ministry, Ilse
Brandt, said"). Of all roles that the article gives a bearer, the fullest is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quotes import lexicon
from quotes.attribution.bearers import Bearer
from quotes.attribution.categories import is_role_noun
from quotes.attribution.mentions import Mention
from quotes.attribution.role_parts import LEADING_VERBS, Phrase

_TOKEN = re.compile(r"[\w&][\w&'’.-]*|[^\w\s]")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Maj|St|Jr|Sr|Inc|Co|Corp|Rev)\.$"
)
_NOT_ROLES = frozenset(
    "is was has had does says wants thinks believes knows denies faces supports opposes remains lives".split()
)
_DETERMINERS = frozenset("a an the his her their its our my this that another one".split())
_LINKS = frozenset("of for at in with from to on and".split())
_STOPS = frozenset(
    """
    who whom which that whose where when while but or as is was are were be been has had have said says told
    will would than after before by if then because since until not also he she they we i you it there though
    although whereas despite
    """.split()
)
_LONGEST = 14
_FAR_BACK = 20_000
_OCCUPATION = re.compile(r"\w{2,}(?:er|or|ist|ian|eer|ant|man|woman|ee|part|rt|wife|hand|ior|end)$")
_TIMES = frozenset(
    """
    day week month year morning afternoon evening night time moment quarter summer winter september october
    november december other weekend
    """.split()
)
_AGE = re.compile(r"\d{1,3}$|\d+-year-old$")
_PARTY = re.compile(r"[RDI]-\w")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or punctuation mark ``text[start:end]`` with its part-of-speech tag, where its paragraph was parsed."""

    start: int
    end: int
    text: str
    tag: str | None

    @property
    def lower(self) -> str:
        """Return the word in lower case, its full stop cut off."""
        return self.text.lower().rstrip(".")


def words_of(text: str, start: int, end: int, tags: dict[int, str]) -> list[Word]:
    """Return the words of ``text[start:end]``; ``tags`` maps offsets to part-of-speech tags."""
    found = []
    for match in _TOKEN.finditer(text, start, end):
        stop = match.end()
        while (
            stop > match.start() + 1
            and text[stop - 1] in "'’.-"
            and not _ABBREVIATED.search(text[match.start() : stop])
        ):
            stop -= 1
        found.append(Word(match.start(), stop, text[match.start() : stop], tags.get(match.start())))
        if stop < match.end():
            found.append(Word(stop, match.end(), text[stop : match.end()], None))
    return found


def bearer_roles(
    text: str, bearer: Bearer, paragraphs: Sequence[tuple[int, int]], tags: dict[int, str]
) -> Iterator[Phrase]:
    """Yield every role phrase next to a name of the bearer."""
    for name in bearer.names:
        if name.quoted:
            continue
        start, end = paragraphs[name.paragraph]
        after = words_of(text, name.end, min(end, name.end + 240), tags)
        yield from _before_name(words_of(text, max(start, name.start - 200), name.start, tags))
        yield from _turned_round(words_of(text, max(start, name.title_start - 200), name.title_start, tags), after)
        yield from _after_name(after)


def _before_name(before: Sequence[Word]) -> Iterator[Phrase]:
    """Yield the title right before a name: "US Secretary of State", "campaign manager"."""
    end = len(before)
    while end and before[end - 1].lower in lexicon.HONORIFICS - {
        "sen",
        "rep",
        "gov",
        "sgt",
        "capt",
        "lt",
        "gen",
        "col",
        "rev",
    }:
        end -= 1
    if end and before[end - 1].text in {",", ";", ":", ".", "(", ")", "—", "–", '"', "”", "“"}:
        return
    start = end
    while start and end - start < _LONGEST and _belongs(before, start - 1, end):
        start -= 1
    for index in range(start, end - 1):
        # "an adviser to Gov. Ann Orr": only what follows the link is Orr's.
        if before[index].lower in _LINKS - {"of"} and before[index + 1].lower in lexicon.TITLES:
            start = index + 1
    yield from _trimmed(before[start:end], loose=start < end and _is_occupation(before[end - 1]))


def _belongs(words: Sequence[Word], index: int, end: int) -> bool:
    """Tell whether the word carries on, leftwards, the title that ends at ``end``."""
    word = words[index]
    if not _in_name_or_noun(word) or word.lower in _STOPS or word.lower in _DETERMINERS - {"the"}:
        return False
    if word.lower in _LINKS or word.lower == "the":
        return _links(words, index, end)
    if word.text[0].isupper() or word.text[0].isdigit():
        return not _AGE.match(word.text) or word.lower.endswith(("th", "rd", "nd", "st"))
    if is_role_noun(word.lower) or (index + 1 == end and _is_occupation(word) and word.tag in {"NN", None}):
        return True
    if word.tag is not None:
        return word.tag in {"NN", "NNS", "JJ", "NNP", "NNPS", "POS", "VBG"} or (word.tag == "VBN" and index + 1 < end)
    return word.lower not in lexicon.verb_forms() and not word.lower.endswith(("ed", "ly"))


def _in_name_or_noun(word: Word) -> bool:
    return word.text[0].isalnum() or word.text in {"'s", "’s", "&", "'", "’", "-"}


def _links(words: Sequence[Word], index: int, end: int) -> bool:
    """Tell whether "of", "for", "the" … stands within a title: behind a role noun, before a capital."""
    if index + 1 >= end:
        return False
    left = index - 1 if words[index].lower != "the" else index - 2
    if left < 0:
        return False
    return is_role_noun(words[left].lower) and (words[index + 1].text[0].isupper() or words[index + 1].lower == "the")


def _turned_round(before: Sequence[Word], after: Sequence[Word]) -> Iterator[Phrase]:
    """Yield the role in "spokesman for the ministry, Ilse Brandt, said" and "the team's coach, Ilse Brandt, said"."""
    if len(before) < 2 or before[-1].text != "," or not after or after[0].text not in {",", "."}:
        return
    end = len(before) - 1
    start = end
    while start and end - start < _LONGEST:
        word = before[start - 1]
        if word.text in {",", ";", ":", ".", "(", ")", "—", "–", '"', "”", "“", "?", "!"} or word.lower in _STOPS:
            break
        if word.lower in lexicon.verb_forms() and not is_role_noun(word.lower) and (word.tag or "VB").startswith("VB"):
            break
        if word.lower == "to" and start >= 2 and before[start - 2].lower == "according":
            break
        start -= 1
    phrase = before[start:end]
    apart = len(phrase) <= 6 and phrase[:1] and phrase[0].lower in _DETERMINERS and _is_occupation(phrase[-1])
    heads = [i for i, word in enumerate(phrase) if is_role_noun(word.lower) and not _is_plural(word)]
    if apart or any(i + 1 == len(phrase) or phrase[i + 1].lower in _LINKS for i in heads):
        yield from _trimmed(phrase, loose=bool(apart))


def _is_plural(word: Word) -> bool:
    return word.tag == "NNS" or (word.lower.endswith("s") and is_role_noun(word.lower[:-1]))


def _is_occupation(word: Word) -> bool:
    """Tell whether a noun next to a name, not in any list, may still say what the person is or does."""
    return word.text.islower() and bool(_OCCUPATION.search(word.lower)) and word.lower not in _TIMES


def _after_name(after: Sequence[Word]) -> Iterator[Phrase]:
    """Yield the role in ", a nurse from Aldbrook," and in "is the …", ", who is the …"."""
    index = _skip_asides(after)
    if index >= len(after):
        return
    word = after[index]
    if word.text == ",":
        index = _skip_asides(after, index + 1)
        if index < len(after) and after[index].lower == "who":
            index += 1
            if index < len(after) and after[index].lower in {"is", "was", "serves", "served", "works", "worked"}:
                yield from _phrase_from(after, index + 1, after[index].lower in {"serves", "served", "works", "worked"})
            elif index < len(after) and _tells_occupation(after[index]):
                yield from _phrase_of(after, index, index + 1)
            elif index + 1 < len(after) and after[index].lower == "has" and after[index + 1].lower in LEADING_VERBS:
                yield from _phrase_of(after, index, index + 2)
            return
        if index < len(after) and after[index].lower.endswith("ing") and not is_role_noun(after[index].lower):
            return
        yield from _phrase_from(after, index, False)
    elif word.lower in {"is", "was"} and index == 0 and len(after) > 1 and after[1].lower in {"a", "an", "the"}:
        yield from _phrase_from(after, 1, False)


def _tells_occupation(verb: Word) -> bool:
    """Tell whether the verb of a relative clause says what somebody does: "who grows melons near Osk"."""
    return verb.lower in LEADING_VERBS or (verb.tag == "VBZ" and verb.lower not in _NOT_ROLES)


def _skip_asides(words: Sequence[Word], index: int = 0) -> int:
    """Step over ", 43," and "(D-Wis.)" behind a name."""
    while index < len(words):
        if words[index].text == "(":
            close = next((i for i in range(index, min(index + 8, len(words))) if words[i].text == ")"), None)
            if close is None:
                return index
            index = close + 1
        elif (
            words[index].text == ","
            and index + 1 < len(words)
            and (_AGE.match(words[index + 1].text) or _PARTY.match(words[index + 1].text))
        ) or (_AGE.match(words[index].text) and index + 1 < len(words) and words[index + 1].text == ","):
            index += 2
        else:
            break
    return index


def _phrase_from(words: Sequence[Word], index: int, as_only: bool) -> Iterator[Phrase]:
    if as_only:
        if index >= len(words) or words[index].lower != "as":
            return
        index += 1
    determined = False
    while index < len(words) and (
        words[index].lower in _DETERMINERS or words[index].lower in {"now", "then", "currently"}
    ):
        determined = True
        index += 1
    yield from _phrase_of(words, index, index, determined)


def _phrase_of(words: Sequence[Word], start: int, first: int, determined: bool = False) -> Iterator[Phrase]:
    """Yield the words from ``start`` to the end of the noun phrase, if they hold a role noun before the first link.

    Behind a determiner (``determined``) and before a comma, an unknown noun may do: ", the purser,".
    """
    end = first
    while end < len(words) and end - start < _LONGEST:
        word = words[end]
        if not _in_name_or_noun(word):
            break
        if word.lower in _STOPS or _past(word, words, end):
            break
        end += 1
    head = next((i for i in range(start + 1, end) if words[i].lower in _LINKS), end)
    closed = 0 < head - start <= 4
    yield from _trimmed(
        words[start:end], loose=start != first or (determined and closed and _is_occupation(words[head - 1]))
    )


def _past(word: Word, words: Sequence[Word], index: int) -> bool:
    return word.tag in {"VBD", "VBZ", "VBP", "MD"} or (
        word.tag is None and word.lower in {"said", "says", "told", "added", "wrote"}
    )


def _trimmed(words: Sequence[Word], loose: bool = False) -> Iterator[Phrase]:
    """Yield the phrase without determiners before and links behind, if it holds a role noun or is ``loose``."""
    words = list(words)
    while words and (
        words[0].lower in _DETERMINERS | _LINKS | {"'s", "’s", "&", "'", "’"} or _AGE.match(words[0].text)
    ):
        words.pop(0)
    while words and (words[-1].lower in _DETERMINERS | _LINKS or not words[-1].text[0].isalnum()):
        words.pop()
    head = next((i for i, word in enumerate(words) if word.lower in _LINKS and i > 0), len(words))
    if words and (loose or any(is_role_noun(word.lower) for word in words[:head])):
        yield Phrase(words[0].start, words[-1].end)


def description_role(text: str, mention: Mention, stop: int, tags: dict[int, str]) -> Phrase | None:
    """Return the role of somebody unnamed: the description itself, with what follows it ("officials at the port").

    A bare "the spokeswoman" takes up the fuller description before it ("a spokeswoman for the ferry line").
    """
    own = _described(text, mention.start, mention.end, stop, tags)
    if own is None or not mention.words.lower().startswith("the ") or " " in text[own.start : own.end]:
        return own
    head = re.escape(text[own.start : own.end])
    fuller_head = re.compile(rf"\b{head}(?= (?:for|of|at|with|from) )")
    for match in reversed(list(fuller_head.finditer(text, max(0, mention.start - _FAR_BACK), mention.start))):
        fuller = _described(text, match.start(), match.end(), mention.start, tags)
        if fuller is not None:
            return fuller
    return own


def _described(text: str, start: int, end: int, stop: int, tags: dict[int, str]) -> Phrase | None:
    words = words_of(text, start, min(stop, end + 120), tags)
    inside = [word for word in words if word.start < end]
    if not inside or not (is_role_noun(inside[-1].lower) or _is_occupation(inside[-1])):
        return None
    rest = words[len(inside) :]
    phrase = list(inside)
    if rest and rest[0].lower in {"for", "of", "at", "with", "from", "in"}:
        tail = next(_phrase_of(words, 0, len(inside)), None)
        if tail is not None:
            phrase = [word for word in words if word.end <= tail.end]
    return next(_trimmed(phrase, loose=True), None)


def fullest(text: str, phrases: Iterable[Phrase]) -> Phrase | None:
    """Return the phrase that says most: the one with the most words, the earlier of two."""
    best: Phrase | None = None
    for phrase in phrases:
        size = len(text[phrase.start : phrase.end].split())
        if best is None or size > len(text[best.start : best.end].split()):
            best = phrase
    return best
