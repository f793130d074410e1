"""What must be worked out before what."""

from __future__ import annotations

from collections.abc import Mapping


def in_order(edges: Mapping[str, set[str]]) -> list[str]:
    """Give each name after all those it needs; names of a circle are left out.

    >>> in_order({"a": {"b"}, "b": {"d"}, "x": {"y"}, "y": {"x"}})
    ['b', 'a']
    """
    waiting = {name: len(needs & edges.keys()) for name, needs in edges.items()}
    users: dict[str, list[str]] = {}
    for name, needs in edges.items():
        for need in needs & edges.keys():
            users.setdefault(need, []).append(name)
    ordered = [name for name, count in waiting.items() if not count]
    for name in ordered:
        for user in users.get(name, ()):
            waiting[user] -= 1
            if not waiting[user]:
                ordered.append(user)
    return ordered
