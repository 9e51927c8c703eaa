"""Names and where their owners work, and surnames with a slip: small made-up articles."""

import pytest

from tests.test_entities import found, known, speakers


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("It was Jane Roe of the Harbor Group at noon.", "Jane Roe"),
        ("It was Jane Roe of Chatham House at noon.", "Jane Roe"),
        ("It was Jane Roe of NATO at noon.", "Jane Roe"),
        ("It was Senator Jane Roe of the Harbor Group at noon.", "Jane Roe"),
        ("It was Orhan Telly of the Center for Harbor Studies at noon.", "Orhan Telly"),
        ("It was J. Bram Telly of Harbor Watch at noon.", "J. Bram Telly"),
        # not people, or not told
        ("It was the Big Sisters of NATO at noon.", ""),
        ("It was the Friends of the Harbor Group at noon.", ""),
        ("It was the Supreme Court of Ohio State University at noon.", ""),
        ("It was the Harbor Workers of the Northern Union at noon.", ""),
        ("It was the William Holt Museum of the Harbor Society at noon.", ""),
        ("It was the Prime Minister of the Harbor Group at noon.", ""),
    ],
)
def test_a_person_and_a_body_are_two_names(text, person):
    people = {name for name, kind in found(text).items() if kind == "person"}
    assert people == ({person} if person else set())


def test_who_is_named_with_a_body_is_one_with_the_surname_and_has_it_as_a_role():
    who = known("At noon {Orhan Telly of the Harbor Institute} said no.\n\nLater {Telly} said yes.")
    assert {a.speakers for a in who.quotes[0].attributions} == {("orhan-telly",)}
    assert list(who.entities["orhan-telly"].roles) == ["harbor institute"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nora Quist came. It rained.\n\n{Qiust} said no.", "Nora Quist"),
        ("Nora Quist came. It rained.\n\n{Quists} said no.", "Nora Quist"),
        ("Nora Quist came. It rained.\n\n{Qwisst} said no.", "Qwisst"),
        ("Nora Quist came. It rained. Qiust is sad.\n\n{Qiust} said no.", "Qiust"),  # twice is no slip
        ("Nora Quist came with Otto Quiss. It rained.\n\n{Quisp} said no.", "Quisp"),  # whose would it be?
    ],
)
def test_a_surname_with_a_slip_is_the_persons_who_alone_has_it(text, name):
    assert speakers(text) == [[name]]


def test_a_slip_is_kept_as_the_reason():
    who = known("Nora Quist came. It rained.\n\n{Qiust} said no.")
    assert "Qiust: spelling" in who.entities["nora-quist"].merged
