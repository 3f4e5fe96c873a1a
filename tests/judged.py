"""Invented gold and records, made by hand so that every definition of the evaluation decides something."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

COUNCIL = (
    "Mayor Mira Okafor of Eastbrook spoke first. “We open the bridge at nine,” Okafor said. She called the ferry "
    "“a floating disgrace to us all” and its owner “a miser.”\n\n"
    "“Nobody asked the ferrymen,” said Jonas Weld, spokesman for the Ferry Union.\n\n"
    "“I paid for it twice,” he said. A neighbour had seen him pay. “It leaks,” said the neighbour.\n\n"
    "She had read “The Long Wall” and “Mud.” A sign said “No boats beyond this point between dusk and dawn.”\n\n"
    "“He told me ‘go home to bed’ and left,” said Ada Lund of the Harbor Office.\n\n"
    "“Somebody will pay for this bridge.”"
)
TALE = (
    "Old Tobias came in. “Shut the door,” said he. “There is a wind.”\n\nHis sister Wilma laughed. “Then shut it "
    "yourself,” she said. “I am cooking.”"
)
DOCK = (
    "“The crane is old and slow.\n\n“It will be sold in May,” said the driver. “The dock is open,” said Petra Voss, "
    "the minister’s wife. “I only came to watch,” said an old man."
)


def span(text: str, words: str, after: str = "") -> dict[str, Any]:
    start = text.index(words, text.index(after))
    return {"start": start, "end": start + len(words), "text": words}


def said(text: str, words: str, kind: str = "direct", **fields: Any) -> dict[str, Any]:
    return {**span(text, words), "kind": kind, **fields}


def record(
    article: str, place: dict[str, Any], speaker: dict[str, Any] | None, confidence: float | None, **fields: Any
) -> dict[str, Any]:
    """Return a record of the words between the marks of ``place``."""
    return {
        "article_id": article,
        "start": place["start"] + 1,
        "end": place["end"] - 1,
        "text": place["text"][1:-1],
        "speaker": speaker and {"name": None, **speaker},
        "role": None,
        "attribution": {"confidence": confidence},
        **fields,
    }


def gold() -> list[dict[str, Any]]:
    """Return four articles: one with places, one with entities, one without text, one that says whose name it is."""
    return [
        {"doc_id": "council", "text": COUNCIL, **_council()},
        {"doc_id": "tale", "text": TALE, "quotes": _tale()},
        {"doc_id": "wire", **_wire()},
        {"doc_id": "dock", "text": DOCK, "quotes": _dock()},
    ]


def _council() -> dict[str, Any]:
    weld = span(COUNCIL, "Jonas Weld, spokesman for the Ferry Union")
    return {
        "quotes": [
            said(
                COUNCIL,
                "“We open the bridge at nine,”",
                speaker=span(COUNCIL, "Okafor", "nine"),
                speaker_name="Mira Okafor",
                role="mayor of Eastbrook",
                roles=["Mayor"],
            ),
            said(
                COUNCIL,
                "“a floating disgrace to us all”",
                "mixed",
                speaker=span(COUNCIL, "She called"),
                speaker_name="Mira Okafor",
                speaker_type="pronoun",
                speaker_loc="same_sentence",
            ),
            said(COUNCIL, "“a miser.”", "mixed", speaker=span(COUNCIL, "She", "said"), speaker_name="Mira Okafor"),
            said(
                COUNCIL,
                "“Nobody asked the ferrymen,”",
                speaker=weld,
                speaker_name="Jonas Weld",
                role_spans=[span(COUNCIL, "spokesman for the Ferry Union")],
            ),
            said(
                COUNCIL,
                "“I paid for it twice,”",
                speaker=span(COUNCIL, "he", "twice"),
                speaker_alternatives=[span(COUNCIL, "Jonas Weld")],
                # longer than the speaker, so no role of his
                role_weak=[span(COUNCIL, "Jonas Weld, spokesman")],
            ),
            said(COUNCIL, "“It leaks,”", speaker=span(COUNCIL, "the neighbour")),
            said(
                COUNCIL,
                "“He told me ‘go home to bed’ and left,”",
                speaker=span(COUNCIL, "Ada Lund of the Harbor Office"),
                role_weak=[[COUNCIL.index("the Harbor Office"), COUNCIL.index("the Harbor Office") + 17]],
            ),
            said(COUNCIL, "“Somebody will pay for this bridge.”", speaker=None),
        ],
        "unattributed_quoted": [
            span(COUNCIL, "“The Long Wall”"),
            span(COUNCIL, "“Mud.”"),
            span(COUNCIL, "“No boats beyond this point between dusk and dawn.”"),
        ],
        "nested_in_quote": [span(COUNCIL, "‘go home to bed’")],
    }


def _tale() -> list[dict[str, Any]]:
    he, she = span(TALE, "he", "said"), span(TALE, "she", "yourself")
    tobias = {"names": ["Tobias", "Old Tobias"], "mentions": [[0, 10], [he["start"], he["end"]]]}
    sister = span(TALE, "His sister Wilma")
    wilma = {"names": ["Wilma"], "aliases": ["the sister"], "mentions": [[sister["start"], sister["end"]]]}
    wilma["mentions"].append([she["start"], she["end"]])
    return [
        said(TALE, "“Shut the door,”", speaker=None, speaker_entity=tobias),
        said(TALE, "“There is a wind.”", speaker=None, speaker_entity=tobias),
        said(TALE, "“Then shut it yourself,”", speaker=None, speaker_entity=wilma),
        said(TALE, "“I am cooking.”", speaker=None, speaker_entity=wilma),
        # the same words again, for which no record is left
        said(TALE, "“I am cooking.”", speaker=None, speaker_entity=wilma),
    ]


def _wire() -> dict[str, Any]:
    return {
        "quotes": [
            {
                "start": 0,
                "end": 30,
                "content_start": 1,
                "content_end": 29,
                "text": "“we have no more sand to give”",
                "kind": "full",
                "speaker_mentions": ["Ines Falk", "the Sand Board"],
                "speaker_name": "Ines Falk",
                "roles": ["deputy head of the Sand Board"],
            },
            {
                "start": 100,
                "end": 130,
                "text": "“we have no more salt to give”",
                "kind": "full",
                "speaker_mentions": ["Falk"],
                "speaker_name": "Ines Falk",
                "roles": ["deputy head of the Sand Board"],
            },
            {"start": 200, "end": 208, "text": "“enough”", "kind": "mixed", "speaker_mentions": ["Falk"]},
        ],
        "not_quotes": [{"start": 300, "end": 312, "text": "“Dune Queen”"}],
    }


def _dock() -> list[dict[str, Any]]:
    return [
        said(
            DOCK,
            "“The crane is old and slow.\n\n“It will be sold in May,”",
            speaker=span(DOCK, "the driver"),
            speaker_name=None,
        ),
        said(
            DOCK,
            "“The dock is open,”",
            speaker=span(DOCK, "Petra Voss"),
            speaker_name="Petra Voss-Lind",
            name_alternatives=["Petra Voss"],
            roles=["minister’s wife"],
        ),
        said(DOCK, "“I only came to watch,”", speaker=span(DOCK, "an old man"), speaker_name=None),
    ]


def records() -> list[dict[str, Any]]:
    """Return records of the four articles, right and wrong, and one of another article."""
    of_another = {**_wire_records()[0], "article_id": "else"}
    return [*_council_records(), *_tale_records(), *_wire_records(), *dock_records(), of_another]


def _council_records() -> list[dict[str, Any]]:
    okafor = {**span(COUNCIL, "Okafor", "nine"), "name": "Mira Okafor"}
    sign = span(COUNCIL, "“No boats beyond this point between dusk and dawn.”")
    return [
        record("council", span(COUNCIL, "“We open the bridge at nine,”"), okafor, 0.98, role={"text": "the mayor"}),
        # “a floating disgrace to” is 22 of 29 characters, too few
        record("council", span(COUNCIL, "“a floating disgrace to "), span(COUNCIL, "She", "said"), 0.9),
        record(
            "council",
            span(COUNCIL, "“a miser.”"),
            {**span(COUNCIL, "She", "said"), "name": "the Ferry Union"},
            0.61,
            role={"text": "mayor of Eastbrook"},
        ),
        # inside the role of the gold span
        record(
            "council",
            span(COUNCIL, "“Nobody asked the ferrymen,”"),
            {**span(COUNCIL, "the Ferry Union"), "name": "Jonas Weld"},
            0.55,
            role={"text": "spokesman"},
        ),
        # the first word is missing, which leaves more than 80 %
        record(
            "council", span(COUNCIL, " paid for it twice,”"), {**span(COUNCIL, "Jonas Weld"), "name": "Jonas Weld"}, 0.9
        ),
        record("council", span(COUNCIL, "“It leaks,”"), None, None, role={"text": "owner"}),
        record("council", span(COUNCIL, "“The Long Wall”"), okafor, 0.4),
        record("council", sign, span(COUNCIL, "A sign"), 0.3),
        record("council", span(COUNCIL, "‘go home to bed’"), span(COUNCIL, "Ada Lund"), 0.5),
        record(
            "council",
            span(COUNCIL, "“He told me ‘go home to bed’ and left,”"),
            span(COUNCIL, "the Harbor Office"),
            0.95,
        ),
        # a second record of the same words is false
        record("council", span(COUNCIL, "“He told me ‘go home to bed’ and left,”"), span(COUNCIL, "Ada Lund"), 0.95),
        record("council", span(COUNCIL, " of Eastbrook "), okafor, 0.2),
        record("council", span(COUNCIL, "“Somebody will pay for this bridge.”"), okafor, 0.2),
    ]


def _tale_records() -> list[dict[str, Any]]:
    return [
        # more than 1.25 times as long
        record("tale", span(TALE, "“Shut the door,” said he."), span(TALE, "he", "said"), 0.7),
        # by name; by half of a mention; less than half of one; by another name
        record("tale", span(TALE, "“Shut the door,”"), {**span(TALE, "wind"), "name": "Old Tobias."}, 0.95),
        record("tale", span(TALE, "“There is a wind.”"), span(TALE, "Old Tob"), 0.8),
        record("tale", span(TALE, "“Then shut it yourself,”"), {**span(TALE, "His sis"), "text": "His sis"}, 0.95),
        record("tale", span(TALE, "“I am cooking.”"), {**span(TALE, "wind"), "text": "a sister"}, 1.0),
    ]


def _wire_records() -> list[dict[str, Any]]:
    falk = {"text": "Ms. Ines Falk’s", "start": 40, "end": 55, "name": "INES FALK"}
    return [
        record(
            "wire",
            {"start": 0, "end": 30, "text": "“we have no more sand to give”"},
            falk,
            0.97,
            role={"text": "deputy head"},
        ),
        record(
            "wire",
            {"start": 100, "end": 130, "text": "“we have no more salt to give”"},
            {**falk, "text": "Falkland"},
            0.74,
            role={"text": "Deputy head of the Sand"},
        ),
        record("wire", {"start": 300, "end": 312, "text": "“Dune Queen”"}, falk, 0.3),
    ]


def dock_records() -> list[dict[str, Any]]:
    driver, voss = span(DOCK, "the driver"), {**span(DOCK, "Petra Voss"), "name": "Petra Voss"}
    return [
        # of one utterance; together they are the quotation
        record("dock", span(DOCK, "“The crane is old and slow.\n"), driver, 0.88, utterance_id="crane"),
        record("dock", span(DOCK, "“It will be sold in May,”"), voss, 0.86, utterance_id="crane"),
        record("dock", span(DOCK, "“The dock is open,”"), voss, 0.96, role={"text": "minister"}),
        # a name for the unnamed
        record("dock", span(DOCK, "“I only came to watch,”"), {**span(DOCK, "an old man"), "name": "Petra Voss"}, 0.7),
    ]


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return path
