"""Names of persons."""

from __future__ import annotations

from paperconv import model as m
from paperconv.exporters.jats.state import State
from paperconv.exporters.jats.tags import Element, child, new_child


def surname(name: m.Name) -> str:
    """The family name with its particle: ``van Gogh``, ``d'Alembert``."""
    particle = name.particle.strip()
    if not particle or not name.family:
        return name.family or particle
    return particle + ("" if particle[-1] in "'’-" else " ") + name.family


def write_name(state: State, parent: Element, name: m.Name, prefix: str = "") -> None:
    """A ``name``, or a ``string-name`` where its parts are not known; nothing for an empty one.

    A person with a single name has only a ``surname``.
    """
    family, given = surname(name).strip(), name.given.strip()
    if not family and not given:
        literal = name.literal.strip()
        if not literal:
            return
        if len(literal.split()) > 1:
            element = child(parent, "string-name")
            if prefix.strip():
                # the name as it is printed
                state.leaf(element, "prefix", prefix)
                state.append(element, element[0], f" {literal}")
            else:
                state.text(element, literal)
            return
        family = literal
    element = child(parent, "name")
    if family:
        element.set("name-style", "eastern" if name.family_first else "western")
        state.leaf(element, "surname", family)
    else:
        element.set("name-style", "given-only")
    state.leaf(element, "given-names", given)
    state.leaf(element, "prefix", prefix)
    state.leaf(element, "suffix", name.suffix)


def write_string_name(state: State, parent: Element, parts: list[tuple[str, str]]) -> None:
    """A ``string-name`` whose text is that of ``parts``: each a tag (empty for text between) and its words."""
    element = new_child(parent, "string-name")
    last: Element | None = None
    for tag, words in parts:
        if tag:
            last = state.text(new_child(element, tag), words)
        else:
            state.append(element, last, words)
