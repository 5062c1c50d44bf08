-- What was sent may be the agenda of a call, or a record.

ALTER TABLE "dispatch" ADD COLUMN "agenda" {int} {ref agenda};
ALTER TABLE "dispatch" ADD COLUMN "record" {int} {ref record};
CREATE INDEX "dispatch_agenda_idx" ON "dispatch"("agenda");
CREATE INDEX "dispatch_record_idx" ON "dispatch"("record");
