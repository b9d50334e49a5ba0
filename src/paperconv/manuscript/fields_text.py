"""Titles, abstracts, keywords and dates in front matter."""

from __future__ import annotations

from collections.abc import Mapping

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Rule
from paperconv.manuscript.fields_values import (
    Fields,
    Path,
    Place,
    Value,
    bare,
    blocks,
    date,
    inlines,
    is_empty,
    is_read,
    key_of,
    plain,
    strip,
    texts,
)
from paperconv.patterns import late

_ISO = late(r"\d{4}[-/.]\d\d?[-/.]\d\d?")
_ABSTRACTS = {
    "plainlanguagesummary": "plain-language-summary", "simplesummary": "plain-language-summary",
    "laysummary": "plain-language-summary",
    "authorsummary": "summary", "significance": "summary", "significancestatement": "summary",
    "highlights": "key-points", "keypoints": "key-points", "teaser": "teaser",
    "impactstatement": "summary", "graphicalabstract": "graphical", "executivesummary": "executive-summary",
}  # fmt: skip
_DATES = {
    "received": "received", "submitted": "received", "submissiondate": "received", "datereceived": "received",
    "accepted": "accepted", "dateaccepted": "accepted", "revised": "rev-recd", "daterevised": "rev-recd",
    "published": "pub", "datepublished": "pub", "publicationdate": "pub", "datemodified": "corrected",
    "receiveddate": "received", "accepteddate": "accepted", "reviseddate": "rev-recd", "datesubmitted": "received",
}  # fmt: skip
_PICTURE = late(r"(?i)[^\s<>\"]+\.(?:png|jpe?g|gif|webp|tiff?|svgz?|pdf|eps|emf|wmf)")
_CODES = {
    "jel": "JEL",
    "msc": "MSC",
    "pacs": "PACS",
    "ccs": "CCS",
    "ccdesc": "CCS",
    "jelcodes": "JEL",
    "msccodes": "MSC",
    "acm": "CCS",
}


def titles(fields: Fields) -> tuple[m.Inlines, m.Inlines, m.Inlines]:
    """Title, subtitle and running title."""
    title = fields.take("title")
    subtitle = fields.take("subtitle")
    short = fields.take(
        "short-title", "shorttitle", "running-title", "runningtitle", "runninghead", "running-head", "titlerunning",
        "title-short", "short", "running", "run-title",
    )  # fmt: skip
    if isinstance(title, list):  # rxiv-maker: a list of single-key maps
        title = {
            str(key): value for one in title if isinstance(one, Mapping) for key, value in one.items()
        } or plain(title)
    if isinstance(title, Mapping):
        held = Fields(title, ("title",))
        subtitle = subtitle or held.take("subtitle")
        short = short or held.take("short", "running")
        title = held.take("long", "full", "main", "text", "name", "title")
    if isinstance(short, Mapping):
        short = Fields(short).take("title", "short", "text")
    return inlines(title), inlines(subtitle), inlines(short)


def translated(tree: Mapping[str, Value], fields: Fields) -> tuple[m.TranslatedTitle, ...]:
    """Titles in other languages: ``title-de``."""
    out: list[m.TranslatedTitle] = []
    for name, value in tree.items():
        if (
            found := patterns.fullmatch(r"title-([a-z]{2,3}(?:-[a-z]{2,4})?)", key_of(name))
        ) and not is_empty(value):
            fields.take(key_of(name))
            language = str(name).strip()[-len(found[1]) :].replace("_", "-")
            subtitle = inlines(fields.take(f"subtitle-{found[1]}"))
            out.append(m.TranslatedTitle(inlines(value), language, subtitle))
    return tuple(out)


