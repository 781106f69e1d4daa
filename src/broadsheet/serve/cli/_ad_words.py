"""Advertisements in words, as the command line prints them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from broadsheet.core import AdReport, Campaign, Creative, Stored

MILS = 1000


def money(mils: float, currency: str) -> str:
    """`CNY 12.34`, of thousandths of a minor unit."""
    return f"{currency} {mils / MILS / 100:,.2f}"


def told_campaign(out: "Console", kept: "Stored[Campaign]", *, spent: int = 0) -> None:
    """One campaign in two lines."""
    made = kept.value
    each = "a thousand shown" if made.pricing == "cpm" else "a click"
    out.print(f"  campaign {kept.id}. {made.name}: {made.state}", markup=False)
    budget = f"{money(spent, made.currency)} of {money(made.budget * MILS, made.currency)} spent"
    daily = f", {money(made.daily * MILS, made.currency)} a day at most" if made.daily else ""
    out.print(f"    {budget}{daily}; bids {money(made.bid * MILS, made.currency)} for {each}", markup=False)


def told_creative(out: "Console", kept: "Stored[Creative]") -> None:
    """One creative, and what the law had to say of it."""
    made = kept.value
    out.print(f"    creative {kept.id} ({made.language}): {made.state}", markup=False)
    out.print(f"      {made.headline} | {made.text} -> {made.link}", markup=False)
    for line in made.findings:
        out.print(f"      {line}", markup=False, style="dim")


def told_report(out: "Console", found: "AdReport", *, fill: Mapping[str, float], by: str) -> None:
    """The sums, and a line for each of what they are parted by."""
    total = found.total
    rate, low, high = found.rate
    out.print(f"shown {total.impressions}, half seen for a second {total.viewable}, clicked {total.clicks}")
    out.print(f"click rate {rate:.3%} ({low:.3%} to {high:.3%}), spent {money(total.money, found.currency)}")
    out.print(f"expected clicks {total.expected:.1f}, hidden {total.hides}, refused as invalid {total.invalid}")
    if not found.campaign:
        out.print(f"slots filled {fill['filled']:.0f} of {fill['asked']:.0f}")
    for name, count in found.by[by].items():
        line = f"{count.impressions} shown, {count.clicks} clicked, {money(count.money, found.currency)}"
        out.print(f"  {name or '-'}: {line}", markup=False)
