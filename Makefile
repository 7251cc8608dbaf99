# Một Cửa. `make help` lists what can be done.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup demo run test check bench lock

help: ## Show this help
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

setup: .venv/installed ## Install what the platform needs, and build its assets
	@$(BIN)/motcua build

demo: setup ## Start a running country on http://127.0.0.1:8000 (PORT=... for another port)
	@exec $(BIN)/motcua demo --port $(PORT)

run: setup ## Serve this installation's own data
	@exec $(BIN)/motcua run --port $(PORT)

test: .venv/installed-dev setup chromium ## Run every test, browser journeys included
	@$(BIN)/pytest -n 2 --dist loadgroup $(ARGS)

check: .venv/installed-dev setup ## Style, types, contracts, migrations, reference pages, sizes
	@$(BIN)/ruff check . && $(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy motcua config demo tests conftest.py
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/motcua makemigrations --check --dry-run
	@$(BIN)/motcua events --check && $(BIN)/motcua openapi --check && $(BIN)/motcua states --check
	@$(BIN)/motcua sizes

bench: setup ## Measure a workload beside its limit: make bench WORKLOAD=catalogue
	@$(BIN)/python -m bench.run $(WORKLOAD)

lock: .venv/installed ## Renew the locked versions of all dependencies
	@$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-header -q -U -o requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --group dev -c requirements.lock --universal --generate-hashes --no-header -q -o requirements-dev.lock

.PHONY: chromium
chromium:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && echo "Installing Chromium for the browser journeys ..." \
	  && apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } \
	  || { echo "The browser journeys need Chromium: install it (Debian: apt-get install chromium)."; exit 1; }

.venv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Một Cửa needs Python 3.11 or newer as $(PYTHON); install it, or: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	  || { echo "Python's venv is missing; install it (Debian: apt-get install python3-venv)."; exit 1; }
	@echo "Creating the environment ..." && $(PYTHON) -m venv .venv
	@$(BIN)/pip install -q --disable-pip-version-check uv==0.13.9

.venv/installed: requirements.lock pyproject.toml | .venv/bin/uv
	@echo "Installing what the platform needs ..." && $(BIN)/uv pip install -q --require-hashes -r requirements.lock
	@$(BIN)/uv pip install -q --no-deps -e . && touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed
	@echo "Installing what the tests need ..." && $(BIN)/uv pip install -q --require-hashes -r requirements-dev.lock && touch $@
