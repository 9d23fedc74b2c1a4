"""Gives the samples to two readers that others wrote (PyPI vobject and icalendar) and compares what they
understand with what was meant. Run with a Python that has both: `python tests/independent.py`."""

import datetime as dt
import pathlib
import sys

import icalendar
import vobject

SAMPLES = pathlib.Path(__file__).parent / "samples"
UTC = dt.timezone.utc
checks = 0


def same(what, got, want):
    global checks
    checks += 1
    if got != want:
        sys.exit(f"{what}: read {got!r}, meant {want!r}")


def utc(*parts):
    return dt.datetime(*parts, tzinfo=UTC)


def instant(value):
    return value.astimezone(UTC) if isinstance(value, dt.datetime) else value


SUMMARY = "Kuntajohtajakokous 12/2026; Lahti, Hollola – yhteistyö\\ensi vuosi"
DESCRIPTION = (
    'Esityslista:\n1. Avaus\n2. Väestöennuste, "uusi"; 100 % kunnista\n\n'
    + "ääkkösiä €uroja 🗓 " * 12
    + "\nEND:VEVENT\nBEGIN:VEVENT"
)
ATTENDEES = [
    ("mailto:p%C3%A4ivi.virtanen@example.fi", "Virtanen, Päivi; 'pj'", "CHAIR", "TRUE"),
    ("mailto:asa+kokous@example.fi", "Åsa Öhman", "REQ-PARTICIPANT", "TRUE"),
    ("mailto:kirjaamo@example.fi", None, "NON-PARTICIPANT", "FALSE"),
]
FEED = [
    ("Kesäkuu", utc(2026, 6, 10, 6), utc(2026, 6, 10, 9), "CONFIRMED"),
    ("Joulukuu", utc(2026, 12, 9, 7), utc(2026, 12, 9, 10), "TENTATIVE"),
    ("Siirtymä", utc(2026, 10, 25, 1, 30), utc(2026, 10, 25, 2, 30), "CONFIRMED"),
    ("Ennen", utc(1975, 7, 1, 6), utc(1975, 7, 1, 7), "CONFIRMED"),
    ("Peruttu", utc(2026, 9, 9, 6), None, "CANCELLED"),
    ("Seminaari", dt.date(2026, 12, 30), dt.date(2027, 1, 1), "CONFIRMED"),
]


def read_bytes(name):
    raw = (SAMPLES / name).read_bytes()
    lines = raw.split(b"\r\n")
    same(f"{name}: last line", lines[-1], b"")
    for line in lines:
        same(f"{name}: bare line end", b"\n" in line or b"\r" in line, False)
        same(f"{name}: octets of {line!r}", len(line) <= 75, True)
        line.decode("utf-8")
    return raw


def call_by_icalendar(name, method, sequence, status):
    calendar = icalendar.Calendar.from_ical(read_bytes(name))
    same(f"{name}: errors", [c.errors for c in calendar.walk() if c.errors], [])
    same(f"{name}: METHOD", str(calendar["METHOD"]), method)
    (event,) = calendar.walk("VEVENT")
    same(f"{name}: UID", str(event["UID"]), "kokous-0197f3a2@talkoot.example.fi")
    same(f"{name}: SEQUENCE", int(event["SEQUENCE"]), sequence)
    same(f"{name}: STATUS", str(event["STATUS"]), status)
    same(f"{name}: DTSTAMP", event["DTSTAMP"].dt, utc(2026, 11, 21, 10))
    same(f"{name}: DTSTART", instant(event["DTSTART"].dt), utc(2026, 12, 9, 7))
    same(f"{name}: DTEND", instant(event["DTEND"].dt), utc(2026, 12, 9, 10))
    same(f"{name}: SUMMARY", str(event["SUMMARY"]), SUMMARY)
    same(f"{name}: DESCRIPTION", str(event["DESCRIPTION"]), DESCRIPTION)
    same(f"{name}: LOCATION", str(event["LOCATION"]), "Maakuntatalo, kabinetti 3; Lahti")
    same(f"{name}: URL", str(event["URL"]), "https://talkoot.example.fi/fi/meetings/0197f3a2?a=1,2;b=3")
    same(f"{name}: ORGANIZER", str(event["ORGANIZER"]), "mailto:kokoukset@talkoot.example.fi")
    same(f"{name}: CN", event["ORGANIZER"].params["CN"], "Päijät-Hämeen liitto: kokoukset")
    got = [(str(a), a.params.get("CN"), a.params["ROLE"], a.params["RSVP"]) for a in event["ATTENDEE"]]
    same(f"{name}: ATTENDEE", got, ATTENDEES)


def call_by_vobject(name):
    calendar = vobject.readOne((SAMPLES / name).read_text(encoding="utf-8"))
    same(f"{name}: vobject validates", calendar.validate(raiseException=True), True)
    event = calendar.vevent
    same(f"{name}: vobject SUMMARY", event.summary.value, SUMMARY)
    same(f"{name}: vobject DESCRIPTION", event.description.value, DESCRIPTION)
    # vobject builds the zone from our VTIMEZONE, so this checks its rules.
    same(f"{name}: vobject DTSTART", instant(event.dtstart.value), utc(2026, 12, 9, 7))
    same(f"{name}: vobject attendees", len(event.attendee_list), 3)


def feed():
    calendar = icalendar.Calendar.from_ical(read_bytes("feed.ics"))
    same("feed: errors", [c.errors for c in calendar.walk() if c.errors], [])
    same("feed: METHOD", str(calendar["METHOD"]), "PUBLISH")
    events = calendar.walk("VEVENT")
    got = [
        (str(e["SUMMARY"]), instant(e["DTSTART"].dt), instant(e["DTEND"].dt) if "DTEND" in e else None, str(e["STATUS"]))
        for e in events
    ]
    same("feed: entries", got, FEED)
    same("feed: nobody invited", any("ATTENDEE" in e for e in events), False)
    second = vobject.readOne((SAMPLES / "feed.ics").read_text(encoding="utf-8"))
    same("feed: vobject validates", second.validate(raiseException=True), True)
    # icalendar 7.3 does not know NAME for a text, so the other one reads it.
    for name in ("name", "x-wr-calname"):
        same(f"feed: vobject {name}", second.contents[name][0].value, "Kuntajohtajakokous; kokoukset, 2026")
    got = [(e.summary.value, instant(e.dtstart.value)) for e in second.vevent_list]
    same("feed: vobject entries", got, [(s, start) for s, start, _, _ in FEED])


call_by_icalendar("request.ics", "REQUEST", 2, "CONFIRMED")
call_by_icalendar("cancel.ics", "CANCEL", 3, "CANCELLED")
call_by_vobject("request.ics")
call_by_vobject("cancel.ics")
feed()
print(f"icalendar {icalendar.__version__} and vobject {vobject.VERSION}: {checks} passed, 0 failed")
