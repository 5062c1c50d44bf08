-- What has been submitted already, by the writer's own name for it, so that the same submission twice is done once.
CREATE TABLE "submission" (
  "name" {text} PRIMARY KEY CHECK ("name" <> ''),
  "at" {text} NOT NULL,
  "answer" {text} NOT NULL
){strict};
CREATE INDEX "submission_at_idx" ON "submission"("at");
