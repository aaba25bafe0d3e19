"""A folder of pages to the money that each district gave: python examples/ten_lines.py FOLDER."""

import sys
from collections import Counter

import laomo_extract as lx

given: Counter[str] = Counter()
for bulletin in lx.Extractor().pipe(lx.read(sys.argv[1])):
    for item in bulletin.items:
        for fund in item.funds:
            if item.districts and (fund.scope, fund.basis, fund.part_of) == ("event", "total", None):
                given[item.districts[0].name] += int(fund.amount)
print(*(f"{name}\t{yuan}" for name, yuan in given.most_common(10)), sep="\n")
