"""Decide, after the parse, whether quoted words were said by the speaker found, or by nobody.

``detection/speech.py`` has set aside what text alone shows to be a title, a nickname or a word of an interface. Here
the grammar has its say: “reckless” under "called" is speech, the “two-track” in "the “two-track” system" is not.
"""

from __future__ import annotations

from collections.abc import Iterator

from quotes import english
from quotes.parsing import is_punctuation
from quotes.speakers.contexts import SpanContext, VerbAbove
from quotes.speakers.mention import noun_class
from quotes.speakers.standing import Standing

_MODIFIERS = {"amod", "compound", "nmod"}
_PLACES = {
    **dict.fromkeys(("acomp", "attr"), "predicate"),
    **dict.fromkeys(("ccomp", "xcomp"), "clause"),
    "oprd": "object-predicate",
    "dobj": "object",
    "pobj": "prepositional",
    "ROOT": "root",
}


def describe_said(here: SpanContext, likeliest: Standing | None) -> list[str]:
    """Return the features that tell said from unsaid: how the words hang in the sentence, who may have said them."""
    names = [*_place_in_clause(here), *_verbs_above(here)]
    if likeliest is not None:
        names += [f"winner:{name}" for name in _grounds(likeliest)]
        if here.before in ",:" and any(pattern.leads_in for pattern, _ in likeliest.adjacent):
            names.append("led-in")
    return [f"said:{name}" for name in names]


def _grounds(standing: Standing) -> Iterator[str]:
    """Yield what speaks for a speaker."""
    reaches = {subject_of.reach for subject_of in standing.subject_of}
    if "nearest" in reaches:
        yield "subject-of-nearest"
    if "same-sentence" in reaches:
        yield "subject-of-same"
    if standing.adjacent:
        yield "adjacent"
    if standing.is_label:
        yield "label"
    if standing.carried:
        yield "carried"
    if standing.paragraphs_back is not None:
        yield "earlier-paragraph"
    if standing.object_of_cue:
        yield "object-of-cue"
    mention = standing.mention
    kind = noun_class(mention) if mention.form == "description" else mention.form
    yield f"kind:{'other' if kind == 'owned' else kind}"


def _place_in_clause(here: SpanContext) -> Iterator[str]:
    """Yield how the quotation's head hangs in the sentence: as a modifier, an object, a predicate.

    Case is told with place and verb: what is capitalized like a title is one in most places, not behind "called him".
    """
    passage = here.annotated.passage
    tags, lower, heads = passage.tags, passage.lower, passage.heads
    tokens = range(here.first, here.last + 1)
    root = next((i for i in tokens if heads[i] not in tokens and not is_punctuation(passage.words[i])), None)
    case, governor = _case(here), _governor(here)
    yield f"case:{case}:{governor}"
    if root is None:
        yield "place:none"
        return
    head = heads[root]
    yield from _as_words(here, root)
    place = "modifier" if head > here.last and passage.deps[root] in _MODIFIERS else _PLACES.get(passage.deps[root])
    yield f"place:{passage.deps[root]}"
    yield f"place:{place or 'other'}:{governor}"
    yield f"place:{place or 'other'}:{case}"
    yield f"tag:{tags[root][:2]}"
    sort = f"prep-{lower[head]}" if tags[head] == "IN" else "plain"
    sort = "noun-cue" if tags[head] != "IN" and lower[head] in english.REPORTING_NOUNS else sort
    yield f"head:{tags[head][:2]}:{english.reporting_strength(lower[head]) or sort}"
    if tags[head] == "IN" and tags[heads[head]].startswith("VB"):
        yield f"verb-of-preposition:{english.reporting_strength(lower[heads[head]]) or 'plain'}"


def _as_words(here: SpanContext, root: int) -> Iterator[str]:
    """Yield what shows that words are mentioned, or a name: "“grit” describes him", "its “In a flood” leaflet"."""
    passage = here.annotated.passage
    head = passage.heads[root]
    if passage.deps[root] in {"nsubj", "nsubjpass"} and passage.lower[head] in english.FORMS_OF_MEANING:
        yield "means"
    if passage.deps[root] in _MODIFIERS and head > here.last:
        first = next((i for i in range(here.first, here.last + 1) if passage.words[i][0].isalpha()), here.first)
        case = "capital" if passage.words[first][0].isupper() else "lower"
        sort = "document" if passage.lower[head] in english.DOCUMENT_NOUNS else "other"
        yield f"modifies:{case}"
        yield f"modifies:{case}:{sort}"


def _case(here: SpanContext) -> str:
    case = here.span.facts.case if here.span.facts else "lower"
    return case if case in {"lower", "title"} else "some"


def _governor(here: SpanContext) -> str:
    """Return the strongest sort of verb whose clause holds the quotation."""
    strengths = set(_strengths(here))
    return next((one for one in ("speech", "communication", "loose", "passive") if one in strengths), "none")


def _strengths(here: SpanContext) -> list[str]:
    """Return the strength of each verb above; where nobody in particular calls or finds it so, that is "passive"."""
    return [
        "passive" if verb.strength in {"communication", "loose"} and _lacks_agent(here, verb.token) else verb.strength
        for verb in here.verbs_above
    ]


def _lacks_agent(here: SpanContext, verb: int) -> bool:
    deps = {here.annotated.passage.deps[child] for child in here.annotated.passage.children[verb]}
    return "auxpass" in deps and "agent" not in deps


def _verbs_above(here: SpanContext) -> Iterator[str]:
    strengths = _strengths(here)
    yield f"first-verb:{strengths[0] if strengths else 'none'}"
    yield from (f"verb-above:{strength}" for strength in sorted(set(strengths)))
    if strengths and strengths[0] != "plain":
        yield f"first-verb:{strengths[0]}:{_case(here)}:{_subject_of(here, here.verbs_above[0])}"
    if "speech" in strengths:
        yield f"speech-above:{strengths.index('speech')}"
    elif "communication" not in strengths:
        yield "no-cue-above"
    yield f"cue-before:{here.cue_before.strength if here.cue_before else 'none'}"
    yield f"cue-after:{here.cue_after.strength if here.cue_after else 'none'}"


def _subject_of(here: SpanContext, verb: VerbAbove) -> str:
    """Return what sort of subject a verb has: somebody who may speak, or a thing that is only called so."""
    if not verb.subjects:
        return "none"
    mention = here.annotated.by_anchor.get(verb.subjects[0])
    if mention is None:
        return "no-mention"
    if mention.form == "pronoun":
        return "it" if mention.words.lower() == "it" else "pronoun"
    if mention.form != "description":
        return mention.form
    return noun_class(mention)
