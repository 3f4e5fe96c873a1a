from __future__ import annotations

import pytest
from datasets import DatasetInfo

from quotes.dataset.tables import CONFIGS, VIEWS, Config, View, as_arrow, as_card


@pytest.mark.parametrize("source", [*CONFIGS, *VIEWS], ids=lambda source: source.name)
def test_columns_are_written_as_datasets_writes_them(source: Config | View) -> None:
    features = source.features()
    assert as_arrow(source.columns).equals(features.arrow_schema, check_metadata=True)
    assert as_card(source.columns) == DatasetInfo(features=features)._to_yaml_dict()["features"]
