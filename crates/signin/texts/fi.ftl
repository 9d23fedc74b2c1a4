signin-title = Kirjaudu sisään
signin-lead = Julkisten sivujen lukemiseen et tarvitse tunnusta.
signin-by-password = Salasanalla
signin-login = Tunnus tai sähköpostiosoite
signin-password = Salasana
signin-by-oidc = Oman organisaation tunnuksella
signin-by-oidc-lead = Kirjaudut samalla tunnuksella kuin työkoneellesi.
signin-oidc-go = Jatka organisaatiosi kirjautumiseen
signin-by-link = Sähköpostilinkillä
signin-by-link-lead = Jos sinulla ei ole salasanaa tai olet unohtanut sen, saat kertakäyttöisen linkin sähköpostiisi.
signin-link-go = Lähetä minulle linkki
signin-wrong = Tunnus tai salasana on väärin.
signin-wait = Liian monta väärää yritystä. Yritä uudelleen klo { $time } jälkeen, tai kirjaudu sähköpostilinkillä.
signin-link-title = Kirjaudu sähköpostilinkillä
signin-link-lead = Kirjoita osoite, johon saat kokouskutsut. Lähetämme siihen linkin, joka toimii kerran ja on voimassa 15 minuuttia.
signin-email = Sähköpostiosoite
signin-link-send = Lähetä linkki
signin-not-an-address = Tämä ei ole sähköpostiosoite.
signin-sent-title = Katso sähköpostisi
signin-sent-lead = Jos osoite { $address } on järjestelmässä, siihen on lähetetty linkki.
signin-sent-next = Linkki on voimassa 15 minuuttia. Jos sitä ei kuulu, katso roskapostikansio tai kysy koordinaattorilta, mikä osoite sinulle on merkitty.
signin-back = Takaisin kirjautumiseen
signin-letter-subject = Kirjautumislinkki: { $region }
signin-letter =
    Hei,

    avaa tämä linkki ja paina sivulla ”Kirjaudu”:
    { $url }

    Linkki toimii kerran ja on voimassa { $minutes } minuuttia. Jos et pyytänyt sitä, voit jättää tämän viestin huomiotta.

    { $region }
signin-press-title = Kirjaudu linkillä
signin-press-lead = Paina nappia, niin olet sisällä: { $region }.
signin-link-used = Tämä linkki on jo käytetty tai vanhentunut. Pyydä uusi.
signin-link-new = Pyydä uusi linkki
signin-oidc-failed = Kirjautuminen ei onnistunut
signin-oidc-away = Organisaatiosi kirjautumispalvelu ei vastaa oikein. Yritä hetken kuluttua uudelleen tai kirjaudu muulla tavalla.
signin-oidc-old = Kirjautuminen vanheni tai alkoi toisessa selaimessa. Aloita uudelleen.
signin-oidc-refused = Kirjautumispalvelu ei päästänyt sisään. Aloita uudelleen tai kirjaudu muulla tavalla.
signin-oidc-no-address = Kirjautumispalvelu ei kertonut vahvistettua sähköpostiosoitettasi. Kerro tästä organisaatiosi tietohallinnolle.
signin-oidc-unknown = Osoitetta { $address } ei ole merkitty kenellekään. Pyydä koordinaattoria lisäämään se tietoihisi.
signin-wrong-old = Nykyinen salasana on väärin.
signin-too-short = Salasanassa on oltava vähintään { $value } merkkiä. Monta sanaa on parempi kuin yksi outo.
signin-not-same = Salasanat eivät ole samat.
signin-same-as-login = Salasana ei saa olla sama kuin tunnus.
signin-no-login = Sinulla ei ole sähköpostiosoitetta, josta tulisi tunnus. Pyydä koordinaattoria lisäämään se.
profile-title = Omat tiedot
profile-own = Yhteystiedot ja kieli
profile-own-lead = Nimesi ja tehtäväsi muuttaa koordinaattori.
profile-email = Viestit tulevat osoitteeseen { $address }.
profile-phone = Puhelin
profile-lang = Viestien kieli
profile-contact-public = Yhteystietoni saa näyttää julkisilla sivuilla
profile-contact-public-hint = Ilman lupaa ne näkevät vain koordinaattori ja sihteerit.
profile-save = Tallenna
profile-must-change = Valitse itsellesi uusi salasana.
profile-sessions = Missä olet kirjautuneena
profile-sessions-lead = Lopeta ne, joita et tunne tai et enää tarvitse.
profile-this-session = tämä selain
profile-device-unknown = Tuntematon laite
profile-session-times = kirjauduttu { $created }, viimeksi käytetty { $seen }
profile-way-password = salasanalla
profile-way-link = sähköpostilinkillä
profile-way-oidc = organisaation tunnuksella
profile-end = Lopeta
profile-end-named = Lopeta istunto: { $device }
profile-acting = Toisen puolesta
profile-acting-whom = Kenen puolesta toimit nyt?
profile-acting-self = Omissa nimissäni
profile-acting-save = Vaihda
profile-password = Salasana
profile-login = Tunnuksesi on { $login }.
profile-password-changed = Vaihdettu { $day }.
profile-no-password = Sinulla ei ole salasanaa. Voit antaa sellaisen tai kirjautua muilla tavoilla.
profile-password-old = Nykyinen salasana
profile-password-new = Uusi salasana
profile-password-hint = Vähintään 12 merkkiä. Muut istuntosi päättyvät.
profile-password-again = Uusi salasana uudelleen
profile-password-save = Vaihda salasana
profile-forgot = Unohdin nykyisen: kirjaudu sähköpostilinkillä, niin sitä ei kysytä
