"""Tables of one part, said so that pandoc takes for their heads what Word shows as such."""

from __future__ import annotations

from collections.abc import Mapping

from paperconv import model as m
from paperconv.manuscript.float_labels import read_label
from paperconv.manuscript.notes import fold
from paperconv.readers.docx.names import CELL, TABLE, VAL, Element, P, text_of, w
from paperconv.readers.docx.paragraphs import Facts

_FIRST_ROW = 0x0020  # ECMA-376, 17.4.56: the bit of w:tblLook that sets the first row off


def settle_tables(root: Element) -> None:
    """Say by an attribute of its own whether the look of each table sets off the first row: pandoc misreads the bits."""
    for look in root.iter(w("tblLook")):
        bits = look.get(VAL, "")
        if look.get(w("firstRow")) is None and bits:
            try:
                shown = int(bits, 16) & _FIRST_ROW > 0
            except ValueError:
                shown = False
            look.set(w("firstRow"), str(int(shown)))


def settle_alternatives(root: Element, facts: Mapping[int, Facts]) -> list[str]:
    """Take the alternative text of tables off that have a caption of their own, since pandoc takes it for one.

    Returns what it said that the caption does not. Where there is no caption, title and description are one text.
    """
    left: list[str] = []
    for table in root.iter(TABLE):
        said = [
            one
            for name in ("tblCaption", "tblDescription")
            for one in table.findall(f"{w('tblPr')}/{w(name)}")
        ]
        words = [text for one in said if (text := " ".join(one.get(VAL, "").split()))]
        if not words or sum(1 for _ in table.iter(CELL)) == 1:  # a frame, not a table
            continue
        captions = [text for one in (_beside(table, -1), _beside(table, 1)) if (text := _caption(one, facts))]
        for one in said:
            one.getparent().remove(one)  # type: ignore[union-attr]
        if captions:
            printed = " ".join(map(fold, captions))
            left += [text for text in words if fold(text) not in printed]
        else:
            said[0].tag = w("tblCaption")
            *before, last = dict.fromkeys(words)
            said[0].set(VAL, ". ".join((*(text.rstrip(".") for text in before), last)))
            table.find(w("tblPr")).append(said[0])  # type: ignore[union-attr]
    return left


def _beside(table: Element, step: int) -> Element | None:
    """The paragraph next to ``table`` that is not empty; None where there is something else."""
    one = table.getnext() if step > 0 else table.getprevious()
    while one is not None and (one.tag != P or not text_of(one).strip()):
        if one.tag == TABLE or one.tag == w("sdt"):
            return None
        one = one.getnext() if step > 0 else one.getprevious()
    return one


def _caption(paragraph: Element | None, facts: Mapping[int, Facts]) -> str:
    """The words of ``paragraph``, if it is a caption, and not that of a figure."""
    if paragraph is None:
        return ""
    words = text_of(paragraph).strip()
    label = read_label(m.text(words))
    one = facts.get(int(paragraph.get("n", "0")))
    known = one is not None and one.role == "caption"
    return words if (known if label is None else label.kind == "table") else ""
