intake-menu = Tuonti
intake-title = Vanha aineisto sisään
intake-lead = Vuosien muistiot ja taulukot tulevat kokousten, asioiden ja toimenpiteiden joukkoon. Ensin näet, mitä tehtäisiin; koko tuonnin voi myös perua.
intake-path = Sijainti
intake-memos = Muistiot ja pöytäkirjat
intake-memos-lead = Valitse kansion tiedostot tai ZIP-paketti. Toimielin, päivä ja numerot arvataan tekstistä, ja sinä vahvistat ne.
intake-files = Tiedostot
intake-files-hint = DOCX, PDF, tekstitiedosto tai ZIP, yhteensä enintään 50 Mt kerralla. Suuremman kansion tuo komento talkoot import memos KANSIO.
intake-files-needed = Valitse ainakin yksi tiedosto.
intake-files-none = Näissä tiedostoissa ei ole mitään tuotavaa.
intake-name-files =
  { $n ->
    [one] Yksi tiedosto
    *[other] { $n } tiedostoa
  }
intake-publicity = Kuka näkee muistiot
intake-publicity-internal = Toimielimen jäsenet ja koordinaattori
intake-publicity-public = Kaikki
intake-read = Lue tiedostot
intake-how = Näin se käy
intake-how-1 = Tiedostot luetaan. Mitään ei vielä näy muille.
intake-how-2 = Tarkista arvaukset: epävarmat ovat ylimpinä.
intake-how-3 = Katso, mitä tehtäisiin, ja vie muistiin yhdellä kertaa.
intake-how-4 = Jos jotain meni väärin, peru koko tuonti ja tee se uudelleen.
intake-states = Toimenpiteiden tilat
intake-states-lead = Taulukko, jonka latasit toimenpiteistä ja täytit, palautetaan toisaalla.
intake-states-go = Tuo tilat taulukosta
intake-list = Tuonnit
intake-none = Mitään ei ole vielä tuotu. Aloita valitsemalla muistioiden tiedostot.
intake-what = Mitä
intake-kind = Laji
intake-kind-memos = Muistiot
intake-state = Tila
intake-state-coming = Tulossa
intake-coming = Tiedostot eivät ole vielä kaikki perillä. Jos näin on hetken päästäkin, hylkää tämä tuonti ja tuo tiedostot uudelleen.
intake-state-reading = Luetaan
intake-state-ready = Odottaa vahvistusta
intake-state-done = Muistissa
intake-state-undone = Peruttu
intake-at = Tuotu
intake-by = Tuoja
intake-made-all =
  { $n ->
    [one] yksi kohde
    *[other] { $n } kohdetta
  }
intake-show-title = Tuonti: { $name }
intake-reading = Tiedostoja luetaan
intake-reading-of = Luettu { $done }/{ $all }. Sivu päivittyy itsestään.
intake-still = Lukeminen on pysähtynyt, esimerkiksi palvelimen käynnistyttyä uudelleen. Mitään ei ole kadonnut.
intake-read-on = Jatka lukemista
intake-done = Muistissa
intake-made-document =
  { $n ->
    [one] asiakirja
    *[other] asiakirjaa
  }
intake-thing-document = Asiakirja
intake-made-action =
  { $n ->
    [one] toimenpide
    *[other] toimenpidettä
  }
intake-thing-action = Toimenpide
intake-made-item =
  { $n ->
    [one] asiakohta
    *[other] asiakohtaa
  }
intake-thing-item = Asiakohta
intake-made-meeting =
  { $n ->
    [one] kokous
    *[other] kokousta
  }
intake-thing-meeting = Kokous
intake-made-matter =
  { $n ->
    [one] asia
    *[other] asiaa
  }
intake-thing-matter = Asia
intake-made-membership =
  { $n ->
    [one] jäsenyys
    *[other] jäsenyyttä
  }
intake-thing-membership = Jäsenyys
intake-made-person =
  { $n ->
    [one] henkilö
    *[other] henkilöä
  }
intake-thing-person = Henkilö
intake-made-body =
  { $n ->
    [one] toimielin
    *[other] toimielintä
  }
intake-thing-body = Toimielin
intake-thing-action-state = Toimenpiteen tila
intake-undo = Peru koko tuonti
intake-undo-lead = Peruminen poistaa kaiken, mitä tämä tuonti teki, jos mitään siitä ei ole sen jälkeen muutettu.
intake-undo-refused =
  { $n ->
    [one] Tuontia ei voi perua: yksi kohde on muuttunut tai siihen viitataan.
    *[other] Tuontia ei voi perua: { $n } kohdetta on muuttunut tai niihin viitataan.
  }
