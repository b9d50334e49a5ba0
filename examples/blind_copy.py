"""Make a blind copy, and ask what tells who wrote a manuscript.

python examples/blind_copy.py [FOLDER]     writes copy.docx and copy.xml there (default: out)
"""

from __future__ import annotations

import sys
from pathlib import Path

import paperconv
from paperconv.anonymity import find, identifying, running_text

here = Path(__file__).parent
out = Path(sys.argv[1] if len(sys.argv) > 1 else "out")
out.mkdir(parents=True, exist_ok=True)

document = paperconv.read(here / "river-trade.md")
text = running_text(document)
for hit in find(text, identifying(document)):
    print(f"{hit.identity.kind}: {' '.join(text[hit.start : hit.end].split())[:60]}")

# Each output is searched for all of that before it is given out; an error says where something is left.
result = paperconv.convert(
    here / "river-trade.md", ["docx", "jats"], style="manuscript", variant="blind", name="copy"
)
result.raise_for_failures()
for format, suffix in (("docx", ".docx"), ("jats", ".xml")):
    (out / f"copy{suffix}").write_bytes(result.artifacts[format].data)
for diagnostic in result.diagnostics:
    if diagnostic.rule == paperconv.Rule.COPY_ANONYMOUS:
        print(diagnostic.message)
