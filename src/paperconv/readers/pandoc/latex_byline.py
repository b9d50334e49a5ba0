r"""Bylines of LaTeX that hold all authors at once, as the lines that are printed: the front matter's reader knows these.

LaTeX2e's ``\author`` with ``\and`` and ``\\``, and what classes for conferences make of it: IEEEtran, NeurIPS, ACL, llncs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from paperconv.patterns import late
from paperconv.readers.pandoc.arguments import after_blanks, arguments

_COMMANDS = late(r"\\(author|affiliation|affil|address|institute|institution|email)s?(?![A-Za-z])\*?")
_PLACE = late(r"\\maketitle\b|\\begin\s*\{document\}")
_PARTS = late(r"\\(?:and|And|AND|alignauthor)\b")
_BREAKS = late(
    r"\\\\\*?(?:\s*\[[^\]]{0,20}\])?|\\(?:newline|par|linebreak|qquad|quad|hfill|hfil|hskip|tabularnewline)\b|\\hspace\*?\s*\{[^{}]{0,40}\}"
    r"|\n[ \t]*\n|(?<!\\)&"
)
_TABLE = late(
    r"\\begin\s*\{(?:tabular\*?|minipage|center)\}(?:\s*\[[^\]]{0,20}\]|\s*\{[^{}]{0,80}\})*|\\end\s*\{(?:tabular\*?|minipage|center)\}"
)
_RAISED = late(
    r"\\(?:inst|IEEEauthorrefmark|authorrefmark|footnotemark|textsuperscript)\s*(?:\[([^\]]{0,40})\]|\{([^{}]{0,40})\})"
)
_ORCID = late(r"\\(?:orcidID|orcidlink|orcid)\s*\{\s*(?:https?://orcid\.org/)?([\dX-]{19})\s*\}")
_BLOCKS = late(
    r"\\(IEEEauthorblockN|IEEEauthorblockA|IEEEmembership|IEEEcompsocitemizethanks|email|ead|affaddr|name|addr|thanks)(?![A-Za-z])"
)
_BARE = late(r"\\(?:corref|fnref)\s*\{[^{}]{0,40}\}|\\IEEE(?:compsoc)?\w{0,30}?(?:mark|space)\b")
_MATHS = late(r"\$\s*(?:\{\s*\})?\s*\^\s*(?:\{([^{}$]{1,40})\}|(\\[A-Za-z]+|[^\s{}$\\]))\s*\$")
_SIGN = late(r"\\([A-Za-z]+)\s*")
_SIGNS = {"dagger": "†", "ddagger": "‡", "ast": "*", "star": "*", "S": "§", "P": "¶", "sharp": "#"}
_MAIL = late(r"\\email\s*\{")
_SENTENCE = late(
    r"\s*(?:.{2,120}?\s(?:is|are|was|were)\s+(?:(?:now|also|currently)\s+)?(?:with|at)\s|Manuscript\s|Corresponding author|\(Corresponding)",
    re.DOTALL,
)
_EDGES = " \t\r\n,;"
_MOST = 2000  # lines; more is no byline


def byline(head: str) -> tuple[str, int, list[tuple[int, int]]]:
    """The authors and places in ``head``, without comments, as paragraphs; where they are printed; where they stood.

    Empty if there are none.
    """
    lines: list[str] = []
    used: list[tuple[int, int]] = []
    numbered = "\\inst" in head
    for found in _COMMANDS.finditer(head):
        if used and found.start() < used[-1][1]:
            continue
        options, group, end = arguments(head, found.end())
        if group is None:
            if head[after_blanks(head, end) :][:1] in {"{", "["}:  # it never ends
                return "", 0, []
            continue
        used.append((found.start(), end))
        option = options[-1].strip() if options else ""
        if found[1] in {"author", "email"}:
            lines += _lines(group)
            continue
        places = [", ".join(_lines(one)) for one in _PARTS.split(group)]
        for number, words in enumerate(filter(None, places), 1):
            mark = option or (str(number) if numbered and len(places) > 1 else "")
            lines.append(rf"\textsuperscript{{{mark}}} {words}" if mark else words)
    place = max((found.end() for found in _PLACE.finditer(head)), default=-1)
    if place < 0 or not 0 < len(lines) <= _MOST:
        return "", 0, []
    return r" \par ".join(("", *map(_balanced, lines), "")), place, used


def _lines(group: str) -> list[str]:
    """What ``group`` prints, line by line."""
    group = _BARE.sub("", _TABLE.sub(r"\\\\", "".join(_unwrapped(group))))
    group = _ORCID.sub(r" \\href{https://orcid.org/\1}{\1}", group)
    group = _MATHS.sub(_raised, group)
    group = _RAISED.sub(lambda found: rf"\textsuperscript{{{found[1] or found[2]}}}", group)
    parts = (line for part in _PARTS.split(group) for line in _BREAKS.split(part))
    return [line for one in parts if (line := " ".join(one.split()).strip(_EDGES).removeprefix("and "))]


def _raised(found: re.Match[str]) -> str:
    r"""A mark that is a formula, as ``$^{1,\dagger}$``, in letters and signs."""
    mark = _SIGN.sub(lambda sign: _SIGNS.get(sign[1], sign[0]), found[1] or found[2])
    return rf"\textsuperscript{{{mark.strip()}}}" if "\\" not in mark else found[0]


def _unwrapped(group: str) -> Iterator[str]:
    """``group`` with what the commands of classes hold, on lines of their own; a note that names its owner is such a line."""
    done = 0
    for found in _BLOCKS.finditer(group):
        if found.start() < done:
            continue
        _, held, end = arguments(group, found.end())
        if held is None:
            continue
        yield group[done : found.start()]
        done = end
        if found[1] == "thanks" and not _SENTENCE.match(held):
            yield _MAIL.sub("{", group[found.start() : end])
            continue
        inner = "".join(_unwrapped(held))
        yield inner if found[1] == "IEEEmembership" else rf"\\ {inner} \\"
    yield group[done:]


def _balanced(line: str) -> str:
    """``line`` without the braces that have no partner in it: a group may reach over several."""
    open_at: list[int] = []
    doomed: list[int] = []
    skip = False
    for place, character in enumerate(line):
        if skip or character == "\\":
            skip = not skip
        elif character == "{":
            open_at.append(place)
        elif character == "}":
            if open_at:
                open_at.pop()
            else:
                doomed.append(place)
    for place in sorted((*doomed, *open_at), reverse=True):
        line = f"{line[:place]} {line[place + 1 :]}"
    return line
