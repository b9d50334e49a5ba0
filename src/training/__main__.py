from __future__ import annotations

import sys

from training import measure, model

if sys.argv[1:] == ["measure"]:
    measure.report()
elif sys.argv[1:] == ["hold-out"]:
    model.hold_out()
elif not sys.argv[1:]:
    model.make()
else:
    sys.exit("usage: python -m training [hold-out | measure]")
