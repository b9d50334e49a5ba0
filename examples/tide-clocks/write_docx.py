"""Writes paper.docx: paper.md as its authors would have typed it in Word, without what Word has no words for. Run it after a change.

It is typed by Word's own means: its styles, SEQ and REF fields, footnotes, index entries, Office Math. Nothing of
paperconv's own DOCX is in it.
"""

from __future__ import annotations

from pathlib import Path

from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from typist import Typist

MODEL = r"e_i(t) = a_i + b_i t + \varepsilon_i(t), \qquad \varepsilon_i(t) \sim \mathcal{N}(0, \sigma_i^2)."


def front(t):
    title = "When was the surge? Clock errors of four tide gauges, 1872–1874"
    t.document.core_properties.title = title
    for language in t.document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    t.line(title, style="Title")
    t.line("Sigrid Maria Halvorsen", ("raised", "1,*"), ", Bao Linh Tran", ("raised", "1,2"), centred=True)
    t.line(("raised", "1"), " Coastal Archive, University of Skarre, Skarre, Norway")
    t.line(("raised", "2"), " Department of Geodesy, Port College, Haiphong, Viet Nam")
    t.line("* Corresponding author: sigrid.halvorsen@coast.example")
    t.line("Sigrid Maria Halvorsen: ORCID https://orcid.org/0000-0002-1825-0097")
    t.line("Published: 14 March 2025")
    t.line("Running head: Clock errors of tide gauges")
    t.line("Abstract", style="Heading 1")
    t.line(
        "The time of a storm surge in an old tide roll is the time of a clock. We compare four gauges and find clocks that were "
        "wrong by up to 12.25 minutes."
    )
    t.line("Keywords: tide gauges; clocks; storm surges")


def introduction(t):
    t.line("Introduction", style="Heading 1")
    t.line("The sea keeps its hours; it is we who are late.", style="Epigraph")
    t.line("— a keeper of the Nordholm light", style="Attribution")
    t.line(
        "A tide gauge of the nineteenth century wrote on paper that a clock turned (Holm and Sund 1874). If the clock was wrong, so is "
        "every surge in the roll (Aldana 2016, p. 41; Nakagawa and Roux 2021). The four gauges stand in ",
        ("ref", "_Ref_map", "Figure 1"),
        "; their readings are in ",
        ("ref", "_Ref_readings", "Table 1"),
        ", the method in ",
        ("ref", "_Ref_methods", "Methods"),
        ", the model in Equation ",
        ("ref", "_Ref_model", "1"),
        ". Proofs are in ",
        ("ref", "_Ref_bound", "Theorem 1"),
        " and the code in ",
        ("ref", "_Ref_Listing_1", "Listing 1"),
        ".",
        ("note", "The rolls are kept at Skarre. They may be seen on weekdays."),
    )
    t.line(
        "UTC did not exist; keepers used local mean time. See also Figs. 1 and 2a, Tables 1–3, Eq. (1), Fig. S1, Table A1 and "
        "Algorithm 1."
    )
    t.figure(
        1,
        "Where the gauges stood. Red marks are gauges; land is above. From left to right: Nordholm, Skarre, Vik and Østre.",
        "map.png",
        name="_Ref_map",
        alt="Map of a coast with four red marks along the shore",
    )


