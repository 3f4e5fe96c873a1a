"""Describe how each candidate mention stands to a quotation, in abstract features: never words of an article.

A feature is a name that holds or not. ``describe`` is the only producer of names; a model's weights are a mapping
from names to numbers, so a name that a model does not know counts nothing. Nothing but the weights and the reasons
reads the names: what decisions read are the fields of a ``Standing``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from quotes import english
from quotes.parsing import Passage, is_punctuation
from quotes.speakers.contexts import SpanContext
from quotes.speakers.cues import quoting_verb, verb_subjects
from quotes.speakers.mention import Mention, noun_class
from quotes.speakers.standing import OBJECTS, Adjacency, CueSubject, Standing

_WEAK = {"communication", "loose"}
_ROLES = {
    "nsubj": "subject",
    "nsubjpass": "passive-subject",
    **dict.fromkeys(OBJECTS, "object"),
    "pobj": "prepositional",
    "poss": "possessor",
    "conj": "conjunct",
    "appos": "apposition",
    "ROOT": "root",
}
_NEXT = frozenset(["speech", "communication", "loose", "VB", "MD", ",", ".", "(", "IN", "CC", "NN", "WP"])
_COMPLEMENTS = frozenset({"dobj", "ccomp", "oprd", "attr", "acomp", "xcomp", "parataxis", "intj"})
_OPENERS = frozenset("as what which".split())
"""What opens a clause whose subject says the words, whatever the main clause says."""
_BESIDE = 3
"""Tokens from a cue, or to its subject, that leave room for "as", an article and a mark; chosen by hand, not tuned."""
_TURNS = (("short", 60), ("middle", 180))
"""Characters of a turn: a line of print, or three; chosen by hand, not tuned."""
_PRONOUN_CLASS = {"he": "he", "she": "he", "it": "it", "i": "i", "we": "we", "they": "they"}


def describe(here: SpanContext, standing: Standing) -> list[str]:
    """Return the names of the features that hold for one candidate."""
    mention, size = standing.mention, here.span.kind
    if standing.signs:
        return [f"kind:{mention.form}", "signature"]
    names = [*_kind(mention)]
    if standing.carried:
        names += [f"carried:{size}", f"carried:before{here.before}", f"carried:{_cue_state(here)}"]
        if here.alone:
            names.append("carried:alone")
        if not standing.introduced and _has_lead(here):
            names.append("carried:over-lead")
    if standing.same_entity:
        names += ["same-bearer", f"same-bearer:{_cue_state(here)}"]
    if here.turn is not None:
        names += _in_turn(here, standing)
    if standing.paragraphs_back is not None:
        return [
            *names,
            f"earlier-paragraph:{min(standing.paragraphs_back, 3)}",
            f"earlier-paragraph:{size}",
            f"earlier-paragraph:{_cue_state(here)}",
        ]
    if standing.introduced:
        return [*names, *_introduction(here, standing)]
    names += _place(here, standing, size)
    names += _syntax(here, standing)
    names += _marks(here, standing)
    names += _neighbours(here, mention)
    names += _cue_relations(here, standing, size)
    return names


def _in_turn(here: SpanContext, standing: Standing) -> Iterator[str]:
    """Yield how who spoke before stands to a turn of a dialogue: what it follows, how long it is, whether it asks."""
    spoke = "again" if standing.carried or standing.same_entity else "in-turn" if standing.alternates else "other"
    length = here.span.end - here.span.start
    yield f"turn:{spoke}:{here.turn}"
    yield f"turn:{spoke}:{next((size for size, limit in _TURNS if length < limit), 'long')}"
    if here.final == "?":
        yield f"turn:{spoke}:asks"


def _has_lead(here: SpanContext) -> bool:
    """Tell whether a paragraph without quotations stands before this one of quotations alone."""
    annotated = here.annotated
    return annotated.passage.start < annotated.passage.own and not annotated.led_in


def _introduction(here: SpanContext, standing: Standing) -> Iterator[str]:
    """Yield how a mention stands in the paragraph that leads in one of quotations alone."""
    annotated, mention = here.annotated, standing.mention
    named = annotated.named
    lead = [other for other in named if other.first < here.first and other.form in {"name", "pronoun"}]
    yield f"lead:{_ROLES.get(annotated.passage.deps[mention.anchor], 'other')}"
    yield f"lead:{mention.form}:{'opens' if mention.first == 0 else 'later'}"
    yield f"lead:rivals{min(sum(other is not mention for other in lead), 3)}"
    sentences = min(annotated.sentence[here.first] - annotated.sentence[mention.head], 3)
    yield f"lead:sentences{sentences}"
    if any(cue.strength == "speech" for cue in annotated.cue_of_subject.get(mention.place, ())):
        yield f"lead:says:sentences{sentences}"
    if _reported(here, mention):
        yield "lead:reported"
    if standing.carried or standing.same_entity:
        yield "lead:speaker-before"


def _kind(mention: Mention) -> Iterator[str]:
    yield f"kind:{mention.form}"
    head = mention.words.split()[-1].lower()
    if mention.form == "pronoun":
        yield f"pronoun:{_PRONOUN_CLASS.get(head, 'other')}"
    elif mention.form == "description":
        yield f"noun:{noun_class(mention)}"
    elif " " in mention.words:
        yield "name:full"


def _cue_state(here: SpanContext) -> str:
    """Return which sides of the quotation have a cue in its own sentence."""
    after = here.cue_after is not None and here.cue_after.strength not in _WEAK
    before = here.cue_before is not None and here.cue_before.strength not in _WEAK
    weak = here.cue_after is not None or here.cue_before is not None
    return "cue-after" if after else "cue-before" if before else "weak-cue" if weak else "no-cue"


def _place(here: SpanContext, standing: Standing, size: str) -> Iterator[str]:
    annotated, mention, side = here.annotated, standing.mention, standing.side
    start, stop = (mention.head + 1, here.first) if side == "before" else (here.last + 1, mention.first)
    sentences = abs(
        annotated.sentence[mention.head] - annotated.sentence[here.first if side == "before" else here.last]
    )
    yield f"{side}:{size}"
    yield f"{side}:sentences{min(sentences, 2)}"
    if sentences == 0:
        yield f"{side}:same:{size}:{here.before if side == 'before' else here.final}"
    elif sentences == 1 and here.before == ":" and side == "before":
        yield "before:colon"
    yield f"{side}:tokens{_bucket(standing.tokens_between)}"
    names = annotated.named[bisect_left(annotated.named_at, start) : bisect_left(annotated.named_at, stop)]
    rivals = sum(other.anchor != mention.anchor for other in names)
    yield f"{side}:rivals{min(rivals, 3)}"
    between = len({*annotated.passage.inside[start:stop]} - {-1})
    if between:
        yield f"{side}:quotes-between{min(between, 2)}:same{sentences == 0}"


def _bucket(count: int) -> str:
    return (
        "0-2" if count <= 2 else "3-5" if count <= 5 else "6-10" if count <= 10 else "11-20" if count <= 20 else "21+"
    )


def _syntax(here: SpanContext, standing: Standing) -> Iterator[str]:
    passage, token = here.annotated.passage, standing.mention.anchor
    dep, head = passage.deps[token], passage.heads[token]
    role = _ROLES.get(dep, "other")
    cue = next((one for one in (here.cue_before, here.cue_after) if one is not None and one.index == head), None)
    if role == "object" and cue is not None and token in cue.subjects:
        role = "subject"  # “…,” fumed Oduya
    yield f"is:{role}"
    if role == "subject":
        if passage.deps[head] == "ROOT":
            yield "is:main-subject"
        if _leads_in(here, standing):
            form = standing.mention.form
            yield f"leads-in:{noun_class(standing.mention) if form == 'description' else form}"
        yield f"verb:{cue.strength if cue is not None else _verb_class(passage, head)}"
    elif role == "object":
        yield f"object-of:{_verb_class(passage, head)}"
    elif role == "prepositional":
        preposition = passage.lower[head]
        yield f"behind:{preposition if preposition in english.PREPOSITIONS_AT_MENTIONS else 'other'}"


def _marks(here: SpanContext, standing: Standing) -> Iterator[str]:
    """Yield the marks around the mention."""
    passage, mention = here.annotated.passage, standing.mention
    following = passage.lower[mention.head + 1] if mention.head + 1 < len(passage.lower) else ""
    if following in {"'s", "’s", "'", "’"}:
        yield "possessive-follows"
    if standing.colon_follows:
        headline = mention.first == 0 and not standing.is_label and passage.words[-1] not in english.SENTENCE_MARKS
        yield "label-of-headline" if headline else "colon-follows"
    previous = passage.words[mention.first - 1] if mention.first else ""
    if previous in {"(", "["}:
        yield "in-brackets"
    if previous in {"—", "–", "-", "--"} and mention.first > 0:
        yield "behind-dash"


def _neighbours(here: SpanContext, mention: Mention) -> Iterator[str]:
    """Yield what stands beside the mention, whatever the parse makes of it, and where it opens."""
    annotated = here.annotated
    passage, inside = annotated.passage, annotated.passage.inside
    behind = mention.head + 1
    if behind >= len(inside):
        yield "next:end"
    elif inside[behind] >= 0:
        yield "next:quote"
    else:
        word, tag = passage.words[behind], passage.tags[behind][:2]
        form = english.reporting_strength(passage.lower[behind]) if tag == "VB" else None
        shown = word if is_punctuation(word) else form or tag
        yield f"next:{shown if shown in _NEXT else 'other'}"
    opens = mention.first == 0 or annotated.sentence[mention.first - 1] != annotated.sentence[mention.first]
    if opens:
        yield "opens:paragraph" if mention.first == 0 else "opens:sentence"
    if mention.first > 0 and inside[mention.first - 1] >= 0:
        yield "behind-quote"
        if here.last == mention.first - 1 and here.final == "," and here.cue_after is None:
            yield "behind-quote:no-verb"


def _leads_in(here: SpanContext, standing: Standing) -> bool:
    """Tell whether a mention stands in a sentence without a cue that leads in the quotation: "Roe was blunter: “…”"."""
    if here.before != ":" or here.cue_before is not None or standing.side != "before":
        return False
    sentence, token = here.annotated.sentence, standing.mention.anchor
    return token < here.first and sentence[token] == sentence[here.first]


def _verb_class(passage: Passage, token: int) -> str:
    return english.reporting_strength(passage.lower[token]) or ("plain" if _is_verb(passage, token) else "none")


def _is_verb(passage: Passage, token: int) -> bool:
    return passage.tags[token].startswith("VB")


def _cue_relations(here: SpanContext, standing: Standing, size: str) -> Iterator[str]:
    for subject_of in standing.subject_of:
        yield from _subject(here, subject_of, size)
    if any(subject_of.reach == "nearest" for subject_of in standing.subject_of):
        yield f"subject-of-nearest:{standing.mention.form}"
    yield from _opened(here, standing)
    yield from map(_pattern, standing.adjacent)
    yield from _above(here, standing.mention, size)
    yield from _told(here, standing.mention)
    yield from _attribution(here, standing)
    yield from _quoted(here, standing.mention)
    if _reported(here, standing.mention):
        yield f"in-reported-clause:{size}"
        yield f"in-reported-clause:{'pronoun' if standing.mention.form == 'pronoun' else 'noun'}"
        if any(
            one.reach == "nearest" and _is_told(here.annotated.passage, one.cue.index) for one in standing.subject_of
        ):
            yield f"in-reported-clause:tells:{size}"
    if standing.object_of_cue:
        yield "object-of-cue"


def _opened(here: SpanContext, standing: Standing) -> Iterator[str]:
    """Yield what opens the clause that says the words next to it: "for what it called “…”", "“…”, as he put it"."""
    first = standing.mention.first
    opener = here.annotated.passage.lower[first - 1] if first else ""
    for cue, side, reach in standing.subject_of:
        near = here.first - cue.last if side == "before" else first - here.last
        if reach == "nearest" and opener in _OPENERS and 0 < near <= _BESIDE:
            yield f"opened:{opener}:{side}"


def _subject(here: SpanContext, subject_of: CueSubject, size: str) -> Iterator[str]:
    cue, side, reach = subject_of
    if cue.passive:
        yield "agent-of-cue"
    yield f"subject-of:{cue.strength}:{reach}"
    if reach == "nearest":
        yield f"subject-of-nearest:{side}:{here.before if side == 'before' else here.final}"
        yield f"subject-of-nearest:{side}:{size}:{cue.strength}"
    elif reach == "same-sentence":
        yield f"subject-of-same:{side}:{size}:{cue.strength}"
    else:
        yield f"subject-elsewhere:{side}:{here.before if side == 'before' else here.final}"


def _pattern(adjacency: Adjacency) -> str:
    pattern, strength = adjacency
    return f"adjacent:{pattern.value}:{strength}" if strength else f"adjacent:{pattern.value}"


def _above(here: SpanContext, mention: Mention, size: str) -> Iterator[str]:
    """Yield how the mention's clause holds the quotation: Oduya, by a speech verb, in "Oduya said he would “try”"."""
    for level, (_, strength, subjects, _) in enumerate(here.verbs_above):
        if any(here.annotated.by_anchor.get(subject) is mention for subject in subjects):
            yield f"subject-above:{min(level, 3)}:{size}"
            yield f"subject-above:{strength}:{size}"
            yield f"subject-above:{strength}:{'before' if mention.head < here.first else 'after'}"
            if level == 0 and _is_complement(here, here.verbs_above[0].token):
                yield f"subject-above:direct:{strength}:{size}"
            if speech := [level for level, verb in enumerate(here.verbs_above) if verb.strength == "speech"]:
                place = "below" if level < speech[-1] else "beyond" if level > speech[-1] else "highest"
                yield f"subject-above:{place}-speech:{size}"
                yield f"subject-above:{place}-speech:{'pronoun' if mention.form == 'pronoun' else 'noun'}"
            return


