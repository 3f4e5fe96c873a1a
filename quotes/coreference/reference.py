"""What is looked up: a mention that is no name, and the candidates for whom it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from quotes.coreference.descriptions import Introduced
from quotes.detection import QuotedSpan
from quotes.names import Entity
from quotes.speakers import Mention


@dataclass(frozen=True, slots=True)
class Reference:
    """A pronoun or description that names the speaker of a quotation, and what came before it.

    ``last`` is the entity that spoke the quotation before, named at ``last_offset``, whose words end at ``last_end``;
    ``unnamed`` is where somebody spoke since who has no name, ``came_in`` where that one came in.
    """

    mention: Mention
    span: QuotedSpan
    last: Entity | None = None
    last_offset: int = -1
    last_end: int = 0
    unnamed: int | None = None
    came_in: int | None = None


class Candidate(NamedTuple):
    """Somebody a mention may stand for, with the features that hold; without an entity it is nobody by name.

    ``introduced`` is how the article brings in somebody without a name.
    """

    entity: Entity | None
    features: list[str]
    introduced: Introduced | None = None


class Antecedent(NamedTuple):
    """Whom a mention stands for: the candidate chosen, how likely it is among the others, and these, likeliest first.

    ``share`` is None where nothing was ranked: a name is looked up.
    """

    chosen: Candidate
    share: float | None = None
    others: tuple[tuple[Candidate, float], ...] = ()
