"""Loops over arrays as machine code, where that pays and Numba is installed (`pip install goodoffices[large]`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, cast


@cache
def compiled(plain: Callable[..., Any]) -> Callable[..., Any]:
    """The same function as machine code, which lets other threads run meanwhile; the function itself where there is no Numba."""
    try:
        import numba
    except ImportError:
        return plain
    return cast(Callable[..., Any], numba.njit(plain, cache=True, nogil=True))
