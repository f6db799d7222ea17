"""The tables of revision 0001 as they were in its time, a function each; db.schema has them as they are."""
