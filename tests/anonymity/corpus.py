"""Blind copies of the manuscripts in ``../shared/corpus``: that none names its authors, and that the science is still there.

``python -m tests.anonymity.corpus [--pdf] [PATTERN …]`` makes every format of each, searches it by means of its own (not those
of :mod:`paperconv.leaks`), and prints what it found; ``--keep FOLDER`` keeps the outputs for validators.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
import time
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2

import paperconv
from paperconv import model as m
from paperconv.edition import Edition
from paperconv.pipeline import write
from paperconv.styles import load_style
from tests.conftest import SHARED

PATTERNS = ("joss/*/paper.md", "docx/*.docx")
FORMATS = ("jats", "docx", "epub", "html", "json")
_TAKEN = {"acknowledgements", "funding", "contributions", "conflict", "author-information"}
_SPARE = 0.05
"""The share of the words that masks may take."""
_BLOCK = re.compile(
    r"</?(?:p|title|td|th|tr|div|li|h[1-6]|sec|ref|w:p|w:tc|surname|given-names|aff|label)\b[^>]*>"
)


def manuscripts(*patterns: str) -> list[Path]:
    """The manuscripts of the corpus; none where it is not at hand."""
    return [path for pattern in patterns or PATTERNS for path in sorted((SHARED / "corpus").glob(pattern))]


def plain(text: str) -> str:
    """``text`` in lower case without accents and with single blanks."""
    kept = (c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) not in {"Mn", "Cf"})
    return " ".join("".join(kept).lower().split())


def said(data: bytes) -> Iterator[str]:
    """What a file says: as it stands, and as text without its markup."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield " ".join(package.namelist())
            for name in package.namelist():
                yield from said(package.read(name))
    elif data.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(data) as pages:
            for page in pages:
                yield page.get_textpage().get_text_bounded().replace("\r\n", " ")
        with pikepdf.open(io.BytesIO(data)) as pdf:
            yield " ".join(map(str, pdf.docinfo.values()))
            for one in pdf.objects:
                if isinstance(one, pikepdf.Stream) and one.get("/Subtype") != "/Image":
                    yield one.read_bytes().decode("latin-1")
            for attached in pdf.attachments.values():
                yield from said(attached.get_file().read_bytes())
    else:
        text = data.decode("utf-8", "replace")
        yield text
        if "<" in text:
            # "p { color: red }" and the like is no text; blocks end words, other elements do not
            text = re.sub(r"(?s)<(style|script)\b.*?</\1>", " ", text)
            yield re.sub(r"<[^>]*>", "", _BLOCK.sub(" ", text))


def wanted(document: m.Document, path: Path) -> dict[str, str]:
    """Strings that must be gone, in plain form, with what they are. The names are those read, and those of the gold facts."""
    names = [(one.name.given, one.name.family or one.name.literal) for one in document.meta.authors]
    mails = [mail for one in document.meta.authors for mail in one.emails]
    orcids = [one.orcid for one in document.meta.authors if one.orcid]
    facts = SHARED / "gold" / f"{path.parent.name}__{path.stem}.facts.json"
    if facts.is_file():
        given = json.loads(facts.read_text()).get("authors", [])
        names += [(one.get("given", ""), one.get("family", "")) for one in given]
        mails += [one["email"] for one in given if one.get("email")]
        orcids += [one["orcid"] for one in given if one.get("orcid")]
    out: dict[str, str] = {}
    blind = Edition(document, load_style("base", "blind"), lambda _: None).prepared()
    people = [name for one in blind.references for name in (*one.authors, *one.editors)]
    cited = plain(
        " ".join(
            [m.text_of(one.formatted) for one in blind.references]
            + [f"{one.given} {one.family} {one.literal}" for one in people]
        )
    )
    for given, family in names:
        whole = plain(f"{given} {family}")
        if given and family:
            out[whole] = "whole name"
            out[plain(f"{family}, {given}")] = "whole name"
            out[f"{plain(given)[0]}. {plain(family)}"] = "name with initial"
        last = plain(family)
        word = (
            re.search(rf"\b{re.escape(last)}\b", unicodedata.normalize("NFKD", m.text_of(document.sections)))
            is not None
        )
        if len(last) > 4 and not word and not re.search(rf"\b{re.escape(last)}\b", cited):
            out[last] = "family name"
    out.update({plain(mail): "e-mail address" for mail in mails})
    out.update({plain(orcid): "ORCID iD" for orcid in orcids})
    for section in (*document.sections, *document.back):
        if section.role == "acknowledgements":
            for sentence in re.split(r"(?<=[.!?])\s+", m.text_of(section.blocks)):
                if len(sentence.split()) > 7:
                    out[plain(sentence)] = "acknowledgement"
    # what a kept entry has too is another's
    return {
        one: kind
        for one, kind in out.items()
        if kind in {"e-mail address", "ORCID iD"} or not re.search(rf"\b{re.escape(one)}\b", cited)
    }


