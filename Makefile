# 乡校台账. Everything is kept in .venv; set-up runs only when a lock file changes. `make help` lists what can be asked.

PYTHON ?= python3
PYTEST_FLAGS ?= -n auto
BENCH_FLAGS ?=

VENV := .venv
BIN  := $(VENV)/bin
READY = $(VENV)/ready

export PYTHON VENV

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: $(READY)/window  ## open the program
	@.ci/setup packages window
	@$(BIN)/python main.py

.PHONY: demo
demo: $(READY)/headless  ## a day of work without a window: practice school, checks, workbook
	@$(BIN)/python main.py demo

.PHONY: test
test: $(READY)/test  ## run the tests
	@.ci/setup packages test
	@$(BIN)/python -m pytest $(PYTEST_FLAGS)

.PHONY: lint
lint: $(READY)/dev  ## check style, format and types
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/pyright

.PHONY: bench
bench: $(READY)/test  ## measure how fast it is
	@$(BIN)/python -m tests.bench $(BENCH_FLAGS)

.PHONY: screenshots
screenshots: $(READY)/window  ## take pictures of every page into build/screenshots
	@.ci/setup packages window
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m ui.screenshots build/screenshots

.PHONY: build
build: $(READY)/build  ## bundle the program into dist/xiangxiao and prove that it works
	@.ci/setup packages build
	@PYINSTALLER_CONFIG_DIR=build/pyinstaller $(BIN)/python -m PyInstaller --noconfirm --log-level ERROR \
		--workpath build/bundle build.spec
	@$(BIN)/python .ci/prove dist/xiangxiao

.PHONY: lock
lock: $(READY)/dev  ## write requirements/*.lock anew from pyproject.toml
	@.ci/setup lock

.PHONY: clean
clean:  ## remove caches and what was built (.venv stays)
	@rm -rf build dist .bench .hypothesis .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +

$(READY)/%: requirements/%.lock .ci/setup
	@.ci/setup python $*
