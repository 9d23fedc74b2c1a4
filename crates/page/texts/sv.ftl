skip-to-content = Gå till innehållet
main-menu = Huvudmeny
sign-in = Logga in
sign-out = Logga ut
acting-for = Du agerar för { $name }.
footer-feed = Beslut som flöde (Atom)
to-front-page = Till startsidan
when-unknown = okänt
when-unknown-printed = okänt (i källan: ”{ $printed }”)
form-has-problems = Formuläret sparades inte. Rätta till dessa punkter:
problem-required = Den här uppgiften behövs.
problem-too-long = Texten är för lång: högst { $value } tecken.
problem-no-such-day = Dagen { $value } finns inte i kalendern.
problem-not-a-day = ”{ $value }” är ingen dag. Skriv i formen 24.9.2021.
problem-not-a-date = ”{ $value }” är inget datum. Skriv till exempel 24.9.2021, september 2021, hösten 2021 eller 2021.
problem-not-a-time = ”{ $value }” är ingen tid. Skriv i formen 14.30.
problem-not-a-number = Skriv ett heltal mellan { $value }.
problem-not-a-choice = Välj något av alternativen.
conflict-title = Någon annan sparade samtidigt
conflict-lead = Det du skrev har inte försvunnit. Jämför versionerna och välj vilken som gäller.
conflict-field = Punkt
conflict-yours = Din version
conflict-theirs = Sparad version
conflict-differs = avviker
conflict-save-mine = Spara min version
conflict-take-theirs = Låt den sparade gälla
error-title-400 = Begäran kunde inte behandlas
error-title-403 = Du har inte rätt till detta
error-title-404 = Sidan hittas inte
error-title-409 = Ändringen sparades inte
error-title-500 = Något gick fel
error-not-found = Adressen kan vara fel, eller så är sidan inte synlig för alla.
error-forbidden = Logga in med ett konto som har rätt till detta eller be koordinatorn om rätten.
error-forged = Formuläret kom inte från den här webbplatsen, eller så har din session tagit slut. Öppna sidan på nytt och försök igen.
error-doubled = Formuläret är redan sparat. Öppna sidan på nytt för att se resultatet.
error-stale = Någon annan hann ändra samma uppgift. Öppna sidan på nytt och gör ändringen där.
error-too-large = Filen är för stor. Högst 50 MB.
error-wrong-type = Den här filtypen tas inte emot.
error-too-many = För många försök. Vänta en stund och försök igen.
error-inside = Felet har antecknats. Försök igen; om det upprepas, meddela koden till administratören.
error-number = Kod: { $number }
error-broken-form = Formuläret kom fram skadat. Skicka det på nytt.
error-method = Detta kan inte göras på den här adressen.
content-only-in = En del av sidan finns bara på { $lang ->
    [sv] svenska
    [en] engelska
   *[fi] finska
 }.
