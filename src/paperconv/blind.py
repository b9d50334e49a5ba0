"""An anonymous copy of a document, its files without names, and the proof that an output made of it names nobody."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable

from paperconv import model as m
from paperconv.anonymity import METADATA, first
from paperconv.diagnostics import Log
from paperconv.errors import AssetError, ConversionFailed
from paperconv.leaks import Leak, search
from paperconv.passes.anonymise import anonymise, look_for, neutral_names
from paperconv.passes.anonymise.masking import Masks
from paperconv.passes.anonymise.told import Told
from paperconv.pictures import kind_of
from paperconv.protocols import Artifact
from paperconv.scrub import scrub
from paperconv.styles import Review

_MOST_TOLD = 3


class Blind:
    """``document`` is the anonymous copy; ``asset`` opens the files that it mentions, cleaned.

    ``asset`` is what opens those of the original.
    """

    def __init__(self, original: m.Document, review: Review, asset: Callable[[str], bytes], log: Log) -> None:
        found = look_for(original, review)
        self._identities = found.identities
        self._cited = review.self_citations == "keep"
        self._open = asset
        self._mask = Masks(found.identities, review.mask, Told()).text
        self._sources = {neutral: source for source, neutral in neutral_names(original).items()}
        self._cleaned: dict[str, bytes] = {}
        made = anonymise(review, found)(original, log)
        self.document = m.replace(
            made,
            folder="",
            resources=tuple(m.replace(one, data=self.asset(one.name)) for one in made.resources),
        )
        self._public = tuple(_public(self.document))

    def asset(self, name: str) -> bytes:
        """The bytes of a picture or file of the anonymous copy.

        Raises:
            AssetError: it cannot be had; or it is no picture, and names the authors.
            ConversionFailed: a picture shows who they are.
        """
        if name not in self._cleaned:
            source = self.source(name)
            data = self._open(source)
            made = scrub(data, self._mask)
            leaks = list(search([(name, made)], self._identities))
            if leaks and not kind_of(data):
                raise AssetError(f'"{source}" tells who wrote the paper ({leaks[0].kind} in {leaks[0].part})')
            shown = next((leak for leak in leaks if leak.part.endswith("pages")), None)
            if shown:
                raise ConversionFailed(
                    f'the picture "{source}" shows who wrote the paper: {shown}: change it'
                )
            self._cleaned[name] = made
        return self._cleaned[name]

    def source(self, name: str) -> str:
        """What the original calls the file ``name`` of the anonymous copy."""
        return self._sources.get(name, name)

    def stem(self, name: str) -> str:
        """``name`` if it tells nothing; else one that is made from the paper's title."""
        if not self.names_somebody(name):
            return name
        return f"manuscript-{zlib.crc32(m.text_of(self.document.meta.title).encode()) & 0xFFFFFF:06x}"

    def names_somebody(self, file: str) -> str:
        """What the name of a ``file`` tells, in words; empty if nothing."""
        found = first(file, self._identities, METADATA, loose=True)
        return found.kind if found else ""

    def prove(self, artifact: Artifact, name: str) -> None:
        """
        Raises:
            ConversionFailed: the output tells who wrote the paper; the message says where.
        """
        files = [(name, artifact.data), *artifact.files.items()]
        leaks = dict.fromkeys(search(files, self._identities, public=self._public, cited=self._cited))
        if leaks:
            raise ConversionFailed(_told(list(leaks)))


def _told(leaks: list[Leak]) -> str:
    listed = "; ".join(map(str, leaks[:_MOST_TOLD]))
    more = f" and {len(leaks) - _MOST_TOLD} more" if len(leaks) > _MOST_TOLD else ""
    pictures = any(
        leak.part.partition(" ")[0].endswith((".png", ".jpg", ".tiff", ".pdf", ".svg", ".eps"))
        for leak in leaks
    )
    hint = "save the picture anew without them" if pictures else "take it out of the manuscript there"
    return (
        f"it would tell who wrote the paper: {listed}{more}: {hint}, and please report it if it is not there"
    )


def _public(document: m.Document) -> Iterable[str]:
    """What metadata may repeat of the paper."""
    meta = document.meta
    yield from (m.text_of(part) for part in (meta.title, meta.subtitle, meta.short_title))
    yield from (m.text_of(one.title) for one in meta.translated_titles)
    yield from (
        m.text_of(node)
        for one in meta.abstracts
        for node in m.iter_nodes(one)
        if isinstance(node, m.Paragraph)
    )
    yield from (m.text_of(word.children) for group in meta.keywords for word in group.keywords)
    yield from meta.subjects
    if meta.journal:
        yield from (meta.journal.title, meta.journal.abbreviation, meta.journal.publisher)
