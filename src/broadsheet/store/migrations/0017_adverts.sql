-- Advertisements: who advertises, what it may cost and has cost, each slot as it was filled, and what came of it.
CREATE TABLE advertisers (
    id ${id},
    value TEXT NOT NULL,
    created BIGINT NOT NULL
);
CREATE TABLE ad_campaigns (
    id ${id},
    advertiser BIGINT NOT NULL,
    state TEXT NOT NULL,
    budget BIGINT NOT NULL,
    daily BIGINT NOT NULL,
    value TEXT NOT NULL,
    created BIGINT NOT NULL
);
CREATE TABLE ad_creatives (
    id ${id},
    campaign BIGINT NOT NULL,
    state TEXT NOT NULL,
    value TEXT NOT NULL,
    created BIGINT NOT NULL
);
CREATE INDEX ad_creatives_campaign ON ad_creatives (campaign);
CREATE TABLE ad_budgets (
    campaign BIGINT NOT NULL,
    day TEXT NOT NULL,
    spent BIGINT NOT NULL CHECK (spent >= 0),
    held BIGINT NOT NULL CHECK (held >= 0),
    PRIMARY KEY (campaign, day)
);
CREATE TABLE ad_served (
    key TEXT PRIMARY KEY,
    campaign BIGINT NOT NULL,
    creative BIGINT NOT NULL,
    advertiser BIGINT NOT NULL,
    page TEXT NOT NULL,
    position INTEGER NOT NULL,
    surface TEXT NOT NULL,
    language TEXT NOT NULL,
    topic TEXT NOT NULL,
    matched TEXT NOT NULL,
    hour INTEGER NOT NULL,
    at BIGINT NOT NULL,
    day TEXT NOT NULL,
    pricing TEXT NOT NULL,
    price BIGINT NOT NULL,
    held BIGINT NOT NULL,
    chance DOUBLE PRECISION NOT NULL,
    state TEXT NOT NULL,
    charged BIGINT NOT NULL,
    impression INTEGER NOT NULL,
    viewable INTEGER NOT NULL,
    click INTEGER NOT NULL,
    hide INTEGER NOT NULL
);
CREATE INDEX ad_served_state ON ad_served (state, at);
CREATE INDEX ad_served_campaign ON ad_served (campaign, day);
CREATE INDEX ad_served_page ON ad_served (page);
CREATE TABLE ad_viewers (
    slot TEXT PRIMARY KEY,
    reader TEXT NOT NULL,
    campaign BIGINT NOT NULL,
    day TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX ad_viewers_reader ON ad_viewers (reader, at);
CREATE INDEX ad_viewers_campaign ON ad_viewers (campaign);
CREATE TABLE ad_events (
    key TEXT PRIMARY KEY,
    slot TEXT NOT NULL,
    campaign BIGINT NOT NULL,
    action TEXT NOT NULL,
    verdict TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX ad_events_campaign ON ad_events (campaign, verdict);
CREATE TABLE ad_choices (
    reader TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE ad_fill (
    day TEXT PRIMARY KEY,
    asked BIGINT NOT NULL,
    filled BIGINT NOT NULL
);
