legal-accessibility = Accessibility statement
legal-privacy = Privacy notice
legal-feedback = Give feedback
legal-desk = Desk
legal-edit = Edit
legal-updated = Updated { $date }
legal-default-notice = This is the text that comes with the program. { $council } has not yet reviewed it as its own.
legal-notices = Pages required by law
legal-notices-lead = These stand at the foot of every page. Review them and make them your own in each language.
legal-own-text = Own text, version { $number }, { $date }
legal-default-text = The program's default text
legal-edit-lead = Old versions are kept, and you can go back to them.
legal-see-public = See the public page
legal-text = Text of the notice
legal-save = Save and publish
legal-versions = Versions
legal-in-force = in force
legal-restore = Put this version in force
legal-feedback-lead = Tell us about a shortcoming, an error or an idea. We answer within 14 days if you give your address. You need not sign in.
legal-what = What it is about
legal-choose-kind = Choose what it is about.
legal-kind-accessibility = Accessibility
legal-kind-error = An error in content or function
legal-kind-idea = An idea
legal-kind-other = Something else
legal-message = Message
legal-message-hint = Do not write a personal identity code or anything confidential.
legal-page = The page it is about
legal-page-hint = May be left empty.
legal-name = Your name (optional)
legal-address = E-mail address
legal-address-hint = Optional. Needed only if you want an answer.
legal-not-an-address = This is not an e-mail address. Write it as name@example.org or leave it empty.
legal-leave-empty = Leave this empty
legal-what-is-kept = We keep the message and what you tell about yourself. Name and address are removed a year after the answer.
legal-send = Send feedback
legal-too-many = Much feedback has come in a short time (at most { $value } an hour). Your text is safe here: send it again in a while.
legal-thanks = Thank you for your feedback
legal-thanks-answer = It has arrived. We will answer by { $date }.
legal-thanks-no-address = It has arrived. We will deal with it by { $date }. We cannot send an answer, since you gave no address.
legal-thanks-authority = If feedback on accessibility is not answered in two weeks, you may report it to the supervising authority. How to do so:
legal-queue = Feedback
legal-queue-lead = All feedback is answered in 14 days. The most urgent comes first.
legal-queue-which = Which feedback
legal-queue-open = Waiting
legal-queue-ended = Dealt with
legal-queue-empty = No feedback waits for an answer.
legal-queue-none-ended = No feedback has been dealt with yet.
legal-received = Received
legal-due = Answer by
legal-late = late
legal-late-count = { $n ->
    [one] One piece of feedback is late.
   *[other] { $n } pieces of feedback are late.
}
legal-owner = In charge
legal-owner-none = Nobody has taken this yet.
legal-nobody = nobody
legal-state = State
legal-state-new = new
legal-state-taken = in work
legal-state-answered = answered
legal-state-closed = closed
legal-one = Feedback
legal-came = Received { $date }.
legal-answer-by = To be answered by { $date }.
legal-from = From
legal-no-name = gave no name
legal-no-address = gave no address, no answer can be sent
legal-answer = Answer
legal-answer-text = Your answer
legal-answer-hint = The original message and the signature are added to the letter by themselves.
legal-answer-send = Send the answer
legal-answer-keep = Mark as dealt with
legal-changed-meanwhile = Somebody else changed this meanwhile. Your answer is safe: check it and send it again.
legal-take = I take this
legal-hand-over = Give to somebody else
legal-hand-over-do = Give
legal-close = Close without an answer
legal-close-hint = Spam or abuse may be closed without an answer. It can be opened again.
legal-reopen = Open again
legal-not-open = This has already been dealt with. Open the page again to see how.
legal-not-closed = An answer that was sent cannot be taken back.
legal-desk-open = { $n } wait for an answer, the most urgent due { $due }
legal-letter-subject = Answer to your feedback: { $council }
legal-letter = Hello,

    thank you for your feedback. Our answer:

    { $answer }

    Kind regards
    { $council }

    You wrote to us on { $date }:
    { $quoted }
undo-feedback-closed = The feedback was closed without an answer: { $what }
