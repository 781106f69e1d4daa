-- The offset a report's time was given in, in minutes east of UTC: its "Sunday" is a Sunday there.
ALTER TABLE articles ADD COLUMN zone INTEGER NOT NULL DEFAULT 0;
