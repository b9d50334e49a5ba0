"""References in forms that no CSL style prints: BibTeX's styles, and lists that people write by hand.

A form is a line in the notation of :mod:`training.labels` with names in braces for what is invented.
"""

from __future__ import annotations

import random
import re

from training import words
from training.labels import Labelled, read_line, without
from training.records import journal, meeting
from training.synthetic import TWICE

_FORMS = """
^a{full}. ^t{T}. ^c*{J}*, ^v{v}^i({i}):^p{p}, ^d{m} {y}.
^a{full}. ^d{y}. ^t{T}. ^c*{J}*, ^v{v}^i({i}):^p{p}.
^a{full}. ^d{y}. ^t{T}. ^-In ^c*{C}*, ^ppages {p}, ^l{l}. ^b{b}.
^a{full}. ^d{y}. ^t{T}. ^c*arXiv preprint* ^-arXiv:2003.0{k}.
^a{full}. ^t{T}, ^d{y}. ^-URL https://{w}.org/{q}.
^t{T} - ^c{N}, ^-accessed ^x{D}, ^-https://www.{w}.com/{q}
^-{k}. ^t{T} | ^c{N}, ^-accessed ^x{D}, ^-https://{w}.org/{q}/
^a{full}. ^t{T}. ^c*{J}*, ^v{v}:^p{p}, ^d{y}.
^a{init}. ^t{T}. ^c*{J}*, ^v{v}^i({i}):^p{p}, ^d{y}.
^-[{k}] ^a{full}. ^t{T}. ^-In ^c*{C}*, ^ppages {p}, ^d{y}.
^-[{k}] ^a{full}. ^t{T}. ^-In ^c*{C}*, ^ppages {p}, ^l{l}, ^d{m} {y}.
^-[{k}] ^a{full}. ^t{T}. ^-In ^c{K}, ^d{y}.
^-[{k}] ^a{full}. ^t{T}. ^-In ^c{K}, ^ppages {p}. ^b{b}, ^d{y}.
^a{full}. ^t{T}. ^-In ^e{full}, editors, ^c*{B}*, ^vvolume {v} ^-of ^s*{S}*, ^ppages {p}. ^b{b}, ^d{y}.
^a{full}. ^t{T}. ^-In ^e{full}, editor, ^c*{B}*, ^ppages {p}. ^b{b}, ^l{l}, ^d{y}.
^a{init}. ^t*{T}*. ^b{b}, ^l{l}, ^d{y}.
^a{full}. ^t*{T}*. ^b{b}, ^n{n} edition, ^d{y}.
^a{full}. ^t{T}. ^gPhD thesis, ^bUniversity of {l}, ^d{m} {y}.
^a{init}. ^t{T}. ^gTechnical Report ^k{r}, ^bUniversity of {l}, ^d{y}.
^a{init}, ^t*{T}*, ^c{j}, ^v{v} ^d({y}), ^ppp. {p}.
^a{INIT}, ^t*{T}*, ^c{J}, ^v{v} ^d({y}), ^p{p}.
^a{init}, ^t“{T},” ^c*{j}*, ^vvol. {v}, ^ino. {i}, ^ppp. {p}, ^d{m} {y}.
^a{init}, ^t"{T}," ^c{J}, ^v{v}, ^ppp. {p}, ^d{y}.
^a{init}, ^t“{T},” ^-in ^c*{C}*, ^l{l}, ^d{m} {y}, ^ppp. {p}.
^a{inv} ^d({y}). ^t{T}. ^c*{J}*, ^v{v}^i({i}):^p{p}.
^a{inv}, ^d{y}. ^t{T}. ^c{J} ^v{v}, ^p{p}.
^a{inv}. ^d{y}. ^t{T}. ^c{J} ^v{v}:^p{p}.
^a{inv}, ^t{T}, ^c{J}, ^vv. {v}, ^ppp. {p}. ^d{y}.
^a{inv}, ^t{T}. ^c{J}, ^vv. {v}, ^ppp. {p}. ^d{y}.
^a{inv} ^t{T}. ^c{C}, ^l{l}. ^d{y}.
^a{inv}; ^t{T}, ^c{J}, ^v{v}, ^p{p} ^d({y}).
^a{inv} ^d({y}): ^t{T}. ^-In: ^e{inv} (Hrsg.): ^c{B}. ^l{l}: ^b{b}, ^pS. {p}.
^a{inv}: ^t{T}. ^-In: ^c{J} ^v{v} ^d({y}), ^pS. {p}.
^a{inv}. ^t*{T}*. ^l{l}: ^b{b}, ^d{y}.
^a{inv}. ^t{T}. ^l{l}: ^b{b}, ^d{y}.
^a{long}. ^t{T}. ^l{l}: ^b{b}, ^d{y}. ^z{z} p.
^a{long}. ^t“{T}.” ^c*{J}* ^v{v}, ^ino. {i} ^d({m} {y}): ^p{p}.
^a{long}. ^d{y}. ^t“{T}.” ^c*{J}* ^v{v} ^i({i}): ^p{p}.
^a{long}. ^d{y}. ^t{T}. ^l{l}: ^b{b}.
^a{long}, ^t‘{T}’, ^-in ^e{full} (eds.), ^c*{B}* ^l({l}: ^b{b}, ^d{y}), ^ppp. {p}.
^a{long}, ^t“{T},” ^-in ^e{full} (ed.), ^c{B} ^b({b}, ^d{y}), ^ppp. {p}.
^a{long}, ^t*{T}* ^l({l}: ^b{b}, ^d{y}), ^pp. {q}.
^a{long}, ^t{T} ^b({b}, ^d{y}).
^e{long} (ed.), ^t{T} ^l({l}: ^b{b}, ^d{y}).
^a———. ^t*{T}*. ^l{l}: ^b{b}, ^d{y}.
^a–––––. ^t{T}. ^l{l}: ^b{b}, ^d{y}.
^a{semi} ^c{j} ^d**{y}**, ^v*{v}*, ^p{q}.
^a{semi} ^c{j} ^d{y}, ^v{v}, ^p{q}.
^a{init}, ^c{j} ^v**{v}**, ^p{q} ^d({y}).
^a{init} ^c{j} ^v{v} ^d({y}) ^p{q}.
^a{init}, ^t{T}, ^c{j} ^v{v} ^d({y}) ^p{p}.
^a{upper} ^t{T}. ^c**{J}**, ^l{l}, ^vv. {v}, ^in. {i}, ^pp. {p}, ^d{y}.
^a{upper} ^t{T}. ^c{J}, ^vv. {v}, ^in. {i}, ^pp. {p}, ^d{y}. ^-Disponível em: https://www.{w}.br/{q}. ^-Acesso em: ^x{D}.
^a{upper} ^t{T}. ^n{n}. ed. ^l{l}: ^b{b}, ^d{y}.
^a{upper} ^t{T}. ^-In: ^e{upper2} (org.). ^c{B}. ^l{l}: ^b{b}, ^d{y}. ^pp. {p}.
^a{van}. ^t{T}. ^c{j}. ^d{y};^v{v}^i({i}):^p{p}.
^a{van}. ^t{T}. ^c{J} ^d{y}; ^v{v}: ^p{p}.
^a{van}. ^t{T} ^c{j} ^d{y} ^v{v}^i({i}) ^p{p}
^a{van}, et al. ^t{T}. ^c{j} ^d{y};^v{v}:^p{p}. ^-doi:10.{q}/{w}.{q}
^a{van}: ^t{T}. ^c{J} ^d{y}, ^v{v}^i({i}):^p{p}.
^a{van} ^d({y}) ^t{T}. ^c{J} ^v{v}: ^p{p}.
^a{van} ^d({y}). ^t{T}. ^c{j} ^v{v}^i({i}), ^p{p}.
^a{body}. ^d({y}). ^t{T}. ^l{l}: ^b{b}.
^a{body}. ^t{T}. ^l{l}; ^d{y}. ^-Available from: http://www.{w}.org/{q}.pdf
^a{inv} ^d({m} {day}, {y}). ^t*{T}*. ^c*{N}*. ^-Retrieved ^x{D} ^-from http://www.{w}.com/{q}/
^a{long}. ^d({m} {day}, {y}). ^t{T}. ^c{N}. ^-Retrieved from http://www.{w}.com/{q}
^a{long}, ^t“{T}”, ^c*{N}*, ^d{day} {m} {y}, ^pp. {q}.
^a{init}: ^t{T}. ^c{J} ^v{v} ^d({y}), ^p{p}.
^a{inv}: ^t{T}. ^-In: ^c{C}, ^ppp. {p}. ^b{b}, ^l{l} ^d({y})
^a{inv} ^t{T}. ^-In: ^e{inv} (eds) ^c{B}. ^b{b}, ^l{l}, ^ppp {p} ^d({y})
^a{long}, ^t« {T} », ^c*{J}*, ^vvol. {v}, ^in° {i}, ^d{y}, ^pp. {p}.
^a{long}, ^t{T}, ^l{l}, ^b{b}, ^d{y}.
^a{long}, ^t*{T}*, ^b{b}, ^l{l} ^d{y}, ^ppp. {p}.
^a{inv}, ^d{y}, ^t{T}, ^l{l}, ^b{b}, ^z{z} p.
^a{inv}. ^t{T} ^g(MSc thesis). ^bUniversity of {l}, ^d{y}.
^a{long}, ^t"{T}", ^gunpublished Ph.D. thesis, ^bUniversity of {l}, ^d{y}.
^a{rus} ^t{T} ^c// {J}. ^d– {y}. ^v– Т. {v}, ^i№ {i}. ^p– С. {p}.
^a{rus} ^t{T}. ^l– {l}: ^b{b}, ^d{y}. ^z– {z} с.
""".strip().splitlines()
_MONTHS = [
    "Jan.",
    "Feb.",
    "March",
    "April",
    "May",
    "June",
    "July",
    "Aug.",
    "Sept.",
    "October",
    "November",
    "December",
    "January",
    "February",
]
_MEETINGS = [
    "ICML",
    "NIPS",
    "CVPR",
    "ICCV",
    "ACL",
    "EMNLP",
    "SIGMOD",
    "VLDB",
    "PLDI",
    "POPL",
    "OSDI",
    "SOSP",
    "CHI",
    "KDD",
    "STOC",
    "FOCS",
    "SODA",
    "CRYPTO",
    "ICRA",
    "HPCA",
    "ISCA",
]
_SERIES = (
    "Lecture Notes in Computer Science",
    "Lecture Notes in Mathematics",
    "LNCS",
    "Graduate Texts in Mathematics",
    "Contemporary Mathematics",
    "IFIP Transactions",
)


