# Two commands set everything up: `make dataset` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
SHELL := /bin/bash

# What is installed is what requirements/ names, by checksum: without isolation a build takes nothing else, either.
# Of pip's words one line a package is left, for the first time takes minutes.
PIP := pip install --disable-pip-version-check --no-build-isolation --no-deps
LOCKED := $(PIP) --require-hashes -r requirements
SAY := | sed -nE 's/^(Collecting|Processing|Installing) ([^ ]+).*/\1 \2/p'

# One version for all Pythons and systems, so that records and bytes are the same on them.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-header --no-annotate --no-emit-index-url $(UPGRADE)

.PHONY: dataset test lint lock benchmark model golden clean

dataset: .venv/.installed  ## install, then build the seed dataset into dist/
	$(BIN)/quotes build seeds --name seeds --version 1.0.0 --license CC0-1.0 --out dist
	$(BIN)/quotes validate dist/seeds/1.0.0

test: lint .venv-olah/.installed  ## everything: lint, types, tests
	$(BIN)/pytest

lint: .venv/.installed-dev
	$(BIN)/ruff check quotes tests seeds benchmarks requirements
	$(BIN)/ruff format --check quotes tests seeds benchmarks requirements
	$(BIN)/mypy

lock: .venv/.installed-dev  ## write requirements/ from pyproject.toml; UPGRADE=--upgrade takes newer versions
	$(LOCK) --group build pyproject.toml -o requirements/run.txt
	$(LOCK) --group build --extra dev pyproject.toml -c requirements/run.txt -o requirements/dev.txt
	$(LOCK) --group olah -o requirements/olah.txt

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

.venv/.installed: pyproject.toml requirements/run.txt | .venv/bin/python
	set -o pipefail; $(BIN)/$(LOCKED)/run.txt $(SAY)
	$(BIN)/$(PIP) --quiet -e .
	touch $@

.venv/.installed-dev: requirements/dev.txt .venv/.installed
	set -o pipefail; $(BIN)/$(LOCKED)/dev.txt $(SAY)
	touch $@

# A Hub by other people, which a test reads through; apart, for it wants other versions of what is in .venv.
.venv-olah/.installed: requirements/olah.txt
	$(PYTHON) -m venv .venv-olah
	set -o pipefail; .venv-olah/bin/$(LOCKED)/olah.txt $(SAY)
	touch $@
