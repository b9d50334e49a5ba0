"""The levels of headings: by their numbers, by their markup, by what they say."""

from __future__ import annotations

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.manuscript import names, runs, titles
from paperconv.manuscript.headings import Title, roman, unlabel
from paperconv.patterns import late


def set_levels(given: list[Title], headings: list[m.Heading], references: int, log: Log) -> None:
    """Decide which labels are numbers, and give each title its level. ``references`` is how many stand before the reference list."""
    _judge_labels(given, headings, references)
    numbered = [t for t in given if t.style in {"decimal", "roman", "lower"}]
    if (
        any(t.style != "lower" for t in numbered)
        and not _below_unnumbered(given, references)
        and len(numbered) >= max(2, sum(1 for t in given if not t.kind or t.kind in titles.BODY_KINDS) * 0.3)
    ):
        _by_number(given, references)
    else:
        _by_markup(given, references, log)
        _letters(given)
    _lower(given)
    for title in given:
        title.level = max(1, title.level)


def _below_unnumbered(given: list[Title], references: int) -> bool:
    """Whether the numbers count anew below headings without number, which the markup sets above them."""
    body = given[:references]
    ones = sum(t.style == "decimal" and t.label == "1" for t in body)
    tops = [t.source for t in body if not t.style and t.kind in titles.BODY_KINDS]
    return ones > 1 and len(tops) > 1 and all(t.source > max(tops) for t in body if t.style == "decimal")


def _letters(given: list[Title]) -> None:
    """Appendices numbered A, A.1, B in a text whose other headings have no numbers."""
    base = 0
    for title in given:
        if title.style == "letter":
            base = title.level
        elif title.style == "sub" and base:
            title.level = base + title.depth - 1
        elif title.style:
            base = 0


def _lower(given: list[Title]) -> None:
    """a) below the last title that is none, aa) below a)."""
    above = 0
    for title in given:
        if title.style == "lower":
            title.level = above + title.depth
        else:
            above = title.level


def _letters_first(given: list[Title]) -> bool:
    """Whether the parts are A, B, and below each of them Roman numbers begin anew, as German outlines have them."""
    labels = [t.label for t in given if t.style in {"letter", "roman"}]
    return labels[:2] == ["A", "I"] and "B" in labels and labels.count("I") + labels.count("II") > 1


def _judge_labels(given: list[Title], headings: list[m.Heading], references: int) -> None:
    decimals = [t for t in given if t.style in {"decimal", "bare"}]
    lowers = [t.label for t in given if t.style == "lower"]
    romans = [
        t
        for t in given
        if t.style in {"roman", "bare-roman"} or (t.style in {"letter", "bare-letter"} and t.label in "IVX")
    ]
    bare_numbers = sum(t.style == "bare" for t in given)
    value = -1
    for title, heading in zip(given, headings, strict=True):
        if title.style == "bare":
            number = int(title.label)
            plausible = number in {value + 1, value + 2} or (value < 0 and number < 3)
            if not plausible or (bare_numbers == 1 and len(decimals) == 1) or not title.inlines:
                unlabel(title, heading)
                continue
            title.style = "decimal"
        if title.style == "decimal":
            value = int(title.label.split(".")[0])
    # Roman numbers: at least I and II, in order
    expected = 1
    found: list[Title] = []
    outline = _letters_first(given)
    for title in romans:
        if outline and title.label == "I":
            expected = 1
        if set(title.label) <= set("IVXL") and roman(title.label) == expected:
            found.append(title)
            expected += 1
    good = (
        {id(t) for t in found}
        if len(found) >= 2 and not any(t.depth > 1 for t in decimals if t.style == "decimal")
        else set()
    )
    last = ""
    context = 0
    for number, (title, heading) in enumerate(zip(given, headings, strict=True)):
        after = number >= references
        if title.style == "lower" and not ("a" in lowers and "b" in lowers):
            unlabel(title, heading)
            continue
        if title.style in {"roman", "bare-roman", "letter", "bare-letter"}:
            if id(title) in good:
                title.style = "roman"
                last = last if outline else ""
                continue
            if len(title.label) > 1:
                unlabel(title, heading)
                continue
            following = last and ord(title.label) == ord(last) + 1
            first = title.label == "A" and (
                title.style in {"letter", "roman"} or after or _letter_follows(given, number)
            )
            if (title.style in {"letter", "roman"} and (following or first or after or outline)) or (
                (title.style in {"bare-letter", "bare-roman"})
                and (following or first)
                and (after or context or _letter_follows(given, number) or following)
            ):
                title.style, last = "letter", title.label
            else:
                unlabel(title, heading)
                continue
        if title.kind == "appendix":
            context = 1
        if title.style == "sub" and not (after or last or title.label[0] == "S"):
            unlabel(title, heading)


