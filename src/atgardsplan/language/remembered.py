"""What has been looked up once is remembered: a table that asks for what it doesn't hold yet."""

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")
_MOST_REMEMBERED = 20_000
"""Bounds the memory; a plan has some thousand words."""


class Remembered(dict[str, Value]):
    """Values of words, asked for when first needed; so most look-ups run in C."""

    def __init__(self, ask: Callable[[str], Value]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, word: str) -> Value:
        if len(self) > _MOST_REMEMBERED:
            self.clear()
        value = self[word] = self._ask(word)
        return value
