r"""The front matter of LaTeX classes, which pandoc does not know: who wrote the paper, where they work, what it is about.

Read are the commands of elsarticle, AASTeX, REVTeX, acmart, sn-jnl, authblk and icml, one for each person, and of apa7, which has
lists; they give front matter as an author of Markdown would write it. Where one ``\author`` holds several persons, it becomes a byline.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from paperconv import patterns
from paperconv.manuscript.orcid import FOUND as ORCID
from paperconv.patterns import late
from paperconv.readers.pandoc.arguments import after_blanks, arguments, group_at
from paperconv.readers.pandoc.latex_byline import byline

_MOST = 300_000
"""How far into a manuscript its front matter can reach, in characters."""
_BODY = late(r"\\(?:section|chapter|part)\b")
_COMMENT = late(r"(?<!\\)((?:\\\\)*)%[^\n]*")
_NAMES = late(
    r"\\(author|ead|email|emailAdd|orcid|affiliation|affil|address|institute|correspondingauthor|cortext"
    r"|icmlauthor|icmlaffiliation|icmlcorrespondingauthor|authorsnames|authorsaffiliations)(\*?)(?![A-Za-z])"
)
_KEYWORDS = late(r"\\(?:icml)?keywords?(?![A-Za-z])")
_ENVIRONMENT = late(
    r"\\begin\{(keyword|keywords|IEEEkeywords|highlights)\}(.{0,4000}?)\\end\{\1\}", re.DOTALL
)
_EMPTY = late(r"\\(?:begin|end)\{(?:frontmatter|icmlauthorlist)\}")
_MARK = late(r"\\(corref|fnref|thanks|inst|orcidlink|orcid|footnotemark|textsuperscript|email)\b")
# Several persons in one command, or what no person is called.
_SHARED = late(r"\\(?:and|And|AND|q?quad)\b|\\\\|\\IEEE|\\author")
_SEVERAL = late(r"\band\b|&|,(?!\s*(?:Jr|Sr|II|III|IV|M\.?D|Ph\.?D)\b)")
_BREAK = late(r"\s*\\\\(?:\[[^\]]*\])?\s*")
_CONCEPT = late(r"\\uat\{([^{}]*)\}\{[^{}]*\}")
_DAGSTUHL = late(r"\\documentclass[^{]*\{(?:lipics|oasics|dagrep|darts|tgdk)")
_REVTEX = late(r"\\documentclass[^{]*\{revtex")
_PARTS = {
    "organization": "institution", "institution": "institution", "orgname": "institution", "department": "department",
    "orgdiv": "department", "city": "city", "state": "region", "country": "country", "postcode": "postal-code",
    "addressline": "address", "streetaddress": "address", "street": "address",
}  # fmt: skip
_PART = late(rf"\\({'|'.join(_PARTS)})\b\s*")
_KEY = late(rf"(?:^|,)\s*({'|'.join(_PARTS)})\s*=\s*")
_SEPARATED = late(r"\\sep\b|\\and\b|---|;")


class _Person(msgspec.Struct):
    name: str
    places: list[str]
    emails: list[str]
    orcid: str = ""
    corresponding: bool = False


def front_matter(text: str, plain: Callable[[str, Sequence[str]], list[str]]) -> tuple[str, dict[str, Any]]:
    """``text`` without the front matter that is understood, line for line, and what that says.

    ``plain`` gives, for the preamble and pieces of LaTeX, the pieces without markup.
    """
    if "\\documentclass" not in text[:_MOST]:
        return text, {}
    end = _BODY.search(text, 0, min(len(text), _MOST))
    reach = end.start() if end else min(len(text), _MOST)
    head = _COMMENT.sub(lambda found: found[1] + " " * (len(found[0]) - len(found[1])), text[:reach])
    reading = _Reading(head)
    printed, place, used = ("", 0, []) if reading.people else byline(head)
    left = _blanked(text[:reach], [*reading.used, *used], place, printed) + text[reach:]
    preamble = left.partition("\\begin{document}")[0]
    return left, reading.tree(lambda pieces: plain(preamble, pieces))


def _blanked(text: str, used: Sequence[tuple[int, int]], place: int, printed: str) -> str:
    """``text`` without the stretches ``used`` and with ``printed`` at ``place``; the line breaks stay, so that places do."""
    pieces = [(start, end, "\n" * text.count("\n", start, end)) for start, end in used]
    out: list[str] = []
    done = 0
    for start, end, new in sorted([*pieces, (place, place, printed)]):
        if start >= done:
            out += [text[done:start], new]
            done = end
    return "".join((*out, text[done:]))


class _Reading:
    """What the commands of a front matter say."""

    def __init__(self, head: str) -> None:
        self.used: list[tuple[int, int]] = []
        self.people: list[_Person] = []
        self._places: dict[str, str] = {}
        self._keywords: list[str] = []
        self._highlights: list[str] = []
        self._writes_to: list[tuple[str, str]] = []
        self._shares = _REVTEX.search(head) is not None
        self._dagstuhl = _DAGSTUHL.search(head) is not None
        self._head = head
        if not self._read():
            self.used, self.people, self._places, self._writes_to = [], [], {}, []
        self._read_topics()

    def _read(self) -> bool:
        """Whether all authors could be read."""
        waiting, done = "", 0
        for found in _NAMES.finditer(self._head):
            if found.start() < done:
                continue
            options, group, end = arguments(self._head, found.end())
            if group is None:
                if self._head[after_blanks(self._head, end) :][:1] in {"{", "["}:  # it never ends
                    return False
                continue
            done = end
            name, option = found[1], options[-1] if options else ""
            match name:
                case "author":
                    if _SHARED.search(group):
                        return False
                    person = _person(group, option, starred=bool(found[2]))
                    if _SEVERAL.search(person.name):
                        return False
                    self.people.append(person)
                    if self._dagstuhl:
                        done = self._described(person, end)
                case "ead" | "email" | "emailAdd":
                    if "url" in option:
                        continue
                    mail = group.strip()
                    if waiting:
                        self._writes_to.append((waiting, mail))
                        waiting = ""
                    elif self.people:
                        self.people[-1].emails.append(mail)
                    else:
                        continue
                case "orcid" if self.people:
                    self.people[-1].orcid = group.strip()
                case "correspondingauthor":
                    waiting = group
                    self._writes_to.append((group, ""))
                case "affiliation" | "affil" | "address" | "institute":
                    if not self.people and not option:
                        continue
                    self._place(option.strip(), " ".join(_BREAK.sub(", ", group).split()))
                case "cortext":  # the mark in the author's name says it; a text of its own is left to be told
                    if not patterns.fullmatch(r"(?i)corresponding authors?\.?", group.strip()):
                        continue
                case "icmlauthor" | "icmlaffiliation" | "icmlcorrespondingauthor":
                    _, second, done = arguments(self._head, end)
                    self._icml(name, group, second or "")
                case "authorsnames":
                    self._listed(options, group)
                case "authorsaffiliations":
                    self._places = {str(n): one for n, one in enumerate(_in_braces(group), 1)}
                case _:
                    continue
            self.used.append((found.start(), done))
        self._share()
        return True

    def _read_topics(self) -> None:
        for found in _KEYWORDS.finditer(self._head):
            _, group, end = arguments(self._head, found.end())
            if group is not None:
                self._keywords += _split(group)
                self.used.append((found.start(), end))
        for found in _ENVIRONMENT.finditer(self._head):
            if found[1] == "highlights":
                self._highlights += [one.strip() for one in found[2].split("\\item")[1:]]
            else:
                self._keywords += _split(found[2])
            self.used.append(found.span())
        self.used += [found.span() for found in _EMPTY.finditer(self._head)]

    def _described(self, person: _Person, at: int) -> int:
        """The arguments of LIPIcs and its kin behind a name: place, address, iD, funding. Returns where they end."""
        held: list[str] = []
        while (
            len(held) < 4 and (found := group_at(self._head, after_blanks(self._head, at), "{}")) is not None
        ):
            held.append(found[0].strip())
            at = found[1]
        place, mail, orcid, *_ = (*held, "", "", "")
        for one in patterns.split(r"\\and\b", place):
            if one.strip():
                self._place("", " ".join(_BREAK.sub(", ", one).split()))
        person.emails += [mail] if mail else []
        person.orcid = person.orcid or orcid
        return at

    def _icml(self, name: str, first: str, second: str) -> None:
        match name:
            case "icmlauthor":
                self.people.append(_person(first, second, starred=False))
            case "icmlaffiliation":
                self._places[first.strip()] = second
            case _:
                self._writes_to.append((first, second.strip()))

    def _listed(self, options: Sequence[str], group: str) -> None:
        """The authors of apa7, and before them the numbers of their places."""
        marks = (
            [one.strip("{} ") for one in patterns.findall(r"\{[^{}]*\}|[^,{}]+", options[-1])]
            if options
            else []
        )
        names = _in_braces(group) if "{" in group else [one.strip() for one in group.split(",")]
        for number, one in enumerate(filter(None, names)):
            self.people.append(_person(one, marks[number] if number < len(marks) else "", starred=False))

    def _share(self) -> None:
        """The places of apa7 in turn, where no numbers say whose they are: one for all, or one for each."""
        if "\\authorsaffiliations" in self._head and not any(one.places for one in self.people):
            for number, one in enumerate(self.people, 1):
                one.places = ["1"] if len(self._places) == 1 else [str(number)]

    def _place(self, mark: str, text: str) -> None:
        if mark:
            self._places[mark] = text
            return
        mark = next(
            (known for known, one in self._places.items() if one == text), f"at-{len(self._places) + 1}"
        )
        self._places[mark] = text
        # In REVTeX authors who stand side by side share the places that follow.
        last = len(self.people) - 1
        while self._shares and last > 0 and not self.people[last - 1].places and not self.people[-1].places:
            last -= 1
        for one in self.people[last:]:
            one.places.append(mark)

    def tree(self, plain: Callable[[Sequence[str]], list[str]]) -> dict[str, Any]:
        """All of it as front matter."""
        pieces: list[str] = []

        def slot(tex: str) -> int:
            pieces.append(tex)
            return len(pieces) - 1

        names = [slot(one.name) for one in self.people]
        writers = [(slot(name), mail) for name, mail in self._writes_to]
        places = {
            mark: {key: slot(value) for key, value in _parts(text)} for mark, text in self._places.items()
        }
        keywords, highlights = [slot(one) for one in self._keywords], [slot(one) for one in self._highlights]
        said = plain(pieces)
        for at, mail in writers:
            for one, place in zip(self.people, names, strict=True):
                if said[at] and said[at].split()[-1:] == said[place].split()[-1:]:
                    one.corresponding = True
                    one.emails += [mail] if mail and mail not in one.emails else []
        authors = []
        for one, place in zip(self.people, names, strict=True):
            author: dict[str, Any] = {"name": said[place]}
            known = [mark for mark in one.places if mark in self._places]
            author |= {"affiliations": known} if known else {}
            author |= {"email": one.emails[0] if len(one.emails) == 1 else one.emails} if one.emails else {}
            author |= {"orcid": one.orcid} if ORCID.search(one.orcid) else {}
            author |= {"corresponding": "true"} if one.corresponding else {}
            author |= (
                {"equal-contributor": "true"} if "equal" in one.places and "equal" not in self._places else {}
            )
            authors.append(author)
        listed = [
            {"id": mark, **{key: said[at] for key, at in parts.items() if said[at]}}
            for mark, parts in places.items()
        ]
        out: dict[str, Any] = {"author": authors} if authors else {}
        out |= {"affiliations": listed} if listed else {}
        out |= {"keywords": [said[at] for at in keywords if said[at]]} if keywords else {}
        out |= {"highlights": [said[at] for at in highlights if said[at]]} if highlights else {}
        return out


def _person(group: str, option: str, *, starred: bool) -> _Person:
    orcid = ORCID.search(option)
    marks = [] if orcid or "=" in option else [one.strip() for one in option.split(",") if one.strip()]
    person = _Person("", marks, [], orcid[0] if orcid else "", starred)
    name: list[str] = []
    done = 0
    for found in _MARK.finditer(group):
        if found.start() < done:
            continue
        _, held, end = arguments(group, found.end())
        name.append(group[done : found.start()])
        done = end
        match found[1]:
            case "corref":
                person.corresponding = True
            case "orcid" | "orcidlink" if held:
                person.orcid = held.strip()
            case "email" if held:
                person.emails.append(held.strip())
            case "inst" | "textsuperscript" if held:
                person.places += [one.strip() for one in held.split(",") if one.strip()]
            case _:
                pass
    text = "".join((*name, group[done:]))
    person.name = " ".join(patterns.sub(r"\\(?:fnm|sur|spfx|pfx|sfx)\b", " ", text).split()).strip(" ,")
    return person


def _in_braces(group: str) -> list[str]:
    """The arguments in braces that ``group`` lists."""
    out: list[str] = []
    at = group.find("{")
    while at >= 0 and (held := group_at(group, at, "{}")) is not None:
        out.append(" ".join(held[0].split()))
        at = group.find("{", held[1])
    return out


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """An affiliation as fields: those that the class names, else all of it as its name."""
    named = [(found[1], found.end()) for found in _PART.finditer(text)] or [
        (found[1], found.end()) for found in _KEY.finditer(text)
    ]
    seen = False
    for name, at in named:
        held = group_at(text, at, "{}")
        if held is not None and held[0].strip():
            seen = True
            yield _PARTS[name], held[0]
        elif held is None and (bare := patterns.match(r"[^,{}]+", text[at:])):
            seen = True
            yield _PARTS[name], bare[0]
    if not seen:
        yield "name", text


def _split(text: str) -> list[str]:
    """Keywords: what stands between the class's marks, else between commas."""
    text = _CONCEPT.sub(r"\1", text)
    parts = _SEPARATED.split(text)
    parts = parts if len(parts) > 1 else text.split(",")
    return [held for one in parts if (held := " ".join(one.split()).strip(" .,;"))]