intake-undo-changed = muutettu tuonnin jälkeen
intake-undo-referred = jokin myöhempi viittaa siihen
intake-undo-in-use = Tuontia ei voi perua: jokin viittaa siihen, mitä se teki.
intake-undone = Tuonti on peruttu. Muisti on niin kuin ennen sitä; loki kertoo molemmat.
intake-confirm = Tarkista arvaukset
intake-taken =
  { $n ->
    [one] Yksi tiedosto viedään.
    *[other] { $n } tiedostoa viedään.
  }
intake-left =
  { $n ->
    [one] Yksi odottaa, että katsot sen.
    *[other] { $n } odottaa, että katsot ne.
  }
intake-refused-n =
  { $n ->
    [one] Yhtä ei voi viedä.
    *[other] { $n } tiedostoa ei voi viedä.
  }
intake-known-n =
  { $n ->
    [one] Yksi on jo muistissa.
    *[other] { $n } on jo muistissa.
  }
intake-nothing-ready = Mitään vahvistettavaa ei ole.
intake-sort = Järjestys
intake-sort-sure = epävarmat ensin
intake-sort-name = nimen mukaan
intake-sort-date = päivän mukaan
intake-sort-body = toimielimen mukaan
intake-take = Viedään
intake-take-of = Viedään: { $name }
intake-paper = Tiedosto
intake-body = Toimielin
intake-body-of = Toimielin: { $name }
intake-date = Päivä
intake-date-of = Päivä: { $name }
intake-number = Numero
intake-number-of = Kokouksen numero: { $name }
intake-found = Löytyi myös
intake-items =
  { $n ->
    [one] yksi asiakohta
    *[other] { $n } asiakohtaa
  }
intake-items-of = Asiakohdat esityslistalle: { $name }
intake-items-title = Asiakohdat
intake-present-n =
  { $n ->
    [one] yksi läsnäolija
    *[other] { $n } läsnäolijaa
  }
intake-present = Läsnä
intake-place = Paikka
intake-case = Asianumero
intake-confirmed = vahvistettu
intake-choose-body = Valitse toimielin
intake-sure-certain = varma { $n } %
intake-sure-likely = todennäköinen { $n } %
intake-sure-unsure = epävarma { $n } %
intake-sure-none = ei löytynyt
intake-from = ”{ $words }”
intake-from-line = Rivi { $line }: ”{ $words }”
intake-from-name = tiedoston nimestä
intake-to-plan = Tallenna ja katso, mitä tehtäisiin
intake-save = Tallenna korjaukset
intake-stale = Joku muu tallensi korjauksia samaan aikaan. Omasi ovat alla: vertaa ja tallenna uudelleen.
intake-pages = Sivut
intake-refused = Näitä ei voi viedä
intake-why = Syy
intake-known = Jo muistissa
intake-filed = Viety
intake-meeting = Kokous
intake-papers = Asiakirjat
intake-drop = Hylkää tämä tuonti
intake-paper-lead = Näistä sanoista arvaukset on luettu.
intake-text = Teksti
intake-guessed = Arvattu
intake-plan = Mitä tehtäisiin
intake-plan-title = Mitä tehtäisiin: { $name }
intake-plan-lead = Mitään ei ole vielä tehty. Vieminen tekee kaiken yhdellä kertaa tai ei mitään.
intake-plan-refused =
  { $n ->
    [one] Yhtä tiedostoa ei voi viedä. Korjaa se tai jätä se pois.
    *[other] { $n } tiedostoa ei voi viedä. Korjaa ne tai jätä ne pois.
  }
intake-plan-what = Tästä syntyisi
intake-plan-nothing = Yhtään tiedostoa ei ole valittu vietäväksi.
intake-plan-meetings =
  { $n ->
    [one] yksi kokous, kirjattu jälkikäteen
    *[other] { $n } kokousta, kirjattu jälkikäteen
  }
intake-plan-papers =
  { $n ->
    [one] yksi asiakirja, jonka teksti löytyy hausta
    *[other] { $n } asiakirjaa, joiden teksti löytyy hausta
  }
intake-plan-there =
  { $n ->
    [one] Niistä yksi tulee kokoukseen, joka on jo muistissa.
    *[other] Niistä { $n } tulee kokouksiin, jotka ovat jo muistissa.
  }
