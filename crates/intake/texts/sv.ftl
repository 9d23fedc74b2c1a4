intake-menu = Import
intake-title = Hämta in gammalt material
intake-lead = Årens promemorior och tabeller blir en del av möten, ärenden och åtgärder. Först ser du vad som skulle göras; hela importen kan också ångras.
intake-path = Läge
intake-memos = Promemorior och protokoll
intake-memos-lead = Välj filerna i en mapp eller ett ZIP-paket. Organ, dag och nummer gissas ur texten, och du bekräftar dem.
intake-files = Filer
intake-files-hint = DOCX, PDF, textfil eller ZIP, sammanlagt högst 50 MB åt gången. En större mapp hämtas in med kommandot talkoot import memos MAPP.
intake-files-needed = Välj minst en fil.
intake-files-none = Det finns inget att hämta in i dessa filer.
intake-name-files =
  { $n ->
    [one] En fil
    *[other] { $n } filer
  }
intake-publicity = Vem ser promemoriorna
intake-publicity-internal = Organets medlemmar och koordinatorn
intake-publicity-public = Alla
intake-read = Läs filerna
intake-how = Så går det till
intake-how-1 = Filerna läses. Inget syns ännu för andra.
intake-how-2 = Kontrollera gissningarna: de osäkra står överst.
intake-how-3 = Se vad som skulle göras och för in allt på en gång.
intake-how-4 = Om något blev fel, ångra hela importen och gör om den.
intake-states = Åtgärdernas lägen
intake-states-lead = En tabell som du laddat ner över åtgärderna och fyllt i lämnas på ett annat ställe.
intake-states-go = Hämta lägen ur en tabell
intake-list = Importer
intake-none = Inget har ännu hämtats in. Börja med att välja promemoriornas filer.
intake-what = Vad
intake-kind = Typ
intake-kind-memos = Promemorior
intake-state = Läge
intake-state-coming = Kommer in
intake-coming = Alla filer har inte kommit fram ännu. Om det är så en stund senare, förkasta importen och hämta in filerna på nytt.
intake-state-reading = Läses
intake-state-ready = Väntar på bekräftelse
intake-state-done = Införd
intake-state-undone = Ångrad
intake-at = Hämtad
intake-by = Av
intake-made-all =
  { $n ->
    [one] ett objekt
    *[other] { $n } objekt
  }
intake-show-title = Import: { $name }
intake-reading = Filerna läses
intake-reading-of = { $done } av { $all } lästa. Sidan uppdateras av sig själv.
intake-still = Läsningen har stannat, till exempel för att servern startats om. Inget har försvunnit.
intake-read-on = Fortsätt läsa
intake-done = Införd
intake-made-document =
  { $n ->
    [one] dokument
    *[other] dokument
  }
intake-thing-document = Dokument
intake-made-action =
  { $n ->
    [one] åtgärd
    *[other] åtgärder
  }
intake-thing-action = Åtgärd
intake-made-item =
  { $n ->
    [one] punkt
    *[other] punkter
  }
intake-thing-item = Punkt
intake-made-meeting =
  { $n ->
    [one] möte
    *[other] möten
  }
intake-thing-meeting = Möte
intake-made-matter =
  { $n ->
    [one] ärende
    *[other] ärenden
  }
intake-thing-matter = Ärende
intake-made-membership =
  { $n ->
    [one] medlemskap
    *[other] medlemskap
  }
intake-thing-membership = Medlemskap
intake-made-person =
  { $n ->
    [one] person
    *[other] personer
  }
intake-thing-person = Person
intake-made-body =
  { $n ->
    [one] organ
    *[other] organ
  }
intake-thing-body = Organ
intake-thing-action-state = Åtgärdens läge
intake-undo = Ångra hela importen
intake-undo-lead = Ångra tar bort allt som importen gjorde, om inget av det har ändrats efteråt.
intake-undo-refused =
  { $n ->
    [one] Importen kan inte ångras: ett objekt har ändrats eller hänvisas till.
    *[other] Importen kan inte ångras: { $n } objekt har ändrats eller hänvisas till.
  }
