intake-menu = Import
intake-title = Bring old material in
intake-lead = Years of memos and tables become part of the meetings, matters and actions. First you see what would be done; a whole import can be undone too.
intake-path = Where you are
intake-memos = Memos and minutes
intake-memos-lead = Choose the files of a folder or a ZIP. Body, day and numbers are guessed from the text, and you confirm them.
intake-files = Files
intake-files-hint = DOCX, PDF, plain text or ZIP, at most 50 MB together. A larger folder is brought in by the command talkoot import memos FOLDER.
intake-files-needed = Choose at least one file.
intake-files-none = There is nothing to bring in in these files.
intake-name-files =
  { $n ->
    [one] One file
    *[other] { $n } files
  }
intake-publicity = Who sees the memos
intake-publicity-internal = The body’s members and the coordinator
intake-publicity-public = Everybody
intake-read = Read the files
intake-how = How it goes
intake-how-1 = The files are read. Nothing is shown to others yet.
intake-how-2 = Check the guesses: the unsure ones stand first.
intake-how-3 = See what would be done, and file it all at once.
intake-how-4 = If something went wrong, undo the whole import and do it again.
intake-states = States of actions
intake-states-lead = A table that you downloaded from the actions and filled in comes back elsewhere.
intake-states-go = Bring states from a table
intake-list = Imports
intake-none = Nothing has been brought in yet. Begin by choosing the files of memos.
intake-what = What
intake-kind = Kind
intake-kind-memos = Memos
intake-state = State
intake-state-coming = Coming in
intake-coming = Not all files have arrived yet. If this is still so in a moment, throw this import away and bring the files in again.
intake-state-reading = Being read
intake-state-ready = Waits to be confirmed
intake-state-done = Filed
intake-state-undone = Undone
intake-at = When
intake-by = By
intake-made-all =
  { $n ->
    [one] one thing
    *[other] { $n } things
  }
intake-show-title = Import: { $name }
intake-reading = Reading the files
intake-reading-of = { $done } of { $all } read. The page refreshes by itself.
intake-still = Reading has stopped, as after a restart of the server. Nothing is lost.
intake-read-on = Read on
intake-done = Filed
intake-made-document =
  { $n ->
    [one] document
    *[other] documents
  }
intake-thing-document = Document
intake-made-action =
  { $n ->
    [one] action
    *[other] actions
  }
intake-thing-action = Action
intake-made-item =
  { $n ->
    [one] item
    *[other] items
  }
intake-thing-item = Item
intake-made-meeting =
  { $n ->
    [one] meeting
    *[other] meetings
  }
intake-thing-meeting = Meeting
intake-made-matter =
  { $n ->
    [one] matter
    *[other] matters
  }
intake-thing-matter = Matter
intake-made-membership =
  { $n ->
    [one] seat
    *[other] seats
  }
intake-thing-membership = Seat
intake-made-person =
  { $n ->
    [one] person
    *[other] persons
  }
intake-thing-person = Person
intake-made-body =
  { $n ->
    [one] body
    *[other] bodies
  }
intake-thing-body = Body
intake-thing-action-state = State of an action
intake-undo = Undo the whole import
intake-undo-lead = Undoing takes away all that this import made, if none of it has been changed since.
intake-undo-refused =
  { $n ->
    [one] The import cannot be undone: one thing was changed or is referred to.
    *[other] The import cannot be undone: { $n } things were changed or are referred to.
  }
intake-undo-changed = changed since the import
intake-undo-referred = something later refers to it
intake-undo-in-use = The import cannot be undone: something refers to what it made.
intake-undone = The import was undone. The record is as it was before; the trail tells of both.
intake-confirm = Check the guesses
intake-taken =
  { $n ->
    [one] One file will be filed.
    *[other] { $n } files will be filed.
  }
intake-left =
  { $n ->
    [one] One waits for you to look at it.
    *[other] { $n } wait for you to look at them.
  }
intake-refused-n =
  { $n ->
    [one] One cannot be filed.
    *[other] { $n } cannot be filed.
  }
intake-known-n =
  { $n ->
    [one] One is there already.
    *[other] { $n } are there already.
  }
