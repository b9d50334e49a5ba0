"""Read a manuscript, change its model, and export it: paperconv as a library.

python examples/edit_model.py [FOLDER]     writes letter.xml and letter.docx there (default: out)
"""

from __future__ import annotations

import sys
from pathlib import Path

import paperconv
from paperconv import model as m

here = Path(__file__).parent
out = Path(sys.argv[1] if len(sys.argv) > 1 else "out")
out.mkdir(parents=True, exist_ok=True)

found: list[paperconv.Diagnostic] = []
document = paperconv.read(here / "letter.md", log=found.append)

# Nodes are immutable values: `replace` gives a changed copy.
meta = m.replace(
    document.meta,
    keywords=(m.KeywordGroup((m.Keyword(m.text("lighthouses")), m.Keyword(m.text("surveying")))),),
)
document = m.replace(document, meta=meta)

# `rewrite` visits every node: here each "m" after a number gets a no-break space.
document = m.rewrite(
    document,
    lambda node: (
        m.replace(node, value=node.value.replace(" m ", "\N{NO-BREAK SPACE}m "))
        if isinstance(node, m.Text)
        else None
    ),
)

for format, suffix in (("jats", ".xml"), ("docx", ".docx")):
    artifact = paperconv.export(document, format, style="manuscript", log=found.append, name="letter")
    (out / f"letter{suffix}").write_bytes(artifact.data)
    print(f"wrote {out / f'letter{suffix}'}")
for diagnostic in found:
    print(diagnostic)
