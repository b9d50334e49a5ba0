"""Twenty works, all invented, as CSL items: every common type, and names, dates and titles that styles stumble over."""

from __future__ import annotations

from typing import Any


def names(*given: str) -> list[dict[str, str]]:
    """``Family, Given[, Suffix]``, a body without a comma; a particle stands before ``|``."""
    out: list[dict[str, str]] = []
    for one in given:
        if "," not in one:
            out.append({"literal": one})
            continue
        family, first, *suffix = (part.strip() for part in one.split(","))
        particle, bar, rest = family.rpartition("|")
        name = {"family": rest if bar else family, "given": first}
        if bar:
            name["non-dropping-particle"] = particle
        out.append({**name, **({"suffix": suffix[0]} if suffix else {})})
    return out


def day(*parts: int) -> dict[str, Any]:
    return {"date-parts": [list(parts)]}


def work(id: str, type: str, title: str, *author: str, **more: Any) -> dict[str, Any]:
    fields = {name.replace("_", "-"): value for name, value in more.items()}
    return {
        "id": id,
        "type": type,
        "title": title,
        **({"author": names(*author)} if author else {}),
        **fields,
    }


ITEMS = [
    work("many", "article-journal", "Drift of river ice under a steady wind", "Oduya, Ada B.", "Lindqvist, Carl", "Berg, Mia",
         "Roe, Colin", "Nakamura, Yui", "Costa, Inês", "Dubois, Marc", "Wilk, Katarzyna", container_title="Journal of Cold Regions",
         container_title_short="J. Cold Reg.", volume="14", issue="3", page="201-219", issued=day(2018, 3), DOI="10.5555/jcr.2018.14"),
    work("two", "article-journal", "The colour of old window glass", "Roe, Colin", "Berg, Mia", container_title="Glass",
         volume="7", page="33-41", issued=day(2015)),
    work("same-a", "article-journal", "Panes of the north: a survey", "Roe, Colin", container_title="Glass", volume="8", issue="1",
         page="1-19", issued=day(2016), DOI="10.5555/glass.8.1"),
    work("same-b", "article-journal", "Sashes of the south", "Roe, Colin", container_title="Letters on Windows", volume="2",
         page="112-118", issued=day(2016)),
    work("article-number", "article-journal", "Counting shutters from the air", "Costa, Inês", "Dubois, Marc", "Wilk, Katarzyna",
         container_title="Open Remote Sensing", volume="11", issue="6", page="e0201", issued=day(2021, 6, 14), DOI="10.5555/ors.0201"),
    work("book", "book", "Doors and thresholds: A history of the house", "van der|Meer, Johanna", publisher="Lantern Press",
         publisher_place="London", issued=day(1999)),
    work("edition", "book", "The joiner’s handbook", "Holt, Robert, Jr.", "King, M. L.", edition="4", publisher="Anvil",
         publisher_place="New York, NY", issued=day(2004), ISBN="978-0-00-000000-2"),
    work("edited", "book", "Houses of the coast", editor=names("Silva, Ana", "Okafor, Chidi"), publisher="Harbour University Press",
         publisher_place="Lisbon", issued=day(2010)),
    work("chapter", "chapter", "Roofs that breathe", "Nakamura, Yui", editor=names("Silva, Ana", "Okafor, Chidi"),
         container_title="Houses of the coast", page="77-102", publisher="Harbour University Press", publisher_place="Lisbon",
         issued=day(2010)),
    work("series", "chapter", "On lime plaster", "Dubois, Marc", editor=names("Weiss, Paul"), container_title="Walls",
         collection_title="Studies in building", collection_number="12", page="5-30", publisher="Kreis", publisher_place="Berlin",
         issued=day(1987)),
    work("conference", "paper-conference", "Finding windows in photographs", "Li, Xin", "Okafor, Chidi",
         container_title="Proceedings of the Ninth Meeting on Façades", event_title="Ninth Meeting on Façades", event_place="Turin, Italy",
         page="301-308", publisher="Façade Society", issued=day(2019)),
    work("web", "webpage", "How to paint a shutter", "Guild of Painters", container_title="Guild of Painters", issued=day(2020, 6, 25),
         accessed=day(2021, 2, 3), URL="https://painters.example.org/shutter"),
    work("undated", "webpage", "A list of window museums", accessed=day(2022, 11, 9), URL="https://museums.example.org/list"),
    work("news", "article-newspaper", "Storm takes the roof off the market hall", "Abbot, Jane", container_title="The Harbour Times",
         issued=day(2017, 10, 4), page="A3"),
    work("report", "report", "Heat lost through old frames", "National Office of Buildings", number="NOB-87-12", genre="Technical report",
         publisher="National Office of Buildings", publisher_place="Oslo", issued=day(1987)),
    work("thesis", "thesis", "The sound of closing doors", "Weiss, Paula", genre="PhD thesis", publisher="University of the Fjords",
         publisher_place="Bergen", issued=day(2013)),
    work("data", "dataset", "Measured drift of ice on forty rivers", "Oduya, Ada B.", publisher="Cold Data Repository", version="2.1",
         issued=day(2018), DOI="10.5555/data.40"),
    work("software", "software", "panes: an R package for window counts", "Li, Xin", version="1.4.0", issued=day(2022),
         URL="https://code.example.org/panes"),
    work("reprint", "book", "The art of the smith", "Kovács, Ilona", translator=names("Hill, Tom"), publisher="Lantern Press",
         publisher_place="London", issued=day(1996), original_date=day(1919)),
    work("question", "article-magazine", "Is this the end of the hinge?", "Abbot, Jane", container_title="Builder’s Monthly", volume="55",
         issue="2", page="12-14", issued=day(2012, 2)),
]  # fmt: skip
CLUSTERS: list[list[dict[str, str]]] = [
    [{"id": "same-a"}, {"id": "same-b"}],
    [{"id": "book", "label": "page", "locator": "12"}],
    [{"id": "many"}, {"id": "two"}, {"id": "edition"}],
    [{"id": "web"}],
    [{"id": "undated"}],
    [{"id": "conference"}, {"id": "chapter"}, {"id": "edited"}],
    [{"id": "news"}],
    [{"id": "report"}],
    [{"id": "book"}],
    *(
        [{"id": one}]
        for one in ("article-number", "series", "thesis", "data", "software", "reprint", "question")
    ),
]
STYLES = (
    "american-chemical-society", "american-medical-association", "american-physics-society", "apa", "associacao-brasileira-de-normas-tecnicas",
    "association-for-computing-machinery", "cell", "chicago-author-date", "chicago-notes-bibliography",
    "elsevier-harvard", "elsevier-vancouver", "elsevier-with-titles", "frontiers", "harvard-cite-them-right", "ieee", "modern-language-association",
    "multidisciplinary-digital-publishing-institute", "nature", "nlm-citation-sequence", "plos", "royal-society-of-chemistry", "science",
    "springer-basic-author-date", "springer-vancouver-brackets", "taylor-and-francis-chicago-author-date",
)  # fmt: skip
