"""Any spreadsheet file that somebody hands over becomes cells, safely and fast. It knows no form and no field.

`worker.Reader` is the door for everybody else: it reads in a limited process that may die without harm.
"""

FROZEN_FLAG = "--reading-worker"
"""What a frozen program is called with to become a reading process: it must then run `export.reading.child.serve`."""
