"""The colours, dark and light. They only support: words and signs carry the state.

A terminal with 256 colours gets the nearest of these, which Rich takes from a coarse cube unless a colour is
nearly grey (less than 15 % saturated). So what lies behind a text is nearly grey, also where it is mixed with
the first colour or dimmed; the rest is chosen to keep its contrast in the cube.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="sprechtag-dunkel",
    primary="#93b4d8",
    secondary="#a8c7e0",
    accent="#ffd479",
    warning="#ffb454",
    error="#ff8f85",
    success="#8fd694",
    foreground="#e6e6e6",
    background="#181819",
    surface="#1e1e1f",
    panel="#292a2c",
    dark=True,
    variables={
        "block-cursor-background": "#a2c4da",
        "block-cursor-foreground": "#000000",
        "block-cursor-blurred-background": "#41484f",
        "input-selection-background": "#93b4d8",
        "input-selection-foreground": "#181819",
    },
)
LIGHT = Theme(
    name="sprechtag-hell",
    primary="#003366",
    secondary="#335577",
    accent="#6e4600",
    warning="#6e4600",
    error="#a40000",
    success="#1d6b24",
    foreground="#1a1a1a",
    background="#ffffff",
    surface="#f7f7f7",
    panel="#ebecee",
    dark=False,
    variables={
        "block-cursor-background": "#002a55",
        "block-cursor-foreground": "#ffffff",
        "input-selection-background": "#003366",
        "input-selection-foreground": "#ffffff",
    },
)
FEW = Theme(
    name="sprechtag-16-farben",
    primary="#aaaaaa",
    secondary="#55ffff",
    accent="#ffff55",
    warning="#ffff55",
    error="#ff5555",
    success="#55ff55",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={
        "block-cursor-background": "#aaaaaa",
        "block-cursor-foreground": "#000000",
        "block-cursor-blurred-background": "#000000",
        "block-cursor-blurred-text-style": "underline",
        "input-selection-background": "#aaaaaa",
        "input-selection-foreground": "#000000",
    },
)
"""Colours that 16-colour terminals have (to Rich they are these values); backgrounds are of the first eight,
because the Linux console has no others. The pastels of the dark theme would all become greys."""
PLAIN = Theme(
    name="sprechtag-ohne-farben",
    primary="#ffffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={
        "block-cursor-background": "#ffffff",
        "block-cursor-foreground": "#000000",
        "block-cursor-blurred-background": "#000000",
        "block-cursor-blurred-text-style": "underline",
        "input-selection-background": "#ffffff",
        "input-selection-foreground": "#000000",
        "scrollbar": "#ffffff",
        "scrollbar-background": "#000000",
    },
)
"""Black and white stand for normal and reverse video; no colour of it is ever sent (see `colours`)."""
