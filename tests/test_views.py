from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from datasets import ClassLabel, List, Value, load_dataset
from invented import silent, span, write
from tokenizers import Encoding, Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

from quotes.dataset import Release, open_release, validate
from quotes.dataset.release import json_length
from quotes.dataset.release.manifest import write_manifest
from quotes.dataset.tables.extractive import QUESTION_WORDS, extractive_rows
from quotes.dataset.tables.tokens import ROW_TOKENS, TAGS, tokens_batch, tokens_rows, tokens_sizes
from quotes.detector import Detector
from quotes.records import Article, Detection

TEXT = """The lido at Kell is open

“The water is warm again,” said Ilse Brandt, who chairs the Kell Lido Trust. “Warm,” she added, “and clean.”

Its rival, Tomas Herrera, was asked twice. “Yes,” Herrera said in March. “Yes,” Brandt’s lawyer said.

Nobody else was there."""

EXTRACTIVE = ("id", "title", "context", "question", "answers", "alternatives")
TOKENS = ("tokens", "tags", "id", "article_id", "starts")


@pytest.fixture(scope="module")
def made(detector: Detector) -> list[Detection]:
    """Articles as the detector reads them: the same again and again, so that there are several splits."""
    return [*detector.pipe(Article(id=f"a{n}", text=f"{TEXT} Not {n}.", title="Open") for n in range(12)), silent("s")]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory, made: list[Detection]) -> Release:
    return write(tmp_path_factory.mktemp("dist"), made)


def rows(made: Detection, view: Any, **changes: Any) -> list[dict[str, Any]]:
    """The rows of a view of one article; ``changes`` are made to its first quotation."""
    first, *others = [quote.to_dict() for quote in made.quotes]
    return list(view(made.article.to_dict(), [{**first, **changes}, *others]))


def test_a_release_with_views_validates(release: Release) -> None:
    assert list(validate(release.path)) == []


@pytest.mark.parametrize("streaming", [False, True])
def test_squad_columns(release: Release, tmp_path: Path, streaming: bool) -> None:
    loaded = load_dataset(str(release.path), "extractive", cache_dir=str(tmp_path), streaming=streaming)
    assert loaded.keys() == release.counts.splits["quotes"].keys()
    assert tuple(loaded["train"].features) == EXTRACTIVE
    assert loaded["train"].features["answers"] == {"text": List(Value("string")), "answer_start": List(Value("int32"))}
    quotes = {row["id"]: row for row in release.rows("quotes.jsonl")}
    found = {row["id"]: (split, row) for split, part in loaded.items() for row in part}
    assert found.keys() == quotes.keys()
    for id, (split, row) in found.items():
        assert (split, row["context"], row["title"]) == (quotes[id]["split"], quotes[id]["context"]["text"], "Open")
        for text, start in zip(row["answers"]["text"], row["answers"]["answer_start"], strict=True):
            assert row["context"][start : start + len(text)] == text


@pytest.mark.parametrize("streaming", [False, True])
def test_conll_columns(release: Release, tmp_path: Path, streaming: bool) -> None:
    loaded = load_dataset(str(release.path), "tokens", cache_dir=str(tmp_path), streaming=streaming)
    assert loaded.keys() == release.counts.splits["articles"].keys()
    assert tuple(loaded["train"].features) == TOKENS
    assert loaded["train"].features["tags"] == List(ClassLabel(names=list(TAGS)))
    texts = {row["id"]: row["text"] for row in release.rows("articles.jsonl")}
    for part in loaded.values():
        for row in part:
            text = texts[row["article_id"]]
            ends = [start + len(token) for start, token in zip(row["starts"], row["tokens"], strict=True)]
            assert [text[start:end] for start, end in zip(row["starts"], ends, strict=True)] == row["tokens"]
    splits = {row["article_id"]: split for split, part in loaded.items() for row in part}
    quotes = {row["article_id"]: row["split"] for row in release.rows("quotes.jsonl")}
    assert splits.keys() == texts.keys()
    assert {id: splits[id] for id in quotes} == quotes


