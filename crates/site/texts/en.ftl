site-menu-front = Front page
site-front-title = Municipalities together: { $region }
site-front-lead = { $n ->
    [one] What the municipality prepares, decides and does together with others – and what it means for you.
   *[other] What { $n } municipalities prepare, decide and do together – and what it means where you live.
}
site-search = Search
site-search-example = Search meetings, decisions, documents… e.g. 102/13.01/2012
site-decisions = What has been decided and agreed
site-all-decisions = All decisions
site-no-decisions = No decisions or common lines have been published yet. They appear here when the record of a meeting is published.
site-outcome-decided = decision
site-outcome-agreed = common line
site-at-most = at most { $sum }
site-doubt = in doubt
site-meetings = Meetings to come
site-all-meetings = All meetings
site-no-meetings = No meetings have been announced. They appear here when the call has been sent.
site-municipalities = Choose your municipality
site-municipalities-lead = See what has been agreed together and how it goes on where you live.
site-own = Your municipality: { $name }
site-own-go = What { $name } has agreed and promised
site-own-forget = Forget my municipality
site-own-other = Choose another municipality
site-search-title = Search
site-search-title-for = Search: { $q }
site-search-count = { $n ->
    [0] Nothing matches your search.
    [one] One hit.
   *[other] { $n } hits.
}
site-search-opening = The search index is still being opened. Try again in a moment.
site-search-relaxed = Nothing has all the words. Here is what has some of them.
site-search-nothing = How to find more
site-search-advice-words = Try fewer words or another word: the inflection does not matter.
site-search-advice-number = A number can be written as it is printed: 102/13.01/2012 or § 21.
site-search-advice-sign-in = Everybody finds only what is public. Sign in if you are a member.
site-search-follow = Follow this search by e-mail
site-search-feed = As a feed (Atom)
site-search-hits = Hits
site-search-narrow = Narrow
site-search-kinds = What
site-search-years = Year
site-search-chosen = chosen, remove
site-search-pages = Pages
site-search-previous = Previous
site-search-next = Next
site-search-page = page { $page } of { $pages }
site-documents = Documents
site-letters = Letters
site-outbox = Outgoing mail
site-outbox-lead = The letters that the system has written, and what became of them.
site-outbox-lead-demo = In the demo no letter leaves. Here you see each as its receiver would.
site-outbox-empty = No letters have been written yet. Send the call to a meeting and it appears here.
site-letter-subject = Subject
site-letter-from = From
site-letter-to = To
site-letter-at = Written
site-letter-state = State
site-letter-sent = sent
site-letter-failed = did not arrive
site-letter-waiting = waits to be sent
site-letter-shown = shown here only
site-letter-body = The letter
site-letter-plain = The same as plain text
site-letter-files = Attachments
site-letter-calendar = Calendar invitation
site-tray = Replies that could not be matched
site-tray-lead = Mail that could not be matched with any call. Mark it as handled when you have seen to it.
site-tray-empty = The tray is empty. Unknown replies come here.
site-tray-text = What the letter says
site-tray-no-subject = No subject
site-tray-done = Mark as handled
site-tray-reason-unknown = The reply is to no call of ours, or from somebody who was not called. Record the answer yourself if you know the sender.
site-tray-reason-other-sender = The letter came from another address than the one for which it answers. Ask the sender.
site-tray-reason-refused = The reply could not be taken: the meeting may have ended or been cancelled.
site-tray-reason-no-reply = A plain letter and no reply of a calendar program. Answer the sender yourself.
site-tray-reason-automatic = A message from a program, such as a holiday notice, or that a letter did not arrive.
site-tray-reason-unreadable = The letter could not be read. Open it in the mailbox.
site-answer-accepted = is coming
site-answer-declined = is not coming
site-answer-tentative = maybe
site-answer-delegated = sends somebody else
undo-stray-done = The mail was marked as seen to: { $what }
site-wait-strays =
    { $n ->
        [one] See to the reply that could not be placed
       *[other] See to { $n } replies that could not be placed
    }
site-wait-failed =
    { $n ->
        [one] Find out why the letter did not arrive: { $names }
       *[other] Find out why { $n } letters did not arrive: { $names }
    }
site-wait-open = Open
