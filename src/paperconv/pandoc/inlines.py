"""pandoc's inlines as ours.

Words and blanks are joined as they come: a paper is ten thousand of them, and this loop is the cost of reading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from paperconv import model as m
from paperconv import patterns
from paperconv.formulas.tex import formula, is_display
from paperconv.late import load
from paperconv.pandoc.addresses import link_addresses
from paperconv.pandoc.context import MAX_DEPTH, Context, Json
from paperconv.pandoc.equations import equations
from paperconv.pandoc.markup import STYLES, VOID, Tag, image, is_words, link, read_tag, span, wrap
from paperconv.pandoc.pieces import Piece, plain, trim
from paperconv.pandoc.rawtex import index_term, pointers, tex_inline

_STYLED: Mapping[str, m.InlineStyle] = {
    "Emph": "emph",
    "Strong": "strong",
    "Superscript": "sup",
    "Subscript": "sub",
    "SmallCaps": "smallcaps",
    "Underline": "underline",
    "Strikeout": "strike",
}
_QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}
_SPAN_STYLES: Mapping[str, m.InlineStyle] = {
    "smallcaps": "smallcaps",
    "sc": "smallcaps",
    "underline": "underline",
    "ul": "underline",
    "strike": "strike",
}
_PAIRED = frozenset(STYLES) | {"span", "a", "code", "q", "mark", "abbr", "small", "big", "font", "p", "div", "center",
                               "nobr", "bdo", "bdi", "label", "time", "summary", "acronym"}  # fmt: skip
_LABELS = {
    "p": "page", "pp": "page", "page": "page", "pages": "page", "chap": "chapter", "chaps": "chapter",
    "chapter": "chapter", "sec": "section", "section": "section", "§": "section", "§§": "section", "fig": "figure",
    "figs": "figure", "figure": "figure", "vol": "volume", "vols": "volume", "volume": "volume", "para": "paragraph",
    "¶": "paragraph", "no": "issue", "l": "line", "ll": "line", "line": "line", "lines": "line", "v": "verse",
    "vv": "verse", "n": "note", "nn": "note", "bk": "book", "pt": "part", "col": "column", "fol": "folio",
}  # fmt: skip
_LOCATOR = r"\s*(?:,?\s*(?:(§§?|¶)|([A-Za-z]{1,8})(\.|(?=[\s\xa0])))[\s\xa0]*|,\s*(?=\d))((?:[A-Z]?\d|[ivxlcdm]+\b)[\w–:.-]*(?:,[\s\xa0]?\d[\w–-]*)*)(?=$|[\s,;])"


class _Frame:
    """An HTML element whose end has not come yet."""

    __slots__ = ("before", "tag")

    def __init__(self, tag: Tag, before: list[Piece]) -> None:
        self.tag = tag
        self.before = before


class _Line:
    """Collects the inlines of one paragraph, heading, cell …"""

    __slots__ = ("buffer", "context", "display", "frames", "out")

    def __init__(self, context: Context, *, display: bool) -> None:
        self.context = context
        self.display = display
        self.out: list[Piece] = []
        self.buffer: list[str] = []
        self.frames: list[_Frame] = []

    def feed(self, items: list[Json]) -> None:
        append = self.buffer.append
        for item in items:
            kind = item["t"]
            if kind == "Str":
                append(item["c"])
            elif kind in {"Space", "SoftBreak"}:
                append(" ")
            elif kind == "RawInline":
                self.raw(*item["c"])
            elif kind == "Quoted":
                quote, content = item["c"]
                opening, closing = _QUOTES[quote["t"]]
                append(opening)
                self.context.enter()
                self.feed(content)
                self.context.leave()
                append(closing)
            else:
                self.flush()
                self.out.extend(self.node(kind, item.get("c")))

    def flush(self) -> None:
        if self.buffer:
            value = "".join(self.buffer)
            self.buffer.clear()
            while "  " in value:
                value = value.replace("  ", " ")
            if value and (self.context.in_link or any(frame.tag.name == "a" for frame in self.frames)):
                self.out.append(m.Text(value))
            elif value:
                self.out.extend(link_addresses(value))

    def close(self) -> list[Piece]:
        self.flush()
        while self.frames:
            self.unwind()
        return self.out

    def unwind(self) -> None:
        """Give up on the innermost open element: it has no end."""
        frame = self.frames.pop()
        inner, self.out = self.out, frame.before
        tag = frame.tag
        if tag.name == "a" or tag.attributes.get("id"):  # an anchor without an end is still an anchor
            self.out.extend(wrap(self.context, tag.name, {**tag.attributes, "href": ""}, ()))
        elif tag.name in STYLES:
            self.out.append(m.RawInline("html", tag.source))
        self.out.extend(inner)

    def raw(self, format: str, source: str) -> None:
        if format in {"html", "html5", "html4"}:
            self.html(source)
        elif format in {"tex", "latex", "context"}:
            if is_display(source):
                self.flush()
                body = source.strip()
                self.out.extend(self.math(body[2:-2] if body.startswith("\\[") else body, display=True))
                return
            known = tex_inline(self.context, source)
            if known is None:
                known = (m.RawInline("tex", source),)
            if known:
                self.flush()
                self.out.extend(known)
        else:
            self.flush()
            self.out.append(
                load("paperconv.pandoc.mathml").from_mathml(source, display=self.display)
                if format == "mathml"
                else m.RawInline(format, source)
            )

    def html(self, source: str) -> None:
        if source.startswith(("<!--", "<!", "<?")):
            return
        tag = read_tag(source)
        if tag is not None and is_words(tag.name):
            self.buffer.append(source)
        elif tag is None:
            self.flush()
            self.out.append(m.RawInline("html", source))
        elif tag.closing:
            self.end(tag.name, source)
        elif tag.name in VOID or source.rstrip().endswith("/>"):
            self.flush()
            self.out.extend(wrap(self.context, tag.name, tag.attributes, (), source))
        elif tag.name in _PAIRED and len(self.frames) < MAX_DEPTH:
            self.flush()
            self.frames.append(_Frame(tag, self.out))
            self.out = []
        else:
            self.flush()
            self.out.append(m.RawInline("html", source))

    def end(self, name: str, source: str) -> None:
        if not any(frame.tag.name == name for frame in self.frames):
            if name in STYLES or name not in _PAIRED:
                self.flush()
                self.out.append(m.RawInline("html", source))
            return
        self.flush()
        while self.frames[-1].tag.name != name:
            self.unwind()
        frame = self.frames.pop()
        inner, self.out = self.out, frame.before
        tag = frame.tag
        self.out.extend(
            _around(inner, lambda part: wrap(self.context, tag.name, tag.attributes, part, tag.source))
        )

    def node(self, kind: str, content: Any) -> Sequence[Piece]:
        context = self.context
        style = _STYLED.get(kind)
        if style is not None:
            return _around(self.inner(content), lambda part: (m.Styled(style, part),) if part else ())
        match kind:
            case "LineBreak":
                return (m.LineBreak(),)
            case "Math":
                return self.math(content[1], display=content[0]["t"] == "DisplayMath")
            case "Code":
                return (m.CodeSpan(content[1], _language(content[0][1])),)
            case "Link":
                outer, context.in_link = context.in_link, True
                children = self.inner(content[1])
                context.in_link = outer
                return _link(context, content, children)
            case "Image":
                picture = image_inline(context, content)
                name = context.define(content[0][0])
                return (m.Span((picture,), id=name),) if name else (picture,)
            case "Note":
                return (context.note(content),)
            case "Cite":
                return (_citation(context, content),)
            case "Span":
                return self.span(content)
            case _:
                context.report(f"pandoc's {kind} is not known")
                return ()

    def inner(self, items: list[Json]) -> list[Piece]:
        return pieces(self.context, items) if self.display else list(inlines(self.context, items))

    def math(self, tex: str, *, display: bool) -> tuple[Piece, ...]:
        if display and self.display:
            return equations(self.context, tex)
        defined, tex = bool(tex.strip()), self.context.filled(tex)
        if defined and not tex:
            return ()  # it defined macros, and no more
        if not display:
            return (m.Math(tex.strip()),)
        found = formula(tex)
        anchors = [m.Span((), id=self.context.define(label), role="label") for label in found.labels]
        number = m.text(f" ({found.number})") if found.number else ()
        return (m.Math(found.tex), *anchors, *number)

    def span(self, content: list[Any]) -> list[Piece] | m.Inlines:
        (name, classes, pairs), items = content
        attributes = dict(pairs)
        context = self.context
        for kind in classes:
            match kind:
                case "insertion" | "deletion":
                    return _changed(kind, self.inner(items), attributes)
                case "comment-start":
                    comment = m.text_of(inlines(context, items)).strip()
                    return (m.Comment(comment, attributes.get("author", ""), attributes.get("date", "")),)
                case "comment-end" | "paragraph-insertion" | "paragraph-deletion":
                    return ()
                case "index":
                    children = inlines(context, items)
                    entry = attributes.get("entry") or m.text_of(children)
                    return (index_term(entry, children, attributes.get("see", "")),)
                case _:
                    pass
        if not items and not name and attributes.get("label"):
            return (m.Span((), id=context.define(attributes["label"]), role="label"),)
        inner = self.inner(items)
        if len(inner) == 1 and isinstance(inner[0], m.Equation) and name and not inner[0].id:
            return [m.replace(inner[0], id=context.define(name))]
        style = next((_SPAN_STYLES[kind] for kind in classes if kind in _SPAN_STYLES), None)
        attributes["id"] = name
        role = ""
        if "mark" in classes:
            role = "mark"
        elif context.keep_classes and style is None:
            role = next((kind for kind in classes if kind not in _SPAN_STYLES), "")

        def around(part: m.Inlines) -> m.Inlines:
            if style is not None and part:
                part = (m.Styled(style, part),)
            made = span(context, part, attributes)
            attributes["id"] = ""  # a span that is split gives its id once
            if not role or not part:
                return made
            if len(made) == 1 and isinstance(made[0], m.Span) and made[0].children is part:
                return (m.replace(made[0], role=role),)
            return (m.Span(made, role=role),)

        return _around(inner, around) if inner else list(around(()))


def inlines(context: Context, items: list[Json]) -> m.Inlines:
    """pandoc's ``items`` as inlines; displayed formulas become inline ones."""
    context.enter()
    line = _Line(context, display=False)
    line.feed(items)
    made = line.close()
    context.leave()
    return tuple(piece for piece in made if not isinstance(piece, m.Equation))


