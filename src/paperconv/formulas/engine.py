"""MathJax inside Python: a small JavaScript engine (QuickJS) without network, files or clock, with bounds.

A context is kept for each thread, since loading it takes longer than most formulas; each document begins anew in it, so
definitions in one do not reach the next. What only drawing needs is loaded when something is drawn.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

from paperconv import thirdparty
from paperconv.formulas.tex import nesting

try:
    import quickjs
except ImportError:  # no wheel for this machine
    quickjs = None

MAX_NESTING = 40
"""Braces within braces: deeper ones are refused before JavaScript's stack can overflow."""
MAX_LENGTH = 20_000
"""Characters of one formula."""

_MEMORY = 512 * 1024 * 1024
_STACK = 2 * 1024 * 1024
_SECONDS = 20  # for one formula; the bounds in script.js stop all that we know of long before

_BASE = ("loader", "core", "startup", "adaptors/liteDOM", "input/tex-base")
_EXTENSIONS = (
    "newcommand", "ams", "boldsymbol", "enclose", "cancel", "mhchem", "textmacros", "color", "mathtools", "empheq",
    "braket", "gensymb", "upgreek", "extpfeil", "cases", "units", "unicode", "textcomp", "verb", "centernot",
    "configmacros",
)  # fmt: skip
_RARE = ("physics", "amscd")
"""Packages that give other meanings to common commands; they are for formulas that nothing else understands."""
_NOT_KNOWN = ("Undefined control sequence", "Unknown environment")
_PREFACE = (
    "var MathJax = {loader: {load: []}, startup: {typeset: false, ready() {}}}; var global = globalThis; var files = {};"
    "globalThis.console = {log() {}, warn() {}, error() {}, info() {}};"
)

Source: TypeAlias = Literal["TeX", "MathML"]


class Refused(Exception):
    """A formula that cannot be set; the text says why."""


@cache
def available() -> bool:
    """Whether there is a JavaScript engine, and MathJax to run in it."""
    return quickjs is not None and thirdparty.find("mathjax") is not None


@cache
def drawing_available() -> bool:
    """Whether formulas can be drawn too."""
    return available() and all(map(thirdparty.find, ("mathjax-stix2", "stix-two-math")))


class Engine:
    """MathJax in a context of its own. For one thread: :func:`engine` gives each its own."""

    def __init__(self) -> None:
        self._context: Any = quickjs.Context()
        self._context.set_memory_limit(_MEMORY)
        self._context.set_max_stack_size(_STACK)
        self._context.eval(_PREFACE)
        self._draws = self._has_rare = False
        self._load("mathjax", (*_BASE, *(f"input/tex/extensions/{name}" for name in _EXTENSIONS)))
        self._context.eval(Path(__file__).with_name("script.js").read_text(encoding="utf-8"))
        self._context.set_time_limit(_SECONDS)

    def begin(self, *, drawing: bool = False) -> None:
        """Start a document: what formulas before this defined is forgotten."""
        if drawing and not self._draws:
            self._load("mathjax", ("input/mml", "input/mml/entities", "output/svg"))
            self._load("mathjax-stix2", ("svg",))
            self._hand_over(sorted(_folder("mathjax-stix2").glob("svg/dynamic/*.js")))
            self._draws = True
        self._context.get("begin")(drawing)

    def mathml(self, tex: str, *, display: bool) -> str:
        """``tex`` as MathML without white space, in MathJax's manner.

        Raises:
            Refused: in MathJax's words.
        """
        made: str = self._asked("mathml", tex, display)["mathml"]
        return made

    def svg(self, source: str, *, display: bool, form: Source = "TeX") -> list[tuple[int, str]]:
        """``source`` as SVG, a thousand units to the em; the document must have begun with ``drawing``.

        A formula within a line is in pieces, between which the line may break, each with the space before it: 0 is none, 5
        a third of an em.

        Raises:
            Refused: in MathJax's words.
        """
        return [(gap, svg) for gap, svg in self._asked("drawing", source, display, form)["pieces"]]

    def _asked(self, what: str, source: str, *given: Any) -> dict[str, Any]:
        if len(source) > MAX_LENGTH or nesting(source) > MAX_NESTING:
            raise Refused("the formula is too long or nested too deeply")
        answer = self._answer(what, False, source, *given)
        if str(answer.get("error", "")).startswith(_NOT_KNOWN):
            if not self._has_rare:
                self._load("mathjax", (f"input/tex/extensions/{name}" for name in _RARE))
                self._has_rare = True
            known = self._answer(what, True, source, *given)
            answer = answer if "error" in known else known
        if "error" in answer:
            raise Refused(str(answer["error"]))
        return answer

    def _answer(self, what: str, *given: Any) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = json.loads(self._context.get(what)(*given))
        except quickjs.JSException as error:  # time, memory or stack ran out
            _threads.engine = None
            raise Refused(f"the formula needs more than is allowed ({str(error).splitlines()[0]})") from None
        return answer

    def _load(self, folder: str, names: Iterable[str]) -> None:
        for name in names:
            self._context.eval((_folder(folder) / f"{name}.js").read_text(encoding="utf-8"))

    def _hand_over(self, paths: Iterable[Path]) -> None:
        for path in paths:
            self._context.set("handed", path.read_text(encoding="utf-8"))
            self._context.eval(f"files[{json.dumps(path.stem)}] = handed")


def _folder(name: str) -> Path:
    found = thirdparty.find(name)
    if found is None:
        raise FileNotFoundError(name)
    return found


_threads = threading.local()


def engine() -> Engine:
    """The engine of this thread; :func:`available` must hold."""
    held = getattr(_threads, "engine", None)
    if held is None:
        held = _threads.engine = Engine()
    return held
