record-decisions = Beslut och riktlinjer
record-decisions-lead = Vad organ och grupper har beslutat, dragit upp riktlinjer för och skjutit upp, det senaste först.
record-decisions-none = Inga beslut hittades med dessa villkor.
record-matters = Ärenden
record-matters-lead = Ett ärende går från beredning till beslut och åtgärder. Öppna ärendet för att se hela dess väg.
record-matters-none = Inga ärenden hittades med dessa villkor.
record-matter-new = Nytt ärende
record-matter-edit = Ändra ärendet
record-show-all = Visa alla
record-filter = Avgränsa listan
record-words = Ord eller nummer
record-body = Organ
record-all-bodies = Alla organ
record-year = År
record-kind = Slag
record-all-kinds = Beslut och riktlinjer
record-kinds-decision = Endast beslut
record-kinds-outline = Endast riktlinjer
record-kind-decision = beslut
record-kind-outline = riktlinje
record-state = Läge
record-all-states = Alla lägen
record-show = Visa
record-title = Rubrik
record-number = Nummer
record-when = Datum
record-decider = Beslutsfattare
record-outcome = Resultat
record-pages = Sidor
record-first-page = Till början
record-next-page = Följande
record-download = Ladda ner:
record-feed = Prenumerera som flöde (Atom)
record-feed-title = { $region }: beslut och riktlinjer
record-feed-title-body = { $region }, { $body }: beslut och riktlinjer
record-example = exempel
record-example-lead = Detta är ett påhittat exempel att pröva systemet med.
record-unpublished = ännu inte publicerat
record-doubtful = osäkert
record-printed = i källan ”{ $printed }”
record-decider-unknown = beslutsfattaren är inte känd
record-content-unknown = Beslutets innehåll är inte känt
record-section-unknown = § inte känd
record-not-yet-public = Ännu inte offentligt
record-secret = Sekretessbelagt
record-secret-ground = Sekretessbelagt: { $ground }
record-hidden-decision = Beslut som inte är offentligt
record-hidden-matter = Ärende som inte är offentligt
record-hidden-lead = Nummer och grund är offentliga, rubrik och innehåll är det inte.
record-outline-lead = Ett samarbetsorgans riktlinje är inget förvaltningsbeslut och överklagas inte.
record-outcome-decided = beslutades
record-outcome-agreed = riktlinje drogs upp
record-outcome-discussed = diskuterades
record-outcome-noted = antecknades för kännedom
record-outcome-postponed = sköts upp
record-outcome-untreated = behandlades inte
record-reason = Motivering
record-returns = Återkommer
record-matter = Ärende
record-reservation = Reservering
record-reservations = Reserveringar
record-at-most = högst { $sum }
record-in-source = I källan
record-source = Källa
record-known-from = Hur detta är känt
record-own-record = Egen anteckning
record-citation = Beständig adress
record-path = Sökväg
record-actions = Åtgärder
record-action = Åtgärd
record-late = försenad
record-owner-municipalities = Kommunerna, var och en för sin del
record-owner-unknown = ansvarig är inte känd
record-due = tidsfrist { $day }
record-due-unknown = tidsfristen är inte känd
record-done-of = klart { $done }/{ $all }
record-diary = Ärendenummer
record-diary-none = inget nummer
record-diary-none-long = Ärendet har inget känt ärendenummer.
record-diary-is = Ärendenummer { $number }
record-opened = Inlett
record-edit = Ändra
record-document-removed = Handlingen togs bort.
record-undo = Ångra borttagningen
record-whole-path = Ärendets väg
record-path-empty = Inga skeden har ännu antecknats. De uppstår när ärendet behandlas vid ett möte.
record-by-municipality = Per kommun
record-documents = Handlingar
record-documents-lead = Offentliga handlingar: utredningar, rapporter och bilagor, de senaste först.
record-documents-none = Inga handlingar hittades med dessa villkor.
record-documents-none-here = Inga handlingar har fogats till ärendet.
record-remove = Ta bort
record-attach = Bifoga en handling
record-file = Fil
record-file-hint = PDF, Word (DOCX), Excel (XLSX), PowerPoint (PPTX), PNG, JPEG, text eller CSV, högst 50 MB.
record-file-needed = Välj en fil.
record-file-types = Filen ”{ $value }” är av en typ som inte tas emot. Vi tar emot: PDF, DOCX, XLSX, PPTX, PNG, JPEG, text och CSV.
record-document-title = Handlingens namn
record-document-title-hint = Lämnas fältet tomt blir filens namn handlingens namn.
record-document-kind = Handlingens slag
record-document-attachment = bilaga
record-document-background = bakgrundsmaterial
record-document-record = protokoll eller memo
record-document-study = utredning
record-document-report = rapport
record-document-final_report = slutrapport
record-document-plan = plan
record-document-survey = enkät
record-document-table = tabell
record-document-link = länk
record-publicity = Offentlighet
record-publicity-public = Offentlig
record-publicity-internal = Ännu inte offentlig
record-publicity-secret = Sekretessbelagd
record-public-on-closed = Ärendet är inte offentligt: välj samma eller strängare offentlighet för handlingen.
record-ground = Grund för sekretessen
record-ground-hint = Behövs endast för sekretessbelagt, till exempel OffL 24 § 1 mom. 7 p.
record-ground-needed = Ange grunden för sekretessen.
record-parts = Delar
record-title-fi = Rubrik på finska
record-title-sv = Rubrik på svenska
record-title-en = Rubrik på engelska
record-summary-fi = Sammandrag på finska
record-summary-sv = Sammandrag på svenska
record-summary-en = Sammandrag på engelska
record-summary-hint = Två klara meningar: vad det gäller och varför.
record-diary-hint = Som det är tryckt, till exempel 102/13.01/2012 eller VM/1497/03.01.01/2013. Kan lämnas tomt.
record-diary-class = Eller ge ett nytt nummer i klassen
record-diary-class-hint = Uppgiftsklass, till exempel 10.02.
record-diary-both = Skriv antingen ett färdigt nummer eller en klass, inte båda.
record-diary-taken = Ärendenumret { $value } hör redan till ett annat ärende.
diary-error-empty = Ärendenumret saknas.
diary-error-form = ”{ $value }” är inget ärendenummer. Skriv det till exempel 102/13.01/2012.
diary-error-prefix = Begynnelsebokstäverna i ärendenumret ”{ $value }” känns inte igen.
diary-error-number = Löpnumret i ”{ $value }” saknas eller är för stort.
diary-error-class = Klassen i ”{ $value }” ska bestå av delar med två eller tre siffror, till exempel 13.01.
diary-error-year = Året i ärendenumret ”{ $value }” saknas eller är omöjligt.
record-opened-hint = Till exempel 24.9.2021, hösten 2012 eller 2012. Tomt betyder att datumet inte är känt.
record-parent = Del av ärendet
record-parent-hint = Det överordnade ärendets nummer eller adress.
record-parent-unknown = Ärendet ”{ $value }” hittas inte.
record-parent-circle = Ett ärende kan inte vara en del av sig självt eller av sin egen del.
record-other-languages = På svenska och engelska
record-save = Spara
record-cancel = Avbryt
matter-state-open = anhängigt
matter-state-resolved = avgjort
matter-state-closed = avslutat
action-state-done = klart
action-state-under_way = pågår
action-state-hindered = hinder
action-state-not_concerned = gäller inte kommunen
action-state-no_answer = inget svar
search-kind-matter = Ärenden
search-kind-decision = Beslut
search-kind-action = Åtgärder
search-kind-document = Handlingar
record-actions-lead = Vad som har begärts av varje kommun och hur långt det är.
record-actions-none = Inga åtgärder hittades. Åtgärder uppstår vid möten.
record-all-municipalities = Alla kommuner
record-municipality = Kommun
record-all-due = Alla tidsfrister
record-due-late = Försenade
record-due-soon = Inom två veckor
record-due-none = Utan tidsfrist
record-legend = Teckenförklaring
record-not-asked = inte tillfrågad
record-by-municipality-lead = Varje kommuns öppna åtgärder.
record-nothing-open-of = Inga öppna åtgärder: { $names }.
record-import = Läs in tabell
record-import-lead = Ladda först ner tabellen, fyll i den i Excel eller LibreOffice och läs in den igen. Du ser vad som skulle ändras innan något sparas.
record-import-file = Tabell (CSV eller XLSX)
record-import-check = Granska tabellen
record-import-preview = Vad som skulle ändras
record-import-nothing = Tabellen innehåller inget nytt: alla rader är redan sparade.
record-import-changes =
  { $n ->
    [one] En rad ändras.
    *[other] { $n } rader ändras.
  }