intake-undo-changed = ändrad efter importen
intake-undo-referred = något senare hänvisar till den
intake-undo-in-use = Importen kan inte ångras: något hänvisar till det som den gjorde.
intake-undone = Importen är ångrad. Registret är som före den; loggen berättar om båda.
intake-confirm = Kontrollera gissningarna
intake-taken =
  { $n ->
    [one] En fil förs in.
    *[other] { $n } filer förs in.
  }
intake-left =
  { $n ->
    [one] En väntar på att du ser på den.
    *[other] { $n } väntar på att du ser på dem.
  }
intake-refused-n =
  { $n ->
    [one] En kan inte föras in.
    *[other] { $n } kan inte föras in.
  }
intake-known-n =
  { $n ->
    [one] En finns redan.
    *[other] { $n } finns redan.
  }
intake-nothing-ready = Det finns inget att bekräfta.
intake-sort = Ordning
intake-sort-sure = osäkra först
intake-sort-name = enligt namn
intake-sort-date = enligt dag
intake-sort-body = enligt organ
intake-take = Förs in
intake-take-of = Förs in: { $name }
intake-paper = Fil
intake-body = Organ
intake-body-of = Organ: { $name }
intake-date = Dag
intake-date-of = Dag: { $name }
intake-number = Nummer
intake-number-of = Mötets nummer: { $name }
intake-found = Hittades också
intake-items =
  { $n ->
    [one] en punkt
    *[other] { $n } punkter
  }
intake-items-of = Punkterna på föredragningslistan: { $name }
intake-items-title = Punkter
intake-present-n =
  { $n ->
    [one] en närvarande
    *[other] { $n } närvarande
  }
intake-present = Närvarande
intake-place = Plats
intake-case = Ärendenummer
intake-confirmed = bekräftad
intake-choose-body = Välj organ
intake-sure-certain = säker { $n } %
intake-sure-likely = sannolik { $n } %
intake-sure-unsure = osäker { $n } %
intake-sure-none = hittades inte
intake-from = ”{ $words }”
intake-from-line = Rad { $line }: ”{ $words }”
intake-from-name = ur filens namn
intake-to-plan = Spara och se vad som skulle göras
intake-save = Spara rättelserna
intake-stale = Någon annan sparade rättelser samtidigt. Dina finns nedan: jämför och spara på nytt.
intake-pages = Sidor
intake-refused = De här kan inte föras in
intake-why = Orsak
intake-known = Finns redan
intake-filed = Införda
intake-meeting = Möte
intake-papers = Dokument
intake-drop = Förkasta denna import
intake-paper-lead = Gissningarna har lästs ur dessa ord.
intake-text = Text
intake-guessed = Gissat
intake-plan = Vad som skulle göras
intake-plan-title = Vad som skulle göras: { $name }
intake-plan-lead = Inget är ännu gjort. Allt förs in på en gång eller inte alls.
intake-plan-refused =
  { $n ->
    [one] En fil kan inte föras in. Rätta den eller lämna bort den.
    *[other] { $n } filer kan inte föras in. Rätta dem eller lämna bort dem.
  }
intake-plan-what = Detta skulle ge
intake-plan-nothing = Ingen fil har valts.
intake-plan-meetings =
  { $n ->
    [one] ett möte, infört i efterhand
    *[other] { $n } möten, införda i efterhand
  }
intake-plan-papers =
  { $n ->
    [one] ett dokument vars text hittas i sökningen
    *[other] { $n } dokument vars text hittas i sökningen
  }
intake-plan-there =
  { $n ->
    [one] Ett av dem hör till ett möte som redan finns.
    *[other] { $n } av dem hör till möten som redan finns.
  }
