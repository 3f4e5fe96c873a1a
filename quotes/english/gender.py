"""Who is a woman or a man: by given name, by title or noun, by pronoun."""

from __future__ import annotations

import functools
import unicodedata
from pathlib import Path

FEMALE_WORDS = frozenset(
    """
    mrs ms miss mdm madam madame lady dame baroness queen princess sister mother wife daughter aunt niece grandmother
    woman girl actress spokeswoman chairwoman congresswoman councilwoman assemblywoman businesswoman policewoman
    heroine widow stepmother saleswoman sportswoman noblewoman waitress hostess ex-wife girlfriend granddaughter mom
    mum nun grandma granny gran nan nana auntie aunty
    """.split()
)
MALE_WORDS = frozenset(
    """
    mr sir lord baron king prince brother father husband son uncle nephew grandfather man boy spokesman
    chairman congressman councilman assemblyman businessman policeman hero widower stepfather salesman sportsman
    nobleman waiter ex-husband boyfriend grandson hubby dad grandad granddad grandpa pope imam priest
    """.split()
)
OFFICES_OF_MEN = MALE_WORDS & frozenset("spokesman chairman congressman councilman assemblyman".split())
"""Those by which some papers call whoever holds them, so that a given name tells more: "Chairman Ann Orr"."""
_FEMALE_ENDINGS = ("woman", "mother", "daughter", "sister", "tress", "lady", "girl")
_MALE_ENDINGS = ("father", "brother", "boy", "grandson", "stepson", "godson", "headmaster", "landlord")
PERSON_PRONOUNS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
HE = frozenset({"himself"}.union(word for word, gender in PERSON_PRONOUNS.items() if gender == "m"))
SHE = frozenset({"herself"}.union(word for word, gender in PERSON_PRONOUNS.items() if gender == "f"))

_EITHER = frozenset("alex ashley bertie cameron charlie drew jan kim lindsay mattie max mel ronnie sam sasha".split())
"""Names and short forms that women and men bear, though one of them more often in the lists."""

_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th", "ß": "ss", "’": "'"}
)
_GIVEN_NAMES = Path(__file__).parent / "given_names.txt"


@functools.cache
def _given_names() -> dict[str, str | None]:
    """Return name -> "f", "m", or None for those that both bear."""
    text = _GIVEN_NAMES.read_text(encoding="utf-8")
    female, _, rest = text.partition("\nfemale:\n")[2].partition("\nmale:\n")
    male, _, both = rest.partition("\nboth:\n")
    known = dict.fromkeys(both.split()) | dict.fromkeys(female.split(), "f") | dict.fromkeys(male.split(), "m")
    return known | dict.fromkeys(_EITHER)


def gender_of(given_name: str) -> str | None:
    """Return "f" or "m" for a given name that (nearly) only women, or only men, bear."""
    name = _plain(given_name)
    if "-" not in name or name in _given_names():
        return _given_names().get(name)
    genders = {_given_names().get(part) for part in name.split("-")} if is_given_name(name) else set()
    return genders.pop() if len(genders) == 1 else None  # "Anne-Sofie", but not "Jean-Luc"


def gender_of_noun(word: str) -> str | None:
    """Return "f" or "m" for a title or noun, lower case, of women or of men only."""
    word = word.removesuffix("-in-law")
    if word in OFFICES_OF_MEN:
        return None
    if word in FEMALE_WORDS or word.endswith(_FEMALE_ENDINGS):
        return "f"
    return "m" if word in MALE_WORDS or word.endswith(_MALE_ENDINGS) else None


@functools.lru_cache(maxsize=2**16)
def is_given_name(word: str) -> bool:
    """Tell whether a word is somebody's first name, perhaps among other things; "Anne-Sofie" is two."""
    name = _plain(word)
    return name in _given_names() or ("-" in name and all(part in _given_names() for part in name.split("-")))


def _plain(name: str) -> str:
    """Return a name in lower case, without accents."""
    if name.isascii():
        return name.lower()
    letters = unicodedata.normalize("NFKD", name.lower().translate(_PLAIN_LETTERS))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
