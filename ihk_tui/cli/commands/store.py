"""The store: what it holds; looking through it, repairing, copying and bringing back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ihk_tui.cli.arguments import FILE, Arguments, one_of
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.cli.table import pairs
from ihk_tui.domain.words import BadInput, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from ihk_tui.cli.host import Saved

_WHAT = Words(
    "stats: Kennzahlen; compact: verdichten; check: durchsehen; repair: Schäden beheben;"
    " backup: sichern; restore: Sicherung einspielen; export: als TinyDB-Datei; move: umziehen",
    "stats: figures; compact: write it anew; check: look through it; repair: put damage right;"
    " backup: copy it; restore: bring a copy back; export: as a TinyDB file; move: to another place",
)
_WHERE = Words(
    "backup: in welchen Ordner (ohne: backups/); restore: welche, Pfad oder Name (latest: die neueste);"
    " move: postgresql://… oder file",
    "backup: into which folder (without: backups/); restore: which, a path or a name (latest: the newest);"
    " move: postgresql://… or file",
)
_SOUND = Words("In Ordnung.", "All is well.")
_NOT_DAMAGED = Words("Beschädigt ist nichts.", "Nothing is damaged.")
_REPAIR = Words("Nächster Schritt: ihk-tui store repair", "Next step: ihk-tui store repair")
_NOTHING_TO_REPAIR = Words(
    "Am Journal ist nichts zu reparieren.", "There is nothing to repair in the journal."
)
_REPAIRED = Words(
    "Repariert, Stand nach Vorgang {seq}. Zusammengesetzt aus: {sources}.",
    "Repaired, as of transaction {seq}. Put together from: {sources}.",
)
_ORIGINAL = Words("Das beschädigte Journal liegt in {kept}.", "The damaged journal is in {kept}.")
_ASIDE = Words(
    "Beschädigte frühere Dateien sind umbenannt und laufen ab: {files}.",
    "Damaged earlier files have another name and will expire: {files}.",
)
_NOTHING_LOST = Words("Verloren ist nichts.", "Nothing is lost.")
_LOST = Words(
    "Verloren: Vorgang {numbers}. Was nur er geändert hat, steht da wie zuvor; eine Nummer, die er"
    " vergeben hat, kann noch einmal vergeben werden. Wurde zuletzt jemand gelöscht, bitte noch einmal"
    " löschen.",
    "Lost: transaction {numbers}. What only it changed is as it was before; a number it gave may be given"
    " again. If somebody was erased lately, please erase once more.",
)
_OLDER = Words(
    "Aus einem früheren Stand und allen späteren Vorgängen: {tables}.",
    "From an earlier state and every later transaction: {tables}.",
)
_GONE = Words(
    "Verloren ist, was in Zeile {lines} von {kept} stand, und alles danach, wenn die Datei dort endet.",
    "What stood in line {lines} of {kept} is lost, and all after it if the file ends there.",
)
_MISSING = Words(
    "Verloren, bis auf das zuletzt Geänderte: {tables}. Frühere Stände davon sind älter als eine eingespielte"
    " Sicherung oder eine Löschung und bleiben deshalb weg.",
    "Lost, but for what was changed last: {tables}. Earlier states of it are from before a backup was brought"
    " back or somebody was erased, and are left out therefore.",
)
_ERASE_AGAIN = Words(
    "Bitte noch einmal löschen (ihk-tui erase), es ist oder bleibt sonst da: {what}.",
    "Please erase once more (ihk-tui erase), it is or stays there otherwise: {what}.",
)
_SETTINGS = Words("Aus der letzten Sicherung zurück: {files}.", "Back from the last backup: {files}.")
_BACKED_UP = Words("Gesichert: {path}", "Copied: {path}")
_RESTORED = Words("Eingespielt: {path}.", "Brought back: {path}.")
_KEPT = Words("Der Stand davor liegt in {kept}.", "What was there before is in {kept}.")
_MOVED = Words(
    "Die Daten liegen jetzt in {where}; wer das Programm offen hat, startet es neu.",
    "The data is in {where} now; whoever has the program open starts it again.",
)
_WRITTEN = Words("Geschrieben: {path} ({size} Bytes)", "Written: {path} ({size} bytes)")


def arguments(args: Arguments) -> None:
    """What to do with it."""
    args.word("action", _WHAT, optional=False, read=one_of(tuple(ACTIONS)))
    args.word("where", _WHERE)
    args.text("--schema", Words("move: welches Schema der Datenbank", "move: which schema of the database"))
    args.text("--tinydb", Words("export: wohin", "export: where to"), metavar=FILE)


def run(request: Request) -> Result:
    """Do it."""
    return ACTIONS[request.given.action](request)


def _stats(request: Request) -> Result:
    stats = request.host.stats(request.session)
    return Answer(stats, pairs(_flat(stats)))


def _compact(request: Request) -> Result:
    request.session.store.compact(request.session.now())
    return _stats(request)


def _check(request: Request) -> Result:
    findings = request.host.housekeeping(request.options).check()
    serious = any(found.serious for found in findings)
    lines = [f"{found.file}: {request.say(found.words)}" for found in findings]
    if any(found.repair for found in findings):
        lines.append(request.say(_REPAIR))
    told = [
        {"file": found.file, "serious": found.serious, "message": request.say(found.words)}
        for found in findings
    ]
    text = "\n".join(lines if serious else [*lines, request.say(_NOT_DAMAGED if findings else _SOUND)])
    return Answer({"sound": not serious, "findings": told}, text, trouble=serious)


def _repair(request: Request) -> Result:
    saved, aside, settings = request.host.housekeeping(request.options).repair()
    told = _told(saved) if saved else []
    told += [_ASIDE.fill(files=", ".join(aside))] if aside else []
    told += [_SETTINGS.fill(files=", ".join(settings))] if settings else []
    told = told or [_NOTHING_TO_REPAIR]
    value = {"repaired": saved is not None, "aside": aside, "settings": settings}
    if saved:
        value |= {
            "seq": saved.seq,
            "lost": saved.lost,
            "tables": saved.tables,
            "lost_tables": saved.missing,
            "lost_lines": saved.gone,
            "erase_again": saved.again,
            "sources": saved.sources,
            "kept": saved.kept,
        }
    return Answer(value, "\n".join(request.say(words) for words in told))


def _told(saved: Saved) -> list[Words]:
    """What a repair came to, in sentences."""
    told = [_REPAIRED.fill(seq=saved.seq, sources=", ".join(saved.sources))]
    if saved.kept:
        told.append(_ORIGINAL.fill(kept=saved.kept))
    if saved.tables:
        told.append(_OLDER.fill(tables=", ".join(saved.tables)))
    if saved.lost:
        told.append(_LOST.fill(numbers=spans(saved.lost)))
    if saved.gone:
        told.append(_GONE.fill(lines=spans(saved.gone), kept=saved.kept))
    if saved.missing:
        told.append(_MISSING.fill(tables=", ".join(saved.missing)))
    if not (saved.lost or saved.gone or saved.missing):
        told.append(_NOTHING_LOST)
    if saved.again:
        told.append(_ERASE_AGAIN.fill(what=", ".join(saved.again)))
    return told


def _backup(request: Request) -> Result:
    where = request.given.where
    path = request.host.housekeeping(request.options).back_up(Path(where).expanduser() if where else None)
    return Answer({"path": path}, request.say(_BACKED_UP.fill(path=path)))


def _restore(request: Request) -> Result:
    if not request.given.where:
        raise BadInput("", Words("Welche Sicherung?", "Which backup?"))
    path, restored = request.host.housekeeping(request.options).restore(request.given.where)
    told = [_RESTORED.fill(path=path)]
    told += [_KEPT.fill(kept=restored.kept)] if restored.kept else []
    told += [_ERASE_AGAIN.fill(what=", ".join(restored.again))] if restored.again else []
    value = {"path": path, "kept": restored.kept, "erase_again": restored.again}
    return Answer(value, " ".join(request.say(words) for words in told))


def _export(request: Request) -> Result:
    if not request.given.tinydb:
        raise BadInput("--tinydb", Words("In welche Datei?", "Into which file?"))
    path = Path(request.given.tinydb).expanduser()
    size = request.host.housekeeping(request.options).export_tinydb(path)
    return Answer({"file": path.absolute(), "bytes": size}, request.say(_WRITTEN.fill(path=path, size=size)))


def _move(request: Request) -> Result:
    if not request.given.where:
        raise BadInput("", Words("Wohin? postgresql://… oder file", "Where to? postgresql://… or file"))
    where = request.host.housekeeping(request.options).move(request.given.where, request.given.schema)
    return Answer({"store": where}, request.say(_MOVED.fill(where=where)))


ACTIONS: dict[str, Callable[[Request], Result]] = {
    "stats": _stats,
    "compact": _compact,
    "check": _check,
    "repair": _repair,
    "backup": _backup,
    "restore": _restore,
    "export": _export,
    "move": _move,
}


def spans(numbers: list[int]) -> str:
    """Numbers in short: 3–5, 9."""
    told: list[list[int]] = []
    for number in numbers:
        if told and number == told[-1][-1] + 1:
            told[-1] = [told[-1][0], number]
        else:
            told.append([number])
    return ", ".join("–".join(map(str, span)) for span in told)


def _flat(stats: dict[str, Any], above: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for name, value in stats.items():
        rows += _flat(value, f"{above}{name}.") if isinstance(value, dict) else [(above + name, str(value))]
    return rows