def test_a_question_is_answered_by_the_mention_then_by_the_name(made: list[Detection]) -> None:
    asked = {row["question"]: row["answers"] for row in rows(made[0], extractive_rows)}
    assert {question: answers["text"] for question, answers in asked.items()} == {
        "Who said “The water is warm again”?": ["Ilse Brandt"],
        "Who said “Warm” (number 2 of 2 in the text)?": ["she", "Ilse Brandt"],
        "Who said “and clean.”?": ["she", "Ilse Brandt"],
        "Who said “Yes” (number 1 of 2 in the text)?": ["Herrera", "Tomas Herrera"],
        "Who said “Yes” (number 2 of 2 in the text)?": ["Brandt’s lawyer"],
    }


NOBODY: dict[str, Any] = {"text": [], "answer_start": []}


@pytest.mark.parametrize(
    ("changes", "answers"),
    [
        ({"speaker": None}, NOBODY),
        ({"context": {"text": "“The water is warm again,” said Ilse", "start": 26}}, NOBODY),
        ({"context": {"text": "said Ilse Brandt, who", "start": 53}}, {"text": ["Ilse Brandt"], "answer_start": [5]}),
    ],
    ids=["nobody found", "speaker not in the context", "offsets of the context"],
)
def test_who_cannot_be_named_is_no_answer(made: list[Detection], changes: Any, answers: Any) -> None:
    assert rows(made[0], extractive_rows, **changes)[0]["answers"] == answers


WORDS = " ".join(f"word{number}" for number in range(60))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Go\n\nnow,", "Go now"),
        (",", ","),
        (WORDS, f"{WORDS[:94]} … {WORDS[-97:]}"),
        ("水" * 300, f"{'水' * 98} … {'水' * 98}"),
    ],
    ids=["over paragraphs", "a mark alone", "long", "long and without blanks"],
)
def test_a_question_is_one_short_line(made: list[Detection], text: str, asked: str) -> None:
    context = {"text": f"“{text}” she said", "start": 0}
    question = rows(made[0], extractive_rows, text=text, start=1, context=context)[0]["question"]
    assert question == f"Who said “{asked}”?"
    assert len(asked) <= QUESTION_WORDS


def test_two_articles_with_the_same_text_have_different_ids(tmp_path: Path, made: list[Detection]) -> None:
    again = replace(
        made[0],
        article=replace(made[0].article, id="again"),
        quotes=tuple(replace(quote, article_id="again") for quote in made[0].quotes),
        rejected=tuple(replace(span, article_id="again") for span in made[0].rejected),
    )
    release = write(tmp_path, [made[0], again])
    loaded = load_dataset(str(release.path), "extractive", cache_dir=str(tmp_path / "cache"))
    ids = [row["id"] for part in loaded.values() for row in part]
    first = [quote.id for quote in made[0].quotes]
    assert ids == [*first, *(f"{id}:again" for id in first)]
    assert list(validate(release.path)) == []


def test_tags_are_quotation_speaker_cue_and_role(made: list[Detection]) -> None:
    (row,) = rows(made[0], tokens_rows)
    tagged = [f"{token}/{TAGS[tag]}" for token, tag in zip(row["tokens"], row["tags"], strict=True)]
    assert " ".join(word.removesuffix("/O") for word in tagged[6:39]) == (
        "“ The/B-QUOTE water/I-QUOTE is/I-QUOTE warm/I-QUOTE again/I-QUOTE ,/I-QUOTE ” said/B-CUE Ilse/B-SPEAKER "
        "Brandt/I-SPEAKER , who chairs/B-ROLE the/I-ROLE Kell/I-ROLE Lido/I-ROLE Trust/I-ROLE . "
        "“ Warm/B-QUOTE ,/I-QUOTE ” she/B-SPEAKER added/B-CUE , “ and/B-QUOTE clean/I-QUOTE ./I-QUOTE ” "
        "Its rival/B-ROLE"
    )


