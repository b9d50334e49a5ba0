"""A document's formulas as Presentation MathML: what the engine makes of TeX, tidied so that every reader of it agrees.

Letters of special alphabets are Unicode's own (``ℝ``, ``𝐱``) instead of an attribute that MathML Core no longer knows;
rows of one and spaces for TeX's own sake are gone; the indices of mhchem stand at their atoms.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from lxml import etree

from paperconv.formulas.engine import Refused, engine
from paperconv.formulas.letters import ALPHABETS, styled
from paperconv.formulas.packages import without_packages
from paperconv.formulas.tex import formula
from paperconv.formulas.units import spelled_out
from paperconv.patterns import late

MATHML = "http://www.w3.org/1998/Math/MathML"

Formulas: TypeAlias = Sequence[tuple[str, bool]]
Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml's own name for its type

_ROWS = frozenset(("math", "mrow", "mtd", "mstyle", "msqrt", "mpadded", "mphantom", "menclose"))
_ACCENTS = frozenset("^~¯˙¨ˇ˘´`˚⃛⃜")
_ARROW_ACCENTS = frozenset("→←↔⃗")
_PRINTS = late(r">[^<\s]")
_MAX_DEPTH = 100


def to_mathml(formulas: Formulas) -> list[str | Refused]:
    """Each formula (TeX without delimiters, and whether it is displayed) as a ``<math>`` element, or why not."""
    own = engine()
    own.begin()
    out: list[str | Refused] = []
    for tex, display in formulas:
        try:
            out.append(tidied(own.mathml(prepared(tex), display=display)))
        except Refused as refused:
            out.append(refused)
    return out


def prepared(tex: str) -> str:
    """``tex`` as the engine is to see it: without numbers and labels, and with quantities spelled out."""
    return without_packages(spelled_out(formula(tex).tex))


def tidied(source: str) -> str:
    """The engine's MathML in our form.

    Raises:
        Refused: it prints nothing, or is nested deeper than XML parsers like.
    """
    if not _PRINTS.search(source):
        raise Refused("the formula prints nothing")
    root = etree.fromstring(source, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    _tidy(root)
    if _depth(root) > _MAX_DEPTH:
        raise Refused("the formula is nested too deeply")
    inside = "".join(etree.tostring(child, encoding="unicode") for child in root)
    return f'<math xmlns="{MATHML}" display="{root.get("display", "inline")}">{inside}</math>'


def _depth(element: Element) -> int:
    return 1 + max((_depth(child) for child in element), default=0)


def _tidy(element: Element) -> None:
    for child in list(element):
        _tidy(child)
    match element.tag:
        case "mi" | "mn" | "mo":
            _spell(element)
        case "mstyle" if all(name.startswith("indent") for name in element.attrib):
            element.attrib.clear()
            element.tag = "mrow"
        case "mover" | "munder":
            _accent(element)
        case _:
            pass
    if element.tag in _ROWS:
        for child in list(element):
            if not len(child) and not (child.text or "") and child.tag in {"mrow", "mi", "mo"}:
                after = child.getnext()
                if child.tag == "mi" and after is not None and after.tag == "mo":
                    after.set("form", "infix")  # TeX's empty letter says so
                element.remove(child)
        if any(_stands_alone(child) for child in element):
            _attach(element)
    for child in list(element):
        if child.tag == "mpadded" and "voffset" in child.attrib:  # the room round the label of an arrow
            child.attrib.clear()
            child.tag = "mrow"
            for space in child.findall("mspace"):
                if "width" not in space.attrib:
                    child.remove(space)
        if child.tag == "mrow" and len(child) == 1 and not child.attrib:
            element.replace(child, child[0])


def _spell(token: Element) -> None:
    """Say a special alphabet with its own characters."""
    variant = token.get("mathvariant", "")
    if variant in ALPHABETS and token.text:
        letters = [styled(variant, char) for char in token.text]
        if any(letters) and all(made or char in ".," for made, char in zip(letters, token.text, strict=True)):
            token.text = "".join(made or char for made, char in zip(letters, token.text, strict=True))
            del token.attrib["mathvariant"]


def _accent(element: Element) -> None:
    """Mark an accent as one: ``x̂`` is no limit."""
    base, mark = element[0], element[1]
    if mark.tag != "mo":
        return
    over = element.tag == "mover"
    if mark.text == "―":
        mark.text = "¯" if over else "_"
        mark.attrib.pop("accent", None)
    elif not (mark.text in _ACCENTS or (mark.text in _ARROW_ACCENTS and base.tag != "mo")):
        return
    element.set("accent" if over else "accentunder", "true")


def _stands_alone(element: Element) -> bool:
    """Whether these are indices of mhchem, whose base is an invisible letter."""
    return (
        element.tag in {"msub", "msup", "msubsup"}
        and element[0].tag == "mpadded"
        and element[0].get("width") == "0"
        and len(element[0]) == 1
        and element[0][0].tag == "mphantom"
    )


def _attach(row: Element) -> None:
    """Give the indices of mhchem the atom beside them as their base."""
    for scripts in list(row):
        if not _stands_alone(scripts):
            continue
        before = any(part.get("lspace") == "-1width" for part in scripts.iter("mpadded"))
        for script in list(scripts)[1:]:
            _bare(script)
        if not any((part.text or "").strip() for script in list(scripts)[1:] for part in script.iter()):
            row.remove(scripts)  # room for what comes next
            continue
        space, atom = scripts.getprevious(), scripts.getnext()
        if before and atom is not None:
            lower = scripts[1] if scripts.tag != "msup" else etree.Element("mrow")
            upper = scripts[-1] if scripts.tag != "msub" else etree.Element("mrow")
            if space is not None and space.tag == "mspace" and space.get("width", "").startswith("-"):
                row.remove(space)
            made = etree.Element("mmultiscripts")
            row.replace(scripts, made)
            made.extend((atom, etree.Element("mprescripts"), lower, upper))
        elif space is not None and space.tag not in {"mspace", "mtext"}:
            whole = space[0] if space.tag == "mrow" and len(space) == 1 and not space.attrib else space
            scripts.replace(scripts[0], whole)
            if whole is not space:
                row.remove(space)
        else:
            scripts.replace(scripts[0], etree.Element("mrow"))


def _bare(script: Element) -> None:
    """Take out what only moves the letters of ``script``."""
    parent = script.getparent()
    for part in list(script.iter("mphantom")):
        part.clear()
        part.tag = "mrow"
    for part in list(script.iter("mpadded")):
        part.attrib.clear()
        part.tag = "mrow"
    full = list(script.iter("mi", "mn", "mo", "mtext"))
    if parent is not None and script.tag == "mrow" and len(full) == 1:
        parent.replace(script, full[0])
