"""Names and where their owners work, and surnames with a slip: small made-up articles."""

from dataclasses import replace

import pytest

from analysis.entities import identify
from analysis.reading import read_article
from tests.test_entities import found, known, marked, speakers


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


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{J.M. Telli, a fellow of the house,} said no.", "person"),
        ("{Orva Telli, a Norwegian then working for a bank,} said no.", "person"),
        ("{Orva Telli, a Finnish Bank trainee,} said no.", "person"),
        ("{Orva Telli, a Finnish Bank,} said no.", "institution"),
        ("{Verda Minerals, a mining giant,} said no.", "institution"),
        ("{Orva Telli (@telli)} said no.", "person"),
        ("{Orva Telli of Bremmer, a private bank,} said no.", "person"),
        ("{Orva Telli of the small Bremmer bank} said no.", "person"),
        ("{M. Orva Telli, whose boat sank,} said no.", "person"),
        ("{Co-anchor Peter Telli, who was not seen,} said no.", "person"),
        ("{Dock Workers Secretary-Treasurer Peter Telli} said no.", "person"),
        ("{Mr Telli of the Harbor Policy Center} said no.", "person"),
        ("{Young Voices of Bremmer} said no.", "institution"),
        ("{Harbor County Supervisor of Elections} said no.", "anonymous"),
        ("{Orva Telli, in Oslo,} said no.", "institution"),
        ("{Orva Telli, a Norwegian,} said no.", "person"),
        ("{Bremmer Lane, a Norwegian retailer,} said no.", "institution"),
        ("{Bremmer Lane, a London think tank,} said no.", "institution"),
        ("{Bremmer Lane, whose shares fell,} said no.", "institution"),
        ("{Bremmer Lane of Ohio} said no.", "institution"),
        ("{Bremmer Lane of Greater Oslo} said no.", "institution"),
        ("{Queens Park Wanderers} said no.", "institution"),
        ("{Mothers Against Drunken Sailing} said no.", "institution"),
        ("{IS} said no.", "institution"),
    ],
)
def test_what_stands_behind_a_name_shows_a_person(text, kind):
    who = known(f"It was late.\n\n{text}")
    assert [who.entities[s].kind for a in who.quotes[0].attributions for s in a.speakers] == [kind]


def test_who_has_a_show_is_its_host():
    text = "It was late on the Nora Quist Show.\n\n{Quist} said no."
    assert speakers(text) == [["Nora Quist"]]
    assert found("It was late on the Nora Quist Show.") == {"Nora Quist Show": "thing"}


@pytest.mark.parametrize("words", ["King", "Ms. King", "Rep. King", "Ms King"])
def test_a_surname_that_is_a_title_is_the_persons_also_alone(words):
    assert speakers(f"Nora King came. It rained.\n\n{{{words}}} said no.") == [["Nora King"]]


@pytest.mark.parametrize("words", ["Several", "One in five", "Fifty of the men", "Much of the town", "Others"])
def test_a_number_is_nobodys_name(words):
    who = known(f"Nora Quist came. It rained.\n\n{{{words}}} said no.")
    assert [who.entities[s].kind for a in who.quotes[0].attributions for s in a.speakers] == ["anonymous"]


def test_anything_is_nobody():
    assert speakers("It rained.\n\n{Anything} said no.") == [[]]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("A study by Nora Quist and Peter Rask", ["study by Nora Quist"]),
        ("Critics of Mayor Quist and Senator Rask", ["Critics of Mayor Quist"]),
        ("Critics of Mayor Quist, Senator Rask and former Mayor Laura Vann", ["Critics of Mayor Quist"]),
        ("Nora Quist, a critic of Peter Rask and Martin Sole,", ["Nora Quist"]),
        ("Economists Nora Quist and Peter Rask", ["Nora Quist", "Peter Rask"]),
        ("Actors Orva Telli and Peter Rask", ["Orva Telli", "Peter Rask"]),
        ("Writers Guild and Peter Rask", ["Writers Guild", "Peter Rask"]),
        ("Along with Nora Quist, Peter Rask and Laura Vann", ["Nora Quist", "Peter Rask", "Laura Vann"]),
        ("that Nora Quist and Peter Rask", ["Nora Quist", "Peter Rask"]),
        ("Mr. Rask and Mrs. Quist", ["Peter Rask", "Nora Quist"]),
        ("Nora Quist, the wife of Peter Rask, and Laura Vann", ["Nora Quist", "Laura Vann"]),
        ("Nora Quist, a critic of Peter Rask and Martin Sole, and Laura Vann", ["Nora Quist", "Laura Vann"]),
        ("Nora Quist, a critic of Peter Rask, Martin Sole, and Laura Vann", ["Nora Quist"]),
        ("Nora Quist, along with Mayor Peter Rask and Laura Vann,", ["Nora Quist", "Peter Rask", "Laura Vann"]),
        (
            "The others at the pier -- Nora Quist, Mayor Peter Rask and Gov. Laura Vann --",
            ["Nora Quist", "Peter Rask", "Laura Vann"],
        ),
    ],
)
def test_names_in_a_list_are_heads_or_hang_on_one_together(source, names):
    text = f"Nora Quist met Peter Rask. Laura Vann met Martin Sole.\n\nIt was late. {{{source}}} said no."
    assert [name.startswith(want) for name, want in zip(speakers(text)[0], names, strict=True)] == [True] * len(names)


