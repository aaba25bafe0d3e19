"""Views for people who ask the database itself; made anew whenever the tables change.

=====================  =========================================================================
funds_given            money of activities: not cumulative, planned, per head, part of another or printed again
by_district_month      activities, people helped and yuan given of a district in a month
by_worker              a name with its employer: honours, districts, bulletins, first and last day
by_honour              a title: how many workers (name and employer) and bulletins have it
=====================  =========================================================================

The month is that of the item's first event, else of the publication. A text and its reprints count
once. Sums of money are exact: on SQLite they are added up as whole hundredths of a yuan, so that amounts
below 90 trillion yuan with at most two decimals are; NULL where nothing was given.
"""

from __future__ import annotations

from sqlalchemy import Connection

from laomo_extract.kinds import PEOPLE

# What the dialects write in their own ways: a list of values, an item's sum of money, the sum of such sums.
_WORDS = {
    "sqlite": {
        "honours": "group_concat(DISTINCT honours.title)",
        "districts": "group_concat(DISTINCT districts.name)",
        "yuan": "sum(CAST(round(amount * 100) AS INTEGER))",
        "all_yuan": "CASE WHEN sum(yuan) IS NOT NULL"
        " THEN printf('%d.%02d', sum(yuan) / 100, sum(yuan) % 100) END",
    },
    "postgresql": {
        "honours": "string_agg(DISTINCT honours.title, ',')",
        "districts": "string_agg(DISTINCT districts.name, ',')",
        "yuan": "sum(amount)",
        "all_yuan": "sum(yuan)",
    },
}
# A part is in the sum already where its whole is.
_NO_PART = {
    f"no_part_of_{table}": f"NOT EXISTS (SELECT 1 FROM {table} whole WHERE whole.item = {table}.item"
    f" AND whole.span_start = {table}.part_of AND whole.scope = {table}.scope AND whole.{other} = {table}.{other})"
    for table, other in (("counts", "role"), ("funds", "basis"))
}
_ITEM_MONTHS = """
SELECT items.pk AS item, items.id, items.heading, documents.pk AS document, documents.id AS bulletin,
    documents.title, substr(coalesce((
        SELECT min(CAST(first_day AS TEXT)) FROM dates WHERE dates.item = items.pk AND dates.role = 'event'
    ), documents.published), 1, 7) AS month
FROM items JOIN documents ON documents.pk = items.document
WHERE documents.reprint_of IS NULL
"""
_FUNDS_GIVEN = """
SELECT bulletin, title, item_months.id AS item, heading, month,
    amount, amount_max, currency, approx, purpose, text, confidence
FROM funds JOIN item_months ON item_months.item = funds.item
WHERE scope = 'event' AND basis = 'total' AND {no_part_of_funds}
"""
_BY_DISTRICT_MONTH = """
SELECT divisions.adcode, divisions.name, divisions.city, divisions.province, month,
    count(placed.item) AS activities, coalesce(sum(people), 0) AS people, {all_yuan} AS yuan
FROM (
    SELECT DISTINCT division, item_months.item, month
    FROM districts JOIN item_months ON item_months.item = districts.item
) placed
JOIN divisions ON divisions.key = placed.division
LEFT JOIN (
    SELECT item, sum(value) AS people FROM counts
    WHERE role = 'beneficiary' AND scope = 'event' AND unit IN ({people}) AND {no_part_of_counts} GROUP BY item
) helped ON helped.item = placed.item
LEFT JOIN (
    SELECT item, {yuan} AS yuan FROM funds
    WHERE scope = 'event' AND basis = 'total' AND currency = 'CNY' AND {no_part_of_funds} GROUP BY item
) given ON given.item = placed.item
GROUP BY divisions.key, divisions.adcode, divisions.name, divisions.city, divisions.province, month
"""
_BY_WORKER = """
SELECT workers.name, workers.employer, {honours} AS honours, {districts} AS districts,
    count(DISTINCT document) AS bulletins, min(month) AS first_month, max(month) AS last_month
FROM workers JOIN item_months ON item_months.item = workers.item
LEFT JOIN honours ON honours.worker = workers.pk
LEFT JOIN districts ON districts.item = workers.item
GROUP BY workers.name, workers.employer
"""
_BY_HONOUR = """
SELECT honours.title, honours.level, honours.kind,
    count(DISTINCT workers.name || ' ' || coalesce(workers.employer, '')) AS workers,
    count(DISTINCT document) AS bulletins
FROM honours JOIN workers ON workers.pk = honours.worker
JOIN item_months ON item_months.item = workers.item
GROUP BY honours.title, honours.level, honours.kind
"""
VIEWS = {
    "item_months": _ITEM_MONTHS,
    "funds_given": _FUNDS_GIVEN,
    "by_district_month": _BY_DISTRICT_MONTH,
    "by_worker": _BY_WORKER,
    "by_honour": _BY_HONOUR,
}


def make_views(connection: Connection) -> None:
    """Make the views as they are today, in place of those that are there."""
    words = _WORDS[connection.dialect.name]
    people = ", ".join(f"'{unit}'" for unit in sorted(PEOPLE))
    for name in reversed(VIEWS):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
    for name, query in VIEWS.items():
        body = query.format(**words, **_NO_PART, people=people)
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {body}")
