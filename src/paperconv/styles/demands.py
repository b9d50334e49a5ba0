"""What a journal demands of a manuscript: the tables ``[sources]``, ``[rules]``, ``[statements]`` and ``[by-hand]``.

Every demand names the source that it comes from, and says itself what it asks for. What nobody has read in the journal's
own words can warn, never fail a manuscript.
"""

# Annotations stay values here (no `from __future__ import annotations`): msgspec would compile each at every start.

from datetime import date
from typing import Any, Literal, TypeAlias, get_args

import msgspec

Level: TypeAlias = Literal["error", "warning", "info", "off"]
"""What a demand that is not met amounts to; ``off`` drops one that a style inherits."""

Mark: TypeAlias = Literal["read", "secondary", "unverified"]
"""How a source is known: read in the journal's own words; told by others; prior knowledge that nobody has checked."""

CountedPart: TypeAlias = Literal[
    "title",
    "abstract",
    "keywords",
    "headings",
    "body",
    "methods",
    "quotations",
    "captions",
    "tables",
    "notes",
    "acknowledgements",
    "statements",
    "appendices",
    "references",
]
"""A part of a manuscript that a journal counts, or does not count, as text."""

COUNTED_PARTS: tuple[str, ...] = get_args(CountedPart)
"""Those parts."""

COUNTED: tuple[CountedPart, ...] = ("body", "methods", "quotations")
"""What counts as the text where a rule does not say."""


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """A table of style.toml."""


class DemandSource(_Part, frozen=True):
    """``[sources.NAME]``: where demands come from; ``read`` is the day when it was last compared with the style."""

    title: str
    read: date
    mark: Mark = "read"
    address: str = ""
    note: str = ""


class Demand(_Part, frozen=True):
    """``source`` is a key of ``[sources]``, ``says`` what is asked for, in one sentence of our own.

    Without a ``level``, what is not met is an error if its source was read in the journal's own words and no number is in
    it (numbers change oftener than forms), else a warning. Without such a source it is never more than a warning.
    """

    says: str
    source: str = ""
    level: Level | None = None


class Rule(Demand, frozen=True):
    """``[rules.KIND]``: ``least`` and ``most`` are bounds in the kind's unit, ``values`` words that the kind knows.

    A section among ``values`` is a role (``methods``) or its title (``Statement of need``); ``results|discussion`` means
    either. ``counts`` are the parts that count as text, see :data:`COUNTED`; ``types`` limits the rule to these JATS article
    types (``research-article`` where a manuscript names none).
    """

    least: float | None = None
    most: float | None = None
    values: tuple[str, ...] = ()
    counts: tuple[CountedPart, ...] = ()
    types: tuple[str, ...] = ()


STATEMENTS: dict[str, str] = {
    "acknowledgements": "thanks",
    "funding": "who paid, with grant numbers",
    "data-availability": "where the data are",
    "code-availability": "where the code is",
    "conflict": "competing interests",
    "contributions": "who did what",
    "ethics": "approval by a committee",
    "consent": "consent to take part, and to publish",
    "ai-use": "use of generative artificial intelligence",
    "registration": "registration of a trial or a plan",
    "supplement": "list of supplementary files",
    "abbreviations": "list of abbreviations",
    "author-information": "about the authors",
}
"""The statements that a journal can ask for, by the role of their sections."""


class StatementRule(Demand, frozen=True):
    """``[statements.ROLE]``: whether and where a statement stands; ``ROLE`` is one of :data:`STATEMENTS`.

    What is only ``recommended`` is never more than a warning. ``need`` may be only where the manuscript speaks of people or animals that were studied. ``where`` is the manuscript, the
    title page, or the journal's ``system``, into whose form it goes instead. ``heading`` is the journal's wording of its
    title, ``form`` how contributions are set, ``order`` its place among the statements (1 comes first; 0: as written).
    """

    need: Literal["always", "recommended", "people-or-animals", "never"] = "always"
    where: Literal["manuscript", "title-page", "system"] = "manuscript"
    heading: str = ""
    form: Literal["prose", "table", "list"] = "prose"
    order: int = 0


class ByHand(Demand, frozen=True):
    """``[by-hand.NAME]``: what no program can decide; it stands on the checklist."""


class Kind(msgspec.Struct, frozen=True):
    """What a kind of rule looks at: ``about`` in one line, the ``unit`` of its bounds, and which keys it ``takes``.

    ``words`` are the ``values`` that it knows (empty: any). Without ``bounded`` it means something without bounds too: that
    the thing is there.
    """

    about: str
    takes: frozenset[str] = frozenset()
    unit: str = ""
    words: frozenset[str] = frozenset()
    bounded: bool = True


