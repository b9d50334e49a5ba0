"""The names at the start of a reference, in the orders that bibliographies use."""

from __future__ import annotations

import re

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.patterns import late

PARTICLES = "van|von|der|den|de|del|della|dello|degli|di|da|dos|das|do|du|la|le|el|al|ten|ter|te|zu|zur|zum|af|av|bin|ibn|abu|'t|y|St\\."
_P = rf"(?:(?i:{PARTICLES}|mc|mac)\s|[dDO]['’])*"
_W = r"[^\W\d_a-z][\w'’‐-]*"
_FAMILY = rf"{_P}{_W}(?:[ -](?:{PARTICLES})\s{_W}|-{_W}|\s{_W})?"
_ONE_FAMILY = rf"{_P}{_W}"
_INITIAL = r"[^\W\d_a-z](?:h|y|u)?\."
_INITIALS = rf"(?:{_INITIAL}|[^\W\d_a-z](?=-[^\W\d_a-z]\.))(?:[\s-]?{_INITIAL}){{0,4}}"
_SUFFIX = r"(?:,?\s(?:Jr|Sr|II|III|IV|2nd|3rd)\b\.?)?"

# A family name goes on after an initial: "Nancy C. Kula."
_NO_NAME = rf"(?!{_W}(?:[,.]|\s(?:and|&|et|und)\s))"

# Each with groups family and given; tried in this order at each place.
_FORMS = (
    late(
        rf"(?P<family>{_FAMILY}),\s?(?P<given>{_INITIALS}(?:\s(?:{PARTICLES})(?=[,.;\s]))?)(?P<suffix>{_SUFFIX})"
    ),
    late(rf"(?P<given>{_INITIALS})\s?(?P<family>{_FAMILY})(?P<suffix>{_SUFFIX})"),
    late(rf"(?P<family>{_ONE_FAMILY})\s(?P<given>{_INITIALS})(?P<suffix>)(?=[,.;:)]|$|\s{_NO_NAME})"),
    late(
        rf"(?P<family>{_FAMILY}),?\s(?P<given>[^\W\d_a-z]{{1,3}}(?:-[^\W\d_a-z]{{1,2}})?|(?<=[a-zß-ÿ]\s)[A-Z]{{4,5}})(?P<suffix>{_SUFFIX})"
        rf"(?=[,;:)]|\s{_NO_NAME}|$|\.(?:\s{_NO_NAME}|$))"
    ),
    # Converters glue what the page sets close: "GoldbergEM, KingJD".
    late(
        r"(?P<family>(?:[^\W\d_a-z][^\W\d_A-Z]+[‐-]?){1,3})(?P<given>[A-Z]{1,3}(?:\s[A-Z]\.)?)(?P<suffix>)(?=,\s|\set\s?al)"
    ),
)
_LONE = late(rf"\.?\s{_W}")
_END = r"(?=\s?[,;.(]|\s*$|\s(?:and|&|und|et|y|e|en|och|og)\s)"
_INVERTED = late(
    rf"(?P<family>{_FAMILY}),\s(?P<given>{_W}(?:\s(?:{_INITIAL}|{_W})){{0,3}})(?P<suffix>{_SUFFIX})(?:(?<=[A-Z]\.)|{_END})"
)
_DIRECT = late(
    rf"(?P<given>{_W}(?:\s(?:{_INITIAL}|{_W}(?=\s))){{0,3}}?)\s(?P<family>{_P}{_W}(?<=\w\w))(?P<suffix>{_SUFFIX}){_END}"
)
_TWO_PERSONS = late(
    rf"{_W}\s(?:{_INITIAL}\s|{_W}\s)?{_W},\s{_W}(?:\s(?:{_INITIAL}|{_W})){{1,3}}(?:,|\s(?:and|&|und|et|y|e)\s)"
)
_SEPARATOR = late(
    r"\s?[,;]\s?(?:(?:and|&|und|et|y|e|en|och|og)\s)?|\s(?:and|&|und|et|y|e|en|och|og)\s|\s?/\s?"
)
_AROUND = " \u00a0.,;:&，；、…"
_SEMICOLON = late(r"\s?;\s?(?:(?:and|&|e|y|et|und)\s)?")
_LISTED = late(r"\s?[,，、・]\s?(?:(?:and|&|und|et|y|e)\s)?|\s(?:and|&|und|et|y|e)\s")
_CJK = late(r"[\u2e80-\u9fff\uac00-\ud7af]{2,6}(?:\s?[\u2e80-\u9fff\uac00-\ud7af]{1,4})?")
_LATIN = late(r"[A-Za-zÀ-ɏ]")
_OTHERS = late(r"[等他]|외|ほか")
_WORDS = late(r"[^\W\d_]{2}")
_STOPPED = late(r"\.\s")
_NEXT = late(r"\.?\s+[^\W\d_a-z]|,\s[^\s,]*[\d+/#*]")
_LED = late(
    r"[\s,.;:(–—*•-]*(?:(?:edited|ed\.|eds\.|hrsg\.|hg\.|éd\.|herausgegeben|translated|trans\.|transl\.|tr\.|trad\.|übers\.|org\.|a cura|tradução|traducción|edición)"
    r"(?:\s(?:by|von|par|di|de|por|v\.))?\s|by\s|in:?\s)*",
    re.IGNORECASE,
)
_ROLE = late(
    r"\W*(?:eds?|editors?|edited|hrsg|hrg|hg|hgg|herausgeber|dirs?|orgs?|coords?|coordinadore?s?|comps?|compilador\w*|red|ред|toim|a cura di|éds?|édit|trans|translators?|transl|trad|u\.\s?a|et al|und andere|& trans)\W*(?:(?:and|&)\s*trans\W*)?",
    re.IGNORECASE,
)
_ET_AL = late(
    r"[,;]?\s?(?:and\s|&\s|…\s?)?(?:\bet\.?\s?al\b\.?|\bu\.\s?a\.|\bothers\b|\bi in\.|\bvd\.)", re.IGNORECASE
)
_BODY = frozenset(
    [
        "organization",
        "organisation",
        "institute",
        "institution",
        "institut",
        "ministry",
        "agency",
        "commission",
        "university",
        "universität",
        "committee",
        "association",
        "society",
        "council",
        "group",
        "collaboration",
        "consortium",
        "bank",
        "department",
        "office",
        "bureau",
        "center",
        "centre",
        "foundation",
        "team",
        "network",
        "union",
        "nations",
        "fund",
        "federation",
        "academy",
        "board",
        "authority",
        "government",
        "parliament",
        "congress",
        "company",
        "corporation",
        "inc",
        "ltd",
        "gmbh",
        "service",
        "survey",
        "project",
        "program",
        "programme",
        "initiative",
        "press",
        "news",
        "wikipedia",
        "laboratory",
        "laboratories",
        "alliance",
        "trust",
        "registry",
        "court",
        "senate",
        "who",
        "oecd",
        "unesco",
        "unicef",
        "nasa",
        "nist",
        "ieee",
        "iso",
        "fao",
        "cdc",
        "european",
        "international",
        "national",
        "federal",
        "ministère",
        "ministerio",
        "bundesamt",
        "bundesministerium",
        "instituto",
        "universidad",
        "université",
        "university's",
    ]
)


