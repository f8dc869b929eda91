"""`python -m ihk_tui` is the command `ihk-tui`."""

from ihk_tui.wiring import main

if __name__ == "__main__":
    raise SystemExit(main())
