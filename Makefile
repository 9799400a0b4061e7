# `make run` and `make test` need Python 3.11 or later and nothing else.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: run test lint check bench-terms pins

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

# DATA is a folder of data (see benchmarks/README.md); without it, a small set of the project's own.
bench-terms: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks.bench_terms $(DATA)

# Argos Translate's stanza, spacy and torch are left out: --no-deps, and the whole set is pinned.
$(VENV)/.installed: requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --no-deps --require-hashes -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	$(PIP) install --no-deps --require-hashes -r requirements-dev.txt
	touch $@

$(VENV)/.installed-bench: $(VENV)/.installed benchmarks/requirements.txt
	$(PIP) install --no-deps --require-hashes -r benchmarks/requirements.txt
	touch $@

# Newer versions of what requirements*.in name, with hashes. Needs uv.
pins:
	for name in requirements requirements-dev benchmarks/requirements; do \
	  uv pip compile -q --upgrade --no-deps --generate-hashes --universal --python-version 3.11 \
	    --no-emit-index-url --no-header $$name.in -o $$name.txt; done
