"""Which pages of the desk each journey walks in every mode, and which are no page to walk.

Names are those of the desk's table of addresses. Each journey holds its own walk against this list,
and tests/architecture/test_walks.py holds the whole list against the table: a new page is walked, or
says here why it is not.
"""

from __future__ import annotations

WALKS: dict[str, set[str]] = {
    "archive": {
        "archive:agree", "archive:archive", "archive:copy", "archive:destroy", "archive:enter",
        "archive:exhibit", "archive:grant", "archive:leaf", "archive:reword", "archive:take",
        "archive:take-back", "archive:testimony", "archive:who", "findings:against",
        "findings:bring", "findings:finding", "findings:findings", "findings:link",
        "findings:members", "findings:said", "findings:statement", "findings:testimony",
    },
    "casework": {
        "cases:access", "cases:case", "cases:cases", "cases:change", "cases:close",
        "cases:closed", "cases:closed-leaf", "cases:hand-over", "cases:identity",
        "cases:journey", "cases:leaf", "cases:open", "cases:place", "cases:plan", "cases:shred",
        "cases:tell", "cases:why", "departures:check-in", "departures:leaf", "departures:still",
        "departures:told", "lost:list", "lost:lost", "places:add", "places:address",
        "places:change", "places:leaf", "places:place", "places:places", "plan:case",
        "plan:plan", "tasks:leaf", "tasks:tasks", "tasks:theirs", "tasks:theirs-leaf",
    },
    "frame": {
        "parts:parts", "start", "you:gone", "you:lock", "you:log-in", "you:you",
    },
    "inbox": {
        "line:aside", "line:asked", "line:call", "line:call-again", "line:call-backs",
        "line:conversation", "line:earlier", "line:inbox", "line:leaf", "line:more", "line:saved",
        "line:saved-add", "line:saved-change", "line:seen", "line:shelf", "line:shortcuts",
    },
    "passage": {
        "cases:journey", "cases:pathway", "cases:pathways", "cases:plan", "cases:traces",
        "departures:still", "helpers:helper", "helpers:helpers", "helpers:terms", "lost:calls",
        "lost:list", "lost:lost", "lost:replan", "pathways:add", "pathways:change", "pathways:programme",
        "pathways:programmes", "places:add", "places:change", "places:place", "plan:plan", "plan:ride",
        "plan:rides", "plan:search", "tasks:tasks", "vehicles:add", "vehicles:change",
        "vehicles:plate", "vehicles:vehicle", "vehicles:vehicles",
    },
    "records": {
        "cases:case", "cases:close", "cases:device", "cases:devices", "cases:document",
        "cases:documents", "cases:health", "cases:health-access", "cases:health-entry",
        "cases:health-why", "cases:household", "cases:incoming", "cases:keeping",
        "cases:ledger", "cases:letterbox", "cases:member", "cases:money", "cases:payment",
        "cases:referral", "cases:referrals",
    },
    "releases": {
        "releases:add", "releases:draft", "releases:hits", "releases:recall",
        "releases:recalls", "releases:release", "releases:releases", "releases:reword",
        "releases:share", "releases:sign",
    },
    "team": {
        "team:hand-over", "team:interview", "team:load", "team:press", "team:rota",
        "team:settings", "team:team", "team:told", "team:write",
    },
    "thread": {
        "archive:agree", "archive:enter", "archive:exhibit", "archive:grant", "archive:take",
        "archive:take-back", "archive:testimony", "cases:access", "cases:case",
        "cases:identity", "cases:journey", "cases:open", "cases:place", "cases:plan",
        "cases:shred", "cases:why", "departures:check-in", "departures:still",
        "departures:told", "findings:bring", "findings:finding", "findings:findings",
        "findings:link", "findings:members", "findings:statement", "findings:testimony",
        "findings:undo", "line:call", "line:conversation", "line:inbox", "places:add",
        "places:place", "releases:add", "releases:draft", "releases:hits", "releases:recall",
        "releases:recalls", "releases:release", "releases:releases", "releases:share",
        "releases:sign", "tasks:tasks", "tasks:theirs",
    },
    "vetting": {
        "cases:add-threat", "cases:approvals", "cases:case", "cases:cases",
        "cases:change-threat", "cases:flags", "cases:instrument", "cases:instruments",
        "cases:risk", "cases:supervision", "cases:threat-who", "cases:threats", "cases:vetting",
        "network:add", "network:change", "network:helper", "network:network", "network:vetting",
        "network:who", "tasks:tasks",
    },
}  # fmt: skip
NOT_WALKED: dict[str, str] = {
    "archive:cleaned": "A file that is fetched, and no page.",
    "archive:download": "A file that is fetched, and no page.",
    "cases:receipt": "A file that is fetched, and no page.",
    "departures:board": "It renews itself; departures:still is the same page, which does not.",
    "findings:figures": "A picture; its words stand beside it on the page of the finding.",
    "fixed": "The style sheet, the icon and the one script that pages load.",
    "line:cleaned": "A file that is fetched, and no page.",
    "line:file": "A file that is fetched, and no page.",
    "line:whole": "A file that is fetched, and no page.",
}
