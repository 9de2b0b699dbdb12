"""What is asked: kinds, forms, checks, problems, dated standards. Knows neither Qt, nor SQL, nor spreadsheets."""