def test_of_two_spans_the_kind_named_first_has_the_token(made: list[Detection]) -> None:
    article = made[0].article
    places = {
        "role": "water is warm again,” said Ilse Brandt, who chairs",
        "cue": "Brandt, who",
        "speaker": "Ilse Brandt",
    }
    changes = {name: dict(zip(("start", "end"), span(article, words), strict=True)) for name, words in places.items()}
    (row,) = rows(made[0], tokens_rows, **changes)
    tags = [TAGS[tag] for tag in row["tags"][11:20]]
    assert tags == [*["I-QUOTE"] * 2, "B-ROLE", "I-ROLE", "B-SPEAKER", "I-SPEAKER", "B-CUE", "I-CUE", "B-ROLE"]


@pytest.mark.parametrize(
    ("lengths", "contexts", "sizes"),
    [
        ([90, 90, 90], [], [180, 90]),
        ([90, 90, 90], [(1, 2)], [90, 180]),
        ([90, 60, 30, 90], [(0, 1), (2, 3)], [150, 120]),
        ([90, 90, 90], [(0, 2)], [180, 90]),
        ([450], [], [200, 200, 50]),
        ([30, 450, 30], [(0, 2)], [30, 200, 200, 80]),
        ([150, 40, 180], [(1, 2)], [150, 40, 180]),
    ],
    ids=["full", "tied", "tied twice", "all tied", "long paragraph", "long among short", "tied and too long"],
)
def test_rows_are_whole_paragraphs(lengths: list[int], contexts: list[tuple[int, int]], sizes: list[int]) -> None:
    text = "\n\n".join(" ".join(f"w{number}" for number in range(length)) for length in lengths)
    starts = [text.index("w0", at) for at in [0, *(place + 1 for place in find(text, "\n\n"))]]
    ends = [*find(text, "\n\n"), len(text)]
    quotes = [
        {
            **dict.fromkeys(("speaker", "cue", "role")),
            "start": starts[first],
            "end": starts[first] + 2,
            "context": {"text": text[starts[first] : ends[last]], "start": starts[first]},
        }
        for first, last in contexts
    ]
    made = list(tokens_rows({"id": "a1", "text": text}, quotes))
    assert [len(row["tokens"]) for row in made] == sizes
    assert max(sizes) <= ROW_TOKENS
    assert [token for row in made for token in row["tokens"]] == text.split()
    assert [row["id"] for row in made] == [f"a1:{row['starts'][0]}" for row in made]


def find(text: str, words: str) -> list[int]:
    return [place for place in range(len(text)) if text.startswith(words, place)]


def test_rows_of_tokens_are_told_the_length_of_their_json(made: list[Detection]) -> None:
    odd = {"id": 'é"1', "text": "\x1f\x08It’s “\\”\x00 – naïve 漢字 😀 x_1 ٣²\x7f\u2028\n• on\n" * 9, "title": None}
    batch = tokens_batch([(odd, []), *((one.article.to_dict(), [q.to_dict() for q in one.quotes]) for one in made)])
    of_odd = [token for row in tokens_rows(odd, []) for token in row["tokens"]]
    assert of_odd == re.findall(r"\w+|[^\w\s•]", odd["text"])  # a bullet is no part of its paragraph
    assert tokens_sizes(batch) == [json_length(row) for row in batch.to_pylist()]


def test_a_span_over_two_rows_begins_anew(made: list[Detection]) -> None:
    text = " ".join(f"w{number}" for number in range(300))
    quote = {**made[0].quotes[0].to_dict(), "start": 0, "end": len(text), "speaker": None, "cue": None, "role": None}
    first, second = tokens_rows({"id": "a1", "text": text}, [{**quote, "context": {"text": text, "start": 0}}])
    assert [TAGS[row["tags"][0]] for row in (first, second)] == ["B-QUOTE", "B-QUOTE"]


