"""A folder that is one manuscript: which files make it up, in which order.

Quarto (``_quarto.yml``), MyST (``myst.yml``), Manubot (``metadata.yaml`` with numbered parts) and rxiv-maker
(``00_CONFIG.yml``) projects, or a single ``paper.md``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from paperconv import patterns
from paperconv.assets import find_asset
from paperconv.diagnostics import ignore
from paperconv.errors import AssetError, UnreadableSource
from paperconv.patterns import late
from paperconv.readers.markdown.front import load_front

METADATA_FILES = ("_quarto.yml", "_quarto.yaml", "myst.yml", "metadata.yaml", "metadata.yml", "00_CONFIG.yml")
"""Names of the files that hold metadata beside a manuscript."""

_MAIN = ("paper", "index", "main", "manuscript", "article", "01_main")
_SUFFIXES = (".qmd", ".md", ".rmd", ".Rmd", ".markdown")
_LOOKED_FOR = "_quarto.yml, myst.yml, content/metadata.yaml with parts 01.….md, 00_CONFIG.yml with 01_MAIN.md, one paper.md"
_PART = late(r"\d{1,3}[._-].*\.(?:md|markdown|qmd|rmd)", re.IGNORECASE)


def find_manuscript(folder: Path) -> tuple[Path, ...]:
    """The files of the one manuscript in ``folder``: its texts in order, then the files with its metadata.

    Raises:
        UnreadableSource: the folder is none of the known projects, or it holds several manuscripts.

    """
    if not folder.is_dir():
        raise UnreadableSource(f"{folder}: there is no such folder")
    for name, find in (
        ("_quarto.yml", _quarto),
        ("_quarto.yaml", _quarto),
        ("myst.yml", _myst),
        ("00_CONFIG.yml", _rxiv),
    ):
        if (folder / name).is_file():
            return (*find(folder, folder / name), folder / name)
    for base in (folder / "content", folder):
        for name in ("metadata.yaml", "metadata.yml"):
            if (base / name).is_file() and (parts := _numbered(base)):
                return (*parts, base / name)
    found = [folder / f"paper{suffix}" for suffix in _SUFFIXES if (folder / f"paper{suffix}").is_file()]
    if len(found) == 1:
        return (found[0],)
    if found:
        raise UnreadableSource(
            f"{folder}: holds {' and '.join(one.name for one in found)}: name the file to convert"
        )
    raise UnreadableSource(
        f"{folder}: no manuscript found: looked for {_LOOKED_FOR}; or name the file to convert"
    )


def _tree(path: Path) -> dict[str, Any]:
    try:
        return load_front(path.read_text(encoding="utf-8"), str(path), 1, ignore, path.parent).tree
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSource(f"{path}: cannot be read: {error}") from None


def _numbered(folder: Path) -> list[Path]:
    found = [one for one in folder.iterdir() if one.is_file() and _PART.fullmatch(one.name)]
    return sorted(found, key=lambda one: (int(patterns.match(r"\d+", one.name)[0]), one.name))  # type: ignore[index]


def _inside(folder: Path, names: list[str], config: Path) -> list[Path]:
    out: list[Path] = []
    for name in names:
        try:
            out.append(find_asset(folder, name))
        except AssetError as error:
            raise UnreadableSource(f"{config}: names {error}") from None
    return out


def _quarto(folder: Path, config: Path) -> list[Path]:
    tree = _tree(config)
    manuscript = tree.get("manuscript")
    if isinstance(manuscript, dict) and isinstance(manuscript.get("article"), str):
        return _inside(folder, [manuscript["article"]], config)
    book = tree.get("book")
    if isinstance(book, dict) and isinstance(book.get("chapters"), list):
        names = [
            one for one in _files(book["chapters"], ("part", "chapters", "file", "href")) if _is_text(one)
        ]
        if names:
            return _inside(folder, names, config)
    project = tree.get("project")
    render = project.get("render") if isinstance(project, dict) else None
    if isinstance(render, list):
        names = [one for one in render if isinstance(one, str) and _is_text(one) and "*" not in one]
        if len(names) == 1:
            return _inside(folder, names, config)
    return [_single(folder, (".qmd", ".Rmd", ".rmd", ".md"), config)]


def _myst(folder: Path, config: Path) -> list[Path]:
    project = _tree(config).get("project")
    project = project if isinstance(project, dict) else {}
    exports = project.get("exports", project.get("export", []))
    for one in exports if isinstance(exports, list) else [exports]:
        if not isinstance(one, dict):
            continue
        articles = one.get("articles", one.get("article", []))
        names = [name for name in _files(articles, ("file", "children")) if _is_text(name)]
        if names:
            return _inside(folder, names, config)
    names = [name for name in _files(project.get("toc", []), ("file", "children")) if _is_text(name)]
    if len(names) == 1:
        return _inside(folder, names, config)
    for base in (folder, folder / "content", folder / "paper", folder / "content" / "paper"):
        if base.is_dir():
            found = [
                one
                for one in sorted(base.iterdir())
                if one.suffix == ".md" and one.stem.lower() not in {"readme", "license"}
            ]
            main = [one for one in found if one.stem.lower() in _MAIN]
            if len(main) == 1 or len(found) == 1:
                return main if len(main) == 1 else found
    if names:
        return _inside(folder, names, config)
    return [_single(folder, (".md",), config)]


def _rxiv(folder: Path, _: Path) -> list[Path]:
    found = [
        folder / name for name in ("01_MAIN.md", "02_SUPPLEMENTARY_INFO.md") if (folder / name).is_file()
    ]
    if not found or found[0].name != "01_MAIN.md":
        raise UnreadableSource(f"{folder}: 00_CONFIG.yml without 01_MAIN.md: name the file to convert")
    return found


def _files(value: Any, keys: tuple[str, ...]) -> list[str]:
    """The names of files in a table of contents, in order."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [name for one in value for name in _files(one, keys)]
    if isinstance(value, dict):
        return [name for key in value if key in keys for name in _files(value[key], keys)]
    return []


def _is_text(name: str) -> bool:
    return name.lower().endswith((".md", ".qmd", ".rmd", ".markdown"))


def _single(folder: Path, suffixes: tuple[str, ...], config: Path) -> Path:
    found = [
        one
        for one in sorted(folder.iterdir())
        if one.is_file()
        and one.suffix in suffixes
        and one.stem.lower() not in {"readme", "license", "changelog", "news"}
    ]
    main = [one for one in found if one.stem.lower() in _MAIN]
    for choice in (main, found):
        for suffix in suffixes:
            same = [one for one in choice if one.suffix == suffix]
            if len(same) == 1:
                return same[0]
    if not found:
        raise UnreadableSource(f"{folder}: {config.name} without a text beside it: name the file to convert")
    raise UnreadableSource(
        f"{folder}: several texts beside {config.name} ({', '.join(one.name for one in found[:5])}): "
        "name the file to convert"
    )
