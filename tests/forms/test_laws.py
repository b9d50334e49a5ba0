"""What holds for every raw text."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import paperconv
from paperconv import model as m
from tests.forms.bylines import BYLINES
from tests.forms.parts import P, Q
from tests.forms.structure import WRAPPED
from tests.manuscript.test_laws import strings, words

# without those whose marks are letters of the words
_FRONTS = st.sampled_from(
    [front for name, (front, _) in BYLINES.items() if not {"fused", "Unicode"} & set(name.split())]
)
_PIECES = st.sampled_from(
    [
        "## Abstract", "Abstract", "**Background:** Ice is cold.", "Introduction", "## 1 Introduction", "**Methods**", "*Sites along the river*", "Gauges",
        "2.1 Sites", "II. RESULTS", P, Q, WRAPPED, f"Study sites\n{WRAPPED}", "and it was the ice of the", "river that went.", "17", "- 18 -", "Page 3 of 9",
        "A. Brook et al.", "Journal of Ice 12 (2021) 17–29", "Downloaded from https://x.example by guest on 3 May 2021", "---", "![](a.png)", "Figure 1. The river.",
        "Fig. 2 The lake", "Table 1: Days of ice.", "| Year | Days |\n|---|---|\n| 2001 | forty |", "- one item\n- another item", "1. first entry\n2. second entry",
        "> a quotation that goes", "> on and on.", "Keywords: ice; wind", "JEL: Q54", "Received 3 May 2021", "© 2021 The Authors", "Funding: The Ice Fund.",
        "doi: 10.1234/ice.17", "Word count: 3500", "* Corresponding author: ada@ice.org", "These authors contributed equally.", "^1^ A note at the foot.", "a tempera-\nture",
        "p < 0.05 and <sup>x</sup>", "ORCID: Ada Brook 0000-0002-1825-0097", "Citation: Brook, A.", "Ice. 2021.", "## References", "[1] Brook A. Ice. J Ice. 2001;1:1–9.",
        "2. Marsh B. Wind. J Ice. 2002;2:1–9.\n2002. Oulu: Ice Press.", "Appendix A", "**Acknowledgements:** We thank all.", "100 120 140", "Day (number)",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_FRONTS, st.lists(_PIECES, max_size=16), st.sampled_from(["\n\n", "\n\n", "\n"]))
def test_every_word_of_a_raw_text_stands_in_the_document_or_in_a_report(front, pieces, between):
    source = f"# On the drift of river ice\n\n{front}\n\n" + between.join(pieces) + "\n"
    found: list[paperconv.Diagnostic] = []
    document = paperconv.read(source, log=found.append)
    assert list(m.check(document)) == []
    have = words(" ".join([*strings(document), *(d.removed for d in found), *(d.message for d in found)]))
    glued = "".join(" ".join(strings(document)).casefold().split())
    spared = set(
        words(
            "abstract keywords received the and orcid ids authors affiliations corresponding author mail https jel"
        )
    )
    spared |= set(words("sup dagger ddagger png mailto org tempera ture behalf"))  # markup, halves of a word
    wanted = words(" ".join([front, *pieces]))
    missing = {word for word in wanted if word not in have and word not in glued} - spared
    assert not missing
