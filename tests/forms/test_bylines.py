"""Who wrote it, for each form of byline that :mod:`tests.forms.bylines` knows."""

from __future__ import annotations

import pytest

import paperconv
from tests.forms.bylines import BYLINES

TEXT = (
    "We measured the drift of river ice on forty days in two winters and compared it with the flow that the gauges gave, "
    "which allowed us to tell the part of the wind from that of the water in every reach that we could see from the bank."
)
PAPER = f"# On the drift of river ice\n\n{{front}}\n\n## Abstract\n\n{TEXT}\n\n## Introduction\n\n{TEXT}\n\n## Conclusion\n\n{TEXT}\n"


def spoken(front: str) -> list[str]:
    found: list[paperconv.Diagnostic] = []
    meta = paperconv.read(PAPER.format(front=front), log=found.append).meta
    order = [place.id for place in meta.affiliations]
    out = []
    for author in meta.authors:
        family = " ".join(filter(None, (author.name.particle, author.name.family or author.name.literal)))
        places = ",".join(str(order.index(i) + 1) for i in author.affiliations)
        flags = ["C"] * author.corresponding + ["E"] * author.equal_contribution + ["D"] * author.deceased
        out.append(
            "|".join(
                (
                    author.name.given,
                    family,
                    places,
                    " ".join([*flags, *author.emails, *filter(None, [author.orcid]), *author.degrees]),
                )
            ).rstrip("|")
        )
    return out


@pytest.mark.parametrize("name", BYLINES)
def test_a_byline_is_read(name: str) -> None:
    front, wanted = BYLINES[name]
    assert spoken(front) == [line.rstrip("|") for line in wanted.split("\n")]
