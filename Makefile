PYTHON ?= .venv/bin/python

.PHONY: test lint types bench fixtures
test:
	$(PYTHON) -m pytest -n auto
lint:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
types:
	$(PYTHON) -m mypy
bench:
	$(PYTHON) benchmarks/language.py --check
	$(PYTHON) benchmarks/start_up.py --check
	$(PYTHON) benchmarks/report.py --check --plans 100 --rounds 2
fixtures:
	$(PYTHON) fixtures/build.py
