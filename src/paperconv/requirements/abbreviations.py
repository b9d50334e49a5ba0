"""The rule that abbreviations are explained where they first stand, in the abstract and in the text apart.

Taken for an abbreviation is a word of two to six capitals, maybe behind a small letter, that stands at least three times in
the text, or once in the abstract. It is explained where it stands in brackets behind words, or before words in
brackets; a list of abbreviations explains for the whole paper. Left aside is what readers of any field know, what has
digits, names of files and programs in code, headings and words among others in capitals, numerals, authors' initials, and
what can be spoken as a word (``GLUE``, ``YOLO``): these are names as a rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Pos
from paperconv.patterns import late
from paperconv.requirements.counting import Line
from paperconv.requirements.paper import Paper
from paperconv.requirements.sections import roles_of
from paperconv.requirements.types import Check, Place, Verdict, counted, judged
from paperconv.styles import Rule

_USED_IN_TEXT = 3
# Bounds of what is looked at in a manuscript that is made of abbreviations.
_MOST, _LOOKED_AT = 500, 200
_BEFORE, _AFTER = 120, 180
_ABBREVIATION = late(r"(?<![\w./@\\#&-])(?=[A-Z]*[a-z]{0,2}[A-Z])[A-Za-z]{2,6}(?![\w/@\\&]|-\d|\.\w|\()")
_SPOKEN = late(r"[^AEIOUY]{0,2}[AEIOUY]{1,2}(?:[^AEIOUY]{1,3}[AEIOUY]{1,2}){0,2}[^AEIOUY]{0,2}")
_LIST = late(
    r"\W*(?:abbreviations?|acronyms?|abbreviations? used)\b(?: used)?(?: (?:in|are)\b[^:]{0,40})?\s*[:.–—-]",
    re.IGNORECASE,
)
_LISTED = late(r"\b[A-Za-z]*[A-Z]{2}[A-Za-z]{0,6}\s?[,:=–]\s[^;.,]{4,80};")
_ROMAN = late(r"[IVXLCDM]+")
_CAPITALS = late(r"[A-Z]{2,}")
_TABLE = Path(__file__).with_name("abbreviations.txt")
# Elements and what is made of two of their signs look like abbreviations.
_ELEMENT = (
    "(?:H|He|Li|Be|B|C|N|O|F|Ne|Na|Mg|Al|Si|P|S|Cl|Ar|K|Ca|Sc|Ti|V|Cr|Mn|Fe|Co|Ni|Cu|Zn|Ga|Ge|As|Se|Br|Kr|Rb|Sr|Y|Zr|Nb|Mo|Tc|"
    "Ru|Rh|Pd|Ag|Cd|In|Sn|Sb|Te|I|Xe|Cs|Ba|La|Ce|Nd|Sm|Eu|Gd|Tb|Dy|Er|Yb|Hf|Ta|W|Re|Os|Ir|Pt|Au|Hg|Tl|Pb|Bi|Th|U)"
)
_FORMULA = late(rf"(?=.*[a-z])(?:{_ELEMENT}){{2,3}}|CO|NO|OH|NH|CN|CH|KOH|NaOH|HCl|KCl")


class _Use(msgspec.Struct, frozen=True):
    """``at`` is the place in the text of line number ``line``."""

    word: str
    line: int
    at: int
    pos: Pos | None


def abbreviations(paper: Paper, _: Rule) -> Verdict:
    """Abbreviations are explained where they first stand, in the abstract and in the text apart."""
    known = _known_to_all() | _explained_for_all(paper)
    abstract = [line for line in paper.lines if line.part == "abstract"]
    text = [line for line in paper.lines if line.part in ("body", "methods")]
    title = {word for line in paper.lines if line.part == "title" for word in _words(line.text)}
    found = [
        *_unexplained(abstract, known, least=1, where="in the abstract"),
        *_unexplained(text, known | title, least=_USED_IN_TEXT, where="in the text"),
    ]
    total = len({use.word for use in (*_uses(abstract, known), *_uses(text, known))})
    return judged(found, counted(total, "abbreviations"))


@cache
def _known_to_all() -> frozenset[str]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines for word in line.partition("#")[0].split())


def _unexplained(lines: list[Line], known: frozenset[str], *, least: int, where: str) -> Iterator[Place]:
    texts = [line.prose for line in lines]
    uses: dict[str, list[_Use]] = {}
    for use in _uses(lines, known):
        uses.setdefault(use.word, []).append(use)
    often = [word for word, held in uses.items() if len(held) >= least]
    for word in often[:_MOST]:
        held = uses[word]
        explained = _explained_at(word, texts)
        first = held[0]
        if explained is None:
            yield Place(f"{word} is not explained {where}", first.pos)
        elif explained > (first.line, first.at):
            yield Place(f"{word} is used {where} before it is explained", first.pos)


def _uses(lines: Iterable[Line], known: frozenset[str]) -> Iterator[_Use]:
    for number, line in enumerate(lines):
        text = line.prose
        if _is_shouted(text):
            continue
        for found in _ABBREVIATION.finditer(text):
            word = _singular(found[0])
            if _counts(word, known) and not _is_among_capitals(text, found):
                yield _Use(word, number, found.start(), line.pos)


def _words(text: str) -> Iterator[str]:
    return (_singular(found[0]) for found in _ABBREVIATION.finditer(text))


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and word[:-1].isupper() and len(word) > 2 else word


def _counts(word: str, known: frozenset[str]) -> bool:
    capitals = word[1:] if word[0].islower() else word
    return (
        len(capitals) >= 2
        and capitals.isupper()
        and word not in known
        and not (len(word) >= 4 and _SPOKEN.fullmatch(word))
        and not _ROMAN.fullmatch(word)
        and not _FORMULA.fullmatch(word)
    )


def _is_shouted(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) * 2 > len(letters)


def _is_among_capitals(text: str, found: re.Match[str]) -> bool:
    """Whether the words beside are in capitals too: a name ("NEW YORK"), a label, a motto."""
    before = text[max(found.start() - _BEFORE, 0) : found.start()].rsplit(None, 1)[-1:]
    after = text[found.end() : found.end() + _BEFORE].split(None, 1)[:1]
    return any(_CAPITALS.fullmatch(one.strip(",;:")) and len(one) > 3 for one in (*before, *after))


def _explained_at(word: str, texts: list[str]) -> tuple[int, int] | None:
    """Where ``word`` is first explained: "long form (LF)", "LF (long form)", "LF, or long form", "LF stands for"."""
    name = rf"{re.escape(word)}s?"
    pattern = re.compile(
        rf"\(\s*(?:[^()]{{0,60}}[,;:]\s*|(?:the |or |hereafter |henceforth |abbreviated (?:as |to )?|i\.e\.,? |called |termed |e\.g\.,? )+)?"
        rf"(?:\w{{1,20}}-)?[“\"'‘]?{name}[”\"'’]?\s*(?:[,;:][^()]{{0,80}})?\)"
        rf"|(?<!\w){name}\s*\(\s*[^()]{{0,12}}[^\W\d_]{{3,}}[^()]{{0,120}}\)"
        rf"|(?<!\w){name}\s+(?:stands for|denotes|means|is short for|refers to|represents|is (?:the )?(?:abbreviation|acronym) (?:of|for))\b"
        rf"|\[\s*{name}\s*\]|[–—]\s?{name}\s?[–—]|(?<!\w){name}\s*[=:]\s*[^\W\d_]{{3,}}"
        rf"|\b(?:or|abbreviated(?: as)?|called|termed|namely|acronym)\s+[“\"'‘]?{name}[”\"'’]?(?!\w)"
    )
    spelt = _spelt_out(word)
    seen = 0
    for number, text in enumerate(texts):
        at = text.find(word)
        while at >= 0 and seen < _LOOKED_AT:
            seen += 1
            start = max(at - _BEFORE, 0)
            window = text[start : at + _AFTER]
            if found := pattern.search(window):
                return number, start + found.start() + max(found[0].find(word), 0)
            if found := spelt.search(window):
                return number, start + found.end() - len(word)
            at = text.find(word, at + len(word))
    return None


def _spelt_out(word: str) -> re.Pattern[str]:
    """A pattern for ``word`` after a comma or a dash and words with its initials: "Random Forests, RF"."""
    initials = r"\w*[\s-](?:(?:of|and|the|for|in|on|to|de|la)\s)?".join(re.escape(one) for one in word)
    return re.compile(rf"(?<!\w){initials}\w*\s?[,–—-]\s?{re.escape(word)}(?!\w)", re.IGNORECASE)


def _explained_for_all(paper: Paper) -> frozenset[str]:
    """What a list of abbreviations, marked abbreviations, and the names of authors explain for the whole paper.

    A list is a section, front matter, or a paragraph that begins with that word.
    """
    known: set[str] = set()
    for node, _ in paper.text_nodes:
        if isinstance(node, m.Abbreviation):
            known.add(_singular(m.text_of(node.children)))
        elif isinstance(node, m.DefinitionItem):
            known.update(_words(m.text_of(node.term)))
    for heading in paper.headings:
        if "abbreviations" in roles_of(heading.section):
            known.update(_words(" ".join(m.text_of(heading.section.blocks).split())))
            known.update(patterns.findall(r"[A-Za-z]{2,8}", m.text_of(heading.section.blocks)))
    for line in paper.lines:
        if _LIST.match(line.text) or len(_LISTED.findall(line.text)) > 2:
            known.update(patterns.findall(r"[A-Za-z]{2,8}", line.text))
    for field in paper.meta.extra:
        if "abbrev" in field.key.casefold():
            known.update(patterns.findall(r"[A-Za-z]{2,8}", field.value))
    for author in paper.document.meta.authors:
        parts = [*author.name.given.replace("-", " ").split(), *author.name.family.replace("-", " ").split()]
        initials = "".join(one[0] for one in parts)
        known |= {initials, initials[:1] + initials[-1:]}
    return frozenset(known)


CHECKS: dict[str, Check] = {"abbreviations": abbreviations}
