"""What the keys of style.toml say, as CSS."""

from __future__ import annotations

import msgspec

from paperconv import patterns
from paperconv.errors import StyleError
from paperconv.exporters.pdf.fonts import families
from paperconv.html.running import Counter, RunningWords, pieces
from paperconv.patterns import late
from paperconv.styles import HeadingLook, JournalStyle

# A single-spaced line of a text face is about this many times its size: ascent, descent and line gap of Times.
_NATURAL_LINE = 1.15
_LABELLED_INDENT = 2.4
"""Ems: the room for a label such as ``[12]`` before an entry of the reference list."""

_GENERIC = frozenset({"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"})
_LENGTH = late(r"(0|\d{1,4}(?:\.\d{1,4})?)(pt|mm|cm|in|pc|px|em|rem)?")
_POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pc": 12.0, "px": 0.75}
_SIZES = {
    "a3": ("297mm", "420mm"),
    "a4": ("210mm", "297mm"),
    "a5": ("148mm", "210mm"),
    "b4": ("250mm", "353mm"),
    "b5": ("176mm", "250mm"),
    "letter": ("8.5in", "11in"),
    "legal": ("8.5in", "14in"),
}
_PARTS = {
    "affiliations": ".affiliations",
    "notes": ".author-notes, .author-details",
    "dates": ".title-block p.editors, .title-block p.dates, .title-block p.identifiers",
    "credits": ".article-info",
}
_LINES = "p.authors, .affiliations, .author-notes, .author-details, p.editors, p.dates, p.identifiers, .article-info"
"""The lines of a title block below its title."""
_CAPTIONS = "figcaption, .caption"


class _Measures(msgspec.Struct, frozen=True):
    """Lengths of one style; ``em`` is the size of its text in points."""

    name: str
    em: float

    def length(self, key: str, value: str) -> str:
        """``value`` in points.

        Raises:
            StyleError: it is no length.
        """
        found = _LENGTH.fullmatch(value)
        if found is None or (not found[2] and found[1] != "0"):
            raise StyleError(f'style "{self.name}": {key}: "{value}" is no length such as 12pt or 25mm')
        unit = found[2] or "pt"
        return f"{float(found[1]) * (self.em if unit in {'em', 'rem'} else _POINTS[unit]):.5g}pt"


def measure(style: JournalStyle) -> float:
    """How wide a column of text is, in ems.

    Raises:
        StyleError: a length or size in it is none.
    """
    page = style.page
    measures = _measures(style)

    def points(key: str, value: str) -> float:
        return float(measures.length(key, value).removesuffix("pt"))

    room = points("page.size", _page_size(style)[0])
    room -= points("page.margin-inner", page.margin_inner) + points("page.margin-outer", page.margin_outer)
    room -= (page.columns - 1) * points("page.column-gap", page.column_gap)
    return room / page.columns / measures.em


def _measures(style: JournalStyle) -> _Measures:
    size = _Measures(style.name, 10.0).length("text.size", style.text.size)
    return _Measures(style.name, float(size.removesuffix("pt")))


def _page_size(style: JournalStyle) -> tuple[str, ...]:
    size = style.page.size.lower()
    found = _SIZES.get(size) or tuple(size.split())
    if len(found) != 2:
        known = ", ".join(_SIZES)
        raise StyleError(
            f'style "{style.name}": page.size: "{style.page.size}" is neither {known} nor two lengths'
        )
    return found


def layout(style: JournalStyle, words: RunningWords) -> str:
    """The CSS that says what style.toml says.

    Raises:
        StyleError: a length or size in it is none.
    """
    measures = _measures(style)
    rules = [
        *_page(style, words, measures),
        *_running(style, words),
        *_headings(style, measures),
        *_front(style, measures),
        *_floats(style),
        *_references(style, measures),
    ]
    return "\n".join(rules)


