"""Made-up schools: data to practise with, to prove the program with, and to measure it with.

This folder knows forms and their checks, never a file, a database or a window.
"""

from forms.practice.faults import Planted, plant
from forms.practice.make import NIL, PlantedDouble, PracticeSchool, make_school, make_schools, planted_doubles

__all__ = [
    "NIL", "Planted", "PlantedDouble", "PracticeSchool", "make_school", "make_schools", "plant", "planted_doubles",
]  # fmt: skip
