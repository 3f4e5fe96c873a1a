# Two commands set everything up: `make dataset` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: dataset test lint benchmark model golden clean

dataset: .venv/.installed  ## install, then build the seed dataset into dist/
	$(BIN)/quotes build seeds --name seeds --version 1.0.0 --license CC0-1.0 --out dist
	$(BIN)/quotes validate dist/seeds/1.0.0

test: lint .venv-olah/.installed  ## everything: lint, types, tests
	$(BIN)/pytest

lint: .venv/.installed-dev
	$(BIN)/ruff check quotes tests seeds benchmarks
	$(BIN)/ruff format --check quotes tests seeds benchmarks
	$(BIN)/mypy

benchmark: .venv/.installed-dev  ## time the detector beside other extractors; ARTICLES are the seeds if not given
	$(BIN)/python benchmarks/speed.py $(ARTICLES)

model: .venv/.installed  ## train the weights anew; GOLD is the folder that holds the GUM files
	$(BIN)/quotes train seeds/gold.jsonl $(GOLD)/gum-news.jsonl $(GOLD)/gum-other-half.jsonl --without-license NC -o quotes/model.json

golden: .venv/.installed  ## build the committed seed release anew, after records changed on purpose
	rm -rf dist/seeds/1.0.0
	$(MAKE) dataset

clean:
	rm -rf .venv .venv-olah .venv-others build .mypy_cache .pytest_cache .ruff_cache

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.installed: pyproject.toml | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	touch $@

.venv/.installed-dev: pyproject.toml | .venv/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check -e ".[dev]"
	touch $@

# A Hub by other people, which a test reads through; apart, for it wants other versions of what is in .venv.
.venv-olah/.installed: Makefile
	$(PYTHON) -m venv .venv-olah
	.venv-olah/bin/pip install --quiet --disable-pip-version-check olah==0.5.4
	touch $@
