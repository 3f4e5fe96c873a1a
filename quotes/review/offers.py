"""Whom a reviewer may take for the speaker: the people of an article, and for one quotation the likeliest of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from quotes.correcting import Claim, distance, labels_of, nearest_place
from quotes.detection import Layout, find_paragraphs
from quotes.names import Entity, find_entities
from quotes.records import Detection, Quote
from quotes.roles import ArticleWords, entity_roles, fullest

Span = tuple[int, int]
_ENOUGH = 6
"""Offers without nobody, who is 0: more are read more slowly than a name is typed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody whom an article names: the fullest name, the places of all names, the role; whether they speak."""

    name: str
    places: tuple[Span, ...]
    role: str | None
    speaks: bool

    @property
    def weight(self) -> int:
        """How much speaks for this person as a speaker, before it is seen where the names stand."""
        return 2 * self.speaks + (self.role is not None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """What one may say of a quotation at one stroke; None for no quotation. ``by`` is the reviewer who has said it."""

    labels: Claim | None
    probability: float | None = None
    by: str | None = None


def people_of(detection: Detection) -> list[Person]:
    """Return whom an article names, people and bodies, in the order in which they are first named."""
    text = detection.article.text
    layout = Layout(text, find_paragraphs(text), [])
    words = ArticleWords(layout, {})
    spoken = {quote.speaker.name: quote for quote in reversed(detection.quotes) if quote.speaker and quote.speaker.name}
    people = {}
    for entity in find_entities(layout)[1]:
        name = entity.full.words
        role = _role(spoken[name]) if name in spoken else _found_role(words, entity)
        places = tuple(sorted((one.start, one.end) for one in entity.names))
        people[name] = Person(name=name, places=places, role=role, speaks=name in spoken)
    for name, quote in spoken.items():
        speaker = quote.speaker
        if name and name not in people and speaker and speaker.name_start is not None and speaker.name_end is not None:
            place = speaker.name_start, speaker.name_end
            people[name] = Person(name=name, places=(place,), role=_role(quote), speaks=True)
    return sorted(people.values(), key=lambda person: person.places)


def offers_for(detection: Detection, span: Span, quote: Quote | None, people: Iterable[Person]) -> Iterator[Offer]:
    """Yield what may be said of a span: its record, the record's alternatives, people of the article, nobody.

    Of the people, those who speak elsewhere in the article come first, then those with a role, of these the nearest,
    each with the mention nearest to the span; but where the words are tied to a pronoun or a description, that is kept
    and stands for them.
    """
    own = labels_of(quote) if quote else Claim()
    known = {person.name: person for person in people}
    offers = [Offer(labels=own, probability=quote.attribution.confidence)] if quote else []
    for one in quote.attribution.alternatives if quote else ():
        role = known[one.name].role if one.name in known else None
        place = None if one.start is None or one.end is None else (one.start, one.end)
        labels = replace(own, speaker=place, name=one.name, role=role if place else None)
        offers.append(Offer(labels=labels, probability=one.probability))
    named = {offer.labels.name for offer in offers if offer.labels}
    tied = quote is not None and quote.cue and quote.speaker and quote.speaker.form in ("pronoun", "description")
    text = detection.article.text

    def far(person: Person) -> tuple[int, tuple[bool, int]]:
        return -person.weight, distance(text, nearest_place(text, person.places, span), span)

    for person in sorted(known.values(), key=far):
        if len(offers) >= _ENOUGH or person.name in named:
            continue
        place = own.speaker if tied else nearest_place(text, person.places, span)
        offers.append(Offer(labels=replace(own, speaker=place, name=person.name, role=person.role)))
    yield from offers
    if not any(offer.labels and offer.labels.speaker is None for offer in offers):
        yield Offer(labels=replace(own, speaker=None, name=None, role=None))


def _role(quote: Quote) -> str | None:
    return quote.role.text if quote.role else None


def _found_role(words: ArticleWords, entity: Entity) -> str | None:
    phrase = None if entity.body else fullest(words.text, entity_roles(words, entity))
    return words.text[phrase.start : phrase.end] if phrase else None
