notices-title = Follow the co-operation
notices-title-of = Follow: { $what }
notices-lead = You get an e-mail when something you chose moves on. No account is needed, and one press stops it.
notices-panel = Follow
notices-panel-lead = You get an e-mail when something happens. No account is needed.
notices-what = What you follow
notices-word = Word or words
notices-word-hint = As: wind power. A municipality, a body or a matter is followed from its own page.
notices-word-wrong = Write 3–60 characters.
notices-email = Your e-mail address
notices-email-hint = First we send a letter whose button confirms the address. The address is erased when you stop.
notices-not-an-address = “{ $value }” is not an e-mail address. Write it as name@example.fi.
notices-pace = How often
notices-pace-at-once = At once
notices-pace-daily = Once a day
notices-pace-weekly = Once a week
notices-follow = Follow
notices-feed = The same as a feed (Atom)
notices-own = What do I follow?
notices-own-lead = We send a link to your own list, where you can change and stop.
notices-own-send = Send the link
notices-sent-title = Look at your mail
notices-sent-confirm = We sent a letter to the address you gave. Press the button behind its link, and it begins.
notices-sent-list = If the address follows something, we sent a link to it. It works for an hour.
notices-sent-none = If no letter comes, look among the spam and check that the address was right.
notices-confirm-title = Confirm
notices-confirm-lead = { $what }, letters: { $pace }.
notices-confirm-press = Yes, I wish to follow
notices-confirm-not-me = If you did not ask for this, do nothing: your address is erased in two days.
notices-confirmed = You follow it now. You get a letter when something happens.
notices-confirm-gone = The link does not hold. It may have ended or been mistyped.
notices-again = Begin anew
notices-confirm-subject = Confirm: you wish to follow – { $what }
notices-list-subject = What you follow: { $region }
notices-list-title = What you follow
notices-list-lead = This page opens by its link for an hour.
notices-list-empty = You follow nothing confirmed yet.
notices-no-more = No longer there
notices-stop-one = Stop
notices-stop-one-of = Stop: { $what }
notices-profile = What you follow by e-mail
notices-profile-none = You follow nothing yet. Pages of municipalities, bodies and matters have Follow.
notices-profile-word = You can also follow a word.
notices-how = How the letters come
notices-lang = Language of the letters
notices-save = Save
notices-gone-title = The link does not hold
notices-gone = It may have ended, or you have stopped already. You can ask for a new one.
notices-stop-title = Stop the letters
notices-stop-lead = One press stops all and erases your address.
notices-stop-press = Stop all and erase my address
notices-stop-some = Do you wish to stop only some?
notices-stopped = No more letters come, and your address has been erased.
notices-one-click = This is not a mail program’s request to stop.
notices-feed-title = { $what } – { $region }
notices-kind-decision = Decision or common line
notices-kind-done = Done
notices-kind-document = Document
notices-letter-lead = News of the municipalities’ co-operation: { $region }
notices-letter-why = You get this because you follow: { $what }.
notices-letter-subject-one = { $title } – { $region }
notices-list-n = { $n ->
    [0] You follow nothing
    [one] You follow one thing
   *[other] You follow { $n } things
}
notices-letter-subject = { $n ->
    [one] One new thing – { $region }
   *[other] { $n } new things – { $region }
}
notices-letter-foot =
    Stop all with one press: { $stop }
    What do I follow: { $list }
    { $council }
notices-confirm-letter =
    Somebody, we hope you, asked for letters to this address ({ $region }).

    What is followed: { $what }
    How often: { $pace }

    Open the link and press the button, and it begins:
    { $url }

    The link works for two days. If you did not ask for this, do nothing: your address is erased.
notices-list-letter =
    By this link you see what you follow, and can change it or stop ({ $region }):
    { $url }

    The link works for an hour. If you did not ask for it, you need not do anything.
