"""The style sheet of a DOCX: what a style is called, and what it says about its paragraphs, its ancestors included."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from paperconv.readers.docx.names import PPR, RPR, VAL, Element, is_on, local, w

_DEEPEST = 30  # styles that one style may be based on
_OURS = frozenset({"table end", "unplaced note", "heading number"})
_PLAIN_SIZE = 20  # half points, where nobody says anything (ECMA-376, 17.3.2.38)


class Look(msgspec.Struct):
    """What paragraph and run properties say; None where they say nothing. Lengths are twips, ``size`` half points."""

    size: int | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    align: str | None = None
    left: int | None = None
    right: int | None = None
    first: int | None = None
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None

    def over(self, other: Look) -> Look:
        """What it says itself, and what ``other`` says where it is silent."""
        mine = msgspec.structs.asdict(self)
        return Look(
            **{name: getattr(other, name) if value is None else value for name, value in mine.items()}
        )


class Style(msgspec.Struct):
    """``names`` are its own name, lower case, and those of the styles it is based on; ``look`` what they say together."""

    names: tuple[str, ...]
    look: Look


class StyleSheet:
    """The styles of a document by their ids; ``ours`` says that this program made them: then no role need be guessed."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self.base = Look(size=_PLAIN_SIZE)
        self.default = ""
        self.language = ""
        self.ours = False
        self.hides = root is not None and next(root.iter(w("vanish")), None) is not None
        """Whether any style hides text."""
        if root is None:
            return
        self.ours = {_name(element) for element in root.iterchildren(w("style"))} >= _OURS
        for element in root.iterchildren(w("style")):
            name = element.get(w("styleId"), "")
            self._elements.setdefault(name, element)
            if element.get(w("type")) == "paragraph" and element.get(w("default")) in {"1", "true", "on"}:
                self.default = self.default or name
        for part, tag in (("pPrDefault", PPR), ("rPrDefault", RPR)):
            found = root.find(f"{w('docDefaults')}/{w(part)}/{tag}")
            if found is not None:
                self.base = look_of(found).over(self.base)
                language = found.find(w("lang"))
                self.language = language.get(VAL, "") if language is not None else self.language

    def style(self, name: str) -> Style:
        """The style of that id; the default style for an unknown one."""
        if name not in self._elements:
            name = self.default
        known = self._known.get(name)
        if known is None:
            names: list[str] = []
            look = Look()
            for element in self._chain(name):
                names.append(_name(element))
                for tag in (PPR, RPR):
                    properties = element.find(tag)
                    if properties is not None:
                        look = look.over(look_of(properties))
            known = self._known[name] = Style(tuple(names), look)
        return known

    def _chain(self, name: str) -> Iterator[Element]:
        """The style and those it is based on."""
        seen: set[str] = set()
        while name in self._elements and name not in seen and len(seen) < _DEEPEST:
            seen.add(name)
            element = self._elements[name]
            yield element
            based = element.find(w("basedOn"))
            name = "" if based is None else based.get(VAL, "")


def _name(style: Element) -> str:
    name = style.find(w("name"))
    return "" if name is None else " ".join(name.get(VAL, "").lower().split())


def look_of(properties: Element) -> Look:
    """What one ``w:pPr`` or ``w:rPr`` says."""
    look = Look()
    for one in properties:
        match local(one):
            case "sz":
                look.size = (
                    twips(one.get(VAL, ""))
                    if not one.get(VAL, "").endswith("pt")
                    else _points(one.get(VAL, ""), 2)
                )
            case "b":
                look.bold = is_on(one)
            case "i":
                look.italic = is_on(one)
            case "u":
                look.underline = one.get(VAL, "single") != "none"
            case "caps":
                look.capitals = is_on(one)
            case "vanish":
                look.hidden = is_on(one)
            case "jc":
                look.align = {"start": "left", "end": "right"}.get(one.get(VAL, ""), one.get(VAL, ""))
            case "ind":
                look.left = _first(one, "left", "start")
                look.right = _first(one, "right", "end")
                hanging = _first(one, "hanging")
                look.first = -hanging if hanging is not None else _first(one, "firstLine")
            case "outlineLvl":
                look.outline = twips(one.get(VAL, ""))
            case "numPr":
                number, level = one.find(w("numId")), one.find(w("ilvl"))
                look.list_id = None if number is None else number.get(VAL, "0")
                look.list_level = None if level is None else twips(level.get(VAL, "0"))
            case _:
                pass
    return look


def twips(value: str) -> int | None:
    """A number of twips, also where it is written with a unit (ISO Strict: ``12pt``); None if it is none."""
    try:
        return int(value)
    except ValueError:
        return _points(value, 20)


def _points(value: str, factor: int) -> int | None:
    units = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}
    try:
        if value[-2:] in units:
            return round(float(value[:-2]) * units[value[-2:]] * factor)
        return round(float(value))
    except (ValueError, OverflowError):
        return None


def _first(element: Element, *names: str) -> int | None:
    return next((twips(value) for name in names if (value := element.get(w(name))) is not None), None)
