r"""The LaTeX commands for parts of a paper that Mathpix writes among its Markdown: ``\title{…}``, ``\section*{…}``, figures."""

from __future__ import annotations

from paperconv.patterns import late
from paperconv.readers.markdown.lines import Line, Script, verbatim

_OPENS = (
    "\\title{", "\\author{", "\\section", "\\subsection", "\\subsubsection", "\\begin{abstract}", "\\begin{figure}", "\\footnotetext",
    "\\begin{itemize}", "\\begin{enumerate}",
)  # fmt: skip
_COMMAND = late(r"\s{0,3}\\(title|author|(?:sub){0,2}section|footnotetext)\*?(?:\[[^\]]{0,20}\])?\{")
_LEVELS = {"title": "# ", "section": "## ", "subsection": "### ", "subsubsection": "#### "}
_ENVIRONMENT = late(r"\s{0,3}\\(begin|end)\{(abstract|figure|itemize|enumerate)\*?\}(?:\[[^\]]{0,20}\])?\s*$")
_PICTURE = late(r"\\includegraphics(?:\[[^\]]*\])?\{([^{}\s]+)\}")
_CAPTION = late(r"\\caption\*?\{(.*)\}\s*$")
_SETTING = late(r"\s*\\(?:captionsetup|centering|label|alignedright|hfill|vspace|hspace)\b.*$")
_ITEM = late(r"\s*\\item(?:\[([^\]]{0,40})\])?\s*")
_SIGN = late(
    r"\s*(?:\$\s*(?:\{\s*\}\s*)?(?:\^\s*)?\{?\s*)?(\*|\\dagger|\\ddagger|\\S|\\P|†|‡|§|¶)\s*\}?\s*\$?\s*(?=\S)"
)
_SIGNS = {"\\dagger": "†", "\\ddagger": "‡", "\\S": "§", "\\P": "¶", **{sign: sign for sign in "*†‡§¶"}}
_MOST_LINES = 60  # of one command


def translate_mathpix(script: Script) -> None:
    """Make the commands of ``script.lines`` what Markdown has for them."""
    lines = script.lines
    if not any(line.text.lstrip().startswith(_OPENS) for line in lines):
        return
    inside = verbatim(lines)
    out: list[Line] = []
    listed: list[str] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if inside[index] or "\\" not in line.text:
            out.append(line)
            index += 1
            continue
        if (found := _COMMAND.match(line.text)) and (end := _closing(lines, index, found.end())) is not None:
            out += _command(found[1], lines[index : end[0] + 1], found.end(), end[1])
            index = end[0] + 1
            continue
        if found := _ENVIRONMENT.match(line.text):
            match found[2], found[1]:
                case "abstract", "begin":
                    out += [Line("", line.at), Line("## Abstract", line.at), Line("", line.at)]
                case "figure", "begin":
                    index = _figure(lines, index, out)
                    continue
                case ("itemize" | "enumerate") as kind, "begin":
                    listed.append(kind)
                    out.append(Line("", line.at))
                case "itemize" | "enumerate", "end":
                    listed = listed[:-1]
                    out.append(Line("", line.at))
                case _:
                    out.append(Line("", line.at))
            index += 1
            continue
        if listed and (found := _ITEM.match(line.text)):
            mark = found[1] or ("1." if listed[-1] == "enumerate" else "-")
            mark = mark if mark in {"-", "1."} else f"- {mark}"
            out.append(Line(f"{'    ' * (len(listed) - 1)}{mark} {line.text[found.end() :]}", line.at))
        else:
            out.append(line)
        index += 1
    script.lines = out


def _closing(lines: list[Line], index: int, begin: int) -> tuple[int, int] | None:
    """The line and the place in it of the brace that closes the one before ``begin``; None if it is far."""
    depth = 1
    for at in range(index, min(index + _MOST_LINES, len(lines))):
        text = lines[at].text
        for place in range(begin if at == index else 0, len(text)):
            if text[place] in "{}" and text[place - 1 : place] != "\\":
                depth += 1 if text[place] == "{" else -1
                if not depth:
                    return at, place
    return None


def _command(name: str, held: list[Line], begin: int, end: int) -> list[Line]:
    texts = [line.text for line in held]
    behind = texts[-1][end + 1 :]
    texts[-1] = texts[-1][:end]
    texts[0] = texts[0][begin:]
    at = held[0].at
    words = " ".join(" ".join(texts).split())
    blank = Line("", at)
    made: list[Line]
    if name == "author":
        parts = [part.strip() for text in texts for part in text.split("\\\\")]
        made = [one for part in parts if part for one in (Line(part, at), blank)]
    elif name == "footnotetext":
        made = [one for note in _notes(texts) for one in (Line(note, at), blank)]
    else:
        made = [Line(_LEVELS[name] + words.replace("\\\\", " "), at)]
    return [blank, *made, blank, *([Line(behind, held[-1].at)] if behind.strip() else [])]


def _notes(texts: list[str]) -> list[str]:
    r"""The notes of one ``\footnotetext``, each from the line with its sign on."""
    notes: list[str] = []
    for text in texts:
        sign = _SIGN.match(text)
        bare = f"\\{_SIGNS[sign[1]]} {text[sign.end() :]}" if sign else text
        if notes and not sign:
            notes[-1] += f" {text}"
        elif text.strip():
            notes.append(bare)
    return [" ".join(note.split()) for note in notes]


def _figure(lines: list[Line], index: int, out: list[Line]) -> int:
    """Put the pictures and the caption of the figure at ``index`` into ``out``; gives the index behind it."""
    end = index
    while end < min(index + _MOST_LINES, len(lines)) and "\\end{figure" not in lines[end].text:
        end += 1
    if end >= len(lines) or "\\end{figure" not in lines[end].text:
        out.append(lines[index])
        return index + 1
    out.append(Line("", lines[index].at))
    captions: list[Line] = []
    for line in lines[index + 1 : end]:
        pictures = _PICTURE.findall(line.text)
        if pictures:
            out.extend(Line(f"![]({one})", line.at) for one in pictures)
        elif found := _CAPTION.search(line.text):
            captions += [Line("", line.at), Line(found[1], line.at)]
        elif line.text.strip() and not _SETTING.match(line.text):
            captions.append(line)
    out += [*captions, Line("", lines[end].at)]
    return end + 1
