"""Print how many sentences with quotations need no parser, and how often a clause read off the page names the speaker.

python benchmarks/plain_sentences.py GOLD.jsonl...
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

from measuring import table

from quotes.detection.scanner import scan
from quotes.gold import GoldArticle, NamedSpeaker, read_gold
from quotes.parsing.cutting import cut_windows
from quotes.parsing.plain_sentences import Token, read_plain
from quotes.parsing.sentences import cut_sentences


def main(paths: Sequence[str]) -> None:
    """Print a row for each file."""
    rows = []
    for path in paths:
        counts: Counter[str] = Counter()
        for article in read_gold(path):
            _count(article, counts)
        clauses = f"{counts['right'] / counts['judged']:.4f} of {counts['judged']:,}"
        rows.append([path, *(f"{counts[name] / counts['all']:.3f}" for name in ("alone", "clause", "other")), clauses])
    print(
        table(["gold", "quotation alone", "plain clause", "left to the parser", "speaker right in plain clauses"], rows)
    )


def _count(article: GoldArticle, counts: Counter[str]) -> None:
    text, found = article.text, scan(article.text)
    for window in cut_windows(text, found.paragraphs, found.spans):
        for sentence in cut_sentences(text, window.start, window.end, window.spans):
            if sentence.holds_quotation:
                tokens = read_plain(text, sentence, window.spans)
                counts["all"] += 1
                counts["other" if tokens is None else "alone" if len(tokens) == 1 else "clause"] += 1
                starts = [span.start for span in window.spans[sentence.first : sentence.last]]
                _judge(article, starts, tokens or [], counts)


def _judge(article: GoldArticle, starts: Sequence[int], tokens: Sequence[Token], counts: Counter[str]) -> None:
    """Count the gold quotations of a plain clause, and those whose speaker is its subject."""
    subject = next((token for token in tokens if token.dep == "nsubj"), None)
    if subject is None:
        return
    first = min(token.start for token in tokens if token is subject or token.head == subject.start)
    named = NamedSpeaker(text=article.text[first : subject.end], span=(first, subject.end))
    for quote in article.quotes:
        if quote.answer and any(quote.span[0] <= start < quote.span[1] for start in starts):
            counts["judged"] += 1
            counts["right"] += quote.answer.accepts(named)


if __name__ == "__main__":
    main(sys.argv[1:])
