legal-accessibility = Tillgänglighetsutlåtande
legal-privacy = Dataskyddsbeskrivning
legal-feedback = Ge respons
legal-desk = Skrivbord
legal-edit = Redigera
legal-updated = Uppdaterat { $date }
legal-default-notice = Det här är grundtexten som följer med programmet. { $council } har ännu inte granskat den som sin egen.
legal-notices = Sidor som lagen kräver
legal-notices-lead = Texterna finns längst ner på varje sida. Granska dem och gör dem till era egna på varje språk.
legal-own-text = Egen text, version { $number }, { $date }
legal-default-text = Programmets grundtext
legal-edit-lead = Gamla versioner sparas, och det går att återgå till dem.
legal-see-public = Se den offentliga sidan
legal-text = Textens innehåll
legal-save = Spara och publicera
legal-versions = Versioner
legal-in-force = gäller
legal-restore = Ta i bruk den här versionen
legal-feedback-lead = Berätta om en brist, ett fel eller en tanke. Vi svarar inom 14 dagar, om du ger din adress. Du behöver inte logga in.
legal-what = Vad det gäller
legal-choose-kind = Välj vad det gäller.
legal-kind-accessibility = Tillgänglighet
legal-kind-error = Fel i uppgifter eller funktioner
legal-kind-idea = Utvecklingsidé
legal-kind-other = Annat ärende
legal-message = Meddelande
legal-message-hint = Skriv inte personbeteckning eller annat sekretessbelagt.
legal-page = Sidan som det gäller
legal-page-hint = Kan lämnas tomt.
legal-name = Ditt namn (frivilligt)
legal-address = E-postadress
legal-address-hint = Frivilligt. Behövs bara om du vill ha svar.
legal-not-an-address = Det här är ingen e-postadress. Skriv i formen namn@exempel.fi eller lämna tomt.
legal-leave-empty = Lämna det här tomt
legal-what-is-kept = Vi sparar meddelandet och det du berättar om dig själv. Namn och adress tas bort ett år efter svaret.
legal-send = Skicka respons
legal-too-many = Det har kommit mycket respons på kort tid (högst { $value } i timmen). Din text finns kvar här: skicka den på nytt om en stund.
legal-thanks = Tack för responsen
legal-thanks-answer = Den har kommit fram. Vi svarar senast { $date }.
legal-thanks-no-address = Den har kommit fram. Vi behandlar den senast { $date }. Vi kan inte skicka något svar, eftersom du inte gav någon adress.
legal-thanks-authority = Om respons om tillgänglighet inte besvaras inom två veckor kan du göra en anmälan till tillsynsmyndigheten. Anvisningen finns här:
legal-queue = Respons
legal-queue-lead = All respons besvaras inom 14 dagar. Det mest brådskande står överst.
legal-queue-which = Vilken respons
legal-queue-open = Väntar
legal-queue-ended = Behandlad
legal-queue-empty = Ingen respons väntar på svar.
legal-queue-none-ended = Ingen respons har ännu behandlats.
legal-received = Kom
legal-due = Ska besvaras
legal-late = försenad
legal-late-count = { $n ->
    [one] En respons är försenad.
   *[other] { $n } responser är försenade.
}
legal-owner = Ansvarig
legal-owner-none = Ingen har ännu tagit den här.
legal-nobody = ingen
legal-state = Läge
legal-state-new = ny
legal-state-taken = under arbete
legal-state-answered = besvarad
legal-state-closed = avslutad
legal-one = Respons
legal-came = Kom { $date }.
legal-answer-by = Ska besvaras senast { $date }.
legal-from = Avsändare
legal-no-name = berättade inte sitt namn
legal-no-address = gav ingen adress, svar kan inte skickas
legal-answer = Svar
legal-answer-text = Ditt svar
legal-answer-hint = Det ursprungliga meddelandet och underskriften kommer med i brevet av sig själva.
legal-answer-send = Skicka svaret
legal-answer-keep = Anteckna som behandlad
legal-changed-meanwhile = Någon annan hann ändra uppgifterna. Ditt svar finns kvar: granska och skicka på nytt.
legal-take = Jag tar den här
legal-hand-over = Ge till en annan
legal-hand-over-do = Ge
legal-close = Avsluta utan svar
legal-close-hint = Skräppost eller osakligt kan avslutas utan svar. Det går att öppna på nytt.
legal-reopen = Öppna på nytt
legal-not-open = Responsen är redan behandlad. Öppna sidan på nytt så ser du hur.
legal-not-closed = Ett skickat svar kan inte tas tillbaka.
legal-desk-open = { $n } väntar på svar, den mest brådskande senast { $due }
legal-letter-subject = Svar på din respons: { $council }
legal-letter = Hej,

    tack för din respons. Vårt svar:

    { $answer }

    Vänliga hälsningar
    { $council }

    Du skrev till oss { $date }:
    { $quoted }
undo-feedback-closed = Responsen avslutades utan svar: { $what }
