"""The colours, dark and light. They only support: words and signs carry the state."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="sprechtag-dunkel",
    primary="#7fb3e6",
    secondary="#a8c7e0",
    accent="#ffd479",
    warning="#ffb454",
    error="#ff8f85",
    success="#8fd694",
    foreground="#e6e6e6",
    background="#16181c",
    surface="#1c1f24",
    panel="#262a31",
    dark=True,
    variables={"block-cursor-background": "#7fb3e6", "block-cursor-foreground": "#16181c"},
)
LIGHT = Theme(
    name="sprechtag-hell",
    primary="#003366",
    secondary="#335577",
    accent="#7a4b00",
    warning="#7a4b00",
    error="#a40000",
    success="#1d6b24",
    foreground="#1a1a1a",
    background="#ffffff",
    surface="#f7f7f7",
    panel="#e6ebf0",
    dark=False,
    variables={"block-cursor-background": "#003366", "block-cursor-foreground": "#ffffff"},
)
