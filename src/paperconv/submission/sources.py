"""The manuscript as its author wrote it: its own files, and those of its folder that they name.

A journal that sets papers from LaTeX or Markdown asks for them. They keep their names and their places in the folder, so
that what compiled there still does.
"""

from __future__ import annotations

import mimetypes
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

import msgspec

from paperconv import model as m
from paperconv.assets import find_asset, is_remote, names_file
from paperconv.errors import AssetError, ConversionFailed
from paperconv.patterns import late
from paperconv.readers.markdown.project import METADATA_FILES, find_manuscript
from paperconv.readers.pandoc.graphics import graphics_folders, names_of_picture
from paperconv.requirements.files import format_of

_MOST_FILES = 2000
_MOST_BYTES = 1_000_000_000
_MOST_TEXT = 20_000_000
_LATEX = frozenset((".tex", ".latex", ".ltx", ".sty", ".cls"))
_YAML = frozenset((".yml", ".yaml"))
_MARKDOWN = frozenset((".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd", ".mmd", ".txt"))
_HEAD = late(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_DIRECTIVE = late(r"(?m)^[ \t]*(?:`{3,}|~{3,}|:{3,})\{[^\n]*|\{\{<[^\n>]*>\}\}")
_COMMENT = late(r"(?<!\\)%[^\n]*")
_COMMAND = late(
    r"\\([A-Za-z]{3,30})\*?\s*(?:\[[^\]\n]{0,300}\]\s*){0,3}\{([^{}\\]{1,500})\}(?:\{([^{}\\]{1,300})\})?"
)
# A path with a suffix, as front matter, links and directives write it.
_NAME = late(r"[^\s\"'`(){}\[\]<>,;|=:#?*\\]{1,200}\.[A-Za-z][A-Za-z0-9]{0,9}(?![A-Za-z0-9/])")
_PICTURES = frozenset(("includegraphics", "includesvg", "overpic"))
_SUFFIXES: dict[str, tuple[str, ...]] = {
    "input": ("", ".tex"),
    "include": (".tex",),
    "subfile": ("", ".tex"),
    "import": ("", ".tex"),
    "subimport": ("", ".tex"),
    "bibliography": (".bib", ""),
    "addbibresource": ("",),
    "bibliographystyle": (".bst",),
    "documentclass": (".cls",),
    "usepackage": (".sty",),
    "loadglsentries": (".tex", ""),
}


class Own(msgspec.Struct, frozen=True):
    """A file of the manuscript itself: its ``path`` in the manuscript's folder, with slashes."""

    path: str
    media_type: str
    data: bytes


class Originals(msgspec.Struct, frozen=True):
    """The manuscript as it was given: its ``format``, as styles call it (empty: not known), and its ``files``, the text first."""

    format: str = ""
    files: tuple[Own, ...] = ()


def originals(given: Sequence[Path], document: m.Document) -> Originals:
    """The files of the manuscript ``given``, one folder or files, out of which ``document`` was read.

    Raises:
        UnreadableSource: a folder holds no manuscript, or several.
        ConversionFailed: the files are too many or too large to be sent, or one cannot be read.
    """
    if not given:
        return Originals()
    if given[0].is_dir():
        folder, texts = given[0], list(find_manuscript(given[0]))
    else:
        folder, texts = given[0].parent, list(given)
    found: dict[str, Path] = {}
    for number, text in enumerate(texts, 1):
        name = _inside(folder, text) or text.name
        found[name if name not in found else f"{number}-{name}"] = text
    first = next(iter(found))
    if Path(first).suffix.lower() in _LATEX | _MARKDOWN:
        _add_named(found, folder, document)
    return Originals(format_of(first), tuple(_opened(found)))


def _inside(folder: Path, path: Path) -> str:
    """The name of ``path`` in ``folder``; empty if it lies elsewhere."""
    name = os.path.relpath(path, folder)
    return "" if name.startswith("..") else PurePosixPath(Path(name)).as_posix()


def _add_named(found: dict[str, Path], folder: Path, document: m.Document) -> None:
    """Add what the texts among ``found`` name, what that names in turn, and what ``document`` shows."""
    for node in m.iter_nodes(document):
        match node:
            case m.Image(source=name) | m.Supplement(source=name) if name and not is_remote(name):
                _add(found, folder, name)
            case m.Link(target=name) if names_file(name):
                _add(found, folder, name)
            case _:
                pass
    first = next(iter(found))
    if Path(first).suffix.lower() in _LATEX:
        _add(found, folder, str(Path(first).with_suffix(".bbl")))
    else:
        for name in METADATA_FILES:
            _add(found, folder, name)
    left, folders = list(found), [""]
    while left:
        name = left.pop(0)
        path = found[name]
        suffix = path.suffix.lower()
        if suffix not in _LATEX | _YAML | _MARKDOWN or path.stat().st_size > _MOST_TEXT:
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        if suffix in _LATEX:
            text = _COMMENT.sub("", text)
            folders = list(dict.fromkeys((*folders, *graphics_folders(text))))
        for one in _in_latex(text, folders) if suffix in _LATEX else _in_text(text, suffix):
            for base in dict.fromkeys((PurePosixPath(), PurePosixPath(name).parent)):
                left += _add(found, folder, str(base / one))


def _in_text(text: str, suffix: str) -> Iterator[str]:
    """Names of files in Markdown or YAML. Prose may name any file of a repository; front matter and directives mean their own."""
    if suffix in _MARKDOWN:
        head = _HEAD.match(text)
        text = "\n".join((head[1] if head else "", *_DIRECTIVE.findall(text)))
    yield from dict.fromkeys(one.group().removeprefix("./") for one in _NAME.finditer(text))


def _in_latex(text: str, folders: Sequence[str]) -> Iterator[str]:
    """Names that may be files, in LaTeX; a picture may lie in ``folders`` in several formats, for several compilers."""
    for command in _COMMAND.finditer(text):
        first, second = command.group(2), command.group(3)
        if command.group(1) in {"import", "subimport"} and second:
            first = f"{first.rstrip('/')}/{second}"
        for name in map(str.strip, first.split(",")):
            if command.group(1) in _PICTURES:
                yield from names_of_picture(name, folders)
            else:
                suffixes = _SUFFIXES.get(command.group(1), ("",))
                yield from (f"{name}{own}" for own in suffixes if own or "." in name)


def _add(found: dict[str, Path], folder: Path, name: str) -> list[str]:
    """Add the file that is called ``name`` in ``folder``, if there is one; its name, if it is new."""
    try:
        path = find_asset(folder, name)
    except AssetError:
        return []
    own = _inside(folder, Path(os.path.normpath(path)))
    if not own or own in found:
        return []
    if len(found) >= _MOST_FILES:
        raise ConversionFailed(f"{folder}: the manuscript names more than {_MOST_FILES} files")
    found[own] = path
    return [own]


def _opened(found: dict[str, Path]) -> Iterator[Own]:
    size = 0
    for name, path in found.items():
        try:
            size += path.stat().st_size
            if size > _MOST_BYTES:
                raise ConversionFailed(f"{path}: the manuscript's own files have more than {_MOST_BYTES // 1_000_000} MB")  # fmt: skip
            data = path.read_bytes()
        except OSError as error:
            raise ConversionFailed(f"{path}: cannot be read: {error.strerror or error}") from None
        yield Own(name, mimetypes.guess_type(name)[0] or "application/octet-stream", data)
