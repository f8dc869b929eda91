"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("noisy", deadline=None)  # the machines are noisy: no test asserts a time
settings.load_profile("noisy")
