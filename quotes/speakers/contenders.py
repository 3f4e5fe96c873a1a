"""List who could have spoken a quotation, each with how it stands to the words."""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quotes import english
from quotes.detection import Paragraph
from quotes.names import NameRun, find_names, is_organization
from quotes.records import Form
from quotes.speakers.contexts import AnnotatedPassage, SpanContext
from quotes.speakers.cues import verb_subjects
from quotes.speakers.mention import Mention, first_token
from quotes.speakers.mention_features import describe
from quotes.speakers.standing import OBJECTS, Standing, stand_in_passage

_EARLIER = 8
"""Mentions looked at of the passage before, its last ones: bounds the work."""
_NEAR_END = 2000
"""Characters at the end of an unparsed paragraph in which names are looked for: bounds the work in one that is huge."""
_NAMES_BEFORE = 3
"""Names of an unparsed paragraph that are looked at, its last ones: they come without grammar to judge them by."""
_SIGNATURE = re.compile(r"\s*[—–-]{1,2}\s*(?=[\w@])")
_ITEM = re.compile(r"\s{1,9}- ")
_SIGNATURE_WORDS = 16
_ACCOUNT = re.compile(r"(\S[^\n]{0,80}?) ?\(@[\w.-]{2,60}\)|@[\w.-]{2,60}")
_LONGEST_SIGNATURE = 400
"""Words and characters of a line that signs: name, title and body have room, a sentence behind a dash has not."""
_TITLE_REACH = 24
"""Characters between the dash of a signature and the name: a title has room."""


class Contender(NamedTuple):
    """A mention that could name the speaker: how it stands to the quotation, and the features that hold for it."""

    standing: Standing
    features: list[str]

    @property
    def mention(self) -> Mention:
        """Return the mention."""
        return self.standing.mention


@dataclass(slots=True)
class Preceding:
    """What a decision may look back on: the passage before, and the last two who took turns, in which paragraphs."""

    annotated: AnnotatedPassage | None = None
    speaker: Mention | None = None
    other: Mention | None = None
    spoke: int = 0
    other_spoke: int = 0

    def remember(self, mention: Mention | None, paragraph: int) -> None:
        """Take a mention for that of the last speaker; one that looks like somebody else's leaves the one before."""
        if mention is not None:
            if not any(_likeness(self.speaker, mention)):
                self.other, self.other_spoke = self.speaker, self.spoke
            self.speaker, self.spoke = mention, paragraph


def contenders(text: str, paragraphs: Sequence[Paragraph], here: SpanContext, preceding: Preceding) -> list[Contender]:
    """Return everybody who could have spoken the quotation, each with the features that hold."""
    return [Contender(standing, describe(here, standing)) for standing in _standings(text, paragraphs, here, preceding)]


def _standings(
    text: str, paragraphs: Sequence[Paragraph], here: SpanContext, preceding: Preceding
) -> Iterator[Standing]:
    signer, certain = _signature(text, paragraphs, here)
    if signer is not None and certain:
        yield Standing(signer, None, signs=True)
        return
    seen: set[tuple[int, int]] = set()
    last = preceding.speaker
    for mention in candidates(here):
        seen.add(mention.place)
        if _is_no_speaker(here, mention) or _only_hears(here, mention):
            continue
        carried, same = _likeness(last, mention)
        yield stand_in_passage(here, mention, carried=carried, same_entity=same)
    for mention, passage, paragraph in _earlier(text, paragraphs, here, preceding):
        if mention.place not in seen:
            seen.add(mention.place)
            carried, same = _likeness(last, mention)
            yield Standing(
                mention,
                passage,
                paragraphs_back=here.span.paragraph - paragraph,
                carried=carried,
                same_entity=same,
                alternates=here.turn is not None and any(_likeness(preceding.other, mention)),
                silent=here.span.paragraph - preceding.other_spoke,
            )
    if signer is not None and signer.place not in seen:
        yield Standing(signer, None, signs=True)


def candidates(here: SpanContext) -> Iterator[Mention]:
    """Yield the mentions of the quotation's passage nearest to it."""
    mentions = here.annotated.mentions
    stop = bisect_left(mentions, here.first, key=first_token)
    before = (mention for mention in map(mentions.__getitem__, range(stop - 1, -1, -1)) if mention.head < here.first)
    yield from list(itertools.islice(before, here.nearest))[::-1]
    start = bisect_right(mentions, here.last, key=first_token)
    yield from mentions[start : start + here.nearest]


def _is_no_speaker(here: SpanContext, mention: Mention) -> bool:
    """Tell whether a mention of what leads in the paragraph is a place or a thing: "The talks moved to the Lakes."."""
    passage, anchor = here.annotated.passage, mention.anchor
    if passage.starts[mention.first] >= passage.own or here.annotated.led_in:
        return False
    if mention.form == "description":
        head = mention.words.split()[-1].lower()
        person = head in english.PERSON_NOUNS | english.INDEFINITES or english.is_role_noun(head)
        return not person or passage.deps[anchor] in OBJECTS | {"pobj"}
    if mention.form == "pronoun":
        return mention.words.lower() == "it"
    if english.is_land(mention.words.split()):
        return True
    while passage.deps[anchor] == "conj" and passage.heads[anchor] < anchor:
        anchor = passage.heads[anchor]
    titled = mention.first > 0 and english.is_role_noun(passage.lower[mention.first - 1])
    behind = passage.deps[anchor] == "pobj" and passage.lower[passage.heads[anchor]] in english.PREPOSITIONS_OF_WAYS
    return behind and not titled


