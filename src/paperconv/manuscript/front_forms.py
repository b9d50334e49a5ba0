"""Forms of front matter in which a person stands together with the place of work: a line, parentheses, a grid."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise, product

from paperconv import model as m
from paperconv import patterns
from paperconv.manuscript import affiliations, byline, names, notes, runs
from paperconv.manuscript.countries import COUNTRIES
from paperconv.manuscript.orcid import FOUND as ORCID_ID
from paperconv.manuscript.prose import is_no_name
from paperconv.manuscript.runs import LINE, MARK_CLOSE, MARK_OPEN, ORCID
from paperconv.patterns import late

_PARENTHESES = late(r"\s*([^()]{3,80}?)\s*\(([^()]{4,300})\)\s*(?:[,;]?\s*\b(?:and|und|et|y)\b|[,;&]|$)\s*")
_ORCID_WORDS = late(r"(?i)\b(?:orcid(?:\s*ids?)?|https?|www|org|authors?|and|of|the|for|numbers?)\b|[\W\d_]+")
_LETTERS = "abcdefghijklmnop"
_TOWN_SEPARATOR = late(r"\s*(?:,?\s(?:und|and|/)\s|[,;/])\s*")
_TOWN = late(
    r"[^\W\d_a-z][\w.’'-]+(?:\s(?:am|an der|i\.|im|ob der|a\.)?\s?[^\W\d_a-z][\w.’'-]*)?(?:\s?[/(][^\W\d_][\w. ]*\)?)?"
)
_FEWEST_WORDS = 5  # of a name, a place and an address
_MOST_GLUED = 6  # persons whom nothing but blanks divide
_NAMES = late(
    r"(?:full |author |authors['’] )?names?|authors?|autor(?:e[ns]|es)?|nombres?|nomes?|noms?|auteurs?|姓名|作者"
)
_PLACES = late(
    r"(?:institutional )?affiliations?(?: and .*)?|institutions?|universit(?:y|ies)|organi[sz]ations?|e-?mails?(?: address(?:es)?)?|orcid(?: ids?)?|"
    r"afiliaci(?:ón|ones)|filiaç(?:ão|ões)|instituci(?:ón|ones)|instituiç(?:ão|ões)|单位"
)
_MOST_COLUMNS, _MOST_ROWS = 8, 24


_ORDINAL = late(rf"^\s*\d{{1,2}}\s?{MARK_OPEN}?(?:st|nd|rd|th){MARK_CLOSE}?\s+(?=[^\W\d_a-z])")
"""The number at an author in the template of IEEE's conferences: "1st Jane Doe"."""


def persons_with_places(marked: str) -> list[tuple[str, str]]:
    """Persons and what follows each of them, in a line such as "Jane Doe, University of X, jane@x.edu"; else nothing.

    ``marked`` is the string of ``runs.marked``.
    """
    if len(marked) > 2000:
        return []
    marked = _ORDINAL.sub("", marked)
    if MARK_OPEN in marked:
        head, _, note = marked.partition(MARK_OPEN)
        return _all_before_place(head, note) if notes.opens_note(runs.unmark(note)) else []
    marked = byline.LEAD.sub("", marked)
    pairs = [(hit[1], hit[2]) for hit in _PARENTHESES.finditer(marked)]
    if pairs and not _PARENTHESES.sub("", marked).strip(" .,;") and all(
        _is_person(name) and (_is_place(place) or _is_town(place)) for name, place in pairs
    ):  # fmt: skip
        return pairs
    if towns := _with_towns(marked):
        return towns
    name, rest = _first_name(marked)
    if not name:
        name, rest = _before_place(marked)
    return [(name, rest)] if name and _is_place(rest) else _all_before_place(marked)


def _with_towns(marked: str) -> list[tuple[str, str]]:
    """Persons with a form of address, each with the town, as German notes have them: "Prof. Dr. Jane Doe, Berlin, und Dr. Max Roe, Bonn"."""
    parts = [
        part for part in _TOWN_SEPARATOR.split(f"{marked.rstrip(byline.SYMBOLS + '∗[]() ')} ") if part.strip()
    ]
    persons, towns = parts[::2], [part.strip() for part in parts[1::2]]
    if len(persons) != len(towns) or not persons:
        return []
    known = all(names.split_prefix(one.strip())[0] and _is_person(one) for one in persons)
    placed = all(_TOWN.fullmatch(one) and not names.split_prefix(one)[0] for one in towns)
    return list(zip(persons, towns, strict=True)) if known and placed else []


