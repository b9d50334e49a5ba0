"""Single lines of front matter: dates, identifiers, licences, statements, kinds of article, page furniture."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv import patterns
from paperconv.manuscript import names, runs, titles
from paperconv.manuscript.prose import is_prose
from paperconv.patterns import late

_TYPES = {
    "research article": "research-article", "original article": "research-article", "original research": "research-article",
    "original research article": "research-article", "original paper": "research-article", "original investigation": "research-article",
    "research": "research-article", "research paper": "research-article", "full paper": "research-article", "article": "research-article",
    "regular article": "research-article", "regular paper": "research-article", "major article": "research-article", "full length article": "research-article",
    "review": "review-article", "review article": "review-article", "review paper": "review-article", "systematic review": "systematic-review",
    "mini review": "review-article", "mini-review": "review-article", "literature review": "review-article",
    "case report": "case-report", "case study": "case-report", "brief communication": "brief-report", "brief report": "brief-report",
    "short communication": "brief-report", "short report": "brief-report", "communication": "brief-report", "rapid communication": "rapid-communication",
    "letter": "letter", "letter to the editor": "letter", "correspondence": "letter", "editorial": "editorial", "commentary": "article-commentary",
    "comment": "article-commentary", "perspective": "article-commentary", "opinion": "article-commentary", "viewpoint": "article-commentary",
    "technical note": "brief-report", "research note": "brief-report", "data note": "data-paper", "data descriptor": "data-paper", "data paper": "data-paper",
    "software": "research-article", "methodology": "research-article", "protocol": "protocol", "study protocol": "protocol", "book review": "book-review",
    "corrigendum": "correction", "erratum": "correction", "artículo original": "research-article", "artigo original": "research-article",
    "original manuscript": "research-article", "paper": "research-article", "articles": "research-article", "research letter": "rapid-communication",
    "feature article": "research-article", "special issue article": "research-article", "clinical trial": "research-article", "full research paper": "research-article",
    "regular research paper": "research-article", "original contribution": "research-article", "original scientific paper": "research-article",
    "araştırma makalesi": "research-article", "özgün araştırma": "research-article", "derleme": "review-article", "artículo de revisión": "review-article",
    "artigo de revisão": "review-article", "artículo de investigación": "research-article", "artigo de pesquisa": "research-article",
    "articolo originale": "research-article", "artykuł oryginalny": "research-article", "übersichtsarbeit": "review-article", "fallbericht": "case-report",
    "оригинальная статья": "research-article", "research report": "research-article", "concise report": "brief-report", "short paper": "brief-report",
    "article original": "research-article", "originalarbeit": "research-article", "preprint": "research-article",
}  # fmt: skip
_BOX = late(
    r"(?:article ?(?:info(?:rmation)?|history|details|notes)|publication (?:history|information|dates)|citation|cite (?:this (?:article|paper)|as|this)|"
    r"(?:how )?to cite(?: this (?:article|paper))?|recommended citation|acm reference format|author notes?|edited by|reviewed by|specialty section|"
    r"(?:academic|handling|associate|section|reviewing) editors?|information sur l'article|información del artículo|informações do artigo)",
    re.IGNORECASE,
)
_JOURNAL = late(
    r"(?:the )?(?:(?:[A-Z][\w&-]* ){0,4}journal (?:of|for|on)\b|(?:[A-Z][\w&-]* ){1,4}journal$|revista\b|zeitschrift\b|annals of\b|bulletin (?:of|de)\b|"
    r"proceedings of\b|(?:[A-Z]{2,} )?transactions on\b|acta [a-z]|archives of\b|cahiers\b|zeszyty naukowe|jurnal\b|dergi|[^.]{0,40}\bdergisi\b|вестник\b|"
    r"(?:УДК|UDC|UDK|BBK|ББК)\b|bioRxiv preprint|medRxiv preprint|MNRAS\b|contents lists|articles?$)",
    re.IGNORECASE,
)
_VOLUME = late(
    r"\b(?:vol(?:ume|\.)?|bd\.?|jg\.?|cilt)\s*[:.]?\s*\d+|\bISSN\b|\b\d{1,4}\s*\((?:19|20)\d{2}\)|\((?:19|20)\d{2}\)[,:;]?\s*\d|\b(?:19|20)\d{2}\s*[;,]\s*(?:vol\.?\s*)?\d+\s*[(:]|"
    r"\bpp?\.?\s*\d+\s?[–-]\s?\d+|\bpages\s+\d+|manuscript no\.|this version posted|^\d{1,5}\s?[–-]\s?\d{1,5}$",
    re.IGNORECASE,
)
_OPEN = late(r"\s*(?:[·|•-]\s*)?open\s+access\s*$", re.IGNORECASE)
_COUNTED = {
    "word": "word",
    "page": "page",
    "figure": "fig",
    "table": "table",
    "reference": "ref",
    "equation": "equation",
}
_THINGS = "|".join(_COUNTED)
_COUNT = late(
    rf"(?:number of ({_THINGS})s|({_THINGS})s?(?:\s+count)?)\s*(?:\((?:main\s+)?text\))?\s*[:=]\s*(\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?:\s*words)?|"
    rf"(\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})\s+({_THINGS})s?\b",
    re.IGNORECASE,
)
_DOI = late(r"10\.\d{4,9}/[^\s\"<>]{2,200}")
TITLED = late(r"(?:article |manuscript |full )?title\s*:\s*(?=\S)", re.IGNORECASE)
"""What some authors write before their title."""
_CUT_DOI = late(r"10\.\d{4,9}/[^\d]*[./-]")  # a line end cut it
_STATEMENT = late(
    r"^(funding(?: statement| information| sources?)?|financial (?:support|disclosure)(?: statement)?|(?:declaration of )?(?:conflicts? of interests?|competing (?:financial )?interests?)"
    r"(?: statement)?|data (?:and code )?availability(?: statement)?|availability of data(?: and materials?)?|code availability|"
    r"acknowledge?ments?|author contributions?|authors[’'] contributions?|ethics (?:statement|approval)|ethical approval|informed consent(?: statement)?|"
    r"institutional review board statement|abbreviations|supplementary materials?|disclosures?(?: of interests?)?|trial registration|financiación|conflicto de intereses)\s*(?:[:.]\s+|[—–])(?=\S)",
    re.IGNORECASE,
)
_FURNITURE = late(
    r"^(?:open access|article history\s*:.{0,120}|full list of author information is available.*|check for updates|cite this article|citation\s*:.{0,500}|to cite\b.{0,500}|\W*s?\s*supporting information|(?:subjects?(?: areas?| terms)?|paper type|article type)\b\W.{0,120}|how to cite.{0,500}|"
    r"article reuse guidelines.{0,200}|[\w-]+(?:\.[\w-]+){0,3}\.(?:com|org|net)(?:/\S*)?|\W{0,4}s?\W{0,3}sage|submit your article to this journal|article views.{0,20}|"
    r"view (?:related|supplementary|crossmark) .{0,20}|citing articles.{0,60}|full terms & conditions.{0,160}|"
    r"available online at:?.{0,80}|\W*\d{1,4}\W*|page \d+ of \d+|journal homepage.{0,100}|contents lists available.{0,120}|www\.\S+|"
    r"research article open access|downloaded from.{0,200}|(?:中图分类号|文章编号|文献标[志识]码).{0,160}|edited by\b.{0,300}|reviewed by\b.{0,300}|communicated by .{0,120}|associate editor\W.{0,80}|handling editor\W.{0,80}|a1{8,}|preprint\.? under review\.?|under review.{0,60}|"
    r"publisher[’']s note\s*:.{0,300}|licensee .{0,60}|copyright\s*:?\s*©.{0,60}|logo|crossmark|"
    r"(?:\S+ ){0,8}et al\.?[, ]+.{0,60}\(?(?:19|20)\d{2}\)?.{0,60}|published by .{0,100}|end of research paper|"
    r"(?:total )?(?:word|character|page|figure|table|reference)s?[ -]counts?\b\s*[:=(]?.{0,60}|number of (?:words|figures|tables|references|pages)\b.{0,80}|"
    r"this manuscript (?:\([^()]{0,40}\) )?was automatically generated .{0,300})$",
    re.IGNORECASE,
)
_LICENSE = late(
    r"creative\s*commons|open access article|all rights reserved|©\s*(?:the\s+authors?|\d{4})|\(c\)\s*\d{4}|"
    r"published under (?:an? )?(?:exclusive )?licen[sc]e|distributed under (?:the )?(?:terms|a)|this (?:work|article) is licensed|\bCC[- ]BY\b|copyright\s+©|^copyright\b|\bcopyright (?:19|20)\d{2} by the author|permits unrestricted use|permission to make digital or hard copies|^licen[sc]e\s*:",
    re.IGNORECASE,
)
_RUNNING = late(
    r"^(?:running (?:title|head(?:er)?)|short title|título corto|titre courant)\s*:\s*(\S.{1,150})$",
    re.IGNORECASE,
)


def article_type(text: str) -> str:
    """The JATS article-type that a line such as "RESEARCH ARTICLE" names; empty if it is none."""
    if len(text) > 60:
        return ""
    bare = _OPEN.sub("", text).strip(" .:*|•–—-").casefold()
    if patterns.fullmatch(r"(?:\w ){3,}\w(?: (?:\w ){2,}\w)*", bare):
        bare = bare.replace(" ", "")
        return next((kind for name, kind in _TYPES.items() if name.replace(" ", "") == bare), "")
    for part in patterns.split(r"\s+[/|•·-]\s+", bare):
        if part in _TYPES:
            return _TYPES[part]
    spaced = next(
        (
            kind
            for name, kind in _TYPES.items()
            if len(name) > 8 and name.replace(" ", "") == bare.replace(" ", "")
        ),
        "",
    )
    return _TYPES.get(bare, "") or spaced


def counts_line(text: str) -> list[m.Count]:
    """The counts of a line that holds nothing but such ("Word count: 3500")."""
    if len(text) > 200 or not patterns.search(r"\d", text):
        return []
    rest = _COUNT.sub("", text)
    if patterns.sub(r"[\W_]+|\band\b", "", rest):
        return []
    return [
        m.Count(_COUNTED[(hit[1] or hit[2] or hit[5]).lower()], int((hit[3] or hit[4]).replace(",", "")))
        for hit in _COUNT.finditer(text)
    ]


def identifier_line(text: str) -> m.Identifier | None:
    """A line that is a DOI or an arXiv number and nothing else."""
    if len(text) > 160:
        return None
    hit = _DOI.search(text)
    if hit and not _CUT_DOI.fullmatch(hit[0]):
        rest = text[: hit.start()] + text[hit.end() :]
        if not patterns.sub(
            r"(?i)https?://(?:dx\.)?(?:doi\.org)?/?|doi|digital object identifier|[\W\d_]+", "", rest
        ):
            return m.Identifier("doi", hit[0].rstrip(".,;)"), provenance="front matter")
    arxiv = patterns.fullmatch(
        r"arXiv:\s*(\d{4}\.\d{4,5}(?:v\d+)?)(?:\s*\[[\w.-]+\])?.{0,20}", text, re.IGNORECASE
    )
    return m.Identifier("arxiv", arxiv[1], provenance="front matter") if arxiv else None


def box_title(text: str) -> str:
    """The title of a box on the first page ("ARTICLE INFO", "Citation:") in small letters; empty if the line is none."""
    if len(text) > 60:
        return ""
    bare = text.strip(" .:*|■•–—-").replace("’", "'")
    if patterns.fullmatch(r"(?:\w\s+){4,}\w", bare):  # a r t i c l e  i n f o
        bare = bare.replace(" ", "")
        return "article info" if bare.casefold() in {"articleinfo", "articlehistory"} else ""
    return bare.casefold() if _BOX.fullmatch(bare) else ""


def is_journal(text: str) -> bool:
    """Whether a line names a journal, a volume or pages, as they stand above a title."""
    found = _JOURNAL.match(text) or _VOLUME.search(text) if len(text) < 160 else None
    return found is not None and "@" not in text


def is_imprint_line(text: str) -> bool:
    """Whether a line is the paper's own place in its journal, with its DOI."""
    return (
        len(text) < 160
        and _VOLUME.search(text) is not None
        and _DOI.search(text) is not None
        and not text.endswith(".")
    )


