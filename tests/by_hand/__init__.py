"""Journeys that a person watches: real keys, real pictures, no verdict by a machine alone."""
