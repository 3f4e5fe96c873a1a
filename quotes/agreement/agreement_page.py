"""Show as a page how far two agree, and each span on which they differ, in its context as each of them has it."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.agreement.comparing import Agreement, Dissent
from quotes.records import Quote
from quotes.show import Pair, marked, render_pairs, table

HEAD = ("", "same", "of", "share", "Cohen's kappa", "Krippendorff's alpha")
_DASH = "–"


def measure_rows(agreement: Agreement) -> Iterator[tuple[str, ...]]:
    """Yield the figures as texts, a row a field, in the columns of ``HEAD``."""
    for name, one in agreement.measures.items():
        figures = (_DASH if value is None else f"{value:.3f}" for value in (one.share, one.kappa, one.alpha))
        yield name, str(one.same), str(one.of), *figures


def render_agreement_page(agreement: Agreement, *, limit: int | None = None) -> str:
    """Return one page with the figures and the first ``limit`` differences, self-contained, without scripts."""
    one, other = agreement.raters
    left = len(agreement.dissents) - limit if limit is not None else 0
    more = [f"{left} more differ"] if left > 0 else []
    pairs: list[Pair | str] = [*map(_pair, agreement.dissents[:limit]), *more]
    return render_pairs(f"{one} and {other}", [table([HEAD, *measure_rows(agreement)])], (one, other), pairs)


def _pair(dissent: Dissent) -> Pair:
    one, other = dissent.quotes
    return Pair(
        kind="differ",
        where=f"{dissent.article_id} · {dissent.id}",
        sides=(_side(dissent, one), _side(dissent, other)),
        fields=[(name, *words) for name, words in dissent.fields.items()],
    )


def _side(dissent: Dissent, quote: Quote | None) -> str:
    return marked(quote.to_dict()) if quote else '<p class="none">no quotation</p>'
