"""A day as one writes it: 2014-01-20."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any

from pydantic import BeforeValidator

WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _written(value: Any) -> Any:
    """Only what is written as a day: Pydantic would take a number for seconds since 1970."""
    if isinstance(value, str) and not WRITTEN.fullmatch(value):
        raise ValueError("write the day as 2014-01-20")
    if isinstance(value, int | float):
        raise ValueError("write the day as 2014-01-20, in quotation marks")
    return value


Day = Annotated[datetime.date, BeforeValidator(_written)]
