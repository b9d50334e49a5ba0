"""Tagging profiles: the tag set that an article names, and what a repository wants in it beyond the DTD.

One writer makes every article, in Publishing 1.3. A profile is data: the DTD, the changes that are made to the finished tree,
and what must be there though only a manuscript or a style can give it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import msgspec

from paperconv import patterns
from paperconv.diagnostics import Rule
from paperconv.exporters.jats.state import State
from paperconv.exporters.jats.tags import MML, Element
from paperconv.late import load
from paperconv.patterns import late
from paperconv.styles.types import Jats

Change: TypeAlias = Callable[[State, Element], None]

_SET = "-//NLM//DTD JATS (Z39.96) Journal"


class Profile(msgspec.Struct, frozen=True):
    """``use`` is the article's ``specific-use``. ``wants`` are XPaths below ``article`` with the words for what is missing
    where they find nothing.
    """

    name: str
    version: str
    public_id: str
    system_id: str
    use: str = ""
    changes: tuple[Change, ...] = ()
    wants: tuple[tuple[str, str], ...] = ()

    @property
    def doctype(self) -> str:
        """The document type declaration."""
        return f'<!DOCTYPE article PUBLIC "{self.public_id}" "{self.system_id}">'


def apply_profile(state: State, root: Element, profile: Profile) -> None:
    """Make the changes of ``profile`` to the finished article ``root``, and report what it lacks."""
    for change in profile.changes:
        change(state, root)
    for path, words in profile.wants:
        if not root.xpath(path):
            state.log(
                Rule.TAGGING_COMPLETE,
                f"{profile.name} asks for {words}, which neither the manuscript nor the style gives",
                hint="give it in the front matter or in paper.yaml, or in [journal] of the style",
            )


def _print_or_electronic(_: State, root: Element) -> None:
    """ISSNs by ``pub-type``: https://www.ncbi.nlm.nih.gov/pmc/pmcdoc/tagging-guidelines/article/tags.html#el-issn."""
    for element in root.iterfind("front/journal-meta/issn[@publication-format]"):
        kind = element.attrib.pop("publication-format")
        element.set("pub-type", "ppub" if kind == "print" else "epub")


_DISPLAY = late(
    r"\s*\\begin\{(?:align|gather|equation|multline|flalign|alignat|eqnarray|displaymath|math)\*?\}"
)
_PACKAGES = (
    ("mhchem", late(r"\\(?:ce|cf)\b")),
    ("siunitx", late(r"\\(?:SI|si|num|qty|unit|ang)(?:range|list)?\b")),
    ("mathtools", late(r"\\(?:coloneqq|prescript|begin\{(?:dcases|multlined|bmatrix\*|pmatrix\*))")),
)


def _whole_formulas(_: State, root: Element) -> None:
    """Each TeX formula as a LaTeX document that compiles, and each formula with an id.

    https://www.ncbi.nlm.nih.gov/pmc/pmcdoc/tagging-guidelines/article/tags.html#el-tex-math
    """
    taken = {str(element.get("id")) for element in root.iter() if element.get("id")}
    number = 0
    for element in root.iter("tex-math", f"{{{MML}}}math"):
        if not element.get("id"):
            number += 1
            while f"M{number}" in taken:
                number += 1
            element.set("id", f"M{number}")
        if element.tag == "tex-math":
            element.text = _latex(element.text or "", shown=_is_displayed(element))


def _is_displayed(element: Element) -> bool:
    return next(element.iterancestors("disp-formula", "inline-formula"), element).tag == "disp-formula"


def _latex(tex: str, *, shown: bool) -> str:
    if patterns.match(r"\s*\\documentclass", tex):
        return tex
    packages = ["amsmath", "amssymb", "mathrsfs", *(name for name, used in _PACKAGES if used.search(tex))]
    mark = "" if _DISPLAY.match(tex) else "$$" if shown else "$"
    named = "".join(f"\\usepackage{{{name}}}\n" for name in packages)
    return f"\\documentclass[12pt]{{minimal}}\n{named}\\begin{{document}}\n{mark}{tex.strip()}{mark}\n\\end{{document}}"