def abstracts(fields: Fields, place: Place) -> list[m.Abstract]:
    """The abstract and its kin, in one piece, in sections, in several languages."""
    out: list[m.Abstract] = []

    def add(value: Value, path: Path, kind: str = "", language: str = "") -> None:
        pos = place.pos(path)
        content: m.Blocks = ()
        if isinstance(value, list) and all(isinstance(one, Mapping) for one in value):
            # Sections as maps: title and text, or one key each; a text before them has no title.
            held = [Fields(one) for one in value if isinstance(one, Mapping)]
            if held and not held[0].text("title", "heading", "label", "name") and held[0].has("text"):
                content = blocks(held[0].take("text"), pos)
                value = value[1:]
            pairs = [_section(one) for one in value if isinstance(one, Mapping) and one]
        elif isinstance(value, Mapping):
            if len(value) and all(patterns.fullmatch(r"[a-z]{2,3}(?:-[A-Z]{2})?", str(key)) for key in value):
                for key, one in value.items():
                    add(one, (*path, key), kind, str(key))
                return
            if "text" in value:
                add(value["text"], path, kind, plain(value.get("lang", "")))
                return
            pairs = [(str(key), one) for key, one in value.items()]
        else:
            if isinstance(value, list) and not kind:  # paragraphs, where it is no list of points
                content = tuple(block for one in value for block in blocks(one, pos))
            else:
                content = blocks(value, pos)
            if kind == "graphical":
                content = _pictured(content)
            if content:
                out.append(
                    m.Abstract(
                        blocks=content, kind=kind, language=language, provenance="front matter", pos=pos
                    )
                )
            return
        sections = tuple(
            m.Section(title=m.text(title[:1].upper() + title[1:]), blocks=blocks(text, pos), pos=pos)
            for title, text in pairs
            if not is_empty(text)
        )
        if sections or content:
            out.append(
                m.Abstract(content, sections, kind, language=language, provenance="front matter", pos=pos)
            )

    for key in ("abstract", "abstracts"):
        value = fields.take(key)
        many = value if isinstance(value, list) else [value]
        if all(
            isinstance(one, Mapping) and "text" in one and {"kind", "language"} & set(one) for one in many
        ):
            for index, one in enumerate(many):
                made = len(out)
                add(
                    one["text"],
                    (*fields.where(key), index),
                    plain(one.get("kind")),
                    plain(one.get("language")),
                )
                if len(out) > made:
                    out[-1] = m.replace(out[-1], title=inlines(one.get("title")))
        elif value is not None:
            add(value, fields.where(key))
    for key, _, value in list(fields.left()):
        if (found := patterns.fullmatch(r"abstract-([a-z]{2,3})", key)) and not is_empty(value):
            add(fields.take(key), fields.where(key), language=found[1])
        elif bare(key) in _ABSTRACTS and not is_empty(value):
            add(fields.take(key), fields.where(key), _ABSTRACTS[bare(key)])
    return out


def _pictured(content: m.Blocks) -> m.Blocks:
    """``content``, or the picture whose file it only names."""
    name = m.text_of(content).strip()
    return (m.Paragraph((m.Image(name),), pos=content[0].pos),) if _PICTURE.fullmatch(name) else content


def _section(one: Mapping[str, Value]) -> tuple[str, Value]:
    held = Fields(one)
    title = held.text("title", "heading", "label", "name")
    text = held.take("text", "content", "body")
    if title and text is not None:
        return title, text
    key, value = next(iter(one.items()))
    return str(key), value


