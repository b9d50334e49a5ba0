"""Addresses that stand in running text as themselves.

pandoc can link them as it reads (``autolink_bare_uris``), but that nearly doubles what reading a paper costs, and only its
Markdown reader has it. Here every source gets it.
"""

from __future__ import annotations

from paperconv import model as m
from paperconv.patterns import late

_ADDRESS = late(
    r"(?<![\w@.+/-])(?:(?:(?:https?|ftp)://|mailto:(?=[\w.+-]+@)|doi:(?=10\.\d))[^\s<>\"“”«»{}|^`\\]{3,2000}"
    r"|(?P<mail>[\w.+-]{1,64}@[^\W_][\w-]{0,62}(?:\.[\w-]{1,63}){1,8}))"
)
_TRAILING = ".,;:!?'‘’*…_"
_PAIRS = {")": "(", "]": "["}


def link_addresses(text: str) -> list[m.Text | m.Link]:
    """``text`` with a link for each web address, DOI with ``doi:`` and e-mail address in it."""
    if "://" not in text and "@" not in text and "doi:10" not in text:
        return [m.Text(text)]
    out: list[m.Text | m.Link] = []
    at = 0
    for found in _ADDRESS.finditer(text):
        address = _trimmed(found[0])
        if address.endswith("://"):
            continue
        start = found.start()
        if start > at:
            out.append(m.Text(text[at:start]))
        out.append(m.Link(f"mailto:{address}" if found["mail"] else address, (m.Text(address),)))
        at = start + len(address)
    if at < len(text):
        out.append(m.Text(text[at:]))
    return out


def _trimmed(address: str) -> str:
    """``address`` without the punctuation of the sentence it stands in."""
    while address:
        last = address[-1]
        opening = _PAIRS.get(last)
        if last in _TRAILING or (opening and address.count(last) > address.count(opening)):
            address = address[:-1]
        else:
            break
    return address
