"""What was understood of a paper, in the one normal form of front matter.

The keys are those that :mod:`paperconv.manuscript.fields` reads, so the same tree can stand in a file beside the manuscript
or at its head. Texts are Markdown where :func:`~paperconv.manuscript.fields.is_prose` says that they are read as such.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Pos
from paperconv.manuscript.doubts import SURE
from paperconv.manuscript.fields_values import Path, date
from paperconv.manuscript.normal_text import Texts
from paperconv.manuscript.titles import kind_of

Tree: TypeAlias = dict[str, Any]
"""Strings, booleans, whole numbers, lists and dicts of them."""

_ABSTRACTS = {
    "plain-language-summary": "plain-language-summary",
    "key-points": "highlights",
    "teaser": "teaser",
    "executive-summary": "executive-summary",
}
_PAPER_IDS = {"doi": "doi", "pmid": "pmid", "pmcid": "pmcid", "arxiv": "arxiv", "publisher-id": "article-id"}
_JOURNAL = {
    "title": "title", "abbreviation": "abbreviation", "journal_id": "id", "issn_print": "issn-print",
    "issn_electronic": "issn-electronic", "publisher": "publisher", "publisher_place": "publisher-location",
    "volume": "volume", "issue": "issue", "first_page": "first-page", "last_page": "last-page",
    "article_number": "article-number",
}  # fmt: skip
_PLACE = {
    "departments": "department", "institution": "name", "street": "street", "city": "city", "region": "region",
    "postal_code": "postal-code", "country": "country", "country_code": "country-code", "ror": "ror",
}  # fmt: skip
_OPENING_SHOWN = 12
_STARTS = 60


class Normal(msgspec.Struct):
    """``tree``, and by path what a reader of it should know of a value: its line, and how sure we are."""

    tree: Tree
    comments: dict[Path, str]


def normal_form(document: m.Document) -> Normal:
    """The front matter and the headings of ``document``."""
    return _Writer(document).write()


class _Writer:
    def __init__(self, document: m.Document) -> None:
        self._document = document
        self._meta = document.meta
        self._texts = Texts(document)
        self._made = Normal({}, {})
        self._affiliations = {one.id: str(n) for n, one in enumerate(self._meta.affiliations, 1)}
        labels = [one.label for one in self._meta.affiliations]
        self._labelled = all(labels) and len(set(labels)) == len(labels)
        if self._labelled:
            self._affiliations = {one.id: one.label for one in self._meta.affiliations}
        self._notes = {one.id: f"note-{n}" for n, one in enumerate(self._meta.author_notes, 1)}
        self._fields = {one.field: one for one in self._meta.recognitions}

    def write(self) -> Normal:
        meta, texts = self._meta, self._texts
        self._put("title", texts.inlines(meta.title), self._fields.get("title"))
        self._put("subtitle", texts.inlines(meta.subtitle))
        self._put("short-title", texts.inlines(meta.short_title))
        for one in meta.translated_titles:
            self._put(f"title-{one.language}", texts.inlines(one.title))
            self._put(f"subtitle-{one.language}", texts.inlines(one.subtitle))
        self._list("authors", meta.authors, self._author)
        self._list("editors", meta.editors, self._author)
        self._list("affiliations", meta.affiliations, self._affiliation)
        self._list("author-notes", meta.author_notes, self._note)
        self._abstracts()
        self._keywords()
        self._put("subjects", list(meta.subjects))
        self._put("article-type", meta.article_type)
        self._put("lang", meta.language, self._fields.get("language"))
        self._dates()
        self._identifiers()
        journal = meta.journal or m.Journal()
        self._put("journal", _named(journal, _JOURNAL))
        if meta.conference:
            self._put(
                "conference", _named(meta.conference, {"name": "name", "place": "place", "date": "date"})
            )
        self._list("funding", meta.funding, self._funding)
        self._license()
        self._list("related", meta.related, self._related)
        self._put("counts", {one.kind: one.value for one in meta.counts})
        self._headings()
        return self._made

    def _put(self, key: str, value: Any, node: m.Node | None = None) -> None:
        if value:
            self._made.tree[key] = value
            if node is not None:
                self._tell((key,), node)

    def _tell(self, path: Path, node: m.Node) -> None:
        parts = [place] if (place := _place(node.pos)) else []
        if isinstance(node, m.Recognised) and node.confidence < SURE:
            parts.append(f"guessed, {node.confidence:.0%} sure")
        if parts:
            self._made.comments[path] = ", ".join(parts)

    def _list(self, key: str, nodes: Iterable[m.Node], write: Any) -> None:
        made: list[Any] = []
        for node in nodes:
            self._tell((key, len(made)), node)
            made.append(write(node))
        self._put(key, made)

    def _author(self, one: m.Author) -> Tree:
        name = one.name
        out: Tree = {}
        if one.group:
            out["collaboration"] = name.literal or f"{name.given} {name.family}".strip()
        elif name.family and name.given:
            out = _filled(
                {
                    "given": name.given,
                    "particle": name.particle,
                    "family": name.family,
                    "suffix": name.suffix,
                    "family-first": name.family_first,
                }
            )
        else:
            whole = (name.given, name.particle, name.family)
            out = _filled({"literal": name.literal or " ".join(filter(None, whole)), "suffix": name.suffix})
        wrong = [id_.value for id_ in one.identifiers if id_.kind == "orcid-not-valid"]
        return out | _filled(
            {
                "prefix": one.prefix,
                "degrees": list(one.degrees),
                "position": one.position,
                "orcid": one.orcid or "".join(wrong),
                **{id_.kind: id_.value for id_ in one.identifiers if id_.kind != "orcid-not-valid"},
                "email": one.emails[0] if len(one.emails) == 1 else list(one.emails),
                "url": one.url,
                "corresponding": one.corresponding,
                "equal-contributor": one.equal_contribution,
                "deceased": one.deceased,
                "affiliations": [self._affiliations[id_] for id_ in one.affiliations if id_ in self._affiliations],
                "notes": [self._notes[id_] for id_ in one.notes if id_ in self._notes],
                "roles": [
                    {"term": role.term, "degree": role.degree} if role.degree else role.term for role in one.roles
                ],
                "bio": self._texts.blocks(one.bio),
            }
        )  # fmt: skip

    def _affiliation(self, one: m.Affiliation) -> Tree:
        key = self._affiliations[one.id]
        out: Tree = {"label" if self._labelled else "id": key, "text": one.raw}
        if not self._labelled and one.label:
            out["label"] = one.label
        return out | _named(one, _PLACE)

    def _note(self, one: m.AuthorNote) -> Tree:
        return {
            "id": self._notes[one.id],
            "kind": one.kind,
            "text": self._texts.blocks(one.blocks),
        } | _filled({"label": one.label})

    def _abstracts(self) -> None:
        rest: list[Tree] = []
        for one in self._meta.abstracts:
            key = "abstract" if not one.kind else _ABSTRACTS.get(one.kind, "")
            usual = not one.title or kind_of(m.text_of(one.title)) in {"abstract", "lay", "highlights"}
            text: Any = self._texts.blocks(one.blocks)
            if one.sections:
                parts = [{"text": text}] if text else []
                text = [*parts, *map(self._abstract_part, one.sections)]
            if key and usual and not one.language and key not in self._made.tree:
                self._put(key, text, one)
                continue
            self._tell(("abstracts", len(rest)), one)
            said = {
                "kind": one.kind,
                "language": one.language,
                "title": "" if usual else self._texts.inlines(one.title),
            }
            rest.append(_filled(said) | {"text": text})
        self._put("abstracts", rest)

    def _abstract_part(self, one: m.Section) -> Tree:
        inner = "\n\n".join(
            filter(
                None,
                (
                    self._texts.blocks(one.blocks),
                    *(f"{m.text_of(s.title)}: {self._texts.blocks(s.blocks)}" for s in one.sections),
                ),
            )
        )
        return {"title": self._texts.inlines(one.title), "text": inner}

    def _keywords(self) -> None:
        for group in self._meta.keywords:
            words = [self._texts.inlines(one.children) or one.code for one in group.keywords]
            key = "keywords" if group.kind == "author" else group.kind.lower()
            key += f"-{group.language}" if group.language else ""
            if key in self._made.tree:
                self._made.tree[key] += [word for word in words if word]
            else:
                self._put(key, [word for word in words if word], group)

    def _dates(self) -> None:
        made: Tree = {}
        for one in self._meta.dates:
            if one.kind not in made and (value := _date(one.date)):
                made[one.kind] = value
                self._tell(("dates", one.kind), one)
        self._put("dates", made)

    def _identifiers(self) -> None:
        others: Tree = {}
        for one in self._meta.identifiers:
            key = _PAPER_IDS.get(one.kind)
            if key and key not in self._made.tree:
                self._put(key, one.value, one)
            elif not key:
                others.setdefault(one.kind, one.value)
        self._put("identifiers", others)

    def _funding(self, one: m.Funding) -> Tree:
        text = self._texts.inlines
        funder: Any = text(m.text(one.funder))
        if one.funder_id:
            funder = {"name": funder, "id": one.funder_id}
        return _filled(
            {
                "statement": text(one.statement),
                "funder": funder,
                "awards": [text(m.text(award)) for award in one.awards],
                "recipients": [text(m.text(name)) for name in one.recipients],
            }
        )

    def _license(self) -> None:
        one = self._meta.license
        if one is None:
            return
        text = self._texts.inlines
        self._put(
            "license",
            _filled({"name": text(m.text(one.name)), "url": one.url, "text": text(one.text)}),
            one,
        )
        self._put(
            "copyright",
            _filled(
                {
                    "statement": one.copyright_statement,
                    "year": one.copyright_year,
                    "holder": one.copyright_holder,
                }
            ),
        )

    def _related(self, one: m.RelatedArticle) -> Tree:
        return _filled({"kind": one.kind, "target": one.target, "text": self._texts.inlines(one.children)})

    def _headings(self) -> None:
        opening = self._document.blocks[:_OPENING_SHOWN] if self._document.sections else ()
        entries: list[Tree] = []
        for block in opening:
            start = starts(block)
            if start:
                self._tell(("opening", len(entries)), block)
                entries.append({"starts": start, "is": "text"})
        self._put("opening", entries)
        for key, sections in (("sections", self._document.sections), ("back", self._document.back)):
            rows: list[Tree] = []
            for level, section in walk(sections):
                self._tell((key, len(rows)), section)
                rows.append(
                    {"level": level, "title": section_title(section)} | _filled({"role": section.role})
                )
            self._put(key, rows)


def walk(sections: Iterable[m.Section], level: int = 1) -> Iterable[tuple[int, m.Section]]:
    """Each section with its level, in order."""
    for one in sections:
        yield level, one
        yield from walk(one.sections, level + 1)


def section_title(section: m.Section) -> str:
    """What a heading says, with its number, in one line."""
    return " ".join(f"{section.label} {m.text_of(section.title)}".split())


def starts(block: m.Block) -> str:
    """The first words of ``block``."""
    return " ".join(m.text_of(block).split())[:_STARTS]


def _filled(values: Tree) -> Tree:
    return {key: value for key, value in values.items() if value}


def _named(node: m.Node, keys: dict[str, str]) -> Tree:
    made = {key: getattr(node, field) for field, key in keys.items()}
    return _filled({key: list(value) if isinstance(value, tuple) else value for key, value in made.items()})


def _place(pos: Pos | None) -> str:
    if pos is None or not (pos.line or pos.part):
        return ""
    return pos.part or f"line {pos.line}"


def _date(one: m.Date) -> Any:
    """A date as text where that is read as the same date, else in its parts."""
    iso = "-".join(
        f"{number:0{width}}" for number, width in ((one.year, 4), (one.month, 2), (one.day, 2)) if number
    )
    for text in (one.literal, iso):
        if text and date(text) == one:
            return text
    return _filled(
        {
            "year": str(one.year or ""),
            "month": str(one.month or ""),
            "day": str(one.day or ""),
            "season": one.season,
            "literal": one.literal,
            "circa": one.circa,
        }
    )