def _first_name(marked: str) -> tuple[str, str]:
    """The person at the head of a line with the degrees, and the rest; empty if none stands there."""
    parts = patterns.split(rf"(\s*[,;{LINE}]\s*|\s+[–—|-]\s+)", marked)
    name, at = parts[0].strip(), 1
    while at + 1 < len(parts) and "," in parts[at] and names.is_degree(parts[at + 1].strip()):
        name += f", {parts[at + 1].strip()}"
        at += 2
    rest = "".join(parts[at + 1 :]).strip()
    return (name, rest) if rest and _is_person(name) else ("", "")


def _before_place(marked: str) -> tuple[str, str]:
    """The person at the head of a line whose parts nothing but blanks divide: the e-mail address at its end tells the name."""
    mails = byline.EMAIL.findall(marked)
    words = marked.split()
    if len(mails) != 1 or len(words) < _FEWEST_WORDS or mails[0] not in words[-1]:
        return "", ""
    best: tuple[int, str, str] = (1, "", "")
    for count in range(2, min(6, len(words) - 2)):
        name, rest = " ".join(words[:count]), " ".join(words[count:])
        if "," in name or not _is_person(name) or not rest[:1].isupper():
            break
        score = notes.mail_score(mails[0], names.parse_name(name).name)
        if score > best[0] and affiliations.institutional(byline.EMAIL.sub("", rest)):
            best = (score, name, rest)
    return best[1:]


def _all_before_place(marked: str, note: str = "") -> list[tuple[str, str]]:
    """Persons whom nothing but blanks divide, at the head of a line with their place and as many e-mail addresses, each with the place; the ``note`` is the last one's."""
    mails = byline.EMAIL.findall(marked)
    words = byline.EMAIL.sub(" ", marked).split()
    if not 1 < len(mails) <= _MOST_GLUED or any(sign in marked for sign in ",;"):
        return []
    best: tuple[int, list[str]] = (0, [])
    for lengths in product((2, 3), repeat=len(mails)):
        edges = [0, *accumulate(lengths)]
        people = [" ".join(words[a:b]) for a, b in pairwise(edges)]
        rest = " ".join(words[edges[-1] :])
        if not rest[:1].isupper() or not affiliations.institutional(rest) or not all(map(_is_person, people)):
            continue
        fitting = sum(
            notes.mail_score(mail, names.parse_name(one).name) > 1
            for mail, one in zip(mails, people, strict=True)
        )
        if fitting * 2 >= len(mails) and fitting > best[0]:
            best = (fitting, [*people, rest])
    *people, place = best[1] or [""]
    found = [(f"{one} {mail}", place) for one, mail in zip(people, mails, strict=False)]
    return [*found[:-1], (found[-1][0], f"{place}. {runs.unmark(note)}".rstrip(". "))] if found else []


def _is_person(text: str) -> bool:
    bare = names.split_degrees(names.split_prefix(text.strip())[1])[0]
    return (
        2 <= len(bare.split()) <= 5
        and byline.plausible(text)
        and not affiliations.INSTITUTION.search(text)
        and not names.is_group(text)
        and bare.split()[-1].casefold() not in COUNTRIES
    )


def _is_place(text: str) -> bool:
    bare = byline.EMAIL.sub("", byline.expand_braces(text))
    first = patterns.split(rf"[,;{LINE}]", bare, maxsplit=1)[0]
    return affiliations.institutional(bare) and not (
        _is_person(first) and not affiliations.institutional(first)
    )


def _is_town(text: str) -> bool:
    """Whether what stands in brackets behind a name may be a town: "Jane Doe (Kiel)"."""
    return (
        _TOWN.fullmatch(text) is not None
        and not text.isupper()
        and not names.is_degree(text)
        and not is_no_name(text)
        and notes.note_kind(text) is None
    )