@pytest.mark.parametrize(
    ("source", "want"),
    [
        ("the Norwegian sailor Feyo Lillesa, who won,", ("Feyo Lillesa", "person")),
        ("the Norwegian newspaper Lillesa", ("Lillesa", "institution")),
        ("the Harbor Workers of Norway", ("Harbor Workers", "institution")),
        ("the harbor workers of Norway", ("harbor workers of Norway", "anonymous")),
        ("the Harbor Republicans", ("Harbor Republicans", "anonymous")),
        ("the so-called Islamic State", ("Islamic State", "institution")),
        ("the Harbor Committee — Ohio most of all —", ("Harbor Committee", "institution")),
        ("a Harbor poll last week", ("Harbor poll last week", "document")),
        ("a report issued earlier this year", ("report issued earlier this year", "document")),
        ("Peter Rask’s new book Late Again", ("Peter Rask’s new book Late Again", "document")),
        ("his book “Late Again”", ("book “Late Again", "document")),
        ("the defeated “Remain” campaign", ("defeated Remain campaign", "institution")),
        ("the defeated ‘Remain’ campaign", ("defeated Remain campaign", "institution")),
        ("the defeated 'Don't Go' campaign", ("defeated Don't Go campaign", "institution")),
        ("his book ‘Late Again’", ("book ‘Late Again", "document")),
        ("the Norwegian brewer Feyo Lillesa, which fell,", ("Norwegian brewer Feyo Lillesa", "anonymous")),
        ("the Norwegian business Feyo Lillesa, since sold,", ("Feyo Lillesa", "institution")),
        ("Nora King", ("Nora King", "person")),
        ("Nora Will", ("Nora Will", "person")),
        ("Captain Nora King", ("Nora King", "person")),
        ("Nora Luther King Jr.", ("Nora Luther King Jr", "person")),
        ("the king", ("king", "anonymous")),
        ("Lockheed Martin", ("Lockheed Martin", "institution")),
        ("Tory MPs", ("Tory MPs", "anonymous")),
        ("the online retail giant", ("online retail giant", "institution")),
        ("Charlotte Airport", ("Charlotte Airport", "institution")),
    ],
)
def test_what_a_source_of_several_words_is(source, want):
    who = known(f"It was late on Monday.\n\n{{{source}}} said no.")
    assert [(who.entities[s].name, who.entities[s].kind) for a in who.quotes[0].attributions for s in a.speakers] == [want]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It was Skyline, a private company {that} said no.", "Skyline"),
        ("It was the Harbor Board, an agency {that} said no.", "Harbor Board"),
        ("On Monday the Harbor Union met.\n\nThe union, {which} said no, left.", "Harbor Union"),
        ("It was a small museum {that} said no.", "small museum"),
        ("It was Nora Quist, a company {that} said no.", "company"),
    ],
)
def test_that_behind_a_body_is_the_body(text, name):
    assert speakers(text) == [[name]]


