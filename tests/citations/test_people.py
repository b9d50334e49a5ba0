"""Names in a list of authors: families, given names, particles, suffixes, bodies."""

from __future__ import annotations

import pytest

from paperconv.citations.names import read_people


def read(text: str) -> list[str]:
    people, _ = read_people(text, 0, len(text))
    for one in people:
        for part in (one.name.family, one.name.given, one.name.particle, one.name.suffix, one.name.literal):
            assert part in text
    return [
        "/".join(filter(None, (p.name.particle, p.name.family, p.name.given, p.name.suffix, p.name.literal)))
        for p in people
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Oduya, A. B., & Lindqvist, C.", ["Oduya/A. B.", "Lindqvist/C."]),
        ("Oduya AB, Lindqvist C, van der Meer P, et al.", ["Oduya/AB", "Lindqvist/C", "van der/Meer/P"]),
        ("A. B. Oduya, C. Lindqvist and P. Ruiz", ["Oduya/A. B.", "Lindqvist/C.", "Ruiz/P."]),
        ("Oduya, Ada, Carl Lindqvist, and Maria Peña", ["Oduya/Ada", "Lindqvist/Carl", "Peña/Maria"]),
        ("Ada Oduya and Carl M. Lindqvist.", ["Oduya/Ada", "Lindqvist/Carl M."]),
        ("SILVA, J. A. da; PEREIRA, M. C.", ["SILVA/J. A. da", "PEREIRA/M. C."]),
        ("ODUYA, A.; ACOSTA PEREDA, R.", ["ODUYA/A.", "ACOSTA PEREDA/R."]),
        ("Joseph B. Schubert", ["Schubert/Joseph B."]),
        ("Steven H. Kessler,", ["Kessler/Steven H."]),
        ("St. John, W., Jr., & O'Brien-Lee, M.", ["St./John/W./Jr.", "O'Brien-Lee/M."]),
        ("Strunk, W., III", ["Strunk/W./III"]),
        ("Björk, B-C.; Korke, T.", ["Björk/B-C.", "Korke/T."]),
        ("Canton, C.D.; Finzi, A.C.", ["Canton/C.D.", "Finzi/A.C."]),
        ("J.-P. Oduya", ["Oduya/J.-P."]),
        ("Иванов А. П., Петрова Е. В.", ["Иванов/А. П.", "Петрова/Е. В."]),
        ("王建国, 李小红", ["王建国", "李小红"]),
        ("黄明, 周丽, 等", ["黄明", "周丽"]),
        ("佐藤 学・鈴木花子", ["佐藤/学", "鈴木花子"]),
        ("World Health Organization", ["World Health Organization"]),
        (
            "British Roof Society; Northern Council for Moss",
            ["British Roof Society", "Northern Council for Moss"],
        ),
        ("R Core Team", ["R Core Team"]),
        ("in B. Kowalska & D. Ito (Eds.)", ["Kowalska/B.", "Ito/D."]),
        ("Herausgegeben von A. Vogel", ["Vogel/A."]),
        ("edited by Geoffrey Hart and Sandra Bud", ["Hart/Geoffrey", "Bud/Sandra"]),
        ("Nora, Pierre (dir.)", ["Nora/Pierre"]),
        ("———", []),
    ],
)
def test_names_come_apart(text, names):
    assert read(text) == names


def test_what_goes_on_after_the_names_is_left_out():
    text = "Oduya A, Lindqvist C. Roofs"
    people, end = read_people(text, 0, len(text))
    assert [one.name.family for one in people] == ["Oduya", "Lindqvist"]
    assert text[end:].strip(" .") == "Roofs"
