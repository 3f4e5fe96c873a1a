"""Who spoke: mentions, cues, how each mention stands to a quotation, the decision and its reasons."""

from __future__ import annotations

from quotes.speakers.agreement import unite, utterances
from quotes.speakers.contenders import Contender
from quotes.speakers.contexts import SpanContext
from quotes.speakers.decision import Decision, RankedSpeakers, Rival, choose_speaker, decide
from quotes.speakers.mention import Mention
from quotes.speakers.said_features import describe_said

__all__ = [
    "Contender",
    "Decision",
    "Mention",
    "RankedSpeakers",
    "Rival",
    "SpanContext",
    "choose_speaker",
    "decide",
    "describe_said",
    "unite",
    "utterances",
]