def _kind(about: str, *takes: str, unit: str = "", words: str = "", bounded: bool = True) -> Kind:
    return Kind(about, frozenset(takes), unit, frozenset(words.split()), bounded)


_SECTIONS = "intro methods results discussion conclusions related-work limitations cases supplement appendix references"
_FORMATS = "tiff eps pdf png jpeg gif svg webp emf wmf"
RULE_KINDS: dict[str, Kind] = {
    # Front
    "title-characters": _kind("length of the title, blanks included", "least", "most", unit="characters"),
    "title-words": _kind("length of the title", "least", "most", unit="words"),
    "short-title": _kind("a short (running) title, and its length", "most", unit="characters", bounded=False),
    "abstract": _kind("there is an abstract"),
    "abstract-words": _kind("length of the abstract", "least", "most", unit="words"),
    "abstract-characters": _kind("length of the abstract, blanks included", "least", "most", unit="characters"),
    "abstract-paragraphs": _kind("paragraphs of the abstract", "most", unit="paragraphs"),
    "abstract-structure": _kind(
        "headings inside the abstract", "values", words="forbidden required"
    ),
    "abstract-citations": _kind("no citation stands in the abstract"),
    "abstract-formulas": _kind("no displayed formula stands in the abstract"),
    "abstract-translation": _kind("the abstract also in a second language"),
    "highlights": _kind("how many highlights there are", "least", "most", unit="highlights"),
    "highlight-characters": _kind("length of each highlight", "most", unit="characters"),
    "plain-summary": _kind("a summary in plain language, and its length", "least", "most", unit="words", bounded=False),
    "graphical-abstract": _kind("there is a graphical abstract"),
    "keywords": _kind("how many keywords there are", "least", "most", unit="keywords"),
    "keywords-order": _kind("keywords stand in the order of the alphabet"),
    "keywords-absent": _kind("keywords are not given in the manuscript"),
    "classification": _kind("codes of a classification are given", "values"),
    "authors": _kind("how many authors there are", "least", "most", unit="authors"),
    "author-affiliations": _kind("every author has an affiliation"),
    "author-emails": _kind("every author has an e-mail address"),
    "author-orcids": _kind("authors have an ORCID iD: all of them, or so many", "least", unit="authors", bounded=False),
    "author-positions": _kind("every author's position is given"),
    "affiliation-parts": _kind(
        "parts that every affiliation has", "values", words="department institution city region country"
    ),
    "corresponding-author": _kind("a corresponding author with an e-mail address"),
    "corresponding-orcid": _kind("the corresponding author's ORCID iD"),
    "dates": _kind("dates of the history that are given", "values"),
    "stated-counts": _kind("counts that the manuscript states of itself", "values", words="word fig table page"),
    # Body
    "text-words": _kind("length of the text", "least", "most", "counts", unit="words"),
    "text-characters": _kind("length of the text, blanks included", "least", "most", "counts", unit="characters"),
    "pages": _kind("pages of the laid-out PDF", "least", "most", unit="pages"),
    "sections-required": _kind("sections that must be there", "values"),
    "sections-order": _kind("the order of sections", "values"),
    "sections-absent": _kind("sections that must not be there", "values", words=_SECTIONS),
    "statements-order": _kind("statements stand in the order of [statements]"),
    "statements-titles": _kind("statements have the journal's titles, those of [statements]"),
    "contributions-form": _kind("how contributions are told", "values", words="credit prose list table"),
    "heading-depth": _kind("levels of headings", "most", unit="levels"),
    "heading-characters": _kind("length of each heading", "most", unit="characters"),
    "headings": _kind("how many headings there are in the text", "least", "most", "counts", unit="headings"),
    "footnotes": _kind("how many footnotes there are", "most", unit="footnotes"),
    "abbreviations": _kind("abbreviations are explained where they first stand"),
    "formulas-as-text": _kind("formulas are formulas, not pictures"),
    # References
    "references": _kind("how many references there are", "least", "most", unit="references"),
    "references-cited": _kind("every reference is cited"),
    "references-complete": _kind("every reference says what its kind of work needs"),
    "references-placeholder": _kind("no entry stands for another one (ibid., op. cit.)"),
    "references-doi": _kind("articles have their DOI"),
    "references-weak": _kind("sources that the journal does not like", "values"),
    "citation-form": _kind("how the text cites", "values", words="number author-date note"),
    "citation-order": _kind("numbers are given in the order of citation"),
    "citations-resolved": _kind("every citation leads to a reference"),
    # Floats
    "display-items": _kind("figures and tables together", "least", "most", unit="items"),
    "figures": _kind("how many figures there are", "least", "most", unit="figures"),
    "tables": _kind("how many tables there are", "least", "most", unit="tables"),
    "floats-cited": _kind("every figure and table is mentioned in the text"),
    "floats-order": _kind("figures and tables are mentioned in the order of their numbers"),
    "captions": _kind("every figure and table has a caption"),
    "caption-words": _kind("length of each caption", "most", unit="words"),
    "alternative-texts": _kind("every figure has an alternative text"),
    "figure-resolution": _kind("resolution of photographs at the printed width", "least", "most", unit="dpi"),
    "figure-width": _kind("width of figures in print", "least", "most", unit="mm"),
    "figure-formats": _kind("formats of picture files", "values", words=_FORMATS),
    "figure-colours": _kind("colour modes of pictures", "values", words="rgb cmyk grey bitmap"),
    "figure-bytes": _kind("size of each picture file", "most", unit="bytes"),
    "figure-fonts": _kind("fonts in drawings are embedded or turned into shapes"),
    "tables-as-text": _kind("tables are tables, not pictures"),
    "tables-nested": _kind("no table stands inside another"),
    # Files
    "manuscript-formats": _kind("formats in which the journal takes the manuscript", "values", words="docx doc rtf odt latex pdf markdown jats epub"),
    "file-bytes": _kind("size of each file that is sent", "most", unit="bytes"),
    "line-numbers": _kind("lines of the copy for review are numbered", "values", words="required forbidden"),
    "line-spacing": _kind("spacing of lines in the copy for review", "least", "most", unit="lines"),
    "page-numbers": _kind("pages are numbered"),
    "font-size": _kind("size of the text", "least", "most", unit="pt"),
    "fonts": _kind("fonts in which the text may be set", "values"),
    "margins": _kind("width of all margins", "least", unit="mm"),
    "page-columns": _kind("columns of a page", "least", "most", unit="columns"),
    # Blind copies
    "anonymous": _kind("nothing in the copy for review tells who wrote it"),
}  # fmt: skip
"""Every kind of rule. The package ``requirements`` has a function of the same name for each."""


