# Two commands do everything on a fresh machine: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MADE := $(VENV)/.made-by-$(subst /,-,$(PYTHON))
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
ARGS ?=

.PHONY: run test lint types snapshots bench crash calendar bundle man clean

run: $(VENV)/.run
	@$(BIN)/sferum-tui $(ARGS)

# What was compiled once need not be compiled again by every worker and every program it starts.
test: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/.dev
	$(BIN)/python -m pytest -q -n auto --dist worksteal $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.dev
	$(BIN)/mypy

# Look at every picture before you commit it.
snapshots: $(VENV)/.dev
	$(BIN)/python -m pytest -q tests/snapshots --snapshot-update $(ARGS)

# Measures beside a bare Textual app; never fails on time. ARGS=--short takes a minute.
bench: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks $(ARGS)

# The long form of the crash test.
crash: $(VENV)/.dev
	$(BIN)/python -m tests.reliability.crash $(ARGS)

calendar: $(VENV)/.dev
	$(BIN)/python scripts/make_calendar.py

# One file for a server with Python and nothing else: no internet, no pip.
BUNDLE := dist/sferum-tui.pex
bundle: $(VENV)/.dev
	$(BIN)/pex . -c sferum-tui --constraints constraints.txt --venv --no-emit-warnings \
		--python-shebang '/usr/bin/env python3' \
		$(foreach v,311 312 313,--platform manylinux2014_x86_64-cp-$(v)-cp$(v)) -o $(BUNDLE)

man: $(VENV)/.run
	@mkdir -p dist
	$(BIN)/sferum-tui completion man > dist/sferum-tui.1

# Another PYTHON than the last time gets an environment of its own.
$(MADE):
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

# Running needs less than testing, so a school server installs less.
$(VENV)/.run: $(MADE) pyproject.toml constraints.txt
	$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(MADE) pyproject.toml constraints.txt
	$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
