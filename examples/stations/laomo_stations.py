"""Rest stations for those who work outdoors: «新建户外劳动者驿站12个», «3个司机之家»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from laomo_extract.records import Mention

_NAMES = r"(?P<name>(?:户外劳动者|快递员|环卫工人|工会)?(?:驿站|爱心站|之家|服务站点?))"
_STATIONS = re.compile(rf"(?P<number>[0-9]+)个{_NAMES}|{_NAMES.replace('name', 'named')}(?P<after>[0-9]+)个")


class Station(Mention):
    """Stations that are opened or kept up."""

    name: str
    number: int


record = Station


def find(text: str) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Find stations in clean text: digits are half-width and characters simplified there."""
    for match in _STATIONS.finditer(text):
        name, number = match["name"] or match["named"], int(match["number"] or match["after"])
        yield match.start(), match.end(), {"name": name, "number": number, "confidence": 0.9}
