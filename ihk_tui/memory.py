"""When Python looks for garbage: hardly ever while the program loads, for what is made then stays.

Looking through it again and again took a tenth of the start.
"""

from __future__ import annotations

import gc

_USUAL = gc.get_threshold()
_LOADING = 200_000
"""Objects that come without any going until garbage is looked for; the program has about as many."""


def loading() -> None:
    """Begin to load."""
    gc.set_threshold(_LOADING)


def loaded() -> None:
    """Look as usual from now on, and never at what is there already. Does nothing unless `loading` began."""
    if gc.get_threshold()[0] == _LOADING:
        gc.freeze()
        gc.set_threshold(*_USUAL)
