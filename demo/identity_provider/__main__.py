"""`python -m demo.identity_provider --port 8001`"""

import argparse
import contextlib
import sys

from demo.identity_provider.server import bound, provider

SITES = ["http://127.0.0.1:8000", "http://localhost:8000"]


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m demo.identity_provider",
        description="A demonstration of a national e-identity (OpenID Connect). Not VNeID.",
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8001)
    parser.add_argument("--site", action="append", help="a site that may send people here")
    parser.add_argument("--issuer", help="the address under which the site reaches this program")
    parser.add_argument("--verbose", action="store_true", help="print every request")
    said = parser.parse_args()
    issuer = said.issuer or f"http://{said.host}:{said.port}"
    who = provider(issuer, said.site or SITES)
    try:
        server = bound(who, port=said.port, host=said.host, loud=said.verbose)
    except OSError as error:
        sys.exit(f"The demo identity provider cannot use port {said.port}: {error.strerror}")
    print(f"Demo identity provider (not VNeID): {who.issuer}", flush=True)
    with server, contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()


if __name__ == "__main__":
    main()
