"""What is installed, what each missing thing would give, and how to get it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

import msgspec

from paperconv import registry, thirdparty
from paperconv.errors import PaperconvError
from paperconv.pandoc.run import find_pandoc, pandoc_version


class Finding(msgspec.Struct, frozen=True):
    """One thing that paperconv uses: whether it is there, and if not, what is lost and how to get it."""

    name: str
    present: bool
    detail: str
    gives: str
    get: str
    needed: bool = False

    def __str__(self) -> str:
        mark = "ok     " if self.present else "MISSING" if self.needed else "absent "
        text = f"{mark}  {self.name}: {self.detail}"
        return (
            text
            if self.present
            else f"{text}\n         it would give: {self.gives}\n         get it: {self.get}"
        )


_LIBRARIES = (
    ("msgspec", "every conversion"),
    ("lxml", "JATS, DOCX, EPUB and HTML"),
    ("weasyprint", "PDF"),
    ("pillow", "pictures"),
    ("pyyaml", "front matter in YAML"),
)


def examine() -> Iterator[Finding]:
    """Look at everything that paperconv uses, needed things first."""
    try:
        yield Finding("pandoc", True, f"{pandoc_version()} ({find_pandoc()})", "", "")
    except PaperconvError as error:
        yield Finding("pandoc", False, str(error), "every conversion", "pip install pypandoc_binary", True)
    for name, gives in _LIBRARIES:
        try:
            yield Finding(name, True, version(name), "", "")
        except PackageNotFoundError:
            yield Finding(name, False, "not installed", gives, f"pip install {name}", True)
    try:
        registry.exporter("pdf")
        yield Finding("Pango", True, "WeasyPrint finds it", "", "")
    except PaperconvError as error:
        yield Finding(
            "Pango", False, str(error), "PDF (every other format works without it)", "see above", True
        )
    for package in thirdparty.packages():
        yield Finding(
            package.name,
            thirdparty.find(package.folder) is not None,
            f"{package.version} ({package.license})",
            package.gives,
            f"in a checkout with npm and network at hand: make {package.extra}"
            if package.extra
            else "reinstall paperconv with npm and network at hand; in a checkout: make thirdparty",
        )
    yield _program(
        "soffice",
        "LibreOffice",
        ".doc files and EMF and WMF pictures of Word manuscripts",
        "apt-get install libreoffice-writer-nogui",
    )


def _program(command: str, name: str, gives: str, get: str) -> Finding:
    path = shutil.which(command)
    if not path:
        return Finding(name, False, "not found", gives, get)
    return Finding(name, True, path, gives, get)
