"""Annotations of other tools and corpora as gold: what is there comes over, what is lost is told."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from quotes.cli import main
from quotes.errors import ArticleError
from quotes.gold import read_gold
from quotes.importing import ImportedRow, import_gold
from quotes.importing.labelled import Labels

TEXT = (
    "“We wait,” said Ada Quill, the mayor. Tom Orr called it a “quiet disaster” and “Bull” laughed. "
    "😀 He said it rains."
)


@pytest.fixture(autouse=True)
def _in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def read(format: Any, path: str, **options: Any) -> list[ImportedRow]:
    """Return what is imported, after `read_gold` has taken it."""
    found = list(import_gold(format, path, **options))
    Path("gold.jsonl").write_text("".join(json.dumps(one.row) + "\n" for one in found), encoding="utf-8")
    assert [article.id for article in read_gold("gold.jsonl", kinds=True)] == [one.row["doc_id"] for one in found]
    return found


def told(row: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Return of each quotation: the words without marks, the kind, the speaker, the cue."""
    text = row["text"]
    for one in row["quotes"]:
        assert text[one["start"] : one["end"]] == one["text"]
        for part in (one["speaker"], one["cue"], *one["speaker_alternatives"]):
            assert part is None or text[part["start"] : part["end"]] == part["text"]
    return [
        (
            text[one["content_start"] : one["content_end"]],
            one["kind"],
            (one["speaker"] or one.get("speaker_entity") or {}).get("text")
            or one.get("speaker_entity", {}).get("names"),
            (one["cue"] or {}).get("text"),
        )
        for one in row["quotes"]
    ]


def problem(format: Any, path: str, **options: Any) -> str:
    with pytest.raises(ArticleError) as caught:
        list(import_gold(format, path, **options))
    return str(caught.value)


def span(key: str, label: str, words: str) -> str:
    start, end = at(words)
    return f"{key}\t{label} {start} {end}\t{words}\n"


def test_brat_with_relations() -> None:
    Path("press").mkdir()
    Path("press/a.txt").write_text(TEXT, encoding="utf-8")
    Path("press/a.ann").write_text(
        span("T1", "Content", "“We wait,”")
        + span("T2", "Source", "Ada Quill, the mayor")
        + span("T3", "Cue", "said")
        + span("T4", "Content", "it a “quiet disaster”")
        + span("T5", "Source", "Tom Orr")
        + span("T6", "Content", "it rains")
        + span("T7", "Place", "disaster")
        + "R1\tSays Arg1:T2 Arg2:T1\nR2\tBy Arg1:T1 Arg2:T3\nR3\tSays Arg1:T5 Arg2:T4\n"
        + "A1\tCertain T1\n#1\tAnnotatorNotes T1\twell\n",
        encoding="utf-8",
    )
    (one,) = read("brat", "press", all_annotated=True, license="CC0-1.0")
    assert (one.where, one.row["doc_id"], one.row["license"]) == ("press/a.ann", "a", "CC0-1.0")
    assert told(one.row) == [
        ("We wait,", "direct", "Ada Quill, the mayor", "said"),
        ("quiet disaster", "mixed", "Tom Orr", None),
    ]
    assert [TEXT[place["start"] : place["end"]] for place in one.row["unattributed_quoted"]] == ["“Bull”"]
    assert one.lost == Counter(
        {
            "spans Content without words in quotation marks": 1,
            "words without a linked speaker": 1,
            "spans Place": 1,
            "attributes": 1,
            "notes": 1,
        }
    )


