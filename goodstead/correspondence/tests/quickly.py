"""The same statements to the database, worked out once. For ten thousand histories, on SQLite only.

Most of what a history costs is Django working out, each time anew, how a row is fetched by its key,
inserted, or saved. Here that is worked out at the first time and told to the database directly from
then on: the same statements with the same values, on the same tables. What is fetched in any other
way is left to Django.
"""

import functools
from types import SimpleNamespace

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.expressions import Col
from django.db.models.lookups import Lookup
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.where import WhereNode

from goodstead.correspondence.definitions.wording import MessageTemplate

MARKS = {
    "_savepoint": "SAVEPOINT",
    "_savepoint_commit": "RELEASE",
    "_savepoint_rollback": "ROLLBACK TO",
}


def quote(name):
    return connection.ops.quote_name(name)


@functools.cache
def fetching(model):
    """How a row of this model is fetched by its key: the statement, its fields, how values are read."""
    compiler = model._base_manager.filter(pk=1).query.get_compiler(DEFAULT_DB_ALIAS)
    words, _ = compiler.as_sql()
    columns = [column for column, _, _ in compiler.select]
    names = [column.target.attname for column in columns]
    return words.replace("%s", "?"), names, list(compiler.get_converters(columns).items())


def of_everything(query):
    chosen = query.where or query.is_sliced or query.annotations or query.values_select
    return not (chosen or query.select_related or query.deferred_loading[0])


def get(self, *args, **wanted):
    """``get(pk=…)`` of everything, locked or not: on SQLite the whole database is locked anyway."""
    if args or set(wanted) != {"pk"} or not of_everything(self.query):
        return self.as_given(*args, **wanted)
    words, names, converters = fetching(self.model)
    row = connection.connection.execute(words, (wanted["pk"],)).fetchone()
    if row is None:
        raise self.model.DoesNotExist
    row = list(row)
    for place, (ways, column) in converters:
        for way in ways:
            row[place] = way(row[place], column, connection)
    return self.model.from_db(DEFAULT_DB_ALIAS, names, row)


def insert(self, manager, using, fields, returning_fields, raw):
    values = [
        field.get_db_prep_save(field.pre_save(self, add=True), connection) for field in fields
    ]
    return [connection.connection.execute(inserting(tuple(fields)), values).fetchone()]


@functools.cache
def inserting(fields):
    model = fields[0].model
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join("?" * len(fields))
    back = ", ".join(quote(field.column) for field in model._meta.db_returning_fields)
    table = quote(model._meta.db_table)
    return f"INSERT INTO {table} ({columns}) VALUES ({places}) RETURNING {back}"


def update(self, base_qs, using, pk_val, values, update_fields, forced_update):
    fields = tuple(field for field, _, _ in values)
    given = [field.get_db_prep_save(value, connection) for field, _, value in values]
    return connection.connection.execute(updating(fields), [*given, pk_val]).rowcount > 0


@functools.cache
def updating(fields):
    model = fields[0].model
    columns = ", ".join(f"{quote(field.column)} = ?" for field in fields)
    return f"UPDATE {quote(model._meta.db_table)} SET {columns} WHERE {quote(model._meta.pk.column)} = ?"


class Unusual(Exception):
    """A question of a shape that is better left to Django."""


def shape_of(node, compiler, values):
    """What decides the words of a condition. Its values are added to ``values``, in their order."""
    if isinstance(node, WhereNode):
        inner = tuple(shape_of(child, compiler, values) for child in node.children)
        return node.connector, node.negated, inner
    if (
        not isinstance(node, Lookup)
        or not isinstance(node.lhs, Col)
        or not node.rhs_is_direct_value()
    ):
        raise Unusual
    where = type(node), node.lhs.alias, node.lhs.target.attname
    if isinstance(node.rhs, bool):
        return *where, node.rhs
    words, given = node.process_rhs(compiler, connection)
    values.extend(given)
    return *where, words


def as_sql(self, with_limits=True, with_col_aliases=False):
    """The words of a question of the same shape, when there was one, with the values of this one."""
    query, values = self.query, []
    try:
        if type(self) is not SQLCompiler or not usual(query):
            raise Unusual
        shape = (
            query.model, shape_of(query.where, self, values), query.order_by, query.low_mark,
            query.high_mark, str(query.select_related), query.values_select, tuple(query.alias_map),
            query.deferred_loading, query.default_cols, with_limits, with_col_aliases,
        )  # fmt: skip
        known = asked_before.get(shape)
    except (Unusual, TypeError):
        return self.as_given(with_limits, with_col_aliases)
    if known is None:
        words, given = self.as_given(with_limits, with_col_aliases)
        if tuple(given) == tuple(values):
            ways = self.get_converters(column for column, _, _ in self.select)
            asked_before[shape] = words, self, ways
        return words, given
    words, first, ways = known
    for name in FOUND_OUT:
        setattr(self, name, getattr(first, name))
    self.get_converters = lambda columns: ways
    if checking:
        asked = query.get_compiler(DEFAULT_DB_ALIAS).as_given(with_limits, with_col_aliases)
        assert (words, tuple(values)) == (asked[0], tuple(asked[1]))
        checking.append(words)
    return words, tuple(values)


def usual(query):
    odd = query.annotations or query.distinct or query.combinator or query.extra_order_by
    return not (odd or query.group_by or query.extra or query.explain_info or query.is_empty())


asked_before = {}
checking = []  # not empty: each is compared with what Django makes of it
FOUND_OUT = ("select", "klass_info", "annotation_col_map", "col_count", "has_extra_select")


def make_cheap(monkeypatch):
    """Until the end of the test. The chain of the ledger is not written either; its truth is held by
    the ledger's own tests. A text that was filled in before is not filled in again."""
    for name in ("contacts", "queueing", "sending"):
        path = f"goodstead.correspondence.actions.{name}.ledger"
        monkeypatch.setattr(path, SimpleNamespace(record=lambda *a, **k: None))
    kept = MessageTemplate.render
    filled = functools.cache(
        lambda template, values, neutral: kept(template, dict(values), neutral=neutral)
    )
    monkeypatch.setattr(
        MessageTemplate,
        "render",
        lambda self, values, *, neutral: filled(self, tuple(sorted(values.items())), neutral),
    )
    tell = connection.connection.execute
    for name, words in MARKS.items():
        # One name for all: the innermost is meant, and the statement is known to the database.
        monkeypatch.setattr(connection, name, lambda mark, words=f"{words} mark": tell(words))
    monkeypatch.setattr(models.QuerySet, "as_given", models.QuerySet.get, raising=False)
    monkeypatch.setattr(models.QuerySet, "get", get)
    monkeypatch.setattr(SQLCompiler, "as_given", SQLCompiler.as_sql, raising=False)
    monkeypatch.setattr(SQLCompiler, "as_sql", as_sql)
    monkeypatch.setattr(models.Model, "_do_insert", insert)
    monkeypatch.setattr(models.Model, "_do_update", update)
