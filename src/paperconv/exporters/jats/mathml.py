"""MathML cut down to what the DTD's MathML 2 knows."""

from __future__ import annotations

from lxml import etree

from paperconv.exporters.jats.parsed import Parsed
from paperconv.exporters.jats.tags import MML, Element, new_child

_MAX_DEPTH = 100
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
)

_TOKENS = frozenset(("mi", "mn", "mo", "mtext", "ms"))
_CELL = ("rowalign", "columnalign")
# Presentation MathML 2 (https://www.w3.org/TR/MathML2/): each element, and the attributes that are kept.
_ELEMENTS: dict[str, tuple[str, ...]] = {
    "math": ("display", "alttext"),
    "mi": (),
    "mn": (),
    "mo": ("form", "fence", "separator", "lspace", "rspace", "stretchy", "symmetric", "maxsize", "minsize", "largeop",
           "movablelimits", "accent"),
    "mtext": (),
    "ms": ("lquote", "rquote"),
    "mspace": ("width", "height", "depth", "linebreak"),
    "mrow": (),
    "mfrac": ("linethickness", "numalign", "denomalign", "bevelled"),
    "msqrt": (),
    "mroot": (),
    "mstyle": ("displaystyle", "scriptlevel", "mathvariant", "mathsize", "mathcolor", "mathbackground"),
    "merror": (),
    "mpadded": ("width", "height", "depth", "lspace"),
    "mphantom": (),
    "mfenced": ("open", "close", "separators"),
    "menclose": ("notation",),
    "msub": ("subscriptshift",),
    "msup": ("superscriptshift",),
    "msubsup": ("subscriptshift", "superscriptshift"),
    "munder": ("accentunder",),
    "mover": ("accent",),
    "munderover": ("accent", "accentunder"),
    "mmultiscripts": ("subscriptshift", "superscriptshift"),
    "mprescripts": (),
    "none": (),
    "mtable": ("align", "width", "rowspacing", "columnspacing", "columnwidth", "rowlines", "columnlines", "frame",
               "framespacing", "equalrows", "equalcolumns", "displaystyle", "side", *_CELL),
    "mlabeledtr": _CELL,
    "mtr": _CELL,
    "mtd": ("rowspan", "columnspan", *_CELL),
}  # fmt: skip
_TOKEN_ATTRIBUTES = ("mathvariant", "mathsize", "mathcolor", "mathbackground")
_TRUTH = ("true", "false")
_VALUES = {
    "form": ("prefix", "infix", "postfix"),
    "frame": ("none", "solid", "dashed"),
    "side": ("left", "right", "leftoverlap", "rightoverlap"),
    **dict.fromkeys(
        ("fence", "separator", "stretchy", "symmetric", "largeop", "movablelimits", "accent", "accentunder",
         "displaystyle"),
        _TRUTH,
    ),
}  # fmt: skip
_EMPTY = frozenset(("mspace", "mprescripts", "none"))


def presentation(source: str) -> Element | None:
    """``source`` as MathML 2, or None if it is broken or uses what MathML 2 has not."""
    try:
        root = etree.fromstring(source, _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if etree.QName(root).localname != "math" or not len(root):
        return None
    made = Element(f"{{{MML}}}math")
    return made if _copy(root, made, 0) else None


def _copy(source: Parsed, target: Element, depth: int) -> bool:
    name = etree.QName(source).localname
    kept = (*_ELEMENTS[name], *_TOKEN_ATTRIBUTES) if name in _TOKENS else _ELEMENTS[name]
    for attribute, value in source.attrib.items():
        if attribute in kept and value in _VALUES.get(str(attribute), (value,)):
            target.set(str(attribute), value)
    if name in _TOKENS:
        if len(source):
            return False
        target.text = source.text
        return True
    if (source.text or "").strip() or depth > _MAX_DEPTH or (name in _EMPTY and len(source)):
        return False
    for part in source:
        if not isinstance(part.tag, str) or (part.tail or "").strip():
            return False
        inner = etree.QName(part).localname
        if inner == "semantics":
            # its first child is the formula; the rest repeats it in other notations, and TeX stands beside
            if not len(part) or not isinstance(part[0].tag, str):
                return False
            part = part[0]  # noqa: PLW2901 - the formula itself
            inner = etree.QName(part).localname
        if inner not in _ELEMENTS or inner == "math":
            return False
        if not _copy(part, new_child(target, f"{{{MML}}}{inner}"), depth + 1):
            return False
    return True
