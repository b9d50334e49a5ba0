"""Front matter as converters and authors write it: the form, and who a careful reader says wrote it.

Each author is ``given | family | places | marks``: places by number in the order in which the paper lists them; marks are
``C`` corresponding, ``E`` equal contribution, ``D`` deceased, an e-mail address, an ORCID iD, a degree or a form of address.
"""

from __future__ import annotations

A = "Institute of River Ice, Northern University, Oulu, Finland"
B = "Department of Wind, Kemi Polytechnic, 94100 Kemi, Finland"
C = "Hydrology Centre, Riga, Latvia"

BYLINES: dict[str, tuple[str, str]] = {
    "one line, Unicode superscripts": (
        f"Ada Brook¹, Ben Marsh¹,², Carl Fenn²*\n\n¹ {A}\n\n² {B}\n\n*Corresponding author: carl.fenn@kemi.fi",
        "Ada|Brook|1\nBen|Marsh|1,2\nCarl|Fenn|2|C carl.fenn@kemi.fi",
    ),
    "sup tags glued to names, one paragraph of places": (
        f"Ada Brook<sup>1</sup>, Ben Marsh<sup>1,2</sup> and Carl Fenn<sup>2,∗</sup>\n\n<sup>1</sup>{A} <sup>2</sup>{B}\n\n<sup>∗</sup>E-mail: carl.fenn@kemi.fi",
        "Ada|Brook|1\nBen|Marsh|1,2\nCarl|Fenn|2|C carl.fenn@kemi.fi",
    ),
    "carets": (
        f"Ada Brook^1^, Ben Marsh^1,2^, and Carl Fenn^2,\\*^\n\n^1^ {A}  \n^2^ {B}  \n^\\*^ Correspondence: carl.fenn@kemi.fi",
        "Ada|Brook|1\nBen|Marsh|1,2\nCarl|Fenn|2|C carl.fenn@kemi.fi",
    ),
    "formulas": (
        f"Ada Brook $^{{1}}$, Ben Marsh $^{{1,2}}$, Carl Fenn $^{{2*}}$\n\n$^{{1}}$ {A}\n$^{{2}}$ {B}\n$^{{*}}$ Corresponding author (carl.fenn@kemi.fi)",
        "Ada|Brook|1\nBen|Marsh|1,2\nCarl|Fenn|2|C carl.fenn@kemi.fi",
    ),
    "formulas with daggers": (
        f"Ada Brook$^{{\\dagger}}$, Ben Marsh$^{{\\dagger\\ddagger}}$, Carl Fenn$^{{\\ddagger}}$\n\n$^{{\\dagger}}${A}\n\n$^{{\\ddagger}}${B}",
        "Ada|Brook|1\nBen|Marsh|1,2\nCarl|Fenn|2",
    ),
    "brackets": (
        f"Ada Brook [1], Ben Marsh [1,2], Carl Fenn [2*]\n\n[1] {A}\n\n[2] {B}\n\n[*] Correspondence to: carl.fenn@kemi.fi",
        "Ada|Brook|1\nBen|Marsh|1,2\nCarl|Fenn|2|C carl.fenn@kemi.fi",
    ),
    "parentheses": (
        f"Ada Brook (1), Ben Marsh (1, 2), Carl Fenn (2)\n\n(1) {A}\n\n(2) {B}",
        "Ada|Brook|1\nBen|Marsh|1,2\nCarl|Fenn|2",
    ),
    "fused letters": (
        f"Ada Brooka, Ben Marsha,b, Carl Fennb,*\n\na {A}\nb {B}\n\n* Corresponding author. E-mail address: carl.fenn@kemi.fi (C. Fenn).",
        "Ada|Brook|1\nBen|Marsh|1,2\nCarl|Fenn|2|C carl.fenn@kemi.fi",
    ),
    "fused digits": (
        f"Ada Brook1, Ben Marsh1,2, Carl Fenn2,*\n\n1 {A}\n2 {B}\n* Correspondence: carl.fenn@kemi.fi",
        "Ada|Brook|1\nBen|Marsh|1,2\nCarl|Fenn|2|C carl.fenn@kemi.fi",
    ),
    "letters as superscripts, marker": (
        f"**Ada Brook<sup>a</sup>, Ben Marsh<sup>a,b</sup>, Carl Fenn<sup>b,\\*</sup>**\n\n*<sup>a</sup>{A}*\n\n*<sup>b</sup>{B}*\n\n<sup>\\*</sup>Corresponding author: carl.fenn@kemi.fi",
        "Ada|Brook|1\nBen|Marsh|1,2\nCarl|Fenn|2|C carl.fenn@kemi.fi",
    ),
    "separated by their marks only": (
        f"Ada Brook<sup>1</sup> Ben Marsh<sup>1,2</sup> Carl Fenn<sup>2</sup>\n\n<sup>1</sup>{A}\n\n<sup>2</sup>{B}",
        "Ada|Brook|1\nBen|Marsh|1,2\nCarl|Fenn|2",
    ),
    "semicolons, family name first": (
        f"Brook, Ada^1^; Marsh, Ben^1,2^; Fenn, Carl^2^\n\n^1^{A}; ^2^{B}",
        "Ada|Brook|1\nBen|Marsh|1,2\nCarl|Fenn|2",
    ),
    "ampersands": (f"Ada Brook & Ben Marsh\n\n{A}", "Ada|Brook|1\nBen|Marsh|1"),
    "one to a line with places below": (
        f"Ada Brook\n\n{A}\n\nada.brook@oulu.fi\n\nBen Marsh\n\n{B}\n\nben.marsh@kemi.fi",
        "Ada|Brook|1|ada.brook@oulu.fi\nBen|Marsh|2|ben.marsh@kemi.fi",
    ),
    "one to a paragraph with forced breaks": (
        f"**Ada Brook**  \n{A}  \nada.brook@oulu.fi\n\n**Ben Marsh**  \n{B}  \nben.marsh@kemi.fi",
        "Ada|Brook|1|ada.brook@oulu.fi\nBen|Marsh|2|ben.marsh@kemi.fi",
    ),
    "headings as names (MinerU, marker)": (
        f"## Ada Brook\n\n{A}\nada.brook@oulu.fi\n\n## Ben Marsh\n\n{B}\nben.marsh@kemi.fi",
        "Ada|Brook|1|ada.brook@oulu.fi\nBen|Marsh|2|ben.marsh@kemi.fi",
    ),
    "name, place and address in one line": (
        f"Ada Brook, {A}, ada.brook@oulu.fi\n\nBen Marsh, {B}, ben.marsh@kemi.fi",
        "Ada|Brook|1|ada.brook@oulu.fi\nBen|Marsh|2|ben.marsh@kemi.fi",
    ),
    "name with place in parentheses": (
        f"Ada Brook ({A}), Ben Marsh ({B})",
        "Ada|Brook|1\nBen|Marsh|2",
    ),
    "a grid": (
        f"| Ada Brook | Ben Marsh |\n|---|---|\n| {A} | {B} |\n| ada.brook@oulu.fi | ben.marsh@kemi.fi |",
        "Ada|Brook|1|ada.brook@oulu.fi\nBen|Marsh|2|ben.marsh@kemi.fi",
    ),
    "braces for all": (
        f"Ada Brook, Ben Marsh\n\n{A}\n\n{{ada.brook, ben.marsh}}@oulu.fi",
        "Ada|Brook|1|ada.brook@oulu.fi\nBen|Marsh|1|ben.marsh@oulu.fi",
    ),
    "degrees": (
        f"Ada Brook, PhD^1^, Ben Marsh, MD, MPH^2^, and Prof. Dr. Carl Fenn, FRCP^1^\n\n^1^{A}\n\n^2^{B}",
        "Ada|Brook|1|PhD\nBen|Marsh|2|MD MPH\nCarl|Fenn|1|FRCP",
    ),
    "degrees without commas": (
        f"Ada Brook PhD^1^, Ben Marsh MD^2^, Carl Fenn MSc PhD^1^\n\n^1^{A}\n\n^2^{B}",
        "Ada|Brook|1|PhD\nBen|Marsh|2|MD\nCarl|Fenn|1|MSc PhD",
    ),
    "particles and suffixes": (
        f"Ada van der Brook^1^, Ben de la Marsh Jr.^2^, Carl von Fenn III^1^\n\n^1^{A}\n\n^2^{B}",
        "Ada|van der Brook|1\nBen|de la Marsh|2\nCarl|von Fenn|1",
    ),
    "initials": (
        f"A. B. Brook^1^, B.-J. Marsh^2^ and C.D.E. Fenn^1^\n\n^1^{A}\n\n^2^{B}",
        "A. B.|Brook|1\nB.-J.|Marsh|2\nC.D.E.|Fenn|1",
    ),
    "Vancouver names": (
        f"Brook AB^1^, Marsh B^2^, Fenn CD^1^\n\n^1^{A}\n\n^2^{B}",
        "AB|Brook|1\nB|Marsh|2\nCD|Fenn|1",
    ),
    "capitals": (
        f"ADA BROOK^1^, BEN MCMARSH^2^ AND CARL O'FENN^1^\n\n^1^{A}\n\n^2^{B}",
        "Ada|Brook|1\nBen|McMarsh|2\nCarl|O'Fenn|1",
    ),
    "family name in capitals": (
        f"Ada BROOK^1^, MARSH Ben^2^\n\n^1^{A}\n\n^2^{B}",
        "Ada|Brook|1\nBen|Marsh|2",
    ),
    "a name of one word and a group": (
        f"Ada Brook^1^, Suharto^2^, on behalf of the River Ice Consortium\n\n^1^{A}\n\n^2^{B}",
        "Ada|Brook|1\n|Suharto|2\n|River Ice Consortium|",
    ),
    "a group with its marks": (
        f"Ada Brook^1^, Ben Marsh^2^, and the ICE Collaboration^1,2^\n\n^1^{A}\n\n^2^{B}",
        "Ada|Brook|1\nBen|Marsh|2\n|ICE Collaboration|1,2",
    ),
    "ORCID iDs in parentheses": (
        f"Ada Brook^1^ (0000-0002-1825-0097), Ben Marsh^2^ (https://orcid.org/0000-0001-5109-3700)\n\n^1^{A}\n\n^2^{B}",
        "Ada|Brook|1|0000-0002-1825-0097\nBen|Marsh|2|0000-0001-5109-3700",
    ),
    "ORCID iDs as pictures with links": (
        f"Ada Brook[![ORCID](orcid.png)](https://orcid.org/0000-0002-1825-0097)^1^, Ben Marsh[![ORCID](orcid.png)](https://orcid.org/0000-0001-5109-3700)^2^\n\n^1^{A}\n\n^2^{B}",
        "Ada|Brook|1|0000-0002-1825-0097\nBen|Marsh|2|0000-0001-5109-3700",
    ),
    "ORCID iDs in a list of their own": (
        f"Ada Brook^1^, Ben Marsh^2^\n\n^1^{A}\n\n^2^{B}\n\nORCID iDs: Ada Brook https://orcid.org/0000-0002-1825-0097; Ben Marsh https://orcid.org/0000-0001-5109-3700",
        "Ada|Brook|1|0000-0002-1825-0097\nBen|Marsh|2|0000-0001-5109-3700",
    ),
    "addresses with initials": (
        f"Ada Brook^1,*^, Ben Marsh^2,*^\n\n^1^{A}; ada@oulu.fi\n\n^2^{B}\n\n^*^Correspondence: ada@oulu.fi (A.B.); bm@kemi.fi (B.M.)",
        "Ada|Brook|1|C ada@oulu.fi\nBen|Marsh|2|C bm@kemi.fi",
    ),
    "equal contribution by a mark": (
        f"Ada Brook^1,†^, Ben Marsh^2,†^, Carl Fenn^1,\\*^\n\n^1^{A}\n\n^2^{B}\n\n^†^These authors contributed equally to this work.\n\n^\\*^To whom correspondence should be addressed: fenn@oulu.fi",
        "Ada|Brook|1|E\nBen|Marsh|2|E\nCarl|Fenn|1|C fenn@oulu.fi",
    ),
    "deceased and present address": (
        f"Ada Brook^1,‡^, Ben Marsh^2,§^\n\n^1^{A}\n\n^2^{B}\n\n^‡^Deceased.\n\n^§^Present address: {C}",
        "Ada|Brook|1|D\nBen|Marsh|2",
    ),
    "double stars": (
        f"Ada Brook^1\\*^, Ben Marsh^2\\*\\*^\n\n^1^{A}\n\n^2^{B}\n\n\\* Equal contribution.\n\n\\*\\* Corresponding author: marsh@kemi.fi",
        "Ada|Brook|1|E\nBen|Marsh|2|C marsh@kemi.fi",
    ),
    "marks of ranges": (
        f"Ada Brook^1–3^, Ben Marsh^2^\n\n^1^{A}\n\n^2^{B}\n\n^3^{C}",
        "Ada|Brook|1,2,3\nBen|Marsh|2",
    ),
    "label before the names": (
        f"**Authors:** Ada Brook^1^, Ben Marsh^2^\n\n**Affiliations:**\n\n1. {A}\n2. {B}\n\n**Corresponding author:** Ada Brook, ada.brook@oulu.fi",
        "Ada|Brook|1|C ada.brook@oulu.fi\nBen|Marsh|2",
    ),
    "a list of authors": (
        f"- Ada Brook, {A}\n- Ben Marsh, {B}",
        "Ada|Brook|1\nBen|Marsh|2",
    ),
    "by": (f"by Ada Brook and Ben Marsh\n\n{A}", "Ada|Brook|1\nBen|Marsh|1"),
    "Spanish with y": (f"Ana Arroyo^1^, Beni Pantano^2^ y Carlos Vega^1^\n\n^1^{A}\n\n^2^{B}", "Ana|Arroyo|1\nBeni|Pantano|2\nCarlos|Vega|1"),
    "Chinese": ("王小明^1^，李华^2^\n\n^1^北方大学河冰研究所，哈尔滨，中国\n\n^2^南方学院，广州，中国", "小明|王|1\n华|李|2"),
    "nougat footnotes": (
        f"Ada Brook\\({{}}^{{1}}\\) Ben Marsh\\({{}}^{{1,2}}\\)\n\n\\({{}}^{{1}}\\){A}\n\n\\({{}}^{{2}}\\){B}",
        "Ada|Brook|1\nBen|Marsh|1,2",
    ),
    "mathpix": (
        f"Ada Brook \\({{ }}^{{1, *}}\\), Ben Marsh \\({{ }}^{{2}}\\)\n\n\\({{ }}^{{1}}\\) {A}\n\n\\({{ }}^{{2}}\\) {B}\n\n\\({{ }}^{{*}}\\) Corresponding author: ada@oulu.fi",
        "Ada|Brook|1|C ada@oulu.fi\nBen|Marsh|2",
    ),
    "in several paragraphs": (
        f"Ada Brook^1^,\n\nBen Marsh^2^,\n\nand Carl Fenn^1^\n\n^1^{A}\n\n^2^{B}",
        "Ada|Brook|1\nBen|Marsh|2\nCarl|Fenn|1",
    ),
    "places glued behind the authors": (
        f"Ada Brook^1^, Ben Marsh^2^ ^1^{A} ^2^{B}",
        "Ada|Brook|1\nBen|Marsh|2",
    ),
    "e-mail beside the name": (
        f"Ada Brook <ada@oulu.fi>, Ben Marsh <ben@kemi.fi>\n\n{A}",
        "Ada|Brook|1|ada@oulu.fi\nBen|Marsh|1|ben@kemi.fi",
    ),
    "mailto link on the star": (
        f"Ada Brook^1^[\\*](mailto:ada@oulu.fi), Ben Marsh^2^\n\n^1^{A}\n\n^2^{B}",
        "Ada|Brook|1|C ada@oulu.fi\nBen|Marsh|2",
    ),
}  # fmt: skip
