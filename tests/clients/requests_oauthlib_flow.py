"""A walk with requests-oauthlib. Each line it prints asks the test for something; the answer is a line of standard input."""

import base64
import hashlib
import json
import secrets
import sys

from oauthlib.oauth2 import MismatchingStateError, OAuth2Error
from requests_oauthlib_client import client

issuer, secret = sys.argv[1:3]
result = {}
kept = []


def ask(**wish):
    print(json.dumps(wish), flush=True)
    return sys.stdin.readline().strip()


def redeem(client, back, verifier, client_secret):
    return client.fetch_token(
        f"{issuer}/token",
        authorization_response=back,
        code_verifier=verifier,
        client_secret=client_secret,
    )


def arrive(client):
    verifier = secrets.token_urlsafe(48)
    digest = hashlib.sha256(verifier.encode()).digest()
    url, _state = client.authorization_url(
        f"{issuer}/authorize",
        code_challenge=base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        code_challenge_method="S256",
    )
    return ask(visit=url), verifier


def error_of(action):
    try:
        action()
    except OAuth2Error as problem:
        return problem.error
    return None


client.token_updater = kept.append
back, verifier = arrive(client)
tokens = redeem(client, back, verifier, secret)
result["resource"] = client.get(f"{issuer}/resource").json()
ask(advance=601)
result["expired"] = client.get(f"{issuer}/resource").status_code
# The library goes by its own clock, so it is told that the time has come, as its documentation does.
client.token = {**tokens, "expires_at": 1, "expires_in": "-30"}
result["refreshed"] = client.get(f"{issuer}/resource").status_code
result["rotated"] = kept[0]["refresh_token"] != tokens["refresh_token"]

result["reused code"] = error_of(lambda: redeem(client, back, verifier, secret))
back, verifier = arrive(client)
result["wrong verifier"] = error_of(lambda: redeem(client, back, "v" * 43, secret))
back, verifier = arrive(client)
result["wrong secret"] = error_of(lambda: redeem(client, back, verifier, "not-its-secret"))
back, verifier = arrive(client)
result["forged state"] = error_of(lambda: redeem(client, back.replace("state=", "state=x"), verifier, secret))
ask(result=result)
