-- Lists read the register in the order in which they show it.
CREATE INDEX "thing_noun_label_idx" ON "thing"("noun", "label_sort", "slug");
DROP INDEX "thing_home_idx";
CREATE INDEX "thing_home_noun_idx" ON "thing"("home_id", "noun");
-- A year's meetings are found and sorted in one walk.
DROP INDEX "meeting_when_idx";
CREATE INDEX "meeting_when_idx" ON "meeting"("when_first", "when_last");
-- What is due stands in this order; what has no day comes last.
CREATE INDEX "commission_order_idx" ON "commission"((CASE WHEN "due_last" IS NULL THEN 1 ELSE 0 END), "due_last");
