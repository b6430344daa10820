"""What other systems lack or do otherwise, found in the code: none of it runs here on them.

Modules and functions that Windows has not; text read in the code page of the machine; names of
files that Windows or a Mac cannot hold.
"""

import ast
import subprocess
from pathlib import Path

import pytest

from tests.environment import ROOT, safe

POSIX_MODULES = {"fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "termios", "tty"}
POSIX_NAMES = {  # of os and signal
    "fork", "forkpty", "geteuid", "getgid", "getpgid", "getuid", "killpg", "mkfifo", "nice",
    "sched_getaffinity", "setsid", "statvfs", "sysconf", "uname", "waitpid", "SIGKILL", "SIGHUP",
    "SIGUSR1", "SIGSTOP", "SIGALRM", "alarm", "pthread_kill",
}  # fmt: skip
POSIX = POSIX_MODULES | POSIX_NAMES
TEXT = {"read_text": 0, "write_text": 1}  # the place of the encoding among the arguments
RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789"),
}
LONGEST = 120  # characters: a course in a user's Documents must stay below 260
ROOMS = ("helpers", "workshop", "data", "tests", "benchmarks")
CODE = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
OF_ONE_SYSTEM = {"start_learner.py", "setup.py"}  # runs on hubs; measures make. Both are POSIX's
IN_UTF8 = {"data", "tests", "benchmarks"}  # run by make alone, which sets Python's UTF-8 mode


def faults(source: str, any_code_page: bool = True) -> list[str]:
    """What in a module's source does not run everywhere: with `any_code_page` text too."""
    tree = ast.parse(source)
    guarded = {
        node.args[1].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in ("hasattr", "getattr")
        and isinstance(node.args[1], ast.Constant)
    }
    chosen = {id(inner) for node in ast.walk(tree) if _asks(node) for inner in ast.walk(node)}
    walked = [node for node in ast.walk(tree) if id(node) not in chosen]
    found = [fault for node in walked if (fault := _fault(node, guarded))]
    return found if any_code_page else [fault for fault in found if fault in POSIX]


def _asks(node: ast.AST) -> bool:
    """Whether it asks which system it runs on: an `if`, a `try` to import, a test's mark."""
    if isinstance(node, ast.FunctionDef):
        return "posix" in map(ast.unparse, node.decorator_list)
    if isinstance(node, ast.Try):
        return "ImportError" in [ast.unparse(one.type) for one in node.handlers if one.type]
    return isinstance(node, ast.If) and "sys.platform" in ast.unparse(node.test)


def _fault(node: ast.AST, guarded: set[str]) -> str:
    if isinstance(node, ast.Import):
        names = {name.name.partition(".")[0] for name in node.names}
        return ", ".join(sorted(names & POSIX_MODULES))
    if isinstance(node, ast.ImportFrom) and node.module in POSIX_MODULES:
        return node.module
    if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") in ("os", "signal"):
        return node.attr if node.attr in POSIX_NAMES - guarded else ""
    return _unencoded(node) if isinstance(node, ast.Call) else ""


def _unencoded(call: ast.Call) -> str:
    """Text that is read or written in whatever code page a machine has."""
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name in TEXT and "encoding" not in named and len(call.args) <= TEXT[name]:
        return name
    is_run = named.keys() & {"capture_output", "stdout"}
    if is_run and "text" in named and not named.keys() & {"encoding", "errors"}:
        return "text=True"
    if isinstance(call.func, ast.Name) and name == "open" and "encoding" not in named:
        return "open"
    return ""


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_code_runs_on_every_system(path):
    any_code_page = path.relative_to(ROOT).parts[0] not in IN_UTF8
    assert path.name in OF_ONE_SYSTEM or not faults(path.read_text("utf-8"), any_code_page)


def test_tests_and_benchmarks_are_run_in_utf8(tmp_path):
    assert safe(tmp_path)["PYTHONUTF8"] == "1"


def test_the_rules_catch_what_breaks_them():
    assert faults("import fcntl\nfrom pwd import getpwnam") == ["fcntl", "pwd"]
    assert faults("import os\nos.fork()\nos.getuid()") == ["fork", "getuid"]
    assert not faults(
        "import sys\nif sys.platform == 'win32':\n    import msvcrt\nelse:\n    import fcntl"
    )
    assert not faults("try:\n    import fcntl\nexcept ImportError:\n    fcntl = None")
    assert not faults("@posix\ndef test_x():\n    os.fork()") and faults("def f():\n    os.fork()")
    assert not faults("open(p)", any_code_page=False) and faults("os.fork()", any_code_page=False)
    assert not faults("import os\nif hasattr(os, 'getuid'):\n    os.getuid()")
    assert faults("p.read_text()\np.write_text(x)\nopen(p)") == ["read_text", "write_text", "open"]
    assert not faults("p.read_text('utf-8')\np.write_text(x, 'utf-8')\np.open('rb')")
    assert faults("run(c, stdout=PIPE, text=True)") == ["text=True"]
    assert not faults("run(c, stdout=PIPE, text=True, errors='replace')")


def test_names_of_files_fit_every_system():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    names = listed.stdout.decode("utf-8").rstrip("\0").split("\0")
    assert len(names) > 400
    assert not [name for name in names if len(name) > LONGEST or set(name) & set('<>:"\\|?*')]
    parts = {part for name in names for part in Path(name).parts}
    assert not [part for part in parts if part.partition(".")[0].lower() in RESERVED]
    assert not [part for part in parts if part.endswith((".", " ")) or not part.isascii()]
    assert len({name.lower() for name in names}) == len(names), "two differ only in capitals"
