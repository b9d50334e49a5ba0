"""Inline nodes as the content of a paragraph."""

from __future__ import annotations

from typing import assert_never

import msgspec

from paperconv import model as m
from paperconv.citations import bib_styles
from paperconv.citations.ranges import cut
from paperconv.diagnostics import Diagnostic, Rule, Severity
from paperconv.exporters.docx.labels import Label, mention
from paperconv.exporters.docx.look import Look
from paperconv.exporters.docx.markup import EMPTY, Xml, join
from paperconv.exporters.docx.pictures import drawing, placeholder
from paperconv.exporters.docx.runs import (
    anchor,
    changed,
    field,
    lines,
    link,
    relative_address,
    run,
    text,
    word_address,
)
from paperconv.exporters.docx.writer import Reviewed, Writer
from paperconv.exporters.docx.zotero import item_field, parted
from paperconv.html.addresses import doi_address
from paperconv.patterns import late

_BLANK = late(r"(?<=\S)\s+(?=\S)")


def inlines(w: Writer, nodes: m.Inlines, look: Look) -> Xml:
    """``nodes`` as runs, links, fields and formulas."""
    return join([_inline(w, node, look) for node in nodes])


def _inline(w: Writer, node: m.Inline, look: Look) -> Xml:
    match node:
        case m.Text(value):
            return text(w, value, look)
        case m.Styled(style, children):
            return inlines(w, children, look.marked(style))
        case m.Citation():
            return _citation(w, node, look)
        case m.CrossRef():
            return _cross_reference(w, node, look)
        case m.NoteRef(note):
            return _note_reference(w, note, look)
        case m.Math():
            return _formula(w, node, look)
        case m.CodeSpan(value):
            return lines(w, value, look.marked("code")) if value else EMPTY
        case m.Link():
            return _link(w, node, look)
        case m.Image():
            made = drawing(w, node, w.room)
            return (
                run(w, made, look) if made is not None else text(w, placeholder(w, node), look.marked("code"))
            )
        case m.LineBreak():
            return run(w, Xml("<w:br/>"), look)
        case m.Span(children, identifier, role, language, direction):
            inside = look.styled(role) if role.startswith(bib_styles.PREFIX) else look
            return w.bookmark(identifier, inlines(w, children, inside.in_language(language, direction)))
        case m.Abbreviation(children, expansion):
            w.expansions.setdefault(m.text_of(children), expansion)
            return inlines(w, children, look)
        case m.IndexTerm():
            return join([_index_entry(w, node, look), inlines(w, node.children, look)])
        case m.Change(_, children):
            return inlines(w, children, msgspec.structs.replace(look, change=node))
        case m.Comment():
            return _comment(w, node, look)
        case m.RawInline(form, value):
            report_raw(w, node, form, value)
            return lines(w, value, look.marked("code")) if value else EMPTY
        case _:
            assert_never(node)


def report_raw(w: Writer, node: m.RawInline | m.RawBlock, form: str, value: str) -> None:
    """Say that source which no reader understood stands in the text as it is."""
    shown = " ".join(value.split())[:60]
    w.job.log(
        Diagnostic(Rule.CONTENT_KEPT, f"{form} source is shown as it is: {shown}", Severity.WARNING, node.pos)
    )


def _citation(w: Writer, node: m.Citation, look: Look) -> Xml:
    """What is printed, its works linked; or a field of Zotero's, unless the citation is a note."""
    shown = node.rendered or node.source or _keys(node.items)
    names, rest = parted(node) if w.zotero else ((), ())
    if not rest or any(isinstance(one, m.NoteRef) for one in m.iter_nodes(m.Paragraph(rest))):
        return inlines(w, _all_linked(shown, node.items), look)
    inside = inlines(w, rest, msgspec.structs.replace(look, linked=True))
    w.zotero += 1
    return join(
        [inlines(w, names, look), field(w, item_field(node, rest, w.zotero - 1, w.works), inside, look)]
    )


