"""Countries, the adjectives of their people, and parties."""

from __future__ import annotations

import re
from collections.abc import Sequence

COUNTRIES = frozenset(
    """
    us u.s u.s.a usa uk u.k britain england scotland wales ireland america france germany italy spain portugal
    netherlands belgium switzerland austria sweden norway denmark finland iceland poland czechia slovakia hungary
    romania bulgaria greece turkey russia ukraine belarus estonia latvia lithuania croatia slovenia serbia bosnia
    kosovo albania macedonia montenegro moldova georgia armenia azerbaijan kazakhstan kyrgyzstan uzbekistan
    turkmenistan tajikistan afghanistan pakistan india bangladesh nepal bhutan china taiwan japan korea mongolia
    vietnam thailand laos cambodia myanmar burma malaysia singapore indonesia philippines australia zealand fiji
    samoa tonga iran iraq syria lebanon israel jordan palestine kuwait qatar bahrain oman yemen arabia emirates
    egypt libya tunisia algeria morocco sudan ethiopia eritrea somalia kenya uganda rwanda burundi tanzania congo
    angola zambia zimbabwe malawi mozambique botswana namibia africa nigeria ghana senegal mali niger chad cameroon
    gabon liberia togo benin madagascar mauritius malta cyprus luxembourg canada mexico guatemala honduras salvador
    nicaragua panama cuba haiti jamaica colombia venezuela ecuador peru bolivia chile argentina uruguay paraguay
    brazil guyana europe
    """.split()
)
STATES = frozenset(
    """
    alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana iowa
    kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska
    nevada hampshire jersey carolina dakota ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia
    washington wisconsin wyoming ontario quebec manitoba saskatchewan alberta victoria queensland tasmania
    """.split()
)
"""States and provinces by which news goes, the last words of their names."""
# Adjectives of countries whose ending does not show it.
DEMONYMS = frozenset(
    """
    french german dutch swiss czech slovak greek scots welsh catalan afghan pakistani bangladeshi thai filipino
    iraqi israeli kuwaiti qatari omani yemeni emirati saudi somali malagasy cypriot argentine soviet uzbek kazakh
    kyrgyz tajik turkmen azeri uyghur tibetan serb croat kosovar icelandic
    """.split()
)
PARTIES = frozenset(
    """
    republican democratic democrat labour tory conservative liberal libertarian socialist green communist
    independent progressive
    """.split()
)
# Words of a country's name that name none by themselves; words before the name of a place.
IN_COUNTRIES = frozenset("united states republic north south new kingdom arab saudi sri lanka african".split())
BEFORE_PLACES = IN_COUNTRIES & {"new", "north", "south", "sri", "saudi"} | frozenset(
    "west east northern southern nova puerto costa rhode el san".split()
)

_STORMS = frozenset("cyclone hurricane storm typhoon".split())
_OPENERS_OF_LAND = frozenset("cape glen lake loch mount river".split())
OPENERS_OF_PLACES = BEFORE_PLACES | _STORMS | _OPENERS_OF_LAND | frozenset("fort port upper".split())
"""First words of the names of places and of storms."""
LANDS = frozenset(
    """
    isle isles islands highlands lowlands midlands hebrides peninsula delta coast gulf bay sound strait straits desert
    basin plateau plains hills mountains area side end world cities territory territories emirates republic quarter
    """.split()
)
"""Words for lands and shores in the names of places that have an article: "the Outer Hebrides", "the Bay Area"."""
_NO_SURNAMES = frozenset("street avenue row terrace crescent mews stadium arena oval showground racecourse".split())
_GROUND = _NO_SURNAMES | frozenset("road lane square bridge river lake valley mountain park".split())

_INHABITANTS = frozenset(
    """
    briton dane finn kurd pole scot spaniard swede turk kiwi aussie
    londoner yorker dubliner berliner viennese geordie brummie scouser cockney hoosier
    """.split()
)
"""Nouns for inhabitants that are not the adjective; those in -man are nouns for people."""
_DEMONYM = re.compile(r"[A-Z]\w+(?:ian|ean|ese|ish|[mxr]ican|uan|nyan|tan)$")


_COMPATRIOT = re.compile(r"(?:wo)?m[ae]n$")
_OF_STATE = ("n", "r", "an", "er", "nder", "ite")
_LANDER = re.compile(r"[A-Z]\w+landers?$")


def is_demonym(word: str) -> bool:
    """Tell whether a word is the adjective of a country: "Norwegian"."""
    lower = word.lower()
    of_country = lower.endswith("an") and lower[:-1] in COUNTRIES  # "Jamaican"
    return lower in DEMONYMS or of_country or (bool(_DEMONYM.match(word)) and lower not in COUNTRIES)


def is_inhabitant(word: str) -> bool:
    """Tell whether a name calls somebody, or several, by the country: "Norwegian", "Spaniards", "South African"."""
    before, _, last = word.rpartition(" ")
    if before and before.lower() not in BEFORE_PLACES:
        return False
    compatriot = _COMPATRIOT.sub("", last)
    if compatriot != last and is_demonym(compatriot):
        return True  # "Dutchwoman"
    if last.lower().removesuffix("s") in _INHABITANTS or _LANDER.match(last):
        return True
    return is_demonym(last) or is_demonym(last.removesuffix("s")) or _is_of_state(last.lower().removesuffix("s"))


def _is_of_state(word: str) -> bool:
    """Tell whether a word is made of a state's name: "texan", "ohioan", "quebecer", "wisconsinite"."""
    stems = [word.removesuffix(end) for end in _OF_STATE if word.endswith(end) and len(word) > len(end) + 3]
    return any(state.startswith(stem) for stem in stems for state in STATES)


def is_ground(words: Sequence[str]) -> bool:
    """Tell whether the words of a name are those of a street, of land or water, of a storm: "Mill Street"."""
    storm = len(words) == 2 and words[0].lower() in _STORMS
    return storm or (len(words) > 1 and words[-1].lower() in _GROUND)


def is_surely_ground(words: Sequence[str]) -> bool:
    """Tell whether the words of a name are those of ground, and nobody's: "Preston Oval", but not "Preston Park"."""
    return is_ground(words) and words[-1].lower() in _NO_SURNAMES


def is_land(words: Sequence[str]) -> bool:
    """Tell whether the words of a name are those of land or water: "Lake Kell", "the Gulf", "Preston Oval"."""
    return words[0].lower() in _OPENERS_OF_LAND | LANDS or is_surely_ground(words)


def is_place(word: str) -> bool:
    """Tell whether a word, lower case, names a country or a state."""
    return word in COUNTRIES or word in STATES


def in_country(word: str) -> bool:
    """Tell whether a word stands in the name of a country, or is its adjective: "Saudi", "Arabia", "U.S."."""
    return is_demonym(word) or word.lower().rstrip(".") in COUNTRIES | IN_COUNTRIES
