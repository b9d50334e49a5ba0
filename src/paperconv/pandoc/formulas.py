"""TeX formulas as MathML and as Office Math, all of a document by one call of pandoc."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import msgspec
from lxml import etree

from paperconv.errors import ConversionFailed, UnreadableSource
from paperconv.pandoc.context import Json
from paperconv.pandoc.run import run
from paperconv.pandoc.tex import convertible, nesting
from paperconv.pandoc.write import API_VERSION

MATHML = "http://www.w3.org/1998/Math/MathML"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_DOCUMENT = 256 * 1024 * 1024
_MAX_DEPTH = 100
_MAX_BRACES = 40

Formulas: TypeAlias = Sequence[tuple[str, bool]]


def to_mathml(formulas: Formulas, macros: str = "") -> list[str]:
    r"""Each formula (TeX without delimiters, and whether it is displayed) as Presentation MathML.

    An ``<math>`` element with its name space and ``display``, without the TeX; empty for a formula that
    pandoc cannot convert. ``macros`` are ``\newcommand`` and the like that the formulas use.

    Raises:
        MissingTool: there is no pandoc.
    """
    texts = _prepared(formulas, macros)
    try:
        made = run(
            ["-f", "json", "-t", "html", "--mathml", "--wrap=none"], _tree(texts), source="formulas"
        ).decode()
    except (UnreadableSource, ConversionFailed):
        return [""] * len(formulas)
    found = re.findall(r'<div id="f(\d+)">\n?(.*?)\n?</div>', made, re.DOTALL)
    out = [""] * len(formulas)
    for number, content in found:
        if content.startswith("<math ") and content.endswith("</math>"):
            math = _presentation(content, display=formulas[int(number)][1])
            out[int(number)] = math if _sound(math) else ""
    return out


def to_omml(formulas: Formulas, macros: str = "") -> list[str]:
    """Each formula as Office Math: ``<m:oMath>``, in ``<m:oMathPara>`` if it is displayed; empty where that fails.

    pandoc's output is mended where it breaks the schema of Office Open XML (ECMA-376, part 1, 22.1): the order
    within ``m:mcPr``, ``m:sty`` beside ``m:nor``, and no font for the letters.

    Raises:
        MissingTool: there is no pandoc.
    """
    texts = _prepared(formulas, macros)
    try:
        made = run(["-f", "json", "-t", "docx", "-o", "-"], _tree(texts, letter=True), source="formulas")
    except (UnreadableSource, ConversionFailed):
        return [""] * len(formulas)
    paragraphs = list(_paragraphs(made))
    if len(paragraphs) != len(formulas):
        return [""] * len(formulas)
    out: list[str] = []
    for paragraph, (_, display) in zip(paragraphs, formulas, strict=True):
        found = paragraph.find(f".//{_M}oMathPara" if display else f".//{_M}oMath")
        if found is None:
            out.append("")
            continue
        _mend(found)
        written = _written(found)
        out.append(written if _sound(written) else "")
    return out


def _prepared(formulas: Formulas, macros: str) -> list[tuple[str, bool]]:
    texts = [("" if nesting(tex) > _MAX_BRACES else convertible(tex), display) for tex, display in formulas]
    return _expanded(texts, macros) if macros.strip() else texts


def _expanded(texts: list[tuple[str, bool]], macros: str) -> list[tuple[str, bool]]:
    """``texts`` with ``macros`` filled in, by pandoc's own reader."""
    parts = [macros.strip()]
    for tex, _ in texts:
        one = re.sub(r"\n\s*\n", "\n", tex)
        parts.append(f"\\\\[{one}\\\\]")
    form = "markdown_strict+tex_math_double_backslash+latex_macros+raw_tex"
    try:
        made = msgspec.json.decode(
            run(["-f", form, "-t", "json"], "\n\n".join(parts).encode(), source="formulas")
        )
    except (UnreadableSource, ConversionFailed, msgspec.DecodeError, RecursionError):
        return texts
    found = [
        inline["c"][1]
        for block in made["blocks"]
        if block["t"] == "Para"
        for inline in block["c"]
        if inline["t"] == "Math"
    ]
    if len(found) != len(texts):
        return texts
    return [(tex.strip(), display) for tex, (_, display) in zip(found, texts, strict=True)]


