"""Writes paper.docx: the parts of paper.md that Word has words for, as an author would type them. Run once; the file is kept."""

from pathlib import Path

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches

from docx import Document

HERE = Path(__file__).parent


def field(paragraph, instruction, shown, bookmark=""):
    """A field with its result, in a bookmark where it has a name."""
    if bookmark:
        mark = OxmlElement("w:bookmarkStart")
        mark.set(qn("w:id"), str(sum(bookmark.encode())))
        mark.set(qn("w:name"), bookmark)
        paragraph._p.append(mark)
        number = mark.get(qn("w:id"))
        if shown.startswith(("Figure", "Table")):
            word, _, shown = shown.partition(" ")
            paragraph.add_run(f"{word} ")
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("text", shown), ("end", "")):
        run = paragraph.add_run()
        if kind in {"begin", "separate", "end"}:
            char = OxmlElement("w:fldChar")
            char.set(qn("w:fldCharType"), kind)
            run._r.append(char)
        elif kind == "text":
            run.text = text
        else:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {text} "
            run._r.append(code)
    if bookmark:
        mark = OxmlElement("w:bookmarkEnd")
        mark.set(qn("w:id"), number)
        paragraph._p.append(mark)


def caption(document, kind, number, words, bookmark):
    paragraph = document.add_paragraph(style="Caption")
    field(paragraph, f"SEQ {kind} \\* ARABIC", f"{kind} {number}", bookmark)
    paragraph.add_run(f". {words}")


def described(run, words):
    """Give the picture in ``run`` an alternative text."""
    run._r.find(f".//{qn('wp:docPr')}").set("descr", words)


def main():
    document = Document()
    document.core_properties.title = "When was the surge? Clock errors of four tide gauges, 1872–1874"
    document.add_paragraph(document.core_properties.title, style="Title")
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name, mark in (("Sigrid Maria Halvorsen", "1,*"), (", Bao Linh Tran", "1,2")):
        line.add_run(name)
        line.add_run(mark).font.superscript = True
    for mark, place in (
        ("1", "Coastal Archive, University of Skarre, Skarre, Norway"),
        ("2", "Department of Geodesy, Port College, Haiphong, Viet Nam"),
    ):
        line = document.add_paragraph()
        line.add_run(mark).font.superscript = True
        line.add_run(f" {place}")
    document.add_paragraph("* Corresponding author: sigrid.halvorsen@coast.example")
    document.add_heading("Abstract", 1)
    document.add_paragraph(
        "The time of a storm surge in an old tide roll is the time of a clock. We compare four gauges and find clocks that were "
        "wrong by up to 12.25 minutes."
    )
    document.add_paragraph("Keywords: tide gauges; clocks; storm surges")
    document.add_heading("Introduction", 1)
    text = document.add_paragraph("The four gauges stand in ")
    field(text, "REF _Ref_map \\h", "Figure 1")
    text.add_run("; their readings are in ")
    field(text, "REF _Ref_readings \\h", "Table 1")
    text.add_run(". See also Fig. 1 and Table 1.")
    shown = document.add_paragraph()
    run = shown.add_run()
    run.add_picture(str(HERE / "map.png"), width=Inches(4))
    described(run, "Map of a coast with four red marks along the shore")
    caption(document, "Figure", 1, "Where the gauges stood. Red marks are gauges; land is above.", "_Ref_map")
    document.add_heading("Methods", 1)
    document.add_heading("Clocks and their keepers", 2)
    for item in ("set the clock at noon", "wind it", "write down by how much it was wrong"):
        document.add_paragraph(item, style="List Bullet")
    document.add_paragraph("The sea keeps its hours; it is we who are late.", style="Intense Quote")
    document.add_heading("Results", 1)
    caption(document, "Table", 1, "Readings of the clocks by season", "_Ref_readings")
    table = document.add_table(rows=4, cols=3, style="Table Grid")
    rows = (
        ("Gauge", "Error (min)", ""),
        ("", "Summer", "Winter"),
        ("Nordholm", "1.25", "3.125"),
        ("Skarre", "10.5", "12.25"),
    )
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    for row in table.rows[:2]:
        head = OxmlElement("w:tblHeader")
        row._tr.get_or_add_trPr().append(head)
    document.add_paragraph("What Table 1 shows, Figure 1 explains.")
    document.add_heading("Acknowledgements", 1)
    document.add_paragraph("We thank the keepers.")
    document.save(HERE / "paper.docx")


main()