def _by(module: str, name: str) -> Change:
    """The change ``name`` of ``module``, which few articles need and is loaded for these."""

    def change(state: State, root: Element) -> None:
        getattr(load(f"paperconv.exporters.jats.{module}"), name)(state, root)

    return change


_TO_1_2 = _by("older", "to_1_2")
_TO_1_1 = _by("older", "to_1_1")

_JOURNAL = (
    ("front/journal-meta/journal-id[normalize-space()]", "the journal's id or title"),
    ("front/journal-meta/issn[normalize-space()]", "an ISSN"),
    ("front/journal-meta/publisher", "the publisher"),
)
_PMC = (
    *_JOURNAL,
    ("front/article-meta/article-categories", "a subject or kind of article"),
    ("front/article-meta/pub-date", "the date of publication"),
    ("front/article-meta/fpage | front/article-meta/elocation-id", "page numbers or an article number"),
    ("front/article-meta/permissions/*", "a copyright line or licence"),
)
_SCIELO = (
    *_JOURNAL,
    ("front/journal-meta/journal-title-group/abbrev-journal-title", "the journal's abbreviated title"),
    ("front/article-meta/article-id", "a DOI or another number of the article"),
    ("front/article-meta/article-categories", "a subject or kind of article"),
    ("front/article-meta/pub-date[day and month and normalize-space(year)]", "the day of publication"),
    ("front/article-meta/fpage | front/article-meta/elocation-id", "page numbers or an article number"),
    ("front/article-meta/history/date[@date-type='received']", "the day on which it was received"),
    ("front/article-meta/history/date[@date-type='accepted']", "the day on which it was accepted"),
    ("front/article-meta/permissions/license[@license-type]", "a Creative Commons licence"),
    ("front/article-meta/contrib-group/contrib/contrib-id[@contrib-id-type='orcid']", "an author's ORCID iD"),
    ("front/article-meta//aff/country", "the country of an affiliation"),
    ("front/article-meta/abstract", "an abstract"),
)

_ALL = (
    Profile("JATS Publishing 1.3", "1.3", f"{_SET} Publishing DTD v1.3 20210610//EN", "JATS-journalpublishing1-3.dtd"),
    Profile("JATS Publishing 1.2", "1.2", f"{_SET} Publishing DTD v1.2 20190208//EN", "JATS-journalpublishing1.dtd", changes=(_TO_1_2,)),
    Profile("JATS Archiving 1.3", "1.3", f"{_SET} Archiving and Interchange DTD v1.3 20210610//EN", "JATS-archivearticle1-3.dtd"),
    Profile("JATS Archiving 1.2", "1.2", f"{_SET} Archiving and Interchange DTD v1.2 20190208//EN", "JATS-archivearticle1.dtd", changes=(_TO_1_2,)),
    Profile("JATS Publishing 1.1", "1.1", f"{_SET} Publishing DTD v1.1 20151215//EN", "JATS-journalpublishing1.dtd", changes=(_TO_1_2, _TO_1_1)),
)  # fmt: skip
_TAG_SETS = {(one.name.split()[1].lower(), one.version): one for one in _ALL}
# What a repository wants: the tag set that its articles use, and what differs from it.
_REPOSITORIES: dict[str, tuple[str, Profile]] = {
    "pmc": ("publishing", Profile("PMC", "", "", "", changes=(_print_or_electronic, _whole_formulas), wants=_PMC)),
    "scielo": (
        "publishing",
        Profile("SciELO PS", "", "", "", "sps-1.9", (_print_or_electronic, _by("scielo", "to_scielo")), _SCIELO),
    ),
}  # fmt: skip


def profile_of(settings: Jats) -> Profile:
    """The profile that a style asks for."""
    tag_set, repository = _REPOSITORIES.get(settings.profile, (settings.profile, None))
    base = _TAG_SETS[tag_set, settings.named_version]
    if repository is None:
        return base
    return msgspec.structs.replace(
        base,
        name=repository.name,
        use=repository.use,
        changes=(*repository.changes, *base.changes),
        wants=repository.wants,
    )
