"""A key that looks real, in a notebook, in forty situations: no eight characters of it anywhere.

Searched are all messages to the page (outputs, tracebacks, errors), the exported page, what the
kernel wrote to its terminal, and every file in the learner's folder.
"""

import json
import os
import re
import secrets
import socket
import time

import nbformat
import pytest

from tests.engine.elsewhere import MODELS, elsewhere
from tests.engine.endpoint.test_keys import part_of
from tests.engine.notebook import notebook
from tests.soak import long_form

START = """
import asyncio, copy, json, logging, os, pickle, pprint, sys, traceback, warnings
import openai, requests
from helpers import connect
engine = connect()
base = engine.base_url
ask = dict(model=engine.model, max_completion_tokens=9,
           messages=[{"role": "user", "content": "hi"}])
def case(name):
    return {"extra_headers": {"x-case": name}, "timeout": 5}
def told(call):
    try:
        return call()
    except Exception as error:
        print(type(error).__name__, error, repr(error), vars(error))
        print(traceback.format_exc())
        response = getattr(error, "response", None)
        request = getattr(error, "request", None)
        print(getattr(response, "text", ""), getattr(response, "headers", ""))
        print(getattr(request, "headers", ""), repr(request and vars(request)))
client = engine.client.with_options(max_retries=0)
later = engine.async_client.with_options(max_retries=0)
def post(name):
    return engine.http.post(base + "/chat/completions", json=ask, headers={"x-case": name})
"""
KEY = 'os.environ["OPENAI_API_KEY"]'
ALL_CASES = ("401", "400", "403", "404", "422", "429", "500", "page", "half", "gzip", "starred")

# what a learner runs -> what must be in the output, so that the situation really came about
LOOKING = {
    "engine": "Engine(kind=",
    "engine.headers": "***",
    "print(json.dumps(engine.headers))": "***",
    "engine.headers | {'X-Mine': '1'}": "X-Mine",
    "{**engine.headers}": "***",
    "pprint.pprint(dict(engine.headers))": "***",
    "print(f'{engine.headers}', str(engine.headers['Authorization']))": "***",
    "pickle.dumps(engine.headers)": "Authorization",
    "copy.deepcopy(engine.headers)": "***",
    "vars(engine.client)": "api_key",
    "vars(engine.async_client)": "api_key",
    "vars(vars(engine.client)['_client'])": "_transport",
    "engine.client.api_key, engine.client.auth_headers, engine.client.default_headers": "Bearer",
    "vars(engine)": "base_url",
    "vars(engine.http), vars(engine.http.get_adapter(base))": "_place",
    "vars(engine.http.get(base + '/models').request)": "Authorization",
    "vars(requests.get(base + '/models', headers=engine.headers).request)": "Authorization",
    "vars(client.models.with_raw_response.list().http_request)": "headers",
}
FAILING = {
    "client.chat.completions.create(**ask, **case('cut'))": "APIConnectionError",
    "client.chat.completions.create(**ask, **case('slow') | {'timeout': 0.2})": "in time",
    "client.chat.completions.create(**ask, **case('moved'))": "sends requests on to",
    "for chunk in client.chat.completions.create(**ask, stream=True, **case('event')): 0": "***",
    "for chunk in client.chat.completions.create(**ask, stream=True, **case('stop')): 0": "ended",
    "engine.http.get(base + '/models', headers={'x-case': 'moved'})": "sends requests on to",
    "engine.http.get(base + '/models', headers={'x-case': 'cut'})": "NoConnectionError",
    "engine.http.get(base + '/models', headers={'x-case': 'slow'}, timeout=0.2)": "in time",
    "client.models.list(extra_headers={'X-Mine': 'two\\nlines'})": "Error",
    "engine.http.get(base + '/models', headers={'X-Mine': 'two\\nlines'})": "InvalidHeader",
    "requests.get(DEAD, headers=engine.headers)": "ConnectionError",
    "requests.get(DEAD, headers={'Authorization': 'Bearer ' + KEY})": "ConnectionError",
    "key = KEY\n1 / 0": "ZeroDivisionError",
    "raise ValueError('my key is ' + KEY)": "my key is ***",
    "%tb": "my key is ***",
    "connect('http://127.0.0.1:9/v1')": "No program answers",
}


def answers(key, other):
    """What a server answers that wants to show the key in every way."""

    def answer(server):
        _, headers = server.seen[-1]
        sent = headers.get("authorization", "")
        error = {"error": {"message": f"You sent {sent}; again: {sent}", "code": sent}}
        name = headers.get("x-case", "")
        if name.isdigit():
            return int(name), {"x-echo": sent, "www-authenticate": sent}, error
        if name == "slow":
            time.sleep(1)
        return {
            "page": (502, {"content-type": "text/html"}, f"<h1>{sent}</h1>".encode()),
            "half": (400, {}, {"error": {"message": f"Wrong: {sent[7:25]}...{sent[-9:]}"}}),
            "gzip": (400, {}, error),
            "starred": (401, {}, {"error": {"message": f"provided: {key[:9]}****{key[-4:]}."}}),
            "moved": (307, {"location": f"{other}/?key={sent}"}, error),
            "cut": "cut",
            "event": (
                200,
                {"content-type": "text/event-stream"},
                f"data: {json.dumps(error)}\n\n".encode(),
            ),
            "stop": (
                200,
                {
                    "content-type": "text/event-stream",
                    "content-length": "99",
                    "connection": "close",
                },
                b"data: {}\n\n",
            ),
        }.get(name, (200, {}, MODELS))

    return answer


