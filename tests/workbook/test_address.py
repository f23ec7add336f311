from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from atgardsplan.workbook.address import (
    MAX_COLUMN,
    MAX_ROW,
    Range,
    address,
    column_letters,
    parse_address,
    parse_range,
)


@given(st.integers(1, MAX_ROW), st.integers(1, MAX_COLUMN))
def test_an_address_is_read_back_as_the_place_it_was_made_of(row: int, column: int) -> None:
    assert parse_address(address(row, column)) == (row, column)


@given(st.integers(1, MAX_COLUMN))
def test_column_letters_are_those_of_openpyxl(column: int) -> None:
    assert column_letters(column) == get_column_letter(column)


@pytest.mark.parametrize("text", [" ", "A", "1", "A0", "XFE1", "A1048577", "A1:B2", "Å1", "A-1"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        parse_address(text)


def test_a_range_is_turned_so_that_its_first_corner_is_the_upper_left() -> None:
    assert parse_range("$C$5:A3") == Range(3, 1, 5, 3)
    assert parse_range("A3:C5").covers(4, 2)
    assert not parse_range("A3:C5").covers(6, 2)
