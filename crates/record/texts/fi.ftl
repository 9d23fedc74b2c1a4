record-decisions = Päätökset ja linjaukset
record-decisions-lead = Mitä toimielimet ja ryhmät ovat päättäneet, linjanneet ja siirtäneet, uusin ensin.
record-decisions-none = Näillä ehdoilla ei löytynyt yhtään päätöstä.
record-matters = Asiat
record-matters-lead = Asia kulkee valmistelusta päätökseen ja toimenpiteiksi. Avaa asia, niin näet sen koko polun.
record-matters-none = Näillä ehdoilla ei löytynyt yhtään asiaa.
record-matter-new = Uusi asia
record-matter-edit = Muuta asiaa
record-show-all = Näytä kaikki
record-filter = Rajaa luetteloa
record-words = Sanat tai numero
record-body = Toimielin
record-all-bodies = Kaikki toimielimet
record-year = Vuosi
record-kind = Laji
record-all-kinds = Päätökset ja linjaukset
record-kinds-decision = Vain päätökset
record-kinds-outline = Vain linjaukset
record-kind-decision = päätös
record-kind-outline = linjaus
record-state = Tila
record-all-states = Kaikki tilat
record-show = Näytä
record-title = Otsikko
record-number = Numero
record-when = Päivä
record-decider = Päättäjä
record-outcome = Tulos
record-pages = Sivut
record-first-page = Alkuun
record-next-page = Seuraavat
record-download = Lataa:
record-feed = Tilaa syötteenä (Atom)
record-feed-title = { $region }: päätökset ja linjaukset
record-feed-title-body = { $region }, { $body }: päätökset ja linjaukset
record-example = esimerkki
record-example-lead = Tämä on keksitty esimerkki, jolla järjestelmää voi kokeilla.
record-unpublished = ei vielä julkaistu
record-doubtful = epävarma
record-printed = lähteessä ”{ $printed }”
record-decider-unknown = päättäjä ei tiedossa
record-content-unknown = Päätöksen sisältö ei ole tiedossa
record-section-unknown = § ei tiedossa
record-not-yet-public = Ei vielä julkinen
record-secret = Salassa pidettävä
record-secret-ground = Salassa pidettävä: { $ground }
record-hidden-decision = Päätös, joka ei ole julkinen
record-hidden-matter = Asia, joka ei ole julkinen
record-hidden-lead = Numero ja peruste ovat julkisia, otsikko ja sisältö eivät.
record-outline-lead = Yhteistyöelimen linjaus ei ole hallintopäätös, eikä siihen haeta muutosta.
record-outcome-decided = päätettiin
record-outcome-agreed = linjattiin
record-outcome-discussed = keskusteltiin
record-outcome-noted = merkittiin tiedoksi
record-outcome-postponed = siirrettiin
record-outcome-untreated = ei käsitelty
record-reason = Perustelu
record-returns = Palaa käsittelyyn
record-matter = Asia
record-reservation = Varaus
record-reservations = Varaukset
record-at-most = enintään { $sum }
record-in-source = Lähteessä
record-source = Lähde
record-known-from = Mistä tämä tiedetään
record-own-record = Oma kirjaus
record-citation = Pysyvä osoite
record-path = Polku
record-actions = Toimenpiteet
record-action = Toimenpide
record-late = myöhässä
record-owner-municipalities = Kunnat, kukin omalta osaltaan
record-owner-unknown = vastuutaho ei tiedossa
record-due = määräaika { $day }
record-due-unknown = määräaika ei tiedossa
record-done-of = valmis { $done }/{ $all }
record-diary = Asianumero
record-diary-none = ei numeroa
record-diary-none-long = Asialla ei ole tiedossa olevaa asianumeroa.
record-diary-is = Asianumero { $number }
record-opened = Vireille
record-edit = Muuta
record-document-removed = Asiakirja poistettiin.
record-undo = Peru poisto
record-whole-path = Asian polku
record-path-empty = Asiasta ei ole vielä kirjattu vaiheita. Ne syntyvät, kun asia on kokouksessa.
record-by-municipality = Kunnittain
record-documents = Asiakirjat
record-documents-lead = Julkiset asiakirjat: selvitykset, raportit ja liitteet, uusin ensin.
record-documents-none = Näillä ehdoilla ei löytynyt yhtään asiakirjaa.
record-documents-none-here = Asiaan ei ole liitetty asiakirjoja.
record-remove = Poista
record-attach = Liitä asiakirja
record-file = Tiedosto
record-file-hint = PDF, Word (DOCX), Excel (XLSX), PowerPoint (PPTX), PNG, JPEG, teksti tai CSV, enintään 50 Mt.
record-file-needed = Valitse tiedosto.
record-file-types = Tiedoston ”{ $value }” tyyppiä ei oteta vastaan. Otamme vastaan: PDF, DOCX, XLSX, PPTX, PNG, JPEG, teksti ja CSV.
record-document-title = Asiakirjan nimi
record-document-title-hint = Jos jätät tyhjäksi, nimeksi tulee tiedoston nimi.
record-document-kind = Asiakirjan laji
record-document-attachment = liite
record-document-background = tausta-aineisto
record-document-record = pöytäkirja tai muistio
record-document-study = selvitys
record-document-report = raportti
record-document-final_report = loppuraportti
record-document-plan = suunnitelma
record-document-survey = kysely
record-document-table = taulukko
record-document-link = linkki
record-publicity = Julkisuus
record-publicity-public = Julkinen
record-publicity-internal = Ei vielä julkinen
record-publicity-secret = Salassa pidettävä
record-public-on-closed = Asia ei ole julkinen: valitse asiakirjalle sama tai tiukempi julkisuus.
record-ground = Salassapidon peruste
record-ground-hint = Tarvitaan vain salassa pidettävälle, esimerkiksi JulkL 24 § 1 mom. 7 k.
record-ground-needed = Kirjoita salassapidon peruste.
record-parts = Osat
record-title-fi = Otsikko suomeksi
record-title-sv = Otsikko ruotsiksi
record-title-en = Otsikko englanniksi
record-summary-fi = Tiivistelmä suomeksi
record-summary-sv = Tiivistelmä ruotsiksi
record-summary-en = Tiivistelmä englanniksi
record-summary-hint = Kaksi selkeää virkettä: mistä on kyse ja miksi.
record-diary-hint = Sellaisena kuin se on painettu, esimerkiksi 102/13.01/2012 tai VM/1497/03.01.01/2013. Voi jättää tyhjäksi.
record-diary-class = Tai anna uusi numero luokassa
record-diary-class-hint = Tehtäväluokka, esimerkiksi 10.02.
record-diary-both = Kirjoita joko valmis numero tai luokka, ei molempia.
record-diary-taken = Asianumero { $value } on jo toisella asialla.
diary-error-empty = Asianumero puuttuu.
diary-error-form = ”{ $value }” ei ole asianumero. Kirjoita se esimerkiksi muodossa 102/13.01/2012.
diary-error-prefix = Asianumeron ”{ $value }” alkukirjaimia ei tunnisteta.
diary-error-number = Asianumeron ”{ $value }” juokseva numero puuttuu tai on liian suuri.
diary-error-class = Luokan ”{ $value }” tulee olla kahden tai kolmen numeron osia, esimerkiksi 13.01.
diary-error-year = Asianumeron ”{ $value }” vuosi puuttuu tai on mahdoton.
record-opened-hint = Esimerkiksi 24.9.2021, syksyllä 2012 tai 2012. Tyhjä tarkoittaa, ettei päivä ole tiedossa.
record-parent = Osa asiaa
record-parent-hint = Ylemmän asian numero tai osoite.
record-parent-unknown = Asiaa ”{ $value }” ei löydy.
record-parent-circle = Asia ei voi olla itsensä tai oman osansa osa.
record-other-languages = Ruotsiksi ja englanniksi
record-save = Tallenna
record-cancel = Peruuta
matter-state-open = vireillä
matter-state-resolved = ratkaistu
matter-state-closed = päättynyt
action-state-done = valmis
action-state-under_way = kesken
action-state-hindered = este
action-state-not_concerned = ei koske kuntaa
action-state-no_answer = ei vastausta
search-kind-matter = Asiat
search-kind-decision = Päätökset
search-kind-action = Toimenpiteet
search-kind-document = Asiakirjat
record-actions-lead = Mitä kultakin kunnalta on pyydetty ja missä se on.
record-actions-none = Yhtään toimenpidettä ei löytynyt. Toimenpiteet syntyvät kokouksissa.
record-all-municipalities = Kaikki kunnat
record-municipality = Kunta
record-all-due = Kaikki määräajat
record-due-late = Myöhässä
record-due-soon = Kahden viikon kuluessa
record-due-none = Ilman määräaikaa
record-legend = Merkkien selitykset
record-not-asked = ei pyydetty
record-by-municipality-lead = Kunkin kunnan avoimet toimenpiteet.
record-nothing-open-of = Ei avoimia toimenpiteitä: { $names }.
record-import = Tuo taulukko
record-import-lead = Lataa ensin taulukko, täytä se Excelissä tai LibreOfficessa ja tuo se takaisin. Näet ennen tallennusta, mikä muuttuisi.
record-import-file = Taulukko (CSV tai XLSX)
record-import-check = Tarkista taulukko
record-import-preview = Mikä muuttuisi
record-import-nothing = Taulukossa ei ole mitään uutta: kaikki rivit ovat jo tallessa.
record-import-changes =
  { $n ->
    [one] Yksi rivi muuttuu.
    *[other] { $n } riviä muuttuu.
  }
