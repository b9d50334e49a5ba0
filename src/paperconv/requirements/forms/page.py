"""A report as one HTML page that needs nothing else: no script, no file, no font of its own."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from paperconv.requirements.forms.words import LEVELS, heading, name_of, result, source_of, summary
from paperconv.requirements.types import Finding, Outcome, Place, Report

_LOOK = Path(__file__).with_name("page.css")
_PLACES = 40
_KINDS: dict[Outcome, str] = {"fail": "fails", "cannot be checked": "unknown", "pass": "passes"}


def as_page(report: Report) -> str:
    """``report`` as a page."""
    return "\n".join(_page(report)) + "\n"


def _page(report: Report) -> Iterator[str]:
    title = escape(report.title or report.manuscript or "A manuscript")
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}: {escape(report.style)}</title>"
    yield f"<style>\n{_LOOK.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n<main>"
    yield f'<header>\n<p class="over">Checked against {escape(heading(report))}</p>\n<h1>{title}</h1>'
    if report.manuscript:
        yield f'<p class="file">{escape(report.manuscript)}</p>'
    if report.note:
        yield f'<p class="over">{escape(report.note)}</p>'
    yield f"{_tally(report)}\n</header>"
    yield from _section(report, "fail", "What does not meet the demands")
    yield from _counts(report)
    yield from _section(report, "cannot be checked", "What cannot be checked")
    yield from _passes(report)
    yield f"<footer><p>{escape(summary(report))}.</p></footer>\n</main>\n</body>\n</html>"


def _tally(report: Report) -> str:
    held = "".join(
        f'<li class="{kind}"><a href="#{kind}"><b>{len(report.of(outcome))}</b> {outcome}</a></li>'
        for outcome, kind in _KINDS.items()
    )
    return f'<nav aria-label="Results"><ul class="tally">{held}</ul></nav>'


def _section(report: Report, outcome: Outcome, title: str) -> Iterator[str]:
    held, kind = report.of(outcome), _KINDS[outcome]
    yield f'<section id="{kind}" aria-labelledby="{kind}-title">\n<h2 id="{kind}-title">{title}</h2>'
    if not held:
        yield '<p class="none">Nothing.</p>'
    for one in held:
        yield from _finding(one)
    yield "</section>"


def _finding(one: Finding) -> Iterator[str]:
    level = LEVELS[one.level] if one.outcome == "fail" else "unknown"
    mark = f'<span class="mark">{level}</span> ' if one.outcome == "fail" else ""
    yield f'<article class="{level}">\n<h3>{mark}{escape(one.says)}</h3>'
    said = result(one)
    if said or one.reason:
        parts = [f"<b>{escape(_begun(said))}</b>" if said else "", escape(_begun(one.reason))]
        yield f'<p class="result">{". ".join(filter(None, parts))}.</p>'
    if one.places:
        yield "<ul>"
        yield from (f"<li>{_place(place)}</li>" for place in one.places[:_PLACES])
        if len(one.places) > _PLACES:
            yield f"<li>… and {len(one.places) - _PLACES} more</li>"
        yield "</ul>"
    yield f'<p class="source"><code>{escape(name_of(one))}</code> · {_source(one)}</p>\n</article>'


def _begun(text: str) -> str:
    """``text`` as a sentence begins."""
    return text[:1].upper() + text[1:]


def _place(place: Place) -> str:
    where = f' <span class="where">{escape(str(place.pos))}</span>' if place.pos else ""
    return f"{escape(place.what)}{where}"


def _source(one: Finding) -> str:
    said = escape(source_of(one))
    if one.source is not None and one.source.address.startswith(("http://", "https://")):
        title = escape(one.source.title)
        return said.replace(title, f'<a href="{escape(one.source.address)}">{title}</a>', 1)
    return said


def _counts(report: Report) -> Iterator[str]:
    yield '<section id="counts" aria-labelledby="counts-title">\n<h2 id="counts-title">Counts</h2>'
    yield "<table>\n<caption>Counted as Word counts</caption>"
    yield '<thead><tr><th scope="col">Part</th><th scope="col" class="n">Words</th><th scope="col" class="n">Characters</th></tr></thead>'
    yield "<tbody>"
    for one in report.counts:
        yield (
            f'<tr><th scope="row">{one.part}</th><td class="n">{one.words:,}</td><td class="n">{one.characters:,}</td></tr>'
        )
    yield "</tbody>\n</table>"
    held = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{number:,}</dd></div>"
        for name, number in report.numbers.items()
        if number
    )
    if held:
        yield f'<dl class="numbers">{held}</dl>'
    yield "</section>"


def _passes(report: Report) -> Iterator[str]:
    held = report.of("pass")
    yield '<section id="passes" aria-labelledby="passes-title">\n<h2 id="passes-title">What meets the demands</h2>'
    if held:
        yield '<table class="passes">\n<thead><tr><th scope="col">Demand</th><th scope="col">Found</th></tr></thead>\n<tbody>'
        for one in held:
            said = ". ".join(_begun(part) for part in (result(one), one.reason) if part)
            yield (
                f'<tr><th scope="row">{escape(one.says)}<br><span class="source">{_source(one)}</span></th>'
                f"<td>{escape(said) or 'yes'}</td></tr>"
            )
        yield "</tbody>\n</table>"
    else:
        yield '<p class="none">Nothing.</p>'
    yield "</section>"
