"""Front matter as metadata: one normal form for the dialects that authors bring.

Keys follow pandoc and its JATS template, JOSS and JOSE, Quarto's schemas for authors, funding, citation and licence,
the MyST guide, pandoc-scholar, Manubot's ``metadata.yaml``, rticles, rxiv-maker and BioHackrXiv.
"""

from __future__ import annotations

from collections.abc import Mapping

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Log, Rule, Severity
from paperconv.manuscript.fields_affiliations import AFFILIATION_KEYS
from paperconv.manuscript.fields_correspondence import correspond, explain
from paperconv.manuscript.fields_notes import note_kind
from paperconv.manuscript.fields_people import PeopleFields
from paperconv.manuscript.fields_shape import shaped
from paperconv.manuscript.fields_statements import STATEMENT_KEYS
from paperconv.manuscript.fields_terms import (
    conference,
    counts,
    funding,
    identifiers,
    journal,
    license_of,
    related,
)
from paperconv.manuscript.fields_text import abstracts, dates, keywords, titles, translated
from paperconv.manuscript.fields_values import (
    Fields,
    LineOf,
    Path,
    Place,
    Value,
    as_json,
    bare,
    blocks,
    inlines,
    is_empty,
    key_of,
    plain,
    texts,
    words,
)

_PROSE = words(
    "title subtitle short-title running-title running-head title-running title-short short run-title "
    "abstract abstracts keywords keyword tags plain-language-summary author-summary lay-summary simple-summary "
    "significance significance-statement highlights keypoints teaser graphical-abstract impact-statement description summary dedication "
    "executive-summary funding-statement availability funding copyright-statement parts part publication "
    "alternate-title alternative-title title-translated author-notes author-note footnote footnotes thanks running "
    "first-note second-note third-note fourth-note fifth-note sixth-note seventh-note eighth-note related"
)
_PROSE_INNER = words(
    "note notes footnote bio biography acknowledgements acknowledgments text statement thanks equal-contribution"
)

# What other tools use for layout and building; kept, not worth a word.
_LAYOUT = words(
    "format output execute toc toc-depth header-includes csl bibliography citation-style link-citations nocite "
    "reference-doc template documentclass classoption classoptions geometry fontsize mainfont sansfont monofont "
    "linestretch linenumbers linkcolor urlcolor number-sections numbersections editor editor-options jupyter kernelspec "
    "jupytext jupyter-kernel engine knitr knit exports export downloads site thumbnail banner open-access github "
    "binder numbering math abbreviations settings toc-title filters filter crossref pandoc-crossref crossrefyaml "
    "fig-width fig-height fig-cap-location tbl-cap-location code-fold echo warning message eval cache draft layout "
    "pdf-engine cite-method biblio-style biblio-title natbiboptions biblatexoptions params project website book "
    "manuscript lang-dir repo repository archive archive-doi resource-path resources css theme number-offset "
    "colorlinks papersize keep-tex keep-md wrap before-metadata include-before include-after include-in-header "
    "include-before-body include-after-body version freeze aas-doi aas-journal jats docx epub pdf html latex typst "
    "language-options suppress-bibliography reference-section-title reference-location figlist tablelist lot lof "
    "floatsintext mask masked draft-date footnotelist use-line-numbers acknowledge-rxiv-maker enable-doi-validation "
    "bibliography-author-format enable-inline-doi-resolution status header-image doi-title quarto sidebar related-formats "
    "markdown figuresintoc title-block-banner pagetitle published website-options title-meta author-meta preprint "
    "authorcols doublespacing pkgdown vignette keep-ipynb server comments categories listing image page-layout image-alt "
    "extends plugins id hub social analytics references edit error-rules cite-style citation-package journal-options "
    "engines code-links notebooks manuscript-url repo-url output-dir output-file tbl-cap-prefix eqn-prefix "
    "fig-prefix tablesintext cref codebraid styles event group authorship-url authors-short short-authors running-author author-citation author-running "
    "cito-bibliography git-url biohackathon-url reviewer reviewers notebook entry-points requirements edit-url "
    "metadata-file metadata-files authorcolumns numberwithinsect cleveref autoref anonymous thm-restate nolinenumbers hide-lipics volume-macros "
    "hyphenation multiple-authors endnotes appendix predefined-theoremstyle language-options keyword-sub-class"
)
_LANGUAGES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "francais": "fr", "spanish": "es",
    "español": "es", "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "dutch": "nl",
    "russian": "ru", "chinese": "zh", "japanese": "ja", "korean": "ko", "polish": "pl", "turkish": "tr", "ngerman": "de",
    "british": "en-GB", "american": "en-US", "brazilian": "pt-BR", "swedish": "sv", "danish": "da", "norwegian": "nb",
}  # fmt: skip


