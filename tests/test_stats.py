from __future__ import annotations

import json
from pathlib import Path

import pytest
from invented import detection, many, write

from quotes.dataset import stats
from quotes.errors import RecordError


def test_the_statistics_of_a_release(tmp_path: Path) -> None:
    release = write(tmp_path, many(40, language="en", license="CC-BY-4.0", published="2024-05-01"))
    counts = stats(release.path).to_dict()
    assert counts.pop("confidence") == {**{f"0.{n}-{(n + 1) / 10}": 0 for n in range(9)}, "0.9-1.0": 40}
    expected = counts.pop("expected")
    assert (sum(expected.values()), expected["0.9-1.0"], counts.pop("sure")) == (38.9, 38.9, 40)
    assert counts == {
        "articles": 40,
        "not_english": 0,
        "reposts": 0,
        "quotes": 40,
        "clusters": 40,
        "rejected": 40,
        "utterances": 40,
        "with_speaker": 40,
        "with_name": 40,
        "with_role": 40,
        "speakers": {"Mira Okafor": 40},
        "roles": {"executive": 40},
        "kinds": {"full": 40},
        "forms": {"name": 40},
        "methods": {"cue": 40},
        "splits": {"train": 34, "test": 4, "validation": 2},
    }


def test_words_that_several_articles_print_count_once(tmp_path: Path) -> None:
    release = write(tmp_path, [detection("a1"), detection("a2"), detection("a3", "We close at ten")])
    counts = stats(release.path)
    assert (counts.quotes, counts.clusters, counts.speakers) == (3, 2, {"Mira Okafor": 2})


def test_the_statistics_of_a_records_file(tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    rows = [detection("a1").quotes[0].to_dict(), {**detection("a2").quotes[0].to_dict(), "speaker": None}]
    records.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    counts = stats(records)
    assert (counts.articles, counts.quotes, counts.with_speaker, counts.splits) == (2, 2, 1, {})
    assert (counts.clusters, counts.speakers) == (None, {"Mira Okafor": 1})
    assert (counts.reposts, counts.not_english, counts.rejected) == (None, None, None)
    records.write_text('{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(RecordError, match=r'/records.jsonl:1 \$: "schema_version" is a required property$'):
        stats(records)
