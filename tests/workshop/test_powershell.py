"""What Windows users type and run, read by PowerShell's grammar: no PowerShell runs here.

Beside the grammar: names of commands as Windows PowerShell 5.1 has them, variables that somebody
gave a value to, and python's own lines as they stand for other systems.
"""

import re

import pytest
import tree_sitter_powershell
import yaml
from tree_sitter import Language, Parser

from tests.environment import ROOT

CMDLETS = {  # of PowerShell 5.1, without a module that a laptop may lack
    "Copy-Item", "Get-ChildItem", "Get-Command", "Join-Path", "New-Item", "Out-Null",
    "Resolve-Path", "Select-Object", "Set-Location", "Write-Host",
}  # fmt: skip
PROGRAMS = {"python", "py", "powershell"}
AUTOMATIC = {"$home", "$lastexitcode", "$null", "$psscriptroot", "$true", "$false"}
PARSER = Parser(Language(tree_sitter_powershell.language()))
README = (ROOT / "README.md").read_text("utf-8")
INSTALL = (ROOT / "workshop" / "kit" / "install.ps1").read_text("utf-8")
CI = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))["jobs"]
SCRIPTS = {
    "install.ps1": INSTALL,
    "README.md": re.search(r"\*\*Windows\*\*.*?```\n(.*?)```", README, re.DOTALL)[1],
    **{
        f"{job}, step {number}": step["run"]
        for job in ("windows", "kit-on-windows")
        for number, step in enumerate(CI[job]["steps"])
        if "run" in step
    },
}


def nodes(script):
    """All nodes of a script's tree."""
    waiting = [PARSER.parse(script.encode()).root_node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.children


def texts(script, *kinds):
    return {node.text.decode() for node in nodes(script) if node.type in kinds}


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_grammar_takes_it(name):
    assert not [node for node in nodes(SCRIPTS[name]) if node.is_error or node.is_missing]


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_command_is_one_that_windows_has(name):
    for command in texts(SCRIPTS[name], "command_name"):
        assert command in CMDLETS | PROGRAMS or command == r".venv\Scripts\python", command


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_variable_has_a_value(name):
    named = {
        f"${text.strip('${}@').lower()}"
        for text in texts(SCRIPTS[name], "variable", "braced_variable")
        if ":" not in text  # $env:… is the environment
    }
    given = {f"${one.lower()}" for one in re.findall(r"\$(\w+)(?= = | in |\s*=)", SCRIPTS[name])}
    assert named <= given | AUTOMATIC


def test_what_is_wrong_would_be_found():
    assert [node for node in nodes('if ($x { Write-Host "a" }') if node.is_error or node.is_missing]
    assert texts("Copy-Itme a b", "command_name") - CMDLETS
    assert texts("& $own @rest; ${Target}", "variable", "braced_variable") == {
        "$own", "@rest", "${Target}",
    }  # fmt: skip


def test_the_installer_works_from_any_folder_into_any_folder():
    """Brackets in a path are wildcards for -Path; a relative folder is another one after a move."""
    resolved = INSTALL.index("$Target = (Resolve-Path -LiteralPath $Target).ProviderPath")
    assert resolved < INSTALL.index("Set-Location -LiteralPath $Target")
    assert resolved < INSTALL.index("Join-Path $Target")
    assert not re.search(r"(Copy-Item|Set-Location|Get-ChildItem) -Path", INSTALL)


def test_every_program_that_may_fail_is_looked_at():
    """PowerShell goes on after a program that failed; only what may fail is left unlooked."""
    lines = [line.strip() for line in INSTALL.splitlines()]
    called = [n for n, line in enumerate(lines) if line.startswith("& ")]
    unlooked = [lines[n] for n in called if not lines[n + 1].startswith("if ($LASTEXITCODE -ne 0)")]
    assert [line.split(" -m ")[1].split()[0] for line in unlooked] == [
        "workshop.kit.ears",
        "helpers.preflight",
    ]
