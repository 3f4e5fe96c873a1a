#!/usr/bin/env bash
# Faker, locale en_KE: half of the first names of men are surnames; the women's names among them are listed nowhere else.
#
# In Kenya many surnames are a first name of a parent or grandparent, man or woman. Faker's first_names_male holds
# 282 of its last_names, and with them Wanjiru, Wambui, Njeri, Wanjiku, Nyambura, Wairimu, Wangari and Wangui, which are
# eight of the nine daughters of Mumbi in the Kikuyu story of origin, and women's names to this day. first_names_female
# has none of them. Of 45 draws of first_name_male() one gives a man such a name.
# Why it matters: lists of first names with a gender tell who "she" is. One made of Faker's locales says that Wanjiru is
# a man: "Ms Kamau" is then somebody else than Wanjiru Kamau, and "she" is anybody but her. Invented data has the same
# fault. Guesses that a locale's men are men, or at least not its women, are wrong.
# Seen in Faker 40.63.0. Instead: names that the locale has as surnames, too, tell no gender.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='faker==40.63.0'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
surnames among the first names of men: few
men       none of the daughters
women     Wanjiru Wambui Njeri Wanjiku Nyambura Wairimu Wangari Wangui
END
cat > recorded <<'END'
surnames among the first names of men: 282 of 555
men       Wanjiru Wambui Njeri Wanjiku Nyambura Wairimu Wangari Wangui
women     none of the daughters
END
venv/bin/python - > seen <<'END'
from faker.providers.person.en_KE import Provider

DAUGHTERS = "Wanjiru Wambui Njeri Wanjiku Nyambura Wairimu Wangari Wangui".split()
men, women = set(Provider.first_names_male), set(Provider.first_names_female)
print(f"surnames among the first names of men: {len(men & set(Provider.last_names))} of {len(men)}")
for whose, names in (("men", men), ("women", women)):
    print(f"{whose:9} {' '.join(name for name in DAUGHTERS if name in names) or 'none of the daughters'}")
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