def is_prose(path: Path) -> bool:
    """Whether what stands at ``path`` is running text, with markup, rather than a name, a number or an option."""
    if not path or not isinstance(path[0], str):
        return False
    first = key_of(path[0])
    if (
        bare(first) in _PROSE
        or bare(first) in STATEMENT_KEYS
        or patterns.fullmatch(r"(?:abstract|title|keywords)-[a-z]{2,3}", first)
    ):
        return True
    if first == "affiliation":  # IEEE's has notes on authors in it
        return "thanks" in path
    return first in {"author", "authors", "license", "copyright"} and any(
        isinstance(part, str) and bare(part) in _PROSE_INNER for part in path[1:]
    )


def metadata_from(
    tree: Mapping[str, Value], log: Log, file: str, line_of: LineOf | None = None
) -> m.Metadata:
    """``tree``, front matter of any dialect, as metadata.

    Leaves are strings, or inlines and blocks where a reader has read them (see :func:`is_prose`). ``line_of`` gives the
    line of a path in ``file``, or its whole place; 0 if it is not known. Statements are not among metadata: see
    :func:`statements_from`. Keys without a place in the model are kept in ``extra``; those that no tool is known to use
    are named in one diagnostic.
    """
    shape = shaped(tree)
    place = Place(log, file, line_of, shape.moved)
    fields = Fields(shape.tree)
    people = PeopleFields(place)
    for key in ("author-notes", "footnote", "footnotes"):
        if isinstance(fields.peek(key), list):
            people.notes.define(fields.take(key), fields.where(key))
    for key in AFFILIATION_KEYS:
        if fields.has(key):
            people.affiliations.define(fields.take(key), fields.where(key))
    # Manubot lists consortia apart; rxiv-maker calls authors "authors".
    for key in ("author", "authors", "contributors", "consortia", "byline"):
        value = fields.take(key)
        people.affiliations.announce(value, fields.where(key))
        if key == "authors" and value is not None and people.authors:
            message = '"authors" is left out: "author" is given too'
            place.report(Rule.METADATA_VALID, message, fields.where(key), "keep one of the two")
            fields.give_back(key)
        elif value is not None:
            people.add_authors(value, fields.where(key))
    editors = PeopleFields(place)
    editors.notes, editors.affiliations = people.notes, people.affiliations
    if (value := fields.take("editor", "editors")) is not None and _are_people(value):
        some = value if isinstance(value, list) else [value]
        named = [people.names.get(one, one) if isinstance(one, str) else one for one in some]
        editors.add_authors(named, fields.where("editor", "editors"))
    for key in (
        "corresponding-author",
        "corresponding-authors",
        "correspondingauthor",
        "correspondence",
        "corresponding",
        "contact",
    ):
        if (value := fields.take(key)) is not None:
            correspond(people, value, fields.where(key))
    for key in ("author-notes", "author-note", "authornote"):
        value = None if isinstance(fields.peek(key), list) else fields.take(key)
        if isinstance(value, Mapping):
            explain(people, value, fields.where(key))
        elif value is not None:
            people.notes.add(note_kind(plain(value)) or "other", blocks(value, None), fields.where(key))
    people.finish()
    title, subtitle, short = titles(fields)
    citation = fields.take("citation")
    cited = Fields(citation, ("citation",)) if isinstance(citation, Mapping) else Fields({})
    meta = m.Metadata(
        title=title,
        subtitle=subtitle,
        short_title=short,
        translated_titles=translated(tree, fields),
        authors=tuple(people.authors),
        editors=tuple(editors.authors),
        affiliations=tuple(people.affiliations.found),
        author_notes=tuple(people.notes.notes),
        abstracts=tuple(abstracts(fields, place)),
        keywords=tuple(keywords(fields, place)),
        subjects=tuple(
            plain(one)
            for one in (
                *(one for key in ("subject", "subjects", "category") for one in texts(fields.take(key))),
                *texts(cited.take("categories")),
            )
        ),
        dates=tuple(dates(fields, cited, place)),
        identifiers=tuple(identifiers(fields, cited, place)),
        journal=journal(fields, cited),
        conference=conference(fields),
        funding=(*funding(fields, place, people.names), *_own_funding(people, place)),
        license=license_of(fields, place),
        language=_language(fields),
        article_type=_article_type(fields, cited),
        related=tuple(related(fields)),
        counts=tuple(counts(fields)),
    )
    if isinstance(fields.peek("references"), list):
        fields.take("references")  # works cited, not metadata
    cited.take("type", "author", "url", "title", "issued")
    extra = [*people.notes.extra, *_extra(fields, place)]
    extra += [
        m.Field(f"citation.{name}", as_json(value)) for _, name, value in cited.left() if not is_empty(value)
    ]
    return m.replace(meta, extra=tuple(extra), pos=place.pos(()))


