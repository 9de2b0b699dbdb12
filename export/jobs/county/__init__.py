"""Jobs of a county: collect what schools sent, merge it, say who is missing, send slips back, measure."""
