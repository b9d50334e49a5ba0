"""The running text in print order: sections, back matter, biographies, references, appendices."""

from __future__ import annotations

import msgspec

from paperconv import model as m
from paperconv.citations.marking import mark_fields
from paperconv.display import list_title, printed_number
from paperconv.exporters.docx.blocks import placed, section_kind, write_block
from paperconv.exporters.docx.captions import led, stop_after
from paperconv.exporters.docx.front import write_front
from paperconv.exporters.docx.inlines import inlines
from paperconv.exporters.docx.look import Look
from paperconv.exporters.docx.markup import EMPTY, Xml, join
from paperconv.exporters.docx.names import full_name, mentioned
from paperconv.exporters.docx.page import Body
from paperconv.exporters.docx.place import Place
from paperconv.exporters.docx.runs import field_ends, para, tab, text
from paperconv.exporters.docx.stylesheet import LEVELS
from paperconv.exporters.docx.writer import Writer
from paperconv.exporters.docx.zotero import bibliography_field
from paperconv.styles.layout import BIOGRAPHIES, CONTRIBUTIONS, END_FIGURES, END_TABLES, LEGENDS

_EM_SPACE = "\u2003"


def body(w: Writer, place: Place) -> Body:
    """The whole paper."""
    document = w.document
    out = Body()
    write_front(w, out, place)
    w.room = w.page.column_width
    _flow(w, out, document.blocks, msgspec.structs.replace(place, first="FirstParagraph"))
    for section in document.sections:
        _section(w, out, section, 1, place)
    for section in document.back:
        if section.role in {END_TABLES, END_FIGURES}:
            _on_pages(w, out, section.blocks, place)
            out.new_page()
        elif section.role == BIOGRAPHIES:
            out.add(_biographies(w, place))
        elif section.role == CONTRIBUTIONS:
            out.add(_contributions(w))
        else:
            if section.role == LEGENDS:
                out.new_page()
            _section(w, out, section, 1, place)
    out.add(_unreferenced_notes(w, place))
    return out


def _flow(w: Writer, out: Body, nodes: m.Blocks, place: Place) -> None:
    """``nodes`` in the running text, the wide ones in sections of their own."""
    for node, there in placed(nodes, place):
        kind = section_kind(w, node, there.lines)
        w.room = w.page.line_width(kind)
        out.add(write_block(w, node, there), kind)
    w.room = w.page.column_width


def _on_pages(w: Writer, out: Body, nodes: m.Blocks, place: Place) -> None:
    """Each of ``nodes`` on a page of its own."""
    for node in nodes:
        out.new_page()
        _flow(w, out, (node,), place)


def _section(w: Writer, out: Body, node: m.Section, level: int, place: Place) -> None:
    """A section under its heading; one without a heading adds no level."""
    place = place.in_language(node.language)
    title = inlines(w, node.title, place.look)
    label = _printed_label(w, node)
    style = w.job.style.headings.level(level)
    number = join(
        [
            text(w, label, place.look.styled("HeadingNumber")),
            text(w, _EM_SPACE, place.look) if title else EMPTY,
        ]
    )
    heading = w.bookmark(node.id, join([number if label else EMPTY, title])) if label or title else EMPTY
    if heading:
        if style.run_in and node.blocks and isinstance(node.blocks[0], m.Paragraph):
            stop = text(w, stop_after(m.text_of(node.title) or label), place.look)
            out.add([_run_in(w, level, join([heading, stop]), place.look)])
        else:
            out.add([para(w, f"Heading{min(level, LEVELS)}", heading, place.look)])
        level += 1
    elif node.id:
        out.add([w.bookmark(node.id, EMPTY)])
    _flow(w, out, node.blocks, msgspec.structs.replace(place, first="FirstParagraph" if heading else ""))
    for inner in node.sections:
        _section(w, out, inner, level, place)
    for one in w.document.reference_lists:
        if one.section and one.section == node.id:
            _references(w, out, one, level)


def _run_in(w: Writer, level: int, content: Xml, look: Look) -> Xml:
    """A heading that shares its line with the paragraph after it: Word's style separator is a hidden paragraph mark."""
    made = para(w, f"Heading{min(level, LEVELS)}", join([content, text(w, " ", look)]), look)
    return Xml(made.replace("</w:pPr>", "<w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>", 1))


