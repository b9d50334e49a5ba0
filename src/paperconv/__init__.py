"""paperconv turns a scholarly manuscript into what a journal asks for.

::

    document = paperconv.read("paper.md")
    artifact = paperconv.export(document, "jats", style="manuscript")
    Path("paper.xml").write_bytes(artifact.data)

``paperconv.model`` holds the document model; ``paperconv.protocols`` all that a plug-in must know.
"""

import gc

_collecting = gc.isenabled()
gc.disable()  # Nothing that an import makes is rubbish; to look for some takes a tenth of its time.

from paperconv import model  # noqa: E402 - see above
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity  # noqa: E402 - see above
from paperconv.errors import PaperconvError  # noqa: E402 - see above
from paperconv.pipeline import Result, convert, export, read  # noqa: E402 - see above
from paperconv.protocols import Artifact  # noqa: E402 - see above

if _collecting:
    gc.enable()

__all__ = [
    "Artifact",
    "Diagnostic",
    "Log",
    "PaperconvError",
    "Pos",
    "Result",
    "Rule",
    "Severity",
    "convert",
    "export",
    "model",
    "read",
]
