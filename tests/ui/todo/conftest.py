"""The practice schools for these tests."""

from tests.ui.practice import clean, clean_store, faulty, faulty_store, session, theme

__all__ = ["clean", "clean_store", "faulty", "faulty_store", "session", "theme"]
