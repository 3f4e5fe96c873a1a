"""Overrule the ranking where print tells more: words alone in a paragraph, and who reports a sentence at its end."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence

from quotes import english
from quotes.names import NameRun, find_names, is_known_surname, is_organization
from quotes.records import Form
from quotes.speakers.contenders import Contender
from quotes.speakers.contexts import SpanContext
from quotes.speakers.cues import verb_subjects
from quotes.speakers.mention import Mention, noun_class
from quotes.speakers.misread import is_whole_sentence
from quotes.speakers.standing import Standing

_LONGEST_QUESTION = 250
"""Characters of a line in which an interviewer asks: chosen by hand, not tuned."""
_LEAST_QUESTIONS = 2
_LONGEST_SILENCE = 2
"""Paragraphs since who takes the next turn spoke last; chosen by hand, not tuned: a dialogue has them by turns."""
_YOU = re.compile(r"\b[Yy]ou(?:r|rs|rself)?\b")
_LINE = re.compile(r"[^\n]*\S")
_MARKS = frozenset('“”"')
_OPENING, _CLOSING = ("“", '"', "‘", "'"), ("”", '"', "’", "'")
_BYLINE = ("By ", "BY ", "by ")
_LAST_SENTENCE = re.compile(
    r"[.?!…][”\"]?\s+(?=([A-Z][\w’'-]+)(?: [A-Z][\w’'-]+)* [a-z][\w’']* [^.?!“”\"]{0,400}[.!…]\s*(?:\n|$))"
)
_REPORTING = {"speech", "communication", "preposition", "noun"}


def speaker_alone(text: str, here: SpanContext, winner: Contender, rivals: Sequence[Contender]) -> Contender:
    """Return who says words alone in their paragraph: who is asked, or whom the last sentence before is about."""
    passage = here.annotated.passage
    if not here.alone or here.annotated.led_in or winner.standing.signs or here.span.in_heading:
        return winner
    if here.span.outer_start > passage.own:
        return winner
    if winner.standing.alternates and winner.standing.silent > _LONGEST_SILENCE:
        return _going_on(here, winner, rivals)
    end = len(text[: here.span.outer_start].rstrip())
    start = text.rfind("\n", 0, end) + 1
    answers = _interviewee(text) if _asks(text[start:end]) else None
    if answers is not None:
        return _as_contender(text, here, answers, winner, rivals)
    if passage.start < passage.own:
        return _of_lead(here, winner, rivals)
    return _of_last_sentence(text, start, end, winner)


def _going_on(here: SpanContext, winner: Contender, rivals: Sequence[Contender]) -> Contender:
    """Return who spoke in the paragraph before, where no dialogue is shown: “Who has?” Orr said. ¶ “We ask that.”."""
    carried = next((rival for rival in rivals if rival.standing.carried), winner)
    if here.final == "?" or here.turn == "after-turn":
        return winner
    before = carried.standing.annotated
    asks = before is None or before.alone or any(cue.lemma == "ask" for cue in before.cues)
    asked = here.turn == "answer" and asks
    return winner if asked else carried


def _of_last_sentence(text: str, start: int, end: int, winner: Contender) -> Contender:
    """Return whom the sentence that ends a paragraph is about: "The boss said “no”. She slept in the shed."."""
    opens = _LAST_SENTENCE.search(text, start, end)
    if opens is None or winner.mention.start >= opens.start():
        return winner
    form: Form = "pronoun"
    words = opens[1]
    if words not in {"She", "He"}:
        names = find_names(text, opens.start(1), end)
        if not names or names[0].start != opens.start(1) or is_organization(names[0].of(text)):
            return winner
        form, words = "name", names[0].of(text)
        if " " not in words and not is_known_surname(text, words):
            return winner
    last = words.split()[-1].lower()
    carried = winner.standing.carried and winner.mention.form == "name" and form == "pronoun"
    if carried or winner.mention.words.split()[-1].lower() == last:
        return winner
    return _in_print(opens.start(1), words, form)


def _asks(line: str) -> bool:
    """Tell whether an interviewer speaks in a line: "Did you sell it?", "Your mother came to every match."."""
    if not line or len(line) > _LONGEST_QUESTION or not _MARKS.isdisjoint(line):
        return False
    return line.endswith("?") or _YOU.search(line) is not None


@functools.lru_cache(maxsize=1)  # each quotation of an article asks
def _interviewee(text: str) -> NameRun | None:
    """Return who answers in an article that prints questions as lines and answers in marks below them."""
    lines = list(_LINE.finditer(text))
    asked = [
        line
        for line, below in itertools.pairwise(lines)
        if line[0].endswith("?") and _asks(line[0]) and below[0].startswith(_OPENING) and below[0].endswith(_CLOSING)
    ]
    if len(asked) < _LEAST_QUESTIONS or not any(_YOU.search(line[0]) for line in asked):
        return None
    known: dict[str, NameRun] = {}
    for line in lines:
        if line.start() >= asked[0].start():
            break
        if not line[0].startswith(_BYLINE):
            for run in find_names(text, line.start(), line.end()):
                if " " in run.of(text) and not is_organization(run.of(text)):
                    known.setdefault(run.of(text).split()[-1], run)
    speaking = [name for name in known if next(_sayings(text, name), None) is not None]
    return known[max(speaking, key=text.count)] if speaking else None


def _sayings(text: str, name: str) -> Iterator[int]:
    """Yield where a surname stands beside a verb that reports: "says Orr", "Orr said"."""
    for match in re.finditer(rf"(?:\b(\w+) )?\b{re.escape(name)}\b(?: (\w+))?", text):
        if any(word and english.reporting_strength(word) == "speech" for word in match.groups()):
            yield match.start() + len(match[1] or " ") + 1 if match[1] else match.start()


def _as_contender(
    text: str, here: SpanContext, run: NameRun, winner: Contender, rivals: Sequence[Contender]
) -> Contender:
    """Return the interviewee by the mention that spoke last, or else by the first."""
    words = run.of(text)
    name = words.split()[-1]
    if winner.mention.form == "name" and winner.mention.words.split()[-1] == name:
        return winner
    said = [start for start in _sayings(text, name) if start < here.span.start]
    start, words = (said[-1], name) if said else (run.start, words)
    for rival in rivals:
        if rival.mention.start <= start < rival.mention.end:
            return rival
    return _in_print(start, words, "name")


def _in_print(start: int, words: str, form: Form) -> Contender:
    """Return somebody whom no parse has seen, by the mention that begins at ``start``."""
    return Contender(Standing(Mention(start, start + len(words), form, words, -1, -1, -1, False), None), [])


def _of_lead(here: SpanContext, winner: Contender, rivals: Sequence[Contender]) -> Contender:
    """Return the person whom the last sentence of what leads in is about: "The aide rang. Orr shrugged. ¶ “…”"."""
    annotated, passage = here.annotated, here.annotated.passage
    last = annotated.sentence[here.first] - 1
    root = next(
        (token for token in range(here.first - 1, -1, -1) if passage.heads[token] == token and _is_verb(here, token)), 0
    )
    if annotated.sentence[root] != last:
        return winner
    subjects = verb_subjects(passage, root) if passage.tags[root].startswith("VB") else [root]
    subject = annotated.by_anchor.get(subjects[0]) if subjects else None
    if subject is None or not _is_person(subject) or subject is winner.mention or _speaks(here, winner, last):
        return winner
    return next((rival for rival in rivals if rival.mention is subject), winner)


def _is_verb(here: SpanContext, token: int) -> bool:
    passage = here.annotated.passage
    return passage.tags[token].startswith("VB") or is_whole_sentence(passage, token)


def _is_person(mention: Mention) -> bool:
    """Tell whether a mention is one person, and not somebody's: of "His father kept a log. ¶ “…”" he may tell."""
    if mention.form == "pronoun":
        return mention.words.lower() in {"he", "she"}
    if mention.form == "description" and (
        noun_class(mention) != "person" or mention.words.split()[0].lower() in english.POSSESSIVES
    ):
        return False
    return not mention.plural and mention.form in {"name", "description"}