record-import-refused =
  { $n ->
    [one] Yhtä riviä ei voi tallentaa.
    *[other] { $n } riviä ei voi tallentaa.
  } Mitään ei tallenneta ennen kuin ne on korjattu.
record-import-row = Rivi
record-import-why = Miksi
record-import-before = Nyt
record-import-after = Taulukossa
record-import-confirm = Tallenna kaikki
record-import-not-a-sheet = ”{ $value }” ei ole taulukko, jonka osaamme lukea. Tallenna se CSV- tai XLSX-muodossa.
record-import-no-column = Taulukosta puuttuu sarake ”{ $value }”. Lataa taulukko täältä ja muuta sitä.
record-refusal-action = Toimenpidettä ”{ $value }” ei ole.
record-refusal-municipality = Kuntaa ”{ $value }” ei tunneta.
record-refusal-not-asked = Kunnalta ”{ $value }” ei ole pyydetty tätä toimenpidettä.
record-refusal-state = Tilaa ”{ $value }” ei tunneta.
record-refusal-stale = Joku on muuttanut tätä sen jälkeen, kun taulukko ladattiin (versio { $value }).
record-refusal-right = Sinulla ei ole oikeutta kirjata kunnan ”{ $value }” tilaa.
record-refusal-twice = Sama toimenpide ja kunta ovat taulukossa kahdesti (”{ $value }”).
record-refusal-long = Teksti on liian pitkä, enintään { $value } merkkiä.
record-column-id = Tunnus (älä muuta)
record-column-action = Toimenpide
record-column-diary = Asianumero
record-column-due = Määräaika
record-column-code = Kuntakoodi
record-column-municipality = Kunta
record-column-state = Tila
record-column-note = Selite
record-column-evidence = Näyttö
record-column-by = Kirjasi
record-column-at = Kirjattu
record-column-version = Versio (älä muuta)
record-states-by-municipality = Tilanne kunnittain
record-note = Selite
record-evidence = Näyttö: pykälä tai osoite
record-said-by = { $by }, { $at }
record-save-states = Tallenna tilanne
record-remind-missing =
  { $n ->
    [one] Muistuta yhtä kuntaa
    *[other] Muistuta { $n } kuntaa
  }
