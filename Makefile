# Two commands set everything up: `make dataset` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
SHELL := /bin/bash

# What is installed is what requirements/ names, by checksum: without isolation a build takes nothing else, either.
PIP := pip install --disable-pip-version-check --no-build-isolation --no-deps
LOCKED := $(PIP) --require-hashes -r requirements
# The seeds as the detector labels them, and as their annotations do.
DETECTED := seeds --name seeds-detected --version 1.0.0 --license CC0-1.0
REVIEWED := seeds --name seeds --version 1.0.0 --license CC0-1.0 --corrections build/corrections.jsonl
ANNOTATE := annotate seeds --annotations seeds/annotations --license CC0-1.0
CORRECTIONS := $(ANNOTATE) --as corrections --reviewer "seed authors" -o build/corrections.jsonl

# One version for all Pythons and systems, so that records and bytes are the same on them.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-header --no-annotate --no-emit-index-url $(UPGRADE)

.PHONY: dataset test lint browser lock benchmark benchmark-task model model-card golden release-check clean

dataset: .venv/.installed  ## install, then build the seed datasets into build/ and compare them with the committed ones
	rm -rf build/seeds build/seeds-detected
	$(BIN)/quotes build $(DETECTED) --out build
	$(BIN)/quotes $(CORRECTIONS)
	$(BIN)/quotes build $(REVIEWED) --out build
	for name in seeds-detected seeds; do \
		$(BIN)/quotes validate build/$$name && \
		$(BIN)/quotes diff dist/$$name build/$$name --exit-code && \
		echo "build/$$name/1.0.0: $$(wc -l < build/$$name/1.0.0/quotes.jsonl) quotations of" \
			"$$(wc -l < build/$$name/1.0.0/articles.jsonl) articles, the same rows as in dist/$$name/1.0.0" || exit 1; \
	done

test: lint .venv-olah/.installed browser  ## everything: lint, types, tests
	$(BIN)/pytest -n 2 --dist loadfile

lint: .venv/.installed-dev
	$(BIN)/ruff check quotes tests seeds benchmarks requirements
	$(BIN)/ruff format --check quotes tests seeds benchmarks requirements
	$(BIN)/mypy

browser:  ## Chromium, in which the review page is tried: installed where it is missing and may be
	@command -v chromium chromium-browser google-chrome >/dev/null \
		|| { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } \
		|| echo "no Chromium here, and none may be installed: the tests of the review page will say so"

lock: .venv/.installed-dev  ## write requirements/ from pyproject.toml; UPGRADE=--upgrade takes newer versions
	$(LOCK) --group build pyproject.toml -o requirements/run.txt
	$(LOCK) --group build --extra dev --extra review --extra export --extra datatrove pyproject.toml -c requirements/run.txt -o requirements/dev.txt
	$(LOCK) --group olah -o requirements/olah.txt

benchmark: .venv/.installed-dev  ## time the detector beside other extractors; ARTICLES are the seeds if not given
	$(BIN)/python benchmarks/speed.py $(ARTICLES)

benchmark-task: .venv/.installed-dev  ## judge the detector and others on the test split, and write docs/benchmark.md
	$(BIN)/python benchmarks/task.py --page docs/benchmark.md

model: .venv/.installed  ## train the weights anew; GOLD is the folder that holds the GUM files
	$(BIN)/quotes train seeds/gold.jsonl $(GOLD)/gum-news.jsonl $(GOLD)/gum-other-half.jsonl --without-license NC -o quotes/model.json

model-card: .venv/.installed  ## measure the confidence for docs/model.md; WITHOUT are weights of the seeds alone, for GUM
	$(BIN)/python benchmarks/reliability.py docs/model.md docs/confidence.svg \
		$(wildcard tests/strangers/*.jsonl) \
		$(GOLD)/polnear-train.jsonl $(GOLD)/litbank-half.jsonl \
		--model $(WITHOUT) $(GOLD)/gum-news.jsonl $(GOLD)/gum-other-half.jsonl

golden: .venv/.installed  ## build the committed releases of the seeds anew, after records or annotations changed
	rm -rf dist/seeds dist/seeds-detected
	mkdir -p build
	$(BIN)/quotes $(ANNOTATE) -o seeds/gold.jsonl
	$(BIN)/quotes $(CORRECTIONS)
	$(BIN)/quotes build $(DETECTED) --out dist
	$(BIN)/quotes build $(REVIEWED) --out dist
	$(BIN)/quotes validate dist/seeds-detected
	$(BIN)/quotes validate dist/seeds

release-check: .venv/.installed-dev  ## build sdist and wheel, check their metadata, try the wheel in a clean environment
	$(BIN)/python requirements/release_check.py

clean:
	rm -rf .venv .venv-olah .venv-others build .mypy_cache .pytest_cache .ruff_cache

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.installed: pyproject.toml requirements/run.txt | .venv/bin/python
	@echo "$$(grep -c == requirements/run.txt) packages go into .venv, which takes minutes; unpacking them, pip says nothing"
	$(BIN)/$(LOCKED)/run.txt
	$(BIN)/$(PIP) --quiet -e .
	touch $@

.venv/.installed-dev: requirements/dev.txt .venv/.installed
	$(BIN)/$(LOCKED)/dev.txt
	touch $@

# A Hub by other people, which a test reads through; apart, for it wants other versions of what is in .venv.
.venv-olah/.installed: requirements/olah.txt
	$(PYTHON) -m venv .venv-olah
	.venv-olah/bin/$(LOCKED)/olah.txt
	touch $@
