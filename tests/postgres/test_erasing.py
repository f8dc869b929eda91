"""An erasure in the database: complete with its commit, or not at all and with the next transaction."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from threading import Thread

import psycopg
import pytest

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.postgres.opening import create_postgres, open_postgres
from ihk_tui.store.record import ERASE
from ihk_tui.store.store import Store
from tests.postgres.place import Place, numbers, read, replace
from tests.postgres.server import Server
from tests.processes.until import until
from tests.store.office import DAY, NOW, PLACES, Guest, admit, names

_schemas = count(1)
KERN = "Eva Kern-Öztürk"


@pytest.fixture
def schema(postgres: Server) -> Iterator[str]:
    """An empty log in a schema of its own."""
    schema = f"erased_{next(_schemas)}"
    create_postgres(postgres.url(), "office", schema)
    yield schema
    postgres.execute(f"drop schema {schema} cascade")


def opened(server: Server, schema: str) -> Store:
    return Store(*open_postgres(server.url(), schema), PLACES)


def erase(store: Store) -> None:
    with store.begin("lea", ERASE, NOW) as work:
        work.put(Guest(day=DAY, id=1))
        work.commit("1")


def found(server: Server, text: str) -> list[Path]:
    """The files of tables in which a text stands, once the server has written all of them."""
    server.execute("checkpoint")
    [(folder,)] = server.execute("show data_directory")
    files = [file for file in Path(folder, "base").rglob("*") if file.is_file()]
    return [file for file in files if text.encode() in file.read_bytes()]


def test_what_was_erased_is_in_no_file_of_the_database(postgres: Server, schema: str) -> None:
    store = opened(postgres, schema)
    admit(store, KERN)
    store.drafts.save("anna", "visit", {"name": KERN})
    store.compact(NOW)
    assert found(postgres, KERN)
    store.drafts.forget([KERN])
    erase(store)
    store.forget(NOW)
    assert found(postgres, KERN) == []
    assert names(store) == names(opened(postgres, schema)) == [""]


def test_who_reads_for_long_holds_up_neither_the_others_nor_the_erasure_for_good(
    postgres: Server, schema: str
) -> None:
    store = opened(postgres, schema)
    admit(store, KERN)
    erase(store)
    with psycopg.connect(postgres.url()) as reader:
        reader.execute(f"select count(*) from {schema}.journal")
        with pytest.raises(StoreTrouble, match="It is erased; earlier files still have it"):
            store.forget(NOW)
        admit(store, "next")
        assert names(opened(postgres, schema)) == ["", "next"]
        assert postgres.execute(f"select count(*) from {schema}.generation where number is null") == [(0,)]
        assert store.erasing
    admit(opened(postgres, schema), "after")
    assert not store.erasing
    assert names(store) == ["", "next", "after"]
    assert found(postgres, KERN) == []


def test_who_begins_to_read_during_an_erasure_sees_all_of_it(place: Place) -> None:
    log = place.open()
    read(log)
    replace(log, 0)
    seen: list[object] = []

    def look() -> None:
        news = read(place.open())
        seen.append((news.snapshot and news.snapshot.documents("guests"), numbers(news)))

    with psycopg.connect(place.url) as eraser:
        eraser.execute(f"lock table {place.schema}.snapshot in access exclusive mode")
        thread = Thread(target=look)
        thread.start()
        until(lambda: waiting(place.server) == 1, lambda: f"it does not wait but sees {seen}")
        eraser.execute(f"alter table {place.schema}.snapshot alter docs type bytea using docs || ''")
    thread.join()
    assert seen == [({"1": {"name": "bis 0"}}, [])]


def waiting(server: Server) -> int:
    """How many sessions wait for a table."""
    found = server.execute("select count(*) from pg_locks where locktype = 'relation' and not granted")
    return int(found[0][0])
