# Everything a person needs; each target sets up the virtual environment first.
# On Windows the same commands stand in README.md. CPU=1 sets up without the libraries for GPUs.

VENV ?= .venv
ifeq ($(OS),Windows_NT)
    BIN := $(VENV)/Scripts
    PYTHON ?= py -3
else
    BIN := $(VENV)/bin
    PYTHON ?= python3
endif
READY := $(VENV)/.ready

.PHONY: setup demo test campaign lint format bench wheel installer words clean

# PyTorch's own index has builds without CUDA, which PyPI has not for Linux.
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu


SECONDS ?= 600
SEED ?= 1

setup: $(READY)

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
ifdef CPU
	$(BIN)/python -m pip install --quiet torch torchvision --index-url $(TORCH_INDEX)
endif
	$(BIN)/python -m pip install --quiet --editable ".[dev,train,report,dicom,cluster,remote,excel]"
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

installer: setup
	$(BIN)/python -m pip install --quiet --editable ".[installer]"
	$(BIN)/python -m PyInstaller --noconfirm packaging/retinaview.spec
	$(BIN)/python -m pytest tests/e2e/test_installer.py
# Collects the window's phrases, and compiles their translations (resources/languages).
LUPDATE = $(BIN)/pyside6-lupdate $(shell find retinaview/ui retinaview/report -name "*.py" | sort) -no-obsolete -locations none \
    -source-language en -tr-function-alias QT_TR_NOOP+=later
LANGUAGES = fr zh_CN es

words: setup
	$(LUPDATE) -ts $(LANGUAGES:%=resources/languages/%.ts)
	$(LUPDATE) -pluralonly -ts resources/languages/en.ts
	for each in en $(LANGUAGES); do \
	    $(BIN)/pyside6-lrelease resources/languages/$$each.ts -qm resources/languages/$$each.qm || exit; \
	done

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
