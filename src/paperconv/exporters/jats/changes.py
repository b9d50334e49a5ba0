"""The changes that a profile asks for, made in the finished article, and what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from paperconv import patterns
from paperconv.diagnostics import Rule
from paperconv.exporters.jats.older import to_1_1, to_1_2
from paperconv.exporters.jats.parsed import Parsed
from paperconv.exporters.jats.profiles import Profile
from paperconv.exporters.jats.scielo import to_scielo
from paperconv.exporters.jats.state import State
from paperconv.exporters.jats.tags import MML
from paperconv.patterns import late


def changed(state: State, article: bytes, profile: Profile) -> bytes:
    """``article`` with the changes of ``profile``; what it lacks is reported."""
    root = etree.fromstring(
        article, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    )
    for name in profile.changes:
        _CHANGES[name](state, root)
    for path, words in profile.wants:
        if not root.xpath(path):
            state.log(
                Rule.TAGGING_COMPLETE,
                f"{profile.name} asks for {words}, which neither the manuscript nor the style gives",
                hint="give it in the front matter or in paper.yaml, or in [journal] of the style",
            )
    data = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True)
    return data.rstrip() + b"\n"


def _print_or_electronic(_: State, root: Parsed) -> None:
    """ISSNs by ``pub-type``: https://www.ncbi.nlm.nih.gov/pmc/pmcdoc/tagging-guidelines/article/tags.html#el-issn."""
    for element in root.iterfind("front/journal-meta/issn[@publication-format]"):
        kind = element.attrib.pop("publication-format")
        element.set("pub-type", "ppub" if kind == "print" else "epub")


_DISPLAY = late(
    r"\s*\\begin\{(?:align|gather|equation|multline|flalign|alignat|eqnarray|displaymath|math)\*?\}"
)
_PACKAGES = (
    ("mhchem", late(r"\\(?:ce|cf)\b")),
    ("siunitx", late(r"\\(?:SI|si|num|qty|unit|ang)(?:range|list)?\b")),
    ("mathtools", late(r"\\(?:coloneqq|prescript|begin\{(?:dcases|multlined|bmatrix\*|pmatrix\*))")),
)


def _whole_formulas(_: State, root: Parsed) -> None:
    """Each TeX formula as a LaTeX document that compiles, and each formula with an id.

    https://www.ncbi.nlm.nih.gov/pmc/pmcdoc/tagging-guidelines/article/tags.html#el-tex-math
    """
    taken = {str(element.get("id")) for element in root.iter() if element.get("id")}
    number = 0
    for element in root.iter("tex-math", f"{{{MML}}}math"):
        if not element.get("id"):
            number += 1
            while f"M{number}" in taken:
                number += 1
            element.set("id", f"M{number}")
        if element.tag == "tex-math":
            element.text = _latex(element.text or "", shown=_is_displayed(element))


def _is_displayed(element: Parsed) -> bool:
    return next(element.iterancestors("disp-formula", "inline-formula"), element).tag == "disp-formula"


def _latex(tex: str, *, shown: bool) -> str:
    if patterns.match(r"\s*\\documentclass", tex):
        return tex
    packages = ["amsmath", "amssymb", "mathrsfs", *(name for name, used in _PACKAGES if used.search(tex))]
    mark = "" if _DISPLAY.match(tex) else "$$" if shown else "$"
    named = "".join(f"\\usepackage{{{name}}}\n" for name in packages)
    return f"\\documentclass[12pt]{{minimal}}\n{named}\\begin{{document}}\n{mark}{tex.strip()}{mark}\n\\end{{document}}"


_CHANGES: Mapping[str, Callable[[State, Parsed], None]] = {
    "issn": _print_or_electronic,
    "formulas": _whole_formulas,
    "scielo": to_scielo,
    "1.2": to_1_2,
    "1.1": to_1_1,
}