def make(dice: random.Random, count: int) -> list[Labelled]:
    """``count`` references, each in a form drawn by ``dice``."""
    return [without(read_line(_filled(dice, dice.choice(_FORMS))), TWICE) for _ in range(count)]


def _filled(dice: random.Random, form: str) -> str:
    language = "ru" if "{rus}" in form else "en"
    if "{upper}" in form:
        language = "pt"
    elif "Hrsg" in form or "pS. " in form:
        language = "de"
    elif "«" in form:
        language = "fr"
    elif "^a{long}, ^t{T}, ^l" in form:
        language = dice.choice(("fr", "es", "it"))
    return re.sub(
        r"\{(\w+)\}", lambda hit: _value(dice, hit[1], language).replace("^", "").replace("*", ""), form
    )


def _value(dice: random.Random, name: str, language: str) -> str:
    match name:
        case "T" | "B":
            return words.title(dice, language).rstrip("?.")
        case "J":
            return journal(dice, short=False)
        case "j":
            return words.shortened(dice, journal(dice, short=False))
        case "C":
            return meeting(dice)
        case "K":
            return dice.choice(_MEETINGS) + dice.choice(
                ("", "", f" {dice.randint(1985, 2023)}", f"'{dice.randint(80, 99)}")
            )
        case "S":
            return dice.choice(_SERIES)
        case "N":
            return words.newspaper(dice)
        case "b":
            return words.publisher(dice, language)
        case "l":
            return words.city(dice, language)
        case "body":
            return words.body(dice)
        case "v":
            return str(dice.choice((dice.randint(1, 60), dice.randint(1, 400))))
        case "i":
            return dice.choice((str(dice.randint(1, 12)), "3-4", "1/2", str(dice.randint(1, 6))))
        case "p":
            first = dice.choice((dice.randint(1, 400), dice.randint(1, 2500)))
            return f"{first}{dice.choice(('-', '–', '–', '--'))}{first + dice.randint(2, 30)}"
        case "y":
            return str(dice.randint(1940, 2024)) + (dice.choice("ab") if dice.random() < 0.04 else "")
        case "m":
            return dice.choice(_MONTHS)
        case "day" | "n":
            return str(dice.randint(2, 9 if name == "n" else 28)) + (
                "th" if name == "n" and language == "en" else ""
            )
        case "D":
            return f"{dice.randint(1, 28)} {dice.choice(_MONTHS)} {dice.randint(2001, 2023)}"
        case "q" | "z" | "k":
            return str(dice.randint(1, 120 if name == "k" else 4000 if name == "q" else 600))
        case "r":
            return f"TR-{dice.randint(80, 99)}-{dice.randint(1, 99):02}"
        case "w":
            return words.family(dice, "en").lower()
        case _:
            return _people(dice, name, language)


