notices-title = Följ samarbetet
notices-title-of = Följ: { $what }
notices-lead = Du får e-post när det du valt går framåt. Inget konto behövs, och du kan sluta med ett tryck.
notices-panel = Följ
notices-panel-lead = Du får e-post när något händer. Inget konto behövs.
notices-what = Vad du följer
notices-word = Ord
notices-word-hint = Till exempel: vindkraft. Böjningsformen spelar ingen roll. En kommun, ett organ eller ett ärende följer du på dess egen sida.
notices-word-wrong = Skriv 3–60 tecken.
notices-email = Din e-postadress
notices-email-hint = Vi skickar först ett brev med en knapp som bekräftar adressen. Adressen raderas när du slutar.
notices-not-an-address = ”{ $value }” är inte en e-postadress. Skriv i formen namn@exempel.fi.
notices-pace = Hur ofta
notices-pace-at-once = Genast
notices-pace-daily = En gång om dagen
notices-pace-weekly = En gång i veckan
notices-follow = Följ
notices-feed = Samma som flöde (Atom)
notices-own = Vad följer jag?
notices-own-lead = Vi skickar en länk till din lista. Där kan du ändra och sluta.
notices-own-send = Skicka länken
notices-sent-title = Titta i din e-post
notices-sent-confirm = Vi skickade ett brev till adressen du gav. Tryck på knappen bakom länken i brevet, så börjar det.
notices-sent-list = Om adressen följer något skickade vi en länk dit. Den fungerar i en timme.
notices-sent-none = Om brevet inte syns, titta bland skräpposten och kontrollera att du skrev adressen rätt.
notices-confirm-title = Bekräfta
notices-confirm-lead = { $what }, brev: { $pace }.
notices-confirm-press = Ja, jag vill följa
notices-confirm-not-me = Om du inte bad om det här, gör inget: din adress raderas om två dagar.
notices-confirmed = Nu följer du. Du får ett brev när något händer.
notices-confirm-gone = Länken gäller inte. Den kan ha gått ut eller vara felskriven.
notices-again = Börja om
notices-confirm-subject = Bekräfta: du vill följa – { $what }
notices-list-subject = Vad du följer: { $region }
notices-list-title = Vad du följer
notices-list-lead = Den här sidan öppnas med länken i en timme.
notices-list-empty = Du följer inget bekräftat ännu.
notices-no-more = Finns inte längre
notices-stop-one = Sluta
notices-stop-one-of = Sluta: { $what }
notices-profile = Vad du följer per e-post
notices-profile-none = Du följer inget än. På sidorna för kommuner, organ och ärenden finns Följ.
notices-profile-word = Du kan också följa ett ord.
notices-how = Hur breven kommer
notices-lang = Brevens språk
notices-save = Spara
notices-gone-title = Länken gäller inte
notices-gone = Den kan ha gått ut, eller så har du redan slutat. Du kan be om en ny.
notices-stop-title = Sluta få brev
notices-stop-lead = Ett tryck avslutar allt och raderar din adress.
notices-stop-press = Avsluta allt och radera min adress
notices-stop-some = Vill du sluta följa bara en del?
notices-stopped = Inga fler brev kommer, och din adress har raderats.
notices-one-click = Begäran är inte ett e-postprograms avslutning.
notices-feed-title = { $what } – { $region }
notices-kind-decision = Beslut eller riktlinje
notices-kind-done = Gjort
notices-kind-document = Dokument
notices-letter-lead = Nytt från kommunernas samarbete: { $region }
notices-letter-why = Du får det här eftersom du följer: { $what }.
notices-letter-subject-one = { $title } – { $region }
notices-list-n = { $n ->
    [0] Du följer inget
    [one] Du följer en sak
   *[other] Du följer { $n } saker
}
notices-letter-subject = { $n ->
    [one] En nyhet – { $region }
   *[other] { $n } nyheter – { $region }
}
notices-letter-foot =
    Avsluta allt med ett tryck: { $stop }
    Vad följer jag: { $list }
    { $council }
notices-confirm-letter =
    Någon, förhoppningsvis du, bad om brev till den här adressen ({ $region }).

    Vad som följs: { $what }
    Hur ofta: { $pace }

    Öppna länken och tryck på knappen, så börjar det:
    { $url }

    Länken fungerar i två dagar. Om du inte bad om det här, gör inget: din adress raderas.
notices-list-letter =
    Via den här länken ser du vad du följer och kan ändra eller sluta ({ $region }):
    { $url }

    Länken fungerar i en timme. Om du inte bad om den behöver du inte göra något.
