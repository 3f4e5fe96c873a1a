"""The same words across articles: quotations, reposted articles, and where their attributions disagree."""

from __future__ import annotations

from quotes.clusters.clustering import Clustering, cluster_written
from quotes.clusters.disagreement import Attributed, disagreements
from quotes.clusters.matching import Wording, wording_of
from quotes.clusters.numbering import numbered
from quotes.clusters.reposts import stories
from quotes.clusters.speaker_names import name_words, same_entity
from quotes.clusters.union_find import Union
from quotes.clusters.wordings import Written, written

__all__ = [
    "Attributed",
    "Clustering",
    "Union",
    "Wording",
    "Written",
    "cluster_written",
    "disagreements",
    "name_words",
    "numbered",
    "same_entity",
    "stories",
    "wording_of",
    "written",
]
