"""What a release says of itself: card, chart, citation, Croissant."""

from __future__ import annotations

from quotes.dataset.metadata.breakdown import Breakdown, break_down
from quotes.dataset.metadata.card import SAMPLED, Sample, configurations, dataset_infos, render_card
from quotes.dataset.metadata.chart import BARS, CHART, draw_breakdown, draw_chart
from quotes.dataset.metadata.citation import CITATION, check_citation, render_cff
from quotes.dataset.metadata.coverage import ArticleTally, Coverage, counted_article, headline, tally_articles
from quotes.dataset.metadata.croissant import CROISSANT, DESCRIBED, render_croissant
from quotes.dataset.metadata.statistics import QuoteTally, Statistics, counted_quote, stats, tally_quotes

__all__ = [
    "BARS",
    "CHART",
    "CITATION",
    "CROISSANT",
    "DESCRIBED",
    "SAMPLED",
    "ArticleTally",
    "Breakdown",
    "Coverage",
    "QuoteTally",
    "Sample",
    "Statistics",
    "break_down",
    "check_citation",
    "configurations",
    "counted_article",
    "counted_quote",
    "dataset_infos",
    "draw_breakdown",
    "draw_chart",
    "headline",
    "render_card",
    "render_cff",
    "render_croissant",
    "stats",
    "tally_articles",
    "tally_quotes",
]
