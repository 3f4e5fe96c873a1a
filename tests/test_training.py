from __future__ import annotations

import json
import random
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from quotes.building import build
from quotes.detector import Detector
from quotes.errors import ArticleError, ModelError, ReleaseError
from quotes.gold import read_gold
from quotes.model import DEFAULT_MODEL, Model, softmax
from quotes.records import Article
from quotes.training.fit import Group, fit_binary, fit_calibration, fit_ranker
from quotes.training.held_out import examples
from quotes.training.learning import train
from quotes.training.silver import Silver, learn_silver

if TYPE_CHECKING:
    from spacy.language import Language

NAMES = ("Ingrid Brandt", "Pedro Oduya", "Mira Okafor", "Carlos Weld", "Lucia Pires", "Omar Sato")


def noisy(rng: random.Random, *certain: str) -> list[str]:
    return sorted({*certain, *rng.choices(("red", "green", "blue"), k=2)})


def rows(number: int = 200) -> tuple[list[list[str]], list[bool]]:
    """Return rows that are right exactly where "signal" holds, among features that say nothing."""
    rng = random.Random(7)
    labels = [rng.random() < 0.5 for _ in range(number)]
    return [noisy(rng, "bias", *(["signal"] if label else [])) for label in labels], labels


def groups(number: int = 100) -> list[Group]:
    """Return candidates of which the one that is "near" is right, wherever it stands."""
    rng = random.Random(7)
    made = []
    for _ in range(number):
        right = [index == 0 for index in range(4)]
        rng.shuffle(right)
        made.append(Group([noisy(rng, "near" if flag else "far") for flag in right], right))
    return made


def test_a_binary_rule_is_recovered() -> None:
    weights = fit_binary(*rows(), l2=1.0)
    assert weights["signal"] > 3
    assert max(abs(weights[name]) for name in ("red", "green", "blue")) < 0.5


def test_a_ranking_rule_is_recovered() -> None:
    weights = fit_ranker(groups(), l2=1.0)
    assert weights["near"] > 1 > -1 > weights["far"]
    assert max(abs(weights[name]) for name in ("red", "green", "blue")) < 0.5


def test_what_counts_for_a_share_is_learnt_as_that_share() -> None:
    candidates = [["near"], ["far"]]
    soft = [Group(candidates, [True, False], 0.75), Group(candidates, [False, True], 0.25)] * 100
    weights = fit_ranker(soft, l2=0.01)
    assert softmax([weights["near"], weights["far"]])[0] == pytest.approx(0.75, abs=0.01)


def test_groups_without_a_right_or_a_wrong_candidate_teach_nothing() -> None:
    nothing = [Group([["near"], ["far"]], [False, False]), Group([["far"]], [True]), Group([], [])]
    assert fit_ranker([*groups(), *nothing * 50], l2=1.0) == fit_ranker(groups(), l2=1.0)


def test_rare_features_get_no_weight() -> None:
    features, labels = rows()
    features[0] = [*features[0], "once"]
    assert "once" not in fit_binary(features, labels, l2=1.0)


def test_fits_are_the_same_every_time() -> None:
    assert fit_binary(*rows(), l2=1.0) == fit_binary(*rows(), l2=1.0)
    assert fit_ranker(groups(), l2=1.0) == fit_ranker(groups(), l2=1.0)


def test_calibration_turns_scores_into_shares() -> None:
    rng = random.Random(7)
    scores = [rng.uniform(-4, 4) for _ in range(4000)]
    right = [rng.random() < 1 / (1 + 2.718281828 ** -(0.5 * score + 1)) for score in scores]
    intercept, slope = fit_calibration(scores, right)
    assert intercept == pytest.approx(1.0, abs=0.15)
    assert slope == pytest.approx(0.5, abs=0.1)


def gold_article(number: int) -> dict[str, Any]:
    """Return a gold article of two utterances and a title that nobody says."""
    first, second = NAMES[number % 6], NAMES[(number + 1) % 6]
    text = (
        f"{second} came to the pier.\n\n“We open at {number},” {first} told {second}. "
        f"“We close at nine,” said {second}.\n\nThe film “The Long Wall {number}” was shown. {first} left."
    )

    def span(words: str, after: str) -> dict[str, int]:
        start = text.index(words, text.index(after))
        return {"start": start, "end": start + len(words)}

    spoken = ((f"“We open at {number},”", first), ("“We close at nine,”", second))
    return {
        "doc_id": str(number),
        "text": text,
        "quotes": [
            {**span(words, words), "kind": "direct", "speaker": span(speaker, words)} for words, speaker in spoken
        ],
        "unattributed_quoted": [span(f"“The Long Wall {number}”", "The film")],
    }


def write(path: Path, lines: list[Any]) -> Path:
    path.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("gold") / "gold.jsonl", [gold_article(number) for number in range(1, 31)])


@pytest.fixture(scope="module")
def model(gold: Path) -> Model:
    return train([gold])


