.PHONY: help run test quick lint bench bench-million clean-halls forger found-places i18n clean prepare-run prepare-dev \
	test-unit test-capture test-db test-ui test-e2e test-faults kill-test fuzz capture-bench lay-lines test-postgresql

help: ## list the commands
	@awk -F':.*## ' '/^[a-z0-9-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

prepare-run:
	@packaging/linux/prepare.sh run

prepare-dev:
	@packaging/linux/prepare.sh dev

run: prepare-run ## open the window (without a display: a tour of the main job, in out/tour)
	@packaging/linux/run.sh

test: prepare-dev ## everything: lint, all tests with their budgets, coverage floors
	@.venv/bin/python -m tests.run lint unit capture db ui e2e faults coverage

quick: prepare-dev ## lint, unit, and the tests of what was touched since main, on SQLite (budget 3 minutes)
	@.venv/bin/python -m tests.quick

lint: prepare-dev ## ruff, mypy, import floors, translations
	@.venv/bin/python -m tests.run lint

test-unit: prepare-dev ## rules without I/O (budget 1.5 minutes)
	@.venv/bin/python -m tests.run unit

test-capture: prepare-dev ## reading cards: pictures, hostile files, fuzz (budget 2 minutes)
	@.venv/bin/python -m tests.run capture

test-db: prepare-dev ## both databases (budget 4.5 minutes)
	@.venv/bin/python -m tests.run db

test-ui: prepare-dev ## screens (budget 5 minutes)
	@.venv/bin/python -m tests.run ui

test-e2e: prepare-dev ## the main job through the real window (budget 1 minute)
	@.venv/bin/python -m tests.run e2e

test-faults: prepare-dev ## kill, full disk, lost connection (budget 2.5 minutes)
	@.venv/bin/python -m tests.run faults

kill-test: prepare-dev ## 200 kills during registrations, figures into out/faults.jsonl
	@COUNTER_KILLS=200 .venv/bin/python -m pytest tests/faults/test_kill.py -q -n 2 --no-xvfb

forger: prepare-dev ## every cell of every table forged in every way, and found
	@COUNTER_FORGER=1 .venv/bin/python -m pytest tests/db/verification/test_forger.py -q -n 2 --no-xvfb

found-places: prepare-dev ## every address of an invented town, typed in every way
	@COUNTER_QUARTERS=4 .venv/bin/python -m pytest tests/db/catalogue/test_found_places.py -q -n 2 --no-xvfb

clean-halls: prepare-dev ## 200 days of halls that nobody attacks verify clean, figures into out/faults.jsonl
	@COUNTER_HALLS=200 .venv/bin/python -m pytest tests/faults/test_clean_halls.py -q -n 2 --no-xvfb

fuzz: prepare-dev ## a million hostile numbers, lines and pictures, figures into out/faults.jsonl
	@.venv/bin/python -m tests.fuzz --inputs 1000000

bench: prepare-dev ## speed against bare counterparts, into out/bench.jsonl
	@.venv/bin/python -m tests.bench

bench-million: prepare-dev ## who is sought among a million invented customers is found (some 30 minutes, 15 GB)
	@.venv/bin/python -m tests.bench million

lay-lines: prepare-dev ## what the models say about the invented cards, after the models or the cards changed
	@.venv/bin/python -m pytest tests/capture/test_cards.py tests/capture/test_read_card.py -q --lay-lines --no-xvfb

test-postgresql: prepare-dev ## every test of a database that can run there on PostgreSQL, marked or not
	@.venv/bin/python -m pytest tests/db tests/ui tests/faults -q -n 2 --databases=postgresql

capture-bench: prepare-dev ## read 500 invented cards, clean and hard, into out/capture.jsonl
	@.venv/bin/python -m tests.bench.capture_bench

i18n: prepare-dev ## collect new texts into resources/i18n/zh_CN.ts
	@.venv/bin/python packaging/i18n.py update

clean: ## remove everything that the commands made, the virtual environment too
	rm -rf .venv out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage*
	find app db ui tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -f resources/i18n/*.qm
