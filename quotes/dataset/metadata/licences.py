"""Licences as articles name them, in the identifiers that other tools know."""

from __future__ import annotations

import re

# Of the licences that the Hub accepts (huggingface_hub#4218), those that texts come under and SPDX names alike.
_HUB = set(
    "cc0-1.0 cc-by-2.0 cc-by-2.5 cc-by-3.0 cc-by-4.0 cc-by-sa-3.0 cc-by-sa-4.0 cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 "
    "cc-by-nd-4.0 cc-by-nc-nd-3.0 cc-by-nc-nd-4.0 cc-by-nc-sa-2.0 cc-by-nc-sa-3.0 cc-by-nc-sa-4.0 cdla-sharing-1.0 "
    "cdla-permissive-1.0 etalab-2.0 eupl-1.2 mit apache-2.0 unlicense".split()
)
_HUB_ALIASES = {"pddl-1.0": "pddl", "odbl-1.0": "odbl", "odc-by-1.0": "odc-by"}
_CC_ADDRESS = re.compile(r"https?://creativecommons\.org/(?:licenses|publicdomain)/([a-z-]+)/(\d\.\d)(?:/.*)?")
_SPDX_ADDRESS = re.compile(r"https?://spdx\.org/licenses/([\w.-]+?)(?:\.html)?")


def spdx_id(licence: str) -> str | None:
    """Return the SPDX identifier that a licence is meant by: "CC BY 4.0", its address or "cc-by-4.0"; None if none."""
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    try:
        canonical = str(canonicalize_license_expression(_in_spdx_spelling(licence.strip())))
    except InvalidLicenseExpression:
        return None
    return None if " " in canonical or canonical.startswith("LicenseRef-") else canonical


def hub_id(licence: str) -> str | None:
    """Return the Hub's identifier of a licence, or None where it knows none."""
    lower = (spdx_id(licence) or "").lower()
    return lower if lower in _HUB else _HUB_ALIASES.get(lower)


def _in_spdx_spelling(licence: str) -> str:
    if found := _CC_ADDRESS.fullmatch(licence.lower()):
        kind, version = found.groups()
        return f"CC0-{version}" if kind == "zero" else f"CC-{kind}-{version}"
    if found := _SPDX_ADDRESS.fullmatch(licence):
        return found[1]
    if licence.upper() in ("CC0", "PDDL", "ODBL", "ODC-BY"):
        return f"{licence}-1.0"
    return re.sub(r"\s+", "-", licence) if licence.upper().startswith(("CC BY", "CC0 ")) else licence