intake-plan-items =
  { $n ->
    [one] en punkt
    *[other] { $n } punkter
  }
intake-run = För in
intake-back = Tillbaka till kontrollen
intake-plan-lines = Fil för fil
intake-becomes = Vart
intake-becomes-there = mötet finns redan
intake-becomes-new =
  { $n ->
    [one] nytt möte, en punkt
    *[other] nytt möte, { $n } punkter
  }
intake-problem-no-body = Organet saknas.
intake-problem-no-date = Åtminstone året måste vara känt.
intake-problem-known = Filen finns redan.
intake-problem-twice = Samma fil som { $value }.
intake-problem-type = Ur denna typ läses inga promemorior ({ $value }). Spara som DOCX eller PDF.
intake-problem-old-word = En gammal Word-fil (DOC). Öppna den i Word och spara som DOCX.
intake-problem-encrypted = Filen är skyddad med lösenord. Ta bort lösenordet och hämta in den på nytt.
intake-problem-broken = Filen är trasig och kan inte läsas.
intake-problem-empty = Filen är tom.
intake-problem-large = Filen är större än { $value } MB.
intake-problem-all = Allt tillsammans är mer än { $value } MB. Hämta in mappen i delar.
intake-problem-bomb = Filen sväller onaturligt mycket när den packas upp, och den packas inte upp.
intake-problem-nested = Ett paket i ett paket. Packa upp det först.
intake-problem-many = Högst { $value } filer hämtas in åt gången. Hämta in resten för sig.
intake-problem-unread = Filen kan inte öppnas: { $value }
intake-note-name = Namnet motsvarar inte innehållet: detta är { $value }.
intake-note-no-text = Filen har ingen text, kanske är den en skannad bild.
intake-note-agenda = Detta ser ut som en föredragningslista eller kallelse, inte som en promemoria.
intake-tables = Tabeller
intake-tables-lead = Organ, medlemmar, kontakter, möten, ärenden eller åtgärder ur Excel (XLSX) eller en CSV-fil. Därefter frågas vilken kolumn som är vilken.
intake-table-file = Tabell
intake-table-next = Kolumnerna härnäst
intake-kind-choose = Välj vad tabellen innehåller
intake-kind-bodies = Organ
intake-kind-members = Medlemmar
intake-kind-contacts = Kontakter
intake-kind-meetings = Möten
intake-kind-matters = Ärenden
intake-kind-actions = Åtgärder
intake-state-mapping = Kolumnerna återstår
intake-mapping-lead = säg vilken kolumn som är vilken.
intake-mapping = Kolumner
intake-mapping-keep = Bevara dessa val under namnet
intake-mapping-keep-hint = Frivilligt. Samma tabell nästa år går då med ett tryck.
intake-mapping-go = Läs och kontrollera raderna
intake-mapping-kept = Bevarade val
intake-mapping-unused = Kolumner som inte läses
intake-table-rows =
  { $n ->
    [one] Under rubriken finns en rad.
    *[other] Under rubriken finns { $n } rader.
  }
intake-table-head = Rubriken står på raderna { $from }–{ $to }; det som är ovanför läses inte.
intake-table-large = { $value }: tabellen är för stor. Dela upp den.
intake-table-type = { $value } är varken en XLSX- eller CSV-tabell. Spara den i endera formen.
intake-table-empty = { $value }: under rubriken finns inga rader.
intake-table-meanwhile = Någon gjorde detsamma efter kontrollen. Läs raderna på nytt.
intake-column-none = – ingen –
intake-column-must = behövs
intake-column-needed = Välj en kolumn för detta.
intake-column-twice = Kolumnen ”{ $value }” är redan vald för något annat.
intake-column-name = Namn
intake-column-kind = Typ
intake-column-key = Nyckel i adresser
intake-column-description = Beskrivning
intake-column-body = Organ
intake-column-role = Roll
intake-column-municipality = Kommun
intake-column-email = E-post
intake-column-from = Från
intake-column-to = Till
intake-column-title = Titel eller rubrik
intake-column-phone = Telefon
intake-column-organisation = Organisation
intake-column-date = Dag
intake-column-place = Plats
intake-column-diary = Ärendenummer
intake-column-opened = Öppnat
intake-column-state = Läge
intake-column-summary = Sammandrag
intake-column-text = Åtgärd
intake-column-owner = Ansvarig
intake-column-due = Tidsfrist
intake-column-agreed = Överenskommet
intake-row = Rad
intake-row-words = Vad raden innehåller
intake-rows-checked = Raderna är kontrollerade
intake-rows-taken =
  { $n ->
    [one] En rad kan föras in.
    *[other] { $n } rader kan föras in.
  }
