"""The files of other projects: fetched by name, version and hash, and only those that are listed."""

from __future__ import annotations

import base64
import hashlib
import io
import tarfile
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from paperconv import thirdparty
from tests.conftest import ROOT, need


@pytest.fixture
def fetching() -> ModuleType:
    pytest.importorskip("hatchling")
    spec = spec_from_file_location("thirdparty_hook", ROOT / ".ci" / "thirdparty.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def archive(**files: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        for name, text in files.items():
            member = tarfile.TarInfo(f"package/{name.replace('__', '/')}")
            member.size = len(text.encode())
            tar.addfile(member, io.BytesIO(text.encode()))
    return out.getvalue()


def entry(data: bytes, *files: str) -> dict[str, object]:
    integrity = "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()
    return {
        "name": "fonts",
        "version": "1.0.0",
        "integrity": integrity,
        "folder": "fonts",
        "files": list(files),
    }


def test_only_the_listed_files_are_unpacked(fetching: ModuleType, tmp_path: Path) -> None:
    data = archive(LICENSE="free", a__x="font", b__x="other")
    fetching._unpack(tmp_path, entry(data, "LICENSE", "a/*"), data)
    place = tmp_path / fetching.PLACE / "files" / "fonts"
    assert sorted(str(p.relative_to(place)) for p in place.rglob("*") if p.is_file()) == [
        "LICENSE",
        "a/x",
        "fetched",
    ]


def test_another_hash_or_a_missing_file_stops_everything(fetching: ModuleType, tmp_path: Path) -> None:
    data = archive(a="font")
    with pytest.raises(fetching.Unfetched, match="not what packages"):
        fetching._unpack(tmp_path, entry(data, "a"), archive(a="wolf"))
    with pytest.raises(fetching.Unfetched, match="has no b"):
        fetching._unpack(tmp_path, entry(data, "a", "b"), data)
    assert not (tmp_path / fetching.PLACE / "files" / "fonts").exists()


def test_what_is_there_is_not_fetched_again_until_its_entry_changes(
    fetching: ModuleType, tmp_path: Path
) -> None:
    data = archive(a="font")
    package = entry(data, "a")
    fetching._unpack(tmp_path, package, data)
    assert fetching._present(tmp_path, package)
    assert not fetching._present(tmp_path, {**package, "version": "1.0.1"})


def test_without_npm_the_reason_is_said(
    fetching: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / fetching.PLACE).mkdir(parents=True)
    listed = ROOT / fetching.PLACE / "packages.toml"
    (tmp_path / fetching.PLACE / "packages.toml").write_text(listed.read_text())
    monkeypatch.setenv("PATH", "")
    with pytest.raises(fetching.Unfetched, match="npm"):
        fetching.fetch(tmp_path)


def test_every_listed_package_is_here() -> None:
    assert len({package.folder for package in thirdparty.packages()}) == len(thirdparty.packages())
    for package in thirdparty.packages():
        need(thirdparty.find(package.folder) is not None, package.name)
    assert thirdparty.find("nothing") is None
