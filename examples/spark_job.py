"""Bulletins from a folder of Parquet or text files into Parquet, partitioned by province and year.

    spark-submit examples/spark_job.py FROM TO [--format parquet|text] [--published P] [--home H] [--text COLUMN]

FROM is a folder or a URL that Spark reads: Parquet with a column of texts, or UTF-8 text files, one bulletin a
file. P and H are columns of the Parquet (a date, a division), or a date and a division for all. TO gets

    bulletins/                  a row a bulletin, with the columns of the input and, if it could not be read, the error
    items/province=50/year=…/   a row a news item, its facts nested in it, with the columns of the input

The first holds all that took time; the second is made from it. The province is that of the item's first district
(the first two digits of its code; 50 is 重庆市), or of the home where none is named; the year that of its first event,
or of the publication. What has neither stands under null.
"""

from __future__ import annotations

import argparse

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F

from laomo_extract.integrations.spark import extract


def first(values: Column) -> Column:
    """The first of an array that is not null, or null."""
    return F.get(F.filter(values, lambda value: value.isNotNull()), 0)


def located(read: DataFrame) -> DataFrame:
    """A row a news item, with its province and year."""
    items = read.select("*", F.explode("bulletin.items").alias("item"))
    events = F.filter(items["item"]["dates"], lambda date: date["role"] == "event")
    of_home = F.substring("bulletin.home", 1, 2)
    published = F.substring("bulletin.published", 1, 4).cast("int")
    return items.select(
        *(F.col(f"`{name}`") for name in read.columns if name not in ("bulletin", "error")),
        F.col("bulletin.id").alias("bulletin"),
        "item",
        F.coalesce(first(items["item"]["districts"]["adcode"]).substr(1, 2), of_home).alias("province"),
        F.coalesce(F.year(first(events["start"])), published).alias("year"),
    )


def run(spark: SparkSession, given: argparse.Namespace) -> None:
    """Do what the command line asks for."""
    if given.format == "text":
        files = spark.read.text(given.source, wholetext=True, recursiveFileLookup=True)
        bulletins = files.select(F.col("value").alias(given.text), F.col("_metadata.file_path").alias("path"))
    else:
        bulletins = spark.read.parquet(given.source)
    read = extract(bulletins, given.text, given.published, given.home)
    read.write.mode("overwrite").parquet(f"{given.target}/bulletins")
    items = located(spark.read.parquet(f"{given.target}/bulletins"))
    # One province may have a hundred times the news of another: Spark splits its part and joins the small ones.
    balanced = items.hint("rebalance", "province", "year")
    balanced.write.mode("overwrite").partitionBy("province", "year").parquet(f"{given.target}/items")


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("source", metavar="FROM")
    parser.add_argument("target", metavar="TO")
    parser.add_argument("--format", choices=("parquet", "text"), default="parquet")
    parser.add_argument("--text", default="text")
    parser.add_argument("--published")
    parser.add_argument("--home")
    return parser.parse_args(given)


if __name__ == "__main__":
    with SparkSession.builder.appName("laomo_extract").getOrCreate() as session:
        run(session, arguments())