def _tree(texts: Sequence[tuple[str, bool]], *, letter: bool = False) -> bytes:
    """pandoc's tree with one numbered Div, or one paragraph, for each formula.

    ``letter``: one before each inline formula, which Word would otherwise display.
    """
    blocks: list[Json] = []
    for number, (tex, display) in enumerate(texts):
        formula: Json = {"t": "Math", "c": [{"t": "DisplayMath" if display else "InlineMath"}, tex]}
        if letter:
            blocks.append({"t": "Para", "c": [formula] if display else [{"t": "Str", "c": "x"}, formula]})
        else:
            blocks.append({"t": "Div", "c": [[f"f{number}", [], []], [{"t": "Plain", "c": [formula]}]]})
    return msgspec.json.encode({"pandoc-api-version": API_VERSION, "meta": {}, "blocks": blocks})


def _presentation(math: str, *, display: bool) -> str:
    """pandoc's MathML without the TeX beside it."""
    content = math[math.index(">") + 1 : -len("</math>")]
    if content.startswith("<semantics>"):
        content = content[len("<semantics>") : content.rindex("<annotation")]
    # An element of HTML is written out, ``<mspace></mspace>``; in XML both are the same.
    return f'<math xmlns="{MATHML}" display="{"block" if display else "inline"}">{content}</math>'


def _paragraphs(document: bytes) -> Iterator[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        if archive.getinfo("word/document.xml").file_size > _MAX_DOCUMENT:
            return
        data = archive.read("word/document.xml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        body = etree.fromstring(data, parser).find(f"{_W}body")
    except etree.XMLSyntaxError:  # a formula nested thousands of levels deep
        return
    if body is not None:
        yield from body.findall(f"{_W}p")


def _sound(math: str) -> bool:
    """Whether ``math`` prints anything, and is XML that a parser with the usual bounds reads inside a document."""
    if not re.search(r">[^<\s]", math):
        return False
    depth = 0
    try:
        parser = etree.XMLPullParser(events=("start", "end"), resolve_entities=False, no_network=True)
        parser.feed(math)
        for event, _ in parser.read_events():
            depth += 1 if event == "start" else -1
            if depth > _MAX_DEPTH:
                return False
        parser.close()
    except etree.XMLSyntaxError:
        return False
    return True


def _written(math: etree._Element) -> str:
    """``math`` as XML that declares only the name spaces of Office Math and of Word."""
    written = etree.tostring(math, encoding="unicode", with_tail=False)
    if written.endswith("/>"):
        return ""
    name = "m:oMathPara" if math.tag == f"{_M}oMathPara" else "m:oMath"
    return f'<{name} xmlns:m="{_M[1:-1]}" xmlns:w="{_W[1:-1]}">{written[written.index(">") + 1 :]}'


def _mend(math: etree._Element) -> None:
    for look in math.iter(f"{_M}rPr"):
        if look.find(f"{_M}nor") is not None:
            for style in look.findall(f"{_M}sty"):
                look.remove(style)
    for column in math.iter(f"{_M}mcPr"):
        count = column.find(f"{_M}count")
        if count is not None:
            column.insert(0, count)
    for letters in math.iter(f"{_M}r"):
        if letters.find(f"{_W}rPr") is None:
            font = etree.Element(f"{_W}rPr")
            etree.SubElement(
                font, f"{_W}rFonts", {f"{_W}ascii": "Cambria Math", f"{_W}hAnsi": "Cambria Math"}
            )
            own = letters.find(f"{_M}rPr")
            letters.insert(0 if own is None else letters.index(own) + 1, font)