record-reminded =
  { $n ->
    [0] Kenellekään ei lähetetty: vastaamattomilla kunnilla ei ole edustajaa, jolla on sähköpostiosoite.
    [one] Muistutus lähetettiin yhdelle henkilölle.
    *[other] Muistutus lähetettiin { $n } henkilölle.
  }
record-remind-subject = Muistutus: { $text }
record-remind-text = Kunnaltasi ei ole vielä kirjattu vastausta toimenpiteeseen:
record-remind-where = Kirjaa tilanne täällä:
record-nobody-missing = Kaikki pyydetyt kunnat ovat vastanneet.
record-missing-list = Vastaus puuttuu: { $names }.
record-history = Mitä on kirjattu
record-history-none = Mitään ei ole vielä kirjattu.
record-decision = Päätös
record-nothing-changed = Mikään ei muuttunut.
record-agreed = Sovittu
record-owner = Vastuussa
record-panel-promised = Mitä on luvattu ja tehty
record-panel-decisions = Viimeksi päätetty
record-panel-all = Kaikki
record-all-document-kinds = Kaikki lajit
record-system = järjestelmä
record-somebody = nimetön
record-somewhere-else = Tiedosto on toisessa palvelussa.
record-format = Tiedostomuodot ovat csv, xlsx ja json.
record-summary = Tiivistelmä
record-text = Teksti
record-actions-file = toimenpiteet
fact-due = Määräpäivä
record-fact-document = Asiakirja
record-own = Tee: { $action }
record-asked = Kerro, missä vaiheessa on { $place }: { $action }
record-states = Kunnat, joilta puuttuu vastaus tai toteutus: { $action }
record-person = Odottaa tekijäänsä: { $action }
record-find-out = Selvitä, onko tehty ({ $owner }): { $action }
record-wait-open = Avaa
record-wait-answer = Kerro tilanne
record-remind-person = Muistutus: teille merkitty toimenpide odottaa.
record-load =
    { $n ->
        [one] 1 avoin toimenpide
       *[other] { $n } avointa toimenpidettä
    }