record-import-refused =
  { $n ->
    [one] En rad kan inte sparas.
    *[other] { $n } rader kan inte sparas.
  } Inget sparas förrän de har rättats.
record-import-row = Rad
record-import-why = Varför
record-import-before = Nu
record-import-after = I tabellen
record-import-confirm = Spara alla
record-import-not-a-sheet = ”{ $value }” är ingen tabell som vi kan läsa. Spara den som CSV eller XLSX.
record-import-no-column = Kolumnen ”{ $value }” saknas i tabellen. Ladda ner tabellen här och ändra den.
record-refusal-action = Åtgärden ”{ $value }” finns inte.
record-refusal-municipality = Kommunen ”{ $value }” är okänd.
record-refusal-not-asked = Åtgärden har inte begärts av kommunen ”{ $value }”.
record-refusal-state = Läget ”{ $value }” är okänt.
record-refusal-stale = Någon har ändrat detta efter att tabellen laddades ner (version { $value }).
record-refusal-right = Du har inte rätt att anteckna läget för kommunen ”{ $value }”.
record-refusal-twice = Samma åtgärd och kommun finns två gånger i tabellen (”{ $value }”).
record-refusal-long = Texten är för lång, högst { $value } tecken.
record-column-id = Id (ändra inte)
record-column-action = Åtgärd
record-column-diary = Ärendenummer
record-column-due = Tidsfrist
record-column-code = Kommunkod
record-column-municipality = Kommun
record-column-state = Läge
record-column-note = Förklaring
record-column-evidence = Belägg
record-column-by = Antecknat av
record-column-at = Antecknat
record-column-version = Version (ändra inte)
record-states-by-municipality = Läget per kommun
record-note = Förklaring
record-evidence = Belägg: paragraf eller adress
record-said-by = { $by }, { $at }
record-save-states = Spara läget
record-remind-missing =
  { $n ->
    [one] Påminn en kommun
    *[other] Påminn { $n } kommuner
  }
