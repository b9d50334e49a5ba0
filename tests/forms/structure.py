"""Texts whose structure or paragraphs a converter has damaged: the form, and what a careful reader makes of it.

Wanted by field: ``tree`` (level and title of each section of the body), ``back`` (titles), ``whole`` (strings that must stand in
one paragraph), ``removed`` (strings that a diagnostic must hold, and that no paragraph may), ``figures``, ``tables``,
``lists`` (number of items of each), ``quotes``.
"""

from __future__ import annotations

P = (
    "We measured the drift of river ice on forty days in two winters and compared it with the flow that the gauges gave, "
    "which allowed us to tell the part of the wind from that of the water in every reach that we could see from the bank."
)
Q = (
    "Ice on rivers has been watched from bridges for a long time, and what those who watched it wrote down is still the best "
    "that we have; yet no one has asked so far how much of its way the wind accounts for, in particular below the dams."
)
HEAD = f"# On the drift of river ice\n\nAda Brook and Ben Marsh\n\n## Abstract\n\n{P}\n\n"
REFS = "## References\n\n1. Brook A. Ice. J Ice. 2001;1:1–9.\n2. Marsh B. Wind. J Ice. 2002;2:1–9.\n"
WRAPPED = "Ice on rivers has been watched from bridges for a long time,\nand what those who watched it wrote down is still the best\nthat we have; yet no one has asked so far how much of its way\nthe wind accounts for, in particular below the dams, where it\nis met by water of another temperature and of another colour."


def pages(*parts: str, head: str = "") -> str:
    """``parts`` with a running head and a page number after each."""
    return "\n\n".join(f"{part}\n\n{head}\n\n{number}" for number, part in enumerate(parts, 101))


def sections(*heads: str) -> str:
    return "\n\n".join(f"{head}\n\n{P}" for head in heads) + "\n\n"


