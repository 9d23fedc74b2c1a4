record-decisions = Decisions and outlines
record-decisions-lead = What bodies and groups have decided, agreed and postponed, latest first.
record-decisions-none = No decisions were found on these terms.
record-matters = Matters
record-matters-lead = A matter goes from preparation to decision and actions. Open one to see its whole path.
record-matters-none = No matters were found on these terms.
record-matter-new = New matter
record-matter-edit = Edit the matter
record-show-all = Show all
record-filter = Narrow the list
record-words = Words or number
record-body = Body
record-all-bodies = All bodies
record-year = Year
record-kind = Kind
record-all-kinds = Decisions and outlines
record-kinds-decision = Decisions only
record-kinds-outline = Outlines only
record-kind-decision = decision
record-kind-outline = outline
record-state = State
record-all-states = All states
record-show = Show
record-title = Title
record-number = Number
record-when = Date
record-decider = Decided by
record-outcome = Outcome
record-pages = Pages
record-first-page = To the beginning
record-next-page = Next
record-download = Download:
record-feed = Subscribe as a feed (Atom)
record-feed-title = { $region }: decisions and outlines
record-feed-title-body = { $region }, { $body }: decisions and outlines
record-example = example
record-example-lead = This is a made-up example for trying the system.
record-unpublished = not published yet
record-doubtful = uncertain
record-printed = in the source “{ $printed }”
record-decider-unknown = decided by whom is not known
record-content-unknown = The content of the decision is not known
record-section-unknown = § not known
record-not-yet-public = Not public yet
record-secret = Secret
record-secret-ground = Secret: { $ground }
record-hidden-decision = A decision that is not public
record-hidden-matter = A matter that is not public
record-hidden-lead = Its number and ground are public, its title and content are not.
record-outline-lead = An outline of a co-operation body is no administrative decision and cannot be appealed.
record-outcome-decided = decided
record-outcome-agreed = agreed
record-outcome-discussed = discussed
record-outcome-noted = noted
record-outcome-postponed = postponed
record-outcome-untreated = not dealt with
record-reason = Reason
record-returns = Comes back
record-matter = Matter
record-reservation = Reservation
record-reservations = Reservations
record-at-most = at most { $sum }
record-in-source = In the source
record-source = Source
record-known-from = How this is known
record-own-record = Our own record
record-citation = Permanent address
record-path = Path
record-actions = Actions
record-action = Action
record-late = late
record-owner-municipalities = The municipalities, each for itself
record-owner-unknown = who does it is not known
record-due = due { $day }
record-due-unknown = due date not known
record-done-of = done { $done }/{ $all }
record-diary = Matter number
record-diary-none = no number
record-diary-none-long = The matter has no known number.
record-diary-is = Matter number { $number }
record-opened = Opened
record-edit = Edit
record-document-removed = The document was removed.
record-undo = Undo the removal
record-whole-path = The path of the matter
record-path-empty = No steps have been recorded yet. They appear when the matter is on a meeting's agenda.
record-by-municipality = By municipality
record-documents = Documents
record-documents-lead = Public documents: studies, reports and attachments, latest first.
record-documents-none = No documents were found on these terms.
record-documents-none-here = No documents have been attached.
record-remove = Remove
record-attach = Attach a document
record-file = File
record-file-hint = PDF, Word (DOCX), Excel (XLSX), PowerPoint (PPTX), PNG, JPEG, text or CSV, 50 MB at most.
record-file-needed = Choose a file.
record-file-types = The file “{ $value }” is of a type that is not taken. We take PDF, DOCX, XLSX, PPTX, PNG, JPEG, text and CSV.
record-document-title = Name of the document
record-document-title-hint = When left empty, the file's name is used.
record-document-kind = Kind of document
record-document-attachment = attachment
record-document-background = background
record-document-record = minutes or memo
record-document-study = study
record-document-report = report
record-document-final_report = final report
record-document-plan = plan
record-document-survey = survey
record-document-table = table
record-document-link = link
record-publicity = Publicity
record-publicity-public = Public
record-publicity-internal = Not public yet
record-publicity-secret = Secret
record-public-on-closed = The matter is not public: choose the same or a stricter publicity for the document.
record-ground = Ground of secrecy
record-ground-hint = Needed for secret ones only, for example the section of the Act on Openness.
record-ground-needed = Write the ground of secrecy.
record-parts = Parts
record-title-fi = Title in Finnish
record-title-sv = Title in Swedish
record-title-en = Title in English
record-summary-fi = Summary in Finnish
record-summary-sv = Summary in Swedish
record-summary-en = Summary in English
record-summary-hint = Two plain sentences: what it is about and why.
record-diary-hint = As it is printed, for example 102/13.01/2012 or VM/1497/03.01.01/2013. May be left empty.
record-diary-class = Or give a new number in class
record-diary-class-hint = Task class, for example 10.02.
record-diary-both = Write either a ready number or a class, not both.
record-diary-taken = The number { $value } already belongs to another matter.
diary-error-empty = The matter number is missing.
diary-error-form = “{ $value }” is not a matter number. Write it for example as 102/13.01/2012.
diary-error-prefix = The letters at the start of “{ $value }” are not recognised.
diary-error-number = The running number of “{ $value }” is missing or too large.
diary-error-class = The class of “{ $value }” must be parts of two or three digits, for example 13.01.
diary-error-year = The year of “{ $value }” is missing or impossible.
record-opened-hint = For example 24.9.2021, autumn 2012 or 2012. Empty means that the date is not known.
record-parent = Part of the matter
record-parent-hint = Number or address of the matter above.
record-parent-unknown = There is no matter “{ $value }”.
record-parent-circle = A matter cannot be a part of itself or of one of its own parts.
record-other-languages = In Swedish and English
record-save = Save
record-cancel = Cancel
matter-state-open = open
matter-state-resolved = resolved
matter-state-closed = closed
action-state-done = done
action-state-under_way = under way
action-state-hindered = hindered
action-state-not_concerned = does not concern
action-state-no_answer = no answer
search-kind-matter = Matters
search-kind-decision = Decisions
search-kind-action = Actions
search-kind-document = Documents
record-actions-lead = What has been asked of each municipality, and how far it is.
record-actions-none = No actions were found. Actions are made at meetings.
record-all-municipalities = All municipalities
record-municipality = Municipality
record-all-due = All due dates
record-due-late = Late
record-due-soon = Within two weeks
record-due-none = Without a due date
record-legend = Legend
record-not-asked = not asked
record-by-municipality-lead = The open actions of each municipality.
record-nothing-open-of = Nothing open: { $names }.
record-import = Import a table
record-import-lead = First download the table, fill it in with Excel or LibreOffice and bring it back. You see what would change before anything is saved.
record-import-file = Table (CSV or XLSX)
record-import-check = Check the table
record-import-preview = What would change
record-import-nothing = The table holds nothing new: all rows are saved already.
record-import-changes =
  { $n ->
    [one] One row changes.
    *[other] { $n } rows change.
  }
