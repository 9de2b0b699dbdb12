"""Other people's spreadsheets: title rows, two-storey headers, total rows, any caption, read into a form's records."""
