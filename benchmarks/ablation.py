"""Print how many speakers the ranking gets right without one group of features at a time.

    python benchmarks/ablation.py TEST.jsonl TRAIN.jsonl...

Both are gold files. Weights are trained anew for each line; the quotations are gold's, so that only the choice of the
speaker counts. Articles of TRAIN whose licence has the word NC are left out, as for the weights that ship.
"""

import sys
from collections.abc import Sequence

from quotes.gold import read_gold
from quotes.pipeline import DEFAULT_PIPELINE, load_pipeline
from quotes.training.fit import Group, fit_ranker
from quotes.training.gold_judge import Lesson
from quotes.training.learning import SPEAKER_L2, learn

GROUPS = {
    "nothing": (),
    "what it is (name, pronoun, noun)": ("kind:", "pronoun:", "noun:", "name:"),
    "side, distance, rivals between": ("before:", "after:"),
    "place in the sentence": ("is:", "main-", "verb:", "object-of:", "behind:", "possessive", "in-brackets"),
    "what stands beside it": ("next:", "opens:", "behind-quote", "behind-dash", "colon-"),
    "patterns of print": ("adjacent:",),
    "subject of a cue": ("subject-of", "subject-elsewhere", "agent-of", "object-of", "attributed:", "quoted-as:"),
    "clauses above": ("subject-above", "in-reported-clause"),
    "speaker before, paragraph before": ("carried", "same-bearer", "earlier-paragraph", "lead:"),
}


def main(paths: Sequence[str]) -> None:
    """Print the table."""
    nlp = load_pipeline(DEFAULT_PIPELINE)

    def lessons(path: str) -> list[Lesson]:
        articles = [article for article in read_gold(path) if "NC" not in article.license]
        return [lesson for article in articles for lesson in learn(article, nlp) if lesson.speaker]

    test, train = lessons(paths[0]), [lesson for path in paths[1:] for lesson in lessons(path)]
    print(f"{len(train)} quotations to learn from, {len(test)} to judge\n")
    print("| without | full | partial | all |\n|---|---|---|---|")
    for name, prefixes in GROUPS.items():
        weights = fit_ranker([_without(lesson.group, prefixes) for lesson in train], l2=SPEAKER_L2)
        shares = [_share(test, weights, prefixes, kind) for kind in ("full", "partial", None)]
        print(f"| {name} | {' | '.join(f'{share:.3f}' for share in shares)} |", flush=True)


def _without(group: Group, prefixes: tuple[str, ...]) -> Group:
    if not prefixes:
        return group
    return Group([[name for name in row if not name.startswith(prefixes)] for row in group.features], group.right)


def _share(lessons: Sequence[Lesson], weights: dict[str, float], prefixes: tuple[str, ...], kind: str | None) -> float:
    judged = [_is_right(_without(one.group, prefixes), weights) for one in lessons if kind in {None, one.span.kind}]
    return sum(judged) / len(judged)


def _is_right(group: Group, weights: dict[str, float]) -> bool:
    scores = [sum(weights.get(name, 0.0) for name in row) for row in group.features]
    return bool(scores) and group.right[max(range(len(scores)), key=lambda i: scores[i])]


if __name__ == "__main__":
    main(sys.argv[1:])
