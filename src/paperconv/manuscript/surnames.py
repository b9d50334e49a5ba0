"""Two family names, as people of Spanish-speaking countries bear them."""

from __future__ import annotations

from paperconv import model as m
from paperconv.manuscript.names import PARTICLES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SPANISH = _words("ES MX CO PE CL AR EC VE CU BO CR UY PY GT HN NI PA SV DO")
"""Codes of the countries where most people have two family names, and Spanish is spoken."""
_FATHERS = _words(
    "garcía martín moreno muñoz romero alonso navarro torres gil ramos serrano blanco molina morales ortega delgado castro "
    "ortiz rubio marín sanz iglesias medina garrido cortés castillo lozano guerrero cano prieto cruz calvo gallego vidal "
    "herrera peña flores cabrera campos vega fuentes carrasco reyes caballero nieto aguilar santana herrero montero hidalgo "
    "ferrer durán mora arias vargas carmona crespo soto velasco moya soler parra bravo gallardo rojas silva rivera mendoza "
    "guzmán salazar rivas acosta ríos contreras espinosa espinoza sepúlveda araya tapia figueroa cárdenas quispe mamani "
    "ospina restrepo londoño zapata giraldo arango uribe mejía barrios pacheco cordero valenzuela riquelme sandoval "
    "avendaño palacios correa toro quintero bernal cáceres ochoa aguirre arroyo ayala cervantes duarte escobar franco "
    "galindo guerra lara luna maldonado miranda montoya murillo ponce robles rosales salas solís suárez trujillo valdés "
    "vera villanueva zamora zúñiga echeverría etxeberria aguilera bustos"
)
"""Common family names that are no given names; those in -ez need no list."""

_DEVOTIONS = _words(
    "carmen pilar rosario mar socorro ángeles jesús lourdes luz consuelo rocío guadalupe dolores fátima milagros valle "
    "cielo sol remedios mercedes carmelo cristo dios san santa refugio"
)
"""What given names are called after: María del Carmen."""


def two_surnames(name: m.Name, *, spanish: bool) -> m.Name:
    """``name`` of a person of a Spanish-speaking country with both family names.

    ``spanish``: the paper is in Spanish, where a name of four words has two of either kind; else the first family name must be
    one that is known as such.
    """
    given = name.given.split()
    if name.family_first or "-" in name.family or len(name.family.split()) > 1 or len(given) < 2:
        return name
    at = next(
        (n for n, word in enumerate(given) if n and (_is_fathers(word) or _is_of_a_place(given, n))), None
    )
    if at is None and spanish and not name.particle and len(given) == 3:
        at = 2 if all(len(word) > 2 and word[0].isupper() for word in given) else None
    if at is None:
        return name
    while at > 1 and given[at - 1] in PARTICLES:
        at -= 1
    family = [*given[at:], *name.particle.split(), name.family]
    start = next(n for n, word in enumerate(family) if word not in PARTICLES)
    return m.replace(
        name, given=" ".join(given[:at]), particle=" ".join(family[:start]), family=" ".join(family[start:])
    )


def _is_of_a_place(words: list[str], at: int) -> bool:
    """Whether a family name with a particle begins at ``at``: "de la Fuente", but not "del Carmen"."""
    if words[at] not in PARTICLES or words[at - 1] in PARTICLES:
        return False
    named = next((word for word in words[at:] if word not in PARTICLES), "")
    return bool(named) and named.casefold() not in _DEVOTIONS


def _is_fathers(word: str) -> bool:
    low = word.casefold()
    return low in _FATHERS or (len(low) > 3 and low.endswith(("ez", "oz")))