class Person(msgspec.Struct, frozen=True):
    """A name from ``start`` up to ``end``; ``family`` and ``given`` are stretches of it, () for a body's name."""

    start: int
    end: int
    name: m.Name
    family: tuple[int, int] | tuple[()] = ()
    given: tuple[int, int] | tuple[()] = ()


def read_names(text: str, start: int, limit: int, *, full: bool) -> tuple[list[Person], int]:
    """The persons from ``start`` on, and where the list of them ends; nothing after ``limit`` counts.

    ``full`` allows given names that are written out; only safe where ``limit`` is known to be the end of the names.
    """
    found: list[Person] = []
    at = start
    while at < limit:
        person = _one(text, at, limit, full=full, first=not found)
        if person is None:
            break
        found.append(person)
        at = person.end
        if ended := _ET_AL.match(text, at, limit):
            return found, ended.end()
        separator = _SEPARATOR.match(text, at, limit)
        if separator is None:
            break
        at = separator.end()
    if found:
        at = found[-1].end
        if ended := _ET_AL.match(text, at, limit):
            at = ended.end()
    return found, at


def is_cut_short(text: str, end: int) -> bool:
    """Whether "et al." or the like stands at ``end``, behind the last of the names."""
    return _ET_AL.match(text, end) is not None


def is_body(text: str) -> bool:
    """Whether ``text`` is likely the name of an organisation: it holds a word that names have only there."""
    return any(word in _BODY for word in patterns.findall(r"[^\W\d_]+", text.lower()))


