"""Affiliations: the text as the manuscript has it, letter for letter, with its recognised parts marked in place."""

from __future__ import annotations

from paperconv import model as m
from paperconv.exporters.jats.state import State
from paperconv.exporters.jats.tags import Element, child, new_child

_ROR = "https://ror.org/"


def write_affiliations(state: State, meta: Element) -> None:
    """Each affiliation once. JATS allows them before the contributors who point to them."""
    for one in state.document.meta.affiliations:
        element = child(meta, "aff")
        state.identify(element, one.id)
        label: Element | None = None
        if one.label.strip():
            label = state.text(new_child(element, "label"), one.label)
        _parts(state, element, label, one)


def _parts(state: State, element: Element, last: Element | None, one: m.Affiliation) -> None:
    text = one.raw or ", ".join(filter(None, (part for _, part in _known(one))))
    position = 0
    done = False
    for start, end, tag in _places(text, one):
        state.append(element, last, text[position:start])
        # The iD stands where it does not cut the text in two: nothing but an institution goes into the wrapper.
        if tag == "institution" and one.ror and not text[:start].strip():
            done = True
            last = new_child(element, "institution-wrap")
            _ror(state, last, one.ror)
            state.text(new_child(last, tag), text[start:end])
        else:
            last = new_child(element, "institution" if tag == "dept" else tag)
            state.text(last, text[start:end])
            if tag == "dept":
                last.set("content-type", "dept")
            elif tag == "country" and len(one.country_code) == len("GB"):
                state.set(last, "country", one.country_code.upper())
        position = end
    state.append(element, last, text[position:])
    if one.ror and not done:
        _ror(state, new_child(element, "institution-wrap"), one.ror)


def _ror(state: State, wrap: Element, ror: str) -> None:
    address = ror if ror.startswith("http") else _ROR + ror.removeprefix("ror.org/")
    identifier = state.text(new_child(wrap, "institution-id"), address)
    identifier.set("institution-id-type", "ror")


def _known(one: m.Affiliation) -> list[tuple[str, str]]:
    return [
        *(("dept", part) for part in one.departments),
        ("institution", one.institution),
        ("addr-line", one.street),
        ("city", one.city),
        ("state", one.region),
        ("postal-code", one.postal_code),
        ("country", one.country),
    ]


def _places(text: str, one: m.Affiliation) -> list[tuple[int, int, str]]:
    """Where in ``text`` its parts stand, in order, none over another.

    Names come first, then what stands at the end of an address is looked for from there: the York of New York
    University is no city.
    """
    taken: list[tuple[int, int, str]] = []
    known = _known(one)
    for tag, part in (
        *(k for k in known if k[0] in {"dept", "institution", "addr-line"}),
        *reversed(known[-4:]),
    ):
        part = part.strip()  # noqa: PLW2901 - blanks round it are not part of it
        if not part:
            continue
        place = _find(text, part, taken, backwards=tag not in {"dept", "institution", "addr-line"})
        if place >= 0:
            taken.append((place, place + len(part), tag))
    return sorted(taken)


def _find(text: str, part: str, taken: list[tuple[int, int, str]], *, backwards: bool) -> int:
    place = text.rfind(part) if backwards else text.find(part)
    while place >= 0:
        end = place + len(part)
        apart = not (place and text[place - 1].isalnum() and part[0].isalnum()) and not (
            text[end : end + 1].isalnum() and part[-1].isalnum()
        )
        if apart and all(end <= start or place >= stop for start, stop, _ in taken):
            return place
        place = text.rfind(part, 0, end - 1) if backwards else text.find(part, place + 1)
    return -1
