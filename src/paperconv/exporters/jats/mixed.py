"""A citation made from the string that the manuscript prints: its text stays that string, letter for letter.

The string is cut into pieces, each with the roles (``ref:title`` …) of the spans it lies in and the styles and
links round it; pieces of one role become one element, in which the styles are set again. So type that runs
across roles (an italic container title within an italic phrase) needs no care.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from paperconv import model as m
from paperconv.exporters.jats.dates import iso_date
from paperconv.exporters.jats.inlines import write_inlines
from paperconv.exporters.jats.kinds import TITLES, container_tag, demand, publication_type, title_tag
from paperconv.exporters.jats.names import write_string_name
from paperconv.exporters.jats.pages import pages, year_in
from paperconv.exporters.jats.state import State, link_to
from paperconv.exporters.jats.tags import CITATION, INLINE, LINK_TITLE, Element, new_child

_PERSONS = {"author": "author", "editor": "editor", "translator": "translator"}
_PERSON_FIELDS = {f"{field}{end}": kind for field, kind in _PERSONS.items() for end in ("", "s")}
_PLAIN_FIELDS = {
    "volume": "volume",
    "issue": "issue",
    "publisher": "publisher-name",
    "publisher_place": "publisher-loc",
    "edition": "edition",
    "event_title": "conf-name",
    "event_place": "conf-loc",
    "event_date": "conf-date",
    "isbn": "isbn",
    "issn": "issn",
}
_COMMENTS = frozenset(
    (
        "genre",
        "note",
        "medium",
        "status",
        "archive",
        "archive_location",
        "section",
        "chapter_number",
        "annote",
    )
)
_NAME_PARTS = {"family": "surname", "given": "given-names", "particle": "surname", "suffix": "suffix"}
# What may stand between two authors that are marked one by one.
_LONGEST_GAP = 12


class Piece(msgspec.Struct, frozen=True):
    """A run of a reference string: ``roles`` are its role spans from outer to inner, ``wraps`` what else is round it."""

    node: m.Inline
    roles: tuple[m.Span, ...]
    wraps: tuple[m.Styled | m.Link | m.Span, ...]


class Group(msgspec.Struct, frozen=True):
    """Neighbouring pieces of one outermost role; ``field`` is its name, empty for none."""

    field: str
    pieces: list[Piece]

    @property
    def text(self) -> str:
        return _text(self.pieces)


def write_mixed(state: State, ref: Element, reference: m.Reference, words: m.Inlines) -> Element:
    """A ``mixed-citation`` in ``ref`` whose text is ``words``."""
    element = new_child(ref, "mixed-citation")
    element.tail = "\n"
    writer = _Writer(state, element, reference)
    groups = list(_groups(list(_cut(words, (), ())), 0))
    index = 0
    while index < len(groups):
        end = index + 1
        if groups[index].field in _PERSON_FIELDS:
            while end + 1 < len(groups) and _goes_on(groups[index], groups[end], groups[end + 1]):
                end += 2
            writer.persons(groups[index:end])
        else:
            writer.group(groups[index])
        index = end
    tags = frozenset(str(part.tag) for part in element if isinstance(part.tag, str))
    element.set("publication-type", demand(writer.kind, tags))
    return element


def _cut(
    nodes: m.Inlines, roles: tuple[m.Span, ...], wraps: tuple[m.Styled | m.Link | m.Span, ...]
) -> Iterator[Piece]:
    for node in nodes:
        match node:
            case m.Span(children) if node.role.startswith("ref:"):
                yield from _cut(children, (*roles, node), wraps)
            case m.Styled(_, children) | m.Link(_, children) | m.Span(children):
                if children:
                    yield from _cut(children, roles, (*wraps, node))
                else:
                    yield Piece(node, roles, wraps)
            case _:
                yield Piece(node, roles, wraps)


def _groups(pieces: list[Piece], depth: int) -> Iterator[Group]:
    """``pieces`` by their role at ``depth``."""
    start = 0
    while start < len(pieces):
        span = pieces[start].roles[depth] if len(pieces[start].roles) > depth else None
        end = start + 1
        while end < len(pieces) and span is (
            pieces[end].roles[depth] if len(pieces[end].roles) > depth else None
        ):
            end += 1
        yield Group(_field(span), pieces[start:end])
        start = end


def _field(span: m.Span | None) -> str:
    return "" if span is None else span.role.removeprefix("ref:").replace("-", "_")


def _goes_on(first: Group, gap: Group, following: Group) -> bool:
    return (
        not gap.field
        and following.field == first.field
        and len(gap.text) <= _LONGEST_GAP
        and all(not piece.wraps and isinstance(piece.node, m.Text) for piece in gap.pieces)
    )


def _text(pieces: list[Piece]) -> str:
    return "".join(m.text_of(piece.node) for piece in pieces)


def _nest(pieces: list[Piece], depth: int = 0) -> m.Inlines:
    """``pieces`` as inlines again, with their styles and links round them."""
    nodes: list[m.Inline] = []
    start = 0
    while start < len(pieces):
        wraps = pieces[start].wraps
        end = start + 1
        if len(wraps) <= depth:
            nodes.append(pieces[start].node)
        else:
            while (
                end < len(pieces)
                and len(pieces[end].wraps) > depth
                and pieces[end].wraps[depth] is wraps[depth]
            ):
                end += 1
            nodes.append(m.replace(wraps[depth], children=_nest(pieces[start:end], depth + 1)))
        start = end
    return tuple(nodes)


class _Writer:
    """Writes the groups of one reference into ``element``."""

    def __init__(self, state: State, element: Element, reference: m.Reference) -> None:
        self.state = state
        self.element = element
        self.reference = reference
        self.kind = publication_type(reference)
        self._has_pages = False
        self._has_year = False

    def group(self, group: Group) -> None:
        field, text = group.field, group.text
        if not text.strip():
            self._words(group.pieces)
            return
        match field:
            case "title":
                self._title(title_tag(self.reference, self.kind), group)
            case "container_title" | "container_title_short":
                self._title(container_tag(self.reference, self.kind), group)
            case "collection_title":
                self._title("series", group)
            case "issued":
                self._issued(text, group)
            case "original_date":
                self._leaf("string-date", text).set("content-type", "original-publication")
            case "accessed":
                element = self._leaf("date-in-citation", text)
                element.set("content-type", "access-date")
                if self.reference.accessed is not None:
                    self.state.set(element, "iso-8601-date", iso_date(self.reference.accessed))
            case "page":
                self._pages(text, group)
            case "number":
                self._number(text)
            case "version":
                self.state.set(self._leaf("version", text), "designator", text.strip())
            case "doi" | "pmid" | "pmcid":
                self._identifier(field, text)
            case "url":
                link = link_to(
                    self.state, self.element, "ext-link", self.reference.url.strip() or text.strip()
                )
                self.state.set(link, LINK_TITLE, text.strip())
                self.state.text(link, text)
            case _ if field in _PLAIN_FIELDS:
                self._leaf(_PLAIN_FIELDS[field], text)
            case _ if field in _COMMENTS:
                comment = new_child(self.element, "comment")
                comment.set("content-type", field.replace("_", "-"))
                self._inlines(comment, group.pieces, INLINE)
            case _:
                self._words(group.pieces)

    def persons(self, groups: list[Group]) -> None:
        """Authors (or editors …) that follow one another, and what stands between them."""
        element = new_child(self.element, "person-group")
        element.set("person-group-type", _PERSON_FIELDS[groups[0].field])
        last: Element | None = None
        bodies = {name.literal for name in (*self.reference.authors, *self.reference.editors) if name.literal}
        for group in groups:
            parts = [(part.field, part.text) for part in _groups(group.pieces, 1)]
            if not group.field:
                self.state.append(element, last, group.text)
            elif any(field in _NAME_PARTS or field == "literal" for field, _ in parts):
                for name in _names(parts):
                    if not name[0][0]:
                        self.state.append(element, last, name[0][1])
                    elif name[0][0] == "collab":
                        last = self.state.text(new_child(element, "collab"), name[0][1])
                    else:
                        write_string_name(self.state, element, name)
                        last = element[len(element) - 1]
            else:
                tag = "collab" if group.text.strip() in bodies else "string-name"
                last = self.state.text(new_child(element, tag), group.text)

    def _title(self, tag: str, group: Group) -> None:
        self._inlines(new_child(self.element, tag), group.pieces, TITLES[tag])

    def _words(self, pieces: list[Piece]) -> None:
        self._inlines(self.element, pieces, CITATION)

    def _inlines(self, element: Element, pieces: list[Piece], allowed: frozenset[str]) -> None:
        # A formula in two notations would have its text twice.
        plain = [self._plain(piece) for piece in pieces]
        write_inlines(self.state, element, _nest(plain), allowed)

    def _plain(self, piece: Piece) -> Piece:
        if isinstance(piece.node, m.Math) and piece.node.mathml:
            return Piece(m.Math(piece.node.tex, pos=piece.node.pos), piece.roles, piece.wraps)
        return piece

    def _leaf(self, tag: str, text: str) -> Element:
        return self.state.text(new_child(self.element, tag), text)

    def _append(self, text: str) -> None:
        count = len(self.element)
        self.state.append(self.element, self.element[count - 1] if count else None, text)

    def _issued(self, text: str, group: Group) -> None:
        found = year_in(text)
        if found is None or self._has_year:
            self._words(group.pieces)
            return
        self._has_year = True
        start, end = found
        year = text[start:end]
        # the letter that tells works of one year apart (2019a)
        if "a" <= text[end : end + 1] <= "z" and not text[end + 1 : end + 2].isalpha():
            end += 1
        self._append(text[:start])
        self._leaf("year", text[start:end]).set("iso-8601-date", year)
        self._append(text[end:])

    def _pages(self, text: str, group: Group) -> None:
        if self._has_pages:
            self._words(group.pieces)
            return
        self._has_pages = True
        inner = text.strip()
        start = text.index(inner)
        self._append(text[:start])
        found = pages(inner)
        if found.whole:
            self._leaf("page-range", found.whole)
        elif found.number:
            self._leaf("elocation-id", found.first)
        else:
            self._leaf("fpage", found.first)
            if found.last:
                self._append(found.dash)
                if found.full == found.last:
                    self._leaf("lpage", found.last)
                else:
                    self._append(found.last)
        self._append(text[start + len(inner) :])

    def _number(self, text: str) -> None:
        if self.kind in {"journal", "preprint"} and not self._has_pages and not self.reference.page:
            self._has_pages = True
            self._leaf("elocation-id", text)
        elif self.kind == "patent":
            self._leaf("patent", text)
        else:
            # A report's number identifies it only beside its institution: no scheme of identifiers.
            self._leaf("comment", text).set("content-type", "number")

    def _identifier(self, scheme: str, text: str) -> None:
        """The identifier itself; an address or a name before it stays outside."""
        value = getattr(self.reference, scheme).strip() or text.strip()
        start = text.find(value)
        if start < 0 and len(text.lower()) == len(text):
            start = text.lower().find(value.lower())
        if start < 0:
            start, value = text.index(text.strip()), text.strip()
        end = start + len(value)
        self._append(text[:start])
        self._leaf("pub-id", text[start:end]).set("pub-id-type", scheme)
        self._append(text[end:])


def _names(parts: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Names out of their parts: each a list of tags and words, or one pair for a body or the text between names.

    A name ends where a part would come a second time; text between its parts belongs to it.
    """
    name: list[tuple[str, str]] = []
    gap = ""
    for field, words in parts:
        tag = "collab" if field == "literal" else _NAME_PARTS.get(field, "")
        if not tag:
            gap += words
            continue
        if tag == "surname" and name and name[-1][0] == "particle":
            name[-1] = ("surname", name[-1][1] + gap + words)
            gap = ""
            continue
        if name and (tag == "collab" or any(held == tag for held, _ in name)):
            yield _closed(name)
            name = []
        if gap:
            if name:
                name.append(("", gap))
            else:
                yield [("", gap)]
            gap = ""
        if tag == "collab":
            yield [("collab", words)]
        else:
            name.append(("particle" if field == "particle" else tag, words))
    if name:
        yield _closed(name)
    if gap:
        yield [("", gap)]


def _closed(name: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("surname" if tag == "particle" else tag, words) for tag, words in name]
