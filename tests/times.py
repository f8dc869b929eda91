"""How much of what is drawn at random is tried."""

from __future__ import annotations

import os

TIMES = int(os.environ.get("IHK_TUI_TIMES", "1"))
"""How many times as many kills, cuts, days and offices as the gate has time for."""
