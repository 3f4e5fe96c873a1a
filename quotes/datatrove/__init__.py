"""Steps for the pipelines of datatrove, which its executors run on one machine, with Slurm and with Ray.

They need what the extra ``[datatrove]`` brings.
"""

from __future__ import annotations

from quotes.datatrove.documents import parquet_schema
from quotes.datatrove.steps import DetectQuotes, ReadShards

__all__ = ["DetectQuotes", "ReadShards", "parquet_schema"]
