# Works with GNU make 3.81 (macOS) and newer.
#
#   make report                 the five articles of seeds/: figures/ and build/report/index.html
#   make report CORPUS=folder   any other folder, file or table of articles: build/NAME/
#   make test                   format, lint, types, import contracts, tests and notebooks
#   make test-browser           every notebook in JupyterLab and every page of the report, in Chromium
#   make fuzz                   bad input in great numbers (N=100000 SEED=0); docs/robustness.md
#   make benchmarks             speed beside peers, with two processes, and memory by size (TEXTS=articles.jsonl.gz); docs/scale.md
#   make mutants                is there a test that fails when the code is wrong? (MUTANTS="quotes/cues quotes/marks" for a part)
#   make sbom                   build/sbom.json, a bill of materials in CycloneDX
#   make lab                    JupyterLab in notebooks/
#   make lock                   both lock files anew from pyproject.toml (needs uv); UPGRADE=1 takes newer releases
#   make format                 format the code and mend what can be mended
#   make clean                  remove build/ and caches; the environment and figures/ stay
#
# PYTHON names the interpreter that makes the environment; JOBS how many processes may work at once.

PYTHON ?= python3
JOBS ?= 2
CORPUS ?=
N ?= 2000
SEED ?= 0
MUTANTS ?=
TEXTS ?=
BENCH ?= $(BIN)/python
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BROWSER := $(VENV)/.browser

.PHONY: report test test-browser fuzz benchmarks mutants sbom lab lock format clean environment

report: $(STAMP)
	@$(BIN)/python -m analysis report --jobs $(JOBS) $(if $(CORPUS),--corpus "$(CORPUS)")

test: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n $(JOBS)

test-browser: $(BROWSER)
	$(BIN)/python -m pytest tests/browser -m browser -n $(JOBS) --dist loadfile

fuzz: $(STAMP)
	$(BIN)/python -m benchmarks.fuzz --n $(N) --seed $(SEED)

# BENCH names the interpreter of an environment that has the peers too (the extra bench); one that is missing is left out.
benchmarks: $(STAMP)
	$(BENCH) -m benchmarks.peers $(if $(TEXTS),--texts "$(TEXTS)")
	$(BENCH) benchmarks/scale.py speed "$(TEXTS)" 20
	$(BENCH) benchmarks/scale.py jobs "$(TEXTS)" 60
	$(BENCH) benchmarks/scale.py memory "" 3000

# Which modules, and which tests are run for each: benchmarks/mutants.py.
mutants: $(STAMP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'mutmut>=3.8,<4'
	$(BIN)/python -m benchmarks.mutants $(MUTANTS)

# In an environment of its own: the package's holds what the lock says and no more.
sbom:
	@$(PYTHON) -m venv build/sbom-venv
	@build/sbom-venv/bin/python -m pip install --quiet --disable-pip-version-check 'cyclonedx-bom>=7,<8'
	build/sbom-venv/bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml \
	  --output-reproducible --of JSON -o build/sbom.json

lab: $(STAMP)
	$(BIN)/jupyter lab --notebook-dir=notebooks

environment: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "Same Story needs Python 3.11 or newer, and $(PYTHON) is older or missing. Name another: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up the environment in $(VENV) (once; about a minute)."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

$(BROWSER): $(STAMP) requirements-browser.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-browser.lock
	@touch $(BROWSER)

COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
  --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)

lock:
	$(COMPILE) --extra dev --output-file requirements.lock pyproject.toml
	$(COMPILE) --group browser --constraint requirements.lock --output-file requirements-browser.lock
	@if grep -n '://' requirements.lock requirements-browser.lock; then echo "A lock holds an address." >&2; exit 1; fi

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
