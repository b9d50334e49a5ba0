"""What a package says of itself beside its text: headers, core properties."""

from __future__ import annotations

import re
from itertools import islice

from paperconv import model as m
from paperconv import patterns
from paperconv.manuscript.language import guess_language
from paperconv.patterns import late
from paperconv.readers.docx.names import RPR, VAL, Element, P, R, text_of, w
from paperconv.readers.docx.package import Package
from paperconv.readers.docx.paragraphs import Facts
from paperconv.readers.docx.prepass import Prepared

_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_RUNNING = late(
    r"^\s*(?:running\s+(?:title|head(?:er)?)|short\s+title|kolumnentitel|título corto|titre courant)\s*[:.–—-]\s*(.+?)\s*(?:\b\d+)?\s*$",
    re.IGNORECASE,
)
_TAG = late(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_SAMPLE = 60  # paragraphs by which the language is known
_NO_TITLE = late(
    r"^(?:microsoft word|untitled|document\d*|title|the title|manuscript|word document|dokument\d*|untitled document|doc\d+|template)\b|\.docx?$|\.dotx?$|\.odt$",
    re.IGNORECASE,
)


def read_properties(package: Package, prepared: Prepared) -> m.Metadata:
    """What can be trusted of the core properties and the headers: a running title, keywords that the text lacks.

    A title among the properties only helps to find the one in the text; who is named as their author typed the file. The
    language of the styles only says which variety of its language a text is written in: many authors have never set it.
    """
    facts = prepared.facts
    core = _core(package)
    title = _words(core, f"{_DC}title")
    ordered = [one for one in list(facts.values())[:30] if not one.inside]
    if title and not _NO_TITLE.search(title) and not any(one.role == "title" for one in ordered):
        wanted = _letters(title)
        titled = next((one for one in ordered if _letters(one.text) == wanted), None)
        if titled is not None:
            titled.role, titled.level = "title", 0
    short = _own_short_title(package) or next(
        (found[1] for text in header_texts(package) if (found := _RUNNING.match(text))), ""
    )
    keywords = _keywords(_words(core, f"{_CP}keywords"), facts)
    said = " ".join(one.text for one in islice(facts.values(), _SAMPLE))
    language = prepared.language
    plain = language.partition("-")[0].lower()
    if _words(core, f"{_DC}language").lower() == plain:
        language = plain  # LibreOffice gives the languages of styles a country that nobody has named
    return m.Metadata(
        short_title=m.text(short) if 2 < len(short) < 150 else (),
        keywords=keywords,
        language=language if guess_language(said)[0] == plain and _TAG.fullmatch(language) else "",
    )


def _own_short_title(package: Package) -> str:
    """The running title in a header of ours, which has a character style of its own."""
    for name in package.parts("header"):
        root = package.xml(name)
        for run in () if root is None else root.iter(R):
            style = run.find(f"{RPR}/{w('rStyle')}")
            if style is not None and style.get(VAL, "") == "RunningTitle" and (text := text_of(run).strip()):
                return "" if text.endswith("…") else text  # one that was cut is none
    return ""


def header_texts(package: Package) -> list[str]:
    """The words of each header and footer, once."""
    found: dict[str, None] = {}
    for kind in ("header", "footer"):
        for name in package.parts(kind):
            root = package.xml(name)
            text = "" if root is None else " ".join(" ".join(text_of(p) for p in root.iter(P)).split())
            if text:
                found[text] = None
    return list(found)


def _core(package: Package) -> Element | None:
    name = next((one.target for one in package.relations("").values() if one.kind == "core-properties"), "")
    return package.xml(name) if name else None


def _words(core: Element | None, tag: str) -> str:
    found = None if core is None else core.find(tag)
    return "" if found is None else " ".join((found.text or "").split())


def _letters(text: str) -> str:
    return patterns.sub(r"[\W_]+", "", text).casefold()


def _keywords(given: str, facts: dict[int, Facts]) -> tuple[m.KeywordGroup, ...]:
    """The keywords of the properties, if the text has none of its own."""
    if not given or len(given) > 1000 or any(
        one.role == "keywords" or patterns.match(r"\W*(?:key\s?words?|index terms|schlüsselwörter|palabras clave|mots[ -]cl)", one.text, re.IGNORECASE)
        for one in list(facts.values())[:80]
    ):  # fmt: skip
        return ()
    words = [one.strip() for one in patterns.split(r"[;,]", given) if one.strip()]
    return (
        (m.KeywordGroup(tuple(m.Keyword(m.text(one)) for one in words), provenance="properties"),)
        if words
        else ()
    )
