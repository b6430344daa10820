"""The hub's configuration as traitlets loads it, and what it starts for a learner, really run.

JupyterHub itself is not needed here: tests/workshop/test_hub.py starts one, in make soak.
"""

import os
import runpy
import sys

import pytest
from jupyter_server.serverapp import ServerApp
from jupyter_server.services.kernels.kernelmanager import MappingKernelManager
from traitlets.config import PyFileConfigLoader
from traitlets.utils.importstring import import_item

from tests.environment import KEY_LIKE, ROOT

FOLDER = ROOT / "workshop"
STEERING = ("COURSE_PASSWORD", "COURSE_HOMES", "COURSE_CERTIFICATE", "COURSE_ENGINE_PORT")
JUPYTER = {"ServerApp": ServerApp, "MappingKernelManager": MappingKernelManager}


@pytest.fixture
def load(monkeypatch):
    """The configuration of an administrator who has set these variables."""
    for name in STEERING:
        monkeypatch.delenv(name, raising=False)

    def loaded(**settings):
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        return PyFileConfigLoader("jupyterhub_config.py", str(FOLDER)).load_config()

    return loaded


def test_a_learner_gets_memory_time_and_no_key(load):
    spawner = load().Spawner
    assert (spawner.mem_limit, spawner.mem_guarantee) == ("1G", "384M")
    assert (spawner.start_timeout, spawner.http_timeout) == (120, 120)
    assert spawner.cmd == [sys.executable, str(FOLDER / "start_learner.py")]
    assert spawner.environment["AUDIO_ENGINE"] == "practice"
    assert spawner.environment["AUDIO_QUIET"] == "1"
    assert not [name for name in spawner.environment if KEY_LIKE.search(name)]


def test_one_practice_engine_is_a_service_that_all_learners_know(load):
    for port, settings in (("8790", {}), ("8791", {"COURSE_ENGINE_PORT": "8791"})):
        c = load(**settings)
        (service,) = c.JupyterHub.services
        assert service["command"][1:] == ["-m", "helpers.practice", "--share", "--port", port]
        assert service["environment"]["PYTHONPATH"] == service["cwd"] == str(ROOT)
        assert c.Spawner.environment["PRACTICE_URL"] == f"http://127.0.0.1:{port}/v1"


def test_a_common_password_puts_each_learner_into_a_folder_of_their_own(load, tmp_path):
    c = load(COURSE_PASSWORD="for the class", COURSE_HOMES=str(tmp_path))
    assert c.JupyterHub.authenticator_class == "shared-password"
    assert c.SharedPasswordAuthenticator.user_password == "for the class"
    homes = c.SimpleLocalProcessSpawner.home_dir_template
    assert homes.format(username="min-ji") == f"{tmp_path}/min-ji"


def test_without_one_nobody_is_let_in_by_the_course(load):
    c = load()
    assert "authenticator_class" not in c.JupyterHub and "allow_all" not in c.Authenticator


def test_a_certificate_makes_it_https(load):
    assert "ssl_cert" not in load().JupyterHub
    c = load(COURSE_CERTIFICATE="one.pem", COURSE_CERTIFICATE_KEY="two.pem")
    assert (c.JupyterHub.ssl_cert, c.JupyterHub.ssl_key) == ("one.pem", "two.pem")


@pytest.fixture(scope="module")
def first_login(tmp_path_factory):
    """A home after its first login, and the command that became the learner's server."""
    home = tmp_path_factory.mktemp("home of a learner")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pathlib.Path.home", lambda: home)
        yield home, start(patch, home)


def start(patch, home):
    """Run start_learner.py as the hub does, up to the moment when Jupyter takes its place."""
    became = []
    patch.setenv("PYTHONPATH", "")
    patch.setattr(os, "execv", lambda path, command: became.append((path, command)))
    patch.setattr(sys, "argv", ["start_learner.py", "--port=1234"])
    patch.chdir(home)
    runpy.run_path(str(FOLDER / "start_learner.py"), run_name="__main__")
    ((path, command),) = became
    assert path == command[0] == sys.executable
    assert os.environ["PYTHONPATH"] == str(home / "talk-with-machines")
    return command[1:]


def test_the_course_is_copied_at_the_first_login(first_login):
    home, _ = first_login
    course = home / "talk-with-machines"
    assert [path.name for path in home.iterdir()] == ["talk-with-machines"]
    lessons = {path.name for path in (ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb")}
    assert lessons <= {path.name for path in (course / "my_course").iterdir()}
    assert (course / "data" / "alloy.wav").exists() and (course / "helpers/sound.py").exists()
    assert not [*course.rglob("__pycache__"), *course.glob("helpers/.*"), *course.glob(".env")]


def test_jupyter_takes_the_place_of_the_script_and_ends_what_is_idle(first_login):
    home, command = first_login
    assert command[:2] == ["-m", "jupyterhub.singleuser"] and command[-1] == "--port=1234"
    options = dict(option.removeprefix("--").split("=", 1) for option in command[2:-1])
    assert options["ServerApp.root_dir"] == str(home / "talk-with-machines" / "my_course")
    assert options["MappingKernelManager.cull_idle_timeout"] == "1200"
    assert options["ServerApp.shutdown_no_activity_timeout"] == "3600"
    assert import_item(options["ServerApp.contents_manager_class"])


def test_every_option_is_one_that_jupyter_knows(first_login):
    for option in first_login[1][2:-1]:
        name, trait = option.removeprefix("--").partition("=")[0].split(".")
        assert trait in JUPYTER[name].class_trait_names(config=True), option


def test_a_second_login_keeps_what_the_learner_wrote(first_login, monkeypatch):
    home, command = first_login
    lesson = home / "talk-with-machines" / "my_course" / "01_text_to_text_and_audio.ipynb"
    lesson.write_text(lesson.read_text("utf-8").replace("tokens", "my tokens"), "utf-8")
    written = lesson.read_bytes()
    monkeypatch.setattr("pathlib.Path.home", lambda: home)
    assert start(monkeypatch, home) == command and lesson.read_bytes() == written


def test_a_copy_that_broke_off_is_begun_anew(tmp_path):
    unfinished = tmp_path / ".talk-with-machines-unfinished"
    (unfinished / "helpers").mkdir(parents=True)
    learner = runpy.run_path(str(FOLDER / "start_learner.py"))
    learner["copy_course"](ROOT, tmp_path / "talk-with-machines")
    assert [path.name for path in tmp_path.iterdir()] == ["talk-with-machines"]
