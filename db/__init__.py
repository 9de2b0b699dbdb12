"""Where it is kept: one encrypted SQLite file per school, durable from its first day.

`db.store.Store` is the door. A store keeps the records of the forms, every change that was ever made to them, the
state of each return, reasons, settings and the school's signing key. This room knows the forms; it knows neither
workbooks nor Qt.
"""
