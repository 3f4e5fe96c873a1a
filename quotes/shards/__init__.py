"""Records in shards: written in any number of runs, processes and machines, and read as those of one run."""

from __future__ import annotations

from quotes.shards.joining import detections_of
from quotes.shards.portions import Portion, portions
from quotes.shards.shard_folders import Shards, holds_shards, open_shards
from quotes.shards.shard_record import Making, ShardCounts, ShardRecord, read_record
from quotes.shards.shard_writing import write_shard
from quotes.shards.sharding import SHARD_SIZE, detect_shards

__all__ = [
    "SHARD_SIZE",
    "Making",
    "Portion",
    "ShardCounts",
    "ShardRecord",
    "Shards",
    "detect_shards",
    "detections_of",
    "holds_shards",
    "open_shards",
    "portions",
    "read_record",
    "write_shard",
]