def _all_linked(shown: m.Inlines, items: tuple[m.CiteItem, ...]) -> m.Inlines:
    """``shown`` with a link for each work: works that print the same share the words of their link."""
    links = [place for place, one in enumerate(shown) if isinstance(one, m.CrossRef)]
    linked = {one.target for one in m.iter_nodes(m.Paragraph(shown)) if isinstance(one, m.CrossRef)}
    silent = [one.ref for one in items if one.ref not in linked]
    last = shown[links[-1]] if links else None
    if not silent or not isinstance(last, m.CrossRef):
        return shown
    said = m.text_of(last.children)
    edges = [one.start() for one in _BLANK.finditer(said)]
    edges = edges if len(edges) >= len(silent) else list(range(1, len(said)))
    if len(edges) < len(silent):
        return shown
    pieces = cut(last.children, edges[-len(silent) :])
    shared = [m.CrossRef(ref, piece) for ref, piece in zip((last.target, *silent), pieces, strict=True)]
    return (*shown[: links[-1]], *shared, *shown[links[-1] + 1 :])


def _keys(items: tuple[m.CiteItem, ...]) -> m.Inlines:
    out: list[m.Inline] = [m.Text("[")]
    for number, item in enumerate(items):
        out += [m.Text("; ")] if number else []
        out += [*item.prefix, m.CrossRef(item.ref, (m.Text(item.ref),)), *item.suffix]
    return (*out, m.Text("]"))


def _cross_reference(w: Writer, node: m.CrossRef, look: Look) -> Xml:
    label = w.labels.get(node.target)
    shown = node.children or m.text(label.text if label is not None else node.target)
    if look.linked:
        return inlines(w, shown, look)
    if label is not None and all(isinstance(child, m.Text) for child in shown):
        repeated = _repeated_label(w, node.target, label, m.text_of(shown), look)
        if repeated is not None:
            return repeated
    inside = inlines(w, shown, msgspec.structs.replace(look, linked=True))
    return anchor(w, node.target, inside) if inside and node.target in w.kinds else inside


def _repeated_label(w: Writer, target: str, label: Label, shown: str, look: Look) -> Xml | None:
    """A reference field where the text repeats the label of its target, so that renumbering carries it along."""
    found = mention(shown, label)
    if found is None or w.flat:
        return None
    name = w.bookmark_name(target) if found.whole else w.bookmark_name(target, "n")
    repeated = field(w, rf"REF {name} \h \* MERGEFORMAT", text(w, found.repeated, look), look)
    if not found.before and found.after:
        # A field that begins a link is torn apart by LibreOffice: so there are two, which who reads the file joins.
        return join([repeated, anchor(w, target, text(w, found.after, look))])
    whole = Xml(f"{text(w, found.before, look)}{repeated}{text(w, found.after, look)}")
    return anchor(w, target, whole) if found.before or found.after else whole


def label_text(w: Writer, identifier: str, label: str, look: Look) -> Xml:
    """A printed label, its number a sequence field, in the bookmarks that reference fields repeat.

    The bookmark of ``identifier`` holds the whole label, a second one the number alone.
    """
    parsed = w.labels.get(identifier)
    if parsed is None or parsed.text != label:
        return w.bookmark(identifier, text(w, label, look))
    if not parsed.number:
        return w.bookmark(identifier, text(w, label, look))
    expected = w.series.get(parsed.series, 0) + 1
    w.series[parsed.series] = parsed.value
    reset = "" if parsed.value == expected else rf" \r {parsed.value}"
    instruction = rf"SEQ {parsed.series} \* {parsed.form}{reset}"
    number = w.bookmark(identifier, field(w, instruction, text(w, parsed.number, look), look), "n")
    return w.bookmark(identifier, Xml(f"{text(w, parsed.stem, look)}{number}"))


