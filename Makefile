# make demo    compile and make the example shot on this machine, without a key and without money
# make test    what must pass: lint, types, layers, tests, wheel
# make full    make test, the long tests, and the tests on the oldest supported dependencies
# make clean   remove what these made
#
# Nothing has to be set up before: the first call makes a virtual environment in .venv and installs promptkit there.
# PYTHON=/path/to/python chooses the interpreter; otherwise it is the first of CANDIDATES that is 3.11 or newer.

SHELL := /bin/sh
unexport PYTHONHOME PYTHONPATH VIRTUAL_ENV

PYTHON =
CANDIDATES := python3.13 python3.12 python3.11 python3 python
BIN := .venv/bin
INPUTS := pyproject.toml requirements/dev.txt
SHOT := examples/coffee.yaml

.PHONY: help demo test lint types layers tests full long oldest venv clean

help:
	@sed -n 's/^# make/make/p' Makefile

demo: venv
	@echo "==> what the model is told, and what is sent"
	@$(BIN)/promptkit compile $(SHOT)
	@echo "==> making the clip with the endpoint inside promptkit"
	@$(BIN)/promptkit submit $(SHOT)
	@echo "==> the clip"
	@$(BIN)/promptkit takes --format json | $(BIN)/python -c \
	  'import json, sys; print(*[file for take in json.load(sys.stdin)["takes"] for file in take["files"]], sep="\n")'

test: lint types layers tests

lint: venv
	@echo "==> lint"
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: venv
	@echo "==> types"
	@$(BIN)/mypy

layers: venv
	@echo "==> layers"
	@$(BIN)/lint-imports

tests: venv
	@echo "==> tests, and the wheel"
	@$(BIN)/python -m pytest -q -n auto

full: test long oldest

long: venv
	@echo "==> long tests"
	@$(BIN)/python -m pytest -q -n auto -m long

oldest: venv
	@echo "==> tests on the oldest supported dependencies"
	@rm -rf .venv/oldest
	@$(BIN)/python -m venv .venv/oldest
	@.venv/oldest/bin/python -m pip install -qq --disable-pip-version-check \
	  -e '.[all]' -r requirements/dev.txt -c requirements/oldest.txt
	@.venv/oldest/bin/python -m pytest -q -n auto

# The stamp .venv/.ready is written last and removed first, so that an interrupted set-up is never trusted. It holds the
# place of the checkout (scripts in a virtual environment know it) and a checksum of what decides what is installed.
venv:
	@set -eu; \
	usable() { "$$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }; \
	complete() { "$$1" -c 'import ensurepip, venv' 2>/dev/null; }; \
	base() { "$$1" -c 'import os, sys; print(os.path.realpath(sys._base_executable))' 2>/dev/null; }; \
	place=$$(pwd); \
	sum=$$(cat $(INPUTS) | cksum); \
	python='$(PYTHON)'; \
	if [ -n "$$python" ] && ! usable "$$python"; then \
	  echo "PYTHON=$$python is not a Python 3.11 or newer" >&2; exit 1; \
	fi; \
	made=no; \
	if [ -f .venv/.ready ] && [ "$$(sed -n 1p .venv/.ready)" = "$$place" ] && usable $(BIN)/python; then \
	  if [ -z "$$python" ] || [ "$$(base "$$python")" = "$$(base $(BIN)/python)" ]; then made=yes; fi; \
	fi; \
	if [ $$made = yes ] && [ "$$(sed -n 2p .venv/.ready)" = "$$sum" ]; then exit 0; fi; \
	if [ $$made = no ]; then \
	  found=; \
	  if [ -n "$$python" ]; then set -- "$$python"; else set -- $(CANDIDATES); fi; \
	  for candidate in "$$@"; do \
	    usable "$$candidate" || continue; \
	    found=$${found:-$$candidate}; \
	    if complete "$$candidate"; then python=$$(base "$$candidate"); break; fi; \
	  done; \
	  if [ -z "$$found" ]; then \
	    echo "no Python 3.11 or newer is on PATH; install one, or name it: make PYTHON=/path/to/python3" >&2; exit 1; \
	  fi; \
	  if [ -z "$$python" ] || ! complete "$$python"; then \
	    echo "$$found cannot make a virtual environment; run: sudo apt-get install python3-venv" >&2; exit 1; \
	  fi; \
	  echo "==> making .venv with $$("$$python" --version)"; \
	  rm -rf .venv; \
	  "$$python" -m venv .venv; \
	fi; \
	rm -f .venv/.ready; \
	echo "==> installing promptkit and its tools into .venv"; \
	$(BIN)/python -m pip install -qq --disable-pip-version-check -e '.[all]' -r requirements/dev.txt; \
	printf '%s\n' "$$place" "$$sum" >.venv/.making; \
	mv .venv/.making .venv/.ready

clean:
	rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
