"""Works as BibLaTeX entries: https://ctan.org/pkg/biblatex, "Database Guide"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from paperconv import model as m
from paperconv import patterns

_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "entry": "inreference",
    "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference",
    "paper-conference": "inproceedings",
    "report": "report",
    "thesis": "thesis",
    "webpage": "online",
    "post": "online",
    "post-weblog": "online",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
    "legislation": "legislation",
    "legal_case": "jurisdiction",
    "motion_picture": "movie",
    "song": "audio",
    "graphic": "image",
    "personal_communication": "letter",
    "review": "review",
}
_SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
_IN_JOURNAL = frozenset({"article", "online", "review"})
_ORGANISATIONS = {"report": "institution", "thesis": "institution", "online": "organization"}
_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "\u00a0": "~",
    }
)
_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
_COMMANDS = {
    "emph": "emph",
    "strong": "textbf",
    "sub": "textsubscript",
    "sup": "textsuperscript",
    "smallcaps": "textsc",
    "underline": "underline",
}
_PLAIN = (
    ("volume", "volume"),
    ("number_of_volumes", "volumes"),
    ("number_of_pages", "pagetotal"),
    ("chapter_number", "chapter"),
    ("edition", "edition"),
    ("version", "version"),
    ("genre", "type"),
    ("status", "pubstate"),
    ("publisher_place", "location"),
    ("event_title", "eventtitle"),
    ("event_place", "venue"),
    ("container_title_short", "shortjournal"),
    ("isbn", "isbn"),
    ("issn", "issn"),
    ("pmid", "pmid"),
    ("pmcid", "pmcid"),
    ("language", "langid"),
    ("note", "note"),
)


def write_bibtex(references: Iterable[m.Reference], keys: Mapping[str, str]) -> str:
    """``references`` under their ``keys``, each after a comment with the string that it was read from.

    Titles stand in double braces, so that every program keeps their capitals. An entry that was not understood has its
    string as its note.
    """
    return "\n".join(_entry(one, keys[one.id]) for one in references)


def _entry(one: m.Reference, key: str) -> str:
    kind = _TYPES.get(one.type, "misc")
    lines = [f"@{kind}{{{key},"]
    lines += [f"  {name} = {{{value}}}," for name, value in _fields(one, kind) if value]
    raw = " ".join(m.text_of(one.raw).split())
    # An at sign begins an entry, also in a comment.
    comment = f"% {one.label} {raw.replace('@', '(at)')}".replace("%  ", "% ") + "\n" if raw else ""
    return f"{comment}{chr(10).join(lines)}\n}}\n"


def _fields(one: m.Reference, kind: str) -> Iterable[tuple[str, str]]:
    if not one.type:
        yield "note", text(m.text_of(one.raw))
        return
    yield "author", _names(one.authors)
    yield "editor", _names(one.editors)
    yield "translator", _names(one.translators)
    yield "bookauthor", _names(one.container_authors)
    yield "title", _title(one.title)
    yield "shorttitle", _title(one.short_title)
    yield "journaltitle" if kind in _IN_JOURNAL else "booktitle", _title(one.container_title)
    yield "series", _title(one.collection_title)
    yield "number", text(one.collection_number or (one.number if kind not in {"article", "online"} else ""))
    if kind in {"article", "online"}:
        yield "number", text(one.issue)
        yield "eid", text(one.number if not one.page else "")
    else:
        yield "issue", text(one.issue)
    yield _ORGANISATIONS.get(kind, "publisher"), text(one.publisher)
    yield "howpublished", text(one.medium)
    yield "entrysubtype", _SUBTYPES.get(one.type, "")
    yield "date", _date(one.issued)
    yield "origdate", _date(one.original_date)
    yield "eventdate", _date(one.event_date)
    yield "urldate", _date(one.accessed)
    yield "pages", text(patterns.sub("[–-]+", "--", one.page))
    for field, name in _PLAIN:
        yield name, text(getattr(one, field))
    if one.archive_location:
        yield "eprint", text(one.archive_location)
        yield "eprinttype", text(one.archive)
    yield "annotation", rich(one.annote)
    yield "doi", one.doi.translate(_ADDRESS)
    yield "url", one.url.translate(_ADDRESS)


def text(value: str) -> str:
    """``value`` with the characters escaped that TeX gives a meaning."""
    return " ".join(value.split(" ")).translate(_SPECIAL)


def rich(inlines: m.Inlines) -> str:
    """``inlines`` as TeX."""
    parts: list[str] = []
    for node in inlines:
        match node:
            case m.Styled(style, children):
                command = _COMMANDS.get(style, "")
                inner = rich(children)
                parts.append(f"\\{command}{{{inner}}}" if command else inner)
            case m.Math(tex):
                parts.append(f"${tex}$")
            case m.Span(children) | m.Link(_, children) | m.Abbreviation(children) | m.CrossRef(_, children):
                parts.append(rich(children))
            case _:
                parts.append(text(m.text_of(node)))
    return "".join(parts)


def _title(inlines: m.Inlines) -> str:
    inner = rich(inlines)
    return f"{{{inner}}}" if inner else ""


def _names(names: tuple[m.Name, ...]) -> str:
    return " and ".join(filter(None, map(_name, names)))


def _name(name: m.Name) -> str:
    if name.literal:
        return m.OTHERS if name.literal == m.OTHERS else f"{{{text(name.literal)}}}"
    family = text(name.family)
    if not name.given and not name.particle and not name.suffix:
        return f"{{{family}}}" if family else ""
    if family[:1].islower() or " and " in family:
        family = f"{{{family}}}"
    parts = [f"{text(name.particle)} {family}".strip(), text(name.suffix), text(name.given)]
    return ", ".join(part for place, part in enumerate(parts) if part or place == 2)


def _date(date: m.Date | None) -> str:
    """ISO 8601, with ``~`` where it is about right and EDTF's numbers of seasons; empty where there is no year."""
    if date is None or not date.year:
        return ""
    if "/" in date.literal:
        return date.literal
    out = f"{date.year:04}"
    if date.month:
        out += f"-{date.month:02}" + (f"-{date.day:02}" if date.day else "")
    elif date.season.lower() in _SEASONS:
        out += f"-{_SEASONS[date.season.lower()]}"
    return f"{out}~" if date.circa else out
