"""The JATS exporter: XML for PubMed Central, Crossref and the journals' own systems.

Written straight from the model in the order of the DTD: ``meta`` and its neighbours write the front, ``sections``
and ``blocks`` the body, ``references`` the reference list. ``state`` holds what they share: ids and links are
settled at the end, when it is known which elements there are.
"""

from paperconv.exporters.jats.exporter import JatsExporter

__all__ = ["JatsExporter"]
