site-menu-front = Etusivu
site-front-title = Kunnat yhdessä: { $region }
site-front-lead = { $n ->
    [one] Mitä kunta valmistelee, päättää ja tekee yhdessä muiden kanssa – ja mitä siitä seuraa sinulle.
   *[other] Mitä { $n } kuntaa valmistelee, päättää ja tekee yhdessä – ja mitä siitä seuraa sinun kunnassasi.
}
site-search = Hae
site-search-example = Hae kokouksia, päätöksiä, asiakirjoja… esim. 102/13.01/2012
site-decisions = Mitä on päätetty ja linjattu
site-all-decisions = Kaikki päätökset
site-no-decisions = Päätöksiä ja linjauksia ei ole vielä julkaistu. Ne tulevat tähän, kun kokouksen pöytäkirja tai muistio julkaistaan.
site-outcome-decided = päätös
site-outcome-agreed = linjaus
site-at-most = enintään { $sum }
site-doubt = epävarma
site-meetings = Tulevat kokoukset
site-all-meetings = Kaikki kokoukset
site-no-meetings = Tulevia kokouksia ei ole ilmoitettu. Ne näkyvät tässä, kun kutsu on lähetetty.
site-municipalities = Valitse kuntasi
site-municipalities-lead = Katso, mitä yhteistyössä on sovittu ja miten se etenee omassa kunnassasi.
site-own = Kuntasi: { $name }
site-own-go = Mitä { $name } on sopinut ja luvannut
site-own-forget = Unohda kuntani
site-own-other = Valitse toinen kunta
site-search-title = Haku
site-search-title-for = Haku: { $q }
site-search-count = { $n ->
    [0] Hakuasi ei vastaa mikään.
    [one] Yksi osuma.
   *[other] { $n } osumaa.
}
site-search-opening = Hakemisto on vasta avautumassa. Yritä uudelleen hetken kuluttua.
site-search-relaxed = Kaikkia sanoja ei löytynyt mistään yhdestä. Tässä on se, missä on osa niistä.
site-search-nothing = Näin löydät paremmin
site-search-advice-words = Kokeile vähempiä sanoja tai toista sanaa: taivutusmuodolla ei ole väliä.
site-search-advice-number = Numeron voit kirjoittaa niin kuin se on painettu: 102/13.01/2012 tai § 21.
site-search-advice-sign-in = Vain julkinen löytyy kaikille. Jos olet jäsen, kirjaudu sisään.
site-search-follow = Seuraa tätä hakua sähköpostilla
site-search-feed = Syötteenä (Atom)
site-search-hits = Osumat
site-search-narrow = Rajaa
site-search-kinds = Mitä
site-search-years = Vuosi
site-search-chosen = valittu, poista
site-search-pages = Sivut
site-search-previous = Edelliset
site-search-next = Seuraavat
site-search-page = sivu { $page } / { $pages }
site-documents = Asiakirjat
site-letters = Posti
site-outbox = Lähtevä posti
site-outbox-lead = Kirjeet, jotka järjestelmä on kirjoittanut, ja mitä niille on tapahtunut.
site-outbox-lead-demo = Esittelyssä mikään kirje ei lähde. Tästä näet jokaisen sellaisena kuin vastaanottaja sen näkisi.
site-outbox-empty = Yhtään kirjettä ei ole vielä kirjoitettu. Lähetä kokouskutsu, niin se tulee tähän.
site-letter-subject = Aihe
site-letter-from = Lähettäjä
site-letter-to = Vastaanottaja
site-letter-at = Kirjoitettu
site-letter-state = Tila
site-letter-sent = lähetetty
site-letter-failed = ei mennyt perille
site-letter-waiting = odottaa lähtöä
site-letter-shown = näytetään vain tässä
site-letter-body = Kirje
site-letter-plain = Sama pelkkänä tekstinä
site-letter-files = Liitteet
site-letter-calendar = Kalenterikutsu
site-tray = Kohdistamattomat vastaukset
site-tray-lead = Postit, joita ei voitu liittää mihinkään kutsuun. Merkitse käsitellyksi, kun olet hoitanut asian.
site-tray-empty = Lokero on tyhjä. Tuntemattomat vastaukset tulevat tähän.
site-tray-text = Mitä kirjeessä lukee
site-tray-no-subject = Ei aihetta
site-tray-done = Merkitse käsitellyksi
site-tray-reason-unknown = Vastaus ei koske mitään kutsua, tai vastaajaa ei ole kutsuttu. Kirjaa vastaus kokoukseen itse, jos tunnistat lähettäjän.
site-tray-reason-other-sender = Kirje tuli toisesta osoitteesta kuin se, jonka puolesta siinä vastataan. Varmista lähettäjältä.
site-tray-reason-refused = Vastausta ei voitu ottaa vastaan: kokous on voinut jo päättyä tai peruuntua.
site-tray-reason-no-reply = Tavallinen kirje, ei kalenteriohjelman vastaus. Vastaa lähettäjälle itse.
site-tray-reason-automatic = Ohjelman lähettämä ilmoitus, esimerkiksi lomaviesti tai tieto siitä, ettei kirje mennyt perille.
site-tray-reason-unreadable = Kirjettä ei voitu lukea. Avaa se postilaatikosta.
site-answer-accepted = tulee
site-answer-declined = ei tule
site-answer-tentative = ehkä
site-answer-delegated = lähettää toisen
undo-stray-done = Viesti kuitattiin käsitellyksi: { $what }
site-wait-strays =
    { $n ->
        [one] Katso vastaus, jota ei voitu kohdistaa
       *[other] Katso { $n } vastausta, joita ei voitu kohdistaa
    }
site-wait-failed =
    { $n ->
        [one] Selvitä, miksi kirje ei mennyt perille: { $names }
       *[other] Selvitä, miksi { $n } kirjettä ei mennyt perille: { $names }
    }
site-wait-open = Avaa
