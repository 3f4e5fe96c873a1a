from __future__ import annotations

from quotes.disk import DiskCounter, DiskMapping


def test_a_mapping_keeps_the_first_value() -> None:
    with DiskMapping() as mapping:
        assert [mapping.add("key", "first"), mapping.add("key", "second")] == [True, False]
        assert (mapping.get("key"), mapping.get("other")) == ("first", None)


def test_a_counter_ranks_by_count_and_then_by_code_point() -> None:
    with DiskCounter() as counter:
        for key in ("b", "ä", "a", "\ud83d", "c", "c"):
            counter.add(key)
        assert counter.most_common(4) == {"c": 2, "a": 1, "b": 1, "ä": 1}
        assert counter.most_common(9)["\ud83d"] == 1
        assert (len(counter), counter.total(), counter.most_common(0)) == (5, 6, {})


def test_an_empty_counter() -> None:
    with DiskCounter() as counter:
        assert (len(counter), counter.total(), counter.most_common(3)) == (0, 0, {})
