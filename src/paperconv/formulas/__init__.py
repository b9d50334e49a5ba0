"""Formulas: TeX as Presentation MathML, as Office Math and as drawings, by one engine, so that all formats agree.

The engine is MathJax 4, which runs inside Python (:mod:`.engine`); its script is not ours (:mod:`paperconv.thirdparty`).
What it makes of a formula becomes the model's MathML (:mod:`.mathml`); DOCX makes Office Math of that (:mod:`.omml`), PDF
lets the same engine draw it. Without the engine pandoc's MathML stands in, and PDF shows TeX.

On the forty formulas and the corpus we measured it against pandoc, ziamath and Typst: see the tables in the
docstring of :mod:`.engine`.
"""