record-import-refused =
  { $n ->
    [one] One row cannot be saved.
    *[other] { $n } rows cannot be saved.
  } Nothing is saved before they are mended.
record-import-row = Row
record-import-why = Why
record-import-before = Now
record-import-after = In the table
record-import-confirm = Save all
record-import-not-a-sheet = “{ $value }” is not a table that we can read. Save it as CSV or XLSX.
record-import-no-column = The table lacks the column “{ $value }”. Download the table here and change it.
record-refusal-action = There is no action “{ $value }”.
record-refusal-municipality = The municipality “{ $value }” is not known.
record-refusal-not-asked = This action has not been asked of the municipality “{ $value }”.
record-refusal-state = The state “{ $value }” is not known.
record-refusal-stale = Somebody has changed this since the table was downloaded (version { $value }).
record-refusal-right = You have no right to write the state of the municipality “{ $value }”.
record-refusal-twice = The same action and municipality stand twice in the table (“{ $value }”).
record-refusal-long = The text is too long, { $value } characters at most.
record-column-id = Id (do not change)
record-column-action = Action
record-column-diary = Matter number
record-column-due = Due
record-column-code = Municipality code
record-column-municipality = Municipality
record-column-state = State
record-column-note = Note
record-column-evidence = Evidence
record-column-by = Said by
record-column-at = Said on
record-column-version = Version (do not change)
record-states-by-municipality = State by municipality
record-note = Note
record-evidence = Evidence: section or address
record-said-by = { $by }, { $at }
record-save-states = Save the state
record-remind-missing =
  { $n ->
    [one] Remind one municipality
    *[other] Remind { $n } municipalities
  }
