"""Show articles as one page that needs nothing else: no script, no request."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from quotes.records import Article, Detection, Quote
from quotes.show.segments import NOT_ENGLISH, Segment, lines, second_guess, speaker_label, voices

KEYS = 24  # as many quotations of one paragraph can be told apart when the pointer is on one
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
{body}
</body>
</html>
"""
_HOVER = f"{', '.join(f'.row:has(.k{n}:hover) .k{n}' for n in range(KEYS))} {{ outline: 2px solid var(--soft); }}\n"
_LEGEND = """<p class="legend" aria-label="Legend">\
<span><mark class="voice" style="--hue:215">“words”</mark> quoted, one colour a speaker</span>\
<span><span class="voice speaker" style="--hue:215">mention</span> who says them</span>\
<span><span class="voice role" style="--hue:215">role</span> what they are</span>\
<span><span class="voice cue" style="--hue:215">said</span> what tells it</span>\
<span><span class="rejected">“words”</span> in marks, but no quotation</span></p>"""


def render_html(detections: Iterable[Detection]) -> str:
    """Return one page with the articles, their quotations marked and told of beside the text.

    Whatever the article contains stays text; the page holds no script, and forbids scripts and requests.
    """
    given = list(detections)
    titles = [_name(detection.article) for detection in given]
    body = [_contents(given)] if len(given) > 1 else []
    body += [_article(detection, number) for number, detection in enumerate(given, 1)]
    title = titles[0] if len(titles) == 1 else f"Quotations in {len(titles)} articles"
    return make_page(title, "\n".join([_LEGEND, *body]), style=_HOVER)


def make_page(title: str, body: str, *, style: str) -> str:
    """Return a page with this body; ``style`` is added to that of all pages."""
    common = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    return _PAGE.format(title=text_of(title), style=common + style, body=body)


def _contents(detections: list[Detection]) -> str:
    rows = (
        f'<li><a href="#a{number}"><bdi>{text_of(_name(detection.article))}</bdi></a> '
        f"<span>{_count(len(detection.quotes))}</span></li>"
        for number, detection in enumerate(detections, 1)
    )
    return f'<nav aria-label="Articles"><ol>\n{chr(10).join(rows)}\n</ol></nav>'


def _article(detection: Detection, number: int) -> str:
    numbers = voices(detection)
    rows = "\n".join(_rows(detection, numbers, number))
    return (
        f'<article id="a{number}">\n{_header(detection, numbers)}\n'
        f'<div class="body">\n{rows}\n</div>\n{_rejected(detection)}</article>'
    )


def _header(detection: Detection, numbers: dict[str, int]) -> str:
    article = detection.article
    about = [article.source, article.published, article.id if article.title else None]
    items = [f"<bdi>{text_of(item)}</bdi>" for item in about if item]
    if article.url and re.match(r"https?://", article.url):
        items.append(f'<a href="{text_of(article.url)}" rel="noopener noreferrer nofollow">original</a>')
    if detection.english is False:
        items.append(NOT_ENGLISH)
    items.append(_count(len(detection.quotes)))
    times = Counter(map(speaker_label, detection.quotes))
    chips = "".join(
        f'<li class="voice" style="--hue:{_hue(index)}"><bdi>{text_of(label)}</bdi> <b>{times[label]}</b></li>'
        for label, index in numbers.items()
    )
    people = f'\n<ul class="people" aria-label="Who is quoted">{chips}</ul>' if chips else ""
    return f'<header><h1 dir="auto">{text_of(_name(article))}</h1>\n<p>{" · ".join(items)}</p>{people}</header>'


def _rows(detection: Detection, numbers: dict[str, int], number: int) -> Iterator[str]:
    goes_on_from = _continuations(detection)
    for line in lines(detection):
        if not any(segment.text.strip() for segment in line):
            continue
        starts = {segment.start for segment in line}
        begun = [
            index
            for index in dict.fromkeys(segment.quote for segment in line if segment.quote is not None)
            if detection.quotes[index].start in starts
        ]
        cards = "".join(_card(detection, index, numbers, number, goes_on_from.get(index)) for index in begun)
        notes = f'<aside aria-label="Quotations here">{cards}</aside>' if cards else ""
        words = "".join(_marked(line, detection, numbers, number))
        yield f'<div class="row"><p dir="auto">{words}</p>{notes}</div>'


def _continuations(detection: Detection) -> dict[int, int]:
    """Return the index of the quotation that each one goes on from, where it goes on from one."""
    found: dict[int, int] = {}
    last: dict[str, int] = {}
    for index, quote in enumerate(detection.quotes):
        if quote.utterance_id in last:
            found[index] = last[quote.utterance_id]
        last[quote.utterance_id] = index
    return found


