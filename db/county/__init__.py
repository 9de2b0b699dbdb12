"""The county's store: a set of deliveries (报送件), and everything else is a reading of it.

`db.county.store.CountyStore` is the door. A delivery is what one school sent for one period in one revision. Merging is
set union, so the order of the files and how often they come do not matter; taking a batch back takes its deliveries
out; "the newest revision counts" is a reading (`db.county.standing`). It is kept in one encrypted SQLite file, or on a
PostgreSQL server where several people merge.
"""
