"""A disk that is full, read-only or broken, at every single system call (scenario 24).

The verb says so in one plain sentence and did not happen; what was acknowledged before is there; work goes on
when the fault is gone. After a disk did not confirm, nobody acknowledges anything before a fresh generation.
"""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.real_commands import CHECKIN, CHECKING_IN, COMMANDS, COMPACT, Command, problems
from tests.crash.real_disk import filled, second_mount, set_read_only, tmpfs
from tests.crash.real_faults import Faults, complaint
from tests.crash.real_job import Job
from tests.crash.real_nursery import nursery
from tests.crash.real_office import Ledger, copied, generation, logged, make_office, verify
from tests.crash.real_screen import terminal_at, type_a_visit
from tests.processes.office import PROGRAM, Said, set_clock
from tests.processes.until import PATIENCE

pytestmark = pytest.mark.slow


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    set_clock(monkeypatch)
    return make_office(tmp_path / "made")


@pytest.fixture
def faults(office: Path, tmp_path: Path) -> Iterator[Faults]:
    with nursery() as parent:
        faults = Faults(parent, tmp_path / "strace")
        for _ in range(2):  # acknowledged before anything fails
            assert faults.run(office, *CHECKIN).code == 0
        yield faults


def command(folder: Path, *words: str, under: tuple[str, ...] = ()) -> Said:
    """Run the program itself, as a command of some other program if need be."""
    line = [*under, str(PROGRAM), "--data", str(folder), *words]
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=PATIENCE)
    return Said(done.returncode, done.stdout, done.stderr)


def test_a_verb_whose_write_or_sync_fails(faults: Faults, tmp_path: Path) -> None:
    found = problems(faults, CHECKING_IN, tmp_path, among=("write", "fdatasync"))
    assert not found, "\n".join(found)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("command", COMMANDS, ids=str)
def test_system_calls_of_every_command_fail_once(faults: Faults, tmp_path: Path, command: Command) -> None:
    found = problems(faults, command, tmp_path)
    assert not found, f"{len(found)} problems:\n" + "\n".join(found)