def _letter_follows(given: list[Title], number: int) -> bool:
    """Whether the next labelled headings go on with A.1 or B."""
    label = given[number].label
    for title in given[number + 1 : number + 12]:
        if title.style == "sub" and title.label[0] == label:
            return True
        if title.style in {"letter", "bare-letter"} and ord(title.label) == ord(label) + 1:
            return True
    return False


def _by_number(given: list[Title], references: int) -> None:
    has_roman = any(t.style == "roman" for t in given)
    outline = _letters_first(given)
    flat = len({t.source for t in given if not t.promoted}) <= 1
    base = 0  # levels that a heading "Appendix" above lettered ones adds
    last: Title | None = None
    for number, title in enumerate(given):
        after = number >= references
        match title.style:
            case "decimal":
                title.level = title.depth
                if outline and title.depth == 1:
                    title.level = 3
                elif has_roman and title.depth == 1 and last is not None:
                    title.level = (
                        last.level - last.depth + 1 if last.style == "decimal" else min(last.level + 1, 3)
                    )
            case "lower":
                continue  # the level hangs on the title above, and no other's on this
            case "roman":
                title.level = 1 + outline
            case "letter" if outline:
                title.level = 1
            case "letter":
                title.level = 2 if has_roman and not after and title.kind != "appendix" else 1 + base
            case "sub":
                title.level = title.depth + base
            case "appendix":
                title.level = 1
            case _:
                if title.kind in titles.BACK_KINDS | titles.ABSTRACTS | {"references", "conclusions"}:
                    title.level = 1
                    if (
                        title.kind in titles.BACK_KINDS
                        and last is not None
                        and not flat
                        and last.kind in {"publisher-note", "appendix"}
                        and title.source > last.source
                    ):
                        title.level = last.level + 1
                elif last is None or (
                    title.kind in {"intro", "methods", "results", "discussion"}
                    and last.style == ""
                    and not flat
                ):
                    title.level = 1
                elif after and last.style == "" and not flat:
                    title.level = last.level if title.source <= last.source else last.level + 1
                elif flat:
                    title.level = (
                        1
                        if title.kind == "limitations"
                        or (not last.label and last.level == 1 and (after or title.kind in _CORE))
                        else last.level + 1
                    )
                    if last.style == "" and last.kind == "":
                        title.level = last.level
                elif title.source > last.source:
                    title.level = last.level + 1
                elif title.source == last.source:
                    title.level = last.level
                else:
                    above = next((t for t in reversed(given[:number]) if t.source <= title.source), None)
                    title.level = (
                        above.level
                        if above is not None and above.source == title.source
                        else (above.level + 1 if above is not None else 1)
                    )
        if title.kind == "appendix" and title.style == "":
            following = given[number + 1] if number + 1 < len(given) else None
            base = (
                1
                if following is not None
                and following.style in {"letter", "sub", ""}
                and (following.source > title.source)
                else 0
            )
        last = title


_CORE = frozenset(("intro", "methods", "results", "results|discussion", "discussion", "conclusions"))


def _by_markup(given: list[Title], references: int, log: Log) -> None:
    body = [t for t in given if t.kind not in titles.BACK_KINDS and t.kind != "references"]
    levels = {t.source for t in body}
    if len(levels) <= 1 and len(body) > 1:
        _flat(given, references, log)
        return
    top = body[0].source if body else (given[0].source if given else 1)
    stack: list[int] = []
    tops = {top}
    for number, title in enumerate(given):
        if title.source < top:  # the parts before it were marked too deep
            top = title.source
            tops.add(top)
            stack.clear()
        source = top if title.source in tops and title.kind in _CORE | titles.BACK_KINDS else title.source
        if title.kind in titles.BACK_KINDS and number >= _last_core(given):
            container = next((t for t in reversed(given[:number]) if t.source < title.source), None)
            if container is None or container.kind not in {
                "publisher-note",
                "appendix",
                "author-information",
            }:
                source = top
        if (title.promoted and title.kind in _CORE) or title.kind == "publisher-note":
            source = top
        while stack and stack[-1] >= source:
            stack.pop()
        stack.append(source)
        title.level = len(stack)


