"""`make bench-county`: a whole county, from a folder of workbooks to its indicators, beside a reader of tables.

1012 schools with 575,671 pupils, as many as a prefecture counted in 2021; SCHOOLS and PUPILS in the environment make
it smaller. The workbooks are made once and kept in XIANGXIAO_BENCH, or in ~/.cache/xiangxiao-bench.
"""
