"""Quarto, R Markdown, MyST and Manubot in pandoc's words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import paperconv
from paperconv import model as m
from paperconv.diagnostics import Severity
from paperconv.protocols import Source
from tests.markdown.reading import kinds, read, read_all, removed, words


def nodes(draft: m.Draft, kind: type[m.Node]) -> list[m.Node]:
    return [node for block in draft.blocks for node in m.iter_nodes(block) if isinstance(node, kind)]


def test_quarto_pointers_lead_to_what_they_name():
    draft, _ = read(
        "---\ntitle: A\n---\n\nSee @fig-pond, [@tbl-frogs; @fig-pond] and @ott2020.\n\n![The pond](pond.png){#fig-pond}\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n: Frogs {#tbl-frogs}\n",
        "paper.qmd",
    )
    targets = [node.target for node in nodes(draft, m.CrossRef) if isinstance(node, m.CrossRef)]
    assert targets == ["fig-pond", "tbl-frogs", "fig-pond"]
    assert [item.ref for item in nodes(draft, m.CiteItem) if isinstance(item, m.CiteItem)] == ["ott2020"]


def test_hidden_code_goes_shown_code_stays_and_a_drawn_figure_keeps_its_caption():
    draft, found = read(
        "Text.\n\n```{r setup, include=FALSE}\nlibrary(frogs)\n```\n\n```{python}\n#| label: fig-jump\n#| echo: false\n"
        "#| fig-cap: How far they jump\nplot()\n```\n\n```{python}\nprint(1)\n```\n",
        "paper.qmd",
    )
    assert kinds(draft) == ["Paragraph", "Figure", "CodeBlock"]
    assert "How far they jump" in words(draft) or "How far they jump" in str(draft.blocks[1])
    assert removed(found) == ["library(frogs)", "plot()"]
    assert any("3 code cells" in one.message and one.severity is Severity.WARNING for one in found)


def test_code_is_hidden_where_the_front_matter_says_so():
    draft, _ = read("---\ntitle: A\nexecute:\n  echo: false\n---\n\n```{r}\nx\n```\n\nText.\n", "paper.qmd")
    assert kinds(draft) == ["Paragraph"]


def test_short_codes_become_words_or_a_warning():
    draft, found = read(
        "---\ntitle: A\n---\n\nSet in {{< latex >}}.{{< embed other.ipynb#fig >}}\n", "paper.qmd"
    )
    assert words(draft) == "Set in LaTeX."
    assert removed(found) == ["{{< embed other.ipynb#fig >}}"]


def test_short_codes_that_the_front_matter_or_the_project_answers_are_filled_in(tmp_path: Path):
    (tmp_path / "_variables.yml").write_text("site: {name: Long Pond}\n", encoding="utf-8")
    draft, found = read(
        "---\ntitle: Frogs of {{< var site.name >}}\nspecies: [Rana]\n---\n\n"
        "We saw {{< meta species.0 >}} at {{< var site.name >}}{{< var site.depth >}}.\n",
        "paper.qmd",
        tmp_path,
    )
    assert m.text_of(draft.meta.title) == "Frogs of Long Pond"
    assert words(draft) == "We saw Rana at Long Pond."
    assert removed(found) == ["{{< var site.depth >}}"]


def test_abbreviations_of_the_front_matter_are_marked_where_they_first_stand():
    draft, _ = read(
        "---\ntitle: A\nabbreviations:\n  SVL: snout-vent length\n  SV: species value\n  UV: ultraviolet\n  ID: identity\n---\n\n"
        "`SVL` is code. SVL and SV-1, SVL again. {abbr}`ID (identifier)` is told here.\n",
        "paper.md",
    )
    found = [
        (m.text_of(one.children), one.expansion)
        for one in nodes(draft, m.Abbreviation)
        if isinstance(one, m.Abbreviation)
    ]
    assert found == [("SVL", "snout-vent length"), ("ID", "identifier")]
    assert [(one.key, one.value) for one in draft.meta.extra] == [
        ("abbreviations", '{"SV":"species value","UV":"ultraviolet"}')
    ]


def test_a_labelled_picture_that_no_blank_line_parts_from_the_text_is_a_figure():
    draft, _ = read(
        "---\ntitle: A\n---\n\nBefore\n![Frogs of the *pond*,\nat dusk.\\label{fig:frogs}](frogs.png){width=20%}\n"
        "and \\autoref{fig:frogs} again. ![icon](icon.png){.small} stays in its line.\n\n"
        '```\n![code\\label{fig:code}](code.png)\nand more\n```\n\n: Numbers []{label="tab:n"}\n\n| a |\n|---|\n| 1 |\n'
    )
    assert kinds(draft) == ["Paragraph", "Figure", "Paragraph", "CodeBlock", "Table"]
    assert [getattr(one, "id", "") for one in draft.blocks] == ["", "fig-frogs", "", "", "tab-n"]


def test_bookdown_names_a_chunk_that_already_says_what_it_is():
    draft, _ = read(
        "---\ntitle: A\n---\n\nSee \\@ref(fig:fig-jump) and \\@ref(fig:leap).\n\n"
        '```{r fig-jump, fig.cap="Jumps"}\nplot()\n```\n\n```{r leap, fig.cap="Leaps"}\nplot()\n```\n',
        "paper.Rmd",
    )
    ids = [one.id for one in draft.blocks if isinstance(one, m.Figure)]
    assert [one.target for one in nodes(draft, m.CrossRef) if isinstance(one, m.CrossRef)] == ids


def test_manual_references_stand_beside_the_text_in_the_folder_of_a_project(tmp_path: Path):
    content = tmp_path / "content"
    content.mkdir()
    (content / "manual-references.json").write_text(
        '[{"id": "ott2020", "title": "On frogs"}]', encoding="utf-8"
    )
    text = content / "01.main.md"
    draft, _ = read_all([Source(b"---\ntitle: A\n---\n\nSee [@ott2020].\n", "01.main.md", text, tmp_path)])
    assert [one.key for one in draft.references] == ["ott2020"]


def test_the_names_of_tabs_are_no_sections():
    draft, _ = read(
        "---\ntitle: A\n---\n\n::: {.panel-tabset}\n\n## R\n\na\n\n## Python\n\nb\n\n:::\n\nGoes on.\n",
        "paper.qmd",
    )
    assert kinds(draft) == ["Paragraph"] * 5
    assert words(draft) == "R\na\nPython\nb\nGoes on."


@pytest.mark.parametrize("lead", ["# Proofs {.appendix}\n\n", "\\appendix\n\n# Proofs\n\n"])
def test_an_appendix_is_one_by_what_the_source_says_of_it(lead: str):
    text = f"---\ntitle: A\n---\n\n# Introduction\n\nText.\n\n{lead}More.\n\n## Of the first\n\nMost.\n\n# Acknowledgements\n\nThanks.\n"
    made = paperconv.read(text, format="markdown")
    assert [(m.text_of(one.title), one.role) for one in (*made.sections, *made.back)] == [
        ("Introduction", "intro"), ("Proofs", "appendix"), ("Acknowledgements", "acknowledgements"),
    ]  # fmt: skip


def test_all_bibliographies_beside_a_text_that_names_none_are_used(tmp_path: Path):
    for name, key in (("a.bib", "ott2020"), ("b.bib", "ulm2021")):
        (tmp_path / name).write_text(f"@book{{{key}, title={{On {key}}}, year=2020}}\n", encoding="utf-8")
    draft, found = read("---\ntitle: A\n---\n\nSee {cite:p}`ott2020,ulm2021`.\n", "paper.md", tmp_path)
    assert [one.key for one in draft.references] == ["ott2020", "ulm2021"]
    assert [one.message.split(": ")[1] for one in found if "no bibliography is named" in one.message] == [
        "a.bib beside the manuscript is used",
        "b.bib beside the manuscript is used",
    ]


def test_included_files_are_read_with_their_own_lines_and_only_from_the_folder(tmp_path: Path):
    folder = tmp_path / "paper"
    folder.mkdir()
    (folder / "_part.qmd").write_text("\nIncluded text.\n", encoding="utf-8")
    (tmp_path / "secret.qmd").write_text("Secret.\n", encoding="utf-8")
    draft, found = read(
        "---\ntitle: A\n---\n\n{{< include _part.qmd >}}\n\n{{< include ../secret.qmd >}}\n\nEnd.\n",
        "paper.qmd",
        folder,
    )
    assert words(draft) == "Included text.\nEnd."
    assert [str(block.pos) for block in draft.blocks] == ["_part.qmd:2", "paper.qmd:9"]
    assert any("outside the manuscript's folder" in one.message for one in found)


def test_myst_roles_and_directives():
    draft, found = read(
        "---\ntitle: A\n---\n\n(sec-a)=\n# Methods\n\nAs {cite:t}`ott2020` and {cite:p}`lee1999, ng2001` show in {numref}`Figure %s <pond>`,\n"
        "see {ref}`the methods <sec-a>`; H{sub}`2`O, {odd}`kept text`.\n\n```{figure} pond.png\n:name: pond\n:width: 50%\n\n"
        "The pond, with a [link](https://a.example).\n```\n\n:::{note} Mind\nA note on frogs.\n:::\n\n```{math}\n:label: eq-a\nx = y\n```\n\n"
        "% a comment\n```{list-table} Frogs\n:header-rows: 1\n:name: tab\n\n* - Kind\n  - Size\n* - Rana\n  - 5\n```\n"
    )
    assert kinds(draft) == ["Heading", "Paragraph", "Figure", "Box", "Equation", "Table"]
    modes = [
        (node.mode, len(node.items)) for node in nodes(draft, m.Citation) if isinstance(node, m.Citation)
    ]
    assert modes == [("narrative", 1), ("parenthetical", 2)]
    assert [node.target for node in nodes(draft, m.CrossRef) if isinstance(node, m.CrossRef)] == [
        "pond",
        "sec-a",
    ]
    heading, _, figure, box, equation, table = draft.blocks
    assert isinstance(heading, m.Heading)
    assert heading.id == "sec-a"
    assert isinstance(figure, m.Figure)
    assert figure.id == "pond"
    assert isinstance(box, m.Box)
    assert box.kind == "note"
    assert isinstance(equation, m.Equation)
    assert equation.id == "eq-a"
    assert isinstance(table, m.Table)
    assert len(table.head) == 1
    assert "kept text" in words(draft)
    assert any('role "odd"' in one.message for one in found)
    assert "% a comment" in removed(found)


def test_a_directive_that_is_not_known_keeps_its_text():
    draft, found = read("```{frobnicate} Head\nInner text.\n```\n")
    assert "Inner text." in words(draft)
    assert any("frobnicate" in one.message for one in found)


def test_a_myst_abstract_part_is_the_abstract():
    draft, _ = read(
        '---\ntitle: A\n---\n\n+++ {"part": "abstract"}\nIn short, *frogs*.\n+++\n\n# Intro\n\nText.\n'
    )
    assert [m.text_of(one) for one in draft.meta.abstracts] == ["In short, frogs."]
    assert words(draft) == "Intro\nText."


def test_manubot_templates_tags_and_identifiers():
    front = "{## a template ##}\n## Authors\n{% for author in manubot.authors %}\n+ **{{author.name}}**\n{% endfor %}\n"
    body = "## Intro\n\nShown before [@doi:10.1000/frogs; @pond].\n\n[@pond]: doi:10.1000/pond\n"
    yml = "title: Frogs\nauthors:\n  - name: Ann Ott\n"
    draft, found = read_all(
        [
            Source(front.encode(), "00.front-matter.md"),
            Source(body.encode(), "01.intro.md"),
            Source(yml.encode(), "metadata.yaml"),
        ]
    )
    assert words(draft).startswith("Intro\nShown before")
    assert m.text_of(draft.meta.title) == "Frogs"
    assert [one.doi for one in draft.references] == ["10.1000/frogs", "10.1000/pond"]
    assert removed(found) == [front.rstrip("\n") + "\n"] or front.strip() in removed(found)[0]


def test_a_bibliography_is_read_from_the_folder_only(tmp_path: Path):
    folder = tmp_path / "paper"
    folder.mkdir()
    bib = "@article{ott2020, title={Frogs}, author={Ott, Ann}, journal={Ponds}, year={2020}}\n"
    (folder / "own.bib").write_text(bib, encoding="utf-8")
    (tmp_path / "other.bib").write_text(bib.replace("ott2020", "stolen"), encoding="utf-8")
    (folder / "link.bib").symlink_to(tmp_path / "other.bib")
    draft, found = read(
        "---\ntitle: A\nbibliography:\n  - own.bib\n  - ../other.bib\n  - link.bib\n  - https://a.example/b.bib\n  - no.bib\n---\n\nSee [@ott2020].\n",
        folder=folder,
    )
    assert [one.key for one in draft.references] == ["ott2020"]
    assert [one.pos.line for one in found if one.pos and "bibliography" in one.message] == [5, 6, 7, 8]


def test_metadata_beside_the_manuscript_stands_under_its_own(tmp_path: Path):
    (tmp_path / "_quarto.yml").write_text(
        "project:\n  type: manuscript\ntitle: Of the project\nkeywords: [frogs]\n", encoding="utf-8"
    )
    draft, _ = read("---\ntitle: Own\n---\n\nText.\n", "index.qmd", tmp_path)
    assert m.text_of(draft.meta.title) == "Own"
    assert len(draft.meta.keywords) == 1


def test_email_addresses_of_raw_text_are_no_citations():
    draft, _ = read("Write to ann@frogs.example, {ann,bo}@frogs.example or @frogs.\n")
    assert nodes(draft, m.Citation) == []


@pytest.mark.parametrize(
    ("pointer", "printed"),
    [
        ("@fig-a", "Figure 1"),
        ("[@fig-a]", "Figure 1"),
        ("[@fig-a; @tbl-t]", "Figure 1, Table 1"),
        ("Figures [-@fig-a], [-@fig-b]", "Figures 1, 2"),
        ("[-@fig-a], @tbl-t", "1, Table 1"),
        ("[Panel @fig-a]", "Panel\xa01"),
    ],
)
def test_what_a_pointer_of_quarto_prints(pointer: str, printed: str):
    text = (
        "---\ntitle: T\nauthor: A B\n---\n\n# Findings\n\nOld.\n\n"
        f"Look: {pointer} here.\n\n![One](a.png){{#fig-a}}\n\n![Two](b.png){{#fig-b}}\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n: Tab {#tbl-t}\n"
    )
    article = paperconv.export(paperconv.read(text), "html").data.decode()
    shown = without_tags(article.partition("Look: ")[2].partition(" here.")[0])
    assert shown == printed


def test_what_commands_of_latex_print():
    text = (
        r"\documentclass{article}\begin{document}\section{A}Look: \cref{fig:a,tab:t}; \autoref{tab:t}; \eqref{eq:e}; Figure~\ref{fig:a} "
        r"here.\begin{figure}\includegraphics{a.png}\caption{One}\label{fig:a}\end{figure}\begin{table}\caption{Tab}\label{tab:t}"
        r"\begin{tabular}{lr}a & b\\1 & 2\end{tabular}\end{table}\begin{equation}a=b\label{eq:e}\end{equation}\end{document}"
    )
    article = paperconv.export(paperconv.read(text.encode(), format="latex"), "html").data.decode()
    shown = without_tags(article.partition("Look: ")[2].partition(" here.")[0])
    assert shown == "Figure 1, Table 1; Table 1; (1); Figure\xa01"


def without_tags(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)
