legal-accessibility = Saavutettavuusseloste
legal-privacy = Tietosuojaseloste
legal-feedback = Anna palautetta
legal-desk = Työpöytä
legal-edit = Muokkaa
legal-updated = Päivitetty { $date }
legal-default-notice = Tämä on ohjelman mukana tullut perusteksti. { $council } ei ole vielä tarkistanut sitä omakseen.
legal-notices = Lain vaatimat sivut
legal-notices-lead = Selosteet ovat jokaisen sivun alareunassa. Tarkista ne ja tee niistä omanne, kullakin kielellä.
legal-own-text = Oma teksti, versio { $number }, { $date }
legal-default-text = Ohjelman perusteksti
legal-edit-lead = Vanhat versiot säilyvät, ja niihin voi palata.
legal-see-public = Katso julkista sivua
legal-text = Selosteen teksti
legal-save = Tallenna ja julkaise
legal-versions = Versiot
legal-in-force = voimassa
legal-restore = Ota tämä versio voimaan
legal-feedback-lead = Kerro puutteesta, virheestä tai ajatuksesta. Vastaamme 14 päivän kuluessa, jos annat osoitteesi. Kirjautua ei tarvitse.
legal-what = Mitä asia koskee
legal-choose-kind = Valitse, mitä asia koskee.
legal-kind-accessibility = Saavutettavuus
legal-kind-error = Virhe tiedoissa tai toiminnassa
legal-kind-idea = Kehitysidea
legal-kind-other = Muu asia
legal-message = Viesti
legal-message-hint = Älä kirjoita henkilötunnusta tai muuta salassa pidettävää.
legal-page = Sivu, jota asia koskee
legal-page-hint = Voit jättää tyhjäksi.
legal-name = Nimesi (vapaaehtoinen)
legal-address = Sähköpostiosoite
legal-address-hint = Vapaaehtoinen. Tarvitaan vain, jos haluat vastauksen.
legal-not-an-address = Tämä ei ole sähköpostiosoite. Kirjoita muodossa nimi@esimerkki.fi tai jätä tyhjäksi.
legal-leave-empty = Jätä tämä tyhjäksi
legal-what-is-kept = Säilytämme viestin ja sen, mitä kerrot itsestäsi. Nimi ja osoite poistetaan vuoden kuluttua vastauksesta.
legal-send = Lähetä palaute
legal-too-many = Palautetta on tullut hetken aikana paljon (enintään { $value } tunnissa). Tekstisi on tallessa tässä: lähetä se hetken kuluttua uudelleen.
legal-thanks = Kiitos palautteesta
legal-thanks-answer = Se on perillä. Vastaamme viimeistään { $date }.
legal-thanks-no-address = Se on perillä. Käsittelemme sen viimeistään { $date }. Vastausta emme voi lähettää, koska et antanut osoitetta.
legal-thanks-authority = Jos saavutettavuutta koskevaan palautteeseen ei vastata kahdessa viikossa, voit tehdä ilmoituksen valvovalle viranomaiselle. Ohje on täällä:
legal-queue = Palautteet
legal-queue-lead = Jokaiseen palautteeseen vastataan 14 päivässä. Kiireisin on ylimpänä.
legal-queue-which = Mitkä palautteet
legal-queue-open = Odottavat
legal-queue-ended = Käsitellyt
legal-queue-empty = Mikään palaute ei odota vastausta.
legal-queue-none-ended = Yhtään palautetta ei ole vielä käsitelty.
legal-received = Tullut
legal-due = Vastattava
legal-late = myöhässä
legal-late-count = { $n ->
    [one] Yksi palaute on myöhässä.
   *[other] { $n } palautetta on myöhässä.
}
legal-owner = Vastuuhenkilö
legal-owner-none = Kukaan ei ole vielä ottanut tätä.
legal-nobody = ei kukaan
legal-state = Tila
legal-state-new = uusi
legal-state-taken = työn alla
legal-state-answered = vastattu
legal-state-closed = päätetty
legal-one = Palaute
legal-came = Tullut { $date }.
legal-answer-by = Vastattava viimeistään { $date }.
legal-from = Lähettäjä
legal-no-name = ei kertonut nimeään
legal-no-address = ei antanut osoitetta, vastausta ei voi lähettää
legal-answer = Vastaus
legal-answer-text = Vastauksesi
legal-answer-hint = Alkuperäinen viesti ja allekirjoitus tulevat kirjeeseen itsestään.
legal-answer-send = Lähetä vastaus
legal-answer-keep = Kirjaa käsitellyksi
legal-changed-meanwhile = Joku toinen ehti muuttaa palautteen tietoja. Vastauksesi on tallessa: tarkista ja lähetä uudelleen.
legal-take = Otan tämän
legal-hand-over = Anna toiselle
legal-hand-over-do = Anna
legal-close = Päätä vastaamatta
legal-close-hint = Roskaviestin tai asiattoman voi päättää ilman vastausta. Sen voi avata uudelleen.
legal-reopen = Avaa uudelleen
legal-not-open = Palaute on jo käsitelty. Avaa sivu uudelleen, niin näet miten.
legal-not-closed = Lähetettyä vastausta ei voi perua.
legal-desk-open = { $n } odottaa vastausta, kiireisimmän määräpäivä { $due }
legal-letter-subject = Vastaus palautteeseesi: { $council }
legal-letter = Hei,

    kiitos palautteesta. Vastauksemme:

    { $answer }

    Ystävällisin terveisin
    { $council }

    Kirjoitit meille { $date }:
    { $quoted }
undo-feedback-closed = Palaute päätettiin vastaamatta: { $what }
