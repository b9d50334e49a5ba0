"""Formulas of a manuscript in MathML."""

from __future__ import annotations

from html import unescape

from lxml import etree

from paperconv import model as m
from paperconv.patterns import late

_TEX = frozenset(("application/x-tex", "application/x-latex", "text/x-tex", "TeX", "LaTeX"))
_ENTITY = late(r"&(?!(?:lt|gt|amp|quot|apos|#\d+|#x[0-9A-Fa-f]+);)\w+;")
_PREFIX = late(r"(</?)mml:|\sxmlns(?::mml)?=(?:\"[^\"]*\"|'[^']*')")
_MAX_LENGTH = 200_000
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
)


def from_mathml(source: str, *, display: bool) -> m.Math | m.Equation | m.RawInline:
    """A ``<math>`` element, with the TeX that it was made of where that stands in it.

    It is displayed where it says so and ``display`` allows it. What is no XML stays as it is.
    """
    bare = _PREFIX.sub(lambda found: found[1] or "", source)
    bare = _ENTITY.sub(lambda found: unescape(found[0]), bare)
    try:
        root = etree.fromstring(bare, _PARSER) if len(source) < _MAX_LENGTH else None
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or root.tag != "math":
        return m.RawInline("html", source)
    tex = next((one.text or "" for one in root.iter("annotation") if one.get("encoding") in _TEX), "").strip()
    shown = root.get("display") == "block"
    mathml = f'<math xmlns="http://www.w3.org/1998/Math/MathML" display="{"block" if shown else "inline"}">'
    for one in list(root.iter("annotation", "annotation-xml")):
        parent = one.getparent()
        if parent is not None:
            parent.remove(one)
    mathml += "".join(etree.tostring(one, encoding="unicode", with_tail=False) for one in root) + "</math>"
    return m.Equation(tex, mathml=mathml) if shown and display else m.Math(tex, mathml=mathml)