def test_brat_with_texts_in_a_folder_of_their_own_and_a_cue_of_two_events() -> None:
    text = "Quill said “yes, we wait” and Orr “no, we go”."
    for name in ("text", "attributions"):
        Path(name).mkdir()
    Path("text/pier_1.txt").write_text(text)
    spans = {"T1": ("Source", "Quill"), "T2": ("Cue", "said"), "T3": ("Content", "“yes, we wait”")}
    spans |= {"T4": ("Source", "Orr"), "T5": ("Content", "“no, we go”"), "T6": ("Attribution", "said")}
    lines = [
        f"{key}\t{label} {at(words, text)[0]} {at(words, text)[1]}\t{words}\n" for key, (label, words) in spans.items()
    ]
    events = ["E1\tAttribution:T6 Content:T3 Cue:T2 Source:T1\n", "E2\tAttribution:T6 Content:T5 Cue:T2 Source:T4\n"]
    Path("attributions/pier_1_ann7.ann").write_text("".join(lines + events))
    (one,) = read("brat", "attributions")
    assert told(one.row) == [("yes, we wait", "mixed", "Quill", "said"), ("no, we go", "mixed", "Orr", "said")]
    assert one.lost == {}


def test_brat_with_events_and_spans_in_pieces() -> None:
    text = "“We\nwait,” said Quill, “and we hope.” Quill and, they say, Orr left."
    Path("a.txt").write_text(text)
    first, second = at("“We\nwait,”", text), at("“and we hope.”", text)
    Path("a.ann").write_text(
        f"T1\tQuotation {first[0]} {first[1]};{second[0]} {second[1]}\t“We\nwait,” “and we hope.”\n"
        f"T2\tSaying {at('said', text)[0]} {at('said', text)[1]}\tsaid\n"
        f"T3\tPerson {at('Quill', text)[0]} {at('Quill', text)[1]};{at('Orr', text)[0]} {at('Orr', text)[1]}\t…\n"
        "E1\tSaying:T2 What:T1 Who:T3\n"
    )
    (one,) = read("brat", "a.ann", labels=[("speaker", "Person"), ("cue", "saying")])
    assert told(one.row) == [("We\nwait,", "direct", "Quill", "said"), ("and we hope.", "direct", "Quill", "said")]
    assert {quote["attribution_id"] for quote in one.row["quotes"]} == {0}
    assert one.lost == {"further places of a mention in pieces": 1}


@pytest.mark.parametrize(
    ("ann", "message"),
    [
        ("T1\tContent 0 9000\tx\n", "a.ann:1: 0 9000 is no place in the text, which has 116 characters"),
        ("\nT1 Content 0 5 x\n", "a.ann:2: no line of brat's standoff; T1<tab>LABEL 0 5<tab>words is one"),
        ("T1\tZitat 0 5\tx\n", "a.ann: no label of quoted words; the labels are Zitat; labels says which is one"),
    ],
)
def test_brat_that_is_wrong(ann: str, message: str) -> None:
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    Path("a.ann").write_text(ann)
    assert problem("brat", "a.ann") == message.replace("116", str(len(TEXT)))
    Path("a.txt").unlink()
    assert problem("brat", "a.ann") == "a.txt: cannot be read: No such file or directory"
    assert problem("brat", "gone") == "gone: no such file or folder"


CONLL = """-DOCSTART- O

“ B-RightSpeaker
We I-RightSpeaker
do I-RightSpeaker
n’t I-RightSpeaker
wait I-RightSpeaker
, I-RightSpeaker
” I-RightSpeaker
said Out
Ada B-Speaker
Quill I-Speaker
. O

Tom I-Speaker
Orr I-Speaker
: O
" B-LeftSpeaker
So I-LeftSpeaker
it I-LeftSpeaker
goes I-LeftSpeaker
( I-LeftSpeaker
he I-LeftSpeaker
hopes I-LeftSpeaker
) I-LeftSpeaker
. I-LeftSpeaker
" I-LeftSpeaker

-DOCSTART- O

" B-Unknown
We B-Unknown
"""


def test_conll() -> None:
    Path("a.conll").write_text(CONLL, encoding="utf-8")
    first, second = read("conll", "a.conll")
    assert first.row["text"] == '“We don’t wait,” said Ada Quill.\nTom Orr: "So it goes (he hopes)."\n'
    assert told(first.row) == [
        ("We don’t wait,", "direct", "Ada Quill", None),
        ("So it goes (he hopes).", "direct", "Tom Orr", None),
    ]
    assert first.lost == {"blanks and line breaks, rebuilt for documents": 1}
    assert (second.row["doc_id"], second.where) == ("a-2", "a.conll:30")
    assert second.lost["words without a linked speaker"] == 2