intake-plan-items =
  { $n ->
    [one] yksi asiakohta
    *[other] { $n } asiakohtaa
  }
intake-run = Vie muistiin
intake-back = Takaisin tarkistamaan
intake-plan-lines = Tiedosto tiedostolta
intake-becomes = Mihin
intake-becomes-there = kokous on jo muistissa
intake-becomes-new =
  { $n ->
    [one] uusi kokous, yksi asiakohta
    *[other] uusi kokous, { $n } asiakohtaa
  }
intake-problem-no-body = Toimielin puuttuu.
intake-problem-no-date = Päivästä pitää tietää ainakin vuosi.
intake-problem-known = Tiedosto on jo muistissa.
intake-problem-twice = Sama tiedosto kuin { $value }.
intake-problem-type = Tästä lajista ei lueta muistioita ({ $value }). Tallenna DOCX- tai PDF-muotoon.
intake-problem-old-word = Vanha Word-tiedosto (DOC). Avaa se Wordissa ja tallenna DOCX-muotoon.
intake-problem-encrypted = Tiedosto on suojattu salasanalla. Poista salasana ja tuo se uudelleen.
intake-problem-broken = Tiedosto on rikki eikä sitä voi lukea.
intake-problem-empty = Tiedosto on tyhjä.
intake-problem-large = Tiedosto on suurempi kuin { $value } Mt.
intake-problem-all = Kaikki yhdessä on enemmän kuin { $value } Mt. Tuo kansio osissa.
intake-problem-bomb = Tiedosto paisuu purettaessa luonnottoman suureksi, eikä sitä pureta.
intake-problem-nested = Paketti paketin sisällä. Pura se ensin.
intake-problem-many = Kerralla tuodaan enintään { $value } tiedostoa. Tuo loput erikseen.
intake-problem-unread = Tiedostoa ei voi avata: { $value }
intake-note-name = Nimi ei vastaa sisältöä: tämä on { $value }.
intake-note-no-text = Tiedostossa ei ole tekstiä, ehkä se on skannattu kuva.
intake-note-agenda = Tämä näyttää esityslistalta tai kutsulta, ei muistiolta.
intake-tables = Taulukot
intake-tables-lead = Toimielimet, jäsenet, yhteystiedot, kokoukset, asiat tai toimenpiteet Excelistä (XLSX) tai CSV-tiedostosta. Seuraavaksi kysytään, mikä sarake on mikä.
intake-table-file = Taulukko
intake-table-next = Seuraavaksi sarakkeet
intake-kind-choose = Valitse, mitä taulukossa on
intake-kind-bodies = Toimielimet
intake-kind-members = Jäsenet
intake-kind-contacts = Yhteystiedot
intake-kind-meetings = Kokoukset
intake-kind-matters = Asiat
intake-kind-actions = Toimenpiteet
intake-state-mapping = Sarakkeet kysymättä
intake-mapping-lead = kerro, mikä sarake on mikä.
intake-mapping = Sarakkeet
intake-mapping-keep = Säilytä nämä valinnat nimellä
intake-mapping-keep-hint = Vapaaehtoinen. Sama taulukko ensi vuonna käy silloin yhdellä painalluksella.
intake-mapping-go = Lue ja tarkista rivit
intake-mapping-kept = Säilytetyt valinnat
intake-mapping-unused = Sarakkeet, joita ei lueta
intake-table-rows =
  { $n ->
    [one] Otsikon alla on yksi rivi.
    *[other] Otsikon alla on { $n } riviä.
  }
intake-table-head = Otsikko on riveillä { $from }–{ $to }; sitä ylempänä olevaa ei lueta.
intake-table-large = { $value }: taulukko on liian suuri. Jaa se osiin.
intake-table-type = { $value } ei ole XLSX- eikä CSV-taulukko. Tallenna se niistä toiseen muotoon.
intake-table-empty = { $value }: otsikon alla ei ole yhtään riviä.
intake-table-meanwhile = Joku teki saman tarkistuksen jälkeen. Lue rivit uudelleen.
intake-column-none = – ei mikään –
intake-column-must = tarvitaan
intake-column-needed = Valitse tälle sarake.
intake-column-twice = Sarake ”{ $value }” on jo valittu toiselle.
intake-column-name = Nimi
intake-column-kind = Laji
intake-column-key = Tunnus osoitteissa
intake-column-description = Kuvaus
intake-column-body = Toimielin
intake-column-role = Rooli
intake-column-municipality = Kunta
intake-column-email = Sähköposti
intake-column-from = Alkaen
intake-column-to = Päättyen
intake-column-title = Nimike tai otsikko
intake-column-phone = Puhelin
intake-column-organisation = Organisaatio
intake-column-date = Päivä
intake-column-place = Paikka
intake-column-diary = Asianumero
intake-column-opened = Vireille
intake-column-state = Tila
intake-column-summary = Tiivistelmä
intake-column-text = Toimenpide
intake-column-owner = Vastuu
intake-column-due = Määräaika
intake-column-agreed = Sovittu
intake-row = Rivi
intake-row-words = Mitä rivillä on
intake-rows-checked = Rivit on tarkistettu
intake-rows-taken =
  { $n ->
    [one] Yksi rivi voidaan viedä.
    *[other] { $n } riviä voidaan viedä.
  }
