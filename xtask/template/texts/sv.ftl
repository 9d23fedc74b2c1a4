example-menu = Minneslappar
example-title = Minneslappar
example-lead = Vad koordinatorn vill komma ihåg.
example-text = Minneslapp
example-add = Lägg till
example-remove = Ta bort
example-empty = Det finns inga minneslappar ännu. Skriv den första.
example-fact = En minneslapp skrevs