def _listed(rows: list[m.Row]) -> list[m.Inlines]:
    """The cells of a table that has one author in each row, if its first row says what its columns hold; else nothing."""
    heads = [m.text_of(cell.blocks).strip(" :").casefold() for cell in rows[0].cells]
    names = next((at for at, head in enumerate(heads) if _NAMES.fullmatch(head)), -1)
    if names < 0 or not any(_PLACES.fullmatch(head) for head in heads) or len(rows) < 2:
        return []
    out: list[m.Inlines] = []
    for row in rows[1:]:
        if (
            len(row.cells) != len(heads)
            or not (own := _lines(row.cells[names]))
            or not _is_person(_line(runs.marked(own[0])))
        ):
            return []
        out += [*own, *(line for at, cell in enumerate(row.cells) if at != names for line in _lines(cell))]
    return out


def grid(table: m.Table) -> list[m.Inlines]:
    """The cells of a table that only sets authors side by side, each author's below one another; else nothing."""
    if table.label or table.caption is not None or table.images or table.notes:
        return []
    rows = [*table.head, *(row for body in table.bodies for row in body.rows), *table.foot]
    width = max((len(row.cells) for row in rows), default=0)
    if not 1 <= width <= _MOST_COLUMNS or not 1 <= len(rows) <= _MOST_ROWS:
        return []
    if listed := _listed(rows):
        return listed
    bands: list[list[tuple[m.Cell, ...]]] = []
    for row in rows:
        heads = [runs.marked(inlines[0]) for cell in row.cells if (inlines := _paragraphs(cell))]
        if not heads:
            continue
        if all(_is_person(_line(head)) for head in heads):
            bands.append([])
        if not bands:
            return []
        bands[-1].append(row.cells)
    # a list of names is a grid only where something stands below them
    if not any(len(band) > 1 or any(len(_lines(cell)) > 1 for cell in band[0]) for band in bands):
        return []
    return [
        line
        for band in bands
        for column in range(width)
        for cells in band
        if column < len(cells)
        for line in _lines(cells[column])
    ]


def _line(marked: str) -> str:
    people = byline.read_byline(marked.split(LINE, maxsplit=1)[0])
    return people[0].text if len(people) == 1 else ""


def _paragraphs(cell: m.Cell) -> list[m.Inlines]:
    return [b.children for b in cell.blocks if isinstance(b, m.Paragraph) and runs.plain(b.children)]


def _lines(cell: m.Cell) -> list[m.Inlines]:
    return [line for children in _paragraphs(cell) for line in runs.split_lines(children)]


def orcid_list(marked: str) -> list[tuple[str, str]]:
    """The iDs of a line that only lists such, each with the words that name its owner; else nothing."""
    text = marked.replace(ORCID, " ")
    hits = list(ORCID_ID.finditer(text))
    if not hits or len(text) > 3000:
        return []
    if not patterns.match(r"\W*(?:\(?\d\)?\s*)?orcid", text, re.IGNORECASE) and not _is_person(
        patterns.split(r"[:,(]|https?|\s\d{4}-", text, maxsplit=1)[0]
    ):
        return []
    edges = [0, *(hit.end() for hit in hits)]
    before = [text[start : hit.start()] for start, hit in zip(edges, hits, strict=False)]
    behind = [
        text[hit.end() : stop]
        for hit, stop in zip(hits, [*(h.start() for h in hits[1:]), len(text)], strict=True)
    ]
    # the owner stands before the iD, or in brackets behind it
    owners = behind if not _words(before[0]) else before
    if owners is before and _words(behind[-1]):
        return []
    if any(len(words.split()) > 8 for words in [*before, *behind]):
        return []
    return [(owner, hit[0]) for owner, hit in zip(owners, hits, strict=True)]


def _words(text: str) -> str:
    return _ORCID_WORDS.sub("", text)


def labels_ahead(blocks: list[m.DraftBlock]) -> frozenset[str]:
    """The letters that mark affiliations in the next ``blocks``: ``a`` before "Institute of Ice", raised or not."""
    found: list[str] = []
    for block in blocks:
        marked = runs.marked(block.children) if isinstance(block, m.Paragraph) else ""
        while marked and len(marked) < 4000 and len(found) < len(_LETTERS):
            letter = _LETTERS[len(found)]
            hit = re.search(
                rf"(?:^|(?<=[\s;,.{LINE}]))(?:{MARK_OPEN}{letter}{MARK_CLOSE}\s*|\(?{letter}\)?\s+)(?=[A-ZÀ-Þ][\w’'-])",
                marked,
            )
            if hit is None or not affiliations.institutional(runs.unmark(marked[hit.end() :])):
                break
            found.append(letter)
            marked = marked[hit.end() :]
    return frozenset(found)
