"""Charts: of the card, who is quoted most, in which roles, and how sure that is; of a breakdown, its first rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO

from quotes.dataset.metadata.breakdown import Breakdown
from quotes.dataset.metadata.statistics import Statistics

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties

CHART = "chart.png"
BARS = 10
"""Bars of a panel; what is left of the roles is summed up in one more."""

_LABEL_WIDTH = 26
"""Characters of a label: two long names fit; more would take the room of the bars."""
_MISSING = "□"
_INK, _MUTED, _BARS = "#1f2933", "#616e7c", "#2f6f9f"
# The style is set for the whole process while a chart is drawn.
_STYLE = Lock()


def draw_chart(statistics: Statistics, title: str, path: Path) -> None:
    """Draw the chart as a PNG of 1800 by 720 pixels; the same counts give the same bytes with the same matplotlib.

    ``statistics`` hold the most quoted speakers; without any quotation there is nothing to draw.
    """
    with _panels(title, path, (1, 0.8, 1.2)) as ((speakers, roles, confidence), font):
        _bars(speakers, dict(list(statistics.speakers.items())[:BARS]), "Most quoted, rows", font)
        _bars(roles, role_bars(statistics.roles), "Roles, rows", font)
        _histogram(confidence, list(statistics.confidence.values()), "Confidence, share of rows", font)


def draw_breakdown(breakdown: Breakdown, title: str, file: BinaryIO) -> None:
    """Draw the first rows of a breakdown as such a PNG: quotations in one panel, people in the other."""
    rows = [(row.value or "unknown", row) for row in breakdown.rows[:BARS]]
    with _panels(title, file, (1, 1)) as ((quotations, people), font):
        _bars(quotations, {value: row.quotes for value, row in rows}, f"Quotations by {breakdown.by}", font)
        _bars(people, {value: row.people for value, row in rows}, f"People by {breakdown.by}", font)


@contextmanager
def _panels(
    title: str, file: Path | BinaryIO, widths: tuple[float, ...]
) -> Iterator[tuple[Sequence[Axes], FontProperties]]:
    """Give panels side by side under a title, to be filled; then they are saved."""
    from matplotlib import get_data_path, style
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

    with _STYLE, style.context("default"):
        # The file that comes with matplotlib: no font of the machine, and no setting of its user, has a say.
        font = FontProperties(fname=Path(get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf")
        figure = Figure(figsize=(10, 4), dpi=180, facecolor="white")
        FigureCanvasAgg(figure)
        panels = figure.subplots(1, len(widths), width_ratios=widths)
        figure.suptitle(
            _drawable(title, font, width=110), x=0.012, y=0.965, ha="left", va="top", color=_INK, size=11.5, font=font
        )
        yield panels, font
        figure.subplots_adjust(left=0.215, right=0.985, top=0.8, bottom=0.13, wspace=0.5)
        figure.savefig(file, format="png", metadata={"Software": None})


def role_bars(roles: Mapping[str, int]) -> dict[str, int]:
    """Return the most frequent roles, and what is left as one entry."""
    bars = dict(list(roles.items())[:BARS])
    left = len(roles) - len(bars)
    return {**bars, f"{left} more": sum(roles.values()) - sum(bars.values())} if left else bars


def _bars(axes: Axes, counts: Mapping[str, int], title: str, font: FontProperties) -> None:
    _frame(axes, title, font)
    axes.spines["bottom"].set_visible(False)
    if not counts:
        axes.set(xticks=[], yticks=[])
        axes.text(0, 0.95, "none", color=_MUTED, size=8.5, va="top", font=font, transform=axes.transAxes)
        return
    places = range(len(counts))
    axes.barh(places, list(counts.values()), color=_BARS, height=0.68)
    axes.set_xlim(0, max(counts.values()) * 1.22)
    axes.set_ylim(BARS + 0.5, -0.5)  # the same for all, so that the bars of the panels stand in line
    axes.set_xticks([])
    axes.set_yticks(places, [_drawable(name, font) for name in counts])
    for place, count in zip(places, counts.values(), strict=True):
        axes.annotate(
            f"{count:,}",
            (count, place),
            (3, 0),
            textcoords="offset points",
            va="center",
            color=_MUTED,
            size=8,
            font=font,
        )
    _label_ticks(axes, font)


def _histogram(axes: Axes, tenths: list[int], title: str, font: FontProperties) -> None:
    _frame(axes, title, font)
    axes.bar([(tenth + 0.5) / 10 for tenth in range(10)], tenths, width=0.092, color=_BARS)
    axes.set(xlim=(0, 1), ylim=(0, max(tenths) * 1.12), xticks=[0, 0.2, 0.4, 0.6, 0.8, 1], yticks=[])
    for tenth, count in enumerate(tenths):
        if count:
            axes.annotate(
                _share(count, sum(tenths)),
                ((tenth + 0.5) / 10, count),
                (0, 2),
                textcoords="offset points",
                ha="center",
                color=_MUTED,
                size=8,
                font=font,
            )
    _label_ticks(axes, font)


def _share(count: int, total: int) -> str:
    return f"{count / total:.0%}" if count * 200 >= total else "<1%"


def _frame(axes: Axes, title: str, font: FontProperties) -> None:
    axes.set_title(title, loc="left", color=_INK, size=9.5, pad=8, font=font)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_MUTED)


def _label_ticks(axes: Axes, font: FontProperties) -> None:
    axes.tick_params(length=0, colors=_INK)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set(font=font, size=8.5, color=_INK, parse_math=False)


def _drawable(text: str, font: FontProperties, *, width: int = _LABEL_WIDTH) -> str:
    """Return a text in one line, cut where it is long, with a box for what the font does not have."""
    from matplotlib.font_manager import get_font

    shapes = get_font(str(font.get_file())).get_charmap()
    line = " ".join(text.split())
    cut = line if len(line) <= width else f"{line[: width - 1].rstrip()}…"
    return "".join(sign if ord(sign) in shapes else _MISSING for sign in cut)
