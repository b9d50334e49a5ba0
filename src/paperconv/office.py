"""LibreOffice, where it is installed: old word processor files as DOCX, Windows metafiles as pictures of dots.

It runs without a window, with a profile of its own that is thrown away, on copies in a folder that is thrown away, and
with bounds on time. It opens nothing but those copies.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from paperconv.errors import MissingTool

_SECONDS = 120.0
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {"office": "office", "text": "text", "draw": "drawing"}
_HINT = "install LibreOffice (apt-get install libreoffice-writer-nogui)"


@cache
def find_office() -> str:
    """The program; empty if there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def convert(files: Mapping[str, bytes], to: str) -> dict[str, bytes]:
    """Each of ``files`` (by a plain file name with its suffix) in the format ``to``: ``docx``, ``png``.

    What LibreOffice cannot convert is not in the result.

    Raises:
        MissingTool: there is no LibreOffice.
    """
    return {name: made[f".{to}"] for name, made in _converted(files, to).items() if f".{to}" in made}


def draw(metafiles: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each of ``metafiles`` (EMF and WMF by name) as PNG, or where only LibreOffice's Writer is there, as GIF: it draws those
    that stand in a text when it writes HTML.

    What cannot be drawn is not in the result.

    Raises:
        MissingTool: there is no LibreOffice.
    """
    made = convert(metafiles, "png")
    texts = {f"{name}.fodt": _text_with(data) for name, data in metafiles.items() if name not in made}
    for name, files in (_converted(texts, "html") if texts else {}).items():
        drawn = next((data for kind, data in sorted(files.items()) if kind.endswith((".gif", ".png"))), None)
        if drawn is not None:
            made[name.removesuffix(".fodt")] = drawn
    return made


def _text_with(picture: bytes) -> bytes:
    """A text of OpenDocument in one file that is nothing but ``picture``."""
    spaces = "".join(f' xmlns:{name}="{_OASIS}{value}:1.0"' for name, value in _SPACES.items())
    content = base64.b64encode(picture).decode()
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document{spaces} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:body>'
        '<office:text><text:p><draw:frame text:anchor-type="as-char"><draw:image>'
        f"<office:binary-data>{content}</office:binary-data></draw:image></draw:frame></text:p></office:text></office:body>"
        "</office:document>"
    ).encode()


def _converted(files: Mapping[str, bytes], to: str) -> dict[str, dict[str, bytes]]:
    """What LibreOffice makes of each of ``files``: by name, then by what the names of the made ones end with."""
    program = find_office()
    if not program:
        raise MissingTool(_HINT)
    with tempfile.TemporaryDirectory(prefix="paperconv-") as place:
        # What is made lies beside its source, so that links between files stay as they are.
        folder = Path(place, "files")
        folder.mkdir()
        names: dict[str, str] = {}
        for number, (name, data) in enumerate(files.items()):
            suffix = Path(name).suffix.lower()
            copy = folder / f"file{number}{suffix if suffix != f'.{to}' else '.tmp'}"
            copy.write_bytes(data)
            names[copy.stem] = name
        command = [program, f"-env:UserInstallation={Path(place, 'profile').as_uri()}", "--headless", "--norestore",
                   "--convert-to", to, "--outdir", str(folder), *(str(one) for one in sorted(folder.iterdir()))]  # fmt: skip
        env = {
            "HOME": place,
            "PATH": os.environ.get("PATH", ""),
            "LANG": "C.UTF-8",
            "SAL_USE_VCLPLUGIN": "svp",
        }
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False, env=env, cwd=place)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired):
            return {}
        made: dict[str, dict[str, bytes]] = {}
        for one in sorted(folder.iterdir()):
            stem, data = one.stem.partition("_")[0], one.read_bytes()
            if stem in names and data != files[names[stem]]:
                made.setdefault(names[stem], {})[one.name.removeprefix(stem)] = data
        return made