def test_unknown_is_a_label_of_words_only_beside_those_of_direct_quote() -> None:
    lines = ["“ B-Unknown", "Yes I-Unknown", "” I-Unknown", "said O", "Orr B-Speaker"]
    Path("a.conll").write_text("\n".join(lines), encoding="utf-8")
    assert problem("conll", "a.conll").startswith("a.conll: no label of quoted words; the labels are Speaker, Unknown")
    side = ["", "“ B-LeftSpeaker", "No I-LeftSpeaker", "” I-LeftSpeaker"]
    Path("a.conll").write_text("\n".join(lines + side), encoding="utf-8")
    first, second = read("conll", "a.conll", all_annotated=True)
    assert (told(first.row), first.row["unattributed_quoted"]) == ([("Yes", "mixed", None, None)], [])
    assert first.lost["words without a linked speaker"] == 1
    assert [one[0] for one in told(second.row)] == ["No"]


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Official_Source", "speaker"),
        ("namedSource", "speaker"),
        ("Mixed_Quotation", "words"),
        ("Direct-Speech", "words"),
        ("Speech_Verb", "cue"),
        ("Scare_Quote", None),
        ("Non_Source", None),
        ("Speaker_Role", None),
        ("", None),
        ("7", None),
    ],
)
def test_a_label_may_say_of_which_kind_a_span_is(label: str, role: str | None) -> None:
    assert Labels().role(label) == role


def test_the_text_of_a_task_is_what_its_regions_fit() -> None:
    data = {"title": "Ferry", "article": TEXT, "url": "https://a.example"}
    results = [region("a", "Quote", "“We wait,”"), region("b", "Speaker", "Ada Quill")]
    results.append({"type": "relation", "from_id": "b", "to_id": "a"})
    done = {"id": 1, "data": data, "annotations": [{"result": results}]}
    tasks = [{"id": 2, "data": {**data, "article": "“No.”"}, "annotations": []}, done]
    Path("export.json").write_text(json.dumps(tasks))
    first, second = read("label-studio", "export.json")
    assert (first.row["text"], second.row["text"]) == ("“No.”", TEXT)
    assert told(second.row) == [("We wait,", "direct", "Ada Quill", None)]
    Path("export.json").write_text(json.dumps({**done, "data": {**data, "text": "A summary."}}))
    assert [one.row["text"] for one in read("label-studio", "export.json")] == [TEXT]
    Path("export.json").write_text(json.dumps(tasks[:1]))
    message = "export.json:1: which of its data is the text cannot be told; it has title, article, url"
    assert problem("label-studio", "export.json") == message


def test_the_short_export_of_label_studio_is_refused() -> None:
    Path("export.json").write_text(json.dumps([{"id": 1, "text": TEXT, "label": [{"start": 0, "labels": ["Quote"]}]}]))
    assert problem("label-studio", "export.json") == (
        "export.json:1: Label Studio's JSON_MIN, which links no words with their speakers; export JSON"
    )


def test_conll_without_documents_has_one_a_block() -> None:
    lines = ["So\tO", '"\tS-Speech', "", "“\tB-Speech", "Yes\tI-Speech", "”\tE-Speech", "Orr\tU-Speaker"]
    Path("a.bio").write_text("\n".join(lines), encoding="utf-8")
    first, second = read("conll", "a.bio")
    assert (first.row["text"], second.row["text"]) == ('So "\n', "“Yes” Orr\n")
    assert [one[0] for one in told(second.row)] == ["Yes"]
    Path("b.bio").write_text("word\n")
    assert problem("conll", "b.bio").startswith("b.bio:1: one column; a line is a token and its label")


def region(key: str, label: str, words: str, shift: int = 0) -> dict[str, Any]:
    start, end = at(words)
    value = {"start": start + shift, "end": end + shift, "text": words, "labels": [label]}
    return {"id": key, "type": "labels", "from_name": "label", "to_name": "text", "value": value}