STRUCTURES: dict[str, tuple[str, dict[str, object]]] = {
    "flat hashes with decimal numbers": (
        HEAD + sections("# 1 Introduction", "# 2 Methods", "# 2.1 Sites", "# 2.1.1 The upper reach", "# 2.2 Gauges", "# 3 Results", "# 4 Conclusion") + REFS,
        {"tree": [(1, "Introduction"), (1, "Methods"), (2, "Sites"), (3, "The upper reach"), (2, "Gauges"), (1, "Results"), (1, "Conclusion")]},
    ),
    "Roman numerals and letters": (
        HEAD + sections("## I. INTRODUCTION", "## II. METHODS", "## A. Sites", "## B. Gauges", "## 1) Old gauges", "## III. RESULTS", "## IV. CONCLUSION") + REFS,
        {"tree": [(1, "INTRODUCTION"), (1, "METHODS"), (2, "Sites"), (2, "Gauges"), (3, "Old gauges"), (1, "RESULTS"), (1, "CONCLUSION")]},
    ),
    "bold lines with numbers": (
        HEAD.replace("## Abstract", "**Abstract**") + sections("**1. Introduction**", "**2. Methods**", "**2.1. Sites**", "**2.2. Gauges**", "**3. Results**") + REFS.replace("## References", "**References**"),
        {"tree": [(1, "Introduction"), (1, "Methods"), (2, "Sites"), (2, "Gauges"), (1, "Results")]},
    ),
    "bold and italic lines": (
        HEAD.replace("## Abstract", "**Abstract**") + sections("**Introduction**", "**Methods**", "*Sites along the river*", "*Gauges and what they measure*", "**Results**", "*Drift in still air*", "**Discussion**") + REFS.replace("## References", "**References**"),
        {"tree": [(1, "Introduction"), (1, "Methods"), (2, "Sites along the river"), (2, "Gauges and what they measure"), (1, "Results"), (2, "Drift in still air"), (1, "Discussion")]},
    ),
    "capitals": (
        HEAD.replace("## Abstract", "ABSTRACT") + sections("INTRODUCTION", "METHODS", "Sites along the river", "Gauges and what they measure", "RESULTS", "Drift in still air", "DISCUSSION") + "REFERENCES\n\n1. Brook A. Ice. J Ice. 2001;1:1–9.\n2. Marsh B. Wind. J Ice. 2002;2:1–9.\n",
        {"tree": [(1, "INTRODUCTION"), (1, "METHODS"), (2, "Sites along the river"), (2, "Gauges and what they measure"), (1, "RESULTS"), (2, "Drift in still air"), (1, "DISCUSSION")]},
    ),
    "plain lines that lost their line end": (
        "On the drift of river ice\n\nAda Brook and Ben Marsh\n\nAbstract\n" + WRAPPED + "\n\nKeywords: ice, wind\n\nIntroduction\n" + f"{WRAPPED}\n\n{WRAPPED}\n\nMethods\n\nSites along the river\n{WRAPPED}\n\nGauges\n{WRAPPED}\n\nResults\n{WRAPPED}\n\nDrift in still air\n{WRAPPED}\n\nDiscussion\n{WRAPPED}\n\n{WRAPPED}\n\n{WRAPPED}\n",
        {"tree": [(1, "Introduction"), (1, "Methods"), (2, "Sites along the river"), (2, "Gauges"), (1, "Results"), (2, "Drift in still air"), (1, "Discussion")]},
    ),
    "run-in headings stay text": (
        HEAD + f"## Introduction\n\n{P}\n\n## Methods\n\n**Sites.** {P}\n\n**Gauges.** {P}\n\n## Results\n\n*Drift.* {P}\n\n" + REFS,
        {"tree": [(1, "Introduction"), (1, "Methods"), (1, "Results")], "whole": ["Sites. We measured", "Drift. We measured"]},
    ),
    "hashes by level": (
        HEAD + sections("## Introduction", "## Methods", "### Sites", "#### The upper reach", "### Gauges", "## Results") + REFS,
        {"tree": [(1, "Introduction"), (1, "Methods"), (2, "Sites"), (3, "The upper reach"), (2, "Gauges"), (1, "Results")]},
    ),
    "the body one level too deep": (
        HEAD + sections("### Introduction", "### Methods", "#### Sites", "### Results") + REFS,
        {"tree": [(1, "Introduction"), (1, "Methods"), (2, "Sites"), (1, "Results")]},
    ),
    "back matter in English": (
        HEAD + sections("## Introduction", "## Methods", "## Results", "## Conclusion", "## Acknowledgements", "## Data availability", "## Competing interests", "## Author contributions", "## Ethics statement", "## Funding") + REFS + "\n\n## Appendix A. Gauges\n\n" + P + "\n\n## Supplementary material\n\n" + P + "\n",
        {"tree": [(1, "Introduction"), (1, "Methods"), (1, "Results"), (1, "Conclusion")], "back": ["Acknowledgements", "Data availability", "Competing interests", "Author contributions", "Ethics statement", "Funding", "Gauges", "Supplementary material"]},
    ),
    "back matter in bold run in": (
        HEAD + sections("## Introduction", "## Methods", "## Results", "## Conclusion") + "**Acknowledgements:** We thank the gauge keepers.\n\n**Funding:** The Ice Fund paid.\n\n**Conflict of interest:** None.\n\n" + REFS,
        {"tree": [(1, "Introduction"), (1, "Methods"), (1, "Results"), (1, "Conclusion")], "back": ["Acknowledgements", "Funding", "Conflict of interest"]},
    ),
    "back matter in Spanish": (
        HEAD + sections("## Introducción", "## Métodos", "## Resultados", "## Conclusiones", "## Agradecimientos", "## Conflicto de intereses", "## Financiación") + "## Referencias\n\n1. Arroyo A. Hielo. Rev Hielo. 2001;1:1–9.\n2. Pantano B. Viento. Rev Hielo. 2002;2:1–9.\n",
        {"tree": [(1, "Introducción"), (1, "Métodos"), (1, "Resultados"), (1, "Conclusiones")], "back": ["Agradecimientos", "Conflicto de intereses", "Financiación"]},
    ),
    "back matter in German and French": (
        HEAD + sections("## Einleitung", "## Methoden", "## Ergebnisse", "## Danksagung", "## Interessenkonflikt", "## Remerciements", "## Förderung") + "## Literatur\n\n1. Bach A. Eis. Z Eis. 2001;1:1–9.\n2. Moor B. Wind. Z Eis. 2002;2:1–9.\n",
        {"tree": [(1, "Einleitung"), (1, "Methoden"), (1, "Ergebnisse")], "back": ["Danksagung", "Interessenkonflikt", "Remerciements", "Förderung"]},
    ),
    "back matter in Chinese": (
        HEAD + sections("## 1 引言", "## 2 方法", "## 3 结果", "## 4 结论", "## 致谢", "## 利益冲突") + "## 参考文献\n\n1. 王小明. 河冰. 冰川. 2001;1:1–9.\n2. 李华. 风. 冰川. 2002;2:1–9.\n",
        {"tree": [(1, "引言"), (1, "方法"), (1, "结果"), (1, "结论")], "back": ["致谢", "利益冲突"]},
    ),
    "lettered appendices": (
        HEAD + sections("## 1 Introduction", "## 2 Results") + REFS + "\n\n" + sections("## A Gauges", "## A.1 Old gauges", "## B Sites"),
        {"tree": [(1, "Introduction"), (1, "Results")], "back": ["Gauges", "Sites"]},
    ),
    "page breaks inside a sentence": (
        HEAD + "## Introduction\n\n" + pages(f"{Q} We went to the river in March, and saw that the", f"ice was gone. {Q} It had left two days before, with the", f"storm that broke the poplars. {Q} So we waited and", f"came again. {Q}", head="A. Brook and B. Marsh") + f"\n\n## Results\n\n{P}\n\n" + REFS,
        {"whole": ["saw that the ice was gone", "with the storm that broke", "waited and came again"], "removed": ["A. Brook and B. Marsh", "102"]},
    ),
    "a running head that changes sides": (
        HEAD + "## Introduction\n\n" + "\n\n".join(f"{Q} This is part {n} of a sentence that the\n\n{head}\n\npage break has cut. {Q}" for n, head in enumerate(["102 A. Brook et al.", "Journal of Ice 12 (2021) 17–29 103", "104 A. Brook et al.", "Journal of Ice 12 (2021) 17–29 105", "106 A. Brook et al.", "Journal of Ice 12 (2021) 17–29 107"])) + f"\n\n## Results\n\n{P}\n\n" + REFS,
        {"whole": ["sentence that the page break has cut"], "removed": ["104 A. Brook et al.", "Journal of Ice 12 (2021) 17–29 105"]},
    ),
    "downloaded from": (
        HEAD + f"## Introduction\n\n{Q} We went to the river in March, and saw that the\n\nDownloaded from https://journals.example.org/ice by Northern University user on 03 May 2021\n\nice was gone. {Q}\n\n## Results\n\n{P}\n\n" + REFS,
        {"whole": ["saw that the ice was gone"], "removed": ["Downloaded from https://journals.example.org/ice by Northern University user on 03 May 2021"]},
    ),
    "a picture inside a sentence": (
        HEAD + f"## Introduction\n\n{Q} We went to the river in March, and saw that the\n\n![](ice.png)\n\nFigure 1. The river in March.\n\nice was gone. {Q}\n\n## Results\n\n{P}\n\n" + REFS,
        {"whole": ["saw that the ice was gone"], "figures": 1},
    ),
    "a table inside a sentence": (
        HEAD + f"## Introduction\n\n{Q} We went to the river in March, and saw that the\n\nTable 1. Days of ice.\n\n| Year | Days |\n|---|---|\n| 2001 | 40 |\n\nice was gone. {Q}\n\n## Results\n\n{P}\n\n" + REFS,
        {"whole": ["saw that the ice was gone"], "tables": 1},
    ),
    "a rule inside a sentence": (
        HEAD + f"## Introduction\n\n{Q} We went to the river in March, and saw that the\n\n---\n\nice was gone. {Q}\n\n## Results\n\n{P}\n\n" + REFS,
        {"whole": ["saw that the ice was gone"]},
    ),
    "a footnote inside a sentence": (
        HEAD + f"## Introduction\n\n{Q} We went to the river in March, and saw that the\n\n^1^ The gauge at Oulu was not read in that month.\n\nice was gone. {Q}\n\n## Results\n\n{P}\n\n" + REFS,
        {"whole": ["saw that the ice was gone"]},
    ),
    "a word cut by a hyphen": (
        HEAD + f"## Introduction\n\n{Q} The temperature of the water was read every day, and the tempera-\n\nture of the air every hour. {Q}\n\nThe long-\nterm mean of the tempera-\nture was lower.\n\n## Results\n\n{P} The long-term mean is in the tables.\n\n" + REFS,
        {"whole": ["and the temperature of the air", "The long-term mean of the temperature was lower"]},
    ),
    "ligatures and soft hyphens": (
        HEAD + "## Introduction\n\nThe ﬁrst eﬀect of the ﬂow was diﬃcult to ﬁnd in the mea\u00adsure\u00adments. " + Q + f"\n\n## Results\n\n{P}\n\n" + REFS,
        {"whole": ["The first effect of the flow was difficult to find in the measurements"]},
    ),
    "accents apart from their letters": (
        HEAD + "## Introduction\n\nThe gauge of Se´ve´rin Dabire´ and that of Mu¨ller in Vallee´ were read by Pen˜a. " + Q + f"\n\n## Results\n\n{P}\n\n" + REFS,
        {"whole": ["Sévérin Dabiré and that of Müller in Valleé were read by Peña"]},
    ),
    "text read in the wrong encoding": (
        HEAD + "## Introduction\n\nThe gauge of MÃ¼ller was read by PeÃ±a in the â€œoldâ€\u009d way, which isnâ€™t ours. " + Q + f"\n\n## Results\n\n{P}\n\n" + REFS,
        {"whole": ["The gauge of Müller was read by Peña in the “old” way, which isn’t ours"]},
    ),
    "a capital ligature that was lost": (
        HEAD + "## Introduction\n\nTe ice was thick. Tis was known. Tese rivers freeze, and the others do not. Terefore we went. Te wind, too, was the same. "
        + Q + " Te bridge stood. Tere was water. " + f"\n\n## Results\n\nTe results are these. {Q.replace('The', 'Te')}\n",
        {"whole": ["The ice was thick. This was known. These rivers freeze, and the others do not. Therefore we went. The wind"]},
    ),
    "a list cut in two by a page": (
        HEAD + f"## Introduction\n\n{Q}\n\n1. The ice of the upper reach.\n2. The ice of the lower reach.\n\n103\n\n3. The ice of the lake.\n4. The ice of the sea.\n\n## Methods\n\n{Q}\n\n104\n\n{P}\n\n105\n\n{Q}\n\n## Results\n\n{P}\n\n" + REFS,
        {"lists": [4]},
    ),
    "bullets cut in two by a rule": (
        HEAD + f"## Introduction\n\n{Q}\n\n- The ice of the upper reach, which is thick in the years in which the dam is\n\n---\n\nclosed in March.\n- The ice of the lake.\n\n## Results\n\n{P}\n\n" + REFS,
        {"lists": [2], "whole": ["in which the dam is closed in March"]},
    ),
    "a quotation cut in two by a page": (
        HEAD + f"## Introduction\n\n{Q}\n\n> The ice went in the night, and in the morning we saw that the bridge which my father\n\n103\n\n> had built was gone with it.\n\n## Methods\n\n{Q}\n\n104\n\n{P}\n\n105\n\n## Results\n\n{P}\n\n" + REFS,
        {"quotes": 1, "whole": ["the bridge which my father had built was gone"]},
    ),
    "captions above, below, and alone": (
        HEAD + f"## Introduction\n\n{Q}\n\n![](a.png)\n\n**Fig. 1.** The river.\n\n{P}\n\n**Table 1:** Days of ice.\n\n| Year | Days |\n|---|---|\n| 2001 | 40 |\n\n{Q}\n\nFigure 2. The lake, of which there is no picture here.\n\n## Results\n\nFigure 1 shows the river. {P}\n\n" + REFS,
        {"figures": 2, "tables": 1, "whole": ["Figure 1 shows the river. We measured"]},
    ),
    "captions in other languages": (
        HEAD + f"## Introduction\n\n{Q}\n\n![](a.png)\n\nAbbildung 1: Der Fluss.\n\n{P}\n\nTableau 1. Jours de glace.\n\n| An | Jours |\n|---|---|\n| 2001 | 40 |\n\n{Q}\n\n![](b.png)\n\n图 2 河冰的厚度\n\n## Results\n\n{P}\n\n" + REFS,
        {"figures": 2, "tables": 1},
    ),
    "page separators of converters": (
        HEAD + f"## Introduction\n\n{Q} We went to the river in March, and saw that the\n\n{{3}}------------------------------------------------\n\nice was gone. {Q} It had left with the\n\n<!-- PageBreak -->\n\nstorm. {Q} We waited and\n\n-----\n\ncame again. {Q}\n\n## Results\n\n{P}\n\n" + REFS,
        {"whole": ["saw that the ice was gone", "left with the storm", "waited and came again"]},
    ),
    "a licence at the foot of the first page": (
        HEAD + f"## Introduction\n\n{Q} We went to the river in March, and saw that the\n\n© The Author(s) 2021. This article is licensed under a Creative Commons Attribution 4.0 International License, which permits use, sharing, adaptation, distribution and reproduction.\n\nice was gone. {Q}\n\n## Results\n\n{P}\n\n" + REFS,
        {"whole": ["saw that the ice was gone"]},
    ),
    "a DOI line on each page": (
        HEAD + "## Introduction\n\n" + "\n\n".join(f"{Q} This is part {n} of a sentence that the\n\nhttps://doi.org/10.1234/ice.2021.17\n\npage break has cut. {Q}" for n in range(4)) + f"\n\n## Results\n\n{P}\n\n" + REFS,
        {"whole": ["sentence that the page break has cut"], "removed": ["https://doi.org/10.1234/ice.2021.17"]},
    ),
    "rows of a table as paragraphs": (
        HEAD + f"## Introduction\n\n{Q} We went to the river in March, and saw that the\n\nTable 1. Days of ice.\n\nYear Days Share\n\n2001 40 (11%)\n\n2002 37 (10%)\n\nMean 38.5 (10.5%)\n\nice was gone. {Q}\n\n## Results\n\n{P}\n\n" + REFS,
        {"whole": ["saw that the ice was gone", "(10.5%)"], "tables": 1},
    ),
    "words of a picture as paragraphs": (
        HEAD + f"## Introduction\n\n{Q} We went to the river in March, and saw that the\n\n150\n\n100\n\n50\n\nDays of ice\n\nFigure 1. The river in March.\n\nice was gone. {Q}\n\n## Results\n\n{P}\n\n" + REFS,
        {"whole": ["saw that the ice was gone"], "figures": 1},
    ),
}  # fmt: skip
