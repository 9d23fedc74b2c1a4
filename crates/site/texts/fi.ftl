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
site-date = pvm
site-meetings = Tulevat kokoukset
site-all-meetings = Kaikki kokoukset
site-no-meetings = Tulevia kokouksia ei ole ilmoitettu. Ne näkyvät tässä, kun kutsu on lähetetty.
site-municipalities = Valitse kuntasi
site-municipalities-lead = Katso, mitä yhteistyössä on sovittu ja miten se etenee omassa kunnassasi.
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
site-search-hits = Osumat
site-search-narrow = Rajaa
site-search-kinds = Mitä
site-search-years = Vuosi
site-search-chosen = valittu, poista
site-search-pages = Sivut
site-search-previous = Edelliset
site-search-next = Seuraavat
site-search-page = sivu { $page } / { $pages }
