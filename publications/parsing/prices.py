"""What a printed copy costs, as running text says it: "£20 (plus £1.25 p&p)"."""

from __future__ import annotations

import re
from decimal import Decimal

from publications.parsing.document import Price

_CURRENCIES = {"\u00a3": "GBP", "\u20ac": "EUR", "$": "USD"}
_AMOUNT = (
    r"(?P<sign>[\u00a3\u20ac$])\s?(?P<amount>\d{1,4}(?:\.\d{2})?)"
    r"(?![\d,.]*\d|\s?(?:(?:m|bn|k)\b|million|billion|thousand|a year"
    r"|per (?:year|week|head|person)))"
)
_POSTAGE = (
    r"\s*(?:per copy)?,?\s*\(?\s*(?:plus|\+|and|excluding|exc\.?|with)\s*[\u00a3\u20ac$]\s?"
    r"(?P<postage>\d{1,3}(?:\.\d{2})?)\s*(?:for )?(?:p\s?(?:&|and|\+)\s?p|postage|pp\b|delivery)"
)
_POSTAGE_FIRST = (
    r"\s*[(,]\s*(?:plus )?(?:p\s?(?:&|and|\+)\s?p|postage)[^\d\n]{0,12}[\u00a3\u20ac$]\s?"
    r"(?P<postage_first>\d{1,3}(?:\.\d{2})?)\)?"
)
_PRICE = re.compile(rf"{_AMOUNT}(?P<post>{_POSTAGE}|{_POSTAGE_FIRST})?", re.IGNORECASE)
_IN_WORDS = re.compile(
    r"\bprice\b[:\s]{1,4}(?P<amount>\d{1,3}\.\d{2})(?:\s(?:pounds|net)\b)+", re.IGNORECASE
)
_CUE = re.compile(
    r"\b(?:cost|costs|price|priced|copy|copies|p\s?&\s?p|postage|order|buy|purchase|hard copy"
    r"|available (?:at|for|from)|rrp|isbn)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\s*(?:[(,;/|][^\n]{0,60})?\s*")  # behind a price that stands by itself
_TO_MEMBERS = re.compile(
    r"\s?\(?(?:(?:to|for) )?(?:our )?(?:members|subscribers|concessions)\)?(?:,|;| and| or| /)+\s"
    r"|\s?\(?concessionary\)?(?:,|;| and| or| /)+\s",
    re.IGNORECASE,
)
_NEAR = 80  # characters around an amount in which a word of selling must stand


def find_price(text: str, offset: int = 0) -> Price | None:
    """The first price in ``text`` with a word of selling near it; None for other sums of money."""
    for match in _PRICE.finditer(text):
        around = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        alone = text.lstrip().startswith(match.group()) and _ALONE.fullmatch(text, match.end())
        each = text.startswith(" each", match.end())
        if not (match["post"] or alone or each or _CUE.search(around)):
            continue
        postage = match["postage"] or match["postage_first"]
        if (rest := _TO_MEMBERS.match(text, match.end())) and (
            full := _PRICE.match(text, rest.end())
        ):
            match = full  # what anybody pays
        return Price(
            amount=_money(match["amount"]),
            currency=_CURRENCIES[match["sign"]],
            postage=_money(postage) if postage else "",
            evidence=((match.start() + offset, match.end() + offset),),
        )
    if written := _IN_WORDS.search(text):
        start, end = written.span("amount")
        place = ((start + offset, end + offset),)
        return Price(_money(written["amount"]), "GBP", "", place)
    return None


def _money(digits: str) -> str:
    return f"{Decimal(digits):.2f}"
