r"""Commands of LaTeX classes whose arguments pandoc would leave out, as environments that it knows.

``\abstract{…}`` (Springer Nature, apa7, article), ``\subfloat[…]{…}``, ``\subfigure[…]{…}`` and ``\subcaptionbox{…}{…}`` (subfig,
subfigure, subcaption), ``\plottwo`` (AASTeX). A second ``\title``, as supplements and tables have it, is none of the paper.
"""

from __future__ import annotations

from paperconv.formulas.tex import closing
from paperconv.patterns import late
from paperconv.readers.pandoc.arguments import after_blanks, arguments

_COMMAND = late(
    r"\\(abstract|subfloat|subfigure|subcaptionbox|plottwo|title)\*?(?=\s*[\[{])|\\(begin|end)\s*\{([a-z]{0,20}(?:table|figure)\*?)\}"
    r"|(?<!\\)(?:\\\\)*%[^\n]*"
)
_BEGIN = late(r"\\begin\s*\{document\}")
_OF_PAGE = late(r"(\bwidth\s*=\s*)0?\.\d{1,4}\s*\\(?:text|line|column)width")
_HALF = r"{0.5\linewidth}"


def with_environments(text: str) -> str:
    """``text``, LaTeX, with an abstract and the parts of figures in environments; the lines stay but for an abstract's in the preamble."""
    if text.count("\\title") < 2 and not any(
        name in text for name in ("\\abstract", "\\subf", "\\subcaptionbox", "\\plottwo")
    ):
        return text
    begin = _BEGIN.search(text)
    out: list[str] = []
    abstract = ""
    done = 0
    titled, floating = False, ""
    for found in _COMMAND.finditer(text):
        start = found.start()
        if start < done or not found[1]:
            if found[2]:
                end = text.find(rf"\end{{{found[3]}}}", found.end())
                floating = text[found.end() : end] if found[2] == "begin" else ""
            continue
        if found[1] == "abstract":
            opening = after_blanks(text, found.end())
            end = closing(text, opening, "{}")
            if end < 0:
                continue
            made = rf"\begin{{abstract}}{text[opening + 1 : end]}\end{{abstract}}"
            end += 1
            if begin and start < begin.start():
                abstract, made = made, "\n" * text.count("\n", start, end)
        elif found[1] == "title":
            _, title, end = arguments(text, found.end())
            if title is None or not titled:
                titled = True
                continue
            made = rf"\section*{{{title}}}"
            if floating:
                made = rf"\textbf{{{title}}}" if "\\caption" in floating else rf"\caption{{{title}}}"
        else:
            part = _part(text, found[1], found.end())
            if part is None:
                continue
            made, end = part
        out += [text[done:start], made]
        done = end
    text = "".join((*out, text[done:]))
    if abstract and (begin := _BEGIN.search(text)):
        text = f"{text[: begin.end()]}\n{abstract}{text[begin.end() :]}"
    return text


def _part(text: str, name: str, at: int) -> tuple[str, int] | None:
    """A part of a figure, and where its command ends; None if it has no picture."""
    options, first, end = arguments(text, at)
    if first is None:
        return None
    if name == "plottwo":
        _, second, end = arguments(text, end)
        return (rf"\includegraphics{{{first}}}\includegraphics{{{second}}}", end) if second else None
    caption, content = options[-1] if options else "", first
    if name == "subcaptionbox":
        caption = first
        _, held, end = arguments(text, end)
        content = held or ""
    if "\\includegraphics" not in content:
        return None
    title = rf"\caption{{{caption}}}" if caption.strip() else ""
    content = _OF_PAGE.sub(r"\g<1>1\\linewidth", content)  # half of the page's is all of the part's
    return rf"\begin{{subfigure}}{_HALF}{content}{title}\end{{subfigure}}", end