intake-nothing-ready = There is nothing to confirm.
intake-sort = Order
intake-sort-sure = unsure first
intake-sort-name = by name
intake-sort-date = by day
intake-sort-body = by body
intake-take = File
intake-take-of = File: { $name }
intake-paper = File name
intake-body = Body
intake-body-of = Body: { $name }
intake-date = Day
intake-date-of = Day: { $name }
intake-number = Number
intake-number-of = Number of the meeting: { $name }
intake-found = Also found
intake-items =
  { $n ->
    [one] one item
    *[other] { $n } items
  }
intake-items-of = Items onto the agenda: { $name }
intake-items-title = Items
intake-present-n =
  { $n ->
    [one] one present
    *[other] { $n } present
  }
intake-present = Present
intake-place = Place
intake-case = Case number
intake-confirmed = confirmed
intake-choose-body = Choose a body
intake-sure-certain = certain { $n }%
intake-sure-likely = likely { $n }%
intake-sure-unsure = unsure { $n }%
intake-sure-none = not found
intake-from = “{ $words }”
intake-from-line = Line { $line }: “{ $words }”
intake-from-name = from the name of the file
intake-to-plan = Save and see what would be done
intake-save = Save corrections
intake-stale = Somebody else saved corrections meanwhile. Yours are below: compare and save again.
intake-pages = Pages
intake-refused = These cannot be filed
intake-why = Why
intake-known = There already
intake-filed = Filed papers
intake-meeting = Meeting
intake-papers = Documents
intake-drop = Throw this import away
intake-paper-lead = The guesses were read from these words.
intake-text = Text
intake-guessed = Guessed
intake-plan = What would be done
intake-plan-title = What would be done: { $name }
intake-plan-lead = Nothing is done yet. Filing does all at once, or nothing.
intake-plan-refused =
  { $n ->
    [one] One file cannot be filed. Correct it or leave it out.
    *[other] { $n } files cannot be filed. Correct them or leave them out.
  }
intake-plan-what = This would make
intake-plan-nothing = No file has been chosen.
intake-plan-meetings =
  { $n ->
    [one] one meeting, recorded afterwards
    *[other] { $n } meetings, recorded afterwards
  }
intake-plan-papers =
  { $n ->
    [one] one document whose text the search finds
    *[other] { $n } documents whose text the search finds
  }
intake-plan-there =
  { $n ->
    [one] One of them goes to a meeting that is there already.
    *[other] { $n } of them go to meetings that are there already.
  }
intake-plan-items =
  { $n ->
    [one] one item
    *[other] { $n } items
  }
intake-run = File all of this
intake-back = Back to checking
intake-plan-lines = File by file
intake-becomes = Where
intake-becomes-there = the meeting is there already
intake-becomes-new =
  { $n ->
    [one] new meeting, one item
    *[other] new meeting, { $n } items
  }
intake-problem-no-body = The body is missing.
intake-problem-no-date = At least the year must be known.
intake-problem-known = The file is there already.
intake-problem-twice = The same file as { $value }.
intake-problem-type = No memos are read from this kind of file ({ $value }). Save it as DOCX or PDF.
intake-problem-old-word = An old Word file (DOC). Open it in Word and save it as DOCX.
intake-problem-encrypted = The file is protected with a password. Take the password off and bring it in again.
intake-problem-broken = The file is broken and cannot be read.
intake-problem-empty = The file is empty.
intake-problem-large = The file is larger than { $value } MB.
intake-problem-all = All together is more than { $value } MB. Bring the folder in in parts.
intake-problem-bomb = The file swells beyond measure when it is unpacked, so it is not.
intake-problem-nested = An archive within an archive. Unpack it first.
intake-problem-many = At most { $value } files come in at once. Bring the rest apart.
intake-problem-unread = The file cannot be opened: { $value }
intake-note-name = The name does not match the content: this is { $value }.
intake-note-no-text = There is no text in the file; it may be a scanned picture.
intake-note-agenda = This looks like an agenda or a call, not a memo.
intake-tables = Tables
intake-tables-lead = Bodies, members, contacts, meetings, matters or actions from Excel (XLSX) or a CSV. Which column is which is asked next.
intake-table-file = Table
intake-table-next = Columns next
intake-kind-choose = Choose what the table holds
intake-kind-bodies = Bodies
intake-kind-members = Members
intake-kind-contacts = Contacts
intake-kind-meetings = Meetings
intake-kind-matters = Matters
intake-kind-actions = Actions
intake-state-mapping = Columns not said yet
intake-mapping-lead = say which column is which.
intake-mapping = Columns
intake-mapping-keep = Keep these choices under the name
intake-mapping-keep-hint = Optional. The same table next year then takes one press.
intake-mapping-go = Read and check the rows
intake-mapping-kept = Kept choices
intake-mapping-unused = Columns that are not read
intake-table-rows =
  { $n ->
    [one] One row stands below the header.
    *[other] { $n } rows stand below the header.
  }
