"""Links to what statements of availability name: DOIs, addresses, and accession numbers of the large archives."""

from __future__ import annotations

from paperconv import model as m
from paperconv.patterns import late

_TRAIL = ".,;:)]}'\"’”"
_DOI = late(r"(?<![\w/.])(?:doi:\s*|DOI:?\s*)?(10\.\d{4,9}/[^\s\"<>{}|\\^`]{2,120})")
_ADDRESS = late(
    r"https?://[^\s\"<>{}|\\^`]{4,300}|(?<![\w./@])(?:www\.[\w-]+\.|(?:github|gitlab|zenodo|figshare|osf)\.\w{2,3}/)[^\s\"<>{}|\\^`]{2,200}"
)
# What no other thing is called, with the prefix under which identifiers.org resolves it (https://registry.identifiers.org).
_ACCESSIONS = (
    ("geo", late(r"(?<!\w)G(?:SE|SM|PL|DS)\d{2,8}(?!\w)")),
    ("bioproject", late(r"(?<!\w)PRJ(?:NA|EB|DB|CA)\d{3,8}(?!\w)")),
    ("biosample", late(r"(?<!\w)SAM(?:N|EA|D)\d{5,10}(?!\w)")),
    ("insdc.sra", late(r"(?<!\w)[SED]R[APRSXZ]\d{6,9}(?!\w)")),
    ("arrayexpress", late(r"(?<!\w)E-[A-Z]{4}-\d{1,6}(?!\w)")),
    ("dbgap", late(r"(?<!\w)phs\d{6}(?:\.v\d+\.p\d+)?(?!\w)")),
    ("ega.study", late(r"(?<!\w)EGAS\d{11}(?!\w)")),
    ("ega.dataset", late(r"(?<!\w)EGAD\d{11}(?!\w)")),
    ("pride.project", late(r"(?<!\w)PXD\d{6}(?!\w)")),
    ("metabolights", late(r"(?<!\w)MTBLS\d{1,6}(?!\w)")),
    ("emdb", late(r"(?<!\w)EMD-\d{4,5}(?!\w)")),
    ("biostudies", late(r"(?<!\w)S-B(?:SST|IAD)\d{1,6}(?!\w)")),
    ("massive", late(r"(?<!\w)MSV\d{9}(?!\w)")),
    ("clinicaltrials", late(r"(?<!\w)NCT\d{8}(?!\w)")),
)  # fmt: skip


def link_deposits(section: m.Section) -> m.Section:
    """``section`` with links on the deposits that its text names; its words stay as they are."""
    return m.rewrite(section, _link)


def _link(node: m.Node) -> m.Node | tuple[m.Node, ...] | None:
    match node:
        case m.Link() | m.Citation() | m.CrossRef():
            return None
        case m.Paragraph(children) | m.Styled(_, children) | m.Span(children):
            made = tuple(
                part
                for child in children
                for part in (_cut(child) if isinstance(child, m.Text) else (child,))
            )
            return node if made == children else m.replace(node, children=made)
        case _:
            return None


def _cut(text: m.Text) -> tuple[m.Inline, ...]:
    out: list[m.Inline] = []
    at = 0
    for start, end, target in deposits(text.value):
        if start >= at:
            out += [m.Text(text.value[at:start])] if start > at else []
            out.append(m.Link(target, (m.Text(text.value[start:end]),)))
            at = end
    if not out:
        return (text,)
    return (*out, m.Text(text.value[at:])) if at < len(text.value) else tuple(out)


def deposits(text: str) -> list[tuple[int, int, str]]:
    """Start, end and address of each deposit that ``text`` names, in order."""
    found: list[tuple[int, int, str]] = []
    for hit in _ADDRESS.finditer(text):
        words = _trimmed(hit[0])
        found.append((hit.start(), hit.start() + len(words), words if "://" in words else f"https://{words}"))
    for hit in _DOI.finditer(text):
        doi = _trimmed(hit[1])
        found.append((hit.start(1), hit.start(1) + len(doi), f"https://doi.org/{doi}"))
    for prefix, pattern in _ACCESSIONS:
        found += (
            (hit.start(), hit.end(), f"https://identifiers.org/{prefix}:{hit[0]}")
            for hit in pattern.finditer(text)
        )
    found.sort(key=lambda one: (one[0], -one[1]))
    out: list[tuple[int, int, str]] = []
    for one in found:
        if not out or one[0] >= out[-1][1]:
            out.append(one)
    return out


def _trimmed(address: str) -> str:
    """Without the stop or bracket of the sentence round it."""
    while address and address[-1] in _TRAIL:
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return address