def _people(dice: random.Random, order: str, language: str) -> str:
    number = dice.choice((1, 1, 2, 2, 3, 3, 4, 6))
    people = [words.person(dice, language) for _ in range(number)]
    names = [_name(dice, person, order, index == 0) for index, person in enumerate(people)]
    if order == "semi":
        return "; ".join(names) + ";" * (dice.random() < 0.4)
    if order.startswith("upper"):
        return "; ".join(names)
    if order in ("van", "rus") or len(names) == 1:
        return ", ".join(names)
    last = (
        dice.choice((" and ", " and ", " & ", ", "))
        if language == "en"
        else dice.choice(
            (" & ", ", ", "; ", " und " if language == "de" else " et " if language == "fr" else ", ")
        )
    )
    join = "; " if last == "; " else ", "
    comma = "," if len(names) > 2 and dice.random() < 0.6 and last.startswith(" ") and join == ", " else ""
    return join.join(names[:-1]) + comma + last + names[-1]


def _name(dice: random.Random, person: dict[str, str], order: str, first: bool) -> str:
    given = person.get("given", "")
    family = " ".join(
        filter(None, (person.get("non-dropping-particle"), person.get("family") or person.get("literal", "")))
    )
    initials = [part[0] for part in re.findall(r"[^\W\d_][\w’'-]*", given)]
    dotted = dice.choice((" ", "")).join(f"{one}." for one in initials)
    suffix = f", {person['suffix']}" if person.get("suffix") else ""
    match order:
        case "full":
            return f"{given} {family}{suffix}".strip()
        case "init":
            return f"{dotted} {family}{suffix}".strip()
        case "INIT":
            return f"{dotted} {family}".strip().upper()
        case "inv" | "semi":
            return f"{family}, {dotted}" if dotted else family
        case "long":
            return f"{family}, {given}" if first else f"{given} {family}"
        case "van":
            return f"{family} {''.join(initials)}"
        case "rus":
            return f"{family} {given}"
        case _:
            return f"{family.upper()}, {dice.choice((dotted, given))}".rstrip()
