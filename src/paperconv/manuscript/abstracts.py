"""Abstracts and keywords out of paragraphs."""

from __future__ import annotations

import re

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.manuscript import runs, titles
from paperconv.manuscript.prose import is_prose
from paperconv.patterns import late

LABELS = (
    "background|backgrounds|introduction|importance|main outcomes and measures|design,? setting,? and participants|conclusions? and relevance|study question|added value of this study|objectives?|aims?|aims? and objectives?|purpose|context|rationale|motivation|"
    "methods?|methodology|methods and results|methods and findings|materials and methods|material and methods|patients and methods|"
    "design|study design|design and methods|design and setting|setting|settings|participants|patients|subjects|interventions?|exposures?|"
    "main outcomes? and measures?|main outcome measures?|outcomes?|measures?|measurements?|data sources?|results?|main results|findings|"
    "questions?|locations?|taxon|time period|major taxa studied|novelty|practical implications|design/methodology/approach|"
    "principal findings|key results|major findings|methodology/principal findings|discussion|conclusions?|conclusions?/significance|"
    "interpretation|significance|limitations?|implications?|relevance|originality|funding|trial registration|registration|"
    "availability and implementation|availability|contact|supplementary information|summary|background and objectives?|"
    "background and aims?|background and purpose|approach|data sources and selection|study selection|data extraction|methods and materials|"
    "introducción|objetivos?|métodos|material y métodos|resultados|conclusiones|conclusión|introdução|métodos|conclusões|conclusão|"
    "introduction|objectifs?|méthodes|matériel et méthodes|résultats|hintergrund|fragestellung|zielsetzung|ziel|methoden|methodik|"
    "material und methoden|ergebnisse|schlussfolgerung(?:en)?|введение|цель|материалы и методы|результаты|выводы|目的|方法|结果|结论"
)
_LABEL = late(rf"^({LABELS})$", re.IGNORECASE)
_OPENS = late(rf"^((?i:{LABELS}))\s+(?=[^\W_a-z]|[“\"'(])")
_RUN_IN = late(rf"^({LABELS})\s*(?:[:.]|[–—-]\s)\s*(?=\S)", re.IGNORECASE)
_INSIDE = late(rf"(?:(?<=[.?!)\]])\s+|^)((?:{LABELS}))\s*(?::|\.(?=\s+[A-ZÀ-Þ])|\s[–—]\s)\s*", re.IGNORECASE)
_ABSTRACT_WORDS = "|".join(
    sorted(
        (re.escape(title) for title, kind in titles.KINDS.items() if kind == "abstract"),
        key=len,
        reverse=True,
    )
)
_ABSTRACT = late(
    rf"^((?:{_ABSTRACT_WORDS}|摘\s?要))(?:\s*[:：.—–]+\s*(?:[—–-]\s*)?|\s*-\s+|\s+-\s*|\s*$)", re.IGNORECASE
)
_ABSTRACT_OPENS = late(rf"^((?i:{_ABSTRACT_WORDS}))\s+(?=[^\W_a-z]|[“\"'(])")
_LEAST = 14  # words of an abstract whose title nothing sets off
_KEYWORD_WORDS = "|".join(
    sorted(
        (re.escape(title) for title, kind in titles.KINDS.items() if kind == "keywords"),
        key=len,
        reverse=True,
    )
)
_KEYWORDS = late(
    rf"^(?:\d+[.)]?\s*)?((?:{_KEYWORD_WORDS}))\s*(?:\([^)]{{0,40}}\)\s*)?(?:[:.：]|[—–-](?=\s|\w)|$|(?=\s))\s*[:：]?\s*[-–—]?\s*",
    re.IGNORECASE,
)
_CODES = late(
    r"^((?:(?:19|20)\d{2}\s+)?(?:[JI]EL|MSC|PACS|AMS|ACM|CCS|UDC|УДК)\s*(?:\d{4}\s*)?(?:classifications?|subject classifications?|mathematics subject classifications?|codes?|numbers?|concepts)?"
    r"(?:\s*\(?\d{4}\)?)?|(?:(?:19|20)\d{2}\s+)?mathematics subject classifications?(?:\s*\(?\d{4}\)?)?|subject classifications?|CCS Concepts)(?:\s*[:.—–-]\s*|\s+(?=[A-Z]\d{2}\b|\d{2}[A-Z]))",
    re.IGNORECASE,
)
_LOOSE = 3  # paragraphs that begin with labels which nothing but a capital behind them sets off
_SPLITS = (
    late(r"\s*[;；]\s*"),
    late(r"\s*[·•|‧∙◦]\s*|\s+[–—/]\s+"),
    late(r"\s*[,，、]\s*(?![^()]*\))"),
)
_CAPITALS = late(r"(?<=[^\W\d_A-Z]{2})\s+(?=[^\W\d_a-z][^\W\d_A-Z])")  # keywords that lost their line ends
_SHORT_LABEL = 6  # characters
_STOPS = late(r"\.\s+(?=[^\W\d_])")
_SOURCE = late(r"\s*(\((?:source|fuente|fonte)\s?:[^()]{2,40}\))\W*$", re.IGNORECASE)


