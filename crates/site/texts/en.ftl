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
site-date = date
site-meetings = Meetings to come
site-all-meetings = All meetings
site-no-meetings = No meetings have been announced. They appear here when the call has been sent.
site-municipalities = Choose your municipality
site-municipalities-lead = See what has been agreed together and how it goes on where you live.
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
site-search-hits = Hits
site-search-narrow = Narrow
site-search-kinds = What
site-search-years = Year
site-search-chosen = chosen, remove
site-search-pages = Pages
site-search-previous = Previous
site-search-next = Next
site-search-page = page { $page } of { $pages }
