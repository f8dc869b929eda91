"""What the simulated advisers write: notes, next steps, reasons for waiting. No one is named in them."""

from __future__ import annotations

_ANY = (
    "Unterlagen gemeinsam durchgesehen, Kopie liegt dem Vorgang bei.",
    "Merkblatt mitgegeben. Rückfragen bitte telefonisch.",
    "Kurz erklärt, Link zum Formular per E-Mail zugesagt.",
)
_BY_GROUP = {
    "VE": (
        "Vertrag geprüft: Anlage zum Ausbildungsplan fehlt noch.",
        "Vergütung unter dem Tarif – § 17 BBiG erläutert, Betrieb passt an.",
        "Betriebswechsel zum Monatsersten, neuer Vertrag wird eingereicht.",
    ),
    "BE": (
        "Will erstmals ausbilden. Ausbilderschein fehlt, Lehrgang im Herbst.",
        "Zwei Stellen für die Lehrstellenbörse aufgenommen.",
    ),
    "DA": ("Verkürzung um 6 Monate, Zeugnis (Abitur) lag vor.", "Teilzeit: 30 Std. vorgeschlagen."),
    "PR": (
        "Anmeldefrist geprüft, Berichtsheft vollständig.",
        "Ergänzungsprüfung erläutert, Termin im Winter.",
        "Vorzeitige Zulassung: Notenschnitt reicht, Stellungnahme des Betriebs fehlt.",
    ),
    "KO": (
        "Gespräch vertraulich. Nächster Schritt nur nach Rücksprache.",
        "Frist: Schlichtung vor Klage. Bedenkzeit bis nächste Woche.",
    ),
    "SU": (
        "Drei offene Stellen ausgedruckt, Bewerbungsmappe durchgesehen.",
        "Interesse: kaufmännisch. Praktikum vorgeschlagen.",
    ),
    "FO": ("BAB-Antrag erklärt, online möglich.", "Aufstiegs-BAföG: Beratungsstelle genannt."),
    "IN": ("Abschluss aus dem Ausland: FOSA-Antrag mitgegeben.", "Sprachkurs B2 ab nächstem Monat."),
    "ST": (
        "LTE-Funkloch im Hügelland, dritter Hinweis in diesem Jahr.",
        "Straßenbeleuchtung im Gewerbegebiet fällt nachts aus.",
    ),
    "WB": ("Wirtschaftsfachwirt: Lehrgangstermine gezeigt.",),
    "SC": ("Freistellung nach § 15 BBiG erklärt.",),
}

PARTNERS = {
    "VE": ("KH", "KAM"), "BE": ("HWK", "KH"), "DA": ("BKH", "KAM"), "PR": ("BKH", "KAM"),
    "KO": ("ARBG", "KH"), "SU": ("AFA", "JC", "BKH"), "FO": ("AFA", "JC"), "IN": ("FOSA", "ABH", "AFA"),
    "ST": ("WIFÖ", "GIG", "ENA"), "WB": ("AFA", "HWK"), "SC": ("BKH",), "GR": ("ENA", "WIFÖ"),
    "ZZ": ("KAM",),
}  # fmt: skip
"""To whom a group of topics is referred, apart from the IHK in Bochum."""
BOCHUM = "IHK-BO"

NEXT_STEPS = (
    "Rückruf nach Prüfung der Unterlagen",
    "Antrag weiterleiten und Eingang bestätigen",
    "Termin mit der zuständigen Stelle vermitteln",
    "Stellungnahme einholen",
    "Liste der Ansprechpersonen schicken",
)
PARKED = ("holt Unterlagen aus dem Auto", "telefoniert mit dem Betrieb", "kopiert das Zeugnis")
HANDED = ("Fachfrage, bitte übernehmen", "kennt den Vorgang schon")
ON_SITE = ("Ausbildungsstätte ansehen", "Ausbildungsplan vor Ort besprechen", "Eignung klären (§ 27 BBiG)")


def notes_on(code: str) -> tuple[str, ...]:
    """What may be noted on a topic."""
    return _BY_GROUP.get(code[:2], ()) + _ANY
