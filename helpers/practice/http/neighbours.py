"""Endpoints that the API has and this engine has not: one honest sentence for each.

They are those of the SDK, 3.57.0, and what a few are for is told by their names alone.
"""

from helpers.practice.http import azure

ENGINE = "the practice engine of this course, a local server for audio in Chat Completions"
CHAT = "POST /v1/chat/completions"
NEIGHBOURS = {  # the beginning of a path: what it is for, and what does it here
    "/v1/audio/translations": (
        "translated transcription",
        f"{CHAT} writes down English and Korean speech and translates nothing: lesson 02",
    ),
    "/v1/audio/voices": ("custom voices", "the thirteen voices are chosen by name: lesson 00"),
    "/v1/audio/voice_consents": (
        "custom voices",
        "the thirteen voices are chosen by name: lesson 00",
    ),
    "/v1/realtime": (
        "speech to speech over one connection",
        f"{CHAT} with stream=true lets an answer be heard while it is made: lesson 20",
    ),
    "/v1/live": (
        "speech to speech with GPT-Live",
        f"{CHAT} with stream=true lets an answer be heard while it is made: lesson 20",
    ),
    "/v1/responses": ("responses", f"{CHAT} takes text and recordings: lessons 01 to 05"),
    "/v1/completions": ("the older completions", f"{CHAT} takes messages: lesson 01"),
    "/v1/assistants": ("assistants", f"{CHAT} is sent every earlier turn again: lesson 05"),
    "/v1/threads": ("assistants", f"{CHAT} is sent every earlier turn again: lesson 05"),
    "/v1/conversations": ("conversations", f"{CHAT} is sent every earlier turn again: lesson 05"),
    "/v1/chatkit": ("ChatKit", "the voice assistant of lesson 33 is built in a notebook"),
    "/v1/agents": ("agents", "a model calls the learner's own functions: lesson 21"),
    "/v1/skills": ("skills", "a model calls the learner's own functions: lesson 21"),
    "/v1/containers": ("code that runs at OpenAI", "functions run in the notebook: lesson 21"),
    "/v1/batches": ("batches", "requests are sent one by one; audio models take no batches"),
    "/v1/files": ("files", "a recording is sent inside its request: lesson 02"),
    "/v1/uploads": ("files", "a recording is sent inside its request: lesson 02"),
    "/v1/embeddings": ("embeddings", "no lesson needs them"),
    "/v1/images": ("images", "these models hear and speak, and see nothing"),
    "/v1/videos": ("videos", "these models hear and speak, and see nothing"),
    "/v1/moderations": ("moderation", "no lesson needs it"),
    "/v1/fine_tuning": ("fine-tuning", "audio models cannot be fine-tuned"),
    "/v1/vector_stores": ("search in files", "no lesson needs it"),
    "/v1/evals": ("evaluations", "answers are checked in the notebook: lesson 24"),
    "/v1/safety": ("safety", "no lesson needs it"),
    "/v1/decisions": ("decisions", "no lesson needs them"),
    "/v1/content_provenance_checks": ("content provenance", "no lesson needs it"),
    "/v1/vaults": ("vaults", "no secret is kept: lesson 30"),
    "/v1/webhook_endpoints": ("webhooks", "an answer comes with its request alone"),
    "/v1/webhook_event_types": ("webhooks", "an answer comes with its request alone"),
    "/v1/organization": ("administration", "there is no account, and nothing is paid"),
    "/v1/projects": ("administration", "there is no account, and nothing is paid"),
}


def neighbour_sentence(method: str, path: str) -> str:
    """What is said of an endpoint that exists live only, "" where it exists nowhere.

    Azure's addresses name the same endpoints.
    """
    usual = azure.usual_path(path)
    known = next((start for start in NEIGHBOURS if _within(usual, start)), None)
    if known is None:
        return ""
    purpose, instead = NEIGHBOURS[known]
    return f"{method} {path} is for {purpose}, and this is {ENGINE}. Here {instead}."


def _within(path: str, start: str) -> bool:
    return path == start or path.startswith(f"{start}/")
