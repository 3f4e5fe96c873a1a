"""How far two agree on the same quotations, two reviewers or two releases, and where they differ."""

from __future__ import annotations

from quotes.agreement.agreement_page import HEAD, measure_rows, render_agreement_page
from quotes.agreement.coefficients import Measure
from quotes.agreement.comparing import FIELDS_COMPARED, Agreement, Dissent, compare

__all__ = [
    "FIELDS_COMPARED",
    "HEAD",
    "Agreement",
    "Dissent",
    "Measure",
    "compare",
    "measure_rows",
    "render_agreement_page",
]
