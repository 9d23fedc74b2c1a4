fact-comment = kan kommenteras
municipality-crumb = Stig
municipality-all = Kommuner
municipality-lead = Vad kommunerna har kommit överens om, vad kommunen lovade och vad du kan göra.
municipality-lead-ended = Sidan visar vad som finns kvar från den tiden.
municipality-belongs-elsewhere = Kommunen hör nu till landskapet { $region }. Dess nuvarande ärenden finns där.
municipality-go-to = Gå till { $name }
municipality-follow = Följ per e-post
municipality-concerns-us = Det här gäller oss
municipality-by-year = År för år
municipality-nothing-decided = Inga beslut eller riktlinjer som gäller { $name } har ännu publicerats. De kommer hit när mötets protokoll publiceras.
municipality-of-region = Beslutat för hela landskapet: { $region }
municipality-decided = beslut
municipality-agreed = riktlinje
municipality-done = gjort
municipality-doubt = osäker
municipality-coming = Vad händer härnäst
municipality-nothing-coming = Inga kommande möten eller tidsfrister har meddelats.
municipality-who = Vem representerar oss
municipality-nobody = Inga representanter har antecknats. Ditt meddelande går till förbundets koordinator.
municipality-write = Skriv till dem
municipality-say = Säg din åsikt
municipality-nothing-to-say = Just nu finns inget att kommentera. Du kan ändå skriva till kommunens representanter.
municipality-own = Är det här din kommun?
municipality-is-remembered = Din webbläsare minns din kommun: { $name }. Den står först på startsidan.
municipality-remember-lead = Din webbläsare kan minnas valet med en kaka. Den används inte till något annat, och du kan glömma den med ett tryck.
municipality-remember = Minns den här kommunen
municipality-forget = Glöm min kommun
municipality-history = Uppgifter om kommunen
municipality-year = { $name } år { $year }
municipality-year-lead = Möten, beslut och utförda åtgärder, de nyaste först.
municipality-year-empty = Det finns inga offentliga anteckningar från det här året. Se föregående eller följande år.
municipality-years = År
municipality-write-title = Skriv till representanterna: { $name }
municipality-write-lead = Meddelandet går per e-post till alla som representerar kommunen i samarbetet. Deras adresser visas inte; de svarar dig direkt. Även förbundets koordinator kan läsa meddelandet.
municipality-write-text = Ditt meddelande
municipality-write-email = Din e-postadress
municipality-write-email-hint = Endast för svaret. Mottagarna ser den.
municipality-write-name = Ditt namn
municipality-write-name-hint = Du kan lämna fältet tomt.
municipality-write-send = Skicka
municipality-write-sent = Tack, ditt meddelande har skickats till representanterna.
municipality-not-an-address = ”{ $value }” är inte en e-postadress. Skriv i formen namn@exempel.fi.
municipality-letter-subject = Meddelande från en invånare: { $name }
municipality-code-is = Kommunnummer { $code }.
municipality-since = Kommunen har funnits sedan { $day }.
municipality-stands = Kommunen har funnits hela den tid som uppgifterna gäller.
municipality-until = Kommunen upphörde { $day }.
municipality-until-merged = Kommunen var självständig till { $day } och gick sedan samman med { $into }.
municipality-took-in = { $name } gick samman med kommunen { $day }.
municipality-moved = flyttade från landskapet { $from } till landskapet { $to }
municipality-letter =
    En invånare skriver till dem som representerar { $name } ({ $region }):

    { $text }

    Skribent: { $from } { $email }
    Svara direkt till den här adressen. Adressen har inte kontrollerats.