@pytest.mark.parametrize("words", [CHECKIN, COMPACT], ids=" ".join)
def test_after_a_failed_sync_the_next_process_writes_a_fresh_generation_first(
    faults: Faults, office: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    points = faults.points(copied(office, tmp_path / "dry"), *words)
    for point in points:
        if point.call not in ("fdatasync", "fsync"):
            continue
        folder = copied(office, tmp_path / f"{point.call}{point.number}")
        assert not complaint(faults.fail_at(point, "EIO", folder, *words))
        before = generation(folder)
        doubted = words == CHECKIN or f"{tmp_path}/dry>" in point.line  # of a compaction only the swap
        for more in (int(doubted), 0):
            assert faults.run(folder, *CHECKIN).code == 0
            assert generation(folder) == before + more, point.line
            before += more
        verify(folder, Ledger())


def test_while_nothing_can_be_confirmed_nothing_is_acknowledged(faults: Faults, office: Path) -> None:
    before, began = logged(office), generation(office)
    for _ in range(3):
        said = faults.run(office, *CHECKIN, faults=("fdatasync,fsync:error=EIO:when=1+",))
        assert not complaint(said), complaint(said)
        queue = faults.run(office, "queue", "--json", faults=("fdatasync,fsync:error=EIO:when=1+",))
        assert (queue.code, len(queue.value)) == (0, 2)
        assert logged(office) == before
    assert faults.run(office, *CHECKIN).code == 0
    assert generation(office) > began
    verify(office, Ledger())


@pytest.mark.parametrize("call", ["ftruncate", "pwrite64:when=2"])
def test_who_is_killed_after_a_failed_sync_leaves_the_doubt_behind(
    faults: Faults, office: Path, call: str
) -> None:
    name, _, when = call.partition(":")
    kill = f"{name}:signal=KILL" + (f":{when}" if when else "")
    began, before = generation(office), logged(office)
    assert faults.trace(office, *CHECKIN, faults=("fdatasync:error=EIO:when=1", kill)).said is None
    assert faults.run(office, *CHECKIN).code == 0
    assert generation(office) == began + 1
    assert logged(office)[: len(before)] == before
    verify(office, Ledger())


def test_a_full_disk(office: Path, tmp_path: Path) -> None:
    with tmpfs(tmp_path / "small", "400k") as small:
        folder = copied(office, small / "office")
        assert command(folder, *CHECKIN).code == 0
        with filled(small):
            while (said := command(folder, *CHECKIN)).code == 0:  # the journal's last page has room left
                pass
            assert not complaint(said), complaint(said)
            assert "voll" in said.err
            before = logged(folder)
            assert command(folder, "queue").code == 0
            assert "voll" in command(folder, *COMPACT).err
            assert logged(folder) == before
        assert command(folder, *CHECKIN).code == 0
        assert len(logged(folder)) == len(before) + 1
        verify(folder, Ledger())


def test_a_file_that_may_not_grow(office: Path) -> None:
    before = logged(office)
    limit = (office / "journal.jsonl").stat().st_size + 100
    said = command(office, *CHECKIN, under=("prlimit", f"--fsize={limit}"))
    assert not complaint(said), complaint(said)
    assert "nicht weiter wachsen" in said.err
    assert logged(office) == before
    verify(office, Ledger())


def test_a_read_only_disk_is_read(office: Path, tmp_path: Path) -> None:
    assert command(office, *CHECKIN).code == 0
    before = logged(office)
    with second_mount(office, tmp_path / "protected") as folder:
        set_read_only(folder, True)
        for reading in (("queue",), ("show", "A01"), ("log",), ("store", "stats")):
            said = command(folder, *reading)
            assert (said.code, said.err) == (0, ""), said
        assert "A01" in command(folder, "queue").out
        for writing in (CHECKIN, ("call",), COMPACT):
            said = command(folder, *writing)
            assert not complaint(said), f"{writing}: {complaint(said)}"
            assert "schreibgeschützt" in said.err
        assert logged(office) == before
        set_read_only(folder, False)
        assert command(folder, *CHECKIN).code == 0
    verify(office, Ledger())


def test_the_form_outlives_a_full_disk(office: Path, tmp_path: Path) -> None:
    with (
        tmpfs(tmp_path / "small", "400k") as small,
        terminal_at(copied(office, small / "office"), tmp_path) as terminal,
    ):
        with filled(small):
            while command(small / "office", *CHECKIN).code == 0:
                pass
            type_a_visit(terminal, "Müßig & Söhne")
            terminal.keys("Tab", "Koch")  # there once Enter was refused; the draft is refused before
            terminal.until("Nicht gespeichert: der Datenträger ist voll", "Müßig & Söhne", "Koch")
        terminal.keys("Enter")
        terminal.until("gegeben um", "Müßig & Söhne", gone="Neuer Besuch")
        terminal.keys("q")
        assert terminal.code() == 0
        verify(small / "office", Ledger())


def test_the_form_outlives_a_read_only_disk(office: Path, tmp_path: Path) -> None:
    with second_mount(office, tmp_path / "protected") as folder:
        set_read_only(folder, True)
        with terminal_at(folder, tmp_path) as terminal:
            terminal.until("0 warten")
            type_a_visit(terminal, "Müßig & Söhne")
            terminal.keys("Tab", "Koch")  # there once Enter was refused; the draft is refused before
            terminal.until("schreibgeschützt", "Müßig & Söhne", "Koch")
            set_read_only(folder, False)
            terminal.keys("Enter")
            terminal.until("gegeben um", "Müßig & Söhne", gone="Neuer Besuch")
            terminal.keys("q")
            assert terminal.code() == 0
    verify(office, Ledger())


def test_the_screen_lives_while_someone_is_frozen_in_their_turn(office: Path, tmp_path: Path) -> None:
    for _ in range(3):
        assert command(office, *CHECKIN).code == 0
    first, *others = [visit["ticket"] for visit in command(office, "queue", "--json").value]
    with nursery() as parent, terminal_at(office, tmp_path) as terminal:
        terminal.until(first, "3 warten")
        frozen = parent.fork(Job(name="holder", folder=str(office), person="berger"))
        assert frozen.line(PATIENCE) == "frozen"
        frozen.until_frozen()
        terminal.keys("a")
        terminal.until(f"wartet auf Tom Berger (PID {frozen.pid})")
        for ticket in others:
            terminal.keys("Down")
            terminal.until_marked(f" {ticket} ")
        terminal.keys("?")
        terminal.until("Esc", gone="3 warten")
        terminal.keys("Escape")
        terminal.until("3 warten")
        frozen.signal(signal.SIGCONT)
        terminal.until(f"✓ {first} an Platz 1 aufgerufen.")
        assert frozen.line(PATIENCE) == "gone on"
    verify(office, Ledger())
