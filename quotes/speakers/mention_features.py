"""Describe how each candidate mention stands to a quotation, in abstract features: never words of an article.

A feature is a name that holds or not. ``describe`` is the only producer of names; a model's weights are a mapping
from names to numbers, so a name that a model does not know counts nothing.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from quotes.english import lexicon
from quotes.parsing import Passage, is_punctuation
from quotes.speakers.cues import verb_subjects
from quotes.speakers.mentions import Mention
from quotes.speakers.scenes import View

_WEAK = {"communication", "loose"}
_PEOPLE = lexicon.PERSON_NOUNS | lexicon.INDEFINITES
_OBJECTS = {"dobj", "dative", "iobj"}
_PREPOSITIONS = frozenset("of in at on to with by for from about against between among like than".split())
_NEXT = frozenset(["speech", "communication", "loose", "VB", "MD", ",", ".", "(", "IN", "CC", "NN", "WP"])
_FINITE = {"VBD", "VBZ", "VBP"}
_PRONOUN_CLASS = {"he": "he", "she": "he", "it": "it", "i": "i", "we": "we", "they": "they"}


def candidates(here: View, earlier: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions of the quotation's paragraph nearest to it, then those given from earlier paragraphs."""
    mentions = here.scene.mentions
    stop = bisect_left(mentions, here.first, key=_first)
    before = (mention for mention in map(mentions.__getitem__, range(stop - 1, -1, -1)) if mention.head < here.first)
    yield from list(itertools.islice(before, here.nearest))[::-1]
    start = bisect_right(mentions, here.last, key=_first)
    yield from mentions[start : start + here.nearest]
    yield from earlier


def _first(mention: Mention) -> int:
    return mention.first


def describe(
    here: View, mention: Mention, *, own: bool, paragraphs_back: int, carried: bool, same_entity: bool
) -> list[str]:
    """Return the names of the features that hold for one candidate.

    ``own`` says that the mention stands in the quotation's paragraph, ``paragraphs_back`` how many paragraphs before,
    ``carried`` that it is the very mention of the quotation before, ``same_entity`` that it names the same person.
    """
    names = [*_kind(mention)]
    size = "partial" if here.partial else "full"
    if carried:
        names += [f"carried:{size}", f"carried:before{here.before}", f"carried:{_cue_state(here)}"]
        if here.alone:
            names.append("carried:alone")
    if same_entity:
        names += ["same-bearer", f"same-bearer:{_cue_state(here)}"]
    if not own:
        return [
            *names,
            f"earlier-paragraph:{min(paragraphs_back, 3)}",
            f"earlier-paragraph:{size}",
            f"earlier-paragraph:{_cue_state(here)}",
        ]
    names += _place(here, mention, size)
    names += _syntax(here, mention)
    names += _neighbours(here, mention)
    names += _cue_relations(here, mention, size)
    return names


def _kind(mention: Mention) -> Iterator[str]:
    yield f"kind:{mention.kind}"
    head = mention.words.split()[-1].lower()
    if mention.kind == "pronoun":
        yield f"pronoun:{_PRONOUN_CLASS.get(head, 'other')}"
    elif mention.kind == "description":
        yield f"noun:{'person' if head in _PEOPLE else 'body' if head in lexicon.BODY_NOUNS else 'other'}"
    elif " " in mention.words:
        yield "name:full"


def _cue_state(here: View) -> str:
    """Return which sides of the quotation have a cue in its own sentence."""
    after = here.cue_after is not None and here.cue_after.strength not in _WEAK
    before = here.cue_before is not None and here.cue_before.strength not in _WEAK
    weak = here.cue_after is not None or here.cue_before is not None
    return "cue-after" if after else "cue-before" if before else "weak-cue" if weak else "no-cue"


