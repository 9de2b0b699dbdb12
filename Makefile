# 乡校台账. Everything is kept in .venv; .ci/setup is quick once it is there. `make help` lists what can be asked.

PYTHON ?= python3
# One more than there are processors, for many tests wait: for LibreOffice, for a disk, for a process that is killed.
WORKERS := $(shell expr $$(nproc 2>/dev/null || echo 2) + 1)
# worksteal: neighbours go to the same process, so what they share is made once.
PYTEST_FLAGS ?= -n $(WORKERS) --maxprocesses 5 --dist worksteal
BENCH_FLAGS ?=

VENV := .venv
BIN  := $(VENV)/bin

export PYTHON VENV
# Tests start this program hundreds of times; without its bytecode each start would take a second longer.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help

.PHONY: help
help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run:  ## open the program
	@.ci/setup window
	@$(BIN)/python main.py

.PHONY: demo
demo:  ## a day of work without a window: practice school, checks, workbook
	@.ci/setup headless
	@$(BIN)/python main.py demo

.PHONY: test
test:  ## run the tests
	@.ci/setup test
	@$(BIN)/python -m pytest -p tests.without_qt $(PYTEST_FLAGS)

.PHONY: lint
lint:  ## check style, format and types
	@.ci/setup dev
	@$(BIN)/python -m ruff check
	@$(BIN)/python -m ruff format --check
	@$(BIN)/python -m pyright

.PHONY: bench
bench:  ## measure how fast it is
	@.ci/setup test
	@$(BIN)/python -m tests.bench $(BENCH_FLAGS)

.PHONY: bench-county
bench-county:  ## measure a county of 1012 schools against polars (SCHOOLS=20 PUPILS=11380 for a small one)
	@.ci/setup window
	@.ci/setup bench
	@$(BIN)/python -m tests.bench_county

.PHONY: screenshots
screenshots:  ## take pictures of every page into build/screenshots
	@.ci/setup window
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m ui.screenshots build/screenshots

.PHONY: build
build:  ## bundle the program into dist/xiangxiao and prove that it works
	@.ci/setup build
	@PYINSTALLER_CONFIG_DIR=build/pyinstaller $(BIN)/python -m PyInstaller --noconfirm --log-level ERROR \
		--workpath build/bundle build.spec
	@$(BIN)/python .ci/prove dist/xiangxiao

.PHONY: lock
lock:  ## write requirements/*.lock anew from pyproject.toml
	@.ci/setup dev
	@.ci/setup lock

.PHONY: clean
clean:  ## remove caches and what was built (.venv stays)
	@rm -rf build dist .bench .hypothesis .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +
