# Set-up is part of every target: each is enough by itself on a fresh machine with Python 3.11, make and a package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
# Where the demo newsroom lives; `rm -rf` it for a new one.
DEMO_HOME ?= newsroom

# Work is shared out over processes; threads inside one matrix product are in each other's way (a page took four times as
# long with two of them on two busy cores).
export OPENBLAS_NUM_THREADS ?= 1
# What was compiled is kept, whatever the machine's own setting: the tests start hundreds of processes, and each would
# compile all of the package again.
export PYTHONDONTWRITEBYTECODE =

.PHONY: demo test check bench evals format clean

$(VENV)/base: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/dev: $(VENV)/base
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt \
	    --editable ".[lab]" --group dev
	@touch $@

.cache/fixtures/done: tests/fetch_fixtures.py $(VENV)/dev
	$(BIN)/python tests/fetch_fixtures.py

demo: $(VENV)/base
	$(BIN)/broadsheet --home $(DEMO_HOME) demo $(ARGS)

check: $(VENV)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: $(VENV)/dev .cache/fixtures/done
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(ARGS)

bench: $(VENV)/dev
	$(BIN)/python -m bench $(ARGS)

evals: $(VENV)/dev
	$(BIN)/python -m evals $(ARGS)

format: $(VENV)/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) .cache build dist .mypy_cache .pytest_cache .ruff_cache
