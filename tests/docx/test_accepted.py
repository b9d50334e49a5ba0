"""What a production editor looks at first, asked of whole manuscripts in styles of several kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

import paperconv
from paperconv import model as m
from paperconv.diagnostics import ignore
from paperconv.pipeline import Edition
from tests.documents import LETTER, RICH
from tests.docx.opened import Opened, W, paper, style_of, text
from tests.pieces import TABLE, p, png, t

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
STYLES = ("base", "manuscript", "elsevier", "ieee-transactions", "apa", "plos-one")
LEADING = {
    "Title",
    "AbstractTitle",
    "AbstractHeading",
    "CaptionAbove",
    "CaptionNumber",
    "BoxTitle",
    "DefinitionTerm",
}
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def _numbered(*texts: str, start: int = 1) -> m.List:
    return m.List(tuple(m.ListItem((p(one),)) for one in texts), ordered=True, start=start)


MIXED = paper(
    _numbered("one", "two"),
    p("Between."),
    m.List((m.ListItem((p("outer"), _numbered("inner"))), m.ListItem((p("after"), _numbered("anew"))))),
    _numbered("three", start=3),
    p("Said ", m.Span(t("auf Deutsch"), language="de"), " and ", m.Span(t("שלום"), language="he"), "."),
    m.replace(TABLE, span="landscape"),
    m.Figure((m.Panel(m.Image("plot.png", alt="A line")),), id="f1", label="Figure 1", caption=m.Caption(t("Plot."))),
    p("The end."),
    resources=(m.Resource("plot.png", "image/png", png()),),
)  # fmt: skip
PAPERS: dict[str, Callable[[], m.Document]] = {
    "rich": lambda: RICH,
    "letter": lambda: LETTER,
    "mixed": lambda: MIXED,
    "tide-clocks": lambda: paperconv.read(EXAMPLES / "tide-clocks"),
    "river-trade": lambda: paperconv.read(EXAMPLES / "river-trade.md"),
}


class Accepted(Opened):
    """A DOCX and the document that it was made of, as the style has prepared it."""

    def __init__(self, document: m.Document, style: str) -> None:
        edition = Edition(document, style, ignore)
        super().__init__(edition.export("docx", "paper").data, [])
        self.document = edition.prepared()
        self.styles = {str(e.get(f"{W}styleId")): e for e in self.part("styles").iter(f"{W}style")}

    def inherited(self, style: str, name: str) -> etree._Element | None:
        """The property ``name`` of paragraphs in ``style``, perhaps one that the style inherits."""
        while style:
            here = self.styles[style]
            if (found := here.find(f"{W}pPr/{W}{name}")) is not None:
                return found
            based = here.find(f"{W}basedOn")
            style = "" if based is None else str(based.get(f"{W}val"))
        return None

    def used(self) -> list[str]:
        """The style of each paragraph."""
        return [style_of(one) for part in self.parts() for one in part.iter(f"{W}p")]

    def nodes(self, kind: type[m.Node]) -> list[m.Node]:
        return [node for node in m.iter_nodes(self.document) if isinstance(node, kind)]


def without_a_style(made: Accepted) -> list[str]:
    return sorted(set(made.used()) - set(made.styles))


def formatted_directly(made: Accepted) -> list[str]:
    # Besides its style a paragraph says which list it is of and where a section or a run-in heading ends.
    allowed = {
        "pPr": {"pStyle", "numPr", "bidi", "sectPr", "rPr"},
        "rPr": {"rStyle", "lang", "rtl", "ins", "del", "vanish", "specVanish"},
    }
    return [
        f"{kind} has {etree.QName(one).localname}"
        for part in made.parts()
        for kind, names in allowed.items()
        for held in part.iter(f"{W}{kind}")
        if held.getparent().tag.startswith(W)  # those of formulas name the font of formulas
        for one in held
        if etree.QName(one).localname not in names
    ]


def lists_that_go_on(made: Accepted) -> list[str]:
    numbers = {e.get(f"{W}numId"): e for e in made.part("numbering").iter(f"{W}num")}
    used = {
        (str(one.find(f"{W}numId").get(f"{W}val")), str(one.find(f"{W}ilvl").get(f"{W}val")))
        for part in made.parts()
        for one in part.iter(f"{W}numPr")
        if style_of(one.getparent().getparent()).startswith("ListNumber")
    }
    starts: Counter[int] = Counter()
    for number, level in used:
        override = numbers[number].find(f"{W}lvlOverride[@{W}ilvl='{level}']/{W}startOverride")
        starts[-1 if override is None else int(str(override.get(f"{W}val")))] += 1
    wanted = Counter(one.start for one in made.nodes(m.List) if one.ordered and not one.items[0].label)
    return [] if starts == wanted else [f"lists start at {dict(starts)}, not at {dict(wanted)}"]


def outline_with_gaps(made: Accepted) -> list[str]:
    out, before = [], -1
    for paragraph in made.part().iter(f"{W}p"):
        level = made.inherited(style_of(paragraph), "outlineLvl")
        if level is None:
            continue
        depth = int(str(level.get(f"{W}val")))
        if depth > before + 1:
            out.append(f"{text(paragraph)[:60]}: level {depth} after {before}")
        before = depth
    return out


def headings_without_a_level(made: Accepted) -> list[str]:
    return [
        style
        for style in made.used()
        if style.startswith("Heading") and made.inherited(style, "outlineLvl") is None
    ]


def heads_that_are_not_repeated(made: Accepted) -> list[str]:
    wanted = sum(bool(row.cells) for one in made.nodes(m.Table) for row in one.head)
    marked = sum(1 for part in made.parts() for _ in part.iter(f"{W}tblHeader"))
    return [] if marked == wanted else [f"{marked} rows are marked, {wanted} are heads"]


def pictures_without_words(made: Accepted) -> list[str]:
    pictures = [one for part in made.parts() for one in part.iter(PICTURE)]
    return [str(one.get("name")) for one in pictures if not (one.get("descr") or "").strip()]


def languages_that_are_lost(made: Accepted) -> list[str]:
    marked = {value for part in made.parts() for e in part.iter(f"{W}lang") for value in e.attrib.values()}
    held = {one.language for one in made.nodes(m.Span) if one.children} - {"", made.document.meta.language}
    return sorted(held - marked)


def pages_that_stay_turned(made: Accepted) -> list[str]:
    out: list[str] = []
    held: list[str] = []
    for block in made.part()[0]:
        if block.tag == f"{W}p":
            held.append(style_of(block))
        for size in block.iter(f"{W}pgSz"):
            turned = size.get(f"{W}orient") == "landscape"
            if turned != (int(size.get(f"{W}w", "")) > int(size.get(f"{W}h", ""))):
                out.append(f"a page of {size.get(f'{W}w')} × {size.get(f'{W}h')}")
            out += [one for one in held if turned and one in {"BodyText", "FirstParagraph"}]
            held = []
    return out


def widows(made: Accepted) -> list[str]:
    return sorted({style for style in made.used() if made.inherited(style, "widowControl") is None})


def headings_that_stay_behind(made: Accepted) -> list[str]:
    return sorted(
        {
            style
            for style in made.used()
            if (style.startswith("Heading") or style in LEADING) and made.inherited(style, "keepNext") is None
        }
    )


RULES = (
    without_a_style, formatted_directly, lists_that_go_on, outline_with_gaps, headings_without_a_level,
    heads_that_are_not_repeated, pictures_without_words, languages_that_are_lost, pages_that_stay_turned, widows,
    headings_that_stay_behind,
)  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", PAPERS)
def test_a_production_editor_finds_nothing(name: str, style: str) -> None:
    made = Accepted(PAPERS[name](), style)
    assert {rule.__name__: found for rule in RULES if (found := rule(made))} == {}
