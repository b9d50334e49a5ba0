"""Lines of a page that are told by their words, however seldom they come."""

from __future__ import annotations

from paperconv import patterns
from paperconv.manuscript.frontlines import article_type
from paperconv.patterns import late
from paperconv.readers.markdown.lines import Line

_NAMED_HEAD = late(
    r"(?:\d{1,4}\s+)?[^\W\d_a-z][^:.?!]{2,60}?(?:\bet al\.?|\.)?\s?[:|•·–—]\s?([^\W\d_a-z].{8,120}?)(?:\s+\d{1,4})?"
)
_VOLUME = late(r"[^\W\d_a-z][^a-z.?!]{8,80},\sVOL\.\s?\d+,\sNO\.\s?[\d-]+,.{0,20}\b(?:19|20)\d\d")
_SIGNED = late(
    r"\d{1,4}\s+(?:[^\W\d_a-z]\.[\s-]?){1,3}[^\W\d_a-z][^a-z\d.]{2,40}(?:ET AL\.?)?"
)  # "12 J. DOE AND M. ROE"
_PAGE_OF = late(r"(\d{1,3}) of (\d{1,3})\s+\S.{2,200}|\S.{2,200}\s(\d{1,3}) of (\d{1,3})")
_IMPRINT = late(r"1 3|1 2 3")  # the horse of Springer, as fonts without it print it
_TOP = 40  # lines in which the title may stand


def mark_lone_heads(lines: list[Line], alone: list[int], doomed: dict[int, str]) -> None:
    """Mark in ``doomed`` those of the lines ``alone`` that hold the authors and the first words of the title, the volume in
    capitals, the kind of the article once more, or the sign of the publisher.
    """
    title = next((line.text for line in lines[:_TOP] if line.text.startswith("# ")), "")
    words = " ".join(patterns.findall(r"[^\W_]+", title.casefold()))
    bare = {index: lines[index].text.strip(" #*_") for index in alone if index not in doomed}
    imprints = [index for index, text in bare.items() if _IMPRINT.fullmatch(text)]
    if len(imprints) > 1:
        doomed.update(dict.fromkeys(imprints, "publisher's sign"))
    kinds = [
        index for index, text in bare.items() if lines[index].text.startswith("#") and article_type(text)
    ]
    if kinds and kinds[0] < _TOP:
        again = [index for index in kinds[1:] if bare[index] == bare[kinds[0]]]
        doomed.update(dict.fromkeys(again, "running head"))
    paged = {index: hit for index, text in bare.items() if (hit := _PAGE_OF.fullmatch(text.replace("*", "")))}
    for index, hit in paged.items():
        total = hit[2] or hit[4]
        if sum((one[2] or one[4]) == total for one in paged.values()) > 1 and int(hit[1] or hit[3]) <= int(
            total
        ):
            doomed[index] = "running head"
    for index, text in bare.items():
        hit = _NAMED_HEAD.fullmatch(text) if words else None
        said = " ".join(patterns.findall(r"[^\W_]+", hit[1].casefold())) if hit else ""
        signed = _SIGNED.fullmatch(text) and not lines[index].text.startswith("#")
        if signed or (said.count(" ") > 1 and words.startswith(said)) or _VOLUME.fullmatch(text):
            doomed[index] = "running head"
