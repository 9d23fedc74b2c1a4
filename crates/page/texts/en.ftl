skip-to-content = Skip to content
main-menu = Main menu
sign-in = Sign in
sign-out = Sign out
acting-for = You are acting for { $name }.
footer-feed = Decisions as a feed (Atom)
to-front-page = To the front page
when-unknown = not known
when-unknown-printed = not known (in the source: “{ $printed }”)
form-has-problems = The form was not saved. Please mend these:
problem-required = This is needed.
problem-too-long = The text is too long: { $value } characters at most.
problem-no-such-day = There is no day { $value } in the calendar.
problem-not-a-day = “{ $value }” is not a day. Write it as 24.9.2021.
problem-not-a-date = “{ $value }” is not a date. Write for example 24.9.2021, September 2021, autumn 2021 or 2021.
problem-not-a-time = “{ $value }” is not a time. Write it as 14:30.
problem-not-a-number = Write a whole number between { $value }.
problem-not-a-choice = Choose one of the alternatives.
conflict-title = Somebody else saved at the same time
conflict-lead = What you wrote is not lost. Compare the versions and choose which one holds.
conflict-field = Part
conflict-yours = Your version
conflict-theirs = Saved version
conflict-differs = differs
conflict-save-mine = Save my version
conflict-take-theirs = Keep the saved one
error-title-400 = The request could not be handled
error-title-403 = You may not do this
error-title-404 = Page not found
error-title-409 = The change was not saved
error-title-500 = Something went wrong
error-not-found = The address may be wrong, or the page is not for everybody to see.
error-forbidden = Sign in with an account that may do this, or ask the coordinator for the right.
error-forged = The form did not come from this site, or your session has ended. Open the page again and retry.
error-doubled = This form has been saved already. Open the page again to see the result.
error-stale = Somebody else changed the same thing first. Open the page again and make your change there.
error-too-large = The file is too large. 50 MB at most.
error-wrong-type = This type of file is not taken.
error-too-many = Too many tries. Wait a moment and try again.
error-inside = The error has been logged. Try again; if it happens again, tell the number to the administrator.
error-number = Number: { $number }
error-broken-form = The form arrived damaged. Please send it again.
error-method = This cannot be done at this address.
content-only-in = Part of this page is in { $lang ->
    [sv] Swedish
    [en] English
   *[fi] Finnish
 } only.
