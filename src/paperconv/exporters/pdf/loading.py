"""WeasyPrint imported at less than half of its cost.

Three things are put off until something asks for them, which few papers do: fontTools (HarfBuzz cuts the fonts), the parser
of HTML (the page is a tree already) and colour profiles. The declarations of the C libraries, which cffi would parse with a
C parser in Python at every start, are parsed once and kept beside Python's own compiled modules, as
:mod:`paperconv.patterns` keeps patterns; where they cannot be kept, they are parsed as always. And libraries are not looked for
with gcc. Kozea/WeasyPrint#2073 asked for a quicker start, and was closed with the advice to import late.
"""

from __future__ import annotations

import ctypes.util
import gc
import hashlib
import marshal
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import _cffi_backend

from paperconv.late import load

_LATE = (
    "fontTools",
    "fontTools.subset",
    "fontTools.ttLib",
    "fontTools.varLib",
    "fontTools.varLib.instancer",
    "tinyhtml5",
    "PIL.ImageCms",
)


@contextmanager
def quickly() -> Iterator[None]:
    """Within it, ``import weasyprint`` takes the short way; afterwards nothing of this is left but in WeasyPrint's modules."""
    stand_ins: dict[str, ModuleType] = {name: _Absent(name) for name in _LATE if name not in sys.modules}
    if "cffi" not in sys.modules:
        stand_ins["cffi"] = ModuleType("cffi")
        stand_ins["cffi"].FFI = _Declared  # type: ignore[attr-defined]
    find_library, collecting = ctypes.util.find_library, gc.isenabled()
    sys.modules.update(stand_ins)
    gc.disable()
    if sys.platform == "linux":
        # WeasyPrint tries names such as "gobject-2.0-0" before "libgobject-2.0.so.0". For each that the
        # linker does not know, cffi asks find_library, which runs gcc, ld and ldconfig: 54 processes.
        ctypes.util.find_library = _no_library
    try:
        yield
    finally:
        ctypes.util.find_library = find_library
        if collecting:
            gc.enable()
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _no_library(name: str) -> str | None:
    """No search: cffi then goes on to the names that the dynamic linker knows by itself."""


class _Absent(ModuleType):
    """Stands in for a module: its names are there, and the module is loaded when one of them is used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Later(self.__name__, name)


class _Later:
    """A name of a module that is not loaded yet."""

    def __init__(self, module: str, name: str) -> None:
        self.of = module, name

    def _real(self) -> Any:
        """What the name stands for; put in the place of every such name in WeasyPrint, so that ``except`` knows it too."""
        for holder in [module for name, module in sys.modules.items() if name.startswith("weasyprint")]:
            for name, value in list(vars(holder).items()):
                if isinstance(value, _Later):
                    setattr(holder, name, _found(*value.of))
        return _found(*self.of)

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return self._real()(*arguments, **options)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real(), name)


def _found(module: str, name: str) -> Any:
    real = load(module)
    return getattr(real, name) if hasattr(real, name) else load(f"{module}.{name}")


class _Declared:
    """Stands in for ``cffi.FFI``: the same methods, of declarations that were parsed before."""

    def __init__(self) -> None:
        self._text = ""

    def cdef(self, text: str) -> None:
        """Declare what WeasyPrint calls; once."""
        if self._text:
            raise NotImplementedError("WeasyPrint declares its libraries in several parts")
        self._text = text
        made = _parsed(text)
        for name in dir(made):
            if not name.startswith("__"):
                setattr(self, name, getattr(made, name))


def _parsed(text: str) -> Any:
    """An FFI with the declarations in ``text``."""
    version = f"{_cffi_backend.__version__} {hashlib.sha256(text.encode()).hexdigest()}"
    compiled = __spec__.cached
    path = Path(f"{compiled.removesuffix('.pyc')}.cffi") if compiled else None
    source = _kept(path, version) if path else ""
    if not source:
        source = _emitted(text)
        if path:
            _keep(path, version, source)
    names: dict[str, Any] = {}
    exec(source, names)  # noqa: S102 - made by cffi, kept where Python keeps its modules
    return names["ffi"]


def _emitted(text: str) -> str:
    """The declarations as the Python that cffi makes of them."""
    stand_in = sys.modules.pop("cffi")
    try:
        builder = load("cffi").FFI()
        builder.cdef(text)
        builder.set_source("weasyprint_declarations", None)
        with tempfile.TemporaryDirectory(prefix="paperconv-") as folder:
            path = Path(folder, "declarations.py")
            builder.emit_python_code(str(path))
            return path.read_text(encoding="utf-8")
    finally:
        sys.modules["cffi"] = stand_in


def _kept(path: Path, version: str) -> str:
    try:
        found, source = marshal.loads(path.read_bytes())  # noqa: S302 - our own file, as Python reads its modules
    except (OSError, ValueError, TypeError, EOFError):
        return ""
    return str(source) if found == version else ""


def _keep(path: Path, version: str, source: str) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(marshal.dumps((version, source)))
        temporary.replace(path)
    except OSError:
        return