def _own_funding(people: PeopleFields, place: Place) -> tuple[m.Funding, ...]:
    """What single authors say of who paid them; what several say in the same words is one funding of theirs."""
    found: dict[str, m.Funding] = {}
    for who, said, path in people.funding:
        if words := plain(said):
            before = found.get(words)
            one = before or m.Funding(statement=inlines(said), provenance="front matter", pos=place.pos(path))
            found[words] = m.replace(one, recipients=(*one.recipients, who))
    return tuple(found.values())


def _are_people(value: Value) -> bool:
    """Quarto calls its text editor's options ``editor``."""
    if isinstance(value, list):
        return bool(value) and all(_are_people(one) for one in value)
    if isinstance(value, Mapping):
        return any(
            key_of(key) in {"name", "family", "surname", "given", "orcid", "literal", "collaboration"}
            for key in value
        )
    return plain(value).lower() not in {"visual", "source", "canonical", "rstudio", "vscode"}


def _language(fields: Fields) -> str:
    text = fields.text("lang", "language", "locale")
    if text.lower() in _LANGUAGES:
        return _LANGUAGES[text.lower()]
    text = text.replace("_", "-").partition(".")[0]
    return text if patterns.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", text) else ""


def _article_type(fields: Fields, cited: Fields) -> str:
    text = (
        fields.text("article-type", "articletype", "type", "manuscript-type") or cited.text("jats-type")
    ).lower()
    known = {
        "article": "research-article", "research": "research-article", "research article": "research-article",
        "original article": "research-article", "review": "review-article", "review article": "review-article",
        "letter": "letter", "editorial": "editorial", "case report": "case-report", "commentary": "article-commentary",
        "correction": "correction", "brief report": "brief-report", "rapid communication": "rapid-communication",
        "book review": "book-review", "protocol": "protocol", "data paper": "data-paper", "software": "research-article",
    }  # fmt: skip
    return known.get(text.replace("-", " "), text if patterns.fullmatch(r"[a-z]+-[a-z-]+", text) else "")


_TOLD = words("authors keyword tags kwd")  # they are named where they are left out
_USUAL = (
    "title", "subtitle", "author", "authors", "affiliation", "affiliations", "abstract", "keywords", "date", "license",
    "funding", "acknowledgements", "bibliography", "short-title", "data-availability", "competing-interests", "lang",
    "author-contributions", "journal", "copyright", "subject", "author-notes", "sections", "institute",
)  # fmt: skip


def _nearest(key: str) -> str:
    """The usual key that ``key`` is with one letter changed, left out, put in, or two changed about; empty if none."""
    for known in _USUAL:
        word = bare(known)
        if abs(len(word) - len(key)) > 1 or len(word) < 5:
            continue
        start = next(
            (n for n, (a, b) in enumerate(zip(key, word, strict=False)) if a != b), min(len(key), len(word))
        )
        rest, right = key[start:], word[start:]
        swapped = rest[:2] == right[:2][::-1] and rest[2:] == right[2:]
        if rest[1:] == right[1:] or rest[1:] == right or rest == right[1:] or swapped:
            return known
    return ""


def _extra(fields: Fields, place: Place) -> list[m.Field]:
    out: list[m.Field] = []
    unknown: list[tuple[str, Path]] = []
    for key, name, value in fields.left():
        if is_empty(value) or bare(key) in STATEMENT_KEYS or key == "availability":
            continue
        out.append(m.Field(name, as_json(value)))
        if bare(key) not in _LAYOUT | _TOLD and not key.startswith(
            ("fig-", "tbl-", "execute-", "pdf-", "html-", "code-", "with-")
        ):
            unknown.append((name, fields.where(key)))
    near = {name: known for name, _ in unknown if (known := _nearest(bare(name)))}
    for name, path in unknown:
        if name in near:
            place.report(
                Rule.METADATA_VALID,
                f'"{name}" is not a field that is known',
                path,
                f'do you mean "{near[name]}"?',
            )
    unknown = [one for one in unknown if one[0] not in near]
    if unknown:
        names = ", ".join(f'"{name}"' for name, _ in unknown)
        known = (
            "are not fields that are known: kept"
            if len(unknown) > 1
            else "is not a field that is known: kept"
        )
        place.report(Rule.METADATA_VALID, f"{names} {known}, not used", unknown[0][1], severity=Severity.INFO)
    return out
