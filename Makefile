# make play   set everything up (first time only) and open Firedrill
# make test   set everything up and run every check
# make bench  set everything up and print the speed figures
# make validate   try the mood model on what the literature found, and write docs/findings.md
# make variants   play every scenario with a hundred seeds by every bot, and by an answer key of another seed

VENV := .venv
RUN := $(VENV)/bin/python -m
READY := $(VENV)/ready

# The first Python found that is new enough and can make a virtual environment.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& command -v "$$name" && break; done)

.PHONY: play test bench validate variants check clean

play: $(READY)
	@$(RUN) simulator $(ARGS)

test: check
	$(RUN) pytest -n 2

check: $(READY)
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy
	$(VENV)/bin/lint-imports
	$(RUN) simulator check scenarios

bench: $(READY)
	@over=0; for script in bench/*.py; do echo "== $$script"; $(VENV)/bin/python "$$script" || over=1; done; exit $$over

validate: $(READY)
	@$(RUN) tests.validation.mood_checks --noise 100 --plays 300 --write docs/findings.md

# A long run: every scenario with a hundred seeds, by every bot and by an answer key of another seed.
variants: $(READY)
	@over=0; for id in $$($(RUN) simulator scenarios --json | $(VENV)/bin/python -c \
		"import json, sys; print(*(entry['id'] for entry in json.load(sys.stdin)))"); do \
		echo "== $$id"; $(RUN) simulator try $$id --seeds 100 || over=1; done; exit $$over

# Made anew only when pyproject.toml has changed since.
$(READY): pyproject.toml
	@if [ -z "$(PYTHON)" ]; then \
		echo "Firedrill needs Python 3.11 or newer with its venv module (Debian: apt-get install python3-venv)." >&2; \
		echo "Install it, or name one that you have: make play PYTHON=/path/to/python3" >&2; exit 1; fi
	@echo "Setting up in $(VENV) (a minute or two, this once) ..."
	@$(RUN) pip --version >/dev/null 2>&1 || "$(PYTHON)" -m venv --clear $(VENV)
	@$(RUN) pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(READY)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
