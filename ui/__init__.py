"""What is seen: the window, its pages and parts. It knows jobs and forms, and neither the database nor spreadsheets."""
