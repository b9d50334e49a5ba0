"""The file beside a manuscript in which its author corrects what was understood: ``paper.yaml``."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from paperconv import model as m
from paperconv.assets import open_asset
from paperconv.diagnostics import Log, ignore
from paperconv.errors import AssetError, UnreadableSource
from paperconv.manuscript.correct import Correction, correct
from paperconv.pandoc.ast import meta_tree, read_ast, to_draft
from paperconv.protocols import Source
from paperconv.readers.markdown.authored import gather, replaced
from paperconv.readers.markdown.decode import decode
from paperconv.readers.markdown.front import Front, load_front
from paperconv.readers.markdown.lines import Script

_BESIDE = "paperconv"
# Texts in the file say what they mean: no quotation mark is turned, no address is guessed.
_FORMAT = "markdown-smart-raw_tex-latex_macros-example_lists-implicit_figures-auto_identifiers"


def load_paper_file(path: Path, manuscript: Source, log: Log) -> Front | None:
    """What the file at ``path`` says; None if it names another manuscript than this one.

    Raises:
        UnreadableSource: it is broken, too large, or a link that leads out of its folder; the message names the line.

    """
    folder = path.parent
    try:
        source = Source(open_asset(folder, path.name), str(path), path, folder)
    except AssetError as error:
        raise UnreadableSource(f"{path}: {error}") from None
    front = load_front("\n".join(decode(source, log)), source.name, 1, log, folder)
    of = front.tree.pop("manuscript", "")
    names = {manuscript.path.name if manuscript.path else "", folder.resolve().name, ""}
    return front if of in names else None


def apply(document: m.Document, front: Front, log: Log) -> Correction:
    """``document`` as the file ``front`` corrects it."""
    return correct(document, front.tree, partial(_read, file=front.file), log, front.place)


def _read(tree: dict[str, Any], *, file: str) -> tuple[dict[str, Any], tuple[m.Note, ...]]:
    """``tree`` with its running text read, and the notes in it: one call of pandoc."""
    script = Script([], ignore)
    paths = gather(tree, script)
    if not paths:
        return tree, ()
    block = msgspec.json.encode({_BESIDE: script.beside}).decode()
    ast = read_ast(f"---\n{block}\n---\n".encode(), _FORMAT, source=file)
    draft = to_draft(ast, file=file, log=ignore)
    # The manuscript has notes of its own.
    made = [_renamed(value) for value in meta_tree(ast).get(_BESIDE, [])]
    notes = tuple(m.replace(note, id=f"{_BESIDE}-{note.id}") for note in draft.notes)
    return replaced(tree, (), dict(zip(paths, made, strict=False))), notes


def _renamed(value: Any) -> Any:
    def rule(node: m.Node) -> m.Node | None:
        return m.replace(node, note=f"{_BESIDE}-{node.note}") if isinstance(node, m.NoteRef) else None

    if not isinstance(value, tuple):
        return value
    return tuple(rule(node) or m.rewrite(node, rule) for node in value)
