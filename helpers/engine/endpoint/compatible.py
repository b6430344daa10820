"""What a compatible server does otherwise than OpenAI, as far as it can be told before a call.

Nothing is spent to find it out: its address and its list of models say it. What its answers show
later, `helpers.engine.guard.first_answers` says. What is known of each server:
docs/protocol.md §12.
"""

from typing import Any

from helpers.engine import catalogue

MOST_NAMED = 3  # of the models that a server lists
DASHSCOPE, OPENROUTER = "aliyuncs.com", "openrouter.ai"  # ends of their hosts


def remarks(host: str, listed: object, model: str) -> list[str]:
    """What to say of the server `host`, whose list of models is `listed`, and of `model` there."""
    entries = _entries(listed)
    chosen = next((entry for entry in entries if entry.get("id") == model), {})
    return [
        *_of_server(host.partition(":")[0], entries, model),
        *_of_model(chosen, [str(entry.get("id")) for entry in entries], model),
        *_of_prices(model),
    ]


def _of_server(host: str, entries: list[dict[str, Any]], model: str) -> list[str]:
    if any(entry.get("owned_by") == "vllm" for entry in entries):
        return ["its sound may be in a second choice, without a transcript"]
    name = model.lower()
    if host.endswith(DASHSCOPE) or (name.startswith("qwen") and "omni" in name):
        return ["it answers only as a stream", "it has voices of its own"]
    if host.endswith(OPENROUTER) or any("architecture" in entry for entry in entries):
        return ["it sends sound only as a stream"]
    return []


def _of_model(chosen: dict[str, Any], names: list[str], model: str) -> list[str]:
    if names and not chosen:
        some = ", ".join([*names[:MOST_NAMED], *["…"] * (len(names) > MOST_NAMED)])
        return [f"it lists no {model}: set AUDIO_MODEL to one of {some}"]
    sides = chosen.get("architecture")
    out = sides.get("output_modalities") if isinstance(sides, dict) else None
    if isinstance(out, list) and "audio" not in out:
        return [f"{model} answers without sound there"]
    return []


def _of_prices(model: str) -> list[str]:
    if catalogue.found(model):
        return []
    return [f"its prices are unknown: counted like {catalogue.priced(model).name}"]


def _entries(listed: object) -> list[dict[str, Any]]:
    data = listed.get("data") if isinstance(listed, dict) else None
    return [entry for entry in data if isinstance(entry, dict)] if isinstance(data, list) else []
