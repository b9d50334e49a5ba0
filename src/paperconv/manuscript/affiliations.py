"""Affiliations as text: told apart by their marks, and taken to pieces where that is sure."""

from __future__ import annotations

import re

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.manuscript.byline import EMAIL, SYMBOLS, split_marks
from paperconv.manuscript.countries import COUNTRIES, STATE_NAMES, US_STATES
from paperconv.manuscript.runs import LINE, MARK_CLOSE, MARK_OPEN, ORCID, unmark
from paperconv.numerals import roman_value
from paperconv.patterns import late


class Item(msgspec.Struct):
    """A piece of front matter with the mark before it: ``label`` is empty where there is none.

    ``owners`` are the authors, by their index, whom it names itself.
    """

    label: str
    text: str
    owners: tuple[int, ...] = ()


INSTITUTION = late(
    r"\b(?:universit\w*|universidad\w*|univ\b|université|institut\w*|instituto|istituto|departa?ment\w*|département|dipartimento|dept|"
    r"school|schule|college|collège|faculty|faculté|facultad|fakultät|faculdade|laborator\w*|laboratoire|labs?\b|cent(?:er|re|ro|rum)s?|"
    r"zentrum|hospital\w*|hôpital|clinic\w*|klinik\w*|klinikum|academy|académie|akademie|academia|ministry|ministère|ministerio|"
    r"agency|corporation|corp\b|inc\b|ltd|llc|gmbh|company|group|division|unit|bureau|council|foundation|observator\w*|"
    r"polytechn\w*|politecnico|escuela|école|ecole|hochschule|technische|technical|research|museum|society|program(?:me)?|"
    r"cnrs|inserm|inra|csic|max[- ]planck|nasa|eth\b|epfl|mit\b|kaist|cern|department|section|chair|organi[sz]ation|"
    r"universitas|universiti|üniversitesi|fakültesi|uniwersytet|wydział|univerzita|egyetem|yliopisto|universitet\w*|"
    r"consult\w*|technolog\w*|systems|headquarters|service|commission|trust|health|medical|medicine|sciences?|studies|"
    r"archiv\w*|bibliote[ck]\w*|library|libraries|museo|musée|fondazione|fundación|fundação|fondation|consiglio|associação|asociación|associazione|office|station|garden|jardín|"
    r"balai|program studi|fakultas|katedra|zakład|hogeschool|academie|collegium|google|microsoft|ibm|meta ai|amazon|apple|deepmind|openai|nvidia|huawei|tencent|alibaba|baidu|facebook)\b|"
    r"大学|学院|研究所|医院|実験室|대학교|университет|институт|академия",
    re.IGNORECASE,
)
_PART = {
    "department": late(
        r"\b(?:departa?ment\w*|département|dipartimento|dept|school|faculty|faculté|facultad|faculdade|fakultät|division|unit|section|"
        r"laborator\w*|laboratoire|lab|group|chair|lehrstuhl|abteilung|fachbereich|service|branch|program(?:me)?|college of|"
        r"institute (?:of|for)|cent(?:er|re) (?:of|for)|graduate school|area|track)\b",
        re.IGNORECASE,
    ),
    "institution": late(
        r"\b(?:universit\w*|universidad\w*|univ\b|université|college|academy|hospital\w*|clinic\w*|klinik\w*|ministry|polytechn\w*|"
        r"politecnico|hochschule|corporation|inc\b|ltd|llc|gmbh|museum|foundation|council|agency|company|universitet\w*|egyetem|"
        r"üniversitesi|uniwersytet|univerzita|yliopisto|school of economics|école|institut\w*|cent(?:er|re)|trust|organi[sz]ation)\b",
        re.IGNORECASE,
    ),
}
_POSITION = late(
    r"^(?:(?:ph\.?\s?d\.?|m\.?\s?phil\.?|m\.?\s?sc?\.?|doctoral|post-?doctoral|post-?graduate|graduate|undergraduate|research|senior|junior|"
    r"assistant|associate|adjunct|visiting|full|emeritus|deputy|vice|chief|principal|lead|managing|former|distinguished|clinical|"
    r"independent|master'?s|final year|teaching|scientific)\s+)*"
    r"(?:scholar|student|professor|prof\.?|lecturer|researcher|fellow|director|head|engineer|consultant|candidate|dean|chair(?:man|person)?|"
    r"scientist|resident|instructor|reader|tutor|officer|manager|analyst|coordinator|postdoc|principal|associate|assistant|"
    r"economist|statistician|physician|librarian|president|rector|chancellor|registrar|specialist|trainee|intern|demonstrator|"
    r"profesora?|doctorand[oa]?|doktorand(?:in)?|docente|investigadora?)$",
    re.IGNORECASE,
)
_DOCTOR = late(
    r"(?:(?:full |associate )?professor|(?:doctor|candidate|ph\.?\s?d\.?|dr\.?|master)\s(?:of|in)(?:\s[^\W\d_]+){1,4}(?:\ssciences?)?)",
    re.IGNORECASE,
)
_MARK_GROUP = late(f"{MARK_OPEN}([^{MARK_OPEN}{MARK_CLOSE}]*){MARK_CLOSE}")
_SYMBOL_LABEL = late(rf"(?:^|(?<=[\s;,.{LINE}]))(([{SYMBOLS}])\2*)\s*(?=[^\W_])")
_BRACKETED = late(r"\s*[(（]\s*((?:1|a)[.、．\s][^()（）]*)[)）]\s*", re.DOTALL)
_UNIT = late(
    r"(?!.*(?:universi|college|hospital|academ))(?:(?:graduate|research)\s+)?(?:dept|department|division|section|faculty|school|lab|laboratory|institute|"
    r"chair|unit|cent(?:er|re)|institut|lehrstuhl|fakultät|departamento|instituto|facultad|faculdade|escola|escuela|département|dipartimento|facoltà)\b"
    r"[^,;@\d]{1,90}",
    re.IGNORECASE,
)
# NUMBER stands for the number that is expected; that of the second half of a British postal code is none ("BS8 1UB").
_NUMBER_LABEL = r"(?:^|(?<=[\s;,.；，。\ue002]))(?!(?:(?<=[A-Z]\d\s)|(?<=[A-Z]\d\d\s)|(?<=\d[A-Z]\s))\d[A-Z]{2}(?!\w))[\[(]?NUMBER[\])]?(?:[.:)]|,(?=\s)|[*†‡])?\s*(?=[^\W\d_a-z]|[a-z]+@|\()"
_NUMBER_OPENS = late(_NUMBER_LABEL.replace("NUMBER", r"(\d{1,2})"))
_POSTCODE = late(
    r"(?<![\w-])(?:[A-Z]{1,2}-)?(\d{4,6}(?:-\d{3,4})?|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d|\d{3}-\d{4}|\d{3}\s\d{2}|\d{4}\s?[A-Z]{2})(?![\w-])"
)


