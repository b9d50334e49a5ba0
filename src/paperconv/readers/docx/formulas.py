"""Formulas: what pandoc's TeX would not tell apart is marked in Word's formulas before it reads them."""

from __future__ import annotations

from lxml import etree

from paperconv import model as m
from paperconv import patterns
from paperconv.formulas.letters import plain
from paperconv.formulas.tex import closing
from paperconv.patterns import late
from paperconv.readers.docx.names import MATH_TEXT, Element, math

# A noncharacter of Unicode as the accent over what is bold and italic: pandoc calls bold letters of both kinds \mathbf.
_ACCENT = "\ufdd4"
_MARKED = f"\\overset{{{_ACCENT}}}{{"
_BOLD = late(r"\\mathbf\s*\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}\s*\Z")
# Names that pandoc knows as commands.
_FUNCTIONS = frozenset(
    patterns.findall(
        r"\w+",
        "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min Pr sec "
        "sin sinh sup tan tanh",
    )
)
_RING = late(r"\\mathring\{(?:A|\\mathrm\{A\})\}")
_NOTHING = "\ufdd5"
"""Stands where a script has nothing before it: pandoc would hang it on what comes before."""
_BOLD_SCRIPTS = frozenset({"script", "fraktur"})
_BINOMIAL = "\\binom{"
_OPENING, _CLOSING = late(r"(?:\\left\s*)?\(\s*\Z"), late(r"\s*(?:\\right\s*)?\)")
# LibreOffice writes accents as the letters of their own that they are elsewhere.
_ACCENTS = str.maketrans("~^´`ˇ˘°¨˙¯", "\u0303\u0302\u0301\u0300\u030c\u0306\u030a\u0308\u0307\u0304")
_STYLE, _SCRIPT = f"{math('rPr')}/{math('sty')}", f"{math('rPr')}/{math('scr')}"


def mark_formulas(root: Element) -> None:
    """Mark what pandoc would lose: letters that are bold and italic or bold in a script, and scripts of nothing.

    A slash that is but a sign of division is the usual one.
    """
    _restore_forms(root)
    for accent in root.iterfind(f".//{math('accPr')}/{math('chr')}"):
        accent.set(math("val"), accent.get(math("val"), "").translate(_ACCENTS))
    for text in root.iter(MATH_TEXT):
        text.text = (text.text or "").replace("∕", "/")
    for script in root.iter(*map(math, ("sSub", "sSup", "sSubSup"))):
        base = script.find(math("e"))
        if base is not None and not "".join(base.itertext(MATH_TEXT)).strip("\u200b"):
            for one in list(base):
                base.remove(one)
            etree.SubElement(etree.SubElement(base, math("r")), MATH_TEXT).text = _NOTHING
    _mark_vectors(root)


def _restore_forms(root: Element) -> None:
    """Undo what our writer does for LibreOffice: literal signs, letters of Unicode's alphabets, matrices for aligned lines."""
    for run in list(root.iter(math("r"))):
        texts = run.findall(MATH_TEXT)
        for one in texts:
            one.text = (one.text or "").replace("\u200b", "")
        said = "".join(one.text or "" for one in texts)
        look, parent = run.find(math("rPr")), run.getparent()
        if texts and not said and parent is not None:
            parent.remove(run)
        elif look is not None and (literal := look.find(math("lit"))) is not None:
            look.remove(literal)
            letters, script, style = plain(said)
            upright = len(look) and said.isascii() and said.isalpha() and said not in _FUNCTIONS
            if not style and not upright:
                continue
            for one in (*look, *texts[1:]):
                run.remove(one) if one in texts else look.remove(one)
            texts[0].text = letters
            for name, value in (("scr", script), ("sty", style)) if style else (("nor", "1"),):
                if value:
                    etree.SubElement(look, math(name)).set(math("val"), value)
    for matrix in list(root.iter(math("m"))):
        gap = matrix.find(f"{math('mPr')}/{math('cGp')}")
        sides = [one.get(math("val")) for one in matrix.iter(math("mcJc"))]
        if gap is not None and gap.get(math("val")) == "0" and sides == ["right", "left"] * (len(sides) // 2):
            _align(matrix)


def _align(matrix: Element) -> None:
    """Make ``matrix`` an array of equations, with Word's marks between what were its columns."""
    matrix.tag = math("eqArr")
    for child in list(matrix):
        if child.tag != math("mr"):
            matrix.remove(child)
            continue
        line = etree.Element(math("e"))
        for number, cell in enumerate(list(child)):
            if number:
                mark = etree.SubElement(etree.SubElement(line, math("r")), math("t"))
                mark.text = "&"
            line.extend(list(cell))
        matrix.replace(child, line)


def _mark_vectors(root: Element) -> None:
    """Set the letters under an accent that no formula has."""
    for run in list(root.iter(math("r"))):
        texts = run.findall(MATH_TEXT)
        said = "".join(one.text or "" for one in texts)
        letters, script, style = plain(said)
        own = run.find(_STYLE)
        kind = run.find(_SCRIPT)
        if own is not None and (own.get(math("val")) == "bi" or kind is not None):
            letters, style = said, own.get(math("val"), "")
            script = "" if kind is None else kind.get(math("val"), "")
        if style != "bi" and not (style == "b" and script in _BOLD_SCRIPTS):
            continue
        if not any(c.isalpha() for c in letters):
            continue
        for one in texts:
            one.text = ""
        texts[0].text = said if script else letters
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
        tex = _bracketed(tex.replace(_NOTHING, "{}"))
        return m.replace(node, tex=tex) if tex != node.tex else None

    return m.rewrite(draft, rule)


def _named(tex: str) -> str:
    start = tex.rfind(_MARKED)
    while start >= 0:
        inside = start + len(_MARKED)
        end = _closed(tex, inside)
        held = tex[inside : end - 1]
        bold = _BOLD.match(held)
        tex = f"{tex[:start]}\\boldsymbol{{{bold[1] if bold else held}}}{tex[end:]}"
        start = tex.rfind(_MARKED, 0, start)
    return tex.replace(_ACCENT, "")


def _bracketed(tex: str) -> str:
    r"""``tex`` with ``\\binom`` only where its brackets stand: pandoc calls each fraction without a bar so, and leaves them."""
    start = tex.rfind(_BINOMIAL)
    while start >= 0:
        end = _closed(tex, _closed(tex, start + len(_BINOMIAL)) + 1)
        opening, closing = _OPENING.search(tex[:start]), _CLOSING.match(tex, end)
        if opening and closing:
            tex = f"{tex[: opening.start()]}{tex[start:end]}{tex[closing.end() :]}"
        else:
            tex = f"{tex[:start]}\\genfrac{{}}{{}}{{0pt}}{{}}{{{tex[start + len(_BINOMIAL) :]}"
        start = tex.rfind(_BINOMIAL, 0, start)
    return tex


def _closed(tex: str, start: int) -> int:
    """Where the group that ``start`` is inside of has ended."""
    return (closing(tex, start - 1) + 1) or len(tex)
