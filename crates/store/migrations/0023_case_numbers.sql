-- The last running number that each organisation's register has given in each year: a number is never given twice, whatever
-- became of what it was given to.
CREATE TABLE "case_number" (
  "organisation" {int} NOT NULL {ref organisation},
  "year" {int} NOT NULL CHECK ("year" >= 0),
  "last" {int} NOT NULL CHECK ("last" >= 0),
  PRIMARY KEY ("organisation", "year")
){strict};
