"""Tables of one part, said so that pandoc takes for their heads what Word shows as such."""

from __future__ import annotations

from paperconv.readers.docx.names import VAL, Element, w

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
