"""A bulletin that tries to be more than text."""

from __future__ import annotations

from laomo_extract.records import Bulletin
from tests.make import bulletin, count, district, fund, item, worker

HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=2'><!--\"&{{ 7*7 }}"
TEXT = f"市总工会慰问{HOSTILE}\u2028\u2029</textarea></style></title>=1+1"


def hostile_bulletin() -> Bulletin:
    return bulletin(
        "b</script>",
        item(
            1,
            heading=HOSTILE,
            start=0,
            end=len(TEXT),
            districts=[district(HOSTILE, province=HOSTILE)],
            workers=[worker(HOSTILE, HOSTILE, employer=HOSTILE)],
            counts=[count(62, who=HOSTILE)],
            funds=[fund("186000", purpose=HOSTILE)],
        ),
        title=HOSTILE,
        source=HOSTILE,
        published="2024-08-30",
    )
