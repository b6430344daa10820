"""Keys: none, real-looking ones, and all others."""

import pytest

from helpers.practice.protocol.rules.keys import key_refusal


@pytest.mark.parametrize(
    "authorization", [None, "", "Bearer", "Bearer ", "Basic c2stMTIz", "practice-123"]
)
def test_missing_key(authorization):
    refusal = key_refusal(authorization)
    assert refusal.status == 401
    assert refusal.body() == {
        "error": {
            "message": (
                "You didn't provide an API key. You need to provide your API key in an "
                "Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or "
                "as the password field (with blank username) "
                "if you're accessing the API from your browser and are prompted for a username "
                "and password. You can obtain an API key from "
                "https://platform.openai.com/account/api-keys."
            ),
            "type": "invalid_request_error",
            "param": None,
            "code": None,
        }
    }


@pytest.mark.parametrize("key", ["sk-proj-abcdefgh1234", "sk-x", " sk-admin-secret ", "SK-secret"])
def test_real_key_is_refused_and_not_repeated(key):
    refusal = key_refusal(f"Bearer {key}")
    assert refusal.status == 401
    assert refusal.body() == {
        "error": {
            "message": "Incorrect API key provided: sk-****. You can find your API key at https://platform.openai.com/account/api-keys.",
            "type": "invalid_request_error",
            "param": None,
            "code": "invalid_api_key",
        }
    }


@pytest.mark.parametrize(
    "authorization", ["Bearer practice-123", "bearer anything", "Bearer desk-1"]
)
def test_any_other_key_opens(authorization):
    assert key_refusal(authorization) is None
