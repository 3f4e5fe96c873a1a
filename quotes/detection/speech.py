"""Set aside, on text alone, quoted spans that are no speech: titles, nicknames, terms, words of an interface.

A logistic model over the features of the text decides; what it lets pass is judged again after the parse
(``speakers.said_features``). The reason given for a rejection is read off the same facts.
"""

from __future__ import annotations

from quotes.detection.spans import Near, QuotedSpan, Rejected, SpanFacts
from quotes.model import Model

_NAMING = {"naming", "word-noun"}


def may_be_speech(span: QuotedSpan, model: Model) -> bool:
    """Tell whether a span, as far as its text shows, may be speech."""
    # "Click “Register”", "Read more: “The Long Wall”", "Tomas “Bull” Herrera": certain, and too rare in news for a
    # model to learn.
    facts = _facts(span)
    certain = facts.interface_label or facts.link_line or facts.inside_name
    return not certain and model.speech_probability(span.features) >= model.speech_threshold


def as_no_speech(span: QuotedSpan) -> Rejected:
    """Return why a span is no speech, where it is none, and what showed it."""
    facts = _facts(span)
    near, one_word = facts.near, facts.count == 1
    named = Near.NAMING_VERB in near or Near.WORD_NOUN in near or facts.previous in _NAMING
    signs = (
        (facts.link_line, Rejected("title", "leads to another page")),
        (Near.INTERFACE_VERB in near, Rejected("interface", "follows a verb such as click or press")),
        (
            facts.capital_follows and not (facts.case == "lower" and one_word),
            Rejected("nickname", "stands inside a name"),
        ),
        (
            Near.WORK_NOUN in near or facts.year_follows,
            Rejected("title", "follows a noun such as film, book or song"),
        ),
        (named, Rejected("term", "follows a verb or noun of naming")),
        (facts.case == "title", Rejected("title", "capitalized like a title")),
        (facts.fills_paragraph, Rejected("caption", "stands alone like a heading")),
    )
    otherwise = Rejected("scare", "short words without anybody who says them")
    return next((rejected for holds, rejected in signs if holds), otherwise)


def _facts(span: QuotedSpan) -> SpanFacts:
    assert span.facts is not None  # every span is described before it is judged
    return span.facts
