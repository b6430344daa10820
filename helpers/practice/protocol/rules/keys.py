"""Which keys are let in (docs/protocol.md §8)."""

import binascii

from helpers.practice.protocol.rules.refusal import Refusal

NO_KEY = (
    "You didn't provide an API key. You need to provide your API key in an Authorization header "
    "using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field (with "
    "blank username) if you're accessing the API from your browser and are prompted for a username "
    "and password. You can obtain an API key from https://platform.openai.com/account/api-keys."
)
WRONG_KEY = (  # the API shows more of the key
    "Incorrect API key provided: sk-****. "
    "You can find your API key at https://platform.openai.com/account/api-keys."
)


def key_refusal(authorization: str | None) -> Refusal | None:
    """What the API says to the header `authorization` without a key; None where there is one.

    A key that looks real is refused as well, for it has no business here; none of it is repeated.
    """
    key = _key(authorization or "")
    if not key:
        return Refusal(401, NO_KEY)
    if key.lower().startswith("sk-"):
        return Refusal(401, WRONG_KEY, code="invalid_api_key")
    return None


def _key(authorization: str) -> str:
    """The key in an Authorization header, "" where it holds none."""
    scheme, _, value = authorization.strip().partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() == "basic":  # the key is the password, as NO_KEY offers
        try:
            decoded = binascii.a2b_base64(value.strip()).decode("utf-8")
        except ValueError:
            return ""
        return decoded.partition(":")[2].strip()
    return ""