def _only_hears(here: SpanContext, mention: Mention) -> bool:
    """Tell whether a mention only hears who says the words: "Orr heard an officer shout: “…”"."""
    passage = here.annotated.passage
    for cue in (here.cue_before, here.cue_after):
        if cue is None:
            continue
        hears = passage.heads[cue.index]
        if passage.tags[cue.index] == "NN" and cue.subjects:
            own = passage.deps[cue.index] == "ccomp"
            hears = passage.heads[cue.index if own else cue.subjects[0]]  # "heard a man in the hall shout", misread
        elif passage.deps[cue.index] != "ccomp" or passage.tags[cue.index] not in {"VB", "VBG"}:
            continue
        if passage.lower[hears] in english.PERCEIVING and mention.anchor in verb_subjects(passage, hears):
            return True
    return False


def _likeness(last: Mention | None, mention: Mention) -> tuple[bool, bool]:
    """Return whether a mention is that of the last speaker, and whether it only looks like the same one's."""
    if last is None:
        return False, False
    carried = last.place == mention.place or (last.form == "group" and last.start == mention.start)
    return carried, not carried and _same_entity(last, mention)


def _same_entity(first: Mention, second: Mention) -> bool:
    """Tell whether two mentions look like one person's: the same last word."""
    return first.form == second.form and first.words.split()[-1].lower() == second.words.split()[-1].lower()


def _earlier(
    text: str, paragraphs: Sequence[Paragraph], here: SpanContext, preceding: Preceding
) -> Iterator[tuple[Mention, AnnotatedPassage | None, int]]:
    """Yield the mentions before the quotation's passage that could still be meant, with the paragraph's number."""
    paragraph, previous = here.span.paragraph, preceding.annotated
    number = previous.passage.paragraph if previous is not None else None
    if previous is not None and number is not None and paragraph - number <= 2:
        for mention in previous.mentions[-min(_EARLIER, here.nearest) :]:
            if mention.form != "name" or not english.is_land(mention.words.split()):
                yield mention, previous, number
    if paragraph and not here.span.in_heading and (number is None or number < paragraph - 1):
        before = paragraphs[paragraph - 1]
        for mention in _last_names(text, max(before.start, before.end - _NEAR_END), before.end):
            yield mention, None, paragraph - 1
    number = paragraph if number is None else number
    if preceding.speaker is not None:
        yield preceding.speaker, None, number
    if preceding.other is not None and here.turn is not None:
        yield preceding.other, None, number


@functools.lru_cache(maxsize=1)  # the quotations of a paragraph look back on the same one
def _last_names(text: str, start: int, end: int) -> tuple[Mention, ...]:
    runs = (run for run in reversed(find_names(text, start, end)) if not english.is_land(run.of(text).split()))
    names = (run for run in runs if not _behind_place(text, start, run))
    nearest = list(itertools.islice(names, _NAMES_BEFORE))
    return tuple(_unparsed(text, run) for run in reversed(nearest))


def _behind_place(text: str, start: int, run: NameRun) -> bool:
    """Tell whether a name stands behind "in", "to the" and the like, no title before it."""
    words = text[max(start, run.start - _TITLE_REACH) : run.start].lower().split()
    words = words[:-1] if words[-1:] == ["the"] else words
    return words[-1:] != [] and words[-1] in english.PREPOSITIONS_OF_WAYS


def _signature(text: str, paragraphs: Sequence[Paragraph], here: SpanContext) -> tuple[Mention | None, bool]:
    """Return who signs in a verbless line after the quotation, and whether that leaves no question.

    "— Harbor News (@harbor_news)", an account, does not; nor does "— Adaeze Obi, baker" below quotations alone.
    Of "- Kim Poe" above "- Lee Moss", items of a list, none signs.
    """
    span = here.span
    start, end = span.outer_end, paragraphs[span.paragraph].end
    if start >= end and span.paragraph + 1 < len(paragraphs):
        start, end = paragraphs[span.paragraph + 1]
    dash = _SIGNATURE.match(text, start, end)
    if dash is None or end - start > _LONGEST_SIGNATURE or len(text[start:end].split()) > _SIGNATURE_WORDS:
        return None, False
    if "-" in dash.group() and _ITEM.match(text, end):
        return None, False
    if account := _ACCOUNT.fullmatch(text, dash.end(), end):
        words = account[1] or account[0]
        form: Form = "description" if account[1] is None else "organization" if is_organization(words) else "name"
        return Mention(account.start(), account.start() + len(words), form, words, -1, -1, -1, False), True
    names = find_names(text, dash.end(), end)
    if not names or names[0].title_start - dash.end() > _TITLE_REACH:
        return None, False
    opens_line = names[0].title_start == dash.end()
    verbless = text[end - 1] not in english.SENTENCE_MARKS or english.FINITE_VERBS.isdisjoint(text[start:end].split())
    return _unparsed(text, names[0]), opens_line and verbless and here.alone


def _unparsed(text: str, run: NameRun) -> Mention:
    """Return the mention of a name outside the parsed paragraphs."""
    words = run.of(text)
    return Mention(run.start, run.end, "organization" if is_organization(words) else "name", words, -1, -1, -1, False)
