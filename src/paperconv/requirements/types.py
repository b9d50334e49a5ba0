"""What a check says: one finding for each demand, and the report that holds them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

import msgspec

from paperconv.diagnostics import Pos
from paperconv.requirements.paper import Paper
from paperconv.styles import CountedPart, DemandSource, Level, Rule

Outcome: TypeAlias = Literal["pass", "fail", "cannot be checked"]


class Place(msgspec.Struct, frozen=True):
    """An offender: ``what`` it is, in a few words, and where it stands in the source, as far as that is known."""

    what: str
    pos: Pos | None = None

    def __str__(self) -> str:
        return f"{self.pos}: {self.what}" if self.pos else self.what


class Verdict(msgspec.Struct, frozen=True):
    """What the function of a kind of rule finds: what was ``measured``, and all offenders.

    ``reason`` says why something cannot be checked, or what else one should know.
    """

    outcome: Outcome
    measured: str = ""
    places: tuple[Place, ...] = ()
    reason: str = ""


Check: TypeAlias = Callable[[Paper, Rule], Verdict]
"""The function of a kind of rule."""


class Finding(msgspec.Struct, frozen=True):
    """One demand of the style and what became of it.

    ``demand`` is its key in style.toml (``rules.abstract-words``), ``says`` what is asked for, ``bound`` the numbers or words
    that were asked for, ``level`` what it amounts to where it is not met. ``source`` is None where the style names none.
    """

    demand: str
    says: str
    outcome: Outcome
    level: Level
    bound: str = ""
    measured: str = ""
    reason: str = ""
    places: tuple[Place, ...] = ()
    source: DemandSource | None = None

    @property
    def trust(self) -> str:
        """How far the demand is to be trusted, in words; empty where it was read in the journal's own."""
        if self.source is None:
            return "no source given"
        return {"read": "", "secondary": "told by others", "unverified": "unverified"}[self.source.mark]


class Count(msgspec.Struct, frozen=True):
    """How long a part of the manuscript is; ``part`` is one of :data:`~paperconv.styles.CountedPart`."""

    part: CountedPart
    words: int
    characters: int


class Report(msgspec.Struct, frozen=True):
    """What a style demands of a manuscript, and whether that is met.

    ``counts`` are the lengths of its parts, ``numbers`` how many there are of other things (``figures``). ``other_types``
    are the demands of the style that do not hold for this type of article. ``note`` says what stands in for a style that
    is not there.
    """

    style: str
    style_title: str
    variant: str
    title: str
    manuscript: str
    counts: tuple[Count, ...]
    numbers: dict[str, int]
    findings: tuple[Finding, ...]
    other_types: tuple[str, ...] = ()
    note: str = ""

    def of(self, outcome: Outcome) -> tuple[Finding, ...]:
        """The findings with that ``outcome``, errors before warnings, in the style's order else."""
        order = ("error", "warning", "info", "off")
        return tuple(
            sorted((f for f in self.findings if f.outcome == outcome), key=lambda f: order.index(f.level))
        )

    def ok(self, *, strict: bool = False) -> bool:
        """Whether no demand at level ``error`` failed, with ``strict`` none at level ``warning`` either."""
        serious = ("error", "warning") if strict else ("error",)
        return not any(one.level in serious for one in self.of("fail"))


def passed(measured: str = "") -> Verdict:
    """A demand that is met."""
    return Verdict("pass", measured)


def unknown(reason: str, measured: str = "", places: Sequence[Place] = ()) -> Verdict:
    """A demand that cannot be checked, and why."""
    return Verdict("cannot be checked", measured, tuple(places), reason)


def judged(places: Sequence[Place], measured: str = "", reason: str = "") -> Verdict:
    """A demand that is met where there are no offenders."""
    return Verdict("fail" if places else "pass", measured, tuple(places), reason)


def bounded(value: float, rule: Rule, unit: str, places: Sequence[Place] = ()) -> Verdict:
    """A demand that is met where ``value`` lies within the bounds of ``rule``; ``places`` are shown where it does not."""
    fits = is_within(value, rule)
    return Verdict("pass" if fits else "fail", counted(value, unit), () if fits else tuple(places))


def is_within(value: float, rule: Rule) -> bool:
    """Whether ``value`` lies within the bounds of ``rule``."""
    return (rule.least is None or value >= rule.least) and (rule.most is None or value <= rule.most)


def counted(value: float, unit: str) -> str:
    """``1 word``, ``2,500 words``, ``1.5 lines``."""
    whole = round(value, 1)
    number = f"{whole:,.0f}" if whole == int(whole) else f"{whole:,.1f}"
    if whole == 1:
        unit = f"{unit[:-3]}y" if unit.endswith("ies") else unit.removesuffix("s")
    return f"{number} {unit}".strip()


def size_of(number: float) -> str:
    """``number`` bytes in the unit that one reads best."""
    for unit, size in (("MB", 1e6), ("kB", 1e3)):
        if number >= size:
            return f"{number / size:.1f} {unit}".replace(".0 ", " ")
    return counted(number, "bytes")


def bound_of(rule: Rule, unit: str) -> str:
    """The bounds that ``rule`` asks for, as one reads them; empty where it has none."""
    if unit == "bytes" and rule.most is not None:
        return f"at most {size_of(rule.most)}"
    if rule.least is not None and rule.most is not None:
        if rule.least == rule.most:
            return f"exactly {counted(rule.most, unit)}"
        return f"{counted(rule.least, '')} to {counted(rule.most, unit)}"
    if rule.most is not None:
        return f"at most {counted(rule.most, unit)}" if rule.most else f"no {unit}"
    if rule.least is not None:
        return f"at least {counted(rule.least, unit)}"
    return ""
