site-menu-front = Startsida
site-front-title = Kommunerna tillsammans: { $region }
site-front-lead = { $n ->
    [one] Vad kommunen bereder, beslutar och gör tillsammans med andra – och vad det betyder för dig.
   *[other] Vad { $n } kommuner bereder, beslutar och gör tillsammans – och vad det betyder i din kommun.
}
site-search = Sök
site-search-example = Sök möten, beslut, handlingar… t.ex. 102/13.01/2012
site-decisions = Vad som har beslutats och avtalats
site-all-decisions = Alla beslut
site-no-decisions = Inga beslut eller riktlinjer har publicerats än. De visas här när mötets protokoll eller promemoria har publicerats.
site-outcome-decided = beslut
site-outcome-agreed = riktlinje
site-at-most = högst { $sum }
site-doubt = osäkert
site-meetings = Kommande möten
site-all-meetings = Alla möten
site-no-meetings = Inga kommande möten har meddelats. De visas här när kallelsen har skickats.
site-municipalities = Välj din kommun
site-municipalities-lead = Se vad som har avtalats och hur det framskrider i din egen kommun.
site-own = Din kommun: { $name }
site-own-go = Vad { $name } har avtalat och lovat
site-own-forget = Glöm min kommun
site-own-other = Välj en annan kommun
site-search-title = Sökning
site-search-title-for = Sökning: { $q }
site-search-count = { $n ->
    [0] Inget motsvarar din sökning.
    [one] En träff.
   *[other] { $n } träffar.
}
site-search-opening = Sökregistret håller på att öppnas. Försök igen om en stund.
site-search-relaxed = Inget innehåller alla ord. Här är det som innehåller några av dem.
site-search-nothing = Så hittar du bättre
site-search-advice-words = Pröva med färre ord eller ett annat ord: böjningsformen spelar ingen roll.
site-search-advice-number = Ett nummer kan skrivas som det är tryckt: 102/13.01/2012 eller § 21.
site-search-advice-sign-in = Alla hittar bara det som är offentligt. Logga in om du är medlem.
site-search-follow = Följ den här sökningen per e-post
site-search-feed = Som flöde (Atom)
site-search-hits = Träffar
site-search-narrow = Avgränsa
site-search-kinds = Vad
site-search-years = År
site-search-chosen = vald, ta bort
site-search-pages = Sidor
site-search-previous = Föregående
site-search-next = Nästa
site-search-page = sida { $page } / { $pages }
site-documents = Handlingar
site-letters = Post
site-outbox = Utgående post
site-outbox-lead = Breven som systemet har skrivit och vad som har hänt med dem.
site-outbox-lead-demo = I demon skickas inga brev. Här ser du varje brev så som mottagaren skulle se det.
site-outbox-empty = Inga brev har skrivits än. Skicka en möteskallelse, så visas den här.
site-letter-subject = Ämne
site-letter-from = Avsändare
site-letter-to = Mottagare
site-letter-at = Skrivet
site-letter-state = Läge
site-letter-sent = skickat
site-letter-failed = kom inte fram
site-letter-waiting = väntar på att skickas
site-letter-shown = visas bara här
site-letter-body = Brevet
site-letter-plain = Samma som ren text
site-letter-files = Bilagor
site-letter-calendar = Kalenderkallelse
site-tray = Svar som inte kunde kopplas
site-tray-lead = Post som inte kunde kopplas till någon kallelse. Markera den som behandlad när du har skött ärendet.
site-tray-empty = Facket är tomt. Okända svar kommer hit.
site-tray-text = Vad brevet säger
site-tray-no-subject = Inget ämne
site-tray-done = Markera som behandlat
site-tray-reason-unknown = Svaret gäller ingen kallelse, eller så är den som svarar inte kallad. Anteckna svaret själv om du känner igen avsändaren.
site-tray-reason-other-sender = Brevet kom från en annan adress än den som det svarar för. Kontrollera med avsändaren.
site-tray-reason-refused = Svaret kunde inte tas emot: mötet kan redan vara slut eller inställt.
site-tray-reason-no-reply = Ett vanligt brev, inte ett svar från ett kalenderprogram. Svara avsändaren själv.
site-tray-reason-automatic = Ett meddelande från ett program, till exempel ett semestersvar eller besked om att ett brev inte kom fram.
site-tray-reason-unreadable = Brevet kunde inte läsas. Öppna det i brevlådan.
site-answer-accepted = kommer
site-answer-declined = kommer inte
site-answer-tentative = kanske
site-answer-delegated = sänder någon annan
undo-stray-done = Meddelandet kvitterades som behandlat: { $what }
site-wait-strays =
    { $n ->
        [one] Se på svaret som inte kunde placeras
       *[other] Se på { $n } svar som inte kunde placeras
    }
site-wait-failed =
    { $n ->
        [one] Ta reda på varför brevet inte kom fram: { $names }
       *[other] Ta reda på varför { $n } brev inte kom fram: { $names }
    }
site-wait-open = Öppna
