"""Front matter as metadata: one normal form for the dialects that authors bring.

Keys follow pandoc and its JATS template, JOSS and JOSE, Quarto's schemas for authors, funding, citation and licence,
the MyST guide, pandoc-scholar, Manubot's ``metadata.yaml``, rticles, rxiv-maker and BioHackrXiv.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from paperconv import model as m
from paperconv.diagnostics import Log, Rule, Severity
from paperconv.manuscript.fields_affiliations import AFFILIATION_KEYS
from paperconv.manuscript.fields_people import PeopleFields
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
    blocks,
    is_empty,
    key_of,
    plain,
    texts,
    words,
)

_PROSE = words(
    "title subtitle short-title shorttitle running-title runningtitle runninghead running-head titlerunning title-short "
    "short abstract abstracts keywords keyword tags plain-language-summary author-summary lay-summary significance "
    "significance-statement highlights keypoints key-points teaser impact-statement description summary dedication "
    "acknowledgements acknowledgments acknowledgement acknowledgment acks funding-statement data-availability "
    "data-availability-statement code-availability competing-interests competinginterests conflict-of-interest "
    "conflicts-of-interest conflict author-contributions authorcontributions authorcontribution author-contribution "
    "contributions ethics ethics-statement disclaimer funding availability copyrightstatement supplementary "
    "videosupplement parts part disclosure disclosures consent data-code-availability materials-availability "
    "alternate-title alternative-title title-translated abstract-translated author-notes authornote running"
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
    "fig-prefix tablesintext cref codebraid styles event group authorship-url authors-short shortauthors runningauthor"
)
_STATEMENTS = {
    "acknowledgements": "Acknowledgements", "acknowledgments": "Acknowledgments", "acknowledgement": "Acknowledgements",
    "acknowledgment": "Acknowledgments", "acks": "Acknowledgements", "data-availability": "Data availability",
    "data-availability-statement": "Data availability", "code-availability": "Code availability",
    "data-code-availability": "Code and data availability", "materials-availability": "Materials availability",
    "competing-interests": "Competing interests", "competinginterests": "Competing interests",
    "conflict-of-interest": "Conflict of interest", "conflicts-of-interest": "Conflicts of interest",
    "conflict": "Conflict of interest", "author-contributions": "Author contributions",
    "authorcontributions": "Author contributions", "authorcontribution": "Author contributions",
    "author-contribution": "Author contributions", "contributions": "Author contributions", "ethics": "Ethics statement",
    "ethics-statement": "Ethics statement", "disclaimer": "Disclaimer", "disclosure": "Disclosure",
    "disclosures": "Disclosures", "consent": "Consent", "videosupplement": "Video supplement",
}  # fmt: skip
_AVAILABILITY = {
    "code": "Code availability", "data": "Data availability", "codedata": "Code and data availability",
    "sample": "Sample availability", "text": "Availability",
}  # fmt: skip
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
    if first in _PROSE or re.fullmatch(r"(?:abstract|title|keywords)-[a-z]{2,3}", first):
        return True
    return first in {"author", "authors", "license", "copyright"} and any(
        isinstance(part, str) and key_of(part) in _PROSE_INNER for part in path[1:]
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
    place = Place(log, file, line_of)
    fields = Fields(_flattened(tree))
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
        if value is not None and not (key == "authors" and fields.has("author") and people.authors):
            people.add_authors(value, fields.where(key))
    editors = PeopleFields(place)
    editors.notes, editors.affiliations = people.notes, people.affiliations
    if (value := fields.take("editor", "editors")) is not None and _are_people(value):
        editors.add_authors(value, fields.where("editor", "editors"))
    for key in (
        "corresponding-author",
        "corresponding-authors",
        "correspondingauthor",
        "correspondence",
        "corresponding",
    ):
        if (value := fields.take(key)) is not None:
            people.correspond(value, fields.where(key))
    for key in ("author-notes", "author-note", "authornote"):
        value = None if isinstance(fields.peek(key), list) else fields.take(key)
        if isinstance(value, Mapping):
            people.explain(value, fields.where(key))
        elif value is not None:
            people.explain({"note": value}, fields.where(key))
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
            plain(one) for one in texts(fields.take("subject", "subjects")) or texts(cited.take("categories"))
        ),
        dates=tuple(dates(fields, cited, place)),
        identifiers=tuple(identifiers(fields, cited, place)),
        journal=journal(fields, cited),
        conference=conference(fields),
        funding=tuple(funding(fields, place, people.names)),
        license=license_of(fields, place),
        language=_language(fields),
        article_type=_article_type(fields, cited),
        related=tuple(related(fields)),
        counts=tuple(counts(fields)),
    )
    cited.take("type", "author", "url", "title", "issued")
    extra = [*people.notes.extra, *_extra(fields, place)]
    extra += [
        m.Field(f"citation.{name}", as_json(value)) for _, name, value in cited.left() if not is_empty(value)
    ]
    for key in _STATEMENTS:
        fields.take(key)
    return m.replace(meta, extra=tuple(extra), pos=place.pos(()))


def statements_from(
    tree: Mapping[str, Value], file: str, line_of: LineOf | None = None
) -> tuple[m.DraftBlock, ...]:
    """Acknowledgements, availability and other statements of front matter as headings with their text."""
    place = Place(lambda _: None, file, line_of)
    out: list[m.DraftBlock] = []

    def add(title: str, value: Value, path: Path) -> None:
        content = blocks(value, place.pos(path))
        if content and plain(value).lower() not in {"true", "false"}:
            out.append(m.Heading(level=1, children=m.text(title), numbered=False, pos=place.pos(path)))
            out.extend(content)

    for name, value in _flattened(tree).items():
        key = key_of(name)
        if key in _STATEMENTS and not isinstance(value, Mapping):
            add(_STATEMENTS[key], value, (name,))
        elif key == "availability" and isinstance(value, Mapping):
            for inner, one in value.items():
                add(_AVAILABILITY.get(key_of(inner), "Availability"), one, (name, inner))
        elif key == "availability":
            add("Availability", value, (name,))
    return tuple(out)


def _flattened(tree: Mapping[str, Value]) -> dict[str, Value]:
    """MyST keeps its fields below ``project``, and prose in ``parts``."""
    out: dict[str, Value] = {key: value for key, value in tree.items() if not is_empty(value)}
    project = tree.get("project")
    if isinstance(project, Mapping) and not {"type", "render", "output-dir"} & set(project):
        for key, value in project.items():
            out.setdefault(str(key), value)
        out.pop("project")
    for parts in (out.get("parts"), out.get("part")):
        if isinstance(parts, Mapping):
            for key, value in parts.items():
                out.setdefault(str(key), value)
            out.pop("parts", None)
    return out


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
    return text if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", text) else ""


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
    return known.get(text.replace("-", " "), text if re.fullmatch(r"[a-z]+-[a-z-]+", text) else "")


def _extra(fields: Fields, place: Place) -> list[m.Field]:
    out: list[m.Field] = []
    unknown: list[tuple[str, Path]] = []
    for key, name, value in fields.left():
        if is_empty(value) or key in _STATEMENTS or key == "availability":
            continue
        out.append(m.Field(name, as_json(value)))
        if key not in _LAYOUT and not key.startswith(("fig-", "tbl-", "execute-", "pdf-", "html-", "code-")):
            unknown.append((name, fields.where(key)))
    if unknown:
        names = ", ".join(f'"{name}"' for name, _ in unknown)
        known = (
            "are not fields that are known: kept"
            if len(unknown) > 1
            else "is not a field that is known: kept"
        )
        place.report(Rule.METADATA_VALID, f"{names} {known}, not used", unknown[0][1], severity=Severity.INFO)
    return out