record-reminded =
  { $n ->
    [0] Nothing was sent: the municipalities have no representative with an e-mail address.
    [one] A reminder was sent to one person.
    *[other] A reminder was sent to { $n } persons.
  }
record-remind-subject = Reminder: { $text }
record-remind-text = Your municipality has not yet answered on the action:
record-remind-where = Write the state here:
record-nobody-missing = All municipalities that were asked have answered.
record-missing-list = No answer yet: { $names }.
record-history = What has been recorded
record-history-none = Nothing has been recorded yet.
record-decision = Decision
record-nothing-changed = Nothing changed.
record-agreed = Agreed
record-owner = Responsible
record-panel-promised = What has been promised and done
record-panel-decisions = Latest decisions
record-panel-all = All
record-all-document-kinds = All kinds
record-system = the system
record-somebody = unnamed
record-somewhere-else = The file is in another service.
record-format = The formats are csv, xlsx and json.
record-summary = Summary
record-text = Text
record-actions-file = actions
fact-due = Due day
record-fact-document = Document
record-own = Do: { $action }
record-asked = Tell how { $place } stands: { $action }
record-states = Municipalities that have not answered or not done it: { $action }
record-person = Waits for the one who is to do it: { $action }
record-find-out = Find out whether it is done ({ $owner }): { $action }
record-wait-open = Open
record-wait-answer = Tell the state
record-remind-person = Reminder: an action that is noted for you is waiting.
record-load =
    { $n ->
        [one] 1 open action
       *[other] { $n } open actions
    }
record-closed = done { $day }
record-many = Act on many actions
record-many-start = Act on the chosen
record-many-start-hint = Choose rows: mark them done, move the day or change who does them, all at once.
record-many-choose = Choose
record-many-chosen =
    { $n ->
        [0] No action is chosen.
        [one] One action is chosen.
       *[other] { $n } actions are chosen.
    }
record-many-none = First choose actions in the list.
record-many-these = Chosen actions
record-many-do = What is done
record-many-what = Act
record-many-what-done = Mark as done
record-many-what-due = Move the day
record-many-what-owner = Change who does them
record-many-new-due = New day
record-many-new-due-hint = Only when you move the day.
record-many-new-owner = Who does them
record-many-new-owner-hint = Only when you change it. It cannot be changed for an action asked of the municipalities.
record-many-nobody = Choose a person
record-many-button = Do it
record-many-undo-hint = All changes at once, and you can undo it with one press.
record-many-asked = Among the chosen is an action asked of the municipalities. Who does it cannot be changed.
record-many-stale = Somebody changed the chosen ones meanwhile. See how they stand now, and press again.
record-many-done =
    { $n ->
        [one] One action was marked as done
       *[other] { $n } actions were marked as done
    }
record-many-due =
    { $n ->
        [one] The day of one action was moved
       *[other] The day of { $n } actions was moved
    }
record-many-owner =
    { $n ->
        [one] Who does one action was changed
       *[other] Who does { $n } actions was changed
    }
record-many-undone = Undone: all is as it was.
record-many-changed = It could not be undone, since these were changed afterwards. Nothing was changed.
record-many-desk = To the desk
record-many-undo = Undo
record-many-one = Mark as done, move or change who does it

# Open data
record-open-matter = Matter
record-open-decision = Decision
record-open-outline = Outline
