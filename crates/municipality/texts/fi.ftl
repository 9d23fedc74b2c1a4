fact-comment = kommentoitavana
municipality-crumb = Polku
municipality-all = Kunnat
municipality-lead = Mitä kuntien yhteistyössä on sovittu, mitä kunta lupasi ja mitä voit tehdä.
municipality-lead-ended = Sivu kertoo, mitä tästä ajasta on jäänyt.
municipality-belongs-elsewhere = Kunta kuuluu nyt maakuntaan { $region }. Sen nykyiset asiat ovat siellä.
municipality-go-to = Siirry kuntaan { $name }
municipality-follow = Seuraa sähköpostilla
municipality-concerns-us = Meitä koskee
municipality-by-year = Vuosi vuodelta
municipality-nothing-decided = Kunnasta { $name } ei ole vielä julkaistu päätöksiä tai linjauksia. Ne tulevat tähän, kun kokouksen pöytäkirja julkaistaan.
municipality-of-region = Päätetty koko maakunnassa: { $region }
municipality-decided = päätös
municipality-agreed = linjaus
municipality-done = tehty
municipality-doubt = epävarma
municipality-coming = Mitä seuraavaksi
municipality-nothing-coming = Tulevia kokouksia tai määräpäiviä ei ole ilmoitettu.
municipality-who = Kuka edustaa meitä
municipality-nobody = Edustajia ei ole merkitty. Viestisi menee maakunnan liiton koordinaattorille.
municipality-write = Kirjoita heille
municipality-say = Sano mielipiteesi
municipality-nothing-to-say = Juuri nyt mikään ei ole kommentoitavana. Voit silti kirjoittaa kunnan edustajille.
municipality-own = Onko tämä kuntasi?
municipality-is-remembered = Selaimesi muistaa kuntasi: { $name }. Se on etusivulla ensimmäisenä.
municipality-remember-lead = Selaimesi voi muistaa valinnan evästeellä. Sitä ei käytetä mihinkään muuhun, ja voit unohtaa sen yhdellä painalluksella.
municipality-remember = Muista tämä kunta
municipality-forget = Unohda kuntani
municipality-history = Kunnan tiedot
municipality-year = { $name } vuonna { $year }
municipality-year-lead = Kokoukset, päätökset ja tehdyt toimenpiteet, uusin ensin.
municipality-year-empty = Tältä vuodelta ei ole julkisia merkintöjä. Katso edellistä tai seuraavaa vuotta.
municipality-years = Vuodet
municipality-write-title = Kirjoita edustajille: { $name }
municipality-write-lead = Viesti menee sähköpostilla kaikille, jotka edustavat kuntaa yhteistyössä. Heidän osoitteitaan ei näytetä; he vastaavat sinulle suoraan. Viestin voi lukea myös maakunnan liiton koordinaattori.
municipality-write-text = Viestisi
municipality-write-email = Sähköpostiosoitteesi
municipality-write-email-hint = Vain vastausta varten. Se näkyy viestin saajille.
municipality-write-name = Nimesi
municipality-write-name-hint = Voit jättää tyhjäksi.
municipality-write-send = Lähetä
municipality-write-sent = Kiitos, viestisi on lähetetty edustajille.
municipality-not-an-address = ”{ $value }” ei ole sähköpostiosoite. Kirjoita muodossa nimi@esimerkki.fi.
municipality-letter-subject = Asukkaan viesti: { $name }
municipality-code-is = Kuntanumero { $code }.
municipality-since = Nykyinen kunta perustettiin { $day }.
municipality-stands = Kunta on ollut olemassa koko sen ajan, jolta tietoja on.
municipality-until = Kunta lakkasi { $day }.
municipality-until-merged = Kunta oli itsenäinen { $day } asti ja liittyi sitten kuntaan { $into }.
municipality-took-in = { $name } liittyi kuntaan { $day }.
municipality-moved = siirtyi maakunnasta { $from } maakuntaan { $to }
municipality-letter =
    Asukas kirjoittaa kunnan { $name } edustajille ({ $region }):

    { $text }

    Kirjoittaja: { $from } { $email }
    Vastaa suoraan hänelle tähän osoitteeseen. Osoitetta ei ole tarkistettu.
