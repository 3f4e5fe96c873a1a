"""Who spoke: mentions, cues, features, the decision and its reasons."""

from __future__ import annotations

from quotes.speakers.decision import Decision, Memory, contenders, decide, unite, utterances
from quotes.speakers.mentions import Mention
from quotes.speakers.said_features import describe_said
from quotes.speakers.scenes import Scene, View, set_scene, view

__all__ = [
    "Decision",
    "Memory",
    "Mention",
    "Scene",
    "View",
    "contenders",
    "decide",
    "describe_said",
    "set_scene",
    "unite",
    "utterances",
    "view",
]
