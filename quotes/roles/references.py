"""Read the role of somebody off a sentence that does not name them: a lead, or the sentence behind a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotes import english
from quotes.names import Name, NameRun, find_names, is_organization
from quotes.roles.parts import Phrase
from quotes.roles.patterns import AGE, weighed
from quotes.roles.phrases import Chunk, noun_phrase
from quotes.roles.words import ArticleWords, Word

_OPENING = 8.0
_TAKEN_UP = 5.0
_LONGEST_LEAD = 900
_FARTHEST = 320
_SENTENCE_START = re.compile(r"(?<=[.?!”\"])\s+(?:On (?:the stump|[A-Z]\w+(?: \d+)?),? )?(?=(?:The|An?|the) )")
_DATELINE = re.compile(r"[A-Z][A-Z .,’'-]{1,60}(?:, ?[^—–-]{1,40})? ?(?:\([^)]*\) ?)?[—–-]+ |(?:By|On) \w+(?: \d+)?,? ")
_IN_PLACE = re.compile(rf"\b{english.one_of(english.LINKS | {'near', 'the'})}\s(?:the\s)?$")


def in_lead(article_words: ArticleWords, name: Name) -> Iterator[Phrase]:
    """Yield the role that opens the article before its first person is named: "The acting head of the line quit"."""
    text = article_words.text
    lead = name.start if article_words.lead is None else article_words.lead
    dateline = _DATELINE.match(text, lead, name.start)
    lead = dateline.end() if dateline else lead
    if not lead < name.start < lead + _LONGEST_LEAD or _names_somebody(text, lead, name.start, longer=True):
        return
    words = article_words.between(lead, name.start)
    if (owned := _who_is_said_to_speak(words)) is not None:
        yield from weighed(words, owned, _OPENING)
        return
    chunk = noun_phrase(words, 0)
    if chunk is not None and words[0].lower in {"a", "an", "the"} and _is_subject(words, chunk):
        yield from weighed(words, chunk, _OPENING)


def _who_is_said_to_speak(words: Sequence[Word]) -> Chunk | None:
    """Return who reports a lead, if that is somebody of its subject's: "…, his [lawyer] said"."""
    for index in range(2, len(words) - 2):
        if words[index].lower in {"his", "her", "their"} and words[index - 1].text == ",":
            chunk = noun_phrase(words, index)
            said = chunk is not None and chunk.end < len(words) and words[chunk.end].lower in english.REPORTING_FORMS
            return chunk if said else None
    return None


def taken_up(article_words: ArticleWords, name: Name) -> Iterator[Phrase]:
    """Yield the role by which one of the next sentences takes a name up: "Brandt smiled. The engineer, 43, said"."""
    text, paragraphs = article_words.text, article_words.paragraphs
    if text[name.end : name.end + 2] in {"'s", "’s"}:
        return
    _, stop = paragraphs[min(name.paragraph + 1, len(paragraphs) - 1)]
    for start in _SENTENCE_START.finditer(text, name.end, min(stop, name.end + _FARTHEST)):
        if _names_somebody(text, name.end, start.end()):
            return
        words = article_words.between(start.end(), min(stop, start.end() + _FARTHEST))
        chunk = noun_phrase(words, 0)
        if chunk is None or not chunk.known:
            continue
        if words[0].lower != "the" and _goes_on_with_pronoun(words, chunk):
            yield from weighed(words, chunk, _OPENING)
        longer = chunk.end > chunk.first + 1 or _has_age(words, chunk)
        if words[0].lower == "the" and longer and _is_subject(words, chunk):
            yield from weighed(words, chunk, _TAKEN_UP)
            return


def _names_somebody(text: str, start: int, end: int, *, longer: bool = False) -> bool:
    """Tell whether a text seems to hold a person's name, with ``longer`` one of several words."""
    return any(_is_person(text, start, run, longer) for run in find_names(text, start, end))


def _is_person(text: str, start: int, run: NameRun, longer: bool) -> bool:
    words = run.of(text)
    if run.title_start < run.start:
        return True
    if longer and " " not in words:
        return False
    return not is_organization(words) and not _IN_PLACE.search(text, start, run.title_start)


def _has_age(words: Sequence[Word], chunk: Chunk) -> bool:
    behind = words[chunk.end : chunk.end + 2]
    return len(behind) == 2 and behind[0].text == "," and bool(AGE.match(behind[1].text))


def _is_subject(words: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether a role is the subject of a verb, perhaps after ", 43,", and not the apposition to a name."""
    head = words[chunk.head]
    if head.lower in english.LOW_ROLES or head.capital:
        return False
    behind = words[chunk.end :]
    if len(behind) > 2 and behind[0].text == ",":
        aside = _has_age(words, chunk) or behind[1].lower in english.ADVERBS | {"meanwhile", "however"}
        behind = behind[1:] if behind[1].lower in {"who", "whose", "with"} else behind[3:] if aside else behind
    behind = [word for word in behind[:4] if word.tag != "RB" and word.lower not in english.ADVERBS]
    if not behind:
        return False
    verb = behind[0]
    known = english.AUXILIARIES | {"who", "whose", "with"} | english.verb_forms().keys()
    untagged = verb.tag is None and verb.lower.endswith("ed")
    return verb.tag in {"VBD", "VBZ", "MD"} or untagged or verb.lower in known


def _goes_on_with_pronoun(words: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether "A retired judge elected in 2022, he …" goes on with a pronoun."""
    stop = next((i for i in range(chunk.end, len(words)) if words[i].text in {".", "?", "!"}), len(words))
    return any(
        words[i].text == "," and words[i + 1].text in {"he", "she"} for i in range(chunk.end, max(chunk.end, stop - 1))
    )
