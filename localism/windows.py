"""Moving windows in memory, as a storage of the package `limits`.

The package's own memory starts a thread after a request that looks through all addresses: 6 ms
of processor time a request were measured with 5,000 of them. This one forgets as it goes.
"""

import math
import time
from collections import OrderedDict, deque
from threading import Lock

from limits.storage import MovingWindowSupport, Storage

MOST_KEPT = 50_000  # addresses that a process remembers; of more, the quietest are forgotten


class Windows(Storage, MovingWindowSupport):
    """What each address spent in which second."""

    STORAGE_SCHEME = ["windows"]
    base_exceptions = ValueError

    def __init__(self) -> None:
        super().__init__()
        self._lock = Lock()
        self._spent: OrderedDict[str, deque[tuple[int, int]]] = OrderedDict()

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Spend an amount if the window has room for it."""
        now = int(time.monotonic())
        with self._lock:
            spent = self._spent.setdefault(key, deque())
            self._spent.move_to_end(key)
            while spent and spent[0][0] <= now - expiry:
                spent.popleft()
            if sum(cost for _, cost in spent) + amount > limit:
                return False
            if spent and spent[-1][0] == now:
                amount += spent.pop()[1]
            spent.append((now, amount))
            self._forget(now - expiry)
            return True

    def seconds_until(self, key: str, limit: int, expiry: int, amount: int) -> int:
        """The seconds until the window has room for an amount."""
        now = time.monotonic()
        with self._lock:
            spent = list(self._spent.get(key, ()))
        over = sum(cost for _, cost in spent) + amount - limit
        for when, cost in spent:
            over -= cost
            if over <= 0:
                return max(1, math.ceil(when + expiry - now))
        return expiry

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """When the window began, and what was spent in it."""
        now = time.monotonic()
        with self._lock:
            spent = [each for each in self._spent.get(key, ()) if each[0] > now - expiry]
        return (spent[0][0] if spent else now), sum(cost for _, cost in spent)

    def _forget(self, before: int) -> None:
        # Whoever asked last stands last, so that the quietest are looked at first.
        while self._spent:
            spent = next(iter(self._spent.values()))
            if len(self._spent) <= MOST_KEPT and (not spent or spent[-1][0] > before):
                return
            self._spent.popitem(last=False)

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        with self._lock:
            count = len(self._spent)
            self._spent.clear()
        return count

    def clear(self, key: str) -> None:
        with self._lock:
            self._spent.pop(key, None)

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        raise NotImplementedError("Only moving windows are kept.")

    def get(self, key: str) -> int:
        raise NotImplementedError("Only moving windows are kept.")

    def get_expiry(self, key: str) -> float:
        raise NotImplementedError("Only moving windows are kept.")
