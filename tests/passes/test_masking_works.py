"""The authors' own works in a blind copy stand where their names are not told by the alphabet."""

from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.passes.anonymise.own_works import mask_own_works
from paperconv.passes.anonymise.told import Told

SORTED = ("Adams, J. (2001). A.", "Brown, A. (1999). B.", "Ünal, E. (2010). U.", "Zhou, L. (2004). Z.")


def listed(entries: tuple[str, ...], own: tuple[str, ...], labels: bool = False) -> list[str]:
    works = tuple(
        m.Reference(id=f"r{at}", raw=m.text(one), label=f"{at}." if labels else "")
        for at, one in enumerate(entries)
    )
    mine = frozenset(work.id for work, text in zip(works, entries, strict=True) if text in own)
    document = m.Document(m.Metadata(), reference_lists=(m.ReferenceList(references=works),))
    made = mask_own_works(document, mine, "Author", Told())
    return [m.text_of(one.raw)[:6] for one in made.references]


@pytest.mark.parametrize(
    ("entries", "own", "labels", "order"),
    [
        (SORTED, SORTED[2:3], False, ["Adams,", "Author", "Brown,", "Zhou, "]),
        (SORTED, (SORTED[0], SORTED[3]), False, ["Author", "Author", "Brown,", "Ünal, "]),
        (SORTED, SORTED[2:3], True, ["Adams,", "Brown,", "Author", "Zhou, "]),
        (SORTED[::-1], SORTED[2:3], False, ["Zhou, ", "Author", "Brown,", "Adams,"]),
    ],
)
def test_masked_works_stand_where_the_mask_does_in_a_list_by_the_alphabet(
    entries: tuple[str, ...], own: tuple[str, ...], labels: bool, order: list[str]
) -> None:
    assert listed(entries, own, labels) == order
