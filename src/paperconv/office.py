"""LibreOffice, where it is installed: old word processor files as DOCX, Windows metafiles as PNG.

It runs without a window, with a profile of its own that is thrown away, on copies in a folder that is thrown away, and
with bounds on time. It opens nothing but those copies.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from paperconv.errors import MissingTool

_SECONDS = 120.0
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
    program = find_office()
    if not program:
        raise MissingTool(_HINT)
    with tempfile.TemporaryDirectory(prefix="paperconv-") as place:
        folder, out = Path(place, "in"), Path(place, "out")
        folder.mkdir()
        names: dict[str, str] = {}
        for number, (name, data) in enumerate(files.items()):
            copy = folder / f"file{number}{Path(name).suffix.lower()}"
            copy.write_bytes(data)
            names[copy.stem] = name
        command = [program, f"-env:UserInstallation={Path(place, 'profile').as_uri()}", "--headless", "--norestore",
                   "--convert-to", to, "--outdir", str(out), *(str(one) for one in sorted(folder.iterdir()))]  # fmt: skip
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
        made = {one.stem: one for one in out.glob(f"*.{to}")} if out.is_dir() else {}
        return {name: made[stem].read_bytes() for stem, name in names.items() if stem in made}