def is_furniture(text: str) -> bool:
    """Whether a line of the front belongs to the page and not to the paper."""
    if len(text) < 560 and _FURNITURE.match(text) is not None:
        return "et al" not in text[:90] or not is_prose(text)  # a sentence that cites
    return is_imprint_line(text)


def is_end_line(text: str) -> bool:
    """Whether a line only says that the paper ends."""
    return (
        patterns.fullmatch(
            r"\W*(?:the )?end of (?:the |this )?(?:research )?(?:paper|document|manuscript|article|preprint)\W*",
            text,
            re.IGNORECASE,
        )
        is not None
    )


def is_license(text: str) -> bool:
    """Whether a paragraph is a copyright or licence line."""
    return len(text) < 1500 and (
        _LICENSE.search(text[:300]) is not None or patterns.match(r"\W{0,3}©", text) is not None
    )


def running_title(text: str) -> str:
    """The running title that a line gives; empty if it gives none."""
    hit = _RUNNING.match(text)
    return hit[1].strip() if hit else ""


def editor_line(text: str) -> m.Author | None:
    """The editor that a line such as "Academic Editor: Jane Doe" names."""
    hit = patterns.match(
        r"(?:(?:academic|handling|associate|guest|action|section|reviewing)\s+)?editors?\s*:\s*(\S.{2,120})$",
        text,
        re.IGNORECASE,
    )
    if not hit:
        return None
    parsed = names.parse_name(hit[1].partition(",")[0])
    return m.Author(
        parsed.name if "," not in hit[1] else m.Name(literal=hit[1].strip()),
        prefix=parsed.prefix,
        confidence=0.9,
        provenance="front matter",
    )


