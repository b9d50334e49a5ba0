"""Front parts as they are written: the form, and what a careful reader finds in it.

What is wanted is given by field: ``title``, ``subtitle``, ``short``, ``abstract`` (first and last words), ``parts`` (titles of
a structured abstract), ``kinds`` (of all abstracts), ``keywords``, ``codes`` (kind and terms), ``dates``, ``doi``, ``license``
(words in it), ``funding`` (a title in the back), ``authors``, ``sections``.
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
BODY = f"## Introduction\n\n{Q}\n\n## Methods\n\n{P}\n\n## Results\n\n{P}\n\n## Conclusion\n\n{Q}\n"
HEAD = "# On the drift of river ice\n\nAda Brook and Ben Marsh\n\n"

PARTS: dict[str, tuple[str, dict[str, object]]] = {
    "a title that is not the first heading": (
        f"## RESEARCH ARTICLE\n\n# On the drift of river ice\n\nAda Brook and Ben Marsh\n\n## Abstract\n\n{P}\n\n{BODY}",
        {"title": "On the drift of river ice", "authors": 2},
    ),
    "a title over two headings": (
        f"# On the drift of river ice and\n\n# the wind above it\n\nAda Brook and Ben Marsh\n\n## Abstract\n\n{P}\n\n{BODY}",
        {"title": "On the drift of river ice and the wind above it"},
    ),
    "a subtitle": (
        f"# On the drift of river ice\n\n## A study from bridges\n\nAda Brook and Ben Marsh\n\n## Abstract\n\n{P}\n\n{BODY}",
        {"title": "On the drift of river ice", "subtitle": "A study from bridges", "authors": 2},
    ),
    "a bold title": (f"**On the drift of river ice**\n\nAda Brook and Ben Marsh\n\n**Abstract**\n\n{P}\n\n{BODY}", {"title": "On the drift of river ice", "authors": 2}),
    "a title in plain type": (f"On the drift of river ice\n\nAda Brook^1^ and Ben Marsh^1^\n\n^1^ Institute of Ice, Oulu\n\nAbstract\n\n{P}\n\n{BODY}", {"title": "On the drift of river ice", "authors": 2}),
    "a labelled title": (f"Title: On the drift of river ice\n\nRunning title: River ice\n\nAuthors: Ada Brook, Ben Marsh\n\nAbstract\n\n{P}\n\n{BODY}", {"title": "On the drift of river ice", "short": "River ice", "authors": 2}),
    "an underlined title": (f"On the drift of river ice\n=========================\n\nAda Brook, Ben Marsh\n\nAbstract\n--------\n\n{P}\n\n{BODY}", {"title": "On the drift of river ice", "authors": 2}),
    "a running head": (f"{HEAD}**Running head:** RIVER ICE\n\n## Abstract\n\n{P}\n\n{BODY}", {"short": "RIVER ICE"}),
    "a title with a footnote mark": (f"# On the drift of river ice^\\*^\n\nAda Brook and Ben Marsh\n\n## Abstract\n\n{P}\n\n^\\*^ This work was supported by the Ice Fund.\n\n{BODY}", {"title": "On the drift of river ice"}),
    "an abstract run in": (f"{HEAD}**Abstract.** {P}\n\n**Keywords:** ice, wind, rivers\n\n{BODY}", {"abstract": ("We measured", "from the bank."), "keywords": ["ice", "wind", "rivers"]}),
    "an abstract with a dash": (f"{HEAD}*Abstract*—{P}\n\n*Index Terms*—Ice, wind, rivers.\n\n{BODY}", {"abstract": ("We measured", "from the bank."), "keywords": ["Ice", "wind", "rivers"]}),
    "an abstract without a heading": (f"{HEAD}{P}\n\nKeywords: ice; wind; rivers\n\n{BODY}", {"abstract": ("We measured", "from the bank."), "keywords": ["ice", "wind", "rivers"]}),
    "an abstract in capitals spread out": (f"{HEAD}A B S T R A C T\n\n{P}\n\n{BODY}", {"abstract": ("We measured", "from the bank.")}),
    "an abstract of two paragraphs": (f"{HEAD}## Abstract\n\n{P}\n\n{Q}\n\n## Keywords\n\nice · wind · rivers\n\n{BODY}", {"abstract": ("We measured", "the dams."), "keywords": ["ice", "wind", "rivers"]}),
    "an abstract in a quotation": (f"{HEAD}## Abstract\n\n> {P}\n\n{BODY}", {"abstract": ("We measured", "from the bank.")}),
    "a structured abstract, bold labels": (
        f"{HEAD}## Abstract\n\n**Background:** {Q}\n\n**Methods:** {P}\n\n**Results:** {P}\n\n**Conclusions:** {Q}\n\n{BODY}",
        {"parts": ["Background", "Methods", "Results", "Conclusions"], "abstract": ("Ice on rivers", "the dams.")},
    ),
    "a structured abstract, headings": (
        f"{HEAD}## Abstract\n\n### Background\n\n{Q}\n\n### Methods\n\n{P}\n\n### Results\n\n{P}\n\n### Conclusions\n\n{Q}\n\n**Keywords:** ice, wind\n\n{BODY}",
        {"parts": ["Background", "Methods", "Results", "Conclusions"], "keywords": ["ice", "wind"]},
    ),
    "a structured abstract in one paragraph": (
        f"{HEAD}## Abstract\n\nObjectives: {Q} Methods: {P} Results: {P} Conclusions: {Q}\n\n{BODY}",
        {"parts": ["Objectives", "Methods", "Results", "Conclusions"]},
    ),
    "a structured abstract, labels with stops": (
        f"{HEAD}## Abstract\n\n**Background** {Q}\n\n**Methods** {P}\n\n**Results** {P}\n\n**Conclusion** {Q}\n\n{BODY}",
        {"parts": ["Background", "Methods", "Results", "Conclusion"]},
    ),
    "a structured abstract whose headings are those of the body": (
        f"{HEAD}## Abstract\n\n## Background\n\n{Q}\n\n## Methods\n\n{P}\n\n## Results\n\n{P}\n\n## Conclusions\n\n{Q}\n\n{BODY}",
        {"parts": ["Background", "Methods", "Results", "Conclusions"], "sections": ["Introduction", "Methods", "Results", "Conclusion"]},
    ),
    "two languages": (
        f"{HEAD}## Resumen\n\nMedimos la deriva del hielo en los ríos durante cuarenta días de dos inviernos y la comparamos con el caudal.\n\n**Palabras clave:** hielo; viento; ríos\n\n## Abstract\n\n{P}\n\n**Keywords:** ice; wind; rivers\n\n{BODY}",
        {"kinds": ["", ""], "keywords": ["hielo", "viento", "ríos", "ice", "wind", "rivers"]},
    ),
    "two languages, French": (
        f"{HEAD}**Abstract** – {P}\n\n**Résumé** – Nous avons mesuré la dérive des glaces de rivière pendant quarante jours de deux hivers, et l'avons comparée au débit.\n\n{BODY}",
        {"kinds": ["", ""]},
    ),
    "highlights": (
        f"{HEAD}## Highlights\n\n- Wind moves ice.\n- Water moves it more.\n\n## Abstract\n\n{P}\n\n{BODY}",
        {"kinds": ["key-points", ""], "abstract": ("We measured", "from the bank.")},
    ),
    "key points in bold": (
        f"{HEAD}**Key points**\n\n- Wind moves ice.\n- Water moves it more.\n\n**Abstract**\n\n{P}\n\n{BODY}",
        {"kinds": ["key-points", ""]},
    ),
    "a plain language summary": (
        f"{HEAD}## Abstract\n\n{P}\n\n## Plain Language Summary\n\n{Q}\n\n{BODY}",
        {"kinds": ["", "plain-language-summary"]},
    ),
    "codes": (
        f"{HEAD}## Abstract\n\n{P}\n\n**Keywords:** ice, wind\n\n**JEL codes:** Q54, R40\n\n**MSC 2020:** 86A05, 76B10\n\nPACS numbers: 92.40.-t, 92.60.Gn\n\n{BODY}",
        {"keywords": ["ice", "wind"], "codes": [("JEL", ["Q54", "R40"]), ("MSC", ["86A05", "76B10"]), ("PACS", ["92.40.-t", "92.60.Gn"])]},
    ),
    "JEL classification": (
        f"{HEAD}Abstract: {P}\n\nKeywords: ice, wind\n\nJEL Classification: Q54; R40\n\n{BODY}",
        {"codes": [("JEL", ["Q54", "R40"])], "keywords": ["ice", "wind"]},
    ),
    "keywords one to a line": (f"{HEAD}## Abstract\n\n{P}\n\n## Keywords\n\n- ice\n- wind\n- rivers\n\n{BODY}", {"keywords": ["ice", "wind", "rivers"]}),
    "keywords with a number of them": (f"{HEAD}## Abstract\n\n{P}\n\n**Keywords (3):** ice | wind | rivers\n\n{BODY}", {"keywords": ["ice", "wind", "rivers"]}),
    "keywords with and": (f"{HEAD}## Abstract\n\n{P}\n\nKey words: ice, wind, and rivers.\n\n{BODY}", {"keywords": ["ice", "wind", "rivers"]}),
    "keywords in brackets and abbreviations": (f"{HEAD}## Abstract\n\n{P}\n\nKeywords: flow (low, high), U.S. rivers, ice\n\n{BODY}", {"keywords": ["flow (low, high)", "U.S. rivers", "ice"]}),
    "keywords in Russian": (f"{HEAD}## Аннотация\n\nМы измеряли дрейф речного льда сорок дней в течение двух зим и сравнили его с расходом воды.\n\n**Ключевые слова:** лёд, ветер, реки\n\n{BODY}", {"keywords": ["лёд", "ветер", "реки"]}),
    "keywords in Chinese": (f"{HEAD}**摘要：** 我们在两个冬季的四十天里测量了河冰的漂移，并与水文站的流量进行了比较。\n\n**关键词：** 河冰；风；河流\n\n{BODY}", {"keywords": ["河冰", "风", "河流"]}),
    "German": (
        f"{HEAD}## Zusammenfassung\n\nWir maßen die Drift von Flusseis an vierzig Tagen in zwei Wintern und verglichen sie mit dem Abfluss.\n\n**Schlüsselwörter:** Eis, Wind\n\n## Einleitung\n\n{Q}\n\n## Danksagung\n\nWir danken allen.\n",
        {"keywords": ["Eis", "Wind"], "kinds": [""]},
    ),
    "dates in one line": (f"{HEAD}Received: 3 May 2021 / Revised: 12 June 2021 / Accepted: 1 July 2021 / Published online: 9 July 2021\n\n## Abstract\n\n{P}\n\n{BODY}", {"dates": ["received 2021-5-3", "rev-recd 2021-6-12", "accepted 2021-7-1", "pub 2021-7-9"]}),
    "dates in lines": (f"{HEAD}Received May 3, 2021\nAccepted July 1, 2021\n\n## Abstract\n\n{P}\n\n{BODY}", {"dates": ["received 2021-5-3", "accepted 2021-7-1"]}),
    "dates in brackets, numbers": (f"{HEAD}(Received 2021-05-03; accepted 2021-07-01)\n\n## Abstract\n\n{P}\n\n{BODY}", {"dates": ["received 2021-5-3", "accepted 2021-7-1"]}),
    "dates in Spanish": (f"{HEAD}Recibido: 3 de mayo de 2021. Aceptado: 1 de julio de 2021.\n\n## Abstract\n\n{P}\n\n{BODY}", {"dates": ["received 2021-5-3", "accepted 2021-7-1"]}),
    "article history": (f"{HEAD}**Article history:**\nReceived 3 May 2021\nReceived in revised form 12 June 2021\nAccepted 1 July 2021\nAvailable online 9 July 2021\n\n## Abstract\n\n{P}\n\n{BODY}", {"dates": ["received 2021-5-3", "rev-recd 2021-6-12", "accepted 2021-7-1", "pub 2021-7-9"]}),
    "a DOI": (f"{HEAD}DOI: 10.1234/ice.2021.17\n\n## Abstract\n\n{P}\n\n{BODY}", {"doi": "10.1234/ice.2021.17"}),
    "a DOI as an address": (f"{HEAD}<https://doi.org/10.1234/ice.2021.17>\n\n## Abstract\n\n{P}\n\n{BODY}", {"doi": "10.1234/ice.2021.17"}),
    "a licence": (f"{HEAD}© 2021 The Authors. This is an open access article under the CC BY license (http://creativecommons.org/licenses/by/4.0/).\n\n## Abstract\n\n{P}\n\n{BODY}", {"license": "open access article"}),
    "word counts": (f"{HEAD}Word count: 3500\n\nNumber of tables: 2\n\n## Abstract\n\n{P}\n\n{BODY}", {"counts": ["word 3500", "table 2"]}),
    "word counts of parts": (f"{HEAD}**Word count (abstract):** 215; **Word count (text):** 3500\n\n## Abstract\n\n{P}\n\n{BODY}", {"authors": 2, "abstract": ("We measured", "from the bank.")}),
    "funding in a line": (f"{HEAD}Funding: This work was funded by the Ice Fund, grant 17.\n\n## Abstract\n\n{P}\n\n{BODY}", {"back": ["Funding"], "authors": 2}),
    "conflicts in a line": (f"{HEAD}**Conflicts of interest:** None declared.\n\n**Data availability statement:** All data are at the Ice Fund.\n\n## Abstract\n\n{P}\n\n{BODY}", {"back": ["Conflicts of interest", "Data availability statement"], "authors": 2}),
    "a kind of article and a journal line": (f"*Journal of Ice* 12 (2021) 17–29\n\nOriginal Article\n\n{HEAD}## Abstract\n\n{P}\n\n{BODY}", {"title": "On the drift of river ice", "authors": 2}),
    "an introduction without a heading": (f"{HEAD}## Abstract\n\n{P}\n\n## Keywords\n\nice, wind\n\n{Q}\n\n{Q}\n\n## Methods\n\n{P}\n\n## Results\n\n{P}\n", {"abstract": ("We measured", "from the bank."), "keywords": ["ice", "wind"]}),
    "an abbreviations line": (f"{HEAD}## Abstract\n\n{P}\n\n**Abbreviations:** RI, river ice; W, wind\n\n{BODY}", {"abstract": ("We measured", "from the bank."), "back": ["Abbreviations"]}),
    "a date under the authors": (f"{HEAD}May 3, 2021\n\n## Abstract\n\n{P}\n\n{BODY}", {"authors": 2, "dates": ["pub 2021-5-3"]}),
    "a preprint line": (f"{HEAD}arXiv:2105.01234v2 [physics.ao-ph] 3 May 2021\n\n## Abstract\n\n{P}\n\n{BODY}", {"authors": 2}),
    "a box of citations in a narrow column": (
        f"{HEAD}**Citation:** Brook, A.;\n\nMarsh, B. On the\n\nDrift of River Ice.\n\nIce 2021, 12, 17.\n\nhttps://doi.org/10.1234/ice.2021.17\n\n## Abstract\n\n{P}\n\n{BODY}",
        {"doi": "10.1234/ice.2021.17", "abstract": ("We measured", "from the bank."), "sections": ["Introduction", "Methods", "Results", "Conclusion"]},
    ),
    "open access above the title": (f"**RESEARCH**\n\n**Open Access**\n\nOn the drift of\nriver ice\n\nAda Brook^1^, Ben Marsh^1^\n\n^1^ Institute of Ice, Oulu\n\n## Abstract\n\n{P}\n\n{BODY}", {"title": "On the drift of river ice", "authors": 2}),
    "the last part of an abstract behind a page break": (
        f"{HEAD}**Abstract.** Objectives: {Q} Methods: {P} Results: {P}\n\n© 2021 The Authors. All rights reserved.\n\nConclusions: {Q}\n\n{BODY}",
        {"parts": ["Objectives", "Methods", "Results", "Conclusions"]},
    ),
}  # fmt: skip
