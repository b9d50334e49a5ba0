r"""Numbers, units and quantities of the LaTeX package siunitx (its manual, version 3) in plain TeX.

``\qty{5.2e-3}{\metre\per\second}`` is ``5.2\times 10^{-3}\,\mathrm{m}\,\mathrm{s}^{-1}``. Options in brackets, which say how a
quantity looks, are not followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from paperconv import patterns
from paperconv.formulas.tex import closing
from paperconv.patterns import late

COMMANDS = frozenset(
    (
        "num",
        "ang",
        "si",
        "unit",
        "SI",
        "qty",
        "numrange",
        "SIrange",
        "qtyrange",
        "numlist",
        "SIlist",
        "qtylist",
    )
)
_COMMAND = late(r"\\(num|ang|si|unit|SI|qty|numrange|SIrange|qtyrange|numlist|SIlist|qtylist)\s*(?=[\[{])")
_ARGUMENTS = {"SI": 2, "qty": 2, "numrange": 2, "SIrange": 3, "qtyrange": 3, "SIlist": 2, "qtylist": 2}

_PREFIXES = dict(
    patterns.findall(
        r"(\S+):(\S+)",
        "quecto:q ronto:r yocto:y zepto:z atto:a femto:f pico:p nano:n micro:µ milli:m centi:c deci:d deca:da "
        "deka:da hecto:h kilo:k mega:M giga:G tera:T peta:P exa:E zetta:Z yotta:Y ronna:R quetta:Q kibi:Ki mebi:Mi "
        "gibi:Gi tebi:Ti",
    )
)
_UNITS = dict(
    patterns.findall(
        r"(\S+):(\S+)",
        "metre:m meter:m gram:g second:s ampere:A kelvin:K mole:mol candela:cd kilogram:kg becquerel:Bq coulomb:C "
        "farad:F gray:Gy hertz:Hz henry:H joule:J katal:kat lumen:lm lux:lx newton:N ohm:Ω pascal:Pa radian:rad "
        "siemens:S sievert:Sv steradian:sr tesla:T volt:V watt:W weber:Wb day:d hectare:ha hour:h litre:L liter:L molar:M "
        "minute:min tonne:t dalton:Da electronvolt:eV astronomicalunit:au bar:bar bel:B decibel:dB neper:Np "
        "bit:bit byte:B degreeCelsius:°C celsius:°C degree:° arcminute:′ arcsecond:″ percent:% permille:‰ "
        "angstrom:Å atomicmassunit:u knot:kn mmHg:mmHg parsec:pc barn:b clight:c elementarycharge:e fg:fg pg:pg "
        "ng:ng ug:µg mg:mg g:g kg:kg pm:pm nm:nm um:µm mm:mm cm:cm dm:dm m:m km:km as:as fs:fs ps:ps ns:ns us:µs "
        "ms:ms s:s fmol:fmol pmol:pmol nmol:nmol umol:µmol mmol:mmol mol:mol kmol:kmol pA:pA nA:nA uA:µA mA:mA A:A "
        "kA:kA ul:µL ml:mL l:L hl:hL uL:µL mL:mL L:L hL:hL mHz:mHz Hz:Hz kHz:kHz MHz:MHz GHz:GHz THz:THz mN:mN N:N "
        "kN:kN MN:MN Pa:Pa kPa:kPa MPa:MPa GPa:GPa mohm:mΩ kohm:kΩ Mohm:MΩ pV:pV nV:nV uV:µV mV:mV V:V kV:kV W:W "
        "nW:nW uW:µW mW:mW kW:kW MW:MW GW:GW J:J uJ:µJ mJ:mJ kJ:kJ eV:eV meV:meV keV:keV MeV:MeV GeV:GeV TeV:TeV "
        "kWh:kWh F:F fF:fF pF:pF nF:nF uF:µF H:H mH:mH uH:µH K:K dB:dB kB:kB MB:MB GB:GB",
    )
)
_TOKEN = late(r"\\([A-Za-z]+)\s*|([A-Za-z%°µΩÅ′″]+)|([\^_])|([.~·])|(/)|(\\,|\s+)|(.)", re.DOTALL)
_NUMBER = late(
    r"(?P<mantissa>[^eEdD]*?)\s*(?:[eEdD]\s*(?P<power>[+-]?\d+)|(?:\\times|x|\\cdot)\s*10\^\{?(?P<ten>[+-]?\d+)\}?)?"
)
_MAX = 200
"""Calls in one formula; what follows stays as it is."""


def spelled_out(tex: str) -> str:
    """``tex`` with every number, unit and quantity of siunitx in plain TeX; what is not understood stays."""
    out: list[str] = []
    place = 0
    for _ in range(_MAX):
        found = _COMMAND.search(tex, place)
        if found is None:
            break
        name = found[1]
        arguments, end = _arguments(tex, found.end(), _ARGUMENTS.get(name, 1))
        made = _call(name, arguments) if arguments else None
        out.append(tex[place : found.start()])
        out.append(tex[found.start() : end] if made is None else f"{{{made}}}")
        place = end
    return "".join((*out, tex[place:]))


def _arguments(tex: str, place: int, count: int) -> tuple[list[str], int]:
    """The ``count`` arguments in braces from ``place`` on, and where they end; none if they are not there."""
    found: list[str] = []
    start = place
    while len(found) < count:
        while place < len(tex) and tex[place].isspace():
            place += 1
        if tex[place : place + 1] == "[":
            end = tex.find("]", place)
        elif tex[place : place + 1] == "{":
            end = closing(tex, place)
            found.append(tex[place + 1 : end])
        else:
            end = -1
        if end < 0:
            return [], start
        place = end + 1
    return found, place


def _call(name: str, arguments: list[str]) -> str | None:
    match name:
        case "num":
            return _number(arguments[0])
        case "si" | "unit":
            return _unit(arguments[0])
        case "ang":
            return "".join(
                f"{_number(part)}{mark}"
                for part, mark in zip(arguments[0].split(";"), ("^{\\circ}", "'", "''"), strict=False)
                if part.strip()
            )
        case "SI" | "qty":
            return _quantity(_number(arguments[0]), arguments[1])
        case "numlist" | "SIlist" | "qtylist":
            items = [_quantity(_number(one), *arguments[1:]) for one in arguments[0].split(";")]
            known = [one for one in items if one is not None]
            return ",\\ ".join(known) if len(known) == len(items) else None
        case _:
            ends = [_quantity(_number(one), *arguments[2:]) for one in arguments[:2]]
            return None if None in ends else f"{ends[0]}\\text{{–}}{ends[1]}"


def _quantity(number: str, unit: str = "") -> str | None:
    made = _unit(unit)
    if not unit.strip() or made is None:
        return number if not unit.strip() else None
    return number + made if made.startswith("^") else f"{number}\\,{made}"


def _number(text: str) -> str:
    r"""``1.5e-3`` as ``1.5\times 10^{-3}``."""
    text = text.strip().replace("+-", r"\pm ").replace("\\,", "")
    found = _NUMBER.fullmatch(text)
    if found is None:
        return text
    mantissa = found["mantissa"].strip().replace(",", "{,}")
    power = found["power"] or found["ten"]
    if power is None:
        return mantissa
    power = power.removeprefix("+")
    return f"{mantissa}\\times 10^{{{power}}}" if mantissa else f"10^{{{power}}}"


def _unit(text: str) -> str | None:
    """A unit as upright letters with powers; None if a word in it is none of siunitx."""
    parts: list[str] = []
    prefix = ""
    power = sign = 1
    pending = 0  # a power said before its unit
    for kind, word, argument in _words(text):
        if kind == "symbol":
            parts.append(_symbol(prefix + word, sign * (pending or power)))
            prefix, power, sign, pending = "", 1, 1, 0
        elif kind == "prefix":
            prefix = word
        elif word == "per":
            sign = -1
        elif word in {"square", "cubic"}:
            pending = 2 if word == "square" else 3
        elif word in {"squared", "cubed", "tothe"} and parts:
            times = {"squared": "2", "cubed": "3"}.get(word, argument)
            parts[-1] = _raised(parts[-1], times)
        elif word == "of" and parts:
            parts[-1] += f"_{{\\mathrm{{{argument}}}}}"
        elif word == "/":
            parts.append("/")
        elif word:
            return None
    return "\\,".join(parts).replace("\\,/\\,", "/")


def _words(text: str) -> Iterator[tuple[str, str, str]]:
    """The words of a unit: its kind, the word, and the argument it takes."""
    place = 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            return
        place = found.end()
        name, letters, script, _, slash, _, other = found.groups()
        argument = ""
        if script or name in {"tothe", "raiseto", "of"}:
            end = closing(text, place) if text[place : place + 1] == "{" else place
            if end < 0:
                yield "word", "?", ""
                return
            argument = text[place : end + 1].strip("{}")
            place = end + 1
        if script:
            yield "word", "tothe" if script == "^" else "of", argument
        elif letters:
            yield "symbol", letters, ""
        elif name and name in _PREFIXES:
            yield "prefix", _PREFIXES[name], ""
        elif name and name in _UNITS:
            yield "symbol", _UNITS[name], ""
        elif slash or name:
            yield "word", slash or name, argument
        elif other and other not in "{}":
            yield "symbol" if other.isdigit() else "word", other, ""


def _symbol(letters: str, power: int) -> str:
    if letters in {"°", "′", "″"}:
        return {"°": "^{\\circ}", "′": "^{\\prime}", "″": "^{\\prime\\prime}"}[letters]
    upright = f"\\mathrm{{{letters}}}" if letters.isascii() else f"\\text{{{letters}}}"
    return upright.replace("%", "\\%") + (f"^{{{power}}}" if power != 1 else "")


def _raised(part: str, times: str) -> str:
    """``part`` to the power ``times``; what stands under "per" stays there."""
    if part.endswith("^{-1}"):
        return f"{part.removesuffix('^{-1}')}^{{-{times}}}"
    return f"{part}^{{{times}}}"