def methods(t):
    t.line(("named", "_Ref_methods", "Methods"), style="Heading 1")
    t.line("Clocks and their keepers", style="Heading 2")
    t.line("Noon gun", style="Definition Term")
    t.line("The shot by which clocks were set, at 12:00 local mean time.", style="Definition")
    t.line("Tide roll", style="Definition Term")
    t.line("A sheet of paper that a clock turned once a day.", style="Definition")
    t.line("Also the record itself.", style="Definition")
    t.line("Keepers were told:")
    for item in ("☒ set the clock at noon,", "☒ wind it,", "☐ write down by how much it was wrong."):
        t.line(item, style="List Bullet")
    t.steps(("Read the roll.", 0), ("Digitise it:", 0), ("by eye,", 1), ("by machine.", 1), ("Compare.", 0))
    t.line(("italic", "Nine is the tide and ten the bell,"), "\n\u2003\u2003\u2003", ("italic", "and who is right I cannot tell;"),
           "\nthe clock is slow, the sea is fast,\n\u2003\u2003\u2003and noon will come to both at last.", style="Verse")  # fmt: skip
    t.line("Set me by gun, set me by sun,\n\u2003\u2003\u2003I never yet agreed with one.", style="Verse")
    panels = t.document.add_table(2, 2)
    cells = [cell for row in panels.rows for cell in row.cells]
    for cell, letter, source, gauge, alt in zip(
        cells, "abcd", ("curve-a.jpg", "curve-b.gif", "curve-c.tif", "curve-d.webp"), ("Nordholm", "Skarre", "Vik", "Østre"),
        ("A tide curve with a red line that follows it closely", "", "", ""), strict=True,
    ):  # fmt: skip
        t.type(cell.paragraphs[0], ("picture", source, alt))
        t.type(cell.add_paragraph(), f"({letter}) {gauge}.")
    t.caption(
        "Figure",
        2,
        "Tide curves (blue) and our reading of them (red). In panel (a) the two agree; Figure 2b lags.",
        "_Ref_curves",
    )
    t.figure(3, "Spectrum of the Nordholm record.", "spectrum.svg")
    t.figure(4, "Errors die away after a clock has been set.", "residuals.pdf", name="_Ref_residuals")
    t.figure(
        5,
        "A gauge house in section: float, well and pipe. Reproduced with permission of the Harbour Museum.",
        "section.eps",
    )
    t.line("The error of clock ", ("math", "i"), " on day ", ("math", "t"), " is modelled as")
    t.equation(MODEL, 1, "_Ref_model")
    t.line(
        ("named", "_Ref_bound", ("bold", "Theorem 1")), ("bold", " (Bound)."), " If a clock is set every ", ("math", "n"),
        " days, then ", ("math", r"|e_i| \le n\,|b_i| + 3\sigma_i"), " with probability 0.997.",
    )  # fmt: skip
    t.line(
        ("italic", "Proof."),
        " Sum the drift over ",
        ("math", "n"),
        " days and add three standard deviations.",
    )
    t.caption("Algorithm", 1, "Aligning two records")
    t.steps(
        ("Take the spectrum of both.", 0),
        ("Shift the second until their phases at M2 agree.", 0),
        ("Report the shift.", 0),
    )
    t.caption("Listing", 1, "Fitting the drift of a clock")
    for code in (
        "def drift(days, errors):", '    """Least squares, by hand."""', "    mean = sum(days) / len(days)",
        "    return sum((d - mean) * e for d, e in zip(days, errors)) / sum((d - mean) ** 2 for d in days)",
    ):  # fmt: skip
        t.line(code, style="Source Code")
    box = t.document.add_table(1, 1, style="Table Grid").cell(0, 0)
    t.type(box.paragraphs[0], ("bold", "A word on time zones"))
    t.type(box.add_paragraph(), "All times are local mean time at Skarre, 0 h 22 min 8 s ahead of Greenwich.")
    t.type(box.add_paragraph(style="List Bullet"), "They were ", ("italic", "not"), " rounded.")


