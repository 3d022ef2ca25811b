# Two commands: `make run` and `make test`. Everything they make is in .venv/ and build/.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: run test test-suites test-remote bench sbom lock lint format clean help

BIN := .venv/bin
KG := $(BIN)/python -m kg
EDITION := aigs-2022
VIEWS := vendor-to-state state-to-technology supplier-state-to-state
WEB := $(shell find web -name node_modules -prune -o -name dist -prune -o -type f -print)
PYTEST_ARGS := -n auto --dist loadfile --no-loadscope-reorder

run: .venv/installed ## Set up, build the graph, answer the headline questions, draw the network views
	$(KG) build
	$(KG) ask headline-figures --param edition=$(EDITION) --param least=30
	$(KG) ask technology-adoption --param edition=$(EDITION)
	$(KG) ask chinese-technology-and-bri --param edition=$(EDITION)
	$(KG) ask vendors-by-reach --param edition=$(EDITION) --param least=10
	$(KG) ask reported-figures
	$(KG) ask disagreements --param kind=membership
	@mkdir -p build/views
	@for view in $(VIEWS); do echo "$(KG) draw $$view --to build/views/$$view.html"; \
	    $(KG) draw $$view --to build/views/$$view.html; done
	@echo "==> Done. Open build/views/vendor-to-state.html in a browser and click a line: its receipts open."
	@echo "    Ask on: $(BIN)/kg ask 'which states are supplied by Huawei?'; $(BIN)/kg ask --list has the questions."

test: .venv/tested-with ## Set up, with what the tests need (a browser, web servers, a JDK), and run the whole suite
	@echo "==> Running the tests"
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest $(PYTEST_ARGS)

test-suites: .venv/tested-with ## Run other people's suites and tools on the server and the site, and print the figure of each
	@.ci/suites

test-remote: .venv/tested-with ## Ask every question of Virtuoso as well, and build on Spark: installed, started and stopped here
	@command -v virtuoso-t >/dev/null || .ci/system-package virtuoso-opensource-7-bin
	@command -v java >/dev/null || .ci/system-package default-jre-headless
	@$(BIN)/python -c 'import pyarrow, pyspark' 2>/dev/null || $(BIN)/python -m pip install --quiet 'pyarrow>=18' 'pyspark>=4,<5'
	@$(BIN)/python -m pytest -m remote $(PYTEST_ARGS)

SIZE := small
bench: .venv/tested-with ## Hold every job against its peers, in environments of their own; SIZE=small|medium|growth|large ONLY=job
	@$(BIN)/python -m benchmarks --size $(SIZE) $(if $(ONLY),--only $(ONLY))

EXTRAS :=
sbom: .venv/tested-with ## Write what an install brings as CycloneDX into build/sbom; EXTRAS=serve,text
	@.ci/sbom $(EXTRAS)

lock: ## Write requirements/ anew: every package in one version, with the digests of its files; UPGRADE=1 takes newer ones
	@.ci/lock

lint: .venv/tested-with ## Check style, format (of code and ontology), types and import layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(KG) format --check
	$(BIN)/python -m mypy
	$(BIN)/lint-imports --no-logo

format: .venv/tested-with ## Put the code and the ontology into the one format
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	$(KG) format

clean: ## Remove everything the commands made
	rm -rf .venv build dist site web/dist web/node_modules tests/server/comunica/node_modules .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## Show this list
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1	\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 20

# Set-up. A file in .venv/ stands for each step, so that a step repeats only when pyproject.toml or the browser code
# of web/ changed (which hatch_build.py bundles), or when .venv/ is of no use here: made in another folder, or by a Python that is gone.
$(shell { .venv/bin/python -c '' && { [ ! -e .venv/installed ] || \
    grep -qxF -e "$$(pwd -P)" .venv/lib/python*/site-packages/*surveillance_kg.pth; }; } 2>/dev/null || \
    rm -f .venv/bin/python .venv/installed .venv/tested-with)

.venv/installed: pyproject.toml requirements/run.txt hatch_build.py $(WEB) | .venv/bin/python
	@echo "==> Installing surveillance-kg and what it needs into .venv (a minute or two)"
	@.ci/install $@

.venv/tested-with: $(if $(wildcard .venv/tested-with),,system-packages) .venv/installed requirements/dev.txt tests/server/comunica/package-lock.json
	@echo "==> Installing what the tests need into .venv (some minutes)"
	@.ci/install $@ dev
	@$(BIN)/python -m playwright --version >/dev/null || \
	    { echo "Playwright's driver does not start: run '$(BIN)/python -m playwright --version' to see why" >&2; exit 1; }
	@.ci/javascript tests/server/comunica

.PHONY: system-packages
system-packages:
	@.ci/system-packages

.venv/bin/python:
	@.ci/venv .venv
