"""The share of facts that are read, paper by paper, and what is not: see :mod:`tests.papers.reading`."""

from __future__ import annotations

import sys

from tests.papers.reading import PAPERS, facts_of, misses


def main() -> None:
    wanted = sys.argv[1:]
    right = total = 0
    for path in PAPERS:
        name = f"{path.parent.name}/{path.stem}"
        if wanted and not any(one in name for one in wanted):
            continue
        missed, surprising, count = misses(path)
        known = sum(marked for _, _, marked in facts_of(path)[0]) - len(surprising)
        lost = len(missed) + known
        right += count - lost
        total += count
        print(f"{count - lost:3}/{count:<3} {name}")
        for line in missed:
            print(f"        {line}")
        for line in surprising:
            print(f"        read now: {line}")
    print(f"{right}/{total} = {right / max(total, 1):.3f}")


if __name__ == "__main__":
    main()