def test_a_subhead_names_in_full_whom_the_body_names_short():
    text = "Quist for a Ferry\n\nNora Quist wants to see the ferry run.\n\nAt noon {Quist} said no."
    reading, quotes = marked(text)
    roles = ("headline", "subhead", "body")
    paragraphs = tuple(replace(p, role=role) for p, role in zip(reading.article.paragraphs, roles, strict=True))
    who = identify([read_article(replace(reading.article, paragraphs=paragraphs))], [quotes])
    assert [who.entities[s].name for a in who.quotes[0].attributions for s in a.speakers] == ["Nora Quist"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Robert “Bob” Rask came. {Rask} said no.", ["Robert Rask"]),
        ('It was Robert "Bob" Rask at noon. {Rask} said no.', ["Robert Rask"]),
        ("It was Otto ‘The Rock’ Telli at noon. {Otto ‘The Rock’ Telli} said no.", ["Otto Telli"]),
        ("Rask read the “Gazette” Monday. {Rask} said no.", ["Rask"]),
        ("It was Ana García Márquez at noon. {García} said no.", ["Ana García Márquez"]),
        ("It was Jan Quist-Vann at noon. {Vann} said no.", ["Jan Quist-Vann"]),
        ("It was Ivo Quist-Vann and Ida Vann at noon. {Vann} said no.", ["Ida Vann"]),
        ("It was Ana García Márquez and Juan García Brunn at noon. {García} said no.", ["García"]),  # whose would it be?
        ("It was Nora Luther Quist at noon with Ivo Sole. {Paul} said no.", ["Paul"]),
        ("It was Volkswagen AG at noon. {Volkswagen} said no.", ["Volkswagen AG"]),
        ("It was the Bolton Wanderers at noon. {The Wanderers} said no.", ["Bolton Wanderers"]),
        ("They met Harbor Rovers. On Monday {Rovers} said no.", ["Harbor Rovers"]),
        ("They met the Harbor Post. On Monday {the Post} said no.", ["Harbor Post"]),
        ("They met the Harbor Post and the Valley Post. On Monday {the Post} said no.", ["Post"]),  # which of the two?
        ("They met the Harbor Senate. On Monday {the Senate} said no.", ["Senate"]),  # one of the list
        ("It was Harbor County Recorder Nora R. Quist at noon. On Monday {Quist} said no.", ["Nora R. Quist"]),
        ("It was Harbor Mayor Nora Guardian at noon. On Monday {Guardian} said no.", ["Nora Guardian"]),
        ("{Minister for Transport Nora Quist} said no.", ["Nora Quist"]),
        ("{Secretary of State Nora R. Quist} said no.", ["Nora R. Quist"]),
        ("It was Harbor Head of Sport Nora Quist at noon. {Quist} said no.", ["Nora Quist"]),
        ("{Critics of Nora Quist} said no.", ["Critics of Nora Quist"]),
        ("They met the Harbour Workers' Union. {The union} said no.", ["Harbour Workers' Union"]),
        ("On Monday {the Harbour Workers’ Union} said no.", ["Harbour Workers’ Union"]),
        ("They met the Women's Institute. {The institute} said no.", ["Women's Institute"]),
        ("They met Quist's Union. {The union} said no.", ["Union"]),
        ("On Monday {officials, among them Nora Quist,} said no.", ["officials"]),
        ("{Economist Nora Quist of the University of Bremmer} said no.", ["Nora Quist"]),
        ("{Pronouncer Nora Quist} said no.", ["Nora Quist"]),
        ("{Twelve-year-old Nora Quist} said no.", ["Nora Quist"]),
        ("Rain in Charge Nora Quist fell, {Nora Quist} said.", ["Nora Quist"]),
        ("On Monday {Charlotte Airport} said no.", ["Charlotte Airport"]),
        ("{Mother of three Nora Quist} said no.", ["Nora Quist"]),
        ("On Monday {Buckingham Palace} said no.", ["Buckingham Palace"]),
        ("On Monday {one of them, baker Lee Soo-jin,} said no.", ["Lee Soo-jin"]),
        ("On Monday {the director of the Harbor Centre, Oba Kirsk,} said no.", ["Oba Kirsk"]),
        ("It was Lt. Cmdr. Nora Quist at noon. {Quist} said no.", ["Nora Quist"]),
        ("It was Laura Quist KC at noon. {Quist} said no.", ["Laura Quist"]),
        ("{His wife, Nora,} said no, and Nora Quist, 40, left.", ["Nora Quist"]),
        ("{His son Peter} said no, and Peter Quist, 40, left.", ["Peter"]),  # who may be another Peter
        ("It was Kyle Quist at noon. {Mrs. Quist} said no.", ["Quist"]),  # somebody else
        ("It was Kyle Quist at noon with Mrs. Quist. {Quist} said no.", ["Kyle Quist"]),
        ("On Monday {the Commissioner for Finance, Dr Nora Quist,} said no.", ["Nora Quist"]),
        ("It was Alhaja Nora Quist at noon. {Alhaja Quist} said no.", ["Nora Quist"]),
        ("It was Taoiseach Nora Quist at noon. {The Taoiseach} said no.", ["Nora Quist"]),
        ("It was Harbor TD Nora Quist at noon. {Quist} said no.", ["Nora Quist"]),
        ("On Monday {Nora} said no.", ["Nora"]),
        ("It was J.D. Quist at noon. {JD Quist} said no.", ["J.D. Quist"]),
        ("It was U.S. Democratic weather. {Democratic} said no.", ["Democratic"]),
        ("Nora Church, a singer, came. {Mr. Church} said no.", ["Church"]),
        ("Nora Church, a singer, came. {Ms. Church} said no.", ["Nora Church"]),
        ("Team Quist won. It was Nora Quist at noon. {Quist} said no.", ["Nora Quist"]),
        # of two with one surname, who was just named; or who has the office
        ("Ivan Hollis fell. His father, Earl Hollis, sang. {Hollis} said no.", ["Earl Hollis"]),
        (
            "Ivan Hollis fell. Ivan Hollis is 9. Ivan Hollis, Ivan Hollis. Ivan Hollis and Earl Hollis sang. {Hollis} said no.",
            ["Ivan Hollis"],
        ),
        ("Cllr Jean Pemberton left. Liz Pemberton sang. {Ms. Pemberton} said no.", ["Liz Pemberton"]),
        ("Sir Otto Bride, a former chief of the ballet, came. {Sir Otto} said no.", ["Otto Bride"]),
        ("Prime Minister Nora Quist came. {PM Quist} said no.", ["Nora Quist"]),
        ("Prime Minister Nora Quist came. {The PM} said no.", ["Nora Quist"]),
        ("RMT general secretary Otto Falk met Transport Secretary Ida Sole. {The RMT boss} said no.", ["Otto Falk"]),
        # bodies
        ("On Monday {the Department for Education} said no.", ["Department for Education"]),
        ("On Monday {the Food and Drug Administration} said no. It rained. FDA.", ["Food and Drug Administration"]),
        ("They met the Food and Drug Administration. {The FDA} said no.", ["Food and Drug Administration"]),
        ("On Monday {the Senate and House} said no.", ["Senate", "House"]),
        ("On Monday {the FBI and Justice Department} said no.", ["FBI", "Justice Department"]),
        ("On Monday {the Army and Air Force} said no.", ["Army", "Air Force"]),
        ("On Monday {the Guardian and Harbor Post} said no.", ["Guardian", "Harbor Post"]),
        ("On Monday {the Securities and Exchange Commission} said no.", ["Securities and Exchange Commission"]),
        ("{Norvane and Toyota} said no.", ["Norvane", "Toyota"]),
        ("{Current and former officials} said no.", ["Current and former officials"]),
        ("On Monday {Rugby Australia} said no. It was late.", ["Rugby Australia"]),
        ("On Monday {Marks & Spencer} said no.", ["Marks & Spencer"]),
        ("On Monday {Spain's weather agency AEMET} said no.", ["AEMET"]),
        ("On Monday {(Senator Nora Quist of Ohio)} said no.", ["Nora Quist"]),
        ("On Monday {Senator Nora Quist (APC, Borno North)} said no.", ["Nora Quist"]),
        ("On Monday {Wahyudi, a lawmaker,} said no.", ["Wahyudi"]),
        ("It was the Queen Elizabeth Hospital at noon. On Monday {the hospital} said no.", ["Queen Elizabeth Hospital"]),
        ("On Monday {Speaker of the House Nora Quist (R-Ohio)} said no.", ["Nora Quist"]),
        ("On Monday {Gov. Nora Quist (R)} said she was late.", ["Nora Quist"]),
        ("On Monday {HP} said she was late.", ["HP"]),
    ],
)
def test_parts_of_names(text, names):
    assert speakers(f"Rain over the valley\n\n{text}") == [names]


@pytest.mark.parametrize(("name", "body"), [("Volkswagen AG", True), ("Ohio AG", False), ("Bolton Wanderers", True)])
def test_a_body_by_its_last_word(name, body):
    assert found(f"It was {name} at noon.").get(name) == ("institution" if body else "")
