"""Formulas: what pandoc's TeX would not tell apart is marked in Word's formulas before it reads them."""

from __future__ import annotations

from lxml import etree

from paperconv import model as m
from paperconv.formulas.letters import plain
from paperconv.patterns import late
from paperconv.readers.docx.names import MATH_TEXT, Element, math

# A noncharacter of Unicode as the accent over what is bold and italic: pandoc calls bold letters of both kinds \mathbf.
_ACCENT = "\ufdd4"
_MARKED = f"\\overset{{{_ACCENT}}}{{"
_BOLD = late(r"\\mathbf\s*\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}\s*\Z")
_RING = late(r"\\mathring\{(?:A|\\mathrm\{A\})\}")
_STYLE, _SCRIPT = f"{math('rPr')}/{math('sty')}", f"{math('rPr')}/{math('scr')}"


def mark_vectors(root: Element) -> None:
    """Set letters that are bold and italic under an accent that no formula has."""
    for run in list(root.iter(math("r"))):
        texts = run.findall(MATH_TEXT)
        said = "".join(one.text or "" for one in texts)
        letters, script, style = plain(said)
        own = run.find(_STYLE)
        if own is not None and own.get(math("val")) == "bi" and run.find(_SCRIPT) is None:
            letters, script, style = said, "", "bi"
        if style != "bi" or script or not any(c.isalpha() for c in letters):
            continue
        for one in texts:
            one.text = ""
        texts[0].text = letters
        if own is None:
            look = run.find(math("rPr"))
            if look is None:
                look = etree.Element(math("rPr"))
                run.insert(0, look)
            etree.SubElement(look, math("sty")).set(math("val"), "bi")
        accent = etree.Element(math("acc"))
        properties = etree.SubElement(accent, math("accPr"))
        etree.SubElement(properties, math("chr")).set(math("val"), _ACCENT)
        run.addprevious(accent)
        etree.SubElement(accent, math("e")).append(run)


def mend_formulas(draft: m.Draft) -> m.Draft:
    """``draft`` with those letters as the bold italic of TeX, and with the letter Å that pandoc takes for an accent."""

    def rule(node: m.Node) -> m.Node | None:
        if not isinstance(node, m.Math | m.Equation):
            return None
        tex = _RING.sub(r"\\text{Å}", node.tex)
        tex = _named(tex) if _ACCENT in tex else tex
        return m.replace(node, tex=tex) if tex != node.tex else None

    return m.rewrite(draft, rule)


def _named(tex: str) -> str:
    start = tex.rfind(_MARKED)
    while start >= 0:
        inside = start + len(_MARKED)
        end, depth = inside, 1
        while end < len(tex) and depth:
            depth += {"{": 1, "}": -1}.get(tex[end], 0)
            end += 1
        held = tex[inside : end - 1]
        bold = _BOLD.match(held)
        tex = f"{tex[:start]}\\boldsymbol{{{bold[1] if bold else held}}}{tex[end:]}"
        start = tex.rfind(_MARKED, 0, start)
    return tex.replace(_ACCENT, "")
