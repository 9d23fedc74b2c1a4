desk-menu = Arbetsbord
desk = Arbetsbord
desk-morning = God morgon
desk-noon = God dag
desk-evening = God kväll
desk-waiting =
    { $n ->
        [0] ingenting väntar på dig
        [one] en sak väntar på dig
       *[other] { $n } saker väntar på dig
    }
desk-week-number = vecka { $n }
desk-new-matter = Nytt ärende
desk-prepare-meeting = Bered ett möte
desk-mine = Väntar på dig
desk-late = Försenat
desk-today = I dag
desk-week = Den här veckan
desk-later = Senare
desk-empty = Ingenting väntar på dig. När ett möte, en åtgärd, ett svar eller ett brev behöver dig visas det här.
desk-others = Du väntar på andra
desk-others-lead = Påminnelsen går till just dem från vilka något saknas. Ingen påminns två gånger om samma sak samma dag.
desk-due = senast { $day }
desk-since = har väntat sedan { $day }
desk-no-day = ingen dag
desk-late-days =
    { $n ->
        [one] en dag försenad
       *[other] { $n } d försenad
    }
desk-days =
    { $n ->
        [one] i morgon
       *[other] { $n } d
    }
desk-choose = Välj: { $what }
desk-many = Gör något med de valda
desk-many-hint = Välj åtgärder: anteckna som gjorda, flytta dagen eller byt den som gör på en gång.
desk-remind =
    { $n ->
        [one] Påminn
       *[other] Påminn alla, { $n }
    }
desk-reminded = Påminda { $at }: { $names }
desk-reminded-today = påmind i dag
desk-reminders-sent =
    { $n ->
        [0] Inga brev sändes: alla har redan påmints i dag, har ingen adress eller vill inte ha påminnelser per e-post.
        [one] Påminnelsen gick till en mottagare.
       *[other] Påminnelsen gick till { $n } mottagare.
    }
desk-tools = Ordna arbetet
desk-workload = Arbetsbörda
desk-workload-lead = Öppna åtgärder, möten att bereda och oavslutade promemorior enligt person och organ.
desk-workload-none = Ingen har öppet arbete och organen har inga sekreterare.
desk-handover = Överlåtelse av uppgifter
desk-handover-lead = Alla dina uppgifter från dag till dag, och tillbaka.
desk-away = { $name } sköter dina uppgifter till { $day }.
desk-stands-in = Du sköter som ställföreträdare uppgifterna för: { $name }, till { $day }.
desk-take-back = Ta tillbaka
desk-searches = Sparade sökningar
desk-searches-own = Egna sökningar
desk-searches-lead = Listor och sökningar som du ofta återvänder till. Bara du ser dem.
desk-searches-keep = Lägg till och ta bort
desk-searches-none = Du har inte sparat några sökningar än. Begränsa en lista eller sök, och tryck på Spara den här sökningen.
desk-search-add = Spara en sökning
desk-search-name = Namn
desk-search-name-hint = Till exempel Försenade åtgärder.
desk-search-path = Adress
desk-search-path-hint = Fylls i när du trycker på Spara den här sökningen i en lista. Du kan också kopiera den från webbläsarens adressfält.
desk-search-save = Spara
desk-search-remove = Ta bort
desk-search-remove-named = Ta bort: { $name }
desk-search-removed = Sökningen { $name } togs bort.
desk-undo = Ångra
desk-problem-path = Adressen är ingen sida i den här tjänsten.
desk-problem-many = Högst { $value } sökningar kan sparas. Ta först bort någon.
desk-load-all =
    { $n ->
        [0] inget öppet arbete
        [one] 1 öppet arbete
       *[other] { $n } öppna arbeten
    }
desk-load-late =
    { $n ->
        [one] 1 brådskande
       *[other] { $n } brådskande
    }
desk-load-body = Organ
desk-load-role = Roll
desk-load-open = Öppet
desk-load-term = Mandatperiod
desk-load-mandate = Uppdrag
desk-load-secretary = Sekreterare
desk-load-doer = Gör
desk-load-nothing = inget öppet
desk-load-no-body = Inget organ
desk-load-no-term = inte känd
desk-load-no-mandate = inte antecknat
desk-load-set-mandate = Anteckna
desk-load-no-secretary = ingen sekreterare
desk-load-away = ersätts av { $name }
desk-load-bodies = Organ
desk-load-bodies-caption = Sekreterare, uppdrag, mandatperiod och öppet arbete