@pytest.mark.parametrize(
    ("view", "change", "problem"),
    [
        (
            "extractive",
            lambda rows: rows[1]["answers"].update(answer_start=[7, 7]),
            "FILE:2 $.answers.answer_start: [7, 7], but articles.jsonl with quotes.jsonl has [85, 32]",
        ),
        (
            "tokens",
            lambda rows: rows[0]["tags"].__setitem__(0, 3),
            "FILE:1 $.tags: [3, 0, 0",
        ),
        ("tokens", lambda rows: rows.pop(), "data/tokens: split train ends before the row of articles.jsonl with"),
        (
            "extractive",
            lambda rows: rows.append(rows[0]),
            "FILE:N: a row that articles.jsonl with quotes",
        ),
    ],
    ids=["answer", "tag", "row lost", "row too many"],
)
def test_a_view_that_was_changed_is_told(
    release: Release, tmp_path: Path, view: str, change: Any, problem: str
) -> None:
    changed = copy(release, tmp_path)
    (path,) = (changed / "data" / view).glob("train-*")
    table = pq.read_table(path)
    content = table.to_pylist()
    change(content)
    pq.write_table(pa.Table.from_pylist(content, schema=table.schema), path)
    write_manifest(open_release(changed).manifest, changed)
    (told,) = [str(problem) for problem in validate(changed)]
    file = path.relative_to(changed).as_posix()
    assert told.startswith(problem.replace("FILE", file).replace(":N:", f":{len(content)}:"))


def copy(release: Release, to: Path) -> Path:
    """Return a copy without croissant.json, which would tell of every change, too."""
    copied = Path(shutil.copytree(release.path, to / "changed"))
    (copied / "croissant.json").unlink()
    return copied


def test_a_view_with_other_columns_is_told(release: Release, tmp_path: Path) -> None:
    changed = copy(release, tmp_path)
    (path,) = (changed / "data" / "tokens").glob("train-*")
    pq.write_table(pq.read_table(path).drop_columns(["starts"]), path)
    write_manifest(open_release(changed).manifest, changed)
    assert [str(problem) for problem in validate(changed)] == [
        f"{path.relative_to(changed).as_posix()}: its columns are not those of the view tokens"
    ]


@pytest.fixture(scope="module")
def tokenizer(release: Release) -> Tokenizer:
    """A fast tokenizer as BERT's, its word pieces learnt from the release."""
    made = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer()
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    trainer = trainers.WordPieceTrainer(vocab_size=60, special_tokens=special, show_progress=False)
    made.train_from_iterator((row["text"] for row in release.rows("articles.jsonl")), trainer)
    made.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return made


def parquet(release: Release, view: str) -> list[dict[str, Any]]:
    return [row for path in (release.path / "data" / view).iterdir() for row in pq.read_table(path).to_pylist()]


def test_every_answer_is_found_in_the_windows_of_a_tokenizer(release: Release, tokenizer: Tokenizer) -> None:
    """As scripts for SQuAD do it: question and context, cut into windows that overlap, answers by their offsets."""
    tokenizer.enable_truncation(max_length=384, stride=128, strategy="only_second")
    asked = parquet(release, "extractive")
    assert asked
    for row in asked:
        encoded = tokenizer.encode(row["question"], row["context"])
        answers = {words.casefold() for words in row["answers"]["text"]}
        found = {answered(window, row, place) for window in (encoded, *encoded.overflowing) for place in (0, -1)}
        assert found - {None} == answers


def answered(window: Encoding, row: dict[str, Any], place: int) -> str | None:
    """The words between the first and the last word piece of an answer, if a window has them both."""
    start = row["answers"]["answer_start"][place]
    pieces = [window.char_to_token(at, 1) for at in (start, start + len(row["answers"]["text"][place]) - 1)]
    if None in pieces:
        return None
    first, last = (window.offsets[piece] for piece in pieces)
    return row["context"][first[0] : last[1]].casefold()


def test_every_token_keeps_its_tag_in_a_tokenizer(release: Release, tokenizer: Tokenizer) -> None:
    """As scripts for CoNLL do it: words are split into pieces, the first piece of each has its tag."""
    tokenizer.no_truncation()
    for row in parquet(release, "tokens"):
        encoded = tokenizer.encode(row["tokens"], is_pretokenized=True)
        assert [word for word in dict.fromkeys(encoded.word_ids) if word is not None] == list(range(len(row["tags"])))
