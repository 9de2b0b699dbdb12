"""The roll of any form: a table to find in, a card to put right, a grid to paste into."""
