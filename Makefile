# Everything a person needs; each target sets up the virtual environment first.
# On Windows the same commands stand in README.md.

VENV ?= .venv
ifeq ($(OS),Windows_NT)
    BIN := $(VENV)/Scripts
    PYTHON ?= py -3
else
    BIN := $(VENV)/bin
    PYTHON ?= python3
endif
READY := $(VENV)/.ready

.PHONY: setup demo test campaign lint format bench wheel clean

SECONDS ?= 600
SEED ?= 1

setup: $(READY)

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[dev,train,report,dicom]"
	touch $(READY)

demo: setup
	$(BIN)/retinaview demo

test: setup
	$(BIN)/python -m pytest -n auto

campaign: setup
	$(BIN)/python -m tests.campaign --seconds $(SECONDS) --seed $(SEED)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup
	$(BIN)/python -m pip install --quiet --editable ".[bench,openvino]"
	$(BIN)/python -m tests.bench

wheel: setup
	$(BIN)/python -m build --wheel

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
