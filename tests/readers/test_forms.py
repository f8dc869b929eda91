"""Readers nobody here wrote see in every calendar of the office what its store holds, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ihk_tui.domain.words import Language
from tests.readers.forms import Form, exported, mailed, on_a_server, published, visitors
from tests.readers.reader import Reader
from tests.readers.scene import Scene


def compare(reader: Reader, forms: list[Form]) -> None:
    for form, seen in zip(forms, reader.read([form.content for form in forms]), strict=True):
        try:
            reader.agrees(form.meant, seen)
        except AssertionError as different:
            different.add_note(f"{reader.name} reads {form.name}")
            raise


def test_a_library_reads_what_is_exported(library: Reader, scenes: Callable[[Language], Scene]) -> None:
    compare(library, [form for form in exported(scenes("de")) if form.name in ("staff", "busy")])


@pytest.mark.slow
def test_a_program_reads_what_is_exported(program: Reader, scenes: Callable[[Language], Scene]) -> None:
    compare(program, [*exported(scenes("de")), *visitors(scenes("de"))])


@pytest.mark.slow
def test_a_library_reads_it_in_both_languages(library: Reader, scene: Scene) -> None:
    compare(library, [*exported(scene), *visitors(scene)])


@pytest.mark.slow
def test_a_library_reads_what_is_published_and_mailed(library: Reader, scene: Scene, tmp_path: Path) -> None:
    compare(library, [*published(scene, tmp_path), *on_a_server(scene), *mailed(tmp_path / "mail")])


@pytest.mark.slow
def test_a_program_reads_what_is_published(
    program: Reader, scenes: Callable[[Language], Scene], tmp_path: Path
) -> None:
    compare(program, list(published(scenes("de"), tmp_path)))


@pytest.mark.slow
def test_a_program_reads_what_is_put_on_a_server(
    program: Reader, scenes: Callable[[Language], Scene]
) -> None:
    compare(program, on_a_server(scenes("de"))[::10])  # a calendar each; the libraries read all of them


@pytest.mark.slow
def test_a_program_reads_what_is_mailed(program: Reader, tmp_path: Path) -> None:
    compare(program, mailed(tmp_path / "mail"))