def left(artifact: paperconv.Artifact, strings: dict[str, str]) -> list[str]:
    """Which of ``strings`` an output still has."""
    texts = [plain(text) for data in (artifact.data, *artifact.files.values()) for text in said(data)]
    texts.append(plain(" ".join(artifact.files)))
    return [
        f'{kind} "{one[:60]}"'
        for one, kind in strings.items()
        if any(one in text and re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text) for text in texts)
    ]


def lost(document: m.Document) -> float:
    """The share of the words that a blind copy lacks, beyond those of the statements that leave it."""
    blind = Edition(document, load_style("base", "blind"), lambda _: None).prepared()
    taken = Counter(
        word
        for section in m.iter_nodes(document)
        if isinstance(section, m.Section) and section.role in _TAKEN
        for word in m.text_of(section).split()
    )
    for node in m.iter_nodes(document):
        roles = ("conceptualization", "investigation", "supervision", "writing")
        if isinstance(node, m.Paragraph) and sum(one in m.text_of(node).lower() for one in roles) > 2:
            taken.update(m.text_of(node).split())
    before = (
        Counter(m.text_of(document.blocks, document.sections, document.back, document.notes).split()) - taken
    )
    after = Counter(m.text_of(blind.blocks, blind.sections, blind.back, blind.notes).split())
    gone = before - after
    return gone.total() / max(before.total(), 1)


def examine(path: Path, formats: tuple[str, ...], keep: Path | None = None) -> list[str]:
    """What is wrong with the blind copies of a manuscript."""
    document = paperconv.read(path)
    edition = Edition(document, load_style("base", "blind"), lambda _: None)
    strings = wanted(document, path)
    problems = []
    for format in formats:
        try:
            artifact = edition.export(format, "copy")
        except paperconv.PaperconvError as error:
            problems.append(f"{format}: {error}")
            continue
        problems += [f"{format}: {one}" for one in left(artifact, strings)]
        if keep:
            suffix = {"jats": ".xml"}.get(format, f".{format}")
            write(artifact, keep / f"{path.parent.name}-{path.stem}{suffix}")
    share = lost(document)
    if share > _SPARE:
        problems.append(f"{share:.1%} of the words are gone")
    return problems


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pdf", action="store_true")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("patterns", nargs="*")
    options = parser.parse_args()
    found = manuscripts(*options.patterns)
    if not found:
        print("the corpus is not at hand")
        return 0
    bad = 0
    start = time.monotonic()
    for path in found:
        problems = examine(path, (*FORMATS, "pdf") if options.pdf else FORMATS, options.keep)
        bad += bool(problems)
        for problem in problems:
            print(f"{path.parent.name}/{path.name}: {problem}", flush=True)
    print(f"{len(found)} manuscripts, {bad} with problems, {time.monotonic() - start:.0f} s")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
