"""A small OpenID Connect provider on this machine: discovery, authorize, token, keys, user's data; signed ID tokens.

`person` is who is signed in there. A test makes it lie by changing `claims`, `told`, `key` or `algorithm`.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY_ID = "key-1"


def new_key() -> rsa.RSAPrivateKey:
    """A key pair to sign with."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """What the server knows, and how it lies."""

    issuer: str = ""
    client_id: str = "studio"
    client_secret: str = "a:secret/with?signs"
    person: dict[str, Any] = field(
        default_factory=lambda: {
            "sub": "person-7",
            "email": "mara@northlight.film",
            "email_verified": True,
            "name": "Mara L",
        }
    )
    claims: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    published: rsa.RSAPrivateKey = field(default_factory=new_key)
    key: Any = None
    algorithm: str = "RS256"
    grants: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)

    def discovery(self) -> dict[str, Any]:
        """What /.well-known/openid-configuration says."""
        places = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        return {
            "issuer": self.issuer,
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            **{f"{name}_endpoint": f"{self.issuer}/{path}" for name, path in places.items()},
        }

    def keys(self) -> dict[str, Any]:
        """The published half of the key."""
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.published.public_key()))
        return {"keys": [{**public, "kid": KEY_ID, "alg": "RS256", "use": "sig"}]}

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser goes back to, with a code."""
        assert asked["client_id"] == self.client_id
        assert asked["response_type"] == "code"
        self.asked = asked
        code = secrets.token_urlsafe(8)
        self.grants[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        """The tokens of a code, once; None for a code, a secret or a verifier that is not right."""
        asked = self.grants.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or form["client_secret"] != self.client_secret or challenge != asked["code_challenge"]:
            return None
        now = int(time.time())
        said = {"iss": self.issuer, "aud": self.client_id, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims = {name: value for name, value in {**said, **self.person, **self.claims}.items() if value is not None}
        signed = jwt.encode(claims, self.key or self.published, self.algorithm, headers={"kid": KEY_ID})
        return {"access_token": "opaque", "token_type": "Bearer", "expires_in": 300, "id_token": signed}


class Handler(BaseHTTPRequestHandler):
    """One request."""

    provider: Provider

    def do_GET(self) -> None:  # http.server's name
        place = urlsplit(self.path)
        if place.path == "/.well-known/openid-configuration":
            self._say(self.provider.discovery())
        elif place.path == "/keys":
            self._say(self.provider.keys())
        elif place.path == "/authorize":
            self.send_response(302)
            self.send_header("Location", self.provider.authorize(_flat(place.query)))
            self.end_headers()
        elif place.path == "/userinfo" and self.headers["Authorization"] == "Bearer opaque":
            self._say({**self.provider.person, **self.provider.told})
        else:
            self.send_error(404)

    def do_POST(self) -> None:  # as above
        form = _flat(self.rfile.read(int(self.headers["Content-Length"])).decode())
        answer = self.provider.token(form)
        self._say(answer or {"error": "invalid_grant"}, 200 if answer else 400)

    def _say(self, body: dict[str, Any], status: int = 200) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: Any) -> None:
        """Tests are quiet."""


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


@contextmanager
def running() -> Iterator[Provider]:
    """The provider, listening on a free port of loopback until the end of the block."""
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"provider": provider}))
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
