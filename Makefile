# Two commands set up all they need: "make example" and "make test".
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BUILD := build
# The other forms of the example, seen from its web site.
LINKS := -D dlms_pdf_link=../pdf/IEC-62056-8-30.pdf -D dlms_page_link=../one-page/index.html

# Where this is set, each program that a test starts would compile all of the package once more.
unexport PYTHONDONTWRITEBYTECODE

.DELETE_ON_ERROR:
.PHONY: example release test test-oldest explore mutants test-tools test-rule rule archive accept-pages lint docs bench bench-once screenshots clean

example: $(VENV)/ready
	$(BIN)/sphinx-build -q -b html $(LINKS) -d $(BUILD)/doctrees example_profile $(BUILD)/example/html
	$(BIN)/sphinx-build -q -b singlehtml $(LINKS) -d $(BUILD)/doctrees example_profile $(BUILD)/example/one-page
	$(BIN)/sphinx-build -q -b dlmspdf -d $(BUILD)/doctrees example_profile $(BUILD)/example/pdf
	$(BIN)/dlmsprofile check example_profile --format json > $(BUILD)/example/check.json
	$(BIN)/dlmsprofile check example_profile > $(BUILD)/example/check.txt
	$(BIN)/sphinx-build -q -b html -D dlms_review=1 -d $(BUILD)/review-doctrees example_profile $(BUILD)/example/review
	$(BIN)/sphinx-build -q -b dlmspdf -D dlms_review=1 -d $(BUILD)/review-doctrees example_profile $(BUILD)/example/review-pdf
	$(BIN)/sphinx-build -q -b needs -D dlms_review=1 -d $(BUILD)/review-doctrees example_profile $(BUILD)/example/needs
	$(BIN)/sphinx-build -q -b html -d $(BUILD)/implementer-doctrees example_implementer $(BUILD)/example/implementer
	@tail -n 1 $(BUILD)/example/check.txt
	@echo "HTML:         $(BUILD)/example/html/index.html"
	@echo "PDF:          $$(ls $(BUILD)/example/pdf/*.pdf)"
	@echo "Check report: $(BUILD)/example/check.txt and check.json"
	@echo "Review:       $(BUILD)/example/review/index.html and $$(ls $(BUILD)/example/review-pdf/*.pdf)"
	@echo "Second project: $(BUILD)/example/implementer/index.html"
	@echo "Reports:      $(BUILD)/example/review/conformance-report.html and report-*.html, .csv, .json"

test: $(VENV)/ready-test
	$(BIN)/python -m pytest -n 2 --dist loadfile

# The tests with the oldest packages that pyproject.toml allows, in an environment of their own.
test-oldest: $(VENV)-oldest/ready
	$(VENV)-oldest/bin/python -m pytest -n 2 --dist loadfile -m "not tool"

# The tests over random examples, with many that no run has seen: what fails becomes a case of its test.
explore: $(VENV)/ready-test
	HYPOTHESIS_PROFILE=explore $(BIN)/python -m pytest -n 2 --dist loadfile $$(grep -rl "@given" tests --include="*.py")

# Changes a clone of the last commit in one place after the other, and lists what no test notices; PLACES, SEED may be given.
mutants: $(VENV)/ready-test
	rm -rf $(BUILD)/mutants
	git clone --quiet . $(BUILD)/mutants
	$(MAKE) --directory $(BUILD)/mutants .venv/ready-test
	cd $(BUILD)/mutants && .venv/bin/python tools/mutants.py . --places $(or $(PLACES),200) --seed "$(SEED)"

# The tests that need foreign programs, all of which have to be installed.
test-tools: $(VENV)/ready-test
	DLMS_TOOLS=1 $(BIN)/python -m pytest -m tool

# make rule NAME=sap-caption-missing FAMILY=addressing CLAUSE=6 writes what a new rule needs; MODULE, DEMAND, SEVERITY may be given.
rule: $(VENV)/ready
	@$(BIN)/python tools/new_rule.py "$(NAME)" --family "$(FAMILY)" --module "$(MODULE)" --clause "$(CLAUSE)" \
	  --demand "$(DEMAND)" $(if $(SEVERITY),--severity "$(SEVERITY)")

test-rule: $(VENV)/ready-test
	$(BIN)/python -m pytest tests/rules tests/mutations tests/conformance -k "$(NAME)"

# PDF/A-2a and PDF/UA-1, as Typst validates them, of the example, its review, a draft and a redline: any fault is an error.
ARCHIVE = $(BIN)/sphinx-build -q -b dlmspdf -D dlms_pdf_standards=a-2a,ua-1
archive: $(VENV)/ready
	$(ARCHIVE) -d $(BUILD)/doctrees example_profile $(BUILD)/archive/published
	$(ARCHIVE) -d $(BUILD)/doctrees -D dlms_redline=1 example_profile $(BUILD)/archive/redline
	$(ARCHIVE) -d $(BUILD)/doctrees -D dlms_pdf_line_numbers=always example_profile $(BUILD)/archive/numbered
	$(ARCHIVE) -d $(BUILD)/review-doctrees -D dlms_review=1 -D dlms_stage=draft example_profile $(BUILD)/archive/review

# The pages of the PDF that tests compare are right as they are now: look at the diff before it is committed.
accept-pages: $(VENV)/ready-test
	$(BIN)/python -m tests.rendering.reference

lint: $(VENV)/ready-test
	$(BIN)/ruff check
	$(BIN)/mypy

docs: $(VENV)/ready
	$(BIN)/sphinx-build -q -W -b html docs $(BUILD)/docs/html
	@echo "Docs: $(BUILD)/docs/html/index.html"

# What would be published, built and tried in an environment of its own; nothing is uploaded.
release: $(VENV)/ready-test
	$(BIN)/python tools/release.py

bench: $(VENV)/ready-test
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.provisions
	$(BIN)/python -m benchmarks.decoding

# That they run: at a tenth of their size the numbers say nothing.
bench-once: $(VENV)/ready-test
	$(BIN)/python -m benchmarks --scale 0.1 --pairs 1
	$(BIN)/python -m benchmarks.provisions --scale 0.1 --repeats 1
	$(BIN)/python -m benchmarks.decoding --count 40

# Twelve views of the example, as pictures; the best are in docs/_static/views, for README and manual.
screenshots: $(VENV)/ready
	$(BIN)/python tools/screenshots.py $(BUILD)/screenshots

clean:
	rm -rf $(BUILD)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.13 …")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/ready: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[all]"
	@touch $@

$(VENV)/ready-test: $(VENV)/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[all,test,lint]"
	@touch $@

$(VENV)-oldest/ready: pyproject.toml tools/oldest.py
	$(PYTHON) -m venv --clear $(VENV)-oldest
	$(VENV)-oldest/bin/python tools/oldest.py > $(VENV)-oldest/constraints.txt
	$(VENV)-oldest/bin/python -m pip install --quiet --disable-pip-version-check \
	  --constraint $(VENV)-oldest/constraints.txt --editable ".[all,test]"
	@touch $@