def _place(here: View, mention: Mention, size: str) -> Iterator[str]:
    scene = here.scene
    side = "before" if mention.head < here.first else "after"
    start, stop = (mention.head + 1, here.first) if side == "before" else (here.last + 1, mention.first)
    sentences = abs(scene.sentence[mention.head] - scene.sentence[here.first if side == "before" else here.last])
    yield f"{side}:{size}"
    yield f"{side}:sentences{min(sentences, 2)}"
    if sentences == 0:
        yield f"{side}:same:{size}:{here.before if side == 'before' else here.final}"
    elif sentences == 1 and here.before == ":" and side == "before":
        yield "before:colon"
    yield f"{side}:tokens{_bucket(stop - start)}"
    names = scene.named[bisect_left(scene.named, start, key=_first) : bisect_left(scene.named, stop, key=_first)]
    rivals = sum(other.anchor != mention.anchor for other in names)
    yield f"{side}:rivals{min(rivals, 3)}"
    between = len({*scene.passage.inside[start:stop]} - {-1})
    if between:
        yield f"{side}:quotes-between{min(between, 2)}:same{sentences == 0}"


def _bucket(count: int) -> str:
    return (
        "0-2" if count <= 2 else "3-5" if count <= 5 else "6-10" if count <= 10 else "11-20" if count <= 20 else "21+"
    )


def _syntax(here: View, mention: Mention) -> Iterator[str]:
    passage, token = here.scene.passage, mention.anchor
    dep, head = passage.deps[token], passage.heads[token]
    role = (
        "subject"
        if dep == "nsubj"
        else "passive-subject"
        if dep == "nsubjpass"
        else "object"
        if dep in _OBJECTS
        else "prepositional"
        if dep == "pobj"
        else "possessor"
        if dep == "poss"
        else "conjunct"
        if dep == "conj"
        else "apposition"
        if dep == "appos"
        else "root"
        if dep == "ROOT"
        else "other"
    )
    yield f"is:{role}"
    if role == "subject":
        if passage.deps[head] == "ROOT":
            yield "is:main-subject"
        yield f"verb:{_verb_class(passage, head)}"
    elif role == "object":
        yield f"object-of:{_verb_class(passage, head)}"
    elif role == "prepositional":
        preposition = passage.lower[head]
        yield f"behind:{preposition if preposition in _PREPOSITIONS else 'other'}"
    following = passage.lower[mention.head + 1] if mention.head + 1 < len(passage.lower) else ""
    if following in {"'s", "’s", "'", "’"}:
        yield "possessive-follows"
    if following == ":":
        yield "colon-follows"
    previous = passage.words[mention.first - 1] if mention.first else ""
    if previous in {"(", "["}:
        yield "in-brackets"
    if previous in {"—", "–", "-", "--"} and mention.first > 0:
        yield "behind-dash"


def _neighbours(here: View, mention: Mention) -> Iterator[str]:
    """Yield what stands beside the mention, whatever the parse makes of it, and where it opens."""
    scene = here.scene
    passage, inside = scene.passage, scene.passage.inside
    behind = mention.head + 1
    if behind >= len(inside):
        yield "next:end"
    elif inside[behind] >= 0:
        yield "next:quote"
    else:
        word, tag = passage.words[behind], passage.tags[behind][:2]
        form = lexicon.reporting_strength(passage.lower[behind]) if tag == "VB" else None
        shown = word if is_punctuation(word) else form or tag
        yield f"next:{shown if shown in _NEXT else 'other'}"
    opens = mention.first == 0 or scene.sentence[mention.first - 1] != scene.sentence[mention.first]
    if opens:
        yield "opens:paragraph" if mention.first == 0 else "opens:sentence"
    if mention.first > 0 and inside[mention.first - 1] >= 0:
        yield "behind-quote"


def _verb_class(passage: Passage, token: int) -> str:
    return lexicon.reporting_strength(passage.lower[token]) or ("plain" if _is_verb(passage, token) else "none")


def _is_verb(passage: Passage, token: int) -> bool:
    return passage.tags[token].startswith("VB")


def _cue_relations(here: View, mention: Mention, size: str) -> Iterator[str]:
    scene = here.scene
    for cue in scene.cue_of_subject.get(mention.start, ()):
        if cue.passive:
            yield "agent-of-cue"
        near = cue is here.cue_before or cue is here.cue_after
        same = scene.sentence[cue.index] == scene.sentence[here.first if cue.index < here.first else here.last]
        side = "before" if cue.index < here.first else "after"
        yield f"subject-of:{cue.strength}:{'nearest' if near else 'same-sentence' if same else 'elsewhere'}"
        if near:
            yield f"subject-of-nearest:{side}:{here.before if side == 'before' else here.final}"
            yield f"subject-of-nearest:{side}:{size}:{cue.strength}"
        elif same:
            yield f"subject-of-same:{side}:{size}:{cue.strength}"
        else:
            yield f"subject-elsewhere:{side}:{here.before if side == 'before' else here.final}"
    yield from _adjacent(here, mention)
    yield from _above(here, mention, size)
    if _reported(here, mention):
        yield f"in-reported-clause:{size}"
    verb = scene.passage.heads[mention.anchor]
    near = any(cue is not None and cue.index == verb for cue in (here.cue_before, here.cue_after))
    if near and verb < mention.first and scene.passage.deps[mention.anchor] in _OBJECTS:
        yield "object-of-cue"