def _told(here: SpanContext, mention: Mention) -> Iterator[str]:
    """Yield whether the words are said to the mention, and by whom: "Residents were told it could take “years”"."""
    passage = here.annotated.passage
    for verb, strength, _, told in here.verbs_above:
        if told and any(here.annotated.by_anchor.get(child) is mention for child in told):
            agent = any(passage.lower[child] == "by" for child in passage.children[verb])
            yield f"told:{strength}:{'by' if agent else 'by-nobody'}"


def _is_complement(here: SpanContext, verb: int) -> bool:
    """Tell whether the quotation as a whole is what a verb says: "Police said a passenger shouted “Freedom!”"."""
    passage = here.annotated.passage
    return any(
        passage.heads[token] == verb and passage.deps[token] in _COMPLEMENTS
        for token in range(here.first, here.last + 1)
    )


def _attribution(here: SpanContext, standing: Standing) -> Iterator[str]:
    """Yield who is named as the source right behind the quotation, and whether a verb of speech vies with that.

    "The valve “failed,” according to a report" / "… “failed,” filings show".
    """
    mention, cue = standing.mention, here.cue_after
    if cue is None or not here.span.partial or not cue.subjects:
        return
    above = any(verb.token == cue.index for verb in here.verbs_above)
    if cue.strength != "preposition" and not above:
        return
    sort = "preposition" if cue.strength == "preposition" else "clause"
    rival = any(verb.strength in {"speech", "communication"} and verb.token < here.first for verb in here.verbs_above)
    who = "source" if mention.anchor in cue.subjects else "other"
    state = "rival" if rival else "alone"
    yield f"attributed:{who}:{state}"
    yield f"attributed:{sort}:{who}:{state}"