def test_label_studio() -> None:
    relation = {"type": "relation", "from_id": "b", "to_id": "a", "direction": "right", "labels": ["says"]}
    results = [
        region("a", "Quote", "“We wait,”"),
        region("b", "Speaker", "Ada Quill"),
        relation,
        region("c", "Speaker", "He", shift=1),  # behind a character that browsers count twice
        {"type": "choices", "value": {"choices": ["news"]}},
    ]
    tasks = [
        {
            "id": 7,
            "data": {"text": TEXT},
            "annotations": [
                {"was_cancelled": True, "result": []},
                {"result": results},
                {"result": []},
            ],
        },
        {"id": 8, "data": {"body": TEXT}, "annotations": []},
    ]
    Path("export.json").write_text(json.dumps(tasks))
    first, second = read("label-studio", "export.json")
    assert first.row["doc_id"] == "7"
    assert told(first.row) == [("We wait,", "direct", "Ada Quill", None)]
    assert first.lost == {
        "further annotations of a task": 1,
        "results of type choices": 1,
        "spans Speaker that no words are linked with": 1,
    }
    assert (second.row["doc_id"], second.lost) == ("8", {"tasks without an annotation": 1})
    Path("export.json").write_text(json.dumps([{"id": 1}]))
    assert problem("label-studio", "export.json").startswith(
        "export.json:1: not as Label Studio's JSON export writes it"
    )
    tasks[0]["annotations"][1]["result"] = [region("a", "Quote", "“We wait,”", shift=5)]  # type: ignore[index]
    Path("export.json").write_text(json.dumps(tasks))
    assert problem("label-studio", "export.json") == "export.json:1: characters 5 to 15 are not '“We wait,”'"
    wordless = {"id": "a", "type": "labels", "value": {"start": -5, "end": 3, "labels": ["Quote"]}}
    tasks[0]["annotations"][1]["result"] = [wordless]  # type: ignore[index]
    Path("export.json").write_text(json.dumps(tasks))
    told_of = f"export.json:1: -5 to 3 is no place in the text, which has {len(TEXT)} characters"
    assert problem("label-studio", "export.json") == told_of


