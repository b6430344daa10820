"""JupyterHub for a class: jupyterhub -f workshop/jupyterhub_config.py

For The Littlest JupyterHub and for a plain one; workshop/hub.md says how to set up each. One
practice engine serves all learners, as a service of the hub.

    COURSE_PASSWORD     plain hub on one account: everybody logs in with a name and this password
    COURSE_HOMES        plain hub on one account: the folder of the learners' homes
    PRACTICE_EARS       the folder with the weights, where the hub's user has none in its cache
    COURSE_ENGINE_PORT  the practice engine's port, where 8790 is taken
    COURSE_CERTIFICATE, COURSE_CERTIFICATE_KEY     HTTPS, without which browsers give no microphone
"""

import os
import sys
from pathlib import Path

COURSE = Path(__file__).resolve().parents[1]
PYTHON = sys.executable if "tljh" not in sys.executable else "/opt/tljh/user/bin/python"
ENGINE_PORT = os.environ.get("COURSE_ENGINE_PORT", "8790")

c = get_config()  # noqa: F821 - the loader of this file puts it here

c.Spawner.cmd = [PYTHON, str(COURSE / "workshop" / "start_learner.py")]
c.Spawner.environment = {
    "PRACTICE_URL": f"http://127.0.0.1:{ENGINE_PORT}/v1",
    "AUDIO_ENGINE": "practice",
    "AUDIO_QUIET": "1",
    "AUDIO_LANGUAGE": os.environ.get("AUDIO_LANGUAGE", "en"),
}
c.Spawner.mem_limit = "1G"  # enforced by TLJH's systemd; a plain hub's processes have no limit
c.Spawner.mem_guarantee = "384M"
# Thirty who press start together wait for each other: for the start, and for its first answer.
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 120
c.JupyterHub.concurrent_spawn_limit = 10

c.JupyterHub.services = [
    {
        "name": "practice-engine",
        "command": [PYTHON, "-m", "helpers.practice", "--share", "--port", ENGINE_PORT],
        "cwd": str(COURSE),
        "environment": {
            "PYTHONPATH": str(COURSE),
            "PRACTICE_EARS": os.environ.get("PRACTICE_EARS", ""),
        },
    }
]

if "COURSE_PASSWORD" in os.environ:
    c.JupyterHub.authenticator_class = "shared-password"
    c.SharedPasswordAuthenticator.user_password = os.environ["COURSE_PASSWORD"]
    c.Authenticator.allow_all = True
    c.JupyterHub.spawner_class = "simple"
    homes = os.environ.get("COURSE_HOMES", str(COURSE / "build" / "homes"))
    c.SimpleLocalProcessSpawner.home_dir_template = f"{homes}/{{username}}"

if "COURSE_CERTIFICATE" in os.environ:
    c.JupyterHub.ssl_cert = os.environ["COURSE_CERTIFICATE"]
    c.JupyterHub.ssl_key = os.environ["COURSE_CERTIFICATE_KEY"]
