"""The source door in a process of its own, on a free port that it prints, with cheap codes.

python -m tests.journeys.cheap_door      # HOLDFAST_INTAKE names the line's folder
"""

from __future__ import annotations

from wsgiref.simple_server import WSGIRequestHandler, make_server

from holdfast.project.wsgi_source import application  # it sets Django up, for what follows


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """No line a request."""


def main() -> None:
    from django.conf import settings  # noqa: PLC0415

    from holdfast.apps.keyring.contactcodes import LEAST  # noqa: PLC0415

    settings.HOLDFAST_CODE_COST = LEAST
    with make_server("127.0.0.1", 0, application, handler_class=Quiet) as server:
        print(server.server_port, flush=True)  # noqa: T201
        server.serve_forever()


if __name__ == "__main__":
    main()
