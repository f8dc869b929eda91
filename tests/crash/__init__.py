"""Crash states: what a file system may leave of an office when the power goes, and what becomes of it.

How it works, one module for each part:

- `strace` runs any command under strace and gives its system calls;
- `kernel` follows descriptors, offsets and names through them and gives `events`: what was written, cut,
  named and synced below one folder, and what was said on stdout;
- `filesystem` keeps after each event what is certain to be on the disk and what waits to be;
- `states` builds what a crash may leave of that;
- `checking` opens each and compares it with what the `workload`'s own replay in memory says may be there.

What is covered at every prefix of the events: all that waits kept; all of it dropped; one piece missing of
the last six of a file; the file's pieces kept only up to one of three places; the last write torn at up to
eight borders of 512 bytes, in three ways (short, followed by zeros, only its end there); names kept, dropped,
one of the last six missing; each with the rest kept and with the rest dropped, and three random mixtures. Two
kinds of file system: `strict` (a name is durable only after its folder was synced) and `ext4` (a file's fsync
commits every name so far, and names come in their order). A sync that failed leaves what it covered in doubt
for ever.

When that is too much, a seed draws among it: all kept and all dropped are opened at every prefix before
anything else is. States of the same bytes are opened once.

A new workload is a function that gives a list of steps and a line in `workload.WORKLOADS`. A step works in a
folder and in memory; where it cannot (a backup), it does nothing in memory: `if office.folder: ...`.
What a workload changes beside the folder, such as a database, is `outside`: it says so at once, and with each
state of the folder that is opened stands there what stood there then.
`IHK_TUI_CRASH_SEED` is the seed (a number), `IHK_TUI_CRASH_STATES` how many states are opened for each
recording; `python -m tests.crash NAME ...` judges workloads without pytest. The states that break a promise
are kept in the folder `IHK_TUI_CRASH_KEEP` if there is one.
"""
