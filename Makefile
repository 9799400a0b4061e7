# `make run` and `make test` need Python 3.11 or later and nothing else.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: run test lint check docs bench bench-terms bench-checks pins

run: $(VENV)/.installed
	$(BIN)/termlock run

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: lint
	$(BIN)/python -m pytest --cov --cov-report=term-missing:skip-covered

# The documentation that is made of the code.
docs: $(VENV)/.installed
	$(BIN)/python -m pipeline.checks.documentation > docs/checks.md

# DATA is a folder of data (see benchmarks/README.md); without it, a small set of the project's own.
bench-terms: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks.bench_terms $(DATA)

bench-checks: $(VENV)/.installed
	$(BIN)/python -m benchmarks.checks $(DATA)

# Speed and memory of whole runs, into benchmarks/README.md; ARTICLES for a smaller one. Needs some hours at full size.
ARTICLES ?= 1000
bench: $(VENV)/.installed-cluster $(VENV)-peer/.installed
	$(BIN)/python -m benchmarks.speed --articles $(ARTICLES) --peer $(VENV)-peer/bin/python

$(VENV)/.installed-cluster: $(VENV)/.installed requirements-cluster.txt
	$(PIP) install --no-deps --require-hashes -r requirements-cluster.txt
	touch $@

$(VENV)-peer/.installed: benchmarks/peer.txt
	test -x $(VENV)-peer/bin/python || $(PYTHON) -m venv $(VENV)-peer
	$(VENV)-peer/bin/python -m pip --disable-pip-version-check -q install -r benchmarks/peer.txt
	touch $@

# Argos Translate's stanza, spacy and torch are left out: --no-deps, and the whole set is pinned.
$(VENV)/.installed: requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --no-deps --require-hashes -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

# Dask as well: the tests of the cluster are left out without it.
$(VENV)/.installed-dev: $(VENV)/.installed-cluster requirements-dev.txt
	$(PIP) install --no-deps --require-hashes -r requirements-dev.txt
	touch $@

$(VENV)/.installed-bench: $(VENV)/.installed benchmarks/requirements.txt
	$(PIP) install --no-deps --require-hashes -r benchmarks/requirements.txt
	touch $@

# Newer versions of what requirements*.in name, with hashes. Needs uv.
pins:
	for name in requirements requirements-dev requirements-cluster benchmarks/requirements; do \
	  uv pip compile -q --upgrade --no-deps --generate-hashes --universal --python-version 3.11 \
	    --no-emit-index-url --no-header $$name.in -o $$name.txt; done
