"""TeX formulas as MathML, all of a document by one call of pandoc: what is had where MathJax is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

import msgspec
from lxml import etree

from paperconv import patterns
from paperconv.errors import ConversionFailed, UnreadableSource
from paperconv.formulas.tex import formula, nesting
from paperconv.pandoc.context import Json
from paperconv.pandoc.run import run
from paperconv.pandoc.write import API_VERSION

MATHML = "http://www.w3.org/1998/Math/MathML"
_MAX_DEPTH = 100
_MAX_BRACES = 40

Formulas: TypeAlias = Sequence[tuple[str, bool]]


def to_mathml(formulas: Formulas) -> list[str]:
    """Each formula (TeX without delimiters, and whether it is displayed) as Presentation MathML.

    An ``<math>`` element with its name space and ``display``, without the TeX; empty for a formula that
    pandoc cannot convert.

    Raises:
        MissingTool: there is no pandoc.
    """
    texts = [("" if nesting(tex) > _MAX_BRACES else formula(tex).tex, display) for tex, display in formulas]
    try:
        made = run(
            ["-f", "json", "-t", "html", "--mathml", "--wrap=none"], _tree(texts), source="formulas"
        ).decode()
    except (UnreadableSource, ConversionFailed):
        return [""] * len(formulas)
    found = patterns.findall(r'<div id="f(\d+)">\n?(.*?)\n?</div>', made, re.DOTALL)
    out = [""] * len(formulas)
    for number, content in found:
        if content.startswith("<math ") and content.endswith("</math>"):
            math = _presentation(content, display=formulas[int(number)][1])
            out[int(number)] = math if _sound(math) else ""
    return out


def _tree(texts: Sequence[tuple[str, bool]]) -> bytes:
    """pandoc's tree with one numbered Div for each formula."""
    blocks: list[Json] = []
    for number, (tex, display) in enumerate(texts):
        math: Json = {"t": "Math", "c": [{"t": "DisplayMath" if display else "InlineMath"}, tex]}
        blocks.append({"t": "Div", "c": [[f"f{number}", [], []], [{"t": "Plain", "c": [math]}]]})
    return msgspec.json.encode({"pandoc-api-version": API_VERSION, "meta": {}, "blocks": blocks})


def _presentation(math: str, *, display: bool) -> str:
    """pandoc's MathML without the TeX beside it."""
    content = math[math.index(">") + 1 : -len("</math>")]
    if content.startswith("<semantics>"):
        content = content[len("<semantics>") : content.rindex("<annotation")]
    # An element of HTML is written out, ``<mspace></mspace>``; in XML both are the same.
    return f'<math xmlns="{MATHML}" display="{"block" if display else "inline"}">{content}</math>'


def _sound(math: str) -> bool:
    """Whether ``math`` prints anything, and is XML that a parser with the usual bounds reads inside a document."""
    if not patterns.search(r">[^<\s]", math):
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
