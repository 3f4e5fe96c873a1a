"""Train a small model of who said it on a release, on a CPU in minutes, and score it by gold.

    pip install .                                                in a checkout of quote-attribution
    python examples/train_attribution.py dist/seeds -o who.bin
    python examples/train_attribution.py ORG/NAME --version 1.0.0 --gold dist/seeds

A release is a folder, or a dataset on the Hub. Nothing else is downloaded: the model is a small network of spaCy's over
words, with vectors that it learns itself. What it is shown of a quotation is its context, in which the quoted words are
one made-up word; what it learns is where the words that name the speaker of that one begin and end, or that none do.

It learns from the split `train`, and is scored on the reviewed rows of the split `test`, of RELEASE or of another
release that --gold names; articles of those rows are left out of training. Right is what shares at least half of its
words with the mention in gold.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import numpy
import spacy
from spacy.ml.models import MaxoutWindowEncoder, MultiHashEmbed, build_Tok2Vec_model
from spacy.tokens import Doc
from spacy.util import fix_random_seed, minibatch
from thinc.api import Adam, Linear, Model, chain, set_dropout_rate, with_array

import quotes

QUOTED = "QUOTEDWORDS"  # stands for the quoted words, whatever they are
FEATURES = {"NORM": 4000, "SHAPE": 1000, "TAG": 500}  # the word, its capitals and digits, its distance: see shown()
WIDTH, DEPTH = 96, 4  # a word's vector knows the four words on each side
BATCH = 16  # passages
DROPOUT = 0.3  # share of each layer that is left out of a step, so that it does not learn passages by heart
LONGEST = 12  # words of an answer

Row = Mapping[str, Any]
Place = tuple[int, int]
NLP = spacy.blank("en")


@click.command()
@click.argument("release")
@click.option("--version", help="Version of RELEASE; the highest unless given.")
@click.option("--gold", help="Release whose reviewed rows it is scored by; RELEASE itself unless given.")
@click.option("--epochs", default=4, show_default=True, help="How often it sees each quotation.")
@click.option("--steps", type=int, help="Stop after so many batches.")
@click.option("--seed", default=1, show_default=True)
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="File for the weights; network().from_disk reads it."
)
def main(
    release: str, version: str | None, gold: str | None, epochs: int, steps: int | None, seed: int, out: Path | None
) -> None:
    """Train on RELEASE and print how many speakers of the test split the model names."""
    rows = quotes.load(release, version=version)
    judged = [row for row in (quotes.load(gold) if gold else rows).get("test", ()) if row["review"]]
    if not judged:
        raise click.UsageError(f"{gold or release}: nobody reviewed a quotation of its split test; name gold by --gold")
    held_out = {row["article_id"] for row in judged}
    model = train([row for row in rows["train"] if row["article_id"] not in held_out], epochs, steps, seed)
    right = sum(is_right(answer(model, row), row["speaker"]) for row in judged)
    click.echo(f"{right} of {len(judged)} speakers right: {right / len(judged):.3f}")
    if out:
        model.to_disk(out)


def network() -> Model[list[Doc], list[Any]]:
    """Return the network: of each word how much it looks like the first of the answer, and how much like the last."""
    embed = MultiHashEmbed(WIDTH, list(FEATURES), list(FEATURES.values()), include_static_vectors=False)
    encode = MaxoutWindowEncoder(WIDTH, window_size=1, maxout_pieces=3, depth=DEPTH)
    return chain(build_Tok2Vec_model(embed, encode), with_array(Linear(2, WIDTH))).initialize()


def train(rows: Sequence[Row], epochs: int, steps: int | None, seed: int) -> Model[list[Doc], list[Any]]:
    """Return the model after so many epochs, or steps if those are fewer."""
    fix_random_seed(seed)
    chance, model, optimizer = random.Random(seed), network(), Adam(0.001)
    set_dropout_rate(model, DROPOUT)
    batches = (batch for _ in range(epochs) for batch in minibatch(chance.sample(rows, len(rows)), BATCH))
    for number, batch in enumerate(itertools.islice(batches, steps), 1):
        docs = [shown(row) for row in batch]
        scores, learn = model.begin_update(docs)
        errors = [softmax(one) - wanted(doc, row) for one, doc, row in zip(scores, docs, batch, strict=True)]
        learn([error / len(batch) for error in errors])
        model.finish_update(optimizer)
        if number % 50 == 0:
            wrong = numpy.mean([abs(error).sum() / 4 for error in errors])
            click.echo(f"batch {number}: {wrong:.2f} of the probability is on wrong words", err=True)
    return model


def softmax(scores: Any) -> Any:
    """Return for each column the probability of each word; they sum to 1."""
    shares = numpy.exp(scores - scores.max(axis=0))
    return shares / shares.sum(axis=0)


def shown(row: Row) -> Doc:
    """Return the context of a quotation with one word for the quoted ones; tags tell how far each word is from it."""
    context, place = row["context"], row["start"] - row["context"]["start"]
    doc = NLP.make_doc(context["text"][:place] + QUOTED + context["text"][row["end"] - context["start"] :])
    middle = middle_of(doc, row)
    for token in doc:
        off = token.i - middle
        token.tag_ = f"{'before' if off < 0 else 'after'} {min(abs(off), 8 + abs(off) // 8)}"
    return doc


def middle_of(doc: Doc, row: Row) -> int:
    """Return which token stands for the quoted words."""
    place = row["start"] - row["context"]["start"]
    return next(token.i for token in doc if token.idx + len(token) > place)


def wanted(doc: Doc, row: Row) -> Any:
    """Return 1 where the answer begins, in the first column, and where it ends, in the second; nobody is the middle."""
    first = last = middle_of(doc, row)
    if speaker := row["speaker"]:
        places = [
            at - row["context"]["start"] + _longer(row) * (at >= row["end"])
            for at in (speaker["start"], speaker["end"])
        ]
        if span := doc.char_span(*places, alignment_mode="expand"):
            first, last = span.start, span.end - 1
    right = numpy.zeros((len(doc), 2), dtype="f")
    right[first, 0] = right[last, 1] = 1
    return right


def answer(model: Model[list[Doc], list[Any]], row: Row) -> Place | None:
    """Return where in the article the model sees the speaker; None for nobody."""
    doc = shown(row)
    (scores,) = model.predict([doc])
    pairs = ((first, last) for first in range(len(doc)) for last in range(first, min(first + LONGEST, len(doc))))
    first, last = max(pairs, key=lambda pair: scores[pair[0], 0] + scores[pair[1], 1])
    middle = middle_of(doc, row)
    if first <= middle <= last:
        return None
    back = row["context"]["start"] - _longer(row) * (first > middle)
    return doc[first].idx + back, doc[last].idx + len(doc[last]) + back


def _longer(row: Row) -> int:
    return len(QUOTED) - (row["end"] - row["start"])


def is_right(found: Place | None, speaker: Row | None) -> bool:
    """Tell whether two mentions, each of which may be missing, are the same."""
    if found is None or speaker is None:
        return found is None and speaker is None
    shared = min(found[1], speaker["end"]) - max(found[0], speaker["start"])
    return 2 * shared >= max(found[1] - found[0], speaker["end"] - speaker["start"])


if __name__ == "__main__":
    main()
