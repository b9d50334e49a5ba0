"""The figures, tables and supplementary files of a paper, each as a file of its own."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import Any

import msgspec

from paperconv import model as m
from paperconv.assets import is_remote
from paperconv.edition import Edition
from paperconv.errors import AssetError
from paperconv.requirements.paper import stands_for_formula
from paperconv.requirements.pictures import printed_width
from paperconv.styles import JournalStyle
from paperconv.submission.figure_files import Converted, convert_picture
from paperconv.submission.names import Names, number_of
from paperconv.submission.types import Audience, File, Remark

_MILLIMETRES = 25.4 / 72
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_UNNUMBERED = "unnumbered"
_NEARLY = 0.98
"""A resolution that falls short by no more than rounding is as good as asked for."""


class Means(msgspec.Struct, frozen=True):
    """What files are made with: the journal's ``style``, their ``names``, the ``edition`` that they belong to, the ``folder`` that they go to."""

    style: JournalStyle
    names: Names
    edition: Edition
    folder: str


class Parts(msgspec.Struct):
    """What was made of the floats of a paper, and what there is to say of them; ``pictures`` by the document's names for them."""

    files: list[File]
    missing: list[Remark]
    remarks: list[Remark]
    pictures: dict[str, bytes]


def figure_parts(document: m.Document, means: Means) -> Parts:
    """Every picture of the figures of ``document``, which is prepared for the style; panels are ``a``, ``b`` …"""
    out = Parts([], [], [], {})
    unnumbered = 0
    graphical = [one for one in document.meta.abstracts if one.kind == "graphical"]
    inside = {id(node) for one in graphical for node in m.iter_nodes(one)}
    for node in m.iter_nodes(document):
        if not isinstance(node, m.Figure) or stands_for_formula(node):
            continue
        pictures = [(panel, panel.image) for panel in node.panels if panel.image is not None]
        what = node.label or _UNNUMBERED
        number = number_of(node.label)
        if id(node) in inside:
            what, number = "Graphical abstract", "graphical-abstract"
        elif not number:
            unnumbered += 1
            number = f"{_UNNUMBERED}-{unnumbered}"
            what = f"Figure without a number ({unnumbered})"
        if not pictures:
            out.remarks.append(Remark(what, "it has no picture, and so no file of its own"))
        letters = _letters([panel for panel, _ in pictures])
        for (_, image), letter in zip(pictures, letters, strict=True):
            whole = node.span == "page"
            width = partial(printed_width, image, means.style, panels=len(pictures), whole=whole)
            shown = _Shown(f"{what}{letter}", f"{number}{letter}", image, width)
            _figure(out, shown, means)
    return out


class _Shown(msgspec.Struct, frozen=True):
    """A picture of a figure: ``what`` it is, the ``number`` in its file's name, its width in print for a natural one."""

    what: str
    number: str
    image: m.Image
    width: Callable[[float], float]


def _figure(out: Parts, shown: _Shown, means: Means) -> None:
    what, image, want = shown.what, shown.image, means.style.submission
    hint = "put it beside the manuscript"
    try:
        data = means.edition.open(image.source)
        hint = f"the journal takes {', '.join(want.figure_formats)}"
        made = convert_picture(data, want.figure_formats, shown.width, want.figure_resolution)
    except AssetError as error:
        called = means.edition.source(image.source)
        name = "" if called in str(error) else f'"{called}": '
        out.missing.append(Remark(what, f"{name}{error}", hint))
        return
    path = means.names.of("figure", made.suffix, shown.number, means.folder)
    width = made.width * _MILLIMETRES
    if made.resolution and made.resolution < want.figure_resolution * _NEARLY:
        out.remarks.append(
            Remark(
                what,
                f"only {made.resolution:.0f} dpi at the printed width of {width:.0f} mm",
                f"the journal asks for {want.figure_resolution}; no dot was added",
            )
        )
    out.remarks.extend(Remark(what, done) for done in made.done)
    out.pictures[image.source] = made.data
    out.files.append(
        File(path, "figure", "reviewers", made.media_type, made.data, what, _details(made, shown.number))
    )


def _details(made: Converted, number: str) -> dict[str, Any]:
    details: dict[str, Any] = {
        "number": number,
        "width-mm": round(made.width * _MILLIMETRES, 1),
    }
    if made.resolution:
        details.update({"pixels": list(made.pixels), "dpi": round(made.resolution)})
    return details


