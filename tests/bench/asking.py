"""A load generator: some threads that ask for one page after another and take the time."""

from __future__ import annotations

import http.client
import statistics
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

PATIENCE = 60  # seconds for one answer


@dataclass
class Asked:
    """What was answered: seconds for each answer, seconds from first to last, and of processor."""

    times: list[float] = field(default_factory=list)
    failures: int = 0
    spent: float = 0.0
    processor: float = 0.0

    def add(self, other: Asked) -> None:
        self.times += other.times
        self.failures += other.failures
        self.spent += other.spent
        self.processor += other.processor

    @property
    def rate(self) -> float:
        """Right answers a second."""
        return len(self.times) / self.spent if self.spent else 0.0

    @property
    def cost(self) -> float:
        """Milliseconds of processor time that an answer takes."""
        return 1000 * self.processor / max(len(self.times) + self.failures, 1)

    def at(self, percent: int) -> float:
        """Milliseconds within which so many of a hundred were answered."""
        if len(self.times) < 2:
            return 1000 * self.times[0] if self.times else float("nan")
        return 1000 * statistics.quantiles(self.times, n=100, method="inclusive")[percent - 1]


def ask(
    port: int, addresses: Iterator[str], *, concurrency: int, seconds: float, most: int
) -> Asked:
    """Asks for the next addresses, so many at a time, until time or number is used up."""
    found = Asked()
    lock = threading.Lock()
    begun = time.perf_counter()
    left = most

    def next_address() -> str | None:
        nonlocal left
        with lock:
            if left == 0 or time.perf_counter() - begun > seconds:
                return None
            left -= 1
            return next(addresses)

    def work() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        while address := next_address():
            started = time.perf_counter()
            try:
                connection.request("GET", address)
                answer = connection.getresponse()
                answer.read()
                right = answer.status == 200
            except (OSError, http.client.HTTPException):
                connection.close()
                right = False
            taken = time.perf_counter() - started
            with lock:
                if right:
                    found.times.append(taken)
                else:
                    found.failures += 1
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(concurrency)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found.spent = time.perf_counter() - begun
    return found
