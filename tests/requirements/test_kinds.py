"""Each kind of rule passes, fails, and says so where it cannot tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from paperconv.requirements import CHECKS
from paperconv.styles import RULE_KINDS
from tests.requirements.manuscripts import finding, manuscript, picture, report

PASS, FAIL, UNKNOWN = "pass", "fail", "cannot be checked"
NO_ABSTRACT = ("abstract: |\n  We put twelve buoys into a bay and watched where they went.\n", "")
NO_AUTHORS = (
    "author:\n  - name: Mara Lindqvist\n    email: mara@example.org\n    orcid: 0000-0002-1825-0097\n    corresponding: true\n"
    "    affiliation: 1\n  - name: Tom Okoye\n    affiliation: 1\naffiliations:\n  - index: 1\n    name: Institute of Tides, Gdansk, Poland\n",
    "",
)
NO_KEYWORDS = ("keywords: [buoys, drift, tides]\n", "")
NO_REFERENCES = (
    "# References\n\n[1] Dahl A, Berg O. Drift of bottles. Journal of Bays. 1999;4:17-29. doi:10.1234/bays.17\n\n"
    "[2] Costa M. The history of buoys in European waters. 2nd ed. Lisbon: Harbour University Press; 2004.\n\n"
    "[3] Nowak J. Slow water. Journal of Bays. 2011;16(2):101-9. doi:10.1234/bays.101\n",
    "",
)
NO_CITES = (
    "Drift is old news [1]. Others measured it before us [2,3], and Figure 1",
    "Drift is old. Figure 1",
)
NO_FIGURE = (
    '![Buoys in the bay. Each dot is a buoy.](buoys.png){#fig:buoys width=80mm alt="Twelve dots in a bay"}\n',
    "",
)
NO_TABLE = (
    "| Buoy | Way |\n|------|-----|\n| one  | 3   |\n| two  | 4   |\n\nTable: Ways of the buoys. {#tbl:ways}\n",
    "",
)
NO_WIDTH = (" width=80mm", "")
ABSTRACT = "  We put twelve buoys into a bay and watched where they went."


def to(old: str, new: str) -> dict[str, Any]:
    return {"changes": [(old, new)]}


def with_file(name: str, data: bytes, *changes: tuple[str, str]) -> dict[str, Any]:
    return {"files": {name: data}, "changes": [("buoys.png", name), *changes]}


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="80mm" height="40mm">%s</svg>'
EPS = b"%%!PS-Adobe-3.0 EPSF-3.0\n%%%%BoundingBox: 0 0 100 50\n%s\nshowpage\n"
MARKED = """
[@lindqvist2019] and [?] are not there.
"""
METHOD = "We threw buoys into the water."
NESTED = "<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>\n"

SAID = 'says = "So it is."\nsource = "guide"\n'
THANKS, FUNDING = f"[statements.acknowledgements]\n{SAID}", f"[statements.funding]\n{SAID}"
# kind, the rule's other keys, outcome, and the change of the sound manuscript (none: as it is).
CASES: list[tuple[str, str, str, dict[str, Any]]] = [
    ("title-characters", "most = 40", PASS, {}),
    ("title-characters", "most = 20", FAIL, {}),
    ("title-characters", "most = 20", UNKNOWN, to("title: Tides and the drift of small buoys\nshort-title: Tides and buoys\n", "")),
    ("title-words", "most = 8", PASS, {}),
    ("title-words", "least = 8", FAIL, {}),
    ("title-words", "least = 8", UNKNOWN, to("title: Tides and the drift of small buoys\nshort-title: Tides and buoys\n", "")),
    ("short-title", "most = 20", PASS, {}),
    ("short-title", "most = 10", FAIL, {}),
    ("short-title", "", FAIL, to("short-title: Tides and buoys\n", "")),
    ("abstract", "", PASS, {}),
    ("abstract", "", FAIL, {"changes": [NO_ABSTRACT]}),
    ("abstract-words", "most = 12", PASS, {}),
    ("abstract-words", "most = 11", FAIL, {}),
    ("abstract-words", "most = 10", UNKNOWN, {"changes": [NO_ABSTRACT]}),
    ("abstract-characters", "most = 60", PASS, {}),
    ("abstract-characters", "least = 61", FAIL, {}),
    ("abstract-characters", "least = 61", UNKNOWN, {"changes": [NO_ABSTRACT]}),
    ("abstract-paragraphs", "most = 1", PASS, {}),
    ("abstract-paragraphs", "most = 1", FAIL, to(ABSTRACT, f"{ABSTRACT}\n\n  They went away.")),
    ("abstract-paragraphs", "most = 1", UNKNOWN, {"changes": [NO_ABSTRACT]}),
    ("abstract-structure", 'values = ["forbidden"]', PASS, {}),
    ("abstract-structure", 'values = ["forbidden"]', FAIL, to(ABSTRACT, "  **Background:** Buoys drift.\n\n  **Methods:** We looked.")),
    ("abstract-structure", 'values = ["required"]', PASS, to(ABSTRACT, "  **Background:** Buoys drift.\n\n  **Methods:** We looked.")),
    ("abstract-structure", 'values = ["required"]', FAIL, {}),
    ("abstract-structure", 'values = ["required"]', UNKNOWN, {"changes": [NO_ABSTRACT]}),
    ("abstract-citations", "", PASS, {}),
    ("abstract-citations", "", FAIL, to("watched where they went.", "watched where they went [1].")),
    ("abstract-citations", "", UNKNOWN, {"changes": [NO_ABSTRACT]}),
    ("abstract-formulas", "", PASS, to("twelve buoys", "$n = 12$ buoys")),
    ("abstract-formulas", "", FAIL, to(ABSTRACT, f"{ABSTRACT}\n\n  $$a = b$$")),
    ("abstract-formulas", "", UNKNOWN, {"changes": [NO_ABSTRACT]}),
    ("abstract-translation", "", FAIL, {}),
    ("highlights", "least = 3\nmost = 5", PASS, to("lang: en", "highlights:\n  - One\n  - Two\n  - Three\nlang: en")),
    ("highlights", "least = 3\nmost = 5", FAIL, {}),
    ("highlight-characters", "most = 10", PASS, to("lang: en", "highlights:\n  - Buoys go\nlang: en")),
    ("highlight-characters", "most = 10", FAIL, to("lang: en", "highlights:\n  - Buoys go away with the tide\nlang: en")),
    ("highlight-characters", "most = 10", UNKNOWN, {}),
    ("plain-summary", "most = 5", PASS, to("lang: en", "plain-language-summary: Buoys float away.\nlang: en")),
    ("plain-summary", "most = 2", FAIL, to("lang: en", "plain-language-summary: Buoys float away.\nlang: en")),
    ("plain-summary", "", FAIL, {}),
    ("graphical-abstract", "", PASS, to("lang: en", "graphical-abstract: buoys.png\nlang: en")),
    ("graphical-abstract", "", PASS, to("lang: en", "graphical-abstract: |\n  ![A buoy.](buoys.png)\nlang: en")),
    ("graphical-abstract", "", FAIL, to("lang: en", "graphical-abstract: A buoy.\nlang: en")),
    ("graphical-abstract", "", FAIL, {}),
    ("keywords", "least = 3\nmost = 6", PASS, {}),
    ("keywords", "least = 4\nmost = 6", FAIL, {}),
    ("keywords-order", "", PASS, {}),
    ("keywords-order", "", FAIL, to("[buoys, drift, tides]", "[Tides, buoys, drift]")),
    ("keywords-order", "", PASS, to("lang: en", "lang: en\nkeywords-de: [Wellen, Bojen]")),
    ("keywords-order", "", UNKNOWN, {"changes": [NO_KEYWORDS]}),
    ("keywords-absent", "", PASS, {"changes": [NO_KEYWORDS]}),
    ("keywords-absent", "", FAIL, {}),
    ("classification", 'values = ["JEL"]', PASS, {"changes": [("# Introduction", "JEL codes: Q54, N50\n\n# Introduction")]}),
    ("classification", 'values = ["JEL"]', FAIL, {}),
    ("authors", "most = 2", PASS, {}),
    ("authors", "most = 1", FAIL, {}),
    ("author-affiliations", "", PASS, {}),
    ("author-affiliations", "", FAIL, to("  - name: Tom Okoye\n    affiliation: 1\n", "  - name: Tom Okoye\n")),
    ("author-affiliations", "", UNKNOWN, {"changes": [NO_AUTHORS]}),
    ("author-emails", "", PASS, to("Tom Okoye\n", "Tom Okoye\n    email: tom@example.org\n")),
    ("author-emails", "", FAIL, {}),
    ("author-emails", "", UNKNOWN, {"changes": [NO_AUTHORS]}),
    ("author-orcids", "least = 1", PASS, {}),
    ("author-orcids", "", FAIL, {}),
    ("author-orcids", "least = 1", UNKNOWN, {"changes": [NO_AUTHORS]}),
    ("author-positions", "", FAIL, {}),
    ("author-positions", "", UNKNOWN, {"changes": [NO_AUTHORS]}),
    ("affiliation-parts", 'values = ["institution", "city", "country"]', PASS, {}),
    ("affiliation-parts", 'values = ["department"]', FAIL, {}),
    ("affiliation-parts", 'values = ["department"]', UNKNOWN, to("Institute of Tides, Gdansk", "Institute of Tides, Long Bay Room, Gdansk")),
    ("corresponding-author", "", PASS, {}),
    ("corresponding-author", "", FAIL, to("    email: mara@example.org\n", "")),
    ("corresponding-author", "", UNKNOWN, {"changes": [NO_AUTHORS]}),
    ("corresponding-orcid", "", PASS, {}),
    ("corresponding-orcid", "", FAIL, to("    orcid: 0000-0002-1825-0097\n", "")),
    ("corresponding-orcid", "", UNKNOWN, to("    corresponding: true\n", "")),
    ("dates", 'values = ["received"]', PASS, to("lang: en", "received: 2024-05-03\nlang: en")),
    ("dates", 'values = ["received"]', FAIL, {}),
    ("stated-counts", 'values = ["fig"]', FAIL, {}),
    ("stated-counts", 'values = ["fig"]', FAIL, to("lang: en", "counts: {figures: 2}\nlang: en")),
    ("stated-counts", 'values = ["fig", "table", "word"]', PASS, to("lang: en", "counts: {fig-count: 1, tables: 1, words: 90}\nlang: en")),
    ("text-words", "most = 60", PASS, {}),
    ("text-words", "most = 20", FAIL, {}),
    ("text-words", 'most = 20\ncounts = ["methods"]', PASS, {}),
    ("text-characters", "most = 400", PASS, {}),
    ("text-characters", "least = 400", FAIL, {}),
    ("pages", "most = 4", PASS, {}),
    ("pages", "least = 9", FAIL, {}),
    ("sections-required", 'values = ["intro", "methods", "results|findings", "references"]', PASS, {}),
    ("sections-required", 'values = ["Statement of buoys"]', FAIL, {}),
    ("sections-required", 'values = ["Statement of buoys"]', PASS, to("# Methods", "# Statement of Buoys")),
    ("sections-required", 'values = ["intro"]', PASS, to("# Introduction\n", "")),
    ("sections-required", 'values = ["results", "discussion"]', PASS, {"changes": [("# Results", "# Results and discussion"), ("# Discussion", "# More")]}),
    ("sections-order", 'values = ["intro", "methods", "results", "discussion"]', PASS, {}),
    ("sections-order", 'values = ["intro", "results", "methods"]', FAIL, {}),
    ("sections-absent", 'values = ["related-work"]', PASS, {}),
    ("sections-absent", 'values = ["discussion"]', FAIL, {}),
    ("statements-order", f"{THANKS}order = 1\n{FUNDING}order = 2", PASS, {"add": "# Acknowledgements\n\nThanks."}),
    ("statements-order", f"{THANKS}order = 1\n{FUNDING}order = 2", FAIL, {"add": "# Declarations\n\n## Acknowledgements\n\nThanks.\n\n## Competing interests\n\nNone."}),
    ("statements-order", f"{FUNDING}order = 1", UNKNOWN, to("# Funding\n\nThe Baltic Fund", "The Baltic Fund")),
    ("statements-titles", f'{FUNDING}heading = "Funding statement"', PASS, {}),
    ("statements-titles", f'{FUNDING}heading = "Funding statement"', FAIL, to("# Funding\n", "# Funding and acknowledgements\n")),
    ("statements-titles", f'{THANKS}heading = "Acknowledgements"', UNKNOWN, {}),
    ("contributions-form", 'values = ["credit"]', PASS, {"add": "# Author contributions\n\nML and TO conceived the study."}),
    ("contributions-form", 'values = ["credit"]', FAIL, {"add": "# Author contributions\n\nM.L. conceived the study."}),
    ("contributions-form", 'values = ["table", "list"]', FAIL, {"add": "# Author contributions\n\nML and TO conceived the study."}),
    ("contributions-form", 'values = ["credit"]', UNKNOWN, {}),
    ("heading-depth", "most = 1", PASS, {}),
    ("heading-depth", "most = 1", FAIL, to("They drifted.", "## On Monday\n\nThey drifted.")),
    ("heading-characters", "most = 12", PASS, {}),
    ("heading-characters", "most = 11", FAIL, {}),
    ("headings", "most = 4", PASS, {}),
    ("headings", "least = 5", FAIL, {}),
    ("headings", 'most = 3\ncounts = ["body"]', PASS, {}),
    ("footnotes", "most = 0", PASS, {}),
    ("footnotes", "most = 0", FAIL, to("They drifted.", "They drifted.[^1]\n\n[^1]: Far away.")),
    ("formulas-as-text", "", FAIL, to(METHOD, f"{METHOD}\n\n![](e1.wmf)")),
    ("captions", "", PASS, to(METHOD, f"{METHOD}\n\n![](e1.wmf)")),
    ("captions", "", FAIL, to(METHOD, f"{METHOD}\n\n![](e1.png)")),
    ("formulas-as-text", "", PASS, to(METHOD, "Speed is $v = s/t$.")),
    ("formulas-as-text", "", FAIL, to(METHOD, "Speed is ![v = s/t](buoys.png) for all.")),
    ("formulas-as-text", "", FAIL, to(METHOD, "![x](buoys.png) (1)")),
    ("references", "most = 3", PASS, {}),
    ("references", "most = 2", FAIL, {}),
    ("references-cited", "", PASS, {}),
    ("references-cited", "", FAIL, to("[2,3]", "[2]")),
    ("references-cited", "", UNKNOWN, {"changes": [NO_REFERENCES]}),
    ("references-complete", "", PASS, {}),
    ("references-complete", "", FAIL, to("[3] Nowak J. Slow water. Journal of Bays. 2011;16(2):101-9. doi:10.1234/bays.101", "[3] Nowak J. Slow water. Journal of Bays. 2011.")),
    ("references-complete", "", UNKNOWN, {"changes": [NO_REFERENCES]}),
    ("references-placeholder", "", PASS, {}),
    ("references-placeholder", "", FAIL, to("[2] Costa M. The history of buoys in European waters. 2nd ed. Lisbon: Harbour University Press; 2004.", "[2] Ibid., p. 19.")),
    ("references-placeholder", "", UNKNOWN, {"changes": [NO_REFERENCES]}),
    ("references-doi", "", PASS, {}),
    ("references-doi", "", FAIL, to(" doi:10.1234/bays.101", "")),
    ("references-doi", "", UNKNOWN, {"changes": [NO_REFERENCES]}),
    ("references-weak", 'values = ["wikipedia.org"]', PASS, {}),
    ("references-weak", 'values = ["book"]', FAIL, {}),
    ("references-weak", 'values = ["book"]', UNKNOWN, {"changes": [NO_REFERENCES]}),
    ("citation-form", 'values = ["number"]', PASS, {}),
    ("citation-form", 'values = ["author-date"]', FAIL, {}),
    ("citation-form", 'values = ["number"]', UNKNOWN, {"changes": [NO_CITES]}),
    ("citation-order", "", PASS, {}),
    ("citation-order", "", FAIL, {"changes": [("news [1]", "news [3]"), ("us [2,3]", "us [1,2]")]}),
    ("citation-order", "", UNKNOWN, {"changes": [NO_CITES]}),
    ("citations-resolved", "", PASS, {}),
    ("citations-resolved", "", FAIL, {"add": MARKED}),
    ("display-items", "most = 2", PASS, {}),
    ("display-items", "most = 1", FAIL, {}),
    ("figures", "most = 1", PASS, {}),
    ("figures", "least = 2", FAIL, {}),
    ("tables", "most = 1", PASS, {}),
    ("tables", "most = 0", FAIL, {}),
    ("floats-cited", "", PASS, {}),
    ("floats-cited", "", FAIL, to("Table 1 has the numbers.", "")),
    ("floats-cited", "", UNKNOWN, {"changes": [NO_FIGURE, NO_TABLE]}),
    ("floats-order", "", PASS, {"add": "Figure 2 is odd.\n\n![Odd.](buoys.png)"}),
    ("floats-order", "", FAIL, {"changes": [("and Figure 1 shows", "and Figure 2 shows"), (METHOD, "See Figure 1.")], "add": "![Odd.](buoys.png)"}),
    ("floats-order", "", UNKNOWN, {"changes": [NO_FIGURE, NO_TABLE]}),
    ("captions", "", PASS, {}),
    ("captions", "", FAIL, to("Table: Ways of the buoys. {#tbl:ways}\n", "")),
    ("captions", "", UNKNOWN, {"changes": [NO_FIGURE, NO_TABLE]}),
    ("caption-words", "most = 9", PASS, {}),
    ("caption-words", "most = 5", FAIL, {}),
    ("caption-words", "most = 5", UNKNOWN, {"changes": [NO_FIGURE, NO_TABLE]}),
    ("alternative-texts", "", PASS, {}),
    ("alternative-texts", "", FAIL, to(' alt="Twelve dots in a bay"', "")),
    ("alternative-texts", "", UNKNOWN, {"changes": [NO_FIGURE]}),
    ("figure-resolution", "least = 300", PASS, {}),
    ("figure-resolution", "least = 300", FAIL, with_file("small.png", picture(900))),
    ("figure-resolution", "least = 300", FAIL, {"changes": [NO_WIDTH]}),
    ("figure-resolution", "least = 300", UNKNOWN, to("buoys.png", "lost.png")),
    ("figure-width", "most = 90", PASS, {}),
    ("figure-width", "most = 70", FAIL, {}),
    ("figure-width", "most = 70", UNKNOWN, {"changes": [NO_WIDTH]}),
    ("figure-formats", 'values = ["png"]', PASS, {}),
    ("figure-formats", 'values = ["tiff", "eps"]', PASS, {}),
    ("figure-formats", 'values = ["jpeg", "eps"]', FAIL, {}),
    ("figure-formats", 'values = ["png"]', UNKNOWN, to("buoys.png", "lost.png")),
    ("figure-colours", 'values = ["rgb"]', PASS, {}),
    ("figure-colours", 'values = ["rgb"]', FAIL, with_file("c.jpg", picture(900, "CMYK", "JPEG"))),
    ("figure-colours", 'values = ["rgb"]', UNKNOWN, with_file("c.eps", EPS % b"")),
    ("figure-bytes", "most = 100000", PASS, {}),
    ("figure-bytes", "most = 100000", FAIL, with_file("big.png", picture(noise=100_000))),
    ("figure-bytes", "most = 100000", UNKNOWN, to("buoys.png", "lost.png")),
    ("figure-fonts", "", PASS, with_file("d.svg", SVG % b'<path d="M0 0h9"/>')),
    ("figure-fonts", "", FAIL, with_file("d.svg", SVG % b'<text font-family="Arial">Tide</text>')),
    ("figure-fonts", "", FAIL, with_file("d.eps", EPS % b"/Helvetica findfont 9 scalefont setfont")),
    ("figure-fonts", "", UNKNOWN, to("buoys.png", "lost.png")),
    ("tables-as-text", "", PASS, {}),
    ("tables-as-text", "", FAIL, to("![Buoys in the bay. Each", "![Table 2: Buoys in the bay. Each")),
    ("tables-nested", "", PASS, {}),
    ("manuscript-formats", 'values = ["markdown"]', PASS, {}),
    ("manuscript-formats", 'values = ["docx"]', PASS, {}),
    ("manuscript-formats", 'values = ["rtf", "doc"]', FAIL, {}),
    ("file-bytes", "most = 100000", PASS, {}),
    ("file-bytes", "most = 500", FAIL, {}),
    ("file-bytes", "most = 100000", UNKNOWN, to("buoys.png", "lost.png")),
    ("anonymous", "", FAIL, {}),
    ("abbreviations", "", PASS, to(METHOD, "We used a global drift model (GDM). The GDM is new; GDM runs are slow. GDM it is.")),
    ("abbreviations", "", PASS, to(METHOD, "YOLO sees. YOLO is quick; YOLO it is. CO2 too, and NaCl; NaCl or CO2.")),
    ("abbreviations", "", PASS, {"changes": [(METHOD, "The GDM is new; GDM runs are slow. GDM it is.")], "add": "Abbreviations: GDM, global drift model."}),
    ("abbreviations", "", FAIL, to(METHOD, "The GDM is new; GDM runs are slow. A global drift model (GDM) it is.")),
    ("abbreviations", "", FAIL, to("watched where they went.", "watched where the GDM went.")),
    ("captions", "", PASS, {"add": "<table><tr><td>A frame</td></tr></table>"}),
    ("abbreviations", "", FAIL, to(METHOD, "We used the GDM. The GDM is new; GDM runs are slow. GDM it is.")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "keys", "outcome", "change"), CASES, ids=[f"{kind}-{outcome}-{number}" for number, (kind, _, outcome, _) in enumerate(CASES)]
)  # fmt: skip
def test_a_rule_passes_fails_or_cannot_be_checked(
    kind: str, keys: str, outcome: str, change: dict[str, Any], tmp_path: Path
) -> None:
    source = manuscript(
        tmp_path, *change.get("changes", ()), add=change.get("add", ""), files=change.get("files")
    )
    made = report(tmp_path, f'[rules.{kind}]\nsays = "It is so."\nsource = "guide"\n{keys}', source)
    (found,) = [one for one in made.findings if one.demand == f"rules.{kind}"]
    assert found.outcome == outcome, found
    if outcome == UNKNOWN:
        assert found.reason


# What the style lays out is asked of the style, not of the manuscript.
LAYOUT = [
    ("line-numbers", 'values = ["required"]', '[page]\nline-numbers = "continuous"', "[page]"),
    ("line-numbers", 'values = ["forbidden"]', "[page]", '[page]\nline-numbers = "page"'),
    ("line-spacing", "least = 2", "[text]\nline-spacing = 2.0", "[text]\nline-spacing = 1.5"),
    ("font-size", "least = 10\nmost = 12", '[text]\nsize = "11pt"', '[text]\nsize = "9.5pt"'),
    ("fonts", 'values = ["Arial", "Times New Roman"]', '[text]\nfont = ["Arial"]', '[text]\nfont = ["Symbol"]'),
    ("margins", "least = 25", '[page]\nmargin-top = "1in"', '[page]\nmargin-top = "2cm"'),
    ("page-columns", "most = 1", "[page]\ncolumns = 1", "[page]\ncolumns = 2"),
    ("page-numbers", "", '[running-head]\nfoot = ["", "Page {page}", ""]', '[running-head]\nfoot = ["", "", ""]'),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "keys", "sound", "unsound"), LAYOUT)
def test_a_rule_of_layout_is_checked_on_the_resolved_style(
    kind: str, keys: str, sound: str, unsound: str, tmp_path: Path
) -> None:
    source = manuscript(tmp_path)
    rule = f'[rules.{kind}]\nsays = "It is so."\n{keys}\n'
    assert finding(tmp_path, rule + sound, source).outcome == PASS
    assert finding(tmp_path, rule + unsound, source).outcome == FAIL
    table, _, key = unsound.partition("\n")
    inside = f"{rule}{sound}\n[variant.mine.{table.strip('[]')}]\n{key}"
    if key:
        assert finding(tmp_path, inside, source, "mine").outcome == FAIL
        assert finding(tmp_path, inside, source).outcome == PASS


def test_every_kind_of_rule_has_a_function_and_the_other_way_round() -> None:
    assert set(CHECKS) == set(RULE_KINDS)


# Cases of a kind that stand elsewhere: what Markdown cannot say.
ELSEWHERE = {
    "abstract-translation": {PASS},
    "author-positions": {PASS},
    "tables-nested": {FAIL},
    "anonymous": {PASS},
}


@pytest.mark.parametrize("kind", sorted(RULE_KINDS))
def test_every_kind_of_rule_has_a_case_that_passes_and_one_that_fails(kind: str) -> None:
    outcomes = {outcome for name, _, outcome, _ in CASES if name == kind} | ELSEWHERE.get(kind, set())
    layout = {name for name, *_ in LAYOUT}
    assert kind in layout or {PASS, FAIL} <= outcomes