def pieces(context: Context, items: list[Json]) -> list[Piece]:
    """pandoc's ``items``, with displayed formulas between the inlines."""
    context.enter()
    line = _Line(context, display=True)
    line.feed(items)
    made = line.close()
    context.leave()
    return made


def image_inline(context: Context, content: list[Any]) -> m.Image:
    """pandoc's Image."""
    (_, _, pairs), description, (source, title) = content
    attributes = dict(pairs)
    alt = attributes.get("alt") or attributes.get("fig-alt") or plain(description).strip()
    return image(
        context,
        source,
        alt=alt,
        title=title.removeprefix("fig:"),
        width=attributes.get("width", ""),
        height=attributes.get("height", ""),
    )


def _around(items: list[Piece], make: Callable[[m.Inlines], m.Inlines]) -> list[Piece]:
    """``items`` inside what ``make`` builds; a formula among them stays outside, and splits it."""
    out: list[Piece] = []
    run: list[m.Inline] = []
    for item in items:
        if isinstance(item, m.Equation):
            if run:
                out.extend(make(tuple(run)))
                run = []
            out.append(item)
        else:
            run.append(item)
    if run or not items:
        out.extend(make(tuple(run)))
    return out


def _changed(
    kind: Literal["insertion", "deletion"], items: list[Piece], attributes: Mapping[str, str]
) -> list[Piece]:
    author, date = attributes.get("author", ""), attributes.get("date", "")
    return _around(items, lambda part: (m.Change(kind, part, author, date),) if part else ())