def problems(rules: dict[str, Rule], statements: dict[str, StatementRule], by_hand: dict[str, ByHand],
             sources: dict[str, DemandSource]) -> list[tuple[str, str]]:  # fmt: skip
    """What is wrong with these tables, each with the dotted key that is wrong."""
    found: list[tuple[str, str]] = []
    demands: dict[str, Demand] = {
        **{f"rules.{name}": rule for name, rule in rules.items()},
        **{f"statements.{name}": rule for name, rule in statements.items()},
        **{f"by-hand.{name}": rule for name, rule in by_hand.items()},
    }
    for key, demand in demands.items():
        if demand.source and demand.source not in sources:
            known = ", ".join(sorted(sources)) or "none"
            found.append((f"{key}.source", f'no source "{demand.source}": know {known}'))
        if not demand.says.strip():
            found.append((f"{key}.says", "say in one sentence what is asked for"))
    found += [
        (f"statements.{name}", f"no such statement: know {', '.join(STATEMENTS)}")
        for name in statements
        if name not in STATEMENTS
    ]
    for name, rule in rules.items():
        kind = RULE_KINDS.get(name)
        if kind is None:
            found.append((f"rules.{name}", "no such kind of rule; `paperconv styles rules` lists them"))
        else:
            found.extend((f"rules.{name}{key}", problem) for key, problem in _unfit(rule, kind))
    return found


def _unfit(rule: Rule, kind: Kind) -> list[tuple[str, str]]:
    given: dict[str, Any] = {
        name: value
        for name in ("least", "most", "values", "counts")
        if (value := getattr(rule, name)) not in (None, ())
    }
    out = [(f".{name}", "this kind of rule has no such key") for name in given if name not in kind.takes]
    if kind.words:
        out += [
            (".values", f'no "{value}": know {", ".join(sorted(kind.words))}')
            for value in rule.values
            if value not in kind.words
        ]
    if rule.least is not None and rule.most is not None and rule.least > rule.most:
        out.append((".least", "larger than most"))
    bounds = sorted(kind.takes & {"least", "most"})
    if "values" in kind.takes and not rule.values:
        out.append((".values", "say which"))
    elif bounds and kind.bounded and rule.least is None and rule.most is None:
        out.append(("", f"say {' or '.join(bounds)}"))
    return out


def level_of(demand: Demand, sources: dict[str, DemandSource]) -> Level:
    """What ``demand`` amounts to when it is not met, see :class:`Demand`."""
    source = sources.get(demand.source)
    sure = source is not None and source.mark == "read"
    numbered = isinstance(demand, Rule) and (demand.least, demand.most) != (None, None)
    recommended = isinstance(demand, StatementRule) and demand.need == "recommended"
    level = demand.level or ("warning" if numbered or recommended else "error")
    if recommended and level == "error":
        return "warning"
    return "warning" if level == "error" and not sure else level
