"""Find the quotations of every row of a DataFrame of Spark, with mapInPandas.

    pip install . pyspark pandas                              in a checkout of quote-attribution, with Java 17 or newer
    PYSPARK_PYTHON=$(which python) python examples/map_spark.py articles.parquet -o quotations

Rows have at least an id and a text. Returned is a row for each: its ``id``, its ``quotes``, the records of a release
without what only all articles together can tell, and ``error``, why there are none where the detector failed. Other
columns stay out of pandas, in which integers beside a null are floats; join them by the id. Every machine needs the
package, and Spark the Python that has it: PYSPARK_PYTHON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import click
import pandas
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import ArrayType, StringType, StructType

from quotes import Article, DetectionError, Detector
from quotes.dataset import features

# Explicit, for Spark would take nested objects for maps from text to text.
QUOTE = from_arrow_schema(features("quote").arrow_schema)
COLUMNS = StructType().add("id", StringType()).add("quotes", ArrayType(QUOTE)).add("error", StringType())


@click.command()
@click.argument("articles")
@click.option("--min-precision", type=float, help="Set aside so many quotations that this share of the rest is right.")
@click.option("-o", "--out", required=True, help="Folder for the Parquet files.")
def main(articles: str, min_precision: float | None, out: str) -> None:
    """Detect the quotations of ARTICLES, Parquet files that Spark can read, and write them as Parquet."""
    spark = SparkSession.builder.appName("quotes").getOrCreate()
    quotations(spark.read.parquet(articles), Detector(min_precision=min_precision)).write.parquet(out)


def quotations(articles: DataFrame, detector: Detector) -> DataFrame:
    """Return id, quotations and error of each row."""
    return articles.select("id", "text").mapInPandas(detecting(detector), COLUMNS)


def detecting(detector: Detector) -> Callable[[Iterable[pandas.DataFrame]], Iterator[pandas.DataFrame]]:
    """Return what finds the quotations of some frames; a process that it is sent to loads one pipeline."""

    def find(frames: Iterable[pandas.DataFrame]) -> Iterator[pandas.DataFrame]:
        for frame in frames:
            ids, texts = frame["id"].astype(str), frame["text"].fillna("")
            articles = [Article(id=id, text=text) for id, text in zip(ids, texts, strict=True)]
            found, errors = [], []
            for outcome in detector.outcomes(articles):
                failed = isinstance(outcome, DetectionError)
                found.append([] if failed else [quote.to_dict() for quote in outcome.quotes])
                errors.append(outcome.problem if failed else None)
            yield pandas.DataFrame({"id": ids, "quotes": found, "error": errors})

    return find


if __name__ == "__main__":
    main()