def _note_reference(w: Writer, identifier: str, look: Look) -> Xml:
    note = w.notes.get(identifier)
    if note is None:
        return EMPTY
    kind = "Endnote" if note.kind == "endnote" else "Footnote"
    look = look.styled(f"{kind}Reference")
    if identifier in w.noted:
        label = note.label or str(w.noted[identifier])
        repeated = text(w, label, look)
        if look.linked or w.noted[identifier] == 0:
            return repeated
        return field(w, rf"NOTEREF {w.bookmark_name(identifier)} \f \h", repeated, look)
    if w.inside_note:
        # Word has no notes on notes: the inner one becomes a paragraph of the outer.
        w.noted[identifier] = 0
        w.nested_notes.append(note)
        return anchor(w, identifier, text(w, note.label or "*", look))
    held = w.note_order[note.kind]
    held.append(note)
    number = len(held)
    automatic = str(number - sum(other.id in w.custom_marks for other in held[:-1]))
    own = note.label not in {"", automatic}
    if own:
        w.custom_marks.add(identifier)
    w.noted[identifier] = number
    follows = ' w:customMarkFollows="1"' if own else ""
    mark = f'<w:{kind.lower()}Reference{follows} w:id="{number}"/>'
    made = run(w, Xml(mark), look)
    marked = w.bookmark(identifier, join([made, text(w, note.label, look)]) if own else made)
    comments = [node for node in m.iter_nodes(note) if isinstance(node, m.Comment)]
    return join([marked, *(_comment(w, node, look) for node in comments)])


def _formula(w: Writer, node: m.Math, look: Look) -> Xml:
    omml = w.formula(node.mathml, display=False, pos=node.pos)
    if omml:
        return changed(w, omml, look)
    source = w.formula_source(node.tex, node.mathml)
    return lines(w, source, look.styled("FormulaSource")) if source else EMPTY


def _link(w: Writer, node: m.Link, look: Look) -> Xml:
    children = node.children or m.text(node.target)
    if look.linked:
        return inlines(w, children, look)
    address = (
        word_address(node.target)
        or word_address(doi_address(node.target))
        or w.carried(node.target, node.pos)
    )
    beside = relative_address(node.target) if not address else ""
    if not address and node.target.strip() and not node.target.startswith("#"):
        kept = "leads to nothing that comes with the file" if beside else "only its text is kept"
        w.log(
            Rule.CONTENT_KEPT,
            f'"{node.target[:80]}" is no address that Word can link to: {kept}',
            node.pos,
        )
    if address or beside:
        inside = inlines(w, children, msgspec.structs.replace(look.marked("link"), linked=True))
        return link(w, address or beside, inside, node.title) if inside else EMPTY
    return inlines(w, children, look)


def _index_entry(w: Writer, node: m.IndexTerm, look: Look) -> Xml:
    if not node.terms:
        return EMPTY
    entry = ":".join(_in_field(w.legal(term)).replace(":", r"\:") for term in node.terms)
    see = rf' \t "{_in_field(w.legal(node.see))}"' if node.see else ""
    if w.flat:
        w.log(
            Rule.CONTENT_KEPT, f"index entry is left out, since the style wants no fields: {entry}", node.pos
        )
    return field(w, f'XE "{entry}"{see}', EMPTY, look)


def _in_field(value: str) -> str:
    return " ".join(value.replace("\\", r"\\").replace('"', r"\"").split())


def _comment(w: Writer, node: m.Comment, look: Look) -> Xml:
    """A comment's mark. In the parts for notes Word has none: there the mark stands at the note's own."""
    if w.inside_note:
        said = f"[{node.author}: {node.text}]" if node.author else f"[{node.text}]"
        return text(w, said, look) if w.inside_note == "nested" else EMPTY
    number = len(w.comments)
    w.comments.append(Reviewed(number, node))
    mark = run(w, Xml(f'<w:commentReference w:id="{number}"/>'), look.styled("CommentReference"))
    return Xml(f'<w:commentRangeStart w:id="{number}"/><w:commentRangeEnd w:id="{number}"/>{mark}')
