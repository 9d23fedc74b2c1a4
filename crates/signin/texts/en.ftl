signin-title = Sign in
signin-lead = You do not need an account to read the public pages.
signin-by-password = By password
signin-login = Login or e-mail address
signin-password = Password
signin-by-oidc = With your organisation’s account
signin-by-oidc-lead = You sign in with the same account as on your work computer.
signin-oidc-go = Go on to your organisation’s sign-in
signin-by-link = By a link in a mail
signin-by-link-lead = If you have no password, or have forgotten it, you get a link by mail that works once.
signin-link-go = Send me a link
signin-wrong = The login or the password is wrong.
signin-wait = Too many wrong tries. Try again after { $time }, or sign in by a link in a mail.
signin-link-title = Sign in by a link in a mail
signin-link-lead = Give the address to which your calls to meetings come. We send a link that works once and holds for 15 minutes.
signin-email = E-mail address
signin-link-send = Send the link
signin-not-an-address = This is not an e-mail address.
signin-sent-title = Look into your mail
signin-sent-lead = If the address { $address } is known here, a link has been sent to it.
signin-sent-next = The link holds for 15 minutes. If it does not come, look into the junk mail, or ask the coordinator which address is noted for you.
signin-back = Back to sign-in
signin-letter-subject = Sign-in link: { $region }
signin-letter =
    Hello,

    open this link and press “Sign in” on the page:
    { $url }

    The link works once and holds for { $minutes } minutes. If you did not ask for it, there is nothing you need to do.

    { $region }
signin-press-title = Sign in by link
signin-press-lead = Press the button and you are in: { $region }.
signin-link-used = This link has been used already or is too old. Ask for a new one.
signin-link-new = Ask for a new link
signin-oidc-failed = Signing in did not succeed
signin-oidc-away = Your organisation’s sign-in does not answer as it should. Try again in a while, or sign in another way.
signin-oidc-old = The sign-in took too long or began in another browser. Begin again.
signin-oidc-refused = Your organisation’s sign-in did not let you in. Begin again, or sign in another way.
signin-oidc-no-address = Your organisation’s sign-in told no verified e-mail address. Tell this to its IT support.
signin-oidc-unknown = Nobody here has the address { $address }. Ask the coordinator to add it to your data.
signin-wrong-old = The present password is wrong.
signin-too-short = A password needs at least { $value } characters. Many words are better than one odd word.
signin-not-same = The passwords are not the same.
signin-same-as-login = The password must not be the same as the login.
signin-no-login = You have no e-mail address that could be your login. Ask the coordinator to add one.
profile-title = My data
profile-own = Contact data and language
profile-own-lead = Your name and post are changed by the coordinator.
profile-email = Messages come to { $address }.
profile-phone = Telephone
profile-lang = Language of messages
profile-contact-public = My contact data may stand on public pages
profile-contact-public-hint = Without your leave only the coordinator and the secretaries see them.
profile-save = Save
profile-must-change = Choose a new password.
profile-sessions = Where you are signed in
profile-sessions-lead = End those that you do not know or no longer need.
profile-this-session = this browser
profile-device-unknown = Unknown device
profile-session-times = signed in { $created }, last used { $seen }
profile-way-password = by password
profile-way-link = by a link in a mail
profile-way-oidc = with the organisation’s account
profile-end = End
profile-end-named = End the session: { $device }
profile-acting = For somebody else
profile-acting-whom = For whom do you act now?
profile-acting-self = In my own name
profile-acting-save = Change
profile-password = Password
profile-login = Your login is { $login }.
profile-password-changed = Changed { $day }.
profile-no-password = You have no password. You can set one, or sign in other ways.
profile-password-old = Present password
profile-password-new = New password
profile-password-hint = At least 12 characters. Your other sessions end.
profile-password-again = New password again
profile-password-save = Change the password
profile-forgot = I have forgotten the present one: sign in by a link in a mail and it is not asked
