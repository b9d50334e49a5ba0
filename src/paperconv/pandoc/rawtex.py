"""TeX commands that authors leave in other formats: pointers, citations, looks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from paperconv import model as m
from paperconv import patterns
from paperconv.formulas.tex import closing
from paperconv.formulas.units import COMMANDS as QUANTITIES
from paperconv.pandoc.context import Context

_POINTERS = frozenset(
    {"ref", "eqref", "autoref", "cref", "Cref", "pageref", "nameref", "vref", "hyperref", "subref"}
)
_CITES: Mapping[str, m.CitationMode] = {
    "cite": "parenthetical",
    "citep": "parenthetical",
    "parencite": "parenthetical",
    "autocite": "parenthetical",
    "footcite": "parenthetical",
    "supercite": "parenthetical",
    "citealp": "parenthetical",
    "citet": "narrative",
    "textcite": "narrative",
    "citealt": "narrative",
    "citeauthor": "narrative",
}
_STYLES: Mapping[str, m.InlineStyle] = {
    "textbf": "strong",
    "emph": "emph",
    "textit": "emph",
    "textsl": "emph",
    "textsc": "smallcaps",
    "texttt": "monospace",
    "underline": "underline",
    "textsuperscript": "sup",
    "textsubscript": "sub",
    "sout": "strike",
}
_LOOKS = frozenset(
    {"newpage", "clearpage", "cleardoublepage", "pagebreak", "nopagebreak", "noindent", "indent", "vspace", "hspace",
     "smallskip", "medskip", "bigskip", "centering", "raggedright", "maketitle", "tableofcontents", "listoffigures",
     "listoftables", "hfill", "vfill", "par", "tiny", "scriptsize", "footnotesize", "small", "normalsize", "large",
     "Large", "LARGE", "huge", "Huge", "FloatBarrier", "balance", "onecolumn", "twocolumn",
     "singlespacing", "doublespacing", "onehalfspacing", "linenumbers", "nolinenumbers", "bibliographystyle",
     "bibliography", "printbibliography", "pagenumbering", "setcounter", "allowbreak", "sloppy", "fussy",
     "thispagestyle", "pagestyle", "frontmatter", "mainmatter", "backmatter", "phantomsection", "begingroup",
     "endgroup", "setlength", "addtolength", "newcommand", "renewcommand", "usepackage", "protect", "relax"}
)  # fmt: skip
_WORDS: Mapping[str, str] = {
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "ldots": "…",
    "dots": "…",
    "textdegree": "°",
    "S": "§",
}
_SYMBOLS = frozenset(
    {"pm", "mp", "times", "cdot", "sim", "approx", "leq", "geq", "le", "ge", "neq", "circ", "alpha", "beta", "gamma",
     "delta", "epsilon", "varepsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi", "pi", "rho",
     "sigma", "tau", "upsilon", "phi", "varphi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi",
     "Sigma", "Phi", "Psi", "Omega", "rightarrow", "leftarrow", "to", "infty", "partial", "nabla", "in", "subset"}
)  # fmt: skip
# ``\begin{center}`` and its like say how a page looks; what stands between them is read anyway.
_FRAMES = frozenset(
    {"center", "flushleft", "flushright", "landscape", "small", "footnotesize", "minipage", "appendices"}
)


def tex_inline(context: Context, source: str) -> m.Inlines | None:
    """What one TeX command means; None if it is not one that we know."""
    source = source.strip()
    found = patterns.match(r"\\([A-Za-z]+)\*?", source)
    if found is None:
        return () if source.startswith("%") else None
    name = found.group(1)
    if name in _SYMBOLS and not source[found.end() :].strip(" {}"):
        return (m.Math(f"\\{name}"),)
    if name == "ce" or name in QUANTITIES:
        return (m.Math(source),) if source.endswith("}") else None
    options, arguments, rest = _arguments(source[found.end() :])
    if rest.strip() not in {"", "{}"} and not rest.lstrip().startswith("%"):
        return None
    if name in _LOOKS:
        return ()
    if name in {"begin", "end"}:
        return () if arguments and arguments[0] in _FRAMES else None
    if name in _WORDS:
        return (m.Text(_WORDS[name]),)
    if name in {"linebreak", "newline"}:
        return (m.LineBreak(),)
    if not arguments:
        return None
    first = arguments[0]
    if name == "label":
        return (m.Span((), id=context.define(first), role="label"),)
    if name == "index":
        return (index_term(first),)
    if name in _POINTERS:
        return pointers(context, options[0] if name == "hyperref" and options else first, name, first)
    if name in _CITES:
        return (_citation(first, options, _CITES[name]),)
    if name in _STYLES:
        return (m.Styled(_STYLES[name], m.text(first)),) if "\\" not in first and "$" not in first else None
    if name == "url":
        return (m.Link(first, (m.Text(first),)),)
    if name == "href" and len(arguments) == 2:
        return (m.Link(first, m.text(arguments[1])),)
    if name in {"text", "textrm", "mbox", "textnormal"} and "\\" not in first:
        return m.text(first)
    return None


def index_term(entry: str, children: m.Inlines = (), see: str = "") -> m.IndexTerm:
    r"""An entry for an index as ``\index`` writes it: ``tide!spring|see{surge}``, ``sort key@shown``."""
    entry, _, command = entry.partition("|")
    if found := patterns.match(r"see(?:also)?\{?([^{}]*)", command):
        see = found[1].strip()
    terms = (part.rpartition("@")[2].strip() for part in entry.split("!"))
    return m.IndexTerm(tuple(term for term in terms if term), children, see)


def pointers(context: Context, targets: str, name: str, shown: str = "") -> m.Inlines:
    r"""What the command ``\name`` prints of the labels ``targets``, which commas part; ``shown`` is what ``\hyperref`` shows."""
    if name == "hyperref":
        return (m.CrossRef(context.target(targets), m.text(shown)),)
    out: list[m.Inline] = []
    form = pointer_form(name)
    for target in filter(None, map(str.strip, targets.split(","))):
        if out:
            out.append(m.Text(", "))
        pointer = m.CrossRef(context.target(target), form=form)
        out += [m.Text("("), pointer, m.Text(")")] if name == "eqref" else [pointer]
    return tuple(out)


def pointer_form(name: str) -> Literal["", "label", "number"]:
    r"""What the command ``\name`` prints of a label: ``\ref`` its number, ``\autoref`` all of it."""
    if name in {"autoref", "cref", "Cref", "vref"}:
        return "label"
    return "number" if name == "eqref" else ""


def _citation(keys: str, options: list[str], mode: m.CitationMode) -> m.Citation:
    names = [key for key in map(str.strip, keys.split(",")) if key]
    prefix = options[0] if len(options) > 1 else ""
    suffix = options[-1].replace("~", " ") if options else ""
    items = [
        m.CiteItem(
            key,
            prefix=m.text(prefix) if index == 0 else (),
            suffix=m.text(f", {suffix}") if suffix and index == len(names) - 1 else (),
        )
        for index, key in enumerate(names)
    ]
    return m.Citation(tuple(items), mode)


def _arguments(text: str) -> tuple[list[str], list[str], str]:
    """The optional and the required arguments at the start of ``text``, and what follows them."""
    options: list[str] = []
    arguments: list[str] = []
    while text[:1] in {"[", "{"}:
        end = closing(text, 0) if text[0] == "{" else text.find("]")
        if end < 0:
            break
        (arguments if text[0] == "{" else options).append(text[1:end].strip())
        text = text[end + 1 :]
    return options, arguments, text
