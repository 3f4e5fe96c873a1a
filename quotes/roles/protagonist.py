"""Read the role of whom an article is about off what it calls them: "Beekeeper wins …", "The retired seamstress says".

Only where nobody else is called so, and where no sentence that names them gives an office.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes import english
from quotes.names import Name
from quotes.roles.parts import Phrase
from quotes.roles.phrases import noun_phrase
from quotes.roles.references import NEVER_NAMED, OPENERS, SUBORDINATE, acts, has_age, is_aged, is_subject, tells
from quotes.roles.weights import weighed
from quotes.roles.words import ArticleWords, Chunk, Word, is_head, is_occupation, is_plural

_HEADLINE, _DEFINITE, _PASSING = 6.0, 6.5, 5.5
_NO_SUBJECTS = english.CONJUNCTIONS | {"by"}
_HEADLINES = 2
"""Lines before the lead that may be a headline: it, and the one below it."""
_LONGEST_HEADLINE = 300
_MOST_WORDS_BEFORE = 3
_LONGEST = 160
_OPENING_OF_LEAD = 40
_NEAR = 700
"""Characters behind a name within which "the seamstress" may be its bearer."""
_FAR = 2000
"""Those where nobody else is named in between."""
_STANDFIRST = 3
"""Paragraphs of which those behind the first may be the line below the headline."""
SEARCHED = 20_000
"""Characters of the article that are searched: bounds the work; who somebody is, is said early."""
_HEADLINE_START = re.compile(r"(?:\A|(?<=[:–—’'”\"] )|(?<=years, ))(?:[Tt]he |An? )?(?=\w)")
_STANDFIRST_START = re.compile(r"(?:(?<=[.?!”\"’'] )|(?<=\n)|\A)(?:[A-Z][^.,;:“”\"\n]{0,30} )?[Tt]he (?=\w)")
_DEFINITE_START = re.compile(
    r"(?:(?<=[.?!”\"’'] )|(?<=\n)|\A)"
    rf"(?:{OPENERS} |{SUBORDINATE}|[A-Z][a-z]+ed [^.?!:;“”\"\n]{{1,80}}, |(?:[\w’'-]+ ){{1,4}}(?:on|later|ago), |"
    r"(?:[\w’'-]+,? ){1,9}(?:after|before|into) [a-z’' -]{1,30}, |"
    r"(?:At|In|On|For|After) (?:[\w’'-]+ ){0,4}[\w’'-]+, )?[Tt]he (?=[\w“‘\"'])"
)
_THE = re.compile(r"(?<=[a-z,] )the (?=\w)")
_COMPLEMENT = re.compile(r"(?: (?:of|for|at|in|from) [^,.;:]{1,60})?,? (?:\d+, )?(?:the )?(?=[A-Z])")
_APPOSED = re.compile(r",? (?:\d+, |is |was |who is |who was )?(?:an?|the|its|his|her|their) (?:[\w’'-]+ ){0,5}$")
_REACH = 80


@dataclass(frozen=True)
class Story:
    """Whom an article is about: the full name, all names of theirs and those of all other people, in order.

    ``gender`` is None where nothing tells.
    """

    full: Name
    names: Sequence[Name]
    others: Sequence[Name]
    gender: str | None

    @functools.cached_property
    def times(self) -> Counter[str]:
        """How often each of the others is named so."""
        return Counter(name.words for name in self.others)


def called(article_words: ArticleWords, story: Story) -> Iterator[Phrase]:
    """Yield what the article calls its protagonist without the name: in the headline, and by "the …"."""
    yield from _in_headline(article_words, story)
    yield from _in_standfirst(article_words, story)
    yield from _definite(article_words, story)
    yield from _in_passing(article_words, story)


def _in_headline(article_words: ArticleWords, story: Story) -> Iterator[Phrase]:
    """Yield the subject of the headline: "Former harbor official gets four years"."""
    for start, end in article_words.paragraphs[:_HEADLINES]:
        if article_words.lead is None or start >= article_words.lead:
            return
        stop = min(end, start + _LONGEST_HEADLINE)
        for match in _HEADLINE_START.finditer(article_words.text[start:stop]):
            words = article_words.between(start + match.end(), stop)
            chunk = _subject_of_headline(words)
            if chunk is None:
                continue
            portrait = chunk.end == len(words)  # "The last piano tuner of Kell", though others tune pianos, too
            if not _may_be(article_words, story, words, chunk, own=portrait):
                continue
            if portrait or not _comes_in(article_words, words[chunk.head].lower):
                yield from weighed(words, chunk, _HEADLINE)
                return


def _in_standfirst(article_words: ArticleWords, story: Story) -> Iterator[Phrase]:
    """Yield the subject of the line below a headline that names nobody else: "The Kell batter talks about doubt"."""
    headline, *below = article_words.paragraphs[:_STANDFIRST]
    named = any(name.start < headline.end for name in story.names)
    if not named or article_words.text[headline.end - 1] in english.SENTENCE_MARKS:
        return
    for start, end in below:
        if end - start > _LONGEST_HEADLINE or any(name.start < end and _matters(story, name) for name in story.others):
            return
        for match in _STANDFIRST_START.finditer(article_words.text, start, end):
            words = article_words.between(match.end(), end)
            chunk = noun_phrase(words, 0)
            if chunk is None or english.CATEGORY_OF_NOUN.get(words[chunk.head].lower) in NEVER_NAMED:
                continue
            if is_subject(words, chunk) and _may_be(article_words, story, words, chunk):
                yield from weighed(words, chunk, _HEADLINE)
                return


def _matters(story: Story, name: Name) -> bool:
    """Tell whether somebody else is named in full, and again: neither a town nor who wrote the article."""
    return " " in name.words and story.times[name.words] > 1


def _comes_in(article_words: ArticleWords, head: str) -> bool:
    """Tell whether somebody comes in as "a doctor" behind the opening of the lead."""
    introduced = re.compile(rf"{english.brought_in(head, 2)}\b")
    start = (article_words.lead or 0) + _OPENING_OF_LEAD
    return any(
        not article_words.is_quoted(match.start())
        for match in introduced.finditer(article_words.text, start, start + SEARCHED)
    )


def _subject_of_headline(words: Sequence[Word]) -> Chunk | None:
    """Return the first noun for a person in a line, with what stands before it, unless that is a verb: "Navy fires"."""
    for head in range(min(len(words) - 1, _MOST_WORDS_BEFORE + 1)):
        word, following = words[head], words[head + 1]
        if not word.text[0].isalnum() or word.lower in _NO_SUBJECTS:
            return None
        if head and _may_be_verb(word) and not is_head(word):
            return None
        portrayed = (
            following.lower == "of" and head + 2 < len(words) and words[head + 2].capital and is_occupation(word)
        )
        if not (is_head(word) or portrayed) or (is_head(following) and following.text.islower()):
            continue
        if head + 2 < len(words) and is_head(words[head + 2]) and not _may_be_verb(following):
            continue  # "Former youth baseball treasurer"
        aged = following.text == "," and has_age(words, Chunk(head, head, head + 1, known=True))
        if is_plural(word) or not (aged or following.text[0].isalpha()) or following.lower in {"and", "&"}:
            return None
        if word.lower in english.KIN and not aged:
            return None
        return Chunk(0, head, _body_end(words, head), known=True)
    return None


def _may_be_verb(word: Word) -> bool:
    ending = word.lower.endswith(("s", "ed")) and word.lower not in english.PARTICIPLES
    return word.text.islower() and (ending or word.lower in english.PASTS_BEHIND_NAMES)


def _body_end(words: Sequence[Word], head: int) -> int:
    """Return where "of St Brannoc's" behind a head ends: the words with capitals."""
    if words[head + 1].lower not in {"of", "at"}:
        return head + 1
    end = head + 2 + (head + 2 < len(words) and words[head + 2].lower == "the")
    while end < len(words) and words[end].capital:
        end += 1
    return end if words[end - 1].capital else head + 1


def _definite(article_words: ArticleWords, story: Story) -> Iterator[Phrase]:
    """Yield what takes the protagonist up: "The retired dinner lady, from Kell, says"; "…,” the actress, 34, said"."""
    for place, words, chunk in _at_hand(article_words, story, _DEFINITE_START):
        aged = is_aged(words, chunk)
        if not is_subject(words, chunk, kin=aged):
            continue
        told = _is_telling(article_words, words, chunk)
        told = told and not _came_in(article_words.text, words[chunk.head].lower, place)
        if told and _may_be(article_words, story, words, chunk, own=aged):
            yield from weighed(words, chunk, _DEFINITE)


def _in_passing(article_words: ArticleWords, story: Story) -> Iterator[Phrase]:
    """Yield by whose or where's holder the protagonist is taken up inside a sentence: "Rivals urged the Kell mogul to".

    Only where nobody else is named half as often: "the Kell candidate" may be the rival.
    """
    if 2 * max(story.times.values(), default=0) >= len(story.names):
        return
    for place, words, chunk in _at_hand(article_words, story, _THE):
        head = words[chunk.head]
        placed = any(word.capital for word in words[chunk.first : chunk.head]) or is_aged(words, chunk)
        person = not is_plural(head) and english.CATEGORY_OF_NOUN.get(head.lower) not in {None, "other", *NEVER_NAMED}
        told = placed and person and not _came_in(article_words.text, head.lower, place)
        if told and _may_be(article_words, story, words, chunk):
            yield from weighed(words, chunk, _PASSING)


def _at_hand(
    article_words: ArticleWords, story: Story, opening: re.Pattern[str]
) -> Iterator[tuple[int, Sequence[Word], Chunk]]:
    """Yield the roles behind an opening where the protagonist is at hand: the place, the words from it, the role."""
    for match in opening.finditer(article_words.text, 0, SEARCHED):
        place = match.end()
        if article_words.is_quoted(place) or not _is_at_hand(article_words, story, place):
            continue
        words = article_words.between(place, place + _LONGEST)
        chunk = noun_phrase(words, 0)
        if chunk is not None and chunk.known and words[chunk.head].text.islower():
            yield place, words, chunk


def _came_in(text: str, head: str, place: int) -> bool:
    """Tell whether somebody without a name came in before as "one close associate": "the associate" takes that up."""
    introduced = re.compile(rf"{english.brought_in(head, 3)}\b(?! [A-Z])")
    return any(not text.startswith((", ", " named"), match.end()) for match in introduced.finditer(text, 0, place))


def _is_at_hand(article_words: ArticleWords, story: Story, place: int) -> bool:
    """Tell whether the protagonist is the last subject before, and no other main figure is named since."""
    before = (name for name in reversed(story.names) if name.end < place and not name.quoted)
    headline = article_words.paragraphs[0].end
    own = next((name for name in before if acts(article_words, name) or name.end <= headline), None)
    if own is None or place - own.end > _FAR:
        return False
    since = [name for name in story.others if own.end < name.start < place and not name.quoted]
    if place - own.end > _NEAR:
        return not since
    return not any(acts(article_words, name) or 2 * story.times[name.words] >= len(story.names) for name in since)


def _is_telling(article_words: ArticleWords, words: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether a description tells more than "the driver", or is what the headline, or the lead, says."""
    head = words[chunk.head].lower
    if tells(words, chunk) or head in english.AGES | english.EPITHETS:
        return True
    if english.CATEGORY_OF_NOUN.get(head) in NEVER_NAMED:
        return False
    stop = min(words[0].start, article_words.paragraph_of(article_words.lead or 0).end)
    if re.search(rf"\b{re.escape(head)}\b", article_words.text[:stop], re.IGNORECASE):
        return True
    return english.CATEGORY_OF_NOUN.get(head) == "culture"


