# make demo, make test, make docs, make package: each sets up .venv first if it is not there or pyproject.toml has changed.

# Another Python: make PYTHON=/path/to/python3.12 test
IN_RANGE = import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3 python; do \
	if $$python -c '$(IN_RANGE)' 2>/dev/null; then echo $$python; break; fi; done)
READY = .venv/installed

.PHONY: bench demo test docs package pictures clean

demo: $(READY)
	@rm -rf demo && mkdir demo
	.venv/bin/laomo ingest examples/bulletins --store demo/news.db
	.venv/bin/laomo extract examples/bulletins/weekly.txt
	.venv/bin/laomo totals demo/news.db 北仑区
	.venv/bin/laomo export demo/news.db --to demo/news.jsonl
	.venv/bin/laomo export demo/news.db --to demo/news.csv
	.venv/bin/laomo report demo/news.db --to demo/report.html
	@echo "The database: $(CURDIR)/demo/news.db"
	@echo "The exported files: $(CURDIR)/demo/news.jsonl and $(CURDIR)/demo/news.csv"
	@echo "The report, for a browser: $(CURDIR)/demo/report.html"

test: $(READY)
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/pytest

# The pictures in docs/pictures, made by the tests in the browser.
pictures: $(READY)
	LAOMO_PICTURES=1 .venv/bin/pytest tests/report/test_browser.py tests/review/test_browser.py -k pictures

# How fast the library is beside what benchmarks/requirements.txt names, in an environment of its own.
bench:
	test -x .venv-bench/bin/pip || $(PYTHON) -m venv .venv-bench
	.venv-bench/bin/pip install --quiet --disable-pip-version-check -r benchmarks/requirements.txt matplotlib
	.venv-bench/bin/python -m benchmarks.speed

docs: $(READY)
	.venv/bin/mkdocs build --strict --quiet

# The wheel is built from the sdist, so that both are whole, and tried without anything else beside it.
package: $(READY)
	rm -rf dist
	.venv/bin/python -m build
	.venv/bin/twine check --strict dist/*
	.venv/bin/check-wheel-contents dist
	.venv/bin/python scripts/smoke.py dist

$(READY): pyproject.toml
	@'$(PYTHON)' -c '$(IN_RANGE)' 2>/dev/null || { \
		echo 'laomo_extract needs Python 3.11, 3.12 or 3.13, and $(or $(PYTHON),no Python on the path) is not one.' >&2; \
		echo 'Install one, or name it: make PYTHON=/path/to/python3.12' >&2; exit 1; }
	@test -x .venv/bin/pip || $(PYTHON) -m venv --clear .venv || { \
		echo 'On Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }
	.venv/bin/pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $(READY)

clean:
	rm -rf .venv demo build dist site *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
