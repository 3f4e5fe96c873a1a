"""Turn news articles into a dataset of attributed quotations."""
