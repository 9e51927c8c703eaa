"""Spans found by bisection."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from analysis.quotes.spans import Spans


@example([(0, 9), (1, 4)], 5, 1)  # the inner one ends where the place begins
@example([(6, 1)], 5, 1)  # one begins where the place ends
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=12), st.integers(0, 40), st.integers(1, 9))
def test_spans_found_by_bisection_are_those_found_by_looking_at_all(spans, start: int, length: int) -> None:
    spans = [(begin, begin + size) for begin, size in spans]
    touching = [n for n, (begin, end) in enumerate(spans) if begin < start + length and start < end]
    assert sorted(Spans(spans).touching(start, start + length)) == touching
    assert Spans(spans).touch(start, start + length) == bool(touching)
    assert Spans(spans).hold(start) == any(begin <= start < end for begin, end in spans)
