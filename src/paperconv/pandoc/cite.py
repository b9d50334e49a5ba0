"""Citations and bibliographies by pandoc's citeproc, and bibliography files as CSL-JSON."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import ignore
from paperconv.errors import ConversionFailed, UnreadableSource
from paperconv.pandoc.bibtex import keep_capitals
from paperconv.pandoc.context import Context, Json
from paperconv.pandoc.inlines import inlines
from paperconv.pandoc.pieces import trim
from paperconv.pandoc.run import run
from paperconv.pandoc.write import API_VERSION, to_pandoc, words

Format: TypeAlias = Literal["bibtex", "biblatex", "csljson", "endnotexml"]
Item: TypeAlias = dict[str, Any]

_DATES = frozenset({"issued", "accessed", "original-date", "event-date", "submitted", "available-date"})
_TAG = r"<(/?)(i|em|b|strong|sup|sub|sc|span)(\s[^<>]{0,200})?>"
_TAGS = {"i": "Emph", "em": "Emph", "b": "Strong", "strong": "Strong", "sup": "Superscript", "sub": "Subscript",
         "sc": "SmallCaps"}  # fmt: skip
_SHORT = {"page": "p.", "chapter": "chap.", "section": "sec.", "figure": "fig.", "volume": "vol.", "paragraph": "para.",
          "issue": "no.", "line": "l.", "verse": "v.", "note": "n.", "book": "bk.", "part": "pt.", "column": "col.",
          "folio": "fol."}  # fmt: skip


class Entry(msgspec.Struct, frozen=True):
    """One work as a style prints it: ``label`` stands before ``content`` (``[1]``), empty where a style has none."""

    label: m.Inlines
    content: m.Inlines


class Formatted(msgspec.Struct, frozen=True):
    """What a style makes of works and clusters.

    ``entries`` are in the order of the bibliography, by the id of the work. ``clusters`` are what stands in the text, in
    the order given, with a :class:`~paperconv.model.CrossRef` to each work that the style lets stand out. ``notes`` is
    what a style of the class ``note`` puts into a note, by the index of the cluster.
    """

    entries: dict[str, Entry]
    clusters: tuple[m.Inlines, ...]
    notes: dict[int, m.Inlines] = {}


def citeproc(
    items: Sequence[Mapping[str, Any]],
    clusters: Sequence[m.Citation],
    *,
    style: str | bytes | None,
    locale: str,
) -> Formatted:
    """Format ``items`` (CSL-JSON) and the ``clusters`` that cite them, by one call of pandoc.

    ``style`` is the text of a CSL style, None for pandoc's own (Chicago author-date); ``locale`` a BCP 47 tag, empty for
    the style's own. Every item gets its entry, cited or not. Terms of the CSL specification 1.0.2.

    Raises:
        ConversionFailed: pandoc does not understand the style.
        MissingTool: there is no pandoc.
    """
    if not items:
        return Formatted({}, tuple(() for _ in clusters))
    # Ids of ours may hold what pandoc's may not, so the works go by number.
    numbers = {str(item["id"]): f"w{number}" for number, item in enumerate(items)}
    works = {number: name for name, number in numbers.items()}
    meta: dict[str, Json] = {
        "references": {"t": "MetaList", "c": [_item(item, numbers[str(item["id"])]) for item in items]},
        "link-citations": {"t": "MetaBool", "c": True},
        "nocite": {"t": "MetaInlines", "c": [_cite([_work("*", (), (), "NormalCitation")])]},
    }
    if locale:
        meta["lang"] = _string(locale)
    if style is not None:
        data = style.encode() if isinstance(style, str) else style
        meta["csl"] = _string("data:application/xml;base64," + base64.b64encode(data).decode())
    blocks = [{"t": "Para", "c": [_cluster(cluster, numbers, locale)]} for cluster in clusters]
    tree = msgspec.json.encode({"pandoc-api-version": API_VERSION, "meta": meta, "blocks": blocks})
    try:
        made = msgspec.json.decode(run(["-f", "json", "-t", "json", "--citeproc"], tree, source="citations"))
    except UnreadableSource as error:
        raise ConversionFailed(f"the CSL style cannot be used: {error}") from None
    context = Context("citations", ignore)
    rendered: list[m.Inlines] = []
    notes: dict[int, m.Inlines] = {}
    for index, block in enumerate(made["blocks"][: len(clusters)]):
        shown, noted = _printed(block)
        rendered.append(_led(trim(inlines(context, shown)), works))
        if noted:
            notes[index] = _led(trim(inlines(context, noted)), works)
    return Formatted(_entries(context, made["blocks"][len(clusters) :], works), tuple(rendered), notes)


def bibliography_to_csl(data: bytes, format: Format | str) -> list[Item]:
    """The entries of a bibliography file as CSL-JSON items; titles keep the capitals that the source gives them.

    Raises:
        UnreadableSource: pandoc cannot read it; the line in it where pandoc gives one.
        MissingTool: there is no pandoc.
    """
    if format == "csljson":
        return _decoded(data)
    if format in {"bibtex", "biblatex"}:
        data = keep_capitals(data.decode("utf-8", "replace")).encode()
    found = _decoded(run(["-f", format, "-t", "csljson"], data, source="bibliography"))
    if format in {"bibtex", "biblatex"}:
        for item in found:
            for name, value in item.items():
                if isinstance(value, str) and "nocase" in value:
                    item[name] = _without_nocase(value)
    return found


def _decoded(data: bytes) -> list[Item]:
    try:
        found = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableSource(f"bibliography: not CSL-JSON: {error}") from None
    except RecursionError:
        raise UnreadableSource("bibliography: nested too deeply") from None
    if isinstance(found, dict):
        found = found.get("references", found.get("items", [found]))
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise UnreadableSource("bibliography: not CSL-JSON: expected a list of items")
    return found


def _without_nocase(value: str) -> str:
    """``value`` without the spans that say "keep these capitals", with other spans left as they are."""
    out: list[str] = []
    kept: list[bool] = []
    place = 0
    for found in patterns.finditer(r"<(/?)span([^<>]*)>", value):
        out.append(value[place : found.start()])
        place = found.end()
        keep = "nocase" not in found.group(2)
        if not found.group(1):
            kept.append(keep)
        else:
            keep = kept.pop() if kept else True
        if keep:
            out.append(found.group())
    return "".join((*out, value[place:]))


def _string(value: object) -> Json:
    return {"t": "MetaString", "c": str(value)}


def _item(item: Mapping[str, Any], number: str) -> Json:
    return {
        "t": "MetaMap",
        "c": {name: _string(number) if name == "id" else _field(name, value) for name, value in item.items()},
    }


def _field(name: str, value: Any) -> Json:
    if isinstance(value, dict):
        return {"t": "MetaMap", "c": {key: _field("", one) for key, one in value.items() if one is not None}}
    if isinstance(value, list | tuple):
        return {"t": "MetaList", "c": [_field("", one) for one in value]}
    if isinstance(value, bool):
        return {"t": "MetaBool", "c": value}
    text = str(value)
    # A plain string costs pandoc less than its words one by one.
    if name in _DATES or ("<" not in text and "$" not in text):
        return _string(text)
    return {"t": "MetaInlines", "c": _rich(text)}


def _rich(text: str) -> list[Json]:
    """CSL's light markup in ``text`` as pandoc's inlines."""
    stack: list[tuple[str, str, list[Json]]] = [("", "", [])]
    place = 0
    for found in patterns.finditer(_TAG, text):
        stack[-1][2].extend(_words(text[place : found.start()]))
        place = found.end()
        closing, tag, attributes = found.group(1), found.group(2), found.group(3) or ""
        if not closing and len(stack) < 50:
            stack.append((tag, attributes, []))
        elif closing and len(stack) > 1 and stack[-1][0] == tag:
            _close(stack)
        else:
            stack[-1][2].extend(words(found.group()))
    stack[-1][2].extend(_words(text[place:]))
    while len(stack) > 1:
        _close(stack)
    return stack[0][2]


def _words(text: str) -> list[Json]:
    """``text`` with the formulas between dollar signs in it."""
    out: list[Json] = []
    for index, part in enumerate(patterns.split(r"\$(?![\s$])([^$\n]{1,1000}?)(?<!\s)\$(?!\d)", text)):
        out.extend([{"t": "Math", "c": [{"t": "InlineMath"}, part]}] if index % 2 else words(part))
    return out


def _close(stack: list[tuple[str, str, list[Json]]]) -> None:
    tag, attributes, inner = stack.pop()
    if tag in _TAGS:
        stack[-1][2].append({"t": _TAGS[tag], "c": inner})
    elif "small-caps" in attributes:
        stack[-1][2].append({"t": "SmallCaps", "c": inner})
    else:
        classes = ["nocase"] if "nocase" in attributes else []
        stack[-1][2].append({"t": "Span", "c": [["", classes, []], inner]})


def _cluster(cluster: m.Citation, numbers: Mapping[str, str], locale: str) -> Json:
    cited: list[Json] = []
    for item in cluster.items:
        if item.ref not in numbers:
            continue
        mode = "SuppressAuthor" if item.suppress_author else "NormalCitation"
        if cluster.mode == "narrative" and not cited:
            mode = "AuthorInText"
        suffix = item.suffix
        if item.locator:
            suffix = (m.Text(f", {_located(item, locale)}"), *suffix)
        cited.append(_work(numbers[item.ref], item.prefix, suffix, mode))
    return _cite(cited)


def _located(item: m.CiteItem, locale: str) -> str:
    """The locator of ``item`` as pandoc reads it: terms of English in English only, bare digits as a page always."""
    if item.label in {"", "page"} and item.locator[:1].isdigit():
        return item.locator
    label = _SHORT.get(item.label or "page", item.label)
    return (
        f"{{{label} {item.locator}}}" if not locale or locale.startswith("en") else f"{label} {item.locator}"
    )


def _work(number: str, prefix: m.Inlines, suffix: m.Inlines, mode: str) -> Json:
    return {
        "citationId": number,
        "citationPrefix": to_pandoc(prefix),
        "citationSuffix": to_pandoc(suffix),
        "citationMode": {"t": mode},
        "citationNoteNum": 0,
        "citationHash": 0,
    }


def _cite(cited: list[Json]) -> Json:
    return {"t": "Cite", "c": [cited, []]} if cited else {"t": "Str", "c": ""}


def _printed(block: Json) -> tuple[list[Json], list[Json]]:
    """The inlines that citeproc made of a cluster, in the text and in a note."""
    shown: list[Json] = []
    noted: list[Json] = []
    for item in block["c"]:
        for inner in item["c"][1] if item["t"] == "Cite" else [item]:
            if inner["t"] == "Note":
                noted.extend(
                    one for part in inner["c"] if part["t"] in {"Para", "Plain"} for one in part["c"]
                )
            else:
                shown.append(inner)
    return shown, noted


def _entries(context: Context, blocks: list[Json], works: Mapping[str, str]) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for block in blocks:
        if block["t"] != "Div":
            continue
        (name, classes, _), inner = block["c"]
        number = name.removeprefix("ref-")
        if "csl-entry" not in classes or number not in works:
            entries.update(_entries(context, inner, works))
            continue
        label: list[m.Inline] = []
        content: list[m.Inline] = []
        for line in _lines_of(inner):
            if content:
                content.append(m.LineBreak())
            for item in line:
                kinds = item["c"][0][1] if item["t"] == "Span" else ()
                if "csl-left-margin" in kinds:
                    label.extend(inlines(context, item["c"][1]))
                elif "csl-right-inline" in kinds or "csl-block" in kinds or "csl-indent" in kinds:
                    content.extend(inlines(context, item["c"][1]))
                else:
                    content.extend(inlines(context, [item]))
        entries[works[number]] = Entry(_led(trim(tuple(label)), works), _led(trim(tuple(content)), works))
    return entries


def _lines_of(blocks: list[Json]) -> list[list[Json]]:
    lines: list[list[Json]] = []
    for block in blocks:
        if block["t"] in {"Para", "Plain"}:
            lines.append(block["c"])
        elif block["t"] == "Div":
            lines.extend(_lines_of(block["c"][1]))
    return lines


def _joined(items: Sequence[m.Inline]) -> m.Inlines:
    """``items`` with neighbouring texts made one."""
    out: list[m.Inline] = []
    for item in items:
        if isinstance(item, m.Text) and out and isinstance(out[-1], m.Text):
            out[-1] = m.Text(out[-1].value + item.value)
        else:
            out.append(item)
    return tuple(out)


def _led(items: m.Inlines, works: Mapping[str, str]) -> m.Inlines:
    """``items`` with links to entries as cross-references to the works themselves.

    What kept capitals from being changed ("nocase") has done its work.
    """

    def rule(node: m.Node) -> m.Node | tuple[m.Node, ...] | None:
        match node:
            case m.Span(children, role="nocase"):
                return children
            case m.CrossRef(target, children):
                return m.replace(
                    node, target=works.get(target.removeprefix("ref-"), target), children=_joined(children)
                )
            case m.Styled(_, children) | m.Link(_, children) | m.Span(children):
                return m.replace(node, children=_joined(children))
            case _:
                return None

    return _joined(m.rewrite(m.Paragraph(items), rule).children)