class Run(msgspec.Struct):
    """What stands behind a label at the head of a paragraph."""

    label: m.Inlines
    rest: m.Inlines


def run_in_abstract(block: m.DraftBlock) -> Run | None:
    """A paragraph that begins with "Abstract", which a stop, its type or the capital behind it sets off."""
    found = _run_in(block, _ABSTRACT)
    if found is not None or not isinstance(block, m.Paragraph) or not block.children:
        return found
    found = _run_in(block, _ABSTRACT_OPENS)
    if found is None:
        return None
    label = m.text_of(found.label)
    apart = runs.is_all(found.label, "strong", "emph") and not runs.is_all(block.children, "strong", "emph")
    rest = runs.plain(found.rest)
    return (
        found if label[:1].isupper() and (apart or (len(rest.split()) >= _LEAST and is_prose(rest))) else None
    )


def run_in_keywords(block: m.DraftBlock) -> Run | None:
    """A paragraph that begins with "Keywords"."""
    found = _run_in(block, _KEYWORDS)
    if found is None:
        return None
    label = runs.plain(found.label)
    text = runs.plain(found.rest)
    sure = patterns.search(r"[:：.—–-]\s*$", label) or (
        isinstance(block, m.Paragraph)
        and block.children
        and runs.is_all(block.children[:1], "strong", "emph")
    )
    if not sure and text and not patterns.search(r"[,;·•]", text):
        return None
    if text and (len(text) > 1500 or (not sure and text[:1].islower() and "," not in text[:80])):
        return None
    return found


def bare_keywords(text: str) -> bool:
    """Whether a line is keywords without a title: a few short ones between bars or dots."""
    parts = [part.strip() for part in patterns.split(r"\s[|·•]\s", text)]
    return (
        len(parts) > 2
        and len(text) < 200
        and all(0 < len(part.split()) < 5 and not patterns.search(r"[\d@]", part) for part in parts)
        and sum(part[0].islower() for part in parts) > len(parts) / 2
    )


def codes_title(text: str) -> bool:
    """Whether a line is the title of codes and nothing else ("CCS CONCEPTS")."""
    return len(text) < 60 and _CODES.fullmatch(f"{text.rstrip(' :.')}:") is not None


def codes_kind(label: str) -> str:
    """The short name of the codes that ``label`` announces."""
    if "mathematics subject" in label.casefold():
        return "MSC"
    words = [word for word in patterns.split(r"\W+", label) if not word[:1].isdigit()]
    first = patterns.sub(r"^IEL$", "JEL", words[0], flags=re.IGNORECASE)  # a reader of pictures took J for I
    return first.upper() if len(label) < _SHORT_LABEL else first


def keywords_inside(rest: m.Inlines) -> int:
    """Where the title of keywords begins that stand behind codes in their paragraph; the end if none does."""
    text = m.text_of(rest)
    hit = patterns.search(r"(?<=[.\s])Key\s?words(?: and phrases)?\s?[.:]", text, re.IGNORECASE)
    return hit.start() if hit else len(text)


def run_in_codes(block: m.DraftBlock) -> Run | None:
    """A paragraph with classification codes (JEL, MSC, PACS …)."""
    return _run_in(block, _CODES)


