"""From one manuscript to the whole upload of a journal, and from one journal to the next.

::

    made = submit(paperconv.read("paper.md"), "manuscript", name="paper", given=[Path("paper.md")])
    write_folder(made, Path("upload"))
    print(describe(made))

An upload has two folders, ``reviewers`` and ``editors``: what reviewers get to see, and what only editors do. It is made in
memory and written whole.
"""

from paperconv.submission.checklist import describe, headline
from paperconv.submission.folder import check_folder, write_folder
from paperconv.submission.moves import write_retargeting
from paperconv.submission.retarget import Change, Group, Limit, Move, Retargeting, retarget
from paperconv.submission.submit import submit
from paperconv.submission.types import File, Remark, Submission

__all__ = [
    "Change",
    "File",
    "Group",
    "Limit",
    "Move",
    "Remark",
    "Retargeting",
    "Submission",
    "check_folder",
    "describe",
    "headline",
    "retarget",
    "submit",
    "write_folder",
    "write_retargeting",
]
