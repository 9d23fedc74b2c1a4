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
site-date = datum
site-meetings = Kommande möten
site-all-meetings = Alla möten
site-no-meetings = Inga kommande möten har meddelats. De visas här när kallelsen har skickats.
site-municipalities = Välj din kommun
site-municipalities-lead = Se vad som har avtalats och hur det framskrider i din egen kommun.
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
site-search-hits = Träffar
site-search-narrow = Avgränsa
site-search-kinds = Vad
site-search-years = År
site-search-chosen = vald, ta bort
site-search-pages = Sidor
site-search-previous = Föregående
site-search-next = Nästa
site-search-page = sida { $page } / { $pages }