_LABELLED = late(r"\s*([^\W\d_][^:.—\n]{3,70}?)\s*(?::|—|\.(?=\s))\s*(?=\S)")
_NO_STATEMENT = frozenset(("appendix", "publisher-note", "author-information", "supplement"))


def statement_line(block: m.DraftBlock) -> m.Section | None:
    """A statement with its title in the same line ("Funding: …") as a section of its own.

    The title is one of the usual ones, and set off by a colon, or by emphasis and a stop.
    """
    if not isinstance(block, m.Paragraph):
        return None
    text = m.text_of(block.children)
    hit = _STATEMENT.match(text[:120])
    if hit is None:
        hit = _LABELLED.match(text[:120])
        if hit is None or titles.kind_of(hit[1]) not in titles.BACK_KINDS - _NO_STATEMENT:
            return None
        if hit[0].rstrip()[-1:] not in {":", "—"} and not runs.is_all(
            runs.cut(block.children, 0, hit.end(1)), "strong", "emph"
        ):
            return None
    title = runs.strip(runs.unwrap(runs.cut(block.children, 0, hit.end(1))), " .:—–")
    rest = runs.strip(runs.cut(block.children, hit.end()))
    return m.Section(title, (m.Paragraph(rest, pos=block.pos),), role=titles.kind_of(hit[1]), pos=block.pos)