def test_training_is_the_same_every_time_shows_its_progress_and_survives_the_file(
    gold: Path, model: Model, tmp_path: Path
) -> None:
    seen = []

    def progress(articles: Any) -> Any:
        for article in articles:
            seen.append(article.id)
            yield article

    model.save(tmp_path / "model.json")
    assert Model.load(tmp_path / "model.json").digest == model.digest
    assert train([gold], progress=progress).digest == model.digest
    assert seen == [str(number) for number in range(1, 31)]
    Model.load(tmp_path / "model.json").save(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "model.json").read_bytes()


def test_who_is_right_by_another_mention_is_the_right_person(tmp_path: Path, nlp: Language) -> None:
    text = "Ilse Brandt came late.\n\n“The gates stay shut,” Brandt said. “They open in May,” said Tomas Herrera."
    start, last = text.index("Ilse Brandt"), text.index("Tomas Herrera")
    row = {
        "doc_id": "gates",
        "text": text,
        "quotes": [
            said(text, "“The gates stay shut,”", {"start": start, "end": start + 11}, "Ilse Brandt"),
            said(text, "“They open in May,”", {"start": start, "end": start + 11}, "Ilse Brandt"),
        ],
    }
    (article,) = read_gold(write(tmp_path / "gold.jsonl", [row]))
    (found,) = examples([article], Model.load(), nlp)
    assert [one.quotation.decision.mention and one.quotation.decision.mention.start for one in found][1] == last
    assert [(one.right["mention"], one.right.get("again"), one.person) for one in found] == [
        (False, True, True),
        (False, False, False),
    ]


def test_only_gold_that_names_its_speakers_teaches_how_sure_a_record_is(tmp_path: Path) -> None:
    named = [gold_article(number) for number in range(1, 31)]
    for article in named:
        for quote in article["quotes"]:
            speaker = quote["speaker"]
            quote["speaker_name"] = article["text"][speaker["start"] : speaker["end"]]
    others = [gold_article(number) for number in range(31, 46)]
    careless = [{**article, "quotes": article["quotes"][:1]} for article in others]
    model = train([write(tmp_path / "gold.jsonl", named + careless)])
    found = Detector(model=model).detect(gold_article(99)["text"])
    assert [(quote.attribution.speech or 0.0) > 0.95 for quote in found] == [True, True]


SILVER = """Tomas Herrera and Ilse Brandt came late. “The gates stay shut,” Brandt said.

Herrera smiled. She had “no plan”. “They open in May.”
"""


def test_records_teach_every_answer_by_its_probability(tmp_path: Path, nlp: Language) -> None:
    (tmp_path / "gates.txt").write_text(SILVER, encoding="utf-8")
    release = build([tmp_path / "gates.txt"], name="gates", version="1.0.0", out=tmp_path)
    records = list(release.rows("quotes.jsonl"))
    silver = learn_silver([release.path], nlp, without=())
    wanted: Counter[int] = Counter()
    for record in records:
        attribution = record["attribution"]
        wanted[record["speaker"]["start"]] += attribution["confidence"]
        for one in attribution["alternatives"]:
            if one["start"] is not None:
                wanted[one["start"]] += one["probability"]
    assert sum(group.weight for group in silver.speakers) == pytest.approx(sum(wanted.values()), abs=1e-6)
    assert len(silver.speakers) > len(records)
    assert all(any(group.right) for group in silver.speakers if group.weight > 0.5)
    assert silver.antecedents
    assert learn_silver([release.path], nlp, without={SILVER}) == Silver()


def test_a_release_teaches_who_speaks_beside_gold(gold: Path, model: Model, tmp_path: Path) -> None:
    (tmp_path / "gates.txt").write_text(SILVER, encoding="utf-8")
    release = build([tmp_path / "gates.txt"], name="gates", version="1.0.0", out=tmp_path)
    taught = train([gold], soft=[release.path])
    assert taught.about["soft"] == {"gates@1.0.0": release.manifest.rows_digest}
    assert taught.speaker != model.speaker
    assert taught.speech == model.speech
    with pytest.raises(ReleaseError):
        train([gold], soft=[tmp_path / "nowhere"])


def said(text: str, words: str, speaker: dict[str, int], name: str) -> dict[str, Any]:
    start = text.index(words)
    place = {"start": start, "end": start + len(words)}
    return {**place, "kind": "direct", "speaker": speaker, "speaker_name": name}


def test_a_detector_does_what_its_model_was_taught(model: Model) -> None:
    (found,) = Detector(model=model).pipe([Article(id="99", text=gold_article(99)["text"])])
    assert [(quote.text, quote.speaker and quote.speaker.text) for quote in found.quotes] == [
        ("We open at 99,", "Carlos Weld"),
        ("We close at nine,", "Lucia Pires"),
    ]
    assert [one.text for one in found.rejected] == ["The Long Wall 99"]