def _run_in(block: m.DraftBlock, pattern: re.Pattern[str]) -> Run | None:
    if not isinstance(block, m.Paragraph | m.Heading):
        return None
    text = m.text_of(block.children)
    shift = len(text) - len(text.lstrip())
    hit = pattern.match(text[shift : shift + 200])
    if hit is None:
        return None
    at = shift + hit.end()
    return Run(runs.strip(runs.cut(block.children, 0, at)), runs.strip(runs.cut(block.children, at)))


def is_label(text: str) -> bool:
    """Whether ``text`` is the title of a part of a structured abstract."""
    return _LABEL.match(text.strip(" .:–—")) is not None


def starts_with_label(text: str) -> bool:
    """Whether ``text`` begins with such a title."""
    opening = _OPENS.match(text)
    return _RUN_IN.match(text) is not None or (opening is not None and opening[1].isupper())


def resume(abstract: m.Abstract, block: m.Paragraph) -> m.Abstract | None:
    """``abstract`` with its last part, which a page break cut off ("Conclusions: …"); None if ``block`` is none."""
    text = m.text_of(block.children)
    hit = _RUN_IN.match(text)
    if (
        hit is None
        or not hit[1][:1].isupper()
        or titles.kind_of(hit[1]) not in {"results", "discussion", "conclusions"}
    ):
        return None
    titled = {titles.title_key(m.text_of(one.title)) for one in abstract.sections}
    if titles.title_key(hit[1]) in titled or not (titled or _INSIDE.search(m.text_of(abstract))):
        return None
    if not titled:
        return m.replace(abstract, blocks=(*abstract.blocks, block))
    ((label, rest),) = _parts(block.children)
    part = m.Section(_bare(label), (m.Paragraph(rest, pos=block.pos),))
    return m.replace(abstract, sections=(*abstract.sections, part))


_NUMBERED = late(r"\s*(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4})[.)]?\s+(?=[^\W\d_]{3})")


def make_abstract(
    blocks: list[m.DraftBlock],
    title: m.Inlines,
    *,
    kind: str = "",
    confidence: float = 1.0,
    language: str = "",
) -> m.Abstract:
    """The abstract that ``blocks`` are, with sections where they have titles; ``title`` loses the number that all headings have."""
    number = _NUMBERED.match(m.text_of(title))
    title = runs.cut(title, number.end()) if number else title
    free: list[m.Block] = []
    parts: list[tuple[m.Inlines, list[m.Block], object]] = []

    def into() -> list[m.Block]:
        return parts[-1][1] if parts else free

    heads = [
        hit[1].casefold()
        for b in blocks
        if (hit := _OPENS.match(runs.block_text(b))) and hit[1][:1].isupper()
    ]
    loose = len(set(heads)) >= _LOOSE and len(set(heads)) == len(heads)

    for block in blocks:
        match block:
            case m.Heading(_, children) | m.Paragraph(children) if is_label(runs.plain(children)):
                parts.append((_bare(children), [], block.pos))
            case m.Heading(_, children) if not _RUN_IN.match(runs.plain(children)):
                parts.append((_bare(children), [], block.pos))
            case m.Heading(_, children) | m.Paragraph(children):
                children = runs.strip(children)
                for label, rest in _parts(children, loose=loose):
                    if label:
                        parts.append((_bare(label), [], block.pos))
                    if rest:
                        into().append(m.Paragraph(rest, pos=block.pos))
            case _:
                into().append(block)
    if len(parts) == 1 and not free and not parts[0][1]:
        return m.Abstract(
            (m.Paragraph(parts[0][0]),),
            (),
            kind,
            title,
            language,
            confidence=confidence,
            provenance="abstract",
        )
    if len(parts) < 2 and parts:  # one label alone is a word of the text
        label, inner, _ = parts[0]
        first = (
            [m.Paragraph(runs.join(label, inner[0].children, ": ")), *inner[1:]]
            if inner and isinstance(inner[0], m.Paragraph)
            else [m.Paragraph(label), *inner]
        )
        free, parts = [*free, *first], []
    sections = tuple(m.Section(label, tuple(inner)) for label, inner, _ in parts)
    return m.Abstract(
        tuple(free), sections, kind, title, language, confidence=confidence, provenance="abstract"
    )