def _marked(line: tuple[Segment, ...], detection: Detection, numbers: dict[str, int], number: int) -> Iterator[str]:
    for index, group in groupby(line, key=lambda segment: segment.quote):
        segments = list(group)
        inner = "".join(_segment(segment, detection, numbers) for segment in segments)
        if index is None:
            yield inner
            continue
        quote = detection.quotes[index]
        anchor = f' id="a{number}q{index + 1}"' if segments[0].start == quote.start else ""
        link = f'<a class="ref" href="#a{number}c{index + 1}">{index + 1}</a>'
        kinds = f"voice k{index % KEYS}" if quote.speaker else f"unknown k{index % KEYS}"
        yield (
            f'<mark class="{kinds}"{anchor}{_style(quote, numbers)} title="{text_of(_summary(quote))}">'
            f"{inner}</mark>{link if segments[-1].end == quote.end else ''}"
        )


def _segment(segment: Segment, detection: Detection, numbers: dict[str, int]) -> str:
    words = text_of(segment.text)
    if segment.parts:
        owner = detection.quotes[next(iter(segment.parts.values()))]
        classes = " ".join(("voice", *segment.parts))
        return f'<span class="{classes}"{_style(owner, numbers)}>{words}</span>'
    if segment.rejected is not None and segment.quote is None:
        rejection = detection.rejected[segment.rejected]
        return f'<span class="rejected" title="{text_of(f"{rejection.reason}: {rejection.detail}")}">{words}</span>'
    return words


def _card(detection: Detection, index: int, numbers: dict[str, int], number: int, before: int | None) -> str:
    quote = detection.quotes[index]
    percent = f"{quote.attribution.confidence:.0%}"
    label = speaker_label(quote)
    who = f"<bdi>{text_of(label)}</bdi>" if label else "speaker unknown"
    role = quote.role and f"<p><bdi>{text_of(quote.role.text)}</bdi> <small>{text_of(quote.role.category)}</small></p>"
    told = [f"<bdi>{text_of(fact)}</bdi>" for fact in _facts(quote, before)]
    facts = " · ".join([*told, *_original(quote)])
    reasons = " · ".join(f"<bdi>{text_of(reason)}</bdi>" for reason in quote.attribution.reasons)
    kinds = f"card voice k{index % KEYS}" if quote.speaker else f"card unknown k{index % KEYS}"
    return (
        f'<section class="{kinds}" id="a{number}c{index + 1}"{_style(quote, numbers)}>'
        f'<h2><a href="#a{number}q{index + 1}">{index + 1}</a> {who}'
        f'<span class="sure" title="{_parts(quote)}">{percent}</span></h2>'
        f'<div class="meter"><i style="width:{percent}"></i></div>'
        f'{role or ""}<p class="soft">{facts}</p>'
        + (f'<p class="soft">{reasons}</p>' if reasons else "")
        + "</section>"
    )


def _original(quote: Quote) -> list[str]:
    link = quote.link
    return [f'<a href="{text_of(link)}" rel="noopener noreferrer nofollow">in the page</a>'] if link else []


def _parts(quote: Quote) -> str:
    """Return what the confidence is the probability of, and its parts where they are known."""
    given = quote.attribution
    parts = (("said at all", given.speech), ("by the one mentioned", given.mention), ("so named", given.identity))
    known = "".join(f"; {name}: {part:.0%}" for name, part in parts if part is not None)
    return f"probability that these words were said by this person{known}"


def _facts(quote: Quote, before: int | None) -> Iterator[str]:
    if quote.speaker and quote.speaker.text != speaker_label(quote):
        yield f"here “{quote.speaker.text}”"
    yield f"cue “{quote.cue.text}”" if quote.cue else "no cue"
    yield f"by {quote.attribution.method}"
    if guess := second_guess(quote):
        yield guess
    yield f"{quote.kind} quotation"
    if before is not None:
        yield f"goes on from {before + 1}"


def _rejected(detection: Detection) -> str:
    if not detection.rejected:
        return ""
    rows = "".join(
        f"<li><bdi>{text_of(rejection.text or '')}</bdi> "
        f"<span>{text_of(f'{rejection.reason}: {rejection.detail}')}</span></li>"
        for rejection in detection.rejected
    )
    times = len(detection.rejected)
    summary = f"{times} span{'s' * (times > 1)} in quotation marks, but no quotation"
    return f'<details class="aside"><summary>{summary}</summary><ul>{rows}</ul></details>\n'


def _summary(quote: Quote) -> str:
    role = quote.role and quote.role.text
    cue = quote.cue and f"“{quote.cue.text}”"
    parts = (speaker_label(quote) or "speaker unknown", role, cue, f"{quote.attribution.confidence:.0%} sure")
    return " · ".join(part for part in parts if part)


def _style(quote: Quote, numbers: dict[str, int]) -> str:
    label = speaker_label(quote)
    return f' style="--hue:{_hue(numbers[label])}"' if label else ""


def _hue(number: int) -> int:
    return round(215 + number * 137.508) % 360  # the golden angle keeps neighbours apart


def _name(article: Article) -> str:
    return article.title or article.id


def _count(quotes: int) -> str:
    return f"{quotes} quotation{'s' * (quotes != 1)}"


def text_of(text: str) -> str:
    """Return text as it stands in a page, whatever is in it."""
    return escape(_UNSAFE.sub("�", text))
