"""Records in shards: written in any number of runs, processes and machines, and read as those of one run."""

from __future__ import annotations

from quotes.shards.joining import Joining, lines_of_shards, read_shard
from quotes.shards.portions import Portion, divide
from quotes.shards.shard_folders import Shards, check_made, holds_shards, name_of, open_shards
from quotes.shards.shard_record import Making, ShardCounts, ShardRecord
from quotes.shards.shard_writing import write_shard, written_before
from quotes.shards.sharding import SHARD_SIZE, detect_shards
from quotes.shards.task_folders import task_folder

__all__ = [
    "SHARD_SIZE",
    "Joining",
    "Making",
    "Portion",
    "ShardCounts",
    "ShardRecord",
    "Shards",
    "check_made",
    "detect_shards",
    "divide",
    "holds_shards",
    "lines_of_shards",
    "name_of",
    "open_shards",
    "read_shard",
    "task_folder",
    "write_shard",
    "written_before",
]
