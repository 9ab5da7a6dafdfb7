"""How long whoever could not sign in waits before the next try: longer each time."""

from __future__ import annotations

import datetime
import ipaddress

FREE, FREE_FROM_ADDRESS = 5, 20
"""So many failures for a name, and from an address where many people may sit, cost nothing."""
LONGEST = datetime.timedelta(minutes=15)
REMEMBERED = datetime.timedelta(hours=1)
"""Failures are counted over that long."""


def wait(failures: int, latest: datetime.datetime | None, now: datetime.datetime, free: int = FREE) -> datetime.timedelta:
    """How much is left of the wait after so many failures: 1 second after those that are free, then twice as long each time."""
    if latest is None or failures < free:
        return datetime.timedelta()
    whole = min(datetime.timedelta(seconds=2.0 ** min(failures - free, 20)), LONGEST)
    return max(latest + whole - now, datetime.timedelta())


def told(left: datetime.timedelta) -> str:
    """A wait in words."""
    seconds = -(-left // datetime.timedelta(seconds=1))
    minutes = -(-seconds // 60)
    return f"{seconds} seconds" if seconds > 1 and seconds < 90 else "a second" if seconds <= 1 else f"{minutes} minutes"


def neighbourhood(address: str) -> str:
    """What counts as one address: of IPv6, the network of a household (/64), as anybody has all of it."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
    return str(found)