intake-rows-refused =
  { $n ->
    [one] Yhtä riviä ei voi viedä.
    *[other] { $n } riviä ei voi viedä.
  }
intake-rows-known =
  { $n ->
    [one] Yksi on jo muistissa.
    *[other] { $n } on jo muistissa.
  }
intake-rows-shown = Alla näkyy kutakin lajia enintään { $n }.
intake-rows-plan = Katso, mitä tehtäisiin
intake-rows-again = Muuta sarakkeita
intake-rows-refused-title = Nämä rivit jäävät pois
intake-rows-ready-title = Nämä rivit viedään
intake-everybody = kaikki kunnat
intake-row-empty = Sarake { $value } on tyhjä tällä rivillä.
intake-row-formula = Kaavassa on virhe: { $value }.
intake-row-long = Solussa on liikaa tekstiä: { $value }…
intake-row-twice = Sama kuin rivillä { $value }.
intake-row-hidden = Rivi on piilotettu. Tuo se näkyviin taulukossa, jos se kuuluu mukaan.
intake-row-key = Nimestä { $value } ei saa tunnusta osoitteisiin.
intake-row-kind = Toimielimen lajia { $value } ei ole.
intake-row-body = Toimielintä { $value } ei ole. Tuo toimielimet ensin.
intake-row-role = Roolia { $value } ei ole.
intake-row-municipality = Kuntaa { $value } ei ole maakunnassa.
intake-row-organisation = Organisaatiota { $value } ei ole.
intake-row-email = { $value } ei ole sähköpostiosoite.
intake-row-date = { $value } ei ole päivä.
intake-row-day = Määräaika { $value } ei ole yksi päivä.
intake-row-diary = { $value } ei ole asianumero.
intake-row-matter = Asiaa { $value } ei ole. Tuo asiat ensin.
intake-row-state = Asian tilaa { $value } ei ole.
api-go = Avaimet
api-title = Rajapinta-avaimet
api-lead = Kunnan oma asianhallinta työntää asioita ja lukee, mitä niistä päätettiin, omilla tunnuksillaan. Avain puhuu yhden kunnan puolesta.
api-made = Avain on tässä. Kopioi se nyt: sitä ei näytetä enää.
api-keys = Avaimet
api-none = Yhtään avainta ei ole tehty.
api-municipality = Kunta
api-choose = Valitse kunta
api-system = Järjestelmä
api-system-hint = Mikä järjestelmä avainta käyttää.
api-at = Tehty
api-used = Viimeksi käytetty
api-never = ei vielä
api-state = Tila
api-revoked = Peruttu
api-revoke = Peru avain
api-new = Uusi avain
api-make = Tee avain
api-docs = Rajapinnan kuvaus (OpenAPI)
api-no-key = Avain puuttuu, on väärä tai peruttu.
api-not-json = Sisältö ei ole JSONia, jota kuvaus tarkoittaa.
api-fields = Kentissä on virheitä.
api-field-id = Tunnus on 1–120 merkkiä.
api-field-title = Otsikko on 1–300 merkkiä.
api-field-summary = Tiivistelmä on enintään 1000 merkkiä.
api-field-diary = Tämä ei ole asianumero.
api-field-opened = Tämä ei ole päivä, kuukausi, vuodenaika eikä vuosi.
api-field-publicity = Julkisuus on public tai internal.
api-changed-here = Asiaa on muutettu maakunnassa sen jälkeen. Lue se ensin.
api-number-taken = Asianumero on toisella asialla.
api-no-item = Tällä tunnuksella ei ole asiaa.
