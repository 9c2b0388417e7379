"""Gunicorn's worker of threads, with one change: a visitor who does not hang up holds a thread.

Invariants: the loop that lets visitors in waits for none of them. Gunicorn's own waits there for
two seconds, for each connection that it ends and the other side keeps open; a single visitor who
does that again and again keeps everybody out.
"""

from __future__ import annotations

from gunicorn.workers.gthread import TConn, ThreadWorker


class DoorWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """`ThreadWorker` that ends connections in the thread that answered them."""

    def handle(self, conn: TConn) -> object:
        """Answer one request; what is not kept open is closed here."""
        kept = super().handle(conn)
        if not kept:
            conn.close(graceful=True)
            conn.close = _closed  # the loop would do it again
        return kept


def _closed(*, graceful: bool = False) -> None:
    """Nothing is left to be done."""