def _letters(panels: list[m.Panel]) -> list[str]:
    """A letter for each of several panels: its own where they have such, else in their order."""
    if len(panels) < 2:
        return [""] * len(panels)
    own = [panel.label.strip("()[]. ") for panel in panels]
    if len({one.lower() for one in own}) == len(own) and all(one.isascii() and one.isalnum() and len(one) < 3 for one in own):  # fmt: skip
        return [one.lower() for one in own]
    return [_LETTERS[place] if place < len(_LETTERS) else f"-{place + 1}" for place in range(len(panels))]


def table_documents(document: m.Document) -> Iterator[tuple[m.Table, m.Document]]:
    """Each table of ``document`` alone in one of its own, with the notes that it calls."""
    for node in m.iter_nodes(document):
        if isinstance(node, m.Table):
            yield node, _alone(node, document)


def _alone(table: m.Table, document: m.Document) -> m.Document:
    return cut_loose(
        m.replace(
            document,
            meta=m.Metadata(language=document.meta.language),
            blocks=(table,),
            sections=(),
            back=(),
            reference_lists=(),
        )
    )


def cut_loose(document: m.Document) -> m.Document:
    """A piece of a prepared paper as a document of its own: pointers to what is not in it are their text.

    Notes that nothing in it calls are left out.
    """
    notes = {note.id: note for note in document.notes}
    called: dict[str, None] = {}
    left: list[m.Node] = [m.replace(document, notes=())]
    while left:
        for node in m.iter_nodes(left.pop()):
            if isinstance(node, m.NoteRef) and node.note in notes and node.note not in called:
                called[node.note] = None
                left.append(notes[node.note])
    piece = m.replace(document, notes=tuple(note for note in document.notes if note.id in called))
    inside = {str(getattr(node, "id", "")) for node in m.iter_nodes(piece)}

    def rule(node: m.Node) -> m.Node | tuple[m.Node, ...] | None:
        match node:
            case m.CrossRef() if node.target not in inside:
                return node.children
            case m.Citation():
                return node.rendered or node.source
            case _:
                return None

    return m.rewrite(piece, rule)


def supplement_parts(document: m.Document, means: Means) -> tuple[Parts, dict[str, str]]:
    """The supplementary files that come with the manuscript, and how each is called in the upload, by its own name."""
    out, called = Parts([], [], [], {}), dict[str, str]()
    for node in m.iter_nodes(document):
        if not isinstance(node, m.Supplement) or not node.source or node.source in called:
            continue
        own = means.edition.source(node.source)
        what = node.label or f"Supplement ({own})"
        if is_remote(node.source):
            out.remarks.append(Remark(what, f"it is in the web, and not sent: {own}"))
            continue
        try:
            data = means.edition.open(node.source)
        except AssetError as error:
            out.missing.append(Remark(what, str(error), "put it beside the manuscript"))
            continue
        number = number_of(node.label) or str(len(called) + 1)
        path = means.names.of("supplement", _suffix(node.source), number, means.folder)
        called[node.source] = path.rpartition("/")[2]
        kind = node.media_type or mimetypes.guess_type(node.source)[0] or "application/octet-stream"
        audience: Audience = "reviewers"
        about = f"{what}: {own}" if node.label else own
        out.files.append(File(path, "supplement", audience, kind, data, about, {"number": number}))
    return out, called


def _suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if suffix[1:].isascii() and suffix[1:].isalnum() else ""


def with_supplement_names(document: m.Document, called: dict[str, str]) -> m.Document:
    """``document`` whose captions name its supplementary files as they are ``called`` in the upload."""

    def rule(node: m.Node) -> m.Node | None:
        if not isinstance(node, m.Supplement) or node.source not in called:
            return None
        named = m.text(called[node.source])
        caption = node.caption or m.Caption()
        blocks = caption.blocks
        if blocks and isinstance(blocks[-1], m.Paragraph):
            last = m.replace(blocks[-1], children=(*blocks[-1].children, *m.text(" ("), *named, *m.text(")")))
            blocks = (*blocks[:-1], last)
        else:
            blocks = (*blocks, m.Paragraph(named))
        return m.replace(node, source="", caption=m.replace(caption, blocks=blocks))

    return m.rewrite(document, rule) if called else document