def _one(text: str, at: int, limit: int, *, full: bool, first: bool) -> Person | None:
    for form in _FORMS:
        if matched := form.match(text, at, limit):
            person = _person(matched)
            # Ada B. Oduya: a family name is all that is left.
            if not _is_plausible(person) or (full and first and _LONE.fullmatch(text, matched.end(), limit)):
                continue
            return person
    if full:
        inverted = first and not _begins_list(text, at, limit)
        for form in (_INVERTED, _DIRECT) if inverted else (_DIRECT, _INVERTED):
            matched = form.match(text, at, limit)
            if matched and _is_plausible(person := _person(matched)):
                return person
    return None


def _begins_list(text: str, at: int, limit: int) -> bool:
    """Whether two words, a comma, and two words again are two persons (Ada Oduya, Carl Lindqvist, and …), not one."""
    return _TWO_PERSONS.match(text, at, limit) is not None


def _is_plausible(person: Person) -> bool:
    return len(person.name.family) > 1 and not is_body(person.name.family)


def _person(matched: re.Match[str]) -> Person:
    family, given = matched["family"], matched["given"].strip()
    particle = patterns.match(rf"(?:(?:{PARTICLES})\s)+", family)
    suffix = matched["suffix"].strip(" ,")
    shown = particle[0].strip() if particle else ""
    return Person(
        matched.start(),
        matched.end(),
        m.Name(family[particle.end() :] if particle else family, given, shown, suffix),
        matched.span("family"),
        (matched.start("given"), matched.start("given") + len(given)),
    )


def read_people(text: str, start: int, end: int) -> tuple[list[Person], int]:
    """The persons and bodies named from ``start`` up to ``end``, and where the last of them ends.

    What follows them there is no name (a title's first words); a list that is not understood is one body's name.
    """
    led = _LED.match(text, start, end)
    start = led.end() if led else start
    if _CJK.search(text, start, end) and not _LATIN.search(text, start, end):
        return [one for part in _parts(text, start, end) if (one := _east_asian(text, *part))], end
    found, at = read_names(text, start, end, full=True)
    rest = text[at:end].strip(_AROUND)
    if found and (not rest or _ROLE.fullmatch(rest)):
        return found, end
    if (
        found
        and len(rest) < 80
        and (_STOPPED.match(text, at) or (_inverted(text, found) and _NEXT.match(text, at)))
    ):
        return found, at
    parts = _parts(text, start, end)
    people = [_part(text, *part) for part in parts]
    if len(people) > 1 and all(people):
        return [person for person in people if person], end
    whole = _stripped(text, start, end)
    if not _WORDS.search(text[slice(*whole)]):
        return [], end
    return [Person(*whole, m.Name(literal=text[slice(*whole)]))], end


def _inverted(text: str, people: list[Person]) -> bool:
    """Whether the last name surely has its initials behind it, so that it ends with them."""
    last = people[-1]
    behind = bool(last.family and last.given and last.family[0] < last.given[0])
    return behind and (len(people) > 1 or "," in text[last.start : last.end])


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The list cut at semicolons, else at commas and "and"."""
    cutter = _SEMICOLON if ";" in text[start:end] else _LISTED
    edges = [start, *(edge for hit in cutter.finditer(text, start, end) for edge in hit.span()), end]
    parts = [_stripped(text, edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    return [(a, b) for a, b in parts if a < b and not _ET_AL.fullmatch(text, a, b)]


def _part(text: str, start: int, end: int) -> Person | None:
    found, at = read_names(text, start, end, full=True)
    if len(found) == 1 and not text[at:end].strip(_AROUND):
        return found[0]
    words = text[start:end]
    return Person(start, end, m.Name(literal=words)) if is_body(words) else None


def _east_asian(text: str, start: int, end: int) -> Person | None:
    """A name in Chinese, Japanese or Korean characters; it is parted only where a blank parts it."""
    if _OTHERS.fullmatch(text, start, end):
        return None
    if not _CJK.fullmatch(text, start, end):
        return Person(start, end, m.Name(literal=text[start:end]))
    blank = patterns.search(r"\s", text[start:end])
    if blank is None:
        return Person(start, end, m.Name(text[start:end], family_first=True), (start, end))
    family, given = (start, start + blank.start()), (start + blank.end(), end)
    return Person(
        start, end, m.Name(text[slice(*family)], text[slice(*given)], family_first=True), family, given
    )


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _AROUND:
        start += 1
    while (
        end > start and text[end - 1] in _AROUND and not patterns.search(r"[^\W\d_a-z]\.$", text[start:end])
    ):
        end -= 1
    return start, end
