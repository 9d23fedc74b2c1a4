notices-title = Seuraa yhteistyötä
notices-title-of = Seuraa: { $what }
notices-lead = Saat sähköpostia, kun valitsemasi asia etenee. Tunnusta ei tarvita, ja voit lopettaa yhdellä painalluksella.
notices-panel = Seuraa
notices-panel-lead = Saat sähköpostia, kun asiat etenevät. Tunnusta ei tarvita.
notices-what = Mitä seuraat
notices-word = Sana tai sanoja
notices-word-hint = Esimerkiksi: tuulivoima. Taivutusmuodolla ei ole väliä. Kuntaa, toimielintä tai asiaa voit seurata sen omalta sivulta.
notices-word-wrong = Kirjoita 3–60 merkkiä.
notices-email = Sähköpostiosoitteesi
notices-email-hint = Lähetämme ensin kirjeen, jossa oleva painike vahvistaa osoitteen. Osoite pyyhitään, kun lopetat.
notices-not-an-address = ”{ $value }” ei ole sähköpostiosoite. Kirjoita muodossa nimi@esimerkki.fi.
notices-pace = Kuinka usein
notices-pace-at-once = Heti
notices-pace-daily = Kerran päivässä
notices-pace-weekly = Kerran viikossa
notices-follow = Seuraa
notices-feed = Sama syötteenä (Atom)
notices-own = Mitä seuraan?
notices-own-lead = Lähetämme linkin omaan listaasi. Sieltä voit muuttaa ja lopettaa.
notices-own-send = Lähetä linkki
notices-sent-title = Katso sähköpostisi
notices-sent-confirm = Lähetimme kirjeen antamaasi osoitteeseen. Paina siinä olevan linkin takaa painiketta, niin seuranta alkaa.
notices-sent-list = Jos osoite seuraa jotakin, lähetimme siihen linkin. Se toimii tunnin.
notices-sent-none = Jos kirjettä ei näy, katso roskapostista ja tarkista, että kirjoitit osoitteen oikein.
notices-confirm-title = Vahvista seuranta
notices-confirm-lead = { $what }, kirjeet: { $pace }.
notices-confirm-press = Kyllä, haluan seurata
notices-confirm-not-me = Jos et pyytänyt tätä, älä tee mitään: osoitteesi pyyhitään kahden päivän kuluttua.
notices-confirmed = Seuranta on voimassa. Saat kirjeen, kun tapahtuu jotakin.
notices-confirm-gone = Linkki ei ole voimassa. Se on voinut vanhentua tai olla kirjoitettu väärin.
notices-again = Aloita alusta
notices-confirm-subject = Vahvista: haluat seurata – { $what }
notices-list-subject = Mitä seuraat: { $region }
notices-list-title = Mitä seuraat
notices-list-lead = Tämä sivu aukeaa linkistä tunnin ajan.
notices-list-empty = Et seuraa vielä mitään vahvistettua.
notices-no-more = Kohdetta ei enää ole
notices-stop-one = Lopeta
notices-stop-one-of = Lopeta: { $what }
notices-profile = Mitä seuraat sähköpostilla
notices-profile-none = Et seuraa vielä mitään. Kunnan, toimielimen ja asian sivulla on kohta Seuraa.
notices-profile-word = Voit seurata myös sanaa.
notices-how = Kuinka kirjeet tulevat
notices-lang = Kirjeiden kieli
notices-save = Tallenna
notices-gone-title = Linkki ei ole voimassa
notices-gone = Se on voinut vanhentua, tai olet jo lopettanut. Voit pyytää uuden.
notices-stop-title = Lopeta kirjeet
notices-stop-lead = Yksi painallus lopettaa kaiken ja pyyhkii osoitteesi.
notices-stop-press = Lopeta kaikki ja pyyhi osoitteeni
notices-stop-some = Haluatko lopettaa vain osan?
notices-stopped = Kirjeitä ei enää tule, ja osoitteesi on pyyhitty.
notices-one-click = Pyyntö ei ole postiohjelman lopetuspyyntö.
notices-feed-title = { $what } – { $region }
notices-kind-decision = Päätös tai linjaus
notices-kind-done = Tehty
notices-kind-document = Asiakirja
notices-letter-lead = Uutta kuntien yhteistyöstä: { $region }
notices-letter-why = Saat tämän, koska seuraat: { $what }.
notices-letter-subject-one = { $title } – { $region }
notices-list-n = { $n ->
    [0] Et seuraa mitään
    [one] Seuraat yhtä
   *[other] Seuraat { $n } kohdetta
}
notices-letter-subject = { $n ->
    [one] Yksi uusi asia – { $region }
   *[other] { $n } uutta asiaa – { $region }
}
notices-letter-foot =
    Lopeta kaikki yhdellä painalluksella: { $stop }
    Mitä seuraan: { $list }
    { $council }
notices-confirm-letter =
    Joku, toivottavasti sinä, pyysi kirjeitä tähän osoitteeseen ({ $region }).

    Mitä seurataan: { $what }
    Kuinka usein: { $pace }

    Avaa linkki ja paina painiketta, niin seuranta alkaa:
    { $url }

    Linkki toimii kaksi päivää. Jos et pyytänyt tätä, älä tee mitään: osoitteesi pyyhitään.
notices-list-letter =
    Tästä linkistä näet, mitä seuraat, ja voit muuttaa tai lopettaa ({ $region }):
    { $url }

    Linkki toimii tunnin. Jos et pyytänyt sitä, sinun ei tarvitse tehdä mitään.