def _speaks(here: SpanContext, winner: Contender, sentence: int) -> bool:
    """Tell whether a mention says something in the sentence itself: "Until then, Orr says, he will go on."."""
    return winner.standing.annotated is here.annotated and any(
        one.cue.strength == "speech" and not one.cue.passive and here.annotated.sentence[one.cue.index] == sentence
        for one in winner.standing.subject_of
    )


def reporter_behind(here: SpanContext, winner: Contender, rivals: Sequence[Contender]) -> Contender:
    """Return who says all of a sentence in its last clause, if the winner says nothing: "Orr was “bold”, Hale said"."""
    cue = here.cue_after
    if cue is None or cue.strength != "speech" or cue.passive or not cue.subjects or min(cue.subjects) <= here.last:
        return winner
    if winner.standing.annotated is not here.annotated or _says(here, winner):
        return winner
    above = any(verb.token == cue.index for verb in here.verbs_above)
    if not above and not _stands_behind(here, min(cue.subjects)):
        return winner
    subject = here.annotated.by_anchor.get(cue.subjects[0])
    if subject is None or here.annotated.passage.tags[subject.first - 1] == "CC":
        return winner  # "61 percent rated Orr “honest”, but a third said"
    return next((rival for rival in rivals if rival.mention is subject), winner)


def subject_before(here: SpanContext, winner: Contender, rivals: Sequence[Contender]) -> Contender:
    """Return the subject of the verb before the words, for a body in its phrase: "a lawyer for Advisa said: “…”"."""
    cue, mention = here.cue_before, winner.mention
    if cue is None or cue.strength != "speech" or not cue.subjects or mention.form not in {"organization", "name"}:
        return winner
    passage, subject = here.annotated.passage, cue.subjects[0]
    if winner.standing.annotated is not here.annotated or not subject < mention.first <= mention.head == cue.index - 1:
        return winner
    preposition = passage.heads[mention.anchor]
    if passage.deps[mention.anchor] != "pobj" or preposition <= subject or _says(here, winner):
        return winner
    other = here.annotated.by_anchor.get(subject)
    return next((rival for rival in rivals if rival.mention is other and other.form == "description"), winner)


def _says(here: SpanContext, winner: Contender) -> bool:
    """Tell whether a mention in the quotation's sentence is the subject of a verb that reports, or labels the words."""
    standing = winner.standing
    near = (one.cue.strength for one in standing.subject_of if one.reach != "elsewhere")
    return standing.is_label or standing.signs or not _REPORTING.isdisjoint(near)


def _stands_behind(here: SpanContext, subject: int) -> bool:
    """Tell whether the phrase of a subject stands right behind the quotation's comma: “bold,” the complaint states."""
    words = here.annotated.passage.words
    mention = here.annotated.by_anchor.get(subject)
    if mention is None or here.final != ",":
        return False
    first = mention.first
    return first == here.last + 1 or (first == here.last + 2 and words[first - 1] == ",")
