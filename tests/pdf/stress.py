"""An invented paper of any length that is hard to set: citations, notes, formulas, tables and figures on every page."""

from __future__ import annotations

import random

from paperconv import model as m
from tests.pieces import MATHML, p, png, t

_SUBJECTS = """the archive|a second survey|our regional sample|this comparison of harbours|the older correspondence
|each municipal ledger|an internationally coordinated inventory|the representative household|the cooperative
|every uncertain measurement|the restoration committee|a characteristic settlement""".replace("\n", "").split(
    "|"
)
_VERBS = """shows|does not support|was believed to explain|gradually replaced|responded to|is consistent with
|documents|underestimates|has been compared with|communicates""".replace("\n", "").split("|")
_OBJECTS = """a slow rise in wages after 1847|heterogeneous institutions of the upper valley|the price of salt
|what neighbouring administrations had agreed|long series of rainfall|an understanding between the two ministries
|the responsibilities of apprentices|preferences that nobody wrote down|seasonal unemployment|self-organised trade
|the acknowledgement of debts|incompatible definitions of a household""".replace("\n", "").split("|")
_TAILS = """although evidence remains thin|as the appendix explains|in spite of considerable migration
|except where records were destroyed|which later historians disputed|and so do the parish registers
|with p < 0.05 in most strata|under otherwise comparable circumstances|""".replace("\n", "").split("|")
REFERENCES = 24
_PICTURE = m.Resource("curve.png", "image/png", png(700, 420))


class _Writer:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.notes: list[m.Note] = []
        self.figures = self.tables = self.equations = 0

    def clause(self) -> str:
        pick = self.random.choice
        tail = pick(_TAILS)
        return f"{pick(_SUBJECTS)} {pick(_VERBS)} {pick(_OBJECTS)}{', ' + tail if tail else ''}"

    def sentence(self) -> list[m.Inline | str]:
        roll = self.random.random
        text = self.clause()
        if roll() < 0.4:
            text += f"; {self.clause()}"
        parts: list[m.Inline | str] = [text[0].upper() + text[1:]]
        if roll() < 0.15:
            parts += [", ", m.Styled("emph", t("pars pro toto"))]
        if roll() < 0.25:
            parts += [", where ", m.Math("E = mc^2", MATHML.format("inline")), " holds"]
        if roll() < 0.55:
            number = self.random.randint(1, REFERENCES)
            link = m.CrossRef(f"ref{number}", t(str(number)))
            rendered = (m.Text("["), link, m.Text("]"))
            parts += ["\u00a0", m.Citation((m.CiteItem(f"ref{number}"),), rendered=rendered)]
        if roll() < 0.07:
            name = f"fn{len(self.notes) + 1}"
            own = self.clause()
            remark = p(f"{own[0].upper()}{own[1:]}: Remark {len(self.notes) + 1}.")
            self.notes.append(m.Note(name, (remark,), str(len(self.notes) + 1)))
            parts.append(m.NoteRef(name))
        return [*parts, ". "]

    def paragraph(self) -> m.Paragraph:
        return p(*(part for _ in range(self.random.randint(3, 7)) for part in self.sentence()))

    def equation(self) -> m.Equation:
        self.equations += 1
        return m.Equation(
            "E = mc^2", MATHML.format("block"), id=f"eq{self.equations}", label=str(self.equations)
        )

    def figure(self) -> m.Figure:
        self.figures += 1
        label = f"Figure {self.figures}"
        caption = m.Caption(blocks=(p(self.clause().capitalize() + "."),))
        image = m.Image("curve.png", "A curve")
        return m.Figure((m.Panel(image),), id=f"fig{self.figures}", label=label, caption=caption)

    def table(self) -> m.Table:
        self.tables += 1
        pick = self.random
        rows = tuple(
            m.Row(
                (
                    m.Cell((p(f"Parish {n}"),)),
                    *(m.Cell((p(f"{pick.uniform(-9, 900):.1f}"),)) for _ in range(3)),
                )
            )
            for n in range(pick.randint(4, 11))
        )
        head = m.Row(tuple(m.Cell((p(word),), header=True) for word in ("Place", "1840", "1850", "1860")))
        return m.Table(
            columns=(m.Column("left"), m.Column("right"), m.Column("right"), m.Column("right")),
            head=(head,),
            bodies=(m.TableBody(rows),),
            id=f"tbl{self.tables}",
            label=f"Table {self.tables}",
            caption=m.Caption(t(self.clause().capitalize() + ".")),
        )


def stress(pages: int, seed: int = 1, *, displays: bool = True) -> m.Document:
    """About ``pages`` pages of two columns; ``displays`` are formulas, figures and tables between the paragraphs."""
    writer = _Writer(seed)
    sections = []
    for number in range(1, pages + 1):
        blocks: list[m.Block] = []
        for paragraph in range(9):
            blocks.append(writer.paragraph())
            if displays and paragraph == 2:
                blocks.append(writer.equation())
            elif displays and paragraph == 4 and number % 2:
                blocks.append(writer.figure())
            elif displays and paragraph == 6 and number % 3 == 0:
                blocks.append(writer.table())
        title = writer.clause().split(",")[0].capitalize()
        sections.append(m.Section(t(title), tuple(blocks), id=f"sec{number}", label=str(number)))
    references = tuple(
        m.Reference(
            f"ref{n}",
            "article-journal",
            f"[{n}]",
            formatted=(
                *t(f"Roe, J. ({1980 + n}). {writer.clause().capitalize()}. "),
                m.Styled("emph", t("Annals of Invented History")),
                *t(f", {n}, {n * 7}–{n * 7 + 9}. "),
                m.Link(
                    f"https://example.org/annals/{n}/full-text",
                    t(f"https://example.org/annals/{n}/full-text"),
                ),
            ),
        )
        for n in range(1, REFERENCES + 1)
    )
    return m.Document(
        m.Metadata(
            title=t("Ledgers, letters and the slow arithmetic of trade"),
            language="en",
            authors=(m.Author(m.Name("Roe", "Jane")), m.Author(m.Name("Okonkwo", "Ada"))),
            abstracts=(m.Abstract((writer.paragraph(),)),),
        ),
        sections=tuple(sections),
        notes=tuple(writer.notes),
        reference_lists=(m.ReferenceList(references, title=t("References"), id="refs"),),
        resources=(_PICTURE,),
    )
