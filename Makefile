# Life-OS. `make run` starts everything on this machine; `make test` proves everything.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
UV := .tools/uv/bin/uv
BIN := .venv/bin
SEEDS ?= 1
SECONDS ?= 20

help: ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: .venv/run.stamp web/dist/index.html ## install what is missing, start everything, print a link that logs in
	@deploy/build-livekit
	@$(BIN)/lifeos up

up: ## the same as containers (needs Docker Compose)
	docker compose up --build

test: ## everything that CI runs, in sections, with timings
	@$(PYTHON) tests/run.py

unit: .venv/dev.stamp ## the fast tests alone
	@$(BIN)/pytest -q -m "not slow"

check: .venv/dev.stamp ## formatting, lint, types, borders between packages
	@$(BIN)/ruff format --check -q . && $(BIN)/ruff check -q . && $(BIN)/lint-imports --no-cache > /dev/null && $(BIN)/pyright --pythonpath $(BIN)/python

chaos: .venv/dev.stamp ## kill and freeze everything under load: make chaos SEEDS=3 SECONDS=30
	@$(BIN)/python -m tests.chaos --seeds $(SEEDS) --seconds $(SECONDS)

bench: .venv/dev.stamp ## figures and ratios of one run, into docs/proofs/
	@$(BIN)/python -m bench

prove: .venv/dev.stamp bench ## the long figures into docs/proofs/
	@$(BIN)/python -m tests.chaos --seeds 3 --seconds 30 --proof docs/proofs/chaos.json
	@$(BIN)/python -m tests.calls.scripts --scripts 200 --proof docs/proofs/calls.json

eval: .venv/dev.stamp ## the example stories through every configured rung
	@$(BIN)/python -m tests.evaluate

openclaw: .venv/dev.stamp ## the rung OpenClaw against the real gateway, which it installs first (770 MB)
	@deploy/openclaw/install && LIFEOS_TEST_OPENCLAW=1 $(BIN)/pytest -q tests/test_openclaw.py

contracts: .venv/dev.stamp ## write schemas/, docs/events.md and web/openapi.json from the types and handler signatures
	@$(BIN)/python -m tests.contracts_out

dashboards: .venv/dev.stamp ## write Grafana's files from deploy/watch/panels.py
	@$(BIN)/python -m deploy.watch.dashboards

lock: .venv/dev.stamp ## resolve again and export the hashed lock files
	@$(UV) lock && $(UV) export -q --frozen --all-packages --all-groups --no-emit-workspace --no-header --no-annotate -o locks/dev.txt > /dev/null \
	  && $(UV) export -q --frozen --all-packages --no-default-groups --group build --no-emit-workspace --no-header --no-annotate -o locks/run.txt > /dev/null

clean: ## remove what was built here; the data folder stays
	rm -rf .venv .tools web/dist web/node_modules build

.venv/%.stamp: locks/%.txt pyproject.toml $(wildcard libs/*/pyproject.toml services/*/pyproject.toml)
	@deploy/install $* $(PYTHON)
	@touch $@

web/dist/index.html: $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)
	@deploy/build-page

.PHONY: help run up test unit check chaos bench prove eval openclaw contracts dashboards lock clean