record-closed = tehty { $day }
record-many = Toimi monelle toimenpiteelle
record-many-start = Toimi valituille
record-many-start-hint = Valitse rivejä: merkitse tehdyiksi, siirrä määräpäivää tai vaihda tekijää yhdellä kertaa.
record-many-choose = Valitse
record-many-chosen =
    { $n ->
        [0] Yhtään toimenpidettä ei ole valittu.
        [one] Yksi toimenpide on valittu.
       *[other] { $n } toimenpidettä on valittu.
    }
record-many-none = Valitse ensin toimenpiteitä luettelosta.
record-many-these = Valitut toimenpiteet
record-many-do = Mitä tehdään
record-many-what = Toimi
record-many-what-done = Merkitse tehdyiksi
record-many-what-due = Siirrä määräpäivää
record-many-what-owner = Vaihda tekijää
record-many-new-due = Uusi määräpäivä
record-many-new-due-hint = Vain kun siirrät määräpäivää.
record-many-new-owner = Uusi tekijä
record-many-new-owner-hint = Vain kun vaihdat tekijää. Kunnille osoitetun toimenpiteen tekijää ei voi vaihtaa.
record-many-nobody = Valitse henkilö
record-many-button = Tee
record-many-undo-hint = Kaikki muuttuu kerralla, ja voit kumota sen yhdellä painalluksella.
record-many-asked = Valituissa on toimenpide, joka on osoitettu kunnille. Sen tekijää ei voi vaihtaa.
record-many-stale = Joku muutti valittuja sillä välin. Katso, mikä on nyt tilanne, ja paina uudelleen.
record-many-done =
    { $n ->
        [one] Yksi toimenpide merkittiin tehdyksi
       *[other] { $n } toimenpidettä merkittiin tehdyiksi
    }
record-many-due =
    { $n ->
        [one] Yhden toimenpiteen määräpäivä siirrettiin
       *[other] { $n } toimenpiteen määräpäivä siirrettiin
    }
record-many-owner =
    { $n ->
        [one] Yhden toimenpiteen tekijä vaihdettiin
       *[other] { $n } toimenpiteen tekijä vaihdettiin
    }
record-many-undone = Kumottu: kaikki on niin kuin ennen.
record-many-changed = Kumota ei voitu, koska näitä on muutettu sen jälkeen. Mitään ei muutettu.
record-many-desk = Työpöydälle
record-many-undo = Kumoa
record-many-one = Merkitse tehdyksi, siirrä tai vaihda tekijää

# Open data
record-open-matter = Asia
record-open-decision = Päätös
record-open-outline = Linjaus
