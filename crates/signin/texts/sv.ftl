signin-title = Logga in
signin-lead = De offentliga sidorna kan läsas utan inloggning.
signin-by-password = Med lösenord
signin-login = Användarnamn eller e-postadress
signin-password = Lösenord
signin-by-oidc = Med din organisations konto
signin-by-oidc-lead = Du loggar in med samma konto som på din arbetsdator.
signin-oidc-go = Fortsätt till din organisations inloggning
signin-by-link = Med en länk per e-post
signin-by-link-lead = Om du saknar lösenord eller har glömt det får du en länk för engångsbruk per e-post.
signin-link-go = Skicka en länk till mig
signin-wrong = Fel användarnamn eller lösenord.
signin-wait = För många felaktiga försök. Försök igen efter kl. { $time }, eller logga in med en länk per e-post.
signin-link-title = Logga in med en länk per e-post
signin-link-lead = Skriv den adress som du får möteskallelserna till. Vi skickar en länk som fungerar en gång och gäller i 15 minuter.
signin-email = E-postadress
signin-link-send = Skicka länken
signin-not-an-address = Det här är ingen e-postadress.
signin-sent-title = Läs din e-post
signin-sent-lead = Om adressen { $address } finns i systemet har en länk skickats dit.
signin-sent-next = Länken gäller i 15 minuter. Kommer den inte, titta i skräpposten eller fråga samordnaren vilken adress du har i systemet.
signin-back = Tillbaka till inloggningen
signin-letter-subject = Inloggningslänk: { $region }
signin-letter =
    Hej,

    öppna den här länken och tryck på ”Logga in” på sidan:
    { $url }

    Länken fungerar en gång och gäller i { $minutes } minuter. Om du inte har bett om den behöver du inte göra något.

    { $region }
signin-press-title = Logga in med länken
signin-press-lead = Tryck på knappen för att logga in: { $region }.
signin-link-used = Länken har redan använts eller är för gammal. Be om en ny.
signin-link-new = Be om en ny länk
signin-oidc-failed = Inloggningen lyckades inte
signin-oidc-away = Din organisations inloggningstjänst svarar inte rätt. Försök igen om en stund eller logga in på ett annat sätt.
signin-oidc-old = Inloggningen blev för gammal eller började i en annan webbläsare. Börja om.
signin-oidc-refused = Inloggningstjänsten släppte inte in dig. Börja om eller logga in på ett annat sätt.
signin-oidc-no-address = Inloggningstjänsten gav ingen bekräftad e-postadress. Berätta det för din organisations it-avdelning.
signin-oidc-unknown = Adressen { $address } hör inte till någon i systemet. Be samordnaren lägga till den.
signin-wrong-old = Det nuvarande lösenordet är fel.
signin-too-short = Lösenordet måste ha minst { $value } tecken. Flera ord är bättre än ett underligt.
signin-not-same = Lösenorden är inte lika.
signin-same-as-login = Lösenordet får inte vara samma som användarnamnet.
signin-no-login = Du har ingen e-postadress som kunde bli ditt användarnamn. Be samordnaren lägga till den.
profile-title = Egna uppgifter
profile-own = Kontaktuppgifter och språk
profile-own-lead = Namn och uppdrag ändras av samordnaren.
profile-email = Meddelanden kommer till { $address }.
profile-phone = Telefon
profile-lang = Språk för meddelanden
profile-contact-public = Mina kontaktuppgifter får visas på offentliga sidor
profile-contact-public-hint = Utan lov ser bara samordnaren och sekreterarna dem.
profile-save = Spara
profile-must-change = Välj ett nytt lösenord.
profile-sessions = Var du är inloggad
profile-sessions-lead = Avsluta dem som du inte känner igen eller inte längre behöver.
profile-this-session = den här webbläsaren
profile-device-unknown = Okänd enhet
profile-session-times = inloggad { $created }, senast använd { $seen }
profile-way-password = med lösenord
profile-way-link = med länk per e-post
profile-way-oidc = med organisationens konto
profile-end = Avsluta
profile-end-named = Avsluta inloggningen: { $device }
profile-acting = För någon annan
profile-acting-whom = För vem agerar du nu?
profile-acting-self = I eget namn
profile-acting-save = Byt
profile-password = Lösenord
profile-login = Ditt användarnamn är { $login }.
profile-password-changed = Bytt { $day }.
profile-no-password = Du har inget lösenord. Du kan välja ett eller logga in på andra sätt.
profile-password-old = Nuvarande lösenord
profile-password-new = Nytt lösenord
profile-password-hint = Minst 12 tecken. Dina andra inloggningar avslutas.
profile-password-again = Nytt lösenord igen
profile-password-save = Byt lösenord
profile-forgot = Jag har glömt det nuvarande: logga in med en länk per e-post, så frågas det inte