def _printed_label(w: Writer, node: m.Section) -> str:
    """The number before a heading; an appendix's is led by its word where that stands nowhere."""
    if node.role != "appendix":
        return printed_number(node, w.job.style.headings)
    if not node.label or not node.label.isalnum() or len(node.label) > 4:
        return node.label
    word = w.words.appendix
    return node.label if word.casefold() in m.text_of(node.title).casefold() else f"{word} {node.label}"


def _references(w: Writer, out: Body, node: m.ReferenceList, level: int) -> None:
    """A reference list under its heading, each entry bookmarked for the citations that link to it."""
    if not node.references:
        return
    heading = inlines(w, list_title(node, w.document, w.job.style), w.look)
    if w.job.style.references.new_page:
        out.new_page()
    out.add([para(w, f"Heading{min(level, LEVELS)}", w.bookmark(node.id, heading))])
    entries: list[Xml] = []
    for one in node.references:
        look = w.look.in_language(one.language)
        content = inlines(w, mark_fields(one.formatted or one.raw or one.title, one), look)
        content = content or text(w, one.url or one.doi or one.key or one.id, look)
        label = join([text(w, one.label, w.look), tab(w, w.look)]) if one.label else EMPTY
        entry = w.bookmark(one.id, join([label, content]))
        if w.zotero and node is w.document.reference_lists[0]:
            # One field from before the first entry to behind the last: Zotero writes them anew.
            start, end = field_ends(w, bibliography_field(_uncited(w.document, node)), w.look)
            entry = join(
                [
                    start if one is node.references[0] else EMPTY,
                    entry,
                    end if one is node.references[-1] else EMPTY,
                ]
            )
        entries.append(para(w, "Bibliography", entry, look))
    out.add(entries)


def _uncited(document: m.Document, node: m.ReferenceList) -> list[m.Reference]:
    cited = {one.ref for one in m.iter_nodes(document) if isinstance(one, m.CiteItem)}
    return [one for one in node.references if one.id not in cited]


def _contributions(w: Writer) -> list[Xml]:
    """The authors' roles, those that no section of the back matter tells of: one that names author and role."""
    told = [m.text_of(section).casefold() for section in w.document.back if section.role != CONTRIBUTIONS]
    out: list[Xml] = []
    for author in w.document.meta.authors:
        name = (author.name.family or author.name.literal).casefold()
        own = "\n".join(said for said in told if name in said)
        roles = [role for role in author.roles if role.term and role.term.casefold() not in own]
        if roles:
            named = [
                text(
                    w,
                    f"{role.term} ({role.degree})" if role.degree else role.term,
                    w.look.styled("ContributorRole"),
                )
                for role in roles
            ]
            between = text(w, ", ", w.look)
            lead = join([mentioned(w, author, w.look), text(w, ": ", w.look)])
            out.append(para(w, "FirstParagraph", join([lead, Xml(between.join(named))])))
    return [para(w, "Heading1", text(w, w.words.author_contributions, w.look)), *out] if out else []


def _biographies(w: Writer, place: Place) -> list[Xml]:
    out: list[Xml] = []
    meta = w.document.meta
    for author in (*meta.authors, *meta.editors):
        if author.bio:
            name = text(w, f"{full_name(author)}.", w.look.styled("Label"))
            out += led(w, name, author.bio, place.within("Biography"))
    return out


def _unreferenced_notes(w: Writer, place: Place) -> list[Xml]:
    """Notes that no mark points to: Word could not show them, so they stand in the text."""
    reached = _with_inner_notes(w, list(w.noted))
    left = [note for note in w.document.notes if note.id not in reached]
    if not left:
        return []
    out = [para(w, "Heading1", text(w, w.words.notes, w.look))]
    for note in left:
        if note.id in w.noted:  # the one before points to it
            continue
        w.noted[note.id] = 0
        label = text(w, note.label, w.look.styled("Superscript"))
        gap = " " if note.label else ""
        out += led(w, w.bookmark(note.id, label), note.blocks, place.within("UnplacedNote"), gap)
    return out


def _with_inner_notes(w: Writer, called: list[str]) -> set[str]:
    """The notes that are ``called``, and those that their text calls in turn."""
    reached: set[str] = set()
    while called:
        identifier = called.pop()
        if identifier not in reached and identifier in w.notes:
            reached.add(identifier)
            called += [node.note for node in m.iter_nodes(w.notes[identifier]) if isinstance(node, m.NoteRef)]
    return reached