_REFERENCE_COMMANDS = {"ref+label": "cref", "ref+Label": "cref", "eqref": "eqref"}


def _link(context: Context, content: list[Any], children: list[Piece]) -> list[Piece]:
    (name, _, pairs), _, (target, title) = content
    attributes = dict(pairs)
    kind = attributes.get("reference-type")
    if kind in _REFERENCE_COMMANDS and attributes.get("reference"):
        return list(pointers(context, attributes["reference"], _REFERENCE_COMMANDS[kind]))
    if kind and m.text_of(item for item in children if not isinstance(item, m.Equation)).startswith("["):
        children = []  # pandoc's stand-in for a number that it does not know
    made = _around(children, lambda part: link(context, target, part, title))
    identifier = context.define(name)
    return [m.Span((), id=identifier), *made] if identifier else made


def _language(classes: list[str]) -> str:
    return next(
        (kind.strip("{}.=") for kind in classes if kind not in {"numberLines", "sourceCode", "number-lines"}),
        "",
    )


def _citation(context: Context, content: list[Any]) -> m.Citation:
    works, shown = content
    items = tuple(_item(context, work) for work in works)
    narrative = bool(works) and works[0]["citationMode"]["t"] == "AuthorInText"
    printed = inlines(context, [item for item in shown if item["t"] != "RawInline"])
    words = m.text_of(printed)
    if any(f"@{work['citationId']}" in words or f"@{{{work['citationId']}}}" in words for work in works):
        printed = ()  # the keys, not words that the manuscript prints
    return m.Citation(
        items, "narrative" if narrative else "parenthetical", printed if words.strip("?[] ") else ()
    )


def _item(context: Context, work: Json) -> m.CiteItem:
    prefix = trim(inlines(context, work["citationPrefix"]))
    suffix = inlines(context, work["citationSuffix"])
    locator = label = ""
    if suffix and isinstance(suffix[0], m.Text):
        value = suffix[0].value
        found = patterns.match(_LOCATOR, value)
        known = _LABELS.get((found.group(1) or found.group(2) or "p").lower()) if found else None
        if found and known:
            label, locator = known, found.group(4).rstrip(".,;")
            rest = value[found.end() :]
            suffix = (m.Text(rest), *suffix[1:]) if rest.strip() or suffix[1:] else suffix[1:]
    return m.CiteItem(
        work["citationId"],
        prefix=prefix,
        suffix=suffix,
        locator=locator,
        label=label,
        suppress_author=work["citationMode"]["t"] == "SuppressAuthor",
    )
