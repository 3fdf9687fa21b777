# The commands of the archive; `make` alone lists them.

PORT ?= 8000
ARGS ?=
UPGRADE ?=
TO ?=
FROM ?=
PYTHON_IN = .venv/bin/python
ALL_TESTS = -n auto --dist worksteal

.DEFAULT_GOAL := help
.PHONY: help install run test lint bench pictures lock backup restore stop clean

help: ## List these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile

# A service that may not write beside the code finds it compiled.
install: ## Install what the archive needs, without starting it
	@sh localism/bootstrap.sh requirements.txt
	@$(PYTHON_IN) -m compileall -q localism publications

run: ## Install, fill and serve the archive at http://127.0.0.1:8000/ (PORT=... changes it)
	@sh localism/bootstrap.sh requirements.txt
	@PORT="$(PORT)" exec $(PYTHON_IN) -m localism.serve

# The tests start the archive some sixty times, which is to be compiled once.
test: ## Run the tests (ARGS="tests/test_run.py -k port" runs some)
	@sh localism/bootstrap.sh requirements-dev.txt
	@PYTHONDONTWRITEBYTECODE= $(PYTHON_IN) -m pytest $(or $(ARGS),$(ALL_TESTS))

lint: ## Check the code, the templates, the migrations and the locks
	@sh localism/bootstrap.sh requirements-dev.txt
	$(PYTHON_IN) -m ruff check .
	$(PYTHON_IN) -m ruff format --check .
	$(PYTHON_IN) -m djlint --quiet --lint --profile jinja templates/site
	$(PYTHON_IN) -m djlint --quiet --lint --profile django templates/admin
	$(PYTHON_IN) manage.py makemigrations --check --dry-run
	@! grep -nE '://|^ *(-i|-f|--(index|extra-index|find)[a-z-]*)' requirements.txt requirements-dev.txt

bench: ## Measure how fast the archive reads, imports and answers (N="10000 100000": of how many works)
	@sh localism/bootstrap.sh requirements-dev.txt
	@$(PYTHON_IN) -m tests.bench

pictures: ## Take the pictures of docs/pictures.md anew (wants an installed Chromium)
	@sh localism/bootstrap.sh requirements-dev.txt
	@LOCALISM_REQUIRE_BROWSER=1 $(PYTHON_IN) -m pytest --quiet tests/e2e/pictures.py

lock: ## Write the locked requirements anew (UPGRADE=--upgrade takes newer ones)
	@sh localism/bootstrap.sh requirements-dev.txt
	@sh localism/lock.sh $(UPGRADE)

backup: ## Copy the whole archive into one file (TO=/another/disk/)
	@sh localism/bootstrap.sh requirements.txt
	@$(PYTHON_IN) -m localism.backup "$(TO)"

restore: ## Make an archive again of such a copy (FROM=/another/disk/archive-….tar)
	@sh localism/bootstrap.sh requirements.txt
	@$(PYTHON_IN) -m localism.restore "$(FROM)"

stop: ## Stop the embedded database, if something left it running
	@[ ! -x $(PYTHON_IN) ] || $(PYTHON_IN) -m localism.stop

clean: stop ## Remove all that these commands made: .venv, the database, caches
	@[ ! -L var/postgres ] || rm -rf "$$(readlink var/postgres)"
	@rm -rf .venv var .pytest_cache .ruff_cache .hypothesis test-results
