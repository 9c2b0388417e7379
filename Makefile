# `make` or `make help` lists what can be done. Every target sets up .venv by itself.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK ?= locks/dev.txt
BROWSER_REQUIRED ?=
STAMP := $(VENV)/.installed-$(notdir $(LOCK))
export PYTHONPATH := src
export PYTHONHASHSEED := 0

PIN := uv pip compile pyproject.toml --extra analysis --extra server --extra planner --universal \
	--python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url -q

.PHONY: help setup demo test test-browser test-postgres lint format types contracts check locales trials bench lock clean

help: ## this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## build .venv from the hash-pinned lock file, and nothing else

$(STAMP): $(LOCK) pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what $(LOCK) pins (once; some minutes on a slow line) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCK)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup ## a fictional network: one thread walked through the house, both doors served
	@$(BIN)/python -m holdfast demo

test: setup ## the tests (under 8 minutes on two cores)
	@$(BIN)/python -m pytest -n 2 -m "not browser and not postgres and not trial"

test-browser: ## every page in Chromium: axe, 320 px, right-to-left, dark (needs Chromium)
	@$(MAKE) --no-print-directory setup LOCK=locks/browser.txt
	@HOLDFAST_BROWSER_REQUIRED=$(BROWSER_REQUIRED) $(BIN)/python -m pytest -m browser

test-postgres: setup ## the keyring, accounts and ledger tests on a throwaway PostgreSQL
	@$(BIN)/python tools/with_postgres.py $(BIN)/python -m pytest tests/apps -m "not trial and not browser"

lint: setup ## ruff: rules and format
	@$(BIN)/ruff check src tests benchmarks tools
	@$(BIN)/ruff format --check src tests benchmarks tools

format: setup ## mend what ruff can mend
	@$(BIN)/ruff check --fix src tests benchmarks tools
	@$(BIN)/ruff format src tests benchmarks tools

types: setup ## mypy --strict
	@$(BIN)/mypy

contracts: setup ## the house's import contracts
	@$(BIN)/lint-imports --no-cache

check: lint types contracts test test-browser test-postgres ## what must be green before a change is taken

locales: setup ## collect the door's sentences, check every catalogue, compile those that are whole
	@$(BIN)/python tools/make_locales.py

trials: ## long trials: kills, fuzzing, coverage studies, a Spark cluster (which needs Java)
	@$(MAKE) --no-print-directory setup LOCK=locks/trials.txt
	@$(BIN)/python -m pytest -n 2 -m trial

bench: setup ## every figure the documents quote (HOLDFAST_BENCH_DATA names a folder of outside data)
	@$(BIN)/python -m benchmarks

lock: ## pin anew (needs uv); server.txt is what a site needs, the others what developers need
	$(PIN) --group build -o locks/server.txt
	$(PIN) --group dev -o locks/dev.txt
	$(PIN) --group dev --group browser -o locks/browser.txt
	$(PIN) --group dev --extra spark -o locks/trials.txt

clean: ## remove .venv and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
