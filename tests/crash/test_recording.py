"""The recorder misses nothing that a command does to a folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.crash.events import Cut, Named, Said, Synced, SyncFailed, Wrote
from tests.crash.recording import Failed, Recording, record
from tests.crash.strace import Silent

EVERYTHING = """
import os, shutil, sys, threading
os.chdir(sys.argv[1])
os.makedirs("a/ü")
with open("a/ü/first", "w+") as file:          # a position of its own
    file.write("hello world"); file.flush(); file.seek(3); file.read(2); file.seek(5); file.write("X")
    file.flush(); os.fsync(file.fileno())
    os.rename("a/ü/first", "a/second")         # the descriptor goes with the file
    file.truncate(8)
    copy = os.dup(file.fileno())
thread = threading.Thread(target=os.pwrite, args=(copy, b"pp", 1))
thread.start(); thread.join()
if not (child := os.fork()):
    os.lseek(copy, 0, os.SEEK_END); os.writev(copy, [b"by ", b"child"]); os._exit(0)
os.waitpid(child, 0)
log = os.open("log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
os.write(log, b"one\\n"); os.truncate("log", 2); os.write(log, b"two\\n"); os.fdatasync(log)
os.link("log", "kept"); os.replace("a/second", "log"); os.write(log, b"three\\n")
shutil.copyfile("kept", "copy"); os.unlink("kept"); os.rename("a", "b"); os.rmdir("b/ü")
folder = os.open(".", os.O_DIRECTORY); os.fsync(folder)
os.mkdir("c", dir_fd=folder); os.rename("copy", "c/copy", src_dir_fd=folder, dst_dir_fd=folder)
open("log", "w").close()
print("all done", flush=True)
"""


def python(script: str, folder: Path, *inject: str) -> Recording:
    return record([sys.executable, "-c", script, str(folder.resolve())], folder, inject=inject)


def test_whatever_a_command_does_the_events_lead_to_the_same_folder(tmp_path: Path) -> None:
    (tmp_path / "before").write_text("was there")
    recording = python(EVERYTHING, tmp_path)  # compares, and raises when it is not so
    assert recording.before == {"before": b"was there"}
    kinds = {type(event) for event in recording.events}
    assert kinds >= {Wrote, Cut, Named, Synced, Said}
    assert "all done" in "".join(event.text for event in recording.events if isinstance(event, Said))


def test_what_cannot_be_followed_is_not_passed_over(tmp_path: Path) -> None:
    mapping = """
import mmap, sys
with open(sys.argv[1] + "/file", "wb+") as file:
    file.write(b"0123456789"); file.flush()
    mmap.mmap(file.fileno(), 10)[0] = 65
"""
    with pytest.raises(Silent, match="mapping"):
        python(mapping, tmp_path)


def test_a_command_that_fails_is_no_recording(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="ZeroDivisionError"):
        python("1 / 0", tmp_path)


def test_a_disk_that_reports_an_error_or_lies_is_recorded_so(tmp_path: Path) -> None:
    script = """
import os, sys
file = os.open(sys.argv[1] + "/file", os.O_CREAT | os.O_WRONLY)
os.write(file, b"x")
for sync in (os.fsync, os.fdatasync):
    try:
        sync(file)
    except OSError:
        pass
"""
    recording = python(script, tmp_path, "fsync:error=EIO", "fdatasync:retval=0")
    syncs = [type(event) for event in recording.events if isinstance(event, Synced | SyncFailed)]
    assert syncs == [SyncFailed]