def page(messages):
    """The notebook's outputs as a page that somebody exports and sends on."""
    outputs = [
        nbformat.v4.output_from_msg(message)
        for message in messages
        if message["msg_type"] in ("stream", "display_data", "execute_result", "error")
    ]
    from nbconvert import HTMLExporter  # here: it is a second that other processes need not wait

    cell = nbformat.v4.new_code_cell("", outputs=outputs)
    return HTMLExporter().from_notebook_node(nbformat.v4.new_notebook(cells=[cell]))[0]


def files(folder):
    return "".join(
        path.read_bytes().decode("latin-1") for path in folder.rglob("*") if path.is_file()
    )


@pytest.fixture
def real_key():
    return "sk-proj-" + secrets.token_urlsafe(48)


@pytest.mark.parametrize(
    "cases", [("401", "429", "page", "half", "starred"), long_form(ALL_CASES)], ids=["a few", "all"]
)
def test_forty_situations_with_a_key_that_is_right(real_key, tmp_path, capfd, cases):
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        dead = f"http://127.0.0.1:{door.getsockname()[1]}/v1"
        with elsewhere() as other, elsewhere({}) as server:
            server.answers["*"] = answers(real_key, other.origin)
            settings = {
                "AUDIO_ENGINE": None,
                "OPENAI_API_KEY": real_key,
                "OPENAI_BASE_URL": f"{server.origin}/v1",
                "AUDIO_LEDGER": str(tmp_path / "ledger.jsonl"),
                "AUDIO_BUDGET_USD": "1000",
                "IPYTHONDIR": str(tmp_path / "ipython"),
            }
            with notebook(tmp_path, **settings) as learner:
                situations = 0
                assert "your key and recordings go to" in learner.run(START)
                learner.run(f"DEAD = {dead!r}")
                learner.run("%xmode Verbose")
                learner.run("logging.basicConfig(level=1, filename='all.log', force=True)")
                for code, words in LOOKING.items():
                    assert words in learner.run(code), code
                    situations += 1
                for name in cases:
                    sync = f"client.chat.completions.create(**ask, **case({name!r}))"
                    plain = f"post({name!r}).raise_for_status()"
                    for call in (
                        f"told(lambda: {sync})",
                        f"told(lambda: {plain})",
                        sync,
                        plain,
                        f"await {sync.replace('client', 'later')}",
                    ):
                        assert "Error" in learner.run(call), call
                        situations += 1
                    shown = learner.run(f"print(post({name!r}).text, post({name!r}).headers)")
                    assert "***" in shown, name
                for code, words in FAILING.items():
                    assert words in learner.run(code.replace("KEY", KEY)), code
                    situations += 1
                assert situations >= 40
            assert len(server.keys) > 40 and set(server.keys) == {f"Bearer {real_key}"}
            assert not other.seen
            said = json.dumps(learner.messages, default=str)
    terminal = "".join(capfd.readouterr())
    exported = page(learner.messages)
    assert len(said) > 100_000 and "<pre>" in exported and (tmp_path / "all.log").stat().st_size
    for where in (said, terminal, exported, files(tmp_path)):
        assert not part_of(real_key, where)


WRONG = ["key + ' '", "key[:20] + '–' + key[20:]", "'\\u200b' + key", "key[:9] + ' ' + key[9:]"]


@pytest.mark.parametrize("setting", ["OPENAI_API_KEY", "AZURE_OPENAI_API_KEY"])
def test_keys_that_are_wrong(real_key, tmp_path, setting):
    code = f"""
from helpers import connect
import os
key = os.environ['KEY_OF_THE_TEST']
os.environ[{setting!r}] = %s
engine = connect()"""
    with elsewhere({"*": (200, {}, MODELS)}) as server:
        settings = {
            "AUDIO_ENGINE": None,
            "KEY_OF_THE_TEST": real_key,
            "AUDIO_MODEL": "mine",
            "OPENAI_BASE_URL"
            if setting == "OPENAI_API_KEY"
            else "AZURE_OPENAI_ENDPOINT": f"{server.origin}/v1"
            if setting == "OPENAI_API_KEY"
            else server.origin,
        }
        with notebook(tmp_path, **settings) as learner:
            learner.run("%xmode Verbose")
            shown = [learner.run(code % wrong) + learner.run("%tb") for wrong in WRONG]
    assert "go to" in shown[0] and server.keys == [f"Bearer {real_key}"]
    assert all(f"SettingError: The key in {setting} has" in text for text in shown[1:])
    assert not part_of(real_key, json.dumps(learner.messages, default=str))


def test_a_key_in_the_place_of_another_setting(real_key, tmp_path):
    names = ("AUDIO_ENGINE", "AUDIO_MODEL", "OPENAI_BASE_URL", "PRACTICE_URL")
    code = "from helpers import connect\nimport os\n%s\nconnect()"
    with notebook(tmp_path, AUDIO_ENGINE=None, KEY_OF_THE_TEST=real_key) as learner:
        learner.run("%xmode Verbose")
        for name in names:
            put = f"os.environ[{name!r}] = os.environ['KEY_OF_THE_TEST']"
            shown = learner.run(code % put + f"\ndel os.environ[{name!r}]")
            assert re.search("SettingError: ", shown), shown
            assert "Traceback" in learner.run("%tb")
            learner.run(f"_ = os.environ.pop({name!r}, 0)")
    assert not part_of(real_key, json.dumps(learner.messages, default=str))
    assert os.environ.get("KEY_OF_THE_TEST") is None
