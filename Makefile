# make play   set everything up (first time only) and open Firedrill
# make test   set everything up and run every check
# make bench  set everything up, print the speed figures and write docs/speed.md
# make compiled   a Firedrill whose engine is machine code, in .venv/compiled (needs a C compiler)
# make validate   try the mood model on what the literature found, and write docs/findings.md
# make variants   play every scenario with a hundred seeds by every bot, and by an answer key of another seed
# make lock   find the newest versions of what Firedrill needs, and write them into constraints.txt
# make audit  ask whether any of the locked versions is known to be vulnerable
# make torture    kill, cut, flip, forge and fuzz the records a million times over; PARTS="flips drills" for some of it

VENV := .venv
RUN := $(VENV)/bin/python -m
READY := $(VENV)/ready
PEERS := $(VENV)/peers/ready
COMPILED := $(VENV)/compiled

# The first Python found that is new enough and can make a virtual environment.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& command -v "$$name" && break; done)

.PHONY: play test bench compiled validate variants torture torture-inputs lock audit check clean

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

# Some scripts compare with other engines, which live in a folder of their own; the two left out are read by others.
# What plays drills is measured as it is and compiled.
bench: $(READY) $(PEERS) compiled
	@over=0; for script in $(filter-out bench/figures.py bench/forty_knots.py,$(wildcard bench/*.py)); do \
		echo "== $$script"; $(VENV)/bin/python "$$script" || over=1; done; \
		if [ -f $(COMPILED)/ready ]; then for script in bench/engine.py bench/fleet.py bench/peers.py; do \
		echo "== $$script, compiled"; PYTHONPATH=$(COMPILED)/site $(VENV)/bin/python "$$script" || over=1; done; fi; \
		$(VENV)/bin/python docs/write_speed.py; exit $$over

compiled: $(COMPILED)/ready

# Built from a copy, so that no machine code ever lies beside the source and runs in its place.
$(COMPILED)/ready: $(shell find simulator -name '*.py') pyproject.toml | $(READY)
	@rm -rf $(COMPILED) && mkdir -p $(COMPILED)/source
	@cp -r simulator scenarios assets docs pyproject.toml README.md LICENSE $(COMPILED)/source
	@echo "Compiling the engine (about a minute) ..."
	@HATCH_BUILD_HOOK_ENABLE_MYPYC=1 $(RUN) pip install --quiet --disable-pip-version-check --no-deps \
		--target $(COMPILED)/site $(COMPILED)/source >$(COMPILED)/log 2>&1 && touch $(COMPILED)/ready \
		|| { echo "The engine can't be compiled here (no C compiler?); $(COMPILED)/log says why." >&2; }

$(PEERS): bench/peers.txt | $(READY)
	@$(RUN) pip install --quiet --disable-pip-version-check --upgrade --target $(VENV)/peers -r bench/peers.txt \
		&& touch $(PEERS) || echo "The other engines can't be had: the figures against them stay as they were." >&2

validate: $(READY)
	@$(RUN) tests.validation.mood_checks --noise 100 --plays 300 --write docs/findings.md

# A long run: every scenario with a hundred seeds, by every bot and by an answer key of another seed.
variants: $(READY)
	@over=0; for id in $$($(RUN) simulator scenarios --json | $(VENV)/bin/python -c \
		"import json, sys; print(*(entry['id'] for entry in json.load(sys.stdin)))"); do \
		echo "== $$id"; $(RUN) simulator try $$id --seeds 100 || over=1; done; exit $$over

# Hours, most of them fuzzing: a thousand kills, every flipped bit of a journal, forgeries at every line, ten thousand
# seeds, mutants of our own rooms.
torture: $(READY)
	@$(RUN) tests.torture.long $(PARTS)

# What comes from outside: a million mutants, ten thousand seeds in several processes, a shift of 200 drills.
torture-inputs: $(READY)
	@$(RUN) tests.torture.long fuzz determinism soak

# Made anew only when pyproject.toml or the locked versions have changed since.
$(READY): pyproject.toml constraints.txt
	@if [ -z "$(PYTHON)" ]; then \
		echo "Firedrill needs Python 3.11 or newer with its venv module (Debian: apt-get install python3-venv)." >&2; \
		echo "Install it, or name one that you have: make play PYTHON=/path/to/python3" >&2; exit 1; fi
	@echo "Setting up in $(VENV) (a minute or two, this once) ..."
	@$(RUN) pip --version >/dev/null 2>&1 || "$(PYTHON)" -m venv --clear $(VENV)
	@$(RUN) pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@$(RUN) compileall -q simulator # what pip does for everything else: the first start is as quick as the second
	@touch $(READY)

# The newest versions that pyproject.toml allows, found in an environment of their own.
LOCK := $(VENV)/lock
lock: $(READY)
	@rm -rf $(LOCK) && $(RUN) venv $(LOCK)
	@$(LOCK)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@{ echo "# What make installs on a fresh machine, version for version. Written by 'make lock'; don't edit it by hand."; \
		$(LOCK)/bin/python -m pip freeze --disable-pip-version-check --exclude-editable; } > constraints.txt.new
	@mv constraints.txt.new constraints.txt && rm -rf $(LOCK)

# --strict: a package that nobody can say anything about is no good news.
audit: $(READY)
	@test -x $(VENV)/audit/bin/pip-audit || { $(RUN) venv $(VENV)/audit \
		&& $(VENV)/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit; }
	@$(VENV)/audit/bin/pip-audit --strict --disable-pip --no-deps --requirement constraints.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
