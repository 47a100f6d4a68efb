# make site    build the starter data into output/
# make serve   look at it
# make test    lint, types and every test; some minutes
# make check   lint, types and the tests that hold SQL, modules, settings and docs to one another; half a minute
# make test-long  the tests with ten times as many examples of every property, drawn anew
# make torture    damage files, kill builds, fail system calls and fill disks; SEED=1 ROUNDS=200, or ROUNDS=17-17 for one
# make versions   build one project on every Python that is here and compare the bytes
# make bench   measure; takes some twenty minutes and ten gigabytes of disk, and goaccess for the access log.
#              GOAL="demo listener" measures those goals alone, each against its reference: BEFORE=6c5892b, the commit before,
#              or the engine's own floor and a copy of the tree; ROUNDS=3 in three pairs; bench_goals.py --list names them

PYTHON ?= python3
BIN := .venv/bin

.PHONY: site serve check test test-long lint torture versions bench clean

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

site: .venv/installed
	$(BIN)/stillstats build

serve: site
	$(BIN)/stillstats serve

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Only files with such tests are opened.
check: lint
	$(BIN)/pytest --numprocesses 2 -m contract $$(grep -rl --include='test_*.py' 'pytest.mark.contract' tests)

test: lint
	$(BIN)/pytest --numprocesses 2

test-long: .venv/installed
	HYPOTHESIS_PROFILE=free $(BIN)/pytest --numprocesses 2

SEED ?= 1
ROUNDS ?= 200
ONLY ?=

torture: .venv/installed
	SEED=$(SEED) ROUNDS=$(ROUNDS) ONLY=$(ONLY) $(BIN)/python -m tests.torture

versions: .venv/installed
	$(BIN)/python -m tests.versions.compare .venv/versions

GOAL ?=

bench: .venv/installed
	$(BIN)/python tests/bench/bench_goals.py $(GOAL)
ifeq ($(GOAL),)
	$(BIN)/python tests/bench/bench_build.py
	$(BIN)/python tests/bench/bench_metadata.py
	$(BIN)/python tests/bench/bench_files.py
	$(BIN)/python tests/bench/bench_requests.py
	$(BIN)/python tests/bench/bench_index.py
	$(BIN)/python tests/bench/bench_contributions.py
	$(BIN)/python tests/bench/bench_video.py
	$(BIN)/python tests/bench/bench_charts.py
	$(BIN)/python tests/bench/bench_hosts.py
endif

clean:
	rm -rf .venv bench
	rm -rf output output.rejects.csv output.failed.rejects.csv output.hosts output.cache
