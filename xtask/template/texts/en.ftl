example-menu = Notes
example-title = Notes
example-lead = What the coordinator wants to remember.
example-text = Note
example-add = Add
example-remove = Remove
example-empty = There are no notes yet. Write the first.
example-fact = A note was written