record-reminded =
  { $n ->
    [0] Ingen påminnelse skickades: kommunerna har ingen företrädare med e-postadress.
    [one] En påminnelse skickades till en person.
    *[other] En påminnelse skickades till { $n } personer.
  }
record-remind-subject = Påminnelse: { $text }
record-remind-text = Din kommun har ännu inte svarat på åtgärden:
record-remind-where = Anteckna läget här:
record-nobody-missing = Alla tillfrågade kommuner har svarat.
record-missing-list = Svar saknas: { $names }.
record-history = Vad som har antecknats
record-history-none = Inget har ännu antecknats.
record-decision = Beslut
record-nothing-changed = Inget ändrades.
record-agreed = Överenskommet
record-owner = Ansvarig
record-panel-promised = Vad som har utlovats och gjorts
record-panel-decisions = Senast beslutat
record-panel-all = Alla
record-all-document-kinds = Alla slag
record-system = systemet
record-somebody = anonym
record-somewhere-else = Filen finns i en annan tjänst.
record-format = Filformaten är csv, xlsx och json.
record-summary = Sammandrag
record-text = Text
record-actions-file = atgarder
fact-due = Sista dag
record-fact-document = Handling
record-own = Gör: { $action }
record-asked = Berätta hur det står till i { $place }: { $action }
record-states = Kommuner vars svar eller åtgärd saknas: { $action }
record-person = Väntar på den som ska göra det: { $action }
record-find-out = Ta reda på om det är gjort ({ $owner }): { $action }
record-wait-open = Öppna
record-wait-answer = Berätta läget
record-remind-person = Påminnelse: en åtgärd som är antecknad för er väntar.
record-load =
    { $n ->
        [one] 1 öppen åtgärd
       *[other] { $n } öppna åtgärder
    }
record-closed = gjort { $day }
record-many = Gör något med många åtgärder
record-many-start = Gör något med de valda
record-many-start-hint = Välj rader: anteckna som gjorda, flytta dagen eller byt den som gör på en gång.
record-many-choose = Välj
record-many-chosen =
    { $n ->
        [0] Ingen åtgärd är vald.
        [one] En åtgärd är vald.
       *[other] { $n } åtgärder är valda.
    }
record-many-none = Välj först åtgärder i listan.
record-many-these = Valda åtgärder
record-many-do = Vad görs
record-many-what = Gör
record-many-what-done = Anteckna som gjorda
record-many-what-due = Flytta dagen
record-many-what-owner = Byt den som gör
record-many-new-due = Ny dag
record-many-new-due-hint = Bara när du flyttar dagen.
record-many-new-owner = Vem som gör
record-many-new-owner-hint = Bara när du byter. För en åtgärd som ställts till kommunerna kan det inte bytas.
record-many-nobody = Välj en person
record-many-button = Gör
record-many-undo-hint = Allt ändras på en gång, och du kan ångra det med en tryckning.
record-many-asked = Bland de valda finns en åtgärd som ställts till kommunerna. Den som gör kan inte bytas.
record-many-stale = Någon ändrade de valda under tiden. Se hur det står nu och tryck på nytt.
record-many-done =
    { $n ->
        [one] En åtgärd antecknades som gjord
       *[other] { $n } åtgärder antecknades som gjorda
    }
record-many-due =
    { $n ->
        [one] Dagen för en åtgärd flyttades
       *[other] Dagen för { $n } åtgärder flyttades
    }
record-many-owner =
    { $n ->
        [one] Den som gör en åtgärd byttes
       *[other] Den som gör { $n } åtgärder byttes
    }
record-many-undone = Ångrat: allt är som förut.
record-many-changed = Det kunde inte ångras, för de här har ändrats efteråt. Ingenting ändrades.
record-many-desk = Till arbetsbordet
record-many-undo = Ångra
record-many-one = Anteckna som gjord, flytta eller byt den som gör

# Open data
record-open-matter = Ärende
record-open-decision = Beslut
record-open-outline = Riktlinje
