fact-comment = open for comments
municipality-crumb = Path
municipality-all = Municipalities
municipality-lead = What the municipalities have agreed together, what this one promised, and what you can do.
municipality-lead-ended = The page shows what is left of that time.
municipality-belongs-elsewhere = The municipality now belongs to the region of { $region }. Its present matters are there.
municipality-go-to = Go to { $name }
municipality-follow = Follow by e-mail
municipality-concerns-us = What concerns us
municipality-by-year = Year by year
municipality-nothing-decided = No decisions concerning { $name } have been published yet. They appear here when a meeting’s record is published.
municipality-of-region = Decided for the whole region: { $region }
municipality-decided = decision
municipality-agreed = common line
municipality-done = done
municipality-doubt = in doubt
municipality-coming = What comes next
municipality-nothing-coming = No coming meetings or due days have been announced.
municipality-who = Who represents us
municipality-nobody = No representatives have been noted. Your message goes to the regional council’s coordinator.
municipality-write = Write to them
municipality-say = Have your say
municipality-nothing-to-say = Nothing is open for comments right now. You can still write to those who represent the municipality.
municipality-own = Is this your municipality?
municipality-is-remembered = Your browser remembers your municipality: { $name }. It stands first on the front page.
municipality-remember-lead = Your browser can remember the choice with a cookie. It serves nothing else, and one press forgets it.
municipality-remember = Remember this municipality
municipality-forget = Forget my municipality
municipality-history = About the municipality
municipality-year = { $name } in { $year }
municipality-year-lead = Meetings, decisions and what was done, the newest first.
municipality-year-empty = There is nothing public of this year. Look at the year before or after.
municipality-years = Years
municipality-write-title = Write to the representatives: { $name }
municipality-write-lead = The message goes by e-mail to all who represent the municipality in the co-operation. Their addresses are not shown; they answer you directly. The regional council’s coordinator can read it too.
municipality-write-text = Your message
municipality-write-email = Your e-mail address
municipality-write-email-hint = Only for the answer. Those who get the message see it.
municipality-write-name = Your name
municipality-write-name-hint = You may leave this empty.
municipality-write-send = Send
municipality-write-sent = Thank you, your message has been sent to the representatives.
municipality-not-an-address = “{ $value }” is not an e-mail address. Write it as name@example.fi.
municipality-letter-subject = A resident’s message: { $name }
municipality-code-is = Municipality code { $code }.
municipality-since = It has been a municipality since { $day }.
municipality-stands = It has been a municipality for as long as the data reach.
municipality-until = The municipality ended on { $day }.
municipality-until-merged = It stood by itself until { $day } and then merged into { $into }.
municipality-took-in = { $name } merged into it on { $day }.
municipality-moved = moved from the region of { $from } to the region of { $to }
municipality-letter =
    A resident writes to those who represent { $name } ({ $region }):

    { $text }

    Written by: { $from } { $email }
    Answer directly to this address. The address has not been verified.
