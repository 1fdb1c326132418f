"""A walk with Authlib. Each line it prints asks the test for something; the answer is a line of standard input."""

import importlib
import json
import sys

from authlib.common.security import generate_token
from authlib.integrations.base_client import OAuthError
from authlib.jose import JoseError, jwt
from authlib.oidc.core import CodeIDToken
import authlib_client
import requests

issuer, secret = sys.argv[1:3]
metadata = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=10).json()
result = {}


def ask(**wish):
    print(json.dumps(wish), flush=True)
    return sys.stdin.readline().strip()


def session(client_secret):
    # The example of the guide, once for each use.
    client = importlib.reload(authlib_client).client
    client.client_secret = client_secret
    return client


def log_in(client):
    verifier, nonce = generate_token(48), generate_token(20)
    url, state = client.create_authorization_url(
        metadata["authorization_endpoint"], code_verifier=verifier, nonce=nonce
    )
    back = ask(visit=url)
    tokens = client.fetch_token(
        metadata["token_endpoint"], authorization_response=back, state=state, code_verifier=verifier
    )
    return back, verifier, nonce, tokens


def claims_of(tokens, nonce):
    keys = requests.get(metadata["jwks_uri"], timeout=10).json()
    claims = jwt.decode(
        tokens["id_token"],
        keys,
        claims_cls=CodeIDToken,
        claims_options={"iss": {"value": issuer}},
        claims_params={"nonce": nonce, "client_id": "app"},
    )
    claims.validate()
    return claims


def error_of(action):
    try:
        action()
    except (OAuthError, JoseError) as problem:
        return problem.error
    return None


client = session(secret)
back, verifier, nonce, tokens = log_in(client)
result["claims"] = claims_of(tokens, nonce)
result["userinfo"] = client.get(metadata["userinfo_endpoint"]).json()
result["reused code"] = error_of(
    lambda: session(secret).fetch_token(
        metadata["token_endpoint"], authorization_response=back, code_verifier=verifier
    )
)

# A code that came twice has ended the tokens of the first time too.
back, verifier, nonce, tokens = log_in(client)
ask(advance=601)
result["expired"] = client.get(f"{issuer}/resource").status_code
client.refresh_token(metadata["token_endpoint"], refresh_token=tokens["refresh_token"])
result["refreshed"] = client.get(f"{issuer}/resource").status_code

result["wrong secret"] = error_of(lambda: log_in(session("not-its-secret")))
ask(claims={"nonce": "another nonce"})
back, verifier, nonce, tokens = log_in(client)
result["wrong nonce"] = error_of(lambda: claims_of(tokens, nonce))
ask(result=result)
