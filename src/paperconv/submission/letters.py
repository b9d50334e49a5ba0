"""The papers that go with a manuscript: title page, highlights, statements, cover letter.

They say what the manuscript says. What only its authors know stands as a blank, ``[FILL IN: …]``.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from paperconv import model as m
from paperconv.display import display_name
from paperconv.styles import JournalStyle, Page
from paperconv.styles.layout import RunningHead
from paperconv.submission.floats import cut_loose
from paperconv.submission.types import File
from paperconv.wording import wording

BLANK = "[FILL IN: "
"""How every blank begins."""

_PREPRINTS = {"arxiv": "arXiv:", "preprint": ""}


def title_page(document: m.Document, reviewed: m.Document, roles: Sequence[str]) -> m.Document:
    """Title, authors and all that tells of them, and the statements that stand here instead of in the manuscript.

    These are sections of ``roles``, and those of ``document`` that ``reviewed``, the copy for reviewers, does not have.
    """
    meta = document.meta
    shown = {section.id for section in reviewed.back if section.id}
    moved: list[m.Section] = []
    for section in document.back:
        if section.role in roles or (section.role != "appendix" and section.id not in shown):
            moved.append(section)
        else:
            moved += _of(section.sections, roles)
    front = m.replace(
        meta, abstracts=(), keywords=(), subjects=(), counts=(), license=None, extra=(), dates=(), related=()
    )
    return cut_loose(
        m.replace(document, meta=front, blocks=(), sections=tuple(moved), back=(), reference_lists=())
    )


def _of(sections: tuple[m.Section, ...], roles: Sequence[str]) -> list[m.Section]:
    """The sections of ``roles`` among and below ``sections``."""
    return [one for held in sections for one in ([held] if held.role in roles else _of(held.sections, roles))]


def form_statements(document: m.Document, roles: Sequence[str]) -> m.Document | None:
    """The statements of ``roles``, which are copied into the journal's form; None if there are none."""
    sections = tuple(_of(document.back, roles))
    if not sections:
        return None
    meta = m.Metadata(language=document.meta.language)
    return cut_loose(
        m.replace(document, meta=meta, blocks=(), sections=sections, back=(), reference_lists=())
    )


def highlights(document: m.Document) -> m.Document | None:
    """The highlights of ``document`` under their heading; None if it has none."""
    found = [one for one in document.meta.abstracts if one.kind == "key-points"]
    blocks = tuple(block for one in found for block in one.blocks)
    inner = tuple(section for one in found for section in one.sections)
    if not blocks and not inner:
        return None
    words = wording(document.meta.language)
    title = next((one.title for one in found if one.title), ()) or m.text(words.highlights)
    section = m.Section(title, blocks, inner)
    return cut_loose(
        m.replace(
            document,
            meta=m.Metadata(language=document.meta.language),
            blocks=(),
            sections=(section,),
            back=(),
            reference_lists=(),
        )
    )


def count_highlights(document: m.Document) -> int:
    """How many highlights there are: items of lists, else paragraphs."""
    found = [one for one in document.meta.abstracts if one.kind == "key-points"]
    items = sum(isinstance(node, m.ListItem) for one in found for node in m.iter_nodes(one))
    return items or sum(isinstance(block, m.Paragraph) for one in found for block in one.blocks)


def cover_letter(document: m.Document, journal: str, files: Sequence[File]) -> m.Document:
    """A letter to the editors: what the manuscript says of itself, the list of ``files``, and blanks for all else."""
    meta = document.meta
    place = m.text(journal) if journal else _blank("the journal")
    title = (m.Text("“"), *meta.title, m.Text("”")) if meta.title else _blank("the title")
    one = len(meta.authors) == 1
    blocks: list[m.Block] = [
        _paragraph(*_blank("the date")),
        _paragraph(m.Text("To the editors of "), *place),
        _paragraph(m.Text("Dear "), *_blank("the editor’s name"), m.Text(",")),
        _paragraph(
            m.Text("Please find enclosed the manuscript "),
            *title,
            m.Text(f", which {'I' if one else 'we'} submit to "),
            *place,
            m.Text(" as "),
            *(m.text(_kind(meta)) or _blank("the type of article")),
            m.Text("."),
        ),
        _paragraph(*_blank("what was found, and why it matters to the readers of this journal")),
        *_preprints(meta),
        _paragraph(*_blank("whether any of it has been published, or is under consideration elsewhere")),
        _paragraph(
            *_blank(f"whether {'you have' if one else 'all authors have'} seen and approved what is submitted")
        ),
        _paragraph(*_blank("reviewers you suggest, or ask not to be invited; delete this line if there are none")),
        _paragraph(m.Text("Enclosed:")),
        m.List(
            tuple(m.ListItem((_paragraph(m.Text(f"{file.path.rpartition('/')[2]} – {file.about}")),)) for file in files)
        ),
        _paragraph(m.Text("Yours sincerely,")),
        *_signature(meta),
    ]  # fmt: skip
    front = m.Metadata(language="en")
    return cut_loose(
        m.replace(
            document, meta=front, blocks=tuple(blocks), sections=(), back=(), notes=(), reference_lists=()
        )
    )


def as_letter(style: JournalStyle) -> JournalStyle:
    """``style`` as a letter is set: one column, paragraphs apart, nothing at the head."""
    text = replace(
        style.text, size="11pt", line_spacing=1.2, align="left", paragraph_indent="0pt", paragraph_space="9pt"
    )
    return replace(style, page=Page(size=style.page.size), running_head=RunningHead(), text=text)


def blanks(document: m.Document) -> int:
    """How many blanks there are in ``document``."""
    return m.text_of(document.blocks).count(BLANK)


def _blank(what: str) -> m.Inlines:
    return (m.Styled("strong", m.text(f"{BLANK}{what}]")),)


def _paragraph(*children: m.Inline) -> m.Paragraph:
    return m.Paragraph(children)


def _kind(meta: m.Metadata) -> str:
    kind = meta.article_type.replace("-", " ").strip()
    if not kind:
        return ""
    return f"an {kind}" if kind[0].lower() in "aeio" else f"a {kind}"


def _preprints(meta: m.Metadata) -> list[m.Block]:
    said = [f"{_PREPRINTS[one.kind]}{one.value}" for one in meta.identifiers if one.kind in _PREPRINTS]
    return [_paragraph(m.Text(f"A preprint of it is {', '.join(said)}."))] if said else []


def _signature(meta: m.Metadata) -> list[m.Block]:
    """Who corresponds, with all addresses that the manuscript gives."""
    found = [author for author in meta.authors if author.corresponding] or list(meta.authors[:1])
    if not found:
        return [_paragraph(*_blank("your name and address"))]
    places = {one.id: one for one in meta.affiliations}
    out: list[m.Block] = []
    for author in found:
        lines = [display_name(author.name)]
        lines += [places[one].raw for one in author.affiliations if one in places]
        lines += author.emails
        lines += [f"https://orcid.org/{author.orcid}"] if author.orcid else []
        children: list[m.Inline] = []
        for line in filter(None, lines):
            children += [m.LineBreak(), m.Text(line)] if children else [m.Text(line)]
        if not author.corresponding:
            children += [
                m.LineBreak(),
                *_blank("the corresponding author, whom the manuscript does not name"),
            ]
        if not author.emails:
            children += [m.LineBreak(), *_blank("an e-mail address")]
        out.append(_paragraph(*children))
    return out
