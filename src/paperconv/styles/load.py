"""Find a journal style by name or folder, inherit from its parents, and say precisely what is wrong with it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from paperconv.errors import StyleError, UnknownStyle
from paperconv.plugins import plugins
from paperconv.styles.demands import problems
from paperconv.styles.journals import find_journal, parse_issn, plain
from paperconv.styles.types import Citations, Guide, JournalInfo, JournalStyle

# What pages look like: a variant with a parent of its own takes it from there; whole tables, or these keys of a table.
_LOOK: dict[str, tuple[str, ...]] = {
    "page": (),
    "running-head": (),
    "text": (),
    "headings": ("levels",),
    "captions": (),
    "front": ("title", "align", "first-page-foot"),
    "abstract": ("run-in", "size", "face"),
    "keywords": ("face",),
    "tables": ("size",),
    "references": ("hanging", "size"),
}

# The layout of journals that have none.
_STAND_IN = "manuscript"


def find_styles() -> dict[str, Path]:
    """Every installed style by name, with its folder.

    Raises:
        StyleError: two packages bring a style of one name.
    """
    found: dict[str, tuple[Path, str]] = {}
    for root, owner in _roots():
        for folder in sorted(root.iterdir()) if root.is_dir() else ():
            if (folder / "style.toml").is_file():
                if folder.name in found:
                    raise StyleError(
                        f'style "{folder.name}" comes from both {found[folder.name][1]} and {owner}: '
                        "uninstall one of them"
                    )
                found[folder.name] = (folder, owner)
    return {name: folder for name, (folder, _) in found.items()}


def _roots() -> Iterator[tuple[Path, str]]:
    bundled = Path(__file__).with_name("bundled")
    # A checkout has no bundled copy: the styles lie beside `src`.
    yield bundled if bundled.is_dir() else Path(__file__).parents[3] / "styles", "paperconv"
    for plugin in plugins("styles"):
        spec = find_spec(plugin.value)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            yield Path(folder), plugin.package


def load_style(name: str, variant: str = "") -> JournalStyle:
    """The style called ``name``, or in the folder ``name`` if that is a path to one, in the ``variant`` of that name.

    ``name`` may also be the title or an ISSN of a journal. One that has no style gets the style ``manuscript`` with its
    citations, of which ``stand_in`` tells: any of the thousands whose citation style is known.

    Raises:
        UnknownStyle: there is none, or it has no such variant.
        StyleError: its style.toml, or a parent's, is broken.
    """
    if _is_style(Path(name)):
        return _load(Path(name), variant)
    known = find_styles()
    return _load(known[name], variant) if name in known else _for_journal(name, variant, known)


def _is_style(folder: Path) -> bool:
    try:
        return (folder / "style.toml").is_file()
    except OSError:  # a name that is too long for a path
        return False


def _for_journal(name: str, variant: str, known: dict[str, Path]) -> JournalStyle:
    """The style of the journal whose title or ISSN is ``name``, or what stands in for it."""
    issn, title = parse_issn(name), plain(name)
    styles = [_load(folder, "") for folder in known.values()]
    for own in styles:
        issns = (own.journal.issn_print, own.journal.issn_electronic)
        if issn in issns if issn else title and plain(own.journal.title) == title:
            return _load(known[own.name], variant)
    journal = find_journal(name, known)
    alike = [one.name for one in styles if one.guide.kind == "publisher" and one.citations.csl == journal.csl]
    return replace(
        _load(known[_STAND_IN], variant),
        name=journal.id,
        title=journal.title,
        guide=Guide(kind="journal", address=journal.address),
        journal=JournalInfo(
            title=journal.title, issn_print=journal.issn_print, issn_electronic=journal.issn_electronic
        ),
        citations=Citations(csl=journal.csl, reformat=True),
        stand_in=f'no style is known for "{journal.title}": its citations ({journal.csl}) on the layout "{_STAND_IN}"'
        + (f"; {' and '.join(alike)} cites the same way" if alike else ""),
    )


def _load(folder: Path, variant: str) -> JournalStyle:
    path = folder / "style.toml"
    data, folders = _resolve(folder.resolve(), ())
    variants = data.pop("variant", {})
    if not isinstance(variants, dict) or not all(isinstance(tables, dict) for tables in variants.values()):
        raise StyleError(f"{path}: variant: expected tables [variant.NAME.TABLE]")
    if variant and variant not in variants:
        raise UnknownStyle(
            f'the style "{folder.resolve().name}" has no variant "{variant}": know {", ".join(sorted(variants)) or "none"}'
        )
    tables = _variant(variants, variant, path) if variant else {}
    looks = folders
    if parent := tables.pop("extends", ""):
        other, looks = _resolve(_parent(folder, parent, f"variant.{variant}.").resolve(), (folder.resolve(),))
        data.update(
            {table: _look(data.get(table, {}), other.get(table, {}), _LOOK[table]) for table in _LOOK}
        )
        if variant in other.get("variant", {}):
            tables = _over(_variant(other["variant"], variant, path), tables)
    data = {
        **data,
        "name": folder.resolve().name,
        "folders": folders,
        "looks": looks,
        "variant": variant,
        "variants": tuple(variants),
    }
    return _convert(_over(data, tables), path, f"variant.{variant}." if variant else "")


def _variant(variants: dict[str, dict[str, Any]], name: str, path: Path) -> dict[str, Any]:
    """The tables of the variant of that name, over those of the variant over which it lies."""
    own = dict(variants[name])
    over = own.pop("over", "")
    if not over:
        return own
    others = {other: tables for other, tables in variants.items() if other != name}
    if over not in others:
        raise StyleError(
            f'{path}: variant.{name}.over: no other variant "{over}": know {", ".join(sorted(others))}'
        )
    return _over(_variant(others, over, path), own)


def _look(own: dict[str, Any], other: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """``own`` with ``keys`` as ``other`` has them; all of ``other`` if there are none."""
    if not keys:
        return other
    kept = {key: value for key, value in own.items() if key not in keys}
    return kept | {key: value for key, value in other.items() if key in keys}


def _convert(data: dict[str, Any], path: Path, prefix: str) -> JournalStyle:
    try:
        style = msgspec.convert(data, JournalStyle)
    except msgspec.ValidationError as error:
        problem, _, where = str(error).partition(" - at ")
        key = where.strip("`").removeprefix("$").strip(".")
        if "[...]" in key:
            key = key.replace("[...]", f".{_culprit(data, key.partition('[')[0])}", 1)
        raise StyleError(f"{path}: {prefix}{key or 'top level'}: {problem}") from None
    wrong = problems(style.rules, style.statements, style.by_hand, style.sources)
    if wrong:
        raise StyleError(f"{path}: {prefix}{wrong[0][0]}: {wrong[0][1]}")
    return style


def _culprit(data: dict[str, Any], table: str) -> str:
    """Which entry of ``table`` is wrong: msgspec names the keys of a Struct, but not those of a mapping."""
    for name, entry in data[table].items():
        try:
            msgspec.convert({"name": "", table: {name: entry}}, JournalStyle)
        except msgspec.ValidationError:
            return str(name)
    raise AssertionError(f"no entry of {table} is wrong by itself")


def _resolve(folder: Path, children: tuple[Path, ...]) -> tuple[dict[str, Any], tuple[Path, ...]]:
    """The tables of the style in ``folder`` over those of its parents, and all their folders, own first."""
    path = folder / "style.toml"
    try:
        own = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise StyleError(f"{path}: cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise StyleError(f"{path}: not TOML: {error}") from None
    for reserved in ("name", "folders", "looks", "stand-in", "variants"):
        if reserved in own:
            raise StyleError(f'{path}: "{reserved}" is not a key: a style is named after its folder')
    parent = own.get("extends", "")
    if not parent:
        return own, (folder,)
    parent_folder = _parent(folder, parent, "").resolve()
    if parent_folder in (*children, folder):
        raise StyleError(f'{path}: extends: "{parent}" extends this style in turn')
    inherited, folders = _resolve(parent_folder, (*children, folder))
    return _over(inherited, own), (folder, *folders)


def _parent(folder: Path, parent: object, prefix: str) -> Path:
    """The folder of the style that the one in ``folder`` calls ``parent``: beside it, or installed."""
    path = folder / "style.toml"
    if not isinstance(parent, str):
        raise StyleError(f"{path}: {prefix}extends: expected the name of a style")
    known = find_styles()
    beside = folder.parent / parent
    found = beside if (beside / "style.toml").is_file() else known.get(parent)
    if found is None:
        raise StyleError(f'{path}: {prefix}extends: no style "{parent}": know {", ".join(sorted(known))}')
    return found


def _over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """``own`` laid over ``base``, table by table."""
    out = dict(base)
    for key, value in own.items():
        held = out.get(key)
        out[key] = _over(held, value) if isinstance(held, dict) and isinstance(value, dict) else value
    return out


def with_citations(style: JournalStyle, csl: str = "", docx: str = "") -> JournalStyle:
    """``style`` with citations and references by another CSL style, an id or a file, which then formats all of them.

    ``docx`` is ``links`` or ``zotero``, see :class:`~paperconv.styles.types.Citations`; empty: as the style says.
    """
    citations, folders = style.citations, style.folders
    if csl.endswith(".csl"):
        path = Path(csl).resolve()
        citations, folders = replace(citations, csl=path.name, reformat=True), (path.parent, *folders)
    elif csl:
        citations = replace(citations, csl=csl, reformat=True)
    if docx:
        citations = replace(citations, docx=docx)
    return replace(style, citations=citations, folders=folders)
