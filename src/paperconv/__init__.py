"""paperconv turns a scholarly manuscript into what a journal asks for.

::

    document = paperconv.read("paper.md")
    artifact = paperconv.export(document, "jats", style="manuscript")
    Path("paper.xml").write_bytes(artifact.data)

``paperconv.model`` holds the document model; ``paperconv.protocols`` all that a plug-in must know.
"""

from paperconv import model
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.errors import PaperconvError
from paperconv.pipeline import Result, convert, export, read
from paperconv.protocols import Artifact

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
