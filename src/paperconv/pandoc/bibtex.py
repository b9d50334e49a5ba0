"""Braces around the titles of BibTeX entries, so that pandoc keeps the capitals that their authors wrote.

pandoc puts English titles into sentence case, as BibTeX styles do. A title in a second pair of braces is left alone
(btxdoc, "the title field").
"""

from __future__ import annotations

from paperconv.patterns import late

_TITLES = frozenset(
    {"title", "subtitle", "titleaddon", "maintitle", "mainsubtitle", "maintitleaddon", "booktitle", "booksubtitle",
     "booktitleaddon", "journaltitle", "journalsubtitle", "journal", "issuetitle", "issuesubtitle", "eventtitle",
     "eventtitleaddon", "series", "shorttitle", "origtitle", "reprinttitle", "shortjournal"}
)  # fmt: skip
_FIELD = late(r"([A-Za-z][\w-]*)\s*=\s*|[{}\"@%\\]")


def keep_capitals(text: str) -> str:
    """``text``, a BibTeX file, with the value of each title field in braces of its own."""
    out: list[str] = []
    place = done = 0
    depth = 0
    while (found := _FIELD.search(text, place)) is not None:
        place = found.end()
        mark = found.group()
        name = found.group(1)
        if name is None:
            if mark == "{":
                depth += 1
            elif mark == "}":
                depth = max(depth - 1, 0)
            elif mark == "\\":
                place += 1
            elif mark == "@" and _begins(text, found.start()):
                depth = 0
            continue
        if depth == 1 and name.lower() == "eid":
            # pandoc knows no eid; the number of an article stands where its pages would.
            out.extend((text[done : found.start()], "pages", text[found.start() + 3 : found.end()]))
            done = found.end()
            continue
        if depth != 1 or name.lower() not in _TITLES or place >= len(text) or text[place] not in '{"':
            continue
        end = _value_end(text, place)
        if end < 0:
            continue
        inner = text[place + 1 : end]
        if held := inner.strip():
            # Blanks and line ends stay outside, so that lines keep their numbers.
            out.extend((text[done : place + 1], inner.replace(held, f"{{{held}}}", 1)))
            done = end
        place = end + 1
    out.append(text[done:])
    return "".join(out)


def _begins(text: str, place: int) -> bool:
    """Whether ``place`` is the first on its line."""
    return not text[text.rfind("\n", 0, place) + 1 : place].strip()


def _value_end(text: str, start: int) -> int:
    """The place of the brace or quotation mark that ends the value beginning at ``start``; -1 if none does."""
    depth = 0
    quoted = text[start] == '"'
    place = start + 1
    while place < len(text):
        char = text[place]
        if char == "\\":
            place += 1
        elif char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if depth < 0:
                return -1 if quoted else place
        elif char == '"' and quoted and depth == 0:
            return place
        place += 1
    return -1