def results(t):
    t.line("Results", style="Heading 1")
    t.caption("Table", 1, "Readings of the clocks", "_Ref_readings")
    t.table(
        (("Gauge", "Year", "Error (min)", "Note"), ("Nordholm", "1872", "-2.5", "set by gun"),
         ("Skarre", "1872", "12.25", "stopped twice"), ("Vik", "1873", "3", "")), sides="lcrl",
    )  # fmt: skip
    t.caption("Table", 2, "Errors by season.", "_Ref_spans")
    t.table(
        (("Gauge", "Summer", "", "Winter", ""), ("", "mean", "worst", "mean", "worst"),
         ("Nordholm", "1.25", ("2.5", ("raised", "a")), "3.125", "4"),
         ("Skarre", "10.5", ("12.25", ("raised", "b")), "no winter record", "")),
        2, (((0, 0), (1, 0)), ((0, 1), (0, 2)), ((0, 3), (0, 4)), ((3, 3), (3, 4))),
    )  # fmt: skip
    t.line(("raised", "a"), " Without the week of the fire.", style="Table Note")
    t.line(("raised", "b"), " The largest error of all.", style="Table Note")
    t.caption("Table", 3, "Keepers and what they did")
    table = t.table((("Keeper", "Duties", "Years"), ("Ole Nyborg", "", "1868–1873"),
                     ("Marit Lie", "the same, and the light", "1873–1880")))  # fmt: skip
    cell = table.cell(1, 1)
    cell.paragraphs[0].style = t.document.styles["List Bullet"]
    cell.paragraphs[0].add_run("set the clock")
    cell.add_paragraph("changed the roll", style="List Bullet")
    t.caption("Table", 4, "A simple table.")
    t.table(
        (("Right", "Left", "Center"), ("12", "12", "12"), ("123", "123", "123"), ("1", "1", "1")), sides="rlc"
    )
    t.figure(6, "A page of the Vik log book.", "logbook.png")
    t.caption("Table", 5, "The log of the keeper at Vik")
    t.line(("picture", "logbook.png", "A page of handwriting in three lines", 4))
    wide = t.document.add_section()
    wide.orientation, wide.page_width, wide.page_height = (
        WD_ORIENT.LANDSCAPE,
        wide.page_height,
        wide.page_width,
    )
    t.caption("Table", 6, "Monthly means, all gauges")
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    north = ("1.21", "1.32", "1.15", "0.98", "0.75", "0.71", "0.74", "0.86", "1.02", "1.17", "1.25", "1.31")
    skarre = (
        "10.21",
        "10.32",
        "11.15",
        "9.98",
        "8.75",
        "8.71",
        "7.74",
        "9.86",
        "10.02",
        "11.17",
        "12.25",
        "11.31",
    )
    t.table((("Gauge", *months, "Year", "Days", "Remarks"), ("Nordholm", *north, "1.04", "365", "the clock was new"),
             ("Skarre", *skarre, "10.12", "301", "stopped twice")), sides="l" + "r" * 14 + "l")  # fmt: skip
    tall = t.document.add_section()
    tall.orientation, tall.page_width, tall.page_height = (
        WD_ORIENT.PORTRAIT,
        tall.page_height,
        tall.page_width,
    )
    t.line(
        "The surge of 14 November reached Skarre at 03:10 by the clock, that is, at 02:57. The Greek word for clock, ",
        ("language", "el", "ὡρολόγιον"), ", means an hour-teller; the Russian ", ("language", "ru", "часы"),
        " and the Vietnamese ", ("language", "vi", "đồng hồ"), " do not. “Noon”", ("index", "noon gun"), " meant the gun.",
    )  # fmt: skip
    t.line("* * *", centred=True)
    t.line("Raw readings are in Data S1.")


def back(t):
    t.line("Discussion", style="Heading 1")
    t.line("What ", ("ref", "_Ref_spans", "Table 2"), " shows, ", ("ref", "_Ref_residuals", "Figure 4"),
           " explains: errors die away after setting, as in Figure 3 of Holm et al..")  # fmt: skip
    t.line("Acknowledgements", style="Heading 1")
    t.line("We thank the keepers.")
    t.line("Appendix A: Further readings", style="Heading 1")
    t.figure(1, "The Østre record, filtered.", "curve-a.jpg", letter="A")
    t.caption("Table", 1, "Østre alone", letter="A")
    t.table((("Gauge", "Error"), ("Østre", "0.75")), sides="lr")
    t.line("Supplementary material", style="Heading 1")
    t.figure(1, "All records on one page.", "curve-c.tif", letter="S")
    t.line(("bold", "Data S1."), " Readings of all clocks (readings.csv).")
    t.line("References", style="Heading 1")
    for work in (
        "Aldana, Ruy. 2016. Old Sea Levels and How They Were Read. Strandline Press.",
        "Holm, Ingeborg, and Peder Sund. 1874. ‘On the Setting of Gauge Clocks by the Noon Gun’. Annals of the Harbour Board 3: 14–29.",
        "Nakagawa, Emi, and Claire Roux. 2021. ‘Timing Errors in Digitised Tide Rolls’. Journal of Coastal Archives 12 (2): 101–18. "
        "https://doi.org/10.5555/jca.2021.12.101.",
    ):  # fmt: skip
        t.line(work)


def main():
    typist = Typist()
    for part in (front, introduction, methods, results, back):
        part(typist)
    typist.save(Path(__file__).with_name("paper.docx"))


main()