def institutional(text: str) -> bool:
    """Whether ``text`` names a place of work: by its words, or because a country ends it."""
    if INSTITUTION.search(text):
        return True
    last = patterns.split(r"[,;]", text.strip(" ."))[-1].strip(" .")
    return "," in text and last.casefold() in COUNTRIES


def goes_on(above: Item, below: Item) -> bool:
    """Whether ``above`` is but the part of a house, and the line below it says of which; neither has a mark."""
    marked = above.label or above.owners or below.label or below.owners
    return not marked and _UNIT.fullmatch(above.text.strip(" .")) is not None


def ends_in_country(text: str) -> bool:
    """Whether the last part of an address is a country."""
    return patterns.split(r"[,;]", text)[-1].strip(" .").casefold() in COUNTRIES


def read_items(text: str, wanted: frozenset[str] = frozenset()) -> list[Item]:
    """``text`` (the string of ``runs.marked``) cut at its marks: each with its mark, in order.

    ``wanted`` are the marks that stand at the authors; they decide where a bare number or letter is a mark.
    """
    text = patterns.sub(f"{MARK_CLOSE}[\\s,;]*{MARK_OPEN}", ",", text.replace(ORCID, " "))
    whole = _BRACKETED.fullmatch(text)
    text = whole[1] if whole else text
    cuts: list[tuple[int, int, str]] = []
    for hit in _MARK_GROUP.finditer(text):
        before = text[hit.start() - 1 : hit.start()]
        after = text[hit.end() : hit.end() + 1]
        if before and before not in f" ;,.{LINE}" and (after.isalpha() or before.isalpha()):
            continue  # an exponent inside a name
        cuts.append((hit.start(), hit.end(), ",".join(split_marks(hit[1]))))
    for hit in _SYMBOL_LABEL.finditer(text):
        if not any(start <= hit.start() < end for start, end, _ in cuts):
            cuts.append((hit.start(), hit.end(), hit[1]))
    cuts.sort()
    numbers = _numbered(text, wanted, [label for _, _, label in cuts])
    if numbers and (not cuts or min(n[0] for n in numbers) == 0 or institutional(text[numbers[0][1] :])):
        cuts = sorted([*cuts, *numbers])
    if not cuts:
        return [Item("", _clean(part)) for part in _unlabelled(text) if _clean(part)]
    items: list[Item] = []
    if text[: cuts[0][0]].strip(f" ,;{LINE}"):
        items.append(Item("", _clean(text[: cuts[0][0]])))
    for number, (_, end, label) in enumerate(cuts):
        stop = cuts[number + 1][0] if number + 1 < len(cuts) else len(text)
        body = _clean(text[end:stop])
        if body:
            items.append(Item(label, body))
        elif label and number + 1 < len(cuts):  # "1 2 University": both marks mean it
            start, last, following = cuts[number + 1]
            cuts[number + 1] = (start, last, f"{label},{following}")
    return items