def pronoun_article(number: int) -> dict[str, Any]:
    """Return a gold article whose only speaker is a pronoun, for one of two people of different gender."""
    woman, man = ("Ingrid Brandt", "Carlos Weld") if number % 2 else ("Lucia Pires", "Pedro Oduya")
    pronoun, name = ("she", woman) if number % 3 else ("he", man)
    first, second = (woman, man) if number % 4 else (man, woman)
    text = f"{first} met {second} on the pier.\n\n“We open at {number},” {pronoun} said."
    start, place = text.index("“"), text.index(f"{pronoun} said")
    quote = {"start": start, "end": place - 1, "speaker": {"start": place, "end": place + len(pronoun)}}
    return {"doc_id": str(number), "text": text, "quotes": [quote | {"kind": "direct", "speaker_name": name}]}


def test_names_in_gold_teach_whom_a_pronoun_stands_for(gold: Path, model: Model, tmp_path: Path) -> None:
    named = write(tmp_path / "named.jsonl", [pronoun_article(number) for number in range(1, 31)])
    taught = train([gold, named])
    assert model.antecedent == {}
    assert taught.antecedent["gender:agrees"] > 0 > taught.antecedent["nobody"]
    assert taught.speaker.keys() >= model.speaker.keys()
    called = [pronoun_article(number) for number in range(1, 31)]
    for (quote,) in (line["quotes"] for line in called):
        quote |= {"speaker_name": "The Pilot", "name_alternatives": [quote["speaker_name"]]}
    assert train([gold, write(tmp_path / "called.jsonl", called)]).antecedent == taught.antecedent
    (quote,) = Detector(model=taught).detect(pronoun_article(33)["text"])
    assert quote.speaker is not None
    assert (quote.speaker.text, quote.speaker.name) == ("he", "Carlos Weld")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"doc_id": "a", "quotes": []}', ' $: "text" is a required property'),
        ('{"doc_id": 7, "text": "Nothing.", "quotes": []}', ' $.doc_id: 7 is not of type "string"'),
        (
            '{"doc_id": "a", "text": "Nothing.", "quotes": [{"start": 1}]}',
            ' $.quotes[0]: "end" is a required property',
        ),
        (
            '{"doc_id": "a", "text": "No.", "quotes": [{"start": 1, "end": 2, "speaker_alternatives": [[1, null]]}]}',
            ' $.quotes[0].speaker_alternatives[0][1]: null is not of type "integer"',
        ),
        ("[1, 2]", ": no JSON object; a line is an article with doc_id, text and quotes"),
        (
            '{"a": ' * 99 + "1" + "}" * 99,
            ": no JSON: nested more than 64 deep; a line is an article with doc_id, text and quotes",
        ),
        (
            '{"doc_id": "a", "text": "Nothing.", "quotes": [{"start": 2, "end": 40}]}',
            ": 3:39 is no span of the text, which has 8 characters",
        ),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, problem: str) -> None:
    path = write(tmp_path / "gold.jsonl", [gold_article(1)])
    path.write_text(f"{path.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")
    with pytest.raises(ArticleError) as caught:
        list(read_gold(path))
    assert str(caught.value) == f"{path}:2{problem}"


def test_gold_without_a_speaker_teaches_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "gold.jsonl", [{"doc_id": "a", "text": "Nobody spoke.", "quotes": []}])
    with pytest.raises(ArticleError) as caught:
        train([path])
    assert str(caught.value) == f"{path}: no quotation with a speaker to learn from"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{}", ' $: "format" is a required property; `quotes train` writes a model file'),
        ('{"format": 99}', ": model format 99, this version reads format"),
        ("no JSON", ": not a model file (Expecting value: line 1 column 1 (char 0)); `quotes train` writes one"),
        ("[" * 999, ": not a model file ("),
        ('{"speech": {"quoted": NaN}}', ": not a model file (NaN is no JSON number); `quotes train` writes one"),
    ],
)
def test_a_file_that_is_no_model(tmp_path: Path, content: str, problem: str) -> None:
    path = tmp_path / "model.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        Model.load(path)
    assert str(caught.value).startswith(f"{path}{problem}")


def test_the_model_that_ships_keeps_the_rules(tmp_path: Path) -> None:
    copy = tmp_path / "model.json"
    shutil.copyfile(DEFAULT_MODEL, copy)
    assert Model.load(copy) == Model.load()


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("speech", {"quoted": "much"}, '$.speech.quoted: "much" is not of type "number"'),
        ("speaker", {"near": 1e9}, "$.speaker.near: 1000000000.0 is greater than the maximum of 1000000"),
        ("calibration", {"full": [0.5]}, "$.calibration.full: [0.5] has less than 2 items"),
        ("said_threshold", None, '$.said_threshold: null is not of type "number"'),
    ],
)
def test_a_model_whose_weights_are_none_is_refused(tmp_path: Path, name: str, value: Any, problem: str) -> None:
    path = tmp_path / "model.json"
    path.write_text(json.dumps({**json.loads(Model.load().to_json()), name: value}), encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        Model.load(path)
    assert str(caught.value) == f"{path} {problem}; `quotes train` writes a model file"