def _page(style: JournalStyle, words: RunningWords, measures: _Measures) -> list[str]:
    page, text = style.page, style.text
    length = measures.length
    width, height = (length("page.size", part) for part in _page_size(style))
    top = length("page.margin-top", page.margin_top)
    bottom = length("page.margin-bottom", page.margin_bottom)
    inner = length("page.margin-inner", page.margin_inner)
    outer = length("page.margin-outer", page.margin_outer)
    properties = {
        "font": _families(text.font),
        "heading-font": _families(text.heading_font or text.font),
        "mono-font": _families(text.mono_font),
        "size": length("text.size", text.size),
        "line-height": f"{text.line_spacing * _NATURAL_LINE:.4g}",
        "text-align": _side(text.align),
        "hyphens": "auto" if text.hyphenate else "manual",
        # In the size of what is indented, which may be smaller than the text.
        "paragraph-indent": text.paragraph_indent
        if text.paragraph_indent.endswith("em") and length("text.paragraph-indent", text.paragraph_indent)
        else length("text.paragraph-indent", text.paragraph_indent),
        "paragraph-space": length("text.paragraph-space", text.paragraph_space),
        # One column laid out as columns takes twice as long.
        "columns": str(page.columns) if page.columns > 1 else "auto",
        "title-size": length("front.title.size", style.front.title.size),
        "abstract-size": length("abstract.size", style.abstract.size),
        "caption-size": length("captions.size", style.captions.size),
        "table-size": length("tables.size", style.tables.size),
        "references-size": length("references.size", style.references.size),
        "page-number": "counter(page)",
        "running-title": _string(words.title),
        "running-authors": _string(words.authors),
        "journal": _string(words.journal),
        "issue": _string(words.issue),
        "doi": _string(words.doi),
        "rights": _string(words.rights),
        "figure-height": f"calc({height} - {top} - {bottom} - 40mm)",
    }
    declared = " ".join(f"--{name}: {value};" for name, value in properties.items())
    rules = [
        f"html {{ {declared} }}",
        f"@page {{ {declared} size: {width} {height}; margin: {top} {outer} {bottom} {inner}; }}",
        f"@page landscape {{ size: {height} {width}; }}",
        f"main {{ column-gap: {length('page.column-gap', page.column_gap)}; }}",
    ]
    if words.first_page and page.line_numbers == "none":  # a review copy has pages of its own
        rules.append(f"@page :first {{ counter-reset: page {words.first_page} }}")
    if inner != outer:
        rules.append(f"@page :left {{ margin-left: {outer}; margin-right: {inner}; }}")
    return rules


def _running(style: JournalStyle, words: RunningWords) -> list[str]:
    wanted = style.running_head
    pages = (
        ("@page", wanted.head, wanted.foot),
        ("@page :left", wanted.even_head or wanted.head, wanted.even_foot or wanted.foot),
        ("@page :first", wanted.first_head, wanted.first_foot),
    )
    rules = []
    for page, head, foot in pages:
        boxes = [
            f"@{edge}-{side} {{ content: {_content(template, words)} }}"
            for edge, row in (("top", head), ("bottom", foot))
            for side, template in zip(("left", "center", "right"), row, strict=True)
        ]
        rules.append(f"{page} {{ {' '.join(boxes)} }}")
    return rules


def _content(template: str, words: RunningWords) -> str:
    shown = [
        f"counter({one.name})" if isinstance(one, Counter) else _string(one)
        for one in pieces(template, words)
    ]
    return " ".join(shown) or "none"


def _headings(style: JournalStyle, measures: _Measures) -> list[str]:
    return [
        f"h{level + 1} {{ {_look(style.headings.level(level), measures, 'headings.levels')} }}"
        for level in range(1, 6)
    ]


def _look(look: HeadingLook, measures: _Measures, key: str) -> str:
    caps = {
        "none": "text-transform: none; font-variant-caps: normal",
        "upper": "text-transform: uppercase; font-variant-caps: normal",
        "small": "text-transform: none; font-variant-caps: small-caps",
    }[look.caps]
    return (
        f"font-size: {measures.length(f'{key}.size', look.size)}; "
        f"font-weight: {'var(--bold, bold)' if look.bold else 'normal'}; "
        f"font-style: {'italic' if look.italic else 'normal'}; {caps}; text-align: {_side(look.align)}; "
        f"padding-inline-start: {measures.length(f'{key}.indent', look.indent)}"
    )


def _face(face: str) -> str:
    """The CSS of a :data:`~paperconv.styles.types.Face`."""
    return (
        f"font-weight: {'bold' if 'bold' in face else 'normal'}; "
        f"font-style: {'italic' if 'italic' in face else 'normal'}; "
        f"font-variant-caps: {'small-caps' if face == 'small-caps' else 'normal'}"
    )


