# The same commands for people, hooks and continuous integration.
# Needs only make and Python 3.11, 3.12 or 3.13 with venv. Everything else is fetched, with hashes.

PORT ?= 8000
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3,11) <= sys.version_info[:2] <= (3,13))' 2>/dev/null \
	&& echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --require-hashes --only-binary :all: -q

.DEFAULT_GOAL := help
.PHONY: help run test check everyone seed soak bench docs lock lock-definitions screenshots clean

help:
	@echo "make run          a living demo at http://127.0.0.1:8000 (PORT=9000 for another port)"
	@echo "make test         every test; fetches what it needs and says what it could not run"
	@echo "make check        the quick half: lint, types, contracts, architecture"
	@echo "make everyone     every public page in every state at every width (some ten minutes)"
	@echo "make seed         tell the demo story anew; the old one goes when the new one is whole"
	@echo "make soak         the long runs: floods, leaks, guesses, histories (an hour or more)"
	@echo "make bench        speed and size, on SQLite and PostgreSQL (long)"
	@echo "make docs         write the generated reference pages"
	@echo "make screenshots  draw the pictures in docs/screenshots (needs Chromium)"
	@echo "make lock         resolve the dependencies again (needs uv)"
	@echo "make lock-definitions  take changed periods and instruments into the lock"
	@echo "make clean        take away what was fetched and built; var/ with its data stays"

.venv/made:
	@test -n "$(PYTHON)" || { echo "Goodstead needs Python 3.11, 3.12 or 3.13. On Debian or Ubuntu: apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python's venv is missing. On Debian or Ubuntu: apt install python3-venv"; rm -rf .venv; exit 1; }
	@touch $@

.venv/run: .venv/made requirements/run.txt
	@echo "Fetching what Goodstead runs on (half a minute or so) …"
	@$(PIP) -r requirements/run.txt
	@touch $@

.venv/dev: .venv/made requirements/dev.txt
	@echo "Fetching what the tests run on (a minute or so) …"
	@$(PIP) -r requirements/dev.txt
	@touch $@ .venv/run

run: .venv/run
	@exec $(BIN)/python manage.py demo --port $(PORT)

seed: .venv/run
	@$(BIN)/python manage.py demo --anew --only-seed

test: .venv/dev
	@$(BIN)/python -m tests.everything

check: .venv/dev
	@$(BIN)/python -m tests.everything --quick

# What was found is added to docs/evidence/soak.jsonl. GOODSTEAD_SEED=11 for another seed.
soak: .venv/dev
	@GOODSTEAD_SOAK=1 $(BIN)/python -m pytest -q -rP tests/silence goodstead/correspondence/tests/test_contact_promises.py -k "not twin and not violation and not recheck"

everyone: .venv/dev
	@$(BIN)/python -m tests.everyone.tools || true
	@GOODSTEAD_EVERYONE=all $(BIN)/python -m pytest tests/everyone -q

bench: .venv/dev
	@$(BIN)/python -m bench

docs: .venv/run
	@$(BIN)/python manage.py write_reference

screenshots: .venv/dev
	@$(BIN)/python -m tests.journeys.screenshots

lock-definitions: .venv/dev
	@DJANGO_SETTINGS_MODULE=goodstead.config.settings_test $(BIN)/python -c "import django; django.setup(); from tests.architecture import test_definitions as t; t.write_lock()"

UV_COMPILE = uv pip compile --universal --python-version 3.11 --generate-hashes --only-binary :all: --no-header --no-emit-index-url -q
lock:
	$(UV_COMPILE) pyproject.toml -o requirements/run.txt
	$(UV_COMPILE) --extra dev pyproject.toml -o requirements/dev.txt

# Not var: a service may keep its database and its files there.
clean:
	rm -rf .venv
	find static_built -mindepth 1 ! -name .gitignore -delete
