"""Turn gold annotation into a model."""