def _front(style: JournalStyle, measures: _Measures) -> list[str]:
    front, abstract = style.front, style.abstract
    rules = [
        f".title-block {{ text-align: {_side(front.align)} }}",
        f"h1.title {{ {_look(front.title, measures, 'front.title')} }}",
        ".abstract, p.keywords { font-size: var(--abstract-size) }",
        f".abstract {{ {_face(abstract.face)} }}",
        f"p.keywords .label {{ {_face(style.keywords.face)} }}",
        *_spacing(style, measures),
    ]
    if front.align == "left":
        rules.append("[dir=rtl] .title-block > [dir=ltr] { text-align: end }")  # below a title on the right
    for part in front.first_page_foot:
        chosen = _PARTS[part]
        rules += [
            f"{chosen} {{ float: footnote; text-align: start }}",
            f":is({chosen})::footnote-call, :is({chosen})::footnote-marker {{ content: none }}",
        ]
    if abstract.run_in:
        said = ".abstract:not(.graphical) > h2"  # a picture has no line to run in
        rules += [
            f"{said}, {said} + p {{ display: inline }}",
            f"{said}::after {{ content: {_string(abstract.run_in)} }}",
            f".abstract > h2 {{ {_face(style.keywords.face)}; font-size: 1em }}",
        ]
    return rules


def _spacing(style: JournalStyle, measures: _Measures) -> list[str]:
    """Space and sizes of a title block that differ from those of ``base``, whose page.css follows: hence ``html``."""
    front, rules = style.front, []
    above = measures.length("front.space-above", front.space_above)
    if above != "0pt":
        rules.append(f"h1.title {{ padding-top: {above} }}")
    if front.size:
        size = measures.length("front.size", front.size)
        rules.append(f"html .title-block :is({_LINES}) {{ font-size: {size} }}")
    if front.line_spacing:
        height = f"{front.line_spacing * _NATURAL_LINE:.4g}"
        rules.append(f"html .title-block :is(h1.title, {_LINES}) {{ line-height: {height} }}")
    if style.abstract.align == "center":
        rules.append("html .abstract > h2 { text-align: center }")
    indent = measures.length("keywords.indent", style.keywords.indent)
    if indent != "0pt":
        rules.append(f"html .title-block p.keywords {{ text-indent: {indent} }}")
    return rules


def _floats(style: JournalStyle) -> list[str]:
    captions, labels = style.captions, style.labels
    rules = [
        f"{_CAPTIONS} {{ font-size: var(--caption-size); text-align: {_side(captions.align)}; {_face(captions.face)} }}",
        f":is({_CAPTIONS}) .label {{ {_face(labels.face)} }}",
        "table { font-size: var(--table-size) }",
        f"table > caption.caption {{ caption-side: {'top' if style.tables.caption == 'above' else 'bottom'} }}",
    ]
    if labels.own_line:
        rules.append(":is(figure > figcaption, .caption) > .label { display: block }")
    match style.tables.rules:
        case "three-line":
            rules += [
                "table { border-top: .9pt solid #000; border-bottom: .9pt solid #000 }",
                "thead { border-bottom: .5pt solid #000 } tfoot { border-top: .5pt solid #000 }",
                "tbody + tbody { border-top: .3pt solid #999 }",
                "thead th[colspan] { border-bottom: .3pt solid #666 }",
            ]
        case "grid":
            rules.append("th, td { border: .5pt solid #000 }")
        case "none":
            pass
    return rules


def _references(style: JournalStyle, measures: _Measures) -> list[str]:
    hanging = float(measures.length("references.hanging", style.references.hanging).removesuffix("pt"))
    size = float(measures.length("references.size", style.references.size).removesuffix("pt"))
    labelled = max(hanging, _LABELLED_INDENT * size)
    return [
        "ul.references { font-size: var(--references-size) }",
        f"li.reference {{ padding-inline-start: {hanging:.5g}pt; text-indent: -{hanging:.5g}pt }}",
        f"li.reference:has(> .label) {{ padding-inline-start: {labelled:.5g}pt; text-indent: -{labelled:.5g}pt }}",
        f"li.reference > .label {{ min-width: {labelled:.5g}pt }}",
    ]


def _side(align: str) -> str:
    """``align`` as CSS has it: text from right to left begins on the right."""
    return {"left": "start", "right": "end"}.get(align, align)


def _string(text: str) -> str:
    """``text`` as a CSS string."""
    return '"' + "".join(c if c.isalnum() or c in " ,.;:-–—’'()&/©" else f"\\{ord(c):x} " for c in text) + '"'


def _families(names: tuple[str, ...]) -> str:
    """``names`` as a CSS list; quoted, and without what could end the string."""
    kept = [
        name if name in _GENERIC else '"' + patterns.sub(r'["\\\n\r{};<>]', "", name) + '"'
        for name in families(names)
    ]
    return ", ".join(kept) or "serif"
