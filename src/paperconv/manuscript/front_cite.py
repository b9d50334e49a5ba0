"""What the line that says how to cite a paper tells of its title."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Rule, Severity
from paperconv.manuscript import notes, runs
from paperconv.manuscript.front_state import State
from paperconv.patterns import late

_SEARCH = 60  # blocks among which that line may stand
_CITE = late(r"\W*(?:to cite|cite|citation|how to cite|suggested citation)\b", re.IGNORECASE)


def without_journal(state: State, title: m.Inlines, block: m.DraftBlock) -> m.Inlines:
    """``title`` without the name of the journal glued before it: the line that says how to cite the paper has the title alone."""
    whole, words = m.text_of(title), m.text_of(title).split()
    for other in state.blocks[:_SEARCH]:
        text = runs.block_text(other)
        if not _CITE.match(text) or notes.fold(whole) in (said := notes.fold(text)):
            continue
        for count in range(1, min(5, len(words) - 3)):
            head = " ".join(words[:count])
            if notes.fold(whole[len(head) :]) in said and whole.startswith(head):
                state.log(
                    Diagnostic(
                        Rule.FURNITURE_REMOVED, f'taken out: "{head}"', Severity.INFO, block.pos, removed=head
                    )
                )
                return runs.strip(runs.cut(title, len(head)))
    return title
