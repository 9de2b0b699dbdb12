"""The workbook that travels: a school's records as a county clerk likes to receive them, with forms and seal inside.

`write` makes it, `template` makes a blank one for PCs that cannot run the program, `read` takes both back in.
"""
