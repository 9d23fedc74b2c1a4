skip-to-content = Siirry sisältöön
main-menu = Päävalikko
sign-in = Kirjaudu
sign-out = Kirjaudu ulos
acting-for = Toimit henkilön { $name } puolesta.
footer-feed = Päätökset syötteenä (Atom)
to-front-page = Etusivulle
when-unknown = ei tiedossa
when-unknown-printed = ei tiedossa (lähteessä: ”{ $printed }”)
form-has-problems = Lomaketta ei tallennettu. Korjaa nämä kohdat:
problem-required = Tämä tieto tarvitaan.
problem-too-long = Teksti on liian pitkä: enintään { $value } merkkiä.
problem-no-such-day = Päivää { $value } ei ole kalenterissa.
problem-not-a-day = ”{ $value }” ei ole päivä. Kirjoita muodossa 24.9.2021.
problem-not-a-date = ”{ $value }” ei ole päiväys. Kirjoita esimerkiksi 24.9.2021, syyskuussa 2021, syksyllä 2021 tai 2021.
problem-not-a-time = ”{ $value }” ei ole kellonaika. Kirjoita muodossa 14.30.
problem-not-a-number = Kirjoita kokonaisluku väliltä { $value }.
problem-not-a-choice = Valitse jokin tarjotuista vaihtoehdoista.
conflict-title = Joku toinen tallensi samaan aikaan
conflict-lead = Kirjoittamasi ei ole kadonnut. Vertaa versioita ja valitse, kumpi jää voimaan.
conflict-field = Kohta
conflict-yours = Sinun versiosi
conflict-theirs = Tallennettu versio
conflict-differs = eroaa
conflict-save-mine = Tallenna minun versioni
conflict-take-theirs = Jätä tallennettu voimaan
error-title-400 = Pyyntöä ei voitu käsitellä
error-title-403 = Sinulla ei ole oikeutta tähän
error-title-404 = Sivua ei löydy
error-title-409 = Muutosta ei tallennettu
error-title-500 = Jokin meni vikaan
error-not-found = Osoite voi olla väärä, tai sivu ei ole kaikkien nähtävissä.
error-forbidden = Kirjaudu tunnuksella, jolla on oikeus tähän, tai kysy oikeutta koordinaattorilta.
error-forged = Lomake ei tullut tältä sivustolta, tai istuntosi on päättynyt. Avaa sivu uudelleen ja yritä sitten.
error-doubled = Tämä lomake on jo tallennettu. Avaa sivu uudelleen, niin näet tuloksen.
error-stale = Joku toinen ehti muuttaa samaa tietoa. Avaa sivu uudelleen ja tee muutos sen päälle.
error-too-large = Tiedosto on liian suuri. Enintään 50 Mt.
error-wrong-type = Tätä tiedostotyyppiä ei oteta vastaan.
error-too-many = Liian monta yritystä. Odota hetki ja yritä uudelleen.
error-inside = Virhe on kirjattu. Yritä uudelleen; jos se toistuu, kerro tunniste ylläpidolle.
error-number = Tunniste: { $number }
error-broken-form = Lomake tuli rikkinäisenä. Lähetä se uudelleen.
error-method = Tässä osoitteessa ei voi tehdä tätä.
content-only-in = Osa tästä sivusta on vain { $lang ->
    [sv] ruotsiksi
    [en] englanniksi
   *[fi] suomeksi
 }.