def _bare(label: m.Inlines) -> m.Inlines:
    return runs.strip(runs.unwrap(runs.strip(label)), " .:–—\u00a0")


def _parts(children: m.Inlines, *, loose: bool = False) -> list[tuple[m.Inlines, m.Inlines]]:
    """A paragraph cut at the labels in it, if there are at least three, or one at its head that is set off.

    ``loose``: only the capital behind it sets a label off, as in the other paragraphs of the abstract.
    """
    text = m.text_of(children)
    hits = [hit for hit in _INSIDE.finditer(text) if hit[1][:1].isupper()]
    distinct = {hit[1].casefold() for hit in hits}
    if len(distinct) >= 3 and len(distinct) == len(hits) and hits[0].start() == 0:
        out = []
        for number, hit in enumerate(hits):
            end = hits[number + 1].start() if number + 1 < len(hits) else len(text)
            out.append(
                (runs.cut(children, hit.start(1), hit.end(1)), runs.strip(runs.cut(children, hit.end(), end)))
            )
        return out
    opening = _RUN_IN.match(text)
    if opening and opening[1][:1].isupper():
        rest = runs.strip(runs.cut(children, opening.end()))
        return [(runs.cut(children, 0, opening.end(1)), _plain_rest(rest))]
    if loose and (opening := _OPENS.match(text)) and opening[1][:1].isupper():
        return [(runs.cut(children, 0, opening.end(1)), runs.strip(runs.cut(children, opening.end())))]
    first = children[0] if len(children) > 1 else None
    if isinstance(first, m.Styled) and first.style in {"strong", "emph"} and is_label(m.text_of(first)):
        rest = runs.strip(children[1:])
        if runs.plain(rest)[:1].isupper():
            return [((first,), rest)]
    return [((), children)]


def _plain_rest(rest: m.Inlines) -> m.Inlines:
    # emphasis that covered the label covers nothing after the cut
    return tuple(
        node
        for node in rest
        if not (isinstance(node, m.Styled) and not m.text_of(node.children).strip(" .:"))
    )


def make_keywords(rest: m.Inlines, title: m.Inlines, *, kind: str = "author") -> m.KeywordGroup:
    """The keywords in ``rest``: separated by semicolons, else by dots, else by commas."""
    rest = runs.unwrap(rest)
    if any(isinstance(node, m.LineBreak) for node in rest):
        lines = runs.split_lines(rest)
        rest = (
            tuple(x for n, line in enumerate(lines) for x in ((m.Text("; "),) if n else ()) + line)
            if not patterns.search("[;,·]", m.text_of(rest))
            else rest
        )
    text = m.text_of(rest)
    source = _SOURCE.search(text)
    if source:  # the list they are taken from is told with their title
        title = runs.join(title, runs.cut(rest, source.start(1), source.end(1)))
        rest = runs.cut(rest, 0, source.start())
        text = m.text_of(rest)
    pattern = next(
        (p for p in _SPLITS if p.search(text)), _STOPS if len(_STOPS.findall(text)) > 1 else _SPLITS[2]
    )
    if pattern is _SPLITS[2] and not pattern.search(text):
        pattern = _CAPITALS if len(_CAPITALS.findall(text)) > 1 and text[:1].isupper() else pattern
    parts = runs.split(rest, pattern)
    found = []
    for number, given in enumerate(parts, 1):
        last = number == len(parts)
        part = runs.strip(given, " \n.;,:\u00a0" if last else " \n;,:\u00a0")
        if last and number > 2:
            part = _drop_and(part)
        if part:
            words = runs.tidy(part)
            found.append(m.Keyword(words, m.text_of(words) if kind != "author" else ""))
    label = runs.strip(runs.unwrap(title), " .:：–—-\u00a0")
    return m.KeywordGroup(tuple(found), kind, label, provenance="keywords")


def _drop_and(part: m.Inlines) -> m.Inlines:
    hit = patterns.match(r"(?:and|und|et|y|e)\s+(?=\S)", m.text_of(part))
    return runs.strip(runs.cut(part, hit.end())) if hit else part