def _may_be(
    article_words: ArticleWords, story: Story, words: Sequence[Word], chunk: Chunk, *, own: bool = False
) -> bool:
    """Tell whether a noun may be the protagonist's: of the gender, no owner's, and, if not ``own``, nobody else's."""
    head = words[chunk.head].lower
    named = story.full.words.lower().split()
    if english.gender_of_noun(head) not in {None, story.gender or english.gender_of_noun(head)}:
        return False
    if any(word.lower.removesuffix("'s").removesuffix("’s") in named for word in words[chunk.first : chunk.end]):
        return False  # "Orr's lawyer"
    text = article_words.text
    return own or not any(
        _is_anothers(text, story.others, match.start(), match.end())
        for match in re.finditer(rf"\b{re.escape(head)}\b", text[:SEARCHED], re.IGNORECASE)
    )


def _is_anothers(text: str, others: Sequence[Name], start: int, end: int) -> bool:
    """Tell whether the noun at ``start:end`` stands at the name of one of the others."""
    behind = _COMPLEMENT.match(text, end)
    place = behind.end() if behind else end
    return any(
        name.title_start <= start < name.start
        or place in {name.title_start, name.start}
        or (name.end <= start < name.end + _REACH and _APPOSED.fullmatch(text, name.end, start) is not None)
        for name in others
    )