def _above(here: View, mention: Mention, size: str) -> Iterator[str]:
    """Yield how the mention's clause holds the quotation: Oduya, by a speech verb, in "Oduya said he would “try”"."""
    speech = [level for level, (_, strength, _) in enumerate(here.ancestors) if strength == "speech"]
    for level, (_, strength, subjects) in enumerate(here.ancestors):
        if any(here.scene.by_anchor.get(subject) is mention for subject in subjects):
            yield f"subject-above:{min(level, 3)}:{size}"
            yield f"subject-above:{strength}:{size}"
            if speech:
                place = "below" if level < speech[-1] else "beyond" if level > speech[-1] else "highest"
                yield f"subject-above:{place}-speech:{size}"


def _reported(here: View, mention: Mention) -> bool:
    """Tell whether the mention stands in a clause that somebody else's reporting verb governs."""
    scene, passage = here.scene, here.scene.passage
    token = mention.anchor
    for _ in range(6):
        child, token = token, passage.heads[token]
        if child == token:
            return False
        if (
            passage.deps[child] in {"ccomp", "xcomp", "advcl", "pcomp"}
            and _is_verb(passage, token)
            and lexicon.reporting_strength(passage.lower[token]) in {"speech", "communication"}
        ):
            subjects = [scene.by_anchor.get(subject) for subject in verb_subjects(passage, token)]
            if subjects and subjects[0] is not None and subjects[0] is not mention:
                return True
    return False


def _adjacent(here: View, mention: Mention) -> Iterator[str]:
    """Yield the patterns of print: “…,” Oduya said / “…,” said Oduya / Oduya said, “…” / Oduya: “…”."""
    scene = here.scene
    yield from _beside_verb(here, mention)
    cue = here.cue_after
    if cue is not None and cue.strength != "preposition":
        if (
            here.last < mention.first
            and mention.head < cue.index <= mention.head + 2
            and mention.first - here.last <= 6
        ):
            yield f"adjacent:quote-name-cue:{cue.strength}"
        if cue.index - here.last <= 2 and 0 < mention.head - cue.index <= 7 and mention.first > cue.index:
            rival = bisect_right(scene.named, cue.index, key=_first)
            rivals = rival < len(scene.named) and scene.named[rival].first < mention.first
            yield f"adjacent:quote-cue-{'later-' if rivals else ''}name:{cue.strength}"
    cue = here.cue_before
    if cue is not None and mention.head < cue.index and here.first - cue.last <= 4 and cue.index - mention.head <= 3:
        yield f"adjacent:name-cue-quote:{cue.strength}"
    if cue is not None and cue.strength == "preposition" and cue.last < mention.first <= cue.last + 6:
        yield "adjacent:according-to"
    cue = here.cue_after
    if cue is not None and cue.strength == "preposition" and cue.last < mention.first <= cue.last + 8:
        yield "adjacent:according-to"


def _beside_verb(here: View, mention: Mention) -> Iterator[str]:
    """Yield the patterns of print around any verb at all: "Oduya shot back, “…”", “…,” Oduya beamed."""
    tags, behind = here.scene.passage.tags, mention.head + 1
    leads = 0 < here.first - behind <= 5 and here.before in ",:" and tags[behind][:2] in {"VB", "RB"}
    if leads and not _FINITE.isdisjoint(tags[behind : here.first]):
        yield "adjacent:name-verb-quote"
    follows = 0 <= mention.first - here.last - 1 <= 2 and here.final in ",?!" and behind < len(tags)
    if follows and tags[behind] in _FINITE:
        yield "adjacent:quote-name-verb"
