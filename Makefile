# make lab    set up and open the course          make test       set up and run everything
# make check  is this machine ready? in 20 seconds
# make install   set up, nothing more             make notebooks  run the lessons and rewrite their outputs
# make lint      style, types and imports         make format     put the code into its form
# make ears      fetch what the practice engine hears with, 133 MB, once
# make bench     figures beside the alternative   make test ONLY=media   one part   make soak  the long forms
# make kit       a folder that installs the course without a network: KIT="--system macos-arm64"
# make handout   the lessons without solutions
# make badges    at the head of the READMEs, once there is an address: URL=https://github.com/…
# make voice     a natural voice for one learner, 120 MB, once
# AUDIO_LANGUAGE=ko make lab   한국어로: 안내와 힌트가 한국어로 나옵니다

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python python3.14; do "$$p" -c "import sys; sys.exit(not (3,11) <= sys.version_info < (3,15))" 2>/dev/null && { echo "$$p"; break; }; done)
BIN := .venv/bin
READY := .venv/ready

# No run below can reach a paid engine: the practice engine is named, and every key is dropped.
SAFE := env -u OPENAI_API_KEY -u OPENAI_BASE_URL -u OPENAI_ADMIN_KEY -u AZURE_OPENAI_API_KEY -u AZURE_OPENAI_ENDPOINT -u PRACTICE_URL -u PRACTICE_MIND -u PRACTICE_VOICE -u AUDIO_MODEL -u AUDIO_LANGUAGE -u AUDIO_BUDGET_USD AUDIO_ENGINE=practice PYTHONHASHSEED=0 PYTHONUTF8=1

.PHONY: lab check test soak ears voice install kit badges handout notebooks lint format bench recordings clean

lab: $(READY)
	@"$(BIN)/python" -m helpers.course

check: $(READY)
	@"$(BIN)/python" -m helpers.preflight

test: $(READY) .venv/test
	@"$(BIN)/python" -m helpers.practice.ears.weights || true
	@$(SAFE) "$(BIN)/python" -m tests $(ONLY)

soak: $(READY) .venv/test .venv/hub
	@$(SAFE) "$(BIN)/python" -m tests soak

notebooks: $(READY) .venv/test
	@$(SAFE) "$(BIN)/python" -m tests.rewrite

lint: $(READY) .venv/lint
	@"$(BIN)/ruff" check --quiet .
	@"$(BIN)/ruff" format --check --quiet . || { echo "Not formatted: run make format."; exit 1; }
	@"$(BIN)/mypy" --no-error-summary
	@"$(BIN)/lint-imports" --no-logo

format: $(READY) .venv/lint
	@"$(BIN)/ruff" check --quiet --fix . ; "$(BIN)/ruff" format --quiet .

bench: $(READY) .venv/test
	@$(SAFE) "$(BIN)/python" -m benchmarks

kit: $(READY)
	@"$(BIN)/python" -m workshop.kit $(KIT)

badges: $(READY)
	@"$(BIN)/python" -m workshop.badges "$(URL)"

handout: $(READY)
	@"$(BIN)/python" -m workshop.handout

voice: $(READY)
	@"$(BIN)/python" -m pip install --quiet --disable-pip-version-check -e ".[voice]"
	@"$(BIN)/python" -m helpers.practice.voice.weights

recordings: $(READY)
	@$(SAFE) "$(BIN)/python" data/make_recordings.py

ears: $(READY)
	@"$(BIN)/python" -m helpers.practice.ears.weights

install: $(READY)

$(READY): pyproject.toml
	@test -n "$(PYTHON)" || { echo "The course needs Python 3.11, 3.12, 3.13 or 3.14: install one from python.org or your system's packages."; exit 1; }
	@"$(PYTHON)" -m venv .venv || { echo "This Python cannot make a virtual environment: on Debian or Ubuntu run  sudo apt install python3-venv"; exit 1; }
	@echo "Installing the course into .venv: about 200 MB are fetched once."
	@"$(BIN)/python" -m pip install --quiet --disable-pip-version-check -e .
	@touch "$@"

.venv/test: $(READY)
	@"$(BIN)/python" -m pip install --quiet --disable-pip-version-check -e ".[test]"
	@touch "$@"

.venv/hub: $(READY)
	@"$(BIN)/python" -m pip install --quiet --disable-pip-version-check -e ".[hub]"
	@npm install --silent --no-fund --no-audit --prefix .venv/proxy configurable-http-proxy
	@touch "$@"

.venv/lint: $(READY)
	@"$(BIN)/python" -m pip install --quiet --disable-pip-version-check -e ".[lint]"
	@touch "$@"

clean:
	rm -rf .venv build *.egg-info
