"""TinyDB's own behaviours hold on our tables; caching, reuse of ids and `persist_empty` differ on purpose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from tinydb import Query, where
from tinydb.operations import delete, increment
from tinydb.operations import set as set_field
from tinydb.table import Document

from ihk_tui.store.store import Store
from ihk_tui.store.tables import Table, Tables
from tests.store.office import NOW


@pytest.fixture
def tables(store: Store) -> Iterator[Tables]:
    """The tables of a transaction over three committed documents."""
    with store.begin("anna", "prepare", NOW) as work:
        work.tables.table("t").insert_multiple({"int": 1, "char": char} for char in "abc")
        work.commit()
    with store.begin("anna", "test", NOW) as work:
        yield work.tables


@pytest.fixture
def table(tables: Tables) -> Table:
    """The table with the three documents."""
    return tables.table("t")


def test_insert_gives_the_next_id(table: Table) -> None:
    assert table.insert({"int": 1, "char": "d"}) == 4
    assert table.count(where("int") == 1) == 4


def test_insert_refuses_what_is_no_mapping(table: Table) -> None:
    with pytest.raises(ValueError, match="not a Mapping"):
        table.insert([1, 2])  # type: ignore[arg-type]


def test_insert_with_an_id(table: Table) -> None:
    assert table.insert(Document({"int": 1}, doc_id=12)) == 12
    assert table.insert(Document({"int": 1}, doc_id=77)) == 77
    assert table.insert({"int": 1}) == 78
    with pytest.raises(ValueError, match="already exists"):
        table.insert(Document({"int": 1}, doc_id=77))


def test_insert_multiple(table: Table) -> None:
    assert table.insert_multiple([{"a": 1}, {"a": 2}]) == [4, 5]
    assert table.insert_multiple({"a": number} for number in range(2)) == [6, 7]


def test_insert_multiple_never_overwrites(table: Table) -> None:
    assert table.insert_multiple([{"a": 1}, Document({"a": 2}, doc_id=5), {"a": 3}]) == [4, 5, 6]
    assert table.get(doc_id=5) == {"a": 2}


def test_insert_multiple_that_fails_inserts_nothing(table: Table) -> None:
    with pytest.raises(ValueError, match="already exists"):
        table.insert_multiple([{"a": 1}, Document({"a": 2}, doc_id=1)])
    assert len(table) == 3


def test_ids_of_removed_documents_do_not_come_back(store: Store) -> None:
    for expected in (1, 2):
        with store.begin("anna", "insert", NOW) as work:
            assert work.tables.table("t").insert({}) == expected
            work.commit()
        with store.begin("anna", "remove", NOW) as work:
            work.tables.table("t").truncate()
            work.commit()


def test_remove(table: Table) -> None:
    assert table.remove(where("char") == "b") == [2]
    assert table.remove(doc_ids=[3, 99]) == [3]
    assert [doc["char"] for doc in table] == ["a"]
    with pytest.raises(RuntimeError):
        table.remove()


def test_truncate(table: Table) -> None:
    table.truncate()
    assert (len(table), table.all(), list(table)) == (0, [], [])


def test_update_fields(table: Table) -> None:
    assert table.update({"int": 2}) == [1, 2, 3]
    assert table.update({"int": 3}, where("char") == "a") == [1]
    assert table.update({"int": 4}, doc_ids=[2, 99]) == [2]
    assert [doc["int"] for doc in table] == [3, 4, 2]


def test_update_with_operations(table: Table) -> None:
    table.update(increment("int"), where("char") == "a")
    table.update(delete("int"), where("char") == "b")
    table.update(set_field("char", "z"), where("char") == "c")
    assert table.all() == [{"int": 2, "char": "a"}, {"char": "b"}, {"int": 1, "char": "z"}]


def test_update_multiple(table: Table) -> None:
    assert table.update_multiple(
        [({"int": 2}, where("char") == "a"), ({"int": 4}, where("char") == "b")]
    ) == [1, 2]
    assert [doc["int"] for doc in table] == [2, 4, 1]


def test_an_update_that_fails_changes_nothing(table: Table) -> None:
    def fail_late(doc: Any) -> None:
        doc["int"] += 1
        if doc["char"] == "b":
            raise ArithmeticError

    table.update({"int": 5}, where("char") == "a")
    with pytest.raises(ArithmeticError):
        table.update(fail_late)
    assert [doc["int"] for doc in table] == [5, 1, 1]


def test_upsert(table: Table) -> None:
    assert table.upsert({"int": 5}, where("char") == "a") == [1]
    assert table.upsert({"int": 9, "char": "x"}, where("char") == "x") == [4]
    assert table.upsert(Document({"new": True}, doc_id=1)) == [1]
    assert table.upsert(Document({"new": True}, doc_id=20)) == [20]
    assert table.get(doc_id=1) == {"int": 5, "char": "a", "new": True}
    with pytest.raises(ValueError, match="search query"):
        table.upsert({"int": 1})


def test_search_and_query(table: Table) -> None:
    table.insert({"who": {"name": "Kim", "tags": ["a", "b"], "age": 40}})
    who = Query().who
    for query in (
        who.name == "Kim",
        who.name != "Lee",
        who.age > 39,
        who.age <= 40,
        who.name.exists(),
        who.name.matches("k", flags=re.IGNORECASE),
        who.name.search("im"),
        who.name.test(lambda name: len(name) == 3),
        who.tags.any(["b", "c"]),
        who.tags.all(["a"]),
        who.name.one_of(["Kim", "Lee"]),
        (who.name == "Kim") & (who.age == 40),
        (who.name == "Lee") | (who.age == 40),
        Query().fragment({"who": {"name": "Kim", "tags": ["a", "b"], "age": 40}}),
    ):
        assert [doc.doc_id for doc in table.search(query)] == [4], query
    assert [doc.doc_id for doc in table.search(~who.exists())] == [1, 2, 3]


def test_get_and_contains(table: Table) -> None:
    found = table.get(where("char") == "b")
    assert found is not None and (found.doc_id, found) == (2, {"int": 1, "char": "b"})
    assert table.get(where("char") == "z") is None
    assert table.get(doc_id=99) is None
    assert [doc.doc_id for doc in table.get(doc_ids=[3, 1, 99])] == [1, 3]
    assert table.contains(where("char") == "a") and table.contains(doc_id=3)
    assert not table.contains(where("char") == "z") and not table.contains(doc_id=99)
    with pytest.raises(RuntimeError):
        table.get()


def test_iteration_and_length(table: Table) -> None:
    table.insert({"int": 2, "char": "d"})
    table.remove(doc_ids=[1])
    assert len(table) == 3
    assert [(doc.doc_id, doc["char"]) for doc in table] == [(2, "b"), (3, "c"), (4, "d")]
    assert table.all() == list(table)


def test_a_search_sees_every_write(table: Table) -> None:
    query = where("int") == 1
    assert table.count(query) == 3
    table.remove(doc_ids=[1])
    assert table.count(query) == 2


def test_tables_are_listed_once_they_hold_documents(tables: Tables) -> None:
    tables.table("empty")
    tables.table("new").insert({})
    assert {"new", "t"} <= tables.tables()
    assert "empty" not in tables.tables()


def test_committed_tables_are_read_only(store: Store, tables: Tables) -> None:
    committed = store.read().tables
    for write in (
        lambda: committed.table("t").insert({}),
        lambda: committed.table("t").update({"int": 5}),
        lambda: committed.table("t").truncate(),
        lambda: committed.drop_tables(),
    ):
        with pytest.raises(PermissionError):
            write()
    assert committed.table("t").count(where("int") == 1) == 3


def test_writes_of_a_transaction_stay_inside_until_committed(store: Store) -> None:
    with store.begin("anna", "insert", NOW) as work:
        work.tables.table("t").insert({"nested": [1]})
        work.tables.table("t").update(lambda doc: doc["nested"].append(2))
        assert len(store.read().tables.table("t")) == 0
        work.commit()
    assert store.read().tables.table("t").all() == [{"nested": [1, 2]}]


def test_what_is_altered_after_the_write_is_not_committed(store: Store) -> None:
    document: dict[str, Any] = {"nested": [1]}
    with store.begin("anna", "insert", NOW) as work:
        work.tables.table("t").insert(document)
        work.commit()
    document["nested"].append(2)
    assert store.read().tables.table("t").all() == [{"nested": [1]}]
