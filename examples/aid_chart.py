"""Money given by district and year, as a chart: python examples/aid_chart.py news.db aid.svg (needs pandas and Matplotlib).

Text stays text in the picture: who looks at it needs a Chinese font, not the machine that draws it.
"""

from __future__ import annotations

import sys
import warnings

import matplotlib
import pandas

from laomo_extract.store import Store, open_store

matplotlib.use("svg")
matplotlib.rcParams["svg.fonttype"] = "none"
warnings.filterwarnings("ignore", "Glyph .* missing")


def aid(store: Store, most: int = 12) -> pandas.DataFrame:
    """Yuan given, a row a district and a column a year; the districts that gave most."""
    money = store.frame("funds").query(
        "scope == 'event' and basis == 'total' and currency == 'CNY' and part_of.isna()"
    )
    money = money.assign(
        year=money["published"].str[:4],
        district=money["item_districts"].str.split("；").str[0],
        amount=money["amount"].astype(float),  # a picture needs no exact decimals
    )
    table = money[money["district"] != ""].pivot_table("amount", "district", "year", "sum", fill_value=0)
    return table.loc[table.sum(axis=1).nlargest(most).index]


def draw(table: pandas.DataFrame, path: str) -> None:
    """A bar a district, parted by year."""
    axes = table.iloc[::-1].div(10_000).plot.barh(stacked=True, figsize=(8, 0.4 * len(table) + 1.5))
    axes.set(xlabel="万元", ylabel="", title="各区县发放金额")
    axes.figure.savefig(path, bbox_inches="tight", pad_inches=0.5)


if __name__ == "__main__":
    with open_store(sys.argv[1], create=False) as opened:
        draw(aid(opened), sys.argv[2])
