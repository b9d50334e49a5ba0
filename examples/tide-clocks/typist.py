"""A person who types a manuscript in Word: paragraphs, captions, tables, formulas and notes by Word's own means."""

from __future__ import annotations

import io
from pathlib import Path

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches
from PIL import Image

from docx import Document
from paperconv.drawings import draw_eps, draw_pdf, draw_svg
from paperconv.formulas.mathml import to_mathml
from paperconv.formulas.omml import to_omml
from paperconv.svg import safe_svg

HERE = Path(__file__).parent
STYLES = ("Source Code", "Verse", "Epigraph", "Attribution", "Definition Term", "Definition", "Table Note")
NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


class Typist:
    """Types one document; ``mark`` counts bookmarks, ``notes`` are the footnotes."""

    def __init__(self):
        self.document = Document()
        self.mark = 0
        self.notes = []
        for name in STYLES:
            if name not in [one.name for one in self.document.styles]:
                style = self.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
                style.base_style = self.document.styles["Normal"]

    def line(self, *pieces, style=None, centred=False):
        paragraph = self.document.add_paragraph(style=style)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return self.type(paragraph, *pieces)

    def type(self, paragraph, *pieces):
        """Words, or a pair of what they are and the words."""
        for piece in pieces:
            kind, *given = ("text", piece) if isinstance(piece, str) else piece
            getattr(self, f"type_{kind}")(paragraph, *given)
        return paragraph

    def type_text(self, paragraph, text):
        paragraph.add_run(text)

    def type_bold(self, paragraph, text):
        paragraph.add_run(text).bold = True

    def type_italic(self, paragraph, text):
        paragraph.add_run(text).italic = True

    def type_raised(self, paragraph, text):
        paragraph.add_run(text).font.superscript = True

    def type_language(self, paragraph, code, text):
        run = paragraph.add_run(text)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), code)
        run._r.get_or_add_rPr().append(language)

    def type_math(self, paragraph, tex):
        (mathml,) = to_mathml([(tex, False)])
        paragraph._p.append(parse_xml(to_omml(mathml, display=False)))

    def type_field(self, paragraph, instruction, shown=""):
        for kind in ("begin", "instruction", "separate", "shown", "end"):
            run = paragraph.add_run()
            if kind == "shown":
                run.text = shown
            elif kind == "instruction":
                code = OxmlElement("w:instrText")
                code.set(qn("xml:space"), "preserve")
                code.text = f" {instruction} "
                run._r.append(code)
            else:
                char = OxmlElement("w:fldChar")
                char.set(qn("w:fldCharType"), kind)
                run._r.append(char)

    def type_ref(self, paragraph, name, shown):
        self.type_field(paragraph, f"REF {name} \\h", shown)

    def type_index(self, paragraph, entry):
        self.type_field(paragraph, f'XE "{entry}"')

    def type_named(self, paragraph, name, *pieces):
        """``pieces`` in a bookmark."""
        self.mark += 1
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            end = OxmlElement(tag)
            end.set(qn("w:id"), str(self.mark))
            if tag == "w:bookmarkStart":
                end.set(qn("w:name"), name)
            paragraph._p.append(end)
            if tag == "w:bookmarkStart":
                self.type(paragraph, *pieces)

    def type_note(self, paragraph, text):
        self.notes.append(text)
        run = paragraph.add_run()
        run.font.superscript = True
        run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{len(self.notes)}"/>'))

    def type_picture(self, paragraph, name, alt="", width=2.4):
        run = paragraph.add_run()
        run.add_picture(picture(name), width=Inches(width))
        run._r.find(f".//{qn('wp:docPr')}").set("descr", alt)

    def steps(self, *items):
        """A numbered list of its own: 1., 2., and a., b. below."""
        numbering = self.document.part.numbering_part.element
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%{level + 1}."/><w:pPr>'
            f'<w:ind w:left="{360 * (level + 2)}" w:hanging="360"/></w:pPr></w:lvl>'
            for level, form in enumerate(("decimal", "lowerLetter"))
        )
        self.mark += 1
        number = 900 + self.mark
        kinds = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{levels}</w:abstractNum>'
        )
        numbering.insert(0, kinds)
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )
        for text, level in items:
            paragraph = self.line(text, style="List Paragraph")
            held = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(held))

    def caption(self, kind, number, text, name="x", letter=""):
        paragraph = self.document.add_paragraph(style="Caption")
        name = name if name != "x" else f"_Ref_{kind}_{letter}{number}"
        shown = ("field", f"SEQ {kind}{letter} \\* ARABIC", f"{number}")
        return self.type(paragraph, ("named", name, f"{kind} {letter}", shown), f". {text}")

    def figure(self, number, text, source, *, name="x", alt="", letter=""):
        self.line(("picture", source, alt, 4), centred=True)
        self.caption("Figure", number, text, name, letter)

    def table(self, rows, head=1, merged=(), sides="", style="Table Grid"):
        table = self.document.add_table(len(rows), len(rows[0]), style=style)
        for row, values in zip(table.rows, rows, strict=True):
            for place, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
                pieces = value if isinstance(value, tuple) else (value,)
                self.type(cell.paragraphs[0], *pieces)
                side = sides[place : place + 1]
                if side in {"r", "c"}:
                    cell.paragraphs[0].alignment = (
                        WD_ALIGN_PARAGRAPH.RIGHT if side == "r" else WD_ALIGN_PARAGRAPH.CENTER
                    )
        for (top, left), (bottom, right) in merged:
            one = table.cell(top, left).merge(table.cell(bottom, right))
            for paragraph in one.paragraphs[1:]:
                paragraph._p.getparent().remove(paragraph._p)
        for row in table.rows[:head]:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        return table

    def equation(self, tex, number, name):
        """In the middle of a table of one row, its number at the right, as Word's templates have it."""
        table = self.document.add_table(1, 3)
        (mathml,) = to_mathml([(tex, True)])
        table.cell(0, 1).paragraphs[0]._p.append(parse_xml(to_omml(mathml, display=True)))
        shown = ("field", "SEQ Equation \\* ARABIC", str(number))
        self.type(table.cell(0, 2).paragraphs[0], "(", ("named", name, shown), ")")

    def save(self, path):
        ids = [("separator", -1), ("continuationSeparator", 0)]
        held = "".join(
            f'<w:footnote w:type="{kind}" w:id="{i}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for kind, i in ids
        )
        for number, text in enumerate(self.notes, 1):
            held += f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        part = Part(
            PackURI("/word/footnotes.xml"),
            NOTES,
            f"<w:footnotes {nsdecls('w')}>{held}</w:footnotes>".encode(),
        )
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        self.document.save(path)


def picture(name):
    """The picture ``name`` as Word can hold it."""
    data = (HERE / name).read_bytes()
    if name.endswith(".svg"):
        drawing = safe_svg(data)
        data = draw_svg(drawing.data, drawing.size, drawing.shape, 150, 4000)[1]
    elif name.endswith(".pdf"):
        data = draw_pdf(data, 150, 4000)[0][1]
    elif name.endswith(".eps"):
        data = draw_eps(data, 150, 4000)[1]
    elif name.endswith(".webp"):
        out = io.BytesIO()
        Image.open(io.BytesIO(data)).convert("RGB").save(out, "PNG")
        data = out.getvalue()
    return io.BytesIO(data)
