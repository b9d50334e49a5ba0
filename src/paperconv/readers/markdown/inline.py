"""Signs inside a paragraph that raw text uses as themselves and pandoc would take for markup."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import TypeAlias

from paperconv import patterns
from paperconv.patterns import late
from paperconv.readers.markdown.lines import words

Change: TypeAlias = Callable[[str], str]

# Elements that pandoc may see; anything else in angle brackets is a word of the text.
ELEMENTS = words(
    "a abbr address article aside audio b bdi bdo big blockquote br button caption center cite code col colgroup dd del "
    "details dfn div dl dt em embed figcaption figure footer font form h1 h2 h3 h4 h5 h6 header hr i iframe img input "
    "ins kbd label li link main mark math nav object ol option p picture pre q ruby rt rp s samp script section select "
    "small source span strike strong style sub summary sup svg table tbody td textarea tfoot th thead time tr tt u ul "
    "var video wbr"
)
_TAG = late(r"<(/?)([A-Za-z][\w:.\\-]*)([^<>]*)>")
_ATTRIBUTES = late(r"""(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))*\s*/?""")
_FLAG = late(r"\s+(?:controls|autoplay|loop|muted|open|checked|disabled|allowfullscreen|hidden)\b")
_AUTOLINK = late(r"<(?:https?|ftp|mailto|doi):[^\s<>]*>|<[\w.+-]+@[\w-]+\.[\w.-]+>")
_CODE = late(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)


def escape_tags(text: str) -> str:
    """``text`` with a backslash before each ``<`` that begins no HTML element and no address."""
    if "<" not in text:
        return text

    def tag(found: re.Match[str]) -> str:
        name, rest = found[2].lower(), found[3]
        if name in ELEMENTS and _ATTRIBUTES.fullmatch(_FLAG.sub("", rest)):
            return found[0]
        if _AUTOLINK.fullmatch(found[0]):
            return found[0]
        return "\\" + found[0]

    return outside_code(text, lambda part: _TAG.sub(tag, part))


_ANGLE = late(r"\\.|(`+)(?!`).+?(?<!`)\1(?!`)|\$\$.+?\$\$|\$[^$]+\$|<(?![A-Za-z/!?])", re.DOTALL)


def escape_angles(text: str) -> str:
    """``text`` with a backslash before each ``<`` that can begin no tag, outside code and formulas.

    "p < 0.05": pandoc looks for the end of a tag behind each of them, as far as the text goes.
    """
    return _ANGLE.sub(lambda found: "\\<" if found[0] == "<" else found[0], text)


# Not in angle brackets, quotation marks or braces: there pandoc takes each sign for itself.
_ADDRESS = late(r"(?<!\]\()(?<![<\"'={\w])(?:https?|ftp)://[^\s<>\"]*[^\s<>\"*_~'.,;:!?)\]]")
_MARKUP = late(r"\\.|[*~^'$]|(?<![^\W_])_|_(?![^\W_])|-(?=-)|\.(?=\.)")


def escape_addresses(text: str) -> str:
    """``text`` with a backslash before each sign in a bare address that pandoc would take for markup."""
    if "://" not in text:
        return text

    def sign(found: re.Match[str]) -> str:
        return found[0] if len(found[0]) > 1 else "\\" + found[0]

    return outside_code(text, lambda part: _ADDRESS.sub(lambda found: _MARKUP.sub(sign, found[0]), part))


_CELL = late(r"(<(t[dh])\b[^<>]*>)((?:[^<]|<(?!/?t[dh]\b))*)(?=</\2>)", re.IGNORECASE)
_TICKS = late(r"(?<![\\`])`+")


def escape_ticks(text: str) -> str:
    """``text`` with a backslash before backticks that have no others in their cell of a table in HTML.

    Code that begins with such a one would go on over the cells behind it.
    """
    return _CELL.sub(_with_code_of_its_own, text) if "</" in text else text


def _with_code_of_its_own(cell: re.Match[str]) -> str:
    runs = Counter(map(len, _TICKS.findall(cell[3])))
    if not any(count % 2 for count in runs.values()):
        return cell[0]
    return cell[1] + _TICKS.sub(lambda run: "\\`" * len(run[0]), cell[3])


def outside_code(text: str, change: Change) -> str:
    """``text`` with ``change`` applied to what stands outside code spans."""
    if "`" not in text:
        return change(text)
    out: list[str] = []
    at = 0
    for found in _CODE.finditer(text):
        out.extend((change(text[at : found.start()]), found[0]))
        at = found.end()
    out.append(change(text[at:]))
    return "".join(out)


_DOLLARS = late(r"(?<!\\)(\$\$?)")
_TEX = late(r"\\[A-Za-z]+|[_^{}]|\\[,;!|{}]")
_WORDS = late(r"(?<![\\A-Za-z])[A-Za-z]{4,}")
_STRAY_BLANK = late(r" {1,3}(?=[,.](?:\s|$))")  # French has blanks before ; and : of its own
_PAREN = late(r"\\\((.{1,2000}?)\\\)|\\\[(.{1,2000}?)\\\]", re.DOTALL)


def mend_math(text: str, *, mathpix: bool) -> str:
    r"""One paragraph with formulas in ``$…$`` or ``$$…$$`` as pandoc wants them, and every other dollar escaped.

    The blank that converters leave between a formula and a comma or stop goes. ``mathpix`` says that the text writes formulas as ``\(…\)`` and ``\[…\]``, which other converters use for brackets
    that are no links.
    """
    if mathpix and "\\" in text:
        text = _PAREN.sub(_parenthesised, text)
    return outside_code(text, _dollars) if "$" in text else text


def _parenthesised(found: re.Match[str]) -> str:
    inline, display = found[1], found[2]
    body = inline if inline is not None else display
    if _is_prose(body) or (inline is None and patterns.fullmatch(r"[\d\s,;–-]+", body)):
        return found[0]
    return f"${body.strip()}$" if inline is not None else f"$${body.strip()}$$"


def _dollars(text: str) -> str:
    marks = list(_DOLLARS.finditer(text))
    out: list[str] = []
    at = index = 0
    while index < len(marks):
        mark = marks[index]
        out.append(text[at : mark.start()])
        at = mark.end()
        run = mark[1]
        close = _closing(text, marks, index)
        if close < 0:
            out.append("\\$" * len(run))
            index += 1
            continue
        body = text[mark.end() : marks[close].start()]
        if run == "$$":
            out.append(f"$${body}$$")
        else:
            out.append(f"${body.strip()}$")
        at = marks[close].end()
        if run == "$" and (blank := _STRAY_BLANK.match(text, at)):
            at = blank.end()
        # Pandoc does not take a dollar before a digit for the end of a formula.
        if run == "$" and text[at : at + 1].isdigit():
            out.append(f"&#{ord(text[at])};")
            at += 1
        index = close + 1
    out.append(text[at:])
    return "".join(out)


def _closing(text: str, marks: list[re.Match[str]], index: int) -> int:
    """The mark that ends the formula which ``marks[index]`` begins, or -1 if it begins none."""
    run, start = marks[index][1], marks[index].end()
    for later in range(index + 1, min(index + 3, len(marks))):
        if marks[later][1] != run:
            if run == "$":
                return -1
            continue
        body = text[start : marks[later].start()]
        return (
            later
            if run == "$$" or _is_formula(body, text[marks[later].end() : marks[later].end() + 1])
            else -1
        )
    return -1


def _is_formula(body: str, behind: str) -> bool:
    bare = body.strip()
    if not bare or "\n\n" in body or len(bare) > 4000:
        return False
    if _TEX.search(bare):
        return not _is_prose(bare)
    tight = body == bare
    if behind.isdigit() or (
        tight
        and body[:1].isdigit()
        and patterns.match(r"[\d.,]+\s*(?:[-–—]|to|and|or|per|million|billion)", body)
    ):
        return False
    if _WORDS.search(bare):
        return False
    if tight:
        return bool(patterns.search(r"[A-Za-z\d=<>+±∼~*/|]", bare)) and len(bare.split()) <= 12
    # With blanks inside, only what can be nothing else.
    return bool(patterns.fullmatch(r"[A-Za-z\d]|.{0,60}[=<>≤≥+±].{0,60}", bare)) and len(bare.split()) <= 12


def _is_prose(body: str) -> bool:
    """Whether ``body`` reads as words rather than as TeX."""
    commands = len(patterns.findall(r"\\[A-Za-z]+|[_^=]", body))
    words = len(
        _WORDS.findall(
            patterns.sub(
                r"\\(?:text|mathrm|mathbf|operatorname|textbf|mbox|label|tag|mathcal|begin|end|textrm|textit)\*?\s*\{[^{}]*\}|\\[A-Za-z]+",
                " ",
                body,
            )
        )
    )
    if words > max(2, commands):
        return True
    return not commands and bool(patterns.search(r"[A-Za-z]{3,}|\d{4}|[A-Z][a-z]", body))