def test_prodigy() -> None:
    def mark(label: str, words: str) -> dict[str, Any]:
        return {"start": at(words)[0], "end": at(words)[1], "label": label}

    words, speaker = mark("QUOTE", "“We wait,”"), mark("SPEAKER", "Ada Quill")
    rows = [
        {"text": TEXT, "answer": "ignore", "spans": [words]},
        {
            "text": TEXT,
            "answer": "accept",
            "meta": {"id": "p1"},
            "spans": [words, speaker, mark("DATE", "He")],
            "relations": [{"head_span": words, "child_span": speaker, "label": "BY"}],
        },
    ]
    Path("a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (one,) = read("prodigy", "a.jsonl")
    assert (one.row["doc_id"], told(one.row)) == ("p1", [("We wait,", "direct", "Ada Quill", None)])
    assert one.lost == {"spans DATE": 1, "tasks that were rejected or ignored": 1}
    Path("a.jsonl").write_text('{"spans": []}')
    assert problem("prodigy", "a.jsonl") == "a.jsonl:1: not as Prodigy writes it (KeyError: 'text')"


def test_german_wikinews() -> None:
    text = "„Wir warten“, sagte Ada Quill. Sie hoffe auf Regen."

    def part(*words: str) -> dict[str, Any]:
        places = [at(one, text) for one in words]
        return {"spans": [{"charBegin": start, "charEnd": end} for start, end in places]}

    none = part()
    annotations = [
        {
            "type": "Direct",
            "quote": part("„Wir warten“"),
            "speaker": part("Ada Quill"),
            "cue": part("sagte"),
            "frame": part("sagte Ada Quill"),
            "addressee": none,
        },
        {
            "type": "Indirect",
            "quote": part("auf Regen"),
            "speaker": part("Sie"),
            "cue": none,
            "frame": none,
            "addressee": none,
        },
    ]
    row = {"documentName": "Regen", "originalText": text, "annotations": annotations}
    Path("Regen.pretty.json").write_text(json.dumps(row))
    (one,) = read("wikinews-de", ".")
    assert (one.row["doc_id"], told(one.row)) == ("Regen", [("Wir warten", "direct", "Ada Quill", "sagte")])
    assert one.lost == {"attributions Indirect without words in quotation marks": 1, "places of frame": 1}


def test_pdnc() -> None:
    text = "“We wait,” said Quill, “and\nwe hope.”\n\n“So,” he said.\n"
    Path("data/Pier").mkdir(parents=True)
    Path("data/Pier/novel_text.txt").write_text(text, encoding="utf-8")
    Path("data/Pier/character_info.csv").write_text(
        "Character ID,Main Name,Aliases,Gender\n0,Ada Quill,\"{'Quill', 'the mayor'}\",F\n", encoding="utf-8"
    )
    parts = ["“We wait,”", "“and\nwe hope.”"]
    words = [one.replace("\n", " ") for one in reversed(parts)]
    rows = [
        f'Q0,"{[list(at(one, text)) for one in reversed(parts)]}","{words}",Ada Quill,[\'Orr\'],Explicit',
        'Q1,"[[0, 5]]","[\'“So,”\']",Nobody,[],Implicit',
    ]
    header = "quoteID,quoteByteSpans,subQuotationList,speaker,addressees,quoteType\n"
    Path("data/Pier/quotation_info.csv").write_text(header + "\n".join(rows), encoding="utf-8")
    (one,) = read("pdnc", "data")
    names = ["Ada Quill", "Quill", "the mayor"]
    assert told(one.row) == [("We wait,", "direct", names, None), ("and\nwe hope.", "direct", names, None)]
    assert one.lost == {
        "addressees": 1,
        "quoteType": 2,
        "parts whose place is not that of their words": 1,
        "attributions without words in quotation marks": 1,
    }
    Path("data/Pier/quotation_info.csv").write_text("quoteID,speaker\n")
    assert problem("pdnc", "data/Pier") == (
        "data/Pier/quotation_info.csv: no column quoteByteSpans; the columns are quoteID, speaker"
    )


def test_litbank() -> None:
    Path("1_pier_brat.txt").write_text("“ We wait , ”\nsaid the mayor .\n“ So . ”\n", encoding="utf-8")
    Path("1_pier_brat.ann").write_text(
        "QUOTE\tQ1\t0\t0\t0\t4\t“ We wait , ”\nQUOTE\tQ2\t2\t0\t2\t3\t“ So . ”\nATTRIB\tQ1\tAda_Quill-3\n",
        encoding="utf-8",
    )
    (one,) = read("litbank", "1_pier_brat.ann")
    assert (one.row["doc_id"], one.row["text"]) == ("1_pier", "“We wait,”\nsaid the mayor.\n“So.”\n")
    assert told(one.row) == [("We wait,", "direct", ["Ada Quill"], None), ("So.", "direct", None, None)]
    assert one.lost["mentions of speakers, which other files hold"] == 1
    Path("1_pier_brat.ann").write_text("QUOTE\tQ1\t0\t0\t9\t4\tx\n")
    assert problem("litbank", "1_pier_brat.ann").startswith("1_pier_brat.ann:1: not as LitBank writes it (IndexError")


def test_the_command_writes_gold_and_tells_what_is_lost() -> None:
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    Path("a.ann").write_text(span("T1", "Zitat", "“We wait,”"), encoding="utf-8")
    runner = CliRunner()
    done = runner.invoke(main, ["import", "brat", "a.ann", "--label", "words=Zitat", "-o", "gold.jsonl"])
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        "a.ann: 1 quotations; lost: 1 words without a linked speaker",
        "1 quotations in 1 texts",
    ]
    assert [article.text for article in read_gold("gold.jsonl")] == [TEXT]
    refused = runner.invoke(main, ["import", "brat", "a.ann", "-o", "none.jsonl"])
    assert (refused.exit_code, Path("none.jsonl").exists()) == (1, False)
    assert "--label says which is one" in refused.stderr
    assert runner.invoke(main, ["import", "brat", "a.ann", "--label", "who=X"]).exit_code == 2
