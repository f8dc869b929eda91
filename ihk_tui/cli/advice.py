"""How a refusal that asks for a decision is answered on the command line."""

from __future__ import annotations

from ihk_tui.domain.words import Words

ADVICE: dict[str, Words] = {
    "absent": Words("(--anyway oder --to all)", "(--anyway, or --to all)"),
    "adviser_busy": Words("Trotzdem: --overbook", "All the same: --overbook"),
    "full": Words("Trotzdem: --overbook", "All the same: --overbook"),
    "late": Words("(--late walk-in oder --late keep)", "(--late walk-in, or --late keep)"),
    "taken_since": Words("Trotzdem: --anyway", "All the same: --anyway"),
    "touched": Words("Beides: --with-later", "Both: --with-later"),
}
"""By the refusal's code; a program decides by the code alone."""
