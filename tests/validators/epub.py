"""EPUB: EPUBCheck, many books in one Java machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tests.validators.verdict import Verdict, package_file

_BATCH = Path(__file__).with_name("EpubBatch.java")


def installed() -> bool:
    """Whether Java and EPUBCheck are here."""
    return bool(shutil.which("java")) and package_file("epubcheck", "epubcheck.jar") is not None


def validate(files: list[Path]) -> list[Verdict]:
    """Validate each book; a book without a verdict has failed."""
    jar = package_file("epubcheck", "epubcheck.jar")
    assert jar is not None
    done = subprocess.run(
        [
            "java",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            f"{jar}{os.pathsep}{jar.parent}/lib/*",
            str(_BATCH),
            *map(str, files),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    verdicts = {
        str(file): Verdict(file, "EPUBCheck", ["no verdict: " + done.stderr[-500:]]) for file in files
    }
    errors: list[str] = []
    warnings: list[str] = []
    for line in done.stdout.splitlines():
        match line.split("\t"):
            case ["message", "WARNING", text]:
                warnings.append(text)
            case ["message", _, text]:
                errors.append(text)
            case ["done", book]:
                verdicts[book].errors, verdicts[book].warnings = errors, warnings
                errors, warnings = [], []
    return list(verdicts.values())
