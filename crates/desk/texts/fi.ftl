desk-menu = Työpöytä
desk = Työpöytä
desk-morning = Hyvää huomenta
desk-noon = Hyvää päivää
desk-evening = Hyvää iltaa
desk-waiting =
    { $n ->
        [0] mikään ei odota sinua
        [one] yksi asia odottaa sinua
       *[other] { $n } asiaa odottaa sinua
    }
desk-week-number = viikko { $n }
desk-new-matter = Uusi asia
desk-prepare-meeting = Valmistele kokous
desk-mine = Sinua odottaa
desk-late = Myöhässä
desk-today = Tänään
desk-week = Tällä viikolla
desk-later = Myöhemmin
desk-empty = Mikään ei odota sinua. Kun kokous, toimenpide, vastaus tai kirje tarvitsee sinua, se ilmestyy tähän.
desk-others = Odotat muilta
desk-others-lead = Muistutus lähtee juuri niille, joilta vielä puuttuu. Samasta asiasta ei muistuteta ketään kahdesti samana päivänä.
desk-due = määräpäivä { $day }
desk-since = odottanut { $day } alkaen
desk-no-day = ei määräpäivää
desk-late-days =
    { $n ->
        [one] päivän myöhässä
       *[other] { $n } pv myöhässä
    }
desk-days =
    { $n ->
        [one] huomenna
       *[other] { $n } pv
    }
desk-choose = Valitse: { $what }
desk-many = Toimi valituille
desk-many-hint = Valitse toimenpiteitä: merkitse tehdyiksi, siirrä määräpäivää tai vaihda tekijää yhdellä kertaa.
desk-remind =
    { $n ->
        [one] Muistuta
       *[other] Muistuta kaikkia, { $n }
    }
desk-reminded = Muistutettu { $at }: { $names }
desk-reminded-today = muistutettu tänään
desk-reminders-sent =
    { $n ->
        [0] Kirjeitä ei lähtenyt: kaikkia on jo muistutettu tänään, tai heillä ei ole osoitetta tai he eivät ota muistutuksia sähköpostiin.
        [one] Muistutus lähti yhdelle saajalle.
       *[other] Muistutus lähti { $n } saajalle.
    }
desk-tools = Työn järjestely
desk-workload = Työkuorma
desk-workload-lead = Avoimet toimenpiteet, valmisteltavat kokoukset ja keskeneräiset muistiot henkilöittäin ja toimielimittäin.
desk-workload-none = Kenelläkään ei ole avointa työtä eikä toimielimillä sihteerejä.
desk-handover = Tehtävien luovutus sijaiselle
desk-handover-lead = Kaikki tehtäväsi päivästä päivään, ja takaisin.
desk-away = Tehtäviäsi hoitaa { $name } { $day } asti.
desk-stands-in = Hoidat sijaisena tehtävät, jotka kuuluvat: { $name }, { $day } asti.
desk-take-back = Ota takaisin
desk-searches = Tallennetut haut
desk-searches-own = Omat haut
desk-searches-lead = Luettelot ja haut, joihin palaat usein. Vain sinä näet ne.
desk-searches-keep = Lisää ja poista
desk-searches-none = Et ole vielä tallentanut hakuja. Rajaa luetteloa tai hae, ja paina Tallenna tämä haku.
desk-search-add = Tallenna haku
desk-search-name = Nimi
desk-search-name-hint = Esimerkiksi Myöhässä olevat toimenpiteet.
desk-search-path = Osoite
desk-search-path-hint = Tulee valmiina, kun painat luettelossa Tallenna tämä haku. Voit myös kopioida sen selaimen osoiteriviltä.
desk-search-save = Tallenna
desk-search-remove = Poista
desk-search-remove-named = Poista: { $name }
desk-search-removed = Haku { $name } poistettiin.
desk-undo = Kumoa
desk-problem-path = Osoite ei ole tämän palvelun sivu.
desk-problem-many = Hakuja voi tallentaa enintään { $value }. Poista ensin jokin.
desk-load-all =
    { $n ->
        [0] ei avointa työtä
        [one] 1 avoin työ
       *[other] { $n } avointa työtä
    }
desk-load-late =
    { $n ->
        [one] 1 kiireellinen
       *[other] { $n } kiireellistä
    }
desk-load-body = Toimielin
desk-load-role = Rooli
desk-load-open = Avoinna
desk-load-term = Toimikausi
desk-load-mandate = Toimeksianto
desk-load-secretary = Sihteeri
desk-load-doer = Tekijä
desk-load-nothing = ei avointa
desk-load-no-body = Ei toimielintä
desk-load-no-term = ei tiedossa
desk-load-no-mandate = ei kirjattu
desk-load-set-mandate = Kirjaa
desk-load-no-secretary = ei sihteeriä
desk-load-away = sijaisena { $name }
desk-load-bodies = Toimielimet
desk-load-bodies-caption = Sihteeri, toimeksianto, toimikausi ja avoin työ
