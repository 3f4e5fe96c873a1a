"""A page on which a person decides on the quotations of a release, by keyboard; it is served to this machine only.

It needs what the extra ``[review]`` brings.
"""

from __future__ import annotations

from quotes.review.ledger import Ledger
from quotes.review.queue import ORDERS, Order
from quotes.review.server import serve
from quotes.review.session import Session

__all__ = [
    "ORDERS",
    "Ledger",
    "Order",
    "Session",
    "serve",
]