def _last_core(given: list[Title]) -> int:
    ends = [
        n
        for n, t in enumerate(given)
        if t.kind in {"discussion", "conclusions", "results", "results|discussion"}
    ]
    # a letter may have nothing but methods, behind its references
    return (ends or [n for n, t in enumerate(given) if t.kind == "methods"] or [len(given)])[-1] + 1


_STUDY = late(
    r"(?:Experiment|Study|Studie|Estudio|Estudo|Étude|Etude|Studio|Experimento|Exp[ée]rience|Pilot Study|Case Study)\s(?:\d{1,2}[a-z]?|[IVX]{1,4}|One|Two|Three|Four)\b"
)


def _ends_studies(title: Title) -> bool:
    """Whether a title tells of all studies together, or belongs to the back."""
    words = runs.plain(title.inlines).casefold()
    return title.kind in titles.BACK_KINDS | {"conclusions", "references", "limitations"} or words.startswith(
        ("general ", "overall ", "meta-analysis", "internal meta")
    )


def _within_discussion(given: list[Title], number: int) -> bool:
    """Whether the title at ``number`` stands behind the discussion and before the conclusions."""
    before = [t.kind for t in given[:number] if t.kind in _CORE]
    behind = {t.kind for t in given[number + 1 :]}
    return bool(before) and before[-1] == "discussion" and "conclusions" in behind


def _flat(given: list[Title], references: int, log: Log) -> None:
    """All headings look the same: the usual titles are the parts, the others stand below them, if the usual ones are there."""
    core = {t.kind for t in given if t.kind in _CORE}
    loud = [names.is_capitals(runs.plain(t.inlines)) for t in given]
    mixed = any(loud) and not all(loud) and any(loud[n] for n, t in enumerate(given) if t.kind in _CORE)
    imrad = len(core) >= 3 and bool(core & {"methods"}) and bool(core & {"results", "results|discussion"})
    ends = _last_core(given) - 1
    # a report in a journal of letters has no usual titles but that of its methods at the end
    closing = core == {"methods"} and any(not t.kind for t in given[:ends])
    guessed = behind = False
    top = False
    studies = sum(_STUDY.match(runs.plain(t.inlines)) is not None for t in given) > 1
    part = 0  # of a study: 1 below its title, 2 below its methods or results
    for number, title in enumerate(given):
        within = title.kind in titles.BACK_KINDS and imrad and number < ends
        known = bool(title.kind) and not within
        if studies and _STUDY.match(runs.plain(title.inlines)):
            title.level, part = 1, 1
            continue
        if studies and part and number < references and not _ends_studies(title):
            title.level = 2 if title.kind in _CORE else 1 + part
            part = 2 if title.kind in _CORE else part
            guessed = True
            continue
        part = 0
        if title.kind == "limitations" and imrad and _within_discussion(given, number):
            title.level = 2
            continue
        behind = number > references and (behind or given[number - 1].kind == "methods")
        behind = behind and title.kind not in {"appendix", "supplement"}
        if behind:  # methods that stand behind the reference list, in full
            title.level = 3 if mixed and not loud[number] else 2
        elif mixed and (not known or (not loud[number] and title.kind == "limitations")):
            title.level = 1 if loud[number] else 2
        elif not known and number < references and ((imrad and top) or (closing and number > ends)):
            title.level = 2
            guessed = True
        else:
            title.level = 1
        top = top or title.kind in {"intro", "methods", "results", "results|discussion"}
    if guessed and given:
        log(
            Diagnostic(
                Rule.GUESS_SURE, "all headings look alike: their levels were guessed from the usual titles", Severity.INFO, given[0].pos,
                "mark the levels (#, ##, ###)",
            )
        )  # fmt: skip
