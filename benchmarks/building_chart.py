"""Write what phases.py measured as a table and a chart.

    python benchmarks/phases.py SHARDS... --append costs.jsonl
    python benchmarks/building_chart.py costs.jsonl docs/scale.md docs/building.svg

The table replaces what stands between the two comments of the page.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from measuring import table

BEGIN, END = "<!-- building: by benchmarks/building_chart.py -->", "<!-- end of building -->"
WIDTH, HEIGHT, EDGE = 460, 380, 50
COLOURS = {"CPU seconds": "#1b6ca8", "memory, MiB": "#c8553d", "disk, MiB": "#588157"}

Costs = dict[str, Any]


def main(arguments: Sequence[str]) -> None:
    """Write the table and the chart."""
    measured, page, picture = map(Path, arguments)
    rows = [json.loads(line) for line in measured.read_text(encoding="utf-8").splitlines()]
    rows.sort(key=lambda row: row["articles"])
    before, _, behind = page.read_text(encoding="utf-8").partition(BEGIN)
    made = f"{BEGIN}\n\n{phases(rows)}\n\n{END}"
    page.write_text(before + made + behind.partition(END)[2], encoding="utf-8")
    picture.write_text(chart(rows), encoding="utf-8")


def phases(rows: Sequence[Costs]) -> str:
    """Return the table: a row a phase, and one for the whole, with CPU seconds and MiB of each size."""
    head = ["", *(f"{row['articles']:,} articles" for row in rows)]
    cells = [[name, *(_cell(row["phases"][name]) for row in rows)] for name in rows[0]["phases"]]
    quotations = ["quotations", *(f"{row['quotes']:,}" for row in rows)]
    disk = ["disk, MiB", *(f"{total(row)['disk, MiB']:,.0f}" for row in rows)]
    whole = ["all", *(f"{total(row)['CPU seconds']:,.0f} s, {total(row)['memory, MiB']:,.0f} MiB" for row in rows)]
    power = ["CPU grows with the power", "", *(f"{growth(*pair):.2f}" for pair in pairwise(rows))]
    return table(head, [quotations, *cells, whole, power, disk])


def _cell(phase: Costs) -> str:
    return f"{phase['cpu']:,.0f} s, {phase['memory']:,.0f} MiB"


def total(row: Costs) -> dict[str, float]:
    """Return the CPU seconds of all phases, and the most memory and disk of any."""
    costs = row["phases"].values()
    return {
        "CPU seconds": sum(one["cpu"] for one in costs),
        "memory, MiB": max(one["memory"] for one in costs),
        "disk, MiB": max(one["disk"] for one in costs),
    }


def growth(smaller: Costs, larger: Costs) -> float:
    """Return the power of the number of articles by which CPU time grows."""
    times = total(larger)["CPU seconds"] / total(smaller)["CPU seconds"]
    return math.log(times) / math.log(larger["articles"] / smaller["articles"])


def chart(rows: Sequence[Costs]) -> str:
    """Return the picture: what the articles cost, a line a cost, both axes by powers of ten."""
    found = {name: [(row["articles"], total(row)[name]) for row in rows] for name in COLOURS}
    columns = _powers([articles for articles, _ in found["CPU seconds"]])
    lines = _powers([cost for points in found.values() for _, cost in points])

    def x(articles: float) -> float:
        return round(EDGE + (math.log10(articles) - columns[0]) / (columns[-1] - columns[0]) * (WIDTH - EDGE - 20), 1)

    def y(cost: float) -> float:
        return round(HEIGHT - EDGE - (math.log10(cost) - lines[0]) / (lines[-1] - lines[0]) * (HEIGHT - EDGE - 15), 1)

    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"',
        'font-size="11">',
        "<title>What a release costs, by articles</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for power in columns:
        drawn.append(f'<path d="M{x(10**power)} {y(10 ** lines[0])}V{y(10 ** lines[-1])}" stroke="#ddd"/>')
        drawn.append(f'<text x="{x(10**power)}" y="{HEIGHT - EDGE + 16}" text-anchor="middle">{10**power:,}</text>')
    for power in lines:
        drawn.append(f'<path d="M{x(10 ** columns[0])} {y(10**power)}H{x(10 ** columns[-1])}" stroke="#ddd"/>')
        drawn.append(f'<text x="{EDGE - 6}" y="{y(10**power) + 4}" text-anchor="end">{10**power:,}</text>')
    drawn.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 12}" text-anchor="middle">articles</text>')
    for number, (name, points) in enumerate(found.items()):
        path = "L".join(f"{x(articles)} {y(cost)}" for articles, cost in points)
        drawn.append(f'<path d="M{path}" stroke="{COLOURS[name]}" stroke-width="2" fill="none"/>')
        drawn += [f'<circle cx="{x(one)}" cy="{y(cost)}" r="3" fill="{COLOURS[name]}"/>' for one, cost in points]
        drawn.append(f'<text x="{EDGE + 10}" y="{30 + 15 * number}" fill="{COLOURS[name]}">{name}</text>')
    return "\n".join([*drawn, "</svg>"]) + "\n"


def _powers(values: Sequence[float]) -> list[int]:
    """Return the powers of ten from below the least to above the largest, two at least."""
    first = math.floor(math.log10(min(values)))
    return list(range(first, max(math.ceil(math.log10(max(values))), first + 1) + 1))


if __name__ == "__main__":
    main(sys.argv[1:])