def _numbered(text: str, wanted: frozenset[str], have: list[str]) -> list[tuple[int, int, str]]:
    """Plain numbers or letters that count affiliations up: ``1 Institute …, 2 University …``."""
    found: list[tuple[int, int, str]] = []
    at = 0
    digits = sorted(int(mark) for mark in wanted if mark.isdigit())
    highest = digits[-1] if digits else 99
    opening = _NUMBER_OPENS.match(text)
    if opening and (not digits or opening[1] in wanted) and opening[1] not in have:
        first = int(opening[1])
    else:
        first = next((n for n in range(1, highest + 1) if str(n) not in have), 1)
    number = first
    while number <= min(highest, 99):
        if str(number) in have:
            number += 1
            continue
        hit = re.compile(_NUMBER_LABEL.replace("NUMBER", str(number))).search(text, at)
        if hit is None or (
            number == first and hit.start() > 0 and not have and not _starts(text, hit.start())
        ):
            break
        found.append((hit.start(), hit.end(), str(number)))
        at = hit.end()
        number += 1
    if found:
        return found
    if romans := sorted((mark for mark in wanted if patterns.fullmatch(r"[IVX]+", mark)), key=roman_value):
        at = 0
        for mark in romans:
            hit = re.compile(
                rf"(?:^|(?<=[;,.{LINE}]\s)|(?<=[\s{LINE}])){mark}[.)]?\s+(?=[^\W\d_a-z])"
            ).search(text, at)
            if hit is not None and (found or hit.start() == 0):
                found.append((hit.start(), hit.end(), mark))
                at = hit.end()
        return found
    letters = sorted(
        mark for mark in wanted if len(mark) == 1 and mark.isalpha() and mark.isascii() and mark.islower()
    )
    if (
        not letters
        and patterns.match(r"a\s?[A-Z]", text)
        and patterns.search(r"(?<=[\s;,.])b\s?[A-Z][a-z]", text)
    ):
        letters = list("abcdefghijklmnop")
    at = 0
    opening = patterns.match(r"\(?([a-z])\)?[.)]?\s+(?=[A-ZÀ-Þ])", text)
    if opening and opening[1] in letters:  # a paragraph of its own for each
        letters = letters[letters.index(opening[1]) :]
    for letter in (one for one in letters if one not in have):
        hit = re.compile(rf"(?:^|(?<=[\s;,.\ue002]))\(?{letter}\)?[.)]?\s*(?=[A-ZÀ-Þ])").search(text, at)
        if hit is None:
            break
        found.append((hit.start(), hit.end(), letter))
        at = hit.end()
    return found if found and (found[0][0] == 0 or have) else []


def _starts(text: str, at: int) -> bool:
    return not text[:at].strip(f" ,;{LINE}")


