"""What travels: workbooks out, workbooks in. Only `export.jobs` knows the database."""
