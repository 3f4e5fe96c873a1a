"""Set aside, on text alone, quoted stretches that are no speech: titles, nicknames, terms, words of an interface.

A logistic model over the features of ``stretch_features`` decides; what it lets pass is judged again after the parse
(``attribution.said``). The reason given for a rejection is read off the same features.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.detection.scanner import Scan
from quotes.detection.span_features import describe_stretch
from quotes.model import Model


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a stretch may be speech: ``reason`` is None where it may, else the reason of the rejection.

    ``features`` are those of the stretch and the words around it.
    """

    features: list[str]
    reason: str | None = None
    detail: str = ""

    def rejected(self) -> Verdict:
        """Return the verdict that the stretch is no speech, with the reason that its features give."""
        return Verdict(self.features, *rejection_reason(self.features))


def judge_speech(text: str, scan: Scan, model: Model) -> list[Verdict]:
    """Return the verdict on every stretch of a scan."""
    minor = minor_families(scan)
    verdicts = []
    for index, stretch in enumerate(scan.stretches):
        verdict = Verdict(describe_stretch(text, scan, index, stretch.family in minor))
        # "Click “Register”" is certain, and too rare in news for a model to learn.
        certain = "interface-label" in verdict.features
        likely = not certain and model.speech_probability(verdict.features) >= model.speech_threshold
        verdicts.append(verdict if likely else verdict.rejected())
    return verdicts


def minor_families(scan: Scan) -> set[str]:
    """Return the families of marks that are not the article's usual ones."""
    counts: dict[str, int] = {}
    for stretch in scan.stretches:
        counts[stretch.family] = counts.get(stretch.family, 0) + 1
    usual = max(counts, key=lambda family: counts[family], default="double")
    return {family for family in counts if family != usual}


def rejection_reason(features: Sequence[str]) -> tuple[str, str]:
    """Return the reason for which a stretch is no speech, and what showed it."""
    names = set(features)
    for reason, signs, detail in (
        ("interface", ("interface-verb-near",), "follows a verb such as click or press"),
        ("nickname", ("capital-follows",), "stands inside a name"),
        ("title", ("work-noun-near", "year-follows"), "follows a noun such as film, book or song"),
        (
            "term",
            ("naming-verb-near", "word-noun-near", "previous:naming", "previous:word-noun"),
            "follows a verb or noun of naming",
        ),
    ):
        sign = next((sign for sign in signs if sign in names), None)
        if sign and not (reason == "nickname" and "case:lower:1" in names):
            return reason, detail
    if "case:title" in names and not names & {"words:1"}:
        return "title", "capitalized like a title"
    if "fills-paragraph" in names:
        return "caption", "stands alone like a heading"
    return "scare", "short words without anybody who says them"


def is_partial(text: str, scan: Scan, index: int) -> bool:
    """Tell whether the marks hold only some words of the reporter's sentence, not a whole utterance."""
    stretch = scan.stretches[index]
    words = text[stretch.start : stretch.end]
    count = len(words.split())
    ends = words[-1] in ",.?!…—-" or text[stretch.outer_end : stretch.outer_end + 1] in {".", ","}
    starts = words[0].isupper() or any(letter.isupper() for letter in words[:3] if not words[0].isalpha())
    before = text[max(0, stretch.outer_start - 2) : stretch.outer_start].rstrip()[-1:]
    opens_sentence = stretch.outer_start == scan.paragraphs[stretch.paragraph].start or before in ",:.?!”\"—–-'"
    if opens_sentence:
        return not ((starts or count >= 5) and (ends or count >= 8))
    return not (starts and ends and count >= 5)
