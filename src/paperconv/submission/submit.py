"""All that a journal's upload form asks for, out of one manuscript and one style."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from msgspec.structs import replace

from paperconv import model as m
from paperconv import registry, requirements
from paperconv.citations.write import write_bibliography
from paperconv.diagnostics import Diagnostic, Log, ignore
from paperconv.edition import Edition
from paperconv.errors import ConversionFailed
from paperconv.pictures import SUFFIXES
from paperconv.protocols import Artifact
from paperconv.requirements import Sent
from paperconv.styles import JournalStyle, load_style
from paperconv.submission import demands, floats, letters
from paperconv.submission.checklist import with_checklist
from paperconv.submission.letters import as_letter
from paperconv.submission.meca import meca_package
from paperconv.submission.names import Names, number_of
from paperconv.submission.retarget import reviewed
from paperconv.submission.sources import Originals, originals
from paperconv.submission.types import File, Kind, Remark, Submission

REVIEWERS, EDITORS = "reviewers", "editors"
"""The folders of an upload: what reviewers get to see, and what only editors do."""

_TYPES = {
    **{suffix: media_type for media_type, suffix in SUFFIXES.items()},
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".epub": "application/epub+zip",
    ".xml": "application/xml",
    ".bib": "application/x-bibtex",
    ".zip": "application/zip",
}
_MOST_BYTES = 2_000_000_000


def submit(
    document: m.Document,
    style: str,
    *,
    variant: str | None = None,
    name: str = "paper",
    source: str = "",
    given: Sequence[Path] = (),
    found: Sequence[Diagnostic] = (),
    log: Log = ignore,
) -> Submission:
    """What the journal of ``style`` wants to be sent of ``document``, which is called ``name``.

    ``variant`` is that in which reviewers get it; None: as the style's ``[submission]`` says. ``source`` is the title of
    the journal that it comes from, if another has had it. ``given`` is the manuscript as it was read, files or one folder:
    journals that set papers from their sources get it. ``found`` is what was found when it was read.

    Raises:
        UnknownStyle, StyleError, MissingTool, UnreadableSource, ConversionFailed: in one line.
    """
    upload = _Upload(document, style, variant=variant, name=name, source=source, log=log)
    return upload.made(originals(given, document), found)


class _Upload:
    """An upload as it grows."""

    def __init__(
        self, document: m.Document, style: str, *, variant: str | None, name: str, source: str, log: Log
    ) -> None:
        self._whole = load_style(style)
        self._style = reviewed(style, variant)
        self._want = self._style.submission
        self._document = document
        self._source = source
        self._blind = self._style.review.anonymous
        self._reviewed = Edition(document, self._style, log)
        # What editors get shows all that the manuscript says, as the journal sets it in the end.
        open_review = replace(self._whole.review, anonymous=False)
        self._edited = Edition(document, replace(self._whole, review=open_review), log)
        self._names = Names(self._style, document, self._reviewed.stem(name))
        self._means = floats.Means(self._style, self._names, self._reviewed, REVIEWERS)
        self._files: list[File] = []
        self._missing: list[Remark] = []
        self._remarks: list[Remark] = []
        self._omitted: list[Remark] = []
        self._pictures: dict[str, bytes] = {}
        self._written = ""
        told = self._reviewed.names_somebody(name)
        if told:
            message = f'"{name}" holds the {told}: they begin with "{self._names.name}"'
            self._remarks.append(Remark("names of files", message))

    def made(self, own: Originals, found: Sequence[Diagnostic]) -> Submission:
        """The upload of the manuscript whose files are ``own``."""
        reviewed, whole = self._reviewed, self._edited
        supplements, called = floats.supplement_parts(reviewed.prepared(), self._means)
        if "supplements" in self._want.separate:
            renamed = floats.with_supplement_names(reviewed.prepared(), called)
            reviewed = reviewed.with_prepared(renamed)
        self._manuscript(reviewed)
        self._highlights(reviewed)
        self._floats(reviewed)
        if "supplements" in self._want.separate:
            self._take(supplements)
        self._title_page(reviewed, whole)
        self._statements(whole)
        self._references(whole)
        self._article(whole)
        self._sources(whole, own)
        self._cover_letter(whole)
        self._package(whole)
        self._crossref(whole)
        self._demands(own, found)
        size = sum(len(file.data) for file in self._files)
        if size > _MOST_BYTES:
            raise ConversionFailed(
                f"the upload would have {size // 1_000_000} MB: that is no upload any more"
            )
        return with_checklist(
            Submission(
                self._style.name,
                self._style.journal.title or self._style.title.partition(":")[0],
                self._style.variant,
                " ".join(m.text_of(self._document.meta.title).split()),
                self._blind,
                tuple(self._files),
                tuple(self._missing),
                tuple(dict.fromkeys(self._remarks)),
                tuple(self._by_hand()),
                tuple(self._omitted),
            )
        )

    # What reviewers see

    def _manuscript(self, edition: Edition) -> None:
        wanted, known = self._want.formats, registry.formats("exporters")
        format = next((one for one in wanted if one in known), "")
        if not format:
            message = f"the journal takes {', '.join(wanted)} only, which paperconv does not write"
            self._missing.append(Remark("manuscript", message, "a Word file stands in its place"))
            format = "docx"
        elif format != wanted[0]:
            rather = ", ".join(wanted[: wanted.index(format)])
            message = (
                f"it is {format}: paperconv does not write {rather}, which the journal would rather have"
            )
            self._remarks.append(Remark("manuscript", message))
        self._written = format
        path = self._names.of("manuscript", registry.exporter(format).suffix, folder=REVIEWERS)
        about = "Manuscript without its authors" if self._blind else "Manuscript"
        self._add("manuscript", path, self._export(edition, format, path).data, about)
        if format != "pdf":
            path = self._names.free(f"{self._names.name}-proof", ".pdf", REVIEWERS)
            # A proof shows what the manuscript leaves to files of their own.
            whole = edition.with_prepared(edition.prepared(), _placed(self._style, "end"))
            self._add("proof", path, self._export(whole, "pdf", path).data, "How it looks, as PDF")

    def _highlights(self, edition: Edition) -> None:
        rule = self._style.rules.get("highlights")
        wanted = "highlights" in self._want.separate
        page = letters.highlights(edition.prepared())
        count = letters.count_highlights(edition.prepared())
        if page is not None and wanted:
            self._word("highlights", page, f"{count} highlights", REVIEWERS)
        least = int(rule.least or 0) if rule is not None else int(wanted)
        if count < least:
            most = int(rule.most or 0) if rule is not None else 0
            span = f"{least}–{most}" if most > least else str(least) if rule is not None else "some"
            have = f"has {count}" if count else "has none"
            self._missing.append(Remark("highlights", f"the journal wants {span}, the manuscript {have}"))

    def _floats(self, edition: Edition) -> None:
        prepared = edition.prepared()
        if "figures" in self._want.separate:
            self._take(floats.figure_parts(prepared, self._means))
        if "tables" in self._want.separate:
            for place, (table, alone) in enumerate(floats.table_documents(prepared), 1):
                number = number_of(table.label) or str(place)
                self._word("table", alone, table.label or f"Table ({place})", REVIEWERS, number=number)

    # What only editors see

    def _title_page(self, reviewed: Edition, whole: Edition) -> None:
        if not self._blind and "title-page" not in self._want.separate:
            return
        roles = [role for role, rule in self._style.statements.items() if rule.where == "title-page"]
        page = letters.title_page(whole.prepared(), reviewed.prepared(), roles)
        self._word("title-page", page, "Title page with authors and affiliations", EDITORS)
        if not self._document.meta.authors:
            self._missing.append(Remark("title page", "the manuscript names no author"))

    def _statements(self, whole: Edition) -> None:
        roles = [role for role, rule in self._style.statements.items() if rule.where == "system"]
        page = letters.form_statements(whole.prepared(), roles)
        if page is not None:
            self._word("statements", page, "Statements to copy into the submission form", EDITORS)

    def _references(self, whole: Edition) -> None:
        listed = [one for one in whole.prepared().references if not one.same_as]
        if listed:
            path = self._names.free(f"{self._names.name}-references", ".bib", EDITORS)
            data = write_bibliography(listed, "bibtex")
            self._add("references", path, data, f"{len(listed)} references as BibTeX")
        elif "references" in self._want.separate:
            self._missing.append(Remark("references", "the manuscript has no list of references"))

    def _article(self, whole: Edition) -> None:
        path = self._names.free(f"{self._names.name}-jats", ".xml", EDITORS)
        made = self._export(whole, "jats", path)
        self._add("jats", path, made.data, "The article in JATS")
        for name, data in made.files.items():
            self._add("jats", f"{EDITORS}/{name}", data, "Shown in the article in JATS", part=True)

    def _sources(self, whole: Edition, own: Originals) -> None:
        """The manuscript as its author wrote it, or else written so that it can be set from that."""
        wanted = self._want.sources
        if own.format in wanted.formats:
            more = f", with {len(own.files) - 1} more files" if len(own.files) > 1 else ""
            for number, file in enumerate(own.files):
                about = "Belongs to the manuscript" if number else f"The manuscript as it was written{more}"
                details = {"part": True} if number else {}
                path = f"{EDITORS}/source/{file.path}"
                self._files.append(
                    File(path, "source", "editors", file.media_type, file.data, about, details)
                )
        elif wanted.need == "always" and self._written not in wanted.formats:
            format = next((one for one in wanted.formats if one in registry.formats("exporters")), "")
            if format:
                path = self._names.free(
                    f"{self._names.name}-source", registry.exporter(format).suffix, EDITORS
                )
                self._add(
                    "source",
                    path,
                    self._export(whole, format, path).data,
                    "To set the paper from, with authors",
                )
                return
            is_so = f"it is {own.format}" if own.format else "it came without a file"
            asked = " or ".join(wanted.formats)
            self._missing.append(
                Remark("source files", f"the journal wants the manuscript in {asked}; {is_so}")
            )

    def _cover_letter(self, whole: Edition) -> None:
        if "cover-letter" in self._want.separate:
            sent = [one for one in self._files if one.kind not in {"jats", "references", "proof", "source"}]
            page = letters.cover_letter(whole.prepared(), self._style.journal.title, sent)
            about = f"Cover letter with {letters.blanks(page)} blanks to fill in"
            self._word("cover-letter", page, about, EDITORS)

    def _package(self, whole: Edition) -> None:
        article = self._export(whole, "jats", "article.xml")
        path = self._names.free(f"{self._names.name}-meca", ".zip", EDITORS)
        titles = (self._source, self._style.journal.title)
        data = meca_package(article, self._files, self._document, titles)
        self._add("meca", path, data, "All of it as a MECA package")

    def _crossref(self, whole: Edition) -> None:
        path = self._names.free(f"{self._names.name}-crossref", ".xml", EDITORS)
        try:
            made = self._export(whole, "crossref", path)
        except ConversionFailed as error:
            self._omitted.append(Remark("Crossref deposit", str(error).removeprefix("crossref: ")))
        else:
            self._add("crossref", path, made.data, "Crossref deposit")

    # How

    def _take(self, parts: floats.Parts) -> None:
        for file in parts.files:
            self._reviewed.prove(Artifact(file.data), PurePosixPath(file.path).name)
        self._files += parts.files
        self._missing += parts.missing
        self._remarks += parts.remarks
        own = ((self._reviewed.source(name), data) for name, data in parts.pictures.items())
        self._pictures.update(own)

    def _demands(self, own: Originals, found: Sequence[Diagnostic]) -> None:
        """Hold what is sent against all that the journal demands."""
        paper = self._files[0]
        if self._written not in self._want.sources.formats and own.format in self._want.sources.formats:
            paper = next(one for one in self._files if one.kind == "source")
        sent = Sent(PurePosixPath(paper.path).name, len(paper.data))
        report = demands.check_sent(self._document, self._style, sent, self._pictures, found)
        missing, remarks = demands.failures(report, anonymous=self._blind)
        self._missing += missing
        self._remarks += remarks
        page = requirements.write(report, "html").encode()
        about = f"All demands of the journal: {requirements.summary(report)}"
        self._files.append(File(demands.PAGE, "checklist", "author", "text/html", page, about))

    def _add(self, kind: Kind, path: str, data: bytes, about: str, **details: object) -> None:
        suffix = PurePosixPath(path).suffix.lower()
        media_type = _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
        audience = "reviewers" if path.startswith(f"{REVIEWERS}/") else "editors"
        self._files.append(File(path, kind, audience, media_type, data, about, details))  # type: ignore[arg-type]

    def _export(self, edition: Edition, format: str, path: str) -> Artifact:
        return edition.export(format, PurePosixPath(path).stem)

    def _word(self, kind: Kind, page: m.Document, about: str, folder: str, *, number: str = "") -> None:
        """``page``, which is prepared, as a Word file of its own."""
        edition = self._reviewed if folder == REVIEWERS else self._edited
        style = as_letter(self._whole) if kind == "cover-letter" else _placed(self._style, "inline")
        path = self._names.of(kind.replace("-", "_"), ".docx", number, folder)
        made = self._export(edition.with_prepared(page, style), "docx", path)
        self._add(kind, path, made.data, about, **({"number": number} if number else {}))

    def _by_hand(self) -> Iterator[str]:
        yield from (rule.says for rule in self._style.by_hand.values() if rule.level != "off")
        if any(file.kind == "cover-letter" for file in self._files):
            yield f"Fill in the blanks of the cover letter: they begin with {letters.BLANK.strip()}"


def _placed(style: JournalStyle, place: Literal["inline", "end"]) -> JournalStyle:
    """``style`` with the figures and tables that it leaves out of the paper at ``place`` in it."""
    changes: dict[str, Any] = {}
    for name in ("figures", "tables"):
        part = getattr(style, name)
        if part.place == "separate" or place == "inline":
            changes[name] = replace(part, place=place)
    return replace(style, **changes)