def _quoted(here: SpanContext, mention: Mention) -> Iterator[str]:
    """Yield who quotes and who is quoted: "The paper quoted an aide as saying"."""
    passage = here.annotated.passage
    for cue in (here.cue_before, here.cue_after):
        if cue is not None and (verb := quoting_verb(passage, cue.index)) is not None:
            if mention.anchor in cue.subjects:
                yield "quoted-as:source"
            elif mention.anchor in verb_subjects(passage, verb):
                yield "quoted-as:paper"


def _is_told(passage: Passage, verb: int) -> bool:
    """Tell whether a verb has somebody whom it is said to: "He said Roe had knocked and told her, “…”"."""
    return any(
        passage.deps[child] in OBJECTS and passage.tags[child] in {"PRP", "NNP"} for child in passage.children[verb]
    )


def _reported(here: SpanContext, mention: Mention) -> bool:
    """Tell whether the mention stands in a clause that somebody else's reporting verb governs."""
    annotated, passage = here.annotated, here.annotated.passage
    token = mention.anchor
    for _ in range(6):
        child, token = token, passage.heads[token]
        if child == token:
            return False
        if (
            passage.deps[child] in {"ccomp", "xcomp", "advcl", "pcomp"}
            and _is_verb(passage, token)
            and english.reporting_strength(passage.lower[token]) in {"speech", "communication"}
        ):
            subjects = [annotated.by_anchor.get(subject) for subject in verb_subjects(passage, token)]
            if subjects and subjects[0] is not None and subjects[0] is not mention:
                return True
    return False
