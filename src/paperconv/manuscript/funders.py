"""Who paid, out of prose: funders, numbers of grants, and to whom they went.

Only what is said in the usual words is read, and only names that look like those of bodies are taken for funders; the prose
itself stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from paperconv import model as m
from paperconv import patterns
from paperconv.manuscript.initials import Authors, Person
from paperconv.patterns import late

GRANTED, NAMED = 0.9, 0.8
"""How sure a funder is with the number of a grant, and without."""

_PAID = late(
    r"(?:(?:supported|funded|financed|sponsored|subsidi[sz]ed|underwritten)(?: \w+ly)?(?:,? (?:in part|partially|partly|financially|jointly|entirely))?,? (?:by|through|under|from|via|with) "
    r"|(?:received|receives|receive|acknowledges?|acknowledge|thanks?|obtained|with|through|under)(?: the)?(?: (?:generous|partial|additional|full|research|financial|kind|the))* (?:funding|support|grants?|fellowships?|scholarships?|sponsorship)(?: \w+){0,2}? (?:from|by|of) "
    r"|(?:funding|financial support|support|grants?) (?:for (?:this|the) (?:\w+ ){1,3})?(?:was|were|has been|is|came|comes)(?: \w+){0,2}? (?:provided|received|obtained|given|granted|from)?(?: by| from)? "
    r"|(?:gefördert|finanziert|unterstützt)(?: \w+)? (?:durch|von|vom) |financée?s? par |soutenue?s? par |subventionnée?s? par "
    r"|financiad[oa]s? (?:por|pel[oa]|con)\s|apoyad[oa]s? por |apoio (?:financeiro )?d[oa]s? |finanziat[oaie] da(?:l|ll['’a]|i|gli)?\s?|sostenut[oa] da(?:l|lla)? )",
    re.IGNORECASE,
)
_PAYS = late(
    r"\s*(?:The )?([A-ZÀ-Þ](?:(?!ed\b)[^.;:,()]){3,80}?)(?: \([^()]{2,20}\))? (?:(?:has |have )?(?:generously |kindly |financially )?(?:supported|funded|financed|sponsored)|provided (?:the )?(?:funding|funds|financial support) for) (?:this|the|our) (?:present )?(?:work|study|research|project|trial)\b"
)
_NONE = late(
    r"\b(?:no|not|without|any|none|nicht|kein\w*|aucun\w*|ningun[ao]?|ninguna?|nenhum\w*|nessun\w*|sin|sem)\b[^.;]{0,60}\b(?:fund|grant|support|finan|förder|subven)|"
    r"\b(?:self|un)-?funded\b|did not receive|nothing to (?:declare|disclose)",
    re.IGNORECASE,
)
_AWARD_WORDS = r"(?:grants?|awards?|contracts?|projects?|fellowships?|scholarships?|studentships?|program(?:me)?s?|agreements?|funding|numbers?|nos?\.?|nrs?\.?|n[º°]|ids?|codes?|references?|refs?\.?|under|with|project-?id|förderkennzeichen|projekt(?:nummer)?|proyecto|projeto|processo|bourse|convention|subvention)"
_AWARD = late(
    rf"(?:(?:{_AWARD_WORDS})[\s:#.]*)+(?=\S*\d)([A-Z0-9][\w./\-–‐]*(?:[ ][A-Z0-9][\w./\-–‐]*\d[\w./\-–‐]*)?)",
    re.IGNORECASE,
)
_NUMBER = late(
    r"(?<![\w./-])(?:[A-Z]{2,5} (?=\d{5}))?(?=[\w./\-–‐]*\d)[A-Z0-9][\w./\-–‐]*\d[\w/\-–‐]*(?![\w-])"
)
_HEAD = late(
    r"foundation|fund\b|funds\b|council|institutes?|ministry|agency|trust\b|commission|universit|academy|society|program|association|cent(?:er|re)|department|union|bank|charity|"
    r"government|board|organi[sz]ation|office|service|administration|college|school|hospital|federation|consortium|initiative|horizon|network|authority|bureau|laborator|endowment|"
    r"fundação|fundación|fondation|fondazione|fonds|conselho|consejo|conseil|consiglio|minist[eè]r|gemeinschaft|stiftung|agence|agencia|agência|agenzia|instituto?|société|sociedad|akademie|bundesministerium|rat\b|zentrum|"
    r"фонд|министерств|基金|委员会",
    re.IGNORECASE,
)
_ACRONYM = late(r"(?<![\w-])[A-ZÀ-Þ][A-Za-z]?[A-ZÀ-Þ&][A-Za-zÀ-ÿ&-]{0,10}(?![\w])")
_SPLIT = late(
    r"\s*;\s*(?:and )?|,?\s+(?:and|und|et|y|e|as well as|sowie)\s+(?:by\s+|from\s+|par\s+|por\s+|durch\s+)?(?=(?:the|an?|der|die|das|dem|la|le|les|el|los|l['’]|[oa]s?)\s)|,\s+(?:by\s+)?(?=the\s)|,?\s+(?:and\s+)?by\s+"
)
_LIST = late(r",\s*(?:and\s+)?|\s+(?:and|und|et|y|e)\s+")
_ARTICLE = late(
    r"^(?:by |from |the |an? |der |die |das |dem |den |la |le |les |el |los |l['’]|d[aoe]s? |our |its )+",
    re.IGNORECASE,
)
_TAIL = late(
    r"[\s,.:;–-]*(?:(?:under|through|via|within|with|for|to|grants?|awards?|contracts?|projects?|numbers?|nos?\.?|nr\.?|no|number|agreement|in part|and|program(?:me)?s?(?= (?:under|no)))[\s,.:;]*)+$",
    re.IGNORECASE,
)
_SENTENCE = late(
    r"(?<!\b[Nn]o)(?<!\b[Nn]os)(?<!\b[Nn]r)(?<!\b[Dd]r)(?<!\bDrs)(?<!\bSt)(?<!\bInc)(?<!\b[Rr]ef)(?<!\bProf)[.;!?]\s+(?=[A-ZÀ-Þ\ue000])|\n"
)


def read_funding(text: str, authors: Authors) -> list[m.Funding]:
    """The funders that ``text`` names, each with its grants; none where it says that nobody paid."""
    text = text[:20_000]
    found: list[m.Funding] = []
    persons = authors.find(text)
    masked = list(text)
    for one in persons:
        masked[one.start : one.end] = "\ue000" * (one.end - one.start)
    start = 0
    flat = "".join(masked)
    for stop in [*(hit.start() for hit in _SENTENCE.finditer(flat)), len(flat)]:
        here = [p for p in persons if start <= p.start < stop]
        found += _sentence(text[start:stop], [(p.start - start, p.end - start, p) for p in here], authors)
        start = stop + 1
    return _merged(found)


def _sentence(text: str, persons: list[tuple[int, int, Person]], authors: Authors) -> Iterator[m.Funding]:
    if _NONE.search(text):
        return
    told = _PAYS.match(text)
    if told and _is_body(told[1].strip()):
        yield m.Funding(funder=" ".join(told[1].split()), confidence=NAMED, provenance="funding statement")
        return
    hits = list(_PAID.finditer(text))
    for hit, following in zip_longest(hits, hits[1:]):
        end = following.start() if following else len(text)
        recipients = [p for start, stop, p in persons if stop <= hit.start() and hit.start() - stop < 60]
        before = tuple(_clean(one[0]) for one in _NUMBER.finditer(hit[0]) if len(one[0]) >= 4)
        for number, one in enumerate(
            _funders(text[hit.end() : end], hit.end(), persons, recipients, authors)
        ):
            yield one if number else m.replace(one, awards=(*before, *one.awards))  # "grant 123 from the NSF"


def _funders(
    text: str, offset: int, persons: list[tuple[int, int, Person]], recipients: list[Person], authors: Authors
) -> Iterator[m.Funding]:
    at = 0
    held = ""
    for part, start in _parts(text):
        at = start + offset
        funder, awards, link = _funder(part)
        own = [
            (place - at, p)
            for place, _, p in persons
            if at < place < at + len(part) and _after_to(part, place - at)
        ]
        if held and not (funder or awards) and _NUMBER.fullmatch(part.strip(" .;,")):  # "grants A-1 and B-2"
            awards = (_clean(part),)
        if funder:
            held = funder
        elif not (awards and held):
            continue
        for numbers, to in _granted(part, awards, own) or [(awards, [p for _, p in own] or recipients)]:
            names = (_name(authors, who) for p in to if p.sure and not p.phrase for who in p.authors)
            yield m.Funding(
                funder=held,
                funder_id=link,
                awards=numbers,
                recipients=tuple(dict.fromkeys(names)),
                confidence=NAMED,
                provenance="funding statement",
            )


def _granted(
    part: str, awards: tuple[str, ...], own: list[tuple[int, Person]]
) -> list[tuple[tuple[str, ...], list[Person]]]:
    """Each of several grants with those behind it to whom it went; nothing where one went to nobody that is named."""
    places = [part.find(one) for one in awards]
    if len(awards) < 2 or -1 in places or places != sorted(places):
        return []
    edges = [*places[1:], len(part)]
    found: list[tuple[tuple[str, ...], list[Person]]] = [
        ((award,), [p for at, p in own if start < at < end])
        for award, start, end in zip(awards, places, edges, strict=True)
    ]
    return found if all(people for _, people in found) else []


def _after_to(part: str, at: int) -> bool:
    """Whether an author is one of several to whom a grant went: "to J.D. and A.B."."""
    before = part[:at]
    place = max(before.rfind(" to "), before.rfind("(to "))
    return place >= 0 and not (patterns.findall(r"[^\W\d_]{4,}", before[place + 4 :]))


def _name(authors: Authors, index: int) -> str:
    name = authors.authors[index].name
    return name.literal or " ".join(filter(None, (name.given, name.particle, name.family)))


def _parts(text: str) -> Iterator[tuple[str, int]]:
    """The funders of a list, cut where no name goes on, each with its place."""
    depth = 0
    flat = []
    for character in text:
        depth += (character in "([") - (character in ")]")
        flat.append(
            "\ue001"
            if depth > 0 and character in ",;"
            else "\ue002"
            if depth > 0 and character == " "
            else character
        )
    shown = "".join(flat)
    start = 0
    for hit in _SPLIT.finditer(shown):
        yield from _list(text, shown, start, hit.start())
        start = hit.end()
    yield from _list(text, shown, start, len(text))


def _list(text: str, shown: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """Cut once more at commas and "and": where each piece is a body, or after a grant, or before one."""
    hits = list(_LIST.finditer(shown, start, end))
    edges = [start, *(edge for hit in hits for edge in (hit.start(), hit.end())), end]
    pieces = [text[one:other] for one, other in zip(edges[::2], edges[1::2], strict=True)]
    every = all(_is_whole(piece) or _starts_acronym(piece) for piece in pieces)
    at = start
    for hit, piece in zip(hits, pieces[1:], strict=True):
        left = text[at : hit.start()]
        granted = _is_closed(piece) and (_is_whole(piece) or _starts_acronym(piece))
        if (
            every
            or (_is_closed(left) and _is_whole(left))
            or (granted and "," not in hit[0] and _is_whole(left))
        ):
            yield left, at
            at = hit.end()
    yield text[at:end], at


def _is_closed(part: str) -> bool:
    """Whether a grant, or something in brackets, ends ``part``."""
    return part.rstrip().endswith((")", "]")) or _AWARD.search(part) is not None


def _is_whole(part: str) -> bool:
    """Whether ``part`` is the name of a body by itself."""
    words = _ARTICLE.sub("", part.split("(", maxsplit=1)[0].strip())
    return words[:1].isupper() and (_HEAD.search(words) is not None or _ACRONYM.fullmatch(words) is not None)


def _starts_acronym(part: str) -> bool:
    return _ACRONYM.match(part.lstrip()) is not None


def _funder(part: str) -> tuple[str, tuple[str, ...], str]:
    """Name, numbers and identifier of the funder in a piece of a list; no name where none looks like one."""
    awards = [_clean(hit[1]) for hit in _AWARD.finditer(part)]
    for bracket in patterns.findall(r"[(\[]([^()\[\]]{3,160})[)\]]", part):
        if not patterns.search(r"10\.\d{4}|ror\.org|https?:", bracket):
            awards += [_clean(hit[0]) for hit in _NUMBER.finditer(bracket)]
    listed = _AWARD.search(part)
    if listed:
        awards += [_clean(hit[0]) for hit in _NUMBER.finditer(part[listed.end() :]) if len(hit[0]) >= 4]
    awards += patterns.findall(r"[\s)][–—-]\s*(\d{5,12})(?!\w)", part)
    link = patterns.search(r"10\.13039/\d+|https?://ror\.org/\w+", part)
    name = patterns.split(r"[(\[]", part, maxsplit=1)[0]
    if listed and listed.start() < len(name):
        name = name[: listed.start()]
    name = patterns.split(
        r"\s(?:under|through|within|via|as part of|in the framework of)\s", name, maxsplit=1
    )[0]
    name = patterns.split(r"\s(?:from|by)\s", name)[-1]
    if listed and not name.strip():  # "grant 123 from the Fund to J.D."
        given = patterns.match(
            r"\s*,? (?:(?:given|awarded|provided) )?(?:from|by|of) ([^,;()\[\]]{3,120})", part[listed.end() :]
        )
        name = patterns.split(r"\sto\s", given[1], maxsplit=1)[0] if given else name
    name = _TAIL.sub("", _ARTICLE.sub("", name.strip())).strip(' ,.;:“”"„«»')
    numbers = tuple(dict.fromkeys(one for one in awards if len(one) >= 3))
    if not _is_body(name):
        return "", numbers, ""
    return " ".join(name.split()), numbers, link[0] if link else ""


def _clean(number: str) -> str:
    return number.strip(" .,;:()[]–-")


def _is_body(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= 16 or not name[:1].isupper() or "\ue000" in name:
        return False
    capital = [word for word in words if word[:1].isupper()]
    return bool(_HEAD.search(name) or _ACRONYM.fullmatch(name)) or (
        len(capital) >= 2 and len(capital) * 2 >= len(words) and len(words) > 2
    )


def _merged(found: list[m.Funding]) -> list[m.Funding]:
    """Each funder once for the same recipients."""
    out: dict[tuple[str, tuple[str, ...]], m.Funding] = {}
    for one in found:
        key = (one.funder.casefold(), one.recipients)
        held = out.get(key)
        out[key] = m.replace(held, awards=tuple(dict.fromkeys((*held.awards, *one.awards)))) if held else one
    return [m.replace(one, confidence=GRANTED) if one.awards else one for one in out.values()]
