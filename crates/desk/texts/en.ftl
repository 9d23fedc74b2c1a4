desk-menu = Desk
desk = Desk
desk-morning = Good morning
desk-noon = Good day
desk-evening = Good evening
desk-waiting =
    { $n ->
        [0] nothing waits for you
        [one] one thing waits for you
       *[other] { $n } things wait for you
    }
desk-week-number = week { $n }
desk-new-matter = New matter
desk-prepare-meeting = Prepare a meeting
desk-mine = Waits for you
desk-late = Late
desk-today = Today
desk-week = This week
desk-later = Later
desk-empty = Nothing waits for you. When a meeting, an action, a reply or a letter needs you, it appears here.
desk-others = You wait for others
desk-others-lead = The reminder goes to exactly those who have not done it. Nobody is reminded twice of one thing on the same day.
desk-due = due { $day }
desk-since = waiting since { $day }
desk-no-day = no day set
desk-late-days =
    { $n ->
        [one] one day late
       *[other] { $n } days late
    }
desk-days =
    { $n ->
        [one] tomorrow
       *[other] { $n } days
    }
desk-choose = Choose: { $what }
desk-many = Act on the chosen
desk-many-hint = Choose actions: mark them done, move the day or change who does them, all at once.
desk-remind =
    { $n ->
        [one] Remind
       *[other] Remind all { $n }
    }
desk-reminded = Reminded { $at }: { $names }
desk-reminded-today = reminded today
desk-reminders-sent =
    { $n ->
        [0] No letters left: all have been reminded today already, have no address, or want no reminders by e-mail.
        [one] The reminder went to one receiver.
       *[other] The reminder went to { $n } receivers.
    }
desk-tools = Arranging the work
desk-workload = Workload
desk-workload-lead = Open actions, meetings to prepare and unfinished memos by person and body.
desk-workload-none = Nobody has open work, and the bodies have no secretaries.
desk-handover = Hand-over to a substitute
desk-handover-lead = All your offices from day to day, and back.
desk-away = { $name } sees to your offices until { $day }.
desk-stands-in = As a substitute you see to the offices of { $name } until { $day }.
desk-take-back = Take back
desk-searches = Saved searches
desk-searches-own = Own searches
desk-searches-lead = Lists and searches that you often come back to. Only you see them.
desk-searches-keep = Add and remove
desk-searches-none = You have not saved any searches yet. Narrow a list or search, and press Save this search.
desk-search-add = Save a search
desk-search-name = Name
desk-search-name-hint = For example Late actions.
desk-search-path = Address
desk-search-path-hint = Filled in when you press Save this search on a list. You can also copy it from the browser’s address bar.
desk-search-save = Save
desk-search-remove = Remove
desk-search-remove-named = Remove: { $name }
desk-search-removed = The search { $name } was removed.
desk-undo = Undo
desk-problem-path = The address is no page of this service.
desk-problem-many = At most { $value } searches can be saved. Remove one first.
desk-load-all =
    { $n ->
        [0] no open work
        [one] 1 piece of open work
       *[other] { $n } pieces of open work
    }
desk-load-late =
    { $n ->
        [one] 1 urgent
       *[other] { $n } urgent
    }
desk-load-body = Body
desk-load-role = Role
desk-load-open = Open
desk-load-term = Term
desk-load-mandate = Mandate
desk-load-secretary = Secretary
desk-load-doer = Does
desk-load-nothing = nothing open
desk-load-no-body = No body
desk-load-no-term = not known
desk-load-no-mandate = not written down
desk-load-set-mandate = Write it down
desk-load-no-secretary = no secretary
desk-load-away = substitute { $name }
desk-load-bodies = Bodies
desk-load-bodies-caption = Secretary, mandate, term and open work
