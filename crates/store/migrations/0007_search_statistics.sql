-- How often each term stands in the search index, which PostgreSQL must know of more terms than it does by itself.

-- {postgres}
ALTER TABLE "search" ALTER COLUMN "terms" SET STATISTICS 1000;