intake-table-head = The header stands on rows { $from }–{ $to }; what is above is not read.
intake-table-large = { $value }: the table is too large. Split it.
intake-table-type = { $value } is neither XLSX nor CSV. Save it as one of them.
intake-table-empty = { $value }: no row stands below the header.
intake-table-meanwhile = Somebody made the same after the check. Read the rows again.
intake-column-none = – none –
intake-column-must = needed
intake-column-needed = Choose a column for this.
intake-column-twice = The column “{ $value }” is chosen for another already.
intake-column-name = Name
intake-column-kind = Kind
intake-column-key = Key in addresses
intake-column-description = Description
intake-column-body = Body
intake-column-role = Role
intake-column-municipality = Municipality
intake-column-email = E-mail
intake-column-from = From
intake-column-to = Until
intake-column-title = Title
intake-column-phone = Telephone
intake-column-organisation = Organisation
intake-column-date = Day
intake-column-place = Place
intake-column-diary = Case number
intake-column-opened = Opened
intake-column-state = State
intake-column-summary = Summary
intake-column-text = Action
intake-column-owner = Who
intake-column-due = Due
intake-column-agreed = Agreed
intake-row = Row
intake-row-words = What the row says
intake-rows-checked = The rows are checked
intake-rows-taken =
  { $n ->
    [one] One row can be filed.
    *[other] { $n } rows can be filed.
  }
intake-rows-refused =
  { $n ->
    [one] One row cannot be filed.
    *[other] { $n } rows cannot be filed.
  }
intake-rows-known =
  { $n ->
    [one] One is there already.
    *[other] { $n } are there already.
  }
intake-rows-shown = At most { $n } of each are shown below.
intake-rows-plan = See what would be done
intake-rows-again = Change the columns
intake-rows-refused-title = These rows are left out
intake-rows-ready-title = These rows will be filed
intake-everybody = all municipalities
intake-row-empty = The column { $value } is empty on this row.
intake-row-formula = A formula has an error: { $value }.
intake-row-long = A cell holds too much text: { $value }…
intake-row-twice = The same as on row { $value }.
intake-row-hidden = The row is hidden. Show it in the table if it belongs.
intake-row-key = No key for addresses can be made of { $value }.
intake-row-kind = There is no kind of body { $value }.
intake-row-body = There is no body { $value }. Bring bodies in first.
intake-row-role = There is no role { $value }.
intake-row-municipality = There is no municipality { $value } in the region.
intake-row-organisation = There is no organisation { $value }.
intake-row-email = { $value } is no mail address.
intake-row-date = { $value } is no day.
intake-row-day = The due day { $value } is not one day.
intake-row-diary = { $value } is no case number.
intake-row-matter = There is no matter { $value }. Bring matters in first.
intake-row-state = There is no state { $value } of matters.
api-go = Keys
api-title = API keys
api-lead = A municipality’s own case system pushes items and reads what was decided, by its own ids. A key speaks for one municipality.
api-made = Here is the key. Copy it now: it is not shown again.
api-keys = Keys
api-none = No key has been made.
api-municipality = Municipality
api-choose = Choose a municipality
api-system = System
api-system-hint = Which system uses the key.
api-at = Made
api-used = Last used
api-never = not yet
api-state = State
api-revoked = Revoked
api-revoke = Revoke the key
api-new = New key
api-make = Make a key
api-docs = Description of the interface (OpenAPI)
api-no-key = The key is missing, wrong or revoked.
api-not-json = The body is not the JSON that the description means.
api-fields = Some fields are wrong.
api-field-id = The id has 1–120 characters.
api-field-title = The title has 1–300 characters.
api-field-summary = The summary has at most 1000 characters.
api-field-diary = This is no case number.
api-field-opened = This is no day, month, season or year.
api-field-publicity = Publicity is public or internal.
api-changed-here = The matter was changed by the region since. Read it first.
api-number-taken = The case number is another matter’s.
api-no-item = There is no item with this id.