intake-rows-refused =
  { $n ->
    [one] En rad kan inte föras in.
    *[other] { $n } rader kan inte föras in.
  }
intake-rows-known =
  { $n ->
    [one] En finns redan.
    *[other] { $n } finns redan.
  }
intake-rows-shown = Nedan visas högst { $n } av varje slag.
intake-rows-plan = Se vad som skulle göras
intake-rows-again = Ändra kolumnerna
intake-rows-refused-title = De här raderna lämnas bort
intake-rows-ready-title = De här raderna förs in
intake-everybody = alla kommuner
intake-row-empty = Kolumnen { $value } är tom på denna rad.
intake-row-formula = Formeln har ett fel: { $value }.
intake-row-long = Cellen har för mycket text: { $value }…
intake-row-twice = Samma som på rad { $value }.
intake-row-hidden = Raden är dold. Visa den i tabellen om den hör med.
intake-row-key = Namnet { $value } ger ingen nyckel för adresser.
intake-row-kind = Det finns ingen organtyp { $value }.
intake-row-body = Organet { $value } finns inte. Hämta in organen först.
intake-row-role = Det finns ingen roll { $value }.
intake-row-municipality = Kommunen { $value } finns inte i landskapet.
intake-row-organisation = Organisationen { $value } finns inte.
intake-row-email = { $value } är ingen e-postadress.
intake-row-date = { $value } är ingen dag.
intake-row-day = Tidsfristen { $value } är inte en dag.
intake-row-diary = { $value } är inget ärendenummer.
intake-row-matter = Ärendet { $value } finns inte. Hämta in ärendena först.
intake-row-state = Det finns inget läge { $value } för ärenden.
api-go = Nycklar
api-title = API-nycklar
api-lead = Kommunens eget ärendesystem skickar ärenden och läser vad som beslutades, med sina egna id. En nyckel talar för en kommun.
api-made = Här är nyckeln. Kopiera den nu: den visas inte igen.
api-keys = Nycklar
api-none = Ingen nyckel har gjorts.
api-municipality = Kommun
api-choose = Välj kommun
api-system = System
api-system-hint = Vilket system som använder nyckeln.
api-at = Gjord
api-used = Senast använd
api-never = inte ännu
api-state = Läge
api-revoked = Återkallad
api-revoke = Återkalla nyckeln
api-new = Ny nyckel
api-make = Gör en nyckel
api-docs = Beskrivning av gränssnittet (OpenAPI)
api-no-key = Nyckeln saknas, är fel eller återkallad.
api-not-json = Innehållet är inte den JSON som beskrivningen avser.
api-fields = Det finns fel i fälten.
api-field-id = Id är 1–120 tecken.
api-field-title = Rubriken är 1–300 tecken.
api-field-summary = Sammandraget är högst 1000 tecken.
api-field-diary = Detta är inget ärendenummer.
api-field-opened = Detta är ingen dag, månad, årstid eller år.
api-field-publicity = Offentligheten är public eller internal.
api-changed-here = Ärendet har ändrats i landskapet sedan dess. Läs det först.
api-number-taken = Ärendenumret hör till ett annat ärende.
api-no-item = Det finns inget ärende med detta id.