def keywords(fields: Fields, place: Place) -> list[m.KeywordGroup]:
    """Keywords as a list or a string, and classification codes."""
    out: list[m.KeywordGroup] = []

    def add(value: Value, path: Path, kind: str, language: str = "") -> None:
        found = [
            one
            for item in (_cut(value) if is_read(value) else texts(value))
            for one in (texts(item) if isinstance(item, str) and ";" in item else [item])
        ]
        made = tuple(m.Keyword(_keyword(one)) for one in found if plain(one))
        if kind != "author":
            made = tuple(m.Keyword(one.children, code=m.text_of(one.children)) for one in made)
        if made:
            out.append(
                m.KeywordGroup(
                    made, kind=kind, language=language, provenance="front matter", pos=place.pos(path)
                )
            )

    for key in ("keywords", "keyword", "tags", "kwd"):
        value = fields.take(key)
        if isinstance(value, Mapping):
            for inner, one in value.items():
                language = inner if patterns.fullmatch(r"[a-z]{2,3}", str(inner)) else ""
                add(one, (*fields.where(key), inner), _CODES.get(bare(inner), "author"), str(language))
        elif value is not None and not out:
            add(value, fields.where(key), "author")
        elif value is not None:
            place.report(
                Rule.METADATA_VALID, f'"{key}" is left out: "keywords" are given too', fields.where(key)
            )
            fields.give_back(key)
    for key, kind in _CODES.items():
        value = fields.take(key)
        if isinstance(value, Mapping) and "concept_desc" in value:
            value = value["concept_desc"]
        if isinstance(value, Mapping):
            for inner, one in value.items():
                add(one, (*fields.where(key), inner), _CODES.get(bare(inner), kind))
        elif value is not None:
            add(value, fields.where(key), kind)
    for key, _, value in list(fields.left()):
        if (found := patterns.fullmatch(r"keywords-([a-z]{2,3})", key)) and not is_empty(value):
            add(fields.take(key), fields.where(key), "author", found[1])
    return out


def _cut(value: Value) -> list[Value]:
    """Running text in its pieces: at semicolons, or at commas where there are none; markup stays with its piece."""
    nodes = inlines(value)
    plain_text = "".join(one.value for one in nodes if isinstance(one, m.Text))
    sign = ";" if ";" in plain_text else ","
    rows: list[list[m.Inline]] = [[]]
    for node in nodes:
        if not isinstance(node, m.Text):
            rows[-1].append(node)
            continue
        first, *rest = node.value.split(sign)
        rows[-1].append(m.Text(first))
        rows += [[m.Text(one)] for one in rest]
    return [made for row in rows if (made := strip(tuple(row)))]


def _keyword(value: Value) -> m.Inlines:
    made = inlines(value)
    return made if is_read(value) else m.text(m.text_of(made).strip().rstrip("."))


def dates(fields: Fields, cited: Fields, place: Place) -> list[m.HistoryDate]:
    """The dates of the paper's history; ``date`` alone is that of publication."""
    out: list[m.HistoryDate] = []

    def add(kind: str, value: Value, path: Path) -> None:
        if isinstance(value, list):
            value = value[0] if len(value) == 1 else None
        made: m.Date | None
        if isinstance(value, Mapping):
            held = Fields(value)
            numbers = [held.text(key) for key in ("year", "month", "day")]
            iso = held.text("iso-8601") or "-".join(one.zfill(2) for one in numbers if one.isdigit())
            made = date(iso) or m.Date()
            more = {key: held.text(key) for key in ("season", "literal") if held.text(key)}
            made = m.replace(made, circa=held.text("circa") == "true", **more)
            made = made if made != m.Date() else None
        else:
            made = date(plain(value))
            if made and made.literal and not made.month and _ISO.fullmatch(made.literal):
                place.report(
                    Rule.METADATA_VALID,
                    f'"{made.literal}" is no day of the calendar: kept as text',
                    path,
                    "give it as YEAR-MONTH-DAY",
                )
        if made and all(one.kind != kind for one in out):
            out.append(m.HistoryDate(kind=kind, date=made, provenance="front matter", pos=place.pos(path)))

    for key in ("dates", "history"):
        value = fields.take(key)
        for inner, one in value.items() if isinstance(value, Mapping) else ():
            add(_DATES.get(bare(inner), key_of(inner)), one, (*fields.where(key), inner))
    for key, kind in _DATES.items():
        if fields.has(key):
            add(kind, fields.take(key), fields.where(key))
    value = fields.take("date")
    if isinstance(value, Mapping) and not {"year", "iso-8601", "month"} & {key_of(key) for key in value}:
        for inner, one in value.items():
            add(_DATES.get(bare(inner), key_of(inner)), one, (*fields.where("date"), inner))
    elif value is not None:
        add("pub", value, fields.where("date"))
    if (issued := cited.take("issued")) is not None:
        add("pub", issued, cited.where("issued"))
    return out
