# newscrawl: `make demo` shows it at work, `make test` checks all of it.
VENV := .venv
BIN := $(VENV)/bin
DEV := .venv-dev
DEPLOY := .venv-deploy
FUZZ := .venv-fuzz
RUN := $(VENV)/.made
RUN_DEV := $(DEV)/.made
RUN_DEPLOY := $(DEPLOY)/.made
RUN_FUZZ := $(FUZZ)/.made
BASE := requirements.txt
DEV_FILES := $(BASE) $(addprefix requirements/,test.txt lint.txt s3.txt alerts.txt archive.txt parquet.txt queue.txt bench.txt)
DEPLOY_FILES := $(BASE) requirements/deploy.txt
FUZZ_FILES := $(BASE) requirements/fuzz.txt
BENCHES := $(addprefix bench-,archive reparse dates extraction listings pages crawl state startup browser near safety memory elsewhere health schedule sizes many queue profile)

# Where Python is told to write nothing compiled, as in many a container, each process would compile
# newscrawl anew, and all of Scrapy where uv set up the environment: longer than a short crawl takes.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help demo crawl list test check lint types unit tests wheel browser postgres floors corpus schema docs fuzz pin clean bench soak soak-cluster deploy $(BENCHES)

help:
	@echo 'make demo              crawl the embedded newsstand and show what comes out'
	@echo 'make crawl SITE=name   crawl one paper, live (ARGS="-a since=2026-11-01")'
	@echo 'make list              the papers'
	@echo 'make check             lint, types, unit and contract tests: a minute (SITE=name: one paper)'
	@echo 'make test              all tests, types, lint, quality floors'
	@echo 'make wheel             install the wheel into an empty environment and use it'
	@echo 'make browser           install Chromium, for papers whose listing grows by script'
	@echo 'make postgres          install PostgreSQL, for tests of what many machines share'
	@echo 'make corpus            fetch the real pages that the floors are held on (13 MB)'
	@echo 'make bench             all benchmarks, or one of $(BENCHES)'
	@echo 'make soak              kill crawls for ten minutes, count what was lost (MINUTES=1)'
	@echo 'make soak-cluster      kill workers, crawls and PostgreSQL for ten minutes (MINUTES=1)'
	@echo 'make fuzz              throw crafted bytes at what reads pages, an hour long (MINUTES=60)'
	@echo 'make schema docs       write again what is generated from the code'
	@echo 'make audit             look the pinned packages up in the list of known holes (needs the network)'
	@echo 'make deploy            build the egg and deploy it to Scrapyd (TARGET=name of scrapy.cfg)'
	@echo 'make pin               resolve requirements.txt and requirements/ anew (UPGRADE=1 for newer ones)'

# Compiled as pip does it: commands are typed without make too.
$(RUN): $(BASE) tools/environment.sh
	@UV_COMPILE_BYTECODE=1 tools/environment.sh $(VENV) $(BASE)

$(RUN_DEV): $(DEV_FILES) tools/environment.sh
	@tools/environment.sh $(DEV) $(DEV_FILES)

$(RUN_DEPLOY): $(DEPLOY_FILES) tools/environment.sh
	@tools/environment.sh $(DEPLOY) $(DEPLOY_FILES)

$(RUN_FUZZ): $(FUZZ_FILES) tools/environment.sh
	@tools/environment.sh $(FUZZ) $(FUZZ_FILES)

demo: $(RUN)
	@$(BIN)/python -m newscrawl demo

crawl: $(RUN)
	@test -n "$(SITE)" || { echo 'say which paper: make crawl SITE=beritabali (make list shows them)' >&2; exit 2; }
	@$(BIN)/scrapy crawl $(SITE) $(ARGS)

list: $(RUN)
	@$(BIN)/scrapy list

# At the same time; make goes on to the end of all when one fails.
TOGETHER = $(MAKE) --no-print-directory -j3 -k

# The floors come last, so that the end of the run says which of them were not measured.
test: $(RUN_DEV) $(RUN_DEPLOY) browser postgres
	@$(TOGETHER) lint types tests
	@$(MAKE) --no-print-directory floors

ifdef SITE
check: $(RUN_DEV)
	@$(DEV)/bin/scrapy checkall $(SITE)
	@$(DEV)/bin/python -m pytest -q tests/contracts/test_sites.py -k '[$(SITE)-' || \
		{ test $$? = 5 && echo '$(SITE) has no case in tests/sites'; }
else
check: $(RUN_DEV)
	@$(TOGETHER) lint types unit
endif

lint: $(RUN_DEV)
	$(DEV)/bin/ruff check .
	$(DEV)/bin/ruff format --check .
	PYTHONPATH=. $(DEV)/bin/lint-imports

types: $(RUN_DEV)
	$(DEV)/bin/mypy

unit: $(RUN_DEV)
	$(DEV)/bin/python -m pytest -q -n auto -m 'not slow' tests/unit tests/contracts

# More at a time than there are cores: a crawl that a test starts waits more than it computes.
tests: $(RUN_DEV) $(RUN_DEPLOY)
	$(DEV)/bin/python -m pytest -q -n 4

wheel:
	@tools/wheel.sh

browser:
	@tools/browser.sh

postgres:
	@tools/postgres.sh

floors: $(RUN_DEV)
	$(DEV)/bin/python -m bench.floors

corpus: $(RUN)
	@$(BIN)/python -m tools.corpus

schema: $(RUN)
	$(BIN)/python -m tools.schemas

docs: $(RUN)
	$(BIN)/python -m tools.docs

bench: $(BENCHES)

bench-browser: browser

bench-state: postgres

$(BENCHES): bench-%: $(RUN_DEV)
	$(DEV)/bin/python -m bench.$*

soak: $(RUN_DEV)
	$(DEV)/bin/python -m bench.soak --minutes $(or $(MINUTES),10)

soak-cluster: $(RUN_DEV)
	$(DEV)/bin/python -m bench.soak_cluster --minutes $(or $(MINUTES),10)

fuzz: $(RUN_FUZZ)
	@$(FUZZ)/bin/python -m fuzz --minutes $(or $(MINUTES),60)

deploy: $(RUN_DEPLOY)
	@tools/deploy.sh $(TARGET)

audit:
	@for name in requirements.txt requirements/*.txt; do \
		echo "$$name"; \
		uvx pip-audit --strict --disable-pip --require-hashes -r $$name || exit 1; done

pin:
	UPGRADE=$(UPGRADE) tools/pin.sh

clean:
	rm -rf $(VENV) $(DEV) $(DEPLOY) $(FUZZ) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
