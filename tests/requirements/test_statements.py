"""Statements are found where authors put them, and wanted where the journal wants them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.requirements.manuscripts import finding, manuscript, report

SAYS = 'says = "So it is."\nsource = "guide"'

STATEMENTS = [
    ("funding", "", "", "pass"),
    ("conflict", "", "", "fail"),
    ("conflict", "", "# Competing interests\n\nNone.", "pass"),
    ("conflict", "", "**Competing interests.** None of us has any.", "pass"),
    ("conflict", "", "# Declarations\n\n## Conflict of interest\n\nNone.", "pass"),
    ("acknowledgements", 'need = "never"', "", "pass"),
    ("acknowledgements", 'need = "never"', "# Acknowledgements\n\nThanks to all.", "fail"),
    ("funding", 'where = "system"', "", "pass"),
    ("conflict", 'where = "system"', "We say here: see below.\n\n**Competing interests.** None of us has any.", "pass"),
    ("ethics", 'where = "system"', "", "cannot be checked"),
    ("data-availability", "", "# Data and code availability\n\nAt x.", "pass"),
    ("code-availability", "", "# Data and code availability\n\nAt x.", "pass"),
    ("code-availability", "", "# Data availability\n\nAt x.", "fail"),
    ("data-availability", "", "# Code availability\n\nAt x.", "fail"),
    ("consent", "", "# Declarations\n\n## Consent for publication\n\nGiven.", "pass"),
    ("ai-use", "", "# AI usage disclosure\n\nNone was used.", "pass"),
    ("ai-use", "", "# Use of generative AI and AI-assisted technologies\n\nNone.", "pass"),
    ("ai-use", "", "# Artificial seas\n\nNone.", "fail"),
    ("ethics", 'need = "people-or-animals"', "", "pass"),
]  # fmt: skip


@pytest.mark.parametrize(("role", "keys", "add", "outcome"), STATEMENTS)
def test_a_statement_is_found_where_authors_put_it(
    role: str, keys: str, add: str, outcome: str, tmp_path: Path
) -> None:
    source = manuscript(tmp_path, add=add)
    found = finding(tmp_path, f"[statements.{role}]\n{SAYS}\n{keys}", source)
    assert found.outcome == outcome, found


def test_a_statement_for_the_form_fails_where_it_stays_in_the_manuscript(tmp_path: Path) -> None:
    source = manuscript(
        tmp_path, ("Drift is old news", "**Competing interests.** None of us has any.\n\nDrift is old news")
    )
    found = finding(tmp_path, f'[statements.conflict]\n{SAYS}\nwhere = "system"', source)
    assert (found.outcome, [place.what for place in found.places]) == ("fail", ["“Competing interests …”"])


STUDIED = [
    ("Twelve patients were recruited. The ethics committee of Gdansk approved the study.", "pass"),
    ("Twelve patients were recruited at the harbour.", "fail"),
    ("The mice were anesthetized and shown the sea.", "fail"),
    ("Patients like the sea, as was recruited by tides.", "pass"),
    ("Animals live there. Women and men swim.", "pass"),
]


@pytest.mark.parametrize(("sentence", "outcome"), STUDIED)
def test_a_statement_about_people_or_animals_is_wanted_where_they_were_studied(
    sentence: str, outcome: str, tmp_path: Path
) -> None:
    source = manuscript(tmp_path, ("We threw buoys into the water.", sentence))
    found = finding(tmp_path, f'[statements.ethics]\n{SAYS}\nneed = "people-or-animals"', source)
    assert found.outcome == outcome, found


def test_contributions_told_on_the_title_page_are_found(tmp_path: Path) -> None:
    said = "The authors made the following contributions. Mara Lindqvist: Conceptualization; Tom Okoye: Software."
    source = manuscript(tmp_path, ("---\n\n# Introduction", f"---\n\n{said}\n\n# Introduction"))
    made = report(tmp_path, f"[statements.contributions]\n{SAYS}", source)
    assert [one.outcome for one in made.findings] == ["pass"]


ABROAD = [
    ("de", "Zwölf Patientinnen wurden am Hafen befragt.", "fail"),
    ("de", "Zwölf Probanden wurden rekrutiert; die Ethikkommission stimmte zu.", "pass"),
    ("fr", "Douze participants ont été recrutés au port.", "fail"),
    ("es", "Doce pacientes fueron entrevistados. El comité de ética aprobó el estudio.", "pass"),
    ("pt", "Os camundongos foram anestesiados.", "fail"),
    ("it", "I pazienti hanno firmato il consenso informato.", "fail"),
    ("it", "Le boe si muovono con la marea.", "pass"),
    ("fi", "Kaksitoista potilasta haastateltiin.", "cannot be checked"),
]


@pytest.mark.parametrize(("language", "sentence", "outcome"), ABROAD)
def test_people_and_animals_are_looked_for_in_six_languages(
    language: str, sentence: str, outcome: str, tmp_path: Path
) -> None:
    source = manuscript(
        tmp_path, ("We threw buoys into the water.", sentence), ("lang: en", f"lang: {language}")
    )
    found = finding(tmp_path, f'[statements.ethics]\n{SAYS}\nneed = "people-or-animals"', source)
    assert found.outcome == outcome, found


def test_funding_and_roles_in_front_matter_are_statements(tmp_path: Path) -> None:
    source = manuscript(
        tmp_path,
        ("# Funding\n\nThe Baltic Fund paid for the buoys (grant 17).\n", ""),
        (
            "lang: en",
            "funding:\n  - funder: Baltic Fund\n    award: 17\nlang: en",
        ),
        ("    corresponding: true\n", "    corresponding: true\n    roles: [writing – original draft]\n"),
    )
    made = report(tmp_path, f"[statements.funding]\n{SAYS}\n[statements.contributions]\n{SAYS}", source)
    assert [one.outcome for one in made.findings] == ["pass", "pass"]
