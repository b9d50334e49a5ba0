"""The whole paper: pieces, and the page they make."""

from __future__ import annotations

from paperconv import model as m
from paperconv.diagnostics import Rule
from paperconv.html.blocks import begin_page, write_blocks, write_section
from paperconv.html.captions import write_led
from paperconv.html.elements import Element, child, new, plain
from paperconv.html.front import author_name, title_block
from paperconv.html.head import metadata, title_text
from paperconv.html.options import Heading, Options, Part, PartKind, Parts
from paperconv.html.references import write_notes, write_references
from paperconv.html.state import State, language_and_direction
from paperconv.styles.layout import BIOGRAPHIES, END_FIGURES, END_TABLES


class _Draft:
    """A part whose headings have no ids yet."""

    def __init__(self, kind: PartKind) -> None:
        self.kind: PartKind = kind
        self.place = new("div")
        self.headings: list[Element] = []
        self.ends_page = False

    def part(self) -> Part:
        return Part(self.kind, list(self.place), _headings(self.headings))


def build_parts(document: m.Document, options: Options) -> Parts:
    """``document`` in pieces, in print order."""
    state = State(document, options, write_blocks)
    language, direction = language_and_direction(document.meta.language)
    if document.meta.language and not language:
        state.log(
            Rule.METADATA_VALID,
            f'"{document.meta.language}" is not a language tag',
            hint="write it as in BCP 47: en, pt-BR",
        )
    title = title_text(state)
    front: list[Element] = []
    header = title_block(state, front)
    drafts = _body(state)
    state.finish([header, *(draft.place for draft in drafts)])
    parts = [draft.part() for draft in drafts if len(draft.place)]
    return Parts(language, direction, title, metadata(state, title), header, _headings(front), parts)


def _body(state: State) -> list[_Draft]:
    document = state.document
    drafts = [_Draft("body")]
    write_blocks(state, drafts[0].place, document.blocks)

    def sections(kind: PartKind, chosen: list[m.Section]) -> None:
        for section in chosen:
            draft = _Draft(kind)
            write_section(state, draft.place, section, 2, draft.headings)
            if drafts and drafts[-1].ends_page:
                begin_page(list(draft.place))
            draft.ends_page = section.role in {END_TABLES, END_FIGURES}
            drafts.append(draft)

    sections("section", list(document.sections))
    # On pages the back matter stands as the pass ``order_back`` has put it.
    late = () if state.paged else tuple(section for section in document.back if section.role == "appendix")
    sections("back", [section for section in document.back if section.role != "appendix" or state.paged])
    if not any(section.role == BIOGRAPHIES for section in document.back):
        drafts.append(_biographies(state))
    notes, references = _Draft("notes"), _Draft("references")
    drafts += [notes, references]
    known = _section_ids(document)
    for one in document.reference_lists:
        if one.section not in known:
            write_references(state, references.place, one, 2, references.headings)
    sections("appendix", list(late))
    # In the paged medium only notes that nothing calls are left.
    left = tuple(note for note in document.notes if note.id not in state.printed_notes)
    write_notes(state, notes.place, left, notes.headings)
    return drafts


def _section_ids(document: m.Document) -> frozenset[str]:
    found: set[str] = set()
    if any(one.section for one in document.reference_lists):
        left = [*document.sections, *document.back]
        while left:
            section = left.pop()
            found.add(section.id)
            left.extend(section.sections)
    return frozenset(found - {""})


def _biographies(state: State) -> _Draft:
    draft = _Draft("back")
    authors = [author for author in state.document.meta.authors if author.bio]
    if authors:
        place = child(draft.place, "div", "biographies")
        for author in authors:
            lead = new("p", "biography")
            author_name(state, lead, author)
            state.text(lead, ". ")
            write_led(state, place, author.bio, lead)
    return draft


def _headings(elements: list[Element]) -> list[Heading]:
    found = []
    for element in elements:
        level = int(element.get("aria-level") or str(element.tag)[1:])
        found.append(Heading(level, element.get("id") or "", _heading_text(element)))
    return found


def _heading_text(element: Element) -> str:
    """The words of a heading, without note marks."""
    if (
        element.find(".//sup[@class='noteref']") is None
        and element.find(".//span[@class='footnote']") is None
    ):
        return plain(element)
    parts: list[str] = []
    _collect(element, parts)
    return " ".join("".join(parts).split())


def _collect(element: Element, parts: list[str]) -> None:
    parts.append(element.text or "")
    for one in element:
        if one.get("class") not in ("noteref", "footnote"):
            _collect(one, parts)
        parts.append(one.tail or "")


def build(document: m.Document, options: Options) -> Element:
    """``document`` as one page: the root element ``html``, in no namespace."""
    parts = build_parts(document, options)
    root = new("html")
    if parts.language:
        root.set("lang", parts.language)
    if parts.direction:
        root.set("dir", parts.direction)
    head = child(root, "head")
    child(head, "meta").set("charset", "utf-8")
    head.extend(parts.head)
    body = child(root, "body")
    if len(parts.header):
        body.append(parts.header)
    main = child(body, "main")
    for part in parts.parts:
        main.extend(part.elements)
    if not len(main):
        body.remove(main)
    return root
