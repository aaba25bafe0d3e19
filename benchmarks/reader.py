"""One rival in a process of its own: reads what it is sent, and says at the end what that cost.

    python -m benchmarks.reader NAME

Lines of JSON: a document in, its records out; at the end of input the start-up, the time spent reading, the peak
memory and on how many texts it failed. Imports nothing of laomo_extract, so that a rival's memory is its own.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
import time

_FIRST = "8月27日，涪陵区总工会为62名困难学生发放助学金18.6万元，全国劳动模范周大鹏到场。"


def main() -> None:
    """Serve one rival."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # libraries greet on standard output
    start = time.perf_counter()
    read = importlib.import_module(f"benchmarks.rivals.{sys.argv[1]}").load()
    read(_FIRST, "2024-08-30", "500000")  # some load their data with the first text
    start_up = time.perf_counter() - start
    seconds, characters, failed = 0.0, 0, 0
    for line in sys.stdin:
        document = json.loads(line)
        begin = time.perf_counter()
        try:
            records = read(document["text"], document["published"], document["home"])
        except Exception as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            records, failed = {"items": []}, failed + 1
        seconds += time.perf_counter() - begin
        characters += len(document["text"])
        print(json.dumps(records, ensure_ascii=False), file=answers, flush=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cost = {"start_up": start_up, "speed": characters / 1000 / seconds, "memory": memory, "failed": failed}
    print(json.dumps(cost), file=answers, flush=True)


if __name__ == "__main__":
    main()
