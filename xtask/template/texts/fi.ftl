example-menu = Muistilaput
example-title = Muistilaput
example-lead = Mitä koordinaattori haluaa muistaa.
example-text = Muistilappu
example-add = Lisää
example-remove = Poista
example-empty = Muistilappuja ei vielä ole. Kirjoita ensimmäinen.
example-fact = Muistilappu kirjoitettiin