def _unlabelled(text: str) -> list[str]:
    text = text.strip()
    parts = [part for part in text.split(";") if part.strip()]
    if len(parts) > 1 and sum(institutional(part) for part in parts) >= len(parts) * 0.7:
        return [part for part in parts if not part.strip().startswith("&")]
    return [text.replace(LINE, ", ")]


def _clean(text: str) -> str:
    text = patterns.sub(r"(?:\s*,)?\s+(?:and|&)\s*$|\s*[,;，；]\s*$", "", unmark(text.replace(LINE, " ")))
    text = patterns.sub(r"\s+([,;])", r"\1", text).strip(" ,;")
    return (
        text
        if patterns.search(r"(?:\b[A-Z]\.)+$|\b(?:Inc|Ltd|Corp|Co|Univ|Dept)\.$", text)
        else text.removesuffix(".")
    )


def take_position(text: str) -> tuple[str, str]:
    """An office before the affiliation ("PhD Scholar, Department of X") and the affiliation itself."""
    parts = [part.strip(" .") for part in text.split(",")]
    if all(_DOCTOR.fullmatch(part) or _POSITION.match(part) for part in parts):
        return text, ""
    head, comma, rest = text.partition(",")
    if comma and rest.strip() and _POSITION.match(head.strip()):
        return head.strip(), rest.strip()
    return "", text


def parse_affiliation(identifier: str, text: str, label: str, *, confidence: float = 1.0) -> m.Affiliation:
    """An affiliation with its parts, as far as they are sure; ``raw`` is all of ``text``."""
    segments = [
        part.strip()
        for part in patterns.split(r"[,;](?!\s*(?:Inc|Ltd|LLC|Corp|Co|GmbH)\b)", text)
        if part.strip()
    ]
    country = code = region = city = postal = institution = ""
    departments: list[str] = []
    if len(segments) > 1:
        last = segments[-1].strip(" .")
        bare = _POSTCODE.sub("", last).strip()
        if bare.casefold() in COUNTRIES:
            country, code = bare, COUNTRIES[bare.casefold()]
            found = _POSTCODE.search(last)
            postal = found[1] if found else ""
            segments.pop()
    if segments and country and len(segments) > 1:
        tail = segments[-1]
        found = _POSTCODE.search(tail)
        if found and not postal:
            postal = found[1]
            tail = (tail[: found.start()] + tail[found.end() :]).strip(" -")
        words = tail.split()
        if tail in US_STATES or tail.casefold() in STATE_NAMES:
            region = tail
            segments.pop()
        elif words and words[-1] in US_STATES and code == "US" and len(words) > 1:
            region, city = words[-1], " ".join(words[:-1])
            segments.pop()
        elif not tail:
            segments.pop()
        if not city and len(segments) > 1:
            place = segments[-1]
            found = _POSTCODE.search(place)
            if found and not postal:
                postal = found[1]
            place = _POSTCODE.sub("", place).strip(" -")
            if (
                place
                and not INSTITUTION.search(place)
                and not patterns.search(r"\d", place)
                and len(place.split()) <= 3
            ):
                city = place
                segments.pop()
    sure = [part for part in segments if _PART["institution"].search(part) and not patterns.match(
        r"(?:department|dept|faculty|school of|division|section|college of)\b", part, re.IGNORECASE)]  # fmt: skip
    strong = [
        part
        for part in sure
        if patterns.search(
            r"\b(?:universi|hospital|ministry|polytechn|academy|politecnico|hochschule)", part, re.IGNORECASE
        )
    ]
    if strong or len(sure) == 1:
        institution = (strong or sure)[0] if len(strong or sure) == 1 else ""
    if institution:
        departments = [part for part in segments if part != institution and _PART["department"].search(part)]
    elif len(segments) == 1 and not EMAIL.search(segments[0]):
        institution = segments[0] if country or not patterns.search(r"\d", segments[0]) else ""
    return m.Affiliation(
        id=identifier, raw=text, label=label, institution=institution, departments=tuple(departments), city=city, region=region,
        postal_code=postal, country=country, country_code=code, confidence=confidence, provenance="byline",
    )  # fmt: skip
